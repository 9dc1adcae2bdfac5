"""What the documents say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rodedraad.records.prompts import Refusal, Suggestion
from rodedraad.records.sources import Party
from rodedraad.records.statements import Outlook, Reference
from rodedraad.records.values import GapKind, Message, TensionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSupport:
    """Who stands where on a thread, read from documents: party ids, sorted.

    Nobody is both for and against; ``earlier`` are those who once were for and are no more, against or silent now.
    """

    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    expected_absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Who backs a thread. Shared in documents, voted and inferred are never mixed; none is made of another."""

    documents: DocumentSupport
    voted: None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Statements that speak of the same matter, for and against. Addressed through any of its members."""

    id: str
    title: str
    statements: tuple[str, ...]
    parties: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Statements from two or more sources, not copies or versions of one another, that say the same thing.

    ``title`` is taken from the member ``representative``, or worded by a model of the members' words: ``titled_by`` is
    ``rule`` or ``model:NAME``. ``confidence`` is in [0, 1].
    """

    id: str
    subject: str
    title: str
    representative: str
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    parties: tuple[str, ...]
    themes: tuple[str, ...]
    confidence: float
    support: Support
    titled_by: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """Two statements that cannot both be carried out or both be true. ``a`` < ``b`` as ids; score in [0, 1]."""

    id: str
    subject: str
    a: str
    b: str
    kind: TensionKind
    score: float
    explanation: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is missing, and where was searched."""

    id: str
    kind: GapKind
    theme: str | None
    party: str | None
    statement: str | None
    reference: str | None
    searched: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A statement of a party that was asked something, on what it was asked for: what already stands, not a yes.

    ``request`` and ``statement`` are ids of statements, ``party`` is who was asked. ``is_later`` is False where the
    answer stands in a document that is surely older than the request. ``share`` is what both are about, in per cents
    of a word that stands once in the dossier.
    """

    request: str
    statement: str
    party: str
    is_later: bool
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Two sources that are not independent: the same text in two files, or a draft beside its final version.

    ``later`` is the one that holds; ``share`` is the part of the earlier one's sentences that the later one has.
    """

    earlier: str
    later: str
    kind: Literal["copy", "version"]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """All that follows from the sources together: the result of ``link/`` and ``weigh.py``.

    ``suggestions`` are what a model thinks of them, ``refusals`` what of its replies does not enter; both are empty
    without a model.
    """

    subjects: tuple[Subject, ...] = ()
    threads: tuple[Thread, ...] = ()
    tensions: tuple[Tension, ...] = ()
    gaps: tuple[Gap, ...] = ()
    references: tuple[Reference, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    parties: tuple[Party, ...] = ()
    kinships: tuple[Kinship, ...] = ()
    answers: tuple[Answer, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    refusals: tuple[Refusal, ...] = ()
