"""A copy of a source PDF with the quotes that the proposition takes from it highlighted. By PDFium.

The highlights are annotations of the standard kind, with the sentence that quotes them as their text, so that any
reader of PDF shows them and can take them away. They are written behind the file as it is: its bytes are the beginning
of the copy, and its pages stay as they were. Method: docs/method/marked.md.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from rodedraad import phrases
from rodedraad.errors import StoreError, UnknownRecord, UnreadableSource, WrongUse
from rodedraad.publish.publication import Publication
from rodedraad.read.pages import quote_boxes
from rodedraad.read.pdf import opened
from rodedraad.read.pdf_raw import Turn
from rodedraad.records import Box, Source

YELLOW: Final = (255, 226, 110)
LONGEST_NOTE: Final = 4_000
MOST_PLACES: Final = 20_000
_SHORTEST_NAME: Final = 4
_NOTE_POINTS: Final = 18.0
_MAY_ANNOTATE: Final = 0x20
"""Bit 6 of the permissions of a protected PDF."""
_ID: Final = re.compile(rb"/ID\s*\[\s*(?:<([0-9A-Fa-f]*)>|\((?:\\.|[^\\)])*\))\s*<([0-9A-Fa-f]*)>\s*\]", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words to highlight: the boxes of their lines, on one page or more, and the note that goes with them."""

    boxes: tuple[Box, ...]
    note: str


def marked_source(publication: Publication, name: str, *, original: Callable[[Source], bytes | None]) -> bytes:
    """The source with that path, or whose id begins so, with all that the proposition cites of it highlighted.

    Raises UnknownRecord, WrongUse where it is no PDF or nothing of it is cited, StoreError where its file is gone or
    changed, UnreadableSource where it cannot be opened.
    """
    source = _named(publication, name)
    document = publication.dossier.documents.get(source.id)
    notes: dict[tuple[int, int], list[str]] = {}
    for clause in publication.proposition.clauses:
        for one in clause.citations:
            if one.source == source.id:
                note = phrases.said(
                    f"marked.{one.role}",
                    publication.language,
                    number=publication.numbers[clause.id],
                    text=publication.text(clause),
                )
                notes.setdefault((one.start, one.end), []).append(note)
    if not source.path.lower().endswith(".pdf"):
        raise WrongUse("marked.not_pdf", path=source.path)
    if not notes or document is None:
        raise WrongUse("marked.not_cited", path=source.path)
    data = original(source)
    if data is None or hashlib.sha256(data).hexdigest() != source.id:
        raise StoreError("bundle.other_bytes", path=source.path)
    spans = sorted(notes)
    boxes = quote_boxes(data, document, spans)
    places = [
        Place(boxes=found, note="\n\n".join(notes[span])) for span, found in zip(spans, boxes, strict=True) if found
    ]
    about = phrases.said(
        "marked.about", publication.language, title=publication.proposition.title, mark=publication.mark
    )
    return marked(data, places, about=about)


def marked(pdf: bytes, places: Sequence[Place], *, about: str = "") -> bytes:
    """The PDF with these places highlighted, and a note on the first page that says what the copy is.

    The same PDF and places give the same bytes. Raises UnreadableSource for one that cannot be opened or written, and
    WrongUse for one that is protected against notes or does not have one of the pages.
    """
    by_page = sorted(
        ((box.page, number, box) for number, place in enumerate(places[:MOST_PLACES]) for box in place.boxes),
        key=lambda one: one[:2],
    )
    with opened(pdf) as handle:
        if pdfium.FPDF_GetSecurityHandlerRevision(handle) >= 0:
            permissions = pdfium.FPDF_GetDocPermissions(handle)
            if not permissions & _MAY_ANNOTATE:
                raise WrongUse("marked.protected")
        for page, found in groupby(by_page, key=lambda one: one[0]):
            if not 1 <= page <= len(handle):
                raise WrongUse("pages.no_such_page", page=page, pages=len(handle))
            lines = [(number, box) for _, number, box in found]
            _mark(handle, page, ((places[number].note, _on(lines, number)) for number in dict(lines)))
        if about:
            _explain(handle, about)
        for flags in (pdfium.FPDF_INCREMENTAL, pdfium.FPDF_NO_INCREMENTAL):
            out = io.BytesIO()
            handle.save(out, flags=flags)
            made = _settled(out.getvalue(), pdf, places)
            if _is_whole(made, len(handle)):
                return made
    raise UnreadableSource("unreadable", "marked.not_written")


def _named(publication: Publication, name: str) -> Source:
    every = publication.dossier.sources
    found = [one for one in every if one.path == name] or [
        one for one in every if len(name) >= _SHORTEST_NAME and one.id.startswith(name)
    ]
    if len(found) != 1:
        raise UnknownRecord("dossier.no_source", name=name[:200])
    return found[0]


def _on(lines: Iterable[tuple[int, Box]], number: int) -> list[Box]:
    return [box for own, box in lines if own == number]


def _mark(handle: Any, number: int, notes: Iterable[tuple[str, list[Box]]]) -> None:
    """Puts one highlight on a page for each note, over all its lines there."""
    page = pdfium.FPDF_LoadPage(handle, number - 1)
    if not page:
        raise UnreadableSource("unreadable", "pages.broken_page", page=number)
    try:
        turn = Turn(page)
        for note, boxes in notes:
            annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT)
            if not annotation:
                raise UnreadableSource("unreadable", "marked.not_written")
            quads = [_quad(turn, box) for box in boxes]
            for quad in quads:
                pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
            xs = [value for quad in quads for value in (quad.x1, quad.x2, quad.x3, quad.x4)]
            ys = [value for quad in quads for value in (quad.y1, quad.y2, quad.y3, quad.y4)]
            _finish(annotation, note, pdfium.FS_RECTF(min(xs), max(ys), max(xs), min(ys)), f"{number}")
    finally:
        pdfium.FPDF_ClosePage(page)


def _explain(handle: Any, about: str) -> None:
    """A note at the top left of the first page that says what this copy is."""
    page = pdfium.FPDF_LoadPage(handle, 0)
    if not page:
        return  # a first page that is broken has no place for it
    try:
        annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_TEXT)
        if annotation:
            quad = _quad(Turn(page), Box(page=1, left=4, top=4, right=4 + _NOTE_POINTS, bottom=4 + _NOTE_POINTS))
            xs, ys = (quad.x1, quad.x4), (quad.y1, quad.y4)
            _finish(annotation, about, pdfium.FS_RECTF(min(xs), max(ys), max(xs), min(ys)), "0")
    finally:
        pdfium.FPDF_ClosePage(page)


def _finish(annotation: Any, note: str, rectangle: Any, where: str) -> None:
    """What every annotation has: its place, colour, words, and a name that follows from them."""
    clipped = note if len(note) <= LONGEST_NOTE else note[:LONGEST_NOTE] + " …"
    pdfium.FPDFAnnot_SetRect(annotation, rectangle)
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *YELLOW, 255)
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    name = hashlib.sha256(f"{where}\0{rectangle.left}\0{rectangle.top}\0{note}".encode("utf-8", "replace")).hexdigest()
    for key, value in (("Contents", clipped), ("T", "Rodedraad"), ("NM", name[:32])):
        units = ctypes.create_string_buffer(value.encode("utf-16-le", "replace") + b"\0\0")
        pdfium.FPDFAnnot_SetStringValue(annotation, key.encode(), ctypes.cast(units, ctypes.POINTER(ctypes.c_ushort)))
    pdfium.FPDFPage_CloseAnnot(annotation)


def _quad(turn: Turn, box: Box) -> Any:
    """The corners of a box in the page's own space: top left, top right, bottom left, bottom right of its words."""
    corners = [(box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom)]
    return pdfium.FS_QUADPOINTSF(*(value for corner in corners for value in _back(turn, *corner)))


def _back(turn: Turn, x: float, y: float) -> tuple[float, float]:
    """A point as a reader sees it, in the page's own space: what ``Turn.points`` undoes."""
    if turn.quarter == 0:
        return turn.left + x, turn.top - y
    if turn.quarter == 1:
        return turn.left + y, turn.bottom + x
    if turn.quarter == 2:
        return turn.right - x, turn.bottom + y
    return turn.right - y, turn.top - x


def _settled(made: bytes, pdf: bytes, places: Sequence[Place]) -> bytes:
    """The file with the identifiers that PDFium draws by chance made to follow from what is in it."""
    every = list(_ID.finditer(made, len(pdf) if made.startswith(pdf) else 0))
    if not every:
        return made
    found = every[-1]
    seed = hashlib.sha256(pdf + repr([(place.boxes, place.note) for place in places]).encode("utf-8", "replace"))
    digits = (seed.hexdigest().upper() * 4).encode()
    for group in (1, 2):
        begin, end = found.span(group)
        # the first is the file's own where it has one, and the key of a protected file is made with it
        if group == 2 or (begin >= 0 and made[begin:end].lower() not in pdf.lower()):
            made = made[:begin] + digits[: end - begin] + made[end:]
    return made


def _is_whole(made: bytes, pages: int) -> bool:
    """Whether what was written opens again with all its pages."""
    try:
        with pypdfium2.PdfDocument(made) as handle:
            return len(handle) == pages
    except pypdfium2.PdfiumError:
        return False
