"""Judgements that come back in a file: the sheet of influences of our workbook, a table in CSV, or ScenarioWizard's .scw.

A file is held against what stands in the dossier, cell by cell; only what differs is brought. An empty cell is missing.
The variants are found by their ids, else by the names of drivers and variants. Pure. docs/method/explore.md, section 7.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final

from rodedraad.errors import WrongUse
from rodedraad.explore import Matrix
from rodedraad.intake import impacts
from rodedraad.intake.workbook import MOST_BYTES
from rodedraad.records import Driver, Judgement, Message
from rodedraad.wording import LANGUAGES, word

_SHEET: Final = "sheet.impacts"
_HEADINGS: Final = frozenset({"code", "id"})
_FIRST_ROWS: Final = 12
_WIDEST: Final = 700
_ID = re.compile(r"[a-z][a-z_]{0,39}[1-9][0-9]?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that a file judges otherwise; ``before`` is what stands, None where nothing does."""

    cell: str
    before: Judgement | None
    value: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a file brings: cells that differ, and drivers where the dossier has none."""

    changes: tuple[Change, ...] = ()
    drivers: tuple[Driver, ...] = ()


NOTHING: Final = Brought()


def is_matrix(data: bytes, name: str) -> bool:
    """Whether a file that is no workbook is a cross-impact matrix: by its name, or the headings of its first row."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".scw":
        return True
    if suffix not in (".csv", ".tsv"):
        return False
    first = data[:4096].decode("utf-8-sig", "replace").split("\n", 1)[0].strip()
    cells = [cell.strip().strip('"').lower() for cell in re.split("[,;\t]", first)]
    return cells[0] in _HEADINGS and any(_ID.match(cell) for cell in cells[1:])


def in_workbook(data: bytes) -> bytes | None:
    """The sheet of influences as a table in CSV; None where the workbook has no such sheet. Raises WrongUse."""
    if len(data) > MOST_BYTES or not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    from openpyxl import load_workbook  # noqa: PLC0415  takes longer to load than most workbooks to read

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception:  # noqa: BLE001  whatever is wrong with it is said by the reader of the lists
        return None
    names = {word(Message(code=_SHEET), language) for language in LANGUAGES}
    sheet = next((one for one in book.worksheets if one.title in names), None) or next(
        filter(_is_square, book.worksheets), None
    )
    if sheet is None:
        return None
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    is_begun = False
    for number, row in enumerate(sheet.iter_rows(max_col=_WIDEST, max_row=_WIDEST), start=1):
        cells = [_shown(cell, number) for cell in row]
        is_begun = is_begun or (bool(cells) and cells[0].strip().lower() in _HEADINGS)
        if is_begun and any(cells):
            writer.writerow(cells)
        elif not is_begun and number > _FIRST_ROWS:
            break
    return out.getvalue().encode() if is_begun else None


def _is_square(sheet: Any) -> bool:
    """Whether a sheet has the headings of a matrix, whatever it is called: code or id, then the ids of variants."""
    for row in sheet.iter_rows(max_col=_WIDEST, max_row=_FIRST_ROWS, values_only=True):
        cells = [str(cell or "").strip().lower() for cell in row]
        if cells and cells[0] in _HEADINGS and sum(bool(_ID.match(cell)) for cell in cells[1:]) > 1:
            return True
    return False


def brought(matrix: Matrix, drivers: Sequence[Driver], judgements: Sequence[Judgement]) -> Brought:
    """What a matrix says otherwise than these judgements, by cell.

    Raises WrongUse where its drivers or variants are others than those of the dossier, naming one that is.
    """
    if not drivers:
        own = _new(matrix)
        names = [variant.id for driver in own for variant in driver.variants]
        return Brought(drivers=own, changes=tuple(_changes(matrix, names, {})))
    return Brought(changes=tuple(_changes(matrix, _seats(matrix, drivers), {one.id: one for one in judgements})))


def _changes(matrix: Matrix, names: Sequence[str], held: Mapping[str, Judgement]) -> list[Change]:
    owners = matrix.owners
    found = []
    for row, cause in enumerate(names):
        for column, effect in enumerate(names):
            if owners[row] == owners[column]:
                continue
            cell = f"{cause}>{effect}"
            before = held.get(cell)
            value, span = matrix.values[row][column], matrix.span(row, column)
            low, high = span or (None, None)
            was = (before.value, before.low, before.high) if before else (None, None, None)
            if (value, low, high) != was:
                found.append(Change(cell=cell, before=before, value=value, low=low, high=high))
    return found


def _new(matrix: Matrix) -> tuple[Driver, ...]:
    """The drivers of a new model, with the file's ids in small letters. Raises WrongUse where they cannot be ids here."""
    found = []
    for driver in matrix.drivers:
        name = driver.id.lower()
        if not _ID.match(f"{name}1"):
            raise WrongUse("judged.bad_ids", id=driver.id[:80])
        variants = tuple(replace(one, id=f"{name}{number}") for number, one in enumerate(driver.variants, start=1))
        found.append(replace(driver, id=name, variants=variants))
    if len({one.id for one in found}) < len(found):
        raise WrongUse("judged.bad_ids", id=found[0].id)
    return tuple(found)


def _seats(matrix: Matrix, drivers: Sequence[Driver]) -> list[str]:
    """For each row of the matrix the id of the variant here: by id, else by the names of driver and variant."""
    ids = {variant.id for driver in drivers for variant in driver.variants}
    by_name = {
        (_plain(getattr(driver, language)), _plain(getattr(variant, language))): variant.id
        for language in ("en", "nl")
        for driver in drivers
        for variant in driver.variants
    }
    found = []
    for driver in matrix.drivers:
        for variant in driver.variants:
            name = variant.id if variant.id in ids else by_name.get((_plain(driver.nl), _plain(variant.nl)))
            if name is None:
                raise WrongUse(
                    "judged.unknown", name=f"{driver.nl}: {variant.nl}"[:120], known=", ".join(sorted(ids))[:300]
                )
            found.append(name)
    if len(set(found)) != len(found) or len(found) != len(ids):
        missing = sorted(ids.difference(found))
        raise WrongUse(
            "judged.incomplete", missing=", ".join(missing)[:300] or "-", count=len(found), expected=len(ids)
        )
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shown(cell: Any, number: int) -> str:
    """A cell as text; a formula is refused, since what it gives was worked out elsewhere."""
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        raise WrongUse("judged.formula", row=number, column=cell.column_letter)
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return " ".join(str(cell.value).split())


def read(data: bytes, name: str) -> Matrix:
    """The matrix in a file of which ``is_matrix`` or ``in_workbook`` said that it is one."""
    return impacts.read(data, name)
