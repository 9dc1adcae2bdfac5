"""The order of what was found: words and vectors in one score of whole numbers, ties by where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rodedraad.embed import LENGTH
from rodedraad.records import Candidate
from rodedraad.retrieve.questions import Question
from rodedraad.stems import WORD, folded, stem

WHOLE = 1000
"""One, in the shares below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each thing counts. Tuned on half of the questions of tools/labels/questions.jsonl (docs/method/retrieve.md)."""

    words: int = 60
    vector: int = 40
    heading: int = 30
    wanted: int = 4
    fused: int = 0
    rank: int = 60


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
    weights: Weights | None = None,
) -> tuple[Ranked, ...]:
    """The candidates, best first. ``frequencies``: in how many of the ``size`` texts each stem stands."""
    chosen = weights or Weights()
    heavy = [_weight(min((frequencies.get(one, 0) or size) for one in word.stems), size) for word in question.words]
    found = [_scored(question, heavy, candidate, chosen) for candidate in candidates]
    return tuple(sorted(found, key=_order))


def _order(one: Ranked) -> tuple[object, ...]:
    candidate = one.candidate
    return (-one.score, candidate.id is None, candidate.id or "", candidate.source, candidate.start, candidate.end)


def _weight(frequency: int, size: int) -> int:
    """How much a word tells: sixteen times the binary logarithm of how rare it is, in whole numbers."""
    return max(1, ((size + 1) ** 16 // (frequency + 1) ** 16).bit_length())


def _scored(question: Question, heavy: Sequence[int], candidate: Candidate, weights: Weights) -> Ranked:
    held = _held(candidate.quote)
    above = _held(candidate.heading) if candidate.heading else frozenset()
    total = sum(heavy) or 1
    inside = near = 0
    for word, weight in zip(question.words, heavy, strict=True):
        share = _share(word.word, word.stems, held)
        inside += weight * share
        near += weight * max(0, _share(word.word, word.stems, above) - share)
    product = max(0, candidate.product or 0) * WHOLE // LENGTH**2
    score = weights.words * inside // total + weights.vector * product + weights.heading * near // total
    score += WHOLE * weights.wanted * len(question.wants & candidate.details)
    for place in (candidate.by_words, candidate.by_vector):
        if place is not None:
            score += weights.fused * WHOLE // (weights.rank + place)
    return Ranked(candidate=candidate, score=score, covered=inside // total)


def _held(text: str) -> frozenset[str]:
    """The words of a text and their stems."""
    words = set(WORD.findall(folded(text)))
    return frozenset(words | {stem(word, language) for word in words for language in ("nl", "en")})


def _share(word: str, stems: Sequence[str], held: frozenset[str]) -> int:
    """How far a text holds a word: wholly, as a part of a longer word, or not."""
    if word in held or any(one in held for one in stems):
        return WHOLE
    if len(word) > 3 and any(other.startswith(word) or other.endswith(word) for other in held):
        return 3 * WHOLE // 4
    return 0
