"""Where everything stands in the two pictures of the report, in pixels: terms on a line of years, themes by parties.

Pure. The same numbers as the tables beside them; the template draws them, shapes tell apart what colours tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.publish.matrix import Cell
from rodedraad.publish.timeline import Line, Mark

_NAMES, _WIDE, _ROW, _BAND = 190, 980, 19, 12
_HEAD, _LEAST = 26, 7
_COLUMN, _LINE, _BUBBLE = 108, 27, 11
_NARROW_LETTERS, _NAME_LETTERS = 18, 28
_SPACED_YEARS = 16
_COLUMN_LINES, _NAME_LINES = 4, 2
_LEAST_BUBBLE = 2
Shape: TypeAlias = Literal["span", "day", "until", "from"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One term: a bar where both ends are known, a dot for one day, an arrow that is open on its other side."""

    shape: Shape
    x: int
    y: int
    width: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The terms of one theme; its name stands at the left in lines."""

    theme: str | None
    y: int
    height: int
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePicture:
    """A line of years with bands of terms. ``years`` are the places of the years that are named."""

    width: int
    height: int
    left: int
    years: tuple[tuple[int, int], ...]
    bands: tuple[Band, ...]
    outside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One cell: a disc whose surface is its count, a hatched square for a gap, nothing for a plain zero."""

    x: int
    y: int
    radius: int
    count: int
    is_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPicture:
    """Parties by themes: ``rows`` with the party's id, its place and its bubbles; none where it is absent."""

    width: int
    height: int
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, int, tuple[Bubble, ...]], ...]


def time_picture(line: Line) -> TimePicture:
    """The terms of a line of years as a picture."""
    long = _WIDE - _NAMES
    step = 1 + (len(line.years) - 1) // _SPACED_YEARS
    y, bands = _HEAD, []
    for theme, rows, marks in line.themes:
        height = max(2, rows) * _ROW + _BAND
        drawn = tuple(_drawn(mark, y + _BAND // 2, long) for mark in marks)
        bands.append(Band(theme=theme, y=y, height=height, drawn=drawn))
        y += height
    return TimePicture(
        width=_WIDE + 40,
        height=y + 4,
        left=_NAMES,
        years=tuple(
            (_NAMES + long * place // len(line.years), year)
            for place, year in enumerate(line.years)
            if place % step == 0
        ),
        bands=tuple(bands),
        outside=line.outside,
    )


def _drawn(mark: Mark, top: int, long: int) -> Drawn:
    x, end = _NAMES + round(mark.start * long), _NAMES + round(mark.end * long)
    term = mark.term
    shape: Shape = "until" if not term.first else "from" if not term.last else "span"
    if shape == "span" and end - x < _LEAST:
        shape = "day"
    return Drawn(
        shape=shape, x=x, y=top + mark.row * _ROW + _ROW // 2, width=max(end - x, _LEAST), place=mark.term.place
    )


def matrix_picture(parties: Sequence[str], rows: Sequence[Sequence[Cell]], *, absent: Sequence[str]) -> MatrixPicture:
    """The matrix as a picture: the surface of a disc is its count."""
    columns = rows[0] if rows else ()
    most = max((cell.count for row in rows for cell in row), default=0)
    head = 74
    drawn = []
    for place, (party, row) in enumerate(zip(parties, rows, strict=True)):
        y = head + place * _LINE + _LINE // 2
        bubbles = [
            Bubble(x=_middle(at), y=y, radius=_radius(cell.count, most), count=cell.count, is_gap=cell.level == 0)
            for at, cell in enumerate(row)
        ]
        drawn.append((party, y, () if party in absent else tuple(bubbles)))
    return MatrixPicture(
        width=_NAMES + 30 + len(columns) * _COLUMN,
        height=head + len(rows) * _LINE + 6,
        columns=tuple((cell.theme, _middle(at)) for at, cell in enumerate(columns)),
        rows=tuple(drawn),
    )


def lines(name: str, *, is_narrow: bool) -> list[str]:
    """A name in lines that fit a column or the names at the left; what fits nowhere is cut."""
    letters = _NARROW_LETTERS if is_narrow else _NAME_LETTERS
    found: list[str] = []
    for word in name.split():
        if found and len(found[-1]) + 1 + len(word) <= letters:
            found[-1] += f" {word}"
            continue
        parts = [word[at : at + letters - 1] for at in range(0, len(word), letters - 1)]
        found += [word] if len(word) <= letters + 1 else [*(f"{part}-" for part in parts[:-1]), parts[-1]]
    most = _COLUMN_LINES if is_narrow else _NAME_LINES
    return found if len(found) <= most else [*found[: most - 1], f"{found[most - 1]} …"]


def _middle(column: int) -> int:
    return _NAMES + 30 + column * _COLUMN + _COLUMN // 3


def _radius(count: int, most: int) -> int:
    """By the root of the count, so that the surface tells it."""
    return max(_LEAST_BUBBLE, round(_BUBBLE * (count / most) ** 0.5)) if count else 0
