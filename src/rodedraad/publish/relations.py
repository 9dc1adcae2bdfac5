"""Who stands where to whom: parties that want the same, that collide, and that ask each other. Pure.

Two parties stand together in a thread that both back by their documents, and against each other in a tension between a statement of
the one and of the other; what a source only reports of another counts for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rodedraad.records import Statement, Tension, Thread

_ASKS = ("asked", "must_act")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What lies between two parties, ``a`` before ``b`` by id: ids of threads, of tensions, of requests of each to the other."""

    a: str
    b: str
    together: tuple[str, ...]
    against: tuple[str, ...]
    asked_by_a: tuple[str, ...]
    asked_by_b: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much lies between them, in threads, tensions and requests."""
        return len(self.together) + len(self.against) + len(self.asked_by_a) + len(self.asked_by_b)


def relations(
    threads: Iterable[Thread],
    tensions: Iterable[Tension],
    statements: Mapping[str, Statement],
    asking: Iterable[Statement],
) -> tuple[Relation, ...]:
    """Every two parties with something between them, those with most first. ``asking`` are the statements that may ask.

    ``statements`` has those that tensions name; a tension with one that is not there is left out.
    """
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    against: dict[tuple[str, str], list[str]] = defaultdict(list)
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for thread in threads:
        for pair in combinations(sorted(set(thread.support.documents.for_)), 2):
            together[pair].append(thread.id)
    for tension in tensions:
        sides = [statements.get(one) for one in (tension.a, tension.b)]
        for one, other in _pairs(*(_speakers(side) for side in sides)):
            against[min(one, other), max(one, other)].append(tension.id)
    for statement in asking:
        told = {actor.party for actor in statement.actors if actor.party and actor.role in _ASKS}
        for one, other in _pairs(_speakers(statement), sorted(told)):
            asked[one, other].append(statement.id)
    found = {*together, *against, *((min(pair), max(pair)) for pair in asked)}
    made = (
        Relation(
            a=a,
            b=b,
            together=tuple(together.get((a, b), ())),
            against=tuple(dict.fromkeys(against.get((a, b), ()))),
            asked_by_a=tuple(asked.get((a, b), ())),
            asked_by_b=tuple(asked.get((b, a), ())),
        )
        for a, b in found
    )
    return tuple(sorted(made, key=lambda one: (-one.weight, one.a, one.b)))


def around(found: Sequence[Relation], party: str) -> tuple[Relation, ...]:
    """Those of one party."""
    return tuple(one for one in found if party in (one.a, one.b))


def leading(found: Sequence[Relation], *, most: int) -> tuple[Relation, ...]:
    """As many of the first as have no more than ``most`` parties between them: what a picture holds."""
    parties: set[str] = set()
    kept = []
    for one in found:
        if len(parties | {one.a, one.b}) > most:
            continue
        parties |= {one.a, one.b}
        kept.append(one)
    return tuple(kept)


def _speakers(statement: Statement | None) -> Sequence[str]:
    return () if statement is None or statement.is_reported else statement.holders


def _pairs(first: Iterable[str], second: Iterable[str]) -> list[tuple[str, str]]:
    others = list(second)
    return [(one, other) for one in first for other in others if one != other]
