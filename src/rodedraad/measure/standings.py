"""The rule: where a measured line stands against a target, a limit or a guideline. Pure.

What is measured of the year itself is met or not met. Of a year to come the trend through the last valid years tells: on
track when the whole interval meets the yardstick, off track when the whole interval misses it, else it cannot be told.
Method: docs/method/measure.md, section 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rodedraad.measure.components import components
from rodedraad.measure.decimals import PLACES, shown
from rodedraad.measure.trend import LEAST_YEARS, Expectation, expected
from rodedraad.records import Indicator, Message, Norm, Point, Sense, StandingState, Value

Years = Sequence[tuple[int, Fraction]]
_HUNDRED = 100


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
    """The days or hours above a norm in each year by which may be judged."""
    found = ((point, dict(point.above).get(norm.id)) for point in points if point.is_valid)
    return tuple((point.year, Fraction(count)) for point, count in found if count is not None)


def judged(indicator: Indicator, years: Years, yardstick: Yardstick) -> Judged:
    """How the valid ``years`` of an indicator stand against a yardstick in the same unit."""
    if not years:
        return Judged(state="unknown", reason=_none_valid(indicator))
    last, value = years[-1]
    now: Literal["met", "not_met"] = "met" if yardstick.is_met(value) else "not_met"
    year = yardstick.year
    if year is None or (yardstick.is_lasting and year <= last):
        return Judged(state=now, now=now, reason=_of_year(last, value, yardstick))
    if year <= last:
        there = dict(years).get(year)
        if there is None:
            return Judged(state="unknown", now=now, reason=Message.of("measure.year_not_valid", year=year))
        state: StandingState = "met" if yardstick.is_met(there) else "not_met"
        return Judged(state=state, now=now, reason=_of_year(year, there, yardstick))
    outcome = expected(years, year)
    if outcome is None:
        reason = Message.of("measure.too_few", count=len(years), least=LEAST_YEARS, last=last, value=told(value))
        return Judged(state="unknown", now=now, reason=reason)
    if year - outcome.last > outcome.last - outcome.first:
        span = outcome.last - outcome.first
        reason = Message.of("measure.too_far", year=year, first=outcome.first, last=outcome.last, span=span)
        return Judged(state="unknown", now=now, reason=reason)
    return _ahead(outcome, year, yardstick, now)


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
        value=_own(yardstick.value),
    )
    return Judged(state=state, now=now, reason=reason, low=shown(outcome.low), high=shown(outcome.high))


def _of_year(year: int, value: Fraction, yardstick: Yardstick) -> Message:
    side = "met" if yardstick.is_met(value) else "not_met"
    return Message.of(
        f"measure.{side}_{yardstick.sense}",
        year=year,
        measured=told(value, yardstick.value),
        value=_own(yardstick.value),
    )


def _own(value: Fraction) -> int | float:
    """The value of a yardstick, with the decimals that it has."""
    rounded = Fraction(shown(value))
    return int(rounded) if rounded.denominator == 1 else float(rounded)


def _none_valid(indicator: Indicator) -> Message:
    known = components().get(indicator.component)
    values: dict[str, Value] = {"years": len(indicator.points), "capture": known.capture if known else None}
    best = max((point.share for point in indicator.points if point.share is not None), default=None)
    return Message.of("measure.none_valid", best=best, **values)


def told(value: Fraction, beside: Fraction | None = None) -> int | float:
    """The number as a message holds it: in two or three digits that count.

    With all its decimals where these digits would put it on another side of ``beside``: 10.04 is more than 10.
    """
    size = abs(value)
    places = 0 if size >= _HUNDRED else 1 if size >= 1 else 2 if size >= Fraction(1, 10) else PLACES
    rounded = Fraction(shown(value, places)) if places else Fraction(round(value))
    if beside is not None and (rounded > beside, rounded < beside) != (value > beside, value < beside):
        rounded = Fraction(shown(value))
    return int(rounded) if rounded.denominator == 1 else float(rounded)
