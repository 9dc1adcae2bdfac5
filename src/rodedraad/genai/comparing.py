"""Task ``compare``: whether two sentences say the same, conflict or neither, for pairs that the rules are unsure of.

Asked are the pairs of threads that are only likely, tensions that are not sure, and in each subject the nearest two
sentences of different sources that no rule ties. What comes back is a suggestion with the words of both that it rests
on, found in their quotes; it ties nothing. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rodedraad.embed import LENGTH
from rodedraad.extract import quotes
from rodedraad.genai.items import Item
from rodedraad.genai.refusing import refusal
from rodedraad.genai.suggesting import suggestion
from rodedraad.ports import Embedder
from rodedraad.records import Refusal, RefusalKind, Statement, Subject, Suggestion, SuggestionKind, Tension, Thread
from rodedraad.wording import Language

SURE = 0.9
"""From this confidence on a thread, and from this score on a tension, is what the rules say it is."""
MOST_OF_THREAD = 3
"""Pairs of one thread: the sentence that speaks for it with those of other sources."""
NEAR_PER_CENT = 72
"""Cosine, in per cents, from which two sentences of one subject are worth asking."""
MOST_NEAR = 300
"""Such pairs in a whole dossier, the nearest first."""
_REPLY_TOKENS = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An item with the two statements that it asks about."""

    item: Item
    a: Statement
    b: Statement


def pairs(
    threads: Iterable[Thread],
    tensions: Iterable[Tension],
    subjects: Iterable[Subject],
    statements: Mapping[str, Statement],
    embedder: Embedder,
) -> tuple[Pair, ...]:
    """The pairs that are worth asking, each once, by their ids."""
    held = list(threads)
    chosen = [*_of_threads(held, statements), *((one.a, one.b) for one in tensions if one.score < SURE)]
    tied = {frozenset((a, b)) for thread in held for a in thread.statements for b in thread.statements if a != b}
    chosen += _near(subjects, statements, embedder, tied={*tied, *(frozenset(one) for one in chosen)})
    every = sorted({(min(one), max(one)) for one in chosen})
    return tuple(asking(statements[a], statements[b]) for a, b in every if a in statements and b in statements)


def compared(
    asked: Iterable[Pair], answers: Mapping[str, str], refused: Mapping[str, RefusalKind], model: str
) -> tuple[tuple[Suggestion, ...], tuple[Refusal, ...]]:
    """What holds of the answers: a suggestion for each pair whose words are found, and what was refused."""
    suggestions: list[Suggestion] = []
    refusals: list[Refusal] = []
    for pair in asked:
        key = pair.item.key
        if key in refused:
            refusals.append(refusal("compare", refused[key], pair.a))
        if key not in answers:
            continue
        answer = json.loads(answers[key])
        relation: SuggestionKind = answer["relation"]
        words = tuple(str(answer[name] or "") for name in ("words_a", "words_b"))
        if relation == "neither":
            suggestions.append(suggestion("neither", (pair.a.id, pair.b.id), None, (), model))
        elif relation == "conflict" and answer["kind"] is None:
            refusals.append(refusal("compare", "unknown_value", pair.a, relation))
        elif wrong := _nowhere(pair, words):
            refusals.append(refusal("compare", "quote_not_found", pair.a, wrong))
        else:
            suggestions.append(suggestion(relation, (pair.a.id, pair.b.id), answer["kind"], words, model))
    return tuple(suggestions), tuple(refusals)


def _nowhere(pair: Pair, words: Sequence[str]) -> str:
    """The words that do not stand in the sentence that they are said to be of; empty where all do."""
    for one, said in zip((pair.a, pair.b), words, strict=True):
        if not said.strip() or not quotes.find(one.quote, said):
            return said or "–"
    return ""


def _of_threads(threads: Iterable[Thread], statements: Mapping[str, Statement]) -> Iterator[tuple[str, str]]:
    for thread in threads:
        lead = statements.get(thread.representative)
        if thread.confidence >= SURE or lead is None:
            continue
        others = [one for one in thread.statements if one in statements and statements[one].source != lead.source]
        yield from ((lead.id, other) for other in others[:MOST_OF_THREAD])


def _near(
    subjects: Iterable[Subject], statements: Mapping[str, Statement], embedder: Embedder, *, tied: set[frozenset[str]]
) -> list[tuple[str, str]]:
    """In each subject the nearest two sentences of different sources that nothing ties; the nearest of all first."""
    found: list[tuple[int, str, str]] = []
    for subject in subjects:
        members = [statements[id_] for id_ in subject.statements if id_ in statements]
        if len({one.source for one in members}) < 2:
            continue
        rows = np.frombuffer(embedder.encode([one.text for one in members]), np.int8)
        vectors = rows.reshape(len(members), embedder.dimensions).astype(np.int64)
        products = vectors @ vectors.T
        best = max(
            (
                (int(products[at, after]), one.id, other.id)
                for at, one in enumerate(members)
                for after, other in enumerate(members[at + 1 :], start=at + 1)
                if one.source != other.source and frozenset((one.id, other.id)) not in tied
            ),
            default=None,
        )
        if best is not None and 100 * best[0] >= NEAR_PER_CENT * LENGTH**2:
            found.append(best)
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    return [(a, b) for _, a, b in found[:MOST_NEAR]]


def asking(a: Statement, b: Statement) -> Pair:
    """The question about two statements."""
    language: Language = "en" if a.language == b.language == "en" else "nl"
    item = Item(
        task="compare",
        language=language,
        lines=(f"a: {a.quote}", f"b: {b.quote}"),
        sources=tuple(sorted({a.source, b.source})),
        about=(a.id, b.id),
        group=min(a.source, b.source),
        reply_tokens=_REPLY_TOKENS,
    )
    return Pair(item=item, a=a, b=b)
