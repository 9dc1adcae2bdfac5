"""The heading of a table of measurements: which column holds what, by the names that networks and people use. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from rodedraad.measure.components import unit_of

Column: TypeAlias = Literal["time", "hour", "place", "station", "component", "unit", "value", "checked", "period"]

_NAMES: Final[Mapping[Column, tuple[str, ...]]] = {
    "time": (
        "timestamp_measured", "begindatumtijd", "begindatetime", "begindatum", "datumtijd", "datum_tijd", "tijdstip", "timestamp", "datetime",
        "datum", "date", "periode", "perioden", "period", "jaar", "year", "maand", "month", "begin", "start", "starttijd", "dag", "day",
    ),
    "hour": ("tijd", "uur", "time", "hour"),
    "station": ("stationscode", "station_number", "stationcode", "station", "meetstation", "meetpunt", "station_id", "number", "code"),
    "place": (
        "stationsnaam", "stationsname", "stationnaam", "plaats", "place", "locatie", "location", "gemeente", "municipality", "gebied", "area", "naam",
        "name", "regio", "regios", "regio's", "plaatsnaam", "natuurgebied", "buurt", "wijk",
    ),
    "component": (
        "componentcode", "component", "formula", "formule", "stof", "pollutant", "parameter", "indicator", "onderwerp", "grootheid", "substance",
    ),
    "unit": ("eenheid", "unit", "units"),
    "value": (
        "waarde", "value", "meetwaarde", "concentratie", "concentration", "jaargemiddelde", "gemiddelde", "mean", "annual_mean", "aantal", "number_of",
        "resultaat", "result",
    ),
    "checked": ("gevalideerd", "validated", "validatie", "status", "is_validated"),
    "period": ("bep.periode", "bep.period", "bepalingsperiode", "middelingstijd", "averaging"),
}  # fmt: skip
_UNIT_IN_NAME = re.compile(r"(.{1,60}?)\s*[(\[]\s*(?:in\s+)?([^()\[\]]{1,40}(?:\(A\))?)\s*[)\]]")
_LABELS: Final = {
    "stationscode": "code",
    "stationcode": "code",
    "stationsnaam": "name",
    "stationsname": "name",
    "stationnaam": "name",
    "stationname": "name",
}
"""What the rows above the heading of the RIVM's files are, by the cell before their values."""
_OF_LUCHTMEETNET: Final = "µg/m³"
"""What its open interface gives, which names no unit; as a table these columns have the same values."""
_FIRST_OF_RIVM: Final = ("component", "unit", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where each thing stands; ``stations`` are columns with the values of one station each, in the RIVM's own tables.

    ``unit`` is the unit that the heading itself names: "waarde (µg/m³)". ``is_end``: stamps are the end of their hour.
    """

    columns: Mapping[Column, int]
    stations: tuple[tuple[int, str], ...] = ()
    unit: str | None = None
    is_end: bool = False


def heading(cells: Sequence[str]) -> Heading | None:
    """What a row says as a heading; None where it is none."""
    names = [_name(cell) for cell in cells]
    columns: dict[Column, int] = {}
    unit = None
    for column, known in _NAMES.items():
        found = [(known.index(name), at) for at, name in enumerate(names) if name in known]
        if found:
            columns[column] = min(found)[1]
    if "value" not in columns or "unit" not in columns:
        for at, cell in enumerate(cells):
            inner = _UNIT_IN_NAME.fullmatch(cell.strip())
            if inner and unit_of(inner[2]) and (_name(inner[1]) in _NAMES["value"] or "value" not in columns):
                columns["value"], unit = at, inner[2]
                break
    is_end = "time" in columns and names[columns["time"]] == "timestamp_measured"
    if is_end and "formula" in names and "unit" not in columns:
        unit = unit or _OF_LUCHTMEETNET
    if "value" in columns and "time" in columns:
        return Heading(columns=columns, unit=unit, is_end=is_end)
    if all(one in columns for one in _FIRST_OF_RIVM):
        first = 1 + max(columns[one] for one in _FIRST_OF_RIVM)
        first += sum(1 for name in names[first : first + 1] if name.startswith("eind"))
        first += sum(1 for name in names[first : first + 1] if name.startswith("end"))
        stations = tuple((at, cells[at].strip()) for at in range(first, len(cells)) if cells[at].strip())
        if stations:
            return Heading(columns=columns, stations=stations)
    return None


def is_names(cells: Sequence[str]) -> tuple[int, int] | None:
    """Where the code and the name of a station stand, in the heading of a list of stations without values."""
    names = [_name(cell) for cell in cells]
    codes = [at for at, name in enumerate(names) if name in _NAMES["station"]]
    places = [at for at, name in enumerate(names) if name in _NAMES["place"]]
    return (codes[0], places[0]) if codes and places and heading(cells) is None else None


def names_above(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The names of stations by their codes, from the rows above the heading of a table of the RIVM."""
    found: dict[str, list[str]] = {}
    for cells in rows:
        for at, cell in enumerate(cells):
            label = _LABELS.get(_name(cell))
            if label:
                found[label] = [one.strip() for one in cells[at + 1 :]]
                break
    return {
        code: name for code, name in zip(found.get("code", ()), found.get("name", ()), strict=False) if code and name
    }


def _name(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").strip().strip("\"'").lower().split())
