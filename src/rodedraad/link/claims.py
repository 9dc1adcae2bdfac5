"""What a statement claims beyond its words: which way it pulls, how much, and by when. It tells threads apart.

Two statements never say the same thing when they pull opposite ways, give other amounts of one kind, or name terms or
years that do not meet, whatever words they share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rodedraad.link.quantities import quantity
from rodedraad.link.tensions.sides import direction
from rodedraad.records import Pull, Statement

ROUNDING = 20
"""Amounts are the same that differ by at most one part in so many ("ruim 9.000", "9.200")."""

_FALLS_SHORT = re.compile(
    r"\bniet\s(?:\w+\s){0,2}?(?:ge)?(?:haald|halen|bereikt|bereiken|nagekomen)\b|\b(?:haal|haalt|halen)\b[^.;]{0,60}\bniet\b|"
    r"\bnot\s(?:be\s)?(?:met|reached|achieved)\b",
    re.IGNORECASE,
)
_SHORT_CUES = ("haal", "hal", "Haal", "Hal", "bereik", "nagekomen", "not ")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """``sign`` is the way of the whole, +1, -1 or 0; ``pulls`` are the plain ones; ``term`` is from and to, as ISO dates.

    ``falls_short`` is whether it says that something aimed at is not reached, which is not what the aim says.
    """

    sign: int
    pulls: tuple[Pull, ...]
    quantities: frozenset[tuple[float, str]]
    years: frozenset[str]
    term: tuple[str, str] | None
    falls_short: bool = False


def claim(statement: Statement, pulls: Sequence[Pull]) -> Claim:
    """What a statement claims that pulls so."""
    first, last = statement.deadline_from, statement.deadline_to
    return Claim(
        sign=direction(pulls).sign if pulls else 0,
        pulls=tuple(pull for pull in pulls if pull.is_plain),
        quantities=frozenset(map(quantity, statement.amounts)),
        years=frozenset(_YEAR.findall(statement.text)),
        term=(first, last) if first and last else None,
        falls_short=any(map(statement.text.__contains__, _SHORT_CUES))
        and _FALLS_SHORT.search(statement.text) is not None,
    )


def is_opposed(one: Claim, other: Claim) -> bool:
    """Whether two statements cannot be the same thing said twice."""
    if one.falls_short != other.falls_short:
        return True
    if one.sign * other.sign < 0 or _numbers_differ(one, other) or _terms_differ(one, other):
        return True
    return _shared(one, other, lambda a, b: a.sign != b.sign) > agreed(one, other)


def agreed(one: Claim, other: Claim) -> int:
    """At how many words at most both plainly pull the same way."""
    return _shared(one, other, lambda a, b: a.sign == b.sign)


def share_amount(one: Claim, other: Claim) -> bool:
    """Whether both name the same amount."""
    return not one.quantities.isdisjoint(other.quantities)


def _shared(one: Claim, other: Claim, which: Callable[[Pull, Pull], bool]) -> int:
    """At how many words at most two plain pulls have something in common, of those pairs."""
    if not one.pulls or not other.pulls:
        return 0
    pairs = ((a, b) for a in one.pulls for b in other.pulls if a.of == b.of and which(a, b))
    return max((len(a.stems & b.stems) for a, b in pairs), default=0)


def _numbers_differ(one: Claim, other: Claim) -> bool:
    """Whether both give an amount of one kind and none of these agree."""
    if not one.quantities or not other.quantities:
        return False
    values = [(a, b) for a, unit in one.quantities for b, of in other.quantities if unit == of]
    return bool(values) and not any(ROUNDING * abs(a - b) <= max(abs(a), abs(b)) for a, b in values)


def _terms_differ(one: Claim, other: Claim) -> bool:
    """Whether both name a term and these do not meet, or both name years and none in common."""
    if one.years and other.years and one.years.isdisjoint(other.years):
        return True
    if one.term is None or other.term is None:
        return False
    return one.term[1] < other.term[0] or other.term[1] < one.term[0]
