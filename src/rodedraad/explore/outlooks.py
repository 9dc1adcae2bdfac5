"""The futures that sources describe, held against those that were found: driver by driver, by the words of the source.

What a source thinks of its future (wanted, feared, unrealistic) is left as it is: it says nothing of the scenario.
Method and limits: docs/method/explore.md, section 9.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from rodedraad.explore.cues import Cues
from rodedraad.records import Driver, Likeness, Outlook, Scenario, Statement

FEWEST_WORDS, MOST_WORDS = 2, 6
"""Words of a title by which other sentences of the source are seen to speak of that future; a longer one is a sentence."""
_FOLD: Final = re.compile(r"\s+")


def likenesses(
    scenarios: Sequence[Scenario],
    outlooks: Sequence[Outlook],
    *,
    statements: Sequence[Statement],
    drivers: Sequence[Driver],
    cues: Cues,
) -> Mapping[str, tuple[Likeness, ...]]:
    """By the id of each scenario, every future of the sources that speaks of a variant: the likest first."""
    spoken = spoken_of(outlooks, statements=statements, cues=cues)
    return {
        scenario.id: tuple(
            sorted(
                (
                    _likeness(id_, variants, scenario, drivers, cues.driver_of)
                    for id_, variants in spoken.items()
                    if variants
                ),
                key=lambda one: (len(one.differs), -len(one.agrees), one.outlook),
            )
        )
        for scenario in scenarios
    }


def spoken_of(
    outlooks: Sequence[Outlook], *, statements: Sequence[Statement], cues: Cues
) -> dict[str, tuple[str, ...]]:
    """The variants that each future's words speak of.

    Its words are its title and quote, the statements within it, and those of the same source that call it by its name.
    Of a sentence that tells of several futures ("the alternatives, A or B, ...") only the title is of one of them.
    """
    told = Counter((one.source, one.start, one.end) for one in outlooks)
    sources = {one.source for one in outlooks}
    of_source: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.source in sources:
            of_source.setdefault(statement.source, []).append(statement)
    found = {}
    for one in outlooks:
        name = _FOLD.sub(" ", one.title.strip().lower())
        is_name = FEWEST_WORDS <= len(name.split()) <= MOST_WORDS
        is_alone = told[one.source, one.start, one.end] == 1
        texts = [one.title, *([one.quote] if is_alone else [])]
        texts += [
            each.text
            for each in of_source.get(one.source, ())
            if (is_alone and each.start < one.end and one.start < each.end)
            or (is_name and name in each.text.lower() and (is_alone or each.start >= one.end or one.start >= each.end))
        ]
        said = {variant for text in dict.fromkeys(texts) for variant in cues.spoken(_FOLD.sub(" ", text)).variants}
        found[one.id] = tuple(variant for variant in cues.driver_of if variant in said)
    return found


def _likeness(
    outlook: str,
    variants: Sequence[str],
    scenario: Scenario,
    drivers: Sequence[Driver],
    driver_of: Mapping[str, str],
) -> Likeness:
    agrees = [variant for variant in variants if variant in scenario.variants]
    met = {driver_of[variant] for variant in agrees}
    differs = [variant for variant in variants if driver_of[variant] not in met]
    told = {driver_of[variant] for variant in variants}
    return Likeness(outlook=outlook, agrees=tuple(agrees), differs=tuple(differs), silent=len(drivers) - len(told))
