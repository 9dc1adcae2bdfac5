"""The transformer's layers: exact whatever the company and the order of sums, and close to the same layers in floats.

Whoever changes the order of a sum changes its last bits, unless it is exact. So inputs are put in another order, with the
weights that go with them, and the outputs must be the same to the bit; with values so large that sums of floats would not be.
"""

from dataclasses import replace
from math import erf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.transformer import encoder
from rodedraad.transformer.encoder import HEAD, Layer, Linear, Norm, Tables, layer

WIDTH, INNER = 2 * HEAD, 1_536
MOST_TOKENS = 120
"""What one text may have: 12 + 96 + 8 pieces and four around them."""
FALLS = np.arange(encoder.FALL_STEPS * encoder.FALL_REACH) / encoder.FALL_STEPS
BENDS = np.arange(-encoder.GELU_STEPS * encoder.GELU_REACH, encoder.GELU_STEPS * encoder.GELU_REACH + 1)
TABLES = Tables(
    fall=np.array([*np.rint(encoder.MASS * np.exp(-FALLS)), 0], np.float32),
    gelu=np.array([0.5 * x * (1 + erf(x / 2**0.5)) for x in BENDS / encoder.GELU_STEPS], np.float32),
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


def one_by_one(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """A product of matrices on the simplest of processors: one term after the other, each sum rounded to float32."""
    out = np.zeros((*left.shape[:-1], right.shape[-1]), np.float32)
    for at in range(left.shape[-1]):
        out += left[..., at, None] * right[..., None, at, :]
    return out


@pytest.mark.parametrize("inputs", [384, 768, 1_536])
@pytest.mark.parametrize("seed", range(3))
def test_the_largest_products_are_summed_exactly(inputs: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in whole numbers of 64 bits, rounded once, and in any order, up to the most that int8 and int8 add up to."""
    random = np.random.default_rng(seed)
    ones = np.ones(8, np.float32)
    weights = random.integers(120, 128, (inputs, 8)).astype(np.float32)
    values = random.integers(120, 128, (16, inputs)).astype(np.float32)
    values[:, 0] = 127  # so that the scale is 1
    found = Linear(weights=weights, scales=ones, bias=0 * ones)(values)
    assert np.array_equal(found, (values.astype(np.int64) @ weights.astype(np.int64)).astype(np.float32))
    order = random.permutation(inputs)
    turned, rows = Linear(weights=weights[order], scales=ones, bias=0 * ones), np.ascontiguousarray(values[:, order])
    assert np.array_equal(found, turned(rows))
    monkeypatch.setattr(np, "matmul", one_by_one)
    assert np.array_equal(found, turned(rows))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("middle", "spread"), [(0, 3), (300, 0.002), (1_000, 0.002)])
def test_a_normalisation_does_not_depend_on_the_order_of_its_sums(seed: int, middle: float, spread: float) -> None:
    """Also where nearly all of the mean of the squares is taken off again, so that the least error of a sum shows."""
    random = np.random.default_rng(seed)
    values = random.normal(middle, spread, (32, 384)).astype(np.float32)
    weights, bias = (random.normal(1, 0.1, 384).astype(np.float32) for _ in range(2))
    found = Norm(weights=weights, bias=bias)(values)
    order = random.permutation(384)
    other = Norm(weights=weights[order], bias=bias[order])(np.ascontiguousarray(values[:, order]))
    assert np.array_equal(found[:, order], other)


def in_order(part: Layer, columns: np.ndarray, inner: np.ndarray) -> Layer:
    """The same layer for values whose columns, and inner ones, stand in another order."""

    def turned(one: Linear, ins: np.ndarray | slice, outs: np.ndarray | slice) -> Linear:
        weights = np.ascontiguousarray(one.weights[ins][:, outs])
        return Linear(weights=weights, scales=one.scales[outs], bias=one.bias[outs])

    whole = slice(None)
    return replace(
        part,
        query=turned(part.query, columns, whole),
        key=turned(part.key, columns, whole),
        value=turned(part.value, columns, whole),
        after=turned(part.after, whole, columns),
        looked=Norm(weights=part.looked.weights[columns], bias=part.looked.bias[columns]),
        wide=turned(part.wide, columns, inner),
        narrow=turned(part.narrow, inner, columns),
        done=Norm(weights=part.done.weights[columns], bias=part.done.bias[columns]),
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_layer_does_not_depend_on_the_order_of_its_sums(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens, columns and inner columns in another order: the same numbers, in that order."""
    random = np.random.default_rng(seed)
    part = a_layer(seed)
    values = random.normal(0, 3, (1, MOST_TOKENS, WIDTH)).astype(np.float32)
    mask = np.ones((1, MOST_TOKENS), bool)
    tokens, columns, inner = (random.permutation(count) for count in (MOST_TOKENS, WIDTH, INNER))
    turned, part_turned = np.ascontiguousarray(values[:, tokens][:, :, columns]), in_order(part, columns, inner)
    seen = encoder.attended(values[0], part, mask, TABLES)
    found = layer(values, part, mask, TABLES)
    assert np.array_equal(seen[tokens], encoder.attended(turned[0], part_turned, mask, TABLES))
    assert np.array_equal(found[:, tokens][:, :, columns], layer(turned, part_turned, mask, TABLES))
    monkeypatch.setattr(np, "matmul", one_by_one)
    assert np.array_equal(seen[tokens], encoder.attended(turned[0], part_turned, mask, TABLES))
    assert np.array_equal(found[:, tokens][:, :, columns], layer(turned, part_turned, mask, TABLES))


def test_gelu_is_close_everywhere_and_what_it_should_be_beyond_its_table() -> None:
    values = np.linspace(-40, 40, 20_001).astype(np.float32)
    bent = TABLES.bent(values)
    assert np.abs(bent - [0.5 * x * (1 + erf(x / 2**0.5)) for x in values.tolist()]).max() < 0.6 / encoder.GELU_STEPS
    assert np.array_equal(bent[values > 8.1], values[values > 8.1])
    assert not np.abs(bent[values < -8.1]).max() > 1e-6


def test_what_is_not_there_counts_for_nothing() -> None:
    part = a_layer(1)
    values = np.random.default_rng(1).normal(0, 1, (1, 6, WIDTH)).astype(np.float32)
    mask = np.array([[True, True, True, False, False, False]])
    changed = values.copy()
    changed[0, 3:] = 1_000
    one, other = (layer(given, part, mask, TABLES)[0, :3] for given in (values, changed))
    assert np.array_equal(one, other)
