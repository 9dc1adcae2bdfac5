"""The objects that go out and are no record by themselves: the dossier, a text, what a search finds, an answer."""

from __future__ import annotations

from pydantic import BaseModel

from rodedraad.records import Coverage, Hit, Party, Problem, Source, Statement, Target, Thread, Value, Version
from rodedraad.web.api.schemas import Quote, Use, Worded, detail_of, made

SourceDetail = detail_of(
    Source, coverage=Coverage | None, problems=tuple[Problem, ...], statements=int, used_by=list[Use]
)
StatementDetail = detail_of(Statement, used_by=list[Use], awaited=Statement | None)
ThreadDetail = detail_of(Thread, quotes=list[Quote], tensions=list[str])
PartyDetail = detail_of(Party, sources=list[str], backs=list[str], opposes=list[str])


class ThemeName(BaseModel):
    """A theme of the dossier by its id, with its names."""

    id: str
    nl: str
    en: str


class LogState(BaseModel):
    """Where the log is: how many events it has, which it ends with, and the `ETag` that `If-Match` of a correction takes."""

    events: int
    heads: list[str]
    etag: str


class Dossier(BaseModel):
    """The dossier as a whole. `fingerprint` is that of all that was derived, `version` the latest of the proposition.

    `waiting` are the events that were written and not counted yet, `is_renewing` whether that is under way.
    """

    name: str
    counts: dict[str, int]
    version: str | None
    fingerprint: str
    moment: str
    waiting: int
    is_renewing: bool
    log: LogState
    themes: list[ThemeName]
    program: str


class PageStart(BaseModel):
    """Where a page begins in the text, in characters."""

    page: int
    start: int


class SourceText(BaseModel):
    """Characters of the canonical text of a source: `text` is `[start, end)` of `characters`. `pages` begin in it."""

    source: str
    start: int
    end: int
    characters: int
    language: str | None
    text: str
    pages: list[PageStart]


PropositionDetail = made(
    "PropositionDetail",
    "A version of the proposition; `version` is null of a draft, where none was kept yet. `core` are ids of clauses.",
    version=Version | None,
    is_draft=bool,
    title=str,
    clauses=int,
    core=list[str],
    themes=list[ThemeName],
    absent=list[str],
)


class Searched(BaseModel):
    """Where was searched."""

    sources: int
    statements: int


Found = made(
    "Found",
    "What a search found. `near` are words of the sources that are one slip of the keyboard from those of the query.",
    query=str,
    searched=Searched,
    hits=tuple[Hit, ...],
    near=dict[str, list[str]],
    page=int,
    page_size=int,
)


class AnswerQuote(BaseModel):
    """A quote of an answer; `statement` is null of a passage that is none."""

    statement: str | None
    source: str
    page: int | None
    start: int
    end: int
    quote: str


class AnswerConflict(BaseModel):
    """That a line is in tension with another one of the answer, by its place from 0."""

    tension: str
    with_: int

    model_config = {"alias_generator": lambda name: name.removesuffix("_")}


class AnswerLine(BaseModel):
    """One line of an answer and the quotes that it is. `score` means nothing beside that of another question."""

    text: str
    origin: str
    citations: list[str]
    quotes: list[AnswerQuote]
    conflicts: list[AnswerConflict]
    score: int


class AnswerSearched(Searched):
    """Where was searched, for which words, and which of them stand nowhere."""

    words: list[str]
    absent: list[str]


class Answer(BaseModel):
    """What the dossier says to a question, in quotes; or that it does not say, why, and what comes nearest."""

    question: str
    answer: list[AnswerLine]
    written: list[str]
    reason: Worded | None
    nearest: list[AnswerLine]
    refused: int
    searched: AnswerSearched
    found: bool


WrittenEvent = made(
    "WrittenEvent",
    "An event as it was written.",
    id=str,
    at=str,
    person=str,
    kind=str,
    targets=tuple[Target, ...],
    values=dict[str, Value],
    person_id=str,
    parents=list[str],
    clock=int,
)
Corrected = made(
    "Corrected",
    "The events that a correction wrote in the log. What follows from them is counted in the background.",
    events=list[WrittenEvent],  # type: ignore[valid-type]
)
