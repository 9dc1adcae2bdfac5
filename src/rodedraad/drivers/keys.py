"""How drijvers.toml names cells, sections and drivers, and what stands there: read or refused, naming the row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

from rodedraad.errors import WrongUse
from rodedraad.records import Driver, Value

FILE: Final = "drijvers.toml"
SCALE: Final = 3
MOST_DRIVERS: Final = 60
MOST_VARIANTS: Final = 20
"""Of one driver: their pairs are what the search keeps (``explore.matrix``)."""
MOST_NUMBER: Final = 99
"""Of a variant: a number is not given twice, so that what was said of one that is gone is said of no other."""
OF_FRAME: Final = "uit_kader"
"""That a driver is the frame's in other words, so that its example judgements go with it."""
LONGEST: Final = 500
MISSING: Final = "?"
"""What stands in a cell that somebody says nobody can judge; ``-`` is read as the same."""
SHOWN: Final = 80
DIRECTIONS: Final[Mapping[str, Literal[1, -1]]] = {"voor": 1, "tegen": -1}
_MISSING = frozenset({"?", "-", ""})
Numbers: TypeAlias = Mapping[str, tuple[int, ...]]
"""The numbers of the variants of each driver, in their order: 1, 2, 3, unless one was taken out."""
SIDE = re.compile(r"(?P<driver>[a-z][a-z_]{0,39})(?P<number>[1-9][0-9]?)?\Z")


def numbers_of(drivers: Iterable[Driver]) -> dict[str, tuple[int, ...]]:
    """The numbers of the variants of these drivers."""
    return {one.id: tuple(int(each.id.removeprefix(one.id)) for each in one.variants) for one in drivers}


def level(row: str, value: Any, column: str) -> Value:
    """A judgement as it stands in a row, MISSING where nobody can tell. Raises WrongUse, naming row and column."""
    if isinstance(value, str) and value.strip() in _MISSING:
        return MISSING
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongUse("drivers.no_number", row=short(row), column=column, value=str(value)[:SHOWN])
    if abs(value) > SCALE:
        raise WrongUse("drivers.out_of_range", row=short(row), column=column, value=value, scale=SCALE)
    return value


def cell_of(row: str, numbers: Numbers) -> str:
    """The cell that a row names, as ``a1>b2``. Raises WrongUse for less or more than one."""
    (cause, number), (effect, other) = both(row, numbers)
    if number is None or other is None:
        raise WrongUse("drivers.no_cell", row=short(row))
    return f"{cause}{number}>{effect}{other}"


def section_of(row: str, numbers: Numbers) -> str:
    """The section or cell that a row names. Raises WrongUse for half of one."""
    (cause, number), (effect, other) = both(row, numbers)
    if (number is None) != (other is None):
        raise WrongUse("drivers.no_cell", row=short(row))
    return f"{cause}{number or ''}>{effect}{other or ''}"


def confirmable(row: str, numbers: Numbers) -> str:
    """The cell or driver that a row names. Raises WrongUse for another."""
    if ">" in row:
        return cell_of(row, numbers)
    if row not in numbers:
        raise WrongUse("drivers.unknown", row=short(row), name=short(row), known=", ".join(numbers))
    return row


def both(row: str, numbers: Numbers) -> tuple[tuple[str, int | None], tuple[str, int | None]]:
    """The two sides of ``a1 > b2``: driver and number. Raises WrongUse, naming the row and what is not known."""
    parts = [part.strip() for part in row.split(">")]
    if len(parts) != 2:
        raise WrongUse("drivers.no_row", row=short(row))
    sides = []
    for part in parts:
        match = SIDE.match(part)
        if match is None or match["driver"] not in numbers:
            raise WrongUse("drivers.unknown", row=short(row), name=short(part), known=", ".join(numbers))
        number = int(match["number"]) if match["number"] else None
        if number and number not in numbers[match["driver"]]:
            raise WrongUse(
                "drivers.no_variant",
                row=short(row),
                driver=match["driver"],
                number=number,
                most=len(numbers[match["driver"]]),
            )
        sides.append((match["driver"], number))
    if sides[0][0] == sides[1][0]:
        raise WrongUse("drivers.itself", row=short(row))
    return sides[0], sides[1]


def mapping(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The table of that name, empty where there is none. Raises WrongUse where it is none."""
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise WrongUse("frame.wrong_value", file=FILE, key=key, value=str(value)[:SHOWN])
    return value


def without(table: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the frame's drivers that were taken out. Raises WrongUse where that is no list of texts."""
    given = table.get("zonder", [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise wrong("zonder", given)
    return tuple(given)


def wrong(row: str, value: Any) -> WrongUse:
    """That a row has what cannot be."""
    return WrongUse("frame.wrong_value", file=FILE, key=short(row), value=str(value)[:SHOWN])


def short(text: str) -> str:
    """As much of a text as a message shows."""
    return text[:SHOWN]
