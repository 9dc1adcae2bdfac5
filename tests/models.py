"""Cross-impact models: Somewhereland, and random ones of any size and density; and the slow way to solve them."""

import itertools
import random

from rodedraad.explore import Matrix
from rodedraad.records import Driver, Variant

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

SOMEWHERELAND = {
    "A": "Patriots party|Prosperity party|Social party",
    "B": "Cooperation|Rivalry|Conflict",
    "C": "Shrinking|Stagnant|Dynamic",
    "D": "Balanced|Strong contrasts",
    "E": "Social peace|Tensions|Riots",
    "F": "Meritocratic|Solidarity|Family",
}
"""The exercise of the manual of ScenarioWizard 4.1 (Weimer-Jehle 2013), page 11, figure 2-2."""
SOMEWHERELAND_ROWS = """
 0  0  0 -2  1  1  0  0  0  0  0 -2  1  1  0  0  0
 0  0  0  2  1 -3 -2 -1  3 -2  2  0  0  0  2 -1 -1
 0  0  0  0  0  0  0  2 -2  3 -3  2 -1 -1 -2  2  0
 0  0  0  0  0  0 -2  1  1  0  0  0  0  0  0  0  0
 0  0  0  0  0  0  0  1 -1  0  0  1  0 -1  0  0  0
 3 -1 -2  0  0  0  3  0 -3  0  0  3 -1 -2 -2  1  1
 2  1 -3  0  0  0  0  0  0 -2  2 -3  1  2  0  0  0
-1  2 -1  0  0  0  0  0  0  0  0  0  0  0  0  0  0
 0  0  0  0  0  0  0  0  0 -2  2  3 -1 -2  0  0  0
 0  0  0  0  0  0  0  0  0  0  0  3 -1 -2 -2  1  1
 0 -3  3  0  0  0  0  0  0  0  0 -3  1  2  2 -1 -1
 0  0  0  0  0  0 -2 -1  3  0  0  0  0  0  2 -1 -1
 0  0  0 -1  0  1  1  1 -2  0  0  0  0  0 -1  0  1
 2 -1 -1 -3  1  2  3  0 -3  0  0  0  0  0 -2 -1  3
 0  3 -3  0  0  0 -3  0  3 -3  3 -2  1  1  0  0  0
 1 -2  1  0  0  0 -1  2 -1  2 -2  2 -1 -1  0  0  0
 0  0  0  0  0  0 -1  2 -1  1 -1  2 -1 -1  0  0  0
"""
CONSISTENT = """
A1 B2 C2 D1 E1 F2|A1 B3 C1 D2 E3 F3|A1 B3 C2 D1 E1 F2|A1 B3 C2 D1 E1 F3|A2 B1 C3 D2 E2 F1
A2 B2 C3 D2 E2 F1|A3 B1 C2 D1 E1 F2|A3 B1 C3 D2 E1 F1|A3 B2 C2 D1 E1 F2|A3 B2 C3 D2 E1 F1
"""
"""Its ten consistent scenarios, as the manual has them."""


def drivers(counts):
    """Drivers with so many variants each, with letters for ids."""
    return tuple(
        Driver(
            id=letter,
            nl=f"Kracht {letter}",
            en=f"Driver {letter}",
            variants=tuple(
                Variant(id=f"{letter}{at}", nl=f"stand {letter}{at}", en=f"state {letter}{at}")
                for at in range(1, count + 1)
            ),
        )
        for letter, count in zip(LETTERS, counts, strict=False)
    )


def matrix(counts, cells, **intervals):
    """A matrix of a list of rows."""
    return Matrix(
        drivers=drivers(counts),
        values=tuple(map(tuple, cells)),
        **{name: tuple(map(tuple, table)) for name, table in intervals.items()},
    )


def somewhereland():
    """The exercise as a matrix."""
    cells = tuple(tuple(map(int, line.split())) for line in SOMEWHERELAND_ROWS.split("\n") if line.strip())
    named = tuple(
        Driver(
            id=letter,
            nl=letter,
            en=letter,
            variants=tuple(
                Variant(id=f"{letter}{at}", nl=name, en=name) for at, name in enumerate(names.split("|"), start=1)
            ),
        )
        for letter, names in SOMEWHERELAND.items()
    )
    return Matrix(drivers=named, values=cells)


def chance(counts, *, seed, density=0.5, most=2, is_balanced=True):
    """A random model in which a share ``density`` of the sections says something, from -``most`` to ``most``.

    ``is_balanced``: what a variant does to those of another driver sums to 0, as is usual in published matrices.
    """
    rng = random.Random(seed)
    starts = [sum(counts[:at]) for at in range(len(counts) + 1)]
    cells = [[0] * starts[-1] for _ in range(starts[-1])]
    for cause, effect in itertools.permutations(range(len(counts)), 2):
        if rng.random() >= density:
            continue
        for row in range(starts[cause], starts[cause + 1]):
            line = [rng.randint(-most, most) for _ in range(counts[effect])]
            while is_balanced and sum(line):
                line = [rng.randint(-most, most) for _ in range(counts[effect])]
            cells[row][starts[effect] : starts[effect + 1]] = line
    return matrix(counts, cells)


def slowly(model, tolerance=0, loosened=()):
    """Every consistent combination by looking at each: the definition and nothing else."""
    starts, cells = model.starts, model.values
    found = []
    for choice in itertools.product(*(range(len(driver.variants)) for driver in model.drivers)):
        rows = [start + place for start, place in zip(starts, choice, strict=False)]
        balance = [sum(cells[row][column] or 0 for row in rows) for column in range(len(cells))]
        if all(
            max(balance[starts[at] : starts[at + 1]]) - balance[row] <= tolerance + (loosened[at] if loosened else 0)
            for at, row in enumerate(rows)
        ):
            found.append(choice)
    return found


def shown(model, choice):
    """A combination by the ids of its variants."""
    return " ".join(driver.variants[place].id for driver, place in zip(model.drivers, choice, strict=True))
