"""An edited workbook: exactly what people changed comes in, and what cannot be is said with its place."""

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from publish.made import contribution, publication
from publish.small import small

from rodedraad.errors import WrongUse
from rodedraad.intake.xlsx import MOST_PROBLEMS, read
from rodedraad.publish.editable import KEPT_SHEET
from rodedraad.publish.xlsx import xlsx
from rodedraad.wording import word

SOFFICE = shutil.which("soffice")
MADE = publication()
DATA = xlsx(MADE)
STATEMENTS = {one.id: one for one in MADE.dossier.statements}
CLAUSES = [one.id for one in MADE.proposition.clauses]
NAMES = {"clauses": "Zinnen", "statements": "Uitspraken"}


class Edited:
    """A workbook as a person works in it: cells by code and heading."""

    def __init__(self, data=DATA):
        self.book = load_workbook(io.BytesIO(data))

    def column(self, sheet, heading):
        words = [str(cell.value).partition(" [")[0] for cell in self.book[sheet][1]]
        return words.index(heading) + 1

    def row(self, sheet, id_):
        code = self.column(sheet, "code")
        return next(row[0].row for row in self.book[sheet].iter_rows() if row[code - 1].value == id_)

    def cell(self, sheet, id_, heading):
        return self.book[sheet].cell(self.row(sheet, id_), self.column(sheet, heading))

    def put(self, sheet, id_, heading, value):
        self.cell(sheet, id_, heading).value = value
        return self

    def bytes(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def _read(data, made=MADE, **given):
    statements = {one.id: one for one in made.dossier.statements}
    return read(data, statements=statements, proposition=made.proposition, **given)


def _codes(messages):
    return [one.code.partition(".")[2] for one in messages]


def _worded(intake):
    """Every message can be said in both languages, with all its values."""
    for message in (*intake.problems, *intake.notes):
        for language in ("nl", "en"):
            said = word(message, language)
            assert "?" not in said, said
            assert not said.startswith("intake."), said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_nobody_touched_changes_nothing(language):
    made = publication(language=language, contributions=(contribution(CLAUSES[0]),))
    intake = _read(xlsx(made), made)
    assert intake.is_empty
    assert (intake.problems, intake.notes) == ((), ())


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
@pytest.mark.slow
def test_what_libreoffice_saved_again_changes_nothing_and_its_edits_come_back(tmp_path):
    words = '=1+1 _x000D_ "a"; b,\tc\r\nd \x07'
    made = publication(small(words=lambda text: f"{words} {text}"))
    edited = Edited(xlsx(made)).put("Uitspraken", "s-brief0", "soort", "zorg")
    for name, data, count in (("zelfde", xlsx(made), 0), ("ander", edited.bytes(), 1)):
        (tmp_path / f"{name}.xlsx").write_bytes(data)
        office = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
        given = [*office, "--outdir", str(tmp_path / "in"), str(tmp_path / f"{name}.xlsx")]
        subprocess.run(given, check=True, capture_output=True, timeout=120)
        intake = _read((tmp_path / "in" / f"{name}.xlsx").read_bytes(), made)
        assert len(intake.edits) == count
        assert (intake.clause_edits, intake.contributions, intake.problems, intake.notes) == ((), (), (), ())


WRITTEN = st.text("abc XYZéß=+-@'\"<&;,0123_x\n", min_size=1, max_size=60).filter(
    lambda text: text.strip() and not text.startswith("=")
)
CLAUSE_CELLS = {
    "tekst": WRITTEN.map(lambda text: f"z {text}"),
    "thema": st.sampled_from(["Lucht", "Werk", "werk", "Air", ""]),
    "kern": st.sampled_from(["ja", "nee", "regel", "YES", ""]),
    "opmerking": WRITTEN,
}
STATEMENT_CELLS = {
    "soort": st.sampled_from(["zorg", "request", "Behoefte", "conclusie"]),
    "thema's": st.sampled_from(["Lucht; Werk", "werk", "Werk;lucht", ""]),
    "termijn": st.sampled_from(["eind 2027", "2031", "1 mei 2029", ""]),
    "opmerking": WRITTEN,
}
THEMES = {"lucht": "lucht", "werk": "werk", "air": "lucht"}
TYPES = {
    "zorg": "concern",
    "request": "request",
    "behoefte": "need",
    "conclusie": "conclusion",
    "ambitie": "ambition",
    "verzoek": "request",
}
CORE = {"ja": "yes", "yes": "yes", "nee": "no", "regel": "rule", "": "rule"}


def _value(heading, text):
    """What a cell means, said once more and plainly."""
    plain = text.strip().lower()
    if heading == "kern":
        return CORE[plain]
    if heading == "soort":
        return TYPES[plain]
    if heading == "thema":
        return THEMES[plain] if plain else None
    if heading == "thema's":
        return ",".join(THEMES[one.strip()] for one in plain.split(";") if one.strip())
    return " ".join(text.split()) or None


@settings(max_examples=40)
@given(st.data())
def test_of_any_edits_exactly_those_come_back(data):
    picked = st.dictionaries(
        st.tuples(st.sampled_from(CLAUSES), st.sampled_from(sorted(CLAUSE_CELLS))), st.none(), max_size=6
    )
    others = st.dictionaries(
        st.tuples(st.sampled_from(sorted(STATEMENTS)), st.sampled_from(sorted(STATEMENT_CELLS))), st.none(), max_size=6
    )
    edited = Edited()
    own = {
        "tekst": "text",
        "thema": "theme",
        "kern": "core",
        "soort": "type",
        "thema's": "themes",
        "termijn": "deadline",
    }
    wanted = {"Zinnen": {}, "Uitspraken": {}}
    remarks = []
    for sheet, cells, chosen in (
        ("Zinnen", CLAUSE_CELLS, data.draw(picked)),
        ("Uitspraken", STATEMENT_CELLS, data.draw(others)),
    ):
        for id_, heading in chosen:
            text = data.draw(cells[heading])
            cell = edited.cell(sheet, id_, heading)
            if heading == "opmerking":
                remarks.append(" ".join(text.split()))
            else:
                before, after = _value(heading, cell.value or ""), _value(heading, text)
                if before != after:
                    wanted[sheet].setdefault(id_, {})[own[heading]] = after
            cell.value = text
            cell.data_type = "s"
    intake = _read(edited.bytes())
    assert intake.problems == ()
    assert {one.id: dict(one.fields) for one in intake.clause_edits} == wanted["Zinnen"]
    assert {one.id: dict(one.fields) for one in intake.edits} == wanted["Uitspraken"]
    assert sorted(" ".join(one.text.split()) for one in intake.contributions) == sorted(remarks)


def test_a_remark_comes_to_its_clause_once():
    edited = Edited().put("Zinnen", CLAUSES[2], "opmerking", "Dit klopt niet.\nVraag het na.")
    edited.put("Uitspraken", "s-brief1", "opmerking", "Kade is al gegund.").put(
        "Uitspraken", "s-brief0", "opmerking", "Zie ook de visie."
    )
    clause, to_whole, to_one = _read(edited.bytes()).contributions
    assert (clause.clause, clause.kind, clause.channel) == (CLAUSES[2], "objection", "note")
    assert clause.text == "Dit klopt niet.\nVraag het na."
    assert (to_one.clause, to_one.statements) == (CLAUSES[2], ("s-brief1",))
    assert (to_whole.clause, to_whole.statements) == (None, ("s-brief0",))  # two clauses cite it: which is not told
    known = contribution(CLAUSES[2], channel="note", text="Dit klopt niet. Vraag het na.")
    again = _read(edited.bytes(), contributions=(known,))
    assert len(again.contributions) == 2
    assert _codes(again.notes) == ["remark_known"]


def _sorted_sheet(edited, sheet):
    rows = [[cell.value for cell in row] for row in edited.book[sheet].iter_rows(min_row=2)]
    for at, row in enumerate(sorted(rows, key=str, reverse=True), start=2):
        for place, value in enumerate(row, start=1):
            edited.book[sheet].cell(at, place).value = value


def test_sorted_filtered_moved_and_left_out_is_read_by_heading_and_code():
    edited = Edited().put("Uitspraken", "s-visie1", "soort", "zorg")
    _sorted_sheet(edited, "Uitspraken")
    sheet = edited.book["Uitspraken"]
    sheet.delete_cols(edited.column("Uitspraken", "bron"))
    sheet.insert_cols(1)
    sheet.insert_rows(1)
    sheet["B1"] = "Gelezen door mij"
    sheet.row_dimensions[4].hidden = True
    sheet.title = "Mijn werk"
    (edit,) = _read(edited.bytes()).edits
    assert (edit.id, edit.fields) == ("s-visie1", (("type", "concern"),))
    assert "Mijn werk" in word(edit.place)


def test_the_dossier_may_change_while_the_file_is_away():
    away = (
        Edited().put("Uitspraken", "s-brief0", "soort", "zorg").put("Zinnen", CLAUSES[0], "tekst", "Wij willen rust.")
    )
    changed = replace(STATEMENTS["s-visie1"], type="need")
    statements = tuple(changed if one.id == changed.id else one for one in MADE.dossier.statements)
    moved = replace(MADE, dossier=replace(MADE.dossier, statements=statements))
    intake = _read(away.bytes(), moved)
    assert [(one.id, one.fields) for one in intake.edits] == [("s-brief0", (("type", "concern"),))]
    assert _codes(intake.notes) == ["moved_on"]
    assert intake.problems == ()
    # where both changed, neither is overwritten: another wording of a clause becomes an objection
    first = replace(MADE.proposition.clauses[0], text="Een ander schreef dit.")
    text = replace(MADE.proposition, clauses=(first, *MADE.proposition.clauses[1:]))
    statements = tuple(replace(one, type="need") if one.id == "s-brief0" else one for one in MADE.dossier.statements)
    both = replace(MADE, proposition=text, dossier=replace(MADE.dossier, statements=statements))
    intake = _read(away.bytes(), both)
    assert (intake.edits, intake.clause_edits) == ((), ())
    assert _codes(intake.problems) == ["clash", "clash"]
    assert [(one.clause, one.proposed) for one in intake.contributions] == [(CLAUSES[0], "Wij willen rust.")]
    # and where both say the same, there is nothing to do
    same = replace(MADE, dossier=replace(MADE.dossier, statements=tuple(
        replace(one, type="concern") if one.id == "s-brief0" else one for one in MADE.dossier.statements
    )))  # fmt: skip
    assert _read(away.bytes(), same).edits == ()


def test_a_clause_that_is_gone_takes_no_edit_and_its_remark_goes_to_the_whole():
    away = Edited().put("Zinnen", CLAUSES[0], "tekst", "Anders.").put("Zinnen", CLAUSES[0], "opmerking", "Nee.")
    gone = replace(MADE, proposition=replace(MADE.proposition, clauses=MADE.proposition.clauses[1:]))
    intake = _read(away.bytes(), gone)
    assert _codes(intake.problems) == ["clause_gone"]
    assert [(one.clause, one.text) for one in intake.contributions] == [(None, "Nee.")]
    assert intake.clause_edits == ()
    _worded(intake)


def _duplicate(edited):
    sheet = edited.book["Zinnen"]
    for place in range(1, sheet.max_column + 1):
        sheet.cell(9, place).value = sheet.cell(3, place).value
    edited.put("Zinnen", CLAUSES[1], "tekst", "Twee keer.")


def _shift_cells(edited):
    """What "insert cells, move right" does to a row."""
    sheet = edited.book["Zinnen"]
    row = edited.row("Zinnen", CLAUSES[0])
    values = [cell.value for cell in sheet[row]]
    last = edited.column("Zinnen", "code")
    for place, value in enumerate([*values[:3], None, *values[3:-2]], start=1):
        if place != last:
            sheet.cell(row, place).value = value


def _sort_one(heading):
    def sort(edited):
        sheet, place = edited.book["Zinnen"], edited.column("Zinnen", heading)
        values = sorted((row[place - 1].value or "" for row in sheet.iter_rows(min_row=2)), reverse=True)
        for at, value in enumerate(values, start=2):
            sheet.cell(at, place).value = value

    return sort


def _double_column(edited):
    sheet, place = edited.book["Zinnen"], edited.column("Zinnen", "tekst")
    for row in sheet.iter_rows():
        sheet.cell(row[0].row, 40).value = row[place - 1].value
    edited.put("Zinnen", CLAUSES[0], "tekst", "Anders.")


def _no_code(edited):
    edited.put("Zinnen", CLAUSES[0], "tekst", "Anders.").put("Zinnen", CLAUSES[0], "code", None)


def _new_row(edited):
    sheet = edited.book["Zinnen"]
    sheet.cell(30, edited.column("Zinnen", "code")).value = "c-verzonnen"
    sheet.cell(30, edited.column("Zinnen", "tekst")).value = "Een nieuwe zin."


def _merge(edited):
    row, place = edited.row("Zinnen", CLAUSES[0]), edited.column("Zinnen", "tekst")
    letter = get_column_letter(place)
    edited.book["Zinnen"].merge_cells(f"{letter}{row}:{letter}{row + 1}")


def _copy_sheet(edited):
    edited.book.copy_worksheet(edited.book["Zinnen"])


def _no_heading(edited):
    edited.put("Zinnen", CLAUSES[0], "tekst", "Anders.")
    edited.book["Zinnen"].delete_cols(edited.column("Zinnen", "code"))


WRONG = {
    "no heading": (_no_heading, ["no_heading"]),
    "formula": (lambda one: one.put("Zinnen", CLAUSES[0], "tekst", '=CONCATENATE("a";"b")'), ["formula"]),
    "error": (lambda one: one.put("Zinnen", CLAUSES[0], "tekst", "#REF!"), ["error"]),
    "number": (lambda one: one.put("Zinnen", CLAUSES[0], "tekst", 12), ["number"]),
    "date": (lambda one: one.put("Uitspraken", "s-brief0", "soort", dt.date(2027, 1, 1)), ["number"]),
    "serial": (lambda one: one.put("Uitspraken", "s-brief0", "termijn", 46_000), ["number"]),
    "no day": (lambda one: one.put("Uitspraken", "s-brief0", "termijn", "31 februari 2027"), ["no_deadline"]),
    "no type": (lambda one: one.put("Uitspraken", "s-brief0", "soort", "droom"), ["no_type"]),
    "no theme": (lambda one: one.put("Uitspraken", "s-brief0", "thema's", "Lucht; Geluk"), ["no_theme"]),
    "no core": (lambda one: one.put("Zinnen", CLAUSES[0], "kern", "misschien"), ["no_core"]),
    "emptied": (lambda one: one.put("Zinnen", CLAUSES[0], "tekst", None), ["no_sentence"]),
    "too long": (lambda one: one.put("Zinnen", CLAUSES[0], "tekst", "a" * 2_001), ["no_sentence"]),
    "merged": (_merge, ["merged", "merged"]),
    "twice": (_duplicate, ["twice"]),
    "unknown": (_new_row, ["unknown_code"]),
    "no code": (_no_code, ["no_code"]),
    "shifted": (_shift_cells, ["upset"]),
    "text sorted alone": (_sort_one("tekst"), ["sorted_alone"]),
    "code sorted alone": (_sort_one("code"), ["upset"]),
    "column twice": (_double_column, ["doubled_column"]),
    "sheet twice": (_copy_sheet, ["copied_sheet"]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_is_said_and_nothing_of_it_comes_in(wrong):
    make, codes = WRONG[wrong]
    edited = Edited()
    make(edited)
    edited.put("Uitspraken", "s-visie1", "termijn", "eind 2027")
    intake = _read(edited.bytes())
    assert _codes(intake.problems) == codes
    assert [(one.id, one.fields) for one in intake.edits] == [("s-visie1", (("deadline", "eind 2027"),))]
    assert (intake.clause_edits, intake.contributions) == ((), ())
    _worded(intake)


def test_a_year_and_a_day_that_a_spreadsheet_took_for_a_number_are_a_term():
    edited = Edited().put("Uitspraken", "s-brief0", "termijn", 2031)
    edited.put("Uitspraken", "s-visie0", "termijn", dt.datetime(2029, 5, 1))  # noqa: DTZ001
    found = {one.id: dict(one.fields) for one in _read(edited.bytes()).edits}
    assert found == {"s-brief0": {"deadline": "2031"}, "s-visie0": {"deadline": "2029-05-01"}}


def test_what_is_left_out_is_told_and_deletes_nothing():
    edited = Edited()
    edited.book["Zinnen"].delete_rows(2, 2)
    edited.book["Uitspraken"].delete_cols(edited.column("Uitspraken", "thema's"))
    edited.put("Zinnen", CLAUSES[3], "wie", "Iemand anders")
    intake = _read(edited.bytes())
    assert intake.is_empty
    assert sorted(_codes(intake.notes)) == ["fixed_changed", "no_column", "rows_gone"]
    del edited.book["Zinnen"]
    assert "no_sheet" in _codes(_read(edited.bytes()).notes)
    _worded(intake)


def test_without_its_fingerprints_a_file_is_held_against_the_dossier_of_now():
    edited = Edited().put("Zinnen", CLAUSES[0], "tekst", "Anders.")
    del edited.book[KEPT_SHEET]
    intake = _read(edited.bytes())
    assert [one.fields for one in intake.clause_edits] == [(("text", "Anders."),)]
    assert _codes(intake.notes) == ["no_fingerprints"]


def test_very_many_problems_are_counted():
    edited = Edited()
    for at in range(MOST_PROBLEMS + 20):
        edited.book["Zinnen"].cell(20 + at, edited.column("Zinnen", "code")).value = f"c-{at}"
    problems = _read(edited.bytes()).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].values == (("count", 20),)


def _zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _with_member(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, data if one == name else old.read(one))
    return out.getvalue()


def _other_dossier():
    return xlsx(replace(MADE, proposition=replace(MADE.proposition, clauses=(), core=()), dossier=replace(
        MADE.dossier, statements=tuple(replace(one, id=f"{one.id}-elders") for one in MADE.dossier.statements)
    )))  # fmt: skip


def _without_lists():
    edited = Edited()
    for name in NAMES.values():
        del edited.book[name]
    return edited.bytes()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: b"", "no_workbook"),
        (lambda: b"%PDF-1.7 dit is iets anders", "no_workbook"),
        (lambda: DATA[: len(DATA) // 2], "no_workbook"),
        (lambda: _zipped(**{"word/document.xml": b"<w/>"}), "no_workbook"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_or_locked"),
        (lambda: _with_member("xl/worksheets/sheet2.xml", b"<worksheet>" + b" " * (80 << 20)), "expands"),
        (lambda: _with_member("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'), "no_workbook"),
        (lambda: _with_member("xl/workbook.xml", b"<workbook/>"), "no_"),
        (_other_dossier, "other_dossier"),
        (_without_lists, "no_lists"),
    ],
)
def test_what_is_no_workbook_of_this_dossier_is_refused_whole(made, code):
    with pytest.raises(WrongUse) as refused:
        _read(made())
    assert refused.value.message.code.startswith(f"intake.{code}")
    assert not word(refused.value.message, "en").startswith("intake.")


@pytest.mark.slow
def test_a_sheet_of_a_million_rows_is_read_as_far_as_its_bound():
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C1000000"/><sheetData><row r="1">'
    names = ("tekst", "kern", "code")
    first = "".join(f'<c r="{"ABC"[at]}1" t="inlineStr"><is><t>{name}</t></is></c>' for at, name in enumerate(names))
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at * 7919 % 99991}</v></c></row>' for at in range(2, 1_000_001))
    data = _with_member("xl/worksheets/sheet2.xml", f"{head}{first}</row>{rows}</sheetData></worksheet>".encode())
    intake = _read(data)
    assert intake.is_empty
    assert "cut" in _codes(intake.problems)
    assert len(intake.problems) <= MOST_PROBLEMS + 1
