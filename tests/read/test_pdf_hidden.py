"""What a PDF page does not show is no text of it, and that is said; what only looks hidden stays."""

import pytest
from read.pdfs import raw_pdf
from read.samples import holds

from rodedraad.read.pdf import PdfReader

SHOWN = "Wij willen dat de haven in 2030 groen is."
OTHER = "Wij willen dat de haven in 2030 sluit."


def line(text, x=60, y=640, *, size=11, before=""):
    return f"BT {before} /F {size} Tf {x} {y} Td ({text}) Tj ET\n"


def read(content, **options):
    found = holds(PdfReader().read(raw_pdf(line(SHOWN, y=700) + content, **options), "stuk.pdf"))
    return found.document.text, [(one.message.code, one.page, dict(one.message.values)) for one in found.problems]


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("read.text_outside_page", line(OTHER, y=-100)),
        ("read.text_outside_page", line(OTHER, y=5000)),
        ("read.text_outside_page", line(OTHER, x=700)),
        ("read.text_undrawn", line(OTHER, before="3 Tr") + "0 Tr "),
        ("read.text_undrawn", "q 50 0 0 50 400 100 cm /I Do Q " + line(OTHER, before="3 Tr")),
        ("read.text_too_small", line(OTHER, size=0.1)),
        ("read.text_too_small", "q 0.01 0 0 0.01 0 0 cm " + line(OTHER, x=6000, y=64000) + "Q "),
        ("read.text_replaced", f"/Span <</ActualText ({OTHER})>> BDC {line('Wij wachten.')} EMC "),
    ],
)
def test_text_that_the_page_does_not_show_is_left_out_and_said(code, content):
    text, problems = read(content)
    assert text == SHOWN
    assert problems == [(code, 1, {"page": 1, "words": 7})]


def test_a_page_of_hidden_text_alone_is_unread():
    found = PdfReader().read(raw_pdf(line(OTHER, before="3 Tr")), "stuk.pdf")
    assert (found.document.text, found.pages_unread) == ("", (1,))
    assert {one.message.code for one in found.problems} == {"read.text_undrawn", "read.no_text_layer"}


@pytest.mark.parametrize(
    "content",
    [
        "q 595 0 0 842 0 0 cm /I Do Q " + line(OTHER, before="3 Tr"),  # the text layer of a scan
        line("Wij willen dat de ") + "/Span <</ActualText (haven)>> BDC (h) Tj EMC " + line("in 2030 sluit.", x=200),
        "q 0.1 0 0 0.1 0 0 cm " + line(OTHER, size=110, x=600, y=6400) + "Q ",
    ],
)
def test_what_only_looks_hidden_stays(content):
    text, problems = read(content)
    assert ("sluit" in text, problems) == (True, [])


def test_a_page_in_another_unit_is_read():
    page = line(SHOWN, x=1, y=7, size=0.11)
    found = PdfReader().read(raw_pdf(page, box="0 0 6 8"), "stuk.pdf")
    assert (found.document.text, found.problems) == (SHOWN, ())


def test_a_hidden_word_in_a_sentence_does_not_part_it():
    """What is left is what a reader of the page sees: one sentence."""
    text, problems = read(line("Wij sluiten") + line("niet", x=122, before="3 Tr") + "0 Tr " + line("de kade.", x=122))
    assert "Wij sluiten de kade." in text
    assert "niet" not in text
    assert problems == []
