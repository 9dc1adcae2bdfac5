"""Of whom documents are expected is said in dossier.toml and nowhere else, and what is missing is listed with where it is named."""

import re
from dataclasses import replace

import pytest
from web_forms import form, records, renewed
from web_site import LETTER, VISION, built, opened

from rodedraad import consult, expecting
from rodedraad.adapters.folder import DossierFolder
from rodedraad.amending import Act
from rodedraad.errors import WrongUse
from rodedraad.records import Party

ACT = Act(by="Jo", at="2026-11-24T09:00:00Z")


@pytest.fixture
def path(tmp_path):
    made = built(tmp_path / "dossier", brief=LETTER, **{"visie.txt": VISION})
    settings = made / "dossier.toml"
    settings.write_text(settings.read_text() + "\n# dit blijft staan\n")
    return made


@pytest.fixture
def site(path):
    made = opened(path)
    yield made
    made.app.state.workspace.renewal.end()


def sent(site, to, **fields):
    return site.post(to, data={**form(site.get("/verwacht").text, to), **fields})


def on_list(site):
    return {one["id"] for one in site.get("/verwacht.json").json()}


def test_a_party_is_put_on_the_list_and_taken_off_and_comments_stay(site, path):
    assert "waterschap-de-proef" not in on_list(site)
    assert sent(site, "/verwacht", partij="Waterschap de Proef", laag="waterschap").status_code == 303
    assert "nieuw op de lijst" in site.get("/verwacht").text, "it shows before it was counted"
    assert "# dit blijft staan" in (path / "dossier.toml").read_text()
    renewed(site)
    assert "waterschap-de-proef" in on_list(site)
    assert "waterschap-de-proef" in {one.party for one in records(path, "gaps") if one.kind == "party_absent"}, (
        "of whom nothing is here, that is a gap"
    )
    events = [dict(event.values) for event, _, _ in consult.log_events(DossierFolder.open(path))]
    assert any("waterschap-de-proef" in str(one) for one in events), "it is an event, as any change of the settings"
    assert sent(site, "/verwacht/waterschap-de-proef/weg").status_code == 303
    assert "van de lijst gehaald" in site.get("/verwacht").text
    renewed(site)
    assert "waterschap-de-proef" not in on_list(site)
    assert site.post("/verwacht/wie-dan/weg", data=form(site.get("/verwacht").text, "/verwacht")).status_code == 404


def test_what_cannot_be_is_refused_and_nothing_is_written(site, path):
    before = (path / "dossier.toml").read_bytes()
    told = sent(site, "/verwacht", partij="Een Nieuwe Club")
    assert (told.status_code, 'value="Een Nieuwe Club"' in told.text) == (400, True)
    for name in ("", "  ", "x" * 200, "...", "a\x07b"):
        assert sent(site, "/verwacht", partij=name, laag="bedrijf").status_code == 400, name
    assert site.post("/verwacht", data={"partij": "Rijk"}).status_code == 400, "no form of ours"
    assert (path / "dossier.toml").read_bytes() == before


def test_a_party_of_the_shipped_frame_stays_what_it_was_but_for_the_list(path):
    folder = DossierFolder.open(path)
    before = consult.frame_of(folder).parties
    one = next(each for each in before if each.expected and each.aliases and each.member_of)
    expecting.expect_no_more(folder, one, ACT, keeper="Beheer")
    assert one.id not in expecting.written(folder)
    expecting.expect(folder, one.aliases[0], (), ACT, keeper="Beheer")
    assert one.id in expecting.written(folder)
    table = consult.frame_of(folder)
    assert {each.id: each for each in table.parties} == {each.id: each for each in before}
    from rodedraad import frame  # noqa: PLC0415  the file alone, as the next build reads it

    now = frame.frame(frame.parse(folder.text(folder.settings), name="dossier.toml")).parties
    assert {each.id: each for each in now} == {each.id: each for each in before}
    with pytest.raises(WrongUse):
        expecting.expect(folder, "Niemand Kent Dit", (), ACT, keeper="Beheer")
    other = Party(id="club", name="De Club", layer="bewoners")
    assert expecting.expect(folder, "club", [other], ACT, keeper="Beheer") == "club"
    after = frame.frame(frame.parse(folder.text(folder.settings), name="dossier.toml")).parties
    assert next(each for each in after if each.id == "club") == replace(other, expected=True)


def test_missing_documents_stand_with_every_place_that_names_them(lodermond):
    site = opened(lodermond)
    references = records(lodermond, "references")
    page = site.get("/verwacht").text
    gaps = [one for one in records(lodermond, "gaps") if one.kind == "document_missing"]
    listed = re.findall(r"<li><b>([^<]+)</b>", page)
    assert len(listed) == len(gaps)
    title = "Geluidsonderzoek Loderkanaal 2023"
    named = sum(one.title == title and not one.resolved for one in references)
    assert named > 2
    part = page[page.index(f"<b>{title}") : page.index("</details>", page.index(f"<b>{title}"))]
    assert part.count("<blockquote") == named
    absent = {one.party for one in records(lodermond, "gaps") if one.kind == "party_absent"}
    rows = dict(
        re.findall(r'<tr[^>]*><th scope="row"[^>]*><a href="/partijen/([\w-]+)".*?</th>(.*?)</tr>', page, re.DOTALL)
    )
    assert {id_ for id_, row in rows.items() if "/inbrengen" in row} == absent


def test_who_changes_the_settings_by_a_page_signs_that_and_not_what_somebody_typed_in_the_file(site, path):
    """Nor does who happens to ask for the build that finds it."""
    settings = path / "dossier.toml"
    settings.write_text(settings.read_text().replace('titel = "', 'titel = "Met de hand: ', 1))
    site.cookies.set("naam", "Jo")
    sent(site, "/verwacht", partij="Waterschap de Proef", laag="waterschap")
    source = records(path, "sources")[0]
    to = f"/bronnen/{source.id}/gegevens"
    site.cookies.set("naam", "Fatima")
    given = form(site.get(f"/bronnen/{source.id}").text, to)
    assert site.post(to, data={**given, "titel": "Een andere titel"}).status_code == 303
    site.cookies.set("naam", "Iemand Anders")
    site.post("/bijwerken", data={**form(site.get("/inbrengen").text, "/inbrengen"), "doe": "nu"})
    renewed(site)
    who = {}
    for event, name, _ in consult.log_events(DossierFolder.open(path)):
        for key, value in event.values if event.kind == "setting" else ():
            for words in ("Met de hand", "waterschap-de-proef", "Een andere titel"):
                if words in str(value) and not key.endswith("[id]"):
                    who.setdefault(words, set()).add(name)
    assert who == {"Met de hand": {"Beheer"}, "waterschap-de-proef": {"Jo"}, "Een andere titel": {"Fatima"}}


def test_what_is_counted_is_what_is_listed(lodermond):
    """Missing documents were said to be looked for in one source fewer than there are: the earlier version was left out of the count."""
    site = opened(lodermond)
    sources = records(lodermond, "sources")
    page = site.get("/bronnen").text
    assert f"{len(sources)} bronnen, waarvan 1 eerdere versie van een andere; " in page
    assert page.count('<tr><th scope="row">') == len(sources)
    searched = re.findall(r"bestandsnaam en adres in (\d+) bronnen", site.get("/verwacht").text)
    assert set(searched) == {str(len(sources))}
    parties = site.get("/partijen").text
    written, absent = re.search(r"(\d+) partijen schreven iets.*?Van (\d+) verwachte", parties, re.DOTALL).groups()
    assert parties.count('<th scope="row"') == int(written) + int(absent)
    first = site.get("/").text
    assert f"{written} partijen" in first
    problems = re.search(r'href="/bronnen#problemen"><b>(\d+)</b>', first)[1]
    assert page.partition('id="problemen"')[2].count("<li>") == int(problems)
