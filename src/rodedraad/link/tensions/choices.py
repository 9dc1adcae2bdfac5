"""What a statement chooses of two that exclude one another, which condition it sets or refuses, whom it gives a task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PREFERS = re.compile(
    r"\b(?:kies\w*|kiezen|voorkeur|voorstander|de oplossing|beste (?:manier|oplossing|keuze|optie|weg)|het beste|ons betreft|pleit\w*|"
    r"willen|moet er|aanleg\w*|prefer\w*|favour|best (?:way|option|solution)|choose|chooses|opt for)\b",
    re.IGNORECASE,
)
_EXCLUSIVE: tuple[tuple[str, str, str], ...] = (
    ("crossing", r"\b(?:\w*tunnel)\b", r"\b(?:\w*brug|bridge)\b"),
    (
        "remedy",
        r"\b(?:sloop|slopen|demolition|demolish)\b",
        r"\b(?:renovatie|renoveren|opknappen|renovation|renovate)\b",
    ),
    ("hands", r"\b(?:privatiser\w+|marktwerking)\b", r"\b(?:nationaliser\w+|in publieke handen)\b"),
)
"""Plain alternatives: who chooses the one leaves the other."""
_PATTERNS = tuple(
    (name, re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE)) for name, one, other in _EXCLUSIVE
)

_SETS = re.compile(
    r"\b(?:alleen (?:als|wanneer|indien|maar als)|maar alleen|alleen(?: \w+){1,5} (?:wanneer|als|indien)|(?:kan|kunnen)(?: er)? pas|pas (?:als|wanneer)|"
    r"(?:geen|niet) (?:\w+ ){1,12}?zolang|op voorwaarde dat|onder de voorwaarde|bindende (?:eisen|voorwaarden)|only if|provided that|on condition that)\b",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"\b(?:niet als voorwaarde|geen (?:\w+ ){0,3}(?:eisen|voorwaarden|regels)|zonder (?:\w+ ){0,2}(?:voorwaarden|eisen)|onvoorwaardelijk\w*|"
    r"strengere regels|no (?:\w+ ){0,3}(?:conditions|requirements)|without conditions|not a condition)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\b(?:(?:is|blijft) (?:een|de) (?:taak|verantwoordelijkheid) van|(?:leiden|betalen|bekostigen|uitvoeren|regelen|financieren)|"
    r"responsible for|must pay|should pay)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?P<bearer>rijk|kabinet|staat|provincie|gemeenten?|waterschap|bedrijf|bedrijven|werkgevers?)\b (?:moet|moeten|dient|dienen|hoort|horen)\b"
    r"|\b(?:taak|verantwoordelijkheid) van (?:de |het )?(?P<owner>rijk|kabinet|staat|provincie|gemeenten?|waterschap|bedrijf|bedrijven|werkgevers?)\b",
    re.IGNORECASE,
)
_LAYER = {
    "kabinet": "rijk",
    "staat": "rijk",
    "gemeente": "gemeenten",
    "bedrijven": "bedrijf",
    "werkgever": "bedrijf",
    "werkgevers": "bedrijf",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a statement sets or refuses a condition, with the words that say so."""

    sets: bool
    words: str


def conditions(text: str) -> Condition | None:
    """The condition that a statement sets or refuses, if any."""
    if hit := _DROPS.search(text[:2_000]):
        return Condition(sets=False, words=hit[0])
    if hit := _SETS.search(text[:2_000]):
        return Condition(sets=True, words=hit[0])
    return None


def opposites(text: str) -> Mapping[str, tuple[int, str]]:
    """What a statement chooses, by the name of the alternatives: that which it names first of the two."""
    if not _PREFERS.search(text):
        return {}
    found: dict[str, tuple[int, str]] = {}
    for name, one, other in _PATTERNS:
        hits = sorted(
            (hit.start(), hit[0], at) for at, pattern in enumerate((one, other)) if (hit := pattern.search(text))
        )
        if hits:
            found[name] = (hits[0][2], hits[0][1])
    return found


def duties(text: str) -> frozenset[str]:
    """Whom a statement gives a task to carry out or pay, by layer."""
    if not _TASK.search(text):
        return frozenset()
    found = {(hit["bearer"] or hit["owner"]).casefold() for hit in _DUTY.finditer(text)}
    return frozenset(_LAYER.get(word, word) for word in found)
