"""What a statement chooses of two that exclude one another, which condition it sets or refuses, whom it gives a task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rodedraad.link.tensions.counts import WISHES
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
    r"\b(?:(?:alleen|slechts|uitsluitend)(?: maar)?(?:,? \w+){0,6}? (?:als|wanneer|indien)|maar alleen|(?:kan|kunnen)(?: er)? pas|pas(?: \w+){0,8} (?:als|wanneer)|"
    r"(?:geen|niet) (?:\w+ ){0,12}?zolang|mits|indien|tenzij|onder (?:strikte|strenge|duidelijke|bepaalde|de juiste) voorwaarden|(?:als|op|onder de|onder) (?:een )?voorwaarde(?:n)?(?: dat)?|bindende (?:eisen|voorwaarden)|"
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
    r"hoe(?:ft|ven) (?:\w+ ){0,6}?(?:niet|geen)|niet te worden gewacht|whether or not|regardless of|even (?:if|without))\b",
    re.IGNORECASE,
)
"""Who wants a thing whatever comes of what others ask for it; a condition is refused where both name that."""
_NEEDLESS = re.compile(r"\bhoe(?:ft|ven)\b", re.IGNORECASE)
_AIM = re.compile(r"\bom (?:\w+ ){1,6}te \w+|:.*", re.IGNORECASE)
_NOT_WITHOUT = re.compile(
    r"\b(?:geen|niet|nooit|no|not|never)\b[^.,;]{0,40}\b(?:zonder|without)(?: \w+){0,3} (?:voorwaarden?|eisen|conditions)\b",
    re.IGNORECASE,
)
_CUES = (
    "voorwaarde", "eis", "regels", "alleen", "slechts", "uitsluitend", " pas ", "pas ", "zolang", "mits", "indien", "tenzij", "zonder", "condition",
    "requirement", "only", "provided that", "unless", "ook als", "ook wanneer", "ongeacht", "los van", "afhangen", "hoef", "hoev", "te worden gewacht",
    "whether or not", "regardless", "even if", "even without", "without",
)  # fmt: skip
_TOLD = re.compile(
    r"\b(?:was|waren|werd|werden|golden|gold|vroeg|vroegen|had|hadden|vond|vonden|kreeg|kregen|eerder|vroeger|were|asked)\b",
    re.IGNORECASE,
)
_MAIN_VERB = re.compile(
    r" (?:zal|zullen|kan|kunnen|moet|moeten|komt|komen|volgt|volgen|mag|mogen) (?=(?:er|de|het|een|we|wij)\b)| (?:can|may|will|must|should) (?=(?:the|a|we)\b)"
)
_HEDGED = re.compile(
    r"\b(?:niet|geen|nooit|als|wanneer|indien|voorwaard\w*|onderzoek\w*|verken\w*|eventueel|mogelijk\w*|zo ?veel|voor zover|liefst|bij voorkeur|waar|"
    r"not|no|never|if|when|possible|explore|where)\b",
    re.IGNORECASE,
)
"""Who wants a thing so leaves room for what another asks for it."""
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
    if _TOLD.search(setting.text) or _TOLD.search(refusing.text) or not share_scope(a, b):
        return False
    thing, condition = _halves(setting.text, set_words)
    named = tuple(one for one in own(refusing.text) if one not in _LIGHT)
    named_too = (*named, *telling(refusing.text))
    is_thing = any(is_akin(one, two) for one in thing for two in named_too)
    is_condition = any(is_akin(one, two) for one in condition for two in named_too)
    if _NEEDLESS.search(refused):
        rest = left(tuple(one for one in own(_AIM.sub("", refusing.text)) if one not in _LIGHT), (*thing, *condition))
        return is_thing and is_condition and len(rest) <= MOST_BESIDE
    if _THOUGH.search(refused):
        return is_thing and is_condition
    return is_thing and (is_condition or not left(named, (*thing, *condition)))


MOST_BESIDE = 1
"""What a sentence that needs no such thing may name besides: more, and it needs it not for something else."""


def _halves(text: str, cue: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sentence makes depend on a condition, and the condition: before and after the words that set it."""
    before, _, after = text.partition(cue)
    if cue.casefold().startswith("zonder"):  # the condition is named in the words that set it
        return _telling_of(before + " " + after), _telling_of(cue)
    thing, condition = telling(before + " " + cue), telling(after)
    if not telling(before):  # "Alleen als A, komt er B", "Indien A zal er B": the comma parts them, or the verb
        part = after.partition(",") if "," in after or not (verb := _MAIN_VERB.search(after)) else _parted(after, verb)
        condition, thing = telling(part[0]), telling(part[2])
    return tuple(one for one in thing if one not in _LIGHT), tuple(one for one in condition if one not in _LIGHT)


def _telling_of(text: str) -> tuple[str, ...]:
    return tuple(one for one in telling(text) if one not in _LIGHT)


def _parted(text: str, verb: re.Match[str]) -> tuple[str, str, str]:
    return text[: verb.start()], verb[0], text[verb.end() :]


def wants_it_anyway(a: Statement, b: Statement, one: tuple[bool, str] | None, other: tuple[bool, str] | None) -> bool:
    """Whether one of the two makes a thing depend on a condition and the other plainly wants that thing and nothing else."""
    if bool(one) == bool(other):
        return False
    setting, wanting, (is_set, cue) = (a, b, one) if one else (b, a, other or (False, ""))
    if (
        not is_set
        or wanting.amounts
        or wanting.type not in WISHES
        or _HEDGED.search(wanting.text)
        or _TOLD.search(setting.text)
    ):
        return False
    if not share_scope(a, b):
        return False
    thing, _ = _halves(setting.text, cue)
    named = tuple(one for one in own(wanting.text) if one not in _LIGHT)
    return len(named) >= LEAST_NAMED and not left(named, thing)


LEAST_NAMED = 2
"""Who names less may want anything of it."""


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
