"""The proposition in the browser: what is changed counts in the next version, what is false is told, who approves has a name."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from web_site import HOSTILE, LETTER, VISION, built, opened

from rodedraad import versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.web.proposing import compared


@pytest.fixture
def house(tmp_path):
    return built(tmp_path / "d", visie=VISION.replace(HOSTILE, ""), brief=LETTER)


def _proof(site, page="/propositie"):
    text = site.get(page).text
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("merk", "gezien")}


def _first(site):
    return re.search(r'href="(/propositie/zinnen/[^"]+)"', site.get("/propositie").text)[1]


def _text(site, page):
    return html.unescape(re.search(r'name="was\.text" value="([^"]*)"', site.get(page).text)[1])


def _kept(site):
    told = site.post("/propositie/versies", data=_proof(site))
    assert told.status_code == 303
    return f"/propositie/versies/{told.headers['location'].rpartition('=')[2].rpartition('/')[2]}"


def test_a_sentence_that_somebody_changed_stands_in_the_next_version(house):
    site = opened(house)
    first = _kept(site)
    assert site.get(first).status_code == 200
    page = _first(site)
    was = _text(site, page)
    said = site.post(
        page, data={**_proof(site, page), "was.title": "", "title": "De Havenwijk", "was.text": was, "text": was}
    )
    assert said.status_code == 303
    assert "De Havenwijk" not in site.get("/propositie").text, "it counts in the next version"
    second = _kept(site)
    assert second != first
    assert "De Havenwijk" in site.get(second).text
    assert "De Havenwijk" not in site.get(first).text, "an earlier version stays as it was"
    told = site.get("/propositie/vergelijk", params={"naar": second.rpartition("/")[2]}).text
    assert "1 zin verschilt" in told
    assert "De Havenwijk" in told
    assert _kept(site) == second, "where nothing changed no version is made"


def test_what_is_typed_is_held_against_the_quotes_before_it_is_kept(house):
    site = opened(house)
    page = _first(site)
    was, proof = _text(site, page), _proof(site, page)
    assert "klopt" not in site.post(f"{page}/proef", data={**proof, "text": was, "title": ""}).text
    false = site.post(
        f"{page}/proef", data={**proof, "text": "Velsen betaalt in 2041 zeven miljoen.", "title": ""}
    ).text
    assert "2041" in false
    assert "<li>" in false
    assert "2041" not in site.get(page).text, "nothing was kept"
    assert site.post(f"{page}/proef", data={"text": "x", "title": ""}).status_code == 400


def test_of_two_at_the_same_sentence_the_second_is_told_and_keeps_what_they_typed(house):
    site = opened(house)
    page = _first(site)
    proof, was = _proof(site, page), _text(site, page)
    assert site.post(page, data={**proof, "was.title": "", "title": "Eerste"}).status_code == 303
    told = site.post(page, data={**proof, "was.title": "", "title": "Tweede", "was.text": was, "text": was})
    assert told.status_code == 409
    assert 'value="Tweede"' in told.text
    again = {name: re.search(rf'name="{name}" value="([^"]*)"', told.text)[1] for name in ("merk", "gezien")}
    assert site.post(page, data={**again, "was.title": "", "title": "Tweede"}).status_code == 303


def test_of_several_at_the_same_sentence_at_once_one_is_written(house):
    site = opened(house)
    page = _first(site)
    proof = _proof(site, page)
    with ThreadPoolExecutor(4) as pool:
        told = pool.map(
            lambda n: site.post(page, data={**proof, "was.title": "", "title": f"T{n}"}).status_code, range(4)
        )
    assert sorted(told) == [303, 409, 409, 409]


def test_what_cannot_be_is_refused_and_nothing_is_written(house):
    site = opened(house)
    page = _first(site)
    before = len(opened(house).get("/logboek.json").json())
    for fields in (
        {"was.text": "a", "text": "x" * 9_000},
        {"was.part": "", "part": "geen"},
        {},
        {"was.core": "", "core": "?"},
    ):
        told = site.post(page, data={**_proof(site, page), **fields})
        assert told.status_code == 400, fields
    assert site.get("/propositie/zinnen/c-0000").status_code == 404
    assert site.get("/propositie/versies/9").status_code in (400, 404)
    assert site.get("/propositie/vergelijk").status_code == 400
    assert len(opened(house).get("/logboek.json").json()) == before


def test_a_rejected_sentence_leaves_the_next_version_and_comes_back(house):
    site = opened(house)
    _kept(site)
    page = _first(site)
    words = _text(site, page)
    assert site.post(page, data={**_proof(site, page), "doe": "reject"}).status_code == 303
    second = _kept(site)
    stands, gone, why = html.unescape(site.get(second).text).partition('id="vervallen"')
    assert words not in stands
    assert gone
    assert words in why, "that it went is told"
    event = re.search(r'action="(/logboek/[0-9a-f]+)"', site.get("/logboek").text.split("<tbody>")[1].split("</tr>")[1])
    assert site.post(event[1], data=_proof(site, "/logboek")).status_code == 303
    third = _kept(site)
    assert words in html.unescape(site.get(third).text)


def test_approving_asks_a_name_and_that_a_models_words_were_read(house):
    site = opened(house)
    made = _kept(site)
    assert site.post(f"{made}/goedkeuren", data=_proof(site)).status_code == 400
    assert site.post(f"{made}/goedkeuren", data={"naam": "E. Jansen"}).status_code == 400
    assert site.post(f"{made}/goedkeuren", data={**_proof(site), "naam": "E. Jansen"}).status_code == 303
    (version,) = versions.versions(DossierFolder.open(house))
    assert version.approval.person == "E. Jansen"
    assert site.post(f"{made}/goedkeuren", data={**_proof(site), "naam": "Ander"}).status_code == 400


def test_a_difference_tells_what_went_and_came_word_by_word(house):
    text = versions.drafted(DossierFolder.open(house)).proposition
    first, second, *others = text.clauses
    changed = replace(first, text=first.text + " Nu.", part="condition")
    added = replace(second, id="c-new", text="Nieuw.")
    found = {one.clause.id: one for one in compared(text, replace(text, clauses=(changed, added, *others)), "nl")}
    assert {name: one.kind for name, one in found.items()} == {first.id: "changed", "c-new": "new", second.id: "gone"}
    pieces = found[first.id].pieces
    assert "".join(piece for piece, kind in pieces if kind != "new") == first.text
    assert "".join(piece for piece, kind in pieces if kind != "gone") == changed.text
    assert ("part", first.part, "condition") in found[first.id].moved
    assert compared(text, text, "nl") == ()
