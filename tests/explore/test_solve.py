"""The solver finds exactly what looking at every combination finds."""

import itertools
import random

import models
import pytest

from rodedraad.errors import WrongUse
from rodedraad.explore import Matrix, assess, basins, breaks, checked, estimated, is_certain, possible, scenario, solve
from rodedraad.explore.slack import islands, slack
from rodedraad.records import Reliance


def small(seed):
    """A model of two to six drivers, of any density, sometimes in parts and sometimes with a driver acting on itself."""
    rng = random.Random(seed)
    counts = [rng.randint(1, 4) for _ in range(rng.randint(2, 6))]
    model = models.chance(
        counts, seed=seed, density=rng.choice((0, 0.2, 0.5, 1)), most=rng.randint(1, 3), is_balanced=False
    )
    if rng.random() < 0.2:
        cells = [list(row) for row in model.values]
        at = rng.randrange(len(counts))
        for row, column in itertools.product(range(model.starts[at], model.starts[at + 1]), repeat=2):
            cells[row][column] = rng.randint(-2, 2)
        model = models.matrix(counts, cells)
    return model, rng.choice((0, 0, 1, 2, 5))


def test_somewhereland_has_its_ten_scenarios_and_its_worked_balance():
    model = models.somewhereland()
    found = solve(model)
    assert [models.shown(model, one) for one in found.first()] == models.CONSISTENT.strip().replace("\n", "|").split(
        "|"
    )
    assert (found.count, found.is_complete, model.combinations) == (10, True, 486)
    worked = assess(model, (1, 0, 2, 0, 0, 0))  # A2 B1 C3 D1 E1 F1
    assert worked.balances == (0, 3, -3, 2, 1, -3, -9, -1, 10, -7, 7, 4, -1, -3, 2, -1, -1)
    assert [(one.driver, one.chosen, one.better, one.by) for one in worked.breaches] == [(3, 0, 1, 14)]
    assert (worked.inconsistency, worked.score, worked.lead) == (14, 3 + 2 + 10 - 7 + 4 + 2, -14)


def test_the_search_finds_what_looking_at_every_combination_finds():
    consistent = 0
    for seed in range(600):
        model, tolerance = small(seed)
        slow = models.slowly(model, tolerance)
        fast = solve(model, tolerance=tolerance)
        assert list(fast.first()) == slow, seed
        assert (fast.count, fast.is_complete) == (len(slow), True), seed
        consistent += len(slow)
    assert consistent > 5_000  # the models are not empty ones


def test_a_tolerance_may_differ_by_driver():
    for seed in range(60):
        model, tolerance = small(seed)
        loosened = [random.Random(seed).choice((0, 0, 3)) for _ in model.drivers]
        assert list(solve(model, tolerance=tolerance, loosened=loosened).first()) == models.slowly(
            model, tolerance, loosened
        ), seed


def test_small_chunks_and_few_kept_change_nothing(monkeypatch):
    monkeypatch.setattr("rodedraad.explore.search._CHUNK_CELLS", 64)
    for seed in range(80):
        model, tolerance = small(seed)
        slow = models.slowly(model, tolerance)
        few = solve(model, tolerance=tolerance, kept=3)
        assert (list(few.first(3)), few.count) == (slow[:3], len(slow)), seed


def test_the_order_of_drivers_and_variants_says_nothing():
    for seed in range(40):
        model, tolerance = small(seed)
        rng = random.Random(seed)
        order = rng.sample(range(len(model.drivers)), len(model.drivers))
        rows = [row for at in order for row in range(model.starts[at], model.starts[at + 1])]
        turned = Matrix(
            drivers=tuple(model.drivers[at] for at in order),
            values=tuple(tuple(model.values[row][column] for column in rows) for row in rows),
        )
        back = {
            tuple(one[order.index(at)] for at in range(len(order)))
            for one in solve(turned, tolerance=tolerance).first()
        }
        assert back == set(solve(model, tolerance=tolerance).first()), seed


def test_a_matrix_that_says_nothing_is_counted_and_not_multiplied_out():
    model = models.matrix([3] * 40, [[0] * 120] * 120)
    found = solve(model)
    assert (found.count, found.is_complete) == (3**40, True)
    assert list(found.first(4)) == [(0,) * 38 + last for last in ((0, 0), (0, 1), (0, 2), (1, 0))]


def test_islands_are_those_drivers_that_change_something_for_one_another():
    left, right = models.chance([3, 2, 2], seed=3, density=1), models.chance([2, 3], seed=5, density=1)
    size = 7 + 5
    cells = [[0] * size for _ in range(size)]
    for offset, part in ((0, left), (7, right)):
        for row, line in enumerate(part.values):
            cells[offset + row][offset : offset + len(line)] = line
    for row in range(7):  # all variants of the first driver favour H2 alike: a push, not a coupling
        cells[row][7] += 1 if row < 3 else 0
    model = models.matrix([3, 2, 2, 2, 3], cells)
    assert all(set(part) <= {0, 1, 2} or set(part) <= {3, 4} for part in islands(slack(model)))
    assert list(solve(model).first()) == models.slowly(model)


def test_a_stopped_search_says_so_and_what_it_found_is_true():
    model = models.chance([3] * 12, seed=2, density=0.3)
    whole = solve(model)
    stopped = solve(model, most_nodes=whole.nodes // 2)
    assert whole.is_complete
    assert not stopped.is_complete
    assert stopped.nodes < whole.nodes
    assert set(stopped.first()) <= set(whole.first())
    calls = []
    watched = solve(model, watch=lambda nodes, found: calls.append((nodes, found)) or len(calls) == 3)
    assert (watched.is_complete, len(calls)) == (False, 3)

    def interrupt(*_):
        raise KeyboardInterrupt

    assert not solve(model, watch=interrupt).is_complete


def test_the_same_model_costs_the_same_work_and_the_estimate_is_near_it():
    model = models.chance([3] * 18, seed=4, density=0.9)
    nodes = solve(model).nodes
    assert nodes == solve(model).nodes
    assert nodes / 2 < estimated(model) < nodes * 2


def test_ten_thousand_million_combinations_take_less_than_a_million_nodes():
    for seed in range(3):
        model = models.chance([3] * 21, seed=seed, density=0.6)
        found = solve(model)
        assert model.combinations > 10**10
        assert found.is_complete
        assert found.nodes < 1_000_000, seed


def test_what_is_found_among_many_is_what_succession_does_not_move():
    # another algorithm on half a million combinations: both must be right, or wrong in the same way
    for seed in range(3):
        model = models.chance([3] * 12, seed=seed, density=0.5)
        ends = basins(model, random.Random(0)).attractors
        assert {one.states[0] for one in ends if not one.is_cycle} == set(solve(model).first()), seed


def test_missing_cells_are_refused_by_name_and_bounded_on_request():
    for seed in range(40):
        rng = random.Random(seed)
        model = models.chance([2, 3, 2], seed=seed, density=1, most=1, is_balanced=False)
        cells = [list(row) for row in model.values]
        gone = [(0, 2), (5, 1)]
        for row, column in gone:
            cells[row][column] = None
        holed = models.matrix([2, 3, 2], cells)
        with pytest.raises(WrongUse) as caught:
            solve(holed)
        assert dict(caught.value.message.values)["count"] == 2
        outcomes = []
        for filling in itertools.product(range(-1, 2), repeat=2):
            for (row, column), value in zip(gone, filling, strict=True):
                cells[row][column] = value
            outcomes.append(set(models.slowly(models.matrix([2, 3, 2], cells))))
        may = list(possible(holed, scale=1).first())
        assert set(may) == set.union(*outcomes), seed
        certain = {one for one in may if is_certain(holed, one, scale=1)}
        assert certain == set.intersection(*outcomes), (seed, rng)


def test_the_nearest_value_at_which_a_scenario_breaks_is_the_nearest():
    for seed in range(25):
        model = models.chance([2, 3, 2, 2], seed=seed, density=0.8, is_balanced=False)
        for choice in solve(model).first(3):
            for one in breaks(model, assess(model, choice)):
                cells = [list(row) for row in model.values]
                step = 1 if one.value > cells[one.row][one.column] else -1
                cells[one.row][one.column] = one.value
                assert assess(models.matrix([2, 3, 2, 2], cells), choice).inconsistency > 0
                cells[one.row][one.column] = one.value - step
                assert assess(models.matrix([2, 3, 2, 2], cells), choice).inconsistency == 0


def test_a_scenario_rests_on_those_judgements_without_which_it_does_not_hold():
    for seed in range(25):
        model = models.chance([2, 3, 2, 2], seed=seed, density=0.9, is_balanced=False)
        names = model.variants
        for choice in solve(model).first(3):
            needed = set()
            for row, column in itertools.product(range(9), repeat=2):
                cells = [list(line) for line in model.values]
                cells[row][column] = 0
                if assess(models.matrix([2, 3, 2, 2], cells), choice).inconsistency:
                    needed.add(f"{names[row]}>{names[column]}")
            assert {one.judgement for one in scenario(model, choice).reliances} == needed, seed


def test_a_scenario_that_rests_on_one_judgement_says_on_which():
    cells = [[0] * 4 for _ in range(4)]
    cells[0][2], cells[1][3], cells[2][0] = 1, 2, 3
    model = models.matrix(
        [2, 2], cells, low=[[None] * 4] * 4, high=[[None, None, None, 1], [None] * 4, [None] * 4, [None] * 4]
    )
    # A1 B1 holds since A1 promotes B1 (1) and B1 promotes A1 (3); people differ on whether A1 promotes B2 (0 to 1)
    held = scenario(model, (0, 0))
    assert (held.id, held.is_consistent, held.balances) == ("A1 B1", True, ((3, 0), (1, 0)))
    assert held.reliances == ()  # each alone may fall to 0: a tie still holds
    cells[0][3] = 1
    tied = models.matrix(
        [2, 2], cells, low=[[None] * 4] * 4, high=[[None, None, None, 2], [None] * 4, [None] * 4, [None] * 4]
    )
    assert scenario(tied, (0, 0)).reliances == (
        Reliance(judgement="A1>B1", value=0, is_within=False),
        Reliance(judgement="A1>B2", value=2, is_within=True),
    )


@pytest.mark.parametrize(
    ("counts", "cells", "code"),
    [
        ([3], [[0] * 3] * 3, "explore.one_driver"),
        ([2, 1], [[0] * 3] * 3, "explore.one_variant"),
        ([2, 2], [[0] * 4] * 3, "explore.rows"),
        ([2, 2], [[0] * 4, [0] * 4, [0] * 5, [0] * 4], "explore.columns"),
        ([2, 2], [[0] * 4, [0, 0, 4, 0], [0] * 4, [0] * 4], "explore.out_of_range"),
        ([20] * 30 + [2], [[0] * 602] * 602, "explore.too_many"),
        ([21, 2], [[0] * 23] * 23, "explore.too_many_of_one"),
    ],
)
def test_a_matrix_that_is_none_is_refused_with_what_is_wrong(counts, cells, code):
    with pytest.raises(WrongUse) as caught:
        checked(models.matrix(counts, cells))
    assert caught.value.message.code == code


def test_the_cell_that_is_out_of_range_is_named():
    with pytest.raises(WrongUse) as caught:
        checked(models.matrix([2, 2], [[0] * 4, [0, 0, 4, 0], [0] * 4, [0] * 4]))
    assert dict(caught.value.message.values) == {
        "row": "A2 (Kracht A: stand A2)",
        "column": "B1 (Kracht B: stand B1)",
        "value": 4,
        "scale": 3,
    }
