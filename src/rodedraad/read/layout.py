"""The fragments of a page in the order a reader takes them: columns one after the other, tables row by row.

Method: the tallest white gutter that has text on both sides parts a region into what stands above it, left of it,
right of it and below it, and each of these is parted again; ``docs/method/read.md``, section 3. Whether the two
sides are columns of running text or cells of a table is told by their lines: running text goes on in lower case
and fills its column, cells stand beside one another on shared baselines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np

from rodedraad.read.layout_ruled import ruled_tables
from rodedraad.read.layout_tables import Cell, aligned_cells, cut_at_columns
from rodedraad.read.pdf_page import Fragment, Sheet
from rodedraad.read.pdf_raw import Bounds, Floats

_GUTTER_EMS: Final = 0.7
"""White narrower than this does not part columns; the narrowest gutters in print are about one em."""
_SIGN: Final = re.compile(
    r"[‘“\"']?\(?-?(?:\d{1,3}[a-z]{0,2}|[a-zA-Z]|[a-z][a-h]{1,2}|[ivx]{1,5})[.):]?|\*{1,3}|[•●○◦▪■□‣⁃∙·►▶→✓✔➢❖➔➤–—-]|[\uf000-\uf0ff]|(?:\d{1,2}\.){2,4}\d{0,2}"
)
_SPREAD: Final = 1.25
_SPREAD_LINES: Final = 8
"""A page this much wider than high, with so many lines on either side of an empty middle, is two pages."""
_BAND_EMS: Final = 2.5
_TITLE: Final = 1.5
"""White across all columns parts them where it is higher than between paragraphs and a title follows."""
_MAX_DEPTH: Final = 24
"""Regions within regions. A page that needs more is a drawing; its rest is read line by line."""
_MAX_FRAGMENTS: Final = 6_000
"""Fragments ordered by gutters on one page. Past this (a drawing, a bomb) they are read line by line."""
_MAX_WORK: Final = 5_000_000
"""Places for a gutter times fragments that are tried on one page; the busiest page we know takes 300,000."""


@dataclass(slots=True)
class Line:
    """One line of running text: its fragments from left to right, and the column of the page it stands in."""

    sheet: Sheet
    fragments: list[Fragment]
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    is_bold: bool
    is_italic: bool = False
    column: int = 0
    _text: str = ""

    @property
    def text(self) -> str:
        """The line's characters, raw: for looking at, not for the canonical text."""
        if not self._text:
            self._text = " ".join(map(self.sheet.words, self.fragments))
        return self._text


@dataclass(slots=True)
class Layout:
    """One page in reading order: lines and cells. ``margins`` holds left and right of each column."""

    sheet: Sheet
    items: list[Line | Cell] = field(default_factory=list)
    margins: list[tuple[float, float]] = field(default_factory=list)
    tables: int = 0
    work: int = 0


Thing: TypeAlias = Fragment | list[Cell]


def arrange(sheet: Sheet, fragments: Sequence[Fragment], furniture: Sequence[Fragment] = ()) -> Layout:
    """The page's lines and table cells in reading order.

    ``fragments`` are those that are not furniture; of the furniture, only the heads of tables are taken.
    """
    layout = Layout(sheet)
    upright = cut_at_columns(sheet, [fragment for fragment in fragments if fragment.is_upright])
    is_drawing = len(upright) > _MAX_FRAGMENTS
    tables, loose = ([], upright) if is_drawing else ruled_tables(sheet, upright, furniture)
    things: list[Thing] = [*loose, *tables]
    boxes = np.array([_box(thing) for thing in things], np.float32).reshape(-1, 4)
    if is_drawing:
        _leaf(layout, things)
    else:
        for half in _pages_of_spread(sheet, boxes):
            _part(layout, [things[index] for index in half], boxes[half], _MAX_DEPTH)
    for fragment in fragments:  # sideways text stands apart from the body: each run its own column
        if not fragment.is_upright:
            _leaf(layout, [fragment])
    return layout


def _pages_of_spread(sheet: Sheet, boxes: Floats) -> list[list[int]]:
    """Two pages of a book printed as one: what stands on each; else all in one."""
    middle = sheet.width / 2
    left, right = boxes[:, 2] < middle - 4, boxes[:, 0] > middle + 4
    widths = boxes[:, 2] - boxes[:, 0]
    if (
        sheet.width > _SPREAD * sheet.height
        and (left | right).all()
        and min(left.sum(), right.sum()) >= _SPREAD_LINES
        and min(np.median(widths[left]), np.median(widths[right])) > 0.1 * sheet.width
    ):
        return [np.flatnonzero(left).tolist(), np.flatnonzero(right).tolist()]
    return [list(range(len(boxes)))]


def _box(thing: Thing) -> Bounds:
    if isinstance(thing, Fragment):
        # the loose box holds ascenders and descenders of neighbours too; half its height is plenty to see overlap
        return thing.left, thing.base - 0.7 * thing.size, thing.right, thing.base + 0.15 * thing.size
    return (
        min(cell.left for cell in thing),
        min(cell.top for cell in thing),
        max(cell.right for cell in thing),
        max(cell.bottom for cell in thing),
    )


def _part(layout: Layout, things: list[Thing], boxes: Floats, depth: int) -> None:
    if len(things) < 2 or depth == 0:
        _leaf(layout, things)
        return
    found = _gutter(layout, things, boxes)
    if found is None:
        _leaf(layout, things)
        return
    x, top, bottom = found
    bottom = _band(things, boxes, top, bottom)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    above, below = middle < top, middle > bottom
    within = ~above & ~below
    left = within & (boxes[:, 0] < x)
    right = within & ~left
    if not left.any() or not right.any():  # text that overlaps: no way to part it
        _leaf(layout, things)
        return

    def go(mask: np.typing.NDArray[np.bool_]) -> None:
        if mask.any():
            _part(layout, [things[i] for i in np.flatnonzero(mask)], boxes[mask], depth - 1)

    go(above)
    strip = [things[i] for i in np.flatnonzero(within)]
    fragments = [thing for thing in strip if isinstance(thing, Fragment)]
    if len(fragments) == len(strip) and _is_tabular(layout.sheet, fragments, x):
        _rows(layout, fragments)
    else:
        go(left)
        go(right)
    go(below)


def _gutter(layout: Layout, things: list[Thing], boxes: Floats) -> tuple[float, float, float] | None:
    """The best place to part a region: where the right side begins, and from where down to where it holds."""
    sizes = np.array([thing.size if isinstance(thing, Fragment) else 10.0 for thing in things], np.float32)
    em = float(np.median(sizes))
    lefts, rights = boxes[:, 0], boxes[:, 2]
    first_right = float(rights.min())
    candidates = np.unique(np.floor(lefts[lefts > first_right]))
    layout.work += len(candidates) * len(things)
    if not len(candidates) or layout.work > _MAX_WORK:
        return None
    order = np.argsort(boxes[:, 1], kind="stable")
    lefts, rights, tops, bottoms = lefts[order], rights[order], boxes[order, 1], boxes[order, 3]
    heights, sizes = bottoms - tops, sizes[order]
    # numbers and bullets before the lines of a list or of notes make no column
    weights = np.where([_is_sign(layout.sheet, things[index]) for index in order.tolist()], 0.01, heights)
    best: tuple[float, float, float] | None = None
    best_score = 0.0
    for x in candidates.tolist():
        is_left = rights <= x + 1 - _GUTTER_EMS * em
        is_right = lefts >= x
        run = np.cumsum(~(is_left | is_right))
        runs = int(run[-1]) + 1
        height_left = np.bincount(run, np.where(is_left, weights, 0), runs)
        height_right = np.bincount(run, np.where(is_right, heights, 0), runs)
        lesser = np.minimum(height_left, height_right)
        at = int(np.argmax(lesser))
        if lesser[at] <= best_score + 0.5:
            continue
        inside = run == at
        inside &= is_left | is_right
        both_left, both_right = inside & is_left, inside & is_right
        # side by side at all, or merely one above the other?
        top = max(tops[both_left].min(), tops[both_right].min())
        bottom = min(bottoms[both_left].max(), bottoms[both_right].max())
        if bottom - top < 0.3 * em:
            continue
        best_score = float(lesser[at])
        start = float(tops[inside].min())
        places = np.flatnonzero(inside).tolist()
        for index, following in pairwise(places):  # a title above one column belongs to what stands above both
            if tops[index] >= top - 0.5 * em or sizes[index] < 1.2 * em or tops[following] < bottoms[index] - 1:
                break
            beside = [things[order[place]] for place in np.flatnonzero(both_left).tolist()]
            if abs(lefts[index] - x) < 2 and _runs_on(
                layout.sheet, [one for one in beside if isinstance(one, Fragment)]
            ):
                break  # it stands above the right column alone
            if (
                not (inside & is_left & (tops > tops[index])).any()
                or not (inside & is_right & (tops > tops[index])).any()
            ):
                break
            start = float(bottoms[index])
        best = (x, start, float(bottoms[inside].max()))
    return best


def _band(things: list[Thing], boxes: Floats, top: float, bottom: float) -> float:
    """Where columns end early: at white across all of them, with a title below it."""
    inside = np.flatnonzero((boxes[:, 1] >= top - 1) & (boxes[:, 3] <= bottom + 1))
    order = inside[np.argsort(boxes[inside, 1], kind="stable")].tolist()
    sizes = [thing.size if isinstance(thing, Fragment) else 10.0 for thing in things]
    em = float(np.median([sizes[index] for index in order])) if order else 10.0
    reach = float("inf")
    for place, index in enumerate(order):
        if boxes[index, 1] - reach > _BAND_EMS * em and any(
            sizes[other] >= _TITLE * em for other in order[place : place + 4] if boxes[other, 1] - boxes[index, 1] < em
        ):
            return float(reach)
        reach = float(boxes[index, 3]) if place == 0 else max(reach, float(boxes[index, 3]))
    return bottom


def _is_sign(sheet: Sheet, thing: Thing) -> bool:
    if not isinstance(thing, Fragment) or thing.last - thing.first != 1:
        return False
    if thing.first in sheet.signs:
        return True
    return bool(_SIGN.fullmatch(sheet.text, sheet.starts[thing.first], sheet.ends[thing.first]))


def _is_tabular(sheet: Sheet, fragments: list[Fragment], x: float) -> bool:
    """Whether the two sides of a gutter are cells of rows rather than columns of text."""
    left = [fragment for fragment in fragments if fragment.left < x]
    right = [fragment for fragment in fragments if fragment.left >= x]
    paired_left = _paired(left, right)
    paired_right = _paired(right, left)
    runs_left, runs_right = _runs_on(sheet, left), _runs_on(sheet, right)
    if runs_left and runs_right:
        return _starts_together(sheet, left, right)
    if not runs_left and runs_right:  # term and explanation: every term stands beside the first line of its own
        return paired_left >= 0.8
    if runs_left:
        digits = sum(any(c.isdigit() for c in sheet.words(fragment)) for fragment in right)
        return paired_right >= 0.9 and digits >= 0.6 * len(right)
    return max(paired_left, paired_right) >= 0.6


def _paired(some: list[Fragment], others: list[Fragment]) -> float:
    bases = np.array([fragment.base for fragment in others])
    found = sum(bool((np.abs(bases - fragment.base) < 0.3 * fragment.size).any()) for fragment in some)
    return found / len(some)


def _runs_on(sheet: Sheet, fragments: list[Fragment]) -> bool:
    """Whether these are lines of running text: several words each, going on in lower case."""
    if len(fragments) < 2:
        return False
    words = sum(fragment.last - fragment.first for fragment in fragments)
    low = sum(sheet.text[sheet.starts[fragment.first]].islower() for fragment in fragments)
    return (words >= 3 * len(fragments) and low >= 0.3 * len(fragments)) or (
        words >= 1.5 * len(fragments) and low >= 0.45 * len(fragments)
    )


def _starts_together(sheet: Sheet, left: list[Fragment], right: list[Fragment]) -> bool:
    """Whether what begins on one side begins on the other on the same line: cells do, columns do not."""
    starts = [
        sorted(fragment.base for fragment in side if not sheet.text[sheet.starts[fragment.first]].islower())
        for side in (left, right)
    ]
    few, many = sorted(starts, key=len)
    if len(few) < 3 or len(many) > 1.3 * len(few):
        return False
    together = sum(any(abs(base - other) < 2 for other in many) for base in few)
    return together >= 0.9 * len(few) and len(few) < 0.6 * min(len(left), len(right))


def _rows(layout: Layout, fragments: list[Fragment]) -> None:
    cells = aligned_cells(layout.sheet, fragments)
    if cells is None:
        _leaf(layout, list(fragments))
        return
    _table(layout, cells)


def _table(layout: Layout, cells: list[Cell]) -> None:
    for cell in cells:
        cell.table = layout.tables
    layout.tables += 1
    layout.items.extend(cells)


def _leaf(layout: Layout, things: Sequence[Thing]) -> None:
    """A region without a gutter: its lines from top to bottom, tables between them."""
    column = len(layout.margins)
    fragments = [thing for thing in things if isinstance(thing, Fragment)]
    tables = [thing for thing in things if not isinstance(thing, Fragment)]
    lines = join_lines(layout.sheet, fragments, column)
    if lines:
        layout.margins.append((min(line.left for line in lines), max(line.right for line in lines)))
    todo = sorted(((_box(table)[1], number) for number, table in enumerate(tables)), reverse=True)
    for line in lines:
        while todo and todo[-1][0] < line.base - 0.5 * line.size:
            _table(layout, tables[todo.pop()[1]])
        layout.items.append(line)
    while todo:
        _table(layout, tables[todo.pop()[1]])


def join_lines(sheet: Sheet, fragments: list[Fragment], column: int) -> list[Line]:
    """Fragments on one baseline become one line; lines from top to bottom."""
    lines: list[Line] = []
    for fragment in sorted(fragments, key=lambda one: (one.base, one.left, one.first)):
        for line in reversed(lines[-4:]):
            large = max(line.size, fragment.size)
            if abs(line.base - fragment.base) < 0.4 * large and not any(
                fragment.left < other.right - 0.3 * large and other.left < fragment.right - 0.3 * large
                for other in line.fragments
            ):
                _add(line, fragment)
                break
        else:
            lines.append(
                Line(
                    sheet,
                    [fragment],
                    fragment.left,
                    fragment.top,
                    fragment.right,
                    fragment.bottom,
                    fragment.base,
                    fragment.size,
                    fragment.is_bold,
                    fragment.is_italic,
                    column,
                )
            )
    return lines


def _add(line: Line, fragment: Fragment) -> None:
    line.fragments.append(fragment)
    line.fragments.sort(key=lambda one: (one.left, one.first))
    if fragment.right - fragment.left > line.right - line.left:
        line.base, line.size = fragment.base, fragment.size
    line.left, line.right = min(line.left, fragment.left), max(line.right, fragment.right)
    line.top, line.bottom = min(line.top, fragment.top), max(line.bottom, fragment.bottom)
    line.is_bold = line.is_bold and fragment.is_bold
    line.is_italic = line.is_italic and fragment.is_italic
