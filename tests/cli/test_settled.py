"""What people settle about actions shows with their names and the day: in lists, on the page, on paper, in the workbook, as data."""

import io
import json

import openpyxl
import pytest

from rodedraad import cli, consult
from rodedraad.adapters.folder import DossierFolder

PLAN = """# Programma Energie Oosterdam

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk.
Wij vragen de provincie Noord-Holland om vóór 2028 een besluit te nemen over de kade in de Havenwijk.
Wij zeggen toe dat wij de Kerkstraat opnieuw inrichten.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Anna set a term and what waits for what; Bram confirmed another."""
    path = tmp_path_factory.mktemp("vastgesteld") / "dossier"
    (path.parent / "programma.md").write_text(PLAN, encoding="utf-8")
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["add", str(path), str(path.parent / "programma.md")]) == 0
    assert cli.run(["build", str(path)]) in (0, 1)
    ids = {words: _of(path, words) for words in ("warmtenet", "kade", "Kerkstraat")}
    edit = ["edit", str(path), ids["warmtenet"], "deadline=eind 2031", f"depends_on={ids['kade']}"]
    assert cli.run([*edit, "--as", "Anna Alting"]) in (0, 1)
    assert cli.run(["confirm", str(path), ids["Kerkstraat"], "--as", "Bram Bos"]) in (0, 1)
    return path


def _of(path, words):
    with consult.reading(DossierFolder.open(path)) as store:
        (found,) = [one.id for one in store.records("actions") if words in one.what]
    return found


def _run(capsys, *arguments):
    capsys.readouterr()
    assert cli.run([*map(str, arguments)]) in (0, 1)
    return " ".join(capsys.readouterr().out.split())


def test_the_list_the_roadmap_and_show_name_who_settled_what(folder, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    for arguments in (("list", folder, "actions"), ("roadmap", folder)):
        told = _run(capsys, *arguments)
        assert "Anna" in told
        assert "Bram" in told
    assert "vastgesteld of bevestigd: 2 van de 3 acties" in told
    shown = _run(capsys, "show", folder, _of(folder, "warmtenet"))
    assert "termijn en volgorde vastgesteld door Anna Alting" in shown
    assert "bevestigd nee" not in shown
    assert "bevestigd nee" in _run(capsys, "show", folder, _of(folder, "kade"))


@pytest.mark.parametrize("form", ["html", "jsonld"])
def test_files_for_others_name_who_settled_what(folder, capsys, tmp_path, form):
    out = tmp_path / f"uit.{form}"
    _run(capsys, "export", folder, "--to", form, "--out", out)
    told = out.read_text(encoding="utf-8")
    assert "termijn en volgorde vastgesteld door Anna Alting" in told
    assert "bevestigd door Bram Bos" in told


def test_the_workbook_and_the_paper_name_who_settled_what(folder, capsys, tmp_path):
    _run(capsys, "export", folder, "--to", "xlsx", "--out", tmp_path / "uit.xlsx")
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "uit.xlsx").read_bytes()), read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("volgorde vastgesteld door Anna Alting" in cell for cell in cells)
    _run(capsys, "export", folder, "--to", "docx", "--of", "roadmap", "--out", tmp_path / "uit.docx")
    docx = pytest.importorskip("docx").Document(str(tmp_path / "uit.docx"))
    told = " ".join(
        [one.text for one in docx.paragraphs]
        + [cell.text for one in docx.tables for row in one.rows for cell in row.cells]
    )
    assert "vastgesteld of bevestigd: 2 van de 3 acties" in told
    assert "vastgesteld door Anna Alting" in told
    assert "bevestigd door Bram Bos" in told


def test_a_script_gets_which_event_set_which_fields(folder, capsys):
    capsys.readouterr()
    assert cli.run(["list", str(folder), "actions", "--format", "json"]) == 0
    found = {one["id"]: one["decided"] for one in json.loads(capsys.readouterr().out)}
    (signed,) = found[_of(folder, "warmtenet")]
    assert signed["fields"] == ["deadline", "depends_on"]
    assert len(signed["event"]) == 64
    assert found[_of(folder, "kade")] == []


def test_a_name_that_was_erased_stands_nowhere_any_more(folder, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    _run(capsys, "erase", folder, "Bram Bos", "--yes", "--as", "Anna Alting")
    told = _run(capsys, "roadmap", folder)
    assert "Bram" not in told
    assert "bevestigd door iemand van wie de naam is gewist" in told
