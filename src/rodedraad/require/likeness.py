"""Which requirements ask for the same thing, and which offers are of the thing that is asked for.

Two texts are of one thing when they share a telling word, a word that says more than that knowledge or people are wanted,
and mean nearly the same. Cosines are whole numbers; each comparison of a kind is one product of small integers, exact in
single precision. docs/method/require.md, section 6.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rodedraad.embed import DIMENSIONS, LENGTH, StaticEmbedder, table, tokens
from rodedraad.records import Offer, Requirement
from rodedraad.require.words import words

SAME, OFFERED = 82, 70
"""Cosines in per cents from which two requirements ask for the same, and an offer is of what is asked for."""
MOST = 12
"""What one requirement shares with is shown so far: the nearest."""
_PLAIN = words(
    "kennis inzicht inzichten informatie data gegevens onderzoek investering investeringen investeren geld middelen financiering"
    " budget ruimte capaciteit mensen meer extra voldoende genoeg goed goede nieuwe andere deze die dit de het een van voor in"
    " op met aan over en of te bij nodig veel weinig grote groot structurele aanvullende betrouwbare actuele juiste alle hun ons"
    " onze haar zijn moet moeten worden knowledge insight information money funding investment investments invest research"
    " capacity space more enough sufficient additional the a an of for in on and to with tekort gebrek behoefte geïnvesteerd"
    " vaardigheden vaardigheid opleiding opleidingen skills arbeids personeels overzicht nader verder huidige nederland regio the region far too few personeel personeelstekort personeelstekorten"
)
"""Words that say that something is needed, and not what."""
_LACKING = re.compile(r"(?:tekort(?:en)?|schaarste)$")
_ONE_WORD = {
    word: group.split()[0]
    for group in (
        "vakmensen technici technicus technicians vaklieden vakkrachten vakman",
        "leraren docenten onderwijzers leerkrachten leraar docent teachers",
        "lassers lasser welders",
        "ingenieurs ingenieur engineers",
        "huisartsen huisarts",
        "netcapaciteit transportcapaciteit",
    )
    for word in group.split()
}
"""Plain words for the same people, in both languages."""
_BLOCK = 1024


def shared(requirements: Sequence[Requirement], kin: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each requirement those of other parties, in other sources, that ask for the same; the nearest first.

    ``kin`` gives one name to sources that are copies or versions of one another.
    """
    kinds: dict[str, list[Requirement]] = defaultdict(list)
    for one in requirements:
        kinds[one.kind].append(one)
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for group in kinds.values():
        telling = [one for one in group if _telling(one.what)]
        for a, b, cosine in _near(telling):
            one, other = telling[a], telling[b]
            is_apart = kin.get(one.source, one.source) != kin.get(other.source, other.source)
            if is_apart and one.parties and other.parties and set(one.parties).isdisjoint(other.parties):
                found[one.id].append((-cosine, other.id))
    return {id_: tuple(other for _, other in sorted(pairs)[:MOST]) for id_, pairs in found.items()}


def _near(group: Sequence[Requirement]) -> Iterator[tuple[int, int, int]]:
    """Pairs of places, each in both orders, that share a telling word and mean nearly the same; with their cosine."""
    if len(group) < 2:
        return
    words = [" ".join(_telling(one.what)) for one in group]
    rows = [_rows(text) for text in words]
    vectors = _vectors(words)
    for first in range(0, len(group), _BLOCK):
        cosines = (vectors[first : first + _BLOCK] @ vectors.T).astype(np.int64) * 100 // LENGTH**2
        for a, b in np.argwhere(cosines >= SAME).tolist():
            if first + a != b and rows[first + a] & rows[b]:
                yield first + a, b, int(cosines[a, b])


def offered(requirements: Sequence[Requirement], offers: Sequence[Offer]) -> dict[str, tuple[str, ...]]:
    """For each requirement the offers of what it asks for: of a kind that can meet it, and of no other level."""
    if not requirements or not offers:
        return {}
    wanted = [one for one in requirements if one.kind in _MEETS and _telling(one.what)]
    if not wanted:
        return {}
    asked = [" ".join(_telling(one.what)) for one in wanted]
    had = [" ".join(_telling(one.name)) for one in offers]
    asked_rows, had_rows = [_rows(text) for text in asked], [_rows(text) for text in had]
    cosines = (_vectors(asked) @ _vectors(had).T).astype(np.int64) * 100 // LENGTH**2
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for a, b in np.argwhere(cosines >= OFFERED).tolist():
        one, offer = wanted[a], offers[b]
        is_level = one.level is None or offer.level is None or one.level == offer.level
        if is_level and offer.kind in _MEETS[one.kind] and asked_rows[a] & had_rows[b]:
            found[one.id].append((-int(cosines[a, b]), offer.id))
    return {id_: tuple(offer for _, offer in sorted(pairs)[:MOST]) for id_, pairs in found.items()}


_LEARNING = frozenset({"course", "institute", "campus", "programme"})
_MEETS: Mapping[str, frozenset[str]] = {
    "competence": _LEARNING,
    "people": _LEARNING,
    "expertise": _LEARNING,
    "knowledge": _LEARNING | {"facility"},
    "research": _LEARNING | {"facility"},
    "infrastructure": frozenset({"facility", "campus"}),
    "capacity": frozenset({"facility"}),
}


def _telling(text: str) -> list[str]:
    words = (_LACKING.sub("", word) for word in tokens(text))
    plain = (_ONE_WORD.get(word, word) for word in words if word not in _PLAIN and len(word) > 2)
    return list(dict.fromkeys(plain))


def _rows(text: str) -> frozenset[int]:
    known = table()
    return frozenset(row for word in tokens(text) for row in known.rows(word))


def _vectors(texts: Iterable[str]) -> NDArray[np.float32]:
    made = np.frombuffer(StaticEmbedder().encode(list(texts)), dtype=np.int8)
    return made.reshape(-1, DIMENSIONS).astype(np.float32)  # products of int8 in 256 terms stay below 2**24: exact
