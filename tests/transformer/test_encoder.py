"""The transformer's layers: exact whatever the company and the order of sums, and close to the same layers in floats."""

from math import erf, exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.transformer.encoder import HEAD, Layer, Linear, Norm, Tables, layer

WIDTH, INNER = 2 * HEAD, 1_536
TABLES = Tables(
    fall=np.array([*(round(2**15 * exp(-step / 32)) for step in range(32 * 11)), 0], np.float32),
    gelu=np.array([0.5 * x * (1 + erf(x / 2**0.5)) for x in (np.arange(4_097) - 2_048) / 256], np.float32),
)


def a_linear(random: np.random.Generator, inputs: int, outputs: int) -> Linear:
    return Linear(
        weights=random.integers(-127, 128, (inputs, outputs)).astype(np.float32),
        scales=(random.random(outputs) / 127 / inputs**0.5).astype(np.float32),
        bias=random.normal(0, 0.1, outputs).astype(np.float32),
    )


def a_layer(seed: int) -> Layer:
    random = np.random.default_rng(seed)

    def a_norm() -> Norm:
        return Norm(
            weights=random.normal(1, 0.1, WIDTH).astype(np.float32),
            bias=random.normal(0, 0.1, WIDTH).astype(np.float32),
        )

    query, key, value, after = (a_linear(random, WIDTH, WIDTH) for _ in range(4))
    wide, narrow = a_linear(random, WIDTH, INNER), a_linear(random, INNER, WIDTH)
    return Layer(
        query=query, key=key, value=value, after=after, looked=a_norm(), wide=wide, narrow=narrow, done=a_norm()
    )


def in_floats(values: np.ndarray, part: Layer) -> np.ndarray:
    """One text through one layer as the paper has it, in float64."""

    def through(linear: Linear, rows: np.ndarray) -> np.ndarray:
        return rows @ (linear.weights.astype(float) * linear.scales) + linear.bias

    def normal(norm: Norm, rows: np.ndarray) -> np.ndarray:
        away = rows - rows.mean(axis=1, keepdims=True)
        return away / np.sqrt((away**2).mean(axis=1, keepdims=True) + 1e-12) * norm.weights + norm.bias

    query, key, value = (through(linear, values) for linear in (part.query, part.key, part.value))
    looked = np.zeros_like(values)
    for at in range(0, WIDTH, HEAD):
        here = slice(at, at + HEAD)
        scores = query[:, here] @ key[:, here].T / HEAD**0.5
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        looked[:, here] = shares / shares.sum(axis=1, keepdims=True) @ value[:, here]
    values = normal(part.looked, values + through(part.after, looked))
    wide = through(part.wide, values)
    bent = np.vectorize(lambda x: 0.5 * x * (1 + erf(x / 2**0.5)))(wide)
    return normal(part.done, values + through(part.narrow, bent))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
def test_a_layer_is_close_to_the_one_in_floats(seed: int, tokens: int) -> None:
    random = np.random.default_rng(seed)
    values = random.normal(0, 1, (1, tokens, WIDTH)).astype(np.float32)
    part = a_layer(seed)
    found = layer(values, part, np.ones((1, tokens), bool), TABLES)[0]
    assert np.abs(found - in_floats(values[0].astype(float), part)).max() < 0.08


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 9), min_size=2, max_size=6))
def test_a_text_gets_the_same_numbers_in_any_company(seed: int, lengths: list[int]) -> None:
    random = np.random.default_rng(seed)
    part = a_layer(seed)
    values = random.normal(0, 3, (len(lengths), max(lengths), WIDTH)).astype(np.float32)
    mask = np.arange(max(lengths))[None] < np.array(lengths)[:, None]
    together = layer(values, part, mask, TABLES)
    for at, length in enumerate(lengths):
        alone = layer(values[at : at + 1, :length], part, np.ones((1, length), bool), TABLES)
        assert np.array_equal(alone[0], together[at, :length])


@pytest.mark.parametrize("inputs", [384, 768, 1_536])
def test_the_largest_products_are_summed_exactly(inputs: int) -> None:
    """In any order: the worst that int8 times int8 can add up to stays within what float32 holds."""
    ones = np.ones(3, np.float32)
    linear = Linear(weights=np.full((inputs, 3), 127, np.float32), scales=ones, bias=0 * ones)
    values = np.full((2, inputs), 127, np.float32)
    values[1, ::2] = 126  # an odd sum, which float32 would round above 2**24
    found = linear(values)
    first, last = (np.float32(int(values[:, part].sum(axis=1)[1]) * 127) for part in (slice(0, 768), slice(768, None)))
    assert found[1, 0] == np.float32(first + last)
    assert int(values[0, :768].sum()) * 127 < 2**24


def test_what_is_not_there_counts_for_nothing() -> None:
    part = a_layer(1)
    values = np.random.default_rng(1).normal(0, 1, (1, 6, WIDTH)).astype(np.float32)
    mask = np.array([[True, True, True, False, False, False]])
    changed = values.copy()
    changed[0, 3:] = 1_000
    one, other = (layer(given, part, mask, TABLES)[0, :3] for given in (values, changed))
    assert np.array_equal(one, other)
