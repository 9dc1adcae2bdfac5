"""What a text means, as a vector: multilingual-e5-small as it was trained for search, in whole numbers.

Its lower six layers are those of ``data/transformer.npz``, which were never tuned; the upper six stand in
``data/meaning.npz`` (``tools/make_meaning.py``). A question and a text that answers it have vectors that point the same
way. Slower than the table of ``embed`` by a factor of a thousand: for a few dozen texts at a time. Wang e.a. 2024,
https://arxiv.org/abs/2402.05672. Method: docs/method/retrieve.md.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rodedraad.transformer.encoder import Floats, Layer, Norm, Tables, layer, layer_of, norm, padded
from rodedraad.transformer.pieces import BEGIN, END, PAD, Pieces

Kind = Literal["query", "passage"]
LENGTH = 1 << 12
"""The length of a vector, but for the rounding of its numbers."""
MOST_PIECES = 72
"""Pieces that are read of one text; of 100 statements 99 have fewer."""
_MOST_CHARS = 2000
_PIECES_AT_ONCE = 512
"""What is reckoned at once and stays in a processor's cache."""
_GRID = np.float32(1 << 12)
_KEPT = 1 << 15
"""Vectors that a process keeps: 25 MB."""

Vectors = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Meaning:
    """The model, and the vectors that it made in this process."""

    pieces: Pieces
    words: NDArray[np.int8]
    word_scales: Floats
    position: Floats
    first: Norm
    layers: tuple[Layer, ...]
    tables: Tables
    kept: OrderedDict[tuple[Kind, str], Vectors] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def vectors(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """One vector for each text, as a question or as what may answer one."""
        asked = [(kind, " ".join(text[:_MOST_CHARS].split())) for text in texts]
        with self.lock:
            new = [one for one in dict.fromkeys(asked) if one not in self.kept]
            begin = self.pieces.numbers(f"{kind}:")
            rows = [(BEGIN, *begin, *self.pieces.numbers(text)[:MOST_PIECES], END) for _, text in new]
            for chosen in _batches(rows):
                for at, vector in zip(chosen, self._read([rows[at] for at in chosen]), strict=True):
                    self.kept[new[at]] = vector
            found = np.stack([self.kept[one] for one in asked]) if asked else np.zeros((0, 0), np.int16)
            for one in asked:
                self.kept.move_to_end(one)
            while len(self.kept) > _KEPT:
                self.kept.popitem(last=False)
        return found

    def _read(self, rows: Sequence[Sequence[int]]) -> Vectors:
        pieces = padded(rows, empty=PAD)
        mask = np.arange(pieces.shape[1])[None] < np.array([len(one) for one in rows])[:, None]
        values = self.words[pieces].astype(np.float32) * self.word_scales[pieces][..., None]
        values += self.position[: pieces.shape[1]]
        values = self.first(values.reshape(-1, values.shape[2])).reshape(values.shape)
        for part in self.layers:
            values = layer(values, part, mask, self.tables)
        # whole numbers, whose sums are exact
        total = np.rint(np.where(mask[..., None], values, 0) * _GRID).astype(np.float64).sum(axis=1)
        middle = np.rint(total / mask.sum(axis=1, keepdims=True))
        long = np.sqrt(np.maximum((middle * middle).sum(axis=1, keepdims=True), 1.0))
        made: Vectors = np.rint(middle * LENGTH / long).astype(np.int16)
        return made


def nearness(one: Vectors, others: Vectors) -> NDArray[np.int64]:
    """The cosine of one vector with each of the others, in thousandths of a thousandth."""
    return (others.astype(np.int64) @ one.astype(np.int64)) * 1_000_000 // LENGTH**2


def _batches(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """Texts of like length together, as many as are reckoned at once."""
    found: list[list[int]] = []
    for at in sorted(range(len(rows)), key=lambda at: len(rows[at])):
        if not found or (len(found[-1]) + 1) * len(rows[at]) > _PIECES_AT_ONCE:
            found.append([])
        found[-1].append(at)
    return found


def unpacked(lower: Any, upper: Any) -> Meaning:
    """The model of two data files: the layers that the first has and the second does not, and then those of the second."""
    own = sorted(int(name.partition(".")[0]) for name in upper if name.endswith(".query.bias"))
    return Meaning(
        pieces=Pieces(lower["pieces"].tobytes().decode("utf-8").split("\n"), lower["piece_scores"].tolist()),
        words=lower["word.weights"],
        word_scales=lower["word.scales"],
        position=lower["position"].astype(np.float32),
        first=norm(lower, "first"),
        layers=tuple(layer_of(lower if number < own[0] else upper, number) for number in range(own[-1] + 1)),
        tables=Tables(fall=lower["fall"], gelu=lower["gelu"]),
    )


@cache
def shipped() -> Meaning | None:
    """The model that the package carries, read once per process; None where a package without it was made."""
    data = resources.files("rodedraad") / "data"
    try:
        with (
            (data / "transformer.npz").open("rb") as lower,
            (data / "meaning.npz").open("rb") as upper,
            np.load(lower, allow_pickle=False) as below,
            np.load(upper, allow_pickle=False) as above,
        ):
            return unpacked(below, above)
    except FileNotFoundError:
        return None
