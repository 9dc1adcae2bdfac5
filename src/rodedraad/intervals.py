"""Dates of unequal precision, compared as the days they may be: "2026" is no earlier and no later than "2026-03".

A date is an ISO 8601 string that may stop at the year or the month (``records.py``). Two that overlap are in no order:
whoever needs one all the same must say by what else.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

_FIRST = (1, 1, 1)
_LAST = (9999, 12, 31)
Day = tuple[int, int, int]
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january"),
            ("februari", "february"),
            ("maart", "march"),
            ("april",),
            ("mei", "may"),
            ("juni", "june"),
            ("juli", "july"),
            ("augustus", "august"),
            ("september",),
            ("oktober", "october"),
            ("november",),
            ("december",),
        ),
        start=1,
    )
    for name in names
}
"""The number of each month by its whole name, Dutch and English."""


@lru_cache(maxsize=4096)
def span(date: str | None) -> tuple[Day, Day]:
    """The first and the last day that a date may be; all days where there is none, or none that is a date."""
    parts = [int(part) for part in (date or "").split("-") if part.isdecimal()]
    if not parts or not 1 <= parts[0] <= _LAST[0]:
        return _FIRST, _LAST
    year, month, day = (*parts, 0, 0)[:3]
    if not 1 <= month <= 12:
        return (year, 1, 1), (year, 12, 31)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return (year, month, 1), (year, month, last)
    return (year, month, day), (year, month, day)


def is_before(one: str | None, other: str | None) -> bool:
    """Whether the one is earlier than the other, on whichever of its days each is."""
    return span(one)[1] < span(other)[0]


def may_follow(one: str | None, other: str | None) -> bool:
    """Whether the one may be of the same day as the other or later: false only where it surely is before."""
    return not is_before(one, other)


def days(text: str) -> tuple[str, str] | None:
    """The first and last day of a year, month or day as it is written in ISO 8601; None of anything else, and of none.

    Where ``span`` takes what may be, this takes a whole text for a date or not at all: "2027-13" is none.
    """
    if not _DATE.fullmatch(text):
        return None
    first, last = span(text)
    written = ("{:04d}".format(*first), "{:04d}-{:02d}".format(*first), "{:04d}-{:02d}-{:02d}".format(*first))
    if text != written[text.count("-")] or last == _LAST:
        return None
    return "{:04d}-{:02d}-{:02d}".format(*first), "{:04d}-{:02d}-{:02d}".format(*last)
