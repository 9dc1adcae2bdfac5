"""A table of measurements, read row by row: a value per row, or a column per station as the RIVM has them.

What repeats from row to row (a moment, a number, which line) is worked out once: ten million rows take a minute.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, TextIO

from rodedraad.errors import WrongUse
from rodedraad.intake.series import OF_VALUE, Faults, Taker, is_counted
from rodedraad.intake.series_cells import IMPOSSIBLE_HOUR, Bad, Moment, is_checked, moment, number
from rodedraad.intake.series_columns import Heading, heading, is_names, names_above
from rodedraad.measure.components import component_of, components

_HEAD_ROWS: Final = 40
"""So many rows may stand above the heading."""
_LONGEST_ROW: Final = 1 << 16
_KEPT: Final = 200_000
"""So many different moments or numbers are remembered at a time."""
_DELIMITERS: Final = ";\t,"
_NEEDED: Final = {"time": "periode/period", "value": "waarde/value", "component": "component", "unit": "eenheid/unit"}


def read(file: TextIO, taker: Taker, *, path: str) -> None:
    """Gives the measurements of a table to ``taker``. Raises WrongUse where no row is a heading that can be used."""
    lines = _lines(file)
    first = list(islice(lines, _HEAD_ROWS))
    skipped = 0
    delimiter = ""
    if first and first[0].lower().startswith("sep="):
        delimiter, skipped = first[0][4:5].strip("\r\n"), 1
        first = first[1:]
    delimiter = delimiter or _delimiter(first)
    head = list(csv.reader(first, delimiter=delimiter))
    at, found = next(((at, one) for at, cells in enumerate(head) if (one := heading(cells))), (0, None))
    if found is None:
        _names_alone(lines, first, delimiter, taker, path=path)
        return
    for code, name in names_above(head[:at]).items():
        taker.named(code, name)
    rows = csv.reader(_chained(first[at + 1 :], lines), delimiter=delimiter)
    own = _own_component(path) if "component" not in found.columns else None
    _needed(found, head[at], own, path=path)
    table = _Table(taker=taker, heading=found, names=[cell.strip() for cell in head[at]], own=own)
    take = table.take_stations if found.stations else table.take
    above = at + 1 + skipped
    is_empty = True
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error:
            taker.faults.add("broken_row", rows.line_num + above)
            continue
        if cells:
            is_empty = False
            take(cells, rows.line_num + above)
    if is_empty:
        taker.faults.add("no_rows", above)


def has_heading(text: str) -> bool:
    """Whether one of the first rows is the heading of a table of measurements, or of a list of stations."""
    first = text.splitlines()[:_HEAD_ROWS]
    rows = list(csv.reader(first, delimiter=_delimiter(first)))
    return any(heading(cells) for cells in rows) or any(is_names(cells) for cells in rows[:1])


class _Table:
    """Takes the rows of one table."""

    __slots__ = ("columns", "faults", "heading", "moments", "names", "numbers", "own", "taker", "width")

    def __init__(self, *, taker: Taker, heading: Heading, names: Sequence[str], own: str | None) -> None:
        self.taker, self.heading, self.names, self.own = taker, heading, names, own
        self.faults: Faults = taker.faults
        self.columns = heading.columns
        self.width = 1 + max(heading.columns.values())
        self.moments: dict[tuple[str, str | None], Moment | Bad] = {}
        self.numbers: tuple[dict[str, int | Bad | None], ...] = ({}, {})

    def take(self, cells: Sequence[str], row: int) -> None:
        """A row with one value."""
        columns = self.columns
        if not self.fits(cells, row):
            return
        words = cells[columns["value"]]
        component = self.own or cells[columns["component"]]
        value = self.number(words, component)
        if value is None:
            return
        when = self.moment(cells[columns["time"]], cells[columns["hour"]] if "hour" in columns else None)
        if isinstance(value, Bad) or isinstance(when, Bad):
            bad, column = (value, "value") if isinstance(value, Bad) else (when, "time")
            self.fault(bad, row, column, cells)
            return
        station = cells[columns["station"]] if "station" in columns else ""
        named = cells[columns["place"]] if "place" in columns else ""
        unit = cells[columns["unit"]] if "unit" in columns else self.heading.unit or ""
        place = self.taker.place(component, station or named, unit, when.step)
        if isinstance(place, str):
            column = "unit" if "unit" in place else "component"
            self.faults.add(place, row, column=self.column(column), cell=unit if column == "unit" else component)
            return
        if station and named:
            self.taker.named(station, named)
        checked = "checked" in columns
        place.line.is_flagged = checked
        is_good = checked and is_checked(cells[columns["checked"]])
        if code := place.put(when.at, value, row=row, is_checked=is_good):
            at = columns["value" if code in OF_VALUE else "time"]
            self.faults.add(code, row, column=self.names[at], cell=cells[at])

    def take_stations(self, cells: Sequence[str], row: int) -> None:
        """A row with a value of each station."""
        columns = self.columns
        if not self.fits(cells, row):
            return
        component, unit = cells[columns["component"]], cells[columns["unit"]]
        when = self.moment(cells[columns["time"]], None)
        if isinstance(when, Bad):
            self.fault(when, row, "time", cells)
            return
        for at, station in self.heading.stations:
            words = cells[at] if at < len(cells) else ""
            value = self.number(words, component) if words else None
            if value is None:
                continue
            if isinstance(value, Bad):
                self.faults.add(value.code, row, column=station, cell=words)
                continue
            place = self.taker.place(component, station, unit, when.step)
            if isinstance(place, str):
                self.faults.add(place, row, column=self.column("unit"), cell=unit)
                return
            if code := place.put(when.at, value, row=row, is_checked=False):
                self.faults.add(code, row, column=station, cell=words if code in OF_VALUE else cells[columns["time"]])

    def fits(self, cells: Sequence[str], row: int) -> bool:
        """Whether a row has the cells of its heading; one with more is a number that its comma has cut in two."""
        if len(cells) < self.width:
            self.faults.add("short_row", row)
            return False
        if len(cells) > len(self.names) and any(cells[len(self.names) :]):
            self.faults.add("long_row", row, cell=" | ".join(cells))
            return False
        return True

    def moment(self, words: str, hour: str | None) -> Moment | Bad:
        """The moment of a row, worked out once."""
        found = self.moments.get((words, hour))
        if found is None:
            if len(self.moments) >= _KEPT:
                self.moments.clear()
            found = self.moments[words, hour] = moment(words, hour, is_end=self.heading.is_end)
        return found

    def number(self, words: str, component: str) -> int | Bad | None:
        """The number of a cell, worked out once."""
        held = self.numbers[is_counted(component)]
        if words not in held:
            if len(held) >= _KEPT:
                held.clear()
            held[words] = number(words, is_count=held is self.numbers[True])
        return held[words]

    def fault(self, bad: Moment | Bad, row: int, column: str, cells: Sequence[str]) -> None:
        """Says what is wrong with one cell."""
        if bad == IMPOSSIBLE_HOUR and "hour" in self.columns:
            column = "hour"
        at = self.columns["hour" if column == "hour" else "time" if column == "time" else "value"]
        self.faults.add(bad.code if isinstance(bad, Bad) else "no_date", row, column=self.names[at], cell=cells[at])

    def column(self, column: str) -> str:
        """The name of a column in the file; empty where the file has none."""
        at = {str(name): place for name, place in self.columns.items()}.get(column)
        return "" if at is None else self.names[at]


def _needed(found: Heading, cells: Sequence[str], own: str | None, *, path: str) -> None:
    """Raises WrongUse where a column is missing without which no value can be placed."""
    lacking = [words for column, words in _NEEDED.items() if column not in found.columns]
    if found.stations:
        lacking = []
    if own is not None and _NEEDED["component"] in lacking:
        lacking.remove(_NEEDED["component"])
    if found.unit is not None and _NEEDED["unit"] in lacking:
        lacking.remove(_NEEDED["unit"])
    if not found.stations and not {"place", "station"} & found.columns.keys():
        lacking.append("plaats/place")
    if lacking:
        shown = ", ".join(cell.strip() for cell in cells if cell.strip())[:300]
        raise WrongUse("series.missing_columns", path=path, missing=", ".join(lacking), columns=shown or "-")


def _own_component(path: str) -> str | None:
    """The component that the name of the file holds, as in 2025_01_NO2.csv; None where it holds none, or two."""
    parts = PurePosixPath(path).stem.replace("-", "_").replace(" ", "_").split("_")
    found = {id_ for part in parts if (id_ := component_of(part)) in components()}
    return found.pop() if len(found) == 1 else None


def _names_alone(lines: Iterator[str], first: Sequence[str], delimiter: str, taker: Taker, *, path: str) -> None:
    """A list of stations and their names, without measurements."""
    rows = csv.reader(_chained(first, lines), delimiter=delimiter)
    head = next(rows, [])
    places = is_names(head)
    if places is None:
        shown = ", ".join(cell.strip() for cell in head if cell.strip())[:300]
        raise WrongUse("series.no_heading", path=path, columns=shown or "-")
    for cells in rows:
        if len(cells) > max(places):
            taker.named(cells[places[0]], cells[places[1]])


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of the file; what is longer than any row can be comes in pieces, which are no rows."""
    return iter(partial(file.readline, _LONGEST_ROW), "")


def _chained(first: Sequence[str], lines: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from lines


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that stands most often in the row that has the most of it; a semicolon wins from a comma."""
    return max(
        _DELIMITERS, key=lambda sign: (max((line.count(sign) for line in lines), default=0), -_DELIMITERS.index(sign))
    )
