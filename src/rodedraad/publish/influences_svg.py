"""A picture of influences: drivers as boxes on a ring, with an arrow for each judgement that counts. Pure.

Of one scenario the boxes hold its variants, and an arrow is the judgement of one on another: promoting ones are drawn
through and end in a point, hindering ones are dashed and end in a bar; the stronger, the thicker. Without a scenario an
arrow says how much one driver can do to another at most, without a sign. Neither colour nor place alone tells anything;
the matrix beside it has every number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rodedraad.phrases import said
from rodedraad.publish import drawing
from rodedraad.publish.drawing import LOUD, PLAIN, Picture
from rodedraad.records import Driver, Judgement, Scenario
from rodedraad.wording import Language

MOST: Final = 12
"""Drivers in a picture; of more those with the strongest influences, and how many were left out is said."""
_BOX: Final = (190, 68)
_WIDTH: Final = 980
_THICK: Final[Mapping[int, float]] = {1: 1.2, 2: 2.6, 3: 4.4}
_BEND: Final = 0.13
_STEPS: Final = 200
_TOLD: Final = 12
_BOLD: Final = 14
"""Bold letters of 12 pixels are about as wide as plain ones of this size."""
_POINT: Final = 7.0
_WEAKEST: Final = 2
"""Without a scenario a driver that can do no more than this to another has no arrow: nearly all of them can do that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """What one driver does to another: ``value`` with its sign where there is a scenario, else the most it can do."""

    cause: int
    effect: int
    value: int


def picture(
    drivers: Sequence[Driver],
    judgements: Sequence[Judgement],
    *,
    language: Language,
    scenario: Scenario | None = None,
    number: int | None = None,
    name: str = "influences",
) -> Picture:
    """The influences of a scenario (``number`` as its reader knows it), or those of the drivers as a whole."""
    found = arrows(drivers, judgements, scenario)
    shown = _strongest(len(drivers), found)
    seats = {driver: seat for seat, driver in enumerate(shown)}
    kept = [one for one in found if one.cause in seats and one.effect in seats]
    centres = _ring(len(shown))
    height = _height(len(shown))
    parts = list(_arrows(kept, seats, centres))
    for driver, seat in seats.items():
        parts += _box(drivers[driver], scenario.variants[driver] if scenario else None, centres[seat], language)
    is_signed = scenario is not None
    parts += _legend(height - 26, language, is_signed=is_signed)
    title = said("influences.title" if not is_signed else "influences.title_chosen", language)
    if is_signed and number:
        title = said("influences.title_of", language, number=number)
    left = len(drivers) - len(shown)
    return Picture(
        svg=drawing.drawn(
            parts,
            name=name,
            size=(_WIDTH, height),
            title=title,
            description=_described(drivers, kept, scenario, left, language),
        ),
        title=title,
        description=_described(drivers, kept, scenario, left, language),
        shown=len(shown),
        left=left,
    )


def arrows(drivers: Sequence[Driver], judgements: Sequence[Judgement], scenario: Scenario | None) -> tuple[Arrow, ...]:
    """The arrows, strongest last, so that it is drawn on top."""
    place = {variant.id: at for at, driver in enumerate(drivers) for variant in driver.variants}
    chosen = set(scenario.variants) if scenario else set(place)
    most: dict[tuple[int, int], int] = {}
    for one in judgements:
        if one.value and one.cause in chosen and one.effect in chosen:
            pair = place[one.cause], place[one.effect]
            value = one.value if scenario else abs(one.value)
            most[pair] = max(most.get(pair, 0), value, key=abs)
    least = 1 if scenario else _WEAKEST
    found = [Arrow(cause=a, effect=b, value=value) for (a, b), value in most.items() if abs(value) >= least]
    return tuple(sorted(found, key=lambda one: (abs(one.value), one.cause, one.effect)))


def _strongest(count: int, found: Sequence[Arrow]) -> list[int]:
    weight = [0] * count
    for one in found:
        weight[one.cause] += abs(one.value)
        weight[one.effect] += abs(one.value)
    return sorted(sorted(range(count), key=lambda at: (-weight[at], at))[:MOST])


def _height(count: int) -> int:
    return 330 if count <= 4 else 560 if count <= 8 else 720


def _ring(count: int) -> list[tuple[float, float]]:
    """The middle of each box, the first on top, clockwise."""
    height = _height(count) - 44
    across, down = (_WIDTH - _BOX[0]) / 2 - 8, (height - _BOX[1]) / 2 - 6
    return [
        (
            round(_WIDTH / 2 + across * math.sin(2 * math.pi * at / count), 1),
            round(height / 2 - down * math.cos(2 * math.pi * at / count), 1),
        )
        for at in range(count)
    ]


def _arrows(found: Sequence[Arrow], seats: Mapping[int, int], centres: Sequence[tuple[float, float]]) -> Iterator[str]:
    for one in found:
        start, end = centres[seats[one.cause]], centres[seats[one.effect]]
        control = (
            (start[0] + end[0]) / 2 - (end[1] - start[1]) * _BEND,
            (start[1] + end[1]) / 2 + (end[0] - start[0]) * _BEND,
        )
        line = [_at(start, control, end, step / _STEPS) for step in range(_STEPS + 1)]
        line = [point for point in line if not _inside(point, start) and not _inside(point, end, by=_POINT)]
        if len(line) < 3:
            continue
        thick = _THICK[min(3, abs(one.value))]
        is_hindering = one.value < 0
        colour = LOUD if is_hindering else PLAIN
        middle = line[len(line) // 2]
        bend = _through(line[0], middle, line[-1])
        data = f"M{line[0][0]:.1f} {line[0][1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {line[-1][0]:.1f} {line[-1][1]:.1f}"
        yield drawing.path(data, colour=colour, width=thick, dash="7 5" if is_hindering else "")
        yield _tip(line[-2], line[-1], thick, colour, is_bar=is_hindering)


def _at(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float], part: float
) -> tuple[float, float]:
    rest = 1 - part
    x, y = (
        rest * rest * a + 2 * rest * part * b + part * part * c for a, b, c in zip(start, control, end, strict=True)
    )
    return x, y


def _through(start: tuple[float, float], middle: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """The control point of the curve from start to end whose halfway point is ``middle``."""
    return 2 * middle[0] - (start[0] + end[0]) / 2, 2 * middle[1] - (start[1] + end[1]) / 2


def _inside(point: tuple[float, float], centre: tuple[float, float], *, by: float = 0) -> bool:
    return abs(point[0] - centre[0]) <= _BOX[0] / 2 + by and abs(point[1] - centre[1]) <= _BOX[1] / 2 + by


def _tip(before: tuple[float, float], end: tuple[float, float], thick: float, colour: str, *, is_bar: bool) -> str:
    """A point for what promotes, a bar across for what hinders."""
    dx, dy = end[0] - before[0], end[1] - before[1]
    long = math.hypot(dx, dy) or 1.0
    dx, dy = dx / long, dy / long
    wide = 4.5 + thick
    if is_bar:
        data = f"M{end[0] - dy * wide:.1f} {end[1] + dx * wide:.1f}L{end[0] + dy * wide:.1f} {end[1] - dx * wide:.1f}"
        return drawing.path(data, colour=colour, width=max(2.5, thick))
    tip = end[0] + dx * _POINT, end[1] + dy * _POINT
    return drawing.shape(
        f"M{tip[0]:.1f} {tip[1]:.1f}L{end[0] - dy * wide - dx * 3:.1f} {end[1] + dx * wide - dy * 3:.1f}"
        f"L{end[0] + dy * wide - dx * 3:.1f} {end[1] - dx * wide - dy * 3:.1f}z",
        fill=colour,
        stroke=colour,
    )


def _box(driver: Driver, variant: str | None, centre: tuple[float, float], language: Language) -> Iterator[str]:
    """A box with the driver's name and, in a scenario, what it is there."""
    x, y = centre[0] - _BOX[0] / 2, centre[1] - _BOX[1] / 2
    yield f'<path d="{drawing.box(x, y, *_BOX)}" fill="#ffffff" stroke="{PLAIN}" stroke-width="1.5"/>'
    name = driver.nl if language == "nl" else driver.en
    chosen = next((one for one in driver.variants if one.id == variant), None)
    room = _BOX[0] - 14
    heads = drawing.wrapped(name, room, 2, size=_BOLD)
    own = drawing.wrapped((chosen.nl if language == "nl" else chosen.en), room, 2, size=12) if chosen else []
    lines = [(one, "bold") for one in heads] + [(one, "") for one in own]
    top = centre[1] - 7.2 * len(lines) + 11
    for at, (text, weight) in enumerate(lines):
        yield drawing.words(centre[0], top + 14.4 * at, text, weight=weight, anchor="middle", colour="#1b1f24")


def _legend(y: float, language: Language, *, is_signed: bool) -> Iterator[str]:
    told = [("promotes", PLAIN, ""), ("hinders", LOUD, "7 5")] if is_signed else [("acts", PLAIN, "")]
    x = 16.0
    for name, colour, dash in told:
        yield drawing.path(f"M{x:g} {y:g}h44", colour=colour, width=_THICK[2], dash=dash)
        yield _tip((x + 40, y), (x + 44, y), _THICK[2], colour, is_bar=bool(dash))
        yield drawing.words(x + 60, y + 4, said(f"influences.{name}", language))
        x += 190 if is_signed else 360
    yield drawing.words(x, y + 4, said("influences.thickness", language))


def _described(
    drivers: Sequence[Driver], found: Sequence[Arrow], scenario: Scenario | None, left: int, language: Language
) -> str:
    """The picture in words: the strongest arrows, how many more there are, and who was left out."""
    names = [one.nl if language == "nl" else one.en for one in drivers]
    strongest = sorted(found, key=lambda one: (-abs(one.value), one.cause, one.effect))
    told = []
    for one in strongest[:_TOLD]:
        code = (
            "influences.acts_on"
            if scenario is None
            else "influences.promotes_it"
            if one.value > 0
            else "influences.hinders_it"
        )
        told.append(said(code, language, cause=names[one.cause], effect=names[one.effect], value=abs(one.value)))
    text = said("influences.described", language, drivers=len(drivers) - left, arrows=len(found), told="; ".join(told))
    if rest := len(found) - len(told):
        text += " " + said("influences.more", language, count=max(0, rest))
    return text + (" " + said("influences.left", language, count=left) if left else "")
