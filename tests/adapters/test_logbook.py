"""The log as a file: nothing changes it, names can be erased from it, and no upgrade or crash loses an event."""

import sqlite3

import pytest
from fakes import MemoryLog

from rodedraad.adapters import logbook
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.errors import StoreError, WrongUse
from rodedraad.records import Target

TARGET = Target(statement="s", source="b", path="p\u00e9.txt", quote="q\u2028", prefix="", suffix="'\"", page=3)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "logboek.db"


@pytest.fixture
def log(path):
    with SqliteLog(path) as made:
        made.append(at="t1", person=made.person("Jo de Boer"), kind="edit", targets=[TARGET], values={"type": "need"})
        made.append(at="t2", person=made.person("An"), kind="reject", targets=[TARGET])
        yield made


def raw(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events",
        "UPDATE events SET body = '{}'",
        "INSERT OR REPLACE INTO events SELECT id, '{}' FROM events",
    ],
)
def test_an_event_is_never_changed_or_deleted(log, path, statement):
    before = log.events()
    with pytest.raises(sqlite3.IntegrityError):
        raw(path, statement)
    assert log.events() == before


@pytest.mark.parametrize(
    "change", ["'[' || body", "replace(body, 'need', 'zorg')", "replace(body, 'parents', 'perants')"]
)
def test_an_event_that_was_changed_around_the_guards_is_named(log, path, change):
    first = log.events()[0].id
    raw(
        path,
        "DROP TRIGGER events_stay",
        f"UPDATE events SET body = {change} WHERE id = '{first}'",  # noqa: S608
        logbook._GUARDS[0],
    )
    assert first in log.failures()


def test_an_event_that_was_taken_out_is_missed_by_those_after_it(log, path):
    first, second = log.events()
    raw(path, "DROP TRIGGER events_remain", f"DELETE FROM events WHERE id = '{first.id}'", logbook._GUARDS[1])  # noqa: S608
    assert log.failures() == (second.id,)


def test_a_log_without_its_guards_is_not_opened_and_not_touched(log, path):
    log.close()
    raw(path, "DROP TRIGGER events_remain")
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        SqliteLog(path)
    assert error.value.message.code == "log.foreign"
    assert path.read_bytes() == before


def test_an_erased_person_is_gone_from_the_file_and_stays_gone_after_a_merge(log, path, tmp_path):
    jo = log.person("Jo de Boer")
    raw(path, f"INSERT INTO personal VALUES ('{'t' * 32}', '{jo}', 'text', 'Ik woon aan de Zeeweg 5.')")  # noqa: S608
    copies = tmp_path / "copy.db"
    with SqliteLog(copies) as copy:
        copy.merge(log)
        assert b"Zeeweg" in copies.read_bytes()
        log.erase(jo, at="t3", by=log.person("An"))
        assert set(log.names().values()) == {"An"}
        log.merge(copy)
        assert set(log.names().values()) == {"An"}
        copy.merge(log)
        assert set(copy.names().values()) == {"An"}
        assert log.failures() == copy.failures() == ()
        assert log.events() == copy.events()
    log.close()
    for file in (path, copies):
        assert b"Jo de Boer" not in file.read_bytes()
        assert b"Zeeweg" not in file.read_bytes()


def test_an_erasure_is_done_whole_or_not_at_all(log, path, monkeypatch):
    """Killed between the event and the deletion, the log said that a name was gone that still stood in it."""
    jo, before = log.person("Jo de Boer"), log.events()
    with monkeypatch.context() as patch:
        patch.setattr(SqliteLog, "_forget", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            log.erase(jo, at="t3", by=log.person("An"))
    assert (log.events(), set(log.names().values())) == (before, {"Jo de Boer", "An"})
    log.erase(jo, at="t3", by=log.person("An"))
    log.close()
    # as an earlier release left it
    raw(path, f"INSERT INTO personal VALUES ('{jo}', '{jo}', 'name', 'Jo de Boer')")  # noqa: S608
    with SqliteLog(path, is_read_only=True) as again:
        assert jo in again.names()
    with SqliteLog(path) as again:
        assert set(again.names().values()) == {"An"}
    assert b"Jo de Boer" not in path.read_bytes()


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\ud800", "x" * 201])
def test_what_cannot_be_a_name_is_refused(log, name):
    with pytest.raises(WrongUse):
        log.person(name)


def test_a_migration_leaves_a_whole_copy_of_the_log_before_it(log, path, monkeypatch):
    before = log.events()
    log.close()

    def second(connection):
        connection.execute("CREATE TABLE later (id TEXT)")

    monkeypatch.setattr(logbook, "MIGRATIONS", (*logbook.MIGRATIONS, second))
    with pytest.raises(StoreError) as error:
        SqliteLog(path, is_read_only=True)
    assert error.value.message.code == "log.older"
    with SqliteLog(path) as later:
        assert later.events() == before
    monkeypatch.undo()
    with SqliteLog(path.with_name(f"logboek.db.v{len(logbook.MIGRATIONS)}")) as copy:
        assert copy.events() == before
    with pytest.raises(StoreError) as error:
        SqliteLog(path)
    assert error.value.message.code == "log.newer"


def test_a_migration_that_fails_leaves_the_log_as_it_was(log, path, monkeypatch):
    log.close()

    def broken(connection):
        connection.execute("CREATE TABLE later (id TEXT)")
        connection.execute("CREATE TABLE later (id TEXT)")

    monkeypatch.setattr(logbook, "MIGRATIONS", (*logbook.MIGRATIONS, broken))
    with pytest.raises(StoreError):
        SqliteLog(path)
    monkeypatch.undo()
    with SqliteLog(path) as again:
        assert len(again.events()) == 2
        assert again.failures() == ()


@pytest.mark.parametrize("content", [b"no database at all" * 99, b"SQLite format 3\0" + bytes(4080)])
def test_a_damaged_log_is_an_error_and_is_not_touched(path, content):
    path.write_bytes(content)
    with pytest.raises(StoreError) as error:
        SqliteLog(path)
    assert error.value.message.code in ("log.corrupt", "log.foreign")
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_not_taken_for_a_log(path):
    raw(path, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError) as error:
        SqliteLog(path)
    assert error.value.message.code == "log.foreign"


def test_a_full_disk_refuses_the_event_and_keeps_the_others(log):
    (pages,) = log._connection.execute("PRAGMA page_count").fetchone()
    log._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as error:
        log.append(at="t", person="p", kind="edit", targets=[], values={"x": "y" * 10**6})
    assert error.value.message.code == "store.full"
    log._connection.execute("PRAGMA max_page_count = 100000")
    assert len(log.events()) == 2
    assert log.failures() == ()
    log.append(at="t", person="p", kind="edit")


def test_a_log_can_be_read_where_nothing_may_be_written(log, path):
    before = log.events()
    with SqliteLog(path, is_read_only=True) as again:
        assert again.events() == before
        with pytest.raises(StoreError) as error:
            again.append(at="t", person="p", kind="edit")
    assert error.value.message.code == "store.read_only"
    with pytest.raises(StoreError) as error:
        SqliteLog(path.with_name("none.db"), is_read_only=True)
    assert error.value.message.code == "log.none"
    path.with_name("empty.db").touch()
    with pytest.raises(StoreError) as error:
        SqliteLog(path.with_name("empty.db"), is_read_only=True)
    assert error.value.message.code == "log.empty"


def test_every_value_comes_back_as_it_was_written(log):
    values = {"a": None, "b": True, "c": 1, "d": 1.0, "e": -0.1, "f": "é\0\u2028", "g": 2**60}
    event = log.append(at="t", person="p", kind="edit", targets=[TARGET], values=values)
    found = log.events()[-1]
    assert found == event
    assert [(name, type(value)) for name, value in found.values] == [(name, type(values[name])) for name in values]
    for number in (float("nan"), float("inf"), 1 << 70, "\ud800"):
        with pytest.raises(WrongUse):
            log.append(at="t", person="p", kind="edit", values={"x": number})
    assert log.events()[-1] == event


def test_memory_and_file_give_the_same_events(log):
    memory = MemoryLog()
    memory.merge(log)
    same = {"at": "t9", "person": "p", "kind": "edit", "targets": [TARGET], "values": {"z": 1}}
    assert memory.append(**same) == log.append(**same)


def test_a_log_of_the_first_version_is_brought_up_with_a_copy_beside_it(path, monkeypatch):
    """A dossier of an earlier release has no room for versions of its proposition."""
    monkeypatch.setattr(logbook, "MIGRATIONS", logbook.MIGRATIONS[:1])
    monkeypatch.setattr(logbook, "_GUARDS", logbook._EVENT_GUARDS)
    with SqliteLog(path) as old:
        old.append(at="2026-01-01", person=old.person("Jo"), kind="edit", targets=(), values={"type": "need"})
        before = old.events()
    monkeypatch.undo()
    with SqliteLog(path) as log:
        assert log.events() == before
        assert log.body(log.keep(b"{}")) == b"{}"
    assert path.with_name(f"{path.name}.v1").exists()


def test_a_version_in_the_log_cannot_be_changed_deleted_or_grown_without_notice(log, path):
    body = log.keep(b"{}")
    log.append(at="2026-01-01", person="p", kind="propose", targets=(), values={"number": 1, "body": body})
    log.close()
    connection = sqlite3.connect(path)
    for sql in ("UPDATE bodies SET body = x'00'", "DELETE FROM bodies"):
        with pytest.raises(sqlite3.DatabaseError):
            connection.execute(sql)
    connection.close()
