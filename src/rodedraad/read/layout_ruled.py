"""Tables with rules: from the lines drawn around their cells, or between their rows alone.

Rules that touch make a grid. Two neighbouring fields of the grid are one cell where no rule parts them. A stack
of horizontal rules alone takes its columns from the white between the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from rodedraad.read.layout_tables import Cell, column_places, numbered, part_of, put_in
from rodedraad.read.pdf_page import Fragment, Sheet
from rodedraad.read.pdf_raw import Bounds

_THIN: Final = 2.6
"""A drawn box thinner than this, in points, is a rule; borders in Word are half a point, heavy ones two."""
_TOUCH: Final = 3.0
"""Rules nearer than this, in points, touch: corners are often left open by a border's width."""
_MAX_RULES: Final = 3_000
"""Rules of one page that are tried for tables; a page with more is a drawing."""
_MAX_FIELDS: Final = 20_000
"""Fields of one grid: a sheet of 400 rows and 50 columns on one page is past reading."""


@dataclass(slots=True)
class _Rule:
    at: float
    start: float
    end: float


_Grid: TypeAlias = tuple[list[float], list[float], list[_Rule], list[_Rule]]
"""Places of the vertical and of the horizontal lines, the horizontal rules, the vertical rules."""


_Walls: TypeAlias = set[tuple[int, int]]
"""Pairs (line, field along it) where a rule stands."""
_REGULAR: Final = 1.1
_REGULAR_DOWN: Final = 0.3
"""Shares of the inner lines, across and down, that a table draws; a drawing of boxes and arrows has 0.3 of each."""


def ruled_tables(
    sheet: Sheet, fragments: list[Fragment], furniture: Sequence[Fragment] = ()
) -> tuple[list[list[Cell]], list[Fragment]]:
    """The tables that rules show, and the fragments outside them.

    Furniture inside a table that goes on below it is the table's head, repeated on every page: it stays.
    """
    if not sheet.rules or not fragments:
        return [], fragments
    across, down = _rules(sheet)
    if len(across) + len(down) > _MAX_RULES or len(across) < 2:
        return [], fragments
    tables: list[list[Cell]] = []
    rest = fragments
    for grid in _grids(across, down):
        xs, ys = grid[:2]
        box = (xs[0] - 1, ys[0] - 1, xs[-1] + 1, ys[-1] + 1)
        inside = [fragment for fragment in rest if _within(fragment, box)]
        if len(inside) < 3:
            continue
        walls = _walls(grid[3], xs, ys), _walls(grid[2], ys, xs)
        if not _is_regular(grid, walls):
            continue
        head = [fragment for fragment in furniture if _within(fragment, box)]
        if len(inside) < 2 * len(head):
            head = []
        cells = _cells(sheet, [*head, *inside], grid, walls)
        if head:
            cells = _without_titles(cells, {(fragment.first, fragment.last) for fragment in head})
        if _is_table(cells):
            tables.append(cells)
            taken = set(map(id, inside))
            rest = [fragment for fragment in rest if id(fragment) not in taken]
    for cells, used in _banded(across, rest):
        tables.append(cells)
        taken = set(map(id, used))
        rest = [fragment for fragment in rest if id(fragment) not in taken]
    return tables, rest


def _is_regular(grid: _Grid, walls: tuple[_Walls, _Walls]) -> bool:
    """Whether most fields have walls: a table has, boxes and arrows that touch have not."""
    columns, rows = len(grid[0]) - 1, len(grid[1]) - 1
    down = sum(0 < line < columns for line, _ in walls[0]) / max((columns - 1) * rows, 1)
    across = sum(0 < line < rows for line, _ in walls[1]) / max((rows - 1) * columns, 1)
    return down >= _REGULAR_DOWN and down + across >= _REGULAR


def _without_titles(cells: list[Cell], head: set[tuple[int, int]]) -> list[Cell]:
    """The cells but for repeated rows of one cell, which are the page's title rather than the table's head."""
    titles = {
        row
        for row in {cell.row for cell in cells}
        if len([cell for cell in cells if cell.row == row]) == 1
        and all((f.first, f.last) in head for cell in cells if cell.row == row for f in cell.fragments)
    }
    return numbered([cell for cell in cells if cell.row not in titles])


def _within(fragment: Fragment, box: Bounds) -> bool:
    middle = fragment.base - 0.3 * fragment.size
    return box[0] <= (fragment.left + fragment.right) / 2 <= box[2] and box[1] <= middle <= box[3]


def _is_table(cells: list[Cell]) -> bool:
    filled = [cell for cell in cells if cell.fragments]
    rows, columns = {cell.row for cell in filled}, {cell.column for cell in filled}
    return len(filled) >= 3 and len(rows) >= 2 and len(columns) >= 2


def _rules(sheet: Sheet) -> tuple[list[_Rule], list[_Rule]]:
    """Horizontal and vertical rules, pieces on one line joined. Edges of boxes count as rules."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    filled: list[Bounds] = []
    wide, high = sheet.width, sheet.height
    for left, top, right, bottom in sheet.rules[:20_000]:
        width, height = right - left, bottom - top
        if width > 0.97 * wide and height > 0.9 * high:
            continue
        if height <= _THIN:
            if width > 8:
                across.append(_Rule((top + bottom) / 2, left, right))
        elif width <= _THIN:
            if height > 5:
                down.append(_Rule((left + right) / 2, top, bottom))
        elif width > 14 and height > 7:
            filled.append((left, top, right, bottom))
    # where cells have borders, their backgrounds, which are drawn a little smaller, say nothing
    is_bordered = len(down) >= 4 and len(across) >= 3
    edges = [rule.at for rule in down] if is_bordered else [0.0]
    first, last = min(edges) - _TOUCH, max(edges) + _TOUCH
    for left, top, right, bottom in filled:
        if not is_bordered or left < first or right > last:
            across += (_Rule(top, left, right), _Rule(bottom, left, right))
            down += (_Rule(left, top, bottom), _Rule(right, top, bottom))
    return _joined(across), _joined(down)


def _joined(rules: list[_Rule]) -> list[_Rule]:
    rules.sort(key=lambda rule: (round(rule.at / 1.5), rule.start, rule.end))
    joined: list[_Rule] = []
    for rule in rules:
        last = joined[-1] if joined else None
        if last is not None and abs(last.at - rule.at) < 2 and rule.start <= last.end + _TOUCH:
            last.end = max(last.end, rule.end)
        else:
            joined.append(_Rule(rule.at, rule.start, rule.end))
    return joined


def _grids(across: list[_Rule], down: list[_Rule]) -> list[_Grid]:
    """Sets of rules that touch each other, with the places of their lines."""
    parent = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    order = sorted(range(len(across)), key=lambda number: across[number].at)
    places = [across[number].at for number in order]
    for number, rule in enumerate(down):
        begin = bisect_right(places, rule.start - _TOUCH)
        end = bisect_right(places, rule.end + _TOUCH)
        for other in order[begin:end]:
            crossing = across[other]
            if crossing.start - _TOUCH <= rule.at <= crossing.end + _TOUCH:
                parent[root(len(across) + number)] = root(other)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for number in range(len(parent)):
        pair = groups.setdefault(root(number), ([], []))
        if number < len(across):
            pair[0].append(across[number])
        else:
            pair[1].append(down[number - len(across)])
    grids = []
    for group_across, group_down in groups.values():
        xs, ys = _places(group_down), _places(group_across)
        if len(xs) >= 3 and len(ys) >= 3 and len(xs) * len(ys) <= _MAX_FIELDS:
            grids.append((xs, ys, group_across, group_down))
    grids.sort(key=lambda grid: (grid[1][0], grid[0][0]))
    return grids


def _places(rules: list[_Rule]) -> list[float]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _TOUCH:
            places.append(at)
    return places


def _cells(
    sheet: Sheet,
    fragments: list[Fragment],
    grid: _Grid,
    walls: tuple[_Walls, _Walls],
) -> list[Cell]:
    xs, ys = grid[:2]
    rows, columns = len(ys) - 1, len(xs) - 1
    wall_right, wall_below = walls
    parent = list(range(rows * columns))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in wall_right:
                parent[max(root(here), root(here + 1))] = min(root(here), root(here + 1))
            if row + 1 < rows and (row + 1, column) not in wall_below:
                low, high = sorted((root(here), root(here + columns)))
                parent[high] = low
    cells: dict[int, Cell] = {}
    for fragment in fragments:
        middle = fragment.base - 0.3 * fragment.size
        row = min(max(bisect_right(ys, middle) - 1, 0), rows - 1)
        for part in _split(sheet, fragment, xs, row, wall_right):
            column = min(max(bisect_right(xs, (part.left + part.right) / 2) - 1, 0), columns - 1)
            place = root(row * columns + column)
            cell = cells.get(place)
            if cell is None:
                r, c = divmod(place, columns)
                cell = cells[place] = Cell(r, c, xs[c], ys[r], xs[c + 1], ys[r + 1])
            cell.right, cell.bottom = max(cell.right, part.right), max(cell.bottom, part.bottom)
            cell.fragments.append(part)
    return numbered(list(cells.values()))


def _walls(rules: list[_Rule], at: list[float], along: list[float]) -> _Walls:
    """Pairs (line, field along it) where a rule stands for most of that field."""
    walls: _Walls = set()
    for rule in rules:
        line = min(range(len(at)), key=lambda number: abs(at[number] - rule.at))
        begin = max(bisect_right(along, rule.start) - 1, 0)
        for place in range(begin, len(along) - 1):
            if along[place] > rule.end:
                break
            covered = min(rule.end, along[place + 1]) - max(rule.start, along[place])
            if covered > 0.6 * (along[place + 1] - along[place]):
                walls.add((line, place))
    return walls


def _split(sheet: Sheet, fragment: Fragment, xs: list[float], row: int, wall_right: _Walls) -> list[Fragment]:
    """The fragment cut where a vertical rule stands between two of its words."""
    if fragment.last - fragment.first < 2:
        return [fragment]
    lines = [x for number, x in enumerate(xs) if (number, row) in wall_right and fragment.left < x < fragment.right]
    if not lines:
        return [fragment]
    middles = [float(box[0] + box[2]) / 2 for box in sheet.boxes[fragment.first : fragment.last]]
    sides = [bisect_right(lines, middle) for middle in middles]
    cuts = [0, *(index for index in range(1, len(sides)) if sides[index] != sides[index - 1]), len(sides)]
    return [part_of(sheet, fragment, fragment.first + a, fragment.first + b) for a, b in pairwise(cuts)]


def _banded(across: list[_Rule], fragments: list[Fragment]) -> list[tuple[list[Cell], list[Fragment]]]:
    """Tables with horizontal rules alone: three or more of the same width, columns shared by all bands."""
    stacks: dict[tuple[int, int], list[_Rule]] = {}
    for rule in across:
        if rule.end - rule.start > 100:
            stacks.setdefault((round(rule.start / 6), round(rule.end / 6)), []).append(rule)
    found: list[tuple[list[Cell], list[Fragment]]] = []
    used: set[int] = set()
    for key in sorted(stacks):
        ys = _places(stacks[key])
        left, right = stacks[key][0].start, stacks[key][0].end
        if len(ys) < 4:
            continue
        inside = [
            fragment
            for fragment in fragments
            if id(fragment) not in used and _within(fragment, (left - 3, ys[0] - 1, right + 3, ys[-1] + 1))
        ]
        columns = column_places(inside)
        if len(columns) < 2 or len(inside) < 6:
            continue
        cells: dict[tuple[int, int], Cell] = {}
        for fragment in inside:
            row = min(bisect_right(ys, fragment.base - 0.3 * fragment.size) - 1, len(ys) - 2)
            put_in(cells, max(row, 0), max(bisect_right(columns, fragment.left + 0.5) - 1, 0), fragment)
        rows_with_more = {row for row, column in cells if column > 0}
        if len(rows_with_more) >= 0.6 * len({row for row, _ in cells}) and _is_table(list(cells.values())):
            found.append((numbered(list(cells.values())), inside))
            used.update(map(id, inside))
    return found
