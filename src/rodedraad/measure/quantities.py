"""How much a sentence names: numbers with their unit, in digits and in words, and parts such as a half. Pure.

Of whatever they are told: ``goals.py`` finds that. docs/method/measure.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from rodedraad.measure.components import UNITS, unit_of
from rodedraad.records import Statement

_UNIT = "|".join(re.escape(word) for word in sorted(UNITS, key=lambda word: (-len(word), word)))
_DIGITS = r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,3})?|\d{1,3}(?:,\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,3})?"
_SCALES: Final = {"duizend": 1_000, "thousand": 1_000, "miljoen": 1_000_000, "million": 1_000_000}
AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<number>{_DIGITS})\s?(?:(?P<scale>{'|'.join(_SCALES)})\s)?"
    rf"(?:(?:nieuwe|extra|betaalbare|sociale|tijdelijke|directe|technische|duurzame|new|additional|affordable|temporary|direct)\s){{0,2}}(?P<unit>{_UNIT})(?![\w³²])"
)
"""A number with a unit, as it stands in a plain text in lower case."""
_PARTS: Final = (
    (re.compile(r"\b(?:halver\w*|gehalveerd|halvering|halve[ds]?|halving)\b"), Fraction(50)),
    (re.compile(r"\bmet de helft\b|\bby half\b"), Fraction(50)),
    (re.compile(r"\bmet (?:twee ?derde|2/3)\b|\bby two[- ]thirds\b"), Fraction(200, 3)),
    (re.compile(r"\bmet (?:een|één) derde\b|\bby (?:a|one)[- ]third\b"), Fraction(100, 3)),
    (re.compile(r"\bmet (?:een|één) kwart\b|\bby a quarter\b"), Fraction(25)),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount and where it stands; ``is_part`` where a part is told ("gehalveerd") and not a number."""

    start: int
    end: int
    value: Fraction
    unit: str
    is_part: bool = False


def numbers(low: str, statement: Statement) -> Iterator[Quantity]:
    """Numbers with a unit, by digits; numbers in words as the statement's own amounts have them."""
    taken: list[tuple[int, int]] = []
    for match in AMOUNT.finditer(low):
        value = number_of(match["number"], is_text=True)
        if value is None:
            continue
        unit = UNITS[" ".join(match["unit"].split())]
        yield Quantity(match.start(), match.end(), value * _SCALES.get(match["scale"] or "", 1), unit)
        taken.append(match.span())
    for amount in statement.amounts:
        start = statement.text.find(amount.words)
        unit = unit_of(amount.unit) or ""
        end = start + len(amount.words)
        if start < 0 or not unit or any(start < other and one < end for one, other in taken):
            continue
        yield Quantity(start, end, Fraction(Decimal(repr(amount.value))), unit)


def parts(low: str) -> tuple[Quantity, ...]:
    """A change by a part: "met een derde", "gehalveerd"."""
    found = ((part.search(low), value) for part, value in _PARTS)
    return tuple(Quantity(match.start(), match.end(), value, "%", is_part=True) for match, value in found if match)[:1]


def number_of(words: str, *, is_text: bool = False) -> Fraction | None:
    """The number of a text: a group of three after a point, space or comma is thousands, other digits are decimals."""
    compact = words.strip().replace(" ", "").replace("\u00a0", "")
    if not re.fullmatch(r"-?\d{1,12}(?:[.,]\d{1,12})*", compact):
        return None
    groups = re.split(r"[.,]", compact)
    if len(groups) == 1:
        return Fraction(compact)
    if is_text and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return Fraction("".join(groups))
    return Fraction(f"{''.join(groups[:-1])}.{groups[-1]}")
