"""Measurements by day: what a file of hours, days, months or years comes to, small enough to keep and exact. Pure.

A line is one component at one place in one unit and one step. Of each day are kept the sum of its values in whole
millionths of the unit, which hours there were, and how many were checked or above an hourly norm: 6 kB a year, however
many rows the file has. Two files of one line are laid over each other day by day. Method: docs/method/measure.md,
section 2.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rodedraad.measure.components import CAPTURE_OF_OTHERS, components
from rodedraad.measure.decimals import shown
from rodedraad.measure.norms import levels
from rodedraad.measure.running import days_above
from rodedraad.records import Point, Step

SCALE = 10**6
FIRST_YEAR, LAST_YEAR = 1850, 2150
WHOLE = 1 << 24
"""The mark of a value that stands for its whole day, month or year; below it a bit for each hour."""
_WHOLE_SHARE = 100
HOURS = 24
HOURS_OF_DAY = 18
"""So many hours make a day: 75 % of them (Directive (EU) 2024/2881, Annex V, part C)."""
_LENGTH: Mapping[Step, int] = {"hour": 366, "day": 366, "month": 12, "year": 1}


class Key(NamedTuple):
    """Which line: the component, the station or place as the file names it, the unit as it is kept, and the step."""

    component: str
    site: str
    unit: str
    step: Step


@dataclass(slots=True)
class Year:
    """One year of a line: per day (month, or once) the sum, which hours there were, how many checked and above.

    ``above`` counts the hours above each of the line's ``levels``. ``hours`` are all values, nought where there is none, of a
    line with a norm over eight hours; empty of any other.
    """

    sums: array[int]
    seen: array[int]
    checked: bytearray
    above: tuple[bytearray, ...]
    hours: array[int]

    @classmethod
    def empty(cls, step: Step, levels_: int, *, has_hours: bool) -> Year:
        """A year in which nothing was measured."""
        length = _LENGTH[step]
        return cls(
            sums=array("q", bytes(8 * length)),
            seen=array("i", bytes(4 * length)),
            checked=bytearray(length),
            above=tuple(bytearray(length) for _ in range(levels_)),
            hours=array("q", bytes(8 * HOURS * length if has_hours else 0)),
        )


@dataclass(slots=True)
class Line:
    """The years of one line; ``levels`` are the component's hourly norms in millionths of this unit, from low to high."""

    key: Key
    levels: tuple[int, ...]
    years: dict[int, Year] = field(default_factory=dict)
    is_flagged: bool = False
    """Whether the file says of its values if they were checked."""

    @property
    def has_hours(self) -> bool:
        """Whether a norm over eight hours asks for the value of every hour."""
        return self.key.step == "hour" and bool(levels(self.key.component, "8h", self.key.unit))

    def empty(self) -> Year:
        """A year of this line in which nothing was measured."""
        return Year.empty(self.key.step, len(self.levels), has_hours=self.has_hours)

    @classmethod
    def of(cls, key: Key) -> Line:
        """A line without a value."""
        hourly = levels(key.component, "hour", key.unit) if key.step == "hour" else {}
        return cls(key=key, levels=tuple(sorted({int(level * SCALE) for level in hourly.values()})))

    def put(self, at: tuple[int, int, int], value: int, *, is_checked: bool) -> bool:
        """Adds one value, in millionths; ``at`` is year, day (month) from 0, and the bit of the hour or ``WHOLE``.

        False where there is a value of that moment already: the first stays.
        """
        number, place, bit = at
        year = self.years.get(number)
        if year is None:
            year = self.years[number] = self.empty()
        held = year.seen[place]
        if held & bit:
            return False
        year.seen[place] = held | bit
        year.sums[place] += value
        if year.hours:
            year.hours[HOURS * place + bit.bit_length() - 1] = value
        if is_checked:
            year.checked[place] += 1
        if self.levels:
            for count, level in zip(year.above, self.levels, strict=True):
                if value > level:
                    count[place] += 1
        return True


@dataclass(slots=True)
class Measured:
    """What one file holds: its lines, and the names of its stations by their codes."""

    lines: dict[Key, Line] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def laid_over(lines: Sequence[Line]) -> tuple[Line, int]:
    """One line of several with the same key, and of how many days two of them say something else.

    Of a day on which no hour is in both, the hours of both count; else the one with more hours does, and of two with as
    many the first.
    """
    whole = Line.of(lines[0].key)
    whole.is_flagged = all(line.is_flagged for line in lines)
    doubles = 0
    for line in lines:
        for number, year in line.years.items():
            held = whole.years.get(number)
            if held is None:
                held = whole.years[number] = whole.empty()
            doubles += sum(_lay(held, year, place) for place in range(len(year.seen)) if year.seen[place])
    return whole, doubles


def _lay(held: Year, year: Year, place: int) -> bool:
    """Lays one day over what is held of it; whether the two contradict each other, or hours of one are lost."""
    old, new = held.seen[place], year.seen[place]
    if not old & new:
        held.seen[place] = old | new
        held.sums[place] += year.sums[place]
        for at in range(HOURS * place, HOURS * (place + 1) if held.hours else 0):
            held.hours[at] += year.hours[at]
        held.checked[place] += year.checked[place]
        for mine, theirs in zip(held.above, year.above, strict=True):
            mine[place] += theirs[place]
        return False
    differs = held.sums[place] != year.sums[place] if old == new else old & new not in (old, new)
    if new.bit_count() > old.bit_count():
        held.seen[place], held.sums[place] = new, year.sums[place]
        if held.hours:
            day = slice(HOURS * place, HOURS * (place + 1))
            held.hours[day] = year.hours[day]
        held.checked[place] = year.checked[place]
        for mine, theirs in zip(held.above, year.above, strict=True):
            mine[place] = theirs[place]
    return differs


def points(line: Line, *, today: date) -> tuple[tuple[Point, ...], int]:
    """The years of a line, in order, and how many measurements lie after today.

    These are left out; a year that is not over is not valid, unless one value stands for it.
    """
    found = []
    later = 0
    for number in sorted(line.years):
        last = _last(line.key.step, number, today)
        year = line.years[number]
        later += sum(year.seen[place].bit_count() for place in range(last, len(year.seen)))
        point = _point(line, number, range(min(last, len(year.seen))))
        if point is not None:
            is_over = number < today.year or point.share is None
            found.append(point if is_over else replace(point, is_valid=False))
    return tuple(found), later


def _last(step: Step, number: int, today: date) -> int:
    """How many days (months, years) of that year have begun."""
    if number != today.year:
        return _LENGTH[step] if number < today.year else 0
    return {"month": today.month, "year": 1}.get(step, today.timetuple().tm_yday)


def _point(line: Line, number: int, places: range) -> Point | None:
    """One year, of the days in ``places``; None where nothing was measured."""
    key, year = line.key, line.years[number]
    count = sum(year.seen[place].bit_count() for place in places)
    if not count:
        return None
    known = components().get(key.component)
    total = Fraction(sum(year.sums[place] for place in places), SCALE)
    is_summed = known is not None and known.merge == "sum" and key.step != "year"
    share = _share(key.step, number, count)
    seen = [place for place in places if year.seen[place]]
    return Point(
        year=number,
        value=shown(total if is_summed else total / count),
        count=count,
        share=share,
        is_valid=_is_valid(share, key),
        checked=_checked(sum(year.checked[place] for place in places), count) if line.is_flagged else None,
        above=tuple(
            sorted(
                {
                    **_days_above(key, year, places),
                    **_hours_above(line, year, places),
                    **_means_above(line, number, places),
                }.items()
            )
        ),
        first=_dated(key.step, number, seen[0]),
        last=_dated(key.step, number, seen[-1]),
    )


def _checked(checked: int, count: int) -> int:
    """The share that was validated in whole per cents, rounded down; nought is kept for none."""
    return max(checked * 100 // count, min(checked, 1))


def _dated(step: Step, number: int, place: int) -> str | None:
    """The day or month of a year at this place, as an ISO date."""
    if step == "year":
        return None
    if step == "month":
        return f"{number}-{place + 1:02d}"
    return date.fromordinal(date(number, 1, 1).toordinal() + place).isoformat()


def most(step: Step, number: int) -> int:
    """How many hours, days or months that year has."""
    days = date(number + 1, 1, 1).toordinal() - date(number, 1, 1).toordinal()
    return {"hour": 24 * days, "day": days, "month": 12}.get(step, 1)


def _share(step: Step, number: int, count: int) -> int | None:
    """How many of the year's hours, days or months were measured, in whole per cents rounded down."""
    return None if step == "year" else count * 100 // most(step, number)


def needed(component: str, step: Step) -> int:
    """The share of a year, in per cents, that must be measured to judge by it; a sum, which a gap makes too small, whole."""
    known = components().get(component)
    if known is not None and known.merge == "sum" and step != "year":
        return _WHOLE_SHARE
    return known.capture if known else CAPTURE_OF_OTHERS


def _is_valid(share: int | None, key: Key) -> bool:
    """Whether enough was measured to judge by; levels in decibels have no plain mean."""
    if share is None:
        return True
    known = components().get(key.component)
    return (known is None or known.unit != "dB") and share >= needed(key.component, key.step)


def _days_above(key: Key, year: Year, places: Iterable[int]) -> dict[str, int]:
    """Days with a mean above each daily norm, of days with enough hours."""
    wanted = levels(key.component, "day", key.unit) if key.step in ("hour", "day") else {}
    found = dict.fromkeys(wanted, 0)
    for place in places if wanted else ():
        seen = year.seen[place]
        hours = seen.bit_count()
        if not seen or not (seen & WHOLE or hours >= HOURS_OF_DAY):
            continue
        for id_, level in wanted.items():
            if year.sums[place] * level.denominator > level.numerator * SCALE * hours:
                found[id_] += 1
    return found


def _hours_above(line: Line, year: Year, places: Iterable[int]) -> dict[str, int]:
    wanted = levels(line.key.component, "hour", line.key.unit) if line.key.step == "hour" else {}
    rows = dict(zip(line.levels, year.above, strict=True))
    held = tuple(places)
    return {id_: sum(rows[int(level * SCALE)][place] for place in held) for id_, level in wanted.items()}


def _means_above(line: Line, number: int, places: range) -> dict[str, int]:
    """Days with a mean over eight hours above each norm over that time."""
    year = line.years[number]
    if not year.hours:
        return {}
    before = line.years.get(number - 1)
    last = date(number, 1, 1).toordinal() - date(number - 1, 1, 1).toordinal() - 1
    eve = (before.seen[last], before.hours[HOURS * last : HOURS * (last + 1)]) if before else None
    wanted = levels(line.key.component, "8h", line.key.unit)
    return {
        id_: days_above(year.seen, year.hours, eve, level=level * SCALE, days=places) for id_, level in wanted.items()
    }
