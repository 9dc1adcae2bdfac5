"""A cross-impact matrix in a table as people make it in a spreadsheet: found by its shape, whatever stands around it. Pure.

A table is a matrix where a row of headings and a column of them name the same variants in the same order. Titles above,
notes below, sums at the end and blots on the diagonal do not matter. Which variants are of one driver is told by ids
(A1, A2), by "driver: variant", by a row above or a column before (merged or not), by a line of the driver's own, or by
the empty blocks on the diagonal. docs/method/explore.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rodedraad.errors import WrongUse
from rodedraad.explore import Matrix
from rodedraad.intake.drafts import ID, Draft, drivers, is_cell, letter, matrix, named, of_ids, of_names
from rodedraad.intake.grids import TOP, Grid

_LABELS: Final = 4
"""Columns of names before the cells, at most."""
_FEWEST: Final = 2
_ALIKE: Final = 0.5
"""Share of the headings that rows and columns have in common from which on a table was meant as a matrix."""
_SHOWN: Final = 80
_NAMED = re.compile(r"(.+?)\s*[:/|]\s*(.+)")
_LETTER = re.compile(r"[^\W\d_]")
_TOTALS: Final = frozenset(
    [
        "som",
        "totaal",
        "total",
        "sum",
        "som:",
        "opmerking",
        "opmerkingen",
        "toelichting",
        "bron",
        "notes",
        "note",
        "remarks",
        "remark",
    ]
)
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
_DEEPEST: Final = 2
"""Rows or columns of headings that have no names of their own: drivers and variants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Square:
    """Where the names of a matrix stand in a grid: the row above it, the column before it, and its rows and columns."""

    heading: int
    label: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    same: int
    is_exact: bool


def is_matrix(grid: Grid) -> bool:
    """Whether a table is a cross-impact matrix and nothing else, or was so surely meant as one that errors are of that."""
    found = _located(grid)
    if found is None or found.same < _LABELS - found.is_exact:
        top = grid.rows[0][1]
        return _HEADINGS.get(top[0].casefold()) == "id" and sum(ID.fullmatch(one) is not None for one in top) > 1
    cells = [grid.rows[row][1][column] for row in found.rows for column in found.columns]
    filled = [cell for cell in cells if cell]
    return 2 * sum(map(is_cell, filled)) > len(filled) > 0


def best(grids: Sequence[Grid]) -> Grid | None:
    """The sheet that holds a matrix: the first of those whose rows and columns agree best; None where none does."""
    found = [(one, square) for one in grids if is_matrix(one) and (square := _located(one))]
    return max(found, key=lambda pair: (pair[1].is_exact, pair[1].same), default=(None, None))[0]


def read(grid: Grid) -> Matrix:
    """The matrix in a table. Raises WrongUse, with row and column as a spreadsheet counts, where there is none."""
    for at, (_, row) in enumerate(grid.rows[:TOP]):
        heading = [_HEADINGS.get(cell.casefold(), "") for cell in row]
        if heading[0] and ("id" in heading or ("driver" in heading and "variant" in heading)):
            return _with_columns(Grid(rows=grid.rows[at:], sheet=grid.sheet), heading)
    found = _located(grid)
    if found is not None and found.is_exact:
        return _of_square(grid, found)
    try:
        return _bare(grid)
    except WrongUse as error:
        if found is not None:
            _refuse(grid, found)
        raise error from None


def _folded(cell: str) -> str:
    return plain(cell).casefold()


def _located(grid: Grid) -> _Square | None:
    """The row and the column of headings that agree best; None where none do."""
    table = [[_folded(cell) for cell in row] for _, row in grid.rows]
    width = len(table[0])
    top: _Square | None = None
    for heading in range(min(TOP, len(table))):
        for label in range(min(_LABELS, width)):
            down = [at for at in range(heading + 1, len(table)) if table[at][label]]
            names = [table[at][label] for at in down]
            if len(down) < _FEWEST or not _are_names(names):
                continue
            for left in range(label + 1, min(label + 1 + _LABELS, width)):
                across = [at for at in range(left, width) if table[heading][at]]
                heads = [table[heading][at] for at in across]
                if len(across) < _FEWEST or not _are_names(heads):
                    continue
                found = _compared(grid, heading, label, (down, names), (across, heads))
                if found and (top is None or _rank(found) > _rank(top)):
                    top = found
    return top


def _rank(one: _Square) -> tuple[bool, int, int, int]:
    return one.is_exact, one.same, one.heading, one.label


def _are_names(cells: Sequence[str]) -> bool:
    return 2 * sum(bool(_LETTER.search(cell)) for cell in cells) >= len(cells)


def _compared(
    grid: Grid, heading: int, label: int, rows: tuple[list[int], list[str]], columns: tuple[list[int], list[str]]
) -> _Square | None:
    """How far names down and across agree; what stands after the last common one is left out where it is no variant."""
    down, names = rows
    across, heads = columns
    same = sum(one == other for one, other in zip(names, heads, strict=False))
    shared = len(set(names) & set(heads))
    if max(same, shared) < max(_FEWEST, _ALIKE * min(len(names), len(heads))):
        return None
    is_start = same and names[:same] == heads[:same]
    if is_start:
        # notes below the table, and sums at its ends
        after = [at for at, name in zip(down[same:], names[same:], strict=True) if name not in _TOTALS]
        beside = [name for name in heads[same:] if name not in _TOTALS]
        if not beside and not any(is_filled(grid, at, across[:same]) for at in after):
            return _Square(
                heading=heading,
                label=label,
                rows=tuple(down[:same]),
                columns=tuple(across[:same]),
                same=same,
                is_exact=True,
            )
    return _Square(
        heading=heading,
        label=label,
        rows=tuple(at for at in down if is_filled(grid, at, across)),
        columns=tuple(across),
        same=max(same, shared),
        is_exact=False,
    )


def is_filled(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether any of these cells of a row is a judgement."""
    cells = grid.rows[row][1]
    return any(cells[at] and is_cell(cells[at]) for at in columns)


def _of_square(grid: Grid, found: _Square) -> Matrix:
    """The matrix of which the names of rows and columns agree; which of them are of one driver is looked for."""
    found, drafts = _drafted(grid, found)
    return matrix(
        drafts,
        [[grid.rows[row][1][column] for column in found.columns] for row in found.rows],
        [grid.line(grid.rows[row][0]) for row in found.rows],
        [letter(column) for column in found.columns],
    )


def _drafted(grid: Grid, found: _Square) -> tuple[_Square, list[Draft]]:
    labels = [plain(grid.rows[row][1][found.label]) for row in found.rows]
    lines = [grid.line(grid.rows[row][0]) for row in found.rows]
    before, above = _beside(grid, found), _above(grid, found)
    if before and above and list(map(str.casefold, before)) != list(map(str.casefold, above)):
        at = next(
            at for at, (one, two) in enumerate(zip(before, above, strict=True)) if one.casefold() != two.casefold()
        )
        raise WrongUse("explore.other_order", row=lines[at], name=before[at][:_SHOWN], other=above[at][:_SHOWN])
    groups = before or above
    pairs = [_NAMED.fullmatch(label) for label in labels]
    if all(pairs) and not groups:
        return found, of_names(lines, [(pair[1], pair[2]) for pair in pairs if pair])
    if drafts := _by_ids(lines, labels, groups):
        return found, drafts
    if groups:
        return found, of_names(lines, list(zip(groups, labels, strict=True)))
    if own := _own_lines(grid, found):
        kept = [at for at in range(len(labels)) if at not in own]
        owner = [labels[max(one for one in own if one < at)] for at in kept]
        square = _Square(
            heading=found.heading,
            label=found.label,
            rows=tuple(found.rows[at] for at in kept),
            columns=tuple(found.columns[at] for at in kept),
            same=len(kept),
            is_exact=True,
        )
        return square, of_names([lines[at] for at in kept], [(owner[n], labels[at]) for n, at in enumerate(kept)])
    if sizes := _blocks(grid, found):
        blocks, at = [], 0
        for size in sizes:
            blocks.append(Draft(name="", variants=[named(label) for label in labels[at : at + size]]))
            at += size
        return found, blocks
    of_ids(lines, labels)  # says which of them is none, or stands where it should not
    raise WrongUse("explore.no_id", row=lines[0], value=labels[0][:_SHOWN])


def _by_ids(lines: Sequence[str], labels: Sequence[str], groups: Sequence[str] | None) -> list[Draft]:
    """The drivers where the names are ids, and part the variants as the headings beside them do; else none."""
    try:
        drafts = of_ids(lines, labels)
    except WrongUse:
        return []
    if groups is None:
        return drafts
    names = list(dict.fromkeys(groups))
    if [groups.count(name) for name in names] != [len(draft.variants) for draft in drafts]:
        return []
    for draft, name in zip(drafts, names, strict=True):
        draft.name = named(name)
    return drafts


def _groups(cells: Sequence[str]) -> list[str] | None:
    """Names of drivers over their variants, each holding until the next; None where they group nothing."""
    if not cells[0]:
        return None
    found: list[str] = []
    for cell in cells:
        found.append(plain(cell) if cell else found[-1])
    runs = sum(one != two for one, two in pairwise(found)) + 1
    return found if 1 < runs < len(found) and _are_names(found) else None


def _beside(grid: Grid, found: _Square) -> list[str] | None:
    """The drivers in a column before the names of the rows."""
    for column in range(found.label - 1, -1, -1):
        if groups := _groups([grid.rows[row][1][column] for row in found.rows]):
            return groups
    return None


def _above(grid: Grid, found: _Square) -> list[str] | None:
    """The drivers in a row above the names of the columns."""
    for row in range(found.heading - 1, -1, -1):
        if groups := _groups([grid.rows[row][1][column] for column in found.columns]):
            return groups
    return None


def _own_lines(grid: Grid, found: _Square) -> frozenset[int]:
    """The places whose row and column are both empty: a driver on a line of its own, above its variants."""
    cells = [[grid.rows[row][1][column] for column in found.columns] for row in found.rows]
    size = len(cells)
    empty = {at for at in range(size) if not any(cells[at]) and not any(row[at] for row in cells)}
    starts = sorted(empty)
    is_sound = starts[:1] == [0] and all(
        two - one > _FEWEST for one, two in zip(starts, [*starts[1:], size], strict=True)
    )
    return frozenset(starts) if is_sound and len(starts) >= _FEWEST else frozenset()


def _blocks(grid: Grid, found: _Square) -> list[int]:
    """The sizes of the blocks on the diagonal that hold no judgement, where they part the whole matrix; else nothing."""
    cells = [[grid.rows[row][1][column] for column in found.columns] for row in found.rows]
    blank = [[not cell or not is_cell(cell) or cell in "?-" for cell in row] for row in cells]
    sizes, start = [], 0
    for at in range(1, len(cells) + 1):
        if at < len(cells) and all(blank[at][one] and blank[one][at] for one in range(start, at)):
            continue
        sizes.append(at - start)
        start = at
    return sizes if len(sizes) >= _FEWEST and min(sizes) >= _FEWEST else []


def _refuse(grid: Grid, found: _Square) -> None:
    """Says what keeps a table that was meant as a matrix from being one: names that are not the same on both sides."""
    down = [plain(grid.rows[row][1][found.label]) for row in found.rows]
    heads = grid.rows[found.heading][1]
    across = [plain(heads[column]) for column in found.columns]
    folded, other = [one.casefold() for one in down], [one.casefold() for one in across]
    if sorted(folded) == sorted(other):
        at = next(at for at, (one, two) in enumerate(zip(folded, other, strict=True)) if one != two)
        row = grid.line(grid.rows[found.rows[at]][0])
        raise WrongUse("explore.other_order", row=row, name=down[at][:_SHOWN], other=across[at][:_SHOWN])
    raise WrongUse(
        "explore.not_alike",
        row=grid.line(grid.rows[found.heading][0]),
        column=letter(found.label),
        rows=len(down),
        columns=len(across),
        below=", ".join(one for one in down if one.casefold() not in other)[:_SHOWN] or "-",
        beside=", ".join(one for one in across if one.casefold() not in folded)[:_SHOWN] or "-",
    )


# --- tables whose headings say what they are, or of which rows and columns are named in different ways -----------


def _with_columns(grid: Grid, heading: Sequence[str]) -> Matrix:
    """Columns that are called id, driver and variant, then a column per variant, headed by its id (or its name)."""
    rows = grid.rows
    width = next((at for at, name in enumerate(heading) if not name), len(heading))
    seat = {name: at for at, name in enumerate(heading[:width])}
    last = max((at for at in range(1, len(rows)) if any(rows[at][1][:width])), default=0)
    rows = rows[: last + 1]  # what stands below the last name is a note
    labels = [[plain(cell) for cell in row[:width]] for _, row in rows[1:]]
    lines = [grid.line(number) for number, _ in rows[1:]]
    if "id" in seat:
        ids = [row[seat["id"]] for row in labels]
        _same(lines, ids, [plain(cell) for cell in rows[0][1][width:]])
        drafts = of_ids(lines, ids)
    else:
        drafts = of_names(lines, [(row[seat["driver"]], row[seat["variant"]]) for row in labels])
    place = 0
    for draft in drafts:
        for number in range(len(draft.variants)):
            if "driver" in seat and labels[place][seat["driver"]]:
                draft.name = named(labels[place][seat["driver"]])
            if "variant" in seat:
                draft.variants[number] = named(labels[place][seat["variant"]])
            place += 1
    letters = [letter(at) for at in range(width, len(heading))]
    return matrix(drafts, [row[width:] for _, row in rows[1:]], lines, letters)


def _bare(grid: Grid) -> Matrix:
    """Headings without names of their own: how many rows and columns of them there are shows from where cells begin."""
    rows = grid.rows
    deep = next((at for at, (_, row) in enumerate(rows) if _are_cells(row[_DEEPEST:])), 0)
    below = rows[deep:]
    lines = [grid.line(number) for number, _ in below]
    narrow = min((len(row) for _, row in below), default=0)
    wide = next((at for at in range(min(_DEEPEST + 1, narrow)) if _are_cells([row[at] for _, row in below])), 0)
    if deep > _DEEPEST or not below or not (deep or wide):
        raise WrongUse("explore.no_table")
    above = [[plain(cell) for cell in row[wide:]] for _, row in rows[:deep]]
    before = [[plain(cell) for cell in row[:wide]] for _, row in below]
    across = above[-1] if above else []
    down = [label[-1] for label in before] if wide else across
    if deep and not len(across) == len(down) == len(below):
        raise WrongUse("explore.not_square", rows=len(below), columns=len(across))
    labels = before if wide else [list(label) for label in zip(*above, strict=True)]
    if all(len(label) == _DEEPEST for label in labels):
        drafts = of_names(lines, [(driver, variant) for driver, variant in labels])
    elif all(_NAMED.fullmatch(label[0]) for label in labels):
        pairs = [_NAMED.fullmatch(label[0]) for label in labels]
        drafts = of_names(lines, [(pair[1], pair[2]) for pair in pairs if pair])
    else:
        drafts = of_ids(lines, [label[0] for label in labels])
    if deep and wide and across != [one.id for driver in drivers(drafts) for one in driver.variants]:
        _same(lines, down, across)
    letters = [letter(at) for at in range(wide, len(rows[0][1]))]
    return matrix(drafts, [row[wide:] for _, row in below], lines, letters)


def _are_cells(cells: Sequence[str]) -> bool:
    """Whether most of what is filled in are judgements: one slip of the pen does not make a row a heading."""
    filled = [cell for cell in cells if cell]
    return 2 * sum(map(is_cell, filled)) > len(filled)


def plain(cell: str) -> str:
    """A heading without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if re.match(r"'[=+\-@]", cell) else cell


def _same(lines: Sequence[str], down: Sequence[str], across: Sequence[str]) -> None:
    """Refuses a table whose columns are not its rows: a matrix in another order would be read askew in silence."""
    if len(down) != len(across):
        raise WrongUse("explore.not_square", rows=len(down), columns=len(across))
    for line, name, other in zip(lines, down, across, strict=True):
        if name != other:
            raise WrongUse("explore.other_order", row=line, name=name[:_SHOWN], other=other[:_SHOWN])
