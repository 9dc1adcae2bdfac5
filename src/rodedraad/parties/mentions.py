"""Finds the parties that a text names, in one pass from left to right, the longest name first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rodedraad.parties.names import WORD, Names, slug
from rodedraad.parties.patterns import (
    BEFORE_COMPANY,
    BETWEEN,
    COMMITTEE,
    COMPANY_WORD,
    FORMS,
    LISTS,
    NAME,
    before,
)
from rodedraad.parties.register import Mention
from rodedraad.records import Organ

if TYPE_CHECKING:
    from rodedraad.parties.register import Named, Register

_MOST_IN_LIST = 20
_SAME_COMPANY = frozenset({",", "Nederland", "Netherlands", "Holding", "Group", "Groep"})
_FULL = {"towns": "Gemeente", "provinces": "Provincie"}
_REGISTRATION = re.compile(r"[\s.:-]{0,3}(?:nr|nummer|no)?[\s.:]{0,3}\d{7,}")  # "KvK 09173017" is a number
# What follows an organ in an address is no town.
_LABELS = frozenset(
    ["Aan", "Betreft", "Datum", "Geachte", "Kenmerk", "Onderwerp", "Ons", "Postadres", "Postbus", "Ter", "Uw", "Van"]
)
_LOCATING = frozenset(
    [
        "in",
        "te",
        "uit",
        "bij",
        "rond",
        "naar",
        "tussen",
        "nabij",
        "omgeving",
        "regio",
        "stad",
        "kern",
        "omstreken",
        "door",
        "buiten",
        "rondom",
        "vanuit",
        "boven",
        "langs",
    ]
)


def find(register: Register, text: str) -> tuple[Mention, ...]:
    """The parties named in ``text``, sorted by start; mentions of several parties share their words.

    A name inside another word is none ("TNO-rapport"), and of overlapping names the leftmost, longest one counts.
    """
    roots = register.roots
    found: list[Mention] = []
    position = 0
    for word in WORD.finditer(text):
        written = word[0]
        if written not in roots or word.start() < position:
            continue
        mentions = _at(register, text, word.start(), written, found)
        if mentions:
            while found and found[-1].end > mentions[0].start:
                found.pop()
            found += mentions
            position = max(mention.end for mention in mentions)
    return tuple(found)


def named(register: Register, text: str) -> list[tuple[int, int, str]]:
    """The parties named in ``text``, each with where: (start, end, id)."""
    return [(mention.start, mention.end, mention.party) for mention in find(register, text)]


def _at(register: Register, text: str, start: int, written: str, earlier: list[Mention]) -> list[Mention]:
    best: list[Mention] = []
    form = FORMS.get(written)
    if form is not None:
        if written in COMPANY_WORD:
            return _company(text, start, written, earlier)
        best = _listed(register, text, start, form) or _committee(register, text, start, form)
    named = register.names.at(text, start)
    if named is not None and (not best or named[0] >= best[-1].end):
        best = _mentions(register, start, named[0], named[1])
        if (named[1].certainty == "bare" and _locates(text, start)) or _REGISTRATION.match(text, named[0]):
            best = []
    if form is not None and before(form) and not best:
        best = _by_form(text, start, named)
    return best


def listed(register: Register, name: str) -> list[Mention]:
    """The parties of a name that announces them, as "Gemeenteraad van Velsen"; empty where it announces none."""
    word = WORD.match(name)
    form = FORMS.get(word[0]) if word else None
    return _listed(register, name, 0, form) if form else []


def _mentions(register: Register, start: int, end: int, named: Named, organ: Organ | None = None) -> list[Mention]:
    said = organ or named.organ
    mentions = []
    for known in named.parties:
        own = register.organs.get((known, said), known) if said else known
        name = register.by_id[own].name if own in register.by_id else own
        mentions.append(Mention(start, end, own, name, said, named.certainty))
    return mentions


def _locates(text: str, start: int) -> bool:
    """Whether the word before says that a place is meant: "in Velsen"."""
    words = WORD.findall(text, max(0, start - 24), start)
    return bool(words) and words[-1].casefold() in _LOCATING


def _listed(register: Register, text: str, start: int, form: str) -> list[Mention]:
    """'gemeenten Beverwijk, Heemskerk en Velsen' as three; the announcing words belong to the first."""
    for phrase, tree, organ in LISTS.get(form, ()):
        announced = phrase.match(text, start)
        if announced is None:
            continue
        names: Names[Named] = getattr(register, tree)
        mentions: list[Mention] = []
        first, position = start, announced.end()
        while len(mentions) < _MOST_IN_LIST:
            named = names.at(text, position)
            if named is None:
                break
            mentions += _mentions(register, first, named[0], named[1], organ)
            between = BETWEEN.match(text, named[0])
            if between is None:
                break
            first = position = between.end()
        if mentions:
            return mentions
        # "Gemeente X" alone may start a sentence about any municipality; a college or council is of one.
        name = NAME.match(text, announced.end() - 1) if tree in _FULL else None
        if name is not None:
            town = name[1].split()[0]
            end = name.start(1) + len(town)
            if town in _LABELS:
                continue
            if organ is not None or (start, end) == (0, len(text)):
                words = f"{_FULL[tree]} {town}"
                return [Mention(start, end, slug(words), words, organ, "pattern")]
    return []


def _committee(register: Register, text: str, start: int, form: str) -> list[Mention]:
    """'vaste commissie voor Klimaat en Groene Groei': a committee of the Tweede Kamer, by its subject."""
    if form not in ("vaste", "kamercommissie"):
        return []
    announced = COMMITTEE.match(text, start)
    if announced is None:
        return []
    mentions: list[Mention] = []
    first, position = start, announced.end()
    while len(mentions) < _MOST_IN_LIST:
        named = register.topics.at(text, position)
        if named is None:
            break
        topic = register.by_id[named[1].parties[0]].name.removeprefix("Ministerie van ")
        name = f"Vaste commissie voor {topic}"
        mentions.append(Mention(first, named[0], f"tweede-kamer-{slug(name)}", name, "committee", "named"))
        between = BETWEEN.match(text, named[0])
        if between is None:
            break
        first = position = between.end()
    return mentions


def _by_form(text: str, start: int, named: tuple[int, Named] | None) -> list[Mention]:
    """'Stichting X': the capitalised words that follow are the name, up to a party that the register knows."""
    word = WORD.match(text, start)
    if word is None or named is not None:
        return []
    name = NAME.match(text, word.end())
    if name is None:
        return []
    full = f"{word[0][0].upper()}{word[0][1:]} {' '.join(name[1].split())}"
    return [Mention(start, name.end(1), slug(full), full, None, "pattern")]


def _company(text: str, start: int, written: str, earlier: list[Mention]) -> list[Mention]:
    """'X B.V.': the capitalised words before; a known party before it keeps its id and takes the letters in."""
    point = start + len(written)
    end = point + 1 if "." in written and text[point : point + 1] == "." else point
    is_near = bool(earlier) and start - earlier[-1].end <= 40
    if is_near and not (set(text[earlier[-1].end : start].split()) - _SAME_COMPANY):
        return [earlier[-1]._replace(end=end)]
    window = max(0, start - 80)
    name = BEFORE_COMPANY.search(text, window, start)
    if name is None:
        return []
    words = " ".join(name[1].split())
    full = f"{words} {'B.V.' if written in ('B.V', 'BV') else 'N.V.' if written in ('N.V', 'NV') else written}"
    return [Mention(name.start(1), end, slug(words), full, None, "pattern")]
