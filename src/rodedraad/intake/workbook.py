"""A workbook that came back, read without trusting it: its lists by their headings, and what it was when it went out.

A cell is found by its heading and its row's code, never by its place: people sort, filter, add and move columns. What
a cell cannot mean (a formula, an error, a merged cell) is refused by name.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, TypeAlias

from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.publish.editable import (
    CODE,
    EDITABLE,
    KEPT_FORM,
    KEPT_SHEET,
    folded,
    heading,
    keys_of,
    plain_heading,
    sheet_name,
)
from rodedraad.read.archive import Package
from rodedraad.wording import LANGUAGES, Language

MOST_BYTES: Final = 64 << 20
"""Of the file, and of one sheet unpacked: a dossier of a hundred thousand statements has some 60 MB."""
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 64
_MOST_MERGES: Final = 500
_HEADING_ROWS: Final = 15
_FEWEST_COLUMNS: Final = 2
_LONGEST_NAME: Final = 60
_OLD = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'mergeCell\b[^>]{0,200}?\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_BROKEN = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, zipfile.BadZipFile)
"""What the reader of workbooks raises on a package that is sound and holds no sound workbook."""

Why: TypeAlias = Literal["formula", "error", "merged"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that is not read, and why."""

    why: Why


Held: TypeAlias = str | int | float | bool | dt.date | Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row below the headings: its number in the sheet, its code, and its cells by the keys of their columns."""

    number: int
    id: str
    cells: Mapping[str, Held]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One list as it stands in a sheet: ``columns`` gives the letter of each heading that was found.

    ``doubled`` are headings that stand there twice, ``is_cut`` whether the sheet has more than is read.
    """

    kind: str
    name: str
    language: Language
    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    doubled: tuple[str, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How the lists went out: their columns, and per code the fingerprints of the row's cells."""

    language: Language
    columns: Mapping[str, tuple[str, ...]]
    prints: Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The lists that a workbook holds, by their kind; ``kept`` is None where it no longer says how they went out.

    ``copies`` are the names of sheets that look like a list that was found already, ``headless`` of those that go by the
    name of a list and have not its headings.
    """

    tables: Mapping[str, Table]
    kept: Kept | None
    copies: tuple[str, ...] = ()
    headless: tuple[str, ...] = ()


@dataclass(slots=True)
class _Heading:
    """Where the columns of a list are in one sheet."""

    kind: str
    language: Language
    places: dict[str, int] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)


def opened(data: bytes) -> Book:
    """The lists of a workbook. Raises WrongUse where the bytes are none, or more than is read."""
    if len(data) > MOST_BYTES:
        raise WrongUse("intake.too_large", most=MOST_BYTES >> 20)
    if data.startswith(_OLD):
        raise WrongUse("intake.old_or_locked")
    try:
        return _book(*_plain(data))
    except UnreadableSource as error:
        code = {"too_large": "intake.expands", "encrypted": "intake.old_or_locked"}.get(error.kind)
        raise WrongUse(code or "intake.no_workbook") from error
    except _BROKEN as error:
        raise WrongUse("intake.no_workbook") from error


def _plain(data: bytes) -> tuple[bytes, set[str]]:
    from rodedraad.read.xlsx import plain  # noqa: PLC0415  reads nothing else here

    return plain(Package(data), most=MOST_BYTES)


def _book(data: bytes, are_cut: set[str]) -> Book:
    from openpyxl import load_workbook  # noqa: PLC0415  takes longer to load than most workbooks to read

    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        warnings.simplefilter("ignore")  # of parts that it cannot show, which are not text
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        named = {sheet.title: sheet for sheet in book.worksheets}
        kept = _kept(named[KEPT_SHEET]) if KEPT_SHEET in named else None
        columns = kept.columns if kept else {kind: (CODE, *keys) for kind, keys in EDITABLE.items()}
        own = {sheet_name(kind, language): kind for kind in EDITABLE for language in LANGUAGES}
        tables: dict[str, Table] = {}
        copies, headless = [], []
        # a sheet that still has its name is that list, whatever else looks like it
        for sheet in sorted(named.values(), key=lambda one: one.title not in own):
            if sheet.title == KEPT_SHEET:
                continue
            wanted = [own[sheet.title]] if sheet.title in own else list(EDITABLE)
            found = _table(sheet, archive, {kind: columns[kind] for kind in wanted if kind in columns})
            if found is None:
                headless += [sheet.title] if sheet.title in own else []
                continue
            if found.kind in tables:
                copies.append(found.name)
                continue
            path = str(getattr(sheet, "_worksheet_path", "")).casefold()
            is_cut = found.is_cut or bool({path, path.lstrip("/")} & are_cut)
            tables[found.kind] = found if is_cut == found.is_cut else replace(found, is_cut=True)
    return Book(tables=tables, kept=kept, copies=tuple(copies), headless=tuple(headless))


def _kept(sheet: Any) -> Kept | None:
    """How the lists went out; None where the sheet does not say so."""
    columns: dict[str, tuple[str, ...]] = {}
    prints: dict[str, dict[str, dict[str, str]]] = {}
    language: Language | None = None
    for at, row in enumerate(sheet.iter_rows(max_col=3, max_row=2 * MOST_ROWS, values_only=True)):
        tag, name, rest = (*(str(one) if one is not None else "" for one in row), "", "", "")[:3]
        if at == 0:
            if tag != KEPT_FORM or name not in LANGUAGES:
                return None
            language = "nl" if name == "nl" else "en"
        elif tag == "list" and name in EDITABLE:
            columns[name] = tuple(rest.split())
            prints[name] = {}
        elif tag in columns:
            prints[tag][name] = dict(zip(columns[tag], rest.split(), strict=False))
    is_whole = (
        language is not None and all(CODE in keys for keys in columns.values()) and columns.keys() == EDITABLE.keys()
    )
    return Kept(language=language or "nl", columns=columns, prints=prints) if is_whole else None


def _table(sheet: Any, archive: zipfile.ZipFile, columns: Mapping[str, Sequence[str]]) -> Table | None:
    """The list that a sheet holds, by its headings; None where it holds none of these."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as in _book

    sheet.reset_dimensions()
    found, top = None, 0
    for cells in sheet.iter_rows(max_col=MOST_COLUMNS, max_row=_HEADING_ROWS):
        top += 1
        found = _heading([folded(cell.value) for cell in cells], columns)
        if found is not None:
            break
    if found is None:
        return None
    merged = _merges(sheet, archive)
    rows: list[Row] = []
    is_cut = False
    last = 1 + max(found.places.values())
    for number, cells in enumerate(
        sheet.iter_rows(min_row=top + 1, max_col=last, max_row=MOST_ROWS + 1), start=top + 1
    ):
        if number > MOST_ROWS:
            is_cut = True
            break
        here = [(left, right) for first, left, bottom, right in merged if first <= number <= bottom]
        held = {key: _held(cells, place, here) for key, place in found.places.items()}
        if any(value is not None for value in held.values()):
            code = held.pop(CODE, None)
            id_ = code.strip() if isinstance(code, str) else ""
            rows.append(Row(number=number, id=id_, cells=held))
    return Table(
        kind=found.kind,
        name=str(sheet.title)[:_LONGEST_NAME],
        language=found.language,
        columns={key: get_column_letter(place + 1) for key, place in found.places.items()},
        rows=tuple(rows),
        doubled=tuple(dict.fromkeys(found.doubled)),
        is_cut=is_cut,
    )


def _heading(words: Sequence[str], columns: Mapping[str, Sequence[str]]) -> _Heading | None:
    """Which list these headings are of: the one with most of its columns, its code and one that may be changed."""
    best: _Heading | None = None
    for kind, known in keys_of(columns).items():
        found = _Heading(kind=kind, language=_language(words, columns[kind]))
        for place, text in enumerate(words):
            key = known.get(plain_heading(text)) if text else None
            if key is not None and key in found.places:
                found.doubled.append(key)
            elif key is not None:
                found.places[key] = place
        for key in found.doubled:
            found.places.pop(key, None)
        # a sheet that goes by a list's name is that list; any other must look more like it than by a column
        least = 1 if len(columns) == 1 else _FEWEST_COLUMNS
        is_list = CODE in found.places and len(found.places.keys() & set(EDITABLE[kind])) >= least
        if is_list and (best is None or len(found.places) > len(best.places)):
            best = found
    return best


def _language(words: Sequence[str], keys: Sequence[str]) -> Language:
    here = {plain_heading(text) for text in words}

    def count(language: Language) -> int:
        return sum(plain_heading(heading(key, language, is_editable=False)) in here for key in keys)

    return "en" if count("en") > count("nl") else "nl"


def _merges(sheet: Any, archive: zipfile.ZipFile) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet: first row and column, last row and column, from 1 and from 0."""
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    found = []
    for match in _MERGED.finditer(archive.read(path)) if path in archive.namelist() else ():
        first, top, last, bottom = (part.decode() for part in match.groups())
        found.append((int(top), _place(first), int(bottom), _place(last)))
        if len(found) > _MOST_MERGES:
            raise WrongUse("intake.merged_much", sheet=str(sheet.title)[:_LONGEST_NAME])
    return found


def _held(cells: Sequence[Any], place: int, merged: Sequence[tuple[int, int]]) -> Held:
    """What a cell holds; refused where that cannot be told. ``merged`` are the ranges of columns merged in its row."""
    if any(first <= place <= last for first, last in merged):
        return Refused("merged")
    cell = cells[place] if place < len(cells) else None
    if cell is None or cell.value is None or cell.value == "":
        return None
    if cell.data_type == "f":
        return Refused("formula")
    value = cell.value
    if cell.data_type == "e":
        return Refused("error")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str | bool | int | float | dt.date):
        return value
    return str(value)


def _place(letters: str) -> int:
    place = 0
    for one in letters:
        place = 26 * place + ord(one) - ord("A") + 1
    return place - 1


def codes(tables: Mapping[str, Table]) -> Iterator[str]:
    """Every code that stands in the lists."""
    return (row.id for table in tables.values() for row in table.rows if row.id)
