"""What eval is given to read has an end, and is what it should be; else one sentence says so before anybody is asked."""

import json
import os
from pathlib import Path

import pytest

from rodedraad import cli
from rodedraad.cli import evaluating

LINE = json.dumps(
    {"id": "d#1", "doc": "d", "kind": "visie", "text": "Wij willen rust.", "type": "ambition", "themes": []}
)


def _said(capsys, *arguments):
    capsys.readouterr()
    assert cli.run(["eval", "statements", *map(str, arguments), "--lang", "nl"]) == 2
    return capsys.readouterr().err


@pytest.fixture
def gold(tmp_path):
    made = tmp_path / "gold.jsonl"
    made.write_text(f"{LINE}\n", encoding="utf-8")
    return made


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero on this system")
def test_a_device_without_an_end_is_refused_and_so_is_a_link_to_one(tmp_path, capsys):
    (tmp_path / "gold.jsonl").symlink_to("/dev/zero")
    for path in ("/dev/zero", tmp_path / "gold.jsonl"):
        assert f"{path} is geen gewoon bestand" in _said(capsys, path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path, capsys):
    os.mkfifo(tmp_path / "gold.jsonl")
    assert "geen gewoon bestand" in _said(capsys, tmp_path / "gold.jsonl")


def test_a_folder_or_a_name_that_can_be_none_is_refused_in_a_sentence(tmp_path, capsys):
    assert "geen gewoon bestand" in _said(capsys, tmp_path)
    assert "niet te lezen" in _said(capsys, tmp_path / ("x" * 5000))


def test_a_file_is_read_up_to_a_bound_and_no_further(gold, monkeypatch, capsys):
    monkeypatch.setattr(evaluating, "LARGEST_BYTES", gold.stat().st_size)
    assert cli.run(["eval", "statements", str(gold), "--json"]) == 0
    gold.write_text(f"{LINE}\n\n", encoding="utf-8")
    assert "is groter dan" in _said(capsys, gold)


def test_replies_are_kept_in_a_folder_and_nothing_else_is_taken_for_one(gold, capsys):
    named = ("--model", "m", "--endpoint", "http://localhost:9/v1")
    assert f"{gold} is geen map" in _said(capsys, gold, *named, "--replies", gold)
