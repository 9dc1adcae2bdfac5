"""What was asked of a dossier and what it says to that: quotes, where they conflict, and what was searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.records.prompts import Refusal
from rodedraad.records.values import Message

Detail: TypeAlias = Literal["actor", "deadline", "amount"]
"""What a sentence names beside what it says: who, when, how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement by its id, or a passage (``id`` None), that may answer a question.

    ``by_words`` and ``by_vector`` are its places in the two searches, from 0, None where one did not find it.
    ``product`` is that of its vector and the question's, None of a passage, which has no vector. ``heading`` is the one
    above it.
    """

    id: str | None
    source: str
    page: int | None
    quote: str
    start: int
    end: int
    heading: str = ""
    details: frozenset[Detail] = frozenset()
    by_words: int | None = None
    by_vector: int | None = None
    product: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one quote of an answer stands: of a statement by its id, or of a passage, whose ``statement`` is None."""

    statement: str | None
    source: str
    page: int | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One line of an answer: a quote as it stands, and first where it stands, then where others say nearly the same.

    ``score`` orders the lines of one question. ``conflicts`` are the tensions that this line has with others shown,
    as pairs (id of the tension, place of the other line from 0). ``origin`` is ``quote``, or ``model:NAME`` of a sentence in
    a model's words, whose places are the quotes that it rests on.
    """

    text: str
    places: tuple[Place, ...]
    score: int
    origin: str = "quote"
    conflicts: tuple[tuple[str, int], ...] = ()

    @property
    def citations(self) -> tuple[str, ...]:
        """The ids of the statements that the line quotes; none where only a passage says it."""
        return tuple(place.statement for place in self.places if place.statement is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Where was looked, for which words, and which of these stand nowhere in it."""

    sources: int
    statements: int
    words: tuple[str, ...]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """A question with what the dossier says to it, best first; no lines where it says nothing.

    ``written`` are the sources whose authors were asked for. Where the dossier does not say, ``reason`` is why, if more can
    be told than that nothing was near enough, and ``nearest`` the quotes that come nearest without answering.
    ``sentences`` are a model's words for it, each resting on quotes among the lines; ``refusals`` what it said besides,
    ``stopped`` why it was not asked, where it could not be, and ``model`` which one was asked; empty where none was.
    """

    question: str
    lines: tuple[AnswerLine, ...]
    searched: Searched
    written: tuple[str, ...] = ()
    reason: Message | None = None
    nearest: tuple[AnswerLine, ...] = ()
    sentences: tuple[AnswerLine, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    stopped: Message | None = None
    model: str = ""

    @property
    def found(self) -> bool:
        """Whether the dossier says something."""
        return bool(self.lines or self.written)
