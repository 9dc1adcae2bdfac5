"""The authored log in one SQLite file: what people did, appended and never changed.

An event's id is the SHA-256 of its canonical JSON, which names the events before it; so a changed, dropped or
invented event shows. Names and contributed texts stand in a table of their own under random ids, and are truly
erased there (``secure_delete``) while the log still verifies. Two logs merge by union. The file is never in
write-ahead mode and every event is synced to the disk, so a copy of the file is a copy of the log.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from rodedraad import chain
from rodedraad.adapters.disk import connected, translated
from rodedraad.endpoints import is_issued_key
from rodedraad.errors import StoreError, WrongUse
from rodedraad.ports import Log
from rodedraad.records import Event, Target, Value

APPLICATION = 0x524F4C4F  # "ROLO", in the header of the file
_LONGEST_NAME = 200
_LONGEST_TEXT = 1_000_000

LARGEST_BODY = 1 << 28
"""What one version of a proposition may grow to: some hundred times that of a thousand pages of sources."""

_EVENT_GUARDS = (
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
    """CREATE TRIGGER events_remain BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END""",
    """CREATE TRIGGER events_once BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an event is written once'); END""",
)
_BODY_GUARDS = (
    """CREATE TRIGGER bodies_stay BEFORE UPDATE ON bodies
    BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END""",
    """CREATE TRIGGER bodies_remain BEFORE DELETE ON bodies
    BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END""",
)
_GUARDS = (*_EVENT_GUARDS, *_BODY_GUARDS)


def _first(connection: sqlite3.Connection) -> None:
    """Version 1: events, what may be erased, and what was last seen of the settings files."""
    connection.execute("CREATE TABLE events (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)")
    for guard in _EVENT_GUARDS:
        connection.execute(guard)
    connection.execute(
        "CREATE TABLE personal (id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, "
        "value TEXT NOT NULL)"
    )
    connection.execute("CREATE TABLE seen (name TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL)")


def _second(connection: sqlite3.Connection) -> None:
    """Version 2: the texts of the proposition's versions, by the SHA-256 of what was compressed."""
    connection.execute("CREATE TABLE bodies (sha256 TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL)")
    for guard in _BODY_GUARDS:
        connection.execute(guard)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _second)
"""Each takes the log from the version of its place to the next; never edited, only added to."""


class SqliteLog:
    """Port Log in a file; with ``is_read_only`` a file must be there and nothing is written.

    Raises StoreError: ``log.newer`` for a file of a later version, ``log.foreign`` for one that is no log,
    ``log.corrupt`` for a damaged one. None of them touches the file.
    """

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._connection = self._open()
        if not is_read_only:
            try:
                self._finish_erasing()
            except BaseException:
                self.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def events(self) -> tuple[Event, ...]:
        """All whole events in their one order. ``failures`` names those that are not whole."""
        found = (chain.parsed(body) for body in self._bodies().values())
        return chain.ordered([event for event in found if event is not None])

    def append(
        self,
        *,
        at: str,
        person: str,
        kind: str,
        targets: Sequence[Target] = (),
        values: Mapping[str, Value] | None = None,
        seen: tuple[str, str] | None = None,
    ) -> Event:
        """Writes one event after all that are there; on disk (full sync) when this returns.

        ``seen``: the name and content of the settings file that it was made of, remembered in the same moment.
        """
        with self._transaction():
            event = self._written(at=at, person=person, kind=kind, targets=targets, values=values or {})
            if seen is not None:
                self._connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", seen)
        return event

    def person(self, name: str) -> str:
        """The random id under which this name's events are written; made on first use. Raises WrongUse."""
        if not _is_name(name):
            raise WrongUse("log.name", name=ascii(name[:_LONGEST_NAME]))
        if is_issued_key(name):  # nothing that is written here goes away
            raise WrongUse("log.name_is_key")
        with self._transaction():
            row = self._connection.execute(
                "SELECT person FROM personal WHERE kind = 'name' AND value = ? ORDER BY person LIMIT 1", (name,)
            ).fetchone()
            if row is None:
                row = (secrets.token_hex(16),)
                self._connection.execute("INSERT INTO personal VALUES (?, ?, 'name', ?)", (row[0], row[0], name))
        return str(row[0])

    def names(self) -> dict[str, str]:
        """Person id -> name, for those whose name has not been erased."""
        with translated(self.path, corrupt="log.corrupt"):
            return dict(
                self._connection.execute("SELECT id, value FROM personal WHERE kind = 'name' ORDER BY id").fetchall()
            )

    def personal(self) -> tuple[tuple[str, str, str, str], ...]:
        """All that may be erased: its id, the person it belongs to, what it is (``name`` or ``text``), and the words."""
        with translated(self.path, corrupt="log.corrupt"):
            rows = self._connection.execute("SELECT id, person, kind, value FROM personal ORDER BY id").fetchall()
        return tuple((str(id_), str(person), str(kind), str(value)) for id_, person, kind, value in rows)

    def text(self, person: str | None, words: str) -> str:
        """Keeps what a person wrote where it can be erased; returns the random id that events refer to it by.

        Where nobody knows who wrote it, it belongs to that id alone, and to nobody who took it in.
        """
        if len(words) > _LONGEST_TEXT:
            raise WrongUse("log.text_too_long", count=len(words), most=_LONGEST_TEXT)
        id_ = secrets.token_hex(16)
        with self._transaction():
            self._connection.execute("INSERT INTO personal VALUES (?, ?, 'text', ?)", (id_, person or id_, words))
        return id_

    def texts(self) -> dict[str, str]:
        """Text id -> words, of those that have not been erased."""
        return {id_: words for id_, _, kind, words in self.personal() if kind == "text"}

    def keep(self, body: bytes) -> str:
        """Keeps the text of a version for good; returns its SHA-256. The same text is kept once."""
        if len(body) > LARGEST_BODY:
            raise WrongUse("log.body_too_large", count=len(body), most=LARGEST_BODY)
        sha256 = hashlib.sha256(body).hexdigest()
        with self._transaction():
            self._connection.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (sha256, zlib.compress(body, 6)))
        return sha256

    def body(self, sha256: str) -> bytes:
        """The text with that SHA-256. Raises StoreError where it is not here, or not as it was kept."""
        with translated(self.path, corrupt="log.corrupt"):
            row = self._connection.execute("SELECT body FROM bodies WHERE sha256 = ?", (sha256,)).fetchone()
        found = None if row is None else _inflated(row[0])
        if found is None or hashlib.sha256(found).hexdigest() != sha256:
            raise StoreError("log.no_body", file=self.path.name, body=sha256[:16])
        return found

    def erase(self, person: str, *, at: str, by: str) -> Event:
        """Erases this person's name and texts for good. The event that says so erases them in every copy it reaches."""
        with self._transaction():
            event = self._written(at=at, person=by, kind="erase", targets=(), values={"person": person})
            self._forget()  # in the same moment: a log that says a name is gone must not hold it
        return event

    def merge(self, other: Log) -> int:
        """Adds the events of another log that are not here yet, with what belongs to their people; says how many.

        Raises StoreError on an event that is not whole, whose parents are in neither log, or that does harm, and on a
        name that can be none; then nothing is added. Merging is a union: order and repetition do not matter. A person
        who has a name here keeps it, whatever another log says.
        """
        file = other.path.name if isinstance(other, SqliteLog) else self.path.name
        if broken := other.failures():
            raise StoreError("log.not_whole", file=file, event=broken[0][:16])
        events, personal = other.events(), other.personal()
        with self._transaction():
            held = self.events()
            ids = {event.id for event in held}
            new = {event.id: event for event in events if event.id not in ids}
            if broken := chain.failures((*held, *new.values())):
                raise StoreError("log.not_whole", file=file, event=broken[0][:16])
            for event in new.values():
                if what := chain.refusal(event):
                    raise StoreError("log.event_refused", file=file, event=event.id[:16], what=what)
            for id_, person, kind, value in personal:
                most = _LONGEST_NAME if kind == "name" else _LONGEST_TEXT
                if not (_is_name(id_) and _is_name(person) and len(value) <= most):
                    raise StoreError("log.name_refused", file=file, name=ascii(value[:_LONGEST_NAME]))
                if kind == "name" and not (_is_name(value) and id_ == person):
                    raise StoreError("log.name_refused", file=file, name=ascii(value[:_LONGEST_NAME]))
            self._connection.executemany(
                "INSERT INTO events VALUES (?, ?)", [(event.id, chain.body(event)) for event in new.values()]
            )
            # what is here stays: no other log can take a person's name and put another in its place
            self._connection.executemany("INSERT OR IGNORE INTO personal VALUES (?, ?, ?, ?)", personal)
            for sha256 in sorted({name for event in new.values() for name in chain.bodies(event)}):
                body = other.body(sha256)  # checked there: what came along damaged is not taken over
                self._connection.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (sha256, zlib.compress(body, 6)))
            self._forget()
        return len(new)

    def failures(self) -> tuple[str, ...]:
        """Ids of events whose hash, clock or parents do not hold; empty when the log is whole."""
        broken: list[str] = []
        whole: list[Event] = []
        for id_, body in self._bodies().items():
            event = chain.parsed(body)
            if event is None or event.id != id_:
                broken.append(id_)
            else:
                whole.append(event)
        broken += [event.id for event in whole if not all(map(self._is_kept, chain.bodies(event)))]
        return tuple(sorted({*broken, *chain.failures(whole)}))

    def _is_kept(self, sha256: str) -> bool:
        try:
            self.body(sha256)
        except StoreError:
            return False
        return True

    def seen(self, name: str) -> str | None:
        """The content of that settings file at the last build of this copy; None when there was none."""
        with translated(self.path, corrupt="log.corrupt"):
            row = self._connection.execute("SELECT content FROM seen WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _bodies(self) -> dict[str, str]:
        with translated(self.path, corrupt="log.corrupt"):
            return {str(id_): str(body) for id_, body in self._connection.execute("SELECT id, body FROM events")}

    def _written(
        self, *, at: str, person: str, kind: str, targets: Sequence[Target], values: Mapping[str, Value]
    ) -> Event:
        """Writes one event; within a transaction."""
        event = chain.made(self.events(), at=at, person=person, kind=kind, targets=targets, values=dict(values))
        self._connection.execute("INSERT INTO events VALUES (?, ?)", (event.id, chain.body(event)))
        return event

    def _finish_erasing(self) -> None:
        """Erases what an earlier release left when it was killed between the event and the deletion."""
        if chain.erased(self.events()) & {person for _, person, _, _ in self.personal()}:
            with self._transaction():
                self._forget()

    def _forget(self) -> None:
        """Drops what belongs to a person whose erasure the log holds; within a transaction."""
        self._connection.executemany(
            "DELETE FROM personal WHERE person = ?", [(id_,) for id_ in sorted(chain.erased(self.events()))]
        )

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything that is written within it is there when it ends, or none of it."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._connection.in_transaction:  # within ``together``
            yield
            return
        with translated(self.path, corrupt="log.corrupt"):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        if self.is_read_only and not self.path.exists():
            raise StoreError("log.none", file=self.path.name)
        with translated(self.path, corrupt="log.corrupt"):
            connection = connected(self.path, "ro" if self.is_read_only else "rwc")
            try:
                connection.execute("PRAGMA synchronous = EXTRA")  # FULL, and the folder too once the journal is gone
                connection.execute("PRAGMA secure_delete = ON")
                self._checked(connection)
            except BaseException:
                connection.close()
                raise
        return connection

    def _checked(self, connection: sqlite3.Connection) -> None:
        application, version = _header(connection)
        is_empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StoreError("log.newer", file=self.path.name, version=version, known=len(MIGRATIONS))
        if not is_empty and application != APPLICATION:
            raise StoreError("log.foreign", file=self.path.name)
        if version < len(MIGRATIONS):
            if self.is_read_only and is_empty:
                raise StoreError("log.empty", file=self.path.name)
            if self.is_read_only:
                raise StoreError("log.older", file=self.path.name, version=version)
            if not is_empty:
                _back_up(connection, self.path.with_name(f"{self.path.name}.v{version}"))
            _migrate(connection)
        found = {
            sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
        }
        if found != set(_GUARDS):
            raise StoreError("log.foreign", file=self.path.name)


def _inflated(packed: object) -> bytes | None:
    """What was compressed; None where it is damaged or too large."""
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(packed, LARGEST_BODY)  # type: ignore[arg-type]  # whatever the file holds
    except (zlib.error, TypeError):
        return None
    return plain if engine.eof else None


def _is_name(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and len(text) <= _LONGEST_NAME and text.isprintable()


def _header(connection: sqlite3.Connection) -> tuple[int, int]:
    return (
        int(connection.execute("PRAGMA application_id").fetchone()[0]),
        int(connection.execute("PRAGMA user_version").fetchone()[0]),
    )


def _migrate(connection: sqlite3.Connection) -> None:
    """Every step in one transaction: a log is of its old version or of the new one, never between."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        _, version = _header(connection)  # another process may have been first
        for step in MIGRATIONS[version:]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    """A whole copy beside the log, before its tables change; an earlier copy stays as it is."""
    if path.exists():
        return
    copy = sqlite3.connect(path)
    try:
        connection.backup(copy)
    finally:
        copy.close()
