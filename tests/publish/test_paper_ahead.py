"""What lies ahead on paper: as an annex of the proposition and as papers of their own, in Word and PDF."""

import io
from dataclasses import replace

import docx as word_files
import pypdfium2
import pytest
from publish.foreseen import foreseen
from publish.made import publication
from publish.small import small

from rodedraad import intake
from rodedraad.intake import docx as edited
from rodedraad.publish import proposal
from rodedraad.publish.docx import docx
from rodedraad.publish.paper import Drawing, Heading, Item, Paragraph, Table
from rodedraad.publish.pdf import pdf
from rodedraad.publish.requirements_paper import requirements_paper
from rodedraad.publish.roadmap_paper import roadmap_paper
from rodedraad.publish.scenarios_paper import scenarios_paper

PAPERS = (scenarios_paper, requirements_paper, roadmap_paper)
LANGUAGES = ("nl", "en")


def _texts(blocks):
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Drawing):
            yield f"{block.title} {block.text}"
        elif isinstance(block, Table):
            yield from block.columns
            yield from ("".join(run.text for run in cell) for row in block.rows for cell in row)
        else:
            yield "".join(run.text for run in block.runs)


def _printed(data):
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", PAPERS)
def test_each_chapter_is_a_paper_whose_every_word_is_worded_and_that_ends_as_a_tagged_pdf(made, language):
    paper = made(publication(foreseen(), language=language))
    told = list(_texts(paper.blocks))
    assert not [text for text in told if text.startswith(("html.", "ahead.", "label."))]
    data = pdf(paper)
    assert b"/StructTreeRoot" in data
    assert paper.title in _printed(data)[0]
    names = [one.text for one in word_files.Document(io.BytesIO(docx(paper))).paragraphs]
    assert [one.text for one in paper.blocks if isinstance(one, Heading)] == [
        name for name in names if name in {one.text for one in paper.blocks if isinstance(one, Heading)}
    ]


def test_the_futures_say_first_that_judgements_are_examples_and_have_the_page_of_what_they_rest_on():
    paper = scenarios_paper(publication(foreseen()))
    first = paper.blocks[0]
    assert isinstance(first, Paragraph)
    assert "door niemand bevestigd" in first.text
    (grid, *_) = (one for one in paper.blocks if isinstance(one, Table))
    assert grid.columns == ("Drijvende kracht", "Scenario 1", "Scenario 2")
    assert [["".join(run.text for run in cell) for cell in row] for row in grid.rows][:2] == [
        ["Afspraak", "getekend", "geen"],
        ["Fabriek", "groen", "oud"],
    ]
    tables = [one for one in paper.blocks if isinstance(one, Table)]
    assert [["".join(run.text for run in cell) for cell in row] for row in tables[-1].rows] == [
        ["Afspraak: getekend", "+1 (−1 … +2)*", "0*"],
        ["Afspraak: geen", "−1*", "+1*"],
    ], "every judgement, with its margin and whether it is an example"
    notes = [run.note for one in paper.blocks if isinstance(one, Item) for run in one.runs if run.note]
    assert ("Een brief (10 maart 2026)", "blz. 1") in [(note.title, note.place) for note in notes]


def test_the_roadmap_has_a_picture_with_its_words_and_the_same_in_tables():
    paper = roadmap_paper(publication(foreseen()))
    drawings = [one for one in paper.blocks if isinstance(one, Drawing)]
    assert len(drawings) == 2
    assert all(one.svg.startswith("<svg") and one.text for one in drawings)
    data = pdf(paper)
    assert data.count(b"/Figure") >= 2
    assert b"/Alt" in data
    rows = [row for one in paper.blocks if isinstance(one, Table) for row in one.rows]
    assert any(
        "Wij vragen de provincie om een kade." in "".join(run.text for run in cell) for row in rows for cell in row
    )


def test_the_proposition_has_the_short_core_as_an_annex_that_is_no_clause():
    made = publication(foreseen())
    paper, bare = proposal.paper(made), proposal.paper(publication(small()))
    headings = [one.text for one in paper.blocks if isinstance(one, Heading)]
    assert headings.index("Bijlage: wat vooruit ligt") > headings.index("Lucht")
    assert "Bijlage: wat vooruit ligt" not in [one.text for one in bare.blocks if isinstance(one, Heading)]
    clauses = {clause.id: clause for clause in made.proposition.clauses}
    found = edited.read(docx(paper), clauses=clauses, language="nl")
    assert found == replace(intake.Intake(), notes=found.notes)
    assert not found.notes


@pytest.mark.parametrize(
    "hostile", ["</svg><script>", "nul\x00 half\ud800", "٣ ไทย 👩‍🚀", "= A" * 3000, "#eval(1) $x$"]
)
def test_hostile_words_print(hostile):
    made = publication(foreseen(lambda text: f"{hostile} {text}"))
    for one in PAPERS:
        assert pdf(one(made)).startswith(b"%PDF")
        assert docx(one(made)).startswith(b"PK")


def test_the_same_records_give_the_same_bytes():
    for made in PAPERS:
        assert pdf(made(publication(foreseen()))) == pdf(made(publication(foreseen())))
