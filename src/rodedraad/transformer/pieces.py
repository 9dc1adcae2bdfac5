"""Texts to word pieces by a unigram model: of all ways to cut a word into known pieces, the likeliest.

The way of SentencePiece (Kudo 2018, https://arxiv.org/abs/1804.10959) with the pieces of XLM-RoBERTa that Dutch and
English need. Log probabilities are whole numbers, so that no two machines cut a word differently.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
"""The numbers of the four pieces that stand for no text; the first piece of text has number 4."""
SPECIAL = 4
WORD = "▁"
"""What a piece begins with that begins a word."""
_LONGEST = 16
_MOST_CHARS = 60
_CACHED = 200_000
_UNKNOWN_SCORE = -25_000


class Pieces:
    """The known pieces with their log probabilities in thousandths; remembers the words that it cut."""

    def __init__(self, texts: Sequence[str], scores: Sequence[int]) -> None:
        self._known = {
            text: (number, score) for number, (text, score) in enumerate(zip(texts, scores, strict=True), SPECIAL)
        }
        self._words: dict[str, tuple[int, ...]] = {}

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text by number."""
        found: list[int] = []
        for word in unicodedata.normalize("NFKC", text).split():
            cut = self._words.get(word)
            if cut is None:
                if len(self._words) >= _CACHED:
                    self._words.clear()
                cut = self._words[word] = tuple(self._cut(WORD + word[:_MOST_CHARS]))
            found += cut
        return found

    def _cut(self, word: str) -> list[int]:
        """The likeliest cut, by Viterbi's algorithm; of equals the one whose last piece is longest."""
        best: list[tuple[int, int, int]] = [(0, 0, UNKNOWN)]
        for end in range(1, len(word) + 1):
            ways = [(best[end - 1][0] + _UNKNOWN_SCORE, end - 1, UNKNOWN)]
            for start in range(max(0, end - _LONGEST), end):
                known = self._known.get(word[start:end])
                if known is not None:
                    ways.append((best[start][0] + known[1], start, known[0]))
            best.append(max(ways, key=lambda way: (way[0], -way[1])))
        found: list[int] = []
        at = len(word)
        while at:
            _, start, number = best[at]
            found.append(number)
            at = start
        return found[::-1]
