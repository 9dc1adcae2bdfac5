"""Which means a sentence calls for where no frame says so, by learned weights of the cues around the word that names it.

A linear model over some hundreds of listed features (which class of cue stands on which side of the means and how near,
which two of them stand together, the kind of means, the type of statement, whether a frame found it), with whole numbers
as weights, so that every processor decides the same. Fitted by ``tools/fit_needs.py``; docs/method/require.md, section 3a.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import StringIO

from rodedraad.records import RequirementKind, StatementType
from rodedraad.require.cues import STRONG, classes, head_of, named
from rodedraad.require.means import WEAK, is_meant
from rodedraad.require.needs import LONGEST, Need
from rodedraad.require.sentence import Sentence, heard
from rodedraad.require.words import COPULA, PREPOSITIONS

BASE = "(base)"
FOUND = "(found)"
KEPT = "(kept)"
"""Rows of the table that are no features: what each sum begins with, from where a means is added, and under which one that a frame found is left out."""
_BESIDE, _NEAR, _ROUND = 2, 6, 8
"""Words between a cue and the means."""
_TELLING = frozenset(
    {"need", "without", "matters", "lack", "want", "duty", "wish", "more", "enough", "do", "order", "we", "no", "past"}
)
"""Classes that are also seen beside the type of the statement and the kind of means."""
_POINTED = frozenset(
    {
        "need",
        "without",
        "matters",
        "lack",
        "want",
        "duty",
        "would",
        "wish",
        "more",
        "enough",
        "do",
        "order",
        "growth",
        "mean",
        "get",
    }
)
"""Classes whose words can be what says that it is needed."""
_WORDS_PER_STEP, _LAST_STEP = 10, 4
_PLAIN = PREPOSITIONS | COPULA
"""Words that are told as such where they stand beside the means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A word that may name a means that is called for, with what speaks for it: features, by the cue they come from."""

    place: int
    kind: RequirementKind
    features: frozenset[str]
    cues: Mapping[int, frozenset[str]]
    """For each word of a cue the features that it alone gives."""


@cache
def weights() -> Mapping[str, int]:
    """The weights that the package carries, by feature."""
    text = (resources.files("rodedraad") / "data" / "need_weights.csv").read_text("utf-8")
    return {row["feature"]: int(row["weight"]) for row in csv.DictReader(StringIO(text))}


def weighed(text: str, framed: Sequence[Need], *, type_: StatementType, language: str | None) -> tuple[Need, ...]:
    """The means that a sentence calls for: those that frames found, less what weighs against, and what weighs enough.

    ``framed`` are the needs of ``text`` by frames, sorted.
    """
    sentence = read(text, language)
    if sentence is None:
        return tuple(framed)
    return decided(sentence, candidates(sentence, framed, type_), framed, weights())


def decided(
    sentence: Sentence, said: Sequence[Candidate], framed: Sequence[Need], table: Mapping[str, int]
) -> tuple[Need, ...]:
    """The means of a sentence that was read, by a table of weights.

    One that a frame found is left out where its best word is under KEPT. Where none is left, the best word is added from
    FOUND on, with a cue in its clause that its quote begins or ends with; where there is none, nothing is added.
    """
    scores = {one.place: score(one, table) for one in said}
    kept = tuple(
        need
        for need in framed
        if not (inside := [at for at in scores if _is_in(sentence, at, need)])
        or max(scores[at] for at in inside) >= table[KEPT]
    )
    if kept:
        return kept
    best = max(said, key=lambda one: (scores[one.place], -one.place), default=None)
    if best is None or scores[best.place] < table[FOUND] or any(_is_in(sentence, best.place, need) for need in framed):
        return kept
    added = _pointed(sentence, best, table)
    return (*kept, added) if added else kept


def read(text: str, language: str | None) -> Sentence | None:
    """The words of a sentence; None where it is a question, too long, or has no cue or no name of a means."""
    if len(text) > LONGEST or text.rstrip().endswith("?"):
        return None
    words = heard(text)
    if STRONG.isdisjoint(words) or not any(map(named, words)):
        return None
    return Sentence.of(text, is_english=language == "en")


def score(candidate: Candidate, table: Mapping[str, int]) -> int:
    """What speaks for a candidate less what speaks against it, in the units of the table."""
    return table[BASE] + sum(table.get(feature, 0) for feature in candidate.features)


def candidates(sentence: Sentence, framed: Sequence[Need], type_: StatementType) -> list[Candidate]:
    """Every word that may name a means, with its features, in the order of the sentence."""
    classed = classes(sentence.words, sentence.clauses)
    cues = [(at, name) for at, name in enumerate(classed) if name]
    found = []
    for place, word in enumerate(sentence.words):
        told = named(word)
        if told is None:
            continue
        kind = told[1]
        by_cue = {at: _cued(sentence, place, at, name) for at, name in cues if at != place}
        features = _own(sentence, classed, place, type_)
        features |= {one for own in by_cue.values() for one in own}
        stands = sentence.way(place, sentence.clauses[place], is_after=False).split()[0]
        here = sorted(
            {
                f"{name}{_side(at, place)}"
                for at, name in cues
                if at != place and sentence.clauses[at] == sentence.clauses[place]
            }
        )
        features |= {f"{one} {other}" for number, one in enumerate(here) for other in here[number + 1 :]}
        features |= {f"{one} {stands}" for one in here}
        for name in {one[:-1] for one in here} & _TELLING:
            features |= {f"{type_}: {name}", f"{kind}: {name}"}
        if any(_is_in(sentence, place, need) for need in framed):
            features |= {"framed", f"framed {type_}"}
        elif framed:
            features.add("framed elsewhere")
        found.append(Candidate(place=place, kind=kind, features=frozenset(features), cues=by_cue))
    return found


def _cued(sentence: Sentence, place: int, at: int, name: str) -> frozenset[str]:
    """What one cue tells of the means at a place: its side, how near, and whether it is in the same clause."""
    side, far = _side(at, place), abs(at - place)
    found = {f"{name}{side} round"} if far <= _ROUND else set()
    if sentence.clauses[at] == sentence.clauses[place]:
        found |= {f"{name}{side}", f"{name}{side} {1 if far <= _BESIDE else 2 if far <= _NEAR else 3}"}
    else:
        found.add(f"{name}{side} apart")
    return frozenset(found)


def _own(sentence: Sentence, classed: Sequence[str | None], place: int, type_: StatementType) -> set[str]:
    """What the word tells by itself and by the words right beside it: entries of our own lists alone, never other words."""
    words, begin = sentence.words, sentence.clauses[place]
    way, kind = named(words[place]) or ("", "")
    before = _beside(words[place - 1], classed[place - 1]) if place else "^"
    after = _beside(words[place + 1], classed[place + 1]) if place + 1 < len(words) else "$"
    stands = sentence.way(place, begin, is_after=False)
    found = {
        f"kind {kind}", f"{way}", f"{way} {kind}", f"type {type_}", f"stands {stands}", f"stands {stands.split()[0]}",
        f"before {before}", f"after {after}", f"clause {classed[begin] or 'other'}",
        f"first {classed[0] or 'other'}", f"long {min(len(words) // _WORDS_PER_STEP, _LAST_STEP)}",
    }  # fmt: skip
    if words[place] in WEAK:
        found |= {"weak", f"weak {words[place]}"}
    if way == "broad":
        found.add(f"broad {head_of(words[place])}")
    if way == "sure" and not is_meant(words, place, is_object=False):
        found.add("not meant")
    if words[-1] == ":":
        found.add("ends in colon")
    return found


def _beside(word: str, name: str | None) -> str:
    is_plain = word in _PLAIN or not word[0].isalnum()
    return word if is_plain else "number" if word[0].isdigit() else name or "other"


def _side(at: int, place: int) -> str:
    return "<" if at < place else ">"


def _is_in(sentence: Sentence, place: int, need: Need) -> bool:
    return need.what_start <= sentence.tokens[place].start < need.what_end


def _pointed(sentence: Sentence, candidate: Candidate, table: Mapping[str, int]) -> Need | None:
    """The need in words of the sentence: from the cue of the clause that weighs most to the means, or the other way."""
    place = candidate.place
    classed = classes(sentence.words, sentence.clauses)
    telling = [
        (sum(table.get(one, 0) for one in own), -abs(at - place), at)
        for at, own in candidate.cues.items()
        if sentence.clauses[at] == sentence.clauses[place] and classed[at] in _POINTED
    ]
    weight, _, cue = max(telling, default=(0, 0, 0))
    is_said = named(sentence.words[place])
    is_gap = is_said is not None and is_said[0] == "gap"
    if weight <= 0 and not is_gap:
        return None
    left, right = sentence.phrase(place, cue + 1 if weight > 0 and cue < place else 0)
    what_start, what_end = sentence.tokens[left].start, sentence.tokens[right].end
    start, end = what_start, what_end
    if weight > 0:
        start, end = min(start, sentence.tokens[cue].start), max(end, sentence.tokens[cue].end)
    return Need(
        kind=candidate.kind,
        word=sentence.words[place],
        start=start,
        end=end,
        what_start=what_start,
        what_end=what_end,
        noun=sentence.tokens[place].start,
        frame="weighed",
    )
