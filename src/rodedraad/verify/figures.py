"""The numbers and dates that a sentence names, and whether the quotes under it name them too. Pure.

Numbers are compared by value (*5,5 miljoen* is 5500000, *drie* is 3, *40%* is 40 procent) and by unit where that changes
what is counted; dates by the days that they can mean, with the side on which they lie (*uiterlijk*, *vanaf*). A sentence
may say less than its quote (2030 for 1 January 2030), never more. Method: docs/method/verify.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rodedraad.extract.amounts import amounts
from rodedraad.extract.days import LIMIT, POINT, point
from rodedraad.extract.lexicon import MONTH, MONTHS, NUMBERS, alternation, lower, word_set
from rodedraad.link.quantities import quantity
from rodedraad.verify import multiples
from rodedraad.verify.bounds import ANY_BOUND, LIMITED, Bound, Side, bound, side_of

_DATE = re.compile(
    rf"(?<![\w.,/€$£-])(?:(?P<limit>{LIMITED}|{LIMIT})\ )?(?P<point>{POINT})(?![\w€]|[,.]\d|%)", re.VERBOSE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_LATER_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d)\d ?[-–—/] ?(\d)(\d)(?![\d-])")
_BEHIND_CHARS = 20
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_OF_MONTH = re.compile(rf"(\d{{1,2}})(?:e|ste|de|st|nd|rd|th)? ({MONTH})|({MONTH}) (\d{{1,2}})")
_AMBIGUOUS = frozenset({"may", "jan", "march", "mar", "sep", "dec", "apr", "okt", "oct", "feb", "nov", "jun", "jul"})
_UNTIL = re.compile(
    r"uiterlijk|niet later|ten laatste|no later|not later|at the latest|^by\b|^voor$|^vóór$|before|tot\b|t/m|until|tegen"
)
_FROM = re.compile(r"vanaf|met ingang|^from|as of|as from|starting|^na$|after|sinds|since")

_DIGITS = r"\d{1,3}(?:[.\u00a0\u202f ,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALES = alternation(("duizend", "miljoen", "miljard", "mln", "mld", "thousand", "million", "billion"))
_WORDS = alternation(tuple(word for word in NUMBERS if word not in ("een", "a", "half", "een half", "one", "één")))
_NO_TEN = (
    r"(?!(?<=\bten)\s(?:minste|hoogste|eerste|tweede|derde|vierde|behoeve|aanzien|opzichte|dele|gevolge|koste|laste|gunste|tijde|slotte|"
    r"zuiden|noorden|oosten|westen|zuid\w+|noord\w+|einde|bate|dienste|name|onrechte|goede|kwade|volle|tonele|allen|aanval)\b)"
)
"""In Dutch "ten" is no number."""
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<sign>[-−](?=\d))?(?P<number>{_DIGITS}|\b{_WORDS}\b{_NO_TEN})(?:\s?(?P<scale>{_SCALES})\b)?(?![\w²³]|[.,]\d)"
)
_ORDINALS = {
    name: number
    for number, names in enumerate(
        ("eerste 1e 1ste", "tweede 2e 2de", "derde 3e 3de third 3rd", "vierde 4e 4de fourth 4th", "vijfde 5e 5de fifth 5th",
         "zesde 6e 6de sixth 6th", "zevende 7e 7de seventh 7th", "achtste 8e 8ste eighth 8th", "negende 9e 9de ninth 9th",
         "tiende 10e 10de tenth 10th"),
        start=1,
    )
    for name in names.split()
} | {"first": 1, "second": 2}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?<!\w){alternation(tuple(_ORDINALS.keys() - {'first', 'second'}))}(?!\w)(?! kamer)|(?<=the )(?:first|second)(?!\w)"
)
_PARTS = {"de helft": 50.0, "half of": 50.0, "half the": 50.0, "een kwart": 25.0, "a quarter": 25.0, "driekwart": 75.0, "three quarters": 75.0}  # fmt: skip
_PART = re.compile(rf"(?<!\w){alternation(tuple(_PARTS))}(?!\w)")
# These units measure: 40 procent is not 40 woningen. What is counted may bear other names: people, residents.
_MEASURES = word_set(
    "% procentpunt euro dollar pond ton MW MWh PJ MVA kV m² m³ meter µg/m³ dB °C maanden weken dagen uur minuten"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text: its value, its unit where one stands beside it, its words, and on which side of it."""

    value: float
    unit: str | None
    words: str
    bound: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date in a text: the first and last day that it can mean, on which side of it, and its words.

    Where no year is told the days are those of the year 0000.
    """

    first: str
    last: str
    side: Side | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a text counts and dates; ``years`` are those that it names anywhere, also as the end of a span."""

    numbers: tuple[Number, ...] = ()
    days: tuple[Day, ...] = ()
    years: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def figures(text: str) -> Figures:
    """The numbers and dates of a text."""
    low = lower(" ".join(text.split()))
    taken: list[tuple[int, int]] = []
    days = tuple(_days(low, taken))
    numbers = tuple(_numbers(low, taken))
    years = set(_YEAR.findall(low))
    for found in _LATER_YEAR.finditer(low):
        years.add(found[1][:2] + found[2] + found[3])
    return Figures(numbers=numbers, days=days, years=frozenset(years))


def unfounded(said: str, quotes: Sequence[str]) -> tuple[tuple[Number, ...], tuple[Day, ...]]:
    """The numbers, with their scales, rates and multiples, and the dates of a text that are in none of these quotes."""
    own = figures(said)
    under = [figures(quote) for quote in quotes]
    years = frozenset(year for one in under for year in one.years)
    numbers = [number for one in under for number in one.numbers]
    days = [day for one in under for day in one.days]
    lowered = [lower(" ".join(quote.split())) for quote in quotes]
    is_bounded = any(ANY_BOUND.search(quote) for quote in lowered)
    made = multiples.unfounded(lower(" ".join(said.split())), lowered, [one.value for one in numbers])
    return (
        (
            *(one for one in own.numbers if not _is_counted(one, numbers, years, is_bounded=is_bounded)),
            *(Number(value=0, unit=None, words=words) for words in made),
        ),
        tuple(one for one in own.days if not _is_dated(one, days, years)),
    )


def _is_counted(own: Number, numbers: Sequence[Number], years: frozenset[str], *, is_bounded: bool) -> bool:
    same = [one for one in numbers if one.value == own.value]
    if not same:
        return own.unit is None and f"{own.value:.0f}" in years and own.value == int(own.value)
    if own.unit in _MEASURES:
        same = [one for one in same if one.unit == own.unit]
    elif own.unit is not None:
        same = [one for one in same if one.unit not in _MEASURES]
    return bool(same) and _is_on_its_side(own.bound, {one.bound for one in same}, is_bounded=is_bounded)


def _is_on_its_side(own: Bound | None, there: set[Bound | None], *, is_bounded: bool) -> bool:
    """Whether a side was not turned round nor invented; that it is left out says less, and nothing else."""
    if own is None or own in there:
        return True
    # "het maximum bedraagt 500": a bound that does not stand beside its number may be this one
    return None in there and (own == "exact" or is_bounded) and len(there) == 1


def _is_dated(own: Day, days: Sequence[Day], years: frozenset[str]) -> bool:
    # a span of years is that span, and not what lies within it
    is_short = own.first[:4] == own.last[:4]
    within = [one for one in days if own.first <= one.first and one.last <= own.last]
    within = within if is_short else [one for one in within if (one.first, one.last) == (own.first, own.last)]
    if own.first.startswith("0000"):
        within += [one for one in days if one.first[4:] == own.first[4:] and one.last[4:] == own.last[4:]]
    if within:
        # a side that was turned round: before for after; that it was left out says less, and nothing else
        sides = {one.side for one in within}
        return own.side is None or own.side in sides or None in sides
    is_years = own.first.endswith("-01-01") and own.last.endswith("-12-31")
    return is_years and years >= {own.first[:4], own.last[:4]} and own.side is None


def _days(low: str, taken: list[tuple[int, int]]) -> Iterator[Day]:
    for found in _DATE.finditer(low):
        words = found["point"]
        span = None if _ISO.fullmatch(words) else point(words, None)
        limit = found["limit"] or ""
        if _ISO.fullmatch(words):  # which a span of years begins with
            first = last = words
        elif span is not None:
            first, last = span[0].isoformat(), span[1].isoformat()
        elif (day := _DAY_OF_MONTH.search(words)) is not None:
            month = MONTHS[(day[2] or day[3]).rstrip(".")]
            first = last = f"0000-{month:02}-{int(day[1] or day[4]):02}"
        elif words.rstrip(".") in MONTHS and words.rstrip(".") not in _AMBIGUOUS:
            month = MONTHS[words.rstrip(".")]
            first, last = f"0000-{month:02}-01", f"0000-{month:02}-31"
        else:
            continue
        taken.append(found.span("point"))
        side = side_of(limit, low[found.end() : found.end() + _BEHIND_CHARS]) or _side(limit)
        yield Day(first=first, last=last, side=side, words=found[0].strip())


def _side(limit: str) -> Side | None:
    if _FROM.search(limit):
        return "from"
    return "until" if _UNTIL.search(limit) else None


def _numbers(low: str, taken: list[tuple[int, int]]) -> Iterator[Number]:
    masked = _without(low, taken)
    own: list[tuple[int, int]] = []
    at = 0
    for amount in amounts(masked):
        start = masked.index(amount.words, at)
        at = start + len(amount.words)
        own.append((start, at))
        value, unit = quantity(amount)
        yield Number(value=value, unit=unit, words=amount.words.strip(), bound=bound(low, start, at))
        # of a range ("20 tot 30 procent") the lower end counts too
        for lower_end in _NUMBER.finditer(amount.words):
            low_value = _value(lower_end)
            if low_value is not None and low_value != amount.value:
                factor = value / amount.value if amount.value else 1.0
                yield Number(value=round(low_value * factor, 6), unit=unit, words=lower_end[0].strip())
    masked = _without(masked, [*own, *(found.span() for found in multiples.TIMES.finditer(masked))])
    for found in _PART.finditer(masked):
        yield Number(
            value=_PARTS[" ".join(found[0].split())], unit="%", words=found[0], bound=bound(low, *found.span())
        )
    for found in _NUMBER.finditer(masked):
        bare = _value(found)
        if bare is not None:
            value = -bare if found["sign"] else bare
            yield Number(value=value, unit=None, words=found[0].strip(), bound=bound(low, *found.span()))
    for found in _ORDINAL.finditer(masked):
        yield Number(value=float(_ORDINALS[found[0]]), unit="ordinal", words=found[0])


def _value(found: re.Match[str]) -> float | None:
    words = (found["number"], found["scale"], "euro")
    counted = amounts(" ".join(word for word in words if word))
    return counted[0].value if counted else None


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The same text with blanks in these places, so that nothing is counted twice."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [text[at:start], " " * (end - start)]
            at = end
    return "".join((*parts, text[at:]))
