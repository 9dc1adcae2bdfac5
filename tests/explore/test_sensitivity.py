"""What appears and vanishes while one judgement moves is what a new search at every value finds."""

import random

import models

from rodedraad.explore import assess, breaks, solve
from rodedraad.explore.sensitivity import Shift, sensitivity


def slow_shifts(counts, cells, low, high, tolerance):
    """Solves the model anew for every value of every cell, walking away from the judgement as it is."""
    found = set()
    now = set(models.slowly(models.matrix(counts, cells), tolerance))
    for row, line in enumerate(cells):
        for column, value in enumerate(line):
            for values in (range(value - 1, low[row][column] - 1, -1), range(value + 1, high[row][column] + 1)):
                before = now
                for moved in values:
                    changed = [list(one) for one in cells]
                    changed[row][column] = moved
                    after = set(models.slowly(models.matrix(counts, changed), tolerance))
                    pairs = (("vanishes", before - after), ("appears", after - before))
                    found |= {
                        Shift(row=row, column=column, value=moved, choice=choice, change=change)
                        for change, choices in pairs
                        for choice in choices
                    }
                    before = after
    return found


def test_every_appearance_and_disappearance_is_found():
    changes = set()
    for seed in range(60):
        rng = random.Random(seed)
        counts = [rng.randint(2, 3) for _ in range(rng.randint(2, 4))]
        model = models.chance(counts, seed=seed, density=0.9, is_balanced=False)
        size = len(model.values)
        cells = [list(row) for row in model.values]
        low, high = [list(row) for row in cells], [list(row) for row in cells]
        for _ in range(6):
            row, column = rng.randrange(size), rng.randrange(size)
            low[row][column] = cells[row][column] - rng.randint(0, 3)
            high[row][column] = cells[row][column] + rng.randint(0, 3)
        tolerance = rng.choice((0, 0, 1))
        found = sensitivity(models.matrix(counts, cells, low=low, high=high), tolerance=tolerance)
        assert found.is_complete
        assert set(found.shifts) == slow_shifts(counts, cells, low, high, tolerance), seed
        changes |= {one.change for one in found.shifts}
    assert changes == {"appears", "vanishes"}


def slow_breaks(counts, cells, choice, tolerance):
    """For every cell the value nearest to it at which the combination no longer holds, on whichever side there is one."""
    found = set()
    for row, line in enumerate(cells):
        for column, value in enumerate(line):
            for step in (-1, 1):
                for away in range(1, 60):
                    changed = [list(one) for one in cells]
                    changed[row][column] = value + step * away
                    if assess(models.matrix(counts, changed), choice).inconsistency > tolerance:
                        found.add((row, column, value + step * away))
                        break
    return found


def test_what_breaks_a_scenario_is_the_nearest_value_of_every_cell_within_any_tolerance():
    seen = 0
    for seed in range(12):
        rng = random.Random(seed)
        counts = [rng.randint(2, 3) for _ in range(rng.randint(2, 3))]
        model = models.chance(counts, seed=seed, density=0.8, is_balanced=False)
        cells = [list(row) for row in model.values]
        owners = model.owners
        for tolerance in (0, 1, 2):
            for choice in solve(model, tolerance=tolerance).first(2):
                found = breaks(model, assess(model, choice), tolerance=tolerance)
                told = {(one.row, one.column, one.value) for one in found}
                slow = {
                    one for one in slow_breaks(counts, cells, choice, tolerance) if owners[one[0]] != owners[one[1]]
                }
                assert told == slow, (seed, tolerance, choice)
                seen += len(told)
    assert seen > 500


def test_without_intervals_nothing_moves():
    assert sensitivity(models.somewhereland()).shifts == ()


def test_somewhereland_loses_riots_with_one_judgement():
    model = models.somewhereland()
    low = [list(row) for row in model.values]
    low[6][10] = 0  # C1 promotes D2 by 2; suppose that somebody sees no influence
    low[6][13] = 0  # C1 promotes E3 by 2, and so on
    from_file = type(model)(drivers=model.drivers, values=model.values, low=tuple(map(tuple, low)))
    found = sensitivity(from_file)
    gone = [
        (one.row, one.column, one.value, models.shown(model, one.choice))
        for one in found.shifts
        if one.change == "vanishes"
    ]
    assert gone == [(6, 13, 0, "A1 B3 C1 D2 E3 F3")]
    assert solve(model).count == 10


def test_where_too_many_scenarios_could_change_it_says_that_not_all_were_looked_at():
    low = [[0] * 60 for _ in range(60)]
    low[0][3] = -1
    model = models.matrix([3] * 20, [[0] * 60] * 60, low=low)
    found = sensitivity(model)
    assert not found.is_complete
    assert {(one.row, one.column, one.value, one.change) for one in found.shifts} == {(0, 3, -1, "vanishes")}
