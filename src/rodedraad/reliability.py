"""How far raters agree on labels, beyond what chance gives: Krippendorff's alpha for nominal data.

Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011), section C: any
number of raters, any values missing. Exact until the last step. docs/method/genai_evaluation.md, section 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction


def alpha(units: Iterable[Sequence[str | None]]) -> float | None:
    """The agreement of raters beyond chance: 1 for always, 0 for as often as by chance, below 0 for less.

    Takes one row per unit with the label that each rater gave it, None where one gave none; a unit with fewer than two
    labels tells nothing. Returns None where it is not defined: nobody labelled a unit twice, or all labels of such units
    are one and the same, so that there is nothing that could have been confused.
    """
    counts = [Counter(label for label in unit if label is not None) for unit in units]
    rated = [count for count in counts if count.total() > 1]
    totals: Counter[str] = sum(rated, Counter())
    every = totals.total()
    by_chance = every * every - sum(count * count for count in totals.values())
    if not by_chance:
        return None
    apart = sum(
        (
            Fraction(unit.total() ** 2 - sum(count * count for count in unit.values()), unit.total() - 1)
            for unit in rated
        ),
        Fraction(0),
    )
    return float(1 - (every - 1) * apart / by_chance)


def rated_twice(units: Iterable[Sequence[str | None]]) -> int:
    """How many units have two labels or more: what alpha rests on."""
    return sum(sum(label is not None for label in unit) > 1 for unit in units)
