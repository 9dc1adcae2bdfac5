"""By how much something is to fall or rise in a year: targets of one year for one thing that differ.

"The emissions fall by 55 per cent in 2030" and "in 2030 60 per cent less emissions" share a word that half of a dossier
has, and a year. That is enough only where neither clause names anything else: the emissions of a sector are not those
of the country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rodedraad.link.tensions.matter import stem, telling
from rodedraad.link.tensions.scope import clause_at, exclude, left, names, own, years
from rodedraad.link.tensions.tense import kind_of
from rodedraad.records import Amount, Statement

_CHANGES = re.compile(
    r"verminder\w*|\w*vermindering|\w*reductie|reducer\w*|gereduceerd|beperk\w*|daling|daalt|dalen|gedaald|omlaag|minder|lager|afgenomen|afneemt|"
    r"teruggebracht|terugbreng\w*|terugdring\w*|teruggedrongen|bespar\w*|reduc\w+|cut|lower|fall\w*|less",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:minstens|minimaal|ten ?minste|meer dan|ruim|zeker|maximaal|hoogstens|hooguit|ten hoogste|tot wel|at least|at most|up to|more than|over)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_GAS = re.compile(r"\bCO2|\bCO₂|broeikasgas", re.IGNORECASE)
_PREFIX = re.compile(r"\bCO[2₂]-", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:ten opzichte van|t\.o\.v\.|vergeleken met|sinds|compared (?:to|with)|relative to|since)\s(?:\w+\s){0,2}(?:19|20)\d\d"
)
_WHOLE = frozenset(
    telling(
        "nederland nederlandse nationaal nationale landelijk landelijke land samenleving streeft streven ernaar klimaatdoel klimaatdoelen doel "
        "co2 broeikasgassen broeikasgas behaald behalen bereiken bereikt national society"
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """An amount by which something changes in one year, with what the clause names besides."""

    amount: Amount
    year: str
    clause: str
    of: frozenset[str]


def targets(statement: Statement) -> tuple[Target, ...]:
    """The targets in per cents of a statement: one per clause that names one year, one share and a change."""
    if "20" not in statement.text or all(amount.unit != "%" for amount in statement.amounts):
        return ()
    if not years(statement.text) or not _CHANGES.search(statement.text):
        return ()
    return tuple(
        target
        for amount in statement.amounts
        if amount.unit == "%" and (target := _target(statement.text, amount)) is not None
    )


@lru_cache(maxsize=1 << 12)
def _target(text: str, amount: Amount) -> Target | None:
    at = text.find(amount.words)
    clause = _SINCE.sub(" ", clause_at(text, max(at, 0), max(at, 0) + len(amount.words)))
    when = years(clause)
    place = clause.find(amount.words)
    if len(when) != 1 or place < 0 or clause.count("%") + clause.count("procent") != 1 or not _CHANGES.search(clause):
        return None
    if _BOUND.search(clause[:place]) or kind_of(text) in ("told", "reckoned"):
        return None
    return Target(amount=amount, year=min(when), clause=clause, of=_named(clause))


def _named(clause: str) -> frozenset[str]:
    plain = _CHANGES.sub(" ", _PREFIX.sub("", clause))
    found = {one for one in own(plain) if one not in _WHOLE}
    if _GAS.search(clause):
        found.add(stem("uitstoot"))
    return frozenset(found | {name for name in names(plain) if name not in ("nederland", "co2", "co2-")})


def targets_apart(a: Statement, b: Statement) -> tuple[Amount, Amount] | None:
    """The amounts of two targets of one year for one thing, where neither clause names anything that the other does not."""
    for one, other in product(targets(a), targets(b)):
        if (
            one.year != other.year
            or abs(one.amount.value - other.amount.value) < LEAST_POINTS
            or not one.of
            or not other.of
        ):
            continue
        is_one = not left(tuple(one.of), tuple(other.of)) and not left(tuple(other.of), tuple(one.of))
        if is_one and not exclude(one.clause, other.clause):
            return one.amount, other.amount
    return None


LEAST_POINTS = 3
"""Shares of a hundred that are closer may be one, rounded."""
