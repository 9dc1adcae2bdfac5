"""Who approves stands for what a model worded too: each such sentence is shown first, and what was refused says where and why."""

import io
import json
import re
import sys
from dataclasses import replace

import pytest
from fakes import ScriptedModel

from rodedraad import dossier, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.amending import Standing
from rodedraad.assisting import Wish
from rodedraad.cli import proposing, run
from rodedraad.cli.clauses import worded_text
from rodedraad.errors import WrongUse
from rodedraad.sending import Asking

AT = "2026-11-23T10:00:00Z"
WISH = Wish(name="schrijver", endpoint="http://localhost:9/v1")
TEXTS = {
    "a.md": "# Visie van de gemeente Velsen\n\nDe gemeente Velsen wil dat het vrachtverkeer in 2030 om het dorp heen rijdt.\n",
    "b.md": "# Visie van de provincie Noord-Holland\n\nDe provincie Noord-Holland wil uiterlijk in 2031 een brug over het kanaal.\n",
}


def _answer(prompt):
    """Says each sentence without its quotation marks, and of the bridge that it does not come."""
    items = []
    for part in re.split(r"<<\w{8} ", prompt.data)[1:]:
        number, _, rest = part.partition("\n")
        text = rest.partition("\n")[0].removeprefix("> ").replace("«", "").replace("»", "")
        items.append({"n": int(number), "text": text.replace("een brug", "geen brug"), "title": ""})
    return json.dumps({"items": items})


@pytest.fixture
def folder(tmp_path):
    made = DossierFolder.make(tmp_path / "dossier", 'titel = "proef"\n')
    for name, text in TEXTS.items():
        (made.sources / name).write_text(text, encoding="utf-8")
    dossier.build(made, name="Jo", at=AT)
    return made


@pytest.fixture
def proposed(folder):
    asking = Asking(wish=WISH, connect=lambda _: ScriptedModel(_answer, name="schrijver"))
    return versions.propose(folder, name="Jo", at=AT, asking=asking)


def _approve(folder, *options):
    return run(["approve", str(folder.root), "1", "--as", "A. de Vries", "--lang", "nl", *options])


def test_a_person_sees_each_sentence_of_the_model_beside_its_quote_before_standing_for_it(
    folder, proposed, capsys, monkeypatch
):
    worded = versions.by_model(proposed.draft.proposition)
    assert worded
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert _approve(folder) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "in de woorden van een taalmodel" in told
    for one in worded:
        assert " ".join(one.text.split()) in told
        assert f"«{one.citations[0].quote}»" in told
    assert versions.versions(folder)[0].approval is None
    assert _approve(folder, "--yes") == 0
    with SqliteLog(folder.log, is_read_only=True) as log:
        (event,) = (one for one in log.events() if one.kind == "approve")
    assert dict(event.values)["by_model"] == len(worded)
    assert run(["list", str(folder.root), "versions", "--json"]) == 0
    assert "A. de Vries" in capsys.readouterr().out


def test_no_door_approves_what_was_not_shown(folder, proposed):
    version = proposed.version
    with pytest.raises(WrongUse, match="not_seen"):
        versions.approve(folder, version, name="Jo", at=AT)
    seen = [one.id for one in versions.by_model(proposed.draft.proposition)]
    assert versions.approve(folder, version, name="Jo", at=AT, seen=seen).approval is not None


def test_without_a_model_nothing_is_asked(folder, capsys):
    versions.propose(folder, name="Jo", at=AT)
    assert _approve(folder) == 0
    assert "taalmodel" not in capsys.readouterr().err


def test_a_refusal_names_the_clause_and_the_word(proposed):
    numbers = {one.id: at for at, one in enumerate(proposed.draft.proposition.clauses, start=1)}
    bridge = next(one for one in proposed.draft.proposition.clauses if "brug" in one.text)
    refused = [dict(one.message.values) for one in proposed.draft.refusals if "brug" in one.words]
    assert refused
    assert {one["number"] for one in refused} == {numbers[bridge.id]}
    assert "geen" in {one.get("words") for one in refused}


def test_what_was_refused_of_the_wordings_stands_in_the_list_and_on_the_page(folder, proposed, capsys):
    refused = proposed.draft.refusals
    assert refused
    assert versions.refused(folder) == refused
    assert versions.publication(folder, label=None, language="nl", stamp=AT).refused == refused
    assert run(["list", str(folder.root), "refusals", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["words"] for one in listed if one["task"] in {"word", "plain"}] == [one.words for one in refused]


def test_a_model_of_which_nothing_entered_is_listed_too(folder):
    liar = Asking(wish=WISH, connect=lambda _: ScriptedModel(_lies, name="schrijver"))
    made = versions.propose(folder, name="Jo", at=AT, asking=liar)
    assert not versions.by_model(made.draft.proposition)
    assert made.draft.refusals
    assert versions.refused(folder) == made.draft.refusals


def _lies(prompt):
    numbers = re.findall(r"<<\w{8} (\d+)\n", prompt.data)
    return json.dumps(
        {"items": [{"n": int(one), "text": "De gemeente Velsen betaalt 9 miljoen.", "title": ""} for one in numbers]}
    )


def _run_model(folder, command, *options):
    named = ("--model", "schrijver", "--endpoint", "http://localhost:9/v1", "--lang", "nl")
    return run([command, str(folder.root), *named, *options])


def test_an_estimate_of_a_version_sends_nothing_and_makes_none(folder, capsys):
    assert _run_model(folder, "propose", "--estimate", "--json") == 0
    found = capsys.readouterr()
    estimate = json.loads(found.out)["estimate"]
    assert estimate["calls"] > 0
    assert set(estimate["tasks"]) == {"word", "plain"}
    assert [one.rpartition("/")[2] for one in estimate["paths"]] == ["a.md", "b.md"]
    assert len(estimate["sources"]) == len(estimate["paths"])
    assert all(path in found.err for path in estimate["paths"])
    assert "Tekst van 2 bronnen gaat mee" in found.err
    assert versions.versions(folder) == ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        assert not [one for one in log.events() if one.kind in ("sending", "sent", "propose")]


def test_an_estimate_without_a_model_says_that_nothing_would_be_asked(folder, capsys):
    assert run(["propose", str(folder.root), "--estimate", "--lang", "nl"]) == 0
    assert "niets te vragen" in capsys.readouterr().err
    assert versions.versions(folder) == ()


def test_a_long_quote_is_shown_whole_to_who_approves(folder, capsys):
    text = versions.drafted(folder).proposition
    long = ", ".join(f"straat {at} van het dorp" for at in range(12))
    first = next(one for one in text.clauses if one.citations)
    cited = replace(first.citations[0], quote=long, role="says")
    mine = replace(first, origin="model:schrijver", citations=(cited,))
    shown = Standing(version=None, proposition=replace(text, clauses=(mine,)))
    proposing._put_worded(shown, [mine])
    assert f"«{long}»" in capsys.readouterr().err
    assert "door model schrijver" in worded_text(mine)
    assert "door model schrijver" in worded_text(replace(first, plain="Kort.", plain_by="model:schrijver"))
    assert "model" not in worded_text(first)


def test_a_build_without_a_model_tells_the_hours_and_what_has_no_pages(folder, capsys):
    assert run(["build", str(folder.root), "--lang", "nl"]) == 0
    told = capsys.readouterr().out
    assert "met of zonder model" in told
    assert "2 bronnen zonder bladzijden" in told
