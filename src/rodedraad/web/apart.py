"""What tells futures apart for who has only their numbers or titles: choices, and whose of two outlooks of one title it is. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Final

from rodedraad.phrases import clipped
from rodedraad.records import Outlook, Scenario, Source

MOST: Final = 3
"""Choices by which a scenario is called: what can be said in one breath."""
_TITLE_CHARS: Final = 120
_FROM_CHARS: Final = 80


def telling(scenario: Scenario, every: Collection[Scenario]) -> tuple[str, ...]:
    """The fewest variants of a scenario that no other has together, at most three; else those that the fewest others have.

    Of as many, those of the first drivers. In the order of the drivers.
    """
    others = [frozenset(one.variants) for one in every if one.id != scenario.id]
    for size in range(1, MOST + 1):
        for chosen in combinations(scenario.variants, size):
            if not any(one.issuperset(chosen) for one in others):
                return chosen
    shared = {id_: sum(id_ in one for one in others) for id_ in scenario.variants}
    rarest = sorted(scenario.variants, key=lambda id_: (shared[id_], scenario.variants.index(id_)))[:MOST]
    return tuple(id_ for id_ in scenario.variants if id_ in rarest)


def titles(outlooks: Sequence[Outlook], sources: Mapping[str, Source]) -> Mapping[str, str]:
    """The title of each outlook, by its id; where two have one title, also which source has it, and where that is no help a number."""
    counted = Counter(one.title.casefold() for one in outlooks)
    found: dict[str, str] = {}
    told: Counter[str] = Counter()
    for one in outlooks:
        title = clipped(one.title, _TITLE_CHARS)
        if counted[one.title.casefold()] > 1:
            source = sources.get(one.source)
            title = f"{title} ({clipped(source.title, _FROM_CHARS)})" if source else title
        told[title] += 1
        found[one.id] = title if told[title] == 1 else f"{title} {told[title]}"
    return found
