"""PDF reading on files made here, with the exact text that must come out."""

import io
import random
import time

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read.pdfs import HARBOUR, HOMES, STEEL, paragraphs, pdf
from read.samples import blocks, cells, holds, texts

from rodedraad.errors import UnreadableSource
from rodedraad.read import pdf as reader_module
from rodedraad.read import pdf_raw
from rodedraad.read.layout_text import Lexicon
from rodedraad.read.pdf import PdfReader
from rodedraad.wording import catalogue


def read(data):
    return holds(PdfReader().read(data, "stuk.pdf"))


def characters(data, page):
    """PDFium's own characters of one page, as it counts them."""
    handle = pypdfium2.PdfDocument(data)
    textpage = handle[page - 1].get_textpage()
    text, _ = pdf_raw.characters(textpage.raw)
    textpage.close()
    handle.close()
    return text


def test_columns_are_read_one_after_the_other_and_hyphenation_is_undone():
    wanted = paragraphs(12)
    data = pdf("#columns(2, gutter: 8mm)[#set text(hyphenate: true)\n" + "\n\n".join(wanted) + "]")
    assert "\x02" in characters(data, 1) or "\ufffe" in characters(data, 1)  # or the test proves nothing
    assert texts(read(data), "paragraph") == wanted


def test_three_columns_under_a_title_across_all():
    wanted = paragraphs(9)
    data = pdf(
        "#align(center, text(16pt)[Een titel over de volle breedte])\n#columns(3, gutter: 6mm)[#set text(7pt)\n"
        + "\n\n".join(wanted)
        + "]",
    )
    found = read(data)
    assert texts(found, "heading") == ["Een titel over de volle breedte"]
    assert texts(found, "paragraph") == wanted


def test_a_sentence_over_a_page_turn_is_one_slice_past_footnote_footer_and_header():
    filler = " ".join(paragraphs(9))
    source = (
        "#set page(header: [Nota Zuidermonde], footer: context align(right)[Blad #counter(page).display()])\n"
        f"Zo staat het in de nota.#footnote[Nota over de haven, vergadering van mei.] {filler} {filler} {filler}"
    )
    found = read(pdf(source))
    body = f"Zo staat het in de nota.¹ {filler} {filler} {filler}"
    assert texts(found, "paragraph") == [body]
    assert texts(found, "footnote") == ["¹ Nota over de haven, vergadering van mei."]
    pages = found.pages
    assert texts(found, "furniture").count("Nota Zuidermonde") == pages >= 3
    assert [f"Blad {page}" for page in range(1, pages + 1)] == [
        text for text in texts(found, "furniture") if text.startswith("Blad")
    ]
    block = found.document.blocks[0]
    assert (block.page, block.page_end) == (1, pages)
    for page in range(1, pages + 1):
        assert any(found.document.page_at(offset) == page for offset in range(block.start, block.end))


def test_ruled_and_unruled_tables_give_the_same_cells():
    rows = [
        ("Maatregel", "Trekker", "Planning"),
        ("Walstroom aan de kade", "Havenbedrijf", "2027"),
        ("Geluidscherm langs het spoor met begroeiing aan beide zijden", "Provincie", "2028"),
        ("Nulmeting fijnstof", "Gemeente", "2026"),
    ]
    entries = ", ".join(f"[{cell}]" for row in rows for cell in row)
    wanted = {(0, r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)}
    for stroke in ("0.5pt", "none"):
        data = pdf(
            f"#set par(justify: false)\n{HARBOUR}\n\n#table(columns: (45mm, 30mm, 20mm), stroke: {stroke}, {entries})\n\n{STEEL}"
        )
        found = read(data)
        assert cells(found) == wanted, stroke
        assert texts(found, "paragraph") == [HARBOUR, STEEL]


def test_headings_lists_and_contents():
    source = (
        '#set heading(numbering: "1.1")\n#outline(title: [Inhoud])\n#pagebreak()\n= Haven\n'
        f"{HARBOUR}\n== Kade\n- eerste punt\n  - onder het eerste\n- tweede punt\n\n{STEEL}\n= Staal\n+ ten eerste\n+ ten tweede\n\n{HOMES}"
    )
    found = read(pdf(source))
    assert blocks(found) == [
        ("heading", 1, "Inhoud"),
        ("contents", None, "1 Haven 2"),
        ("contents", None, "1.1 Kade 2"),
        ("contents", None, "2 Staal 2"),
        ("heading", 1, "1 Haven"),
        ("paragraph", None, HARBOUR),
        ("heading", 2, "1.1 Kade"),
        ("list_item", 1, "eerste punt"),
        ("list_item", 2, "onder het eerste"),
        ("list_item", 1, "tweede punt"),
        ("paragraph", None, STEEL),
        ("heading", 1, "2 Staal"),
        ("list_item", 1, "1. ten eerste"),
        ("list_item", 1, "2. ten tweede"),
        ("paragraph", None, HOMES),
    ]


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
@pytest.mark.parametrize("is_text_turned", [False, True])
def test_rotated_pages_read_the_same_and_boxes_lie_where_a_reader_sees_them(quarter, is_text_turned):
    body = f"{HARBOUR}\n\n{STEEL}"
    turned = f"#rotate(90deg, reflow: true, block(width: 100mm)[{body}])" if is_text_turned else body
    handle = pypdfium2.PdfDocument(pdf(turned))
    handle[0].set_rotation(quarter)
    width, height = handle[0].get_size()
    found = PdfReader()
    data = _saved(handle)
    perusal = holds(found.read(data, "gedraaid.pdf"))
    assert texts(perusal, "paragraph") == [HARBOUR, STEEL]
    boxes = found.boxes(data, perusal.document, 0, len(HARBOUR))
    lines = (
        {round(box.top) for box in boxes}
        if (quarter % 180 == 0) != is_text_turned
        else {round(box.left) for box in boxes}
    )
    assert len(boxes) == len(lines) >= 3
    for box in boxes:
        assert 0 <= box.left < box.right <= width
        assert 0 <= box.top < box.bottom <= height


def _saved(handle):
    buffer = io.BytesIO()
    handle.save(buffer)
    handle.close()
    return buffer.getvalue()


def test_a_box_holds_the_words_it_is_asked_for():
    data = pdf(f"{HARBOUR}\n\n{STEEL}")
    reader = PdfReader()
    document = reader.read(data, "a.pdf").document
    start = document.text.index("havengemeenschap")
    (box,) = reader.boxes(data, document, start, start + len("havengemeenschap"))
    handle = pypdfium2.PdfDocument(data)
    page = handle[0]
    textpage = page.get_textpage()
    seen = textpage.get_text_bounded(box.left, page.get_height() - box.bottom, box.right, page.get_height() - box.top)
    textpage.close()
    handle.close()
    assert "".join(seen.split()).replace("\x02", "").replace("\ufffe", "") == "havengemeenschap"


def test_every_segment_is_what_pdfium_has_there():
    source = f"#columns(2)[{HARBOUR}#footnote[Een noot.] é ﬁnancieel zo­genaamd\n\n" + "\n\n".join(paragraphs(8)) + "]"
    data = pdf(source)
    segments_agree(data, read(data).document, [1])


def segments_agree(data, document, pages):
    """Fails unless every segment on these pages is what PDFium has at those indexes."""
    for page in pages:
        raw = characters(data, page)
        here = [segment for segment in document.segments if segment.page == page]
        assert here
        for segment in here:
            length = segment.end - segment.start
            assert document.text[segment.start : segment.end] == raw[segment.first : segment.first + length]


@pytest.mark.parametrize(
    ("before", "after", "joint"),
    [
        ("waterstof", "fabriek", ""),
        ("zij", "instroom", "-"),  # the document writes zij-instroom
        ("CO2", "uitstoot", "-"),
        ("EU", "beleid", "-"),
        ("Noord", "Holland", "-"),
        ("lucht", "en", "- "),
        ("auto", "ongeluk", "-"),  # o and o would be one sound
        ("2021", "2025", "-"),
        ("e", "mail", "-"),  # the document writes e-mail
    ],
)
def test_what_a_hyphen_at_a_line_end_means(before, after, joint):
    assert Lexicon(["De zij-instroom en de e-mail."]).joint(before, after) == joint


def test_pages_without_text_are_said_and_counted():
    drawn = "#pagebreak()\n#rect(width: 40mm, height: 20mm, fill: red)\n#pagebreak()\n"
    found = read(pdf(HARBOUR + drawn + STEEL))
    assert (found.pages, found.pages_unread) == (3, (2,))
    assert [(problem.page, problem.kind, problem.message.code) for problem in found.problems] == [
        (2, "no_text_layer", "read.no_text_layer")
    ]
    empty = read(pdf("#rect(width: 40mm, height: 20mm)"))
    assert (empty.document.text, empty.pages_unread) == ("", (1,))


def test_what_is_cut_is_said(monkeypatch):
    data = pdf("\n#pagebreak()\n".join(paragraphs(5)))
    monkeypatch.setattr(reader_module, "MAX_PAGES", 2)
    found = read(data)
    assert (found.pages, found.pages_unread) == (5, (3, 4, 5))
    assert [problem.kind for problem in found.problems] == ["too_large"]


def test_long_files_are_read_in_volumes_that_change_nothing_but_their_seams(monkeypatch):
    data = pdf("\n#pagebreak()\n".join(f"= Deel {number}\n{text}" for number, text in enumerate(paragraphs(7))))
    whole = read(data)
    monkeypatch.setattr(reader_module, "VOLUME_PAGES", 3)
    assert read(data) == whole


def test_a_page_of_too_many_characters_is_cut_and_said(monkeypatch):
    monkeypatch.setattr(pdf_raw, "MAX_PAGE_CHARACTERS", 50)
    found = read(pdf(HARBOUR))
    assert HARBOUR.startswith(found.document.text)
    assert 40 < len(found.document.text) <= 50
    assert [problem.message.code for problem in found.problems] == ["read.page_cut"]


@pytest.mark.parametrize("word", ["a", "a-", "a1", ".", ")", "-", "1.", "a.b", "…"])
def test_a_line_of_a_hundred_thousand_characters_does_not_stall(word):
    piece = (word * 1_000)[:1_000]
    # In boxes, since typesetting one unbroken line of "a-" takes ten times as long as reading it may.
    data = pdf("#set page(width: 200000mm)\n" + f'#box("{piece}")' * 100)
    began = time.process_time()
    found = read(data)
    assert time.process_time() - began < 2
    # Dots alone are a leader, which is no text.
    assert (len(found.document.text) >= 100_000) == (word not in {".", "…"})


def test_properties_are_the_documents_own():
    data = pdf(
        f'#set document(title: "Havenvisie", author: "Gemeente Zuidermonde", date: datetime(year: 2026, month: 3, day: 4))\n{HARBOUR}'
    )
    found = dict(read(data).properties)
    assert (found["title"], found["author"], found["created"]) == (
        "Havenvisie",
        "Gemeente Zuidermonde",
        "2026-03-04T00:00:00",
    )


def _refusal(data):
    with pytest.raises(UnreadableSource) as caught:
        PdfReader().read(data, "stuk.pdf")
    assert caught.value.message.code in catalogue()
    return caught.value.kind


def test_files_that_cannot_be_read_are_refused_by_name():
    whole = pdf(HARBOUR)
    assert _refusal(b"") == "truncated"
    assert _refusal(b"\0" * 100) == "truncated"
    assert _refusal(b"%PDF-1.7\n") == "truncated"
    assert _refusal(whole[: len(whole) // 2]) == "truncated"
    assert _refusal(b"Geachte raad, hierbij") == "unreadable"
    assert _refusal(b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF") == "unreadable"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), changes=st.integers(1, 40))
def test_damaged_files_give_a_whole_perusal_or_a_refusal(seed, changes):
    data = bytearray(pdf(f"#columns(2)[{HARBOUR}\n\n#table(columns: 2, [a], [b], [c], [d])]"))
    generator = random.Random(seed)
    for _ in range(changes):
        data[generator.randrange(len(data))] = generator.randrange(256)
    try:
        read(bytes(data))
    except UnreadableSource as error:
        if error.message.code not in catalogue():
            raise


@pytest.mark.slow
def test_ten_thousand_pages_are_read_in_bounded_time():
    data = pdf("#for number in range(10000) [Bladzijde over punt #number van de begroting. #pagebreak(weak: true)]")
    began = time.process_time()
    found = read(data)
    assert (found.pages, found.pages_unread) == (10_000, ())
    assert len(texts(found, "paragraph")) == 10_000
    assert time.process_time() - began < 60


def test_the_same_bytes_give_the_same_document():
    data = pdf("#columns(2)[" + "\n\n".join(paragraphs(10)) + "]")
    assert read(data) == read(data)
