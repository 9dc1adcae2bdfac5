"""What the documents say, one source at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rodedraad.records.sources import Coverage, Document, Problem, Source
from rodedraad.records.values import ActorRole, Message, OutlookStance, StatementType


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who must act, is asked, leads, helps, pays or decides: the words of the text, the party if it is known.

    For a table row the words, like those of a deadline or amount, may stand in another cell than the quote.
    """

    party: str | None
    words: str
    role: ActorRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit as the text has them; ``words`` is a slice of the quote, or of a cell of its row."""

    value: float
    unit: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One typed statement with its anchor: ``document.text[start:end] == quote``, always.

    ``text`` is the quote with its white space folded. ``parties`` are the authors of the source, or whom a person
    put in their place. ``holder`` is who holds the view: an author when held (of a joint document the first), else the
    party id, or the words where no party is known; None, with no ``parties``, in a part whose sender is not told.
    ``holders`` are all who hold it.
    ``context`` is the heading above. ``within_power`` is None where the text does not tell.
    ``confidence`` is in [0, 1] and is that of ``type``. ``origin`` is ``rule``, ``model:NAME`` or ``person``.
    """

    id: str
    type: StatementType
    text: str
    quote: str
    source: str
    page: int | None
    page_end: int | None
    locator: Message | None
    start: int
    end: int
    language: str | None
    themes: tuple[str, ...]
    place: tuple[str, ...]
    parties: tuple[str, ...]
    holder: str | None
    is_reported: bool
    is_commitment: bool
    actors: tuple[Actor, ...]
    within_power: bool | None
    deadline: str | None
    deadline_from: str | None
    deadline_to: str | None
    amounts: tuple[Amount, ...]
    confidence: float
    origin: str
    context: str | None = None

    @property
    def holders(self) -> tuple[str, ...]:
        """Everyone who holds the view: all authors of a joint document, or the one of whom it is reported."""
        if not self.is_reported and self.parties and self.holder == self.parties[0]:
            return self.parties
        return (self.holder,) if self.holder else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A scenario or alternative as a source describes it; a source's judgement stays that source's.

    ``holders`` are all authors of the source, ``holder`` the first of them.
    """

    id: str
    source: str
    page: int | None
    quote: str
    start: int
    end: int
    title: str
    holder: str | None
    horizon: str | None
    stance: OutlookStance
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One document naming another. ``target`` is a source id, or None when it is missing from the dossier.

    ``keys`` are what it can be resolved by: a title, a date, a Kamerstuk or dossier number, an address.
    """

    id: str
    source: str
    page: int | None
    quote: str
    start: int
    end: int
    title: str | None
    keys: tuple[str, ...] = ()
    target: str | None = None
    resolved: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Perusal:
    """What a reader made of one file's bytes, before anything is understood.

    ``pages_unread`` are pages that gave no text, each with a Problem. ``properties`` are the format's own metadata,
    sorted by key, with keys from ``title author subject keywords company created modified from to date``.
    """

    document: Document
    pages: int | None
    pages_unread: tuple[int, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document says: statements, outlooks and the documents it names, each sorted by start.

    ``missed`` are sentences taken for no statement without being sure of it, as they would be if they were one.
    """

    statements: tuple[Statement, ...] = ()
    missed: tuple[Statement, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How one statement says it (``link.sameness``): what threads compare, without its text.

    ``rows`` are the places of its weighty words in the table of ``embed``, ``unknown`` the stems of those that the
    table does not have, both in the order of the words' letters; ``length`` counts all words. ``vague`` is a question
    or a sentence about the document itself, which says nothing that could be the same.
    """

    rows: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    length: int = 0
    vague: bool = False
    wants: bool = False
    tells: bool = False
    ours: bool = False
    denies: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One direction in a sentence: +1 for or -1 against ``stems``, by these ``words``.

    A pull is plain where a word says so, and not where something is merely wanted and nothing refused.
    """

    sign: int
    stems: frozenset[str]
    words: str
    is_plain: bool
    of: str = "being"

    def opposes(self, other: Pull) -> bool:
        """Whether both are about whether the thing is to be, or both about how much of it, with other signs."""
        return self.of == other.of and self.sign != other.sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What the words of one statement and its heading tell on their own (``link.clues``), found once per reading.

    ``stems`` and ``heading`` are the telling stems of both, sorted. ``condition`` is whether it is set (True) or
    refused, with the words; ``choices`` are (name of the alternatives, which of the two, words). ``aim`` is where an
    aim with a year is told: nowhere, somewhere, or from the first word on.
    """

    stems: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    pulls: tuple[Pull, ...] = ()
    condition: tuple[bool, str] | None = None
    choices: tuple[tuple[str, int, str], ...] = ()
    duties: tuple[str, ...] = ()
    aim: Literal["none", "some", "whole"] = "none"
    asks: bool = False
    announces: bool = False
    said: Said = Said()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one source gives on its own: what a worker returns and the store keeps by content.

    ``vectors`` holds one int8 vector per statement, row by row, ``dimensions`` wide. ``sketch`` holds the sorted
    hashes of the body's sentences, by which copies and versions are recognised. ``clues`` has one per statement.
    ``missed`` are those of the extraction, for a reader that is surer.
    """

    source: Source
    document: Document
    coverage: Coverage
    statements: tuple[Statement, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    vectors: bytes = b""
    dimensions: int = 0
    sketch: tuple[str, ...] = ()
    clues: tuple[Clues, ...] = ()
    missed: tuple[Statement, ...] = ()
