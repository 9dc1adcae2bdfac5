"""The map of relations as a picture: parties in two columns, a line for what they share, a dashed one for where they collide. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rodedraad.phrases import said
from rodedraad.publish.drawing import LOUD, PLAIN, Picture, box, drawn, path, shape, words, wrapped
from rodedraad.publish.relations import Relation
from rodedraad.wording import Language

_WIDE: Final = 900
_BOX: Final = (190, 40)
_PER_PARTY: Final = 52
_FOOT: Final = 44
_THICKEST: Final = 7.0
MOST_PARTIES: Final = 24
"""More than this and no name can be read."""


def relation_map(
    found: Sequence[Relation], *, named: Callable[[str], str], language: Language, left: int = 0
) -> Picture | None:
    """The picture of these relations; null where there are none. ``left`` parties are in the table alone.

    The width of a line tells how much, dashes tell that it is against; so it can be read without colour.
    """
    if not found:
        return None
    parties = sorted({one.a for one in found} | {one.b for one in found}, key=lambda id_: (named(id_).lower(), id_))
    height = _PER_PARTY * ((len(parties) + 1) // 2) + 8
    seats = {id_: _seat(place, len(parties)) for place, id_ in enumerate(parties)}
    most = max(one.weight for one in found)
    parts = [*_lines(found, seats, most), *(p for id_ in parties for p in _party(named(id_), seats[id_]))]
    parts += _legend(height + 14, language)
    title = said("relations.title", language)
    told = said(
        "relations.described",
        language,
        parties=len(parties),
        together=sum(bool(one.together) for one in found),
        against=sum(bool(one.against) for one in found),
    )
    svg = drawn(parts, name="relaties", size=(_WIDE, height + _FOOT), title=title, description=told)
    return Picture(svg=svg, title=title, description=told, shown=len(parties), left=left)


def _seat(place: int, count: int) -> tuple[float, float]:
    """The middle of a box: the first half of the parties stands at the left, the other at the right, from top to bottom."""
    half = (count + 1) // 2
    row = place if place < half else place - half
    x = _BOX[0] / 2 + 4 if place < half else _WIDE - _BOX[0] / 2 - 4
    return (x, _PER_PARTY * (row + 0.5) + 4)


def _lines(found: Sequence[Relation], seats: dict[str, tuple[float, float]], most: int) -> Iterator[str]:
    for one in reversed(found):
        asked = len(one.asked_by_a) + len(one.asked_by_b)
        for count, colour, dash, shift in (
            (len(one.together), PLAIN, "", 0),
            (len(one.against), LOUD, "6 4", 7),
            (asked, "currentColor", "1 4", -7),
        ):
            if count:
                width = round(1 + (_THICKEST - 1) * math.sqrt(count / most), 2)
                yield path(_way(seats[one.a], seats[one.b], shift), colour=colour, width=width, dash=dash, opacity=0.75)


def _way(a: tuple[float, float], b: tuple[float, float], shift: float) -> str:
    """From the edge of a box to that of another: across, or in a bow through the middle where both stand at one side."""
    inner = _BOX[0] / 2
    (ax, ay), (bx, by) = ((x + inner if x < _WIDE / 2 else x - inner, y + shift) for x, y in (a, b))
    if ax != bx:
        reach = (bx - ax) / 2
        return f"M{ax:g} {ay:g}C{ax + reach:g} {ay:g} {bx - reach:g} {by:g} {bx:g} {by:g}"
    bow = min(210.0, 50 + abs(by - ay) * 0.5) * (1 if ax < _WIDE / 2 else -1)
    return f"M{ax:g} {ay:g}C{ax + bow:g} {ay:g} {bx + bow:g} {by:g} {bx:g} {by:g}"


def _party(name: str, seat: tuple[float, float]) -> Iterator[str]:
    x, y = seat
    yield shape(box(x - _BOX[0] / 2, y - _BOX[1] / 2, *_BOX), fill="#f4f1ea")
    lines = wrapped(name, _BOX[0] - 10, 2)
    for place, line in enumerate(lines):
        yield words(x, y + 4 + (place - (len(lines) - 1) / 2) * 14, line, anchor="middle", colour="#1c1c1c")


def _legend(y: float, language: Language) -> Iterator[str]:
    x = 8.0
    for colour, dash, code in ((PLAIN, "", "together"), (LOUD, "6 4", "against"), ("currentColor", "1 4", "asked")):
        text = said(f"relations.{code}", language)
        yield path(f"M{x:g} {y + 8:g}h34", colour=colour, width=3, dash=dash)
        yield words(x + 42, y + 12, text)
        x += 42 + 7.2 * len(text) + 28
