"""How far two statements say the same thing: nearness, the rare words they share, and the numbers they share.

Whole numbers from 0 to 11,000. A pair in two languages shares few words, so its nearness alone must do. The weights
were set on labelled pairs, leaving themes out; docs/method/link.md has them with their figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rodedraad.records import Amount, Statement

Ints = NDArray[np.int64]

NEARNESS, OVERLAP, SHARED, NUMBER = 5000, 2500, 2500, 1000
FULL = 8
"""So many words in common say as much as more would."""
ABROAD = 8000
"""What nearness counts for between two languages."""
LEAST_WEIGHT = 24
"""Words that weigh less (of at most 255) are in every text of policy; they make no two sentences alike."""
FEWEST = 3
"""A sentence with fewer weighty words says nothing that could be the same ("Wij zullen u informeren.")."""

_NUMBER = re.compile(r"\d[\d.,]{0,15}")
_LARGEST = 400  # words of one statement that are compared


@dataclass(frozen=True, slots=True)
class Content:
    """What of each statement can be compared: places of weighty words, sorted, with where each statement's start.

    ``weights`` are those of ``words``; ``numbers`` likewise; ``masses`` add up the weights per statement.
    """

    words: Ints
    weights: Ints
    starts: Ints
    masses: Ints
    numbers: tuple[frozenset[str], ...]

    def counts(self) -> Ints:
        """How many weighty words each statement has."""
        return np.diff(self.starts)


def content(texts: Sequence[str]) -> Content:
    """The words and numbers of texts that can be compared."""
    from rodedraad.embed import tokens  # noqa: PLC0415  the table is loaded where it is used

    names: dict[str, int] = {}
    words: list[int] = []
    weights: list[int] = []
    starts = [0]
    for text in texts:
        own: dict[int, int] = {}
        for word in sorted(set(tokens(text)))[:_LARGEST]:
            for stem, weight in _stems(word):
                place = names.setdefault(stem, len(names))
                own[place] = max(own.get(place, 0), weight)
        for place in sorted(own):
            words.append(place)
            weights.append(own[place])
        starts.append(len(words))
    all_weights = np.array(weights, dtype=np.int64)
    edges = np.array(starts, dtype=np.int64)
    masses = np.concatenate([[0], np.cumsum(all_weights)])
    return Content(
        np.array(words, dtype=np.int64),
        all_weights,
        edges,
        masses[edges[1:]] - masses[edges[:-1]],
        tuple(frozenset(_NUMBER.findall(text)) for text in texts),
    )


@lru_cache(maxsize=1 << 17)
def _stems(word: str) -> tuple[tuple[str, int], ...]:
    """The stems that a word stands for, its own or those of its parts, each with its weight."""
    from rodedraad.embed import table  # noqa: PLC0415  as above

    known = table()
    found = ((known.words[row], int(known.weights[row])) for row in known.rows(word))
    return tuple((_stemmer().stemWord(name), weight) for name, weight in found if weight >= LEAST_WEIGHT)


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202  the library gives no types
    import Stemmer  # noqa: PLC0415  as above

    return Stemmer.Stemmer("dutch_porter")


def sameness(found: Content, languages: Sequence[str | None], first: Ints, second: Ints, percent: Ints) -> Ints:
    """The sameness of each pair; ``percent`` is its nearness in hundredths of a per cent, 0 to 10,000."""
    count, shared = _overlap(found, first, second)
    least = np.maximum(np.minimum(found.masses[first], found.masses[second]), 1)
    same = np.fromiter(
        (bool(found.numbers[a] & found.numbers[b]) for a, b in zip(first.tolist(), second.tolist(), strict=True)),
        dtype=np.int64,
        count=len(first),
    )
    home = (
        NEARNESS * percent // 10_000
        + OVERLAP * shared // least
        + SHARED * np.minimum(count, FULL) // FULL
        + NUMBER * same
    )
    codes = {code: at for at, code in enumerate(sorted({code for code in languages if code}), 1)}
    spoken = np.array([codes.get(code or "", 0) for code in languages], dtype=np.int64)
    abroad = (spoken[first] != spoken[second]) & (spoken[first] > 0) & (spoken[second] > 0)
    return np.asarray(np.where(abroad, np.maximum(home, ABROAD * percent // 10_000 + NUMBER * same), home))


def _overlap(found: Content, first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """How many words each pair shares, and the weight of these."""
    breadth = int(found.words.max(initial=0)) + 1
    counts = found.counts()
    owner = np.repeat(np.arange(len(counts)), counts)
    keys = owner * breadth + found.words  # ascending: statements in order, words in order within each
    each = counts[first]
    pair = np.repeat(np.arange(len(first)), each)
    offset = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    word = found.starts[first][pair] + offset
    wanted = second[pair] * breadth + found.words[word]
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    hit = keys[at] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    weight = np.minimum(found.weights[word[hit]], found.weights[at[hit]])
    count = np.bincount(pair[hit], minlength=len(first)).astype(np.int64)
    total = np.zeros(len(first), dtype=np.int64)
    np.add.at(total, pair[hit], weight)
    return count, total


def numbers_differ(one: Sequence[Amount], other: Sequence[Amount]) -> bool:
    """Whether both give an amount in the same unit and none of these agree: not the same thing said twice."""
    pairs = [(a.value, b.value) for a in one for b in other if a.unit == b.unit]
    return bool(pairs) and not any(20 * abs(a - b) <= max(abs(a), abs(b)) for a, b in pairs)


def terms_differ(one: Statement, other: Statement) -> bool:
    """Whether both name a term and these do not meet."""
    if not (one.deadline_from and one.deadline_to and other.deadline_from and other.deadline_to):
        return False
    return one.deadline_to < other.deadline_from or other.deadline_to < one.deadline_from
