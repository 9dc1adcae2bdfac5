"""Means over eight hours: the highest of each day, and on how many days it lies above a norm. Pure.

Directive 2008/50/EC, Annex VII, section B: running means of eight hours, each of the day on which it ends, so that the
first of a day runs from 17:00 on the day before to 01:00. Annex VII, section A: a mean needs six of its hours, a day
eighteen of its means. Only what decides is reckoned: a day without an hour above the norm has no mean above it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

HOURS_OF_DAY: Final = 24
SPAN: Final = 8
LEAST_HOURS: Final = 6
LEAST_MEANS: Final = 18


def days_above(
    seen: Sequence[int],
    hours: array[int],
    before: tuple[int, array[int]] | None,
    *,
    level: Fraction,
    days: Iterable[int],
) -> int:
    """On how many of ``days`` the highest mean over eight hours lies above ``level``, in the unit of ``hours``.

    ``seen`` has a bit per hour of each day, ``hours`` the values of all days; ``before`` the bits and the 24 values of the
    last day of the year before, None where nothing is known of it.
    """
    found = 0
    for day in days:
        start = day * HOURS_OF_DAY
        if day:
            mask, values = seen[day - 1], hours[start - HOURS_OF_DAY : start]
        else:
            mask, values = before or (0, array("q", bytes(8 * HOURS_OF_DAY)))
        two = values + hours[start : start + HOURS_OF_DAY]
        if max(two) * level.denominator <= level.numerator:
            continue
        found += _is_above(mask | seen[day] << HOURS_OF_DAY, two, level)
    return found


def _is_above(mask: int, two: array[int], level: Fraction) -> bool:
    """Whether the second of two days, with a bit and a value per hour, has enough means and one of these is above."""
    means = 0
    is_above = False
    for end in range(HOURS_OF_DAY + 1, 2 * HOURS_OF_DAY + 1):
        hours = (mask >> (end - SPAN) & ((1 << SPAN) - 1)).bit_count()
        if hours < LEAST_HOURS:
            continue
        means += 1
        total = sum(two[end - SPAN : end])  # an hour that is missing is kept as nought
        is_above = is_above or total * level.denominator > level.numerator * hours
    return means >= LEAST_MEANS and is_above
