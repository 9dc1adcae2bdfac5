"""Reading sentences again with a transformer: a second opinion on their types, added to that of the linear model.

Each sentence is read between the end of the one before and the beginning of the next. Slower than the linear model by a
factor of some hundreds and better (docs/method/transformer.md); a dossier asks for it with ``herlezen = true``. In
whole numbers where sums decide, so that it gives the same bytes on every machine. Trained by
``tools/train_transformer.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
import numpy.typing as npt

from rodedraad.extract.classify import SCORE_BITS
from rodedraad.extract.features import Integers, Passage
from rodedraad.transformer.encoder import Floats, Layer, Linear, Norm, Tables, layer, layer_of, linear, norm, padded
from rodedraad.transformer.pieces import BEGIN, END, PAD, Pieces

MOST_BEFORE, MOST_OWN, MOST_AFTER = 12, 96, 8
"""Pieces that are read of the sentence before, of the sentence itself, and of the next."""
BEFORE, OWN, AFTER, PLACES = 0, 1, 2, 3
_PIECES_AT_ONCE = 512
"""What is reckoned at once: what stays in a processor's cache goes twice as fast as eight times as much."""
_GRID = np.float32(1 << 12)


@dataclass(frozen=True, slots=True)
class Fed:
    """What is read for one sentence: its pieces and those around it, and which of the three each belongs to."""

    pieces: tuple[int, ...]
    places: tuple[int, ...]


def fed(passages: Sequence[Passage], pieces: Pieces) -> list[Fed]:
    """What is read for each sentence of one document, in reading order."""
    cut = [pieces.numbers(f"• {one.text}" if one.block == "list_item" else one.text) for one in passages]
    found = []
    for at, numbers in enumerate(cut):
        before = cut[at - 1][-MOST_BEFORE:] if at else []
        after = cut[at + 1][:MOST_AFTER] if at + 1 < len(cut) else []
        own = numbers[:MOST_OWN] or [END]
        found.append(
            Fed(
                pieces=(BEGIN, *before, END, *own, END, *after, END),
                places=(BEFORE,) * (len(before) + 2) + (OWN,) * len(own) + (AFTER,) * (len(after) + 2),
            )
        )
    return found


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Transformer:
    """The trained model: its pieces, its layers, and from which layer it is tuned."""

    pieces: Pieces
    words: npt.NDArray[np.int8]
    word_scales: Floats
    position: Floats
    first: Norm
    layers: tuple[Layer, ...]
    lower: int
    place: Floats
    kind: Floats
    kinds: tuple[str, ...]
    joined: Linear
    types: Linear
    tables: Tables

    def scores(self, passages: Sequence[Passage]) -> Integers:
        """Per sentence of one document, in reading order, the score of each type, in units of 2**-SCORE_BITS."""
        read = fed(passages, self.pieces)
        kinds = [self.kinds.index(one.kind) if one.kind in self.kinds else -1 for one in passages]
        found = np.zeros((len(read), len(self.types.bias)), np.int64)
        for chosen in _batches([len(one.pieces) for one in read]):
            seen = self._seen([read[at] for at in chosen], [kinds[at] for at in chosen])
            found[chosen] = np.rint(self.types(seen).astype(np.float64) * 2**SCORE_BITS).astype(np.int64)
        return found

    def _seen(self, read: Sequence[Fed], kinds: Sequence[int]) -> Floats:
        pieces = padded([one.pieces for one in read], empty=PAD)
        places = padded([one.places for one in read], empty=AFTER)
        lengths = np.array([len(one.pieces) for one in read])
        mask = np.arange(pieces.shape[1])[None] < lengths[:, None]
        values = self.words[pieces].astype(np.float32) * self.word_scales[pieces][..., None]
        values += self.position[: pieces.shape[1]]
        values = self.first(values.reshape(-1, values.shape[2])).reshape(values.shape)
        for number, part in enumerate(self.layers):
            if number == self.lower:
                values = values + self.place[places] + self.kind[kinds][:, None]
            values = layer(values, part, mask, self.tables)
        own = (places == OWN) & mask
        # whole numbers, whose sum is exact
        total = np.rint(np.where(own[..., None], values, 0) * _GRID).astype(np.float64).sum(axis=1)
        middle = (total / (own.sum(axis=1, keepdims=True) * float(_GRID))).astype(np.float32)
        return self.tables.bent(self.joined(np.concatenate([middle, values[:, 0]], axis=1)))


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Sentences of like length together, as many as are reckoned at once."""
    found: list[list[int]] = []
    longest = 0
    for at in sorted(range(len(lengths)), key=lambda at: lengths[at]):
        longest = lengths[at]
        if not found or (len(found[-1]) + 1) * longest > _PIECES_AT_ONCE:
            found.append([])
        found[-1].append(at)
    return found


def unpacked(data: bytes) -> Transformer:
    """The model in a data file written by the training tool."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        part = {name: file[name] for name in file.files}
    count = sum(name.endswith(".query.bias") for name in part)
    kind = part["kind"].astype(np.float32)
    return Transformer(
        pieces=Pieces(_lines(part["pieces"]), part["piece_scores"].tolist()),
        words=part["word.weights"],
        word_scales=part["word.scales"],
        position=part["position"].astype(np.float32),
        first=norm(part, "first"),
        layers=tuple(layer_of(part, number) for number in range(count)),
        lower=count - int(part["tuned"]),
        place=part["place"].astype(np.float32),
        kind=np.concatenate([kind, np.zeros_like(kind[:1])]),  # the last, for a kind that it never saw
        kinds=tuple(_lines(part["kinds"])),
        joined=linear(part, "fc"),
        types=linear(part, "types"),
        tables=Tables(fall=part["fall"], gelu=part["gelu"]),
    )


def _lines(data: npt.NDArray[np.generic]) -> list[str]:
    return data.tobytes().decode("utf-8").split("\n")


@cache
def shipped() -> Transformer:
    """The model that the package carries, read once per process."""
    return unpacked((resources.files("rodedraad") / "data" / "transformer.npz").read_bytes())
