"""The workbook: every record by its id, the same bytes each time, no formula, and another program opens it unmended."""

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from publish.foreseen import foreseen
from publish.made import contribution, publication
from publish.small import small

from rodedraad.intake import impacts
from rodedraad.publish.editable import EDITABLE, KEPT_SHEET, sheet_name, shown
from rodedraad.publish.sheets import sheets
from rodedraad.publish.xlsx import MOST_CHARS, clipped, xlsx
from rodedraad.wording import catalogue

SOFFICE = shutil.which("soffice")
HOSTILE = (
    '=HYPERLINK("https://kwaad.example","klik")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "nul\x00 bel\x07 half\ud800 geen\uffff\ufffe",
    "abc\u202egnp.exe",
    "_x000D_ en _x0041_",
    "<c t='inlineStr'>&amp;]]></c>",
    "regel een\r\nregel twee\x0bdrie",
)


def _opened(data):
    return load_workbook(io.BytesIO(data))


def _cells(book):
    """Every filled cell of the sheets that people see."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        if sheet.title != KEPT_SHEET
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _column(sheet, heading):
    """The values below a heading."""
    place = [str(cell.value).partition(" [")[0] for cell in sheet[1]].index(heading)
    return [row[place].value for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_record_is_there_by_its_id_and_every_heading_has_words(language):
    made = publication(language=language, contributions=(contribution("c-1"),))
    book = _opened(xlsx(made))
    links, code = made.dossier.links, {"nl": "code", "en": "id"}[language]
    wanted = {
        "clauses": [one.id for one in made.proposition.clauses],
        "threads": [one.id for one in links.threads],
        "tensions": [one.id for one in links.tensions],
        "gaps": [one.id for one in links.gaps],
        "statements": [one.id for one in made.dossier.statements],
        "references": [one.id for one in links.references],
        "parties": [one.id for one in links.parties],
        "sources": [one.id for one in made.dossier.sources],
        "contributions": ["e-9"],
    }
    for kind, ids in wanted.items():
        assert _column(book[sheet_name(kind, language)], code) == ids, kind
    cited = [one.id for clause in made.proposition.clauses for one in clause.citations]
    heading = catalogue()["sheet.column_statement"][language]
    assert _column(book[sheet_name("citations", language)], heading) == cited
    # a code without wording would show itself
    assert not [value for value in _cells(book).values() if str(value).startswith(("sheet.", "label.", "html."))]


def test_what_may_be_changed_is_said_in_words_and_in_colour():
    book = _opened(xlsx(publication()))
    for table in sheets(publication()):
        for cell, column in zip(book[sheet_name(table.kind, "nl")][1], table.columns, strict=True):
            is_editable = column.key in EDITABLE.get(table.kind, ())
            assert cell.value.endswith("[mag u wijzigen]") is is_editable
            assert (cell.fill.fgColor.rgb == "FFFFD966") is is_editable
    assert book[KEPT_SHEET].sheet_state == "veryHidden"
    clauses = book["Zinnen"]
    assert (clauses.freeze_panes, clauses.auto_filter.ref[:3]) == ("A2", "A1:")


def test_the_same_publication_gives_the_same_bytes():
    data = xlsx(publication())
    assert xlsx(publication()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("is_approved", [True, False])
def test_whether_somebody_approved_it_stands_on_the_first_sheet_on_paper_and_in_the_properties(is_approved):
    made = publication(is_approved=is_approved)
    book = _opened(xlsx(made))
    first = book.worksheets[0]
    assert made.mark in [cell.value for row in first.iter_rows() for cell in row]
    assert book.properties.subject == made.mark
    assert book.properties.contentStatus == ("Goedgekeurd" if is_approved else "Concept")
    assert {one.name: one.value for one in book.custom_doc_props.props}["Rodedraad"] == made.mark
    assert all(sheet.oddFooter.left.text.replace("&&", "&") == made.mark for sheet in book.worksheets[:-1])


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_a_document_becomes_a_formula_or_breaks_the_file(words):
    made = publication(small(words=lambda text: f"{words} {text}"))
    data = xlsx(made)
    book = load_workbook(io.BytesIO(data), data_only=False)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    first = _column(book["Uitspraken"], "citaat")[0]
    assert shown(made.dossier.statements[0].text).split()[-1] == first.split()[-1]
    assert _column(book["Uitspraken"], "code") == [one.id for one in made.dossier.statements]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)


def test_an_address_that_is_none_is_no_link():
    odd = ("javascript:alert(1)", "https://a.example/\u202e", "file:///etc/passwd", "https://a.example/ b")
    for url in odd:
        dossier = small()
        links = replace(dossier.links, references=tuple(replace(one, url=url) for one in dossier.links.references))
        book = _opened(xlsx(publication(replace(dossier, links=links))))
        assert not [cell for row in book["Verwijzingen"].iter_rows() for cell in row if cell.hyperlink]
    assert [
        c.hyperlink.target for r in _opened(xlsx(publication()))["Verwijzingen"].iter_rows() for c in r if c.hyperlink
    ]


@pytest.mark.parametrize("character", ["a", "𝔘"])
def test_a_text_longer_than_a_cell_is_cut_and_that_is_said(character):
    long = character * 40_000
    dossier = small()
    statements = (replace(dossier.statements[0], text=long), *dossier.statements[1:])
    book = _opened(xlsx(publication(replace(dossier, statements=statements))))
    cell = _column(book["Uitspraken"], "citaat")[0]
    assert cell.endswith("[…]")
    assert len(cell.encode("utf-16-le")) // 2 <= MOST_CHARS
    assert any("Ingekort" in str(row[0].value) for row in book["Lees mij"].iter_rows())
    assert clipped("a" * MOST_CHARS) == "a" * MOST_CHARS


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
@pytest.mark.slow
def test_libreoffice_opens_it_unmended_and_sees_the_same_cells(tmp_path):
    hostile = " ".join((*HOSTILE[:4], "“aanhaling”; komma, en\ttab"))
    data = xlsx(publication(small(words=lambda text: f"{hostile} {text}"), contributions=(contribution("c-1"),)))
    (tmp_path / "uit.xlsx").write_bytes(data)
    office = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to"]
    for form in (
        "xlsx:Calc MS Excel 2007 XML",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
    ):
        given = [*office, form, "--outdir", str(tmp_path / "in"), str(tmp_path / "uit.xlsx")]
        subprocess.run(given, check=True, capture_output=True, timeout=120)
    cells = _cells(_opened(data))
    assert _cells(_opened((tmp_path / "in" / "uit.xlsx").read_bytes())) == cells
    (clauses,) = (tmp_path / "in").glob("*-Zinnen.csv")
    rows = list(csv.reader(clauses.read_text(encoding="utf-8").splitlines(keepends=True)))
    codes = [value for (sheet, at), value in cells.items() if sheet == "Zinnen" and str(value).startswith("c-")]
    assert [row[-1] for row in rows[1:]] == codes


def test_what_lies_ahead_has_its_sheets_each_thing_with_its_sentence_place_and_what_is_not_shown():
    made = publication(foreseen())
    book = _opened(xlsx(made))
    ahead = made.dossier.prospects
    for kind in ("scenarios", "requirements", "offers", "arrangements", "actions", "knots", "standings"):
        records = getattr(ahead, kind)
        sheet = book[sheet_name(kind, "nl")]
        assert _column(sheet, "code") == [one.id for one in records], kind
        assert sheet.auto_filter.ref
    scenarios, actions = book["Scenario’s"], book["Acties"]
    assert _column(scenarios, "Fabriek") == ["groen", "oud"]
    assert "«Wij willen schone lucht in 2030.» (Een brief, blz. 1)" in _column(scenarios, "rust op")[0]
    assert _column(actions, "geldt in scenario") == ["elk scenario", None, None]
    assert _column(actions, "vergunningen")[0] == "niet getoond"
    assert _column(actions, catalogue()["sheet.column_answer"]["nl"])[0].startswith(
        "deels ingewilligd: De fabriek blijft open."
    )
    assert _column(book["Benodigdheden"], "in de regio") == ["deels", "ontbreekt", "niet bekend"]


def test_the_influences_are_a_matrix_that_reads_back_as_the_same_judgements():
    made = publication(foreseen())
    sheet = _opened(xlsx(made))["Invloeden"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    lines = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in (head, *rows))
    matrix = impacts.read(lines.encode(), "invloeden.csv")
    variants = [one.id for driver in made.dossier.prospects.drivers for one in driver.variants]
    assert list(matrix.variants) == variants
    for judgement in made.dossier.prospects.judgements:
        row, column = variants.index(judgement.cause), variants.index(judgement.effect)
        assert matrix.values[row][column] == judgement.value
        assert matrix.span(row, column) in (None, (judgement.low, judgement.high))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_of_drivers_and_quotes_stay_text(words):
    made = publication(foreseen(lambda text: f"{words} {text}"))
    book = load_workbook(io.BytesIO(xlsx(made)), data_only=False)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(_column(book["Acties"], "code")) == len(made.dossier.prospects.actions)
