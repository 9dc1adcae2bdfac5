"""What a file of measurements came to, as bytes that a later build uses again while the file is the same. Pure.

JSON with the numbers of each year deflated beside it. What is damaged or of another make is no cache: None.
"""

from __future__ import annotations

import base64
import json
import zlib
from array import array
from typing import Any, Final

from rodedraad.intake.series import Taken
from rodedraad.measure.days import HOURS, Key, Line, Measured, Year
from rodedraad.records import Message

_MAKE: Final = 3
"""Raised with every change to what is kept, or to which values are taken."""
_LEVEL: Final = 6


def packed(taken: Taken) -> bytes:
    """The bytes of what was taken."""
    table = {
        "make": _MAKE,
        "values": taken.values,
        "problems": [[one.code, list(map(list, one.values))] for one in taken.problems],
        "names": taken.measured.names,
        "lines": [_line(line) for line in taken.measured.lines.values()],
    }
    return zlib.compress(json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)


def unpacked(data: bytes | None) -> Taken | None:
    """What was taken; None where there is nothing that can be used."""
    if not data:
        return None
    try:
        table = json.loads(zlib.decompress(data))
        if table["make"] != _MAKE:
            return None
        lines = [_read(entry) for entry in table["lines"]]
        return Taken(
            measured=Measured(lines={line.key: line for line in lines}, names=table["names"]),
            values=table["values"],
            problems=tuple(Message(code=code, values=tuple(map(tuple, values))) for code, values in table["problems"]),
        )
    except (ValueError, KeyError, TypeError, zlib.error):
        return None


def _line(line: Line) -> dict[str, Any]:
    return {
        "key": list(line.key),
        "levels": list(line.levels),
        "flagged": line.is_flagged,
        "years": {str(number): _deflated(year) for number, year in line.years.items()},
    }


def _deflated(year: Year) -> list[str]:
    parts = [_little(year.sums), _little(year.seen), bytes(year.checked), _little(year.hours), *map(bytes, year.above)]
    return [base64.b85encode(zlib.compress(part, _LEVEL)).decode() for part in parts]


def _read(entry: dict[str, Any]) -> Line:
    component, site, unit, step = entry["key"]
    line = Line(key=Key(component, site, unit, step), levels=tuple(entry["levels"]), is_flagged=entry["flagged"])
    for number, parts in entry["years"].items():
        sums, seen, checked, hours, *above = (zlib.decompress(base64.b85decode(part)) for part in parts)
        year = Year(
            sums=_array("q", sums),
            seen=_array("i", seen),
            checked=bytearray(checked),
            above=tuple(map(bytearray, above)),
            hours=_array("q", hours),
        )
        if len({len(year.sums), len(year.seen), len(year.checked), *map(len, year.above)}) != 1:
            raise ValueError(number)
        if len(year.hours) not in (0, HOURS * len(year.sums)):
            raise ValueError(number)
        line.years[int(number)] = year
    return line


def _little(numbers: array[int]) -> bytes:
    """The bytes of the numbers, the least first, on every machine."""
    ordered = numbers[:]
    if _IS_BIG:
        ordered.byteswap()
    return ordered.tobytes()


def _array(kind: str, data: bytes) -> array[int]:
    found: array[int] = array(kind, data)
    if _IS_BIG:
        found.byteswap()
    return found


_IS_BIG: Final = array("H", b"\x00\x01")[0] == 1
