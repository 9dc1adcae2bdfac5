"""What the Luchtmeetnet's open interface gives: measurements of stations, or the list of its stations, as JSON.

``{"pagination": ..., "data": [{"station_number", "formula", "value", "timestamp_measured"}]}``: a stamp is the end of
its hour, and values are in micrograms. A list of stations has ``number`` and ``location``. Pages that were saved one
after the other in a list are taken too.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from rodedraad.errors import WrongUse
from rodedraad.intake.series import OF_VALUE, Taken, Taker
from rodedraad.intake.series_cells import Bad, moment, number
from rodedraad.intake.series_doubles import settled

LARGEST_BYTES: Final = 16_000_000
"""A JSON file is read as a whole, and takes twenty times its size in memory at worst; larger ones come as a table."""
_UNIT: Final = "µg/m³"
_DEEPEST: Final = 4


def read(file: BinaryIO, *, path: str, encoding: str) -> Taken:
    """The measurements, or names of stations, of a JSON file. Raises WrongUse where it holds neither."""
    data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise WrongUse("series.json_too_large", path=path, most=LARGEST_BYTES // 1_000_000)
    try:
        table = json.loads(io.BytesIO(data).read().decode(encoding, "as_windows"))
    except (ValueError, RecursionError) as error:
        raise WrongUse("series.no_json", path=path, reason=str(error)[:120]) from error
    count = 0

    def read_into(taker: Taker) -> None:
        nonlocal count
        for count, entry in enumerate(_entries(table, _DEEPEST), start=1):
            _take(taker, entry, count)

    taker = Taker()
    read_into(taker)
    settled(taker, read_into)
    taken = taker.taken()
    if not count or not (taken.values or taken.measured.names or taken.problems):
        raise WrongUse("series.json_nothing", path=path)
    return taken


def _entries(table: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects that may be a measurement or a station, wherever a page has put them."""
    if depth < 0:
        return
    if isinstance(table, list):
        for one in table:
            yield from _entries(one, depth - 1)
    elif isinstance(table, dict):
        if "value" in table or "location" in table:
            yield table
            return
        for name in ("data", "result", "results", "measurements"):
            if name in table:
                yield from _entries(table[name], depth - 1)


def _take(taker: Taker, entry: dict[str, Any], row: int) -> None:
    faults = taker.faults
    if "value" not in entry:
        taker.named(str(entry.get("number", "")), str(entry.get("location", "")))
        return
    cell = "" if entry["value"] is None else str(entry["value"])
    value = number(cell, is_count=False)
    if value is None:
        return
    stamp = str(entry.get("timestamp_measured") or entry.get("datetime_from") or "")
    when = moment(stamp, None, is_end="timestamp_measured" in entry)
    if isinstance(value, Bad):
        faults.add(value.code, row, column="value", cell=cell)
        return
    if isinstance(when, Bad):
        faults.add(when.code, row, column="timestamp_measured", cell=stamp)
        return
    component = str(entry.get("formula") or entry.get("component") or "")
    place = taker.place(component, str(entry.get("station_number") or entry.get("station") or ""), _UNIT, when.step)
    if isinstance(place, str):
        faults.add(place, row, column="formula", cell=component)
    elif code := place.put(when.at, value, row=row, is_checked=False):
        is_value = code in OF_VALUE
        faults.add(code, row, column="value" if is_value else "timestamp_measured", cell=cell if is_value else stamp)
