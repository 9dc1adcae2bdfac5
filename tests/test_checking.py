"""The check derives everything again: whatever is changed in what was derived, or lost from the log, is named."""

import sqlite3
from dataclasses import replace

import pytest

from rodedraad import dossier as dossiers
from rodedraad.adapters.codec import pack, unpack
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import KINDS, SqliteStore
from rodedraad.checking import Check, check
from rodedraad.errors import StoreError
from rodedraad.extract.identity import statement_id
from rodedraad.records import Document, Reading

CLAIM = "De gemeente Aldorp bouwt uiterlijk in 2030 een warmtenet voor alle woningen in de wijk Zuid."
TEXTS = {
    "visie.md": f"# Visie op warmte\n\n## Wat wij willen\n\n{CLAIM} Wij vragen het Rijk om schone lucht.\n\n{CLAIM}\n",
    "brief.md": f"# Brief over warmte\n\n## Aan de raad\n\n{CLAIM} De provincie legt in 2027 een meetnet aan.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    made = DossierFolder.make(tmp_path_factory.mktemp("check") / "dossier", 'titel = "proef"\n')
    for name, text in TEXTS.items():
        (made.sources / name).write_text(text, encoding="utf-8")
    build(made)
    with SqliteStore(made.store) as store:  # one thread, whatever the linking makes of these
        ids = [one.id for one in store.records("statements") if one.text == CLAIM]
    with SqliteLog(made.log) as log:
        log.append(at="2026-01-02", person=log.person("Jo"), kind="merge", targets=targets(made, ids))
    build(made)
    assert check(made).is_ok
    return made


def targets(folder, ids):
    from rodedraad.authored import target  # noqa: PLC0415

    with SqliteStore(folder.store, is_read_only=True) as store:
        found = [one for one in store.records("statements") if one.id in ids]
        documents = {one.source: one for one in store.documents({one.source for one in found})}
    return [target(one, documents[one.source], "x.md") for one in found]


def build(folder):
    return dossiers.build(folder, name="Jo", at="2026-01-01T00:00:00Z", workers=1)


@pytest.fixture
def folder(built):
    kept = {path: path.read_bytes() for path in (built.store, built.log)}
    yield built
    for path, data in kept.items():
        path.write_bytes(data)


def changed(folder, kind, **fields) -> str:
    """Changes the first record of a kind around the program; returns its id."""
    connection = sqlite3.connect(folder.store)
    first, body = connection.execute(
        "SELECT first, body FROM records WHERE kind = ? ORDER BY first", (kind,)
    ).fetchone()
    records = list(unpack(body, tuple[KINDS[kind], ...]))
    id_ = records[0].id
    values = {name: value(records[0]) if callable(value) else value for name, value in fields.items()}
    records[0] = replace(records[0], **values)
    connection.execute("UPDATE records SET body = ? WHERE kind = ? AND first = ?", (pack(tuple(records)), kind, first))
    connection.commit()
    connection.close()
    return id_


def forget(folder, name):
    connection = sqlite3.connect(folder.store)
    connection.execute("DELETE FROM held WHERE name = ?", (name,))
    connection.commit()
    connection.close()


def codes(found: Check) -> set[str]:
    assert found.is_ok == (not found.failures)
    return {message.code for message in found.failures}


FIELDS = [
    ("statements", {"text": "De gemeente bouwt niets."}, "check.fields"),
    ("statements", {"page": 7}, "check.fields"),
    ("statements", {"page_end": 7}, "check.fields"),
    ("statements", {"locator": None}, "check.fields"),
    ("statements", {"context": "Een ander kopje"}, "check.fields"),
    ("statements", {"quote": "De gemeente bouwt niets."}, "check.quote"),
    ("statements", {"id": lambda one: statement_id(one.source, one.quote, 5)}, "check.fields"),
    ("sources", {"title": "Iets anders"}, "check.source"),
    ("sources", {"date": "1999-01-01"}, "check.source"),
    ("threads", {"title": "Iets anders"}, "check.identity"),
    ("threads", {"id": "t-00000000000000000000"}, "check.identity"),
    ("subjects", {"title": "Iets anders"}, "check.identity"),
    ("subjects", {"id": "u-00000000000000000000"}, "check.identity"),
]


@pytest.mark.parametrize(("kind", "fields", "code"), FIELDS, ids=[f"{kind}.{next(iter(f))}" for kind, f, _ in FIELDS])
def test_a_field_that_does_not_follow_from_the_source_is_named_also_without_the_digest(folder, kind, fields, code):
    forget(folder, "digests")
    changed(folder, kind, **fields)
    assert code in codes(check(folder))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("statements", {"type": "concern"}),
        ("statements", {"deadline": "2050"}),
        ("statements", {"confidence": 0.123}),
        ("gaps", {"party": "gemeente-elders"}),
        ("parties", {"name": "Iemand anders"}),
    ],
)
def test_any_changed_cell_of_a_list_is_named_by_its_list(folder, kind, fields):
    changed(folder, kind, **fields)
    found = check(folder)
    assert [dict(one.values)["kind"] for one in found.failures if one.code == "check.list_changed"] == [kind]


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_another_build_makes_a_list_again_that_was_changed_from_outside(folder, is_forgotten):
    build(folder)
    changed(folder, "parties", name="Iemand anders")
    if is_forgotten:
        forget(folder, "digests")
    assert not check(folder).is_ok
    assert build(folder).recomputed == 0
    assert check(folder).is_ok


def test_a_changed_text_around_the_quotes_is_named(folder):
    connection = sqlite3.connect(folder.store)
    source, body = connection.execute("SELECT source, document FROM readings").fetchone()
    document = unpack(body, Document)
    other = replace(document, text=document.text.replace("Rijk", "Volk").replace("meetnet", "zwembad"))
    assert other != document
    connection.execute("UPDATE readings SET document = ? WHERE source = ?", (pack(other), source))
    connection.commit()
    connection.close()
    assert codes(check(folder)) == {"check.document"}


def test_a_log_that_is_gone_empty_or_damaged_is_a_failed_check_and_no_crash(folder):
    for lose in (
        lambda: folder.log.write_bytes(b""),
        folder.log.unlink,
        lambda: folder.log.write_bytes(b"no database" * 99),
    ):
        lose()
        found = check(folder)
        assert found.counts["log"][1] == 1
        assert codes(found) <= {"log.lost", "log.corrupt"}


def test_a_name_that_the_log_says_is_erased_and_that_still_stands_in_it_is_a_failed_check(folder):
    with SqliteLog(folder.log) as log:
        jo = log.person("Jo")
        log.erase(jo, at="2026-01-03", by=log.person("An"))
    build(folder)
    assert check(folder).is_ok
    connection = sqlite3.connect(folder.log)
    connection.execute("INSERT INTO personal VALUES (?, ?, 'name', 'Jo')", (jo, jo))
    connection.commit()
    connection.close()
    assert codes(check(folder)) == {"log.name_left"}
    build(folder)
    assert check(folder).is_ok


def test_the_quotes_of_a_statement_that_a_person_added_are_checked_too(folder):
    with SqliteLog(folder.log) as log:
        ((target, *_),) = [targets(folder, [one]) for one in ids(folder)[:1]]
        added = replace(
            target, statement="s-none", quote="Aldorp bouwt uiterlijk", prefix="De gemeente ", suffix=" in 2030"
        )
        log.append(at="2026-01-03", person=log.person("Jo"), kind="add", targets=[added], values={"type": "need"})
    build(folder)
    assert check(folder).is_ok


def ids(folder):
    with SqliteStore(folder.store, is_read_only=True) as store:
        return [one.id for one in store.records("statements")]


def around(folder, *commands):
    """Changes the derived file around the program."""
    connection = sqlite3.connect(folder.store)
    for command in commands:
        connection.execute(command)
    connection.commit()
    connection.close()


def test_lists_that_were_emptied_with_what_was_kept_of_them_are_a_failed_check(folder):
    """Without records, names and digests there was nothing to check, and so nothing failed."""
    around(folder, "DELETE FROM records", "DELETE FROM names", "DELETE FROM held")
    assert codes(check(folder)) >= {"check.no_digests", "check.nothing_built"}


def test_without_the_digests_of_the_lists_nothing_is_called_right(folder):
    forget(folder, "digests")
    changed(folder, "statements", type="concern")
    assert "check.no_digests" in codes(check(folder))


def test_a_changed_search_index_is_named_and_shows_nothing_that_no_source_says(folder):
    around(folder, "UPDATE passages SET words = 'De gemeente wil nooit meer een warmtenet.'")
    with SqliteStore(folder.store, is_read_only=True) as store:
        hits = store.search("warmtenet")
        assert hits
        assert all(CLAIM in hit.quote for hit in hits)
        assert store.search("nooit") == ()
    assert codes(check(folder)) == {"check.index"}


def test_a_passage_that_the_index_lacks_is_named(folder):
    around(folder, "DELETE FROM units WHERE id = 1")
    assert codes(check(folder)) == {"check.index"}


@pytest.mark.parametrize("is_emptied", [False, True])
def test_a_reading_that_was_changed_around_the_program_is_read_again_and_enters_no_list(folder, is_emptied):
    """The build that added a file took the changed readings over, and the check called the outcome right."""
    before = rows(folder)
    connection = sqlite3.connect(folder.store)
    for source, body, text in connection.execute("SELECT source, reading, document FROM readings").fetchall():
        reading, document = unpack(body, Reading), unpack(text, Document)
        reading = replace(reading, statements=tuple(replace(one, type="concern") for one in reading.statements))
        document = replace(document, text="", blocks=(), body_end=0) if is_emptied else document
        values = (pack(reading), pack(document), source)
        connection.execute("UPDATE readings SET reading = ?, document = ? WHERE source = ?", values)
    connection.commit()
    connection.close()
    assert "check.document" in codes(check(folder))
    with SqliteStore(folder.store, is_read_only=True) as store, pytest.raises(StoreError):
        list(store.documents([next(store.records("sources")).id]))
    build(folder)
    assert rows(folder) == before
    assert check(folder).is_ok


def rows(folder):
    with SqliteStore(folder.store, is_read_only=True) as store:
        return {kind: list(store.records(kind)) for kind in KINDS}
