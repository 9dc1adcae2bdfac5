"""How far two statements say the same thing, in whole numbers.

A sum of what speaks for it: how near their vectors are, the words they share, each counting more the rarer it is in
this dossier, names that no table knows among them, whether both have room to say something (a sentence of four words
is like many others), whether both ask or do something, the headings they stand under, and the numbers they share.
A pair in two languages shares few words, and gets for its nearness what it cannot get there.

The weights come from labelled pairs; docs/method/link.md has them with their figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rodedraad.records import Amount, Statement

Ints = NDArray[np.int64]

ONE = 10_000
NEARNESS, OVERLAP, LENGTH, ACTS, HEADING, NUMBER = 60, 36, 80, 10, 20, 5
"""What each kind of evidence counts for, in tenths, when it is complete."""
DENIED = 20
"""What it takes off when one of the two denies and the other does not: the words are the same, the meaning is not."""
ABROAD, ABROAD_NEARNESS = 9, 37
"""What a pair in two languages gets instead of shared words: at once, and for its nearness."""
HEADLESS = 2_000
"""The nearness of headings where one has none, in parts of ONE: what it is between two that say the same."""
LONG = 12
"""Words from which a sentence is long enough to be told from others."""
UNKNOWN = 180
"""The weight of a word that the table does not have, of at most 255: mostly a name."""
WEIGHTY, FEWEST = 40, 3
"""A sentence with fewer words of such weight says nothing that could be the same ("Daar wordt naar gekeken.")."""
LEAST_WEIGHT = 8
"""Words that weigh less are in every text; they make no two sentences alike."""
ACTING = frozenset({"recommendation", "ambition", "measure", "request", "condition", "need"})

_NUMBER = re.compile(r"\d[\d.,]{0,15}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DENIAL = re.compile(
    r"\b(?:niet|geen|nooit|niemand|niets|nergens|evenmin|noch|stop(?:pen|t)?|not|no|never|nobody|none|nor|cannot)\b|n't\b",
    re.IGNORECASE,
)
_LARGEST = 400  # words of one statement that are compared


@dataclass(frozen=True, slots=True)
class Content:
    """What of each statement can be compared.

    ``words`` are places of weighty words, sorted, those of statement k from ``starts[k]`` on, with their
    ``weights``; ``squares`` adds up their squares. ``says`` is whether it says enough. ``lengths`` counts words, up to LONG. ``languages`` and
    ``headings`` are numbers, 0 for none; ``near`` holds the products of headings.
    """

    words: Ints
    weights: Ints
    starts: Ints
    squares: Ints
    says: NDArray[np.bool_]
    lengths: Ints
    acts: NDArray[np.bool_]
    denies: NDArray[np.bool_]
    languages: Ints
    headings: Ints
    heading_vectors: NDArray[np.float32]
    numbers: tuple[frozenset[str], ...]


def content(statements: Sequence[Statement], dossier: Iterable[Statement]) -> Content:
    """What can be compared of these statements, which are some of the dossier's: its words say what is rare."""
    bags = {one.id: stems(one.text) for one in dossier}
    known = Counter(stem for bag in bags.values() for stem in bag)
    total = len(bags)
    rarity = {count: _rarity(total + 1, count) for count in set(known.values())}
    names: dict[str, int] = {}
    words: list[int] = []
    weights: list[int] = []
    starts = [0]
    for statement in statements:
        own = {
            names.setdefault(stem, len(names)): weight * rarity[known[stem]]
            for stem, weight in bags[statement.id].items()
        }
        for place in sorted(own):
            words.append(place)
            weights.append(own[place])
        starts.append(len(words))
    all_weights = np.array(weights, dtype=np.int64)
    edges = np.array(starts, dtype=np.int64)
    running = np.concatenate([[0], np.cumsum(all_weights * all_weights)])
    headings, heading_vectors = _headings([statement.context or "" for statement in statements])
    codes = {code: at for at, code in enumerate(sorted({one.language for one in statements if one.language}), 1)}
    return Content(
        words=np.array(words, dtype=np.int64),
        weights=all_weights,
        starts=edges,
        squares=running[edges[1:]] - running[edges[:-1]],
        says=np.array(
            [sum(weight >= WEIGHTY for weight in bags[one.id].values()) >= FEWEST for one in statements], dtype=bool
        ),
        lengths=np.array([min(len(one.text.split()), LONG) for one in statements], dtype=np.int64),
        acts=np.array([one.type in ACTING for one in statements], dtype=bool),
        denies=np.array([len(_DENIAL.findall(one.text)) % 2 == 1 for one in statements], dtype=bool),
        languages=np.array([codes.get(one.language or "", 0) for one in statements], dtype=np.int64),
        headings=headings,
        heading_vectors=heading_vectors,
        numbers=tuple(frozenset(_NUMBER.findall(one.text)) for one in statements),
    )


def stems(text: str) -> dict[str, int]:
    """The weighty stems of a text, those of unknown words among them, each with its weight."""
    from rodedraad.embed import tokens  # noqa: PLC0415  the table is loaded where it is used

    found: dict[str, int] = {}
    for word in sorted(set(tokens(text)))[:_LARGEST]:
        for stem, weight in _stems(word):
            found[stem] = max(found.get(stem, 0), weight)
    return found


@lru_cache(maxsize=1 << 17)
def _stems(word: str) -> tuple[tuple[str, int], ...]:
    """The stems that a word stands for, its own or those of its parts, each with its weight."""
    from rodedraad.embed import table  # noqa: PLC0415  as above

    known = table()
    rows = known.rows(word)
    if not rows and len(word) > 2 and not known.has(word):
        return ((_stem(word), UNKNOWN),)
    found = ((known.words[row], int(known.weights[row])) for row in rows)
    return tuple((_stem(name), weight) for name, weight in found if weight >= LEAST_WEIGHT)


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202  the library gives no types
    import Stemmer  # noqa: PLC0415  as above

    return Stemmer.Stemmer("dutch_porter")


def _rarity(total: int, count: int) -> int:
    """The binary logarithm of total over count, in 16ths, rounded down: exact in whole numbers."""
    return max(1, (total**16 // max(count, 1) ** 16).bit_length() - 1)


def logarithm(number: int) -> int:
    """The binary logarithm of a whole number from 1, in 16ths, rounded down."""
    return (number**16).bit_length() - 1


def _headings(contexts: Sequence[str]) -> tuple[Ints, NDArray[np.float32]]:
    """The place of each statement's heading among the different headings, and the vectors of these; 0 is none."""
    from rodedraad.embed import DIMENSIONS, embedder  # noqa: PLC0415  as above

    different = sorted({context for context in contexts if context})
    place = {context: at for at, context in enumerate(different, 1)}
    vectors = np.frombuffer(embedder().encode(["", *different]), dtype=np.int8).reshape(-1, DIMENSIONS)
    return np.array([place.get(context, 0) for context in contexts], dtype=np.int64), vectors.astype(np.float32)


def sameness(found: Content, first: Ints, second: Ints, near: Ints) -> Ints:
    """The sameness of each pair; ``near`` is its nearness in parts of ONE."""
    same = np.fromiter(
        (
            not found.numbers[a].isdisjoint(found.numbers[b])
            for a, b in zip(first.tolist(), second.tolist(), strict=True)
        ),
        dtype=np.int64,
        count=len(first),
    )
    one, other = found.languages[first], found.languages[second]
    abroad = (one != other) & (one > 0) & (other > 0)
    length = np.minimum(found.lengths[first], found.lengths[second])
    acts = (found.acts[first] & found.acts[second]).astype(np.int64)
    words = np.where(abroad, ABROAD * ONE + ABROAD_NEARNESS * near, OVERLAP * _overlap(found, first, second))
    evidence = (
        NEARNESS * near
        + words
        + LENGTH * length * ONE // LONG
        + ACTS * acts * ONE
        + HEADING * _heading_nearness(found, first, second)
        + NUMBER * same * ONE
        - DENIED * (found.denies[first] != found.denies[second]) * ONE
    )
    return np.asarray(evidence // 10)


def _heading_nearness(found: Content, first: Ints, second: Ints) -> Ints:
    from rodedraad.embed import LENGTH as FULL  # noqa: PLC0415  as above

    out = np.zeros(len(first), dtype=np.int64)
    for start in range(0, len(first), 1 << 14):
        here = slice(start, start + (1 << 14))
        a = found.heading_vectors[found.headings[first[here]]]
        b = found.heading_vectors[found.headings[second[here]]]
        # whole numbers below 2**24: exact in float32, in whatever order they are added
        out[here] = np.einsum("ij,ij->i", a, b).astype(np.int64) * ONE // (FULL * FULL)
    bare = (found.headings[first] == 0) | (found.headings[second] == 0)
    return np.where(bare, HEADLESS, np.clip(out, 0, ONE))


def _overlap(found: Content, first: Ints, second: Ints) -> Ints:
    """The cosine of the two bags of weighty words, in parts of ONE."""
    from rodedraad.embed import root  # noqa: PLC0415  as above

    breadth = int(found.words.max(initial=0)) + 1
    counts = np.diff(found.starts)
    owner = np.repeat(np.arange(len(counts)), counts)
    keys = owner * breadth + found.words  # ascending: statements in order, words in order within each
    each = counts[first]
    pair = np.repeat(np.arange(len(first)), each)
    offset = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    word = found.starts[first][pair] + offset
    wanted = second[pair] * breadth + found.words[word]
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    hit = keys[at] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    product = np.zeros(len(first), dtype=np.int64)
    np.add.at(product, pair[hit], found.weights[word[hit]] * found.weights[at[hit]])
    length = root(found.squares[first]) * root(found.squares[second])
    return np.asarray(product * ONE // np.maximum(length, 1)).clip(0, ONE)


def numbers_differ(one: Sequence[Amount], other: Sequence[Amount]) -> bool:
    """Whether both give an amount in the same unit and none of these agree: not the same thing said twice."""
    pairs = [(a.value, b.value) for a in one for b in other if a.unit == b.unit]
    return bool(pairs) and not any(20 * abs(a - b) <= max(abs(a), abs(b)) for a, b in pairs)


def terms_differ(one: Statement, other: Statement) -> bool:
    """Whether both name a term and these do not meet, or both name years and none in common."""
    years = set(_YEAR.findall(one.text)), set(_YEAR.findall(other.text))
    if years[0] and years[1] and years[0].isdisjoint(years[1]):
        return True
    if not (one.deadline_from and one.deadline_to and other.deadline_from and other.deadline_to):
        return False
    return one.deadline_to < other.deadline_from or other.deadline_to < one.deadline_from
