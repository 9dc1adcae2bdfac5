"""The proposition as PDF: tagged and archivable by what the file itself says, with every clause, whatever the documents hold."""

import contextlib
import ctypes
import re
import zlib
from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
from publish.proposed import publication
from pypdfium2 import raw

from rodedraad.publish.paper import (
    UNSEEN,
    Drawing,
    Heading,
    Item,
    Note,
    Paper,
    Paragraph,
    Run,
    Table,
    note_text,
    runs_of,
)
from rodedraad.publish.pdf import pdf
from rodedraad.publish.proposal import paper
from rodedraad.records import Version

HOSTILE = (
    "#let x = 1; $a_1$ @ref <label> \\ *b* _c_ `d` //e /*f*/ = kop #panic() \"g\" 'h'",
    "abc\u202egnp.exe\u2066\u200f",
    "nul\x00 bel\x07 half\ud800 none\uffff\ufdd0",
    "A" * 10_000,
    "https://voorbeeld.example/" + "een-lang-pad/" * 50,
    "٣ ไทย 中文 𝔘𝔫𝔦 👩‍🚀 e\u0301 \uf0b7 \ue000 שלום مرحبا",
    "\u200b\u00ad",
)


def _paper(*blocks, **fields):
    return Paper(**{"title": "T", "mark": "Concept", "language": "nl", "stamp": "2026-11-22T12:00:00Z", "blocks": blocks, **fields})  # fmt: skip


def _texts(data):
    document = pypdfium2.PdfDocument(data)
    found = [document[place].get_textpage().get_text_range() for place in range(len(document))]
    document.close()
    return found


def _folded(text):
    return " ".join(text.replace("\ufffe", "").replace("\x02", "").replace("\u200b", "").split())


def _word(get, *arguments):
    """The text that a function of PDFium writes into a buffer."""
    size = get(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size)
    get(*arguments, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _tags(data):
    """Whether it is tagged, the kinds of the elements of the tag tree by their number, and the bookmarks."""
    document = pypdfium2.PdfDocument(data)
    kinds = Counter()

    def walk(node):
        kinds[_word(raw.FPDF_StructElement_GetType, node)] += 1
        for place in range(raw.FPDF_StructElement_CountChildren(node)):
            child = raw.FPDF_StructElement_GetChildAtIndex(node, place)
            if child:
                walk(child)

    for place in range(len(document)):
        page = document[place]
        tree = raw.FPDF_StructTree_GetForPage(page)
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
        raw.FPDF_StructTree_Close(tree)
    is_tagged = bool(raw.FPDFCatalog_IsTagged(document))
    bookmarks = [(one.level, one.get_title()) for one in document.get_toc()]
    document.close()
    return is_tagged, kinds, bookmarks


def _streams(data):
    """The streams of the file, those that are compressed in full."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(found[1])


def test_it_has_every_clause_and_every_note():
    made = publication()
    text = _folded(" ".join(_texts(pdf(paper(made)))))
    bare = re.sub(r"»\d+", "»", text)
    for clause in made.proposition.clauses:
        assert clause.text in bare
    for run in runs_of(paper(made).blocks):
        if run.note:
            assert _folded(note_text(run.note, "nl")) in text


def test_the_file_says_that_it_is_archivable_and_accessible_and_is_tagged_so():
    made = publication()
    version = Version(number=3, label="3", event="e", at="2026-11-22T09:00:00Z", person="p", body="ab" * 32, public="x")
    data = pdf(paper(replace(made, version=version)))
    for told in (
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"<dc:title>",
        b"abababab",
    ):
        assert told in data
    for wanted in (
        rb"/StructTreeRoot \d+ 0 R",
        rb"/MarkInfo\s*<<[^>]*/Marked true",
        rb"/Lang ?\(nl\)",
        rb"/DisplayDocTitle true",
    ):
        assert re.search(wanted, data), wanted
    assert not re.search(rb"/JavaScript|/Launch|/EmbeddedFile|/URI\b", data)
    is_tagged, kinds, bookmarks = _tags(data)
    assert is_tagged
    headings = [block for block in paper(made).blocks if isinstance(block, Heading)]
    assert kinds["H1"] == sum(one.level == 1 for one in headings)
    assert kinds["H2"] == sum(one.level == 2 for one in headings)
    assert kinds["TH"] == 4
    assert kinds["TD"] >= 4
    assert kinds["LI"] >= 3
    assert kinds["Note"] == sum(run.note is not None for run in runs_of(paper(made).blocks))
    assert kinds["Link"] >= len(made.proposition.core)
    assert [title for _, title in bookmarks] == [one.text for one in headings]


def test_words_in_another_language_are_tagged_so():
    note = Note(title="t", quote="clean air", language="en")
    runs = (Run(text="Zij zeggen: "), Run(text="clean air", language="en", note=note))
    data = pdf(_paper(Paragraph(runs=runs)))
    pages = b"".join(_streams(data))
    assert len(re.findall(rb"/Lang ?\(en\)", pages)) == 2
    assert not re.search(rb"/Lang ?\(en\)", data)
    assert re.search(rb"/Lang ?\(en\)", pdf(paper(publication("en"))))


def test_hostile_text_is_text():
    blocks = []
    for number, text in enumerate(HOSTILE):
        note = Note(title=text, place=text, who=text, quote=text)
        runs = (Run(text=text, is_quoted=True, note=note, to=f"c-{number}"), Run(text=text, to="nowhere"))
        blocks += [
            Heading(text=text, level=5, anchor=text),
            Paragraph(runs=runs, before=runs, anchor=f"c-{number}", number="1", comment=(text,), look="clause"),
            Paragraph(runs=runs, anchor=f"c-{number}"),
            Item(runs=runs, level=9),
            Table(columns=(text, text), rows=((runs, runs),), summary=text),
        ]
    made = _paper(*blocks, title=HOSTILE[5], subtitle=HOSTILE[1], mark=HOSTILE[0], identifier=HOSTILE[2])
    data = pdf(made)
    assert data == pdf(made)
    text = _folded(" ".join(_texts(data)))
    assert HOSTILE[0] in text
    assert "\u202e" not in text
    assert "tekens staan niet in de lettertypen" in text
    assert text.count(UNSEEN)
    document = pypdfium2.PdfDocument(data)
    for place in range(len(document)):
        width, height = document[place].get_size()
        page = document[place].get_textpage()
        for at in range(0, page.count_chars(), 7):
            left, bottom, right, top = page.get_charbox(at)
            assert -1 <= left <= right <= width + 1
            assert -1 <= bottom <= top <= height + 1
    document.close()


def test_what_no_font_has_is_replaced_and_counted():
    runs = (Run(text="中文 en 中, met \uf0b7."),)
    text = _folded(" ".join(_texts(pdf(_paper(Paragraph(runs=runs))))))
    assert f"{UNSEEN}{UNSEEN} en {UNSEEN}, met {UNSEEN}." in text
    assert "4 tekens" in text
    assert "tekens" not in " ".join(_texts(pdf(_paper(Paragraph(runs=(Run(text="Ελλάδα → €"),))))))


def test_the_same_paper_gives_the_same_bytes_at_any_time(monkeypatch):
    made = paper(publication())
    first = pdf(made)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert pdf(made) == first
    assert b"2026-11-22T12:00:00" in first


def test_notes_stand_on_the_page_of_their_marks():
    """They once stayed behind on the page before, when a clause moved on with the small print under it."""
    blocks = []
    for number in range(60):
        note = Note(title=f"noot{number}x")
        runs = (Run(text=f"merk{number}x " + "woord " * (number % 7 * 9), note=note),)
        blocks.append(Paragraph(runs=runs, look="clause", number=str(number), is_with_next=True))
        blocks.append(Paragraph(runs=(Run(text="toelichting " * (number % 5 * 8 + 1)),), look="detail"))
    pages = _texts(pdf(_paper(*blocks)))
    assert len(pages) > 2
    for page in pages:
        assert re.findall(r"merk(\d+)x", page) == re.findall(r"noot(\d+)x", page)


def test_an_empty_paper_is_a_page():
    assert len(_texts(pdf(_paper(title="", mark="")))) == 1


@pytest.mark.parametrize("size", [15])
def test_a_full_core_fits_one_page(size):
    """Fifteen clauses of the length of those of real dossiers, each with its title, under eight headings."""
    blocks = [Heading(text="De kern op één bladzijde")]
    for part in range(8):
        blocks.append(Heading(text=f"Deel {part}", level=2))
        runs = (Run(text="Dit delen twee partijen en nog een: «" + "schone lucht " * 14 + "» (zin 123)"),)
        blocks += [Paragraph(runs=runs, before=(Run(text="Lucht in de haven. ", is_strong=True),), look="core")] * (
            2 if part < size - 8 else 1
        )
    blocks.append(Heading(text="Volgende", starts_page=True))
    pages = _texts(pdf(_paper(*blocks, title="Een naam van een regio", subtitle="Gezamenlijke propositie")))
    assert len(pages) == 2
    assert pages[1].startswith("Volgende")


def test_a_row_stays_whole_and_a_table_keeps_the_heading_and_small_print_above_it():
    row = lambda at: ((Run(text=f"eerste{at} " + "woord " * 40 + f"laatste{at}"),), (Run(text="ja"),))  # noqa: E731
    split = []
    for lines in range(30, 46):
        filler = [Paragraph(runs=(Run(text=f"regel {at}"),)) for at in range(lines)]
        table = Table(summary="Vier", columns=("Wat", "Zo"), widths=(1, 2), rows=tuple(map(row, range(4))))
        small = Paragraph(runs=(Run(text="Hier staan er vier."),), look="small")
        pages = [_folded(one) for one in _texts(pdf(_paper(*filler, Heading(text="De kop"), small, table)))]
        (top,) = [one for one in pages if "De kop" in one]
        assert "Hier staan er vier." in top
        assert "eerste0" in top
        assert all(sum(f"eerste{at}" in one and f"laatste{at}" in one for one in pages) == 1 for at in range(4))
        split.append(sum("eerste" in one for one in pages) > 1)
    assert any(split)
    assert not all(split)


def test_letters_of_a_picture_are_larger_than_it_was_drawn_for_a_screen():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 100" font-size="12"><text y="50">Letter</text></svg>'
    )
    document = pypdfium2.PdfDocument(pdf(_paper(Drawing(title="Plaat", text="Een woord", svg=svg))))
    page = document[0].get_textpage()
    found = page.get_text_range().find("Letter")
    _, bottom, _, top = page.get_charbox(found)
    document.close()
    assert top - bottom > 6.2  # a capital of ten points; one of nine, as drawn, is 5.8
