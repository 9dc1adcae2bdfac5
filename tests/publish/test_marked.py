"""A source PDF with its quotes highlighted: over the words and nowhere else, with the file itself as it was."""

import ctypes
import hashlib
import io

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from make import source
from publish.small import small
from read.pdfs import STEEL, pdf, raw_pdf

from rodedraad.errors import StoreError, UnknownRecord, UnreadableSource, WrongUse
from rodedraad.publish.marked import Place, marked, marked_source
from rodedraad.publish.publication import Publication
from rodedraad.read.pages import quote_boxes
from rodedraad.read.pdf import PdfReader
from rodedraad.records import Box, Citation, Clause, Proposition

SCALE = 2
WORDS = " ".join(STEEL.split()[:12])
BODY = f"#v(30mm)\n{STEEL}\n\n#pagebreak()\n\nEen tweede bladzijde met andere woorden."


def turned(data, quarter, crop=None):
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(90 * quarter)
        if crop:
            page.set_cropbox(*crop)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def place_of(data, words, note="Zin 1 haalt dit aan."):
    document = PdfReader().read(data, "stuk.pdf").document
    start = document.text.index(words)
    (boxes,) = quote_boxes(data, document, [(start, start + len(words))])
    return Place(boxes=boxes, note=note)


def drawn(data, page=0):
    with pypdfium2.PdfDocument(data) as handle:
        return handle[page].render(scale=SCALE).to_numpy().astype(int)


def annotations(data, number=0):
    """Of each annotation on a page: its kind, its words, who made it, and how many lines it covers."""
    found = []
    with pypdfium2.PdfDocument(data) as handle:
        page = handle[number]
        for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
            one = pdfium.FPDFPage_GetAnnot(page, place)
            words = []
            for key in (b"Contents", b"T"):
                buffer = ctypes.create_string_buffer(20_000)
                units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
                size = pdfium.FPDFAnnot_GetStringValue(one, key, units, 20_000)
                words.append(buffer.raw[: size - 2].decode("utf-16-le"))
            kind, lines = pdfium.FPDFAnnot_GetSubtype(one), pdfium.FPDFAnnot_CountAttachmentPoints(one)
            found.append((kind, *words, lines))
            pdfium.FPDFPage_CloseAnnot(one)
    return found


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
@pytest.mark.parametrize("crop", [None, (30, 50, 400, 560)])
def test_the_highlight_covers_the_quote_and_nothing_else(quarter, crop):
    data = turned(pdf(BODY), quarter, crop)
    place = place_of(data, WORDS)
    made = marked(data, [place])
    before, after = drawn(data), drawn(made)
    changed = (before != after).any(axis=2)
    inside = np.zeros(changed.shape, bool)
    around = np.zeros(changed.shape, bool)
    for box in place.boxes:
        left, top, right, bottom = (round(value * SCALE) for value in (box.left, box.top, box.right, box.bottom))
        inside[top + 2 : bottom - 2, left + 2 : right - 2] = True
        around[max(top - 3, 0) : bottom + 3, max(left - 3, 0) : right + 3] = True
    assert inside.sum() > 1_000
    assert not (changed & ~around).any(), "something outside the quote was drawn"
    paper = inside & (before.min(axis=2) > 250)
    assert changed[paper].all(), "paper under the quote that is not highlighted"
    ink = inside & (before.max(axis=2) < 60)
    assert (after.max(axis=2)[ink] < 130).all(), "the words can still be read"
    assert np.array_equal(drawn(data, 1), drawn(made, 1))


@pytest.mark.parametrize("data", [pdf(BODY), raw_pdf("BT /F 12 Tf 72 700 Td (Wij willen schone lucht.) Tj ET")])
def test_the_file_itself_is_the_beginning_of_the_copy_and_the_copy_is_the_same_each_time(data):
    words = "Wij willen" if b"Wij willen" in data else WORDS
    place = place_of(data, words)
    made = marked(data, [place], about="Wat dit is")
    assert made.startswith(data)
    assert marked(data, [place], about="Wat dit is") == made
    assert marked(data, [place], about="Iets anders") != made
    assert PdfReader().read(made, "a.pdf").document.text == PdfReader().read(data, "a.pdf").document.text


def test_a_highlight_says_which_sentence_quotes_it_and_the_first_page_says_what_the_copy_is():
    data = pdf(BODY)
    first = place_of(data, WORDS, "Zin 3: «Een \u00eb, een € en een 😀»")
    second = place_of(data, "andere woorden", "Zin 4")
    made = marked(data, [first, second], about="Kopie. Concept.")
    assert annotations(made) == [
        (pdfium.FPDF_ANNOT_HIGHLIGHT, first.note, "Rodedraad", len(first.boxes)),
        (pdfium.FPDF_ANNOT_TEXT, "Kopie. Concept.", "Rodedraad", 0),
    ]
    assert annotations(made, 1) == [(pdfium.FPDF_ANNOT_HIGHLIGHT, "Zin 4", "Rodedraad", 1)]


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key, data):
    state, at = list(range(256)), 0
    for here in range(256):
        at = (at + state[here] + key[here % len(key)]) % 256
        state[here], state[at] = state[at], state[here]
    out, one, two = [], 0, 0
    for byte in data:
        one = (one + 1) % 256
        two = (two + state[one]) % 256
        state[one], state[two] = state[two], state[one]
        out.append(byte ^ state[(state[one] + state[two]) % 256])
    return bytes(out)


def md5(data):
    return hashlib.md5(data, usedforsecurity=False).digest()


def encrypted(permissions, password=b""):
    """A PDF of one line, encrypted with 40 bits by the oldest scheme of the standard, with these permissions."""
    owner = rc4(md5((b"baas" + PADDING)[:32])[:5], (password + PADDING)[:32])
    key = md5((password + PADDING)[:32] + owner + (permissions & 0xFFFFFFFF).to_bytes(4, "little") + b"kenmerk")[:5]
    stream = rc4(md5(key + b"\4\0\0\0\0")[:10], b"BT /F 12 Tf 72 700 Td (Wij willen schone lucht.) Tj ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    guard = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P %d>>" % (
        owner.hex().encode(), rc4(key, PADDING).hex().encode(), permissions,
    )  # fmt: skip
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size 6/Root 1 0 R/Encrypt %s/ID[<%s><%s>]>>" % (guard, b"kenmerk".hex().encode(), b"00")
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer%s\nstartxref\n%d\n%%%%EOF" % (rows, trailer, len(out))


def test_a_protected_file_is_highlighted_only_where_its_maker_lets_notes_be_made():
    free, closed = encrypted(-4), encrypted(-4 & ~0x20)
    made = marked(free, [place_of(free, "schone lucht", "Zin 7: één")])
    assert annotations(made) == [(pdfium.FPDF_ANNOT_HIGHLIGHT, "Zin 7: één", "Rodedraad", 1)]
    assert PdfReader().read(made, "a.pdf").document.text == "Wij willen schone lucht."
    with pytest.raises(WrongUse) as caught:
        marked(closed, [place_of(closed, "schone lucht")])
    assert caught.value.message.code == "marked.protected"


@pytest.mark.parametrize(
    ("data", "boxes", "error", "code"),
    [
        (b"", 1, UnreadableSource, "read.empty_file"),
        (encrypted(-4, b"geheim"), 1, UnreadableSource, "read.encrypted"),
        (b"geen pdf", 1, UnreadableSource, "read.not_a_pdf"),
        (pdf(BODY)[:900], 1, UnreadableSource, "read.truncated"),
        (pdf(BODY), 9, WrongUse, "pages.no_such_page"),
    ],
)
def test_what_cannot_be_highlighted_is_said(data, boxes, error, code):
    place = Place(boxes=(Box(page=boxes, left=1, top=1, right=9, bottom=9),), note="Zin 1")
    with pytest.raises(error) as caught:
        marked(data, [place])
    assert caught.value.message.code == code


@pytest.fixture(scope="module")
def publication():
    """One clause that quotes a PDF, one that only names it as a place that says the same."""
    data = pdf(BODY)
    id_ = hashlib.sha256(data).hexdigest()
    letter = source(id_, "fabriek", title="Een brief", path="map/brief.pdf")
    other = source("b" * 64, "fabriek", title="Een nota", path="map/nota.docx")
    unread = source("c" * 64, "fabriek", title="Een plan", path="map/plan.pdf")
    document = PdfReader().read(data, "brief.pdf").document
    start = document.text.index(WORDS)

    def cited(role, of=id_):
        return Citation(
            id="s-1", source=of, page=1, page_end=1, locator=None, start=start, end=start + len(WORDS), quote=WORDS,
            role=role, shown=WORDS,
        )  # fmt: skip

    clauses = tuple(
        Clause(
            id=f"c-{number}", theme=None, part="ambition", kind="held", text=f"Tekst {number}", english=f"Text {number}",
            origin="quote", citations=(cited(role, of),),
        )
        for number, (role, of) in enumerate((("says", id_), ("backs", id_), ("says", other.id)))
    )  # fmt: skip
    held = small()
    dossier = type(held)(
        frame=held.frame, sources=(letter, other, unread), documents={id_: document}, statements=(), links=held.links,
        coverage=(), problems=(),
    )  # fmt: skip
    proposition = Proposition(
        title="Kust",
        clauses=clauses,
        core=(),
        themes=(),
        sources=(letter,),
        parties=(),
        absent=(),
        held=(),
        statements=0,
    )
    made = Publication(
        proposition=proposition, version=None, dossier=dossier, contributions=(), language="nl", stamp="2026"
    )
    return made, data


def test_a_source_is_marked_with_all_that_is_cited_of_it_and_says_what_it_is(publication):
    made, data = publication
    copy = marked_source(made, "map/brief.pdf", original=lambda _: data)
    highlight, note = annotations(copy)
    assert highlight[1].startswith("Zin 1 haalt dit aan: Tekst 0\n\nZin 2 noemt dit als plaats waar hetzelfde staat")
    assert made.mark in note[1]
    assert marked_source(made, made.dossier.sources[0].id[:12], original=lambda _: data) == copy


@pytest.mark.parametrize(
    ("name", "original", "error", "code"),
    [
        ("map/weg.pdf", b"", UnknownRecord, "dossier.no_source"),
        ("map/nota.docx", b"", WrongUse, "marked.not_pdf"),
        ("map/plan.pdf", b"", WrongUse, "marked.not_cited"),
        ("map/brief.pdf", None, StoreError, "bundle.other_bytes"),
        ("map/brief.pdf", b"iets anders", StoreError, "bundle.other_bytes"),
    ],
)
def test_a_source_that_cannot_be_marked_is_said(publication, name, original, error, code):
    with pytest.raises(error) as caught:
        marked_source(publication[0], name, original=lambda _: original)
    assert caught.value.message.code == code
