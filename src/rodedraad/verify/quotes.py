"""Whether a quote stands in the source that it is ascribed to and, if not, what is wrong with it. No model, no files.

| verdict | when |
|---|---|
| accepted | the words stand in that source exactly, and nothing that qualifies them is cut off |
| misattributed | not in that source, exactly in another |
| altered | near a passage of that source (else of another), and not the same; or cut off before its *mits* |
| fabricated | near nothing in any of the sources |

Exactly means: by ``extract/quotes.py``, under its closed list of normalisations. Nearness accepts nothing: it only says
which passage was meant, so that a reader sees what differs. Method: docs/method/quotes.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rodedraad.extract import quotes
from rodedraad.extract.note_marks import note_marks
from rodedraad.extract.qualifiers import ADJACENT_WORDS, STRONG, WEAK, Surroundings
from rodedraad.records import Difference, DifferenceKind, Document, Verdict

NEAR_PERCENT = 60
"""How many of a quote's words must stand in a passage, in order, for it to be near."""
RUN_WORDS, HALF_RUN_WORDS = 8, 5
"""So many words in one run are near too, however long the tail behind them; fewer where they are half of the quote."""
SENTENCE_RUN_WORDS, SENTENCE_WEIGHT = 3, 6
"""Of a short sentence so much, in words in one run and in weight, is that sentence."""
TAILED_PERCENT = 30
"""How much of a quote a short sentence must be for the rest to be its tail."""
FAR_WORDS = 2
MOST_WORDS = 400
"""Of a longer quote the beginning says which passage was meant."""
_COMMON = 400
_TRIED = 6
_WORD = re.compile(r"[^\W_]+(?:[.,’'][^\W_]+)*%?")


@dataclass(frozen=True, slots=True)
class _Words:
    """A text in words: each without capitals, and where it stands."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Text:
    """One document, prepared as far as it was asked for."""

    document: Document
    bare: str
    around: Surroundings
    note_marks: tuple[tuple[int, int], ...] | None = None
    bare_without_marks: str = ""
    words: _Words | None = None
    places: dict[str, list[int]] = field(default_factory=dict)

    def without_marks(self) -> str:
        """Its bare text without the marks of its footnotes; empty where it has none."""
        if self.note_marks is None:
            self.note_marks = note_marks(self.document)
            if self.note_marks:
                ends = [0, *(end for _, end in self.note_marks)]
                starts = [*(start for start, _ in self.note_marks), len(self.document.text)]
                parts = (self.document.text[end:start] for end, start in zip(ends, starts, strict=True))
                self.bare_without_marks = quotes.bare("".join(parts))
        return self.bare_without_marks

    def prepared(self) -> _Words:
        """Its words, with the places of each."""
        if self.words is None:
            self.words = _in_words(self.document.text)
            places: dict[str, list[int]] = defaultdict(list)
            for place, word in enumerate(self.words.words):
                places[word].append(place)
            self.places = dict(places)
        return self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """A passage that a quote is near to: its words [first, last), and how many of the quote's stand there."""

    first: int
    last: int
    matched: int


class Sources:
    """The documents that quotes are ascribed to; each is prepared once, when a quote first needs it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        in_order = sorted(documents, key=lambda document: document.source)
        self._texts = {
            document.source: _Text(document, quotes.bare(document.text), Surroundings(document))
            for document in in_order
        }

    def verdict(self, quote: str, source: str | None = None) -> Verdict:
        """Whether the quote stands in this source, by its id; without one in any of them. An unknown one holds nothing.

        Of equal answers that of the first document by its source's id.
        """
        if not any(map(str.isalnum, quote)):  # nothing was said, so nothing can be there
            return Verdict(kind="fabricated", quote=quote, source=None)
        own = [self._texts[source]] if source in self._texts else [] if source else list(self._texts.values())
        others = [text for id_, text in self._texts.items() if source and id_ != source]
        cut: list[tuple[_Text, tuple[int, int], tuple[int, int]]] = []
        for texts, kind in ((own, "accepted"), (others, "misattributed")):
            for text in texts:
                for span in _found(text, quote):
                    outside = text.around.cut_off(span)
                    if outside is None:
                        return _at(text.document, span, quote, kind=kind)
                    cut.append((text, span, outside))
        if cut:
            text, span, outside = cut[0]
            return _without(text.document, span, outside, quote)
        for texts in (own, others):
            near = [(found, text) for text in texts if (found := _nearest(text, quote)) is not None]
            if near:
                found, text = max(near, key=lambda one: one[0].matched)
                return _altered(text, found, quote)
        return Verdict(kind="fabricated", quote=quote, source=None)


def verdict(quote: str, *, source: str | None, documents: Iterable[Document]) -> Verdict:
    """The verdict on one quote. For many on the same documents make ``Sources`` once."""
    return Sources(documents).verdict(quote, source)


def _found(text: _Text, quote: str) -> tuple[tuple[int, int], ...]:
    wanted = quotes.bare(quote)
    if wanted and wanted in text.bare:
        found = quotes.find(text.document.text, quote)
        if found:
            return found
    # A person leaves the marks of footnotes out, all of them.
    if wanted and wanted in text.without_marks():
        return quotes.find(text.document.text, quote, text.note_marks or ())
    return ()


def _at(document: Document, span: tuple[int, int], quote: str, *, kind: str) -> Verdict:
    start, end = span
    return Verdict(
        kind="accepted" if kind == "accepted" else "misattributed",
        quote=quote,
        source=document.source,
        start=start,
        end=end,
        page=document.page_at(start),
        passage=document.text[start:end],
    )


# --- what was cut off -----------------------------------------------------------------------------------------


def _without(document: Document, span: tuple[int, int], outside: tuple[int, int], quote: str) -> Verdict:
    """An exact quote from which a qualification was cut."""
    start, end = min(span[0], outside[0]), max(span[1], outside[1])
    left = Difference(kind="left_out", said="", written=_folded(document.text[outside[0] : outside[1]]))
    return Verdict(
        kind="altered",
        quote=quote,
        source=document.source,
        start=start,
        end=end,
        page=document.page_at(start),
        passage=document.text[start:end],
        differences=(left,),
    )


# --- the nearest passage --------------------------------------------------------------------------------------


def _in_words(text: str) -> _Words:
    """The words of a text, those that a line end parted in one."""
    folded, at = quotes.folded(text)
    found = [match.span() for match in _WORD.finditer(folded)]
    return _Words(
        tuple(folded[start:end].casefold() for start, end in found),
        tuple((at[start], at[end - 1] + 1) for start, end in found),
    )


def _nearest(text: _Text, quote: str) -> _Near | None:
    """The passage that shares most words with the quote in their order; None where none is near."""
    wanted = _in_words(quote).words[:MOST_WORDS]
    here = text.prepared().words
    best: _Near | None = None
    for place in _places(text, wanted):
        slack = len(wanted) // 2 + ADJACENT_WORDS
        first = max(0, place - slack)
        window = here[first : place + len(wanted) + slack]
        blocks = _matching(window, wanted)
        matched = sum(size for _, _, size in blocks)
        if not blocks or (best is not None and matched <= best.matched):
            continue
        found = _Near(first=first + blocks[0][0], last=first + blocks[-1][0] + blocks[-1][2], matched=matched)
        if _is_near(wanted, blocks) or _is_most_of_its_sentence(text, found, blocks, said=len(wanted)):
            best = found
    return best


def _is_most_of_its_sentence(text: _Text, near: _Near, blocks: Sequence[tuple[int, int, int]], *, said: int) -> bool:
    """Whether a short sentence stands in the quote nearly whole, however long the tail that was put behind it."""
    spans = text.prepared().spans
    start = text.around.sentence(spans[near.first][0])[0]
    end = text.around.sentence(spans[near.last - 1][0])[1]
    words = text.prepared().words[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]
    run = max(size for _, _, size in blocks)
    shared = sum(map(_weight, text.prepared().words[near.first : near.last]))
    return (
        run >= SENTENCE_RUN_WORDS
        and near.matched * 2 >= max(len(words), near.last - near.first)
        and near.matched * 100 >= TAILED_PERCENT * said
        and shared >= SENTENCE_WEIGHT
    )


def _places(text: _Text, wanted: Sequence[str]) -> Iterator[int]:
    """Where in the text a quote may begin: where most of its rare words stand at the right distance from each other."""
    width = max(4, len(wanted) // 2)
    votes: dict[int, int] = defaultdict(int)
    known = [(at, text.places[word]) for at, word in enumerate(wanted) if word in text.places]
    rare = [(at, places) for at, places in known if len(places) <= _COMMON] or known
    for at, places in rare:
        weight = max(1, 10 - len(places).bit_length())
        for place in places:
            votes[(place - at) // width] += weight
    joined = {bucket: votes[bucket] + votes.get(bucket + 1, 0) for bucket in votes}
    for bucket in sorted(joined, key=lambda one: (-joined[one], one))[:_TRIED]:
        yield bucket * width


def _matching(window: Sequence[str], wanted: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of equal words in their order: (place in the window, place in the quote, how many)."""
    matcher = SequenceMatcher(None, window, wanted, autojunk=False)
    blocks = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return []
    # A small word at some distance from the passage is not of it: what lies between was not said either.
    while len(blocks) > 1 and _is_stray(wanted, blocks[0], blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _is_stray(wanted, blocks[-1], blocks[-2], blocks[-1]):
        del blocks[-1]
    return blocks


def _is_stray(
    wanted: Sequence[str], run: tuple[int, int, int], one: tuple[int, int, int], other: tuple[int, int, int]
) -> bool:
    """Whether a run at an end weighs less than what lies between it and the next, in the text and in the quote."""
    between = other[0] - one[0] - one[2] + other[1] - one[1] - one[2]
    return between > FAR_WORDS + 2 * sum(map(_weight, wanted[run[1] : run[1] + run[2]]))


def _is_near(wanted: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> bool:
    matched = sum(size for _, _, size in blocks)
    run = max(size for _, _, size in blocks)
    said = sum(_weight(word) for word in wanted)
    shared = sum(_weight(word) for _, at, size in blocks for word in wanted[at : at + size])
    # A run of small words is any sentence's, so half of the weight of the words must stand there too.
    if shared * 2 < said:
        return run >= RUN_WORDS
    return matched * 100 >= NEAR_PERCENT * len(wanted) or (run >= HALF_RUN_WORDS and matched * 2 >= len(wanted))


def _weight(word: str) -> int:
    return 1 if len(word) <= 4 and not word[0].isdecimal() else 3


def _altered(text: _Text, near: _Near, quote: str) -> Verdict:
    """What the passage says, and each place where the quote says another thing."""
    document, here, said = text.document, text.prepared(), _in_words(quote)
    start, end = here.spans[near.first][0], here.spans[near.last - 1][1]
    # A word that was put in place of the first or last of a sentence stands outside what matched.
    first, last = text.around.sentence(start)[0], text.around.sentence(end - 1)[1]
    low, high = near.first, near.last
    while low > 0 and here.spans[low - 1][0] >= first and near.first - low < ADJACENT_WORDS:
        low -= 1
    while high < len(here.spans) and here.spans[high][1] <= last and high - near.last < ADJACENT_WORDS:
        high += 1
    differences = tuple(_differences(document.text, here, (low, high), quote, said))
    start, end = here.spans[low][0], here.spans[high - 1][1]
    if not differences:  # the same words: capitals, accents or marks are others
        kind: DifferenceKind = "changed"
        differences = (Difference(kind=kind, said=_folded(quote), written=_folded(document.text[start:end])),)
    return Verdict(
        kind="altered",
        quote=quote,
        source=document.source,
        start=start,
        end=end,
        page=document.page_at(start),
        passage=document.text[start:end],
        differences=differences,
    )


def _differences(text: str, here: _Words, span: tuple[int, int], quote: str, said: _Words) -> Iterator[Difference]:
    low, high = span
    matcher = SequenceMatcher(None, here.words[low:high], said.words, autojunk=False)
    for tag, first, last, begin, finish in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "delete" and (first == 0 or last == high - low):
            # more of the sentence than was quoted is no difference, unless it qualifies what was
            left = _slice(text, here, low + first, low + last)
            if not (STRONG.search(left) or WEAK.search(left)):
                continue
        kind: DifferenceKind = {"replace": "changed", "delete": "left_out", "insert": "added"}[tag]  # type: ignore[assignment]
        yield Difference(
            kind=kind, said=_slice(quote, said, begin, finish), written=_slice(text, here, low + first, low + last)
        )


def _slice(text: str, words: _Words, first: int, last: int) -> str:
    return _folded(text[words.spans[first][0] : words.spans[last - 1][1]]) if last > first else ""


def _folded(text: str) -> str:
    return " ".join(text.split())
