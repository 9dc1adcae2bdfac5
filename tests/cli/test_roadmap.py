"""The command roadmap, on a dossier of three letters: for people, for scripts, and as a calendar without what is closed."""

import json
import re

import pytest
from publish.test_calendar import read

from rodedraad import cli
from rodedraad.adapters.sqlite import KINDS
from rodedraad.shapes import keys

PLAN = """# Programma Energie Oosterdam

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk.
Wij vragen de provincie Noord-Holland om vóór 2028 een besluit te nemen over de kade in de Havenwijk.
Wij zeggen toe dat wij de Kerkstraat opnieuw inrichten.
"""
CLOSED = """# Vertrouwelijke notitie

Gemeente Velsen, 14 maart 2026

De gemeente koopt uiterlijk in 2027 stilletjes de Oude Veiling aan.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("routekaart") / "dossier"
    for name, text in (("programma.md", PLAN), ("geheim.md", CLOSED)):
        (path.parent / name).write_text(text, encoding="utf-8")
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["add", str(path), str(path.parent / "programma.md"), str(path.parent / "geheim.md")]) == 0
    (path / "bronnen.toml").write_text('[[bron]]\npad = "geheim.md"\nopenbaar = false\n', encoding="utf-8")
    assert cli.run(["build", str(path)]) in (0, 1)
    return path


@pytest.fixture
def said(folder, capsys, monkeypatch):
    def run(*arguments, width=120, language="nl", status=0):
        monkeypatch.setenv("COLUMNS", str(width))
        assert cli.run(["roadmap", str(folder), *arguments, "--lang", language]) == status
        return capsys.readouterr()

    return run


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [50, 120])
def test_people_read_who_what_when_and_no_code_of_the_program(said, language, width):
    out = said(width=width, language=language).out
    flat = " ".join(out.split())
    assert "2030" in flat
    assert "Velsen" in flat
    assert not re.search(r"\b(?:roadmap|knots|column|label)\.[a-z_]+|\bunder_way\b|\bgemeente-velsen\b|\{|\}", out)
    assert max(map(len, out.splitlines()[:1])) < 200


def test_scripts_get_every_key_of_both_lists(said):
    found = json.loads(said("--json").out)
    assert list(found) == ["actions", "knots"]
    assert all(tuple(one) == keys(KINDS[kind]) for kind in found for one in found[kind])
    assert any("warmtenet" in one["what"] for one in found["actions"])
    ids = {one["id"] for one in found["actions"]}
    assert all(ids >= set(one["actions"]) for one in found["knots"])
    assert said("--format", "json").out == said("--json").out


def test_a_party_is_meant_by_its_name_its_code_or_its_alias_and_another_is_refused(said):
    by_name = said("--party", "Gemeente Velsen", "--json").out
    assert by_name == said("--party", "gemeente-velsen", "--json").out
    assert json.loads(by_name)["actions"]
    assert "Gevraagd van Gemeente Velsen" in said("--party", "gemeente-velsen").out
    wrong = said("--party", "Gemeente Nergenshuizen", status=2).err
    assert "Nergenshuizen" in wrong
    assert "Gemeente Velsen" in wrong
    assert "gemeente" in said("--layer", "zwembad", status=2).err


@pytest.mark.parametrize("arguments", [("--format", "gantt"), ("--out", "x.ics"), ("--format", "json", "--out", "x")])
def test_wrong_use_is_one_sentence(said, arguments):
    found = said(*arguments, status=2)
    assert found.out == ""
    assert len(found.err.strip().splitlines()) == 1


def test_the_calendar_leaves_out_what_is_not_public_and_is_the_same_each_time(said, folder, tmp_path):
    first, second = tmp_path / "een.ics", tmp_path / "twee.ics"
    told = said("--format", "ics", "--out", str(first))
    assert "door niemand vastgesteld" in told.err
    assert told.out.strip() == str(first)
    events = read(first.read_bytes())
    assert any("warmtenet" in one["SUMMARY"] for one in events)
    assert b"Veiling" not in first.read_bytes()
    assert "Veiling" in said("--json").out  # who works on the dossier sees it
    for path in (first, second):
        order = ("export", str(folder), "--to", "ics", "--out", str(path), "--stamp", "2026-11-22", "--force")
        assert cli.run([*order]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert cli.run(["export", str(folder), "--to", "ics", "--out", str(first), "--with-confidential", "--force"]) == 0
    assert "Veiling" in first.read_text(encoding="utf-8").replace("\n ", "")


def test_a_calendar_is_never_written_over_another(said, tmp_path):
    path = tmp_path / "agenda.ics"
    path.write_text("van een ander", encoding="utf-8")
    said("--format", "ics", "--out", str(path), status=2)
    assert path.read_text(encoding="utf-8") == "van een ander"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_action_and_a_knot_are_shown_in_words_with_their_quotes(said, folder, capsys, language):
    found = json.loads(said("--json").out)
    action = next(one for one in found["actions"] if "kade" in one["what"])
    knot = next(one for one in found["knots"] if action["id"] in one["actions"])
    for id_ in (action["id"], knot["id"]):
        assert cli.run(["show", str(folder), id_, "--lang", language]) == 0
        out = capsys.readouterr().out
        assert "«Wij vragen de provincie Noord-Holland om vóór 2028" in " ".join(out.split())
        assert not re.search(r"label\.|column\.|is_confirmed|depends_on|\{'|gemeente-velsen", out)
    assert cli.run(["show", str(folder), action["statements"][0], "--json"]) == 0
    assert {"kind": "action", "id": action["id"]} in json.loads(capsys.readouterr().out)["used_by"]
    assert cli.run(["show", str(folder), action["id"], "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {"kind": "knot", "id": knot["id"]} in shown["used_by"]
    assert [one["statement"] for one in shown["quotes"]][:1] == action["statements"][:1]


def test_lists_and_the_roadmap_know_places(said, folder, capsys):
    for kind in ("actions", "requirements", "tensions", "knots"):
        assert cli.run(["list", str(folder), kind, "--place", "Velsen", "--json"]) == 0
        rows = json.loads(capsys.readouterr().out)
        assert len(rows) == 0 or kind in ("actions", "knots")
    whole = json.loads(said("--region", "regio", "--json").out)["actions"]
    assert len(whole) == len(json.loads(said("--json").out)["actions"])  # all of a municipality of the region
    assert "IJmuiden" in said("--place", "Nergenshuizen", status=2).err


def test_a_place_keeps_what_names_it(tmp_path, capsys):
    path = tmp_path / "dossier"
    text = "# Plan\n\nGemeente Velsen, 12 maart 2026\n\nDe gemeente legt uiterlijk in 2030 een park aan in IJmuiden.\nDe gemeente legt uiterlijk in 2031 een warmtenet aan in Haarlem.\n"
    (tmp_path / "plan.md").write_text(text, encoding="utf-8")
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["add", str(path), str(tmp_path / "plan.md")]) == 0
    assert cli.run(["build", str(path)]) in (0, 1)
    capsys.readouterr()
    for order in (["list", str(path), "actions"], ["roadmap", str(path)]):
        assert cli.run([*order, "--place", "IJmuiden", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        rows = found["actions"] if isinstance(found, dict) else found
        assert [("IJmuiden" in one["what"], "Haarlem" in one["what"]) for one in rows] == [(True, False)]
    assert cli.run(["list", str(path), "knots", "--place", "Haarlem", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_it_is_narrowed_to_a_status_and_told_apart_by_party_theme_layer_or_status(said):
    asked = json.loads(said("--status", "asked", "--json").out)["actions"]
    assert asked
    assert {one["status"] for one in asked} == {"asked"}
    by_party = " ".join(said("--by", "party").out.split())
    assert "Gemeente Velsen (" in by_party
    assert "2030 (1)" not in by_party
    assert "2030 (1)" in " ".join(said().out.split())
    assert "gevraagd (1)" in " ".join(said("--by", "status").out.split())
    for by in ("theme", "layer"):
        assert said("--by", by, language="en").out
    assert "party" in said("--by", "kleur", status=2).err
    assert "under_way" in said("--status", "klaar", status=2).err
