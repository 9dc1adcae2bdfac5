"""Numbers as text, the same on every machine: exact fractions in, short decimals out. Pure."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

PLACES = 3
"""Decimals that are kept: a thousandth of a microgram is below what any instrument tells apart."""


def shown(value: Fraction, places: int = PLACES) -> str:
    """The value as a decimal number without needless zeros; a half goes to the even neighbour."""
    scale = 10**places
    whole = round(value * scale)
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).zfill(places + 1)
    head, tail = digits[:-places], digits[-places:].rstrip("0")
    return f"{sign}{head}.{tail}" if tail else f"{sign}{head}"


def root(value: Fraction, places: int = 9) -> Fraction:
    """The square root of a value of at least 0, rounded down to ``places`` decimals: by whole numbers alone."""
    scale = 10**places
    return Fraction(isqrt(value.numerator * scale * scale // value.denominator), scale)
