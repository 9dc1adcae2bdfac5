"""Numbers and terms of one thing that differ, and one task that is put with two: each found with its words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from rodedraad.link.quantities import quantity
from rodedraad.link.tensions.matter import stem, telling
from rodedraad.link.tensions.scope import are_apart, left, main_clause, own, share_scope
from rodedraad.records import Amount, Statement

ROUNDING_PERCENT = 5
"""Amounts closer than this differ by rounding ("ruim 9.000", "9.200")."""
ABOUT_PERCENT = 10
"""The same where a text says that it rounds ("circa 5.000", "5.300")."""
TIMES = 5
"""Amounts further apart than this are of two things, one a part of the other."""
MIN_DAYS = 180
"""Terms closer than half a year differ in how they are written."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TERM = re.compile(
    r"\b(?:(?P<early>begin|begin van|early)|(?P<late>eind|einde|eind van|end of)|(?P<before>voor|vóór|before)|in|by|uiterlijk(?: in)?|"
    r"medio|rond|vanaf|(?:in |eind |uiterlijk (?:in )?)?(?:\d{1,2} )?(?P<month>januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)) (?P<year>20\d\d)\b(?!\s?[-–]\s?20)",
    re.IGNORECASE,
)
_MONTH_WORDS = "januari februari maart april mei juni juli augustus september oktober november december"
MONTHS = tuple(_MONTH_WORDS.split())
_PEOPLE_WORDS = "mensen personen banen baan arbeidsplaatsen werknemers medewerkers employees people jobs fte"
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_LOOSE_WORDS = "euro procent percent % jaar uur maand maanden weken dagen meter km kilometer hectare ha m2 m3 graden"
_LOOSE = frozenset(_LOOSE_WORDS.split())
# What happens by a term: only terms of one and the same event can exclude one another.
_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "closed",
            r"dicht|sluit\w*|gesloten|sluiting|uit bedrijf|gestopt|stopt|stoppen|stilgelegd|beëindigd|closed?|closes|closing",
        ),
        ("neutral", r"\w*neutraal|nul|circulair|fossielvrij|aardgasvrij|neutral|net zero"),
        ("halved", r"halver\w*|gehalveerd|halved?"),
        ("clean", r"zonder uitstoot|uitstootvrij|emissievrij|emissieloos|emission free"),
        (
            "forbidden",
            r"afgeschaft|schaf\w*(?= .*\baf\b)|verboden|afgebouwd|uitgefaseerd|uitgebannen|abolished|banned|phased out",
        ),
        ("started", r"begint|beginnen|start|starten|van start|begins?|starts?"),
        ("running", r"open|opent|geopend|draait|draaien|operationeel|in gebruik|opened|opens|operational"),
        ("reached", r"gehaald|behaald|bereikt|achieved|reached"),
        (
            "ready",
            r"gereed|klaar|af|opgeleverd|oplever\w*|levert\b.*\bop|ligt|liggen|voorzien|bereikt|afgerond|overkapt|gebouwd|vervangen|versterkt|hebben|heeft|ready|completed?",
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
            r"was|waren|werd|werden|had|hadden|kwam|kwamen|werkten|telden|woonden|leefden|kostte|kostten|zou|zouden|vroeger|voorheen|stootte\w*|bedroeg|bedroegen|telde|gemeten|steeg|daalde|were|emitted|measured",
        ),
        (
            "meant",
            r"willen|wil|streven|streeft|doel\w*|ambitie|moet|moeten|dient|dienen|zal|zullen|gaan (?:wij |we )?uit van|bouwen|komen er|er komen|norm|plafond|want|aim|goal|target|must|should|will|shall",
        ),
    )
)
_RANGE = re.compile(
    r"\b(?:tussen|between) (?:de )?(?!(?:19|20)\d\d\b)[\d.,]+[^.]{0,20}? (?:en|and) [\d.,]+|\b(?!(?:19|20)\d\d\b)\d[\d.,]*\s?(?:-|–|tot|à|to)\s?\d|"
    r"\b(?:van|from) (?!(?:19|20)\d\d\b)[\d.,]+[^.;]{0,15} (?:tot|to) [\d.,]+",
    re.IGNORECASE,
)
"""A range holds what lies in it; which of its ends is meant, nobody knows."""
_GIVEN = re.compile(
    r"\b(?:subsidie\w*|bijdrage\w*|draagt\b.{0,40}\bbij|dragen\b.{0,40}\bbij|betaalt?\b.{0,40}\bmee|geeft|geven|steun|contribut\w*|grants?|subsid\w+)\b",
    re.IGNORECASE,
)
"""Money that somebody adds is not what the whole costs."""
_ABOUT = re.compile(
    r"\b(?:circa|ca\.|ongeveer|bijna|ruim|zo['’]n|rond(?: de)?|about|nearly|almost|some)\s$", re.IGNORECASE
)
_NOT_BEFORE = re.compile(
    r"\b(?:niet voor|niet vóór|niet eerder dan|op zijn vroegst|niet before|not before|liefst|bij voorkeur|preferably|open tot|blijft tot|until|tot en met)\b",
    re.IGNORECASE,
)
"""Terms that hold from a day on, or up to it, or that are only hoped for."""
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
    conflicts = []
    for one, other in product(a.amounts, b.amounts):
        (value, unit), (as_much, of) = _counted(one), _counted(other)
        if unit == of:
            gap, sizes = abs(value - as_much), sorted((abs(value), abs(as_much)))
            if (
                gap * 100
                <= (ABOUT_PERCENT if _is_about(a, one) or _is_about(b, other) else ROUNDING_PERCENT) * sizes[1]
            ):
                return None
            if sizes[1] <= TIMES * sizes[0]:
                conflicts.append((one, other))
    if len(conflicts) != 1 or not _are_of_one_kind(a, b) or not share_scope(a.text, b.text):
        return None
    years = _years(a.text), _years(b.text)
    if (years[0] and years[1] and not years[0] & years[1]) or _aspects(a.text) != _aspects(b.text):
        return None
    (one, other) = conflicts[0]
    low, high = ((a, one), (b, other)) if _counted(one)[0] < _counted(other)[0] else ((b, other), (a, one))
    if _is_bound(low, _AT_LEAST) or _is_bound(high, _AT_MOST) or _is_part(low, high):
        return None
    is_other = are_apart(a, b) or _RANGE.search(a.text) or _RANGE.search(b.text) or _steps(a, one) != _steps(b, other)
    is_given = one.unit == "euro" and bool(_GIVEN.search(a.text)) != bool(_GIVEN.search(b.text))
    return None if is_other or is_given else (one, other)


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
    hit = None if statement.deadline else _TERM.search(text)
    if len(_years(text)) > 1 or not (statement.deadline or (hit and _events(text))) or _NOT_BEFORE.search(text):
        return None
    if statement.deadline_to and statement.deadline:
        year, month, day = (int(part) for part in statement.deadline_to.split("-"))
        return year * 360 + month * 30 + day, statement.deadline
    if hit := hit or _TERM.search(text):
        year = int(hit["year"])
        if hit["month"]:
            return year * 360 + 30 * MONTHS.index(hit["month"].casefold()) + 30, hit[0]
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
    if not share_scope(a.text, b.text) or are_apart(a, b):
        return None
    events = _events(main_clause(a.text)), _events(main_clause(b.text))
    if ("started" in events[0]) != ("started" in events[1]):
        return None
    if not events[0] & events[1] and (events[0] or events[1] or not _is_same_but_for_term(a, b)):
        return None
    is_told = ("told" in (_kind(a), _kind(b))) and _kind(a) != _kind(b)
    return None if is_told else (one[1], other[1])


def _is_same_but_for_term(a: Statement, b: Statement) -> bool:
    """Whether two sentences say the same word for word, or in words of the same roots, but for when.

    Not where they count something or tell what was: then it is the years that differ, and both are true.
    """
    if a.amounts or b.amounts or "told" in (_kind(a), _kind(b)):
        return False
    one, other = tuple(telling(main_clause(a.text))), tuple(telling(main_clause(b.text)))
    return not left(one, other) and not left(other, one)
