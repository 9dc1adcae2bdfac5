"""An assistant sees the dossier as it is now, only what it may see of it, and nobody's name."""

import json
import os
import subprocess
import sys

import pytest
from mcp.shared.exceptions import MCPError

from rodedraad import cli
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.sqlite import KINDS
from rodedraad.desk import Desk

NEW = """# Nota Kades 2024

Gemeente Velsen, 1 februari 2024

De gemeente herstelt in 2028 de kade aan het Zuiderkanaal.
"""
NOT_PUBLIC = '[[bron]]\npad = "notitie.md"\nopenbaar = false\n'
TOLD = ("zeppelin", "12 miljoen", "notitie")
"""What nobody may learn of the closed document: words, numbers, what it is called."""


@pytest.fixture
def path(making, files, tmp_path):
    return making(tmp_path / "dossier", **files)


def _everything(assistant):
    """All that an assistant can come to see, as one text."""
    answers = [assistant.call("list", kind=kind, limit=100) for kind in KINDS]
    answers += [
        assistant.call(tool, **arguments)
        for tool, arguments in (
            ("coverage", {}),
            ("proposition", {"limit": 50}),
            ("search", {"query": "Havenwijk", "limit": 50}),
            ("search", {"query": "koopt 2027"}),
            ("ask", {"question": "Wat koopt de gemeente?"}),
        )
    ]
    ids = [row["id"] for kind in ("threads",) for row in assistant.asked("list", kind=kind, limit=100)["rows"]]
    answers += [assistant.call("thread", id=id_) for id_ in ids]
    statements = assistant.asked("list", kind="statements", limit=100)["rows"]
    answers += [assistant.call("quote", id=row["id"]) for row in statements]
    listed = assistant.do(assistant.client.list_resources()).model_dump_json()
    return listed + "".join(one.model_dump_json() for one in answers)


def test_a_source_that_is_not_public_is_nowhere(path, making, on, closed, tmp_path):
    (path / "bronnen/notitie.md").write_text(closed, encoding="utf-8")
    (path / "bronnen.toml").write_text(NOT_PUBLIC, encoding="utf-8")
    assert cli.run(["build", str(path)]) in (0, 1)
    open_, whole = on(path), on(path, "--with-confidential")
    (hidden,) = [row for row in whole.asked("list", kind="sources")["rows"] if row["path"] == "notitie.md"]
    (said,) = [hit for hit in whole.asked("search", query="Zeppelinhal koopt")["hits"] if hit["type"]]
    seen, all_ = _everything(open_).lower(), _everything(whole).lower()
    for word in TOLD:
        assert word in all_
        assert word not in seen, word
    for query in ("Zeppelinhal", "zepelinhal"):  # not as a hit, and not as a word that is near
        found = open_.asked("search", query=query)
        assert found["hits"] == []
        assert found["near"] == {}
        answer = open_.asked("ask", question=f"Wat gebeurt er met de {query}?")
        assert "12 miljoen" not in json.dumps(answer)
        assert answer["searched"]["absent"] == []
    assert open_.call("quote", id=said["id"]).is_error
    for uri in (said["citation"]["uri"], said["citation"]["page_uri"], f"rodedraad://source/{hidden['id']}"):
        assert whole.read(uri)
        with pytest.raises(MCPError):
            open_.read(uri)
    state = open_.asked("coverage")["state"]
    assert state["withheld"] == 1
    # and all the rest is as if it had never been there
    for kind in ("statements", "threads", "gaps", "parties", "actions"):
        rows = open_.asked("list", kind=kind, limit=100)["rows"]
        other = tmp_path / "other"
        if not other.exists():
            making(other, **{one.stem: one.read_text(encoding="utf-8") for one in (path / "bronnen").glob("[bv]*.md")})
            without = on(other)
        assert rows == without.asked("list", kind=kind, limit=100)["rows"]


def test_who_approved_and_who_corrected_is_not_told(path, on, capsys):
    assistant = on(path)
    assert assistant.asked("proposition")["version"] is None
    assert cli.run(["propose", str(path), "--as", "Kunigonde Testvrouw"]) == 0
    found = assistant.asked("proposition")
    assert (found["is_draft"], found["is_approved"], found["version"]["number"]) == (False, False, 1)
    capsys.readouterr()
    assert cli.run(["list", str(path), "statements", "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]["id"]
    assert cli.run(["edit", str(path), first, "type=concern", "--as", "Kunigonde Testvrouw"]) == 0
    assert cli.run(["approve", str(path), "1", "--as", "Kunigonde Testvrouw"]) in (0, 2)
    assert (
        cli.run(["edit", str(path), "1", "text=Wij willen in 2035 geen aardgas.", "--as", "Kunigonde Testvrouw"]) == 0
    )
    assert cli.run(["propose", str(path), "--as", "Kunigonde Testvrouw"]) in (0, 1)
    assert cli.run(["build", str(path)]) in (0, 1)
    assert "Kunigonde" not in _everything(assistant)
    now = assistant.asked("proposition", limit=50)
    assert now["version"]["number"] == 2
    assert any(one["origin"] == "person" for one in now["clauses"])


def test_an_approved_version_is_told_to_be_so(path, on):
    for arguments in (("propose",), ("approve", "1")):
        assert cli.run([arguments[0], str(path), *arguments[1:], "--as", "Kunigonde Testvrouw"]) == 0
    answer = on(path).call("proposition")
    assert "Kunigonde" not in answer.model_dump_json()
    found = answer.structured_content
    assert found["is_approved"]
    assert found["version"]["approved_at"]
    assert all(one["in_text"] for clause in found["clauses"] for one in clause["citations"])


def test_the_next_call_after_a_build_sees_the_new_dossier(path, on):
    assistant = on(path)
    first = assistant.asked("search", query="Havenwijk", limit=1)
    page = assistant.asked("list", kind="statements", limit=1)
    assert assistant.asked("search", query="Zuiderkanaal")["hits"] == []
    (path / "bronnen/nota.md").write_text(NEW, encoding="utf-8")
    assert cli.run(["build", str(path)]) in (0, 1)
    assert assistant.asked("search", query="Zuiderkanaal")["hits"]
    assert assistant.asked("coverage")["total"] == 3
    assert assistant.asked("coverage")["state"]["fingerprint"] != first["state"]["fingerprint"]
    for tool, arguments, cursor in (
        ("search", {"query": "Havenwijk"}, first["next_cursor"]),
        ("list", {"kind": "statements"}, page["next_cursor"]),
    ):
        stale = assistant.call(tool, **arguments, cursor=cursor)
        assert stale.is_error
        assert "gewijzigd" in stale.content[0].text


def test_a_file_that_changed_or_went_since_it_was_read_is_told(path, on):
    assistant = on(path)
    (hit, *_) = [one for one in assistant.asked("search", query="warmtenet")["hits"] if one["id"]]
    file = path / "bronnen" / hit["citation"]["path"]
    assert assistant.asked("quote", id=hit["id"])["verifies"]["file"] == "unchanged"
    file.write_text(file.read_text(encoding="utf-8") + "\nMeer.\n", encoding="utf-8")
    assert assistant.asked("quote", id=hit["id"])["verifies"] == {"in_text": True, "file": "changed"}
    file.unlink()
    assert assistant.asked("quote", id=hit["id"])["verifies"] == {"in_text": True, "file": "absent"}


def test_a_dossier_that_was_not_built_says_so_and_is_seen_once_it_is(files, on, tmp_path):
    path = tmp_path / "dossier"
    assert cli.run(["new", str(path)]) == 0
    assistant = on(path)
    answer = assistant.call("coverage")
    assert answer.is_error
    assert "gebouwd" in answer.content[0].text
    (path / ".rodedraad.lock").write_text(str(os.getpid()), encoding="ascii")
    assert "wordt nu gebouwd" in assistant.call("coverage").content[0].text
    (path / "bronnen/visie.md").write_text(files["visie"], encoding="utf-8")
    assert cli.run(["build", str(path)]) in (0, 1)
    assert assistant.asked("coverage")["total"] == 1
    (path / ".rodedraad.lock").write_text(str(os.getpid()), encoding="ascii")
    answer = assistant.call("coverage")
    assert answer.structured_content["state"]["is_building"]
    assert "opnieuw gebouwd" in answer.content[0].text


def test_the_number_of_a_build_that_died_is_no_build(path):
    died = subprocess.Popen([sys.executable, "-c", ""])
    died.wait()
    desk = Desk(DossierFolder.open(path), language="nl", has_confidential=False)
    for held, is_building in ((str(died.pid), False), (str(os.getpid()), True), ("", False), ("9" * 20, False)):
        (path / ".rodedraad.lock").write_text(held, encoding="ascii")
        assert desk.is_building() is is_building, held


def test_a_moment_is_kept_while_a_build_reads_and_made_again_when_it_is_done(path):
    desk = Desk(DossierFolder.open(path), language="nl", has_confidential=False)
    first = desk.moment()
    os.utime(path / "dossier.db")
    assert desk.moment() is first, "the file was touched, the records are the same"
    (path / "bronnen/nota.md").write_text(NEW, encoding="utf-8")
    assert cli.run(["build", str(path)]) in (0, 1)
    assert desk.moment() is not first


def test_a_path_without_a_file_shows_nothing_while_it_may_be_the_closed_one(path, on):
    (path / "bronnen.toml").write_text('[[bron]]\npad = "elders.md"\nopenbaar = false\n', encoding="utf-8")
    answer = on(path).call("coverage")
    assert answer.is_error
    assert "elders.md" in answer.content[0].text


def test_without_the_library_it_is_said_what_to_install(path, monkeypatch, capsys):
    monkeypatch.setattr("rodedraad.cli.assistants.find_spec", lambda _: None)
    assert cli.run(["mcp", str(path), "--lang", "en"]) == 2
    assert "Install rodedraad[mcp]" in capsys.readouterr().err


def test_what_is_no_dossier_is_refused(tmp_path, capsys):
    assert cli.run(["mcp", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
