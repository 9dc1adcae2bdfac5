"""A source page by page: its picture with the place of every statement on it, and its text with the same statements.

A source without pages is shown in parts of some length, cut between blocks. Pictures are kept while there is room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Lock
from typing import Final

from rodedraad.adapters.folder import DossierFolder, load
from rodedraad.errors import UnknownRecord, UnreadableSource
from rodedraad.read import pages
from rodedraad.read.pdf import opened
from rodedraad.records import Block, Box, Document, Source, Statement

PART_CHARS: Final = 8_000
"""Characters of one part of a source without pages: what a reader scrolls through."""
PICTURE_WIDTH: Final = 1_000
_KEPT_BYTES: Final = 64_000_000
_DEEPEST: Final = 6
"""The deepest heading that HTML has."""
_DRAWING: Final = Lock()
"""PDFium is not made for several threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that belong together: of one statement (its id), or of none."""

    text: str
    statement: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block of the text in its runs. ``rank`` is that of a heading on the page that shows it, from 2; None of what is none."""

    block: Block
    runs: tuple[Run, ...]
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page or part, counted from 1, of so many; ``statements`` are those that begin on it or run over it."""

    number: int
    count: int
    is_page: bool
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """The size of a page in points, and the boxes on it of each statement."""

    width: float
    height: float
    spots: tuple[tuple[Statement, tuple[Box, ...]], ...]


def sheet(source: Source, document: Document, statements: Sequence[Statement], number: int) -> Sheet:
    """One page of a source that has pages, else one part. A number beyond the last is the last."""
    is_page = bool(source.pages and document.pages)
    spans = _page_spans(document, source.pages or 0) if is_page else _part_spans(document)
    here = min(max(number, 1), max(1, len(spans)))
    pieces = spans[here - 1] if spans else ()
    blocks = tuple(
        block for block in document.blocks for start, end in pieces if block.start < end and block.end > start
    )
    found = tuple(one for one in statements if any(one.start < end and one.end > start for start, end in pieces))
    paragraphs = [_paragraph(document, block, pieces, found) for block in dict.fromkeys(blocks)]
    return Sheet(
        number=here,
        count=max(1, len(spans)),
        is_page=is_page,
        paragraphs=tuple(
            replace(one, rank=rank)
            for one, rank in zip(paragraphs, ranks(one.block for one in paragraphs), strict=True)
        ),
        statements=found,
    )


def ranks(blocks: Iterable[Block]) -> Iterator[int | None]:
    """The rank of each heading below that of the page (2 to 6), None of other blocks.

    A page may begin in the middle of a chapter, and a source may skip a level: then a heading goes no deeper than one below
    the heading before it, as who listens to the page goes from one to the next.
    """
    last = 1
    for block in blocks:
        if block.kind != "heading":
            yield None
            continue
        last = min((block.level or 1) + 1, last + 1, _DEEPEST)
        yield last


def number_of(source: Source, document: Document, statement: Statement) -> int:
    """The page or part on which a statement begins."""
    if source.pages and document.pages:
        return statement.page or 1
    starts = [pieces[0][0] for pieces in _part_spans(document)]
    return max(1, bisect_right(starts, statement.start))


def _page_spans(document: Document, count: int) -> list[tuple[tuple[int, int], ...]]:
    """The stretches of text of each page: what is set apart at its foot stands elsewhere in the text."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    edges = [*document.pages, (len(document.text), 0)]
    for (start, page), (end, _) in pairwise(edges):
        if 1 <= page <= count:
            found[page - 1].append((start, end))
    return [tuple(one) for one in found]


def _part_spans(document: Document) -> list[tuple[tuple[int, int], ...]]:
    found: list[tuple[tuple[int, int], ...]] = []
    start = 0
    for block in document.blocks:
        if block.end - start > PART_CHARS and block.start > start:
            found.append(((start, block.start),))
            start = block.start
    return [*found, ((start, len(document.text)),)]


def _paragraph(
    document: Document, block: Block, pieces: Sequence[tuple[int, int]], statements: Sequence[Statement]
) -> Paragraph:
    start = max(block.start, min(one for one, end in pieces if end > block.start))
    end = min(block.end, max(one for begin, one in pieces if begin < block.end))
    runs: list[Run] = []
    at = start
    first = bisect_left(statements, start, key=lambda one: one.end)
    for one in statements[first:]:
        if one.start >= end:
            break
        low, high = max(one.start, at), min(one.end, end)
        if low > at:
            runs.append(Run(text=document.text[at:low], statement=None))
        if high > low:
            runs.append(Run(text=document.text[low:high], statement=one))
            at = high
    if at < end:
        runs.append(Run(text=document.text[at:end], statement=None))
    return Paragraph(block=block, runs=tuple(runs))


class Pictures:
    """The pages of a dossier's sources as PNG, drawn when asked for and kept while there is room."""

    def __init__(self, folder: DossierFolder) -> None:
        self._folder = folder
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def picture(self, source: Source, page: int) -> bytes:
        """A page, counted from 1. Raises UnknownRecord where it has no picture, UnreadableSource where it cannot be drawn."""
        key = (source.id, page)
        with _DRAWING:
            if key not in self._kept:
                self._kept[key] = pages.page_image(self._bytes(source), page, (), width=PICTURE_WIDTH)
                while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT_BYTES:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def plate(self, source: Source, document: Document, found: Sheet) -> Plate | None:
        """Where on the picture the statements of a sheet stand; None where the page cannot be drawn."""
        if not is_pictured(source) or not found.is_page:
            return None
        try:
            data = self._bytes(source)
            with _DRAWING:
                with opened(data) as handle:
                    page = handle[found.number - 1]
                    width, height = page.get_size()
                    page.close()
                boxes = pages.quote_boxes(data, document, [(one.start, one.end) for one in found.statements])
        except (UnreadableSource, UnknownRecord, IndexError):
            return None
        spots = tuple(
            (one, here)
            for one, all_ in zip(found.statements, boxes, strict=True)
            if (here := tuple(box for box in all_ if box.page == found.number))
        )
        return Plate(width=width, height=height, spots=spots)

    def _bytes(self, source: Source) -> bytes:
        if not is_pictured(source):
            raise UnknownRecord("store.unknown_record", name=source.path[:80])
        return load(str(self._folder.sources), source.path)


def is_pictured(source: Source) -> bool:
    """Whether a source has pages that can be drawn."""
    return source.path.lower().endswith(".pdf")
