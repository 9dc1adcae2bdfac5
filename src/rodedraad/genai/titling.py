"""Task ``title``: what a thread is called, in words of its own sentences. Pure.

Without a model a thread is called after the sentence that speaks for it. A model's title stands before that sentence: beside
*supported by* and *opposed by* a thing alone would turn a refusal round (*kerncentrale op het Westpunt*, supported by those who
reject it). It is taken only where it is a part of one of the thread's sentences (``verify.titles``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rodedraad.genai.items import Item
from rodedraad.genai.refusing import refusal
from rodedraad.records import Refusal, RefusalKind, Statement, Thread
from rodedraad.verify.titles import begun, is_borne_out
from rodedraad.wording import Language

MOST_SHOWN, _SHOWN_CHARS = 4, 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An item with the thread that it asks a title of, and the texts of its statements."""

    item: Item
    thread: Thread
    lead: Statement
    texts: tuple[str, ...]


def asked(threads: Iterable[Thread], statements: Mapping[str, Statement]) -> tuple[Named, ...]:
    """What is asked: the title of every thread, from its first sentences."""
    found = []
    for thread in threads:
        members = [statements[id_] for id_ in thread.statements if id_ in statements]
        lead = statements.get(thread.representative)
        if lead is None:
            continue
        shown = sorted(members, key=lambda one: (one.id != lead.id, len(one.text), one.id))[:MOST_SHOWN]
        language: Language = "en" if all(one.language == "en" for one in members) else "nl"
        item = Item(
            task="title",
            language=language,
            lines=tuple(f"- {one.text[:_SHOWN_CHARS]}" for one in shown),
            sources=tuple(sorted({one.source for one in shown})),
            about=(thread.id,),
            group="",
            reply_tokens=30,
        )
        found.append(Named(item=item, thread=thread, lead=lead, texts=tuple(one.text for one in shown)))
    return tuple(found)


def titled(
    named: Iterable[Named], answers: Mapping[str, str], refused: Mapping[str, RefusalKind], model: str
) -> tuple[dict[str, Thread], tuple[Refusal, ...]]:
    """The threads with a model's title that holds, by id, marked as its; and what was refused."""
    found: dict[str, Thread] = {}
    refusals: list[Refusal] = []
    for one in named:
        key = one.item.key
        if key in refused:
            refusals.append(refusal("title", refused[key], one.lead))
        if key not in answers:
            continue
        title = " ".join(json.loads(answers[key])["title"].split()).rstrip(".")
        if is_borne_out(title, one.texts, one.item.language):
            put = f"{begun(title)}: {one.lead.text}"  # what parties back or oppose is the sentence
            found[one.thread.id] = replace(one.thread, title=put, titled_by=f"model:{model}")
        else:
            refusals.append(refusal("title", "unsupported", one.lead, title))
    return found, tuple(refusals)
