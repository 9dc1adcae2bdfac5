"""Files and what they say about themselves, and the frame of a dossier that is looked through."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from rodedraad.records.values import BlockKind, IssuerRole, Layer, Message, Organ, ProblemKind, SourceKind, SourceStatus


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
class Station:
    """Where something is measured: the code that its network gives it, its name, and the frame's places it lies in."""

    code: str
    name: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a dossier looks for: its themes in the order they are shown, the parties it knows, its places.

    ``stations`` are those that measure there, in the order in which their measurements are shown. ``is_reread`` asks that each sentence is also read with the transformer: slower, and more often right.
    """

    name: str
    themes: tuple[Theme, ...]
    parties: tuple[Party, ...] = ()
    groups: tuple[Group, ...] = ()
    places: tuple[str, ...] = ()
    is_reread: bool = False
    stations: tuple[Station, ...] = ()
