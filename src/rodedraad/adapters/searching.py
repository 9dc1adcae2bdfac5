"""What a query asks of an index of words, and the hits in their order, whichever index finds them.

Words that were typed between quotation marks are found in that order; other words also by their stem and as the
beginning of a longer word, since Dutch writes compounds as one. All words must be there; only when that gives too few
hits, words that are one slip of the keyboard away stand for them (``nearwords``; the hit says so), and after that some of
the words suffice. What is shown is always the document's own text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, TypeAlias

from rodedraad.adapters.nearwords import Vocabulary
from rodedraad.records import Document, Hit
from rodedraad.stems import WORD, folded, stem, stems

Found: TypeAlias = tuple[str, str | None, int | None, int, int, str, float]
"""Source, settled statement (None for a passage), page, start, end, words, and a score: what an index finds."""

_MOST_TERMS = 32
_MOST_CHARS = 64
_QUOTE_CHARS = 600  # a longer passage is shown by the part around what was found
_TERM = re.compile(r'"([^"]{0,2000})"|(\w+)')
_ALONE = re.compile(r"[^\W_]+")
_SHORTEST_PREFIX = 4
_EACH = 4
"""Times as many as were asked for are put in order: an index knows little of how many of the words are in a text."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was asked for: words in a row, or one word with its stems."""

    words: tuple[str, ...]
    stems: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()

    @property
    def is_start(self) -> bool:
        """Whether longer words that begin with it are meant too."""
        return bool(self.stems) and len(self.words[0]) >= _SHORTEST_PREFIX

    def is_in(self, words: str, dutch: str, english: str) -> bool:
        """Whether it stands among these words or stems, each between blanks."""
        if f" {' '.join(self.words)}{'' if self.is_start else ' '}" in words:
            return True
        return any(f" {one} " in dutch or f" {one} " in english for one in self.stems)

    def near_in(self, words: str) -> list[str]:
        """Those of its near words that stand among these."""
        return [one for one in self.near if f" {one} " in words]

    def places(self, words: list[str], *stems: list[str]) -> list[tuple[int, int]]:
        """Where the term stands among these words, by them or their stems: pairs [first, after last)."""
        if not self.stems:
            size = len(self.words)
            return [
                (at, at + size) for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == self.words
            ]
        start = self.words[0]
        held = {at for at, word in enumerate(words) if word.startswith(start) and (self.is_start or word == start)}
        for forms in stems:
            held.update(at for at, form in enumerate(forms) if form in self.stems)
        held.update(at for at, word in enumerate(words) if word in self.near)
        return [(at, at + 1) for at in sorted(held)]


class Look(Protocol):
    """An index of words, asked for what holds all of some terms, or one of them: the best, at most so many."""

    def __call__(self, asked: Sequence[Term], limit: int, *, is_all: bool) -> Iterable[Found]:
        """What was found, best first."""
        ...


def terms(query: str) -> list[Term]:
    """What a query asks for, at most 32 terms; empty when it holds no word."""
    found: dict[Term, None] = {}
    for match in _TERM.finditer(query.replace("\0", " ")):
        for words in [words_of(match[1])] if match[1] is not None else [[word] for word in words_of(match[2])]:
            if not words:
                continue
            is_row = len(words) > 1 or match[1] is not None
            stems = frozenset() if is_row else frozenset({stem(words[0], "nl"), stem(words[0], "en")})
            found[Term(tuple(words), stems)] = None
            if len(found) == _MOST_TERMS:
                return list(found)
    return list(found)


def search(
    query: str,
    limit: int,
    *,
    look: Look,
    document: Callable[[str], Document],
    vocabulary: Callable[[], Vocabulary],
) -> tuple[Hit, ...]:
    """The hits, those with most of the words first, then by score."""
    asked = terms(query)
    if not asked or limit < 1:
        return ()
    found: dict[tuple[str, int, int], tuple[int, Hit]] = {}
    hits: list[Hit] = []
    for is_all, is_near in ((True, False), (True, True), (False, True)):
        if is_near and is_all:
            near = vocabulary().near(_alone(asked))
            asked = [replace(term, near=near.get(term.words[0], ()) if term.stems else ()) for term in asked]
            if not near:
                continue
        if not is_all and len(asked) == 1:
            break
        for row in look(asked, limit * _EACH, is_all=is_all):
            if (row[0], row[3], row[4]) not in found:
                found[row[0], row[3], row[4]] = _hit(row, asked)
        hits = list(_distinct(found.values()))
        if len(hits) >= limit:
            break
    held: dict[str, Document] = {}
    for hit in hits[:limit]:
        if hit.source not in held:
            held[hit.source] = document(hit.source)
    return tuple(one for hit in hits[:limit] if (one := _as_written(hit, asked, held[hit.source])) is not None)


def _hit(row: Found, asked: Sequence[Term]) -> tuple[int, Hit]:
    """What an index found as a hit that is not marked yet, with the number of terms in it."""
    source, statement, page, start, end, quote, score = row
    words, dutch, english = _blanked(quote)
    covered = 0
    slips: set[str] = set()
    for term in asked:
        if term.is_in(words, dutch, english):
            covered += 1
        elif near := term.near_in(words):
            covered += 1
            slips.update(near)
    return covered, Hit(
        id=statement,
        source=source,
        page=page,
        quote=quote,
        start=start,
        end=end,
        score=round(score, 4),
        highlights=(),
        near=tuple(sorted(slips)),
    )


def _as_written(hit: Hit, asked: Sequence[Term], document: Document) -> Hit | None:
    """The hit in the words of its document: an index that was changed finds wrongly, and shows nothing untrue."""
    text = document.text[hit.start : hit.end]
    if not hit.near:
        asked = [replace(term, near=()) for term in asked]
    marks = _marks(text, asked)
    if text != hit.quote and not marks:
        return None
    if hit.id is not None or len(text) <= _QUOTE_CHARS:
        return replace(hit, quote=text, highlights=marks)
    left, right = _window(text, marks[0][0] if marks else 0)
    return replace(
        hit,
        quote=text[left:right],
        start=hit.start + left,
        end=hit.start + right,
        page=None if hit.page is None else document.page_at(hit.start + left),
        highlights=tuple((start - left, end - left) for start, end in marks if left <= start and end <= right),
    )


def near(vocabulary: Vocabulary, query: str) -> dict[str, tuple[str, ...]]:
    """For each word of a query the words of the index that are one slip away from it."""
    return vocabulary.near(_alone(terms(query)))


def _alone(asked: Iterable[Term]) -> list[str]:
    """The words that were asked for outside quotation marks: what is between them is meant as it stands."""
    return [term.words[0] for term in asked if term.stems]


def words_of(text: str) -> list[str]:
    """The words of a text as an index has them."""
    # the tokenizer of FTS5 parts at an underscore, which \w does not
    return [word[:_MOST_CHARS] for word in WORD.findall(folded(text).replace("_", " "))]


@lru_cache(maxsize=1 << 13)
def _blanked(quote: str) -> tuple[str, str, str]:
    """The words of a quote and their stems in both languages, each between blanks: sought in at the speed of strings."""
    words = _folded(quote)
    return f" {' '.join(words)} ", f" {' '.join(stems(words, 'nl'))} ", f" {' '.join(stems(words, 'en'))} "


def _folded(quote: str) -> list[str]:
    return _ALONE.findall(quote.lower()) if quote.isascii() else list(map(folded, _ALONE.findall(quote)))


def _marks(quote: str, asked: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Where these terms stand in a quote: sorted, without overlap."""
    places = [match.span() for match in _ALONE.finditer(quote)]
    words = _folded(quote)
    dutch, english = stems(words, "nl"), stems(words, "en")
    marks: list[tuple[int, int]] = []
    for first, after in sorted({run for term in asked for run in term.places(words, dutch, english)}):
        start, end = places[first][0], places[after - 1][1]
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


def _window(quote: str, around: int) -> tuple[int, int]:
    """The part of a long passage that is shown: whole words, with what was found in its first third."""
    left = max(0, min(around - _QUOTE_CHARS // 3, len(quote) - _QUOTE_CHARS))
    right = min(len(quote), left + _QUOTE_CHARS)
    if left:
        left = next((at + 1 for at in range(left, min(left + 80, around)) if quote[at].isspace()), left)
    if right < len(quote):
        right = next((at for at in range(right, max(right - 80, around), -1) if quote[at].isspace()), right)
    return left, right


def _distinct(found: Iterable[tuple[int, Hit]]) -> Iterator[Hit]:
    """The hits in order, without passages that say no more than a statement in them that was found too."""
    ordered = sorted(
        found,
        key=lambda pair: (-pair[0], bool(pair[1].near), -pair[1].score, pair[1].source, pair[1].start, pair[1].end),
    )
    best: dict[str, list[tuple[int, int, int]]] = {}
    for covered, hit in ordered:
        if hit.id is not None:
            best.setdefault(hit.source, []).append((hit.start, hit.end, covered))
    for covered, hit in ordered:
        if hit.id is None and any(
            hit.start <= start and end <= hit.end and held >= covered for start, end, held in best.get(hit.source, ())
        ):
            continue
        yield hit
