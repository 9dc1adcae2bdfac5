"""What an inconsistent combination turns into: succession, the states it ends in, and how many lead to each.

An inconsistent combination contradicts its own judgements; following them gives its successor, and so on until nothing
changes (a consistent combination) or a circle is walked. Those ends are attractors; the combinations that end there are
the attractor's basin, its weight. Method, and what the three rules are: docs/method/explore.md, section 5.
"""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from rodedraad.explore.matrix import Matrix, complete
from rodedraad.explore.slack import Ints, table

Rule: TypeAlias = Literal["global", "local", "incremental"]
Choice: TypeAlias = tuple[int, ...]

MOST_COUNTED: Final = 5_000_000
"""Combinations that are all followed to their end, in some two seconds; of more a sample is followed, which says so."""
SAMPLE: Final = 10_000
_CHUNK: Final = 1 << 13
_GROUPED: Final = 1 << 10
_LONGEST_WALK: Final = 10_000
"""Steps after which a walk of the sample is given up and counted as such; walks take some tens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attractor:
    """Where successions end: one consistent combination, or the combinations of a circle from its first one on.

    ``basin`` counts the starts that end here: combinations where all were followed, else starts of the sample.
    """

    states: tuple[Choice, ...]
    basin: int

    @property
    def is_cycle(self) -> bool:
        """Whether it goes round instead of coming to rest."""
        return len(self.states) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Basins:
    """All attractors that were found, largest basin first.

    ``is_sample`` is True where ``starts`` combinations were drawn by chance in the place of all: an attractor with a
    small basin may then be missing. ``lost`` counts walks of a sample that were given up.
    """

    rule: Rule
    attractors: tuple[Attractor, ...]
    starts: int
    is_sample: bool
    lost: int = 0


def successor(matrix: Matrix, choice: Choice, *, rule: Rule = "global") -> Choice:
    """What one combination turns into; itself where it is consistent."""
    found = _Stepper(matrix, rule).after(np.array([choice], dtype=np.int64).T)
    return cast("Choice", tuple(found[:, 0].tolist()))


def basins(
    matrix: Matrix, rng: random.Random, *, rule: Rule = "global", most: int = MOST_COUNTED, sample: int = SAMPLE
) -> Basins:
    """Where every combination ends, exactly where there are at most ``most``, else where ``sample`` drawn ones end."""
    stepper = _Stepper(complete(matrix), rule)
    if matrix.combinations <= most:
        return _all(stepper, rule, matrix.combinations)
    counts = [len(driver.variants) for driver in matrix.drivers]
    starts = np.array([[rng.randrange(count) for count in counts] for _ in range(sample)], dtype=np.int64)
    return _walked(stepper, rule, starts.T)


class _Stepper:
    """One rule on one matrix, for many combinations at a time: a row per driver, a column per combination."""

    def __init__(self, matrix: Matrix, rule: Rule) -> None:
        self.spans = list(itertools.pairwise(matrix.starts))
        self.counts = [end - begin for begin, end in self.spans]
        self.rule = rule
        # the balances that some drivers give together, for each of their combinations: three sums in the place of twenty
        self._groups: list[tuple[list[int], Ints]] = []
        cells = table(complete(matrix).values)
        drivers = list(range(len(self.counts)))
        while drivers:
            group, given = [drivers.pop(0)], None
            while drivers and math.prod(self.counts[one] for one in [*group, drivers[0]]) <= _GROUPED:
                group.append(drivers.pop(0))
            for driver in group:
                own = cells[slice(*self.spans[driver])]
                given = own if given is None else (given[:, None] + own[None]).reshape(-1, len(cells))
            self._groups.append((group, np.ascontiguousarray(cast("Ints", given).T)))

    def after(self, choices: Ints) -> Ints:
        """The successors. A driver whose variant is among the best keeps it; else it goes to the first of the best."""
        balances = np.zeros((self.spans[-1][1], choices.shape[1]), dtype=np.int64)
        for group, given in self._groups:
            balances += given[:, self.numbers(choices, group)]
        aim, short = np.empty_like(choices), np.empty_like(choices)
        for driver, (begin, end) in enumerate(self.spans):
            best, own = balances[begin].copy(), balances[begin].copy()
            aim[driver] = 0
            for place in range(1, end - begin):
                balance = balances[begin + place]
                np.copyto(aim[driver], place, where=balance > best)
                np.maximum(best, balance, out=best)
                np.copyto(own, balance, where=choices[driver] == place)
            short[driver] = best - own
        if self.rule == "incremental":
            aim = choices + np.sign(aim - choices)
        moved = short > 0
        if self.rule == "local":
            moved &= np.arange(len(short))[:, None] == short.argmax(axis=0)[None]
        return np.where(moved, aim, choices)

    def numbers(self, choices: Ints, drivers: Sequence[int] = ()) -> Ints:
        """Each combination (of some drivers) as a number: the first driver counts heaviest."""
        found = np.zeros(choices.shape[1], dtype=np.int64)
        for driver in drivers or range(len(self.counts)):
            found *= self.counts[driver]
            found += choices[driver]
        return found

    def choices(self, numbers: Ints) -> Ints:
        """The combinations of numbers."""
        found = np.empty((len(self.counts), len(numbers)), dtype=np.int64)
        rest = numbers
        for driver in range(len(self.counts) - 1, -1, -1):
            rest, found[driver] = np.divmod(rest, self.counts[driver])
        return found


def _all(stepper: _Stepper, rule: Rule, size: int) -> Basins:
    """Every combination's successor, then that of its successor, doubling the steps until all stand on attractors."""
    after = np.empty(size, dtype=np.int64)
    for begin in range(0, size, _CHUNK):
        numbers = np.arange(begin, min(size, begin + _CHUNK), dtype=np.int64)
        after[begin : begin + len(numbers)] = stepper.numbers(stepper.after(stepper.choices(numbers)))
    ends = after
    while True:
        standing = _distinct(ends, size)
        # on attractors a step only changes places; while a state is among the ends that no end leads to, walk on
        if len(_distinct(after[standing], size)) == len(standing):
            break
        ends = ends[ends]
    basin = np.bincount(ends, minlength=size)
    found: list[Attractor] = []
    seen: set[int] = set()
    for state in standing.tolist():
        if state not in seen:
            circle = _circle(state, after)
            seen.update(circle)
            found.append(_attractor(stepper, circle, int(basin[list(circle)].sum())))
    return Basins(rule=rule, attractors=_largest_first(found), starts=size, is_sample=False)


def _distinct(numbers: Ints, size: int) -> Ints:
    """The numbers below ``size`` that occur, in order; ten times as fast as sorting them."""
    occurs = np.zeros(size, dtype=np.bool_)
    occurs[numbers] = True
    return np.flatnonzero(occurs)


def _circle(state: int, after: Ints) -> tuple[int, ...]:
    walk = [state]
    while (state := int(after[state])) != walk[0]:
        walk.append(state)
    first = walk.index(min(walk))
    return tuple(walk[first:] + walk[:first])


def _attractor(stepper: _Stepper, circle: tuple[int, ...], basin: int) -> Attractor:
    choices = stepper.choices(np.array(circle, dtype=np.int64))
    return Attractor(states=tuple(tuple(one) for one in choices.T.tolist()), basin=basin)


def _largest_first(found: list[Attractor]) -> tuple[Attractor, ...]:
    return tuple(sorted(found, key=lambda one: (-one.basin, one.states)))


def _walked(stepper: _Stepper, rule: Rule, starts: NDArray[np.int64]) -> Basins:
    """Walks from each start, all at a time, until each has come back to where it was before."""
    ends: Counter[tuple[Choice, ...]] = Counter()
    known: dict[Choice, tuple[Choice, ...]] = {}
    walks: list[dict[Choice, int]] = [{tuple(one): 0} for one in starts.T.tolist()]
    here, alive = starts, list(range(starts.shape[1]))
    for step in range(1, _LONGEST_WALK):
        here = stepper.after(here)
        going = []
        for place, (walk, state) in enumerate(zip(alive, map(tuple, here.T.tolist()), strict=True)):
            path = walks[walk]
            if state in known:
                end = known[state]
            elif state in path:
                circle = [one for one, at in path.items() if at >= path[state]]
                first = circle.index(min(circle))
                end = tuple(circle[first:] + circle[:first])
            else:
                path[state] = step
                going.append(place)
                continue
            known |= dict.fromkeys(path, end)
            ends[end] += 1
            walks[walk] = {}
        alive = [alive[place] for place in going]
        here = here[:, going]
        if not alive:
            break
    found = [Attractor(states=states, basin=basin) for states, basin in ends.items()]
    return Basins(rule=rule, attractors=_largest_first(found), starts=starts.shape[1], is_sample=True, lost=len(alive))
