"""What a statement chooses of two that exclude one another, which condition it sets or refuses, whom it gives a task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rodedraad.link.tensions.matter import telling, words
from rodedraad.link.tensions.scope import is_akin, left, own, share_scope
from rodedraad.records import Statement

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
    r"\b(?:(?:alleen|slechts|uitsluitend)(?: maar)?(?:,? \w+){0,6}? (?:als|wanneer|indien)|maar alleen|(?:kan|kunnen)(?: er)? pas|pas(?: \w+){0,5} (?:als|wanneer)|"
    r"(?:geen|niet) (?:\w+ ){0,12}?zolang|mits|indien|(?:als|op|onder de|onder) (?:een )?voorwaarde(?:n)?(?: dat)?|bindende (?:eisen|voorwaarden)|"
    r"[Zz]onder (?:\w+ ){1,8}(?:geen|niet)|only (?:if|when|\w+ \w+ (?:if|when))|only if|provided that|on condition that|not unless)\b",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"\b(?:niet als voorwaarde|(?:geen|niet de) (?:\w+ ){0,3}(?:eisen|eis|voorwaarden?|regels)|zonder (?:\w+ ){0,2}(?:voorwaarden?|eisen|eis)|"
    r"(?:aan|op) (?:\w+ ){1,4}strengere (?:regels|eisen)|onvoorwaardelijk\w*|(?:no|any) (?:\w+ ){0,3}(?:conditions|requirements)|without (?:\w+ ){0,2}conditions|not a condition)\b",
    re.IGNORECASE,
)
_THOUGH = re.compile(
    r"\b(?:ook als|ook zonder|ook wanneer|ongeacht|los van de vraag|met of zonder|(?:mag|mogen|moet|moeten) niet afhangen van|hoeft niet te wachten|"
    r"hoeven? (?:\w+ ){1,6}?(?:niet|geen)|hoeven? (?:geen|niet)|niet te worden gewacht|whether or not|regardless of|even (?:if|without))\b",
    re.IGNORECASE,
)
"""Who wants a thing whatever comes of what others ask for it; a condition is refused where both name that."""
_NOT_WITHOUT = re.compile(
    r"\b(?:geen|niet|nooit|no|not|never)\b[^.,;]{0,40}\b(?:zonder|without)(?: \w+){0,3} (?:voorwaarden?|eisen|conditions)\b",
    re.IGNORECASE,
)
_CUES = (
    "voorwaarde", "eis", "regels", "alleen", "slechts", "uitsluitend", " pas ", "pas ", "zolang", "mits", "indien", "zonder", "condition",
    "requirement", "only", "provided that", "unless", "ook als", "ook wanneer", "ongeacht", "los van", "afhangen", "hoef", "te worden gewacht",
    "whether or not", "regardless", "even if", "even without", "without",
)  # fmt: skip
_TOLD = re.compile(
    r"\b(?:was|waren|werd|werden|golden|gold|vroeg|vroegen|had|hadden|vond|vonden|kreeg|kregen|eerder|vroeger|were|asked)\b",
    re.IGNORECASE,
)
_LIGHT = frozenset(
    words(
        "voorwaarde voorwaarden eis eisen alleen mits hangen stellen geldt gelden extra zonder onvoorwaardelijk krijgt krijgen mag doorgaan komt komen conditions requirements"
    )
)


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a statement sets or refuses a condition, with the words that say so."""

    sets: bool
    words: str


def conditions(text: str) -> Condition | None:
    """The condition that a statement sets or refuses, if any."""
    text = text[:2_000]
    low = text.casefold()
    if not any(cue in low for cue in _CUES):
        return None
    if hit := _NOT_WITHOUT.search(text):
        return Condition(sets=True, words=hit[0])
    if hit := _DROPS.search(text) or _THOUGH.search(text):
        return Condition(sets=False, words=hit[0])
    if hit := _SETS.search(text):
        return Condition(sets=True, words=hit[0])
    return None


def refuses_what_is_set(a: Statement, b: Statement, one: tuple[bool, str], other: tuple[bool, str]) -> bool:
    """Whether one of the two refuses for a thing what the other makes its condition, or every condition for it.

    Both must name the thing; and the condition as well, unless the one that refuses names nothing but the thing.
    """
    (setting, set_words), (refusing, refused) = ((a, one[1]), (b, other[1])) if one[0] else ((b, other[1]), (a, one[1]))
    if _TOLD.search(setting.text) or _TOLD.search(refusing.text) or not share_scope(a.text, b.text):
        return False
    thing, condition = _halves(setting.text, set_words)
    named = tuple(one for one in own(refusing.text) if one not in _LIGHT)
    named_too = (*named, *telling(refusing.text))
    is_thing = any(is_akin(one, two) for one in thing for two in named_too)
    is_condition = any(is_akin(one, two) for one in condition for two in named_too)
    if _THOUGH.search(refused):
        return is_thing and is_condition
    return is_thing and (is_condition or not left(named, (*thing, *condition)))


def _halves(text: str, cue: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sentence makes depend on a condition, and the condition: before and after the words that set it."""
    before, _, after = text.partition(cue)
    thing, condition = telling(before + " " + cue), telling(after)
    if not telling(before):  # "Alleen als A, komt er B": the comma parts them
        condition, thing = telling(after.partition(",")[0]), telling(after.partition(",")[2])
    return tuple(one for one in thing if one not in _LIGHT), tuple(one for one in condition if one not in _LIGHT)


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
