"""Task ``extract``: sentences of which the offline reader is not sure, for a second reader.

Asked are the sentences whose type is unsure, and those that were taken for no statement without being sure of it; each
with its heading and what stands before it, never a whole document. A reply counts only by its quote: words that stand
in exactly one of the sentences that were asked. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from rodedraad.extract import quotes
from rodedraad.genai.items import Item
from rodedraad.genai.refusing import refusal
from rodedraad.genai.resolving import addressed
from rodedraad.genai.suggesting import suggestion
from rodedraad.records import Reading, Refusal, RefusalKind, Statement, StatementType, Suggestion
from rodedraad.wording import Language

UNSURE = 0.55
"""The confidence below which the type of a statement is asked again (docs/method/genai.md, section 1)."""
_MOST_SENTENCES, _MOST_CHARS = 8, 2_400
_FAR_CHARS = 600
"""Characters between two sentences from which they are asked apart."""
_BEFORE_CHARS = 80
_HEADING_CHARS = 100
LEAST_WORDS = 4
"""Words of a sentence that a quote of it must have: fewer stand in many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An item with the sentences that it asks about; those of ``missed`` are no statements yet."""

    item: Item
    sentences: tuple[Statement, ...]
    missed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What holds of a model's reading: statements that were missed, what it thinks of others, and what was refused."""

    statements: tuple[Statement, ...]
    suggestions: tuple[Suggestion, ...]
    refusals: tuple[Refusal, ...]


NOTHING = Found(statements=(), suggestions=(), refusals=())


def asked(reading: Reading) -> Iterator[Asked]:
    """What is asked about one source, in reading order."""
    missed = frozenset(one.id for one in reading.missed)
    unsure = [one for one in reading.statements if one.confidence < UNSURE and one.origin == "rule"]
    for group in _groups(sorted((*unsure, *reading.missed), key=lambda one: (one.start, one.end))):
        yield Asked(
            item=_item(reading, group), sentences=tuple(group), missed=missed.intersection(one.id for one in group)
        )


def found(asked_: Iterable[Asked], answers: Mapping[str, str], refused: Mapping[str, RefusalKind], model: str) -> Found:
    """What holds of the answers, each held against the sentences that were asked. ``model`` is its name."""
    statements: list[Statement] = []
    suggestions: list[Suggestion] = []
    refusals: list[Refusal] = []
    for one in asked_:
        key = one.item.key
        if key in refused:
            refusals.append(refusal("extract", refused[key], one.sentences[0]))
        for entry in json.loads(answers[key])["statements"] if key in answers else ():
            said = _said(one, entry["quote"], entry["type"], model)
            if isinstance(said, Refusal):
                refusals.append(said)
            elif isinstance(said, Suggestion):
                suggestions.append(said)
            elif said is not None:
                statements.append(said)
    once = list({one.id: one for one in reversed(statements)}.values())[::-1]
    own = [suggestion("statement", (one.id,), one.type, (one.text,), model) for one in once]
    return Found(
        statements=tuple(once), suggestions=tuple(dict.fromkeys((*own, *suggestions))), refusals=tuple(refusals)
    )


def counted(statements: Sequence[Statement], suggestions: Iterable[Suggestion]) -> tuple[Statement, ...]:
    """The statements with the types and addressees that a model gives them, marked as its."""
    types: dict[str, Suggestion] = {}
    asked_of: dict[str, Suggestion] = {}
    for one in suggestions:
        held = types if one.what == "type" else asked_of if one.what == "addressee" else {}
        held.setdefault(one.statements[0], one)
    made = (_retyped(one, types[one.id]) if one.id in types else one for one in statements)
    return tuple(addressed(one, asked_of[one.id]) if one.id in asked_of else one for one in made)


def _retyped(statement: Statement, said: Suggestion) -> Statement:
    kinds: dict[str, StatementType] = {kind: kind for kind in get_args(StatementType)}
    return replace(statement, type=kinds[said.value or ""], origin=f"model:{said.model}")


def _said(one: Asked, quote: str, kind: StatementType, model: str) -> Statement | Suggestion | Refusal | None:
    """What one entry of an answer comes to; None where it says what is known."""
    inside = [sentence for sentence in one.sentences if quotes.find(sentence.quote, quote)]
    if not inside:
        code: RefusalKind = "quote_not_found"
        return refusal("extract", code, one.sentences[0], quote)
    sentence = inside[0]
    is_short = len(quote.split()) < min(LEAST_WORDS, len(sentence.quote.split()))
    if len(inside) > 1 or is_short:
        return refusal("extract", "out_of_place", sentence, quote)
    if sentence.id in one.missed:
        return replace(sentence, type=kind, origin=f"model:{model}", is_commitment=False)
    return None if kind == sentence.type else suggestion("type", (sentence.id,), kind, (quote,), model)


def _groups(sentences: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Sentences that are asked together: near one another, under one heading, not too many."""
    group: list[Statement] = []
    for one in sentences:
        size = sum(len(other.text) for other in group) + len(one.text)
        if group and (
            one.context != group[0].context
            or one.start - group[-1].end > _FAR_CHARS
            or len(group) == _MOST_SENTENCES
            or size > _MOST_CHARS
        ):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _item(reading: Reading, group: Sequence[Statement]) -> Item:
    text, first = reading.document.text, group[0]
    before = text[max(0, first.start - _BEFORE_CHARS) : first.start].partition(" ")[2].strip()
    lines = [f"# {first.context[:_HEADING_CHARS]}"] if first.context else []
    lines += [f"… {before}"] if before else []
    language: Language = "en" if reading.document.language == "en" else "nl"
    return Item(
        task="extract",
        language=language,
        lines=(*lines, *(f"- {one.quote}" for one in group)),
        sources=(reading.source.id,),
        about=tuple(one.id for one in group),
        group=reading.source.id,
        reply_tokens=40 * len(group) + 20,
    )
