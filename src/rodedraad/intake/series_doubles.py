"""Moments that stand twice in one file: read once more, to see whether the two say the same. Pure.

The first reading keeps of each day its sum alone, so it knows which moments came twice and not what they said. A second
reading holds the values of these moments: the same value twice counts once; two values that differ are said with both
their rows, and neither counts. Method: docs/method/measure.md, section 1.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from typing import Final

from rodedraad.intake.series import Place, Taker
from rodedraad.measure.days import SCALE, Key, Line, Year
from rodedraad.records import Step

MOST_YEARS_AT_ONCE: Final = 2_000
"""Years of lines of which the values are held in one reading, at 150 kB each; a file with more is read more often."""
_HOURS: Final = 24
_OCTOBER, _SUNDAY, _WEEK = 10, 6, 7
_TURNED_BACK: Final = (1 << 1, 1 << 2)
"""The hours in which the clock is turned back, by stamps of the beginning or the end of an hour."""


@dataclass(slots=True)
class _Twice:
    """The moments of one year of a line that came twice: what the first said and in which row; which differ."""

    asked: array[int]
    values: array[int]
    rows: array[int]
    met: array[int]
    checked: array[int]
    differs: array[int]

    @classmethod
    def of(cls, asked: array[int], per_day: int) -> _Twice:
        """Nothing yet of the moments that are asked for."""
        none, many = array("i", bytes(4 * len(asked))), len(asked) * per_day
        return cls(
            asked, array("q", bytes(8 * many)), array("L", bytes(array("L").itemsize * many)), none, none[:], none[:]
        )


@dataclass(frozen=True, slots=True)
class _Again:
    """Where a value goes in the second reading."""

    line: Line
    times: Fraction
    reader: Rereader

    def put(self, at: tuple[int, int, int], value: int, *, row: int, is_checked: bool) -> str:
        """Compares one value with the first of its moment; never a fault of its own."""
        held = self.reader.held.get((self.line.key, at[0]))
        if held is not None and held.asked[at[1]] & at[2]:
            scaled = value if self.times == 1 else round(value * self.times)
            self.reader.compare(self.line, held, at, scaled, row=row, is_checked=is_checked)
        return ""


@dataclass(slots=True)
class Rereader(Taker):
    """Reads a file once more, for the moments that stand in it twice, and says of each what is the matter."""

    first: Taker = field(default_factory=Taker)
    held: dict[tuple[Key, int], _Twice] = field(default_factory=dict)

    def place(self, component: str, site: str, unit: str, step: Step) -> _Again | str:  # type: ignore[override]  # used alike
        """Where a value of these cells goes."""
        found = self.first.place(component, site, unit, step)
        return _Again(found.line, found.times, self) if isinstance(found, Place) else found

    def named(self, code: str, name: str) -> None:
        """Names are those of the first reading."""

    def compare(
        self, line: Line, held: _Twice, at: tuple[int, int, int], value: int, *, row: int, is_checked: bool
    ) -> None:
        """Keeps the first value of a moment; says of a later one whether it is the same."""
        year, place, bit = at
        spot = place * _HOURS + bit.bit_length() - 1 if len(held.values) > len(held.asked) else place
        if not held.met[place] & bit:
            held.met[place] |= bit
            held.values[spot], held.rows[spot] = value, row
            if is_checked:
                held.checked[place] |= bit
            return
        before = held.values[spot]
        same = "duplicate" if before == value else "disagrees"
        code = "summer_time" if _is_turned_back(line.key.step, at) else same
        cell = f"{_told(before)} / {_told(value)}" if before != value else _told(value)
        self.first.faults.add(code, row, cell=cell, other=held.rows[spot])
        if before != value and not held.differs[place] & bit:
            held.differs[place] |= bit
            _taken_out(line, line.years[year], at, before, is_checked=bool(held.checked[place] & bit))
            self.first.values -= 1


def settled(taker: Taker, read: Callable[[Taker], object]) -> None:
    """Settles the moments of ``taker`` that came twice; ``read`` reads the file from its beginning into a taker."""
    years = iter(taker.doubled.items())
    while batch := dict(islice(years, MOST_YEARS_AT_ONCE)):
        held = {
            (key, number): _Twice.of(asked, _HOURS if key.step == "hour" else 1)
            for (key, number), asked in batch.items()
        }
        read(Rereader(first=taker, held=held))


def _taken_out(line: Line, year: Year, at: tuple[int, int, int], value: int, *, is_checked: bool) -> None:
    """Takes the first value of a moment out of its line again."""
    _, place, bit = at
    year.seen[place] &= ~bit
    year.sums[place] -= value
    year.checked[place] -= is_checked
    if year.hours:
        year.hours[_HOURS * place + bit.bit_length() - 1] = 0
    for count, level in zip(year.above, line.levels, strict=True):
        count[place] -= value > level


def _is_turned_back(step: Step, at: tuple[int, int, int]) -> bool:
    """Whether it is the hour that comes twice where a clock keeps summer time: on the last Sunday of October."""
    if step != "hour" or at[2] not in _TURNED_BACK:
        return False
    on = date(at[0], 1, 1) + timedelta(days=at[1])
    return on.month == _OCTOBER and on.weekday() == _SUNDAY and (on + timedelta(days=_WEEK)).month != _OCTOBER


def _told(value: int) -> str:
    """A value in millionths as a file would have it."""
    whole, rest = divmod(abs(value), SCALE)
    tail = f".{rest:06}".rstrip("0") if rest else ""
    return f"{'-' if value < 0 else ''}{whole}{tail}"
