"""What a sentence is: its type with a confidence, and its themes.

A linear model over hashed words, pairs of words, cues and neighbours, with int8 weights applied in exact integer
arithmetic, so that processor, batch and order of sums change nothing; then a grammar that decides the clear cases.
Trained by ``tools/train_statements.py``. docs/method/extract.md, section 2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from rodedraad.extract import features, grammar
from rodedraad.extract.features import Integers, Passage
from rodedraad.records import SourceKind, StatementType

Type: TypeAlias = StatementType | Literal["none"]

TYPES: tuple[Type, ...] = (
    "none", "finding", "conclusion", "recommendation", "ambition", "measure", "request", "condition", "concern", "need",
)  # fmt: skip
THEMES: tuple[str, ...] = (
    "innovatie", "energie", "samenwerking", "arbeid", "economie", "digitaal", "mobiliteit", "gezondheid", "anders",
)  # fmt: skip
ROOT_BITS = 12
SCORE_BITS = 20
_STEP_BITS = 5
MIX_BITS = 4
FIRST, SECOND = 8, 12
"""What the linear model and a second opinion count for, in sixteenths: chosen on documents left out."""
_MAX_COUNT = 4096
_SURE_REQUEST = 600
_SURE_MEASURE = 300
# Documents that explain how things are: there an act is seldom, and told plainly.
_EXPLAINING: frozenset[SourceKind] = frozenset({"study", "data"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The type of one sentence, and how sure the model is of it (thousandths); ``margins`` speak for THEMES.

    ``likeliest`` is the type that it has, or would have if it were a statement.
    A margin is in units of 2**-SCORE_BITS, and of the words alone: ``themes.py`` adds cues and neighbours.
    """

    type: Type
    permille: int
    margins: tuple[int, ...]
    likeliest: StatementType = "finding"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Weights:
    """The trained weights: int8 tables, one integer multiplier per table, biases in units of 2**-SCORE_BITS.

    ``words`` has a row per hash of a word or run of letters (types, then themes), ``pairs`` one per hash of two
    neighbouring words, ``flags``, ``before`` and ``after`` one per cue of the sentence and of its neighbours.
    ``fall`` is exp(-i / 2**_STEP_BITS) in units of 2**-30.
    """

    words: npt.NDArray[np.int8]
    pairs: npt.NDArray[np.int8]
    flags: npt.NDArray[np.int8]
    before: npt.NDArray[np.int8]
    after: npt.NDArray[np.int8]
    scales: Integers
    biases: Integers
    fall: Integers


def _dense(rows: npt.NDArray[np.int64], values: npt.NDArray[np.int8], bits: int) -> npt.NDArray[np.int8]:
    table = np.zeros((2**bits, values.shape[1]), np.int8)
    table[rows] = values
    return table


def unpacked(data: bytes) -> Weights:
    """The weights in a data file written by the training tool."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return Weights(
            words=_dense(file["word_rows"].astype(np.int64), file["words"], features.WORD_BITS),
            pairs=_dense(file["pair_rows"].astype(np.int64), file["pairs"], features.PAIR_BITS),
            flags=file["flags"],
            before=file["before"],
            after=file["after"],
            scales=file["scales"],
            biases=file["biases"],
            fall=file["fall"],
        )


@cache
def shipped() -> Weights:
    """The weights that the package carries."""
    return unpacked((resources.files("rodedraad") / "data" / "statements.npz").read_bytes())


_ROOTS: Integers = np.array(
    [0, *(math.isqrt((1 << 2 * ROOT_BITS + 2) // count) + 1 >> 1 for count in range(1, _MAX_COUNT + 1))], np.int64
)
"""1 / sqrt(n) in units of 2**-ROOT_BITS."""


class Words:
    """The words met so far by this process, each with the sum of its weights: looked up once, then added."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights.words
        self._numbers: dict[str, int] = {}
        self._sums = np.zeros((4096, weights.words.shape[1]), np.int32)
        self._counts = np.zeros(4096, np.int64)
        self._hashes = np.zeros(4096, np.uint64)
        self._hashes[:2] = features.OPENING, features.CLOSING

    def numbers(self, tokens: Sequence[str]) -> list[int]:
        """The rows of these words between the two that stand for the edges, new words added."""
        known = self._numbers
        return [0, *(known.get(token) or self._add(token) for token in tokens), 1]

    def _add(self, token: str) -> int:
        number = len(self._numbers) + 2
        if number >= len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
            self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
        found = features.hashes(token)
        self._sums[number] = self._weights[found].sum(axis=0, dtype=np.int32)
        self._counts[number] = len(found)
        self._hashes[number] = features.hashed(token)
        self._numbers[token] = number
        return number

    @property
    def size(self) -> int:
        """How many words are kept."""
        return len(self._numbers)

    def totals(self, rows: Integers, starts: Integers) -> tuple[Integers, Integers]:
        """Per sentence the sum of its words' weights, and of how many features."""
        sums = np.add.reduceat(self._sums[rows], starts, axis=0, dtype=np.int64)
        return sums, np.add.reduceat(self._counts[rows], starts)

    def couples(self, rows: Integers, starts: Integers, weights: Weights) -> tuple[Integers, Integers]:
        """Per sentence the sum of the weights of its pairs of words, and of how many pairs."""
        hashes = self._hashes[rows]
        sums = np.zeros((len(starts), weights.pairs.shape[1]), np.int64)
        counts = np.zeros(len(starts), np.int64)
        for step in (1, 2):
            # A pair may not run from one sentence into the next: nor from an edge, nor over one.
            is_inside = rows[:-step] != 1
            if step == 2:
                is_inside &= rows[1:-1] != 1
            found = weights.pairs[features.pairs(hashes, step)].astype(np.int32)
            found[~is_inside] = 0
            filled = np.concatenate([found, np.zeros((step, found.shape[1]), np.int32)])
            sums += np.add.reduceat(filled, starts, axis=0, dtype=np.int64)
            counts += np.add.reduceat(np.concatenate([is_inside, np.zeros(step, bool)]).astype(np.int64), starts)
        return sums, counts


_MAX_WORDS = 200_000


@cache
def _kept() -> list[Words]:
    return [Words(shipped())]


def _words(weights: Weights) -> Words:
    if weights is not shipped():
        return Words(weights)
    kept = _kept()
    if kept[0].size > _MAX_WORDS:
        kept[0] = Words(weights)
    return kept[0]


def scores(passages: Sequence[Passage], weights: Weights | None = None) -> tuple[Integers, Integers]:
    """Per sentence the score of each type, and of each theme, in units of 2**-SCORE_BITS."""
    weights = weights or shipped()
    known = _words(weights)
    tokens = [features.words(passage.text) for passage in passages]
    flags = features.table([features.flags(passage, found) for passage, found in zip(passages, tokens, strict=True)])
    flat: list[int] = []
    begins: list[int] = []
    for found in tokens:
        begins.append(len(flat))
        flat += known.numbers(found)
    rows, starts = np.array(flat, np.int64), np.array(begins, np.int64)
    sums, counts = known.totals(rows, starts)
    sums *= _ROOTS[np.minimum(counts, _MAX_COUNT)][:, None]
    couples, counts = known.couples(rows, starts, weights)
    couples *= _ROOTS[np.minimum(counts, _MAX_COUNT)][:, None]
    own, before, after = _cued(flags, weights)
    word_scale, pair_scale, flag_scale, before_scale, after_scale, theme_scale = (int(x) for x in weights.scales)
    kinds = len(TYPES)
    result = sums[:, :kinds] * word_scale >> ROOT_BITS
    result += couples * pair_scale >> ROOT_BITS
    result += own * flag_scale
    result[1:] += before[:-1] * before_scale
    result[:-1] += after[1:] * after_scale
    result += weights.biases[:kinds]
    themes = (sums[:, kinds:] * theme_scale >> ROOT_BITS) + weights.biases[kinds:]
    return result, themes


def _cued(flags: npt.NDArray[np.uint8], weights: Weights) -> tuple[Integers, Integers, Integers]:
    """The sums of the weights of each sentence's cues: for itself, for the next sentence, for the one before."""
    sentences, columns = np.nonzero(flags)  # each sentence has some: its kind of document
    begins = np.searchsorted(sentences, np.arange(len(flags)))
    own = np.add.reduceat(weights.flags[columns], begins, axis=0, dtype=np.int64)
    sentences, columns = np.nonzero(flags[:, : features.NEAR])
    begins = np.searchsorted(sentences, np.arange(len(flags)))
    before, after = (
        np.add.reduceat(one[columns], begins, axis=0, dtype=np.int64) for one in (weights.before, weights.after)
    )
    return own, before, after


Scorer: TypeAlias = Callable[[Sequence[Passage]], Integers]
"""Per sentence of one document the score of each type, in units of 2**-SCORE_BITS."""


def verdicts(
    passages: Sequence[Passage], weights: Weights | None = None, *, again: Scorer | None = None
) -> list[Verdict]:
    """One verdict per sentence of one document, given in reading order: neighbours are evidence.

    ``again`` is a second opinion on the types (``rereading``), which is weighed with that of the linear model.
    """
    if not passages:
        return []
    weights = weights or shipped()
    values, themes = scores(passages, weights)
    if again is not None:
        values = (values * FIRST + again(passages) * SECOND) >> MIX_BITS
    for number, passage in enumerate(passages):
        for leaning, bonus in grammar.leanings(passage):
            values[number, TYPES.index(leaning)] += bonus << (SCORE_BITS - 4)
    highest = values.max(axis=1, keepdims=True)
    steps = np.minimum((highest - values) >> (SCORE_BITS - _STEP_BITS), len(weights.fall) - 1)
    shares = weights.fall[steps]
    permille = (shares * 1000 * 2 + shares.sum(axis=1, keepdims=True)) // (2 * shares.sum(axis=1, keepdims=True))
    found: list[Verdict] = []
    for number, passage in enumerate(passages):
        best = int(values[number].argmax())
        kind = TYPES[best]
        sure = int(permille[number, best])
        decided = grammar.decide(passage, kind)
        is_guess = kind == "request" and (sure < _SURE_REQUEST or grammar.thanks(passage))
        is_guess |= kind == "measure" and sure < _SURE_MEASURE and passage.kind in _EXPLAINING
        if decided is None and is_guess:
            # What no words settle is a guess, for requests one that was learned from few: the next best holds.
            values[number, [best, TYPES.index("request")]] = values[number].min()
            kind = TYPES[int(values[number].argmax())]
            sure = int(permille[number, TYPES.index(kind)])
        if decided is not None and decided != kind:
            kind, sure = decided, max(700, int(permille[number, TYPES.index(decided)]))
        elif decided is not None:
            sure = max(sure, 800)
        likeliest = kind if kind != "none" else _likeliest(values[number])
        found.append(Verdict(type=kind, permille=sure, margins=tuple(themes[number].tolist()), likeliest=likeliest))
    return found


def _likeliest(values: Integers) -> StatementType:
    """The type with the highest score of those that a statement has."""
    kinds: list[StatementType] = [kind for kind in TYPES if kind != "none"]
    return max(kinds, key=lambda kind: (int(values[TYPES.index(kind)]), kind))
