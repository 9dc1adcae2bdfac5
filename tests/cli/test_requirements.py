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


def test_a_dossier_of_which_nothing_is_needed_says_so(tmp_path, capsys):
    assert cli.run(["new", str(tmp_path / "d")]) == 0
    cli.run(["build", str(tmp_path / "d")])
    assert "rodedraad build" in said(capsys, "requirements", tmp_path / "d")
