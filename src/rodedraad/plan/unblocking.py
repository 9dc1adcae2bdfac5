"""Which few decisions free most of what waits. Pure.

An action is free once all that it waits for in the end is decided, so one decision may free nothing and two together
much. That is why taking the best one each time has no bound here: the (1 - 1/e) of Nemhauser, Wolsey and Fisher (1978)
is for what grows ever less, and freeing does the reverse. The search is exact instead, and where it would take too long
it gives what it found with a bound that nothing can pass. Method: docs/method/knots.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Takes: TypeAlias = Mapping[str, frozenset[str]]
MOST_WORK = 500_000
"""Sets of decisions looked at in one search; a third of a second."""
MOST_DECISIONS = 5
_PARTS = 60
"""Shares are whole numbers of these: what up to five decisions lack can be divided without a rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeing:
    """Decisions, sorted; what they free, sorted; and the most that as many decisions could free.

    ``most`` is the length of ``freed`` where it was shown that no others, as many, free more.
    """

    decisions: tuple[str, ...]
    freed: tuple[str, ...]
    most: int

    @property
    def is_best(self) -> bool:
        """Whether no other decisions, as many, free more."""
        return self.most == len(self.freed)


def freeings(takes: Takes, *, most: int = MOST_DECISIONS, most_work: int = MOST_WORK) -> tuple[Freeing, ...]:
    """For one decision, two, and so on up to ``most``, those that free most; as long as one more frees more.

    ``takes`` are, of each that waits, the decisions that it takes. Where others free as much, one of these sets is given:
    always the same, in whatever order they came.
    """
    waiting = Counter(decision for needed in takes.values() for decision in needed)
    found: list[Freeing] = []
    for count in range(1, min(most, len(waiting)) + 1):
        search = _Search(Counter(one for one in takes.values() if 0 < len(one) <= count), waiting, most_work)
        picked, bound = search.best(count, found[-1].decisions if found else ())
        freed = tuple(sorted(one for one, needed in takes.items() if needed and needed <= picked))
        if len(freed) > (len(found[-1].freed) if found else 0):
            used = frozenset[str]().union(*(takes[one] for one in freed))
            found.append(Freeing(decisions=tuple(sorted(used)), freed=freed, most=max(bound, len(freed))))
    return tuple(found)


class _Search:
    """Branch and bound over decisions: taken or not, the one that promises most first.

    The bound: each set of decisions that can still be met shares its weight equally among the decisions that it lacks;
    so many more decisions free at most the sum of the largest shares, since a set counts only when all its lacking
    decisions are among them.
    """

    def __init__(self, weights: Mapping[frozenset[str], int], waiting: Mapping[str, int], most_work: int) -> None:
        self._weights = dict(sorted(weights.items(), key=lambda one: sorted(one[0])))
        self._waiting = waiting
        self._left = most_work
        self._best: tuple[int, frozenset[str]] = (0, frozenset())
        self._open = 0
        """The most that a branch which was not searched could free."""

    def best(self, count: int, first: Iterable[str]) -> tuple[frozenset[str], int]:
        """The best decisions found, and a bound on what any free."""
        self._keep(frozenset(first))
        self._keep(self._greedy(count))
        stack = [(frozenset[str](), frozenset[str](), count)]
        while stack:
            taken, refused, more = stack.pop()
            gained, shares = self._shares(taken, refused, more)
            order = sorted(shares, key=lambda one: (-shares[one], -self._waiting[one], one))
            bound = gained + sum(shares[one] for one in order[:more]) // _PARTS
            if self._left <= 0:
                self._open = max(self._open, bound)
                continue
            self._keep(taken)
            if order and more and bound > self._best[0]:
                stack += [
                    (taken, refused | {order[0]}, more),
                    (taken | {order[0]}, refused, more - 1),
                ]
        return self._best[1], max(self._best[0], self._open)

    def _shares(self, taken: frozenset[str], refused: frozenset[str], more: int) -> tuple[int, dict[str, int]]:
        gained, shares = 0, dict[str, int]()
        self._left -= len(self._weights)
        for needed, weight in self._weights.items():
            lacking = needed - taken
            if not lacking:
                gained += weight
            elif len(lacking) <= more and not lacking & refused:
                for one in lacking:
                    shares[one] = shares.get(one, 0) + weight * _PARTS // len(lacking)
        return gained, shares

    def _keep(self, taken: frozenset[str]) -> None:
        freed = sum(weight for needed, weight in self._weights.items() if needed <= taken)
        if freed > self._best[0]:
            self._best = (freed, taken)

    def _greedy(self, count: int) -> frozenset[str]:
        """Each time the set of decisions that frees most per decision, as long as there is room."""
        taken = frozenset[str]()
        while True:
            room = count - len(taken)
            options = [needed - taken for needed in self._weights if 0 < len(needed - taken) <= room]
            if not options:
                return taken
            taken |= max(options, key=lambda one: (self._worth(taken | one) * _PARTS // len(one), sorted(one)))

    def _worth(self, taken: frozenset[str]) -> int:
        return sum(weight for needed, weight in self._weights.items() if needed <= taken)
