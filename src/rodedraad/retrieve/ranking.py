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
from rodedraad.retrieve.holding import held, lacks
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
_NAMED = 650
"""A title that holds this share of a question's words is the one that is asked about."""
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
    """A candidate with its score, in thousandths; ``covered`` is the share of the question's weight that it holds.

    ``again`` is what it gained by being read again, where it was; ``is_lacking`` that it does not name the amount or the
    moment that was asked for.
    """

    candidate: Candidate
    score: int
    covered: int
    again: int = 0
    is_lacking: bool = False

    @property
    def total(self) -> int:
        """What it is ordered by."""
        return self.score + self.again


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
    wanted = np.array([held(question, one.quote, one.details) for one in found], dtype=np.int64)
    wanted = wanted * WHOLE // max(1, len(question.wants))
    scores = chosen.words * inside + chosen.vector * products + chosen.heading * heading
    scores += chosen.title * title + chosen.wanted * wanted
    ordered = [
        Ranked(candidate=one, score=int(score), covered=int(covered), is_lacking=lacks(question, one.quote))
        for one, score, covered in zip(found, scores, inside, strict=True)
    ]
    return in_order(ordered)


def titled(question: Question, titles: Mapping[str, str], *, most: int) -> tuple[str, ...]:
    """The sources that are named in a question: those whose title, file or authors hold most of its words."""
    if not titles or not question.words:
        return ()
    ids = sorted(titles)
    shares = _shares(question, [titles[id_] for id_ in ids], is_near=False).mean(axis=1).astype(int).tolist()
    best = max(shares)
    return tuple(id_ for id_, share in zip(ids, shares, strict=True) if share == best >= _NAMED)[:most]


def in_order(found: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """Best first; of equals a statement before a passage, and then by what they are and where they stand."""
    return tuple(sorted(found, key=_order))


def _order(one: Ranked) -> tuple[object, ...]:
    candidate = one.candidate
    return (-one.total, candidate.id is None, candidate.id or "", candidate.source, candidate.start, candidate.end)


def _weight(frequency: int, size: int) -> int:
    """How much a word tells: sixteen times the binary logarithm of how rare it is, in whole numbers."""
    return max(1, ((size + 1) ** 16 // (frequency + 1) ** 16).bit_length())


def _shares(question: Question, texts: Sequence[str], *, is_near: bool) -> Any:
    """How far each text holds each word of the question: one row per text."""
    import numpy as np  # noqa: PLC0415  as above

    places: dict[str, int] = {}
    rows = [places.setdefault(text, len(places)) for text in texts]
    with _lock:
        known = _vocabulary()
        words = [known.of(text) for text in places]
        used, where = np.unique(np.concatenate(words), return_inverse=True)
        shares = known.held(question, used, is_near=is_near)
    starts = [0, *accumulate(len(one) for one in words)][:-1]
    return np.maximum.reduceat(shares[where], starts, axis=0)[rows]


class _Vocabulary:
    """Words by number, with their stems and vectors, worked out when first met. The word 0 is that of an empty text."""

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415  as above

        self._words = [""]
        self._numbers = {"": 0}
        self._by_stem: dict[str, list[int]] = {}
        self._vectors: Any = np.zeros((1 << 12, DIMENSIONS), dtype=np.int8)
        self._texts: dict[str, Any] = {}

    def of(self, text: str) -> Any:
        """The numbers of the different words of a text."""
        import numpy as np  # noqa: PLC0415  as above

        found = self._texts.get(text)
        if found is None:
            words = list(dict.fromkeys(WORD.findall(folded(text))))[:_MOST_WORDS]
            found = np.array(self._numbered(words) or [0], dtype=np.int64)
            if len(self._texts) < _KEPT_TEXTS:
                self._texts[text] = found
        return found

    def is_full(self) -> bool:
        """Whether it holds more than a process should keep."""
        return len(self._words) > _KEPT_WORDS or len(self._texts) >= _KEPT_TEXTS

    def held(self, question: Question, used: Any, *, is_near: bool) -> Any:
        """How far each of these words is each word of the question: one row per word."""
        import numpy as np  # noqa: PLC0415  as above

        asked = self._vectors[self._numbered([word.word for word in question.words])].astype(np.float32)
        # exact: no product of two vectors reaches 2**24
        products = (self._vectors[used].astype(np.float32) @ asked.T).astype(np.int64)
        nearness = np.clip(products * WHOLE // LENGTH**2 - _NEAR_FROM, 0, _NEAR_TO - _NEAR_FROM)
        held = nearness * _NEAR // (_NEAR_TO - _NEAR_FROM) * is_near
        words = [self._words[number] for number in used.tolist()]
        line = "\n".join(words)
        ends = np.array(list(accumulate(len(word) + 1 for word in words)), dtype=np.int64)
        for column, asked_word in enumerate(question.words):
            forms = {asked_word.word, *asked_word.stems}
            self._raise(held, used, column, [self._numbers.get(edge, 0) for edge in _edges(asked_word.word)], _PART)
            for form in forms:
                if len(form) >= _SHORTEST_STEM:
                    rows = np.searchsorted(ends, np.array(_at_edges(form, line), dtype=np.int64), side="right")
                    held[rows, column] = np.maximum(held[rows, column], _COMPOUND)
            same = [number for form in forms for number in (self._numbers.get(form, 0), *self._by_stem.get(form, ()))]
            self._raise(held, used, column, same, WHOLE)
        held[used == 0] = 0
        return held

    @staticmethod
    def _raise(held: Any, used: Any, column: int, numbers: Sequence[int], share: int) -> None:
        """Raises what these words hold of one word of the question to a share, those of them that are used."""
        import numpy as np  # noqa: PLC0415  as above

        wanted = np.array(numbers, dtype=np.int64)
        rows = np.minimum(np.searchsorted(used, wanted), len(used) - 1)
        rows = rows[used[rows] == wanted]
        held[rows, column] = np.maximum(held[rows, column], share)

    def _numbered(self, words: Sequence[str]) -> list[int]:
        """The numbers of words, new ones taken in."""
        import numpy as np  # noqa: PLC0415  as above

        new = [word for word in words if word not in self._numbers]
        if new:
            first = len(self._words)
            while first + len(new) > len(self._vectors):
                self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
            made = np.frombuffer(embedder().encode(new), dtype=np.int8).reshape(-1, DIMENSIONS)
            self._vectors[first : first + len(new)] = made
            for number, word in enumerate(new, first):
                self._numbers[word] = number
                for one in {stem(word, "nl"), stem(word, "en")}:
                    self._by_stem.setdefault(one, []).append(number)
            self._words += new
        return [self._numbers[word] for word in words]


def _at_edges(form: str, line: str) -> list[int]:
    """Where, in a list of words by line, one begins or ends with this."""
    escaped = re.escape(form)
    return [match.start() for match in re.finditer(f"(?m)^{escaped}|{escaped}$", line)]


def _edges(word: str) -> set[str]:
    """What a word begins and ends with, that may be a word of its own."""
    sizes = range(_SHORTEST_PART, len(word))
    return {part for size in sizes for part in (word[:size], word[-size:])}


@lru_cache(maxsize=1)
def _kept() -> _Vocabulary:
    return _Vocabulary()


def _vocabulary() -> _Vocabulary:
    """What the process keeps of words; begun anew when it is full."""
    if _kept().is_full():
        _kept.cache_clear()
    return _kept()
