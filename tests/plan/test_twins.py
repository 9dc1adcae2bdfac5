"""From how much on two tellings are one act that waits: each bound moved by one in a hundred tells one of these wrongly."""

import pytest

from rodedraad.plan import twins

FULL = {"once": 100}


@pytest.mark.parametrize(
    ("shared", "own", "is_same"),
    [
        ({"a": 75, "b": 75}, {}, True),
        ({"a": 75, "b": 74}, {}, False),  # less than a word and a half that stand once
        ({"a": 75, "b": 75}, {"c": 75, "d": 75}, True),
        ({"a": 75, "b": 75}, {"c": 75, "d": 76}, False),  # less than half of what either says
    ],
)
def test_two_tellings_are_one_act_from_a_share_and_a_weight_on(shared, own, is_same):
    weights = {**FULL, **shared, **own, **{name.upper(): weight for name, weight in own.items()}}
    one, other = frozenset({*shared, *own}), frozenset({*shared, *(name.upper() for name in own)})
    assert twins._is_same(one, other, weights) is is_same
    assert twins._is_same(other, one, weights) is is_same
