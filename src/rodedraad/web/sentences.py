"""What became of a sentence from version to version: the number that it had before, and where one went that is gone. Pure.

A number says where a sentence stands in one version and moves with the next; its code stays as long as it tells of the same
thing, and leads on where another sentence took that over (``propose/changes.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rodedraad.propose.changes import matched
from rodedraad.records import Change, Clause, Proposition, Version

_SHORTEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a sentence was in the version before: its number and its code."""

    number: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A sentence of an earlier version: the last in which it had this code, and what became of it.

    ``now`` is the code of the sentence that tells it in the text of now, None where none does; then ``change`` says why,
    as far as a version told.
    """

    version: Version
    number: int
    clause: Clause
    now: str | None
    change: Change | None


def moved(now: Proposition, before: Proposition | None) -> Mapping[str, Earlier]:
    """What each clause was in the version before, of those of which the number or the code is another now; by its id."""
    if before is None:
        return {}
    numbers = {one.id: at for at, one in enumerate(before.clauses, start=1)}
    was = matched(now.clauses, before.clauses)
    return {
        one.id: Earlier(number=numbers[was[one.id].id], code=was[one.id].id)
        for at, one in enumerate(now.clauses, start=1)
        if one.id in was and (numbers[was[one.id].id], was[one.id].id) != (at, one.id)
    }


def past(code: str, texts: Iterable[tuple[Version, Proposition]]) -> Past | None:
    """The sentence of an earlier version whose code this is or begins; ``texts`` are the versions, the latest first."""
    later: list[Proposition] = []
    for version, text in texts:
        found = [(at, one) for at, one in enumerate(text.clauses, start=1) if one.id.startswith(code)]
        if len(found) == 1 and len(code) >= _SHORTEST:
            number, clause = found[0]
            now, change = _followed(clause, text, reversed(later))
            return Past(version=version, number=number, clause=clause, now=now, change=change)
        later.append(text)
    return None


def _followed(clause: Clause, text: Proposition, later: Iterable[Proposition]) -> tuple[str | None, Change | None]:
    """The id by which a clause goes on in the last of the later texts; else why it went."""
    for after in later:
        became = {was.id: id_ for id_, was in matched(after.clauses, text.clauses).items()}
        if clause.id not in became:
            return None, next((one.change for one in after.gone if one.clause == clause.id), None)
        clause = next(one for one in after.clauses if one.id == became[clause.id])
        text = after
    return clause.id, None
