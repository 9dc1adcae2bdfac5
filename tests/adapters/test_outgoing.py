"""An export is written nowhere over what a dossier is made of."""

import pytest

from rodedraad import cli

SENTENCE = "De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk.\n"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    root = tmp_path_factory.mktemp("uitgaand") / "dossier"
    assert cli.run(["new", str(root)]) == 0
    (root / "bronnen/visie.txt").write_text(SENTENCE, encoding="utf-8")
    assert cli.run(["build", str(root), "--workers", "1"]) == 0
    return root


def held(root):
    """Every part of the dossier but its exports, byte for byte."""
    return {
        file.relative_to(root): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and file.relative_to(root).parts[0] != "uitvoer"
    }


@pytest.mark.parametrize(
    "out",
    ["logboek.db", "dossier.db", "dossier.toml", "bronnen.toml", "bronnen/visie.txt", "bronnen", "bronnen/nieuw.html",
     "LOGBOEK.DB", "uitvoer/../logboek.db", "logboek.db-wal", "antwoorden", "bronnen/../bronnen/x"],
)  # fmt: skip
@pytest.mark.parametrize("to", ["html", "jsonl"])
def test_no_part_of_a_dossier_is_overwritten(dossier, out, to, capsys):
    before = held(dossier)
    assert cli.run(["export", str(dossier), "--to", to, "--out", str(dossier / out)]) == 2
    assert "wordt niet overschreven" in capsys.readouterr().err
    assert held(dossier) == before


def test_nor_through_a_link_or_from_another_dossier(dossier, tmp_path):
    (tmp_path / "elders").symlink_to(dossier / "bronnen")
    (tmp_path / "koppeling.html").symlink_to(dossier / "logboek.db")
    other = tmp_path / "ander"
    assert cli.run(["new", str(other)]) == 0
    before = held(dossier), held(other)
    for out in (tmp_path / "elders/rapport.html", tmp_path / "koppeling.html", other / "dossier.toml"):
        assert cli.run(["export", str(dossier), "--to", "html", "--out", str(out)]) == 2
    assert (held(dossier), held(other)) == before


@pytest.mark.parametrize("out", ["dossier/uitvoer/a.html", "dossier/rapport.html", "bronnen.html", "."])
def test_any_other_place_is_written(dossier, out):
    assert cli.run(["export", str(dossier), "--to", "html", "--out", str(dossier.parent / out)]) == 0
