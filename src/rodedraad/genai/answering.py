"""Task ``answer``: a question in a model's words, from the quotes that were found for it. Pure.

Without a model the quotes are the answer. A sentence of a model's is taken only where it cites quotes that it was given
and says nothing that they do not say; the quotes stand below it as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rodedraad.genai.items import Item
from rodedraad.genai.refusing import refusal
from rodedraad.records import Answering, AnswerLine, Refusal, RefusalKind, Statement
from rodedraad.wording import Language

_QUOTE_CHARS = 600
_QUESTION_CHARS = 500
_REPLY_TOKENS = 400

Holds = Callable[[str, Sequence[Statement]], bool]
"""Whether a sentence says nothing that these statements do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An item with the lines of the answer that a sentence may cite, by their numbers from 1."""

    item: Item
    lines: tuple[AnswerLine, ...]


def asked(found: Answering, who: Callable[[AnswerLine], str], language: Language) -> Asked | None:
    """What is asked: to answer the question of quotes that are statements; None where there are none."""
    lines = tuple(line for line in found.lines if line.citations)
    if not lines:
        return None
    told = (f"[{number}] {who(line)}: {line.text[:_QUOTE_CHARS]}" for number, line in enumerate(lines, start=1))
    item = Item(
        task="answer",
        language=language,
        lines=(f"? {found.question[:_QUESTION_CHARS]}", *told),
        sources=tuple(sorted({place.source for line in lines for place in line.places[:1]})),
        about=tuple(id_ for line in lines for id_ in line.citations),
        group="",
        reply_tokens=_REPLY_TOKENS,
    )
    return Asked(item=item, lines=lines)


def told(  # noqa: PLR0917  what was asked, and all that decides
    one: Asked,
    answers: Mapping[str, str],
    refused: Mapping[str, RefusalKind],
    model: str,
    statements: Mapping[str, Statement],
    holds: Holds,
) -> tuple[tuple[AnswerLine, ...], tuple[Refusal, ...]]:
    """The sentences that hold, each with the places of the quotes that it cites, marked as the model's; and what was refused."""
    key = one.item.key
    lead = statements.get(one.item.about[0])
    if key in refused:
        return (), (refusal("answer", refused[key], lead),)
    found: list[AnswerLine] = []
    refusals: list[Refusal] = []
    for entry in json.loads(answers[key])["sentences"] if key in answers else ():
        text = " ".join(entry["text"].split())
        cited = [one.lines[number - 1] for number in dict.fromkeys(entry["cites"]) if 1 <= number <= len(one.lines)]
        under = [statements[line.citations[0]] for line in cited if line.citations[0] in statements]
        if not text or not text.isprintable() or len(under) != len(set(entry["cites"])) or not under:
            refusals.append(refusal("answer", "unknown_value", lead, text))
        elif not holds(text, under):
            refusals.append(refusal("answer", "unsupported", under[0], text))
        else:
            places = tuple(line.places[0] for line in cited)
            conflicts = tuple(dict.fromkeys(conflict for line in cited for conflict in line.conflicts))
            found.append(AnswerLine(text=text, places=places, score=0, origin=f"model:{model}", conflicts=conflicts))
    return tuple(found), tuple(refusals)
