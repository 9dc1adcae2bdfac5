"""What lies ahead goes out by every door: as lists, as papers, in the workbook and in the report, also of a new dossier."""

import io
import json
from dataclasses import fields

import pytest
from openpyxl import load_workbook

from rodedraad import cli
from rodedraad.adapters.folder import DossierFolder
from rodedraad.exporting import AHEAD
from rodedraad.records import Prospects

TEXT = (
    "# Visie\n\nGemeente Velsen\n\nWij leggen in 2027 een nieuwe kade aan bij de haven, mits het Rijk 5 miljoen euro bijdraagt."
    " Wij vragen het Havenbedrijf om vóór 2028 een plan. Er is een tekort van 400 technici; wij hebben meer vakmensen nodig voor de ombouw.\n"
)
KINDS = [part.name for part in fields(Prospects)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = DossierFolder.make(tmp_path_factory.mktemp("d") / "dossier", 'titel = "Kust"\nkader = "ijmond"\n', "")
    (folder.sources / "visie.md").write_text(TEXT, encoding="utf-8")
    assert cli.run(["build", str(folder.root), "--as", "Jo"]) in (0, 1)
    return folder.root


@pytest.mark.parametrize("to", ["csv", "jsonl"])
def test_every_list_of_what_lies_ahead_is_a_file_with_the_keys_of_its_shape(built, tmp_path, capsys, to):
    assert cli.run(["export", str(built), "--to", to, "--out", str(tmp_path / to)]) == 0
    for kind in KINDS:
        text = (tmp_path / to / f"{kind}.{to}").read_text(encoding="utf-8")
        capsys.readouterr()
        cli.run(["list", str(built), kind, "--json"])
        rows = json.loads(capsys.readouterr().out)
        if to == "jsonl":
            assert [json.loads(line) for line in text.splitlines()] == rows
        else:
            assert not rows or text.splitlines()[0].split(",") == list(rows[0])
    assert "kade" in (tmp_path / to / f"actions.{to}").read_text(encoding="utf-8")
    assert "400" in (tmp_path / to / f"requirements.{to}").read_text(encoding="utf-8")


@pytest.mark.parametrize("to", ["pdf", "docx"])
@pytest.mark.parametrize("of", AHEAD)
def test_each_chapter_goes_out_as_a_paper_of_its_own(built, tmp_path, of, to):
    out = tmp_path / f"x.{to}"
    assert cli.run(["export", str(built), "--to", to, "--of", of, "--out", str(out)]) == 0
    assert out.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")


def test_a_chapter_is_no_workbook_and_that_is_said(built, capsys):
    assert cli.run(["export", str(built), "--to", "xlsx", "--of", "roadmap", "--lang", "nl"]) == 2
    assert "roadmap" in capsys.readouterr().err


def test_the_workbook_and_the_report_have_what_the_lists_have(built, tmp_path):
    assert cli.run(["export", str(built), "--to", "xlsx", "--out", str(tmp_path / "x.xlsx"), "--lang", "nl"]) == 0
    book = load_workbook(io.BytesIO((tmp_path / "x.xlsx").read_bytes()))
    assert any("kade" in str(cell.value) for row in book["Acties"].iter_rows() for cell in row)
    assert cli.run(["export", str(built), "--to", "html", "--out", str(tmp_path / "x.html"), "--lang", "nl"]) == 0
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "voorbeeldoordelen" in page, "the drivers of the frame are examples"
    assert page.index('id="scenarios"') < page.index('id="routekaart"') < page.index('id="matrix"')
