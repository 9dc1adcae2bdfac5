"""Consistency as sums: how far each variant of a driver stays ahead of each other variant of that driver.

A combination is consistent within a tolerance when, for every driver and every other variant of it, the balance of
the chosen variant is at least that of the other, less the tolerance. That difference is a sum over the drivers of
what their chosen variants give the one more than the other: its slack. Each pair of variants of one driver is a
column here, each variant that may be chosen a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rodedraad.explore.matrix import Matrix, complete

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """``gain[row, pair]``: what choosing that row adds to the lead of the pair's variant ``ahead`` over ``behind``.

    ``starts`` has the first row of each driver and the number of rows. ``floor[pair]`` is the least lead with which
    ``ahead`` still holds: minus the tolerance of its driver. ``is_open[row]``: the variant can be part of a consistent
    combination as far as sums of best cases tell. Only pairs that can bind are here.
    """

    starts: tuple[int, ...]
    ahead: Ints
    behind: Ints
    gain: Ints
    floor: Ints
    is_open: Flags

    def rows(self, driver: int) -> range:
        """The rows of one driver."""
        return range(self.starts[driver], self.starts[driver + 1])

    def options(self, driver: int) -> list[int]:
        """The rows of one driver that are open."""
        return [row for row in self.rows(driver) if self.is_open[row]]


def slack(matrix: Matrix, *, tolerance: int = 0, loosened: Sequence[int] = ()) -> Slack:
    """The pairs of a complete matrix. ``loosened`` adds to the tolerance, per driver. Raises WrongUse on missing cells."""
    cells = table(complete(matrix).values)
    return between(matrix, cells, cells, tolerance=tolerance, loosened=loosened)


def table(cells: Sequence[Sequence[int | None]]) -> Ints:
    """Cells as whole numbers; None, which stands only where a driver would act on itself, is 0."""
    size = len(cells)
    return np.array([[value or 0 for value in row] for row in cells], dtype=np.int64).reshape(size, size)


def between(matrix: Matrix, low: Ints, high: Ints, *, tolerance: int, loosened: Sequence[int] = ()) -> Slack:
    """The pairs where each cell may be anything from ``low`` to ``high``, taken as it favours each chosen variant.

    Every cell is in one column, so that what favours a chosen variant (its own cells high, those of the others low)
    can be had for all drivers at once: a combination passes here if and only if some choice of cells makes it
    consistent. With ``low`` and ``high`` equal that is plain consistency.
    """
    starts = matrix.starts
    pairs = [
        (ahead, behind, place)
        for place in range(len(starts) - 1)
        for ahead in range(starts[place], starts[place + 1])
        for behind in range(starts[place], starts[place + 1])
        if ahead != behind
    ]
    ahead, behind, owner = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in range(3))
    gain = high[:, ahead] - low[:, behind]
    extra = np.array(loosened or [0] * (len(starts) - 1), dtype=np.int64)
    floor = -(tolerance + extra[owner])
    return _binding(Slack(starts=starts, ahead=ahead, behind=behind, gain=gain, floor=floor, is_open=_open(starts)))


def _open(starts: tuple[int, ...]) -> Flags:
    return np.ones(starts[-1], dtype=np.bool_)


def best(pairs: Slack) -> Ints:
    """Per driver and pair, the most that an open variant of that driver adds; 0 where the driver has none open."""
    return _extreme(pairs, is_most=True)


def _extreme(pairs: Slack, *, is_most: bool) -> Ints:
    found = np.zeros((len(pairs.starts) - 1, len(pairs.ahead)), dtype=np.int64)
    for driver in range(len(found)):
        if rows := pairs.options(driver):
            found[driver] = pairs.gain[rows].max(axis=0) if is_most else pairs.gain[rows].min(axis=0)
    return found


def _binding(pairs: Slack) -> Slack:
    """Closes variants that fall short whatever the others do, again until none does; drops pairs that always hold."""
    while True:
        short = best(pairs).sum(axis=0) < pairs.floor
        closed = np.unique(pairs.ahead[short])
        closed = closed[pairs.is_open[closed]]
        if not len(closed):
            break
        is_open = pairs.is_open.copy()
        is_open[closed] = False
        pairs = _with(pairs, is_open, slice(None))
    can_bind = (_extreme(pairs, is_most=False).sum(axis=0) < pairs.floor) & pairs.is_open[pairs.ahead]
    return _with(pairs, pairs.is_open, np.flatnonzero(can_bind))


def _with(pairs: Slack, is_open: Flags, kept: slice | Ints) -> Slack:
    return Slack(
        starts=pairs.starts,
        ahead=pairs.ahead[kept],
        behind=pairs.behind[kept],
        gain=pairs.gain[:, kept],
        floor=pairs.floor[kept],
        is_open=is_open,
    )


def islands(pairs: Slack) -> tuple[tuple[int, ...], ...]:
    """Groups of drivers that can be solved apart, since no variant of the one changes what binds in another.

    A driver that gives every variant of another the same, whichever of its own is chosen, does not couple them. The
    consistent combinations of the whole are then the product of those of its islands. Ordered by their first driver.
    """
    count = len(pairs.starts) - 1
    label = list(range(count))
    owner = np.searchsorted(np.array(pairs.starts), pairs.ahead, side="right") - 1
    for cause in range(count):
        rows = pairs.options(cause)
        if not rows:
            continue
        moves = (pairs.gain[rows] != pairs.gain[rows[0]]).any(axis=0)
        for effect in np.unique(owner[moves]).tolist():
            joined, gone = sorted((label[cause], label[effect]))
            label = [joined if one == gone else one for one in label]
    return tuple(tuple(at for at in range(count) if label[at] == name) for name in sorted(set(label)))
