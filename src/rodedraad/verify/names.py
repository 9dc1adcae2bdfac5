"""Who a sentence names: parties, with the organ as which they speak, and other names. Pure.

A party is named as holder where the sentence says that it wants, says, asks or shares (*Velsen wil*, *volgens Velsen*);
then it must hold a cited statement. Any other name must stand in the quotes or around them. Method:
docs/method/verify.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rodedraad.extract.lexicon import MONTHS, word_set
from rodedraad.parties.known import public_bodies
from rodedraad.parties.names import WORD, Names
from rodedraad.records import Organ, Party

SAYS = (
    "wil|willen|wilt|wenst|wensen|zegt|zeggen|vindt|vinden|vraagt|vragen|belooft|beloven|stelt|stellen|eist|eisen|steunt|steunen|"
    "lijkt|lijken|pleit|pleiten|bepleit|verwacht|verwachten|meent|menen|streeft|streven|schrijft|schrijven|verzoekt|verzoeken|noemt|noemen|"
    "wants?|says?|seems?|asks?|demands?|promises?|supports?|expects?|believes?|shares?|requests?|sets?|calls? for"
)
_INVERTED = (
    "lijkt|lijken|wil|willen|wenst|zegt|zeggen|vindt|vinden|meent|menen|belooft|beloven|delen|deelt|says?|wants?"
)
_BY = r"volgens|aldus|according to|stukken van|documents of"
_NAME = r"(?:(?:de|het|the) )?(?:gemeenten? |municipalit(?:y|ies) of |provincie )?\x01+(?: ?\([^()\n]{1,80}\))?"
_LIST = rf"{_NAME}(?:(?:, | en | and |, en |, and |; ){_NAME}){{0,60}}"
_HOLDS = re.compile(
    rf"(?P<before>{_LIST})[ ,]{{1,2}}(?:{SAYS})\b(?! (?:wij|we|ik|zij|ze)\b)|\b(?:{_INVERTED}|{_BY}) (?P<after>{_LIST})",
    re.IGNORECASE,
)
_ORGAN_WORDS: tuple[tuple[str, tuple[Organ, ...]], ...] = (
    (r"dagelijkse? bestu(?:ur|ren)|executive boards?", ("college",)),
    (r"algemene? bestu(?:ur|ren)|general boards?|provinciale staten|provincial councils?", ("raad",)),
    (r"council groups?|fracties?", ("fractie",)),
    (r"colleges?|burgemeester en wethouders|gedeputeerde staten|municipal executives?|provincial executives?", ("college",)),
    (r"gemeenteraad|gemeenteraden|raad|raden|councils?", ("raad",)),
    (r"ministeries?|ministry|ministries", ("ministry",)),
    (r"directies?|managements?", ("management",)),
    (r"besturen|bestuur|boards?", ("board", "college", "raad")),
    (r"kabinet\w*|cabinets?", ("cabinet",)),
)  # fmt: skip
_ORGANS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(organs)) for words, organs in _ORGAN_WORDS)
_ORGAN_BEFORE = re.compile(
    r"\b(?P<organ>colleges?(?: van (?:b en w|burgemeester en wethouders))?|gemeenteraad|gemeenteraden|raad|council|municipal executive)"
    r" (?:van |of )(?:de |the )?(?:gemeenten? |municipality of )?$",
    re.IGNORECASE,
)
_ORGAN_BEHIND = re.compile(r" ?\((?P<organ>[^()\n]{1,80})\)")
_CAPITAL = re.compile(r"(?<![\w’'-])(?:[A-ZÀ-ÖØ-Þ][\w’'&-]*|[A-Za-z]{1,4}\d[\w]*)")
_NEAR_CHARS = 40
_SPLIT = re.compile(r"[^\w]+")
_ENDINGS = ("s", "se", "e", "er", "ers", "en", "n", "an")
_SHORTEST_ROOT = 4
_MUNICIPALITY, _PROVINCE = "Gemeente ", "Provincie "
_NO_NAMES = MONTHS.keys() | word_set(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday "
    "i ik dutch nederlands nederlandse english"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A party in a text: where, which, as which organs (none where none is said), and whether as holder."""

    start: int
    end: int
    party: str
    organs: frozenset[Organ]
    is_holder: bool


class Called:
    """What the parties of a dossier are called, ready to be found in a text."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        self._names: Names[str] = Names()
        for id_, party in sorted(parties.items()):
            for name in (party.name, *party.aliases):
                self._names.add(name, id_)
            for word in (_MUNICIPALITY, _PROVINCE):
                if party.name.startswith(word):
                    self._names.add(party.name[len(word) :], id_)

    def find(self, text: str) -> tuple[Mentioned, ...]:
        """The parties that a text names, in its order."""
        spans: list[tuple[int, int, str]] = []
        at = 0
        for word in WORD.finditer(text):
            found = self._names.at(text, word.start()) if word.start() >= at and word[0][:1].isalnum() else None
            if found is not None and any(map(str.isupper, text[word.start() : found[0]])):
                at = found[0]
                spans.append((word.start(), at, found[1]))
        masked = _masked(text, spans)
        held = [match.span("before" if match["before"] else "after") for match in _HOLDS.finditer(masked)]
        return tuple(
            Mentioned(
                start=start,
                end=end,
                party=party,
                organs=_organs(text, start, end, held),
                is_holder=any(first <= start and end <= last for first, last in held),
            )
            for start, end, party in spans
        )


def strangers(text: str, around: Collection[str], known: Iterable[Mentioned] = ()) -> tuple[str, ...]:
    """The names in a text that are not among the words ``around`` it; the parties in ``known`` are not looked at."""
    taken = [(one.start, one.end) for one in known]
    found = []
    for match in _CAPITAL.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        word = match[0].strip("’'&-")
        if _is_start(text, match.start()) and not (word.isupper() and len(word) > 1) and word not in _towns():
            continue
        parts = [part for part in _SPLIT.split(word) if part]
        if not all(part.casefold() in _NO_NAMES or is_among(part, around) for part in parts):
            found.append(word)
    return tuple(dict.fromkeys(found))


def _is_start(text: str, at: int) -> bool:
    """Whether a sentence begins here: behind a stop, a quote, a line end or nothing."""
    before = text[max(0, at - _NEAR_CHARS) : at]
    bare = before.rstrip()
    if not any(map(str.isalnum, bare)):
        return at <= _NEAR_CHARS or not bare
    return bare[-1] in ".!?»…" or "\n" in before[len(bare) :]


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of these texts, without capitals: what names are looked up in."""
    return frozenset(word for text in texts for word in _SPLIT.split(text.casefold()) if word)


def is_among(name: str, words: Collection[str]) -> bool:
    """Whether a name, or a form of it ("Velsense"), is one of these words."""
    low = name.casefold()
    if low in words:
        return True
    roots = [
        low[: -len(ending)] for ending in _ENDINGS if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_ROOT
    ]
    return any(root in words for root in roots) or (
        len(low) >= _SHORTEST_ROOT and any(low + ending in words for ending in _ENDINGS)
    )


def _organs(text: str, start: int, end: int, held: Iterable[tuple[int, int]]) -> frozenset[Organ]:
    """The organ that is said before a name or in brackets behind it, or behind the last of its list."""
    before = _ORGAN_BEFORE.search(text[max(0, start - 80) : start])
    behind = _ORGAN_BEHIND.match(text, end)
    if before is None and behind is None:
        last = next((last for first, last in held if first <= start and end <= last), end)
        behind = re.search(r"\((?P<organ>[^()\n]{1,80})\)", text[end:last])
    said = before or behind
    if said is None:
        return frozenset()
    return next((organs for words, organs in _ORGANS if words.search(said["organ"])), frozenset())


def _masked(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, _ in spans:
        parts += [text[at:start], "\x01" * (end - start)]
        at = end
    return "".join((*parts, text[at:])).replace("\n", " ")


@cache
def _towns() -> frozenset[str]:
    """Words that are a municipality's name: one of them at the head of a sentence is a name too."""
    return frozenset(one.bare for one in public_bodies() if one.kind == "gemeente" and " " not in one.bare)
