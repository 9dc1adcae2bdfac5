"""Parties by themes as a picture of its own: how much each says on what, and where nothing was found. Pure.

The number stands in every box, so that its shade says nothing that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rodedraad.phrases import said
from rodedraad.publish.drawing import Picture, box, drawn, fitted, shape, words, wrapped
from rodedraad.wording import Language

_NAMES: Final = 230
_COLUMN: Final = 138
_ROW: Final = 30
_HEAD: Final = 66
_SHADES: Final = ("#ffffff", "#e6eef6", "#c9dcee", "#a5c5e2", "#7fabd3", "#5b90c2")
_EDGE: Final = "#8a8a8a"
_GAP: Final = "#8a5a00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A party with its counts by theme, ``levels`` from 0 to 5 that shade them, and ``gaps`` where it is silent; none: it is absent."""

    name: str
    counts: tuple[int, ...]
    levels: tuple[int, ...]
    gaps: tuple[bool, ...]


def matrix(rows: Sequence[Row], themes: Sequence[str], *, language: Language) -> Picture | None:
    """The picture; null where nobody says anything."""
    if not rows or not themes:
        return None
    size = (_NAMES + _COLUMN * len(themes) + 8, _HEAD + _ROW * len(rows) + 8)
    title = said("matrix.title", language)
    told = said("matrix.described", language, parties=len(rows), themes=len(themes))
    parts = [*_heads(themes), *(part for place, row in enumerate(rows) for part in _row(row, place, themes, language))]
    svg = drawn(parts, name="matrix", size=size, title=title, description=told)
    return Picture(svg=svg, title=title, description=told, shown=len(rows), left=0)


def _heads(themes: Sequence[str]) -> Iterator[str]:
    for place, theme in enumerate(themes):
        lines = wrapped(theme, _COLUMN - 6, 4, size=11)
        for at, line in enumerate(lines):
            y = _HEAD - 8 - 13 * (len(lines) - 1 - at)
            yield words(_NAMES + place * _COLUMN + _COLUMN / 2, y, line, anchor="middle", size=11)


def _row(row: Row, place: int, themes: Sequence[str], language: Language) -> Iterator[str]:
    y = _HEAD + place * _ROW
    yield words(4, y + 19, fitted(row.name, _NAMES - 12))
    if not row.counts:
        wide = _COLUMN * len(themes)
        yield shape(box(_NAMES, y + 2, wide, _ROW - 4), fill="none", stroke=_EDGE, dash="3 3")
        yield words(_NAMES + 8, y + 19, said("matrix.absent", language))
        return
    for at, (count, level, is_gap) in enumerate(zip(row.counts, row.levels, row.gaps, strict=True)):
        x, is_hole = _NAMES + at * _COLUMN, is_gap and not count
        edge, dash = (_GAP, "5 3") if is_hole else (_EDGE, "")
        yield shape(box(x + 2, y + 2, _COLUMN - 4, _ROW - 4), fill=_SHADES[level], stroke=edge, dash=dash)
        text = said("matrix.silent", language) if is_hole else str(count)
        yield words(x + _COLUMN / 2, y + 19, text, anchor="middle", colour=_GAP if is_hole else "#1c1c1c")
