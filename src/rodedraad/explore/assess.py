"""What holds of one combination: its impact balances, its score, and which drivers break it and by how much.

Words as in the manual of ScenarioWizard (Weimer-Jehle): the inconsistency of a driver is what the best variant of it
has more than the chosen one; that of a scenario the most of its drivers; the total impact score is the sum of the
balances of the chosen variants. Method: docs/method/explore.md, section 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rodedraad.explore.matrix import Matrix, complete
from rodedraad.explore.slack import table
from rodedraad.records import Reliance, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A driver whose chosen variant is not the best one: ``better`` has ``by`` more. Places from 0."""

    driver: int
    chosen: int
    better: int
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What one combination comes to.

    ``balances`` are of every variant, in the order of the matrix. ``lead`` is the least by which a chosen variant is
    ahead of the next one: ScenarioWizard's consistency value; below 0 where the combination is inconsistent.
    """

    choice: tuple[int, ...]
    balances: tuple[int, ...]
    score: int
    lead: int
    breaches: tuple[Breach, ...]

    @property
    def inconsistency(self) -> int:
        """The most by which another variant of a driver is better than the chosen one; 0 where consistent."""
        return max((breach.by for breach in self.breaches), default=0)


def assess(matrix: Matrix, choice: tuple[int, ...]) -> Assessment:
    """Weighs any combination (places from 0). Raises WrongUse where a cell is missing."""
    return assessed(complete(matrix), choice)


def assessed(matrix: Matrix, choice: tuple[int, ...]) -> Assessment:
    """As ``assess``, of a matrix that is known to be complete: looking for missing cells costs more than the sums."""
    rows = chosen_rows(matrix, choice)
    balances = [sum(matrix.values[row][column] or 0 for row in rows) for column in range(len(matrix.values))]
    breaches, leads = [], []
    for driver, row in enumerate(rows):
        others = [at for at in range(matrix.starts[driver], matrix.starts[driver + 1]) if at != row]
        if not others:
            continue
        better = max(others, key=lambda at: (balances[at], -at))
        leads.append(balances[row] - balances[better])
        if leads[-1] < 0:
            start = matrix.starts[driver]
            breaches.append(Breach(driver=driver, chosen=row - start, better=better - start, by=-leads[-1]))
    return Assessment(
        choice=choice,
        balances=tuple(balances),
        score=sum(balances[row] for row in rows),
        lead=min(leads, default=0),
        breaches=tuple(sorted(breaches, key=lambda breach: (-breach.by, breach.driver))),
    )


def weights(matrix: Matrix, choices: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Score and inconsistency of each of many combinations: those of ``assess``, thousands at a time."""
    if not choices:
        return []
    starts = np.array(matrix.starts)
    rows = np.array(choices, dtype=np.int64) + starts[:-1]
    cells = table(complete(matrix).values)
    balances = sum((cells[rows[:, driver]] for driver in range(rows.shape[1])), np.zeros_like(cells[:1]))
    chosen = np.take_along_axis(balances, rows, axis=1)
    best = np.maximum.reduceat(balances, starts[:-1], axis=1)
    return list(zip(chosen.sum(axis=1).tolist(), (best - chosen).max(axis=1).tolist(), strict=True))


def chosen_rows(matrix: Matrix, choice: tuple[int, ...]) -> tuple[int, ...]:
    """The rows of a combination."""
    return tuple(start + place for start, place in zip(matrix.starts, choice, strict=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The nearest value of one cell, all else equal, at which a combination is no longer consistent."""

    row: int
    column: int
    value: int


def breaks(matrix: Matrix, found: Assessment, *, tolerance: int = 0) -> tuple[Break, ...]:
    """For each cell that a consistent combination uses, the nearest value at which it breaks.

    Lower for what speaks for a chosen variant, higher for what speaks for another. Cells of a row that is not chosen do
    not matter to it, nor does what a driver does to itself, which nobody judges. Nearest first, then by row and column.
    """
    rows = chosen_rows(matrix, found.choice)
    nearest = []
    for driver, chosen in enumerate(rows):
        columns = range(matrix.starts[driver], matrix.starts[driver + 1])
        behind = [found.balances[at] for at in columns if at != chosen]
        for row in rows:
            if row == chosen:
                continue
            for column in columns:
                value = matrix.values[row][column] or 0
                if column == chosen and behind:
                    room = found.balances[chosen] - max(behind) + tolerance
                    nearest.append((room, Break(row=row, column=column, value=value - room - 1)))
                elif column != chosen:
                    room = found.balances[chosen] - found.balances[column] + tolerance
                    nearest.append((room, Break(row=row, column=column, value=value + room + 1)))
    return tuple(one for _, one in sorted(nearest, key=lambda item: (item[0], item[1].row, item[1].column)))


def reliances(matrix: Matrix, found: Assessment, *, tolerance: int = 0) -> tuple[Reliance, ...]:
    """The judgements a scenario cannot do without, nearest first.

    It breaks where one of them is taken away (set to 0), or somewhere within the interval on which people differ.
    """
    names = matrix.variants
    kept = []
    for one in breaks(matrix, found, tolerance=tolerance):
        value = matrix.values[one.row][one.column] or 0
        low, high = matrix.span(one.row, one.column) or (value, value)
        is_within = low <= one.value <= high
        is_needed = value > 0 and one.value >= 0 if one.value < value else value < 0 and one.value <= 0
        if is_within or is_needed:
            cell = f"{names[one.row]}>{names[one.column]}"
            kept.append(Reliance(judgement=cell, value=one.value, is_within=is_within))
    return tuple(kept)


def scenario(matrix: Matrix, choice: tuple[int, ...], *, tolerance: int = 0) -> Scenario:
    """One combination as a record. Its basin, outlooks and what it reaches are for others to fill in."""
    found = assess(matrix, choice)
    names = tuple(driver.variants[place].id for driver, place in zip(matrix.drivers, choice, strict=True))
    starts = matrix.starts
    return Scenario(
        id=" ".join(names),
        variants=names,
        score=found.score,
        inconsistency=found.inconsistency,
        is_consistent=found.inconsistency == 0,
        balances=tuple(found.balances[starts[at] : starts[at + 1]] for at in range(len(matrix.drivers))),
        reliances=reliances(matrix, found, tolerance=tolerance) if found.inconsistency <= tolerance else (),
    )
