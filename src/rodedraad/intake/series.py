"""Files of measurements: tables of a measuring network or of people, taken in row by row, whatever their size. Pure.

Read are the hours of the LML (a row per value), the tables of data.rivm.nl/data/luchtmeetnet (a column per station, with
seven rows above the heading), what the Luchtmeetnet gives (JSON, or a table with ``timestamp_measured``), and a table of
people with period, place, component, unit and value, in any order and with Dutch or English names. A row that cannot be
taken is counted and said by its number; the others are kept. Method: docs/method/measure.md, section 1.
"""

from __future__ import annotations

import codecs
import io
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import BinaryIO, Final

from rodedraad.errors import WrongUse
from rodedraad.measure.components import COUNTS, REFUSED, component_of, components, factor, plain, unit_of
from rodedraad.measure.days import SCALE, WHOLE, Key, Line, Measured
from rodedraad.records import Message, Step

MOST_LINES: Final = 5_000
"""Components times stations in one file; all of the Netherlands has some 1,500."""
MOST_YEARS: Final = 40_000
"""Years of all lines of one file together, at 6 kB each; ten years of all of the Netherlands are 15,000."""
_YEAR_OF_HOURS: Final = 12.0
"""What a year of which every hour is kept takes of that."""
_SMALL_YEAR: Final = 0.125
"""What a year of months, or of one value, takes of that."""
LONGEST_NAME: Final = 80
SHOWN_ROWS: Final = 5
_SAMPLE: Final = 1 << 16
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OF_VALUE: Final = frozenset({"negative", "half_count", "implausible", "out_of_bounds"})
"""Codes of what no measurement of that component can be."""
_HIGHEST: Final = {"µg/m³": 100_000, "mg/m³": 100, "ng/m³": 100_000_000}
"""A tenth of a gram in a cubic metre: above what any measuring network reports of outdoor air; our choice."""
_LOWEST: Final = {"µg/m³": 10, "mg/m³": 1, "ng/m³": 10_000}
"""How far below nought an hour or day may lie: instruments near nought give such values, and networks keep them."""
_MOST_THINGS: Final = 100_000_000
_THINGS: Final = frozenset({"banen", "woningen", "klachten"})
_SHARES: Final = frozenset({"hindrance", "health", "humidity"})
"""Per cents of a whole: from nought to a hundred. Other per cents, of growth, may be anything."""
_BOUNDS: Final = {"dB": (0, 150), "jaar": (0, 130), "mol/ha/jaar": (0, 100_000)}
"""Levels outdoors, years of a life, and deposition; our choice."""
_MASSES: Final = frozenset({"kton", "Mton", "ton"})
_EACH_DAY: Final = 20
"""A line of so many days with nothing but their first hour is one of days, whose dates have a time by habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one file gives: its measurements, how many values were taken, and what could not be."""

    measured: Measured
    values: int
    problems: tuple[Message, ...]


@dataclass(slots=True)
class Faults:
    """What could not be taken, by code, with the first rows and an example of each: however many, it stays small."""

    found: dict[str, tuple[int, list[tuple[int, int | None]], str, str]] = field(default_factory=dict)

    def add(self, code: str, row: int, *, column: str = "", cell: str = "", other: int | None = None) -> None:
        """Counts one fault of a row; ``other`` is the earlier row that it is a fault beside."""
        count, rows, where, example = self.found.get(code, (0, [], column, _shortened(cell)))
        if len(rows) < SHOWN_ROWS:
            rows.append((row, other))
        self.found[code] = (count + 1, rows, where, example)

    @property
    def messages(self) -> tuple[Message, ...]:
        """A message per code, in the order of the first rows."""
        ordered = sorted(self.found.items(), key=lambda one: (one[1][1][0], one[0]))
        return tuple(
            Message.of(f"series.{code}", count=count, rows=_rows(rows, count), column=column or "?", cell=cell)
            for code, (count, rows, column, cell) in ordered
        )


@dataclass(frozen=True, slots=True)
class Place:
    """The line that a value goes to, and by what it is multiplied to be in the unit of that line."""

    line: Line
    times: Fraction
    taker: Taker

    def put(self, at: tuple[int, int, int], value: int, *, row: int, is_checked: bool) -> str:  # noqa: ARG002  as _Again
        """Adds one value; the code of why not. One of a moment that was there is settled in a second reading."""
        scaled = value if self.times == 1 else round(value * self.times)
        if code := _unlikely(self.line.key, scaled):
            return code
        if at[0] not in self.line.years and not self.taker.has_room(self.line):
            return "too_many_lines"
        if self.line.put(at, scaled, is_checked=is_checked):
            self.taker.values += 1
        else:
            self.taker.came_twice(self.line, at)
        return ""


@dataclass(slots=True)
class Taker:
    """Puts values into the lines of one file; what is the same in every row is looked up once."""

    measured: Measured = field(default_factory=Measured)
    faults: Faults = field(default_factory=Faults)
    values: int = 0
    doubled: dict[tuple[Key, int], array[int]] = field(default_factory=dict)
    """Of a year of a line the moments that came twice: for each day the bits of its hours."""
    _room: float = MOST_YEARS
    _lines: dict[tuple[str, str, str, Step], Place | str] = field(default_factory=dict)

    def place(self, component: str, site: str, unit: str, step: Step) -> Place | str:
        """Where a value of these cells goes; else the code of why it goes nowhere."""
        asked = (component, site, unit, step)
        found = self._lines.get(asked)
        if found is None:
            found = self._place(component, site, unit, step)
            if len(self._lines) < 4 * MOST_LINES:
                self._lines[asked] = found
        return found

    def _place(self, component: str, site: str, unit: str, step: Step) -> Place | str:
        of = _shortened(component_of(component))
        where = _shortened(site)
        if not of:
            return "no_component"
        if not where:
            return "no_place"
        low = " ".join(plain(unit).split())
        if low in REFUSED:
            return "refused_unit"
        kept = unit_of(unit)
        if known := components().get(of):
            if kept is None and low in COUNTS and known.unit in ("banen", "woningen", "klachten"):
                kept = known.unit
            if kept is None:
                return "unknown_unit"
            times = factor(kept, known.unit)
            if times is None:
                return "other_unit"
            kept = known.unit
        else:
            times = Fraction(1)
        key = Key(component=of, site=where, unit=kept or _shortened(unit), step=step)
        if key not in self.measured.lines and len(self.measured.lines) >= MOST_LINES:
            return "too_many_lines"
        return Place(self.measured.lines.setdefault(key, Line.of(key)), times, self)

    def came_twice(self, line: Line, at: tuple[int, int, int]) -> None:
        """Marks a moment of which there is a value already."""
        asked = self.doubled.get((line.key, at[0]))
        if asked is None:
            asked = self.doubled[line.key, at[0]] = array("i", bytes(4 * len(line.years[at[0]].seen)))
        asked[at[1]] |= at[2]

    def has_room(self, line: Line) -> bool:
        """Whether one more year of a line may be kept."""
        self._room -= _YEAR_OF_HOURS if line.has_hours else 1.0 if line.key.step in ("hour", "day") else _SMALL_YEAR
        return self._room >= 0

    def named(self, code: str, name: str) -> None:
        """Keeps the name of a station."""
        if code in self.measured.names:
            return
        code, name = _shortened(code), _shortened(name)
        if code and name and len(self.measured.names) < MOST_LINES:
            self.measured.names.setdefault(code, name)

    def taken(self, further: Iterable[Message] = ()) -> Taken:
        """Everything that was taken, the lines without a value left out."""
        kept = [_by_day(line) for line in self.measured.lines.values() if _has_value(line)]
        lines = {line.key: line for line in sorted(kept, key=lambda line: line.key)}
        measured = Measured(lines=lines, names=dict(sorted(self.measured.names.items())))
        return Taken(measured=measured, values=self.values, problems=(*further, *self.faults.messages))


def _has_value(line: Line) -> bool:
    return any(any(year.seen) for year in line.years.values())


def _unlikely(key: Key, value: int) -> str:
    """The code of why no measurement of this line can be ``value`` (in millionths); empty where it can."""
    if key.unit in _THINGS:
        if value < 0:
            return "negative"
        if value % SCALE:
            return "half_count"
        return "implausible" if value > _MOST_THINGS * SCALE else ""
    if (bounds := (0, 100) if key.component in _SHARES else _BOUNDS.get(key.unit)) is not None:
        return "" if bounds[0] * SCALE <= value <= bounds[1] * SCALE else "out_of_bounds"
    if key.unit in _MASSES and value < 0:
        return "negative"
    if (highest := _HIGHEST.get(key.unit)) is None:
        return ""
    lowest = _LOWEST[key.unit] if key.step in ("hour", "day") else 0
    if value < -lowest * SCALE:
        return "negative"
    return "implausible" if value > highest * SCALE else ""


@lru_cache(maxsize=1024)
def is_counted(component: str) -> bool:
    """Whether the component is a number of things, of which a file may write thousands with a point."""
    known = components().get(component_of(component))
    return known is not None and known.unit in ("banen", "woningen", "klachten")


def read(file: BinaryIO, *, path: str) -> Taken:
    """What a file of measurements holds; ``file`` is at its beginning and can be gone back in.

    Raises WrongUse where it is no such table, saying which columns it lacks.
    """
    from rodedraad.intake import series_doubles, series_json, series_table  # noqa: PLC0415  each form loads what it needs

    sample = file.read(_SAMPLE)
    file.seek(0)
    if not sample.strip(b"\0 \r\n\t"):
        raise WrongUse("series.empty", path=path)
    encoding = _encoding(sample)
    start = sample.decode(encoding, "ignore").lstrip("\ufeff \r\n\t")
    if start[:1] in ("{", "["):
        return series_json.read(file, path=path, encoding=encoding)
    if "\0" in start or (len(sample) == _SAMPLE and "\n" not in start and "\r" not in start):
        raise WrongUse("series.no_table", path=path)

    def read_into(taker: Taker) -> None:
        file.seek(0)
        text = io.TextIOWrapper(file, encoding=encoding, errors="as_windows", newline="")
        try:
            series_table.read(text, taker, path=path)
        finally:
            text.detach()  # the file is closed by who opened it

    taker = Taker()
    read_into(taker)
    series_doubles.settled(taker, read_into)
    return taker.taken()


def is_measured(sample: bytes) -> bool:
    """Whether the beginning of a file is that of a table of measurements, or of what the Luchtmeetnet gives."""
    from rodedraad.intake.series_table import has_heading  # noqa: PLC0415

    start = sample.decode(_encoding(sample), "ignore").lstrip("\ufeff \r\n\t")
    if start[:1] in ("{", "["):
        return '"timestamp_measured"' in start or ('"number"' in start and '"location"' in start)
    return "\0" not in start and has_heading(start)


def _encoding(sample: bytes) -> str:
    """By byte order mark, then UTF-16 by its zeros, else UTF-8, of which single wrong bytes are read as Windows-1252."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) * 5 > len(sample) and min(odd, even) * 10 < max(odd, even):
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8, as Windows-1252 has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("as_windows", _as_windows)


def _by_day(line: Line) -> Line:
    """The line as one of days, where every day has its first hour alone."""
    days = 0
    for year in line.years.values():
        for seen in year.seen:
            if seen > 1:
                return line
            days += seen
    if line.key.step != "hour" or days < _EACH_DAY:
        return line
    found = Line.of(line.key._replace(step="day"))
    found.is_flagged = line.is_flagged
    for number, year in line.years.items():
        for place, seen in enumerate(year.seen):
            if seen:
                found.put((number, place, WHOLE), year.sums[place], is_checked=bool(year.checked[place]))
    return found


def _rows(rows: list[tuple[int, int | None]], count: int) -> str:
    """The first rows in words: "3, 7, 12 ...", or two by two: "3 + 7, 4 + 8 ..."."""
    told = (str(row) if other is None else f"{other} + {row}" for row, other in rows)
    return ", ".join(told) + (" …" if count > len(rows) else "")


def _shortened(words: str) -> str:
    """A name of the file in one line, without signs that cannot be shown."""
    folded = " ".join(words.split())[:LONGEST_NAME]
    return "".join(sign for sign in folded if sign.isprintable())
