"""Which clauses stand under a condition, so that it can stand before them. Pure.

A condition governs the sentence before it in the same document where it points back to it ("daarvoor", "mits dit"),
and the one after it where that points to the condition ("in dat geval"). One that governs nothing quoted here stands
at the head of its theme.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rodedraad.propose.ground import Ground
from rodedraad.records import Clause, Statement

_NEAR_CHARS = 250
_BACK = re.compile(
    r"^(?:dit|dat|deze|die|daarvoor|hiervoor|daarbij|hierbij|voorwaarde(?: daar(?:voor|bij))?|alleen dan|mits|this|that|these)\b"
    r"|\b(?:daarvoor|hiervoor|daarbij|hierbij|daarmee|hiermee|daartoe|hiertoe)\b",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"^(?:onder (?:die|deze) voorwaarden?|in dat geval|alleen dan|pas dan|dan|zo|under (?:that|this|these) conditions?|only then|then)\b",
    re.IGNORECASE,
)


def governing(ground: Ground, clauses: Iterable[Clause]) -> Mapping[str, tuple[str, ...]]:
    """Which clauses stand under each condition, by the id of the condition's clause.

    Those that quote or cite the sentence beside it in the same document.
    """
    by_statement: dict[str, list[str]] = defaultdict(list)
    conditions: dict[str, str] = {}
    for clause in clauses:
        if clause.part == "condition" and clause.about and clause.kind == "condition":
            conditions[clause.about] = clause.id
        elif clause.kind not in ("gap", "tension", "condition"):
            for citation in clause.citations:
                if citation.role in ("says", "backs"):
                    by_statement[citation.id].append(clause.id)
    found = {}
    for id_, name in conditions.items():
        governed = [clause for near in _beside(ground.statements[id_], ground) for clause in by_statement.get(near, ())]
        if governed:
            found[name] = tuple(dict.fromkeys(governed))
    return found


def _beside(condition: Statement, ground: Ground) -> Iterator[str]:
    """The sentence before a condition that points back, and the one after it that points to it; of one heading."""
    said_there = ground.by_source.get(condition.source, ())
    place = next((at for at, one in enumerate(said_there) if one.id == condition.id), None)
    if place is None:
        return
    before = said_there[place - 1] if place else None
    after = said_there[place + 1] if place + 1 < len(said_there) else None
    if before and _are_near(before, condition) and _BACK.search(condition.text):
        yield before.id
    if after and _are_near(condition, after) and _FORWARD.match(after.text):
        yield after.id


def _are_near(one: Statement, next_: Statement) -> bool:
    return one.context == next_.context and next_.start - one.end <= _NEAR_CHARS
