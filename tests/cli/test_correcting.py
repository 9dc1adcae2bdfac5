"""Corrections at the command line: what changed is said field by field, and nobody's name goes without being asked."""

import json
from pathlib import Path

import pytest

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.cli import run

TEXT = "# Visie\n\nWij willen uiterlijk in 2030 schone lucht in het havengebied. De gemeente legt in 2027 een meetnet aan.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    made = DossierFolder.make(tmp_path / "dossier", 'titel = "proef"\n')
    (made.sources / "een.md").write_text(TEXT, encoding="utf-8")
    assert run(["build", str(made.root), "--as", "Jo"]) == 0
    return made


def said(capsys, *arguments: object, status: int = 0, language: str = "nl") -> str:
    capsys.readouterr()
    assert run([*map(str, arguments), "--lang", language]) == status
    return capsys.readouterr().out


def told(capsys, *arguments: object, status: int, language: str = "nl") -> str:
    capsys.readouterr()
    assert run([*map(str, arguments), "--lang", language]) == status
    return capsys.readouterr().err


def statement(folder: DossierFolder, capsys) -> dict:
    rows = json.loads(said(capsys, "list", folder.root, "statements", "--json"))
    return next(row for row in rows if "schone lucht" in row["text"])


def copy_of(folder: DossierFolder, path: Path) -> Path:
    path.write_bytes(folder.log.read_bytes())
    return path


def names(path: Path) -> set[str]:
    with SqliteLog(path, is_read_only=True) as log:
        return set(log.names().values())


def test_an_edit_says_what_each_field_was_and_is(folder, capsys):
    id_ = statement(folder, capsys)["id"]
    lines = said(capsys, "edit", folder.root, id_, "type=verzoek", "deadline=2031-06", "--as", "Jo")
    assert "soort: ambitie → verzoek" in lines
    assert "→ 2031-06" in lines
    lines = said(capsys, "undo", folder.root, "--as", "Jo", language="en")
    assert "type: request → ambition" in lines


def test_a_correcting_command_gives_json_alone_to_a_script(folder, capsys):
    id_ = statement(folder, capsys)["id"]
    found = json.loads(said(capsys, "edit", folder.root, id_, "type=verzoek", "--as", "Jo", "--json"))
    assert (found["kind"], found["person"], found["statements"]) == ("edit", "Jo", [id_])
    assert found["changes"] == [{"id": id_, "field": "type", "from": "ambition", "to": "request"}]
    undone = json.loads(said(capsys, "undo", folder.root, found["event"], "--as", "Jo", "--json"))
    assert undone["changes"] == [{"id": id_, "field": "type", "from": "request", "to": "ambition"}]
    gone = json.loads(said(capsys, "reject", folder.root, id_, "--as", "Jo", "--json"))
    assert (gone["changes"], gone["gone"]) == ([], [id_])
    back = json.loads(said(capsys, "undo", folder.root, "--as", "Jo", "--json"))
    assert back["back"] == [id_]


def test_an_undo_without_an_event_never_takes_the_settings_away(folder, capsys):
    """On a dossier without corrections it took back the first reading of dossier.toml; so did an empty name."""
    before = folder.log.read_bytes()
    assert "correctie" in told(capsys, "undo", folder.root, "--as", "Jo", "--yes", status=2)
    told(capsys, "undo", folder.root, "", "--as", "Jo", "--yes", status=2)
    assert folder.log.read_bytes() == before


def test_an_edit_that_would_turn_a_deadline_round_writes_nothing(folder, capsys):
    id_ = statement(folder, capsys)["id"]
    said(capsys, "edit", folder.root, id_, "deadline_from=2029", "deadline_to=2030", "--as", "Jo")
    before = folder.log.read_bytes()
    assert "2029-01-01" in told(capsys, "edit", folder.root, id_, "deadline_to=2027", "--as", "Jo", status=2)
    assert folder.log.read_bytes() == before


def test_an_erased_name_is_gone_from_the_log_and_its_events_stay(folder, capsys):
    assert "--yes" in told(capsys, "erase", folder.root, "Jo", "--as", "An", status=2)
    assert names(folder.log) == {"Jo"}
    assert "Wel: Jo" in told(capsys, "erase", folder.root, "Piet", "--yes", status=2)
    said(capsys, "erase", folder.root, "Jo", "--yes", "--as", "An")
    assert names(folder.log) == {"An"}
    assert b"Jo" not in folder.log.read_bytes()
    rows = json.loads(said(capsys, "list", folder.root, "log", "--json"))
    assert [(row["kind"], row["person"]) for row in rows] == [("setting", None), ("erase", "An")]
    assert said(capsys, "check", folder.root)


def test_an_imported_erasure_is_shown_and_asked_before_a_name_goes(folder, capsys, tmp_path):
    other = copy_of(folder, tmp_path / "copy.db")
    with SqliteLog(other) as log:
        log.erase(log.person("Jo"), at="2026-02-02", by=log.person("Stranger"))
    assert "«Jo»" in said(capsys, "import", folder.root, other, "--preview")
    assert "«Jo»" in told(capsys, "import", folder.root, other, status=2)
    assert names(folder.log) == {"Jo"}
    assert json.loads(said(capsys, "import", folder.root, other, "--yes", "--json"))["erased"] == ["Jo"]
    assert names(folder.log) == {"Stranger"}


def test_an_imported_name_does_not_replace_ours_and_that_is_said(folder, capsys, tmp_path):
    other = copy_of(folder, tmp_path / "copy.db")
    with SqliteLog(other) as log:
        (person,) = log.names()
        log._connection.execute("UPDATE personal SET value = 'Aap'")
        log.append(at="2026-02-02", person=person, kind="erase", values={"person": "nobody"})
    assert "«Aap»" in told(capsys, "import", folder.root, other, status=0)
    assert names(folder.log) == {"Jo"}


def test_a_name_that_steers_a_terminal_is_not_imported(folder, capsys, tmp_path):
    other = copy_of(folder, tmp_path / "copy.db")
    with SqliteLog(other) as log:
        log._connection.execute("INSERT INTO personal VALUES (?, ?, 'name', ?)", ("q" * 32, "q" * 32, "\x1b]0;x\x07"))
    before = folder.log.read_bytes()
    assert "\x1b" not in told(capsys, "import", folder.root, other, status=3)
    assert folder.log.read_bytes() == before
