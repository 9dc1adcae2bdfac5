"""What turns a sentence round: denials, restrictions and conditions, and on which words each of them bears. Pure.

A denial bears on the telling words nearest to it in its part of the sentence, a condition on the whole sentence. Two
sentences are compared on the stems that they share. Words, not understanding: docs/method/verify.md, section 4.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from rodedraad.extract.lexicon import NUMBERS, alternation, word_set
from rodedraad.extract.sentences import sentences
from rodedraad.verify.bounds import COMPARED, DENIES

Turn: TypeAlias = Literal["denial", "restriction", "condition"]

_COUNTS = alternation(tuple(word for word in NUMBERS if word not in ("a", "een", "half", "een half")))
_BEFORE, _AFTER = 2, 4
"""Telling words before and behind a denial that it bears on."""
_LEAST_SHARED = 2
_ALIKE = 5
"""Letters at which a word of one language begins like one of another: project, province."""
_LONGEST_STEM_CHARS = 64
_LACKS = frozenset({"zonder", "without"})
_MARKS: dict[Turn, re.Pattern[str]] = {
    "denial": re.compile(
        r"\b(?:niet|geen|nooit|nergens|niemand|niets|noch|zonder|evenmin|nimmer|geenszins|not|no|never|nobody|nothing|nowhere|none|neither|nor|without|cannot|\w+n[’']t)\b"
    ),
    "restriction": re.compile(r"\b(?:alleen|slechts|uitsluitend|enkel|louter|only|solely|exclusively)\b"),
    "condition": re.compile(
        r"\b(?:mits|tenzij|indien|behalve|behoudens|uitgezonderd|(?:op|onder) (?:de |die )?voorwaarde|voor zover|voorzover|zolang|met uitzondering van|provided|unless|except|as long as|on condition)\b"
    ),
}
_AS_GOOD: dict[Turn, re.Pattern[str]] = {
    # they deny by their own meaning; whether another sentence denies the same by "niet" is not asked further
    "denial": re.compile(
        r"\b(?:\w*weiger\w*|verwerp\w*|verworpen|afwijz\w*|afgewezen|wij(?:st|zen)(?: \w+){1,6} af|tegen\w{0,12}|verbied\w*|verbod\w*|verboden|voorkom\w*|stop\w*|schrap\w*|geschrapt|vermijd\w*|ontbre\w+|gebrek|"
        r"afzien|afgezien|ziet af|zien af|ontken\w*|on(?:mogelijk|wenselijk|aanvaardbaar|acceptabel|nodig|haalbaar|bespreekbaar|voldoende|duidelijk|bekend|zeker|eens|gewenst|juist)\w*|"
        r"verlies\w*|refus\w*|reject\w*|oppos\w*|against|ban(?:s|ned)?|prevent\w*|avoid\w*|lack\w*|fail\w*|den(?:y|ies|ied)|un(?:acceptable|desirable|necessary|clear|known|able|wanted)\w*|impossible|insufficient\w*)\b"
    ),
    "restriction": re.compile(r"\b(?:maar|enige|pas|hooguit|hoogstens|but|sole)\b"),
    "condition": re.compile(r"\b(?:als|wanneer|alleen|eerst|pas|vooropgesteld|afhankelijk|hang(?:t|en) (?:\w+ ){0,3}af|voorwaarde\w*|if|when|only|once|subject to|condition\w*|depend\w*)\b"),
}  # fmt: skip
# No denials: "niet alleen ... maar ook", "al dan niet", "niet langer" keeps its own word.
# "niet meer dan 500" is at most, which verify/bounds.py reads.
_NEUTRAL = re.compile(
    rf"\b(?:{COMPARED}(?=(?: [^\W\d]+){{0,2}} (?:[€$£] ?)?(?:\d|{_COUNTS}\b))|{DENIES} (?:eerder|vroeger|later|earlier) (?:dan|than)|(?:en|and) {DENIES} (?:meer|minder|hoger|lager|more|less|fewer)(?=\W*$|[.,;:])|{DENIES} (?:voor|na|before|until|after)(?=(?: \w+){{0,3}} (?:19|20|21)\d\d)|"
    r"niet (?:alleen|slechts|enkel|uitsluitend|zozeer|in de laatste plaats)|not (?:only|just|least)|al dan niet|of niet|indien (?:nodig|mogelijk|gewenst|wenselijk|noodzakelijk|relevant)|if (?:necessary|needed|possible)|zonder bekende afzender|without a known author|whether or not|no later than|niet later dan|not later than|alleen al|niettemin|no\. \d|geen enkel probleem)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*%?")
_PART_END = re.compile(r"[,;:()–—]|\b(?:maar|doch|but|omdat|terwijl|because|while)\b")
_STOP = word_set(
    "deze voor door zijn worden wordt werd werden hebben heeft moet moeten willen wilt zullen zal kunnen kan mogen naar over onder "
    "tussen omdat zodat waar waarin waarbij daar daarbij hier ook maar want toch nog wel meer zeer veel alle alles iedere elke een het "
    "dit dat die de en of om te tot van met bij aan als dan uit in op per er is was wij we zij ze hij haar hun ons onze jullie "
    "this that these those with from will shall must have has been were into their there which would should could about also than then "
    "the and for are our its they them when what onze worden gaan gaat komt komen doen doet laten blijft blijven zegt zeggen vindt vinden "
    "wil says want wants say said volgens according vraagt vragen asks toe"
)


@dataclass(frozen=True, slots=True)
class _Bearing:
    """One mark of a turn in a sentence, and the stems that it bears on."""

    turn: Turn
    words: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    stems: frozenset[str]
    bearings: tuple[_Bearing, ...]

    def turns(self, turn: Turn) -> bool:
        """Whether it turns so in any words, also in those that only mean it."""
        low = self.text.lower()
        return any(one.turn == turn for one in self.bearings) or bool(_AS_GOOD[turn].search(low))


def stems(text: str, language: str | None) -> dict[str, int]:
    """The telling words of a text by their stems, each with its weight: its letters."""
    return {_stem(word, language): len(word) for word, _ in _telling(_plain(text.lower()))}


def added(said: str, quotes: Sequence[tuple[str, str | None]], language: str | None) -> str | None:
    """The first denial of a text that the quotes, each with its language, do not have; None where all are there."""
    under = [one for quote, own in quotes for one in _sentences(quote, own)]
    for sentence in _sentences(said, language):
        for bearing in sentence.bearings:
            if bearing.turn == "condition":
                is_there = any(one.turns("condition") for one in under)
            else:
                is_there = _bears(bearing, under)
            if not is_there:
                return bearing.words
    return None


def dropped(said: str, quotes: Sequence[tuple[str, str | None]], language: str | None) -> str | None:
    """The first denial, restriction or condition of a quote that a text restates without it; None where there is none."""
    return next((one.words for one in _dropped(said, quotes, language)), None)


def undenied(said: str, quotes: Sequence[tuple[str, str | None]], language: str | None) -> str | None:
    """The first denial of a quote that a text restates without it; None where there is none."""
    return next((one.words for one in _dropped(said, quotes, language) if one.turn == "denial"), None)


def _dropped(said: str, quotes: Sequence[tuple[str, str | None]], language: str | None) -> Iterator[_Bearing]:
    own = _sentences(said, language)
    for quote, spoken in quotes:
        is_foreign = (spoken or "nl") != (language or "nl")
        is_alone = len(quotes) == 1 and len(_sentences(quote, spoken)) == 1
        for under in _sentences(quote, spoken):
            denials = sum(one.turn == "denial" for one in under.bearings)
            for bearing in under.bearings:
                if bearing.words in _LACKS and denials > 1:
                    continue  # "zonder scherm kan het niet" is of a scherm that is wanted
                if is_foreign:  # its words cannot be aligned: asked is only whether the text turns at all
                    is_kept = any(one.turns(bearing.turn) for one in own) or not (
                        bearing.turn == "denial"
                        or (bearing.turn == "condition" and (is_alone or any(_meets(one, under) for one in own)))
                    )
                else:
                    is_kept = all(_keeps(one, under, bearing) for one in own)
                if not is_kept:
                    yield bearing


@dataclass(frozen=True, slots=True)
class Turned:
    """The words in a text that turn it one way: marks that only do that, and others that are as good."""

    marks: tuple[str, ...]
    as_good: tuple[str, ...]

    def __len__(self) -> int:
        """How many of them there are."""
        return len(self.marks) + len(self.as_good)


def turns(text: str) -> dict[Turn, Turned]:
    """The denials, restrictions and conditions of a text, in its order."""
    low = _plain(" ".join(text.split()).lower())
    clear = _NEUTRAL.sub(lambda found: " " * len(found[0]), low)
    return {
        turn: Turned(
            tuple(found[0] for found in marks.finditer(clear)),
            tuple(found[0] for found in _AS_GOOD[turn].finditer(clear)),
        )
        for turn, marks in _MARKS.items()
    }


def denies(text: str, language: str | None) -> bool:
    """Whether a text denies anything, be it by its meaning (*weigert*, *onmogelijk*)."""
    return any(one.turns("denial") for one in _sentences(text, language))


def _meets(own: _Sentence, under: _Sentence) -> bool:
    """Whether two sentences in two languages tell of the same: a number, or words that begin alike."""
    return any(
        one == other if one[0].isdecimal() else len(one) >= _ALIKE and one[:_ALIKE] == other[:_ALIKE]
        for one in own.stems
        for other in under.stems
    )


def _bears(bearing: _Bearing, under: Sequence[_Sentence]) -> bool:
    """Whether a denial or restriction of a text is in the sentences under it, on the same words."""
    turning = [one for one in under if one.turns(bearing.turn)]
    if not turning:
        return False
    known = frozenset(stem for one in under for stem in one.stems)
    borne = frozenset(
        stem for one in turning for other in one.bearings if other.turn == bearing.turn for stem in other.stems
    )
    borne |= frozenset(stem for one in turning if _AS_GOOD[bearing.turn].search(one.text.lower()) for stem in one.stems)
    told = bearing.stems & known
    return not told or bool(told & borne)


def _keeps(own: _Sentence, under: _Sentence, bearing: _Bearing) -> bool:
    """Whether a sentence that restates another keeps what bears on the words that both have."""
    shared = own.stems & under.stems
    if bearing.turn == "condition":
        is_restated = len(shared) > _LEAST_SHARED and 2 * len(shared) >= len(own.stems)
        return not is_restated or own.turns("condition")
    if len(shared) < _LEAST_SHARED or 2 * len(shared & bearing.stems) < max(1, len(bearing.stems)):
        return True
    return own.turns(bearing.turn)


@lru_cache(maxsize=2048)
def _sentences(text: str, language: str | None) -> tuple[_Sentence, ...]:
    folded = " ".join(text.split())
    return tuple(_sentence(folded[start:end], language) for start, end in sentences(folded, language))


def _sentence(text: str, language: str | None) -> _Sentence:
    low = _plain(text.lower())
    clear = _NEUTRAL.sub(lambda found: " " * len(found[0]), low)
    telling = [(_stem(word, language), at) for word, at in _telling(low)]
    places = [at for _, at in telling]
    ends = [0, *(found.start() for found in _PART_END.finditer(low)), len(low)]
    bearings = []
    for turn, marks in _MARKS.items():
        for found in marks.finditer(clear):
            part = bisect_left(ends, found.start())
            start, end = ends[max(0, part - 1)], ends[bisect_left(ends, found.end())]
            first, here = bisect_left(places, start), bisect_left(places, found.start())
            behind, last = bisect_left(places, found.end()), bisect_left(places, end)
            near = [*telling[max(first, here - _BEFORE) : here], *telling[behind : min(last, behind + _AFTER)]]
            bearings.append(_Bearing(turn, found[0], frozenset(stem for stem, _ in near)))
    return _Sentence(low, frozenset(stem for stem, _ in telling), tuple(bearings))


def _plain(low: str) -> str:
    """Without the accents that only stress ("níet"), letter for letter."""
    if low.isascii():
        return low
    return "".join(
        one if one.isascii() else unicodedata.normalize("NFD", one)[0] for one in unicodedata.normalize("NFC", low)
    )


def _telling(low: str) -> list[tuple[str, int]]:
    marks = {at for pattern in _MARKS.values() for found in pattern.finditer(low) for at in range(*found.span())}
    return [
        (found[0], found.start())
        for found in _WORD.finditer(low)
        if found[0] not in _STOP and (len(found[0]) > 2 or found[0][0].isdecimal()) and found.start() not in marks
    ]


@lru_cache(maxsize=1 << 16)
def _stem(word: str, language: str | None) -> str:
    if len(word) > _LONGEST_STEM_CHARS:
        return word
    stem = str(_stemmer("english" if language == "en" else "dutch_porter").stemWord(word))
    # "gebouwd" is "bouwen" here
    return stem[2:] if language != "en" and stem.startswith("ge") and len(stem) > 5 else stem


@lru_cache(maxsize=2)
def _stemmer(name: str) -> Any:
    import Stemmer  # noqa: PLC0415  only where a person's words are compared

    return Stemmer.Stemmer(name)
