"""The words of a sentence that tell what its act waits for: "zodra de dijk is verlegd", "after the shed is handed over".

"A doet X zodra B Y doet" does not say what "B doet Y" says, though it names all of it. Where what two sentences share
is the condition of the one and the act of the other, the one waits for the other. Method: docs/method/link.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from rodedraad.link.alignment import Words, answered_across, stems
from rodedraad.records import Statement

Ints = NDArray[np.int64]

_VERB = (
    r"(?:is|zijn|wordt|worden|heeft|hebben|kan|kunnen|wil|willen|blijft|komt|komen|gaat|gaan|staan|doet|\w{3,}t|ge\w{2,}d|"
    r"\w{2,}ge\w{2,}[dtn]|(?:ver|be|her|ont|er)\w{2,}d)"
)
_TIE = re.compile(
    r"(?:^|(?<=[\s(]))(?P<word>zodra|nadat|mits|indien|wanneer|als|op voorwaarde dat|onder (?:het )?voorbehoud(?: dat)?|voordat|alvorens|"
    r"(?:only )?once|provided that|on condition that|only (?:if|when|after)|until|after|"
    r"na (?=(?:de |het |een |haar |zijn |hun )?(?:\w+ )?\w+(?:ing|name|dracht|aanleg|afgifte|besluit|akkoord)\b))\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.](?=\s|$)")
_ENDS_IN_VERB = re.compile(_VERB + r"\W*$", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:niet|geen|nooit|not|no|never)\b", re.IGNORECASE)
_LIKENESS = frozenset({"als", "wanneer", "indien"})
"""Without a verb behind it "als" only likens: "erkend als opleidingsplaats"."""
_WAITING = frozenset({"voordat", "alvorens", "until"})
"""These tie an act only where it is denied: "niet voordat"."""
_FEWEST = 3


def awaited(text: str) -> tuple[int, int] | None:
    """Where the sentence tells what its act waits for: the first such clause; None where it waits for nothing.

    What must not be the case ("zolang er geen advies is") is no such thing: who says so asks for its contrary.
    """
    for tie in _TIE.finditer(text):
        word = tie["word"].casefold()
        clause = _CLAUSE_END.split(text[tie.end() :], maxsplit=1)[0]
        is_clause = len(clause.split()) >= _FEWEST and _NEGATION.search(clause) is None
        if word in _LIKENESS:
            is_clause = is_clause and _ENDS_IN_VERB.search(clause) is not None
        if word in _WAITING:
            is_clause = is_clause and _NEGATION.search(text, 0, tie.start()) is not None
        if is_clause and (tie.start() or "," in text):
            return tie.start(), tie.end() + len(clause)
    return None


def crossed(members: Sequence[Statement], found: Words, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs of which the act of the one is more what the other waits for than what the other does."""
    masks: dict[int, NDArray[np.bool_] | None] = {}
    for a, b in (pairs := list(pairs)):
        for at in (a, b):
            if at not in masks:
                masks[at] = _tied(members[at].text, found, at)
    chosen = [(a, b) for a, b in pairs if masks[a] is not None or masks[b] is not None]
    if not chosen:
        return []
    none = np.zeros(found.places.shape[1], dtype=np.bool_)
    tied = [np.stack([none if (mask := masks[pair[side]]) is None else mask for pair in chosen]) for side in (0, 1)]
    first, second = (np.array([pair[side] for pair in chosen], dtype=np.int64) for side in (0, 1))
    same, waits = answered_across(found, first, second, tied[0], tied[1])
    return [pair for pair, is_waited in zip(chosen, (waits > same).tolist(), strict=True) if is_waited]


def _tied(text: str, found: Words, at: int) -> NDArray[np.bool_] | None:
    """Which of a statement's compared words stand only in what it waits for; None where there are none."""
    clause = awaited(text)
    if clause is None:
        return None
    outside = stems(text[: clause[0]] + " " + text[clause[1] :])
    mask = np.array([place >= 0 and found.names[place] not in outside for place in found.places[at].tolist()])
    return mask if mask.any() else None
