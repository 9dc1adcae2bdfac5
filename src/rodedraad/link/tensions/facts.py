"""Numbers and terms of one thing that differ, and one task that is put with two: each found with its words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from rodedraad.link.quantities import quantity
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
# What happens by a term: only terms of one and the same event can exclude one another.
_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("closed", r"dicht|sluit\w*|gesloten|sluiting|uit bedrijf|gestopt|stopt|stoppen|stilgelegd|closed?|closing"),
        ("neutral", r"\w*neutraal|nul|halver\w*|gehalveerd|circulair|fossielvrij|aardgasvrij|neutral|net zero|halved?"),
        ("forbidden", r"afgeschaft|verboden|afgebouwd|uitgefaseerd|abolished|banned|phased out"),
        ("running", r"open|opent|geopend|draait|draaien|operationeel|in gebruik|van start|opened|opens|operational"),
        (
            "ready",
            r"gereed|klaar|af|opgeleverd|oplever\w*|ligt|liggen|voorzien|bereikt|afgerond|overkapt|gebouwd|vervangen|hebben|heeft|ready|completed?",
        ),
    )
)
_NO_EVENT = re.compile(
    r"\b(?:hebben|heeft|have|has) (?:\w+ ){0,2}(?:ambitie|doel|wens|plan|afgesproken|besloten|toegezegd|ambition|goal)\b",
    re.IGNORECASE,
)
# What kind of number or term it is: told of what was, reckoned, or meant to be. Unlike kinds do not contradict.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "reckoned",
            r"schat\w*|geschat\w*|raming\w*|ramen|raamt|geraamd\w*|verwacht\w*|verwachting|prognos\w*|berekening|projection|expect\w*|estimate\w*|forecast\w*|naar schatting",
        ),
        (
            "told",
            r"was|waren|werd|werden|had|hadden|kwam|kwamen|stootte\w*|bedroeg|bedroegen|telde|gemeten|steeg|daalde|were|emitted|measured",
        ),
        (
            "meant",
            r"willen|wil|streven|streeft|doel\w*|ambitie|moet|moeten|dient|dienen|zal|zullen|gaan (?:wij |we )?uit van|bouwen|komen er|er komen|norm|plafond|want|aim|goal|target|must|should|will|shall",
        ),
    )
)
_AT_LEAST = re.compile(
    r"(?:minstens|minimaal|ten minste|tenminste|meer dan|ruim|boven de|at least|more than|over|minimum)\s(?:van\s)?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:hoogstens|maximaal|ten hoogste|hooguit|minder dan|onder de|tot|at most|less than|up to|maximum)\s(?:van\s)?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;(’'] )[A-ZÀ-Þ][\w’'-]{2,}|^[A-ZÀ-Þ]\w{2,}(?:se|ische)\b(?= [a-zà-ÿ])")
_PERIOD_WORDS = """
    januari februari maart april mei juni juli augustus september oktober november december january february march may
    june july august october
"""
_PERIOD_NAMES = frozenset(_PERIOD_WORDS.split())
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
    conflicts = []
    for one, other in product(a.amounts, b.amounts):
        (value, unit), (as_much, of) = _counted(one), _counted(other)
        if unit == of:
            gap, sizes = abs(value - as_much), sorted((abs(value), abs(as_much)))
            if gap * 100 <= ROUNDING_PERCENT * sizes[1]:
                return None
            if sizes[1] <= TIMES * sizes[0]:
                conflicts.append((one, other))
    if len(conflicts) != 1 or not _are_of_one_kind(a, b) or not _share_scope(a.text, b.text):
        return None
    years = _years(a.text), _years(b.text)
    if (years[0] and years[1] and not years[0] & years[1]) or _aspects(a.text) != _aspects(b.text):
        return None
    (one, other) = conflicts[0]
    low, high = ((a, one), (b, other)) if _counted(one)[0] < _counted(other)[0] else ((b, other), (a, one))
    return None if _is_bound(low, _AT_LEAST) or _is_bound(high, _AT_MOST) else (one, other)


@lru_cache(maxsize=1 << 16)
def _years(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text))


@lru_cache(maxsize=1 << 16)
def _aspects(text: str) -> frozenset[str]:
    """What is counted of the thing: per year, in all, on top of something."""
    return frozenset(hit.casefold() for hit in _ASPECT.findall(text))


def _is_bound(side: tuple[Statement, Amount], words: re.Pattern[str]) -> bool:
    """Whether an amount is only a bound: "ten minste 10" does not deny 12."""
    statement, amount = side
    at = statement.text.find(amount.words)
    return at > 0 and words.search(statement.text[:at]) is not None


def _are_of_one_kind(a: Statement, b: Statement) -> bool:
    """Whether both tell what was, both reckon, both mean it to be, or both just say it."""
    return _kind(a) == _kind(b)


def _kind(statement: Statement) -> str:
    return _kind_of(statement.text) or ("meant" if statement.deadline else "said")


@lru_cache(maxsize=1 << 16)
def _kind_of(text: str) -> str | None:
    return next((name for name, words in _KINDS if words.search(text)), None)


def _share_scope(a: str, b: str) -> bool:
    """Whether both may speak of one place or body: names that stand in both, or in only one of them."""
    one, other = _names(a), _names(b)
    return not one or not other or bool(one & other)


@lru_cache(maxsize=1 << 16)
def _names(text: str) -> frozenset[str]:
    """The names in a sentence, its first word left out where that may be any word."""
    names = (hit.casefold().rstrip("’'s") for hit in _NAME.findall(text))
    return frozenset(name for name in names if name not in _PERIOD_NAMES)


def is_loose(amount: Amount) -> bool:
    """Whether the unit measures anything at all, and does not say what is counted."""
    return amount.unit.casefold() in _LOOSE


def _counted(amount: Amount) -> tuple[float, str]:
    """How many of what: units of one kind are one, and so are words for people at work."""
    value, unit = quantity(amount)
    return value, "mensen" if unit.casefold() in _PEOPLE else stem(unit.casefold())


def term(statement: Statement) -> tuple[int, str] | None:
    """The last day of the one term in a sentence, as days of about a year's 360, with its words."""
    text = statement.text
    if not statement.deadline and "20" not in text:
        return None
    if len(_years(text)) > 1 or not _events(text):
        return None
    if statement.deadline_to and statement.deadline:
        year, month, day = (int(part) for part in statement.deadline_to.split("-"))
        return year * 360 + month * 30 + day, statement.deadline
    if hit := _TERM.search(text):
        year = int(hit["year"])
        return year * 360 + (90 if hit["early"] else 0 if hit["before"] else 360), hit[0]
    return None


@lru_cache(maxsize=1 << 16)
def _events(text: str) -> frozenset[str]:
    """What happens in a sentence by its term."""
    plain = _NO_EVENT.sub(" ", text)
    return frozenset(name for name, words in _EVENTS if words.search(plain))


def terms_apart(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The words of two terms of one event that lie apart."""
    one, other = term(a), term(b)
    if not one or not other or abs(one[0] - other[0]) < MIN_DAYS:
        return None
    is_one_event = bool(_events(a.text) & _events(b.text)) and _share_scope(a.text, b.text)
    is_told = ("told" in (_kind(a), _kind(b))) and _kind(a) != _kind(b)
    return (one[1], other[1]) if is_one_event and not is_told else None
