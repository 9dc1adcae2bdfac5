"""The first ten minutes: the two letters that are the assignment, as the README's commands build them."""

import json
import subprocess
import sys

import pytest
from places import SHARED, needs_shared

pytestmark = needs_shared


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds") / "ijmond"
    _run("new", folder)
    _run("add", folder, SHARED / "seeds")
    built = json.loads(_run("build", folder, "--json"))
    assert (built["sources"], built["documents"]) == (2, 2)
    kinds = ("sources", "statements", "threads", "tensions", "gaps", "references", "outlooks", "parties")
    lists = {kind: json.loads(_run("list", folder, kind, "--json")) for kind in kinds}
    lists["check"] = json.loads(_run("check", folder, "--json"))
    lists["letters"] = {source["date"]: source["id"] for source in lists["sources"]}
    return lists


def _run(*arguments) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "rodedraad", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_five_authors_each_as_the_organ_that_signed(seeds):
    parties = {party["id"]: party for party in seeds["parties"]}
    signed = {
        (source["date"], party["id"], party["organ"])
        for source in seeds["sources"]
        for party in source["parties"]
        if party["role"] == "author"
    }
    assert signed == {
        ("2025-07-01", "stichting-ijmond-ijzersterk", "board"),
        ("2025-07-01", "techport", "management"),
        ("2026-03-10", "gemeente-beverwijk", "college"),
        ("2026-03-10", "gemeente-heemskerk", "college"),
        ("2026-03-10", "gemeente-velsen", "college"),
    }
    assert parties["stichting-ijmond-ijzersterk"]["form"] == "foundation"
    assert parties["techport"]["form"] == "partnership"


def test_a_shared_line_on_green_industry_with_both_quotes(seeds):
    sources = set(seeds["letters"].values())
    shared = [thread for thread in seeds["threads"] if set(thread["sources"]) == sources]
    assert shared
    quotes = {statement["id"]: statement for statement in seeds["statements"]}
    words = " ".join(quotes[id_]["text"].lower() for thread in shared for id_ in thread["statements"])
    assert "industrie" in words
    assert any(stem in words for stem in ("groen", "duurz"))


def test_the_difference_that_matters_is_shown_with_both_sides(seeds):
    quotes = {statement["id"]: statement["text"] for statement in seeds["statements"]}
    pairs = [quotes[one["a"]] + " || " + quotes[one["b"]] for one in seeds["tensions"]]
    assert any("basismetaalindustrie" in pair and "voorwaarde voor" in pair for pair in pairs), pairs


def test_the_requests_have_an_addressee_and_a_term_and_no_answer(seeds):
    letter = seeds["letters"]["2026-03-10"]
    requests = [one for one in seeds["statements"] if one["source"] == letter and one["type"] == "request"]
    (addressed,) = [one["addressees"] for one in seeds["sources"] if one["id"] == letter]
    addressees = {one.partition("#")[0] for one in addressed}
    text = " ".join(one["text"] for one in requests)
    for words in (
        "roepen u op",
        "verwachten dat uw Kamer",
        "nodigen u",
    ):
        assert words in text
    asked = {actor["party"] for one in requests for actor in one["actors"] if actor["role"] in ("asked", "must_act")}
    assert "tweede-kamer" in asked
    assert asked - {None} <= {"tweede-kamer", *addressees}, "neither who asks nor who is only named is asked"
    (attention,) = [one for one in requests if "vragen hierbij uw aandacht" in one["text"]]
    assert {actor["party"] for actor in attention["actors"]} == addressees
    (needed,) = [one for one in seeds["statements"] if "hulp van het Rijk" in one["text"]]
    assert (needed["type"], needed["actors"][0]["party"]) == ("need", "rijk")
    assert any(one["deadline"] for one in requests)
    unanswered = {gap["statement"] for gap in seeds["gaps"] if gap["kind"] == "request_without_answer"}
    assert {one["id"] for one in requests} <= unanswered
    own = {one["id"] for one in requests}
    told = {gap["searched"]["code"] for gap in seeds["gaps"] if gap["statement"] in own}
    assert told == {"gap.asked_absent", "gap.asked_unknown"}, "nobody who is asked has a later document here"


def test_three_footnoted_documents_are_missing_with_their_address_and_the_named_ones_too(seeds):
    letter = seeds["letters"]["2026-03-10"]
    missing = [one for one in seeds["references"] if one["source"] == letter and not one["resolved"]]
    with_address = [one for one in missing if one["url"]]
    assert len(with_address) == 3
    assert {one["url"].split("/")[2] for one in with_address} == {
        "velsen.raadsinformatie.nl",
        "www.noordzeekanaalgebied.nl",
    }
    titles = " ".join((one["title"] or "") + " " + one["quote"] for one in missing)
    for title in (
        "Programma Gezonde Leefomgeving IJmond 2026-2030",
        "Agenda gezonde leefomgeving IJmond",
        "Ontwikkelperspectief Noordzeekanaalgebied",
        "Joint Letter of Intent",
        "Gezondheidseffectrapportage",
    ):
        assert title in titles
    first = [one for one in seeds["references"] if one["source"] == seeds["letters"]["2025-07-01"]]
    assert any("Plan van Aanpak" in one["quote"] for one in first)
    gone = {gap["reference"] for gap in seeds["gaps"] if gap["kind"] == "document_missing"}
    assert {one["id"] for one in with_address} <= gone


def test_the_alternatives_called_unrealistic_are_the_letters_own_claim(seeds):
    letter = seeds["letters"]["2026-03-10"]
    unrealistic = [one for one in seeds["outlooks"] if one["stance"] == "unrealistic"]
    assert len(unrealistic) == 2
    assert {one["source"] for one in unrealistic} == {letter}
    towns = {"gemeente-beverwijk", "gemeente-heemskerk", "gemeente-velsen"}
    assert all(set(one["holders"]) == towns for one in unrealistic), "a joint letter is of all who signed it"
    held = [one for one in seeds["statements"] if one["source"] == letter and not one["is_reported"]]
    assert held
    assert all(set(one["holders"]) == towns for one in held)
    rejected = next(one for one in held if "niet realistisch" in one["text"])
    assert rejected["type"] not in ("ambition", "measure")
    aims = {gap["statement"] for gap in seeds["gaps"] if gap["kind"] == "ambition_without_measure"}
    assert rejected["id"] not in aims


def test_the_critics_of_the_first_letter_are_reported_not_held(seeds):
    (critics,) = [one for one in seeds["statements"] if "kritische geluiden" in one["text"]]
    assert critics["is_reported"]
    assert critics["holder"] == "gemeente-velsen"


def test_that_no_residents_document_is_here_is_said(seeds):
    layers = {party["id"]: party["layer"] for party in seeds["parties"]}
    absent = {gap["party"] for gap in seeds["gaps"] if gap["kind"] == "party_absent"}
    assert "bewoners" in {layers[party] for party in absent}


def test_every_quote_holds(seeds):
    assert seeds["check"]["ok"]
    assert seeds["check"]["quotes"]["checked"] > 80
