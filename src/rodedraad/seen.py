"""What a question may find in the store of a moment: as much of the port as ``asking`` uses, and nothing that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rodedraad.ports import Store
from rodedraad.records import Candidate, Document, Statement

if TYPE_CHECKING:
    from rodedraad.moment import Moment


class Seen:
    """What a question may find in an open store: as much of the port as ``asking`` uses, and nothing that is closed."""

    def __init__(self, store: Store, moment: Moment) -> None:
        self._store = store
        self._moment = moment

    def counts(self) -> dict[str, int]:
        """How many records may be seen."""
        return {kind: len(self._moment.records(kind)) for kind in self._moment.kinds}

    def frequencies(self, stems: Sequence[str]) -> tuple[dict[str, int], int]:
        """As the store counts them: what is closed counts in the order of answers, and is in none."""
        return self._store.frequencies(stems)

    def candidates(self, stems: Sequence[str], vector: bytes, limit: int) -> tuple[Candidate, ...]:
        """Those that may be seen."""
        sources, statements = self._moment.sources, self._moment.statements
        return tuple(
            one
            for one in self._store.candidates(stems, vector, limit)
            if one.source in sources and (one.id is None or one.id in statements)
        )

    def records(self, kind: str) -> Iterator[Any]:
        """Those that may be seen."""
        return iter(self._moment.records(kind))

    def get(self, name: str) -> Statement:
        """A statement that may be seen. Raises UnknownRecord."""
        return self._moment.statement(name)

    def documents(self, sources: Sequence[str]) -> Iterator[Document]:
        """The documents that may be seen. Raises UnknownRecord."""
        return (self._moment.document(source) for source in sources)
