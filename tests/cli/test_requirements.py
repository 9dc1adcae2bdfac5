"""The command requirements as a programme manager reads it and as a script does, and what is decided about a need."""

import json

import pytest

from rodedraad import cli

TEXTS = {
    "visie.md": "# Visie\n\nHavenbedrijf Oosterdam\n\n"
    "Er is in de regio een groot tekort aan lassers. Voor de kade is 12 miljoen euro aan investeringen nodig. "
    "Wij willen een techniekcampus op de Oude Werf naar het voorbeeld van Havenlab Noord.\n",
    "brief.md": "# Brief\n\nGemeente Velsen\n\nDe haven heeft 200 extra lassers nodig.\n",
    "school.md": "# School\n\nVakschool Oosterdam\n\nOnze opleiding voor lassers telt veertig plaatsen.\n",
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    root = tmp_path_factory.mktemp("needs") / "dossier"
    assert cli.run(["new", str(root)]) == 0
    for name, text in TEXTS.items():
        (root / "bronnen" / name).write_text(text, encoding="utf-8")
    assert cli.run(["build", str(root)]) in (0, 1)
    return root


def said(capsys, *arguments, status=0):
    capsys.readouterr()
    assert cli.run([*map(str, arguments)]) == status
    return capsys.readouterr().out


def test_the_table_tells_need_number_extent_place_candidate_and_option(dossier, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    shown = " ".join(said(capsys, "requirements", dossier).split())
    for words in (
        "tekort aan lassers",
        "200",
        "12 miljoen euro",
        "deels",
        "lasser (100%)",
        "Havenlab Noord",
        "niet getoond",
    ):
        assert words in shown
    assert "not shown" in said(capsys, "requirements", dossier, "--lang", "en")


def test_scripts_get_the_three_lists(dossier, capsys):
    found = json.loads(said(capsys, "requirements", dossier, "--json"))
    assert set(found) == {"requirements", "offers", "arrangements"}
    lassers = [one for one in found["requirements"] if "lassers" in one["what"]]
    assert len(lassers) == 2
    assert {one["met"] for one in lassers} == {"partly"}
    assert found["arrangements"][0]["models"] == ["Havenlab Noord"]


def test_a_person_chooses_the_occupation_and_nothing_that_is_none(dossier, capsys):
    found = json.loads(said(capsys, "requirements", dossier, "--json"))["requirements"]
    need = next(one for one in found if one["number"] == "200")
    uri = need["esco"][0]["uri"]
    said(capsys, "edit", dossier, need["id"], "esco=onzin", "--as", "Anna", status=2)
    said(capsys, "edit", dossier, need["id"], f"esco={uri}", "met=unmet", "--as", "Anna")
    again = json.loads(said(capsys, "requirements", dossier, "--json"))["requirements"]
    ruled = next(one for one in again if one["id"] == need["id"])
    assert (ruled["met"], [one["is_confirmed"] for one in ruled["esco"]]) == ("unmet", [True])


@pytest.mark.parametrize(
    ("kind", "assignment", "told"),
    [
        ("requirements", "term=2027-13", "'2027-13' kan niet voor term. Wel: 2027-06"),
        ("requirements", "term=0000", "'0000' kan niet voor term"),
        ("requirements", "term=31 februari 2027", "31 februari 2027 bestaat niet"),
        ("offers", "party=Tata Stel", "het meest lijkt daarop Tata Steel"),
    ],
)
def test_a_day_or_party_that_cannot_be_is_refused_in_one_sentence_before_it_is_logged(
    dossier, capsys, kind, assignment, told
):
    one = json.loads(said(capsys, "requirements", dossier, "--json"))[kind][0]["id"]
    before = said(capsys, "list", dossier, "log", "--format", "json")
    assert cli.run(["edit", str(dossier), one, assignment, "--as", "Anna", "--lang", "nl"]) == 2
    error = capsys.readouterr().err
    assert told in " ".join(error.split())
    assert "Traceback" not in error
    assert said(capsys, "list", dossier, "log", "--format", "json") == before


def test_what_each_future_takes_is_a_table_of_its_own_and_a_list_for_scripts(dossier, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    shown = " ".join(said(capsys, "requirements", dossier, "--futures", "--lang", "nl").split())
    found = json.loads(said(capsys, "requirements", dossier, "--futures", "--json"))
    untied = found["futures"][0]
    assert untied["future"] == "untied"
    assert sorted(untied["requirements"]) == sorted(one["id"] for one in found["requirements"])
    assert (untied["regional"], len(untied["requirements"])) == (1, 4)
    assert {one["future"] for one in found["futures"]} == {"untied", "scenario"}
    assert "Aan geen toekomst gebonden" in shown
    assert "In elke toekomst" not in shown, "no source says so of any"
    assert "Scenario 1:" in shown
    assert "Van 1 benodigdheden van de regio en 3 landelijke zegt geen bron bij welke toekomst ze horen" in shown


def test_a_dossier_of_which_nothing_is_needed_says_so(tmp_path, capsys):
    assert cli.run(["new", str(tmp_path / "d")]) == 0
    cli.run(["build", str(tmp_path / "d")])
    assert "rodedraad build" in said(capsys, "requirements", tmp_path / "d")
