"""The log of a dossier at work: what is lost from it is said until it is back, and no event makes a dossier unusable."""

import json
import sqlite3
from pathlib import Path

import pytest

from rodedraad import chain
from rodedraad import dossier as dossiers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore

TEXT = "Wij willen uiterlijk in 2030 schone lucht in het havengebied. De gemeente legt in 2027 een meetnet aan.\n"


@pytest.fixture
def folder(tmp_path):
    made = DossierFolder.make(tmp_path / "dossier", 'titel = "proef"\n')
    (made.sources / "een.md").write_text(f"# Visie\n\n{TEXT}", encoding="utf-8")
    build(made)
    return made


def build(folder: DossierFolder, **options) -> dossiers.Outcome:
    return dossiers.build(folder, name="Jo", at="2026-01-01T00:00:00Z", workers=1, **options)


def codes(outcome: dossiers.Outcome) -> list[str]:
    return [problem.message.code for problem in outcome.problems]


def act(folder: DossierFolder, kind: str = "edit", **values) -> None:
    with SqliteLog(folder.log) as log:
        log.append(at="2026-01-02", person=log.person("Jo"), kind=kind, targets=(), values=values)


def cut(path: Path) -> None:
    """Takes out the last event, and leaves a log that is whole in itself."""
    with SqliteLog(path) as log:
        last = log.events()[-1].id
    connection = sqlite3.connect(path)
    (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'events_remain'").fetchone()
    connection.execute("DROP TRIGGER events_remain")
    connection.execute("DELETE FROM events WHERE id = ?", (last,))
    connection.execute(guard)
    connection.commit()
    connection.close()


def held(folder: DossierFolder, body: dict) -> None:
    """Puts an event into the log as a program that is not ours might."""
    with SqliteLog(folder.log) as log:
        events = log.events()
    whole = {"at": "t", "clock": 1 + max(one.clock for one in events), "kind": "setting", "parents": [], "person": "p"}
    whole |= {"parents": list(chain.heads(events)), "targets": [], "values": []} | body
    event = chain.parsed(json.dumps(whole, sort_keys=True, separators=(",", ":")))
    connection = sqlite3.connect(folder.log)
    connection.execute("INSERT INTO events VALUES (?, ?)", (event.id, chain.body(event)))
    connection.commit()
    connection.close()


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b""), cut], ids=["gone", "empty", "cut"])
def test_events_that_were_lost_are_said_at_every_build_until_they_are_back_or_the_loss_is_accepted(folder, lose):
    act(folder, "erase", person="q")
    build(folder)
    copy = folder.log.with_name("copy.db")
    copy.write_bytes(folder.log.read_bytes())
    lose(folder.log)
    for _ in range(2):
        assert codes(build(folder)) == ["log.lost"]
    with SqliteLog(folder.log) as log, SqliteLog(copy, is_read_only=True) as other:
        log.merge(other)
    assert codes(build(folder)) == []
    cut(folder.log)
    assert codes(build(folder)) == ["log.lost"]
    assert codes(build(folder, is_loss_accepted=True)) == []
    assert codes(build(folder)) == []


@pytest.mark.parametrize(
    "body",
    [
        {"values": [['"bronnen.toml".' + "a." * 3000 + "b", "x"]]},
        {"values": [['"dossier.toml".plaatsen[]', "[" * 990 + "]" * 990]]},
        {"values": [['"dossier.toml".titel', "\ud800"]]},
        {"values": [['"dossier.toml".titel', 5]]},
        {"values": [['"dossier.toml".partij[id]', '["x"]'], ['"dossier.toml".partij[id].x.id', "x"]]},
        {"values": [['"bronnen.toml".bron[pad]', '["een.md"]'], ['"bronnen.toml".bron[pad]."een.md".pad', 5]]},
        {"kind": "undo", "values": [["event", "\udfff"]]},
        {"kind": "later", "values": [["x", 1]]},
    ],
)
def test_a_log_that_holds_a_harmful_event_is_said_and_the_dossier_goes_on(folder, body):
    held(folder, body)
    outcome = build(folder)
    assert len(outcome.problems) == 1
    assert outcome.counts["statements"] > 0
    assert codes(build(folder)) == codes(outcome)
    with SqliteStore(folder.store, is_read_only=True) as store:
        assert [source.title for source in store.records("sources")] == ["Visie"]


def test_what_bronnen_toml_says_of_a_double_is_said_to_be_unused(folder):
    (folder.sources / "twee.md").write_bytes((folder.sources / "een.md").read_bytes())
    folder.source_settings.write_text('[[bron]]\npad = "twee.md"\ntitel = "Anders"\n', encoding="utf-8")
    assert codes(build(folder)) == ["dossier.duplicate", "dossier.duplicate_settings"]
    folder.source_settings.write_text('[[bron]]\npad = "een.md"\ntitel = "Anders"\n', encoding="utf-8")
    assert codes(build(folder)) == ["dossier.duplicate"]


@pytest.mark.parametrize("length", [2, 3])
def test_sources_that_replace_one_another_in_a_ring_replace_nothing(folder, length):
    names = [f"{number}.md" for number in range(length)]
    for number, name in enumerate(names):
        (folder.sources / name).write_text(
            f"# Stuk {number}\n\nDe gemeente bouwt {number + 3} huizen.\n", encoding="utf-8"
        )
    said = [(name, names[(number + 1) % length]) for number, name in enumerate(names)]
    said.append(("een.md", names[0]))
    text = "".join(f'[[bron]]\npad = "{later}"\nvervangt = "{earlier}"\n' for later, earlier in said)
    folder.source_settings.write_text(text, encoding="utf-8")
    assert codes(build(folder)) == ["dossier.replaces_ring"] * length
    with SqliteStore(folder.store, is_read_only=True) as store:
        replaces = {source.path: source.replaces for source in store.records("sources")}
    assert [path for path, other in replaces.items() if other] == ["een.md"]
