"""Which scenarios appear or vanish while one judgement moves within its interval, all others as they are. Exact.

A cell is in one column, so moving it changes the balance of one variant of one driver, and only in combinations that
have chosen its row. A scenario vanishes where that driver becomes inconsistent; one appears where that driver was all
that was inconsistent, and no longer is. The candidates are found by one search per driver in which that driver alone is
loosened by the widest move of its cells. Method: docs/method/explore.md, section 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from rodedraad.explore.assess import Assessment, assessed, chosen_rows
from rodedraad.explore.matrix import Matrix, complete
from rodedraad.explore.solve import MOST_NODES, Watch, solve

Change: TypeAlias = Literal["appears", "vanishes"]

CANDIDATES: Final = 5_000
"""Combinations looked at per driver, about a second; of more the first, and that is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A scenario that is there for some values of one cell and not for others.

    ``value`` is the first value, from the judgement as it is, at which the scenario ``appears`` or ``vanishes``; so it
    stays up to the end of the cell's interval on that side.
    """

    row: int
    column: int
    value: int
    choice: tuple[int, ...]
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Every change that one judgement within its interval can make. Where not ``is_complete``, some may be missing."""

    shifts: tuple[Shift, ...]
    is_complete: bool


def sensitivity(
    matrix: Matrix, *, tolerance: int = 0, most_nodes: int = MOST_NODES, watch: Watch | None = None
) -> Sensitivity:
    """Moves each cell that has an interval through it, alone. Raises WrongUse where a cell is missing.

    ``most_nodes`` bounds the search of each driver, and ``watch`` can end it. Ordered by row, column, value and combination.
    """
    complete(matrix)
    moves = _moves(matrix)
    found: set[Shift] = set()
    is_complete = True
    for driver in range(len(matrix.drivers)):
        columns = range(matrix.starts[driver], matrix.starts[driver + 1])
        cells = [move for move in moves if move[1] in columns]
        if not cells:
            continue
        widest = max(max(high - value, value - low) for _, _, low, value, high in cells)
        loosened = [widest if place == driver else 0 for place in range(len(matrix.drivers))]
        solution = solve(
            matrix, tolerance=tolerance, loosened=loosened, most_nodes=most_nodes, kept=CANDIDATES, watch=watch
        )
        is_complete &= solution.is_complete and solution.count <= CANDIDATES
        for choice in solution.first(CANDIDATES):
            held = assessed(matrix, choice)
            rows = set(chosen_rows(matrix, choice))
            for row, column, low, value, high in cells:
                if row in rows:
                    found.update(_shifts(matrix, held, driver, (row, column, low, value, high), tolerance))
    order = sorted(found, key=lambda one: (one.row, one.column, one.value, one.choice))
    return Sensitivity(shifts=tuple(order), is_complete=is_complete)


Move: TypeAlias = tuple[int, int, int, int, int]
"""Row, column, lowest value, value, highest value."""


def _moves(matrix: Matrix) -> list[Move]:
    found = []
    for row, cells in enumerate(matrix.values):
        for column, value in enumerate(cells):
            span = matrix.span(row, column)
            if value is not None and span is not None and span != (value, value):
                found.append((row, column, span[0], value, span[1]))
    return found


def _shifts(matrix: Matrix, held: Assessment, driver: int, move: Move, tolerance: int) -> Iterator[Shift]:
    """What one cell does to one combination in which no other driver is inconsistent: at most one change a side."""
    row, column, low, value, high = move
    chosen = chosen_rows(matrix, held.choice)[driver]
    columns = range(matrix.starts[driver], matrix.starts[driver + 1])
    others = [at for at in columns if at not in (chosen, column)]
    is_own = column == chosen
    # how far the chosen variant is ahead of the others that the cell says nothing of, and of the cell's own
    apart = min((held.balances[chosen] - held.balances[at] for at in others), default=None)
    ahead = 0 if is_own else held.balances[chosen] - held.balances[column]
    is_now = (apart is None or apart >= -tolerance) and (is_own or ahead >= -tolerance)
    for step in (-1, 1):
        end = low if step < 0 else high
        # the first value on this side at which it turns, were there no end to the interval
        if is_own:
            if apart is None or (step > 0) == is_now:
                continue  # a driver of one variant; or a scenario that only becomes firmer, or further off
            away = -tolerance - apart if not is_now else apart + tolerance + 1
        else:
            if (step < 0) == is_now or (apart is not None and apart < -tolerance):
                continue  # as above; or another variant is better whatever this cell
            away = -tolerance - ahead if not is_now else ahead + tolerance + 1
        turn = value + step * away
        if (turn - end) * step <= 0:
            change: Change = "vanishes" if is_now else "appears"
            yield Shift(row=row, column=column, value=turn, choice=held.choice, change=change)
