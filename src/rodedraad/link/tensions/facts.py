"""Numbers of one thing that differ: amounts, things that are counted, and an amount against nothing at all."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from rodedraad.link.quantities import quantity
from rodedraad.link.tensions.counts import WISHES, Nothing, counts, nothing
from rodedraad.link.tensions.matter import stem, telling
from rodedraad.link.tensions.scope import (
    are_apart,
    clause_at,
    exclude,
    left,
    names,
    own,
    share_scope,
    years,
)
from rodedraad.link.tensions.tense import kind, kind_of
from rodedraad.records import Amount, Statement

ROUNDING_PERCENT = 5
"""Amounts closer than this differ by rounding ("ruim 9.000", "9.200")."""
ABOUT_PERCENT = 10
"""The same where a text says that it rounds ("circa 5.000", "5.300")."""
TIMES = 5
"""Amounts further apart than this are of two things, one a part of the other."""

_PEOPLE_WORDS = "mensen personen banen baan arbeidsplaatsen werknemers medewerkers employees people jobs fte"
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_LOOSE_WORDS = "euro procent percent % jaar uur maand maanden weken dagen meter km kilometer hectare ha m2 m3 graden"
_LOOSE = frozenset(_LOOSE_WORDS.split())
_RANGE = re.compile(
    r"\b(?:tussen|between) (?:de )?(?!(?:19|20)\d\d\b)[\d.,]+[^.]{0,20}? (?:en|and) [\d.,]+|\b(?!(?:19|20)\d\d\b)\d[\d.,]*\s?(?:-|–|tot|à|to)\s?\d|"
    r"\b(?:van|from) (?!(?:19|20)\d\d\b)[\d.,]+[^.;]{0,15} (?:tot|to) [\d.,]+",
    re.IGNORECASE,
)
"""A range holds what lies in it; which of its ends is meant, nobody knows."""
_FROM, _TO = (
    re.compile(r"\b(?:van|from)(?: \w+){0,3} $", re.IGNORECASE),
    re.compile(r"(?: \w+){0,2}? (?:naar|to) ", re.IGNORECASE),
)
_AGE = re.compile(r"leeftijd|\bage\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:subsidie\w*|bijdrage\w*|draagt\b.{0,40}\bbij|dragen\b.{0,40}\bbij|betaalt?\b.{0,40}\bmee|geeft|geven|steun|contribut\w*|grants?|subsid\w+)\b",
    re.IGNORECASE,
)
"""Money that somebody adds is not what the whole costs."""
_ABOUT = re.compile(
    r"\b(?:circa|ca\.|ongeveer|bijna|ruim|zo['’]n|rond(?: de)?|about|nearly|almost|some)\s$", re.IGNORECASE
)
_WHOLE = frozenset({"nederland"})
"""A name that says no more than a wish without a place does."""
BUDGET = 100_000
"""From so many euros on, an amount is a sum for all and no price."""
_OF_COSTS = re.compile(
    r"vergoed|korting|betaal|kosten|tarief|prijs|bijdrage|belast|accijns|btw|heffing|toeslag|\b(?:tax|price|cost|fee|paid|discount)",
    re.IGNORECASE,
)
"""A share that is of money: what is free cannot be a share of anything else."""
_SET_AT = re.compile(r"\b(?:naar|tot|op|van|maximaal|wordt|is|bedraagt|to|at|of)\s(?:\w+\s){0,2}$", re.IGNORECASE)
# How far along a wish is: paraphrases differ in these and want one thing.
_PROGRESS = frozenset(
    telling(
        "ontwikkeling ontwikkelen gefaseerd gefaseerde fasegewijs stappen benodigde benodigd kabinet regering zetten zet inzetten voorbereiden "
        "voorbereiding beginnen doorgaan realisatie realiseren komst aanleg aanleggen bouw bouwen snel spoedig mogelijk we wij willen"
    )
)
NARROW = 2
"""From so many times on, the lesser amount of the narrower sentence is a part of the larger one."""
_AT_LEAST = re.compile(
    r"(?:minstens|minimaal|ten minste|tenminste|meer dan|ruim|boven de|at least|more than|over|minimum)\s(?:van\s)?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:niet meer dan|niet hoger dan|hoogstens|maximaal|ten hoogste|hooguit|minder dan|onder de|tot|at most|less than|up to|maximum)\s(?:van\s)?$",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"\b(?:per jaar|jaarlijks\w*|elk jaar|per maand|per dag|per week|per huishouden|per woning|per inwoner|per hectare|extra|erbij|bovenop|resterende|minder|meer dan nu|gemiddeld\w*|annual\w*|per year|per persoon)\b",
    re.IGNORECASE,
)


def unequal(a: Statement, b: Statement) -> tuple[Amount, Amount] | None:
    """The one amount of each in a unit they share, where these cannot be the same number; None otherwise.

    Two sentences that name different years, places or bodies speak of different things; so do one that tells, one that
    reckons and one that means to, and one that counts per year or on top of something. Where a sentence has several
    amounts of the unit nobody knows which is meant.
    """
    if not a.amounts or not b.amounts:
        return None
    conflicts = []
    for one, other in product(standing(a), standing(b)):
        (value, unit), (as_much, of) = _counted(one), _counted(other)
        if unit == of:
            gap, sizes = abs(value - as_much), sorted((abs(value), abs(as_much)))
            if gap * 100 <= _rounding(a, one, b, other) * sizes[1]:
                return None
            if sizes[1] <= TIMES * sizes[0]:
                conflicts.append((one, other))
    if len(conflicts) != 1 or kind(a) != kind(b) or not share_scope(a, b):
        return None
    dates = years(a.text), years(b.text)
    if (dates[0] and dates[1] and not dates[0] & dates[1]) or aspects(a.text) != aspects(b.text):
        return None
    (one, other) = conflicts[0]
    low, high = ((a, one), (b, other)) if _counted(one)[0] < _counted(other)[0] else ((b, other), (a, one))
    if is_bounded(a, one, b, other) or _is_part(low, high):
        return None
    is_other = are_apart(a, b) or _RANGE.search(a.text) or _RANGE.search(b.text) or _steps(a, one) != _steps(b, other)
    is_given = one.unit == "euro" and bool(_GIVEN.search(a.text)) != bool(_GIVEN.search(b.text))
    return None if is_other or is_given else (one, other)


def standing(statement: Statement) -> tuple[Amount, ...]:
    """The amounts of a statement without those that it wants to leave: of "van 5.000 naar 4.000" the second counts."""
    if len(statement.amounts) < 2:
        return statement.amounts
    text = statement.text
    kept = []
    for amount in statement.amounts:
        at = text.find(amount.words)
        is_left = _FROM.search(text[:at]) is not None and _TO.match(text, at + len(amount.words)) is not None
        if not is_left:
            kept.append(amount)
    return tuple(kept)


def _rounding(a: Statement, one: Amount, b: Statement, other: Amount) -> int:
    """How far two amounts may differ and be one, in per cents: an age is not rounded."""
    if _is_about(a, one) or _is_about(b, other):
        return ABOUT_PERCENT
    return 0 if one.unit == "jaar" and _AGE.search(a.text) and _AGE.search(b.text) else ROUNDING_PERCENT


def _is_about(statement: Statement, amount: Amount) -> bool:
    at = statement.text.find(amount.words)
    return _ABOUT.search(statement.text[: max(at, 0)]) is not None


def _is_part(low: tuple[Statement, Amount], high: tuple[Statement, Amount]) -> bool:
    """Whether the lesser amount may be a part of the larger: its sentence names something more, the other nothing."""
    if _counted(high[1])[0] < NARROW * _counted(low[1])[0] or low[1].unit in ("%", "jaar"):
        return False
    more, less = left(own(low[0].text), _known(high[0])), left(own(high[0].text), _known(low[0]))
    return bool(more) and not less


def _known(statement: Statement) -> tuple[str, ...]:
    return tuple(telling(f"{statement.text} {statement.context or ''}"))


def _steps(statement: Statement, amount: Amount) -> str | None:
    """Whether something changes by an amount or to it; None where the text does not say."""
    at = statement.text.find(amount.words)
    words = statement.text[:at].rstrip().rpartition(" ")[2].casefold()
    return {"met": "by", "by": "by"}.get(words)


@lru_cache(maxsize=1 << 16)
def aspects(text: str) -> frozenset[str]:
    """What is counted of the thing: per year, in all, on top of something."""
    return frozenset(hit.casefold() for hit in _ASPECT.findall(text))


def _is_bound(side: tuple[Statement, Amount], words: re.Pattern[str]) -> bool:
    """Whether an amount is only a bound: "ten minste 10" does not deny 12."""
    statement, amount = side
    at = statement.text.find(amount.words)
    return at > 0 and words.search(statement.text[:at]) is not None


def is_loose(amount: Amount) -> bool:
    """Whether the unit measures anything at all, and does not say what is counted."""
    return amount.unit.casefold() in _LOOSE


def _counted(amount: Amount) -> tuple[float, str]:
    """How many of what: units of one kind are one, and so are words for people at work."""
    value, unit = quantity(amount)
    return value, "mensen" if unit.casefold() in _PEOPLE else stem(unit.casefold())


def counted_apart(a: Statement, b: Statement) -> tuple[Amount, Amount] | None:
    """The counts of one thing in two sentences, where each has one count of it and these differ by more than rounding.

    What is wanted besides in either sentence does not matter; another place, part or sort of the thing does.
    """
    mine, yours = counts(a), counts(b)
    if {one.unit for one in mine}.isdisjoint(one.unit for one in yours) or not share_scope(a, b):
        return None
    if {kind_of(a.text), kind_of(b.text)} & {"told", "reckoned"}:
        return None
    for one, other in product(mine, yours):
        if one.unit != other.unit or sum(x.unit == one.unit for x in mine) + sum(x.unit == one.unit for x in yours) > 2:
            continue
        low, high = sorted(((a, one), (b, other)), key=lambda side: side[1].value)
        if not _is_gap(low[1].value, high[1].value) or _is_bound(low, _AT_LEAST) or _is_bound(high, _AT_MOST):
            continue
        ours = clause_of(a, one), clause_of(b, other)
        dates = years(ours[0]), years(ours[1])
        if (
            exclude(*ours)
            or aspects(ours[0]) != aspects(ours[1])
            or (dates[0] and dates[1] and not dates[0] & dates[1])
        ):
            continue
        beside = [tuple(stem for stem in own(clause) if stem not in _PROGRESS) for clause in ours]
        is_elsewhere = bool((names(ours[0]) ^ names(ours[1])) - _WHOLE)
        if not is_elsewhere and not (left(beside[0], _known(b)) and left(beside[1], _known(a))):
            return one, other
    return None


def set_to_nothing(a: Statement, b: Statement) -> tuple[Amount, Amount] | None:
    """What the one gives for nothing, or ends, and the other sets at an amount: in the order of the two."""
    for free, priced, is_turned in ((nothing(a), b, False), (nothing(b), a, True)):
        if free is None or priced.type not in WISHES or nothing(priced) or not share_scope(a, b):
            continue
        for amount in priced.amounts:
            if _is_price(priced, amount, free):
                none = Amount(value=0.0, unit=amount.unit, words=free.words)
                return (amount, none) if is_turned else (none, amount)
    return None


def _is_price(statement: Statement, amount: Amount, free: Nothing) -> bool:
    """Whether an amount is what a thing costs or what share of it is paid, in the clause that names the thing."""
    if amount.unit not in ("euro", "%") or amount.value <= 0 or (amount.unit == "euro" and amount.value >= BUDGET):
        return False
    clause = clause_of(statement, amount)
    at = clause.find(amount.words)
    if not _SET_AT.search(clause[: max(at, 0)]) or (amount.unit == "%" and not _OF_COSTS.search(clause)):
        return False
    said = tuple(telling(clause))
    return all(any(one == other or other.endswith(one) for other in said) for one in free.of)


def clause_of(statement: Statement, amount: Amount) -> str:
    """The clause that an amount stands in."""
    at = max(statement.text.find(amount.words), 0)
    return clause_at(statement.text, at, at + len(amount.words))


def _is_gap(low: float, high: float) -> bool:
    return (high - low) * 100 > ROUNDING_PERCENT * high and high <= TIMES * low


def may_be_one(a: Statement, one: Amount, b: Statement, other: Amount) -> bool:
    """Whether two amounts are of unlike units, or one by rounding, or too far apart to be of one thing."""
    (value, unit), (as_much, of) = _counted(one), _counted(other)
    low, high = sorted((abs(value), abs(as_much)))
    return unit != of or (high - low) * 100 <= _rounding(a, one, b, other) * high or high > TIMES * low


def is_bounded(a: Statement, one: Amount, b: Statement, other: Amount) -> bool:
    """Whether the lesser is a least or the larger a most, so that both may hold."""
    low, high = ((a, one), (b, other)) if _counted(one)[0] < _counted(other)[0] else ((b, other), (a, one))
    return _is_bound(low, _AT_LEAST) or _is_bound(high, _AT_MOST)
