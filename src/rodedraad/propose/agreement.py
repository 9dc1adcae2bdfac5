"""Whether a sentence may be told as sharing what another says, beyond being near it. Pure.

A thread holds what is likely the same. A proposition puts the words of one into the mouth of all, so three things part
two sentences here: an exception or condition that one makes and the other does not, a duty where the other asks less,
and a denial of one alone. And they must have two telling words in common. What that does to pairs that readers judged:
docs/method/propose.md, section 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rodedraad.records import Statement

SHARED_WORDS = 2
_STEM_CHARS, _LEAST_CHARS = 6, 5
_PARTING = (
    re.compile(
        r"\b(?:behoudens|tenzij|mits|behalve|uitgezonderd|met uitzondering|uitsluitend|alleen|slechts|except|unless|provided|only)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:verplicht\w*|verbied\w*|verbod\w*|verboden|afschaf\w*|afgeschaft|schaf(?:fen|t)|gratis|mandatory|compulsory|ban(?:ned)?|abolish\w*)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:niet|geen|nooit|zonder|noch|not|no|never|without)\b", re.IGNORECASE),
)
_WORD = re.compile(rf"[a-zà-ÿ]{{{_LEAST_CHARS},}}", re.IGNORECASE)
_COMMON = frozenset(
    [
        "willen",
        "wordt",
        "worden",
        "moeten",
        "kunnen",
        "hebben",
        "onze",
        "deze",
        "voor",
        "zijn",
        "meer",
        "door",
        "naar",
        "zodat",
        "zoals",
        "omdat",
        "ervoor",
        "zorgen",
        "samen",
        "nederland",
        "nederlandse",
        "iedereen",
        "mensen",
        "which",
        "their",
        "should",
        "would",
        "there",
        "these",
    ]
)


def agrees(one: Statement, other: Statement) -> bool:
    """Whether the words of one may be told as what the other says too; the same words always may."""
    a, b = (" ".join(statement.text.split()) for statement in (one, other))
    if a == b:
        return True
    if one.language == other.language and any(bool(word.search(a)) != bool(word.search(b)) for word in _PARTING):
        return False
    return one.language != other.language or len(_stems(a) & _stems(b)) >= SHARED_WORDS


def agreeing(lead: Statement, members: Iterable[Statement]) -> list[Statement]:
    """The members that agree with the one that speaks for all, that one among them; in their order."""
    return [one for one in members if one.id == lead.id or agrees(lead, one)]


def _stems(text: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word[:_STEM_CHARS] for word in words if word not in _COMMON)
