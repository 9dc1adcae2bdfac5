"""A transformer that gives the same numbers on every machine: its sums are of whole numbers, so their order is free.

The layers of BERT (Devlin e.a. 2018, https://arxiv.org/abs/1810.04805). Weights are int8, one scale for each output;
what goes into a product is rounded to int8 with a scale for each token, as in LLM.int8() (Dettmers e.a. 2022,
https://arxiv.org/abs/2208.07339). Sums of products then stay below 2**24, where float32 holds every whole number, so
that a fast product of matrices is exact. What is left are single operations, which IEEE 754 fixes, and tables for the
exponent and for GELU. docs/method/transformer.md has what the rounding costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HEAD = 32
"""Dimensions of one attention head."""
_STEPS = 127
_HALF = 768
"""So many products of two int8 stay below 2**24 together."""
MASS = 1 << 15
"""What the attention of one token adds up to, but for the rounding of its shares."""
FALL_STEPS, FALL_REACH = 32, 11
"""Steps of the exponent's table for a difference of one, and up to which difference; beyond it is 0."""
GELU_STEPS, GELU_REACH = 256, 8
"""Steps of the table of GELU for a difference of one, and how far it reaches on both sides."""
_GRID = np.float32(1 << 12)
"""Sums of a normalisation are taken over whole parts of one in so many."""
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Weights [inputs, outputs] as whole numbers in float32, a scale for each output, and what is added."""

    weights: Floats
    scales: Floats
    bias: Floats

    def __call__(self, values: Floats) -> Floats:
        """Rows of values [rows, inputs] to rows of outputs."""
        whole, scale = _rounded(values)
        out: Floats = np.matmul(whole[:, :_HALF], self.weights[:_HALF])
        if whole.shape[1] > _HALF:
            out += np.matmul(whole[:, _HALF:], self.weights[_HALF:])
        out *= scale
        out *= self.scales
        out += self.bias
        return out


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """A normalisation of each row to mean 0 and variance 1, then scaled and moved for each column."""

    weights: Floats
    bias: Floats

    def __call__(self, values: Floats) -> Floats:
        """Rows of values, normalised."""
        grid = np.rint(values * _GRID).astype(np.float64)  # whole numbers: their sums are exact
        count = grid.shape[1]
        mean = grid.sum(axis=1, keepdims=True) / count
        spread = np.einsum("ij,ij->i", grid, grid)[:, None] / count - mean * mean
        grid -= mean
        grid /= np.sqrt(np.maximum(spread, 0.0) + _EPSILON * float(_GRID) ** 2)
        out: Floats = grid.astype(np.float32) * self.weights
        out += self.bias
        return out


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One layer: every token looks at the others, then goes through two linear maps, each time added to what it was."""

    query: Linear
    key: Linear
    value: Linear
    after: Linear
    looked: Norm
    wide: Linear
    narrow: Linear
    done: Norm


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """``fall`` is the exponent of minus i / FALL_STEPS in units of 1 / MASS, ``gelu`` GELU in steps: reckoned once."""

    fall: Floats
    gelu: Floats

    def bent(self, values: Floats) -> Floats:
        """GELU of each value: from the table where it bends, 0 or the value itself beyond."""
        reach = len(self.gelu) // 2
        at = np.rint(values * np.float32(GELU_STEPS))
        inside = np.clip(at, -reach, reach).astype(np.int32) + reach
        return np.where(at > reach, values, self.gelu[inside])


def layer(values: Floats, part: Layer, mask: NDArray[np.bool_], tables: Tables) -> Floats:
    """Values [texts, tokens, dimensions] through one layer; ``mask`` says which tokens are there."""
    texts, tokens, width = values.shape
    flat = values.reshape(-1, width)
    flat = part.looked(flat + part.after(attended(flat, part, mask, tables)))
    flat = part.done(flat + part.narrow(tables.bent(part.wide(flat))))
    return flat.reshape(texts, tokens, width)


def attended(flat: Floats, part: Layer, mask: NDArray[np.bool_], tables: Tables) -> Floats:
    """What each token of the texts, row under row, takes from the others of its text."""
    texts, tokens = mask.shape
    query, key, value = (
        linear(flat).reshape(texts, tokens, -1, HEAD).transpose(0, 2, 1, 3)
        for linear in (part.query, part.key, part.value)
    )
    (asked, ask_scale), (told, tell_scale) = _rounded(query), _rounded(key)
    scores = np.matmul(asked, told.transpose(0, 1, 3, 2))
    scores *= ask_scale * np.float32(HEAD**-0.5)
    scores *= tell_scale.transpose(0, 1, 3, 2)
    np.copyto(scores, np.float32(-1e9), where=~mask[:, None, None, :])
    steps = np.minimum((scores.max(axis=3, keepdims=True) - scores) * np.float32(FALL_STEPS), len(tables.fall) - 1)
    shares = tables.fall[np.rint(steps).astype(np.int32)]  # whole numbers up to 2**15, the last 0
    shares = np.rint(shares * (np.float32(MASS) / shares.sum(axis=3, keepdims=True)))
    value = np.where(mask[:, None, :, None], value, np.float32(0))
    scale = np.abs(value).max(axis=(2, 3), keepdims=True) / np.float32(_STEPS) + np.float32(1e-20)
    looked = np.matmul(shares, np.rint(value / scale))
    looked *= scale / np.float32(MASS)
    return np.ascontiguousarray(looked.transpose(0, 2, 1, 3)).reshape(texts * tokens, -1)


def _rounded(values: Floats) -> tuple[Floats, Floats]:
    """Values as whole numbers to 127, and the scale of each row."""
    scale = np.abs(values).max(axis=-1, keepdims=True) / np.float32(_STEPS) + np.float32(1e-20)
    return np.rint(values / scale), scale


def linear(data: Mapping[str, NDArray[np.generic]], name: str) -> Linear:
    """The linear map of this name in a data file."""
    return Linear(
        weights=np.ascontiguousarray(data[f"{name}.weights"].T.astype(np.float32)),
        scales=data[f"{name}.scales"].astype(np.float32),
        bias=data[f"{name}.bias"].astype(np.float32),
    )


def norm(data: Mapping[str, NDArray[np.generic]], name: str) -> Norm:
    """The normalisation of this name in a data file."""
    return Norm(
        weights=data[f"{name}.weights"].astype(np.float32),
        bias=data[f"{name}.bias"].astype(np.float32),
    )


def layer_of(data: Mapping[str, NDArray[np.generic]], number: int) -> Layer:
    """The layer of this number in a data file."""
    return Layer(
        query=linear(data, f"{number}.query"),
        key=linear(data, f"{number}.key"),
        value=linear(data, f"{number}.value"),
        after=linear(data, f"{number}.after"),
        looked=norm(data, f"{number}.looked"),
        wide=linear(data, f"{number}.wide"),
        narrow=linear(data, f"{number}.narrow"),
        done=norm(data, f"{number}.done"),
    )


def padded(rows: Sequence[Sequence[int]], *, empty: int) -> NDArray[np.int32]:
    """Rows of unequal length as one array, filled up."""
    out = np.full((len(rows), max(map(len, rows))), empty, dtype=np.int32)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return out
