"""What may answer a question, from a dossier's file: by the stems of its words and by its vector.

What does not change between two builds is kept in the process: the vectors of all statements (256 bytes each) and those
pieces of the list of statements that were needed.
"""

from __future__ import annotations

import sqlite3
import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rodedraad.adapters.codec import BLOCK, inflate
from rodedraad.adapters.nearwords import Vocabulary, vocabulary
from rodedraad.adapters.scale import Row
from rodedraad.records import Candidate, Detail, Document, Statement

_DOSSIERS = 2
"""Dossiers of which a process keeps the vectors."""
_PIECES = 512
"""Pieces of the list of statements that are kept of one dossier: some 130,000 statements."""
_MOST_STEMS = 64
_AS_FLOATS = 1 << 16
"""Vectors that are kept as floats, which hold them exactly and are multiplied four times as fast: 64 MiB."""

_HOLDING = """
WITH matched AS MATERIALIZED (
    SELECT rowid AS id, bm25(passages, 0.0, 1.0) AS distance FROM passages WHERE passages MATCH ?1
)
SELECT units.source, units.page, units.first, units.last, passages.words, names.position, matched.distance
FROM matched JOIN units ON units.id = matched.id JOIN passages ON passages.rowid = matched.id
LEFT JOIN names ON names.name = units.statement AND names.kind = 'statements'
WHERE matched.distance <= coalesce((SELECT distance FROM matched ORDER BY distance LIMIT 1 OFFSET ?2 - 1), 0)
ORDER BY matched.distance, units.source, units.first, units.last LIMIT ?2
"""
_COUNTS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stem_counts USING fts5vocab(main, passages, col)"
_COUNT = "SELECT doc FROM temp.stem_counts WHERE term = ? AND col = 'stems'"
_SETTLED = """
SELECT units.source, names.position, units.first, units.last FROM units
LEFT JOIN names ON names.name = units.statement AND names.kind = 'statements'
WHERE units.statement IS NOT NULL ORDER BY units.source, units.id
"""
_STEMS_OF_STATEMENTS = """
SELECT names.position, passages.stems FROM units JOIN passages ON passages.rowid = units.id
LEFT JOIN names ON names.name = units.statement AND names.kind = 'statements'
WHERE units.source = ? AND units.statement IS NOT NULL ORDER BY units.id
"""
_PASSAGES = """
SELECT units.source, units.page, units.first, units.last, passages.words, passages.stems
FROM units JOIN passages ON passages.rowid = units.id
LEFT JOIN names ON names.name = units.statement AND names.kind = 'statements'
WHERE names.name IS NULL ORDER BY units.source, units.first, units.last, units.id
"""
_PIECE = "SELECT first, body FROM records WHERE kind = 'statements' AND first <= ? ORDER BY first DESC LIMIT 1"

Key = TypeVar("Key")
Value = TypeVar("Value")
Unpacked = Callable[[bytes], tuple[Statement, ...]]


@dataclass(slots=True)
class Kept:
    """What a process keeps of one state of one dossier: ``positions`` are those of the rows in the list of statements."""

    matrix: Any
    positions: list[int]
    row_of: dict[int, int]
    texts: int
    spans: dict[str, list[tuple[int, int, int]]]
    """Per source the start, end and position of each statement, sorted."""
    pieces: OrderedDict[int, tuple[Statement, ...]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class _Shelf(Generic[Key, Value]):
    """What a process keeps, the latest used of it. What is loaded for one key keeps nobody waiting for another."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._loading: dict[Key, threading.Lock] = {}
        self._lock = threading.Lock()

    def of(self, key: Key, load: Callable[[], Value]) -> Value:
        """What is kept under this key, loaded once."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            loading = self._loading.setdefault(key, threading.Lock())
        with loading:
            with self._lock:
                if key in self._held:
                    return self._held[key]
            try:
                found = load()
            except BaseException:
                with self._lock:
                    self._loading.pop(key, None)
                raise
            with self._lock:
                self._held[key] = found
                self._loading.pop(key, None)
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
            return found


_MOST_DOCUMENTS = 128
"""Documents that a process keeps for showing what was found in them."""
_kept: _Shelf[tuple[str, str], Kept] = _Shelf(_DOSSIERS)
_words: _Shelf[tuple[str, str], Vocabulary] = _Shelf(_DOSSIERS)
_counts: _Shelf[tuple[str, str, int, int], dict[str, int]] = _Shelf(_DOSSIERS)
_documents: _Shelf[tuple[str, bytes], Document] = _Shelf(_MOST_DOCUMENTS)


def kept_document(key: tuple[str, bytes], load: Callable[[], Document]) -> Document:
    """The document of a source with this digest: what was read and found whole once is kept."""
    return _documents.of(key, load)


def kept_vocabulary(connection: sqlite3.Connection, state: tuple[str, str]) -> Vocabulary:
    """The words of the text index of a dossier in this state, which a process reads once."""
    return _words.of(state, lambda: vocabulary(connection))


def kept_counts(state: tuple[str, str, int, int], load: Callable[[], dict[str, int]]) -> dict[str, int]:
    """How many records of each kind a dossier in this state has: telling means reading past all of them.

    ``state`` holds the time and size of the file too: what was changed around the program is counted again.
    """
    return dict(_counts.of(state, load))


class Seeker:
    """Looks in one open dossier. ``state`` names the dossier and what its records were made of."""

    def __init__(self, connection: sqlite3.Connection, state: tuple[str, str], unpacked: Unpacked) -> None:
        self._connection = connection
        self._unpacked = unpacked
        self._kept = _kept.of(state, lambda: _loaded(connection))

    @property
    def texts(self) -> int:
        """How many statements and passages the index holds."""
        return self._kept.texts

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many statements and passages each of these stems stands."""
        self._connection.execute(_COUNTS)
        rows = {one: self._connection.execute(_COUNT, (one,)).fetchone() for one in stems}
        return {one: int(row[0]) if row else 0 for one, row in rows.items()}

    def candidates(self, stems: Sequence[str], vector: bytes, limit: int) -> tuple[Candidate, ...]:
        """At most ``limit`` by words and ``limit`` by vector; one that both found once."""
        import numpy as np  # noqa: PLC0415  only where a question is asked

        from rodedraad.adapters.vectors import best, products  # noqa: PLC0415  as above

        if not self._kept.positions:
            vector = b""
        scores = products(self._kept.matrix, np.frombuffer(vector, dtype=np.int8))
        found: list[Candidate] = []
        by_words: dict[int, int] = {}
        within: set[int] = set()
        for place, (source, page, first, last, words, position, _) in enumerate(self._holding(stems, limit)):
            if position is not None:
                by_words.setdefault(position, place)
                continue
            found.append(
                Candidate(id=None, source=source, page=page, quote=words, start=first, end=last, by_words=place)
            )
            # what is asked may stand in the sentence before the one that answers
            within.update(self._within(source, first, last))
        nearest = (self._kept.positions[row] for row in best(scores, limit).tolist())
        by_vector = {position: place for place, position in enumerate(nearest)}
        for position in sorted({*by_words, *by_vector, *within}):
            row = self._kept.row_of.get(position)
            found.append(
                candidate_of(
                    self._statement(position),
                    by_words=by_words.get(position),
                    by_vector=by_vector.get(position),
                    product=None if row is None else int(scores[row]),
                )
            )
        return tuple(found)

    def _within(self, source: str, first: int, last: int) -> Iterator[int]:
        """The positions of the statements that begin in this part of a source."""
        spans = self._kept.spans.get(source, [])
        for at in range(bisect_left(spans, (first, 0, 0)), len(spans)):
            start, _, position = spans[at]
            if start >= last:
                return
            yield position

    def _holding(self, stems: Sequence[str], limit: int) -> list[Any]:
        terms = [f'stems : "{one}"' for one in stems[:_MOST_STEMS] if one.isalnum()]
        return self._connection.execute(_HOLDING, (" OR ".join(terms), limit)).fetchall() if terms else []

    def _statement(self, position: int) -> Statement:
        pieces = self._kept.pieces
        with self._kept.lock:
            for first in (position - position % BLOCK, 0):
                piece = pieces.get(first)
                if piece is not None and 0 <= position - first < len(piece):
                    pieces.move_to_end(first)
                    return piece[position - first]
        start, body = self._connection.execute(_PIECE, (position,)).fetchone()
        first = int(start)
        piece = self._unpacked(body)
        with self._kept.lock:
            pieces[first] = piece
            while len(pieces) > _PIECES:
                pieces.popitem(last=False)
        return piece[position - first]


def rows(connection: sqlite3.Connection, unpacked: Unpacked) -> Iterator[Row]:
    """All that a large index holds: the settled statements with their vectors, source by source, and then the passages."""
    from rodedraad.adapters.vectors import by_row  # noqa: PLC0415  as above

    pieces: dict[int, tuple[Statement, ...]] = {}
    without: list[Row] = []
    for source, vectors in connection.execute("SELECT source, vectors FROM readings ORDER BY source").fetchall():
        held = connection.execute(_STEMS_OF_STATEMENTS, (source,)).fetchall()
        of_row = by_row(inflate(vectors), len(held))
        for at, (position, stems) in enumerate(held):
            if position is None:
                continue
            first = next((one for one in pieces if 0 <= position - one < len(pieces[one])), None)
            if first is None:
                first, body = connection.execute(_PIECE, (position,)).fetchone()
                pieces = {first: unpacked(body)}
            row = (candidate_of(pieces[first][position - first]), stems, of_row[at] if of_row else b"")
            if row[2]:
                yield row
            else:
                without.append(row)
    yield from without
    for source, page, first, last, words, stems in connection.execute(_PASSAGES):
        yield Candidate(id=None, source=source, page=page, quote=words, start=first, end=last), stems, b""


def candidate_of(
    one: Statement, *, by_words: int | None = None, by_vector: int | None = None, product: int | None = None
) -> Candidate:
    """A statement as something that may answer a question."""
    details: set[Detail] = set()
    if one.actors:
        details.add("actor")
    if one.deadline is not None:
        details.add("deadline")
    if one.amounts:
        details.add("amount")
    return Candidate(
        id=one.id,
        source=one.source,
        page=one.page,
        quote=one.quote,
        start=one.start,
        end=one.end,
        heading=one.context or "",
        details=frozenset(details),
        by_words=by_words,
        by_vector=by_vector,
        product=product,
    )


def _loaded(connection: sqlite3.Connection) -> Kept:
    """The vectors of the settled statements. A source of which these do not fit its statements is left out."""
    import numpy as np  # noqa: PLC0415  only where a question is asked

    settled: dict[str, list[int | None]] = {}
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for source, position, first, last in connection.execute(_SETTLED):
        settled.setdefault(source, []).append(position)
        if position is not None:
            spans.setdefault(source, []).append((first, last, position))
    (texts,) = connection.execute("SELECT count(*) FROM units").fetchone()
    positions: list[int] = []
    parts = []
    wide = 0
    for source, held in settled.items():
        (packed,) = connection.execute("SELECT vectors FROM readings WHERE source = ?", (source,)).fetchone()
        rows = np.frombuffer(inflate(packed), dtype=np.int8)
        wide = wide or len(rows) // len(held)
        if len(rows) != len(held) * wide:
            continue
        chosen = [at for at, position in enumerate(held) if position is not None]
        parts.append(rows.reshape(-1, wide)[chosen])
        positions += [position for position in held if position is not None]
    matrix = np.concatenate(parts) if parts else np.zeros((0, wide), dtype=np.int8)
    if len(matrix) <= _AS_FLOATS:
        matrix = matrix.astype(np.float32)
    return Kept(
        matrix=matrix,
        positions=positions,
        row_of={position: row for row, position in enumerate(positions)},
        texts=texts,
        spans={source: sorted(held) for source, held in spans.items()},
    )
