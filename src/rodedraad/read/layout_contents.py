"""Tables of contents: lines with dot leaders, and runs of lines that end in page numbers counting up."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import Final

from rodedraad.read.layout import Line
from rodedraad.read.layout_passages import Passage

_LEADERS: Final = re.compile(r"(?:\.\s?){4,}|…{2,}|_{5,}|(?:\. ){3,}")
_ENTRY: Final = re.compile(r"(?<=[\s.…])\d{1,3}$")
_ENTRY_CHARS: Final = 160
_TITLE_CHARS: Final = 40
_CONTENTS_TITLE: Final = re.compile(r"(?:inhoud(?:sopgave|stafel)?|contents|table of contents|index)\W*", re.IGNORECASE)


def contents_tables(found: list[Passage]) -> None:
    """Tables that are tables of contents become entries, one per row."""
    tables: dict[int, list[Passage]] = defaultdict(list)
    for passage in found:
        if passage.table is not None:
            tables[passage.table].append(passage)
    for cells in tables.values():
        rows: dict[int, list[Passage]] = defaultdict(list)
        for cell in cells:
            rows[cell.row or 0].append(cell)
        place = next(index for index, one in enumerate(found) if one is cells[0])
        titled = any(_is_title(passage) for passage in [*found[max(place - 3, 0) : place], *cells])
        if not _is_contents(cells, rows, titled=titled):
            continue
        entries = [
            Passage("contents", [_merged([line for cell in rows[row] for line in cell.lines])]) for row in sorted(rows)
        ]
        taken = set(map(id, cells))
        found[:] = [
            *(one for one in found[:place] if id(one) not in taken),
            *entries,
            *(one for one in found[place:] if id(one) not in taken),
        ]


def _is_title(passage: Passage) -> bool:
    return len(passage.text) < _TITLE_CHARS and _CONTENTS_TITLE.fullmatch(passage.text) is not None


def _is_contents(cells: list[Passage], rows: dict[int, list[Passage]], *, titled: bool) -> bool:
    """Whether rows end in page numbers that go up, or, under a title that says so, have such numbers anywhere."""
    ends = [_row_page(rows[row]) for row in sorted(rows)]
    pages = [page for page in ends if page is not None]
    led = sum(bool(_LEADERS.search(cell.text)) for cell in cells)
    if 2 * led > len(rows) >= 3:
        return True
    last = max(cell.column or 0 for cell in cells)
    if len(pages) > 2 and last <= 2 and 10 * len(pages) >= 6 * len(rows) and _rises(pages):
        return True
    if not titled:
        return False
    columns: dict[int, list[int]] = defaultdict(list)
    for cell in cells:
        if cell.text.isdecimal() and len(cell.text) < 4:
            columns[cell.column or 0].append(int(cell.text))
    numbers = [column for column in columns.values() if len(column) > 2 and _rises(column)]
    return 3 * sum(map(len, numbers)) >= len(rows)


def _row_page(row: list[Passage]) -> int | None:
    text = row[-1].text
    if len(row) > 1 and text.isdecimal() and len(text) < 4:
        return int(text)
    return _page_of(row[-1]) if _LEADERS.search(text) else None


def _rises(values: list[int]) -> bool:
    return values[0] < values[-1] and sum(later >= earlier for earlier, later in pairwise(values)) >= 0.9 * (
        len(values) - 1
    )


def _merged(lines: list[Line]) -> Line:
    first = lines[0]
    return Line(
        first.sheet,
        [fragment for line in lines for fragment in line.fragments],
        min(line.left for line in lines),
        first.top,
        max(line.right for line in lines),
        lines[-1].bottom,
        first.base,
        first.size,
        first.is_bold,
        first.is_italic,
        first.column,
    )


def mark_contents(found: list[Passage]) -> None:
    """Lines with dot leaders, and runs of three or more short lines that end in a page number."""
    titled = False
    index = 0
    while index < len(found):
        passage = found[index]
        if passage.kind in ("table_cell", "contents"):
            index += 1
            continue
        if _is_title(passage):
            titled = True
        if passage.kind == "footnote":
            index += 1
            continue
        entries = sum(bool(_LEADERS.search(line.text)) for line in passage.lines)
        if entries and entries * 3 >= len(passage.lines):
            found[index : index + 1] = _entries(passage)
            index += 1
            continue
        index += 1
    ends = [
        passage.kind != "table_cell" and len(passage.lines) < 4 and _page_of(passage) is not None for passage in found
    ]
    run: list[int] = []
    for index in range(len(found) + 1):
        if index < len(found) and ends[index]:
            run.append(index)
            continue
        if len(run) >= 3 and _counts_up([found[place] for place in run]) and (titled or len(run) >= 5):
            for place in run:
                found[place].kind = "contents"
                found[place].level = None
                found[place].skip = 0
        run = []


def _page_of(passage: Passage) -> int | None:
    """The number at the end of a line that may be an entry of a table of contents."""
    text = passage.text
    found = _ENTRY.search(text[-8:]) if len(text) < _ENTRY_CHARS else None
    return int(found.group()) if found and any(map(str.isalpha, text)) else None


def _counts_up(run: list[Passage]) -> bool:
    return _rises([value for value in map(_page_of, run) if value is not None])


def _entries(passage: Passage) -> list[Passage]:
    """One entry per page number; lines without one belong to the entry that follows."""
    found: list[Passage] = []
    waiting: list[Line] = []
    for line in passage.lines:
        waiting.append(line)
        if line.text[-1:].isdigit():
            found.append(Passage("contents", waiting))
            waiting = []
    if waiting:
        found.append(Passage("contents", waiting))
    return found
