"""Task ``resolve``: who holds a view, who must act and under which condition, where the rules found nobody. Pure.

Asked of requests and recommendations without an addressee, and of statements that are reported of nobody known, where a
party is named near them: without a name nothing could be found. A name or a condition counts only where its words stand in the text that was asked about: the heading, what stands before, or
the sentence itself; a party only where the register knows those words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rodedraad.extract import quotes
from rodedraad.genai.items import Item
from rodedraad.genai.refusing import refusal
from rodedraad.genai.suggesting import suggestion
from rodedraad.records import Actor, Message, Reading, Refusal, RefusalKind, Statement, Suggestion, SuggestionKind
from rodedraad.wording import Language

ASKED_TYPES = frozenset({"request", "recommendation"})
_ROLES = frozenset({"must_act", "asked"})
_BEFORE_CHARS = 240
_HEADING_CHARS = 100
_REPLY_TOKENS = 50
_FIELDS: tuple[SuggestionKind, ...] = ("holder", "addressee", "condition")

Party = Callable[[str], str | None]
"""The id of the party that some words name, None where the register knows none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An item with the statement of which something is open, and the texts in one of which it may stand."""

    item: Item
    statement: Statement
    texts: tuple[str, ...]


def asked(reading: Reading, is_named: Callable[[str], bool]) -> Iterator[Open]:
    """What is asked about one source, in reading order. ``is_named``: whether a text names a party."""
    text = reading.document.text
    for one in reading.statements:
        is_nobodys = one.type in ASKED_TYPES and not any(actor.role in _ROLES for actor in one.actors)
        if not is_nobodys and not (one.is_reported and one.holder is None):
            continue
        before = text[max(0, one.start - _BEFORE_CHARS) : one.start].partition(" ")[2].strip()
        around = (one.context or "", before, one.quote)
        if not is_named("\n".join(around)):
            continue
        lines = [f"# {one.context[:_HEADING_CHARS]}"] if one.context else []
        lines += [f"… {before}"] if before else []
        language: Language = "en" if reading.document.language == "en" else "nl"
        yield Open(
            item=Item(
                task="resolve",
                language=language,
                lines=(*lines, f"- {one.quote}"),
                sources=(reading.source.id,),
                about=(one.id,),
                group=reading.source.id,
                reply_tokens=_REPLY_TOKENS,
            ),
            statement=one,
            texts=around,
        )


def resolved(
    open_: Iterable[Open],
    answers: Mapping[str, str],
    refused: Mapping[str, RefusalKind],
    model: str,
    party: Party,
) -> tuple[tuple[Suggestion, ...], tuple[Refusal, ...]]:
    """What holds of the answers, as suggestions with the words of the text; and what was refused."""
    suggestions: list[Suggestion] = []
    refusals: list[Refusal] = []
    for one in open_:
        key = one.item.key
        if key in refused:
            refusals.append(refusal("resolve", refused[key], one.statement))
        answer = json.loads(answers[key]) if key in answers else {}
        for field in _FIELDS:
            words = " ".join((answer.get(field) or "").split())
            if not words or words.lower() in ("null", "none", "geen", "-"):
                continue
            if not any(quotes.find(text, words) for text in one.texts):
                refusals.append(refusal("resolve", "quote_not_found", one.statement, words))
            elif field == "condition":
                suggestions.append(suggestion(field, (one.statement.id,), words, (words,), model))
            elif (known := party(words)) is None:
                why = Message.of("genai.no_party", words=words)
                refusals.append(refusal("resolve", "unknown_value", one.statement, words, why))
            else:
                suggestions.append(suggestion(field, (one.statement.id,), known, (words,), model))
    return tuple(suggestions), tuple(refusals)


def addressed(statement: Statement, said: Suggestion) -> Statement:
    """The statement with whom a model says it is addressed to, marked as its."""
    actor = Actor(party=said.value, words=said.words[0], role="asked" if statement.type == "request" else "must_act")
    return replace(statement, actors=(*statement.actors, actor), origin=f"model:{said.model}")
