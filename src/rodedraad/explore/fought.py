"""What a text wants rid of: the words around "aanpakken", "oplossen", "tekort aan", "problemen als", "tackle".

Who solves an overloaded grid needs none. Such words say which driver is meant, and never that a variant is wanted; what
stands outside them still can ("door de haven, minder tekorten"). In doubt too much is left out: docs/method/explore.md,
section 10.
"""

from __future__ import annotations

import re
from typing import Final

REACH: Final = 6
"""Words on each side of a fighting word that may be its object: "de overbelasting van het elektriciteitsnet oplossen"."""
_FIGHTING = re.compile(
    r"aan(?:ge)?pak|op(?:ge)?los|voork[oó]m|voorkwam|bestrijd|bestreden|verminder|terug(?:ge)?dr[io]ng"
    r"|tegen(?:ge)?ga|verhelp|verhelpen|verholpen|wegn[ae]m|weggenomen|wegwerk|weggewerkt|afwend|afgewend|vermij[dt]|vermeden"
    r"|tackl|solv|resolv|prevent|reduc|combat|avoid|fight|fought|curb|overcom|alleviat|mitigat|eliminat"
)
_BAD = re.compile(r"probleem|problemen|problematiek|knelpunt|tekort|gebrek|problem|shortage|lack(?:s|ing)?\Z")
"""What nobody wants, by its own name: "problemen als taal en werkloosheid"."""
_PARTED = (
    (re.compile(r"pak"), "aan"),
    (re.compile(r"los(?:sen|t|te|ten)?\Z"), "op"),
    (re.compile(r"dr[io]ng"), "terug"),
    (re.compile(r"(?:ga|gaat|gaan|ging|gingen)\Z"), "tegen"),
    (re.compile(r"(?:breng|bracht)"), "terug"),
    (re.compile(r"(?:neem|nemen|nam|werk|werken)"), "weg"),
    (re.compile(r"(?:wend|wenden)"), "af"),
)
"""Verbs that stand apart from their first part: "we lossen de overbelasting op", "op te lossen"."""
_MEANS = frozenset({"door", "via", "middels", "dankzij", "by", "through", "using"})
"""What follows one of these is how it is fought, which is wanted."""
_WORD = re.compile(r"[^\W_]+|,")
_END = re.compile(r"[.!?;:]\s+|\n{2,}")
_GONE = "0"


def wanted(text: str) -> str:
    """The text with every word that may be the object of a fighting word replaced; the same text where none is."""
    lowered = text.lower()
    return ". ".join(_sentence(_WORD.findall(one)) for one in _END.split(lowered))


def fights(text: str) -> bool:
    """Whether a cue holds a word that fights something: "overlast vermindert" is itself a state that people want."""
    return any(_FIGHTING.match(one) for one in _WORD.findall(text.lower()))


def _sentence(words: list[str]) -> str:
    gone: set[int] = set()
    for first, last in _spans(words):
        gone.update(_object(words, range(first - 1, max(-1, first - 1 - REACH), -1), is_back=True))
        gone.update(range(first, last + 1))
        gone.update(_object(words, range(last + 1, min(len(words), last + 1 + REACH)), is_back=False))
    return " ".join(_GONE if at in gone and word != "," else word for at, word in enumerate(words))


def _object(words: list[str], places: range, *, is_back: bool) -> list[int]:
    """The words as far as a means begins; a list ("problemen als taal, werk en zorg") goes on over its commas."""
    found: list[int] = []
    for at in places:
        if words[at] in _MEANS:
            return [] if is_back and not found else found
        found.append(at)
    return found


def _spans(words: list[str]) -> list[tuple[int, int]]:
    """From and to which word something is fought: one word, or a verb with the part that stands away from it."""
    spans = [(at, at) for at, word in enumerate(words) if _FIGHTING.match(word) or _BAD.match(word)]
    for at, word in enumerate(words):
        for verb, part in _PARTED:
            if not verb.match(word):
                continue
            if words[max(0, at - 2) : at] == [part, "te"]:
                spans.append((at - 2, at))
            elif part in (rest := words[at + 1 : at + 16]):
                spans.append((at, at + 1 + rest.index(part)))
    return spans
