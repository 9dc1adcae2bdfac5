"""Terms that cannot both hold, and those that cannot hold at all or were over when they were written down. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rodedraad.intervals import MONTHS, days, span
from rodedraad.records import Source, Statement

_NAMED = "|".join(sorted(MONTHS))
_DAY = rf"(?:(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{_NAMED})\s+)?(?P<year>\d{{4}})(?![\d.,]*\d|\s*(?:euro|woningen|banen|m2|ha|kg|ton)\b)"
_LIMITED = re.compile(
    r"\b(?:uiterlijk|niet later dan|vóór|no later than|at the latest)\s+"
    rf"(?:(?:in|op|per|vóór|voor|by|on|before|(?:het )?eind(?:e)?(?: van)?|the end of|begin|medio)\s+){{0,2}}{_DAY}",
    re.IGNORECASE,
)
_LIMITS = ("uiterlijk", "later", "vóór", "latest")
"""What no limit can do without."""
_ANY_DAY = re.compile(rf"(?<!\d){_DAY}", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:was|waren|werd|werden|had|hadden|heeft|hebben|moest|moesten|zou|zouden|is|zijn|bleek|were|has|have|should)\b",
    re.IGNORECASE,
)
"""Who tells how it went names a year that is over and sets no term."""
LAST_YEAR = 2199
"""A year after this one is no term of anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A term that was over when it was written, in its words with its days; or that can never be, with none."""

    words: str
    first: str | None
    last: str | None


def over(statement: Statement, source: Source | None) -> Over | None:
    """The term of an act that the reader passed over since it does not lie ahead: "uiterlijk in 1899", "in 9999".

    Only a limit in so many words counts, in a sentence that does not tell how it went; and of a source with a date.
    """
    text = statement.text
    low = text.lower()
    if not any(map(low.__contains__, _LIMITS)) or _TOLD.search(text):
        return None
    written = span(source.date)[0][0] if source is not None and source.date else 0
    for match in _LIMITED.finditer(text):
        year = int(match["year"])
        if year > LAST_YEAR:
            return Over(words=match[0], first=None, last=None)
        if 0 < year < written:
            first, last = days(_iso(match)) or (None, None)
            return Over(words=match[0], first=first, last=last)
    return None


def is_impossible(words: str | None) -> bool:
    """Whether the words of a term name a day that no calendar has, or a year that nobody plans for."""
    return any(days(_iso(one)) is None or int(one["year"]) > LAST_YEAR for one in _ANY_DAY.finditer(words or ""))


def _iso(match: re.Match[str]) -> str:
    month = MONTHS.get((match["month"] or "").lower())
    parts = [match["year"], *([f"{month:02}"] if month else []), *([f"{int(match['day']):02}"] if match["day"] else [])]
    return "-".join(parts)


def is_due_before(one: str | None, other: str | None) -> bool:
    """Whether one term ends surely before the other does."""
    return bool(one and other) and span(one)[1] < span(other)[1] and not _covers(one, other)


def _covers(one: str | None, other: str | None) -> bool:
    """Whether one date may be the other: "2027" and "2027-06" are in no order."""
    (first, last), (begin, end) = span(one), span(other)
    return (first <= begin and end <= last) or (begin <= first and last <= end)


def by_end(one: Statement) -> tuple[tuple[int, int, int], str]:
    """By what statements are sorted from the earliest end of a term to the latest."""
    return span(one.deadline_to)[1], one.id


def is_other_term(one: Statement, other: Statement) -> bool:
    """Whether the one's term ends before the other's and is no moment within it."""
    is_within = bool(other.deadline_from) and span(other.deadline_from)[0] <= span(one.deadline_to)[1]
    return is_due_before(one.deadline_to, other.deadline_to) and not is_within
