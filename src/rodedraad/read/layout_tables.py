"""Cells of tables, and tables that only the alignment of their words shows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rodedraad.read.pdf_page import Fragment, Sheet

_COLUMN_GAP_EMS: Final = 0.6
_CUT_EMS: Final = 0.45
"""White before a word that begins a column; word spaces are a quarter to a third of an em."""


@dataclass(slots=True)
class Cell:
    """One cell: its pieces of lines as fragments in reading order."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float
    fragments: list[Fragment] = field(default_factory=list)
    table: int = 0


def cut_at_columns(sheet: Sheet, fragments: list[Fragment]) -> list[Fragment]:
    """Cuts fragments where a word begins a column that three or more other fragments show.

    In a narrow table one long cell may come so near to the next that the two look like one line of text.
    """
    edges: Counter[int] = Counter()
    ordered = sorted(fragments, key=lambda one: (one.base, one.left))
    for before, fragment in pairwise(ordered):
        if abs(fragment.base - before.base) < 1 and fragment.left > before.right:
            edges[round(fragment.left)] += 1
    columns = {edge for edge, count in edges.items() if count + edges[edge - 1] + edges[edge + 1] >= 3}
    if not columns:
        return fragments
    lefts = sheet.boxes[:, 0]
    near = columns | {edge - 1 for edge in columns} | {edge + 1 for edge in columns}
    cut: list[Fragment] = []
    for fragment in fragments:
        places = [fragment.first]
        if fragment.last - fragment.first > 1:
            for word, left in enumerate(lefts[fragment.first + 1 : fragment.last].tolist(), fragment.first + 1):
                if round(left) in near and left - sheet.boxes[word - 1, 2] > _CUT_EMS * fragment.size:
                    places.append(word)
        if len(places) == 1:
            cut.append(fragment)
        else:
            cut += [part_of(sheet, fragment, a, b) for a, b in pairwise([*places, fragment.last])]
    return cut


def part_of(sheet: Sheet, fragment: Fragment, first: int, last: int) -> Fragment:
    """Some of a fragment's words as a fragment."""
    boxes = sheet.boxes[first:last]
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return Fragment(
        first,
        last,
        left,
        top,
        right,
        bottom,
        fragment.base,
        fragment.size,
        bool(sheet.bold[first:last].all()),
        bool(sheet.italic[first:last].all()),
    )


def numbered(cells: list[Cell]) -> list[Cell]:
    """Rows and columns counted over those that hold text; cells in order of row and column.

    Neighbouring columns that never share a row and stand above one another are one: borders of a head are often
    drawn a little beside those of the body.
    """
    rows = {row: number for number, row in enumerate(sorted({cell.row for cell in cells}))}
    columns: dict[int, int] = {}
    group: list[Cell] = []
    for column in sorted({cell.column for cell in cells}):
        here = [cell for cell in cells if cell.column == column]
        if not group or {cell.row for cell in group} & {cell.row for cell in here} or not _stacked(group, here):
            columns[column] = max(columns.values(), default=-1) + 1
            group = here
        else:
            columns[column] = max(columns.values())
            group = group + here
    for cell in cells:
        cell.row, cell.column = rows[cell.row], columns[cell.column]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _stacked(some: list[Cell], others: list[Cell]) -> bool:
    """Whether two sets of cells cover much of the same width, by the words in them."""
    left, right = (
        max(min(f.left for cell in side for f in cell.fragments) for side in (some, others)),
        min(max(f.right for cell in side for f in cell.fragments) for side in (some, others)),
    )
    width = min(
        max(f.right for cell in side for f in cell.fragments) - min(f.left for cell in side for f in cell.fragments)
        for side in (some, others)
    )
    return right - left > 0.5 * width


def put_in(cells: dict[tuple[int, int], Cell], row: int, column: int, fragment: Fragment) -> None:
    """Adds a fragment to the cell of that row and column, made if need be."""
    cell = cells.get((row, column))
    if cell is None:
        cells[row, column] = Cell(row, column, fragment.left, fragment.top, fragment.right, fragment.bottom, [fragment])
        return
    cell.fragments.append(fragment)
    cell.left, cell.right = min(cell.left, fragment.left), max(cell.right, fragment.right)
    cell.top, cell.bottom = min(cell.top, fragment.top), max(cell.bottom, fragment.bottom)


def column_places(fragments: Sequence[Fragment]) -> list[float]:
    """The left edges of the columns that white space shows: where no fragment, or hardly one, stands across."""
    if not fragments:
        return []
    allowed = len(fragments) // 25
    edges = sorted(
        [(fragment.left, 1) for fragment in fragments]
        + [(fragment.right + _COLUMN_GAP_EMS * fragment.size, -1) for fragment in fragments]
    )
    columns: list[float] = []
    depth = 0
    is_open = False
    for at, step in edges:
        depth += step
        if step > 0 and depth > allowed and not is_open:
            columns.append(at)
            is_open = True
        elif step < 0 and depth <= allowed:
            is_open = False
    return columns


def aligned_cells(sheet: Sheet, fragments: list[Fragment]) -> list[Cell] | None:
    """Cells from aligned columns, or None where too little stands there to call it a table."""
    columns = column_places(fragments)
    if len(columns) < 2:
        return None
    ordered = sorted(fragments, key=lambda one: (one.base, one.left))
    rows: list[list[Fragment]] = []
    for fragment in ordered:
        if rows and abs(rows[-1][0].base - fragment.base) < 0.4 * max(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    lead = [min(bisect_right(columns, fragment.left + 0.5) - 1 for fragment in row) == 0 for row in rows]
    follow = [fragment for row, leads in zip(rows, lead, strict=True) if not leads for fragment in row]
    low = sum(not sheet.text[sheet.starts[fragment.first]].isupper() for fragment in follow)
    is_led = sum(lead) * 2 >= len(rows) or 2 * low >= len(follow)
    cells: dict[tuple[int, int], Cell] = {}
    number = -1
    before = 0.0
    for row, leads in zip(rows, lead, strict=True):
        near = row[0].base - before < 1.5 * row[0].size
        is_rest = len(row) < len(columns) and all(
            sheet.text[sheet.starts[fragment.first]].islower() for fragment in row
        )
        if number < 0 or not near or (leads and not is_rest) or not (is_led or is_rest):
            number += 1
        before = row[0].base
        for fragment in row:
            put_in(cells, number, max(bisect_right(columns, fragment.left + 0.5) - 1, 0), fragment)
    if number + 1 < 3 or len(cells) < 6:
        return None
    return numbered(list(cells.values()))
