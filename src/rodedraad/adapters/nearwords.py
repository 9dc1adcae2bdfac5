"""Words of the index that are one slip of the keyboard away from a word that was asked for.

A source's own typing error hides it from who spells right, and the other way round. One slip is one character more,
fewer or other, or two that changed places (Damerau 1964). Of a word that the index has, a near one counts only when it
is rare beside it (once, or a tenth as often), since two common words are two words; so `woning` never brings `koning`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, passages, col)"
_TERMS = "SELECT term, doc FROM temp.vocabulary WHERE col = 'words' AND length(term) BETWEEN ? AND ?"
_SHORTEST = 5
"""Shorter words have too many neighbours that are other words."""
_SHORTEST_HELD = 7
"""The same for words that the index has as they were asked."""
_RARE = 10
_MOST = 5


def near_words(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of these folded words its near words in the index, the commonest first; words without any are absent."""
    asked = [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST and not word.isdecimal()]
    if not asked:
        return {}
    connection.execute(_VOCABULARY)
    lengths = [len(word) for word in asked]
    counts: dict[str, int] = dict(connection.execute(_TERMS, (min(lengths) - 1, max(lengths) + 1)))
    found = {}
    for word in asked:
        held = sum(count for term, count in counts.items() if term.startswith(word))
        if held and len(word) < _SHORTEST_HELD:
            continue
        near = [
            (-count, term)
            for term, count in counts.items()
            if not term.startswith(word) and (not held or count == 1 or count * _RARE <= held) and is_near(word, term)
        ]
        if near:
            found[word] = tuple(term for _, term in sorted(near)[:_MOST])
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
