"""The cells of a table of measurements: moments, numbers, and whether a value was checked. Pure.

Numbers become whole millionths, moments the day of their year, in the clock of the Dutch measuring networks: Central
European Time without summer time. Each says by a code why it cannot be. Method: docs/method/measure.md, section 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from rodedraad.measure.days import FIRST_YEAR, LAST_YEAR, SCALE, WHOLE
from rodedraad.records import Step

CLOCK: Final = timezone(timedelta(hours=1))
"""The measuring networks keep winter time all year."""
GAPS: Final = frozenset({"", "-", "--", ".", "na", "n/a", "null", "none", "n.b.", "nb", "x", "onbekend", "geen data"})
"""What stands in a cell where nothing was measured."""
_NO_VALUE: Final = re.compile(r"-9{2,6}(?:[.,](?:0*|9*))?")
"""Codes for a gap: -99, -999, -9999, -99.9; any other number below nought is one that somebody wrote."""
_LARGEST = 10**12
_PLAIN: Final = re.compile(r"[+-]?\d{1,30}(?:[.,]\d{0,30})?(?:[eE][+-]?\d)?")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:([., ])\d{3}(?:\1\d{3})*)(?:[.,]\d{1,6})?")
_ISO: Final = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s?(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ]\s?(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_MONTH: Final = re.compile(r"(\d{4})(?:[-/]|MM)(\d{1,2})")
_YEAR: Final = re.compile(r"(\d{4})(?:JJ00|[.,]0+)?")
_HOUR: Final = re.compile(r"(\d{1,2})(?::?(\d{2})(?::\d{2})?)?(?:[.,]0+)?")
_CHECKED: Final = frozenset({"1", "true", "waar", "ja", "yes", "j", "y", "v", "gevalideerd", "validated", "definitief"})


class Moment(NamedTuple):
    """When: the step that the cell speaks of, the year, the day or month in it from 0, and the bit of the hour."""

    step: Step
    at: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a cell cannot be: the ending of a code of ``series.`` messages."""

    code: str


IMPOSSIBLE: Final = Bad("impossible_date")
IMPOSSIBLE_HOUR: Final = Bad("impossible_hour")
NO_DATE: Final = Bad("no_date")
MINUTES: Final = Bad("minutes")
NO_NUMBER: Final = Bad("no_number")
TOO_LARGE: Final = Bad("too_large_number")


def moment(words: str, hour: str | None, *, is_end: bool) -> Moment | Bad:
    """The moment of a date cell, with the hour from a cell of its own if there is one.

    ``is_end``: the stamp is the end of its hour, which began an hour earlier.
    """
    words = words.strip()
    if (found := _YEAR.fullmatch(words)) and not hour:
        year = int(found[1])
        return Moment("year", (year, 0, WHOLE)) if FIRST_YEAR <= year <= LAST_YEAR else IMPOSSIBLE
    if (found := _MONTH.fullmatch(words)) and not hour:
        year, month = int(found[1]), int(found[2])
        is_possible = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= _MONTHS
        return Moment("month", (year, month - 1, WHOLE)) if is_possible else IMPOSSIBLE
    if found := _ISO.fullmatch(words):
        parts = [found[place] for place in range(1, 7)]
        zone = found[7]
    elif found := _DAY_FIRST.fullmatch(words):
        parts = [found[4], found[3], found[1], found[5], found[6], found[7]]
        zone = None
    else:
        return NO_DATE
    if hour:
        own = _HOUR.fullmatch(hour.strip())
        if own is None:
            return NO_DATE
        parts[3], parts[4], parts[5] = own[1], own[2] or "0", "0"
    return _placed(parts, zone, is_end=is_end)


_MONTHS: Final = 12
_MIDNIGHT: Final = 24


def _placed(parts: list[str | None], zone: str | None, *, is_end: bool) -> Moment | Bad:
    year, month, day = (int(part or 0) for part in parts[:3])
    try:
        on = date(year, month, day)
    except ValueError:
        return IMPOSSIBLE
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return IMPOSSIBLE
    if parts[3] is None:
        return Moment("day", (year, on.toordinal() - date(year, 1, 1).toordinal(), WHOLE))
    hour, minute = int(parts[3]), int(parts[4] or 0)
    if hour > _MIDNIGHT or minute >= 60 or (hour == _MIDNIGHT and minute):
        return IMPOSSIBLE_HOUR
    if minute or int(parts[5] or 0):
        return MINUTES
    when = datetime(year, month, day, tzinfo=_zone(zone)) + timedelta(hours=hour - is_end)
    here = when.astimezone(CLOCK)
    start = date(here.year, 1, 1).toordinal()
    return Moment("hour", (here.year, here.toordinal() - start, 1 << here.hour))


def _zone(words: str | None) -> timezone:
    if words is None:
        return CLOCK
    if words == "Z":
        return UTC
    sign = -1 if words[0] == "-" else 1
    hours, minutes = int(words[1:3]), int(words[-2:])
    return timezone(sign * timedelta(hours=min(hours, 23), minutes=min(minutes, 59)))


def number(words: str, *, is_count: bool) -> int | Bad | None:
    """The value of a cell in whole millionths; None where nothing was measured.

    A comma or a point before the last digits is a decimal sign; of things that are counted (``is_count``) a group of
    three after it is thousands: "1.500 woningen".
    """
    plain = words.strip().replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-")
    if plain.lower() in GAPS or _NO_VALUE.fullmatch(plain):
        return None
    grouped = _GROUPED.fullmatch(plain)
    if grouped and (is_count or grouped[1] == " " or _has_both(plain)):
        sign = grouped[1]
        last = max(plain.rfind("."), plain.rfind(","))
        has_decimals = last >= 0 and plain[last] != sign
        whole, tail = (plain[:last], plain[last + 1 :]) if has_decimals else (plain, "0")
        plain = f"{whole.replace(sign, '')}.{tail}"
    elif not _PLAIN.fullmatch(plain):
        return NO_NUMBER
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return NO_NUMBER
    if abs(value) >= _LARGEST:
        return TOO_LARGE
    return round(value * SCALE)


def _has_both(words: str) -> bool:
    """Whether the number has a sign for thousands and another for decimals, or one sign more than once."""
    signs = [sign for sign in words if sign in ".,"]
    return len(signs) > 1


def is_checked(words: str) -> bool:
    """Whether a cell says that the value was validated."""
    return words.strip().lower() in _CHECKED
