"""Task ``title``: what a thread is called, in words of its own sentences. Pure.

Without a model a thread is called after the sentence that speaks for it. A model's title is taken only where it is a part
of one of the thread's sentences, in its words and order: words of several put together say what nobody said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rodedraad.extract.lexicon import word_set
from rodedraad.genai.items import Item
from rodedraad.genai.refusing import refusal
from rodedraad.records import Refusal, RefusalKind, Statement, Thread
from rodedraad.verify import ordered, polarity
from rodedraad.wording import Language

MOST_SHOWN, _SHOWN_CHARS = 4, 280
_LEAST_WORDS, _MOST_WORDS = 2, 12
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_SIGNS = frozenset(" ,;:()'’\"-–")
"""Signs that a title may have of its own; any other says something: an amount, a share, an address, a tick."""
_SMALL = word_set(
    "de het een en of van voor in op met door bij naar om te aan uit over tot als dan dat die deze dit is zijn wordt worden "
    "the a an and or of for in on with by at to from over until as than that this these is are be"
)
"""Words that a title may have of its own: they claim nothing."""


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
            found[one.thread.id] = replace(one.thread, title=title[:1].upper() + title[1:], titled_by=f"model:{model}")
        else:
            refusals.append(refusal("title", "unsupported", one.lead, title))
    return found, tuple(refusals)


def is_borne_out(title: str, texts: Sequence[str], language: Language) -> bool:
    """Whether a title is of the right length and is a part of one of these texts, in its words and order, without a denial gone."""
    if not _LEAST_WORDS <= len(_WORD.findall(title)) <= _MOST_WORDS or not title.isprintable():
        return False
    if not {sign for sign in title if not sign.isalnum()} <= _SIGNS.union(*texts):
        return False
    return any(
        ordered.is_part(title, text)
        and set(_NUMBER.findall(text)).issuperset(_NUMBER.findall(title))
        and polarity.dropped(title, [(text, language)], language) is None
        for text in texts
    )
