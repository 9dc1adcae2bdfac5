"""Words of the index that are one slip of the keyboard away from a word that was asked for.

A source's own typing error hides it from who spells right, and the other way round. One slip is one character more,
fewer or other, or two that changed places (Damerau 1964). Of a word that the index has, a near one counts only when it
is rare beside it (once, or a tenth as often), since two common words are two words; so `woning` never brings `koning`.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, passages, col)"
_TERMS = "SELECT term, doc FROM temp.vocabulary WHERE col = 'words' ORDER BY term"
_SHORTEST = 5
"""Shorter words have too many neighbours that are other words."""
_SHORTEST_HELD = 7
"""The same for words that the index has as they were asked."""
_RARE = 10
_MOST = 5


def vocabulary(connection: sqlite3.Connection) -> Vocabulary:
    """The words of the text index in this file."""
    connection.execute(_VOCABULARY)
    return Vocabulary(connection.execute(_TERMS).fetchall())  # sorted by their bytes, as characters sort


class Vocabulary:
    """The words of an index with the number of texts that each stands in."""

    def __init__(self, rows: Sequence[tuple[str, int]]) -> None:
        """``rows`` are the words and their numbers, sorted by word."""
        self._terms = [term for term, _ in rows]
        self._counts = [count for _, count in rows]
        self._by_length: dict[int, list[int]] = {}
        for place, term in enumerate(self._terms):
            self._by_length.setdefault(len(term), []).append(place)
        self._letters: dict[int, Any] = {}

    def near(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each of these folded words its near words, the commonest first; words without any are absent."""
        asked = [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST and not word.isdecimal()]
        if not asked:
            return {}
        longest = max(len(word) for word in asked) + 1
        found = {}
        for word in asked:
            held = self._held(word, longest)
            if held and len(word) < _SHORTEST_HELD:
                continue
            near = [
                (-count, term)
                for term, count in self._alike(word)
                if not term.startswith(word)
                and (not held or count == 1 or count * _RARE <= held)
                and is_near(word, term)
            ]
            if near:
                found[word] = tuple(term for _, term in sorted(near)[:_MOST])
        return found

    def _held(self, word: str, longest: int) -> int:
        """In how many texts words stand that begin with this one, of words of at most that length."""
        count = 0
        for place in range(bisect_left(self._terms, word), len(self._terms)):
            if not self._terms[place].startswith(word):
                break
            count += self._counts[place] if len(self._terms[place]) <= longest else 0
        return count

    def _alike(self, word: str) -> Iterator[tuple[str, int]]:
        """Words of nearly its length that differ from it by at most two letters, in whatever order: one slip does no more."""
        import numpy as np  # noqa: PLC0415  only where words are looked for

        own = np.uint64(_letters(word))
        one = np.uint64(1)
        for length in range(len(word) - 1, len(word) + 2):
            places = self._by_length.get(length)
            if places is None:
                continue
            masks = self._letters.get(length)
            if masks is None:
                found = [_letters(self._terms[place]) for place in places]
                masks = self._letters[length] = np.array(found, dtype=np.uint64)
            # what is left when the lowest bit is taken away twice: nothing, of at most two
            apart = masks ^ own
            apart &= np.where(apart > 0, apart - one, apart)
            apart &= np.where(apart > 0, apart - one, apart)
            for at in np.flatnonzero(apart == 0).tolist():
                yield self._terms[places[at]], self._counts[places[at]]


def _letters(word: str) -> int:
    """Which letters a word has, as bits."""
    found = 0
    for letter in set(word):
        found |= 1 << (ord(letter) & 63)
    return found


def is_near(one: str, other: str) -> bool:
    """Whether one slip makes the one word the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    return (
        left[1:] == right  # one more
        or left == right[1:]  # one fewer
        or left[1:] == right[1:]  # another
        or (left[:2] == right[1::-1] and left[2:] == right[2:])  # two changed places
    )
