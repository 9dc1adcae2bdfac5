"""Tasks ``word`` and ``plain``: a clause in smoother words with a title, and in plain language. Pure.

Without a model a clause is a quote in a fixed frame. A model's wording is taken only where ``verify`` finds nothing wrong
with the clause that has it: its numbers, names, dates, denials and conditions, who says it and how strongly are those of
the quotes. The citations stay beside it as they were, and the fixed sentences behind a quote stay as the rules made them. A
title is a part of a quote that names what it is about (``verify.titles``); the rules give none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rodedraad.genai.items import Item
from rodedraad.genai.refusing import refusal
from rodedraad.phrases import clipped
from rodedraad.propose.editing import LONGEST_CLAUSE
from rodedraad.records import Clause, ClauseKind, GenaiTask, Message, Refusal, RefusalKind, Statement
from rodedraad.verify.citations import QUOTED
from rodedraad.verify.equals import offered
from rodedraad.verify.restated import head, tail, without_organs
from rodedraad.verify.titles import begun
from rodedraad.wording import Language

KINDS: frozenset[ClauseKind] = frozenset({"shared", "held", "commitment", "request", "condition", "need", "tension"})
"""Clauses that a model may word: what is missing is said by the rules, and what a person wrote is theirs."""
_REWORDED = "change.clause_edit"
BY_PERSON = "person"
MOST_QUOTES, _QUOTE_CHARS = 4, 700

Holds = Callable[[Clause], bool]
"""Whether nothing is wrong with a clause as it is."""
Why = Callable[[Clause], Message | None]
"""What is wrong with a clause that did not hold, with the word that it is about; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A clause with what is asked of it: its wording with a title, in Dutch or in English, and plain Dutch; None where not asked.

    In another language than its quotes' it stays as the rules made it: whether it says the same could not be told.
    """

    clause: Clause
    dutch: Item | None
    english: Item | None
    plain: Item | None

    @property
    def items(self) -> tuple[Item, ...]:
        """What is asked of this clause."""
        return tuple(one for one in (self.dutch, self.english, self.plain) if one is not None)


def is_wordable(clause: Clause) -> bool:
    """Whether a model may word this clause: made by the rules of quotes, and not put in other words by a person."""
    is_told = any(citation.shown for citation in clause.citations)
    is_of_person = any(one.reason.code == _REWORDED and one.event for one in clause.changes)
    return clause.origin == "quote" and clause.kind in KINDS and is_told and not is_of_person


def asked(
    clauses: Iterable[Clause], who: Callable[[Sequence[str]], str], tasks: Sequence[GenaiTask]
) -> tuple[Asked, ...]:
    """What is asked of these clauses. ``who`` calls voices by their names."""
    found = []
    for clause in clauses:
        if not is_wordable(clause):
            continue
        quotes = [one for one in clause.citations if one.shown or one.role == "says"][:MOST_QUOTES]
        told = tuple(f"- {who(one.voices)}: {clipped(' '.join(one.quote.split()), _QUOTE_CHARS)}" for one in quotes)
        sources = tuple(sorted({one.source for one in clause.citations}))  # the sentence names who holds each of them
        spoken = {one.language or "nl" for one in clause.citations if one.role != "backs"}
        is_single = sum(bool(one.shown) for one in clause.citations) == 1

        def item(
            task: GenaiTask,
            language: Language,
            *,
            of: Clause = clause,
            told: tuple[str, ...] = told,
            sources: tuple[str, ...] = sources,
        ) -> Item:
            text = head(of.text if language == "nl" else of.english)
            hard = offered(" ".join(QUOTED.findall(text)), language) if task == "plain" else ()
            return Item(
                task=task,
                language=language,
                lines=(f"> {text}", *told, *(f"= {words}: {put}" for words, put in hard)),
                sources=sources,
                about=(of.id,),
                group="",
                reply_tokens=40 + len(text) // 2,
            )

        found.append(
            Asked(
                clause=clause,
                dutch=item("word", "nl") if "word" in tasks and spoken == {"nl"} else None,
                english=item("word", "en") if "word" in tasks and spoken == {"en"} else None,
                plain=item("plain", "nl") if "plain" in tasks and spoken == {"nl"} and is_single else None,
            )
        )
    return tuple(one for one in found if one.items)


def worded(  # noqa: PLR0917  what was asked, and all that decides
    every: Iterable[Asked],
    answers: Mapping[str, str],
    refused: Mapping[str, RefusalKind],
    model: str,
    holds: Holds,
    statements: Mapping[str, Statement],
    why: Why = lambda _: None,
) -> tuple[dict[str, Clause], tuple[Refusal, ...]]:
    """The clauses with what of a model's words holds, by id, marked as its; and what was refused, with ``why``."""
    origin = f"model:{model}"
    found: dict[str, Clause] = {}
    refusals: list[Refusal] = []
    for one in every:
        lead = next((statements[cited.id] for cited in one.clause.citations if cited.id in statements), None)
        said: dict[str, str] = {}
        title = ""
        for name, item in (("text", one.dutch), ("english", one.english), ("plain", one.plain)):
            if item is None:
                continue
            if item.key in refused:
                refusals.append(refusal(item.task, refused[item.key], lead))
            elif item.key in answers:
                answer = json.loads(answers[item.key])
                said[name] = _told(answer["text"], getattr(one.clause, "text" if name == "plain" else name))
                if one.clause.titled_by != BY_PERSON:  # who took a title away, or put another, has the last word
                    title = title or _title(answer, one.clause)
        clause = one.clause
        for name in ("text", "english"):
            if name not in said:
                continue
            made = _with(clause, name, said[name], origin)
            if made is not clause and holds(made):
                clause = made
            elif said[name] != getattr(clause, name):
                refusals.append(refusal("word", "unsupported", lead, said[name], why(made)))
        # empty: it cannot be said plainer
        if said.get("plain") and not _is_no_plainer(said["plain"], one.clause, clause):
            plain = replace(clause, plain=said["plain"], plain_by=origin)
            if holds(plain):
                clause = plain
            else:
                refusals.append(refusal("plain", "unsupported", lead, said["plain"], why(plain)))
        if title:
            titled = replace(clause, title=title, titled_by=origin)
            if holds(titled):
                clause = titled
            else:
                refusals.append(refusal("word", "unsupported", lead, title, why(titled)))
        if clause is not one.clause:
            found[clause.id] = clause
    return found, tuple(refusals)


def _is_no_plainer(text: str, rules: Clause, clause: Clause) -> bool:
    """Whether a plain version is the sentence as it stands but for the organs, or its quote word for word: that is no plainer."""
    bare, quotes = _words(text.removesuffix(tail(rules.text))), [one.shown for one in rules.citations if one.shown]
    sentences: tuple[str, ...] = (clause.text.removesuffix(tail(rules.text)), rules.text, head(rules.text))
    sentences += tuple(without_organs(one, unless=text) for one in sentences)
    return any(bare == _words(one) for one in sentences) or any(bare.endswith(_words(one)) for one in quotes)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).lower()


def _title(answer: Mapping[str, str], rules: Clause) -> str:
    """A model's title in one line; empty where it gave none, or the whole quote, which is no title of it."""
    title = " ".join(answer.get("title", "").split()).rstrip(".")
    is_whole = _words(title) in [_words(one.shown) for one in rules.citations]
    return "" if is_whole else begun(title)


def _told(answer: str, rules: str) -> str:
    """A model's words in one line, with the fixed sentences that the rules have behind the quote."""
    text = " ".join(answer.split())
    behind = tail(rules)
    if behind and text and not text.endswith(behind):
        text = f"{text if text[-1] in '.!?»' else text + '.'} {behind}"
    return text


def _with(clause: Clause, name: str, text: str, origin: str) -> Clause:
    """The clause with this text in one language, as a model's; the same where it says nothing new, or cannot be a sentence.

    What is quoted in both languages is still shown; what only one quotes is cited beside it.
    """
    if not text or text == getattr(clause, name) or len(text) > LONGEST_CLAUSE or not text.isprintable():
        return clause
    made = replace(clause, **{name: text}, origin=origin)  # type: ignore[arg-type]  # a text of the two
    shown = set(QUOTED.findall(made.text)) & set(QUOTED.findall(made.english))
    cited = tuple(replace(one, shown=one.shown if one.shown in shown else "") for one in made.citations)
    return replace(made, citations=cited)
