"""Tables of text with their row numbers, from CSV and from the sheets of a workbook, read without trusting them. Pure."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rodedraad.errors import UnreadableSource, WrongUse

MOST_BYTES: Final = 64 << 20
_MOST_CELLS: Final = 2_000
"""In one row or column: more than any matrix that is searched, so that a wrong size is still said as such."""
_WIDEST: Final = 700
"""Columns and rows of a sheet that are read: 600 variants, their headings and what stands around them."""
TOP: Final = 12
"""Rows within which the headings of a table stand."""
_FEWEST: Final = 2
_SHOWN: Final = 80
_OLD: Final = b"\xd0\xcf\x11\xe0"
_BROKEN = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, zipfile.BadZipFile)
"""What the reader of workbooks raises on a package that is sound and holds no sound workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the rows that hold something with their numbers as a spreadsheet counts them, all as wide; and its sheet."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    sheet: str = ""

    def line(self, number: int) -> str:
        """A row as people find it: its number, and the sheet where there are sheets."""
        return f"{number} («{self.sheet[:_SHOWN]}»)" if self.sheet else str(number)


def of_csv(text: str) -> Grid:
    """The table in a text with commas, semicolons or tabs; cells without blanks around them. Raises WrongUse."""
    text = re.sub(r"\Asep=.\r?\n", "", text)
    lines = [line for line in text.split("\n") if line.strip()]
    # in most lines, as a title above the table has none, and a decimal comma is not in the headings; then the most often
    separator = max(
        ",;\t", key=lambda one: (sum(one in line for line in lines), sum(line.count(one) for line in lines))
    )
    try:
        found = list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1))
    except csv.Error as error:
        raise WrongUse("explore.no_table") from error
    rows = [(number, [cell.strip() for cell in row]) for number, row in found if any(cell.strip() for cell in row)]
    if len(rows) < _FEWEST:
        raise WrongUse("explore.no_table")
    return _even(rows, sheet="")


def of_workbook(data: bytes) -> tuple[Grid, ...]:
    """The visible sheets that hold a table, in their order. Raises WrongUse where the bytes are no workbook."""
    from rodedraad.read.archive import Package  # noqa: PLC0415  where there is a workbook
    from rodedraad.read.xlsx import plain  # noqa: PLC0415

    if len(data) > MOST_BYTES:
        raise WrongUse("intake.too_large", most=MOST_BYTES >> 20)
    if data.startswith(_OLD):
        raise WrongUse("intake.old_or_locked")
    try:
        return tuple(_grids(plain(Package(data), most=MOST_BYTES)[0]))
    except UnreadableSource as error:
        code = {"too_large": "intake.expands", "encrypted": "intake.old_or_locked"}.get(error.kind)
        raise WrongUse(code or "intake.no_workbook") from error
    except _BROKEN as error:
        raise WrongUse("intake.no_workbook") from error


def _grids(data: bytes) -> Iterator[Grid]:
    import warnings  # noqa: PLC0415  where there is a workbook

    from openpyxl import load_workbook  # noqa: PLC0415  takes longer to load than most workbooks to read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that it cannot show, which are not text
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()
            rows = []
            for number, row in enumerate(sheet.iter_rows(max_col=_WIDEST, max_row=_WIDEST), start=1):
                cells = [_text(cell.value) for cell in row]
                if any(cells):
                    rows.append((number, cells))
            if len(rows) >= _FEWEST:
                yield _even(rows, sheet=str(sheet.title))


def _text(value: Any) -> str:
    """A cell as text; a formula begins with "=" and is refused where a judgement should stand."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _even(rows: Sequence[tuple[int, list[str]]], *, sheet: str) -> Grid:
    """A grid of rows that are all as wide as the widest of them is filled."""
    width = max(len(row) - next(at for at, cell in enumerate(reversed(row)) if cell) for _, row in rows)
    if len(rows) > _MOST_CELLS or width > _MOST_CELLS:
        raise WrongUse("explore.too_many", count=max(len(rows), width), most=_MOST_CELLS)
    return Grid(rows=tuple((number, tuple((row + [""] * width)[:width])) for number, row in rows), sheet=sheet)
