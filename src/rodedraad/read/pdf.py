"""PDF files, read with PDFium.

Three passes: every page to words with places (``pdf_page``), the pages together for what only repetition shows
(furniture, the type of the body), every page again to blocks in reading order (``layout``), which flow into one
text (``canonical``). Method, figures and limits: ``docs/method/read.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar, Final

import pypdfium2
import pypdfium2.raw as pdfium

from rodedraad.errors import UnreadableSource
from rodedraad.read import pdf_hidden, pdf_page, pdf_raw
from rodedraad.read.canonical import Piece, compose
from rodedraad.read.layout import arrange
from rodedraad.read.layout_blocks import passages
from rodedraad.read.layout_flow import flow
from rodedraad.read.layout_furniture import MIN_LINE_NUMBERS, furniture
from rodedraad.read.layout_headings import credible, folded, mark_headings
from rodedraad.read.layout_lists import nest_items
from rodedraad.read.layout_passages import Passage, body_of
from rodedraad.read.layout_tables import Cell
from rodedraad.read.layout_text import Lexicon, Weaver
from rodedraad.read.pdf_page import Sheet
from rodedraad.records import Box, Document, Message, Perusal, Problem, ProblemKind

MAX_PAGES: Final = 20_000
"""Pages read of one file. The longest public reports have some 5,000; more would not fit in memory with the rest."""
MAX_CHARACTERS: Final = 60_000_000
"""Characters taken from one file: 20,000 pages of 3,000 characters."""
VOLUME_PAGES: Final = 1_000
"""Pages judged together. A longer file is read in volumes of this size, so that memory stays bounded."""
MAX_OUTLINE: Final = 20_000
"""Entries of the outline that are looked at; an outline may refer to itself without end."""
_GARBAGE_SHARE: Final = 0.3
"""A page of which this part has no letter to it was made with fonts that do not say what they mean."""

_PROPERTIES: Final = (
    ("Author", "author"),
    ("CreationDate", "created"),
    ("Keywords", "keywords"),
    ("ModDate", "modified"),
    ("Subject", "subject"),
    ("Title", "title"),
)
_GARBAGE: Final = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\ue000-\uefff\ufffd]")
"""No character, control characters, and private ones but those (U+F000 on) that bullets are made with."""
_DATE: Final = re.compile(r"D?:?\s*(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2}))?)?)?)?)?")


@dataclass(slots=True)
class _Ledger:
    """What became of the pages of one file."""

    path: str
    total: int
    unread: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    characters: int = 0
    is_full: bool = False

    def say(self, number: int, kind: ProblemKind, code: str, **values: int) -> None:
        """Adds a problem of one page."""
        message = Message.of(code, **values)
        self.problems.append(Problem(source=self.path, page=number, kind=kind, message=message))

    def miss(self, number: int, code: str, kind: ProblemKind = "no_text_layer") -> None:
        """Counts a page as unread, and says why."""
        self.unread.append(number)
        self.say(number, kind, code, page=number)


class PdfReader:
    """Reads PDF. Raises UnreadableSource for a file that is encrypted, cut off or no PDF, and nothing else."""

    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of the file, its unread pages and its properties."""
        pieces: list[Piece] = []
        with opened(data) as handle:
            ledger = _Ledger(path, len(handle))
            if ledger.total == 0:
                raise UnreadableSource("unreadable", "read.no_pages")
            outline = _outline(handle)
            properties = _properties(handle)
        tables = 0
        for first in range(1, ledger.total + 1, VOLUME_PAGES):
            with opened(data) as handle:  # anew, since PDFium keeps all it has seen of a file until it is closed
                sheets = _sheets(handle, ledger, first, min(first + VOLUME_PAGES - 1, ledger.total))
            found, tables = _volume(sheets, outline, tables)
            pieces += found
        if ledger.blank and not ledger.characters:
            for number in ledger.blank:  # nothing at all was read: then an empty page is no mere back of a leaf
                ledger.miss(number, "read.no_text_layer")
        return Perusal(
            document=compose(hashlib.sha256(data).hexdigest(), pieces),
            pages=ledger.total,
            pages_unread=tuple(sorted(ledger.unread)),
            properties=properties,
            problems=tuple(sorted(ledger.problems, key=lambda problem: (problem.page or 0, problem.message.code))),
        )

    def boxes(self, data: bytes, document: Document, start: int, end: int) -> tuple[Box, ...]:
        """One box per line of ``text[start:end]``, in points from the top left, the page's rotation applied."""
        wanted: dict[int, list[int]] = {}
        for segment in document.segments:
            if segment.end <= start or segment.start >= end:
                continue
            first = segment.first + max(start - segment.start, 0)
            last = segment.first + min(end, segment.end) - segment.start
            wanted.setdefault(segment.page, []).extend(range(first, last))
        found: list[Box] = []
        with opened(data) as handle:
            for page in sorted(wanted):
                found += line_boxes(handle, page, wanted[page])
        return tuple(found)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The file as PDFium sees it. Raises UnreadableSource where it is encrypted, cut off or no PDF."""
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableSource("truncated", "read.empty_file")
    try:
        handle = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(data, error) from error
    try:
        yield handle
    finally:
        handle.close()


def _refused(data: bytes, error: Exception) -> UnreadableSource:
    code = getattr(error, "err_code", None)
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return UnreadableSource("encrypted", "read.encrypted")
    if b"%PDF-" not in data[:1024]:
        return UnreadableSource("unreadable", "read.not_a_pdf")
    if b"%%EOF" not in data[-2048:]:
        return UnreadableSource("truncated", "read.truncated")
    return UnreadableSource("unreadable", "read.broken_pdf")


def _sheets(handle: Any, ledger: _Ledger, first: int, last: int) -> list[Sheet]:
    """The pages from first to last that have text; what the others lack goes into the ledger."""
    sheets: list[Sheet] = []
    for number in range(first, last + 1):
        if ledger.is_full:
            break
        if number > MAX_PAGES or ledger.characters > MAX_CHARACTERS:
            ledger.is_full = True
            ledger.unread += range(number, ledger.total + 1)
            ledger.say(number, "too_large", "read.too_many_pages", limit=number - 1)
            break
        sheet = _sheet(handle, number)
        if sheet is None:
            ledger.miss(number, "read.broken_page", "unreadable")
            continue
        for reason, words in sorted(sheet.hidden.items()):
            if words >= pdf_hidden.LEAST_WORDS:
                ledger.say(number, "other", pdf_hidden.CODES[reason], page=number, words=words)
        if not sheet.starts:
            if sheet.objects:
                ledger.miss(number, "read.no_text_layer")
            else:
                ledger.blank.append(number)
            continue
        if _is_garbage(sheet.text):
            ledger.miss(number, "read.garbled_text")
            continue
        ledger.characters += len(sheet.text)
        if sheet.is_cut:
            ledger.say(number, "too_large", "read.page_cut", limit=pdf_raw.MAX_PAGE_CHARACTERS, page=number)
        sheets.append(sheet)
    return sheets


def _volume(sheets: list[Sheet], outline: dict[str, int], tables: int) -> tuple[list[Piece], int]:
    """The pieces of some hundreds of pages that are judged together, and how many tables there are by now."""
    body = body_of(sheets)
    outside = furniture(sheets, body.size)
    lexicon = Lexicon(sheet.text for sheet in sheets)
    lexicon.mend(sheets)
    found: list[Passage] = []
    for sheet, places in zip(sheets, outside, strict=True):
        kept = [fragment for place, fragment in enumerate(sheet.fragments) if place not in places]
        layout = arrange(sheet, kept, [sheet.fragments[place] for place in sorted(places)])
        heads = {fragment.first for item in layout.items if isinstance(item, Cell) for fragment in item.fragments}
        places.difference_update([place for place in places if sheet.fragments[place].first in heads])
        here = passages(layout, body)
        for passage in here:
            if passage.table is not None:
                passage.table += tables
        tables += layout.tables
        found += here
    mark_headings(found, body, outline)
    found = flow(found)
    nest_items(found)
    return [*(_piece(passage, lexicon) for passage in found), *_furniture(sheets, outside, lexicon)], tables


def _sheet(handle: Any, number: int) -> Sheet | None:
    """One page, or None where PDFium cannot load it."""
    page = pdfium.FPDF_LoadPage(handle.raw, number - 1)
    if not page:
        return None
    try:
        textpage = pdfium.FPDFText_LoadPage(page)
        if not textpage:
            return None
        try:
            return pdf_page.sheet(page, textpage, number)
        finally:
            pdfium.FPDFText_ClosePage(textpage)
    finally:
        pdfium.FPDF_ClosePage(page)


def _is_garbage(text: str) -> bool:
    bad = len(_GARBAGE.findall(text))
    return bad > 0 and bad > _GARBAGE_SHARE * sum(not char.isspace() for char in text)


def _outline(handle: Any) -> dict[str, int]:
    """Titles of the outline, folded, with their level from 1."""
    entries: list[tuple[str, int]] = []
    with suppress(pypdfium2.PdfiumError, ValueError, RecursionError):
        entries += ((entry.get_title(), entry.level + 1) for entry in islice(handle.get_toc(max_depth=6), MAX_OUTLINE))
    found: dict[str, int] = {}
    if credible([title for title, _ in entries]):
        for title, level in entries:
            if folded(title):
                found.setdefault(folded(title), level)
    return found


def _properties(handle: Any) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for name, key in _PROPERTIES:
        value = " ".join(handle.get_metadata_value(name).replace("\0", " ").split())[:1000]
        if key in ("created", "modified"):
            value = _date(value)
        if value:
            found.append((key, value))
    return tuple(sorted(found))


def _date(value: str) -> str:
    """A PDF date as ISO 8601, as precise as it is given."""
    found = _DATE.match(value)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()
    date = "-".join(part for part in (year, month, day) if part)
    return f"{date}T{hour}:{minute}:{second}" if second else date


def _piece(passage: Passage, lexicon: Lexicon) -> Piece:
    weaver = Weaver(lexicon)
    if passage.kind == "footnote":
        weaver.add_note(passage.lines)
    else:
        weaver.add(passage.lines, passage.skip, drops_leaders=passage.kind == "contents")
    return Piece(
        kind=passage.kind,
        text=weaver.text(),
        pages=weaver.pages(),
        level=passage.level,
        table=passage.table,
        row=passage.row,
        column=passage.column,
        marks=weaver.marks(),
    )


def _furniture(sheets: Sequence[Sheet], outside: Sequence[set[int]], lexicon: Lexicon) -> Iterator[Piece]:
    """One piece per fragment; the numbers beside the lines of a draft are one."""
    for sheet, places in zip(sheets, outside, strict=True):
        fragments = [sheet.fragments[place] for place in sorted(places)]
        numbers = [fragment for fragment in fragments if sheet.words(fragment).isdecimal()]
        together = numbers if len(numbers) >= MIN_LINE_NUMBERS else []
        taken = set(map(id, together))
        groups = [[fragment] for fragment in fragments if id(fragment) not in taken]
        for group in [*groups, *([together] if together else [])]:
            weaver = Weaver(lexicon)
            for fragment in group:
                weaver.add_fragment(sheet, fragment)
            yield Piece(kind="furniture", text=weaver.text(), pages=weaver.pages(), marks=weaver.marks())


def line_boxes(handle: Any, number: int, indices: list[int]) -> list[Box]:
    """One box per line of these characters of a page, by PDFium's character index."""
    page = pdfium.FPDF_LoadPage(handle.raw, number - 1)
    if not page:
        return []
    textpage = pdfium.FPDFText_LoadPage(page)
    turn = pdf_raw.Turn(page)
    rows = turn.boxes(pdf_raw.loose_boxes(textpage, indices)).tolist()
    runs_down = pdf_raw.runs_down(textpage, indices[0], turn)
    pdfium.FPDFText_ClosePage(textpage)
    pdfium.FPDF_ClosePage(page)
    found: list[list[float]] = []
    for row in rows:
        if row[2] <= row[0] or row[3] <= row[1]:
            continue
        if found and _is_on(found[-1], row, along=1 if runs_down else 0):
            last = found[-1]
            last[:] = [min(last[0], row[0]), min(last[1], row[1]), max(last[2], row[2]), max(last[3], row[3])]
        else:
            found.append(row)
    return [_box(number, row) for row in found]


def _is_on(line: list[float], row: list[float], *, along: int) -> bool:
    """Whether a character stands on a line of characters that runs across (0) or down (1) the page."""
    across = 1 - along
    high = min(row[across + 2] - row[across], line[across + 2] - line[across])
    shared = min(row[across + 2], line[across + 2]) - max(row[across], line[across])
    apart = max(row[along] - line[along + 2], line[along] - row[along + 2])
    return shared > 0.5 * high and apart < 3 * high


def _box(page: int, row: list[float]) -> Box:
    left, top, right, bottom = (round(value, 2) for value in row)
    return Box(page=page, left=left, top=top, right=right, bottom=bottom)
