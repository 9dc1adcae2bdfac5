"""The derived store as a file: damaged, foreign, full, locked, read-only, and searched by people who type anything."""

import gc
import pickle
import sqlite3
from dataclasses import replace
from functools import cache

import pytest
from hand import reading
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from rodedraad.adapters import codec, disk, schema
from rodedraad.adapters import sqlite as module
from rodedraad.adapters.nearwords import is_near
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.errors import DossierBusy, RodedraadError, StoreError
from rodedraad.records import Links

A = "a" * 64
LETTER = reading(
    A,
    [
        "Wij vragen de provincie om vóór 2030 de luchtkwaliteit te verbeteren. De gemeenten werken daaraan mee.",
        "Een waterstofnetwerk kost geld; het college van Aldorp betaalt.",
    ],
    quotes=["Wij vragen de provincie om vóór 2030 de luchtkwaliteit te verbeteren."],
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dossier.db"


@pytest.fixture
def store(path):
    with SqliteStore(path) as made:
        made.put("k", LETTER)
        made.settle("f", [LETTER.source], LETTER.statements, Links())
        yield made


def code(error):
    return error.value.message.code


def test_the_tables_are_those_of_the_schema_for_every_database():
    compiled = []
    for table in schema.metadata.sorted_tables:
        compiled.append(str(CreateTable(table).compile(dialect=dialect.dialect())))
        compiled += [str(CreateIndex(index).compile(dialect=dialect.dialect())) for index in table.indexes]

    def plain(statement):
        return statement.replace("(", " ( ").replace(")", " ) ").split()

    assert sorted(map(plain, compiled)) == sorted(map(plain, module.TABLES))


# --- the file ---


def test_a_file_that_is_not_in_use_is_one_whole_file_and_can_be_read_where_nothing_may_be_written(store, path):
    store.close()
    assert [entry.name for entry in path.parent.iterdir()] == ["dossier.db"]
    assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("delete",)
    gc.collect()  # the connection of the line above
    with SqliteStore(path, is_read_only=True) as again:
        assert again.fingerprint() == "f"
        assert list(again.readings([A])) == [LETTER]
        with pytest.raises(StoreError) as error:
            again.put("k", LETTER)
    assert code(error) == "store.read_only"


@pytest.mark.parametrize("damage", ["text", "zeros", "cut", "foreign", "newer", "older", "trigger"])
def test_a_file_that_cannot_be_used_is_set_aside_and_an_empty_one_takes_its_place(store, path, damage):
    store.close()
    data = bytearray(path.read_bytes())
    if damage == "text":
        path.write_text("this is no database " * 50)
    elif damage == "zeros":
        data[100:8192] = bytes(8092)
        path.write_bytes(data)
    elif damage == "cut":
        path.write_bytes(data[:5000])
    else:
        connection = sqlite3.connect(path)
        connection.execute(
            {
                "foreign": "PRAGMA application_id = 1",
                "newer": f"PRAGMA user_version = {module.VERSION + 1}",
                "older": "PRAGMA user_version = 0",
                "trigger": "CREATE TRIGGER t AFTER INSERT ON readings BEGIN DELETE FROM readings; END",
            }[damage]
        )
        connection.commit()
        connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        SqliteStore(path, is_read_only=True)
    assert code(error) in ("store.not_built", "store.corrupt")
    assert path.read_bytes() == before
    with SqliteStore(path) as again:
        assert again.keys() == {}
        assert again.fingerprint() is None
        again.put("k", LETTER)
        assert list(again.readings([A])) == [LETTER]
    assert path.with_name("dossier.db.kapot").read_bytes() == before


def test_damage_inside_a_reading_is_noticed(store):
    for column in ("reading", "document", "vectors"):
        store.put("k", LETTER)
        (blob,) = store._connection.execute(f"SELECT {column} FROM readings").fetchone()  # noqa: S608
        for broken in (blob[:-3], blob[:5] + bytes([blob[5] ^ 1]) + blob[6:], b"", codec.pack(("x",))):
            if column == "vectors" and broken == codec.pack(("x",)):
                continue
            store._connection.execute(f"UPDATE readings SET {column} = ?", (broken,))  # noqa: S608
            with pytest.raises(StoreError) as error:
                list(store.readings([A]))
            assert code(error) == "store.corrupt"


@pytest.mark.parametrize("damage", ["reading", "page"])
def test_a_file_that_proved_damaged_is_not_met_again_by_the_next_build(path, damage):
    with SqliteStore(path) as first:
        for number in range(30):
            first.put("k", reading(f"{number:064d}", [f"Zin {number} over lucht. " * 50]))
    if damage == "reading":
        connection = sqlite3.connect(path)
        connection.execute("UPDATE readings SET reading = substr(reading, 1, 40)")
        connection.commit()
        connection.close()
    else:
        data = bytearray(path.read_bytes())
        for page in range(12, len(data) // 4096):
            data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
        path.write_bytes(data)
    with SqliteStore(path, is_read_only=True) as reader, pytest.raises(StoreError):
        list(reader.readings(f"{number:064d}" for number in range(30)))
    assert path.exists()
    with SqliteStore(path) as build, pytest.raises(StoreError) as error:
        list(build.readings(f"{number:064d}" for number in range(30)))
    assert code(error) == "store.corrupt"
    with SqliteStore(path) as again:
        assert again.keys() == {}
        again.put("k", LETTER)


def test_bytes_that_grow_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(codec, "LARGEST_BYTES", 10_000)
    with pytest.raises(StoreError):
        codec.inflate(codec.pack("x" * 20_000))
    assert codec.unpack(codec.pack("x" * 5_000), str) == "x" * 5_000


def test_a_full_disk_loses_nothing_that_was_there(store, path):
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    large = reading("b" * 64, [f"Zin {number} over lucht." * 40 for number in range(400)])
    with pytest.raises(StoreError) as error:
        store.put("k", large)
    assert code(error) == "store.full"
    with pytest.raises(StoreError):
        store.settle("f2", [], [replace(LETTER.statements[0], id=f"{n}") for n in range(60_000)], Links())
    assert store.fingerprint() == "f"
    store.close()
    with SqliteStore(path) as again:
        assert list(again.readings([A])) == [LETTER]
        again.put("k", large)
        assert list(again.readings(["b" * 64])) == [large]


def test_a_store_that_another_holds_is_busy_and_not_set_aside(store, path, monkeypatch):
    monkeypatch.setattr(disk, "WAIT_SECONDS", 0.05)
    store._connection.execute("BEGIN EXCLUSIVE")
    with SqliteStore(path) as other:
        with pytest.raises(DossierBusy):
            other.put("k", LETTER)
        assert list(other.readings([A])) == [LETTER]  # readers go on
    store._connection.execute("ROLLBACK")
    assert [entry.name for entry in path.parent.iterdir() if "kapot" in entry.name] == []


def test_a_folder_that_is_gone_or_a_file_in_its_place(tmp_path):
    for path in (tmp_path / "none" / "dossier.db", tmp_path):
        with pytest.raises(StoreError):
            SqliteStore(path)


def test_every_error_of_sqlite_that_a_user_can_meet_has_a_message():
    codes = {
        name: getattr(sqlite3, name)
        for name in dir(sqlite3)
        if name.startswith("SQLITE_") and isinstance(getattr(sqlite3, name), int) and name.count("_") == 1
    }
    results = {name for name, value in codes.items() if 0 < value <= 26} - {
        # limits and actions have names of this form too
        name
        for name in codes
        if name.split("_")[1]
        in ("DENY", "SELECT", "INSERT", "UPDATE", "DELETE", "PRAGMA", "READ", "TRANSACTION", "ATTACH", "DETACH")
    }
    ours = {
        "SQLITE_ERROR",
        "SQLITE_INTERNAL",
        "SQLITE_ABORT",
        "SQLITE_INTERRUPT",
        "SQLITE_NOTFOUND",
        "SQLITE_EMPTY",
        "SQLITE_CONSTRAINT",
        "SQLITE_MISMATCH",
        "SQLITE_MISUSE",
        "SQLITE_RANGE",
        "SQLITE_IGNORE",
    }
    assert {codes[name] for name in results if name not in ours} <= set(disk.SQLITE_CODES)
    for number in disk.SQLITE_CODES:
        error = sqlite3.OperationalError("x")
        error.sqlite_errorcode = number
        with pytest.raises(StoreError), disk.translated(disk.Path("x")):
            raise error


def test_a_network_disk_is_told_from_one_of_this_machine():
    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /home/x nfs4 rw 0 0\nme@x /home/x/y\\040z fuse.sshfs rw 0 0\n"
    kind = disk._kind_of_mount
    assert kind(disk.Path("/home/y"), mounts) == "ext4"
    assert kind(disk.Path("/home/x/d"), mounts) == "remote"
    assert kind(disk.Path("/home/x/y z/d"), mounts) == "remote"


# --- the text index ---


@given(word=st.text("abcde", min_size=1, max_size=7), other=st.text("abcde", min_size=1, max_size=7))
def test_one_slip_is_what_counting_slips_gives(word, other):
    @cache
    def slips(one, two):
        if not one or not two:
            return len(one) + len(two)
        best = min(slips(one[1:], two) + 1, slips(one, two[1:]) + 1, slips(one[1:], two[1:]) + (one[0] != two[0]))
        return min(best, slips(one[2:], two[2:]) + 1) if one[:2] == two[1::-1] and len(one) > 1 else best

    for near in (other, word[1:] + word[:1], word[:2][::-1] + word[2:]):
        assert is_near(word, near) == (slips(word, near) == 1)


def test_the_index_after_replacing_and_removing_is_the_index_of_a_first_build(tmp_path):
    one, two = reading("1" * 64, ["Een windmolen draait."]), reading("2" * 64, ["Twee windmolens staan stil."])
    newer = reading("1" * 64, ["Een kerncentrale draait."])
    with SqliteStore(tmp_path / "a.db") as grown, SqliteStore(tmp_path / "b.db") as cold:
        for held in (one, two, reading("3" * 64, ["Drie windmolens."]), newer):
            grown.put("k", held)
        for store_, readings in ((grown, [newer, two]), (cold, [two, newer])):
            for held in readings:
                store_.put("k", held)
            store_.settle("f", [held.source for held in readings], [], Links())
        for query in ("windmolen", "draait", "kerncentrale", "drie"):
            assert grown.search(query) == cold.search(query)
        assert grown.search("drie") == ()


def test_errors_travel_between_processes():
    error = pickle.loads(pickle.dumps(DossierBusy("store.busy", file="x")))  # noqa: S301  our own bytes
    assert isinstance(error, RodedraadError)
    assert (error.message.code, error.message.values, error.retryable) == ("store.busy", (("file", "x"),), True)
