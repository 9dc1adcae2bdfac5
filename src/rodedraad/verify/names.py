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
from importlib.resources import files

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
_HEADS = word_set(
    "dit dat deze die hij zij ze het de een men wie iemand niemand iedereen alles niets er wij we ik ieder elk wat dit daar hier "
    "gemeente provincie waterschap ministerie college raad kabinet minister wethouder overheid bestuur regio stad staat bedrijf industrie "
    "zo ook daarom toch nu dan daarna daarmee hiermee hierdoor daardoor daarnaast verder bovendien tegelijk tegelijkertijd samen eerst later straks "
    "vandaag morgen jaarlijks maandelijks eveneens echter wel niet immers dus anders soms vaak nog al alleen inmiddels vervolgens tevens hierin daarin "
    "daarvoor hiervoor waarom hoe wanneer waar zelf zelfs so also thus then therefore now still yet again moreover however "
    "this that it he she they we who everybody nobody somebody everyone everything nothing there what which industry government"
)
_ACTS = re.compile(
    r" (?:ook |nu |zelf |dit |already |also )?(?:wil|wenst|zegt|vindt|vraagt|belooft|eist|steunt|pleit|bepleit|meent|schrijft|verzoekt|"
    r"betaalt|investeert|financiert|subsidieert|bouwt|koopt|weigert|garandeert|tekent|ondertekent|stemt|besluit|verwerpt|"
    r"wants|says|asks|demands|promises|supports|believes|requests|calls|pays|invests|funds|builds|buys|refuses|guarantees|signs|votes|rejects)\b"
)
_ARTICLES = re.compile(r"\b(?:de|het|een|the|gemeenten?|provincie|municipality of)\s+$", re.IGNORECASE)
_BY_WHOM = re.compile(r"\b(?:door|by)\s+$", re.IGNORECASE)
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
        is_sure = (word.isupper() and len(word) > 1) or word in _towns()
        if not is_sure and _is_start(text, match.start()) and not _is_name_at_head(word, text[match.end() :]):
            continue
        parts = [part for part in _SPLIT.split(word) if part]
        if not all(part.casefold() in _NO_NAMES or is_among(part, around) for part in parts):
            found.append(word)
    return tuple(dict.fromkeys(found))


def _is_name_at_head(word: str, behind: str) -> bool:
    """Whether the capital of a sentence's first word is that of a name: no common word, or one that acts as a person."""
    low = word.casefold()
    if low in _HEADS or not word.isalpha():
        return False
    return not is_common(low) or bool(_ACTS.match(behind))


def is_common(low: str) -> bool:
    """Whether a word is in the list of Dutch and English words, in a form of it, or put together from two of them."""
    listed = _listed()
    if low in listed or any(
        low.endswith(end) and low[: -len(end)] in listed for end in ("en", "s", "e", "n", "t", "d")
    ):
        return True
    return any(
        low[:at] in listed and any(low[at:].removeprefix(link) in listed for link in ("", "s", "en", "e"))
        for at in range(_SHORTEST_ROOT, len(low) - _SHORTEST_ROOT + 1)
    )


@cache
def _listed() -> frozenset[str]:
    """The words that the package's table of meanings knows."""
    return frozenset((files("rodedraad") / "data/embedding_words.txt").read_text(encoding="utf-8").split("\n"))


def is_subject(text: str, at: int) -> bool:
    """Whether what stands here begins its sentence, but for an article, or is by whom something is done (*door*)."""
    before = _ARTICLES.sub("", text[max(0, at - _NEAR_CHARS) : at])
    return _BY_WHOM.search(before) is not None or _is_start(before, len(before))


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
    """The organ that is said before a name or in brackets behind it, in it, or behind the last of its list."""
    before = _ORGAN_BEFORE.search(text[max(0, start - 80) : start])
    behind = _ORGAN_BEHIND.match(text, end)
    if before is None and behind is None:
        # "Ministerie van X en Provincie Y (gedeputeerde staten)": what stands in brackets is not the ministry's
        within = next((organs for words, organs in _ORGANS if words.search(text[start:end])), None)
        if within is not None:
            return within
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
