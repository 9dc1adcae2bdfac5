"""Task ``title``: what a thread is called, in words of its own sentences. Pure.

Without a model a thread is called after the sentence that speaks for it. A model's title is taken only where it is a part
of one of the thread's sentences, in its words and order: words of several put together say what nobody said. It names what they
are about; a part with a verb claims something, and is taken only where it is a whole sentence.
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
from rodedraad.verify import dutch, ordered, polarity
from rodedraad.wording import Language

MOST_SHOWN, _SHOWN_CHARS = 4, 280
_LEAST_WORDS, _MOST_WORDS = 2, 12
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_SIGNS = frozenset(" ,;:()'’\"-–")
"""Signs that a title may have of its own; any other says something: an amount, a share, an address, a tick."""
_TOKEN = re.compile(r"\w+(?:['’.,:/-]\w+)*|[^\w\s]")
_ENDS = frozenset(".!?")
_CLAIMS = re.compile(r"(?:be|ver|ont|her)\w+t")
_IS = word_set(
    "steunt steunen wil willen wilt zegt zeggen vraagt vragen eist eisen pleit pleiten vindt gelooft denkt hoopt vreest weigert stoot is are was were be been has have had will would can could may might must should shall do does did"
)
_TURNS = dutch.FOCUS | word_set(
    "als mits tenzij indien zonder minder meer te half misschien mogelijk wellicht onvoldoende nauwelijks amper tegen noch "
    "if unless without less more too perhaps possibly hardly against nor only not no"
)
"""Words right before or behind a part of a sentence that make it say another thing."""
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
        and _is_cut_well(title, text)
        for text in texts
    )


def _is_cut_well(title: str, text: str) -> bool:
    """Whether a part of a text says no more by itself than in its place: a thing that is named, or a whole sentence.

    *De brug wordt gesloten* is no title out of *Wie zegt dat de brug wordt gesloten, vergist zich*; *500 woningen* is none
    out of *500 woningen minder* or *12 500 woningen*.
    """
    said, there = ([one.lower() for one in _TOKEN.findall(each)] for each in (title, text))
    is_claim = any(dutch.is_verbal(word) or word in _IS or _CLAIMS.fullmatch(word) for word in said)
    for at in range(len(there) - len(said) + 1):
        before, behind = (there[at - 1] if at else "."), next(iter(there[at + len(said) :]), ".")
        if there[at : at + len(said)] != said or before[-1].isdecimal() or behind[0].isdecimal():
            continue
        if is_claim and (before not in _ENDS or behind not in _ENDS):
            continue
        if before not in _TURNS and behind not in _TURNS:
            return True
    return False
