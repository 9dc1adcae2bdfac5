"""A build whose model cannot be had ends without it, says so in one sentence, and is otherwise as without; and with one
that can, what was answered is not asked again, whatever the order in which documents came."""

import json
import shutil

import pytest
from endpoint import Endpoint, Scripted, failed
from fakes import ScriptedModel
from genai.asked import parts
from injected import WAYS, _honest

from rodedraad import assisting, cli, dossier
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.sqlite import KINDS, SqliteStore
from rodedraad.sending import Asking

STAMP = "2026-11-23T00:00:00Z"
FILES = {f"stuk-{number}.txt": WAYS["paragraph.txt"]("", _honest(number, number % 2)) for number in range(4)}
HIDDEN = "verkeerd-9f3a1c7712"


def _made(root, files=FILES):
    folder = DossierFolder.make(root, 'kader = "ijmond"\n')
    for name, data in files.items():
        (folder.sources / name).write_bytes(data)
    return folder


def _lists(folder, *, without=()):
    with SqliteStore(folder.store, is_read_only=True) as store:
        return {kind: tuple(store.records(kind)) for kind in KINDS if kind not in without}


def _answer(prompt):
    """A model that answers each part by that part alone, with something of everything."""
    found = []
    for number, lines in parts(prompt.data):
        words = [line[2:].strip() for line in lines if line.startswith("- ")]
        answer = {
            "extract": {
                "statements": [{"quote": one, "type": "ambition"} for one in (*words, "Dit staat nergens in.")]
            },
            "resolve": {"holder": None, "addressee": "gemeente Velsen", "condition": None},
            "compare": {"relation": "same", "kind": None, "words_a": lines[0][3:], "words_b": lines[-1][3:]},
            "title": {"title": " ".join(words[0].split()[:5]) if words else ""},
        }[prompt.task]
        found.append({"n": number, **answer})
    return json.dumps({"items": found})


def _build(folder, model=None):
    wish = assisting.Wish(name="proef", endpoint="http://localhost:1/v1") if model else assisting.NO_WISH
    return dossier.build(
        folder,
        name="proef",
        at=STAMP,
        workers=1,
        asking=Asking(wish=wish, connect=(lambda _: model) if model else None),
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = _made(tmp_path_factory.mktemp("zonder") / "d")
    _build(folder)
    return folder


ENDS = {
    "wrong key": (lambda _: failed(401, "Incorrect key", "invalid_api_key"), "model.no_key"),
    "unknown model": (lambda _: failed(404, "no such model", "model_not_found"), "model.unknown"),
    "garbage": (lambda _: Scripted(body=b"\x00\xff not json" * 50), "model."),
    "a page": (lambda _: Scripted(body=b"<html>", content_type="text/html"), "model."),
}


@pytest.mark.parametrize(("answer", "code"), ENDS.values(), ids=ENDS.keys())
def test_a_build_ends_without_a_model_that_fails_and_says_so(  # noqa: PLR0917  fixtures
    plain, tmp_path, monkeypatch, capsys, answer, code
):
    monkeypatch.setenv("RODEDRAAD_API_KEY", HIDDEN)
    monkeypatch.setattr("rodedraad.genai.running.LONGEST_WAIT_SECONDS", 0.01)
    shutil.copytree(plain.root, tmp_path / "d")
    folder = DossierFolder.open(tmp_path / "d")
    with Endpoint(answer) as endpoint:
        assert cli.run(["build", str(folder.root), "--model", "m", "--endpoint", endpoint.url, "--json"]) == 1
    told = capsys.readouterr()
    assert HIDDEN not in told.out + told.err
    _as_without(folder, plain, code)
    assert not [path for path in folder.root.rglob("*") if path.is_file() and HIDDEN.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--endpoint", "http://127.0.0.1:9/v1"], "model.no_connection"),
        (["--endpoint", "http://127.0.0.1:9/v1", "--budget", "0"], "genai.cap"),
        ([], "genai.no_endpoint"),
    ],
)
def test_without_an_endpoint_or_a_budget_nothing_is_sent_and_it_is_said(plain, tmp_path, capsys, flags, code):
    shutil.copytree(plain.root, tmp_path / "d")
    folder = DossierFolder.open(tmp_path / "d")
    assert cli.run(["build", str(folder.root), "--model", "m", *flags, "--json"]) == 1, capsys.readouterr().err
    _as_without(folder, plain, code)


def test_a_key_in_the_dossier_builds_without_a_model(plain, tmp_path, capsys):
    shutil.copytree(plain.root, tmp_path / "d")
    folder = DossierFolder.open(tmp_path / "d")
    with folder.settings.open("a") as file:
        file.write(f'[model]\nnaam = "m"\nsleutel = "{HIDDEN}"\n')
    assert cli.run(["build", str(folder.root), "--json"]) == 1
    told = capsys.readouterr()
    assert HIDDEN not in told.out + told.err
    _as_without(folder, plain, "genai.key_in_file")


def _as_without(folder, plain, code):
    (said,) = [one for one in _lists(folder)["problems"] if one.source == "dossier.toml"]
    assert said.message.code.startswith(code)
    assert _lists(folder, without=["problems"]) == _lists(plain, without=["problems"])


def test_built_one_by_one_is_built_at_once_and_only_what_is_new_is_sent(tmp_path):
    at_once = _made(tmp_path / "ineens")
    model = ScriptedModel(_answer, name="proef")
    outcome = _build(at_once, model)
    assert outcome.counts["suggestions"] > 0
    assert outcome.refusals
    asked = _asked(model)
    assert len(asked) == len(set(asked)) == outcome.usage.items

    again = ScriptedModel(_answer, name="proef")
    assert _build(at_once, again).usage.calls == 0
    assert again.prompts == []

    slowly = _made(tmp_path / "een voor een", {})
    sent = []
    for name, data in FILES.items():
        (slowly.sources / name).write_bytes(data)
        one = ScriptedModel(_answer, name="proef")
        _build(slowly, one)
        new = _asked(one)
        assert not set(new).intersection(sent)
        sent += new
        here = [part for part in new if part[0] in ("extract", "resolve")]
        assert all(any(line[2:] in data.decode() for line in part[1] if line.startswith("- ")) for part in here)
    assert _lists(slowly) == _lists(at_once)
    assert set(asked) <= set(sent)


def _asked(model):
    return [(prompt.task, tuple(lines)) for prompt in model.prompts for _, lines in parts(prompt.data)]


def test_a_model_that_is_named_and_not_reached_serves_by_what_it_said(tmp_path):
    folder = _made(tmp_path / "d")
    _build(folder, ScriptedModel(_answer, name="proef"))
    before = _lists(folder)
    folder.store.unlink()
    wish = assisting.Wish(name="proef", endpoint="http://localhost:1/v1")
    dossier.build(folder, name="proef", at=STAMP, workers=1, asking=Asking(wish=wish))
    assert _lists(folder) == before
