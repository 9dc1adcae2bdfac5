"""Who must do what a condition asks: a party in the conditional part of a sentence is one of that part of a quote. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from rodedraad.extract.sentences import sentences
from rodedraad.verify.names import Called, is_among, words_of

_CONDITION = re.compile(
    r"\b(?:mits|tenzij|indien|als(?! (?:gevolg|eerste|tweede|partner|lid|onderdeel|bijvoorbeeld|het gaat om|het gaat over))|wanneer|zolang|(?:op|onder) (?:de |die )?voorwaarde(?: dat)?|voor zover|provided(?: that)?|unless|if|as long as|on (?:the )?condition(?: that)?|when|afhankelijk van|subject to)\b",
    re.IGNORECASE,
)
_SPEAKERS = re.compile(
    r"\b(?:wij|we|ons|onze|ik|mijn|us|our|i|my|gemeenten?|provincies?|regio|partijen|overheden|municipalit(?:y|ies)|province|region|parties)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=[^.!?…:]\s)[A-ZÀ-Þ]")


def strangers(said: str, quotes: Sequence[str], holders: Collection[str], called: Called) -> Iterator[str]:
    """The parties in a conditional part of a text that the conditional parts of these quotes do not name."""
    if not _CONDITION.search(said):
        return
    under = [part for quote in quotes for part in _parts(quote)]
    if not under:
        return
    named = {one.party for part in under for one in called.find(part)}
    words = words_of(under)
    is_by_speaker = not any(_CAPITAL.search(part) for part in under) or any(_SPEAKERS.search(part) for part in under)
    for part in _parts(said, is_narrow=True):
        for one in called.find(part):
            name = part[one.start : one.end]
            if one.party in named or (one.party in holders and is_by_speaker):
                continue
            if not all(is_among(word, words) for word in re.findall(r"\w+", name)):
                yield name


def _parts(text: str, *, is_narrow: bool = False) -> Iterator[str]:
    """What stands under a condition: the rest of its sentence, of one at its head to the comma."""
    folded = " ".join(text.split())
    for start, end in sentences(folded, "nl"):
        sentence = folded[start:end]
        found = _CONDITION.search(sentence)
        if found is None:
            continue
        rest = sentence[found.end() :]
        if is_narrow and not any(map(str.isalnum, sentence[: found.start()])):
            rest, _, behind = rest.partition(",")
            other = _CONDITION.search(behind)
            if other is not None:
                yield behind[other.end() :]
        yield rest
