"""Reads a cross-impact matrix from a file: ScenarioWizard's .scw, a table in CSV or a workbook, or JSON. Pure.

Whatever the format, the outcome is a Matrix in which an empty cell is missing, never zero; a cell that is no whole
number is refused with its row and column. The formats: docs/method/explore.md, section 4.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from rodedraad.errors import WrongUse
from rodedraad.explore import SCALE, Matrix, checked
from rodedraad.intake import drafts, grids, squares
from rodedraad.intake.drafts import Draft
from rodedraad.read.encoding import decoded

LARGEST: Final = 16 << 20
"""Bytes; a matrix of 600 variants with long names stays below 3 MB."""
_SHOWN: Final = 200
WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})


def read(data: bytes, name: str, *, scale: int = SCALE) -> Matrix:
    """The matrix in a file. ``scale`` is the largest judgement, up or down.

    Raises WrongUse, with row and column where it applies, for what is no such file or no matrix that can be searched.
    """
    if len(data) > LARGEST:
        raise WrongUse("explore.file_too_large", most=LARGEST >> 20)
    suffix = PurePath(name).suffix.lower()
    if suffix in WORKBOOKS:
        return checked(in_workbook(data, name), scale=scale)
    reader = _READERS.get(suffix)
    if reader is None:
        raise WrongUse("explore.file_format", name=name, known=" ".join(sorted({*_READERS, *WORKBOOKS})))
    text = _text(data)
    if not text.strip():
        raise WrongUse("explore.file_empty", name=name)
    return checked(reader(text), scale=scale)


def table(data: bytes) -> grids.Grid:
    """The table in a CSV. Raises WrongUse where there is none."""
    if len(data) > LARGEST or not (text := _text(data)).strip():
        raise WrongUse("explore.no_table")
    return grids.of_csv(text)


def _text(data: bytes) -> str:
    return decoded(data).text.lstrip("\ufeff").replace("\0", "")


def _json(text: str) -> Matrix:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongUse("explore.no_json") from error
    found = []
    descriptors = held.get("descriptors") if isinstance(held, dict) else None
    rows = held.get("matrix") if isinstance(held, dict) else None
    if not isinstance(descriptors, list) or not isinstance(rows, list):
        raise WrongUse("explore.json_keys")
    for number, one in enumerate(descriptors, start=1):
        variants = one.get("variants") if isinstance(one, dict) else None
        if not isinstance(variants, list) or not all(isinstance(variant, str) for variant in variants):
            raise WrongUse("explore.json_driver", number=number)
        called = one.get("name") or one.get("id") or ""
        id_ = one.get("id") or ""
        if not isinstance(called, str) or not isinstance(id_, str):
            raise WrongUse("explore.json_driver", number=number)
        found.append(
            Draft(
                name=drafts.named(called),
                variants=[drafts.named(variant) for variant in variants],
                id=drafts.named(id_),
            )
        )
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list):
            raise WrongUse("explore.json_row", row=number)
    return drafts.matrix(found, rows, range(1, len(rows) + 1))


def _scw(text: str) -> Matrix:
    """ScenarioWizard's project file: parts that end with a line "#"; the first has the names, one later the matrix."""
    parts: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            parts.append([])
        else:
            parts[-1].append((number, line))
    found: list[Draft] = []
    for _, line in parts[0]:
        if line.startswith("&"):
            found.append(Draft(name=drafts.named(line[1:]), variants=[]))
        elif line.lstrip().startswith("-") and found:
            found[-1].variants.append(drafts.named(line.lstrip()[1:]))
    _take_ids(found, [line for _, line in parts[1]] if len(parts) > 1 else [])
    cells = next((rows for part in parts[1:] if (rows := _scw_rows(part))), None)
    if not found or cells is None:
        raise WrongUse("explore.no_scw")
    return drafts.matrix(found, [row for _, row in cells], [number for number, _ in cells])


def _take_ids(found: Sequence[Draft], short: Sequence[str]) -> None:
    """Takes the short names for ids where all are what we write: the driver's, and that with a number from 1."""
    expected = [name for draft in found for name in (None, *range(1, len(draft.variants) + 1))]
    if len(short) != len(expected):
        return
    ids: list[str] = []
    for line, number in zip(short, expected, strict=True):
        name = line.strip()
        if number is None:
            ids.append(name.removeprefix("&").strip())
        elif not ids[-1] or ids[-1][-1].isdigit() or name != f"{ids[-1]}{number}":
            return
    for draft, id_ in zip(found, ids, strict=True):
        draft.id = id_


def _scw_rows(part: Sequence[tuple[int, str]]) -> list[tuple[int, list[str]]] | None:
    """The rows of a part in which every line is a row of cells between commas; None where it is no such part."""
    lines = [(number, line) for number, line in part if line.strip()]
    if not lines or not all("," in line and not line.lstrip().startswith('"') for _, line in lines):
        return None
    return [(number, line.split(",")) for number, line in lines]


def _csv(text: str) -> Matrix:
    """A table: a row and a column per variant, with headings above them, before them or both (``squares.py``)."""
    return squares.read(grids.of_csv(text))


def in_workbook(data: bytes, name: str) -> Matrix:
    """The matrix on the sheet that holds one. Raises WrongUse where none does, naming the sheets."""
    found = grids.of_workbook(data)
    if sheet := squares.best(found):
        return squares.read(sheet)
    for one in found:
        with contextlib.suppress(WrongUse):
            return squares.read(one)
    raise WrongUse("explore.no_sheet", name=name, sheets=", ".join(one.sheet for one in found)[:_SHOWN] or "-")


_READERS: Final[Mapping[str, Callable[[str], Matrix]]] = {".scw": _scw, ".csv": _csv, ".tsv": _csv, ".json": _json}
