"""Succession ends where it should, all combinations end somewhere, and a sample says that it is one."""

import itertools
import random
from collections import Counter

import models
import pytest

from rodedraad.explore import assess, solve
from rodedraad.explore.succession import basins, successor

RULES = ("global", "local", "incremental")


def slow_successor(model, choice, rule):
    """The rules word for word, on one combination."""
    held = assess(model, choice)
    after = list(choice)
    worst = held.inconsistency
    for driver, start in enumerate(model.starts[:-1]):
        own = list(held.balances[start : model.starts[driver + 1]])
        short = max(own) - own[choice[driver]]
        if short == 0 or (rule == "local" and short < worst):
            continue
        best = own.index(max(own))
        after[driver] = best if rule != "incremental" else choice[driver] + (1 if best > choice[driver] else -1)
        if rule == "local":
            break
    return tuple(after)


def slow_basins(model, rule):
    """Follows every combination by itself."""
    found = Counter()
    for start in itertools.product(*(range(len(one.variants)) for one in model.drivers)):
        walk = [start]
        while (state := slow_successor(model, walk[-1], rule)) not in walk:
            walk.append(state)
        circle = walk[walk.index(state) :]
        first = circle.index(min(circle))
        found[tuple(circle[first:] + circle[:first])] += 1
    return dict(found)


@pytest.mark.parametrize("rule", RULES)
def test_every_combination_is_followed_to_its_end(rule):
    for seed in range(25):
        rng = random.Random(seed)
        counts = [rng.randint(2, 4) for _ in range(rng.randint(2, 4))]
        model = models.chance(counts, seed=seed, density=0.8, is_balanced=False)
        found = basins(model, rng, rule=rule)
        assert {one.states: one.basin for one in found.attractors} == slow_basins(model, rule), seed
        assert (found.starts, found.is_sample) == (model.combinations, False)


def test_what_does_not_move_is_what_is_consistent():
    for seed in range(25):
        model = models.chance([3, 3, 2, 3], seed=seed, density=0.7)
        for rule in RULES:
            resting = {
                one.states[0] for one in basins(model, random.Random(0), rule=rule).attractors if not one.is_cycle
            }
            assert resting == set(solve(model).first()), (seed, rule)


def test_a_circle_is_an_attractor_and_is_told_from_its_first_state():
    cells = [[0] * 4 for _ in range(4)]
    cells[0][2], cells[1][3], cells[2][1], cells[3][0] = 1, 1, 2, 2  # A leads, B follows, A turns away from B
    found = basins(models.matrix([2, 2], cells), random.Random(0))
    assert [one.states for one in found.attractors] == [((0, 0), (1, 0), (1, 1), (0, 1))]
    assert (found.attractors[0].is_cycle, found.attractors[0].basin) == (True, 4)
    assert successor(models.matrix([2, 2], cells), (1, 0)) == (1, 1)


def test_a_sample_says_so_and_comes_near_the_truth():
    model = models.somewhereland()
    exact = basins(model, random.Random(0))
    drawn = basins(model, random.Random(7), most=100, sample=4_000)
    assert (drawn.is_sample, drawn.starts, sum(one.basin for one in drawn.attractors), drawn.lost) == (
        True,
        4_000,
        4_000,
        0,
    )
    share = {one.states: one.basin / exact.starts for one in exact.attractors}
    for one in drawn.attractors:
        assert abs(one.basin / drawn.starts - share[one.states]) < 0.04
    assert drawn == basins(model, random.Random(7), most=100, sample=4_000)
