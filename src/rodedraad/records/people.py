"""What people did, what a search finds, and quotes that somebody claims."""

from __future__ import annotations

from dataclasses import dataclass

from rodedraad.records.values import DifferenceKind, Value, VerdictKind


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
class Signed:
    """Which fields of something one event of a person decided, and when. Who that was, the log knows by the event."""

    event: str
    at: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person decided about something that lies ahead: of which kind, resting on which statement.

    ``about`` is the kind (``requirement``, ``action`` ...), ``key`` tells those of one statement apart. ``values`` are
    fields with their values, sorted; ``is_confirmed`` and ``is_rejected`` among them. The last event wins, by field.
    ``event`` is the last that spoke of it, ``at`` its time; ``signed`` are all whose words still hold, in their order.
    """

    about: str
    statement: str
    key: str
    values: tuple[tuple[str, Value], ...]
    event: str
    at: str = ""
    signed: tuple[Signed, ...] = ()


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
