"""The rule: where a measured line stands against a target, a limit or a guideline. Pure.

What is measured of the year itself is met or not met; a year that is past and was not measured stays so. Of a year to
come the trend through the last valid years tells: on track when the whole interval meets the yardstick, off track when
the whole interval misses it, else it cannot be told. An old line tells nothing of now. Which years are past and which
lines are old follows from the dossier's own dates (``as_of``), never from a clock.
Method: docs/method/measure.md, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rodedraad.measure.components import components
from rodedraad.measure.days import most, needed
from rodedraad.measure.decimals import PLACES, shown
from rodedraad.measure.trend import LEAST_YEARS, Expectation, expected
from rodedraad.records import Indicator, Message, Norm, Point, Sense, StandingState

Years = Sequence[tuple[int, Fraction]]
WORST_FIRST: tuple[StandingState, ...] = ("off_track", "not_met", "unknown", "on_track", "met", "not_measured")
_HUNDRED = 100
_SEEN_SHARE = 10
"""Of a year with less than this share of its hours or days, in per cents, a dot shows nothing."""
OLD_YEARS = 4
"""A line is old when its last valid year lies more than so many years before the dossier's newest: monitors of health and
hindrance come once in four years, and their last round is no old one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What a line is laid beside: a value that is a most or a least, from (or in) a year; None: now."""

    value: Fraction
    sense: Sense
    year: int | None
    is_lasting: bool = False
    """A norm that is in force from its year on, where a target is of its year alone."""

    def is_met(self, value: Fraction) -> bool:
        """Whether a value is on the right side of it."""
        return value <= self.value if self.sense == "at_most" else value >= self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the rule says: the state, why, the interval of the year to come, and how the last valid year stands."""

    state: StandingState
    reason: Message
    low: str | None = None
    high: str | None = None
    now: Literal["met", "not_met"] | None = None


def valid(points: Sequence[Point]) -> tuple[tuple[int, Fraction], ...]:
    """The years by which may be judged, with their values."""
    return tuple((point.year, Fraction(point.value)) for point in points if point.is_valid)


def counted(points: Sequence[Point], norm: Norm) -> tuple[tuple[int, Fraction], ...]:
    """The days or hours above a norm in each year by which may be judged; averaged over its years where it says so.

    One valid year of these is enough (Directive 2008/50/EC, Annex VII, section B, note 3).
    """
    held = ((point.year, dict(point.above).get(norm.id)) for point in points if point.is_valid)
    counts = {year: Fraction(count) for year, count in held if count is not None}
    return tuple((year, _averaged(counts, range(year - norm.mean_years + 1, year + 1))) for year in counts)


def _averaged(counts: Mapping[int, Fraction], years: range) -> Fraction:
    there = [counts[year] for year in years if year in counts]
    return sum(there, Fraction(0)) / len(there)


def is_telling(indicator: Indicator) -> bool:
    """Whether there is something to see: a year to judge by, or two of which a good part was measured."""
    return any(point.is_valid for point in indicator.points) or sum(map(is_seen, indicator.points)) > 1


def is_seen(point: Point) -> bool:
    """Whether enough of a year was measured to show its value beside that of others."""
    return point.share is None or point.share >= _SEEN_SHARE


def judged(indicator: Indicator, years: Years, yardstick: Yardstick, *, as_of: int | None = None) -> Judged:
    """How the valid ``years`` of an indicator stand against a yardstick in the same unit.

    ``as_of`` is the newest year of the dossier, of its documents or its measurements; None: the line's own last.
    """
    if not years:
        year = None if yardstick.is_lasting else yardstick.year
        is_past = year is not None and year < (as_of or year) and all(point.year != year for point in indicator.points)
        if is_past:
            return Judged(state="not_measured", reason=Message.of("measure.never_then", year=year))
        return Judged(state="unknown", reason=none_valid(indicator))
    last, value = years[-1]
    newest = max(last, as_of or last)
    now: Literal["met", "not_met"] = "met" if yardstick.is_met(value) else "not_met"
    year = yardstick.year
    if year is None or (yardstick.is_lasting and year <= newest):
        return _in_force(last, value, yardstick, newest, now)
    if year <= last or year < newest:
        return _past(indicator, dict(years), yardstick, year, now)
    if newest - last > OLD_YEARS:
        return Judged(state="unknown", now=now, reason=_old(last, value, yardstick, newest))
    outcome = expected(years, year)
    if outcome is None:
        reason = Message.of("measure.too_few", count=len(years), least=LEAST_YEARS, last=last, value=told(value))
        return Judged(state="unknown", now=now, reason=reason)
    if year - outcome.last > outcome.last - outcome.first:
        span = outcome.last - outcome.first
        reason = Message.of("measure.too_far", year=year, first=outcome.first, last=outcome.last, span=span)
        return Judged(state="unknown", now=now, reason=reason)
    return _ahead(outcome, year, yardstick, now)


def _in_force(last: int, value: Fraction, yardstick: Yardstick, newest: int, now: Literal["met", "not_met"]) -> Judged:
    """Against what holds now: by the last valid year, unless that is old or lies before what is in force began."""
    if newest - last > OLD_YEARS:
        return Judged(state="unknown", now=now, reason=_old(last, value, yardstick, newest))
    if yardstick.year is not None and last < yardstick.year:
        reason = Message.of("measure.not_since", year=yardstick.year, last=last, value=told(value))
        return Judged(state="unknown", now=now, reason=reason)
    return Judged(state=now, now=now, reason=_of_year(last, value, yardstick))


def _past(
    indicator: Indicator,
    years: Mapping[int, Fraction],
    yardstick: Yardstick,
    year: int,
    now: Literal["met", "not_met"],
) -> Judged:
    """Against a year that is past: by what was measured in that year, and by no other."""
    there = years.get(year)
    if there is not None:
        state: StandingState = "met" if yardstick.is_met(there) else "not_met"
        return Judged(state=state, now=now, reason=_of_year(year, there, yardstick))
    poor = next((point for point in indicator.points if point.year == year), None)
    if poor is not None:
        return Judged(state="unknown", now=now, reason=_short(indicator, poor, "measure.poor_then"))
    last = max(years)
    reason = Message.of("measure.not_then", year=year, last=last, value=told(years[last]))
    return Judged(state="not_measured", now=now, reason=reason)


def _ahead(outcome: Expectation, year: int, yardstick: Yardstick, now: Literal["met", "not_met"]) -> Judged:
    meets = (yardstick.is_met(outcome.low), yardstick.is_met(outcome.high))
    state: StandingState = "on_track" if all(meets) else "unknown" if any(meets) else "off_track"
    reason = Message.of(
        f"measure.{state}" if state != "unknown" else "measure.in_between",
        year=year,
        first=outcome.first,
        last=outcome.last,
        middle=told(outcome.middle),
        low=told(outcome.low, yardstick.value),
        high=told(outcome.high, yardstick.value),
        value=shown(yardstick.value),
    )
    return Judged(state=state, now=now, reason=reason, low=shown(outcome.low), high=shown(outcome.high))


def _of_year(year: int, value: Fraction, yardstick: Yardstick) -> Message:
    side = "met" if yardstick.is_met(value) else "not_met"
    return Message.of(
        f"measure.{side}_{yardstick.sense}",
        year=year,
        measured=told(value, yardstick.value),
        value=shown(yardstick.value),
    )


def _old(last: int, value: Fraction, yardstick: Yardstick, newest: int) -> Message:
    return Message.of(
        f"measure.old_{yardstick.sense}",
        last=last,
        newest=newest,
        apart=newest - last,
        measured=told(value, yardstick.value),
        value=shown(yardstick.value),
    )


def none_valid(indicator: Indicator) -> Message:
    """Why no year can be judged: too few hours, days or months, levels without a plain mean, or a year that is not over."""
    best = max(indicator.points, key=lambda point: (point.count / most(indicator.step, point.year), point.year))
    known = components().get(indicator.component)
    if known is not None and known.unit == "dB":
        return Message.of("measure.levels", years=len(indicator.points))
    code = "measure.short" if len(indicator.points) == 1 else "measure.short_best"
    return _short(indicator, best, code)


def _short(indicator: Indicator, point: Point, code: str) -> Message:
    """How much of a year was measured, in its hours, days or months; or that the year was not over."""
    least = needed(indicator.component, indicator.step)
    if point.share is not None and point.share >= least:
        return Message.of("measure.not_over", year=point.year, count=point.count, of=most(indicator.step, point.year))
    return Message.of(
        f"{code}_{indicator.step}",
        year=point.year,
        count=point.count,
        of=most(indicator.step, point.year),
        needed=least,
    )


def told(value: Fraction, beside: Fraction | None = None) -> str:
    """The number as a message holds it, as decimal text: in two or three digits that count.

    With all its decimals where these digits would put it on another side of ``beside``: 10.04 is more than 10.
    """
    size = abs(value)
    places = 0 if size >= _HUNDRED else 1 if size >= 1 else 2 if size >= Fraction(1, 10) else PLACES
    rounded = Fraction(shown(value, places)) if places else Fraction(round(value))
    if beside is not None and (rounded > beside, rounded < beside) != (value > beside, value < beside):
        rounded = Fraction(shown(value))
    return shown(rounded)
