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
from functools import lru_cache
from itertools import pairwise

from rodedraad.extract.lexicon import word_set
from rodedraad.stems import folded, stem

LEFT_OUT = 1
"""Words that may be left out."""
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_FREE = word_set(
    "de het een die dat dit deze en er om te van is zijn was waren heeft hebben had hadden wordt worden werd werden wij we ons onze zij ze hun "
    "hij zich haar zegt zeggen schrijft schrijven volgens "
    "the a an that this these and there to of is are was were has have had be been we us our they them their it its says say writes write"
)
"""Words that say nothing by themselves: articles, pronouns, the verbs of tense, and that somebody says something."""
_KEPT = word_set(
    "aan achter alleen als behalve beneden bij binnen boven buiten dan door elk elke geen gedurende ieder iedere in indien langs meer met mede minder mits na naar nadat "
    "naast niet nog nooit of om onder ondanks op over pas per slechts sinds tegen tenzij tijdens tot tussen uit uiterlijk van vanaf volgens voor voordat waar wanneer "
    "zodra zolang zonder about above after against all any as at before below between beyond by during each every except for from if in less more never no not of off "
    "on only or out over per since than through till to under unless until up upon when where while with within without"
)
"""Words that are never left out: they say where, when, how much, with or without."""
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


def fault(text: str, other: str, *, also: Collection[str] = ()) -> str | None:
    """The first word by which a text is not ``other`` in its own words; None where it is.

    ``also`` are words that may be used besides. A word that went is told as it stands in ``other``.
    """
    said, there = _told(text), _told(other)
    free = {key for word in also for key in _keys(word)}
    places: dict[str, list[int]] = defaultdict(list)
    for at, (_, keys) in enumerate(there):
        for key in keys:
            places[key].append(at)
    taken: set[int] = set()
    order: list[int] = []
    words: list[str] = []
    used = {key for _, keys in said for key in keys}
    for word, keys in said:
        found = _place(keys, places, taken, order[-1] if order else -1)
        if found is not None:
            taken.add(found)
            order.append(found)
            words.append(word)
        elif not keys & free:
            return word
    if (wrong := _out_of_order(order, words)) is not None:
        return wrong
    left = [word for word, keys in there if not keys & used]
    return next((word for word in left if len(left) > LEFT_OUT or folded(word) in _KEPT), None)


def is_part(text: str, other: str) -> bool:
    """Whether the weighty words of a text stand in another one after the other, nothing between them left out."""
    said, there = _told(text), _told(other)
    size = len(said)
    return bool(said) and any(
        all(keys & there[start + at][1] for at, (_, keys) in enumerate(said)) for start in range(len(there) - size + 1)
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
        if is_plain and order[at] < max(order[:at], default=-1) and all(one < other for one, other in pairwise(rest)):
            return None
    return words[turns[0] + 1]


@lru_cache(maxsize=4_096)
def _told(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words of a text that say something, in order, each with what it is compared by."""
    found = ((word, _keys(word)) for word in _WORD.findall(text))
    return tuple((word, keys) for word, keys in found if word.lower() not in _FREE)


def _keys(word: str) -> frozenset[str]:
    plain = folded(word)
    if any(one.isdigit() for one in plain):
        return frozenset({plain})
    plain = _ONE.get(plain, plain)
    return frozenset({stem(plain, "nl"), stem(plain, "en")})
