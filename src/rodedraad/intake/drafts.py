"""A cross-impact matrix as a file names it, on its way to one that can be searched: drivers, ids, cells. Pure.

Whatever the format, an empty cell is missing, never zero, and a cell that is no whole number is refused with its row
and column. What stands where a driver would act on itself and is no number is how people blot those cells out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rodedraad.errors import WrongUse
from rodedraad.explore import Matrix
from rodedraad.records import Driver, Variant

LONGEST_NAME: Final = 300
_FURTHEST: Final = 10**9
_CELL = re.compile(r"(?:([+-]?\s?\d{1,9})(?:[.,]0{1,9})?)?\s*(?:\[\s*([+-]?\d{1,9})\s*\.\.\s*([+-]?\d{1,9})\s*\])?")
ID = re.compile(r"(.*?\D)(\d{1,4})")
"""A driver's id and the number of a variant."""
_SHOWN: Final = 80
_LETTERED = re.compile(r"([A-Za-z]{1,3})\.(?:\s|$)")
_MINUS = str.maketrans("−–‒", "---")
_UNKNOWN: Final = frozenset({"", "?", "-"})
"""What stands in a cell that nobody judged, as in drijvers.toml: never zero."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A driver as a file names it; ``id`` is "" where the file has none."""

    name: str
    variants: list[str]
    id: str = ""


def drivers(drafts: Sequence[Draft]) -> tuple[Driver, ...]:
    """Drivers with ids: those of the file, else the letters with which all names begin ("A. Government"), else A, B, C."""
    lettered = [_LETTERED.match(draft.name) for draft in drafts]
    letters = [match[1] for match in lettered if match]
    is_lettered = len(letters) == len(set(letters)) == len(drafts)
    found = []
    for place, draft in enumerate(drafts):
        # ids of a combination stand beside one another with blanks between
        id_ = "_".join(draft.id.split()) or (letters[place] if is_lettered else letter(place))
        variants = tuple(
            Variant(id=f"{id_}{number}", nl=variant or f"{id_}{number}", en=variant or f"{id_}{number}")
            for number, variant in enumerate(draft.variants, start=1)
        )
        found.append(Driver(id=id_, nl=draft.name or id_, en=draft.name or id_, variants=variants))
    return tuple(found)


def letter(place: int) -> str:
    """A, B, ... Z, AA, AB: the id of a driver that has none, and the letters of a column; counted from 0."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def matrix(
    drafts: Sequence[Draft],
    rows: Sequence[Sequence[Any]],
    lines: Sequence[int | str],
    columns: Sequence[str] | None = None,
) -> Matrix:
    """A matrix of cells as they stand in a file; ``lines`` and ``columns`` are what its rows and columns are called there.

    Raises WrongUse for another number of rows or cells than there are variants, and for a cell that is no judgement.
    """
    made = drivers(drafts)
    owners = [place for place, driver in enumerate(made) for _ in driver.variants]
    names = [f"{one.id} ({driver.nl}: {one.nl})" for driver in made for one in driver.variants]
    if len(rows) != len(names):
        raise WrongUse("explore.rows", count=len(rows), expected=len(names))
    values, low, high = [], [], []
    for place, (line, name, row) in enumerate(zip(lines, names, rows, strict=False)):
        if len(row) != len(names):
            raise WrongUse("explore.columns", row=f"{line}, {name}", count=len(row), expected=len(names))
        cells = [
            (None, None, None)
            if owners[at] == owners[place] and not is_cell(cell)
            else _cell(cell, row=f"{line}, {name}", column=f"{columns[at] if columns else at + 1}, {names[at]}")
            for at, cell in enumerate(row)
        ]
        values.append(tuple(cell[0] for cell in cells))
        low.append(tuple(cell[1] for cell in cells))
        high.append(tuple(cell[2] for cell in cells))
    return Matrix(drivers=made, values=tuple(values), low=tuple(low), high=tuple(high))


def is_cell(cell: Any) -> bool:
    """Whether it can be a judgement, or one that is missing."""
    if cell is None or (isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) < _FURTHEST):
        return True
    text = cell.translate(_MINUS).strip() if isinstance(cell, str) else None
    return text is not None and (text in _UNKNOWN or _CELL.fullmatch(text) is not None)


def _cell(cell: Any, *, row: str, column: str) -> tuple[int | None, int | None, int | None]:
    """A judgement with its interval: 2, -1, "2,0", "2 [1..3]", or nothing."""
    if not is_cell(cell):
        code = "explore.formula" if str(cell).startswith("=") else "explore.cell"
        raise WrongUse(code, row=row, column=column, value=str(cell)[:40])
    if cell is None or isinstance(cell, int):
        return cell, None, None
    text = str(cell).translate(_MINUS).strip()
    match = None if text in _UNKNOWN else _CELL.fullmatch(text)
    if match is None:
        return None, None, None
    value, low, high = (None if part is None else int(part.replace(" ", "")) for part in match.groups())
    return value, low, high


def named(text: str) -> str:
    """A name as it is kept: without double blanks, and not without end."""
    return " ".join(text.split())[:LONGEST_NAME]


def of_ids(lines: Sequence[str], ids: Sequence[str]) -> list[Draft]:
    """The drivers of variants that are called by ids, as A1, A2, B1. Raises WrongUse for what is none, or out of order."""
    drafts: list[Draft] = []
    for line, id_ in zip(lines, ids, strict=True):
        match = ID.fullmatch(id_)
        if match is None:
            raise WrongUse("explore.no_id", row=line, value=id_[:_SHOWN])
        driver = match[1].rstrip(" ._-") or match[1]
        if not drafts or drafts[-1].id != driver:
            drafts.append(Draft(name=driver, variants=[], id=driver))
        if int(match[2]) != len(drafts[-1].variants) + 1:
            expected = f"{driver}{len(drafts[-1].variants) + 1}"
            raise WrongUse("explore.id_order", row=line, value=id_[:_SHOWN], expected=expected)
        drafts[-1].variants.append(id_)
    return drafts


def of_names(lines: Sequence[str], names: Sequence[tuple[str, str]]) -> list[Draft]:
    """The drivers of pairs of names, of which an empty driver is the one before. Raises WrongUse where none is."""
    drafts: list[Draft] = []
    for line, (driver, variant) in zip(lines, names, strict=True):
        if not driver and not drafts:
            raise WrongUse("explore.no_driver", row=line)
        if driver and (not drafts or drafts[-1].name != named(driver)):
            drafts.append(Draft(name=named(driver), variants=[]))
        drafts[-1].variants.append(named(variant))
    return drafts
