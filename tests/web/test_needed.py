"""What is needed is shown with its sentence, narrowed as its file is, and what somebody decides of it stands in the log."""

import csv
import io
import re

import pytest
from web_forms import form, records, renewed
from web_site import HOSTILE, built, opened

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder

TEXT = f"""# Agenda Vakwerk {HOSTILE}

Gemeente Velsen, 12 maart 2026

Er is in de regio een groot tekort aan lassers op mbo-niveau.
Het Nova College biedt in Beverwijk een opleiding tot lasser op mbo-niveau aan.
Voor de warmtetransitie zijn uiterlijk in 2030 tweehonderd extra installateurs nodig.
De gemeente heeft ruimte nodig voor een trafostation.
"""
OTHER = """# Brief Techniek

Provincie Noord-Holland, 4 mei 2026

Wij zien een tekort aan lassers.
Er is onderzoek nodig naar de opslag van waterstof.
"""


@pytest.fixture
def path(tmp_path):
    return built(tmp_path / "dossier", agenda=TEXT, brief=OTHER)


@pytest.fixture
def site(path):
    found = opened(path)
    yield found
    found.app.state.workspace.renewal.end()


def need(path, words):
    return next(one for one in records(path, "requirements") if words in one.quote)


def rulings(path):
    found = consult.log_events(DossierFolder.open(path))
    return [
        (name, {key: value for key, value in event.values if key not in ("about", "key", "id")})
        for event, name, _ in found
        if event.kind == "ruling"
    ]


def test_every_need_stands_with_its_sentence_its_source_and_what_the_region_has(site, path):
    page = site.get("/benodigdheden").text
    for one in records(path, "requirements"):
        assert f'href="/benodigdheden/{one.id}"' in page
    one = need(path, "tekort aan lassers op")
    own = site.get(f"/benodigdheden/{one.id}").text
    assert f"/bronnen/{one.source}?uitspraak={one.statement}" in own
    assert f"/uitspraken/{one.statement}" in own
    assert f'href="/benodigdheden/{one.id}"' in site.get(f"/uitspraken/{one.statement}").text
    assert "<script>alert" not in page + own
    assert site.get("/benodigdheden/r-bestaatniet").status_code == 404


@pytest.mark.parametrize(
    ("filters", "is_wanted"),
    [
        ({"type": "people"}, lambda one: one["kind"] == "people"),
        ({"heeft": "unmet"}, lambda one: one["met"] == "unmet"),
        ({"party": "noord-holland"}, lambda one: "noord-holland" in one["parties"]),
        ({"niveau": "mbo", "type": "people"}, lambda one: one["level"] == "mbo" and one["kind"] == "people"),
        ({"toekomst": "untied"}, lambda _: True),
        ({"toekomst": "scenario-99"}, lambda _: False),
        ({"theme": "geen"}, lambda _: False),
    ],
)
def test_a_list_and_its_file_are_narrowed_alike(site, filters, is_wanted):
    every = site.get("/benodigdheden.json").json()
    wanted = [one["id"] for one in every if is_wanted(one)]
    assert [one["id"] for one in site.get("/benodigdheden.json", params=filters).json()] == wanted
    rows = csv.DictReader(io.StringIO(site.get("/benodigdheden.csv", params=filters).text))
    assert [row["id"] for row in rows] == wanted
    page = site.get("/benodigdheden", params=filters).text
    assert re.findall(r'class="said" href="/benodigdheden/(r-[0-9a-f]+)"', page) == wanted
    assert len(every) > 3


def test_that_it_is_met_is_written_shows_at_once_and_is_counted(site, path):
    one = need(path, "installateurs")
    to = f"/benodigdheden/{one.id}"
    assert one.met != "met"
    answer = site.post(to, data={**form(site.get(to).text, to), "met": ["met"], "doe": "edit"})
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert rulings(path) == [("Proef", {"met": "met"})], "what was left as it was is nobody's word"
    page = site.get(to).text
    assert re.search(r'badge new">nieuw</span>.*is het er: aanwezig.*Proef', page)
    assert "is het er: aanwezig" in site.get("/logboek").text
    renewed(site)
    assert need(path, "installateurs").met == "met"
    assert one.id in [each["id"] for each in site.get("/benodigdheden.json", params={"heeft": "met"}).json()]
    log = site.get("/logboek").text
    undo = re.search(r'action="(/logboek/[0-9a-f]+)"', log)[1]
    assert site.post(undo, data=form(log, undo)).status_code == 303
    renewed(site)
    assert need(path, "installateurs").met == one.met


def test_one_that_does_not_belong_goes(site, path):
    one = need(path, "installateurs")
    to = f"/benodigdheden/{one.id}"
    assert site.post(to, data={**form(site.get(to).text, to), "doe": "edit"}).status_code == 400, "nothing changed"
    assert site.post(to, data={**form(site.get(to).text, to), "met": ["veel"], "doe": "edit"}).status_code == 400
    assert site.post(to, data={**form(site.get(to).text, to), "doe": "reject"}).status_code == 303
    renewed(site)
    assert one.id not in [each.id for each in records(path, "requirements")]


def test_who_was_overtaken_is_told_and_neither_word_is_lost(site, path):
    one = need(path, "installateurs")
    to = f"/benodigdheden/{one.id}"
    mine = form(site.get(to).text, to)
    other = opened(path)
    other.post("/naam", data={**form(other.get("/naam").text, "/naam"), "naam": "Ander"})
    assert other.post(to, data={**form(other.get(to).text, to), "met": ["partly"], "doe": "edit"}).status_code == 303
    answer = site.post(to, data={**mine, "met": ["met"], "doe": "edit"})
    assert answer.status_code == 409
    assert "Ander" in answer.text
    assert form(answer.text, to)["met"] == ["met"]
    assert rulings(path) == [("Ander", {"met": "partly"})]
    assert site.post(to, data={**form(answer.text, to), "number": ["2"], "doe": "edit"}).status_code == 303
    assert rulings(path)[-1] == ("Proef", {"met": "met", "number": "2"})
    other.app.state.workspace.renewal.end()


def test_the_knowledge_infrastructure_says_who_offers_what_and_takes_a_word_on_it(site, path):
    offers = records(path, "offers")
    assert offers
    page = site.get("/kennisinfrastructuur").text
    one = offers[0]
    assert f'id="{one.id}"' in page
    assert f"/bronnen/{one.source}" in page
    assert [each["id"] for each in site.get("/kennisinfrastructuur.json", params={"type": one.kind}).json()] == [
        each.id for each in offers if each.kind == one.kind
    ]
    to = f"/kennisinfrastructuur/{one.id}"
    assert site.post(to, data={**form(page, to), "doe": "reject"}).status_code == 303
    renewed(site)
    assert one.id not in [each.id for each in records(path, "offers")]


def test_what_each_future_takes_leads_to_its_list(site):
    page = site.get("/benodigdheden/toekomsten").text
    total = len(site.get("/benodigdheden.json").json())
    link = re.search(r'href="(/benodigdheden\?toekomst=untied)">(\d+)', page)
    assert int(link[2]) == len(site.get(link[1].replace("?", ".json?")).json()) <= total


def test_no_address_of_these_changes_something_without_a_form_of_ours(site, path):
    site.get("/")
    one, offer = need(path, "installateurs"), records(path, "offers")[0]
    for to in (f"/benodigdheden/{one.id}", f"/kennisinfrastructuur/{offer.id}"):
        for body in ({}, {"doe": "reject", "merk": "x"}):
            assert site.post(to, data=body).status_code == 400
    assert rulings(path) == []


def test_an_amount_beside_a_quote_is_in_the_readers_notation_and_the_quote_as_it_is(lodermond):
    """A Dutch page said "1,900" people, which in Dutch is not two."""
    page = opened(lodermond).get("/benodigdheden?pagina=1&q=").text
    assert '<span class="badge">1.900</span>' in page
    assert "1,900 technicians" in re.sub(r"</?mark>", "", page)
    assert '<span class="badge">1,900</span>' not in page
