"""Whether a text says what another says in that one's own words, in their order: what a model may put in its place. Pure.

A list of what may not change is never long enough: *behouden* becomes *afbouwen*, *binnen* becomes *buiten*, who asks becomes
who is asked. So it is told what may: small words of grammar, the form of a word, and leaving out a little. Every other
word must be one of the text that it stands for, no more often than there, in the order of there, but for one word that
the grammar moves. Method: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rodedraad.extract.lexicon import word_set
from rodedraad.stems import folded, stem
from rodedraad.verify import polarity
from rodedraad.verify.equals import ARTICLES, listed_spans
from rodedraad.verify.figures import figures

LEFT_OUT = 1
"""Words that may be left out."""
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_FREE = word_set(
    "de het een die dat dit deze en er om te van is zijn was waren heeft hebben had hadden wordt worden werd werden wij we ons onze zij ze hun "
    "hij zich haar zegt zeggen schrijft schrijven "
    "the a an that this these and there to is are was were has have had be been we us our they them their it its says say writes write"
)
"""Words that say nothing by themselves: articles, pronouns, the verbs of tense, and that somebody says something."""
_KEPT = word_set(
    "aan achter alleen als behalve beneden bij binnen boven buiten dan door elk elke geen gedurende ieder iedere in indien langs meer met mede minder mits na naar nadat "
    "naast niet nog nooit of om onder ondanks op over pas per slechts sinds tegen tenzij tijdens tot tussen uit uiterlijk van vanaf volgens voor voordat waar wanneer "
    "zodra zolang zonder about above after against all any as at before below between beyond by during each every except for from if in less more never no not of off "
    "on only or out over per since than through till to under unless until up upon when where while with within without "
    "plaats uitzondering afwezigheid instead lieu exception absence duration"
)
"""Words that are never left out: they say where, when, how much, with or without. Nor do they move, but for *niet*."""
_BEFORE = "vóór"
"""Says *before*, where *voor* may say *for*: it may be *voor* in other words, and not the other way round."""
_MOVES = word_set("niet not")
_BY_NAME = re.compile(r"\b(?:volgens|according to)(?= (?:de |het |the )?[A-Z])|\b(?:Volgens|According to)(?= )")
"""*Volgens* says who says it where a name follows; elsewhere it says that one thing follows another."""
_LEADS_ON = ARTICLES | _KEPT
"""Words behind which a name belongs to what came before."""
_ONE = {
    form: forms[0]
    for forms in (
        ("zullen", "zal", "zult", "zou", "zouden"),
        ("kunnen", "kan", "kunt", "kon", "konden"),
        ("willen", "wil", "wilt", "wilde", "wilden"),
        ("mogen", "mag", "mocht", "mochten"),
        ("moeten", "moet", "moest", "moesten"),
        ("gaan", "gaat", "ging", "gingen"),
        ("doen", "doet", "deed", "deden"),
        ("staan", "staat", "stond", "stonden"),
        ("zien", "ziet", "zag", "zagen"),
        ("komen", "komt", "kwam", "kwamen"),
        ("stellen", "stelt", "stelde", "stelden"),
        ("geven", "geeft", "gaf", "gaven"),
        ("blijven", "blijft", "bleef", "bleven"),
        ("krijgen", "krijgt", "kreeg", "kregen"),
    )
    for form in forms
}
"""The common verbs of which the stem changes with the form; the tense is asked elsewhere."""
_ENDS = re.compile(r"[.!?;](?=\W|$)")
_STARTS = re.compile(r"[.!?;](?=\s|$)\s*|«")
_JOINS = re.compile(r"\b(?:en|maar|and|but)\b")
_BY_US = re.compile(r"\s*(?:wij|we)\b", re.IGNORECASE)
_TURNED_ROUND = re.compile(r"\b(?:en|maar|and|but) \w+ (?:wij|we|zij|ze|ik|it|they)\b", re.IGNORECASE)
"""The verb before who does it: what stands at the head of the sentence holds for this half too."""
_GOVERNS = re.compile(
    r"\b(?:als|wanneer|zodra|pas|die|dat|wie|wat|waar\w*|om|zodat|omdat|opdat|terwijl|hoewel|kan|kunnen|mag|mogen|wil|willen|zou|zouden|zal|zullen|moet|moeten|"
    r"lijk(?:t|en)|streven|eerst|dan|tot|totdat|tijdens|gedurende|vanaf|sinds|voordat|nadat|vóór|samen|elk|elke|ieder|iedere|jaarlijks|"
    r"if|when|once|who|which|that|what|where|to|so|because|while|although|can|may|might|could|want|should|would|shall|will|must|seems?|first|then|until|during|"
    r"from|since|before|after|together|each|every)\b",
    re.IGNORECASE,
)
"""What may hold for both halves of a sentence, or says that a half is a part of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word of a text with what it is compared by."""

    text: str
    keys: frozenset[str]
    start: int
    end: int


def fault(text: str, other: str, *, also: Collection[str] = ()) -> str | None:
    """The first word by which a text is not ``other`` in its own words; None where it is.

    ``also`` are words and phrases that may be used besides. A word that went is told as it stands in ``other``.
    """
    said, there = _told(text), _told(other)
    free = _free(text, also)
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(there):
        for key in _as_source(one):
            places[key].append(at)
    taken: set[int] = set()
    order: list[int] = []
    found: list[_Word] = []
    used = {key for one in said for key in one.keys}
    for one in said:
        place = _place(one.keys, places, taken, order[-1] if order else -1)
        if place is not None:
            taken.add(place)
            order.append(place)
            found.append(one)
        elif one.start not in free:
            return one.text
    if (wrong := _out_of_order(order, [one.text for one in found])) is not None:
        return wrong
    if (wrong := _parted_otherwise(text, found, other, [there[at] for at in order])) is not None:
        return wrong
    left = [one for one in there if not _as_source(one) & used]
    fixed = listed_spans(other)
    return next((one.text for one in left if len(left) > LEFT_OUT or _is_kept(one, fixed)), None)


def _as_source(one: _Word) -> frozenset[str]:
    """What a word of the other text may be in this one."""
    return one.keys | {"voor"} if _BEFORE in one.keys else one.keys


def _is_kept(one: _Word, fixed: Sequence[tuple[int, int]]) -> bool:
    """Whether a word may not be left out: a word of place, time, amount or condition, or of a phrase that has an equal."""
    return folded(one.text) in _KEPT or any(start <= one.start < end for start, end in fixed)


def _free(text: str, also: Collection[str]) -> frozenset[int]:
    """Where words begin that may be used besides: those of ``also``, and *volgens* before a name."""
    named = (match for match in _BY_NAME.finditer(text) if _last_word(text[: match.start()]) not in _LEADS_ON)
    every = (re.finditer(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) for words in also)
    found = (*named, *(match for matches in every for match in matches))
    return frozenset(match.start() + word.start() for match in found for word in _WORD.finditer(match[0]))


def _last_word(text: str) -> str:
    words = re.findall(r"\w+", text[-40:])
    return words[-1].lower() if words and text[-1:].isspace() and text.rstrip()[-1:].isalnum() else ""


def is_part(text: str, other: str) -> bool:
    """Whether the weighty words of a text stand in another one after the other, nothing between them left out."""
    said, there = _told(text), _told(other)
    size = len(said)
    return bool(said) and any(
        all(one.keys & there[start + at].keys for at, one in enumerate(said)) for start in range(len(there) - size + 1)
    )


def _place(keys: frozenset[str], places: dict[str, list[int]], taken: set[int], last: int) -> int | None:
    """Where a word stands in the other text: the first place behind the last word's, else the first that is open."""
    open_ = sorted({at for key in keys for at in places.get(key, ()) if at not in taken})
    if not open_:
        return None
    return next((at for at in open_ if at > last), open_[0])


def _out_of_order(order: Sequence[int], words: Sequence[str]) -> str | None:
    """The first word at another place than in the other text; None where one moved at most, as the grammar may move it.

    That is a word without a capital or digit, which stands later than there: the verb behind *dat*. A name that comes
    before it otherwise would be somebody else's.
    """
    turns = [at for at, (one, after) in enumerate(pairwise(order)) if after < one]
    if not turns:
        return None
    for at in range(len(order)):
        rest = [*order[:at], *order[at + 1 :]]
        is_plain = words[at].islower() and not any(one.isdigit() for one in words[at])
        is_plain = is_plain and (folded(words[at]) not in _KEPT or folded(words[at]) in _MOVES)
        if is_plain and order[at] < max(order[:at], default=-1) and all(one < other for one, other in pairwise(rest)):
            return None
    return words[turns[0] + 1]


def _parted_otherwise(text: str, found: Sequence[_Word], other: str, there: Sequence[_Word]) -> str | None:
    """The first word before which a sentence ends in only one of the two texts, where that may change what governs it.

    Two sentences are made of one only where both stay under the same colon, the one begins with who does it (*wij*) and
    falls apart at *en* or *maar*, and nothing in it governs both halves: no denial, condition, restriction, time, wish or
    possibility, no clause within it. Two are made into one only where neither has anything of that.
    """
    for (one, after), (was, was_after) in zip(pairwise(found), pairwise(there), strict=True):
        own, rules = text[one.end : after.start], other[was.end : was_after.start]
        if was_after.start < was.start or bool(_ENDS.search(own)) == bool(_ENDS.search(rules)):
            continue
        first, last = _around(other, was.end), _around(other, was_after.start)
        sentence = other[first[0] : max(last[1], was_after.end)]
        if _GOVERNS.search(sentence) or any(turned.marks for turned in polarity.turns(sentence).values()):
            return after.text
        if figures(sentence).days:
            return after.text
        if _ENDS.search(own) and not (
            _JOINS.search(rules) and _BY_US.match(sentence) and not _TURNED_ROUND.search(other[was.end : last[1]])
            and ":" in text[: one.start]
        ):  # fmt: skip
            return after.text
    return None


def _around(text: str, at: int) -> tuple[int, int]:
    """The sentence of a text in which a place lies; a quote begins one."""
    ends = [match.end() for match in _STARTS.finditer(text)]
    return max((end for end in ends if end <= at), default=0), min((end for end in ends if end > at), default=len(text))


@lru_cache(maxsize=4_096)
def _told(text: str) -> tuple[_Word, ...]:
    """The words of a text that say something, in order."""
    return tuple(
        _Word(text=found[0], keys=_keys(found[0]), start=found.start(), end=found.end())
        for found in _WORD.finditer(text)
        if found[0].lower() not in _FREE
    )


def _keys(word: str) -> frozenset[str]:
    if word.lower() == _BEFORE:
        return frozenset({_BEFORE})
    plain = folded(word)
    if any(one.isdigit() for one in plain):
        return frozenset({plain})
    plain = _ONE.get(plain, plain)
    return frozenset({stem(plain, "nl"), stem(plain, "en")})
