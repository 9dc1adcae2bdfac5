"""What each open action waits for: other actions, and conditions that no action brings about. Pure.

What knots, pictures and lists say of order all comes from here. docs/method/knots.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rodedraad.plan.laid_down import laid_down
from rodedraad.plan.twins import twins
from rodedraad.records import Action, Condition, Party, Statement

_WORD = re.compile(r"\w+")
CLOSED = frozenset({"done", "lapsed"})
"""Statuses of what nothing waits for any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """That one action ``waits`` for another, or for the condition of a statement; and the statement that says so."""

    waits: str
    on: str
    statement: str


def steps(actions: Sequence[Action], statements: Mapping[str, Statement]) -> tuple[Step, ...]:
    """What each open action waits for: open actions, and conditions that no action brings about. Each said once.

    What another source says that the same act waits for is a step of it too (``twins``), and so is who makes the
    agreement in which it is to be laid down (``laid_down``).
    """
    open_ = {one.id: one for one in sorted(actions, key=lambda one: one.id) if one.status not in CLOSED}
    said: dict[str, list[tuple[str, str, bool]]] = {}
    for action in open_.values():
        said[action.id] = [(one.on, one.statement, False) for one in action.depends_on]
        said[action.id] += [
            (one.action or one.statement, one.statement, one.action is None) for one in action.conditions
        ]
    found = {id_: list(own) for id_, own in said.items()}
    for id_, other in twins(tuple(open_.values()), statements):
        found[id_] += said[other]
    for id_, on, statement in laid_down(tuple(open_.values()), statements):
        if all(step[0] != on for step in found[id_]) and id_ not in {step[0] for step in found[on]}:
            found[id_].append((on, statement, False))
    return tuple(
        dict.fromkeys(
            Step(waits=id_, on=on, statement=statement)
            for id_, own in found.items()
            for on, statement, is_condition in own
            if is_condition or (on in open_ and on != id_)
        )
    )


def conditions(actions: Sequence[Action]) -> dict[str, list[Condition]]:
    """The conditions that no action brings about, by the statement that sets them: such a statement is one decision.

    That of an act that nobody is named for is nobody's: whoever only says it decides nothing.
    """
    found: dict[str, list[Condition]] = defaultdict(list)
    for action in sorted((one for one in actions if one.conditions), key=lambda one: one.id):
        for condition in action.conditions:
            if condition.action is None and action.status not in CLOSED:
                found[condition.statement].append(condition if action.who else replace(condition, party=None))
    return found


def awaited(conditions: Iterable[Condition], parties: Mapping[str, Party]) -> tuple[str, ...]:
    """Whom open conditions wait for: the one known party that the words of each name in full, else whose it is."""
    found = (named_in(one.words, parties) or one.party for one in conditions)
    return tuple(dict.fromkeys(who for who in found if who is not None))


def named_in(words: str, parties: Mapping[str, Party]) -> str | None:
    """The one known party that the words of a condition name in full; None where they name none, or more."""
    plain = _plain(words)
    named = [id_ for id_, party in parties.items() if any(one in plain for one in _called(party.name))]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=10_000)  # every condition is held against every party
def _called(name: str) -> tuple[str, ...]:
    """A name as words may have it."""
    plain = _plain(re.sub(r"^(?:De|Het|The) ", "", name))
    # "de gemeente Aldorp" writes what it is without a capital; a name of one word keeps its own
    return (plain, f" {plain[1].lower()}{plain[2:]}") if plain.count(" ") > 2 else (plain,)


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "
