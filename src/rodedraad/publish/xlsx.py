"""A publication as a workbook: a sheet per list, with stable ids, that people may work in and send back.

The same publication gives the same bytes. No cell is ever a formula; what an own formula in a document would look like
stays text. Method and limits: docs/method/spreadsheet.md.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, get_args

from rodedraad import phrases
from rodedraad.publish.columns import Cell, Sheet
from rodedraad.publish.credit import credit
from rodedraad.publish.editable import (
    EDITABLE,
    FULL,
    KEPT_FORM,
    KEPT_SHEET,
    SHORT,
    answer,
    fingerprint,
    heading,
    sheet_name,
    shown,
    theme_names,
)
from rodedraad.publish.publication import Publication
from rodedraad.publish.sheets import sheets
from rodedraad.records import StatementType

MOST_CHARS: Final = 32_767
"""Characters (UTF-16 units) of a cell, by the format."""
MOST_ROWS: Final = 1_048_575
"""Rows below the heading, by the format."""
MOST_LINKS: Final = 65_530
_LONGEST_LINK: Final = 2_000
_PROPERTY_CHARS: Final = 240
_FOOTER_CHARS: Final = 120
_STEERS: Final = ("=", "+", "-", "@", "\t", "|")
"""What a spreadsheet takes for the start of a formula, where somebody opens the cell and closes it again."""
_A3, _A4 = 8, 9
_LINE_POINTS: Final = 15
_MOST_LINES: Final = 20
_COUNTED_CHARS: Final = 4_000
_PAPER_CHARS: Final = 280
_HEAD, _HEAD_EDIT, _EDIT, _LINE = "#1F3864", "#FFD966", "#FFF8E1", "#D9D9D9"


def xlsx(publication: Publication) -> bytes:
    """The workbook of a publication: all its lists."""
    return workbook(publication, sheets(publication))


def workbook(publication: Publication, tables: Sequence[Sheet]) -> bytes:
    """A workbook of these lists of a publication, or of a part of their rows. What may be changed in it can come back."""
    from xlsxwriter import Workbook  # noqa: PLC0415  takes a while to load

    target = io.BytesIO()
    book = Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    _properties(book, publication)
    front = book.add_worksheet(sheet_name("about", publication.language))
    writer = _Writer(book, publication)
    for table in tables:
        writer.put(table)
    writer.keep()
    _front(front, writer, tables)
    front.activate()
    book.close()
    return target.getvalue()


def clipped(text: str) -> str:
    """At most what a cell can hold; one that was cut says so at its end. Counted as the format does, in UTF-16."""
    if len(text) * 2 <= MOST_CHARS:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= MOST_CHARS:
        return text
    return units[: 2 * (MOST_CHARS - 8)].decode("utf-16-le", "ignore") + " […]"


class _Writer:
    """Puts sheets into the book, and remembers what was cut and how the cells that may be changed went out."""

    def __init__(self, book: Any, publication: Publication) -> None:
        self.book, self.publication = book, publication
        self.cut_cells, self.cut_rows = 0, 0
        self.kept: list[tuple[str, str, str]] = []
        self.links = 0
        plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
        self.formats: dict[tuple[str, bool], Any] = {}
        for name, more in {
            "plain": {},
            "share": {"num_format": "0%"},
            "edit": {"bg_color": _EDIT, "num_format": "@"},
            "prose": {"bg_color": _EDIT},
        }.items():
            for is_quoted in (False, True):
                self.formats[name, is_quoted] = book.add_format({**plain, **more, "quote_prefix": is_quoted})
        head = {**plain, "bold": True}
        self.head = book.add_format({**head, "bg_color": _HEAD, "font_color": "#FFFFFF"})
        self.head_edit = book.add_format({**head, "bg_color": _HEAD_EDIT})
        self.link = book.add_format({**plain, "font_color": "#0563C1", "underline": 1})

    def put(self, table: Sheet) -> None:
        """One list as a sheet: heading frozen, filters, widths, and choices where only some values will do."""
        language = self.publication.language
        sheet = self.book.add_worksheet(sheet_name(table.kind, language))
        rows = table.rows[:MOST_ROWS]
        self.cut_rows += len(table.rows) - len(rows)
        sheet.set_row(0, 2 * _LINE_POINTS)
        for place, column in enumerate(table.columns):
            is_editable = table.is_editable(column)
            sheet.set_column(place, place, column.width)
            words = shown(column.title) or heading(column.key, language, is_editable=is_editable)
            sheet.write_string(0, place, words, self.head_edit if is_editable else self.head)
        styles = [
            "share" if one.is_share else _style(one.key) if table.is_editable(one) else "plain" for one in table.columns
        ]
        is_kept = table.kind in EDITABLE
        if is_kept:
            self.kept.append(("list", table.kind, " ".join(column.key for column in table.columns)))
        for at, row in enumerate(rows, start=1):
            cells = [self._cell(column.cell(row)) for column in table.columns]
            sheet.set_row(at, _LINE_POINTS * _lines(cells, table))
            for place, (value, style) in enumerate(zip(cells, styles, strict=True)):
                self._write(sheet, at, place, value, style, is_link=table.columns[place].key == "url")
            if is_kept:
                self.kept.append((table.kind, row.id, _prints(table, cells)))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(table.columns) - 1)
        self._choices(sheet, table, len(rows))
        _on_paper(sheet, self.publication)
        sheet.print_area(0, 0, max(1, len(rows)), _printed(table))

    def _cell(self, value: Cell) -> Cell:
        """The value as it may stand in a cell."""
        if not isinstance(value, str):
            return value
        plain = shown(value)
        short = clipped(plain)
        self.cut_cells += short != plain
        return short

    def _write(self, sheet: Any, row: int, column: int, value: Cell, style: str, *, is_link: bool) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.formats[style, False])
        elif not isinstance(value, str):
            sheet.write_number(row, column, value, self.formats[style, False])
        elif is_link and self.links < MOST_LINKS and _is_address(value):
            self.links += 1
            sheet.write_url(row, column, value, self.link, string=value)
        else:
            sheet.write_string(row, column, value, self.formats[style, value.startswith(_STEERS)])

    def _choices(self, sheet: Any, table: Sheet, count: int) -> None:
        """A list to choose from, in the columns where only some values will do."""
        lists = self._lists()
        for place, column in enumerate(table.columns):
            if table.is_editable(column) and column.key in lists:
                letter = "DEF"[list(lists).index(column.key)]
                sheet.data_validation(
                    1,
                    place,
                    max(1, count),
                    place,
                    {
                        "validate": "list",
                        "source": f"={KEPT_SHEET}!${letter}$1:${letter}${len(lists[column.key])}",
                        "error_type": "warning",
                        "error_title": phrases.said("sheet.choose", self.publication.language)[:32],
                        "error_message": phrases.said("sheet.choose_why", self.publication.language)[:255],
                    },
                )

    def _lists(self) -> Mapping[str, Sequence[str]]:
        language = self.publication.language
        return {
            "type": [phrases.label("type", one, language) for one in get_args(StatementType)],
            "theme": list(theme_names(self.publication.proposition.themes, language).values()) or [""],
            "core": [
                answer(True, language),
                answer(False, language),
                phrases.said("sheet.by_rule", language),
            ],
        }

    def keep(self) -> None:
        """The very hidden sheet: how each cell that may be changed went out, and the choices of the lists."""
        sheet = self.book.add_worksheet(KEPT_SHEET)
        version = self.publication.version
        about = (KEPT_FORM, self.publication.language, version.event if version else "")
        for row, cells in enumerate([about, *self.kept]):
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text)
        for column, values in enumerate(self._lists().values(), start=3):
            for row, text in enumerate(values):
                sheet.write_string(row, column, self._cell(text))
        sheet.very_hidden()


def _prints(table: Sheet, cells: Sequence[Cell]) -> str:
    """The fingerprints of a row: whole for what is read back, a few characters for the rest."""
    return " ".join(
        fingerprint(value, FULL if table.is_editable(column) else SHORT)
        for column, value in zip(table.columns, cells, strict=True)
    )


def _lines(cells: Sequence[Cell], table: Sheet) -> int:
    """How many lines the fullest cell of a row takes. Not every program works that out when it opens a file."""
    most = 1
    for value, column in zip(cells, table.columns, strict=True):
        if isinstance(value, str) and (len(value) > column.width or "\n" in value):
            room = max(1, column.width - 2)  # words that do not fit go to the next line
            most = max(most, sum(1 + len(line) // room for line in value[:_COUNTED_CHARS].split("\n")))
    return min(most, _MOST_LINES)


def _printed(table: Sheet) -> int:
    """The last column that goes on paper: beyond that nobody could read a line."""
    last, room = 0, _PAPER_CHARS
    for place, column in enumerate(table.columns):
        room -= column.width
        if room >= 0:
            last = place
    return last


def _style(key: str) -> str:
    """Prose grows beyond what the text format of some programs shows; a short value must not turn into a date."""
    return "prose" if key in ("text", "remark") else "edit"


def _is_address(text: str) -> bool:
    return (
        text.startswith(("https://", "http://"))
        and len(text) <= _LONGEST_LINK
        and text.isascii()
        and text.isprintable()
        and not set(text) & set(" \"'<>\\^`{|}")
    )


def _on_paper(sheet: Any, publication: Publication) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    mark = phrases.clipped(shown(publication.mark), _FOOTER_CHARS).replace("&", "&&")
    sheet.set_footer(f"&L{mark}&R&P / &N")


def _properties(book: Any, publication: Publication) -> None:
    mark = phrases.clipped(shown(publication.mark), _PROPERTY_CHARS)
    title = phrases.clipped(shown(publication.proposition.title), _PROPERTY_CHARS)
    book.set_properties(
        {
            "title": title,
            "subject": mark,
            "author": "Rodedraad",
            "comments": mark,
            "status": phrases.said(
                "sheet.approved" if publication.is_approved else "sheet.draft", publication.language
            ),
            "created": _moment(publication.stamp),
        }
    )
    book.set_custom_property("Rodedraad", mark, "text")
    book.set_custom_property("Rodedraad-version", publication.version.label if publication.version else "-", "text")


def _moment(stamp: str) -> datetime:
    """The moment that is shown, as a property has it; a fixed one where it is no moment."""
    try:
        return datetime.fromisoformat(stamp).replace(tzinfo=None)
    except ValueError:
        return datetime(1980, 1, 1)  # noqa: DTZ001  a property has no zone


def _front(sheet: Any, writer: _Writer, tables: Sequence[Sheet]) -> None:
    """The first sheet: what this is, whether it was approved, what may be changed, and how it comes back."""
    book, publication = writer.book, writer.publication
    language = publication.language
    styles = {
        "title": book.add_format({"bold": True, "font_size": 18, "text_wrap": True, "valign": "top"}),
        "mark": book.add_format({"bold": True, "bg_color": "#FCE4D6", "text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "font_size": 13, "top": 1, "valign": "bottom"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "edit": book.add_format({"text_wrap": True, "valign": "top", "bg_color": _HEAD_EDIT, "bold": True}),
    }
    if publication.is_approved:
        styles["mark"] = book.add_format({"bold": True, "bg_color": "#E2EFDA", "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 84)
    row = 0
    for style, text in _front_lines(publication, writer):
        sheet.merge_range(row, 0, row, 2, "", styles[style])
        sheet.write_string(row, 0, writer._cell(text) or "", styles[style])  # noqa: SLF001  its own writer
        sheet.set_row(row, _height(text, style))
        row += 1
    for place, code in enumerate(("sheet.list", "sheet.rows", "sheet.holds")):
        sheet.write_string(row, place, phrases.said(code, language), writer.head)
    for table in tables:
        row += 1
        name = sheet_name(table.kind, language)
        sheet.write_url(row, 0, f"internal:'{name}'!A1", writer.link, string=name)
        sheet.write_number(row, 1, len(table.rows), writer.formats["plain", False])
        sheet.write_string(row, 2, phrases.said(f"sheet.holds_{table.kind}", language), writer.formats["plain", False])
    sheet.hide_gridlines(2)
    _on_paper(sheet, publication)
    sheet.set_portrait()
    sheet.set_paper(_A4)


def _front_lines(publication: Publication, writer: _Writer) -> Iterator[tuple[str, str]]:
    language = publication.language

    def said(code: str, **values: str | int) -> str:
        return phrases.said(code, language, **values)

    yield "title", publication.proposition.title
    yield "mark", publication.mark
    yield (
        "text",
        said("sheet.made", at=phrases.moment(publication.stamp, language), release=publication.proposition.release),
    )
    yield (
        "text",
        said("sheet.what", clauses=len(publication.proposition.clauses), sources=len(publication.dossier.sources)),
    )
    if publication.dossier.withheld:
        yield "text", said("sheet.withheld", count=publication.dossier.withheld)
    if writer.cut_cells:
        yield "text", said("sheet.cut_cells", count=writer.cut_cells, most=phrases.number(MOST_CHARS, language))
    if writer.cut_rows:
        yield "text", said("sheet.cut_rows", count=writer.cut_rows, most=phrases.number(MOST_ROWS, language))
    if named := credit(publication.dossier.prospects.requirements, language):
        yield "text", named
    yield "head", said("sheet.how")
    yield (
        "edit",
        said("sheet.how_edit", clauses=sheet_name("clauses", language), statements=sheet_name("statements", language)),
    )
    for code in ("clauses", "statements", "remark", "sort", "rows"):
        yield "text", said(f"sheet.how_{code}")
    yield "head", said("sheet.back")
    yield "text", said("sheet.back_how")
    yield "head", said("sheet.lists")


def _height(text: str, style: str) -> float:
    """Merged cells do not grow by themselves: the height of a line by its length."""
    if style == "title":
        return 28.0 * (1 + len(text) // 70)
    return (22.0 if style == "head" else 15.5) * (1 + len(text) // 118)
