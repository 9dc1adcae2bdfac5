"""Terms of one event that lie apart: by when each sentence, or each clause with a year of its own, says that it happens.

Terms conflict only where one and the same thing happens to the same: what closes is not what opens. What is to be neutral
or without emissions is a goal that many texts set for unlike things, so there both must name the same bearer: a
climate neutral country is not a climate neutral fleet, but it is a climate neutral society.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rodedraad.link.tensions.matter import telling
from rodedraad.link.tensions.scope import (
    are_apart,
    clauses,
    exclude,
    is_akin,
    left,
    main_clause,
    names,
    own,
    share_scope,
    years,
)
from rodedraad.link.tensions.tense import kind
from rodedraad.records import Statement

MIN_DAYS = 180
"""Terms closer than half a year differ in how they are written."""

_TERM = re.compile(
    r"\b(?:(?P<early>begin|begin van|early)|(?P<late>eind|einde|eind van|end of)|(?P<before>voor|vóór|before)|in|per|tegen|by|uiterlijk(?: in)?|"
    r"medio|rond|vanaf|(?:in |eind |uiterlijk (?:in )?)?(?:\d{1,2} )?(?P<month>januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)) (?P<year>20\d\d)\b(?!\s?[-–]\s?20)",
    re.IGNORECASE,
)
_MONTH_WORDS = "januari februari maart april mei juni juli augustus september oktober november december"
MONTHS = tuple(_MONTH_WORDS.split())
# What happens by a term: only terms of one and the same event can exclude one another.
_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "closed",
            r"dicht|sluit\w*|gesloten|sluiting|uit bedrijf|gestopt|stopt|stoppen|stilgelegd|beëindigd|closed?|closes|closing",
        ),
        ("neutral", r"\w*neutra(?:al|le)|nul|circulaire?|fossielvrije?|aardgasvrije?|neutral|net zero"),
        ("halved", r"halver\w*|gehalveerd|halved?"),
        ("clean", r"zonder uitstoot|(?:uitstoot|emissie)vrije?|emissielo(?:os|ze)|(?:emission free|zero.emission)"),
        (
            "forbidden",
            r"afgeschaft|afschaf\w*|schaf\w*(?= .*\baf\b)|verbod|verboden|verbied\w*|afgebouwd|afbouwen|uitgefaseerd|uitfaser\w*|uitgebannen|abolished|banned?|phased out",
        ),
        ("started", r"begint|beginnen|start|starten|van start|begins?|starts?"),
        ("running", r"open|opent|geopend|draait|draaien|operationeel|in gebruik|opened|opens|operational"),
        ("reached", r"gehaald|behaald|bereikt|halen|haalt|behalen|bereiken|achieved?|reach(?:ed)?"),
        (
            "ready",
            r"gereed|klaar|af|opgeleverd|oplever\w*|levert\b.*\bop|ligt|liggen|voorzien|bereikt|afgerond|overkapt|gebouwd|vervangen|versterkt|hebben|heeft|ready|completed?",
        ),
    )
)
GOALS = frozenset({"neutral", "clean"})
"""Events that are set for unlike things in one breath, so that the bearer must be the same."""
AIMED = GOALS | {"halved", "forbidden", "closed", "reached"}
"""Events by which a clause alone is compared, whatever else the sentences share, where both name the same and nothing else."""
_NO_EVENT = re.compile(
    r"\b(?:hebben|heeft|have|has) (?:\w+ ){0,2}(?:ambitie|doel|wens|plan|afgesproken|besloten|toegezegd|ambition|goal)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:niet voor|niet vóór|niet eerder dan|op zijn vroegst|niet before|not before|liefst|bij voorkeur|preferably|open tot|blijft tot|until|tot en met)\b",
    re.IGNORECASE,
)
"""Terms that hold from a day on, or up to it, or that are only hoped for."""
_AND = re.compile(r"\s(?:en|and)\s|,", re.IGNORECASE)
_BESIDE = re.compile(r"(\w+(?:neutrale|vrije|loze|circulaire)) (?:én|en|and) \w+e(?= \w)", re.IGNORECASE)
"""A second adjective beside the goal says no more of whom it is."""
# The country as a whole, by whatever word; a goal of these is one goal.
_WHOLE = frozenset(telling("samenleving land society country"))
_WHOLE_NAMES = frozenset({"nederland"})
_NEUTRAL = re.compile(r"neutra|circul|fossielvrij|aardgasvrij")
_EUROPE = re.compile(r"\bEurop\w+|\bEU\b")
_MEASURE = re.compile(
    r"%|\b(?:procent|percent|tussendoel\w*|deels|grotendeels|helft|meeste|mostly|half)\b", re.IGNORECASE
)
_SORT = re.compile(r"\b(?:nieuwe?|new|bestaande?|existing|eigen|own)\b", re.IGNORECASE)
_GOAL_WORDS = frozenset(
    telling(
        "doel doelen doelstelling ambitie streven uiteindelijke uiterlijk emissieloos emissieloze emissievrij emissievrije uitstootvrij "
        "uitstootvrije uitstoot realiseren bereiken verplichting helemaal geheel volledig moment betekent society"
    )
)


@dataclass(frozen=True, slots=True)
class Term:
    """A last day, as days of about a year's 360, with its words and the clause that it stands in."""

    day: int
    words: str
    clause: str
    is_whole: bool


def terms(statement: Statement) -> tuple[Term, ...]:
    """The one term of a sentence; or, where it has several years, those of its clauses that have one and say what happens."""
    text = statement.text
    if not statement.deadline and "20" not in text:
        return ()
    if len(years(text)) > 1:
        return _by_clause(text)
    hit = None if statement.deadline else _TERM.search(text)
    if not (statement.deadline or (hit and _events(text))) or _NOT_BEFORE.search(text):
        return ()
    if statement.deadline_to and statement.deadline:
        year, month, day = (int(part) for part in statement.deadline_to.split("-"))
        return (Term(year * 360 + month * 30 + day, statement.deadline, text, is_whole=True),)
    if hit := hit or _TERM.search(text):
        return (Term(_day(hit), hit[0], text, is_whole=True),)
    return ()


@lru_cache(maxsize=1 << 12)
def _by_clause(text: str) -> tuple[Term, ...]:
    if not _events(text) & AIMED or _NOT_BEFORE.search(text):
        return ()
    return tuple(
        Term(_day(hit), hit[0], clause, is_whole=False)
        for clause in clauses(text)
        if len(years(clause)) == 1 and (hit := _TERM.search(clause)) and _events(clause) & AIMED
    )


def _day(hit: re.Match[str]) -> int:
    year = int(hit["year"])
    if hit["month"]:
        return year * 360 + 30 * MONTHS.index(hit["month"].casefold()) + 30
    return year * 360 + (90 if hit["early"] else 0 if hit["before"] else 360)


def goals(statement: Statement) -> frozenset[str]:
    """The goals with a term that a statement sets."""
    return frozenset().union(*(_events(term.clause) & AIMED for term in terms(statement)))


@lru_cache(maxsize=1 << 16)
def _events(text: str) -> frozenset[str]:
    """What happens in a sentence by its term."""
    plain = _NO_EVENT.sub(" ", text)
    return frozenset(name for name, words in _EVENTS if words.search(plain))


def terms_apart(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The words of two terms of one event that lie apart."""
    one, other = terms(a), terms(b)
    if len(one) != 1 or len(other) != 1 or not (one[0].is_whole and other[0].is_whole):
        return None
    if abs(one[0].day - other[0].day) < MIN_DAYS or not share_scope(a, b) or are_apart(a, b):
        return None
    events = _events(main_clause(a.text)), _events(main_clause(b.text))
    if ("started" in events[0]) != ("started" in events[1]):
        return None
    if not events[0] & events[1] and (events[0] or events[1] or not _is_same_but_for_term(a, b)):
        return None
    if events[0] & events[1] & GOALS and not _may_be_one(a, b):
        return None
    is_told = ("told" in (kind(a), kind(b))) and kind(a) != kind(b)
    return None if is_told else (one[0].words, other[0].words)


def goals_apart(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The words of two terms of one goal for one bearer that lie apart."""
    if not goals(a) & goals(b) or "told" in (kind(a), kind(b)):
        return None
    for one, other in product(_goals(a), _goals(b)):
        events = _events(one.clause), _events(other.clause)
        is_one_event = events[0] & events[1] & AIMED and ("started" in events[0]) == ("started" in events[1])
        if abs(one.day - other.day) >= MIN_DAYS and is_one_event:
            bearers = _bearer(one.clause), _bearer(other.clause)
            is_one = bearers[0] and bearers[1] and _is_one(*bearers)
            if is_one and _goal(one.clause) == _goal(other.clause) and not exclude(one.clause, other.clause):
                return one.words, other.words
    return None


def _may_be_one(a: Statement, b: Statement) -> bool:
    """Whether two sentences that set a goal name one bearer, or one of them none."""
    one, other = (_bearer(_trimmed(main_clause(statement.text))) for statement in (a, b))
    return not one or not other or _is_one(one, other)


def _goals(statement: Statement) -> Iterator[Term]:
    for term in terms(statement):
        for clause in clauses(term.clause):
            if term.words in clause and _events(clause) & AIMED and not _MEASURE.search(clause):
                yield Term(term.day, term.words, _trimmed(clause), is_whole=False)


def _goal(clause: str) -> frozenset[str]:
    """Which goal is set: neutral in what, or without emissions."""
    return frozenset(filter(_NEUTRAL.search, telling(clause))) or frozenset(_events(clause) & AIMED)


def _is_one(one: frozenset[str], other: frozenset[str]) -> bool:
    return not left(tuple(one), tuple(other)) and not left(tuple(other), tuple(one))


@lru_cache(maxsize=1 << 12)
def _trimmed(clause: str) -> str:
    """A clause up to where something else begins after the goal and its term."""
    plain = _BESIDE.sub(r"\1", clause)
    last = max((hit.end() for name, words in _EVENTS if name in AIMED for hit in words.finditer(plain)), default=0)
    end = _AND.search(plain, max(last, plain.find("20") + 4))
    return plain[: end.start()] if end else plain


@lru_cache(maxsize=1 << 12)
def _bearer(plain: str) -> frozenset[str]:
    """Of whom or what a goal is set: what a clause names besides the goal and the term, the whole country as one word."""
    bare = plain
    for name, words in _EVENTS:
        if name in AIMED - GOALS:
            bare = words.sub(" ", bare)
    found = frozenset(one for one in own(bare) if one not in _GOAL_WORDS and not _NEUTRAL.search(one))
    named = names(plain) | ({"nederland"} if re.match(r"\W*nederland\b", plain, re.IGNORECASE) else frozenset())
    rest = frozenset(one for one in found if one not in _WHOLE and not is_akin(one, "nederland"))
    is_whole = rest != found or bool(named & _WHOLE_NAMES)
    sorts = frozenset(f"={hit.casefold()[:3]}" for hit in _SORT.findall(plain))
    if _EUROPE.search(plain):
        named |= {"europa"}
    return rest | (named - _WHOLE_NAMES) | sorts | (frozenset({"=whole"}) if is_whole else frozenset())


def _is_same_but_for_term(a: Statement, b: Statement) -> bool:
    """Whether two sentences say the same word for word, or in words of the same roots, but for when.

    Not where they count something or tell what was: then it is the years that differ, and both are true.
    """
    if a.amounts or b.amounts or "told" in (kind(a), kind(b)):
        return False
    one, other = tuple(telling(main_clause(a.text))), tuple(telling(main_clause(b.text)))
    return not left(one, other) and not left(other, one)
