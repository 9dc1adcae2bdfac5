"""The limit and guideline values of data/norms.csv: EU law now and from 2030, and what the WHO advises. Pure.

Each row names the article or table that it comes from; docs/method/measure.md, section 4.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import cast

from rodedraad.measure.components import factor
from rodedraad.records import Averaging, Norm, NormKind


@cache
def norms() -> tuple[Norm, ...]:
    """All norms, in the order of the file."""
    text = (resources.files("rodedraad") / "data" / "norms.csv").read_text(encoding="utf-8")
    return tuple(
        Norm(
            id=row["id"],
            component=row["component"],
            value=row["value"],
            unit=row["unit"],
            averaging=cast("Averaging", row["averaging"]),
            from_year=int(row["from_year"]) if row["from_year"] else None,
            kind=cast("NormKind", row["kind"]),
            origin=row["origin"],
            allowed=int(row["allowed"]) if row["allowed"] else None,
            until_year=int(row["until_year"]) if row["until_year"] else None,
            mean_years=int(row["mean_years"] or 1),
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def norms_of(component: str) -> tuple[Norm, ...]:
    """The norms of one component."""
    return tuple(norm for norm in norms() if norm.component == component)


@cache
def levels(component: str, averaging: Averaging, unit: str) -> Mapping[str, Fraction]:
    """The values, in this unit, of the component's norms over this time, by the norm's id."""
    return MappingProxyType(
        {
            norm.id: Fraction(norm.value) * times
            for norm in norms_of(component)
            if norm.averaging == averaging and (times := factor(norm.unit, unit)) is not None
        }
    )
