"""Every noun of Rodedraad, immutable, in the order in which the data flows.

The words are those of ``docs/reference/words.md``: one word per thing, Dutch names for the reader, English
names in code. A record holds values, and tells what follows from these alone (``Statement.holders``); what is done with
it lives in the stage of that name.

Dates are ISO 8601 strings, with reduced precision (``2026``, ``2026-03``) where the source says no more:
nothing is guessed. Offsets are Python character offsets ``[start, end)`` into ``Document.text``. Pages count
from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | float | bool | None

StatementType: TypeAlias = Literal[
    "finding",
    "conclusion",
    "recommendation",
    "ambition",
    "measure",
    "request",
    "condition",
    "concern",
    "need",
]
SourceKind: TypeAlias = Literal[
    "study", "vision", "plan", "letter", "minutes", "programme", "agreement", "data", "slides", "form", "other"
]
SourceStatus: TypeAlias = Literal["draft", "final", "adopted"]
IssuerRole: TypeAlias = Literal["author", "commissioner", "payer"]
Organ: TypeAlias = Literal[
    "college", "raad", "fractie", "ministry", "committee", "board", "management", "cabinet", "parliament"
]
Layer: TypeAlias = Literal[
    "gemeente",
    "provincie",
    "rijk",
    "eu",
    "waterschap",
    "bedrijf",
    "onderwijs_kennis",
    "maatschappelijk",
    "bewoners",
    "parlement",
]
BlockKind: TypeAlias = Literal["heading", "paragraph", "list_item", "table_cell", "footnote", "contents", "furniture"]
ActorRole: TypeAlias = Literal["must_act", "asked", "leads", "partner", "pays", "authority"]
TensionKind: TypeAlias = Literal["stance", "number", "date", "condition", "actor"]
OutlookStance: TypeAlias = Literal["wanted", "feared", "unrealistic", "neutral"]
GapKind: TypeAlias = Literal[
    "theme_without_party",
    "ambition_without_measure",
    "measure_without_owner",
    "measure_without_date",
    "request_without_answer",
    "document_missing",
    "thread_of_one",
    "party_absent",
]
VerdictKind: TypeAlias = Literal["accepted", "altered", "misattributed", "fabricated", "stale", "unsupported"]
ClausePart: TypeAlias = Literal[
    "ambition",
    "offer",
    "need",
    "ask",
    "condition",
    "organisation",
    "disputed",
    "missing",
    "finding",
]
"""What a clause does in the proposition, in the order of the core; what is found to be so stands in the reading alone."""
ClauseKind: TypeAlias = Literal[
    "shared", "held", "commitment", "request", "condition", "need", "tension", "gap", "written"
]
CitationRole: TypeAlias = Literal["says", "backs", "opposes", "answers"]
ContributionKind: TypeAlias = Literal["objection", "addition", "support", "question"]
Channel: TypeAlias = Literal["letter", "email", "form", "comment", "tracked_change", "note"]
ReplyOutcome: TypeAlias = Literal["changed", "not_changed"]
DifferenceKind: TypeAlias = Literal["changed", "left_out", "added"]
ProblemKind: TypeAlias = Literal[
    "unreadable",
    "encrypted",
    "no_text_layer",
    "truncated",
    "too_large",
    "wrong_type",
    "vanished",
    "duplicate",
    "other",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something said to the reader: a code with values, worded in the reader's language by ``wording.py``."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, code: str, /, **values: Value) -> Message:
        """The message with these values; their order is that of their names."""
        return cls(code=code, values=tuple(sorted(values.items())))


# --- files and what they say about themselves -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """A party in its role for one source: who wrote, commissioned or paid it, and as which organ."""

    id: str
    name: str
    organ: Organ | None = None
    role: IssuerRole = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes received, with what is known about them.

    ``id`` is the SHA-256 of the bytes, ``path`` the first of its paths below ``bronnen/`` in sorted order.
    ``guesses`` names the fields that were read from the document and that nobody has confirmed.
    ``pages`` is None where the format has no pages. ``replaces`` is the id of the source it replaces.
    ``is_file_date`` is True where the date is only that of the file: when it was saved, not when it was written.
    ``is_public`` is False where people said that it may not be shown to others.
    """

    id: str
    path: str
    title: str
    date: str | None = None
    kind: SourceKind = "other"
    status: SourceStatus | None = None
    adopted_by: str | None = None
    parties: tuple[Issuer, ...] = ()
    addressees: tuple[str, ...] = ()
    perspective: str | None = None
    area: str | None = None
    horizon: str | None = None
    numbers: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    language: str | None = None
    pages: int | None = None
    replaces: str | None = None
    is_public: bool = True
    is_file_date: bool = False

    @property
    def authors(self) -> tuple[str, ...]:
        """The ids of the parties whose document this is, in the order of the document."""
        return tuple(issuer.id for issuer in self.parties if issuer.role == "author")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One structural unit of a document's text, in the order of the text.

    ``level`` is the heading level from 1, or the nesting of a list item from 1. ``table``, ``row`` and ``column``
    count from 0 and are set for table cells alone. ``locator`` says where the block is when there are no pages.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    page_end: int | None = None
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    locator: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Text that stands on a page character by character: ``text[start:end]`` is characters ``[first, ...)`` there.

    ``first`` counts characters as the format's own engine does (PDFium's character index), so that boxes can be
    asked for later. Characters of the canonical text outside every segment were put there by the reader.
    """

    start: int
    end: int
    page: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The canonical text of one source: the body in reading order, then footnotes, then furniture.

    ``body_end`` is where the body stops. Blocks cover the text in order, without overlap, with white space
    between them. ``pages`` maps offsets to pages: pairs (start, page), sorted by start.
    """

    source: str
    text: str
    body_end: int
    blocks: tuple[Block, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    segments: tuple[Segment, ...] = ()
    language: str | None = None

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at ``offset`` stands; None where the format has no pages."""
        found = bisect_right(self.pages, (offset, 1 << 62)) - 1
        return self.pages[found][1] if found >= 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points from the top left of the page as a reader sees it (rotation applied)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be read or done: which source (its path), which page, and why."""

    source: str
    page: int | None
    kind: ProblemKind
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of one source was read. ``pages_unread`` lists the numbers of pages that gave no text."""

    source: str
    pages: int | None
    pages_read: int | None
    pages_ocr: int
    pages_unread: tuple[int, ...]
    characters: int
    statements: int


# --- the frame of a dossier -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who speaks or must act. ``statements`` counts what it holds in this dossier."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    organ: Organ | None = None
    layer: Layer | None = None
    form: str | None = None
    tooi: str | None = None
    member_of: tuple[str, ...] = ()
    expected: bool = False
    statements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of the dossier's frame. Its cue words (stems, lower case) make it work without training."""

    id: str
    nl: str
    en: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Names that stand for several parties at once ("de havengemeenten"): ``members`` are party ids."""

    names: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a dossier looks for: its themes in the order they are shown, the parties it knows, its places.

    ``is_reread`` asks that each sentence is also read with the transformer: slower, and more often right.
    """

    name: str
    themes: tuple[Theme, ...]
    parties: tuple[Party, ...] = ()
    groups: tuple[Group, ...] = ()
    places: tuple[str, ...] = ()
    is_reread: bool = False


# --- what the documents say -----------------------------------------------------------------------------------


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
    """What one document says: statements, outlooks and the documents it names, each sorted by start."""

    statements: tuple[Statement, ...] = ()
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


# --- what they say together -----------------------------------------------------------------------------------


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

    ``title`` is taken from the member ``representative``. ``confidence`` is in [0, 1].
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
    """All that follows from the sources together: the result of ``link/`` and ``weigh.py``."""

    subjects: tuple[Subject, ...] = ()
    threads: tuple[Thread, ...] = ()
    tensions: tuple[Tension, ...] = ()
    gaps: tuple[Gap, ...] = ()
    references: tuple[Reference, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    parties: tuple[Party, ...] = ()
    kinships: tuple[Kinship, ...] = ()
    answers: tuple[Answer, ...] = ()


# --- what people did ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an event is about, with enough to find it again after a source was replaced or read better."""

    statement: str
    source: str
    path: str
    quote: str
    prefix: str
    suffix: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing a person did. ``id`` is the SHA-256 of all the rest, ``parents`` the events it was written after.

    ``person`` is a random id; the name it stands for is kept in an erasable table. ``clock`` is one more than
    the highest of its parents', which orders events of copies that were worked on apart: (clock, at, id).
    """

    id: str
    parents: tuple[str, ...]
    clock: int
    at: str
    person: str
    kind: str
    targets: tuple[Target, ...]
    values: tuple[tuple[str, Value], ...]


# --- what a search finds --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a query was found: a statement by its id, or a passage, whose ``id`` is None.

    ``start`` and ``end`` are characters of the source's document; ``highlights`` are pairs (start, end) into
    ``quote``. ``score`` orders the hits of one query and means nothing beside another's. ``near`` are words of the text
    that are spelt nearly as an asked word that is not there.
    """

    id: str | None
    source: str
    page: int | None
    quote: str
    start: int
    end: int
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    near: tuple[str, ...] = ()


# --- quotes that somebody claims ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words in which a claimed quote and the passage that was meant differ: ``said`` in the quote, ``written`` there."""

    kind: DifferenceKind
    said: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a claimed quote holds, and if not, why.

    ``source``, ``start`` and ``end`` say where it stands (accepted, misattributed) or which passage was meant (altered):
    ``document.text[start:end] == passage``. A fabricated one has none of these.
    """

    kind: VerdictKind
    quote: str
    source: str | None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    passage: str = ""
    differences: tuple[Difference, ...] = ()


# --- the shared proposition -----------------------------------------------------------------------------------


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
