"""How far the words of two statements answer each other: for each word of the one its best counterpart in the other.

That is what BERTScore does (Zhang et al. 2020), on the word vectors that the package carries instead of a model's, so
that words of two languages and words for one thing meet too. Each word counts more the rarer it is in this dossier.
All in whole numbers: int8 products below 2**24 are exact in float32, whatever the order they are added in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rodedraad.records import Said

Ints = NDArray[np.int64]

ONE = 10_000
FULL = 168
"""The rarity of a word that stands once: what it is, in 16ths of a bit, among some 1,400 statements."""
MOST = 16
"""Words of one statement that are compared, the weightiest; a sentence has some ten."""
LEAST_WEIGHT = 40
"""Words that weigh less in the table are in every text; they make no two sentences alike."""
UNKNOWN = 180
"""The weight of a word that the table does not have, of at most 255: mostly a name."""
UNALIKE = 2_500
"""The cosine of two words, in parts of ONE, up to which they have nothing to do with each other."""
_LARGEST = 400  # different words of one statement that are looked at
_BLOCK = 1 << 7
"""Pairs compared at once: their vectors fit in a core's own cache, which halves the time."""


@dataclass(frozen=True, slots=True)
class Words:
    """The weighty words of each statement, padded to MOST: ``places`` in the vocabulary (-1 is none), ``weights``.

    ``counts`` says in how many statements each word stands; ``vectors`` and ``lengths`` are those of the vocabulary,
    ``names`` its stems.
    """

    places: Ints
    weights: Ints
    counts: Ints
    vectors: NDArray[np.float32]
    lengths: Ints
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """What the words of a pair answer.

    ``best`` is what the two words of the first weigh that are best answered, ``count`` how many are answered by half or
    more, ``cover`` which part of its weight is answered in the sentence of which less is, in parts of ONE.
    """

    best: Ints
    count: Ints
    cover: Ints


def words(said: Sequence[Said]) -> Words:
    """The weighty words of these statements, weighed by how few of them have each."""
    from rodedraad.embed import DIMENSIONS, root, table  # noqa: PLC0415  the table is loaded where it is used

    known = table()
    bags = [_bag(one) for one in said]
    held = Counter(stem for bag in bags for stem, _, _ in bag)
    names = sorted(held)
    place = dict(zip(names, range(len(names)), strict=True))
    rows = np.full(len(names) + 1, -1, dtype=np.int64)
    full = max(logarithm(len(said) + 1), 1)
    # of FULL at most, so that a word that stands once weighs the same in every dossier
    rarity = {count: FULL * (full - logarithm(count)) // full for count in set(held.values())}
    places = np.full((len(said), MOST), -1, dtype=np.int64)
    weights = np.zeros((len(said), MOST), dtype=np.int64)
    for at, bag in enumerate(bags):
        own = sorted(((rarity[held[stem]] * weight, stem, row) for stem, row, weight in bag), reverse=True)
        for column, (weight, stem, row) in enumerate(own[:MOST]):
            here = place[stem]
            places[at, column], weights[at, column] = here, weight
            # one stem may be several words of the table; the smallest row stands for it
            rows[here] = row if rows[here] < 0 else min(row, rows[here])
    vectors = np.zeros((len(names) + 1, DIMENSIONS), dtype=np.float32)
    in_table = np.flatnonzero(rows >= 0)
    vectors[in_table] = known.vectors[rows[in_table]]
    squares = np.einsum("ij,ij->i", vectors, vectors).astype(np.int64)
    return Words(
        places=places,
        weights=weights,
        counts=np.array([*(held[name] for name in names), 0], dtype=np.int64),
        vectors=vectors,
        lengths=np.maximum(root(squares), 1),
        names=tuple(names),
    )


def aligned(found: Words, first: Ints, second: Ints) -> Aligned:
    """How far the words of the second of each pair answer those of the first, in 16ths of a bit times the table's weight."""
    out = Aligned(*(np.zeros(len(first), dtype=np.int64) for _ in range(3)))
    for start in range(0, len(first), _BLOCK):
        here = slice(start, start + _BLOCK)
        a, b = found.places[first[here]], found.places[second[here]]
        each = _alike(found, a, b)
        alike = each.max(axis=2)
        weights = found.weights[first[here]], found.weights[second[here]]
        answered, back = weights[0] * alike, weights[1] * each.max(axis=1)
        out.best[here] = np.sort(answered, axis=1)[:, -2:].sum(axis=1) // ONE
        out.count[here] = (2 * alike >= ONE).sum(axis=1)
        out.cover[here] = np.minimum(
            answered.sum(axis=1) // np.maximum(weights[0].sum(axis=1), 1),
            back.sum(axis=1) // np.maximum(weights[1].sum(axis=1), 1),
        )
    return out


def answered_across(
    found: Words, first: Ints, second: Ints, tied: NDArray[np.bool_], other: NDArray[np.bool_]
) -> tuple[Ints, Ints]:
    """What the words of a pair answer of like to like, and at most of what is tied in the one to what is not in the other.

    ``tied`` and ``other`` mark such words of the first and the second of each pair, one row per pair. A word answers
    that is alike by half or more; of the two sentences the least counts, in 16ths of a bit times the table's weight.
    """
    like, across = (np.zeros(len(first), dtype=np.int64) for _ in range(2))
    for start in range(0, len(first), _BLOCK):
        here = slice(start, start + _BLOCK)
        each = _alike(found, found.places[first[here]], found.places[second[here]])
        each[2 * each < ONE] = 0
        weights = found.weights[first[here]], found.weights[second[here]]
        marks = tied[here], other[here]

        def answered(
            rows: NDArray[np.bool_], columns: NDArray[np.bool_], each: Ints = each, weights: tuple[Ints, Ints] = weights
        ) -> Ints:
            kept = np.where(rows[:, :, None] & columns[:, None, :], each, 0)
            one = (weights[0] * kept.max(axis=2)).sum(axis=1)
            return np.asarray(np.minimum(one, (weights[1] * kept.max(axis=1)).sum(axis=1)) // ONE)

        like[here] = answered(~marks[0], ~marks[1]) + answered(*marks)
        across[here] = np.maximum(answered(marks[0], ~marks[1]), answered(~marks[0], marks[1]))
    return like, across


def _alike(found: Words, a: Ints, b: Ints) -> Ints:
    """How alike each word of the one is to each of the other, in parts of ONE."""
    # float64 divides whole numbers below 2**38 by ones below 2**24 so finely that rounding down is exact
    product = np.matmul(found.vectors[a], found.vectors[b].transpose(0, 2, 1)).astype(np.float64)
    length = (found.lengths[a][:, :, None] * found.lengths[b][:, None, :]).astype(np.float64)
    cosine = np.floor(product * ONE / length)
    equal = (a[:, :, None] == b[:, None, :]) & (a >= 0)[:, :, None]
    alike = np.clip(np.floor((cosine - UNALIKE) * ONE / (ONE - UNALIKE)), 0, ONE)
    return np.asarray(np.where(equal, ONE, alike).astype(np.int64))


def rare_pairs(found: Words, most: int) -> tuple[Ints, Ints, Ints]:
    """Pairs of statements that share words which stand in at most ``most`` of them, with what these weigh."""
    owner = np.repeat(np.arange(len(found.places)), MOST)
    place, weight = found.places.ravel(), found.weights.ravel()
    chosen = (place >= 0) & (found.counts[place] <= most) & (found.counts[place] > 1)
    owner, place, weight = owner[chosen], place[chosen], weight[chosen]
    order = np.lexsort((owner, place))
    owner, place, weight = owner[order], place[order], weight[order]
    size = len(found.places)
    keys, values = [], []
    for step in range(1, most):
        # sorted by word: the holders of one word stand beside each other
        same = place[:-step] == place[step:]
        if not same.any():
            break
        keys.append(owner[:-step][same] * size + owner[step:][same])
        values.append(np.minimum(weight[:-step][same], weight[step:][same]))
    if not keys:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    different, at = np.unique(np.concatenate(keys), return_inverse=True)
    total = np.zeros(len(different), dtype=np.int64)
    np.add.at(total, at, np.concatenate(values))
    first, second = np.divmod(different, size)
    return first, second, total


def weighty(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The weighty words of a text: rows of the table, one for each stem, and the stems of words it does not have."""
    from rodedraad.embed import tokens  # noqa: PLC0415  as above

    rows: dict[str, tuple[int, int]] = {}
    unknown: set[str] = set()
    for word in sorted(set(tokens(text)))[:_LARGEST]:
        for stem, row, weight in _stems(word):
            if row < 0:
                unknown.add(stem)
            elif stem not in rows or weight > rows[stem][1]:
                rows[stem] = (row, weight)
    return tuple(row for row, _ in rows.values()), tuple(sorted(unknown - rows.keys()))


def stems(text: str) -> frozenset[str]:
    """The stems of the weighty words of a text, known to the table or not."""
    rows, unknown = weighty(text)
    return frozenset(_in_table(row)[0] for row in rows).union(unknown)


def _bag(said: Said) -> list[tuple[str, int, int]]:
    """Each stem of a statement with its row (-1 is none) and weight."""
    return [*map(_in_table, said.rows), *((stem, -1, UNKNOWN) for stem in said.unknown)]


@lru_cache(maxsize=1 << 17)
def _in_table(row: int) -> tuple[str, int, int]:
    from rodedraad.embed import table  # noqa: PLC0415  as above

    known = table()
    return _stem(known.words[row]), row, int(known.weights[row])


@lru_cache(maxsize=1 << 17)
def _stems(word: str) -> tuple[tuple[str, int, int], ...]:
    """The stems that a word stands for, its own or those of its parts, each with its row and weight."""
    from rodedraad.embed import table  # noqa: PLC0415  as above

    known = table()
    rows = known.rows(word)
    if not rows and len(word) > 2 and not known.has(word):
        return ((_stem(word), -1, UNKNOWN),)
    return tuple(found for found in map(_in_table, rows) if found[2] >= LEAST_WEIGHT)


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202  the library gives no types
    import Stemmer  # noqa: PLC0415  as above

    return Stemmer.Stemmer("dutch_porter")


def logarithm(number: int) -> int:
    """The binary logarithm of a whole number from 1, in 16ths, rounded down."""
    return (number**16).bit_length() - 1
