"""Texts to vectors of meaning, from a table of words that the package carries: exact, the same on every machine.

A text's vector is the weighted sum of the vectors of its different words, scaled to one length. Everything is
integer arithmetic: int8 word vectors, integer weights, an integer square root. No float decides, no batch size,
no processor. The table is made by ``tools/make_embedding.py``; method: docs/method/embed.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 256
LENGTH = 600
"""The length of every text vector that is not zero: a cosine of c is a product of c * LENGTH**2."""

_WORD = re.compile(r"\w+(?:['-]\w+)*")
_LONGEST = 48  # characters; longer runs are no words
_MOST_ROWS = 2000  # different words of one text that count, so that sums stay within 32 bits
_CACHED = 200_000
_BLOCK = 1 << 12  # rows gathered at once: 4 MiB, which stays in a core's own cache
_LINKS = ("", "s", "en", "e", "n", "-")
_DUTCH_ENDINGS = (
    "'s", "s", "en", "e", "n", "ën", "er", "ers", "ere", "ste", "je", "jes", "tje", "tjes", "te", "ten", "de", "den", "t", "d", "end", "ende",
)  # fmt: skip
_ENGLISH_ENDINGS = ("es", "ed", "ing", "ly", "er", "ers", "al", "ally")
_ENDINGS = frozenset({*_DUTCH_ENDINGS, *_ENGLISH_ENDINGS})
_ENDING_SIZES = sorted({len(ending) for ending in _ENDINGS})


def tokens(text: str) -> list[str]:
    """The words of a text, lower case; numbers are left out: they are compared elsewhere, as numbers."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("’", "'").replace("‘", "'").replace("\xad", "")
    return [word for word in _WORD.findall(text.lower()) if not word.isdigit()]


class Table:
    """Words with their vectors and weights; knows what to do with a word that it does not have."""

    def __init__(
        self,
        words: Sequence[str],
        weights: NDArray[Any],
        vectors: NDArray[Any],
        anchors: NDArray[Any],
    ) -> None:
        self.words = words
        self._row = dict(zip(words, range(len(words)), strict=True))
        self._heavy = (weights > 0).tolist()
        self.weights = weights
        self.vectors = vectors
        self.anchors = anchors
        self._known: dict[str, tuple[int, ...]] = {}

    def has(self, word: str) -> bool:
        """Whether the word itself is in the table, be it with a weight of nothing."""
        return word in self._row

    def rows(self, word: str) -> tuple[int, ...]:
        """The rows that stand for a word: its own, that of its stem, or those of its parts; none if unknown."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            found = self._known[word] = tuple(row for row in self._find(word) if self._heavy[row])
        return found

    def _find(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return ()
        whole = self._whole(word)
        if whole is not None:
            return (whole,)
        if "-" in word or "'" in word:
            joined = self._whole(word.replace("-", ""))
            if joined is not None:
                return (joined,)
            return tuple(row for part in re.split("['-]", word) if len(part) > 1 for row in self.rows(part))
        plain = _plain(word)
        if plain != word:
            return self.rows(plain)
        return self._split(word)

    def _whole(self, word: str) -> int | None:
        """The row of a word or, failing that, of the word without its ending."""
        row = self._row.get(word)
        if row is not None or len(word) < 5:
            return row
        for size in _ENDING_SIZES:
            if word[-size:] in _ENDINGS and len(word) > size + 2:
                for form in _forms(word[:-size]):
                    row = self._row.get(form)
                    if row is not None and len(form) > 3:
                        return row
        return None

    def _split(self, word: str) -> tuple[int, ...]:
        """The fewest known parts that make up the word, of those the split with the longest last part.

        Between parts stand the linking letters of Dutch compounds. Every part has at least four letters, or three
        at the head or tail of a word of two parts.
        """
        size = len(word)
        # best[start] = (parts, -length of last part, rows) for word[start:], filled from the end
        best: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for start in range(size - 3, -1, -1):
            tail = self._whole(word[start:]) if start else None
            if tail is not None and self._heavy[tail]:
                best[start] = (1, start - size, (tail,))
                continue
            options = []
            for end in range(start + 3, size - 2):
                row = self._row.get(word[start:end])
                if row is None or not self._heavy[row] or (end - start == 3 and start):
                    continue
                for link in _LINKS:
                    rest = best.get(end + len(link))
                    if rest is not None and word.startswith(link, end):
                        options.append((rest[0] + 1, rest[1], (row, *rest[2])))
            if options:
                best[start] = min(options)
        return best[0][2] if 0 in best else ()


def _plain(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _forms(stem: str) -> Iterable[str]:
    """How a stem can be written by itself: plannen, plan; namen, naam; brieven, brief; reizen, reis."""
    yield stem
    if len(stem) > 3:
        last, before = stem[-1], stem[-2]
        if last == before:
            yield stem[:-1]
        if last in "bdfgklmnprstvz" and before in "aeou" and stem[-3] not in "aeiou":
            long = stem[:-1] + before
            yield long + {"v": "f", "z": "s"}.get(last, last)
        if last in "vz":
            yield stem[:-1] + {"v": "f", "z": "s"}[last]
        yield stem + "e"


@lru_cache(maxsize=1)
def table() -> Table:
    """The table that the package carries, loaded once per process; vectors stay on disk until they are used."""
    folder = Path(str(files("rodedraad") / "data"))
    words = (folder / "embedding_words.txt").read_text(encoding="utf-8").split("\n")
    return Table(
        words,
        np.load(folder / "embedding_weights.npy"),
        np.load(folder / "embedding_vectors.npy", mmap_mode="r"),
        np.load(folder / "embedding_anchors.npy"),
    )


class StaticEmbedder:
    """The Embedder that every dossier has: no model, no network, some 25,000 sentences a second on one core."""

    dimensions = DIMENSIONS

    def encode(self, texts: Sequence[str]) -> bytes:
        """One int8 vector per text, row by row, each of length LENGTH. A text without a known word gives zeros."""
        known = table()
        owners: list[int] = []
        rows: list[int] = []
        for at, text in enumerate(texts):
            found = {row for word in set(tokens(text)) for row in known.rows(word)}
            chosen = sorted(found)[:_MOST_ROWS] if len(found) > _MOST_ROWS else found
            rows.extend(chosen)
            owners.extend([at] * len(chosen))
        total = _added(known, np.array(rows, dtype=np.int64), np.array(owners, dtype=np.int64), len(texts))
        return scaled(total).tobytes()


def embedder() -> StaticEmbedder:
    """The embedder of this release; a function, so that workers load the table only when they use it."""
    return StaticEmbedder()


def _added(known: Table, rows: NDArray[np.int64], owners: NDArray[np.int64], texts: int) -> NDArray[np.int32]:
    """The weighted sum of the rows of each text. ``owners`` ascends."""
    total = np.zeros((texts, DIMENSIONS), dtype=np.int32)
    if not len(rows):
        return total
    different, places = np.unique(rows, return_inverse=True)
    # int8 times uint8 fits in int16: 127 * 255 < 2**15
    loud = known.vectors[different].astype(np.int16) * known.weights[different].astype(np.int16)[:, None]
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    ends = np.r_[starts[1:], len(rows)]
    first = 0
    while first < len(starts):
        last = max(first + 1, int(np.searchsorted(ends, starts[first] + _BLOCK, side="right")))
        low, high = int(starts[first]), int(ends[last - 1])
        gathered = loud[places[low:high]].astype(np.int32)
        total[owners[starts[first:last]]] = np.add.reduceat(gathered, starts[first:last] - low, axis=0)
        first = last
    return total


def scaled(total: NDArray[np.int32]) -> NDArray[np.int8]:
    """Vectors of length LENGTH, rounded to int8: ``(x * LENGTH) / isqrt(x . x)`` in integers, halves up."""
    wide = total.astype(np.int64)
    square = np.einsum("ij,ij->i", wide, wide)
    length = np.maximum(root(square), 1)[:, None]
    return np.asarray(np.clip((2 * LENGTH * wide + length) // (2 * length), -127, 127).astype(np.int8))


def root(squares: NDArray[np.int64]) -> NDArray[np.int64]:
    """The integer square root, exact: a float's guess, put right."""
    guess = np.sqrt(squares.astype(np.float64)).astype(np.int64)
    guess -= guess * guess > squares
    guess += (guess + 1) * (guess + 1) <= squares
    return guess
