"""What people bring in is kept as they wrote it, is answered once and visibly, and names nobody to who may only read."""

import html
import json
import re
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from web_site import HOSTILE, client, now, opened

from rodedraad import consult
from rodedraad.access import parsed
from rodedraad.adapters.accounts import Accounts
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import WrongUse
from rodedraad.records import Party
from rodedraad.web import meant
from rodedraad.web.shared import Shared

TEXT = f"De kade is te laag.\nWij vragen om een hogere. {HOSTILE}"


@pytest.fixture
def path(lodermond, tmp_path):
    return shutil.copytree(lodermond, tmp_path / "voorbeeld")


def form(page, action):
    """The hidden fields of the form of a page that goes to this address."""
    found = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.DOTALL)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[1]))


def first_clause(site):
    return re.search(r'href="/propositie/zinnen/([^"]+)"', site.get("/propositie").text)[1]


def brought(site, **fields):
    page = site.get("/bezwaren/nieuw").text
    told = {"soort": "objection", "via": "letter", "naamloos": "" if {"wie", "partij"} & set(fields) else "ja"}
    return site.post("/bezwaren", data={**form(page, "/bezwaren"), **told, **fields})


def test_an_objection_is_kept_as_it_was_written_and_shows_as_open(path):
    site = opened(path, has_confidential=True)
    clause = first_clause(site)
    done = brought(
        site,
        zin=clause,
        tekst=TEXT,
        wie="Mevrouw De Wit",
        partij="gemeente-loderkerk",
        via="letter",
        datum="2026-11-02",
    )
    assert done.status_code == 303
    page = site.get(done.headers["location"]).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "nog niet beantwoord" in page
    (one,) = json.loads(site.get(f"/bezwaren.json?zin={clause}&vertrouwelijk=ja").text)
    assert (one["text"], one["person"], one["at"]) == (TEXT, "Mevrouw De Wit", "2026-11-02")
    assert one["clause"] == clause
    assert json.loads(site.get("/bezwaren.json?stand=beantwoord").text) == []
    assert site.get("/bezwaren.xlsx").status_code == 200
    assert one["id"] in site.get(f"/bezwaren?zin={clause}").text


def test_an_answer_changes_the_sentence_and_both_are_in_the_log(path):
    site = opened(path)
    clause = first_clause(site)
    to = brought(site, zin=clause, tekst=TEXT).headers["location"]
    new = "De gemeenten willen samen een hogere kade."
    data = {**form(site.get(to).text, to), "doe": "change", "reden": "Overgenomen.", "tekst": new}
    assert site.post(to, data=data).status_code == 303
    assert "zin gewijzigd" in site.get(to).text
    keep = form(site.get("/propositie").text, "/propositie/versies")
    assert site.post("/propositie/versies", data=keep).status_code == 303
    assert new in site.get("/propositie").text
    log = site.get("/logboek").text
    assert log.count("Proef") >= 3
    again = site.post(to, data={**data, "doe": "keep", "reden": "Toch niet."})
    assert again.status_code == 409
    assert "is het antwoord veranderd" in again.text
    assert "Toch niet." in again.text, "what was typed is not lost"
    assert "Overgenomen." in site.get(to).text


def test_of_two_answers_at_once_one_is_written_and_nothing_of_the_other(path):
    """Each was typed on the same page: the change of the sentence that comes with the second does not stay behind alone."""
    site = opened(path)
    to = brought(site, zin=first_clause(site), tekst=TEXT).headers["location"]
    page = site.get(to).text
    data = [
        {**form(page, to), "doe": "change", "reden": f"Reden {n}.", "tekst": f"De gemeenten willen kade {n}."}
        for n in range(4)
    ]
    with ThreadPoolExecutor(4) as pool:
        codes = sorted(pool.map(lambda one: site.post(to, data=one).status_code, data))
    assert codes == [303, 409, 409, 409]
    kinds = Counter(event.kind for event, _, _ in consult.log_events(DossierFolder.open(path)))
    assert (kinds["clause_edit"], kinds["reply"]) == (1, 1)


def test_a_file_of_contributions_has_names_only_where_that_is_asked(path):
    site = opened(path, has_confidential=True)
    brought(site, tekst="Mail mij: Mevrouw De Wit, wit@example.nl", wie="Mevrouw De Wit")
    assert "De Wit" in site.get("/bezwaren").text, "the page is for who works here"
    for form_ in ("csv", "json"):
        assert "De Wit" not in site.get(f"/bezwaren.{form_}").text
        assert "wit@example.nl" not in site.get(f"/bezwaren.{form_}").text
        assert "De Wit" in site.get(f"/bezwaren.{form_}?vertrouwelijk=ja").text
        assert "De Wit" not in opened(path).get(f"/bezwaren.{form_}?vertrouwelijk=ja").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"tekst": ""},
        {"tekst": "   "},
        {"tekst": "x" * 20_001},
        {"soort": "oorlog"},
        {"via": "tracked_change"},
        {"partij": "bestaat-niet"},
        {"datum": "morgen"},
        {"zin": "bestaat-niet"},
        {"zin": "0"},
        {"zin": "9999"},
        {"zin": "c-0000000000"},
        {"voorstel": "x" * 30_000},
        {"soort": ""},
        {"via": ""},
        {"wie": " "},
        {"naamloos": "ja"},
    ],
)
def test_what_cannot_be_brought_in_is_told_and_nothing_is_written(path, wrong):
    site = opened(path)
    page = site.get("/bezwaren/nieuw").text
    right = {"soort": "objection", "via": "letter", "tekst": "Woorden.", "wie": "Mevrouw De Wit"}
    data = {**form(page, "/bezwaren"), **right, **wrong}
    given = site.post("/bezwaren", data=data)
    assert given.status_code == 400
    assert wrong.get("wie") == " " or 'value="Mevrouw De Wit"' in given.text, "what was typed is not lost"
    assert 'role="alert"' in given.text
    assert site.get("/bezwaren.json").text.strip() in ("[]", "[\n\n]")


def test_what_nobody_said_is_not_taken_for_said(path):
    """An objection of nobody was kept without a question, and one that came by e-mail as a letter."""
    site = opened(path, has_confidential=True)
    page = site.get("/bezwaren/nieuw").text
    assert not re.search(r'<input type="radio"[^>]*checked', page)
    assert '<option value="">kies</option>' in page
    bare = {**form(page, "/bezwaren"), "soort": "objection", "via": "email", "tekst": "Woorden."}
    for fields, asks in (
        ({"soort": ""}, "Kies wat het is"),
        ({"via": ""}, "Kies hoe het binnenkwam"),
        ({}, "Van wie is deze inbreng? Vul een naam of een partij in, of kruis aan"),
        ({"wie": "Kees", "naamloos": "ja"}, "Haal een van beide weg"),
    ):
        told = site.post("/bezwaren", data={**bare, **fields})
        assert told.status_code == 400
        assert asks in told.text
    for fields in ({"naamloos": "ja"}, {"partij": "Gemeente Loderkerk"}, {"wie": "Kees"}):
        assert site.post("/bezwaren", data={**bare, **fields}).status_code == 303
    kept = json.loads(site.get("/bezwaren.json?vertrouwelijk=ja").text)
    assert {one["channel"] for one in kept} == {"email"}
    assert sorted((one["person"] or "", one["party"] or "") for one in kept) == [
        ("", ""),
        ("", "gemeente-loderkerk"),
        ("Kees", ""),
    ]


def test_a_sentence_is_found_by_what_somebody_types(path):
    site = opened(path)
    clause = first_clause(site)
    page = site.get(f"/bezwaren/nieuw?zin={clause}").text
    (shown,) = re.findall(r'<input[^>]*name="zin"[^>]*value="([^"]*)"', page)
    number = shown.partition(".")[0]
    words = html.unescape(shown).partition("«")[2].partition("»")[0].rstrip(" …")
    assert words in html.unescape(page.partition('class="clause-text"')[2]), "who speaks is the same in many sentences"
    for typed in (html.unescape(shown), number, f" {number}. iets", clause, clause[:10], words.upper()):
        done = brought(site, zin=typed, tekst="Woorden.")
        assert done.status_code == 303, typed
    assert {one["clause"] for one in json.loads(site.get("/bezwaren.json").text)} == {clause}
    many = brought(site, zin="de", tekst="Woorden.")
    assert "Geef het nummer van de zin die u bedoelt" in many.text
    assert re.findall(r'<select[^>]*name="([^"]+)"', page) == ["via"], "no list of all sentences to go through"


def test_a_party_of_two_names_is_asked_again_and_one_is_found_by_its_other_name():
    parties = {
        "a": Party(id="a", name="Gemeente Aa", aliases=("Aa",)),
        "b": Party(id="b", name="Waterschap Bee", aliases=("Bee", "Samen")),
        "c": Party(id="c", name="Dorpsraad", aliases=("Samen",)),
    }
    names = {id_: one.name for id_, one in parties.items()}
    assert [meant.party(typed, parties, names) for typed in ("gemeente aa", " AA ", "b", "")] == ["a", "a", "b", None]
    with pytest.raises(WrongUse, match=r"b; c"):
        meant.party("samen", parties, names)
    with pytest.raises(WrongUse, match="Waterschap Bee"):
        meant.party("waterschap be", parties, names)


def test_who_may_only_read_sees_for_which_party_not_by_whom(path, tmp_path):
    site = opened(path)
    brought(site, tekst="Mail mij: Mevrouw De Wit, wit@example.nl", wie="Mevrouw De Wit", partij="gemeente-loderkerk")
    accounts = Accounts.made(tmp_path / "d.toegang", address="http://127.0.0.1:8800", now=now)
    made = opened(
        path, door=Shared(accounts, parsed('adres = "http://127.0.0.1:8800"\nopen = "reader"\n'), secret=None)
    ).app
    reader = client(made)
    id_ = json.loads(reader.get("/bezwaren.json").text)[0]["id"]
    for address in ("/bezwaren", f"/bezwaren/{id_}", "/bezwaren.json", "/bezwaren.csv"):
        page = reader.get(address).text
        assert "De Wit" not in page, address
        assert "wit@example.nl" not in page, address
        assert "Loderkerk" in page or "loderkerk" in page, address
    contributor = client(made)
    link = f"/uitnodiging/{accounts.invite(name='Kees', role='contributor', by='x', lasts=timedelta(days=1))}"
    contributor.post(link, data=form(contributor.get(link).text, link))
    assert brought(contributor, tekst="Ik ben voor.", wie="Iemand Anders", soort="support").status_code == 303
    house = opened(path, has_confidential=True)
    every = json.loads(house.get("/bezwaren.json?vertrouwelijk=ja").text)
    (own,) = [one for one in every if one["kind"] == "support"]
    assert own["person"] == "Kees", "who may not correct brings in under their own name"


def test_a_build_under_way_keeps_nobody_from_bringing_in_and_answering(path):
    site = opened(path)
    clause = first_clause(site)
    with DossierFolder.open(path).lock():
        to = brought(site, zin=clause, tekst=TEXT).headers["location"]
        data = {**form(site.get(to).text, to), "doe": "keep", "reden": "Past niet."}
        assert site.post(to, data=data).status_code == 303
    assert "Past niet." in site.get(to).text
