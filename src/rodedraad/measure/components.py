"""What can be measured: the components of data/components.csv, with their units and the words that name them.

Whether less is better (``sense``), how values make a year (``merge``), and whether a value is that of a spot (a
concentration) or of an area (homes), which alone cannot be laid beside another area's. Pure.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, TypeAlias, cast

from rodedraad.records import Sense

Merge: TypeAlias = Literal["mean", "sum", "value"]
CAPTURE_OF_OTHERS = 85
"""The share of the year, in per cents, that must be measured of what no directive speaks of."""
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉³’‘´`μ\u00a0\u202f", "0123456789" + "3''''µ  ")
_PARTS: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {
        "µg/m³": ("concentration", Fraction(1)),
        "mg/m³": ("concentration", Fraction(1000)),
        "ng/m³": ("concentration", Fraction(1, 1000)),
        "mol/ha/jaar": ("deposition", Fraction(1)),
        "kg/ha/jaar": ("deposition", Fraction(1000, 14)),
        "dB": ("level", Fraction(1)),
        "%": ("share", Fraction(1)),
        "kton": ("mass", Fraction(1)),
        "Mton": ("mass", Fraction(1000)),
        "ton": ("mass", Fraction(1, 1000)),
        "banen": ("jobs", Fraction(1)),
        "woningen": ("homes", Fraction(1)),
        "klachten": ("complaints", Fraction(1)),
        "jaar": ("years", Fraction(1)),
    }
)
"""Units as they are kept, each with what it measures and how many of the smallest it holds; 14 grams N are a mole."""
_SPELLED: Mapping[str, str] = MappingProxyType(
    {
        "µg/m³": "µg/m3|ug/m3|mcg/m3|microgram/m3|microgram per kubieke meter|microgram per m3|"
        "micrograms per cubic metre|µg m-3|ug m-3|µg.m-3|ug.m-3",
        "mg/m³": "mg/m3|milligram per kubieke meter|milligrams per cubic metre|mg m-3|mg.m-3",
        "ng/m³": "ng/m3|nanogram per kubieke meter|nanograms per cubic metre|ng m-3|ng.m-3",
        "mol/ha/jaar": "mol/ha/jaar|mol/ha/jr|mol/ha/yr|mol/ha/j|mol n/ha/jaar|mol n/ha/jr|mol/ha|mol n/ha|"
        "mol per hectare per jaar|mol stikstof per hectare per jaar|mol per hectare|mol stikstof per hectare",
        "kg/ha/jaar": "kg n/ha/jaar|kg n/ha/jr|kg n/ha|kg/ha/jaar|kg/ha/jr|kilo stikstof per hectare",
        "dB": "db|db(a)|dba|db lden|decibel|decibels",
        "%": "%|procent|percent|per cent",
        "kton": "kton|kt|kiloton",
        "Mton": "mton|mt|megaton|miljoen ton",
        "ton": "ton|tonnes",
        "banen": "banen|arbeidsplaatsen|jobs|aantal banen",
        "woningen": "woningen|woning|homes|dwellings|aantal woningen|huurwoningen|huizen",
        "klachten": "klachten|klacht|geurklachten|complaints|meldingen|aantal klachten",
        "jaar": "jaar|jaren|years",
    }
)
UNITS: Mapping[str, str] = MappingProxyType(
    {word: unit for unit, words in _SPELLED.items() for word in words.split("|")}
)
"""How texts and files write a unit, in plain letters, each with the unit as it is kept."""
REFUSED = frozenset({"ppb", "ppm", "ppt", "ppbv", "ppmv"})
"""Shares of the volume: what they are in grams depends on the gas, the pressure and the warmth."""
COUNTS = frozenset({"", "aantal", "number", "count", "stuks", "-"})
"""What a file may give as the unit of things that are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One thing that is measured. ``capture`` is the least share of a year, in per cents, that makes the year valid.

    The least shares are those for fixed measurements of Directive (EU) 2024/2881, Annex V, part B.
    """

    id: str
    nl: str
    en: str
    unit: str
    sense: Sense
    merge: Merge
    is_of_area: bool
    capture: int
    codes: tuple[str, ...]
    cues: tuple[str, ...]


def plain(text: str) -> str:
    """The text in small letters with plain digits: character for character, so that places in it stay places."""
    changed = text.translate(_LOWERED)
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in changed)


@cache
def components() -> Mapping[str, Component]:
    """All components by their id, in the order of the file."""
    text = (resources.files("rodedraad") / "data" / "components.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["id"]: Component(
                id=row["id"],
                nl=row["nl"],
                en=row["en"],
                unit=row["unit"],
                sense=cast("Sense", row["sense"]),
                merge=cast("Merge", row["merge"]),
                is_of_area=row["scope"] == "area",
                capture=int(row["capture"]),
                codes=tuple(filter(None, row["codes"].split("|"))),
                cues=tuple(filter(None, row["cues"].split("|"))),
            )
            for row in csv.DictReader(text.splitlines())
        }
    )


@lru_cache(maxsize=4096)
def component_of(words: str) -> str:
    """The id of the component that a file names so; the words themselves where it is none that is known."""
    low = " ".join(plain(words).split()).replace(",", ".")
    known = _by_code()
    shorter = re.sub(r"\s*[(\[].*[)\]]$", "", low)
    named = (known[one] for one in (low, low.replace(" ", ""), shorter) if one in known)
    return next(named, " ".join(words.split()))


@cache
def _by_code() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in components().values():
        for word in (one.id.lower(), *one.codes, plain(one.nl), plain(one.en)):
            found.setdefault(word, one.id)
    return MappingProxyType(found)


@lru_cache(maxsize=4096)
def unit_of(words: str) -> str | None:
    """The unit as it is kept; None for words that are no unit that is known."""
    return UNITS.get(" ".join(plain(words).split()))


def factor(unit: str, to: str) -> Fraction | None:
    """By what a value in one unit is multiplied to be in the other; None where they measure different things."""
    one, other = _PARTS.get(unit), _PARTS.get(to)
    if one is None or other is None:
        return Fraction(1) if unit == to else None
    return one[1] / other[1] if one[0] == other[0] else None
