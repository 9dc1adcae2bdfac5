"""A cross-impact matrix: what each variant of each driver does to each variant of every driver.

Rows are causes, columns are effects, both in the order of the drivers and their variants. A section is what one driver
does to another. Weimer-Jehle, W. (2006), Cross-impact balances: a system-theoretical approach to cross-impact analysis,
Technological Forecasting and Social Change 73(4), 334-361. Method: docs/method/explore.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from rodedraad import drivers
from rodedraad.errors import WrongUse
from rodedraad.records import Driver, Judgement

Cells: TypeAlias = tuple[tuple[int | None, ...], ...]
Place: TypeAlias = tuple[int, int]
"""A cell: its row and its column, from 0."""

SCALE: Final = 3
"""Judgements go from -3 (hinders strongly) to +3 (promotes strongly), as in Weimer-Jehle (2006)."""
WIDEST_SCALE: Final = 1000
MOST_VARIANTS: Final = 600
"""Of all drivers together; a published matrix has some tens. Above it the tables of the search outgrow its memory."""
MOST_OF_ONE: Final = drivers.MOST_VARIANTS
"""Variants of one driver, in a dossier and in a file alike; their pairs are what the search keeps."""
_FEWEST_DRIVERS: Final = 2
_FEWEST_VARIANTS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Drivers, and for each cell a judgement with the interval within which people differ.

    ``values[row][column]`` is None where nobody judged. ``low`` and ``high`` have the same shape; a cell that is None
    there has the interval of its value alone. What a driver does to itself is 0 where nobody filled it in, and counts
    where somebody did, as in ScenarioWizard.
    """

    drivers: tuple[Driver, ...]
    values: Cells
    low: Cells = ()
    high: Cells = ()

    @property
    def starts(self) -> tuple[int, ...]:
        """The first row of each driver, and after the last the number of rows."""
        return _starts(tuple(len(driver.variants) for driver in self.drivers))

    @property
    def variants(self) -> tuple[str, ...]:
        """The id of each row (and column)."""
        return tuple(variant.id for driver in self.drivers for variant in driver.variants)

    @property
    def owners(self) -> tuple[int, ...]:
        """The place of the driver of each row."""
        return tuple(place for place, driver in enumerate(self.drivers) for _ in driver.variants)

    @property
    def combinations(self) -> int:
        """How many combinations of one variant per driver there are."""
        return math.prod(len(driver.variants) for driver in self.drivers)

    @property
    def missing(self) -> tuple[Place, ...]:
        """The cells that nobody judged, but for what a driver would do to itself."""
        owners = self.owners
        return tuple(
            (row, column)
            for row, cells in enumerate(self.values)
            for column, value in enumerate(cells)
            if value is None and owners[row] != owners[column]
        )

    def span(self, row: int, column: int) -> tuple[int, int] | None:
        """The interval of one cell; None where it has neither a value nor an interval."""
        value = self.values[row][column]
        low = self.low[row][column] if self.low else value
        high = self.high[row][column] if self.high else value
        low, high = value if low is None else low, value if high is None else high
        return None if low is None or high is None else (low, high)

    def named(self, row: int) -> str:
        """A row or column as people name it: id, driver and variant."""
        driver = self.drivers[self.owners[row]]
        variant = driver.variants[row - self.starts[self.owners[row]]]
        return f"{variant.id} ({driver.nl}: {variant.nl})"


@cache
def _starts(counts: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sum(counts[:place]) for place in range(len(counts) + 1))


def matrix_of(drawn: Sequence[Driver], judgements: Sequence[Judgement]) -> Matrix:
    """The matrix of a dossier's drivers and judgements. A cell without a judgement is missing, not zero.

    Raises WrongUse for a judgement of a variant that no driver has, or two judgements of one cell.
    """
    rows = {variant.id: place for place, variant in enumerate(one for driver in drawn for one in driver.variants)}
    found: dict[Place, Judgement] = {}
    for judgement in judgements:
        for name in (judgement.cause, judgement.effect):
            if name not in rows:
                raise WrongUse("explore.unknown_variant", name=name, judgement=judgement.id)
        place = rows[judgement.cause], rows[judgement.effect]
        if place in found:
            raise WrongUse("explore.judged_twice", cause=judgement.cause, effect=judgement.effect)
        found[place] = judgement
    return Matrix(
        drivers=tuple(drawn),
        values=_cells(len(rows), {place: one.value for place, one in found.items()}),
        low=_cells(len(rows), {place: one.low for place, one in found.items()}),
        high=_cells(len(rows), {place: one.high for place, one in found.items()}),
    )


def _cells(size: int, found: Mapping[Place, int | None]) -> Cells:
    return tuple(tuple(found.get((row, column)) for column in range(size)) for row in range(size))


def checked(matrix: Matrix, *, scale: int = SCALE) -> Matrix:
    """The same matrix, where it is one that can be searched; else WrongUse, which names the row and the column.

    ``scale`` is the largest judgement, up or down. Missing cells pass: see ``complete``.
    """
    if len(matrix.drivers) < _FEWEST_DRIVERS:
        raise WrongUse("explore.one_driver", count=len(matrix.drivers))
    for driver in matrix.drivers:
        if len(driver.variants) < _FEWEST_VARIANTS:
            raise WrongUse("explore.one_variant", driver=_named(driver), count=len(driver.variants))
        if len(driver.variants) > MOST_OF_ONE:
            raise WrongUse(
                "explore.too_many_of_one", driver=_named(driver), count=len(driver.variants), most=MOST_OF_ONE
            )
    names = matrix.variants
    if len(names) > MOST_VARIANTS:
        raise WrongUse("explore.too_many", count=len(names), most=MOST_VARIANTS)
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise WrongUse("explore.same_id", id=twice)
    if len(matrix.values) != len(names):
        raise WrongUse("explore.rows", count=len(matrix.values), expected=len(names))
    for table in (matrix.values, matrix.low, matrix.high):
        for row, cells in enumerate(table):
            if len(cells) != len(names):
                raise WrongUse("explore.columns", row=matrix.named(row), count=len(cells), expected=len(names))
            for column, value in enumerate(cells):
                if value is not None and abs(value) > scale:
                    raise WrongUse(
                        "explore.out_of_range",
                        row=matrix.named(row),
                        column=matrix.named(column),
                        value=value,
                        scale=scale,
                    )
    _intervals(matrix)
    return matrix


def _intervals(matrix: Matrix) -> None:
    for row, cells in enumerate(matrix.values):
        for column, value in enumerate(cells):
            span = matrix.span(row, column)
            if span and not span[0] <= (span[0] if value is None else value) <= span[1]:
                raise WrongUse(
                    "explore.interval",
                    row=matrix.named(row),
                    column=matrix.named(column),
                    value=value,
                    low=span[0],
                    high=span[1],
                )


def complete(matrix: Matrix) -> Matrix:
    """The same matrix where every cell was judged; else WrongUse, which counts the missing and names the first."""
    if missing := matrix.missing:
        row, column = missing[0]
        raise WrongUse("explore.missing", count=len(missing), row=matrix.named(row), column=matrix.named(column))
    return matrix


def _named(driver: Driver) -> str:
    return driver.id if driver.id == driver.nl else f"{driver.id} ({driver.nl})"
