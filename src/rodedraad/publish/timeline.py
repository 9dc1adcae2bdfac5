"""When: the terms that cited statements name, each with its clauses, and where they stand on a line of years. Pure.

Nothing is guessed: a term is the interval that was read ("medio 2027" is May up to August), open where a side is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rodedraad.intervals import span
from rodedraad.publish.publication import Publication
from rodedraad.records import Statement

_Day = tuple[int, int, int]

MOST_YEARS = 60
"""Years on the line; what lies further off stands in the list alone, and that is said."""
_OPEN_DAYS = 150
"""How long the tail is that shows an open side."""
_DAYS = 372
"""A year of twelve months of 31 places: fine enough for a picture, and the same for every year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a cited statement: its words, the first and last day where each is known, the clauses that cite it."""

    place: int
    words: str
    first: str | None
    last: str | None
    theme: str | None
    clauses: tuple[tuple[int, int], ...]
    """The number of each clause that cites it, with the number of its note there."""
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A term on the line, in shares of its length; ``row`` is counted within its theme."""

    term: Term
    start: float
    end: float
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The terms on a line of years, by theme: ``rows`` is how many each theme needs so that none lies over another."""

    years: tuple[int, ...]
    themes: tuple[tuple[str | None, int, tuple[Mark, ...]], ...]
    outside: int


def terms(publication: Publication) -> tuple[Term, ...]:
    """Every term that a cited statement names, the earliest end first."""
    statements = {one.id: one for one in publication.dossier.statements}
    cited: dict[str, list[tuple[int, int]]] = defaultdict(list)
    themes: dict[str, str | None] = {}
    for clause in publication.proposition.clauses:
        for note, citation in enumerate(clause.citations, start=1):
            cited[citation.id].append((publication.numbers[clause.id], note))
            themes.setdefault(citation.id, clause.theme)
    found = [
        statements[id_]
        for id_ in cited
        if id_ in statements and (statements[id_].deadline_from or statements[id_].deadline_to)
    ]
    found.sort(key=lambda one: (_last(one), _first(one), cited[one.id], one.id))
    return tuple(
        Term(
            place=place,
            words=" ".join((one.deadline or "").split()),
            first=one.deadline_from,
            last=one.deadline_to,
            theme=themes[one.id],
            clauses=tuple(cited[one.id]),
            statement=one,
        )
        for place, one in enumerate(found, start=1)
    )


def line(found: Sequence[Term], themes: Sequence[str]) -> Line | None:
    """These terms on a line, by theme in the frame's order; None where there is no term."""
    if not found:
        return None
    years = years_of(found)
    first, days = years[0] * _DAYS, len(years) * _DAYS
    rows: dict[str | None, list[float]] = defaultdict(list)
    marks: dict[str | None, list[Mark]] = defaultdict(list)
    outside = 0
    for term in found:
        start, end = ((_place(day) - first) / days for day in _ends(term))
        if end < 0 or start > 1 or (term.last and end > 1) or (term.first and start < 0):
            outside += 1
            continue
        start, end = max(0.0, start), min(1.0, end)
        taken = rows[term.theme]
        label = end + 0.035
        row = next((at for at, until in enumerate(taken) if until < start), len(taken))
        taken[row : row + 1] = [label]
        marks[term.theme].append(Mark(term=term, start=round(start, 5), end=round(end, 5), row=row))
    order = {theme: place for place, theme in enumerate(themes)}
    sorted_themes = sorted(marks, key=lambda one: (order.get(one or "", len(order)), one or ""))
    return Line(
        years=years,
        themes=tuple((theme, len(rows[theme]), tuple(marks[theme])) for theme in sorted_themes),
        outside=outside,
    )


def _ends(term: Term) -> tuple[_Day, _Day]:
    """The first and last day that are drawn; an open side is a tail."""
    first = span(term.first)[0] if term.first else _moved(span(term.last)[1], -_OPEN_DAYS)
    last = span(term.last)[1] if term.last else _moved(span(term.first)[0], _OPEN_DAYS)
    return first, last


def _moved(day: _Day, days: int) -> _Day:
    year, rest = divmod(_place(day) + days, _DAYS)
    return year, 1 + rest // 31, 1 + rest % 31


def _place(day: _Day) -> int:
    return day[0] * _DAYS + (day[1] - 1) * 31 + day[2] - 1


def years_of(found: Sequence[Term]) -> tuple[int, ...]:
    """The years of the line: all that terms name, or so many around the middle one."""
    named = sorted((span(one.last)[1] if one.last else span(one.first)[0])[0] for one in found)
    first = min(_ends(one)[0][0] for one in found)
    last = max(_ends(one)[1][0] for one in found)
    if last - first >= MOST_YEARS:
        middle = named[len(named) // 2]
        first, last = max(first, middle - MOST_YEARS // 2), min(last, middle + MOST_YEARS // 2 - 1)
    return tuple(range(first, last + 1))


def _last(one: Statement) -> _Day:
    return span(one.deadline_to)[1] if one.deadline_to else span(one.deadline_from)[0]


def _first(one: Statement) -> _Day:
    return span(one.deadline_from)[0] if one.deadline_from else (0, 0, 0)
