"""Numbers and terms of one thing that differ, and one task that is put with two: each found with its words."""

from __future__ import annotations

import re
from itertools import product

from rodedraad.link.tensions.matter import stem
from rodedraad.records import Amount, Statement

ROUNDING_PERCENT = 5
"""Amounts closer than this differ by rounding ("ruim 9.000", "9.200")."""
TIMES = 5
"""Amounts further apart than this are of two things, one a part of the other."""
MIN_DAYS = 180
"""Terms closer than half a year differ in how they are written."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TERM = re.compile(
    r"\b(?:(?P<early>begin|begin van|early)|(?P<late>eind|einde|eind van|end of)|(?P<before>voor|vóór|before)|in|by|uiterlijk(?: in)?|"
    r"medio|rond|vanaf) (?P<year>20\d\d)\b(?!\s?[-–]\s?20)",
    re.IGNORECASE,
)
_PEOPLE_WORDS = "mensen personen banen baan arbeidsplaatsen werknemers medewerkers employees people jobs fte"
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_LOOSE_WORDS = "euro procent percent % jaar uur maand maanden weken dagen meter km kilometer hectare ha m2 m3 graden"
_LOOSE = frozenset(_LOOSE_WORDS.split())
_DONE = re.compile(
    r"\b(?:gereed|klaar|af|opgeleverd|oplever\w*|dicht|sluit\w*|gesloten|open|opent|geopend|ligt|liggen|draait|draaien|voorzien|"
    r"bereikt|afgerond|overkapt|uit bedrijf|gestopt|stopt|gebouwd|vervangen|hebben|heeft|ready|completed?|closed?|operational|"
    r"klimaatneutraal|nul|halver\w*|afgeschaft|verboden|afgebouwd)\b",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"\b(?:per jaar|jaarlijks\w*|elk jaar|per maand|per dag|extra|erbij|minder|meer dan nu|gemiddeld\w*|annual\w*|per year|per persoon)\b",
    re.IGNORECASE,
)


def unequal(a: Statement, b: Statement) -> tuple[Amount, Amount] | None:
    """The first pair of amounts of one unit that cannot be the same number; None where any pair agrees.

    Two sentences that name different years speak of different moments; one that counts per year or on top of
    something does not count what the other counts.
    """
    if not a.amounts or not b.amounts:
        return None
    years = (set(_YEAR.findall(a.text)), set(_YEAR.findall(b.text)))
    if years[0] and years[1] and not years[0] & years[1]:
        return None
    if {hit.casefold() for hit in _ASPECT.findall(a.text)} != {hit.casefold() for hit in _ASPECT.findall(b.text)}:
        return None
    conflicts = []
    for one, other in product(a.amounts, b.amounts):
        if _unit(one) == _unit(other):
            gap, sizes = abs(one.value - other.value), sorted((abs(one.value), abs(other.value)))
            if gap * 100 <= ROUNDING_PERCENT * sizes[1]:
                return None
            if sizes[1] <= TIMES * sizes[0]:
                conflicts.append((one, other))
    return conflicts[0] if conflicts else None


def is_loose(amount: Amount) -> bool:
    """Whether the unit measures anything at all, and does not say what is counted."""
    return amount.unit.casefold() in _LOOSE


def _unit(amount: Amount) -> str:
    unit = amount.unit.casefold()
    return "mensen" if unit in _PEOPLE else stem(unit)


def term(statement: Statement) -> tuple[int, str] | None:
    """The last day of the one term in a sentence, as days of about a year's 360, with its words."""
    text = statement.text
    if not statement.deadline and "20" not in text:
        return None
    if len(set(_YEAR.findall(text))) > 1 or not _DONE.search(text):
        return None
    if statement.deadline_to and statement.deadline:
        year, month, day = (int(part) for part in statement.deadline_to.split("-"))
        return year * 360 + month * 30 + day, statement.deadline
    if hit := _TERM.search(text):
        year = int(hit["year"])
        return year * 360 + (90 if hit["early"] else 0 if hit["before"] else 360), hit[0]
    return None


def terms_differ(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The words of two terms that lie apart."""
    one, other = term(a), term(b)
    return (one[1], other[1]) if one and other and abs(one[0] - other[0]) >= MIN_DAYS else None
