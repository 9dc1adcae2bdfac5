"""All consistent scenarios of a cross-impact matrix, exactly: islands apart, each by branch and bound.

Method: docs/method/explore.md, sections 1 to 3.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from rodedraad.explore.matrix import Matrix
from rodedraad.explore.search import Ledger, Part, Tree, probed, searched
from rodedraad.explore.slack import Slack, between, islands, slack, table

Choice = tuple[int, ...]
"""One combination: for each driver the place of its variant, from 0."""
Watch = Callable[[int, int], bool]
"""Sees the nodes looked at and the combinations found in the island at hand; True stops the search."""

MOST_NODES: Final = 2_000_000_000
"""Some seven minutes of one core (docs/method/explore.md has the measure); a search of more stops there and says so."""
KEPT: Final = 100_000
"""Combinations of one island that are kept to be listed; all are counted."""
_SEED: Final = 1975
"""Of the estimate alone, which no result depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The consistent combinations as a product of those of independent islands, which is not multiplied out.

    ``nodes`` counts the partial combinations looked at; ``is_complete`` is False where the search was stopped before it
    had been everywhere: what was found until then is true, but not all.
    """

    matrix: Matrix
    tolerance: int
    parts: tuple[Part, ...]
    is_complete: bool
    nodes: int

    @property
    def count(self) -> int:
        """How many combinations are consistent; where not ``is_complete``, how many were found."""
        return math.prod(part.count for part in self.parts)

    def first(self, most: int = KEPT) -> Iterator[Choice]:
        """Combinations in the order of the drivers and their variants, at most ``most`` and KEPT."""
        if not self.count:
            return
        starts = self.matrix.starts
        parts = [[tuple(row) for row in part.choices.tolist()] for part in self.parts]
        seat = {driver: (at, place) for at, part in enumerate(self.parts) for place, driver in enumerate(part.drivers)}
        found = _product(parts, [seat[driver] for driver in range(len(starts) - 1)])
        for _, rows in zip(range(min(most, KEPT)), found, strict=False):
            yield tuple(row - starts[driver] for driver, row in enumerate(rows))


def _product(parts: Sequence[Sequence[Choice]], seats: Sequence[tuple[int, int]]) -> Iterator[Choice]:
    """The product of sorted lists of tuples, in the order of the seats: (which list, which place in its tuples).

    In each list the tuples that agree with what is chosen so far are a stretch, which every further choice narrows; no
    choice leads nowhere, so the first combinations cost no more than themselves.
    """
    stretches = [(0, len(part)) for part in parts]
    chosen: list[int] = []

    def further(driver: int) -> Iterator[Choice]:
        if driver == len(seats):
            yield tuple(chosen)
            return
        at, place = seats[driver]
        begin, end = stretches[at]
        column = [one[place] for one in parts[at][begin:end]]
        low = 0
        while low < len(column):
            high = bisect_right(column, column[low], lo=low)
            stretches[at] = (begin + low, begin + high)
            chosen.append(column[low])
            yield from further(driver + 1)
            chosen.pop()
            low = high
        stretches[at] = (begin, end)

    return further(0)


def solve(
    matrix: Matrix,
    *,
    tolerance: int = 0,
    loosened: Sequence[int] = (),
    most_nodes: int = MOST_NODES,
    kept: int = KEPT,
    watch: Watch | None = None,
) -> Solution:
    """Every combination in which no driver has a variant that is better by more than ``tolerance``.

    ``loosened`` adds to the tolerance of each driver. Raises WrongUse where a cell is missing. An interrupt from the
    keyboard ends the search with what was found, marked incomplete.
    """
    return _solved(
        matrix,
        slack(matrix, tolerance=tolerance, loosened=loosened),
        tolerance,
        Ledger(most_nodes=most_nodes, watch=watch),
        kept,
    )


def possible(matrix: Matrix, *, tolerance: int = 0, scale: int = 3, most_nodes: int = MOST_NODES) -> Solution:
    """Every combination that is consistent for some choice of all cells within their intervals at once.

    A missing cell may be anything from -``scale`` to ``scale``. What is consistent for certain, whatever the cells, is
    told by ``is_certain``.
    """
    low, high = spans(matrix, scale=scale)
    pairs = between(matrix, table(low), table(high), tolerance=tolerance)
    return _solved(matrix, pairs, tolerance, Ledger(most_nodes=most_nodes), KEPT)


def is_certain(matrix: Matrix, choice: Choice, *, tolerance: int = 0, scale: int = 3) -> bool:
    """Whether a combination is consistent for every choice of the cells within their intervals."""
    low, high = (table(cells) for cells in spans(matrix, scale=scale))
    rows = [start + place for start, place in zip(matrix.starts, choice, strict=False)]
    least, most = low[rows].sum(axis=0), high[rows].sum(axis=0)
    return all(
        least[row] - most[other] >= -tolerance
        for driver, row in enumerate(rows)
        for other in range(matrix.starts[driver], matrix.starts[driver + 1])
        if other != row
    )


def spans(matrix: Matrix, *, scale: int) -> tuple[list[list[int]], list[list[int]]]:
    """The lowest and the highest that each cell may be; of a missing one ``scale`` both ways."""
    owners = matrix.owners
    size = range(len(owners))
    every = [
        [matrix.span(row, column) or ((0, 0) if owners[row] == owners[column] else (-scale, scale)) for column in size]
        for row in size
    ]
    return [[low for low, _ in row] for row in every], [[high for _, high in row] for row in every]


def _solved(matrix: Matrix, pairs: Slack, tolerance: int, ledger: Ledger, kept: int) -> Solution:
    if not all(pairs.options(driver) for driver in range(len(matrix.drivers))):
        nothing = Part(drivers=tuple(range(len(matrix.drivers))), choices=_none(matrix), count=0, is_complete=True)
        return Solution(matrix=matrix, tolerance=tolerance, parts=(nothing,), is_complete=True, nodes=0)
    parts = []
    for island in islands(pairs):
        part = searched(Tree(pairs, island), ledger, kept=kept)
        parts.append(part)
        if part.is_complete and not part.count:  # nothing times whatever the others have
            return Solution(matrix=matrix, tolerance=tolerance, parts=(part,), is_complete=True, nodes=ledger.nodes)
    return Solution(
        matrix=matrix,
        tolerance=tolerance,
        parts=tuple(parts),
        is_complete=all(part.is_complete for part in parts),
        nodes=ledger.nodes,
    )


def _none(matrix: Matrix) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    return np.zeros((0, len(matrix.drivers)), dtype=np.int16)


def estimated(matrix: Matrix, *, tolerance: int = 0) -> int:
    """About how many nodes ``solve`` will look at, found by probing within a fraction of a second."""
    pairs = slack(matrix, tolerance=tolerance)
    if not all(pairs.options(driver) for driver in range(len(matrix.drivers))):
        return 0
    rng = random.Random(_SEED)  # noqa: S311  an estimate, no secret
    return sum(probed(Tree(pairs, island), rng) for island in islands(pairs))
