"""Two statements that cannot both be carried out or both be true, found by rules with both quotes beside each other.

A pair is looked at when both statements are in one subject and their vectors are near (``edges``), they come from
sources that are not kin, and neither is one author's report of the other's view. Then:

- *stance*: on the same matter (shared rare words) the one pushes where the other holds back: the signs of their
  direction words, turned by negation, differ; or one asks what the other calls a mistake;
- *number*: the same unit on the same matter with amounts that differ by more than rounding, in the same year if
  both name one;
- *date*: terms for the same matter whose intervals do not meet.

Scores are whole per cents: nearness, lowered where little is shared. Method and limits: docs/method/tensions.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import product
from typing import Any

from rodedraad.records import Amount, Message, Statement, Subject, Tension, TensionKind, Value

STANCE_NEARNESS = 45
"""Per cent of nearness from which opposite signs count; below, two statements only share a theme."""
FACT_NEARNESS = 55
"""Per cent of nearness from which numbers and dates are taken to be of the same thing."""
MIN_SHARED = 2
"""Shared rare stems: one word in common ("woningen") does not make the same matter."""
COMMON_SHARE = 50
"""A stem in more than one in fifty statements of a large dossier says little about which matter is meant."""
ROUNDING_PERCENT = 5
"""Amounts closer than this differ by rounding ("ruim 9.000", "9.200")."""

_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ\-]*[a-zà-ÿ]", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_PUSH = (
    r"behou\w*|behoud|openhou\w*|open(?:\s+\w+){0,2}\s+(?:blijv\w*|houden)|uitbreid\w*|bouw(?:en|t)?|aanleg\w*|"
    r"toesta\w*|toegesta\w*|verho\w*|vergro(?:ot|ten|ting)|voortz\w*|doorga\w*|steun\w*|subsidi\w*|invoer\w*|"
    r"investe\w*|verruim\w*|versnel\w*|noodzaak|noodzakelijk|onmisbaar|voorstander\w*|welkom|blijven|blijft|groei\w*|"
    r"mogelijk maken|ruimte (?:geven|bieden)|keep\w*|retain\w*|expand\w*|build\w*|allow\w*|support\w*|increas\w*|"
    r"continu\w*|invest\w*|essential|indispensable"
)
_HOLD = (
    r"sluit(?:en|ing)?|gesloten|sluiting|stop(?:pen|t|zetten)?|stopgezet|beeindig\w*|beëindig\w*|afbouw\w*|afschaf\w*|"
    r"verbied\w*|verbod\w*|verboden|verla(?:ag|gen|ging)\w*|inkrimp\w*|krimp\w*|beperk\w*|schrap\w*|weiger\w*|afwijz\w*|"
    r"wijzen (?:\w+\s+){0,6}af|wijst (?:\w+\s+){0,6}af|tegen(?:stander\w*)?|onverantwoord\w*|onwenselijk|ongewenst|"
    r"onaanvaardbaar|uitstel\w*|uitgesteld|vertra\w*|ontmoedig\w*|terugdring\w*|onrealistisch|niet realistisch|"
    r"close[sd]?|closing|closure|stop\w*|ban(?:s|ned)?|reject\w*|oppose\w*|phas\w* out|reduc\w*|abandon\w*|refus\w*|"
    r"unacceptable|irresponsible"
)
_NEGATION = (
    r"niet|geen|nooit|zonder|noch|nergens|niemand|evenmin|allerminst|not|no|never|without|neither|nor|cannot|won't|"
    r"doesn't|don't|isn't"
)
_DIRECTION = re.compile(rf"\b(?:(?P<push>{_PUSH})|(?P<hold>{_HOLD})|(?P<negation>{_NEGATION}))\b", re.IGNORECASE)
_NEGATION_REACH = 6
"""Words between a negation and the direction word it turns, on either side of it (Dutch puts it before or after)."""
_STOP = frozenset(
    [
        "aan",
        "alle",
        "alleen",
        "als",
        "ander",
        "andere",
        "beide",
        "bij",
        "binnen",
        "daar",
        "daarom",
        "daarvoor",
        "dan",
        "dat",
        "deze",
        "die",
        "dit",
        "door",
        "dus",
        "een",
        "eerste",
        "elke",
        "en",
        "er",
        "gaan",
        "geen",
        "graag",
        "haar",
        "hebben",
        "heeft",
        "het",
        "hier",
        "hij",
        "hun",
        "iedere",
        "ik",
        "in",
        "is",
        "jaar",
        "jaren",
        "kan",
        "komen",
        "komt",
        "kunnen",
        "maar",
        "maken",
        "meer",
        "met",
        "moet",
        "moeten",
        "mogen",
        "naar",
        "niet",
        "nieuwe",
        "nodig",
        "nog",
        "nu",
        "of",
        "om",
        "omdat",
        "onder",
        "ons",
        "onze",
        "ook",
        "op",
        "over",
        "per",
        "samen",
        "te",
        "tegen",
        "tot",
        "uit",
        "uiterlijk",
        "van",
        "vanaf",
        "veel",
        "vinden",
        "voor",
        "waar",
        "waarbij",
        "wat",
        "we",
        "welke",
        "werden",
        "wie",
        "wij",
        "willen",
        "wil",
        "wordt",
        "worden",
        "zal",
        "ze",
        "zich",
        "zij",
        "zijn",
        "zo",
        "zodat",
        "zonder",
        "zou",
        "zouden",
        "zullen",
        "goed",
        "goede",
        "groot",
        "grote",
        "belangrijk",
        "mogelijk",
        "and",
        "are",
        "but",
        "can",
        "for",
        "from",
        "has",
        "have",
        "into",
        "its",
        "must",
        "not",
        "our",
        "should",
        "that",
        "the",
        "their",
        "there",
        "these",
        "they",
        "this",
        "those",
        "was",
        "were",
        "which",
        "will",
        "with",
        "would",
    ]
)


def tensions(
    subjects: Iterable[Subject],
    *,
    statements: Mapping[str, Statement],
    edges: Iterable[tuple[str, str, int]],
    families: Mapping[str, str],
) -> tuple[Tension, ...]:
    """All tensions, sorted by id. ``edges`` are (a, b, nearness in per cent); ``families`` maps source to its kin."""
    subject_of = {id_: subject.id for subject in subjects for id_ in subject.statements}
    rare = _rare_stems(statements.values())
    found: dict[str, Tension] = {}
    for one, other, nearness in edges:
        a, b = (statements[id_] for id_ in sorted((one, other)))
        if nearness < STANCE_NEARNESS or subject_of.get(a.id, 1) != subject_of.get(b.id, 2):
            continue
        if families[a.source] == families[b.source] or _is_own_report(a, b):
            continue
        shared = len(rare[a.id] & rare[b.id])
        for kind, score, explanation in _conflicts(a, b, nearness, shared):
            id_ = _id(a.id, b.id, kind)
            found[id_] = Tension(
                id=id_,
                subject=subject_of[a.id],
                a=a.id,
                b=b.id,
                kind=kind,
                score=score / 100,
                explanation=explanation,
            )
    return tuple(found[id_] for id_ in sorted(found))


def _conflicts(a: Statement, b: Statement, nearness: int, shared: int) -> Iterator[tuple[TensionKind, int, Message]]:
    if shared >= MIN_SHARED:
        signs = (direction(a.text), direction(b.text))
        if signs[0].sign * signs[1].sign < 0:
            yield (
                "stance",
                _score(nearness, shared),
                _message("tension.stance", a=signs[0].words, b=signs[1].words),
            )
    if nearness >= FACT_NEARNESS and shared >= MIN_SHARED:
        if pair := _unequal(a, b):
            yield (
                "number",
                _score(nearness, shared),
                _message("tension.number", a=pair[0].words, b=pair[1].words, unit=pair[0].unit),
            )
        if (a.deadline_from and a.deadline_to and b.deadline_from and b.deadline_to) and (
            a.deadline_to < b.deadline_from or b.deadline_to < a.deadline_from
        ):
            yield (
                "date",
                _score(nearness, shared),
                _message("tension.date", a=a.deadline or "", b=b.deadline or ""),
            )


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way a sentence pulls: sign +1 for doing or keeping, -1 for stopping or refusing, 0 for neither."""

    sign: int
    words: str


@cache
def direction(text: str) -> Direction:
    """The direction of a sentence: the sum over its direction words, each turned by a negation within reach."""
    total = 0
    words = []
    found = list(_DIRECTION.finditer(text))
    negations = [hit for hit in found if hit.lastgroup == "negation"]
    for hit in found:
        if hit.lastgroup == "negation":
            continue
        sign = 1 if hit.lastgroup == "push" else -1
        near = [negation for negation in negations if _words_between(text, hit, negation) <= _NEGATION_REACH]
        if len(near) % 2:
            sign = -sign
            words += [negation[0] for negation in near]
        total += sign
        words.append(hit[0])
    return Direction(sign=(total > 0) - (total < 0), words=" … ".join(words))


def _words_between(text: str, hit: re.Match[str], negation: re.Match[str]) -> int:
    first, second = sorted((hit, negation), key=lambda match: match.start())
    between = text[first.end() : second.start()]
    return 1 << 16 if re.search(r"[,;:.]", between) else len(between.split())


def _unequal(a: Statement, b: Statement) -> tuple[Amount, Amount] | None:
    """The first pair of amounts of one unit that cannot be the same number; None where any pair agrees.

    Two sentences that name different years speak of different moments.
    """
    years = (set(_YEAR.findall(a.text)), set(_YEAR.findall(b.text)))
    if years[0] and years[1] and not years[0] & years[1]:
        return None
    conflicts = []
    for one, other in product(a.amounts, b.amounts):
        if one.unit == other.unit:
            gap, size = abs(one.value - other.value), max(abs(one.value), abs(other.value))
            if gap * 100 <= ROUNDING_PERCENT * size:
                return None
            conflicts.append((one, other))
    return conflicts[0] if conflicts else None


def _is_own_report(a: Statement, b: Statement) -> bool:
    """Whether the pair is one author's own view beside what it reports of another: no tension of its own."""
    return a.is_reported != b.is_reported and bool(set(a.parties) & set(b.parties))


def _rare_stems(statements: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """The stems of each statement that tell which matter it is about."""
    stems: dict[str, frozenset[str]] = {}
    counts: Counter[str] = Counter()
    for statement in statements:
        stems[statement.id] = frozenset(
            _stem(word) for word in _WORD.findall(statement.text.casefold()) if len(word) > 3 and word not in _STOP
        )
        counts.update(stems[statement.id])
    ceiling = max(12, len(stems) // COMMON_SHARE)
    by_stem: dict[str, bool] = {stem: count <= ceiling for stem, count in counts.items()}
    return {id_: frozenset(stem for stem in own if by_stem[stem]) for id_, own in stems.items()}


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import Stemmer  # noqa: PLC0415  loaded when a dossier is linked, not when the program starts

    return Stemmer.Stemmer("dutch_porter")


def _score(nearness: int, shared: int) -> int:
    return min(99, nearness * min(10, 6 + shared) // 10)


def _message(code: str, **values: Value) -> Message:
    return Message(code=code, values=tuple(sorted(values.items())))


def _id(a: str, b: str, kind: str) -> str:
    return "x-" + blake2b(f"{a}\x1f{b}\x1f{kind}".encode(), digest_size=10).hexdigest()
