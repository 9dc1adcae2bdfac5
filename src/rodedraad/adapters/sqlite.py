"""The derived store in one SQLite file: readings kept by content, final records, and the text index.

Everything in it follows from the sources and the log, so a file of another version is replaced by an empty one and
a damaged file is set aside; the next build fills it again. The statements below are those that ``schema.py``
compiles to. Write-ahead logging is used on a disk of this machine alone, and undone when the file is closed, so
that a dossier that is not in use is always one whole file.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from functools import partial
from itertools import islice
from pathlib import Path
from types import GenericAlias
from typing import Any, Self, cast

from rodedraad.adapters import fulltext, scale, searching, seeking
from rodedraad.adapters.codec import BLOCK, deflate, inflate, pack, unpack
from rodedraad.adapters.disk import connected, is_local, translated
from rodedraad.adapters.nearwords import Vocabulary, vocabulary
from rodedraad.adapters.seeking import Seeker
from rodedraad.errors import StoreError, UnknownRecord
from rodedraad.records import (
    NO_PROSPECTS,
    Action,
    Answer,
    Arrangement,
    Bearing,
    Candidate,
    Coverage,
    Document,
    Driver,
    Exploration,
    Gap,
    Hint,
    Hit,
    Indicator,
    Judgement,
    Kinship,
    Knot,
    Links,
    Offer,
    Outlook,
    Party,
    Problem,
    Prospects,
    Reading,
    Reference,
    Refusal,
    Requirement,
    Scenario,
    Source,
    Standing,
    Statement,
    Subject,
    Suggestion,
    Tension,
    Thread,
)

APPLICATION = 0x524F4445  # "RODE", in the header of the file
VERSION = 7
"""Raised with every change to the tables or to a record: an older or newer file is rebuilt."""

TABLES = (
    """CREATE TABLE meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (name))""",
    """CREATE TABLE readings (source VARCHAR NOT NULL, "key" VARCHAR NOT NULL, reading BLOB NOT NULL,
    document BLOB NOT NULL, vectors BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (source))""",
    """CREATE TABLE records (kind VARCHAR NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (kind, first))""",
    """CREATE TABLE names (name VARCHAR NOT NULL, kind VARCHAR NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (name, kind))""",
    """CREATE TABLE held (name VARCHAR NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name))""",
    """CREATE TABLE units (id INTEGER NOT NULL, source VARCHAR NOT NULL, statement VARCHAR, page INTEGER,
    page_end INTEGER, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (id))""",
    """CREATE INDEX units_by_source ON units (source)""",
)

KINDS: dict[str, type[Any]] = {
    "sources": Source,
    "statements": Statement,
    "subjects": Subject,
    "threads": Thread,
    "tensions": Tension,
    "gaps": Gap,
    "references": Reference,
    "outlooks": Outlook,
    "parties": Party,
    "kinships": Kinship,
    "answers": Answer,
    "suggestions": Suggestion,
    "refusals": Refusal,
    "drivers": Driver,
    "judgements": Judgement,
    "hints": Hint,
    "explorations": Exploration,
    "scenarios": Scenario,
    "bearings": Bearing,
    "requirements": Requirement,
    "offers": Offer,
    "arrangements": Arrangement,
    "actions": Action,
    "knots": Knot,
    "indicators": Indicator,
    "standings": Standing,
    "problems": Problem,
    "coverage": Coverage,
}
_NAMELESS = frozenset({"kinships", "answers", "refusals", "explorations", "problems", "coverage"})
_SHORTEST_PREFIX = 4
_READINGS = 'SELECT source, "key", reading, document, vectors, digest FROM readings'
_DIGEST_BYTES = 32
_HOLLOW = Document(source="", text="", body_end=0)


class SqliteStore:
    """Port Store in a file. With ``is_read_only`` nothing is written, and a file must be there.

    Raises StoreError (``store.not_built`` when read only and there is no usable file).
    """

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._is_damaged = False
        self._has_failed = False
        self._seeking: tuple[tuple[str, str], Seeker] | None = None
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- readings ---

    def keys(self) -> dict[str, str]:
        """Source id -> the key of the reading that is held, and is still as it was put."""
        with self._watched():
            rows = self._connection.execute(_READINGS + " ORDER BY source")
            return {row[0]: row[1] for row in rows if _digest(*row[:-1]) == row[-1]}

    def put(self, key: str, reading: Reading) -> None:
        """Keeps one reading under its key, and its words in the index, instead of an older one of that source."""
        row = (
            reading.source.id,
            key,
            pack(replace(reading, document=_HOLLOW, vectors=b"")),
            pack(reading.document),
            deflate(reading.vectors),
        )
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?)", (*row, _digest(*row)))
            fulltext.index(self._connection, reading)

    def readings(self, sources: Iterable[str]) -> Iterator[Reading]:
        """The held readings of these sources, in that order. Raises UnknownRecord for one that is not held."""
        for source in sources:
            row = self._row(source)
            with self._watched():
                reading, document, vectors = unpack(row[0], Reading), unpack(row[1], Document), inflate(row[2])
            yield replace(reading, document=document, vectors=vectors)

    def documents(self, sources: Iterable[str]) -> Iterator[Document]:
        """The held documents of these sources, in that order. Raises UnknownRecord for one that is not held."""
        for source in sources:
            _, packed, _ = self._row(source)
            with self._watched():
                document = unpack(packed, Document)
            yield document

    def hold(self, name: str, data: bytes) -> None:
        """Keeps bytes that a stage may use again at the next build, under a name."""
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO held VALUES (?, ?)", (name, deflate(_digest(name, data) + data))
            )

    def held(self, name: str) -> bytes | None:
        """The bytes kept under that name, or None; also where they are not those that were kept."""
        with self._watched():
            row = self._connection.execute("SELECT data FROM held WHERE name = ?", (name,)).fetchone()
            held = b"" if row is None else inflate(row[0])
        data = held[_DIGEST_BYTES:]
        return data if held[:_DIGEST_BYTES] == _digest(name, data) else None

    # --- final records ---

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
        """In one transaction: drops other sources, keeps the final records, and says what they were made of."""
        lists: dict[str, Sequence[Any]] = {
            "sources": sources,
            "statements": statements,
            "problems": problems,
            "coverage": coverage,
        }
        for made in (links, prospects):
            lists |= {part.name: getattr(made, part.name) for part in fields(made)}
        blocks, names = _blocks(lists)
        with self._transaction():
            execute = self._connection.execute
            kept = {source.id for source in sources}
            held = {source for (source,) in execute("SELECT source FROM readings")}
            for source in sorted(held - kept):
                fulltext.drop(self._connection, source)
                execute("DELETE FROM readings WHERE source = ?", (source,))
            execute("DELETE FROM records")
            execute("DELETE FROM names")
            self._connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", blocks)
            self._connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", names)
            execute("INSERT OR REPLACE INTO meta VALUES ('fingerprint', ?)", (fingerprint,))
        if len(statements) >= scale.FROM and scale.is_installed():
            with suppress(OSError):  # without it the store itself is asked, only slower
                rows = seeking.rows(self._connection, lambda body: self._records("statements", body))
                scale.make(self._index_folder, fingerprint, rows)

    def fingerprint(self) -> str | None:
        """What the final records were made of; None before the first whole build."""
        with self._watched():
            row = self._connection.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
        return None if row is None else str(row[0])

    def records(self, kind: str) -> Iterator[Any]:
        """The final records of one kind, in the order in which they were settled. Raises UnknownRecord."""
        if kind not in KINDS:
            raise UnknownRecord("store.unknown_kind", kind=kind, known=" ".join(KINDS))
        with self._watched():
            rows = self._connection.execute(
                "SELECT body FROM records WHERE kind = ? ORDER BY first", (kind,)
            ).fetchall()
        for (body,) in rows:
            yield from self._records(kind, body)

    def counts(self) -> dict[str, int]:
        """How many final records there are of each kind."""
        if not self.is_read_only:
            return self._counted()
        path, fingerprint = self._state()
        file = self.path.stat()
        return seeking.kept_counts((path, fingerprint, file.st_mtime_ns, file.st_size), self._counted)

    def _counted(self) -> dict[str, int]:
        with self._watched():
            rows = dict(self._connection.execute("SELECT kind, sum(count) FROM records GROUP BY kind"))
        return {kind: int(rows.get(kind, 0)) for kind in KINDS}

    def get(self, name: str) -> Any:
        """The final record with this id, or the only one whose id starts so. Raises UnknownRecord."""
        with self._watched():
            rows = self._connection.execute(
                "SELECT name, kind, position FROM names WHERE name = ? OR (? AND name > ? AND name < ?) "
                "ORDER BY name, kind LIMIT 9",
                (name, len(name) >= _SHORTEST_PREFIX, name, name + "\U0010ffff"),
            ).fetchall()
        exact = [row for row in rows if row[0] == name]
        found = exact[:1] or rows
        if not found:
            raise UnknownRecord("store.unknown_record", name=name[:80])
        if len(found) > 1:
            raise UnknownRecord("store.ambiguous", name=name[:80], found=" ".join(row[0][:16] for row in found))
        _, kind, position = found[0]
        with self._watched():
            row = self._connection.execute(
                "SELECT first, body FROM records WHERE kind = ? AND first <= ? ORDER BY first DESC LIMIT 1",
                (kind, position),
            ).fetchone()
        records = self._records(kind, row[1]) if row and kind in KINDS else ()
        with self._watched():
            if not row or not 0 <= position - row[0] < len(records):
                raise StoreError("store.corrupt", file=self.path.name, reason=f"{kind} {position}")
        return records[position - row[0]]

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """Statements and passages that hold the words of the query, best first. No query is an error."""
        with self._watched():
            sought = partial(searching.search, query, min(limit, 1000), document=self._document)
            with self._beside() as index:
                if index is not None:
                    return sought(look=index.look, vocabulary=index.vocabulary)
            return sought(look=partial(fulltext.look, self._connection), vocabulary=self._vocabulary)

    def unindexed(self) -> tuple[str, ...]:
        """Ids of the sources of which the index holds other passages than their readings give, sorted."""
        with self._watched():
            sources = [source for (source,) in self._connection.execute("SELECT source FROM readings ORDER BY source")]
        found = []
        for source in sources:
            try:
                reading = next(self.readings([source]))
            except StoreError:  # another failure, which whoever asks for the document meets
                continue
            with self._watched():
                if not fulltext.is_whole(self._connection, reading):
                    found.append(source)
        with self._watched():
            strange = self._connection.execute(
                "SELECT count(*) FROM passages WHERE rowid NOT IN (SELECT id FROM units WHERE source IN "
                "(SELECT source FROM readings))"
            ).fetchone()
        return (*found, *([""] if strange[0] else []))

    def near_words(self, query: str) -> dict[str, tuple[str, ...]]:
        """For each word of a query the words of the sources that are one slip of the keyboard away."""
        with self._watched():
            with self._beside() as index:
                if index is not None:
                    return searching.near(index.vocabulary(), query)
            return searching.near(self._vocabulary(), query)

    def candidates(self, stems: Sequence[str], vector: bytes, limit: int = 200) -> tuple[Candidate, ...]:
        """What may answer a question: by the stems of its words, and by its vector; at most ``limit`` of each."""
        with self._watched():
            with self._beside() as index:
                if index is not None:
                    return index.candidates(stems, vector, max(0, min(limit, 1000)))
            return self._seeker().candidates(stems, vector, max(0, min(limit, 1000)))

    def frequencies(self, stems: Iterable[str]) -> tuple[dict[str, int], int]:
        """In how many statements and passages each of these stems stands, and how many of them there are."""
        with self._watched():
            with self._beside() as index:
                if index is not None:
                    return index.frequencies(stems), index.texts
            seeker = self._seeker()
            return seeker.frequencies(stems), seeker.texts

    # --- the file ---

    def close(self) -> None:
        """Lets go of the file, leaving one whole file without a write-ahead log beside it.

        A file that proved damaged is set aside, so that the next build does not meet it again.
        """
        with suppress(sqlite3.Error):  # another process may still read: then the last to close does it
            if not self.is_read_only:
                self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()
        if self._is_damaged and not self.is_read_only:
            self._set_aside()

    def _document(self, source: str) -> Document:
        """One document, from what the process keeps where it is still the same."""
        row = self._connection.execute("SELECT digest FROM readings WHERE source = ?", (source,)).fetchone()
        key = (source, row[0] if row else b"")
        return seeking.kept_document(key, lambda: next(self.documents([source])))

    def _vocabulary(self) -> Vocabulary:
        """The words of the index; of one that is being written none is kept."""
        if not self.is_read_only:
            return vocabulary(self._connection)
        return seeking.kept_vocabulary(self._connection, self._state())

    def _state(self) -> tuple[str, str]:
        """The dossier's file, and what its records were made of."""
        return str(self.path.resolve()), self.fingerprint() or ""

    @property
    def _index_folder(self) -> Path:
        return self.path.with_name("zoekindex")

    @contextmanager
    def _beside(self) -> Iterator[scale.ScaleSeeker | None]:
        """The index beside a very large dossier, where that is of this state; one that fails is not asked again."""
        found = None
        if not self._has_failed and self._index_folder.is_dir():
            found = scale.opened(self._index_folder, self.fingerprint() or "")
        try:
            yield found
        except (scale.Unusable, UnknownRecord):  # the second of an index that names sources which are not there
            self._has_failed = True
            if found is not None:
                scale.forget(found)

    def _seeker(self) -> Seeker:
        """What answers questions from the file itself."""
        state = self._state()
        if self._seeking is None or self._seeking[0] != state:
            self._seeking = (state, Seeker(self._connection, state, lambda body: self._records("statements", body)))
        return self._seeking[1]

    def _row(self, source: str) -> tuple[bytes, bytes, bytes]:
        """The reading, document and vectors of a source, as they were put."""
        with self._watched():
            row = self._connection.execute(_READINGS + " WHERE source = ?", (source,)).fetchone()
        if row is None:
            raise UnknownRecord("store.unknown_record", name=source)
        with self._watched():
            if _digest(*row[:-1]) != row[-1]:
                raise StoreError("store.corrupt", file=self.path.name, reason=source)
        return row[2], row[3], row[4]

    def _records(self, kind: str, body: bytes) -> tuple[Any, ...]:
        with self._watched():
            return unpack(body, _tuples(kind))

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Errors translated; damage is remembered, so that the file is set aside when it is closed."""
        try:
            with translated(self.path):
                yield
        except StoreError as error:
            self._is_damaged = self._is_damaged or error.message.code == "store.corrupt"
            raise

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._watched():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        if self.is_read_only:
            return self._open_read_only()
        try:
            connection = self._open_usable()
        except StoreError as error:
            if error.message.code != "store.corrupt":
                raise
            self._set_aside()
            connection = self._open_usable()
        with translated(self.path):
            journal = "WAL" if is_local(self.path) else "DELETE"
            connection.execute(f"PRAGMA journal_mode = {journal}")
            connection.execute("PRAGMA synchronous = NORMAL")
            if not connection.execute("PRAGMA user_version").fetchone()[0]:
                _create(connection)
        return connection

    def _open_usable(self) -> sqlite3.Connection:
        with translated(self.path):
            connection = connected(self.path, "rwc")
            try:
                connection.execute("PRAGMA cache_size = -32000")
                is_usable = _is_usable(connection)
            except BaseException:
                connection.close()
                raise
        if not is_usable:
            connection.close()
            raise StoreError("store.corrupt", file=self.path.name, reason="")
        return connection

    def _open_read_only(self) -> sqlite3.Connection:
        if not self.path.exists():
            raise StoreError("store.not_built", file=self.path.name)
        with translated(self.path):
            connection = connected(self.path, "ro")
            is_usable = _is_usable(connection) and connection.execute("PRAGMA user_version").fetchone()[0]
        if not is_usable:
            connection.close()
            raise StoreError("store.not_built", file=self.path.name)
        return connection

    def _set_aside(self) -> None:
        with translated(self.path):
            for suffix in ("-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                self.path.replace(self.path.with_name(self.path.name + ".kapot"))


def _digest(*parts: str | bytes) -> bytes:
    """The SHA-256 of these parts. What was changed around the program is then not taken for what was read."""
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.digest()


def _is_usable(connection: sqlite3.Connection) -> bool:
    """Whether the file is empty or ours, of this version, with our tables and nothing that runs by itself."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    found = {
        (type_, name): sql
        for type_, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    }
    if not found:
        return bool(version == 0)
    if (application, version) != (APPLICATION, VERSION) or {type_ for type_, _ in found} != {"table", "index"}:
        return False
    # FTS5 keeps its data in tables of its own, named after the index
    return {sql for (_, name), sql in found.items() if not name.startswith("passages_")} == {*TABLES, fulltext.TABLE}


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("PRAGMA user_version").fetchone()[0]:
        for statement in (*TABLES, fulltext.TABLE):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _blocks(
    lists: dict[str, Sequence[Any]],
) -> tuple[list[tuple[str, int, int, bytes]], list[tuple[str, str, int]]]:
    """Records in compressed pieces, and where each id stands."""
    blocks: list[tuple[str, int, int, bytes]] = []
    names: list[tuple[str, str, int]] = []
    for kind, records in lists.items():
        if kind not in _NAMELESS:
            names.extend((record.id, kind, position) for position, record in enumerate(records))
        rest = iter(records)
        for first in range(0, len(records), BLOCK):
            piece = tuple(islice(rest, BLOCK))
            blocks.append((kind, first, len(piece), pack(piece)))
    return blocks, sorted(names)


def _tuples(kind: str) -> type[tuple[Any, ...]]:
    return cast("type[tuple[Any, ...]]", GenericAlias(tuple, (KINDS[kind], ...)))
