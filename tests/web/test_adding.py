"""A sentence that was missed becomes a statement of who selected it, and what was taken back is done again."""

import re
import time

import pytest
from web_site import built, opened, run

NOTE = """# Nota Kade

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk. Bomen zijn er weinig. Bomen zijn er weinig.
Op de foto staat een rood schip.
"""


@pytest.fixture
def house(tmp_path):
    return built(tmp_path / "d", nota=NOTE)


def _proof(site, page="/logboek"):
    text = site.get(page).text
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("merk", "gezien")}


def _page(site):
    return re.search(r'href="(/bronnen/[0-9a-f]{64})"', site.get("/bronnen").text)[1]


def _said(site):
    return [one["quote"] for one in site.get("/uitspraken.json").json()]


def test_selected_words_become_a_statement_which_is_taken_back_and_done_again(house):
    site = opened(house)
    page = _page(site)
    words = "Op de foto  staat een rood schip."
    before = _said(site)
    assert "Op de foto staat een rood schip." not in before
    proof = _proof(site, page)
    told = site.post(
        f"{page}/uitspraken", data={**proof, "woorden": words, "type": "finding", "themes": "mobiliteit", "blad": "1"}
    )
    assert told.status_code == 303
    end = time.monotonic() + 60
    while "Op de foto staat een rood schip." not in _said(site):
        assert time.monotonic() < end
        time.sleep(0.2)
    (one,) = (one for one in site.get("/uitspraken.json").json() if one["quote"] == "Op de foto staat een rood schip.")
    assert (one["type"], one["themes"], one["origin"]) == ("finding", ["mobiliteit"], "person")
    again = site.post(f"{page}/uitspraken", data={**_proof(site, page), "woorden": words, "type": "finding"})
    assert again.status_code == 400
    assert words in again.text, "what was selected is still there"
    event = re.search(r'action="(/logboek/[0-9a-f]+)"', site.get("/logboek").text)[1]
    assert site.post(event, data={**_proof(site), "doe": "redo"}).status_code == 400, "it counts"
    assert site.post(event, data=_proof(site)).status_code == 303
    run("build", house)
    assert _said(site) == before
    assert site.post(event, data={**_proof(site), "doe": "redo"}).status_code == 303
    run("build", house)
    assert len(_said(site)) == len(before) + 1


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("Dit staat er niet.", {"type": "finding"}),
        ("Bomen zijn er weinig.", {"type": "finding"}),
        ("Op de foto staat een rood schip.", {}),
        ("Op de foto staat een rood schip.", {"type": "geen"}),
        ("een warmtenet aan in de Havenwijk", {"type": "finding"}),
        ("", {"type": "finding"}),
    ],
)
def test_words_that_are_not_there_once_or_are_a_statement_are_refused(house, words, fields):
    site = opened(house)
    page = _page(site)
    before = len(site.get("/logboek.json").json())
    assert site.post(f"{page}/uitspraken", data={**_proof(site, page), "woorden": words, **fields}).status_code == 400
    assert len(site.get("/logboek.json").json()) == before
