"""What the stages need from outside: files, databases, clusters and other people's formats, as Protocols.

Stages know these and no adapter. Each port has one contract suite in ``tests/contract``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Protocol, TypeVar

from rodedraad.records import (
    NO_PROSPECTS,
    Candidate,
    Completion,
    Coverage,
    Document,
    Event,
    Hit,
    Links,
    Perusal,
    Problem,
    Prompt,
    Prospects,
    Reading,
    Source,
    Statement,
    Target,
    Value,
)

Item = TypeVar("Item")
Result = TypeVar("Result")


class Reader(Protocol):
    """One file format. ``suffixes`` are lower case with the dot. Raises UnreadableSource, and nothing else."""

    suffixes: ClassVar[tuple[str, ...]]

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of the file; ``path`` is for messages and for the source's name in problems."""


class Embedder(Protocol):
    """Texts to vectors of meaning: exact integers, the same on every machine."""

    dimensions: int

    def encode(self, texts: Sequence[str]) -> bytes:
        """One int8 vector per text, row by row. A text without a known word gives zeros."""


class Runner(Protocol):
    """Runs one pure, picklable function over many items, on one machine or many; results in the items' order."""

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        failed: Callable[[Item, str, str], Result] | None = None,
    ) -> Iterator[Result]:
        """One result per item. What ``function`` raises comes out here; work may begin before results are asked for.

        When a worker dies on an item, or runs out of memory or time, ``failed(item, code, reason)`` gives that
        item's result instead and the rest goes on; without ``failed`` it is a StoreError.
        """


class Model(Protocol):
    """A language model behind an endpoint. Called from several threads at once; ``name`` goes into what it marks."""

    name: str
    endpoint: str

    def complete(self, prompt: Prompt) -> Completion:
        """What the model answers, asked once. Raises ModelUnavailable, ModelBusy or InvalidReply, and nothing else."""

    def close(self) -> None:
        """Lets go of the connections; what is under way ends."""


class Replies(Protocol):
    """The replies of one model to one item each, kept by content: what was paid for is asked once."""

    def get(self, key: str) -> str | None:
        """The reply kept under this key, as JSON; None where there is none, or what is there is damaged."""

    def put(self, key: str, reply: str) -> None:
        """Keeps a reply; there for good when this returns, or not at all. The same key twice keeps the first."""

    def keys(self) -> frozenset[str]:
        """The keys of all replies that are kept."""


class Store(Protocol):
    """What was derived from the sources: may be deleted and rebuilt at any time."""

    def keys(self) -> dict[str, str]:
        """Source id -> the key (content of everything it was computed from) of the reading that is held."""

    def put(self, key: str, reading: Reading) -> None:
        """Keeps one reading under its key, in one transaction, instead of an older one of that source."""

    def readings(self, sources: Iterable[str]) -> Iterator[Reading]:
        """The held readings of these sources, in that order."""

    def hold(self, name: str, data: bytes) -> None:
        """Keeps bytes that a later build may use again, under a name."""

    def held(self, name: str) -> bytes | None:
        """The bytes kept under that name, or None."""

    def settle(
        self,
        fingerprint: str,
        sources: Sequence[Source],
        statements: Sequence[Statement],
        links: Links,
        *,
        prospects: Prospects = NO_PROSPECTS,
        problems: Sequence[Problem] = (),
        coverage: Sequence[Coverage] = (),
    ) -> None:
        """In one transaction: drops other sources, keeps the final records, and says what they were made of.

        ``problems`` are all there are to show, those of the readings among them; records keep their order.
        """

    def fingerprint(self) -> str | None:
        """What the final records were made of; None before the first whole build."""

    def documents(self, sources: Iterable[str]) -> Iterator[Document]:
        """The held documents of these sources, in that order: cheaper than their whole readings."""

    def records(self, kind: str) -> Iterator[Any]:
        """The final records of one kind, in the order in which they were settled.

        Kinds: sources statements problems coverage, and every field of Links and Prospects. Raises UnknownRecord on another kind.
        """

    def counts(self) -> dict[str, int]:
        """How many final records there are of each kind."""

    def get(self, name: str) -> Any:
        """The final record with this id, or the only one whose id starts so. Raises UnknownRecord."""

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """Statements and passages that hold the words of the query, best first. No query is an error."""

    def near_words(self, query: str) -> dict[str, tuple[str, ...]]:
        """For each word of a query the words of the sources that are one slip of the keyboard away."""

    def candidates(self, stems: Sequence[str], vector: bytes, limit: int = 200) -> tuple[Candidate, ...]:
        """What may answer a question: by the stems of its words, and by its vector; at most ``limit`` of each.

        Statements as they were settled, and passages that no statement fills. Each once, in no order that means anything.
        """

    def frequencies(self, stems: Iterable[str]) -> tuple[dict[str, int], int]:
        """In how many statements and passages each of these stems stands, and how many of them there are."""

    def close(self) -> None:
        """Lets go of the file."""


class Log(Protocol):
    """What people did: append-only, hashed, merged by union. Nothing that a build does can lose a line of it."""

    def events(self) -> tuple[Event, ...]:
        """All events in their one order (``chain.ordered``)."""

    def append(
        self,
        *,
        at: str,
        person: str,
        kind: str,
        targets: Sequence[Target],
        values: Mapping[str, Value],
        seen: tuple[str, str] | None = None,
    ) -> Event:
        """Writes one event after all that are there; on disk (full sync) when this returns. Raises WrongUse.

        ``seen``: a settings file's name and what it held when the event was made of it, kept in the same moment.
        """

    def seen(self, name: str) -> str | None:
        """What was last kept as ``seen`` of that settings file in this copy; None before the first time."""

    def person(self, name: str) -> str:
        """The random id under which this name's events are written; made on first use."""

    def names(self) -> dict[str, str]:
        """Person id -> name, for those whose name has not been erased."""

    def personal(self) -> tuple[tuple[str, str, str, str], ...]:
        """All that may be erased: its id, the person it belongs to, what it is (``name`` or ``text``), and the words."""

    def text(self, person: str | None, words: str) -> str:
        """Keeps what a person, or somebody unknown, wrote where it can be erased; returns the random id of it."""

    def texts(self) -> dict[str, str]:
        """Text id -> words, of those that have not been erased."""

    def keep(self, body: bytes) -> str:
        """Keeps the text of a version of the proposition for good; returns its SHA-256."""

    def body(self, sha256: str) -> bytes:
        """The text with that SHA-256. Raises StoreError where it is not here, or not as it was kept."""

    def together(self) -> AbstractContextManager[None]:
        """Everything that is written within it is there when it ends, or none of it."""

    def merge(self, other: Log) -> int:
        """Adds the events of another log that are not here yet, with what belongs to their people; says how many.

        Raises StoreError, adding nothing, on an event that is not whole or that ``chain.refusal`` refuses, and on a
        name that can be none. A person who has a name here keeps it.
        """

    def erase(self, person: str, *, at: str, by: str) -> Event:
        """Erases this person's name for good, by an event that erases it in every copy it reaches; both or neither."""

    def failures(self) -> tuple[str, ...]:
        """Ids of events whose hash or parents do not hold; empty when the log is whole."""

    def close(self) -> None:
        """Lets go of the file."""


Progress = Callable[[str, int, int, dict[str, Any]], None]
"""Called with stage, done, total and details; prints, or does nothing."""
