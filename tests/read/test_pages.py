"""Pictures of pages: the mark lies over the words of the quote and nowhere else, however the page is turned."""

import io
import struct
import zlib

import numpy as np
import pypdfium2
import pytest
from read.pdfs import PAGE, STEEL, pdf

from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.read.pages import page_image, page_images, quote_boxes
from rodedraad.read.pdf import PdfReader
from rodedraad.records import Box

TWO = f"Eerste alinea die niemand aanhaalt.\n\n#v(40mm)\n\n{STEEL}\n\n#pagebreak()\n\nTweede bladzijde."


def turned(data, quarter, crop=None):
    """The same file with its pages turned, and perhaps with less of the page shown."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(90 * quarter)
        if crop:
            page.set_cropbox(*crop)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def pixels(png):
    """The places in the palette of each pixel of a picture as ``page_image`` writes it."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert zlib.crc32(name + body) == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        if name == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        data += body if name == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, -1)[:, 1:]
    return np.stack([rows >> 4, rows & 15], axis=2).reshape(height, -1)[:, :width]


def quoted(data, words):
    document = PdfReader().read(data, "stuk.pdf").document
    start = document.text.index(words)
    return document, start, start + len(words)


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
@pytest.mark.parametrize("crop", [None, (30, 50, 400, 560)])
def test_the_mark_covers_the_words_and_nothing_else(quarter, crop):
    data = turned(pdf(f"#set par(justify: false)\n#v(30mm)\n{STEEL}"), quarter, crop)
    document, start, end = quoted(data, " ".join(STEEL.split()[:12]))
    (boxes,) = quote_boxes(data, document, [(start, end)])
    assert boxes == PdfReader().boxes(data, document, start, end)
    plain, marked = pixels(page_image(data, 1, [])), pixels(page_image(data, 1, boxes))
    under = marked >= 8
    (rest,) = quote_boxes(data, document, [(end + 1, start + len(STEEL))])
    others = pixels(page_image(data, 1, rest)) >= 8
    dark = plain < 4
    assert 0.005 < under.mean() < 0.2
    assert not (dark & ~under & ~others).any(), "words of the page that neither mark covers"
    assert (dark & under).sum() / dark.sum() == pytest.approx(0.5, abs=0.25)
    assert (under & others).sum() < 0.15 * under.sum()
    assert np.array_equal(plain[~under], marked[~under]), "what is not marked stays as it was"


def test_each_page_has_its_own_marks_and_equal_input_gives_equal_bytes():
    data = pdf(TWO)
    document, start, end = quoted(data, "jarenlang worden uitgesteld")
    (boxes,) = quote_boxes(data, document, [(start, end)])
    made = dict(page_images(data, {2: boxes, 1: boxes}, width=500))
    assert list(made) == [1, 2]
    assert (pixels(made[1]) >= 8).any()
    assert not (pixels(made[2]) >= 8).any(), "the boxes of page 1 are no mark on page 2"
    assert dict(page_images(data, {1: boxes, 2: boxes}, width=500)) == made
    assert pixels(made[1]).shape[1] == 500


def test_boxes_beyond_the_page_and_very_long_pages_do_no_harm():
    wild = [Box(page=1, left=-1e6, top=-1e6, right=1e6, bottom=1e6), Box(page=1, left=9, top=9, right=2, bottom=2)]
    assert (pixels(page_image(pdf(TWO), 1, wild)) >= 8).all()
    long = pdf("Een lint.", "#set page(width: 20mm, height: 4900mm, margin: 2mm)\n")
    height, width = pixels(page_image(long, 1, [])).shape
    assert height <= 6 * 900 + 1
    assert width < 900


@pytest.mark.parametrize(
    ("data", "page", "error", "code"),
    [
        (pdf("Een"), 2, WrongUse, "pages.no_such_page"),
        (pdf("Een"), 0, WrongUse, "pages.no_such_page"),
        (b"geen pdf", 1, UnreadableSource, "read.not_a_pdf"),
        (pdf(PAGE + "Een")[:900], 1, UnreadableSource, "read.truncated"),
    ],
)
def test_what_cannot_be_drawn_is_said(data, page, error, code):
    with pytest.raises(error) as caught:
        page_image(data, page, [])
    assert caught.value.message.code == code
