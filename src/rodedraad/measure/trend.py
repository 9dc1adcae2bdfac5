"""Where a line is heading: a straight line through its valid years, and the interval in which a later year may fall.

Ordinary least squares with the prediction interval of one new year (Draper and Smith, Applied Regression Analysis, 3rd
edition, 1998, section 3.1), in exact fractions, so that every machine gives the same. Method: docs/method/measure.md,
section 5. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rodedraad.measure.decimals import root

LEAST_YEARS = 5
"""Fewer years say nothing of a trend: three degrees of freedom already make the interval twice as wide as many do."""
MOST_YEARS = 10
"""Of a longer line the last years count: what was decided since stands in these alone."""
_QUANTILES = (
    "6.314 2.920 2.353 2.132 2.015 1.943 1.895 1.860 1.833 1.812 1.796 1.782 1.771 1.761 1.753 1.746 1.740 1.734 1.729 "
    "1.725 1.721 1.717 1.714 1.711 1.708 1.706 1.703 1.701 1.699 1.697"
)
_T95 = tuple(Fraction(one) for one in _QUANTILES.split())
"""The 95 % points of Student's t for 1, 2, 3 ... degrees of freedom: 90 in 100 new years fall in the interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a line leads one to expect of a year: the middle, and the interval from ``low`` to ``high``."""

    middle: Fraction
    low: Fraction
    high: Fraction
    first: int
    last: int


def quantile(freedom: int) -> Fraction:
    """The 95 % point of Student's t; of more degrees of freedom than the table has, the last, which is a little wide."""
    return _T95[min(freedom, len(_T95)) - 1]


def expected(years: Sequence[tuple[int, Fraction]], year: int, *, is_positive: bool = True) -> Expectation | None:
    """What the last years lead one to expect of ``year``; None with fewer than ``LEAST_YEARS``.

    ``years`` are (year, value), sorted, each year once; gaps are allowed and stay gaps. ``is_positive``: no value below
    0 can be.
    """
    used = years[-MOST_YEARS:]
    count = len(used)
    if count < LEAST_YEARS:
        return None
    middle = Fraction(sum(at for at, _ in used), count)
    mean = sum((value for _, value in used), Fraction(0)) / count
    spread = sum((at - middle) ** 2 for at, _ in used)
    slope = sum(((at - middle) * (value - mean) for at, value in used), Fraction(0)) / spread
    rest = sum(((value - mean - slope * (at - middle)) ** 2 for at, value in used), Fraction(0)) / (count - 2)
    wide = quantile(count - 2) * root(rest * (1 + Fraction(1, count) + (year - middle) ** 2 / spread))
    there = mean + slope * (year - middle)
    low, high = there - wide, there + wide
    if is_positive:
        there, low, high = max(there, Fraction(0)), max(low, Fraction(0)), max(high, Fraction(0))
    return Expectation(middle=there, low=low, high=high, first=used[0][0], last=used[-1][0])
