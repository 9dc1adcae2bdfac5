"""The shared proposition, and what others bring in."""

from __future__ import annotations

from dataclasses import dataclass

from rodedraad.records.links import DocumentSupport
from rodedraad.records.sources import Party, Source, Theme
from rodedraad.records.values import (
    Channel,
    CitationRole,
    ClauseKind,
    ClausePart,
    ContributionKind,
    Message,
    ReplyOutcome,
    VerdictKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One statement (or reference) that a clause rests on, as it stood when the version was made.

    ``document.text[start:end] == quote`` in the document of ``source``. ``role``: the clause quotes it (``says``), it
    is another source that says the same (``backs``), it stands against it (``opposes``) or it takes a request up
    (``answers``). ``shown`` are the words of it that stand in the clause between « and »; empty where it is only
    cited. ``voices`` are the parties that hold it, with their organ where one spoke ("velsen/raad"); none where
    nobody is known.
    """

    id: str
    source: str
    page: int | None
    page_end: int | None
    locator: Message | None
    start: int
    end: int
    quote: str
    role: CitationRole
    shown: str = ""
    voices: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number or term that a cited statement names: its words, and which of the clause's citations has them."""

    words: str
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What made a clause what it is: an event of the log, or what happened to the dossier since the version before.

    ``reason`` says it in a code with values. ``event`` and ``person`` are ids of the log; ``contribution`` is the
    contribution that it answers. None where nobody did it.
    """

    reason: Message
    event: str | None = None
    person: str | None = None
    at: str | None = None
    contribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One sentence of the proposition, with everything that it rests on.

    ``text`` is Dutch, ``english`` the same in English; quotes stay in their own language, between « and ». ``kind``:
    ``shared`` (a thread), ``held`` (one party), ``commitment``, ``request``, ``condition``, ``need``, ``tension``,
    ``gap``, ``written`` (added by a person). ``origin`` is ``quote`` (words of a source in a fixed frame), ``rule``,
    ``person`` or ``model:NAME``. ``about`` is the id of the thread, tension, gap or statement that it tells of.
    ``support`` is that of a thread in documents, ``documents`` how many independent documents say it, ``confidence``
    the thread's. ``governs`` are the ids of the clauses under this condition: they follow it. ``searched`` says of
    what is missing where was searched. ``points`` ranks it among those of its part (docs/method/propose.md).
    ``ask_again`` are the voices whose backing a changed text lost. ``verdict`` is that of the moment it was made.
    ``is_national``: not of the region, in a dossier where the region speaks too (docs/decisions/2026-11-22-region-first.md).
    ``plain`` is what it says in plain Dutch, in a model's words (``plain_by``: ``model:NAME``); both empty without one.
    ``title`` is what it is about: a part of one of its quotes that a model chose (``titled_by``: ``model:NAME``), or words of a
    person (``person``, who may also have taken it away); both empty where nobody gave one.
    """

    id: str
    theme: str | None
    part: ClausePart
    kind: ClauseKind
    text: str
    english: str
    origin: str
    citations: tuple[Citation, ...] = ()
    about: str | None = None
    support: DocumentSupport | None = None
    documents: int = 0
    confidence: float | None = None
    figures: tuple[Figure, ...] = ()
    governs: tuple[str, ...] = ()
    searched: Message | None = None
    points: int = 0
    ask_again: tuple[str, ...] = ()
    verdict: VerdictKind = "accepted"
    changes: tuple[Change, ...] = ()
    is_national: bool = False
    plain: str = ""
    plain_by: str = ""
    title: str = ""
    titled_by: str = ""


_UNSAID = (b',"plain":"","plain_by":""', b',"title":"","titled_by":""')


def without_unsaid(json: bytes) -> bytes:
    """The JSON of a clause, or of a text, without what says that no model put a clause in plain language or titled it.

    So a text in which no model had a part keeps its SHA-256. Within a text of JSON these bytes cannot stand: there a
    quotation mark has a backslash before it.
    """
    for unsaid in _UNSAID:
        json = json.replace(unsaid, b"")
    return json


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A clause of the version before that is not in this one, and why."""

    clause: str
    text: str
    english: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """The shared text: its clauses in reading order (by theme, in the frame's order), and which of them are the core.

    ``core`` are at most 15 ids of clauses, in the order of the one page. ``sources`` and ``parties`` are those that a
    clause names, as they were, so that a version can be read without the dossier; ``held`` are the ids of all sources
    that the dossier had, ``statements`` how many they said, ``release`` the program that made it. ``likely`` counts
    the threads of several parties that are only likely and were left out, ``withheld`` the sources that may not be
    shown and that nothing here rests on. ``gone`` are the clauses that the version before had and this one has not.
    ``regional_parties`` are the ids of those whose voice is of the region, ``regional_sources`` of what is about it; both
    are empty where the region is not told apart.
    """

    title: str
    clauses: tuple[Clause, ...]
    core: tuple[str, ...]
    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    absent: tuple[str, ...]
    held: tuple[str, ...]
    statements: int
    likely: int = 0
    withheld: int = 0
    release: str = ""
    gone: tuple[Gone, ...] = ()
    regional_parties: tuple[str, ...] = ()
    regional_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """That a named person approved a version: who (empty when the name was erased) and when."""

    event: str
    person: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One numbered, immutable proposition: ``body`` is the SHA-256 of its canonical JSON, ``event`` what made it.

    ``label`` is its number, with the beginning of the event's id where two copies gave one number to two texts.
    ``public`` is the body of the same version made without the sources that may not be shown; equal to ``body`` where
    there are none.
    """

    number: int
    label: str
    event: str
    at: str
    person: str
    body: str
    public: str
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseVerdict:
    """That a clause does not hold, and why. ``citation`` is the id of the cited statement at fault, None for the text."""

    clause: str
    kind: VerdictKind
    citation: str | None
    reason: Message


# --- what others bring in -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was done with a contribution, and why. ``event`` replied; ``change`` is the event that changed the clause."""

    event: str
    at: str
    person: str
    outcome: ReplyOutcome
    reason: str
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What somebody adds or objects to a version of the proposition.

    ``id`` is its event. ``clause`` is the clause that it is about, None for the whole. ``person`` is the name of who
    brought it in and ``text`` the words: both empty once erased. ``party`` is a party id where it speaks for one.
    ``proposed`` is another wording of the clause, where one was given. ``entered_by`` is who took it in. ``at`` is its
    own date, or where ``is_dated`` is false the time at which it was taken in.
    """

    id: str
    at: str
    kind: ContributionKind
    channel: Channel
    clause: str | None
    version: str | None
    person: str
    party: str | None
    text: str
    proposed: str | None
    entered_by: str
    reply: Reply | None = None
    is_dated: bool = True
