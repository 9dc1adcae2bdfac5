"""From the words of the calendar to days: every term is the first and the last day that it can mean."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache
from typing import TypeAlias

from rodedraad.extract.lexicon import MONTH, MONTHS, NUMBERS, ORDINAL, ORDINALS, SEASON, SEASONS

Days: TypeAlias = tuple[str | None, str | None]
Date: TypeAlias = dt.date
Span: TypeAlias = tuple[Date, Date]

YEAR = r"(?:19|20|21)\d\d"
_PART = r"(?:begin|eind|einde|medio|midden|halverwege|half|mid|early|late|end|the\ end|het\ einde|het\ eind|het\ begin|de\ loop|in\ de\ loop|the\ course|the\ beginning)"
_NEAR = r"(?:dit|volgend|komend)\ (?:kalender)?jaar"

POINT = rf"""(?:
    \d{{1,2}}(?:e|ste|de|st|nd|rd|th)?\ (?:of\ )?{MONTH}(?:\ (?:van\ )?{YEAR})?
  | {MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?(?:,?\ {YEAR})
  | \d{{1,2}}[-/.]\d{{1,2}}[-/.]{YEAR}
  | (?<![\d/-])(?:0?[1-9]|[12]\d|3[01])(?P<mark>[-/])(?:0?[1-9]|1[0-2])(?P=mark)[2-4]\d(?![\d/%-])
  | {YEAR}-\d{{2}}-\d{{2}}
  | (?:het\ |the\ )?(?:q[1-4]|[1-4]q)\s?[-/]?\s?{YEAR} | {YEAR}\s?[-/]?\s?q[1-4] | q[1-4]
  | (?:het\ |the\ )?{ORDINAL}\ (?:kwartaal|quarter)(?:\ (?:van\ |of\ )?(?:{YEAR}|{_NEAR}))?
  | (?:de\ |the\ )?{ORDINAL}\ (?:helft|jaarhelft|half)\ (?:van\ |of\ )?(?:{YEAR}|{_NEAR})
  | h[12]\ {YEAR}
  | {_PART}[\ -](?:(?:van|of)\ )?(?:{MONTH}\ )?(?:het\ jaar\ )?(?:{YEAR}|{_NEAR})
  | {_PART}\ (?:(?:van|of)\ )?{MONTH}
  | (?:het\ |de\ |the\ )?{SEASON}\ (?:(?:van|of)\ )?(?:{YEAR}|{_NEAR})
  | (?:de\ |het\ |the\ )?{SEASON}
  | (?:{MONTH}\ (?:en|and|tot|t/m)\ )?{MONTH}(?:\ (?:van\ )?(?:{YEAR}|{_NEAR}))?
  | (?:de\ |the\ )?(?:periode\ |period\ |jaren\ )?(?:(?:van|vanaf|tussen|between|from)\ )?{YEAR}(?:\ ?[-–—/]\ ?(?:{YEAR}|\d\d(?!%|\ ?procent|\d))|\ (?:tot\ en\ met|t/m|tot|en|to|and|until)\ {YEAR})
  | (?:de\ |the\ )?(?:periode\ tot(?:\ en\ met)?\ |period\ to\ |decennium\ tot\ )?(?:het\ jaar\ |the\ year\ )?{YEAR}
)"""

# Before a point: until when, from when, or just when. "in" and "op" alone are no part of the words.
LIMIT = r"""(?:uiterlijk(?:\ (?:op|in|per|voor|vóór|tegen))?|niet\ later\ dan|ten\ laatste(?:\ (?:op|in))?|no\ later\ than|not\ later\ than|at\ the\ latest\ (?:by|in|on)|by(?:\ the)?|voor|vóór|before|
   tot\ en\ met|t/m|tot(?:\ (?:ten\ minste|minstens|minimaal))?|until|tegen|towards|vanaf|met\ ingang\ van|per|from|as\ of|as\ from|starting(?:\ in)?|na|after|rond|omstreeks|around|tussen|between|sinds|since|naar|to)"""

_UNTIL = re.compile(
    r"uiterlijk|niet later|ten laatste|no later|not later|at the latest|by|tot en met|t/m|tegen|towards|naar|to$"
)
_BEFORE = re.compile(r"voor|vóór|before|tot|until")
_FROM = re.compile(r"vanaf|met ingang|from|as of|as from|starting")
_AFTER = re.compile(r"na$|after")

_YEARS = re.compile(YEAR)
_RANGE = re.compile(rf"({YEAR}) ?(?:[-–—/]|tot en met|t/m|tot|en|to|and|until) ?({YEAR}|\d\d)\b")
_DAY = re.compile(rf"(\d{{1,2}})(?:e|ste|de|st|nd|rd|th)? (?:of )?({MONTH})(?: (?:van )?({YEAR}))?$")
_DAY_AFTER_MONTH = re.compile(rf"({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? ({YEAR})$")
_NUMERIC = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.]({YEAR})$")
_SHORT = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d\d)$")
_ISO = re.compile(rf"({YEAR})-(\d\d)-(\d\d)$")
_QUARTER = re.compile(rf"q([1-4])|([1-4])q|({ORDINAL}) (?:kwartaal|quarter)")
_HALF = re.compile(rf"h([12])|({ORDINAL}) (?:helft|jaarhelft|half)")
_SEASON_WORD = re.compile(rf"\b{SEASON}\b")
_MONTH_WORD = re.compile(rf"\b{MONTH}")
_END = re.compile(r"\b(?:eind|einde|late|end)\b")
_BEGIN = re.compile(r"\b(?:begin|early|beginning)\b")
_MIDDLE = re.compile(r"\b(?:medio|midden|halverwege|half|mid)\b")


def _day(year: int, month: int, day: int) -> Date | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return Date(year, month, day)


def _months(year: int, first: int, last: int) -> Span:
    return Date(year, first, 1), Date(year, last, monthrange(year, last)[1])


@lru_cache(maxsize=256)
def today(date: str | None) -> Span | None:
    """The first and last day that a document's date can mean; None where there is no date."""
    if date is None:
        return None
    parts = date[:10].split("-")
    if not all(part.isdecimal() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if not 1 <= numbers[0] <= 9998:
        return None
    if len(numbers) == 1:
        return _months(numbers[0], 1, 12)
    if not 1 <= numbers[1] <= 12:
        return None
    if len(numbers) == 2:
        return _months(numbers[0], numbers[1], numbers[1])
    day = _day(*numbers[:3])
    return (day, day) if day else None


def shifted(day: Date, number: float, unit: str) -> Date:
    """The day that many units later; months end on the last day that the month has."""
    if unit.startswith(("dag", "day", "werkdag", "working")):
        return Date.fromordinal(min(day.toordinal() + int(number), Date.max.toordinal()))
    if unit.startswith(("we",)):
        return Date.fromordinal(min(day.toordinal() + 7 * int(number), Date.max.toordinal()))
    months = int(number * (1 if unit.startswith(("maand", "month")) else 3 if unit.startswith("kwart") else 12))
    if unit.startswith("decenni"):
        months *= 10
    total = day.year * 12 + day.month - 1 + months
    year, month = min(total // 12, 9998), total % 12 + 1
    return Date(year, month, min(day.day, monthrange(year, month)[1]))


def _year(words: str, now: Span | None) -> int | None:
    found = _YEARS.search(words)
    if found:
        return int(found[0])
    if now is None:
        return None
    if "volgend" in words or "komend" in words:
        return now[0].year + 1
    return now[0].year if "dit" in words else None


def _coming(month: int, day: int, now: Span | None) -> int | None:
    """The year in which this month and day first come after the document's date."""
    if now is None:
        return None
    return now[1].year if (month, day) >= (now[1].month, now[1].day) else now[1].year + 1


def point(words: str, now: Span | None) -> Span | None:
    """The span of one point of the calendar, in lower case; None where the year is not told."""
    if found := _RANGE.search(words):
        first, last = int(found[1]), found[2]
        until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        return (Date(first, 1, 1), Date(until, 12, 31)) if first <= until else None
    if found := _DAY.search(words):
        month = MONTHS[found[2].rstrip(".")]
        year = int(found[3]) if found[3] else _coming(month, int(found[1]), now)
        day = _day(year, month, int(found[1])) if year else None
        return (day, day) if day else None
    if found := _DAY_AFTER_MONTH.search(words):
        day = _day(int(found[3]), MONTHS[found[1].rstrip(".")], int(found[2]))
        return (day, day) if day else None
    if found := _NUMERIC.search(words):
        day = _day(int(found[3]), int(found[2]), int(found[1]))
        return (day, day) if day else None
    if found := _SHORT.fullmatch(words):
        day = _day(2000 + int(found[4]), int(found[3]), int(found[1]))
        return (day, day) if day else None
    if found := _ISO.search(words):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return (day, day) if day else None
    year = _year(words, now)
    if found := _QUARTER.search(words):
        number = int(found[1] or found[2] or ORDINALS[found[3]])
        year = year or _coming(number * 3, 28, now)
        return _months(year, number * 3 - 2, number * 3) if year else None
    if found := _HALF.search(words):
        number = int(found[1] or ORDINALS[found[2]])
        number = min(number, 2)
        return _months(year, number * 6 - 5, number * 6) if year else None
    return _vague(words, year, now)


def _vague(words: str, year: int | None, now: Span | None) -> Span | None:
    months = [MONTHS[found.rstrip(".")] for found in _MONTH_WORD.findall(words)]
    if months:
        year = year or _coming(months[-1], 28, now)
        if not year or months[0] > months[-1]:
            return None
        return _narrowed(words, _months(year, months[0], months[-1]))
    if found := _SEASON_WORD.search(words):
        (month, day), (until, last) = SEASONS[found[0]]
        year = year or _coming(until, last, now)
        return (Date(year, month, day), Date(year, until, last)) if year else None
    return _narrowed(words, _months(year, 1, 12)) if year else None


def _narrowed(words: str, span: Span) -> Span:
    """Beginning, middle or end of a year or month: its first, middle or last third; of a year a quarter or half."""
    first, last = span
    whole_year = (last - first).days > 300
    if _END.search(words):
        return (Date(first.year, 10, 1), last) if whole_year else (Date(first.year, first.month, 21), last)
    if _BEGIN.search(words):
        end = Date(first.year, 3, 31) if whole_year else Date(first.year, first.month, 10)
        return first, end
    if _MIDDLE.search(words):
        if whole_year:
            return Date(first.year, 5, 1), Date(first.year, 8, 31)
        return Date(first.year, first.month, 11), Date(first.year, first.month, 20)
    return span


def days(limit: str, span: Span, *, is_end: bool = False) -> Days:
    """What a limit makes of a span: until its end, before its beginning, from its beginning, or within it.

    ``is_end`` says that the span is an end itself: "voor eind 2026" runs until the end of 2026, not until October.
    """
    first, last = span
    if "periode tot" in limit:
        return None, last.isoformat()
    if _UNTIL.match(limit):
        return None, last.isoformat()
    if _BEFORE.match(limit):
        if is_end:
            return None, last.isoformat()
        before = Date.fromordinal(max(first.toordinal() - 1, 1))
        return None, before.isoformat()
    if _FROM.match(limit) or limit == "per":
        return first.isoformat(), (last.isoformat() if limit == "per" else None)
    if _AFTER.match(limit):
        return Date.fromordinal(last.toordinal() + 1).isoformat(), None
    return first.isoformat(), last.isoformat()


def is_end(words: str) -> bool:
    """Whether these words name the end of a year or month."""
    return _END.search(words) is not None


def number(words: str) -> float | None:
    """The value of a number in digits or words; None where it is vague (enkele, een paar)."""
    if words in NUMBERS:
        return NUMBERS[words]
    digits = words.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None
