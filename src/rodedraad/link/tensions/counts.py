"""Numbers that are no amount of a known unit, read for conflicts only: so many of a thing, and nothing at all.

"Vier kerncentrales" counts plants, and the thing itself is the unit. "Gratis" and "afschaffen" set what another text gives
an amount to nothing. Both are read only where the sentence says plainly of what: a definite "de twee bruggen" names
what there is, and who abolishes one of several things named side by side is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rodedraad.link.tensions.matter import stem, telling
from rodedraad.link.tensions.scope import clause_at, names, own
from rodedraad.records import Amount, Clues, Statement, StatementType

WISHES: frozenset[StatementType] = frozenset({"ambition", "measure", "recommendation", "request", "need"})
"""Types of statements by which somebody wants something."""

_NUMBERS = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
    "two three four five six seven eight nine ten eleven twelve",
)
_VALUE = {word: float(value) for row in _NUMBERS for value, word in enumerate(row.split(), start=2)}
# Counted without being things of their own: time, money, steps, and parts of a text or of a whole.
_NO_THING_WORDS = """
    jaren maanden weken dagen werkdagen uren kwartalen minuten seconden keren malen procenten miljoenen miljarden euros dollars punten
    stappen fasen delen helften soorten vormen manieren wijzen redenen vragen hoofdstukken artikelen paragrafen bijlagen pijlers lijnen
    sporen niveaus thema's themas doelen doelstellingen opgaven onderdelen categorieen kanten zaken dingen zijden scenario's scenarios varianten
    partijen landen jaargangen graden meters kilometers hectaren years months weeks days hours times steps parts ways goals parties
"""
_NO_THING = frozenset(map(stem, _NO_THING_WORDS.split()))
_COUNT = re.compile(
    rf"(?P<number>\b(?:{'|'.join(sorted(_VALUE, key=len, reverse=True))})|\b\d{{1,3}}(?:\.\d{{3}})+|\b\d{{1,3}})\s"
    r"(?:(?:nieuwe|grote|kleine|extra|moderne|volwaardige|new|large|small|additional)\s){0,2}(?P<thing>[a-zà-ÿ][a-zà-ÿ-]{2,}(?:en|s))\b"
)
_NO_COUNT = re.compile(r"(?:[\w.,/€%-]|\b(?:de|het|deze|die|onze|beide|allebei|the|these) )$")
"""Before a number: it is a piece of another, or counts what there is."""
_NOTHING = re.compile(
    r"\b(?:gratis|kosteloos|kosteloze|free of charge|afschaffen|afgeschaft|schrappen|geschrapt|abolish|abolished|"
    r"schaf(?:fen|t)?(?= (?:[^\s.;,]+ ){1,8}af\b))\b",
    re.IGNORECASE,
)
_NOTHING_STEMS = frozenset(
    telling(
        "gratis kosteloos kosteloze charge afschaffen afgeschaft schrappen geschrapt abolish abolished schaffen schaft schaf"
    )
)
_NUMBER_STEMS = frozenset(stem(word) for word in _VALUE)
_TURNED = re.compile(
    r"\b(?:niet|geen|nooit|not|no|never|deels|gedeeltelijk|geleidelijk|bijna|vrijwel|zo goed als|samen|partly|nearly)\b",
    re.IGNORECASE,
)
_FEARED = re.compile(r"\b(?:voorkom\w*|tegen|vrees\w*|prevent\w*|against)\b", re.IGNORECASE)
_PARTED = re.compile(r"(?P<object>(?: [^\s.;,]+){1,8}) af\b")
_GIVEN_FREE = re.compile(r"(?: (?!(?:is|zijn|wordt|worden|voor|op|in|aan|met|bij|te|van|en|of|om)\b)[\w-]+){1,2}")
_OF_WHAT = re.compile(r" (?:van|of)\b(?P<object>.+)", re.IGNORECASE)
_UP_TO = re.compile(r"\s(?:en|and|of|or)\s(?=\w+en\b)|,")
_MORE_THINGS = re.compile(r"\s(?:en|of|and|or)\s|,|\(")
_NO_OBJECT = frozenset(
    telling(
        "gratis kosteloos kosteloze free charge afschaffen afgeschaft schrappen geschrapt schaffen schaft schaf abolish abolished volledig helemaal geheel "
        "stelsel systeem regeling snel direct onmiddellijk iedereen alle weer mensen"
    )
)


@dataclass(frozen=True, slots=True)
class Nothing:
    """What a sentence sets to nothing, as stems, with the word that does so."""

    of: tuple[str, ...]
    words: str


def counts(statement: Statement) -> tuple[Amount, ...]:
    """The things that a statement counts in words of its own, with the stem of the thing as their unit."""
    found = _counts(statement.text)
    if not found or not statement.amounts:
        return found
    read = {stem(amount.unit.casefold()) for amount in statement.amounts}
    words = [amount.words for amount in statement.amounts]
    return tuple(one for one in found if one.unit not in read and not any(other in one.words for other in words))


@lru_cache(maxsize=1 << 16)
def _counts(text: str) -> tuple[Amount, ...]:
    found = []
    low = text.lower()
    for hit in _COUNT.finditer(low) if len(low) == len(text) else ():
        number, thing = hit["number"], stem(hit["thing"])
        value = _VALUE.get(number) or float(number.replace(".", ""))
        if thing not in _NO_THING and value > 1 and not _NO_COUNT.search(low, max(hit.start() - 9, 0), hit.start()):
            found.append(Amount(value=value, unit=thing, words=text[hit.start() : hit.end()]))
    return tuple(found)


def nothing(statement: Statement) -> Nothing | None:
    """What a statement wants to be free or gone, where that is one thing said plainly."""
    return _nothing(statement.text) if statement.type in WISHES else None


def numbered(clues: Mapping[str, Clues]) -> list[str]:
    """The statements that have a number at all, so that they may count things."""
    return [id_ for id_, one in clues.items() if one.said.counts or not _NUMBER_STEMS.isdisjoint(one.stems)]


def ending(clues: Mapping[str, Clues]) -> list[str]:
    """The statements that have a word for nothing at all, so that they may set something to that."""
    return [id_ for id_, one in clues.items() if not _NOTHING_STEMS.isdisjoint(one.stems)]


@lru_cache(maxsize=1 << 12)
def _nothing(text: str) -> Nothing | None:
    hit = _NOTHING.search(text)
    if hit is None or _FEARED.search(text[: hit.start()]):
        return None
    clause = clause_at(text, hit.start(), hit.end())
    if _TURNED.search(clause):
        return None
    before, _, after = clause.partition(hit[0])
    noun = _GIVEN_FREE.match(after) if hit[0].casefold() in ("gratis", "kosteloze", "free") else None
    if noun and not own(before):
        object_ = noun[0]
    elif parted := _PARTED.match(after) if hit[0].casefold().startswith("schaf") else None:
        object_ = parted["object"] if own(parted["object"]) else before  # "de leges schaffen we af"
    elif object_of := _OF_WHAT.match(after):
        object_ = _UP_TO.split(object_of["object"], maxsplit=1)[0]
    elif not telling(before.replace("maken", "")) or hit[0].casefold() in ("afschaffen", "schrappen"):
        object_ = _UP_TO.split(after if not own(before) else before, maxsplit=1)[0]
    else:
        object_ = clause
    if _MORE_THINGS.search(object_.strip()):
        return None
    of = tuple(one for one in (*own(object_), *sorted(map(stem, names(object_)))) if one not in _NO_OBJECT)
    return Nothing(of=of, words=hit[0]) if of else None
