"""What most needs a person's look, in the order of what hangs on it: not all that was read, but what may be wrong and would matter.

A statement is in doubt where the reader was not sure of its type, where it stands against another, where a model thinks otherwise,
or where the core of the proposition rests on it. What a person corrected or confirmed is not. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from rodedraad.moment import Moment
from rodedraad.records import Statement
from rodedraad.weigh import SURE

MOST: Final = 1_000
"""How many are shown at most: what nobody gets to is no help."""
_CORE, _TENSION, _SUGGESTED, _COMMITMENT, _PER_PARTY, _UNSURE = 40.0, 12.0, 15.0, 8.0, 4.0, 20.0
"""What each reason weighs: what the core says first, then what others build on; our own, and only an order to read in."""
_MOST_PARTIES: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A statement to look at; ``reasons`` are codes of the words that say why, the heaviest first."""

    statement: Statement
    reasons: tuple[str, ...]
    weight: float


def doubts(moment: Moment, *, core: Collection[str], confirmed: Collection[str]) -> tuple[Doubt, ...]:
    """The statements in doubt, those on which most hangs first. ``core``: ids that the core of the proposition cites."""
    opposed = {id_ for one in moment.records("tensions") for id_ in (one.a, one.b)}
    suggested = {id_ for one in moment.records("suggestions") for id_ in one.statements}
    voices = _voices(moment)
    found = []
    for one in moment.records("statements"):
        if one.origin == "person" or one.id in confirmed:
            continue
        weighed = {
            "core": _CORE if one.id in core else 0.0,
            "suggested": _SUGGESTED if one.id in suggested else 0.0,
            "tension": _TENSION if one.id in opposed else 0.0,
            "unsure": _UNSURE * (1 - one.confidence) if one.confidence < SURE else 0.0,
        }
        if not any(weighed.values()):
            continue
        weighed["commitment"] = _COMMITMENT if one.is_commitment else 0.0
        weighed["parties"] = _PER_PARTY * min(voices.get(one.id, 1) - 1, _MOST_PARTIES)
        reasons = sorted((name for name, weight in weighed.items() if weight), key=lambda name: -weighed[name])
        found.append(Doubt(statement=one, reasons=tuple(reasons), weight=sum(weighed.values())))
    found.sort(key=lambda one: (-one.weight, one.statement.id))
    return tuple(found[:MOST])


def _voices(moment: Moment) -> Mapping[str, int]:
    """By statement, how many parties stand in its threads."""
    found: dict[str, int] = defaultdict(int)
    for thread in moment.records("threads"):
        for id_ in thread.statements:
            found[id_] = max(found[id_], len(thread.parties))
    return found
