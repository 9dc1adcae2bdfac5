"""What an amount is set for, by the words right beside it: "het minimumloon naar 18 euro", "vanaf 16 jaar stemmen".

Long sentences say several things, so their words as a whole tell little of what an amount is set for. The words beside it
do, where a preposition or a plain verb leads to the amount. Two wishes that set unlike amounts for one thing in this sense
conflict, whatever else they say; where they name no more than a word of measure (an age, a rate) nothing is compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rodedraad.link.tensions.counts import WISHES
from rodedraad.link.tensions.facts import BUDGET, aspects, clause_of, is_bounded, may_be_one, standing
from rodedraad.link.tensions.matter import telling
from rodedraad.link.tensions.scope import exclude, is_akin, left, light, own_names, share_scope, years
from rodedraad.link.tensions.tense import kind_of
from rodedraad.records import Amount, Statement

BEFORE, AFTER = 5, 4
"""Telling words before and after an amount that say what it is set for."""
MOST_LEFT = 1
"""What one of the two may name besides."""
_LEADS = re.compile(
    r"\b(?:naar|op|tot|van|wordt|worden|is|zijn|bedraagt|blijft|vanaf|onder|boven|maximaal|minimaal|pas|to|at|of|from|under|over)\s(?:\w+\s)?$|^\W*$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s(?:en|and|of|or)\s|,")
_WHO = re.compile(r"\b(?:die|waarvan|who|which)\s$", re.IGNORECASE)
"""What follows speaks of some of those that were named, and the names of which some stand before it."""
# Words that say that something is measured or changed, and not of what.
_MEASURES = frozenset(
    telling(
        "leeftijd leeftijdsgrens minimumleeftijd leeftijdsgrenzen grens tarief norm percentage hoogte bedrag bedragen maximum minimum drempel "
        "vergoeding bijdrage budget uitgaven doel aandeel aantal belasting age limit rate threshold share tax"
    )
)
_CHANGES = frozenset(
    telling(
        "verhogen verhoging verhoogd verhoogt verlagen verlaging verlaagd verlaagt omhoog omlaag stijgen dalen ingesteld instellen invoeren "
        "invoering vastgesteld gelden geldt stellen stelt streven jaarlijks structureel direct boven daarnaast hierbij waaronder bijvoorbeeld "
        "kabinet bevriezen handhaven behouden vast wettelijk wettelijke stapsgewijs stappen huidige pas bruto netto daarom "
        "raise lower introduce keep"
    )
)


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount with what it is set for, and the clause that it stands in."""

    amount: Amount
    clause: str
    of: tuple[str, ...]


def limits(statement: Statement) -> tuple[Limit, ...]:
    """What a wish sets amounts for; a clause with two amounts of one unit tells nothing."""
    if statement.type not in WISHES or not statement.amounts or kind_of(statement.text) in ("told", "reckoned"):
        return ()
    found = []
    for amount in standing(statement):
        clause = clause_of(statement, amount)
        alike = [one for one in statement.amounts if one.unit == amount.unit and one.words in clause]
        is_part = _WHO.search(statement.text[: max(statement.text.find(clause), 0)]) is not None
        of = _set_for(clause, amount.words) if len(alike) == 1 and not is_part else ()
        if of := tuple(one for one in of if one not in own_names(statement)):
            found.append(Limit(amount=amount, clause=clause, of=of))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def _set_for(clause: str, words: str) -> tuple[str, ...]:
    before, _, after = clause.partition(words)
    if not _LEADS.search(before):
        return ()
    beside = telling(before)[-BEFORE:] + telling(_NEXT.split(after, maxsplit=1)[0])[:AFTER]
    return tuple(one for one in beside if one not in _CHANGES and one not in _MEASURES and one not in light())


def limits_apart(a: Statement, b: Statement) -> tuple[Amount, Amount] | None:
    """The amounts of two limits that are set for one thing and cannot both hold."""
    if {one.unit for one in a.amounts}.isdisjoint(one.unit for one in b.amounts):
        return None
    for one, other in product(limits(a), limits(b)):
        if may_be_one(a, one.amount, b, other.amount) or is_bounded(a, one.amount, b, other.amount):
            continue
        if not any(is_akin(mine, yours) for mine in one.of for yours in other.of):
            continue
        more = _unnamed(one, other, b), _unnamed(other, one, a)
        most = 0 if one.amount.unit == "euro" and one.amount.value >= BUDGET else MOST_LEFT
        when = years(one.clause), years(other.clause)
        if (more[0] and more[1]) or len(more[0]) + len(more[1]) > most or (when[0] and when[1] and when[0] != when[1]):
            continue
        is_one = aspects(one.clause) == aspects(other.clause) and share_scope(a, b)
        if is_one and not exclude(one.clause, other.clause):
            return one.amount, other.amount
    return None


def _unnamed(one: Limit, other: Limit, by: Statement) -> tuple[str, ...]:
    """What one limit is set for and the clause and the heading of the other do not name."""
    return left(one.of, tuple(telling(f"{other.clause} {by.context or ''}")))
