"""Branch and bound over one island: every consistent combination of its drivers, without looking at each combination.

Drivers are chosen one after the other. A partial combination keeps, for each pair that may bind, the lead it would
have if every driver still to choose did the most for that pair: an upper bound that is exact once all are chosen.
Each choice costs each pair what it gives less than the best one (its loss), so the bounds of a thousand partial
combinations are brought up to date by one subtraction of a row. A partial combination in which a chosen variant is
behind even so is dropped, with all that would follow from it. Partial combinations go through numpy by the chunk,
depth first between chunks, so that memory stays small. Method and figures: docs/method/explore.md, section 3.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rodedraad.explore.slack import Slack, best

Choices = NDArray[np.int16]
"""One combination a row: the row of the matrix that is chosen for each driver of the island, in the drivers' order."""
Bounds = NDArray[Any]
"""Whole numbers of 16 or 64 bits, as the judgements need."""

_CHUNK_CELLS: Final = 1 << 18
"""Bounds in one chunk: half a MB, which a processor's cache holds. A chunk per level and variant is all that waits."""
_NARROW: Final = 30_000
"""Bounds up to here fit in 16 bits."""
_LEANING: Final = 2
"""Which driver next: the one that brings most drivers nearest to being decided. 1 to 6 differ by a factor 1.5 at most."""
_WHOLE: Final = 1 << 20
PROBE: Final = 2_000
"""Partial combinations per level that an estimate follows."""


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What the whole search has cost and found; ``watch`` sees it after each chunk and says True to stop.

    ``nodes`` counts partial combinations, the measure of work: the same on every machine, where seconds are not.
    """

    most_nodes: int
    watch: Callable[[int, int], bool] | None = None
    nodes: int = 0
    is_stopped: bool = False

    def goes_on(self, found: int) -> bool:
        """Whether there is work left to spend, and nobody said stop."""
        self.is_stopped = self.nodes >= self.most_nodes or (self.watch is not None and self.watch(self.nodes, found))
        return not self.is_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The consistent combinations of one island: the first ``kept`` in the order of the drivers, and how many there are.

    ``count`` is exact where ``is_complete``, else what was found until the search was stopped.
    """

    drivers: tuple[int, ...]
    choices: Choices
    count: int
    is_complete: bool


class Tree:
    """The search tree of one island: its drivers in the order of choosing, and what each choice costs each bound."""

    def __init__(self, pairs: Slack, island: tuple[int, ...]) -> None:
        order = _order(pairs, island)
        owner = np.searchsorted(np.array(pairs.starts), pairs.ahead, side="right") - 1
        # the pairs of the driver chosen first stand first, those of one variant together
        place = {driver: at for at, driver in enumerate(order)}
        columns = [
            at
            for _, _, at in sorted(
                (place[int(owner[at])], int(ahead), at)
                for at, ahead in enumerate(pairs.ahead)
                if int(owner[at]) in place
            )
        ]
        gain, floor, ahead = pairs.gain[:, columns], pairs.floor[columns], pairs.ahead[columns]
        most = best(pairs)[:, columns]
        # a bound moves between the sum of all best cases and that less all losses; what was not chosen is lifted over
        reach = int(np.abs(gain).max(initial=0)) * len(most) + int(np.abs(floor).max(initial=0)) + 1
        lift = 4 * reach
        self._type = np.int16 if 6 * reach < _NARROW else np.int64
        self.order = order
        self.island = island
        self.floor = floor.astype(self._type)
        self.options = [pairs.options(driver) for driver in order]
        self.span: dict[int, slice] = {}
        self.ends = [0]
        self.loss: dict[int, Bounds] = {}
        for driver, options in zip(order, self.options, strict=True):
            begin = self.ends[-1]
            end = int(np.searchsorted([place[int(owner[at])] for at in columns], place[driver], side="right"))
            self.ends.append(end)
            for row in options:
                own = np.flatnonzero(ahead[begin:end] == row) + begin
                self.span[row] = slice(int(own[0]), int(own[-1]) + 1) if len(own) else slice(begin, begin)
                loss = most[driver] - gain[row]
                loss[begin : self.span[row].start] -= lift
                loss[self.span[row].stop : end] -= lift
                self.loss[row] = loss.astype(self._type)
        self.top = most.sum(axis=0).astype(self._type)[None]
        self.chunk = max(1, _CHUNK_CELLS // max(1, len(columns)))

    def children(self, depth: int, bounds: Bounds, choices: Choices) -> tuple[Bounds, Choices, int]:
        """All partial combinations that go one driver further and may still hold, and how many were looked at."""
        kept_bounds, kept_choices, seen = [], [], 0
        end = self.ends[depth + 1]
        for row in self.options[depth]:
            span = self.span[row]
            may = np.flatnonzero((bounds[:, span] >= self.floor[span]).all(axis=1))
            if not len(may):
                continue
            seen += len(may)
            child = bounds[may] - self.loss[row]
            holds = (child[:, :end] >= self.floor[:end]).all(axis=1)
            chosen = choices[may[holds]]
            chosen[:, depth] = row
            kept_bounds.append(child[holds])
            kept_choices.append(chosen)
        if not kept_bounds:
            return bounds[:0], choices[:0], seen
        return np.concatenate(kept_bounds), np.concatenate(kept_choices), seen

    def root(self) -> tuple[Bounds, Choices]:
        """The partial combination in which nothing is chosen."""
        return self.top, np.zeros((1, len(self.order)), dtype=np.int16)

    def in_order(self, choices: Choices) -> Choices:
        """Combinations with their drivers in the matrix's order, sorted."""
        back = np.argsort(np.array(self.order, dtype=np.int64))
        turned = choices[:, back]
        return turned[np.lexsort(turned.T[::-1])]


def _order(pairs: Slack, island: tuple[int, ...]) -> tuple[int, ...]:
    """Which driver is chosen first: those that together are decided soonest, ties to the first. In whole numbers.

    A driver is decided for the share of its swing (how far its leads can move) that comes from drivers already chosen.
    """
    swing = np.zeros((len(island), len(island)), dtype=np.int64)
    owner = np.searchsorted(np.array(pairs.starts), pairs.ahead, side="right") - 1
    for at, cause in enumerate(island):
        gain = pairs.gain[pairs.options(cause)]
        moved = gain.max(axis=0) - gain.min(axis=0)
        swing[at] = [int(moved[owner == effect].sum()) for effect in island]
    share = swing * _WHOLE // np.maximum(swing.sum(axis=0), 1)
    # rounded to thousandths: what a processor's logarithm has in its last bit never changes the order, nor the nodes
    width = np.array([round(1000 * math.sqrt(math.log(max(2, len(pairs.options(driver)))))) for driver in island])
    decided = np.where(swing.sum(axis=0) > 0, 0, _WHOLE)
    is_chosen = np.zeros(len(island), dtype=np.bool_)
    order: list[int] = []
    while len(order) < len(island):
        after = np.minimum(decided[None] + share, _WHOLE) ** _LEANING
        worth = (after * (is_chosen[None] | np.eye(len(island), dtype=np.bool_))).sum(axis=1)
        worth -= int((np.minimum(decided, _WHOLE) ** _LEANING)[is_chosen].sum())
        chosen = int(np.where(is_chosen, -1, worth * 1000 // width).argmax())
        order.append(island[chosen])
        is_chosen[chosen] = True
        decided = decided + share[chosen]
    return tuple(order)


def searched(tree: Tree, ledger: Ledger, *, kept: int) -> Part:
    """Every consistent combination of one island, unless ``ledger`` or an interrupt stops the search.

    Of more than ``kept`` combinations the first are kept, in the order of the drivers; all are counted.
    """
    found: list[Choices] = []
    count = waiting = 0
    stack = [(0, *tree.root())]
    try:
        while stack and ledger.goes_on(count):
            depth, bounds, choices = stack.pop()
            bounds, choices, seen = tree.children(depth, bounds, choices)
            ledger.nodes += seen
            if depth + 1 == len(tree.order):
                found.append(choices)
                count += len(choices)
                waiting += len(choices)
                if waiting > 2 * kept:
                    found = [tree.in_order(np.concatenate(found))[:kept]]
                    # what is kept stands in the matrix's order from here on: put it back for the next round
                    found = [found[0][:, [tree.island.index(driver) for driver in tree.order]]]
                    waiting = kept
                continue
            for begin in range(0, len(bounds), tree.chunk):
                end = begin + tree.chunk
                stack.append((depth + 1, bounds[begin:end], choices[begin:end]))
    except KeyboardInterrupt:
        ledger.is_stopped = True
    every = np.concatenate(found) if found else tree.root()[1][:0]
    return Part(
        drivers=tree.island,
        choices=tree.in_order(every)[:kept],
        count=count,
        is_complete=not ledger.is_stopped and not stack,
    )


def probed(tree: Tree, rng: random.Random) -> int:
    """About how many nodes the search of one island will look at.

    Knuth, D.E. (1975), Estimating the efficiency of backtrack programs, Mathematics of Computation 29, 121-136, with
    up to PROBE partial combinations per level in the place of one: a level that is wider is drawn from, and what
    follows is counted for as many as were left out. Exact where no level is wider.
    """
    bounds, choices = tree.root()
    width = min(PROBE, 4 * tree.chunk)  # as much memory as the search itself takes
    weight = 1.0
    total = 0.0
    for depth in range(len(tree.order)):
        bounds, choices, seen = tree.children(depth, bounds, choices)
        total += weight * seen
        if len(bounds) > width:
            weight *= len(bounds) / width
            drawn = sorted(rng.sample(range(len(bounds)), width))
            bounds, choices = bounds[drawn], choices[drawn]
    return round(total)
