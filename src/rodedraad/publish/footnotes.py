"""Where the mark of a footnote stands: behind the words of a source and the mark that closes the quotation. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rodedraad.publish.publication import Piece


def after_quotes(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, int | None]]:
    """The pieces, each with the citation whose mark stands just behind it. Joined they are the same text."""
    waiting: int | None = None
    for at, piece in enumerate(pieces):
        if piece.citation is not None:
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            is_open = following is not None and following.citation is None and bool(_closing(following.text))
            waiting = piece.citation if is_open else None
            yield piece, None if is_open else piece.citation
            continue
        end = _closing(piece.text) if waiting is not None else 0
        if end:
            yield replace(piece, text=piece.text[:end]), waiting
        if piece.text[end:]:
            yield replace(piece, text=piece.text[end:]), None
        waiting = None


def _closing(text: str) -> int:
    """Where a quotation that is open ends: behind its », where no other opens before that; 0 where it does not."""
    head, mark, _ = text.partition("»")
    return len(head) + 1 if mark and "«" not in head else 0
