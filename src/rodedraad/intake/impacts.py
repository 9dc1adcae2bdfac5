"""Reads a cross-impact matrix from a file: ScenarioWizard's .scw, a table in CSV, or JSON. Pure.

Whatever the format, the outcome is a Matrix in which an empty cell is missing, never zero; a cell that is no whole
number is refused with its row and column. The formats: docs/method/explore.md, section 4.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from rodedraad.errors import WrongUse
from rodedraad.explore import SCALE, Matrix, checked
from rodedraad.read.encoding import decoded
from rodedraad.records import Driver, Variant

LARGEST: Final = 16 << 20
"""Bytes; a matrix of 600 variants with long names stays below 3 MB."""
LONGEST_NAME: Final = 300
_MOST_CELLS: Final = 2_000
"""In one row or column: more than any matrix that is searched, so that a wrong size is still said as such."""
_FURTHEST: Final = 10**9
_CELL = re.compile(r"([+-]?\d{1,9})?\s*(?:\[\s*([+-]?\d{1,9})\s*\.\.\s*([+-]?\d{1,9})\s*\])?")
_ID = re.compile(r"(.*?\D)(\d{1,4})")
_NAMED = re.compile(r"(.+?)\s*[:/|]\s*(.+)")
_LETTERED = re.compile(r"([A-Za-z]{1,3})\.(?:\s|$)")
_DEEPEST: Final = 2
"""Rows or columns of headings that have no names of their own: drivers and variants."""
_MINUS = str.maketrans("−–‒", "---")
_HEADINGS: Final[Mapping[str, str]] = {
    "id": "id",
    "code": "id",
    "driver": "driver",
    "descriptor": "driver",
    "drijvende kracht": "driver",
    "kracht": "driver",
    "variant": "variant",
    "toestand": "variant",
    "state": "variant",
}


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A driver as a file names it; ``id`` is "" where the file has none."""

    name: str
    variants: list[str]
    id: str = ""


def read(data: bytes, name: str, *, scale: int = SCALE) -> Matrix:
    """The matrix in a file. ``scale`` is the largest judgement, up or down.

    Raises WrongUse, with row and column where it applies, for what is no such file or no matrix that can be searched.
    """
    if len(data) > LARGEST:
        raise WrongUse("explore.file_too_large", most=LARGEST >> 20)
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise WrongUse("explore.file_format", name=name, known=" ".join(sorted(_READERS)))
    text = decoded(data).text.lstrip("\ufeff").replace("\0", "")
    if not text.strip():
        raise WrongUse("explore.file_empty", name=name)
    return checked(reader(text), scale=scale)


def _drivers(drafts: Sequence[_Draft]) -> tuple[Driver, ...]:
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
    """A, B, ... Z, AA, AB: the id of a driver that has none."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _matrix(drafts: Sequence[_Draft], rows: Sequence[Sequence[Any]], lines: Sequence[int]) -> Matrix:
    """A matrix of cells as they stand in a file; ``lines`` are the numbers of their rows there."""
    drivers = _drivers(drafts)
    names = [f"{one.id} ({driver.nl}: {one.nl})" for driver in drivers for one in driver.variants]
    if len(rows) != len(names):
        raise WrongUse("explore.rows", count=len(rows), expected=len(names))
    values, low, high = [], [], []
    for line, name, row in zip(lines, names, rows, strict=False):
        if len(row) != len(names):
            raise WrongUse("explore.columns", row=f"{line}, {name}", count=len(row), expected=len(names))
        cells = [
            _cell(cell, row=f"{line}, {name}", column=f"{at}, {names[at - 1]}") for at, cell in enumerate(row, start=1)
        ]
        values.append(tuple(cell[0] for cell in cells))
        low.append(tuple(cell[1] for cell in cells))
        high.append(tuple(cell[2] for cell in cells))
    return Matrix(drivers=drivers, values=tuple(values), low=tuple(low), high=tuple(high))


def _cell(cell: Any, *, row: str, column: str) -> tuple[int | None, int | None, int | None]:
    """A judgement with its interval: 2, -1, "2 [1..3]", or nothing."""
    if cell is None:
        return None, None, None
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) < _FURTHEST:
        return cell, None, None
    text = str(cell).translate(_MINUS).strip()
    match = _CELL.fullmatch(text) if isinstance(cell, str) else None
    if match is None:
        raise WrongUse("explore.cell", row=row, column=column, value=str(cell)[:40])
    value, low, high = (None if part is None else int(part) for part in match.groups())
    return value, low, high


def _json(text: str) -> Matrix:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongUse("explore.no_json") from error
    drafts = []
    descriptors = held.get("descriptors") if isinstance(held, dict) else None
    rows = held.get("matrix") if isinstance(held, dict) else None
    if not isinstance(descriptors, list) or not isinstance(rows, list):
        raise WrongUse("explore.json_keys")
    for number, one in enumerate(descriptors, start=1):
        variants = one.get("variants") if isinstance(one, dict) else None
        if not isinstance(variants, list) or not all(isinstance(variant, str) for variant in variants):
            raise WrongUse("explore.json_driver", number=number)
        named = one.get("name") or one.get("id") or ""
        id_ = one.get("id") or ""
        if not isinstance(named, str) or not isinstance(id_, str):
            raise WrongUse("explore.json_driver", number=number)
        drafts.append(_Draft(name=_name(named), variants=[_name(variant) for variant in variants], id=_name(id_)))
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list):
            raise WrongUse("explore.json_row", row=number)
    return _matrix(drafts, rows, range(1, len(rows) + 1))


def _name(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NAME]


def _scw(text: str) -> Matrix:
    """ScenarioWizard's project file: parts that end with a line "#"; the first has the names, one later the matrix."""
    parts: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            parts.append([])
        else:
            parts[-1].append((number, line))
    drafts: list[_Draft] = []
    for _, line in parts[0]:
        if line.startswith("&"):
            drafts.append(_Draft(name=_name(line[1:]), variants=[]))
        elif line.lstrip().startswith("-") and drafts:
            drafts[-1].variants.append(_name(line.lstrip()[1:]))
    _take_ids(drafts, [line for _, line in parts[1]] if len(parts) > 1 else [])
    cells = next((found for part in parts[1:] if (found := _scw_rows(part))), None)
    if not drafts or cells is None:
        raise WrongUse("explore.no_scw")
    return _matrix(drafts, [row for _, row in cells], [number for number, _ in cells])


def _take_ids(drafts: Sequence[_Draft], short: Sequence[str]) -> None:
    """Takes the short names for ids where all are what we write: the driver's, and that with a number from 1."""
    expected = [name for draft in drafts for name in (None, *range(1, len(draft.variants) + 1))]
    if len(short) != len(expected):
        return
    ids: list[str] = []
    for line, number in zip(short, expected, strict=True):
        name = line.strip()
        if number is None:
            ids.append(name.removeprefix("&").strip())
        elif not ids[-1] or ids[-1][-1].isdigit() or name != f"{ids[-1]}{number}":
            return
    for draft, id_ in zip(drafts, ids, strict=True):
        draft.id = id_


def _scw_rows(part: Sequence[tuple[int, str]]) -> list[tuple[int, list[str]]] | None:
    """The rows of a part in which every line is a row of cells between commas; None where it is no such part."""
    lines = [(number, line) for number, line in part if line.strip()]
    if not lines or not all("," in line and not line.lstrip().startswith('"') for _, line in lines):
        return None
    return [(number, line.split(",")) for number, line in lines]


def _csv(text: str) -> Matrix:
    """A table: a row and a column per variant, with headings above them, before them or both (see the method page)."""
    rows = _table(text)
    heading = [_HEADINGS.get(cell.casefold(), "") for cell in rows[0][1]]
    if "id" in heading or ("driver" in heading and "variant" in heading):
        return _csv_named(rows, heading)
    return _csv_plain(rows)


def _table(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold something, with their numbers as a spreadsheet counts them; cells without blanks around them."""
    text = re.sub(r"\Asep=.\r?\n", "", text)
    lines = [line for line in text.split("\n") if line.strip()]
    separator = max(",;\t", key=lambda one: min(line.count(one) for line in lines[:5]))
    try:
        read_ = list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1))
    except csv.Error as error:
        raise WrongUse("explore.no_table") from error
    rows = [(number, [cell.strip() for cell in row]) for number, row in read_ if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise WrongUse("explore.no_table")
    width = max(len(row) - next(at for at, cell in enumerate(reversed(row)) if cell) for _, row in rows)
    if len(rows) > _MOST_CELLS or width > _MOST_CELLS:
        raise WrongUse("explore.too_many", count=max(len(rows), width), most=_MOST_CELLS)
    return [(number, (row + [""] * width)[:width]) for number, row in rows]


def _csv_named(rows: Sequence[tuple[int, list[str]]], heading: Sequence[str]) -> Matrix:
    """Columns that are called id, driver and variant, then a column per variant, headed by its id (or its name)."""
    width = next((at for at, name in enumerate(heading) if not name), len(heading))
    seat = {name: at for at, name in enumerate(heading[:width])}
    labels = [[_plain(cell) for cell in row[:width]] for _, row in rows[1:]]
    if "id" in seat:
        ids = [row[seat["id"]] for row in labels]
        _same(rows, ids, [_plain(cell) for cell in rows[0][1][width:]])
        drafts = _of_ids(rows, ids)
    else:
        ids = []
        drafts = _of_names(rows[1:], [(row[seat["driver"]], row[seat["variant"]]) for row in labels])
    place = 0
    for draft in drafts:
        for number in range(len(draft.variants)):
            if "driver" in seat and labels[place][seat["driver"]]:
                draft.name = _name(labels[place][seat["driver"]])
            if "variant" in seat:
                draft.variants[number] = _name(labels[place][seat["variant"]])
            place += 1
    return _matrix(drafts, [row[width:] for _, row in rows[1:]], [number for number, _ in rows[1:]])


def _csv_plain(rows: Sequence[tuple[int, list[str]]]) -> Matrix:
    """Headings without names of their own: how many rows and columns of them there are shows from where cells begin."""
    deep = next((at for at, (_, row) in enumerate(rows) if _is_cells(row[_DEEPEST:])), 0)
    below = rows[deep:]
    narrow = min((len(row) for _, row in below), default=0)
    wide = next((at for at in range(min(_DEEPEST + 1, narrow)) if _is_cells([row[at] for _, row in below])), 0)
    if deep > _DEEPEST or not below or not (deep or wide):
        raise WrongUse("explore.no_table")
    above = [[_plain(cell) for cell in row[wide:]] for _, row in rows[:deep]]
    before = [[_plain(cell) for cell in row[:wide]] for _, row in below]
    across = above[-1] if above else []
    down = [label[-1] for label in before] if wide else across
    if deep and not len(across) == len(down) == len(below):
        raise WrongUse("explore.not_square", rows=len(below), columns=len(across))
    labels = before if wide else [list(label) for label in zip(*above, strict=True)]
    if all(len(label) == _DEEPEST for label in labels):
        drafts = _of_names(below, [(driver, variant) for driver, variant in labels])
    elif all(_NAMED.fullmatch(label[0]) for label in labels):
        pairs = [_NAMED.fullmatch(label[0]) for label in labels]
        drafts = _of_names(below, [(pair[1], pair[2]) for pair in pairs if pair])
    else:
        drafts = _of_ids([rows[0], *below], [label[0] for label in labels])
    if deep and wide and across != [one.id for driver in _drivers(drafts) for one in driver.variants]:
        _same([rows[0], *below], down, across)
    return _matrix(drafts, [row[wide:] for _, row in below], [number for number, _ in below])


def _is_cells(cells: Sequence[str]) -> bool:
    """Whether most of what is filled in are judgements: one slip of the pen does not make a row a heading."""
    filled = [cell for cell in cells if cell]
    return 2 * sum(_CELL.fullmatch(cell.translate(_MINUS)) is not None for cell in filled) > len(filled)


def _plain(cell: str) -> str:
    """A heading without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if re.match(r"'[=+\-@]", cell) else cell


def _same(rows: Sequence[tuple[int, list[str]]], down: Sequence[str], across: Sequence[str]) -> None:
    """Refuses a table whose columns are not its rows: a matrix in another order would be read askew in silence."""
    if len(down) != len(across):
        raise WrongUse("explore.not_square", rows=len(down), columns=len(across))
    for at, (name, other) in enumerate(zip(down, across, strict=True)):
        if name != other:
            raise WrongUse("explore.other_order", row=rows[at + 1][0], name=name[:80], other=other[:80])


def _of_ids(rows: Sequence[tuple[int, list[str]]], ids: Sequence[str]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for (line, _), id_ in zip(rows[1:], ids, strict=True):
        match = _ID.fullmatch(id_)
        if match is None:
            raise WrongUse("explore.no_id", row=line, value=id_[:80])
        driver = match[1].rstrip(" ._-") or match[1]
        if not drafts or drafts[-1].id != driver:
            drafts.append(_Draft(name=driver, variants=[], id=driver))
        if int(match[2]) != len(drafts[-1].variants) + 1:
            raise WrongUse(
                "explore.id_order", row=line, value=id_[:80], expected=f"{driver}{len(drafts[-1].variants) + 1}"
            )
        drafts[-1].variants.append(id_)
    return drafts


def _of_names(rows: Sequence[tuple[int, list[str]]], names: Sequence[tuple[str, str]]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for (line, _), (driver, variant) in zip(rows, names, strict=True):
        if not driver and not drafts:
            raise WrongUse("explore.no_driver", row=line)
        if driver and (not drafts or drafts[-1].name != _name(driver)):
            drafts.append(_Draft(name=_name(driver), variants=[]))
        drafts[-1].variants.append(_name(variant))
    return drafts


_READERS: Final[Mapping[str, Callable[[str], Matrix]]] = {".scw": _scw, ".csv": _csv, ".tsv": _csv, ".json": _json}
