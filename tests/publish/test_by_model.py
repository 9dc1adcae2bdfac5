"""What a language model worded carries its mark in every format, clause by clause; an approved one says who stands for it."""

import io
import json
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from openpyxl import load_workbook
from publish.proposed import publication
from publish.small import published, small

from rodedraad.cli.clauses import worded_text
from rodedraad.cli.speech import LANGUAGE
from rodedraad.intake import docx as back
from rodedraad.publish import html, view
from rodedraad.publish.docx import docx
from rodedraad.publish.jsonld import jsonld
from rodedraad.publish.letters import letter
from rodedraad.publish.pdf import pdf
from rodedraad.publish.proposal import paper
from rodedraad.publish.xlsx import xlsx
from rodedraad.records import Approval, Version

MODEL = "schrijver-7b"
PLAIN = "Kustdorp wil in 2030 schone lucht. Dat is goed voor iedereen."
VERSION = Version(number=3, label="3", event="e" * 64, at="2026-11-20", person="Jan", body="b" * 64, public="b" * 64)
APPROVED = replace(VERSION, approval=Approval(event="f" * 64, person="P. de Vries", at="2026-11-21"))
MARKS = 2
"""Of the clause and of its plain-language version."""


def _worded(made, *, id_=None, **fields):
    """The publication with one clause, of the core, in a model's words."""
    id_ = id_ or made.proposition.core[0]
    given = {"origin": f"model:{MODEL}", "plain": PLAIN, "plain_by": f"model:{MODEL}"} | fields
    clauses = tuple(replace(one, **given) if one.id == id_ else one for one in made.proposition.clauses)
    return replace(made, proposition=replace(made.proposition, clauses=clauses))


def _html(made):
    return html.html(view.report(made.dossier, sources_href="../bronnen"), publication=made).decode()


def _docx(made):
    with zipfile.ZipFile(io.BytesIO(docx(paper(made)))) as file:
        return file.read("word/document.xml").decode()


def _pdf(made):
    with pypdfium2.PdfDocument(pdf(paper(made))) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def _text(made, kind="council"):
    return "\n".join(getattr(block, "text", "") for block in letter(made, kind=kind).blocks)


FORMATS = {"docx": _docx, "pdf": _pdf, "letter": _text}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("version", [None, VERSION], ids=["draft", "version"])
def test_a_models_words_are_marked_in_each_format_and_after_approval_with_who_approved(form, version):
    made = _worded(publication(version=version))
    assert MODEL in FORMATS[form](made)
    assert MODEL not in FORMATS[form](publication(version=version))
    approved = " ".join(FORMATS[form](replace(made, version=APPROVED)).split())
    assert f"Verwoord door taalmodel {MODEL}, goedgekeurd door P. de Vries." in approved
    assert f"Verwoord door taalmodel {MODEL}." not in approved


def test_the_core_page_is_marked_too():
    blocks = paper(_worded(publication())).blocks
    core = [block for block in blocks if getattr(block, "look", "") == "core" and ", taalmodel)" in block.text]
    assert len(core) == 1
    assert any(f"Bij «taalmodel» zijn de woorden van {MODEL}." in getattr(block, "text", "") for block in blocks)


def test_in_the_other_language_the_words_are_the_rules_and_not_marked():
    assert f"model {MODEL}" in _docx(_worded(publication()))
    assert f"Worded by language model {MODEL}" not in _docx(_worded(replace(publication(), language="en")))


def test_a_title_stands_before_its_clause_and_who_chose_the_titles_is_said_once():
    titled = {"origin": "quote", "plain": "", "plain_by": "", "title": "Schone lucht", "titled_by": f"model:{MODEL}"}
    made = _worded(publication(), **titled)
    told = f"De vette titels koos taalmodel {MODEL} uit de woorden van het citaat: ze zeggen waar de zin over gaat, niet wat hij zegt."
    blocks = paper(made).blocks
    before = ["".join(run.text for run in block.before) for block in blocks if getattr(block, "before", ())]
    assert [text for text in before if text.startswith("Schone lucht. ")]
    assert all("Schone lucht" not in getattr(block, "text", "") for block in blocks), "no text of the clause"
    assert sum(told in getattr(block, "text", "") for block in blocks) == 2, "by the core, and by the reading"
    page = _html(_worded(published(small()), **titled))
    assert '<b class="about">Schone lucht.</b>' in page
    assert told in page
    assert told not in _html(published(small()))


def test_a_persons_title_is_told_apart_from_the_models():
    first, second = publication().proposition.core[:2]
    bare = {"origin": "quote", "plain": "", "plain_by": ""}
    made = _worded(publication(), id_=first, title="Schone lucht", titled_by=f"model:{MODEL}", **bare)
    made = _worded(made, id_=second, title="Het groen", titled_by="person", **bare)
    text = "\n".join(getattr(block, "text", "") for block in paper(made).blocks)
    assert f"De vette titels koos taalmodel {MODEL} uit de woorden" in text
    assert f"Wie dit bewerkte, schreef de titel van zin {made.numbers[second]}." in text
    (node,) = (one for one in json.loads(jsonld(made))["@graph"] if one.get("title") == "Het groen")
    assert node["titledBy"] == "person"
    rows = [[cell.value for cell in row] for sheet in load_workbook(io.BytesIO(xlsx(made))) for row in sheet]
    (row,) = (row for row in rows if "Schone lucht" in row)
    assert any(MODEL in str(cell) for cell in row)
    clauses = {one.id: one for one in made.proposition.clauses}
    assert worded_text(clauses[first]).endswith(f"(titel door model {MODEL})")
    assert "model" not in worded_text(clauses[second])
    english = LANGUAGE.set("en")
    told = worded_text(clauses[first])
    LANGUAGE.reset(english)
    assert "Schone lucht" not in told, "a title is in the words of the quote, which the reader's sentence has not"
    assert "model" not in told


def test_the_report_marks_the_clause_in_the_core_and_in_the_reading():
    made = published(small())
    page = _html(_worded(made))
    assert page.count(f"Verwoord door taalmodel {MODEL}.") >= 2
    assert PLAIN not in page, "the letter to residents has it"
    assert MODEL not in _html(made)
    approved = _html(replace(_worded(made), version=APPROVED))
    assert f"Verwoord door taalmodel {MODEL}." not in approved


def test_a_hostile_name_and_text_of_a_model_are_text():
    hostile = {"title": "<script>alert(1)</script>", "titled_by": "model:<i>"}
    made = _worded(published(small()), origin="model:<b>x</b>", **hostile)
    page = _html(made)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "taalmodel &lt;b&gt;x" in page
    assert "model:<b>" not in page
    assert "(<b>x" not in page


def test_data_keeps_who_worded_it_also_after_approval():
    for version in (VERSION, APPROVED):
        made = _worded(publication(version=version))
        node = next(
            one for one in json.loads(jsonld(made))["@graph"] if one.get("origin") == f"model:{MODEL}" and "kind" in one
        )
        assert (node["plain"], node["plainBy"]) == (PLAIN, f"model:{MODEL}")
        cells = [cell.value for sheet in load_workbook(io.BytesIO(xlsx(made))) for row in sheet for cell in row]
        assert sum(MODEL in str(one) for one in cells) == MARKS
        assert PLAIN in cells
    bare = [cell.value for sheet in load_workbook(io.BytesIO(xlsx(publication()))) for row in sheet for cell in row]
    assert "in gewone taal" not in bare


def test_a_file_that_comes_back_as_it_went_out_changes_no_clause():
    made = _worded(publication())
    clauses = {one.id: one for one in made.proposition.clauses}
    for told in (paper(made), letter(made, kind="residents"), letter(made, kind="council")):
        found = back.read(docx(told), clauses=clauses, language="nl")
        assert (found.clause_edits, found.problems) == ((), ())


def test_residents_read_the_plain_version_with_its_mark_and_where_it_stands():
    made = _worded(publication())
    told = letter(made, kind="residents")
    clause = next(block for block in told.blocks if PLAIN in getattr(block, "text", ""))
    assert any(run.note and run.note.quote for run in clause.runs), "with the quote that it rests on"
    assert MODEL in _text(made, "residents")
    assert PLAIN not in _text(made, "council")
    assert PLAIN not in "\n".join(
        getattr(block, "text", "") for block in letter(_worded(publication("en")), kind="residents").blocks
    )
