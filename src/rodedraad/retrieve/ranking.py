"""The order of what was found: words, near words and vectors in one score of whole numbers, ties by where it stands.

A word of the question is held by a text that has it, its stem or a compound with it; less so by one that has a word near
to it in the table of ``embed`` (*medicijnen* and *geneesmiddelen*, *soil* and *bodem*). Method: docs/method/retrieve.md.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from rodedraad.embed import DIMENSIONS, LENGTH, embedder
from rodedraad.records import Candidate
from rodedraad.retrieve.questions import Question
from rodedraad.stems import WORD, folded, stem

WHOLE = 1000
"""One, in the shares below."""
_COMPOUND = 850
"""A text has a longer word that begins or ends with the word that was asked for."""
_PART = 500
"""A text has a word that the word that was asked for begins or ends with."""
_NEAR = 800
"""At most what a word near to it in meaning counts for."""
_NEAR_FROM, _NEAR_TO = 350, 750
"""The cosine from which a word is near at all, and that from which it is as near as can be."""
_SHORTEST_STEM = 4
_SHORTEST_PART = 5
_MOST_WORDS = 400  # of one text
_KEPT_TEXTS = 1 << 16
_KEPT_WORDS = 1 << 18
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each thing counts: learned on half of the questions of tools/labels/questions.jsonl.

    ``words`` is what the text itself holds, ``vector`` its nearness as a whole, ``heading`` and ``title`` what these hold
    beyond the text, ``wanted`` that it names whom, when or how much where that is asked. ``is_near``: words near in meaning
    count too.
    """

    words: int = 130
    vector: int = 60
    heading: int = 75
    title: int = 80
    wanted: int = 12
    is_near: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate with its score, in thousandths; ``covered`` is the share of the question's weight that it holds."""

    candidate: Candidate
    score: int
    covered: int


def ranked(
    question: Question,
    candidates: Iterable[Candidate],
    *,
    frequencies: Mapping[str, int],
    size: int,
    titles: Mapping[str, str],
    weights: Weights | None = None,
) -> tuple[Ranked, ...]:
    """The candidates, best first.

    ``frequencies``: in how many of the ``size`` texts each stem stands. ``titles``: what names each source and its authors.
    """
    import numpy as np  # noqa: PLC0415  only where a question is asked

    chosen = weights or Weights()
    found = tuple(candidates)
    if not found or not question.words:
        return ()
    heavy = np.array(
        [_weight(max(frequencies.get(one, 0) for one in word.stems), size) for word in question.words], dtype=np.int64
    )
    texts = [one.quote for one in found]
    texts += [one.heading for one in found]
    texts += [titles.get(one.source, "") for one in found]
    own, above, named = np.split(_shares(question, texts, is_near=chosen.is_near), 3)
    total = int(heavy.sum())
    inside = own @ heavy // total
    heading = np.maximum(above - own, 0) @ heavy // total
    title = np.maximum(named - own, 0) @ heavy // total
    products = np.array([max(0, one.product or 0) for one in found], dtype=np.int64) * WHOLE // LENGTH**2
    wanted = np.array([len(question.wants & one.details) for one in found], dtype=np.int64)
    wanted = wanted * WHOLE // max(1, len(question.wants))
    scores = chosen.words * inside + chosen.vector * products + chosen.heading * heading
    scores += chosen.title * title + chosen.wanted * wanted
    ordered = [
        Ranked(candidate=one, score=int(score), covered=int(covered))
        for one, score, covered in zip(found, scores, inside, strict=True)
    ]
    return tuple(sorted(ordered, key=_order))


def _order(one: Ranked) -> tuple[object, ...]:
    candidate = one.candidate
    return (-one.score, candidate.id is None, candidate.id or "", candidate.source, candidate.start, candidate.end)


def _weight(frequency: int, size: int) -> int:
    """How much a word tells: sixteen times the binary logarithm of how rare it is, in whole numbers."""
    return max(1, ((size + 1) ** 16 // (frequency + 1) ** 16).bit_length())


def _shares(question: Question, texts: Sequence[str], *, is_near: bool) -> Any:
    """How far each text holds each word of the question: one row per text."""
    import numpy as np  # noqa: PLC0415  as above

    places: dict[str, int] = {}
    rows: list[int] = []
    sizes = []
    for text in texts:
        words = _words(text)
        rows += [places.setdefault(word, len(places)) for word in words]
        sizes.append(len(words))
    held = np.zeros((len(places) + 1, len(question.words)), dtype=np.int64)
    held[:-1] = _held(question, list(places), is_near=is_near)
    # an empty text has one word, that of the last row, which holds nothing
    filled: list[int] = []
    at = 0
    for size in sizes:
        filled += rows[at : at + size] or [len(places)]
        at += size
    starts = [0, *accumulate(max(1, size) for size in sizes)][:-1]
    return np.maximum.reduceat(held[np.array(filled)], starts, axis=0)


def _held(question: Question, words: Sequence[str], *, is_near: bool) -> Any:
    """How far each of these words is each word of the question: one row per word."""
    import numpy as np  # noqa: PLC0415  as above

    products = _vectors(words) @ _vectors([word.word for word in question.words]).T
    cosines = products.astype(np.int64) * WHOLE // LENGTH**2
    held = np.clip(cosines - _NEAR_FROM, 0, _NEAR_TO - _NEAR_FROM) * _NEAR // (_NEAR_TO - _NEAR_FROM)
    held *= is_near
    places = {word: at for at, word in enumerate(words)}
    by_stem: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for one in _stems(word):
            by_stem.setdefault(one, []).append(at)
    line = "\n".join(words)
    ends = np.array(list(accumulate(len(word) + 1 for word in words)), dtype=np.int64)
    for column, asked in enumerate(question.words):
        forms = {asked.word, *asked.stems}
        for edge in _edges(asked.word):
            if edge in places:
                held[places[edge], column] = max(_PART, held[places[edge], column])
        for form in forms:
            if len(form) >= _SHORTEST_STEM:
                escaped = re.escape(form)
                at_ = [match.start() for match in re.finditer(f"(?m)^{escaped}|{escaped}$", line)]
                rows = np.searchsorted(ends, np.array(at_, dtype=np.int64), side="right")
                held[rows, column] = np.maximum(held[rows, column], _COMPOUND)
        for form in forms:
            for row in [*by_stem.get(form, ()), *([places[form]] if form in places else ())]:
                held[row, column] = WHOLE
    return held


def _edges(word: str) -> set[str]:
    """What a word begins and ends with, that may be a word of its own."""
    sizes = range(_SHORTEST_PART, len(word))
    return {part for size in sizes for part in (word[:size], word[-size:])}


@lru_cache(maxsize=_KEPT_TEXTS)
def _words(text: str) -> tuple[str, ...]:
    """The different words of a text, folded, in order."""
    return tuple(dict.fromkeys(WORD.findall(folded(text))))[:_MOST_WORDS]


@lru_cache(maxsize=_KEPT_WORDS)
def _stems(word: str) -> tuple[str, ...]:
    return tuple({stem(word, "nl"), stem(word, "en")})


class _Vectors:
    """The vectors of words, worked out when first asked for."""

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415  as above

        self.rows: dict[str, int] = {}
        self.matrix: Any = np.zeros((1 << 10, DIMENSIONS), dtype=np.int8)

    def of(self, words: Sequence[str]) -> Any:
        """One row per word, as float32, which holds these and their products exactly."""
        import numpy as np  # noqa: PLC0415  as above

        if len(self.rows) > _KEPT_WORDS:
            self.rows.clear()
        new = [word for word in dict.fromkeys(words) if word not in self.rows]
        if new:
            first = len(self.rows)
            while first + len(new) > len(self.matrix):
                self.matrix = np.concatenate([self.matrix, np.zeros_like(self.matrix)])
            made = np.frombuffer(embedder().encode(new), dtype=np.int8).reshape(-1, DIMENSIONS)
            self.matrix[first : first + len(new)] = made
            self.rows.update((word, first + at) for at, word in enumerate(new))
        return self.matrix[[self.rows[word] for word in words]].astype(np.float32)


@lru_cache(maxsize=1)
def _kept() -> _Vectors:
    return _Vectors()


def _vectors(words: Sequence[str]) -> Any:
    with _lock:
        return _kept().of(words)
