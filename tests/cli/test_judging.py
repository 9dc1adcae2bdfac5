"""Judgements at the command line: each act one event that can be undone and merged; a wrong file stops no build."""

import io
import json
import shutil

import pytest
from openpyxl import Workbook

from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import run
from rodedraad.intake import judged

SAYS = "Wij geven steun aan de staalfabriek alleen als de gezondheid van bewoners vastligt."
TEXT = f"# Visie\n\nWij willen uiterlijk in 2030 schone lucht in het havengebied. {SAYS}\n"
OWN = """
[[drijver]]
id = "licht"
nl = "Licht"
varianten = [{ nl = "aan" }, { nl = "uit" }]
[[drijver]]
id = "deur"
nl = "Deur"
varianten = [{ nl = "open" }, { nl = "dicht" }]
[invloed]
"licht1 > deur" = [1, -1]
"licht2 > deur" = [-1, 1]
"deur1 > licht" = [1, -1]
"deur2 > licht" = [-1, 1]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    made = DossierFolder.make(tmp_path / "dossier", 'titel = "proef"\n')
    (made.sources / "een.md").write_text(TEXT, encoding="utf-8")
    return made


def build(folder, status=0):
    assert run(["build", str(folder.root), "--as", "Jo"]) == status


def said(capsys, *arguments, status=0):
    capsys.readouterr()
    assert run([*map(str, arguments), "--lang", "nl"]) == status
    return capsys.readouterr().out


def err(capsys, *arguments, status=2):
    capsys.readouterr()
    assert run([*map(str, arguments), "--lang", "nl"]) == status
    return capsys.readouterr().err


def rows(capsys, folder, kind):
    return json.loads(said(capsys, "list", folder.root, kind, "--json", status=1 if kind == "problems" else 0))


def cell(capsys, folder, id_):
    return next(one for one in rows(capsys, folder, "judgements") if one["id"] == id_)


def futures(capsys, folder, status=0):
    return json.loads(said(capsys, "scenarios", folder.root, "--json", status=status))


def test_a_dossier_without_a_file_has_the_frames_examples_and_says_so_first(folder, capsys):
    build(folder)
    out = said(capsys, "scenarios", folder.root)
    assert out.startswith("LET OP: 546 van de 546 oordelen zijn voorbeelden")
    found = futures(capsys, folder)
    assert found["is_example"]
    assert found["count"] == len(found["scenarios"]) == 5
    assert set(found) >= {"combinations", "complete", "scenarios", "seconds"}
    assert set(found["scenarios"][0]) >= {"variants", "score", "consistent", "inconsistency"}


def test_a_plain_value_sets_both_bounds_and_leaves_no_reason_of_the_example(folder, capsys):
    build(folder)
    before = cell(capsys, folder, "afspraak1>productie2")
    value = -3 if before["value"] != -3 else 3
    said(capsys, "edit", folder.root, before["id"], f"value={value}", "--as", "Anna")
    after = cell(capsys, folder, before["id"])
    assert before["note"]
    assert not after["note"]
    assert (after["value"], after["low"], after["high"]) == (value, value, value)
    said(capsys, "edit", folder.root, before["id"], "note=Zo is het.", "--as", "Anna")
    assert cell(capsys, folder, before["id"])["note"] == "Zo is het."
    assert "drijvers.toml" not in err(capsys, "edit", folder.root, before["id"], "value=7", "--as", "Anna")


def test_what_is_confirmed_is_shown_with_value_and_reason_and_whose_is_left_out(folder, capsys):
    build(folder)
    said(capsys, "edit", folder.root, "afspraak1>productie2", "value=2", "--as", "Bert")
    total = sum(
        one["id"].startswith("afspraak") and ">productie" in one["id"] for one in rows(capsys, folder, "judgements")
    )
    one = cell(capsys, folder, "afspraak1>productie1")
    told = said(capsys, "confirm", folder.root, "afspraak>productie", "--as", "Anna")
    assert f"{total - 1} van {total} oordelen (al van een persoon, en dus niet veranderd: 1)" in told
    assert "afspraak1>productie1" in told
    assert one["note"][:30] in told
    assert "afspraak1>productie2" not in told


def test_a_person_confirms_edits_and_undoes_and_whose_word_it_is_shows(folder, capsys):
    build(folder)
    said(capsys, "confirm", folder.root, "afspraak>productie", "--as", "Anna")
    said(capsys, "edit", folder.root, "afspraak1>productie2", "value=2", "low=1", "high=3", "--as", "Bert")
    one, other = cell(capsys, folder, "afspraak1>productie1"), cell(capsys, folder, "afspraak1>productie2")
    assert not one["is_example"]
    assert (other["value"], other["low"], other["high"]) == (2, 1, 3)
    assert "Anna (11), Bert (1)" in said(capsys, "scenarios", folder.root)
    log = {row["id"]: row["person"] for row in rows(capsys, folder, "log")}
    assert (log[one["event"]], log[other["event"]]) == ("Anna", "Bert")
    said(capsys, "undo", folder.root, other["event"], "--as", "Bert", "--yes")
    again = cell(capsys, folder, "afspraak1>productie2")
    assert (again["value"], again["low"], again["high"], log[again["event"]]) == (1, 1, 1, "Anna")
    said(capsys, "confirm", folder.root, "drijvers", "--as", "Anna")
    assert not futures(capsys, folder)["is_example"]
    assert "LET OP" not in said(capsys, "scenarios", folder.root)
    assert "niets te bevestigen" in err(capsys, "confirm", folder.root, "afspraak", "--as", "Anna")


@pytest.mark.parametrize(
    ("name", "field", "told"),
    [
        ("afspraak1>productie2", "value=4", "van -3 tot 3"),
        ("afspraak1>productie2", "value=veel", "veel"),
        ("afspraak1>productie2", "low=3", "niet tussen"),
        ("afspraak1>productie9", "value=1", "productie9"),
        ("afspraak1>afspraak2", "value=1", "met zichzelf"),
        ("afspraak", "nl=Deal", "drijvers.toml"),
        ("afspraak1>productie2", "kleur=rood", "kleur"),
        ("afspraak1>productie2", "for=s-bestaat-niet", "s-bestaat-niet"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence_and_nothing_is_written(folder, capsys, name, field, told):
    build(folder)
    before = folder.log.read_bytes()
    assert told in err(capsys, "edit", folder.root, name, field, "--as", "Anna")
    assert folder.log.read_bytes() == before


def test_two_copies_that_judge_other_cells_of_one_row_merge(folder, capsys, tmp_path):
    build(folder)
    other = DossierFolder(tmp_path / "kopie")
    shutil.copytree(folder.root, other.root)
    said(capsys, "edit", folder.root, "afspraak1>productie1", "value=3", "--as", "Anna")
    said(capsys, "edit", other.root, "afspraak1>productie2", "value=-3", "--as", "Bert")
    said(capsys, "import", folder.root, other.log, "--yes")
    build(folder)
    assert cell(capsys, folder, "afspraak1>productie1")["value"] == 3
    assert cell(capsys, folder, "afspraak1>productie2")["value"] == -3


def test_a_file_of_ones_own_takes_the_frames_place_and_a_wrong_one_stops_no_build(folder, capsys):
    folder.drivers.write_text(OWN, encoding="utf-8")
    build(folder)
    assert [one["variants"] for one in futures(capsys, folder)["scenarios"]] == [
        ["licht1", "deur1"],
        ["licht2", "deur2"],
    ]
    folder.drivers.write_text(OWN.replace("[1, -1]", "[1, 9]", 1), encoding="utf-8")
    build(folder, status=1)
    assert rows(capsys, folder, "scenarios") == []
    problem = rows(capsys, folder, "problems")[0]
    assert problem["source"] == "drijvers.toml"
    assert "licht1 > deur" in problem["message"]["nl"]
    assert len(rows(capsys, folder, "statements")) > 0
    folder.drivers.write_text("[[drijver", encoding="utf-8")
    build(folder, status=1)
    folder.drivers.write_text(OWN.replace('"licht1 > deur" = [1, -1]\n', ""), encoding="utf-8")
    build(folder, status=1)
    found = futures(capsys, folder, status=1)
    assert (found["scenarios"], found["missing"]) == ([], ["licht1>deur1", "licht1>deur2"])
    folder.drivers.write_text(OWN, encoding="utf-8")
    build(folder)
    assert len(rows(capsys, folder, "scenarios")) == 2


def test_what_holds_is_written_down_and_read_back_without_a_change(folder, capsys):
    build(folder)
    said(capsys, "edit", folder.root, "afspraak1>productie2", "value=2", "low=1", "high=3", "--as", "Bert")
    before = rows(capsys, folder, "judgements"), rows(capsys, folder, "drivers"), rows(capsys, folder, "scenarios")
    said(capsys, "scenarios", folder.root, "--write")
    build(folder)
    after = rows(capsys, folder, "judgements"), rows(capsys, folder, "drivers"), rows(capsys, folder, "scenarios")
    assert after == before
    folder.drivers.write_text("[[drijver", encoding="utf-8")
    err(capsys, "scenarios", folder.root, "--write")
    assert folder.drivers.read_text(encoding="utf-8") == "[[drijver", "a file that could not be read is not lost"


def test_writing_down_leaves_the_reasons_of_the_example_with_the_example(folder, capsys):
    build(folder)
    said(capsys, "confirm", folder.root, "geld>wonen", "--as", "Anna")
    said(capsys, "edit", folder.root, "geld1>wonen1", "note=Zo is het.", "--as", "Anna")
    said(capsys, "scenarios", folder.root, "--write")
    text = folder.drivers.read_text(encoding="utf-8")
    reason = cell(capsys, folder, "afspraak1>productie2")["note"]
    assert f"reden van het voorbeeld / reason of the example: {reason}" in text
    assert '[toelichting]\n"geld1 > wonen1" = ' in text
    folder.drivers.write_text(text, encoding="utf-8")
    build(folder)
    before = cell(capsys, folder, "afspraak1>productie2")
    said(capsys, "edit", folder.root, before["id"], f"value={3 if before['value'] != 3 else -3}", "--as", "Bert")
    assert (before["note"], cell(capsys, folder, before["id"])["note"]) == (reason, "")
    assert cell(capsys, folder, "geld1>wonen1")["note"] == "Zo is het."


def test_what_would_be_confirmed_is_shown_by_name_and_waits_for_a_yes_at_the_terminal(folder, capsys, monkeypatch):
    build(folder)
    monkeypatch.setattr("sys.stdin", Terminal("nee\n"))
    told = said(capsys, "confirm", folder.root, "geld", "--as", "Anna")
    assert "geld: " in told
    assert "» → «" in told
    assert all(one["is_example"] for one in rows(capsys, folder, "judgements"))
    monkeypatch.setattr("sys.stdin", Terminal(""))
    said(capsys, "confirm", folder.root, "geld", "--as", "Anna", "--yes")
    assert not any(one["is_example"] for one in rows(capsys, folder, "judgements") if "geld" in one["id"])


class Terminal(io.StringIO):
    """A person at the keyboard."""

    def isatty(self):
        return True


def test_a_scenario_rests_on_one_sentence_that_is_named_with_its_place(folder, capsys):
    folder.drivers.write_text(OWN, encoding="utf-8")
    build(folder)
    statement = next(one for one in rows(capsys, folder, "statements") if "gezondheid" in one["text"])
    said(capsys, "edit", folder.root, "licht1>deur1", f"for={statement['id'][:10]}", "value=1", "--as", "Anna")
    # at -1 the other state of the door is as good as this one: nothing breaks; two more and it does
    said(capsys, "edit", folder.root, "licht1>deur2", "value=0", "--as", "Anna")
    said(capsys, "edit", folder.root, "licht1>deur1", "value=1", "low=-1", "high=1", "--as", "Anna")
    out = said(capsys, "scenarios", folder.root)
    assert "Scenario 1 rust op één zin: «Wij geven steun aan de staalfabriek" in out
    rest = futures(capsys, folder)["scenarios"][0]["reliances"]
    arguments = next(one["arguments"] for one in rest if one["judgement"] == "licht1>deur1")
    assert [(one["statement"], one["direction"]) for one in arguments] == [(statement["id"], 1)]
    # the source is replaced: the sentence has another id, and is found again by its words
    (folder.sources / "een.md").write_text(TEXT.replace("# Visie", "# Visie, versie 2"), encoding="utf-8")
    build(folder)
    found = cell(capsys, folder, "licht1>deur1")["arguments"]
    now = next(one for one in rows(capsys, folder, "statements") if "gezondheid" in one["text"])
    assert [one["statement"] for one in found] == [now["id"]] != [statement["id"]]
    # and when it is gone, that is said and the scenario stays
    (folder.sources / "een.md").write_text(
        "# Visie\n\nWij willen in 2030 schone lucht in de haven.\n", encoding="utf-8"
    )
    build(folder, status=1)
    codes = [one["message"]["code"] for one in rows(capsys, folder, "problems")]
    assert "drivers.argument_lost" in codes
    assert len(rows(capsys, folder, "scenarios")) == 2


def test_a_hint_is_taken_over_by_a_person_and_only_then_an_argument(folder, capsys):
    (folder.sources / "een.md").write_text(
        "# Visie\n\nHet Rijk geeft financiële steun alleen als de maatwerkafspraak de gezondheid borgt.\n",
        encoding="utf-8",
    )
    build(folder)
    hint = next(one for one in rows(capsys, folder, "hints") if one["kind"] == "judgement")
    assert all(not one["arguments"] for one in rows(capsys, folder, "judgements"))
    assert hint["about"] == "afspraak1>geld"
    assert "about=" in err(capsys, "confirm", folder.root, hint["id"], "--as", "Anna")
    said(capsys, "edit", folder.root, hint["id"], "about=afspraak1>geld1", "--as", "Anna")
    found = cell(capsys, folder, "afspraak1>geld1")
    assert [one["direction"] for one in found["arguments"]] == [1]
    said(capsys, "reject", folder.root, hint["id"], "--as", "Anna")
    assert hint["id"] not in {one["id"] for one in rows(capsys, folder, "hints")}


def test_a_matrix_edited_elsewhere_is_shown_and_then_taken_over(folder, capsys, tmp_path):
    folder.drivers.write_text(OWN, encoding="utf-8")
    build(folder)
    table = tmp_path / "matrix.csv"
    table.write_text(
        "code;drijvende kracht;variant;licht1;licht2;deur1;deur2\n"
        "licht1;Licht;aan;;;3;-1\nlicht2;Licht;uit;;;-1;1\ndeur1;Deur;open;1;-1;;\ndeur2;Deur;dicht;;1;;\n",
        encoding="utf-8",
    )
    out = said(capsys, "import", folder.root, table, "--preview")
    assert "licht1>deur1: +1 → +3" in out
    assert "deur2>licht1: -1 → ?" in out
    assert cell(capsys, folder, "licht1>deur1")["value"] == 1
    said(capsys, "import", folder.root, table, "--yes", "--as", "Carla", status=0)
    assert cell(capsys, folder, "licht1>deur1")["value"] == 3
    assert futures(capsys, folder, status=1)["missing"] == ["deur2>licht1"]
    assert "verandert niets" in said(capsys, "import", folder.root, table, "--yes")
    table.write_text("code;variant;raam1;raam2\nraam1;a;;1\nraam2;b;1;\n", encoding="utf-8")
    assert "drijvende kracht" in err(capsys, "import", folder.root, table, "--yes")


def own_workbook(path):
    book = Workbook()
    book.active.title = "Blad1"
    heads = ["Oven: gas", "Oven: waterstof", "Haven: groeit", "Haven: krimpt", "Zeep: =1", "Zeep: @\u200b"]
    values = [[None, None, 2, -2, 0, 0], [None, None, -1, 1, 0, 0], [3, -3, None, None, 1, -1]]
    values += [[-3, 3, None, None, -1, 1], [0, 0, 1, -1, None, None], [0, 0, -1, 1, None, None]]
    for row in ([None, *heads], *([head, *cells] for head, cells in zip(heads, values, strict=True))):
        book.active.append(row)
    for cell_ in (book.active["F1"], book.active["A6"]):
        cell_.data_type = "s"
    book.save(path)


@pytest.mark.parametrize("has_own", [False, True])
def test_a_model_of_ones_own_takes_the_place_of_the_drivers_and_gives_it_back(folder, capsys, tmp_path, has_own):
    build(folder)
    if has_own:
        said(capsys, "edit", folder.root, "afspraak1>productie2", "value=2", "note=omdat", "--as", "Bert")
    before = rows(capsys, folder, "judgements"), rows(capsys, folder, "drivers")
    file = tmp_path / "ons model.xlsx"
    own_workbook(file)
    assert len(json.loads(said(capsys, "scenarios", file, "--json"))["scenarios"]) == 2
    told = said(capsys, "import", folder.root, file, "--preview")
    assert "is een ander model: 3 drijvende krachten" in told
    assert ("1 oordelen die van een persoon zijn" in told) == has_own
    assert "«Haven: groeit» doet +3 met «Oven: gas»" in told
    assert (rows(capsys, folder, "judgements"), rows(capsys, folder, "drivers")) == before
    event = json.loads(said(capsys, "import", folder.root, file, "--yes", "--as", "Carla", "--json"))["event"]
    assert [one["id"] for one in rows(capsys, folder, "drivers")] == ["oven", "haven", "zeep"]
    found = rows(capsys, folder, "judgements")
    assert {(one["is_example"], one["event"]) for one in found} == {(False, event)}
    assert all("ons model.xlsx" in one["note"] for one in found)
    assert [one["variants"] for one in futures(capsys, folder)["scenarios"]] == [
        ["oven1", "haven1", "zeep1"],
        ["oven2", "haven2", "zeep2"],
    ]
    assert "verandert niets" in said(capsys, "import", folder.root, file, "--yes")
    said(capsys, "scenarios", folder.root, "--write")
    build(folder)
    assert rows(capsys, folder, "judgements") == found
    folder.drivers.unlink()
    said(capsys, "undo", folder.root, event, "--as", "Carla", "--yes")
    assert (rows(capsys, folder, "judgements"), rows(capsys, folder, "drivers")) == before


def test_what_cannot_hold_is_refused_before_anything_is_logged(folder, capsys, tmp_path):
    build(folder)
    log = folder.log.read_bytes()
    heads = [f"Kracht: {at}e stand" for at in range(25)] + ["Deur: open", "Deur: dicht"]
    file = tmp_path / "breed.csv"
    cells = [";".join(["", *heads]), *(";".join([head, *(["0"] * 27)]) for head in heads)]
    file.write_text("\n".join(cells), encoding="utf-8")
    assert "25 varianten" in err(capsys, "import", folder.root, file, "--yes", "--as", "Carla")
    assert folder.log.read_bytes() == log


def test_a_bearing_is_ruled_on(folder, capsys):
    (folder.sources / "een.md").write_text(
        "# Visie\n\nWij willen uiterlijk in 2030 een gezonde leefomgeving voor alle inwoners.\n", encoding="utf-8"
    )
    build(folder)
    one = next(one for one in rows(capsys, folder, "bearings") if one["kind"] == "ambition")
    assert [needed for needed, _ in one["needs"]] == ["gezondheid1"]
    assert one["by"] == "2030-12-31"
    said(capsys, "edit", folder.root, one["id"], "needs=gezondheid1 productie3", "--as", "Anna")
    ruled = next(each for each in rows(capsys, folder, "bearings") if each["id"] == one["id"])
    assert ([needed for needed, _ in ruled["needs"]], ruled["is_confirmed"]) == (["productie3", "gezondheid1"], True)


def test_a_matrix_in_a_workbook_is_known_by_its_headings_and_not_by_the_name_of_its_sheet():
    book = Workbook()
    book.active.title = "Blad1"
    for row in (["code", "a1", "a2", "b1", "b2"], ["a1", None, None, 1, -1], ["a2", None, None, -1, 1]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert judged.in_workbook(out.getvalue()).sheet == "Blad1"
    book.active["A1"] = "datum"  # the corner says nothing; the names do
    book.active["A2"], book.active["A3"] = "2024", "2025"
    out = io.BytesIO()
    book.save(out)
    assert judged.in_workbook(out.getvalue()) is None
