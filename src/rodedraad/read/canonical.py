"""Pieces of a file, in reading order, to one canonical text.

Every reader makes pieces; this module alone decides where they stand in the text, so that offsets mean the same
for every format: the body first, then footnotes, then furniture, blocks parted by one blank line (cells of one
table row, and items of one list, by one line end).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rodedraad.records import Block, BlockKind, Document, Message, Segment

_TIGHT: frozenset[BlockKind] = frozenset({"list_item", "table_cell", "contents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a run of a piece's characters stands: ``text[start:end]`` is characters ``first`` and on of ``page``."""

    start: int
    end: int
    page: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block as a reader found it. ``text`` is final: hyphenation undone, white space folded, NFC.

    A paragraph that runs over a page turn is one piece; ``pages`` are pairs (offset in text, page) from 0 on.
    ``marks`` map characters to the page, sorted, without overlap.
    """

    kind: BlockKind
    text: str
    pages: tuple[tuple[int, int], ...] = ()
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    locator: Message | None = None
    marks: tuple[Mark, ...] = ()


def compose(source: str, pieces: Iterable[Piece], *, language: str | None = None) -> Document:
    """The document of these pieces. Pieces without a visible character leave no trace."""
    kept = [piece for piece in pieces if piece.text.strip()]
    ordered = [
        *(piece for piece in kept if piece.kind not in ("footnote", "furniture")),
        *(piece for piece in kept if piece.kind == "footnote"),
        *(piece for piece in kept if piece.kind == "furniture"),
    ]
    parts: list[str] = []
    blocks: list[Block] = []
    pages: list[tuple[int, int]] = []
    segments: list[Segment] = []
    length = body_end = 0
    previous: Piece | None = None
    for piece in ordered:
        if previous is not None:
            gap = "\n" if piece.kind == previous.kind and piece.kind in _TIGHT else "\n\n"
            parts.append(gap)
            length += len(gap)
        start, end = length, length + len(piece.text)
        parts.append(piece.text)
        for offset, page in piece.pages:
            if not pages or pages[-1][1] != page:
                pages.append((start + offset, page))
        segments.extend(
            Segment(start=start + mark.start, end=start + mark.end, page=mark.page, first=mark.first)
            for mark in piece.marks
        )
        blocks.append(
            Block(
                kind=piece.kind,
                start=start,
                end=end,
                page=piece.pages[0][1] if piece.pages else None,
                page_end=piece.pages[-1][1] if piece.pages else None,
                level=piece.level,
                table=piece.table,
                row=piece.row,
                column=piece.column,
                locator=piece.locator,
            )
        )
        length = end
        if piece.kind not in ("footnote", "furniture"):
            body_end = end
        previous = piece
    return Document(
        source=source,
        text="".join(parts),
        body_end=body_end,
        blocks=tuple(blocks),
        pages=tuple(pages),
        segments=tuple(segments),
        language=language,
    )
