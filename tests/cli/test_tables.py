"""Lists for people: readable at any width, in the reader's words; lists for scripts keep every key and code."""

import csv
import io
import json
import re
from typing import get_args

import pytest

from rodedraad import cli, records
from rodedraad.cli import tables
from rodedraad.cli.prospect_tables import EVERY_LIST
from rodedraad.cli.speech import table
from rodedraad.wording import catalogue

KINDS = tuple(kind for kind in EVERY_LIST if kind != "problems")
TEXT = """# Visie Energie Oosterdam

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk, met steun van de provincie Noord-Holland.
Wij vragen de provincie Noord-Holland om vóór 2027 een besluit te nemen over de kade, zie de Nota Kades 2024.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
ANSWER = """# Brief Havenwijk

Provincie Noord-Holland, 4 mei 2026

De gemeente legt uiterlijk in 2032 een warmtenet aan in de Havenwijk.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(?:finding|measure|request|ambition|letter|vision|gemeente-velsen)\b")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("lijsten") / "dossier"
    for name, text in (("visie.md", TEXT), ("brief.md", ANSWER)):
        (path.parent / name).write_text(text, encoding="utf-8")
    for arguments in (
        ("new", path),
        ("add", path, path.parent / "visie.md", path.parent / "brief.md"),
        ("build", path),
    ):
        assert cli.run([*map(str, arguments)]) in (0, 1)
    return path


@pytest.fixture
def said(folder, capsys, monkeypatch):
    def run(*arguments, width=100, language="nl", status=None):
        monkeypatch.setenv("COLUMNS", str(width))
        ended = cli.run([arguments[0], str(folder), *arguments[1:], "--lang", language])
        assert ended in ((0, 1) if status is None else (status,))
        return capsys.readouterr()

    return run


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("kind", KINDS)
def test_a_list_fits_its_terminal_and_no_word_falls_apart(said, kind, width):
    lines = said("list", kind, width=width).out.splitlines()
    assert max(map(len, lines)) <= width
    if kind == "statements":
        words = " ".join(lines)
        # eight narrow columns used to leave six characters a line: "geme / ente"
        for word in ("aardgas", "Havenwijk", "Energie"):
            assert word in words


@pytest.mark.parametrize("width", [80, 200])
def test_hits_fit_their_terminal_and_no_word_falls_apart(said, width):
    lines = said("search", "havenwijk", width=width).out.splitlines()
    assert max(map(len, lines)) <= width
    assert "[Havenwijk]" in " ".join(lines)
    assert "woningen" in " ".join(lines)
    # a hit had no code: from what was found to its correction there was no way
    assert re.search(r"^ +s-[0-9a-f]{8} ", "\n".join(lines), re.MULTILINE)


def test_running_text_keeps_room_beside_a_long_column(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    table("titel", ["tekst", "pad"], [["energietransitie en klimaatneutraal", "een-lang-pad/" * 20]], wide=[0])
    words = capsys.readouterr().out.split()
    assert "energietransitie" in words
    assert "klimaatneutraal" in words


def test_a_wider_terminal_shows_more_columns(said):
    narrow, wide = (said("list", "statements", width=width).out.splitlines()[2] for width in (80, 200))
    assert narrow.split() == ["code", "soort", "tekst", "waar"]
    assert wide.split()[:4] == narrow.split()
    assert len(wide.split()) > 6


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["statements", "gaps", "sources"])
def test_a_table_speaks_the_readers_language_and_a_script_gets_codes(said, kind, language):
    shown = said("list", kind, width=200, language=language).out
    if language == "nl":
        assert CODE.findall(shown) == []
    rows = json.loads(said("list", kind, "--json", language=language).out)
    assert rows
    codes = {row.get("type") or row.get("kind") for row in rows} - {None}
    for code in codes:
        label = {"statements": "type", "sources": "kind", "gaps": "gap"}[kind]
        assert catalogue()[f"label.{label}_{code}"][language].split()[0] in shown
    rows_of_csv = list(csv.DictReader(io.StringIO(said("list", kind, "--format", "csv").out)))
    assert [row["id"] for row in rows_of_csv] == [row["id"] for row in rows]


def test_every_code_of_a_closed_list_has_words():
    lists = {
        "type": records.StatementType,
        "kind": records.SourceKind,
        "status": records.SourceStatus,
        "organ": records.Organ,
        "layer": records.Layer,
        "role": records.ActorRole,
        "tension": records.TensionKind,
        "outlook": records.OutlookStance,
        "gap": records.GapKind,
        "problem": records.ProblemKind,
    }
    wanted = {f"label.{name}_{code}" for name, codes in lists.items() for code in get_args(codes)}
    wanted |= {f"column.{column.name}" for columns in EVERY_LIST.values() for column in columns}
    assert wanted - set(catalogue()) == set()


@pytest.mark.parametrize(
    ("filter_", "value", "code"),
    [
        ("--type", "verzoek", "request"),
        ("--type", "Request", "request"),
        ("--party", "Gemeente Velsen", "gemeente-velsen"),
    ],
)
def test_a_filter_takes_the_word_that_the_table_shows_as_well_as_the_code(said, filter_, value, code):
    by_word = said("list", "statements", filter_, value, "--json").out
    assert by_word == said("list", "statements", filter_, code, "--json").out
    assert json.loads(by_word)


@pytest.mark.parametrize(
    ("filter_", "there"), [("--type", "request"), ("--theme", "energie"), ("--party", "gemeente-velsen")]
)
def test_a_filter_that_can_mean_nothing_is_wrong_use_and_says_what_there_is(said, filter_, there):
    """It ended as done with an empty list, so that a slip of the pen read as "there are none"."""
    answer = said("list", "statements", filter_, "onzin", "--json", status=2)
    assert answer.out == ""
    assert "onzin" in answer.err
    assert there in answer.err


def test_a_filter_that_is_meant_and_finds_nothing_is_an_answer(said):
    answer = said("list", "statements", "--type", "other", "--json")
    assert json.loads(answer.out) == []
    assert "request" in answer.err


def test_a_search_for_nothing_is_wrong_use(said):
    assert "Geef een of meer woorden" in said("search", "  ", status=2).err


def test_a_cut_code_still_names_its_record(said):
    (row, *_) = json.loads(said("list", "statements", "--json").out)
    code = said("list", "statements").out.splitlines()[4].split()[0]
    assert row["id"].startswith(code)
    assert code != row["id"]
    assert json.loads(said("show", code, "--json").out)["id"] == row["id"]
    assert tables.code_length(["s-00000000a", "s-00000000b"]) == 11


def test_show_speaks_the_readers_language(said):
    (row, *_) = json.loads(said("list", "statements", "--type", "verzoek", "--json").out)
    shown = said("show", row["id"]).out
    assert "verzoek" in shown
    assert "Gemeente Velsen" in shown
    assert CODE.findall(shown) == []
    assert "Provincie Noord-Holland (gevraagd)" in " ".join(shown.split())


def test_the_log_is_listed_without_a_built_dossier(said, folder):
    (folder / "dossier.db").rename(folder / "weg.db")
    try:
        assert "ingesteld" in said("list", "log").out
    finally:
        (folder / "weg.db").rename(folder / "dossier.db")
