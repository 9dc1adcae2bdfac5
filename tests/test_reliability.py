"""Krippendorff's alpha: the worked examples that were published, a slow reference, and where it is not defined."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.reliability import alpha, rated_twice

# Krippendorff 2011, sections A, B and C; a point is a missing value.
MEG_OWEN = ("0100000010", "1110010000")
BEN_GERRY = ("aabbdcccedda", "babbbccceddd")
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# Hayes and Krippendorff's textbook case of three coders and fifteen units, most of them labelled by two.
THREE = (".....34121133.3", "1.213343.......", "..21344.21133.4")


def _units(raters):
    return [[None if label == "." else label for label in unit] for unit in zip(*raters, strict=True)]


@pytest.mark.parametrize(
    ("raters", "published"), [(MEG_OWEN, 0.095), (BEN_GERRY, 0.692), (FOUR, 0.743), (THREE, 0.691)]
)
def test_the_published_examples(raters, published):
    assert alpha(_units(raters)) == pytest.approx(published, abs=0.0005)


def test_the_fractions_of_the_examples_worked_by_hand():
    # Meg and Owen: 10 units, 20 labels, 14 of them 0 and 6 of them 1; 4 units apart, 8 in the coincidence matrix,
    # and 2 * 14 * 6 pairs apart by chance: 1 - 19 * 8 / 168
    assert alpha(_units(MEG_OWEN)) == pytest.approx(1 - 19 * 8 / 168)
    assert rated_twice(_units(MEG_OWEN)) == 10
    # four observers: the twelfth unit has one label and falls out, which leaves 40
    assert rated_twice(_units(FOUR)) == 11


def _slow(units):
    """Alpha from its definition: one minus what is apart within units over what is apart among all labels that pair."""
    rated = [[label for label in unit if label is not None] for unit in units]
    rated = [unit for unit in rated if len(unit) > 1]
    labels = [label for unit in rated for label in unit]
    expected = [a != b for a, b in permutations(labels, 2)]
    if not any(expected):
        return None
    observed = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in rated) / len(labels)
    return 1 - observed / (sum(expected) / len(expected))


UNITS = st.integers(1, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from(["a", "b", "c", None]), min_size=raters, max_size=raters), max_size=12
    )
)


@given(UNITS)
def test_against_the_definition(units):
    slow = _slow(units)
    assert alpha(units) == (slow if slow is None else pytest.approx(slow, abs=1e-9))


@given(UNITS, st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_of_raters_counts(units, chance):
    mixed = [chance.sample(unit, len(unit)) for unit in chance.sample(units, len(units))]
    assert alpha(mixed) == alpha(units)


@pytest.mark.parametrize(
    "units",
    [[], [["a"]], [["a", None], [None, "b"]], [["a", "a"], ["a", "a"]], [["a", "a"], ["b", None]]],
    ids=["no units", "one rater", "nobody twice", "one category", "one category among those that pair"],
)
def test_where_nothing_could_be_confused_it_is_not_defined(units):
    # the share of agreement is 1 in the last two, which says nothing: no 1.0 is made up
    assert alpha(units) is None


def test_raters_who_always_differ_are_below_chance():
    assert alpha([["a", "b"], ["b", "a"]]) == pytest.approx(-0.5)
    assert alpha([["a", "a"], ["b", "b"]]) == 1.0
