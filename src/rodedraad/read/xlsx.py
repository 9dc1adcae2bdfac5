"""Workbooks: the values of the visible sheets, cell by cell, as tables that empty rows part.

Formulas are shown by the value that was saved with them. What lies beyond the bounds is said, not dropped in silence.
Method: docs/method/read-office.md.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from rodedraad.errors import UnreadableSource
from rodedraad.read.archive import Package, parse_xml
from rodedraad.read.gather import Gatherer
from rodedraad.read.opc import properties
from rodedraad.records import Message, Perusal

# A table that people read has hundreds of rows; beyond this it is a data set, of which the start shows what it is.
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 256
MAX_CELLS: Final = 100_000
_MAX_SHEET_BYTES: Final = 24 << 20
_MAX_EMPTY: Final = 12_000_000
_KEPT: Final = ("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
_DAY_SECONDS: Final = 86_400


class XlsxReader:
    """XLSX and XLSM; macros are never looked at."""

    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm", ".xltx")

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of a workbook. Raises UnreadableSource."""
        from openpyxl import load_workbook  # noqa: PLC0415 - takes longer to load than most workbooks to read

        package = Package(data)
        gatherer = Gatherer(data, path)
        checked, are_cut = plain(package)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it cannot show, which are not text
            book = load_workbook(io.BytesIO(checked), read_only=True, data_only=True, keep_links=False)
            left = [MAX_CELLS, _MAX_EMPTY]
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    gatherer.problem("other", "read.sheet_hidden", sheet=sheet.title)
                elif _pour(sheet, gatherer, left) or sheet.title in are_cut or _path(sheet) in are_cut:
                    gatherer.problem("truncated", "read.sheet_cut", sheet=sheet.title, cells=MAX_CELLS, rows=MAX_ROWS)
        return gatherer.perusal(properties=properties(package))


def _path(sheet: Any) -> str:
    return str(getattr(sheet, "_worksheet_path", "")).casefold()


def plain(package: Package, *, most: int = _MAX_SHEET_BYTES) -> tuple[bytes, set[str]]:
    """The same workbook without pictures and macros, its markup checked; and the sheets cut at ``most`` bytes."""
    cut: set[str] = set()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        main = package.main_part()
        strings = [part.target for part in package.relationships(main) if part.kind == "sharedStrings"]
        sheets = [part.target for part in package.relationships(main) if part.kind == "worksheet"]
        folder, _, file = main.rpartition("/")
        kept = dict.fromkeys([*_KEPT, main, f"{folder}/_rels/{file}.rels", *strings])
        names = {name.casefold(): name for name in package.names()}
        for name in kept:
            if name.casefold() in names:
                archive.writestr(names.pop(name.casefold()), _checked(package.read(name), name))
        for name in sheets:
            start, is_whole = package.read_start(name, most)
            if not is_whole:
                cut.add(name.casefold())
                start = _closed(start, name)
            if name.casefold() in names:
                archive.writestr(names.pop(name.casefold()), _checked(start, name))
    return target.getvalue(), cut


def _checked(data: bytes, name: str) -> bytes:
    from lxml import etree  # noqa: PLC0415 - as above

    written: bytes = etree.tostring(parse_xml(data, name), encoding="utf-8")
    return written


def _closed(start: bytes, name: str) -> bytes:
    """The start of a sheet, ended after its last whole row."""
    end = start.rfind(b"</row>")
    if end < 0:
        raise UnreadableSource("too_large", "read.member_too_large", member=name, limit=_MAX_SHEET_BYTES >> 20)
    return start[: end + 6] + b"</sheetData></worksheet>"


def _pour(sheet: Any, gatherer: Gatherer, left: list[int]) -> bool:
    """Hands one sheet over; says whether it was cut."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet.reset_dimensions()
    table, first, is_named = -1, 0, False
    is_open = False
    for at, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
        left[1] -= len(row) + 1
        if at > MAX_ROWS or left[0] <= 0 or left[1] <= 0 or gatherer.is_full:
            return True
        shown = [(column, text) for column, text in _shown(row) if text]
        if not shown:
            is_open = False
            continue
        if not is_named:
            gatherer.heading(sheet.title, 1)
            is_named = True
        if not is_open:
            table, first, is_open = gatherer.table(), at, True
        for column, text in shown:
            left[0] -= 1
            cell = f"{get_column_letter(column + 1)}{at}"
            locator = Message.of("read.at_cell", cell=cell, sheet=sheet.title)
            gatherer.cell(text, table=table, row=at - first, column=column, locator=locator)
        if shown[-1][0] >= MAX_COLUMNS:
            return True
    return False


def _shown(row: Sequence[Any]) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(row):
        if cell.value is not None:
            yield column, _worded(cell.value, str(getattr(cell, "number_format", None) or ""))


def _worded(value: Any, shape: str) -> str:
    """A value as the sheet shows it, as far as that is plain: dates, shares, whole numbers."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() / _DAY_SECONDS:.10g}"
    if isinstance(value, int | float):
        if "%" in shape and '"' not in shape:
            return f"{value * 100:.10g}%"
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    return str(value)
