"""What came in from somebody else (a mailed dossier, a merged log) says for nobody here that what is not public may be sent."""

import io
import json
import sys

import pytest
from fakes import ScriptedModel
from genai.asked import parts

from rodedraad import cli
from rodedraad.adapters import keys
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog

ELSEWHERE = "https://model.example/v1"
STAMP = "2026-11-23T00:00:00Z"
HIDDEN = "Er zou volgens de provincie Noord-Holland misschien meer onderzoek nodig zijn naar de Zeppelinhal."
OPEN = "Er zou volgens de provincie Noord-Holland misschien meer onderzoek nodig zijn naar geluid."
MODEL = {"naam": "proef", "vertrouwelijk": True}


@pytest.fixture
def sent(monkeypatch):
    """What goes to the model elsewhere."""
    found = []

    def reach(settings, **_):
        def answer(prompt):
            found.append((settings.endpoint, prompt.data))
            return json.dumps({"items": [{"n": number} for number, _ in parts(prompt.data)]})

        return ScriptedModel(answer, name=settings.name)

    for name in ("RODEDRAAD_MODEL", "RODEDRAAD_ENDPOINT", keys.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(keys, "_kept", lambda _: None)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    monkeypatch.setattr("rodedraad.cli.engaging.reached", reach)
    return found


def _made(root, settings):
    folder = DossierFolder.make(root, f'kader = "ijmond"\n{settings}')
    (folder.sources / "open.md").write_text(f"# Brief\n\nProvincie Noord-Holland, 4 mei 2026\n\n{OPEN}\n")
    (folder.sources / "dicht.md").write_text(f"# Notitie\n\nProvincie Noord-Holland, 5 mei 2026\n\n{HIDDEN}\n")
    folder.source_settings.write_text('[[bron]]\npad = "dicht.md"\nopenbaar = false\n')
    return folder


def _mailed(root):
    return _made(root, f'[model]\nnaam = "proef"\nendpoint = "{ELSEWHERE}"\nvertrouwelijk = true\n')


def _merged(root):
    """A dossier of one's own, into whose log another's settings came."""
    folder = _made(root, "")
    cli.run(["build", str(folder.root)])
    values = {f'"dossier.toml".model.{key}': value for key, value in {**MODEL, "endpoint": ELSEWHERE}.items()}
    with SqliteLog(folder.log) as log:
        log.append(at=STAMP, person=log.person("Iemand Anders"), kind="setting", targets=(), values=values)
    return folder


WAYS = pytest.mark.parametrize("make", [_mailed, _merged])


@WAYS
def test_an_address_that_came_in_gets_nothing_unasked(make, tmp_path, sent):
    folder = make(tmp_path / "d")
    assert cli.run(["build", str(folder.root)]) in (0, 1)
    assert sent == []


@WAYS
@pytest.mark.parametrize("flags", [["--endpoint", ELSEWHERE], ["--model", "proef", "--endpoint", ELSEWHERE]])
def test_whoever_names_the_address_sends_what_is_public_alone(make, flags, tmp_path, sent, capsys):
    folder = make(tmp_path / "d")
    assert cli.run(["build", str(folder.root), *flags]) == 1
    went = "".join(data for _, data in sent)
    assert "geluid" in went
    assert "Zeppelinhal" not in went
    assert "--yes" in capsys.readouterr().err


@WAYS
def test_whoever_agrees_to_the_plan_sends_what_it_told_of(make, tmp_path, sent, capsys):
    folder = make(tmp_path / "d")
    cli.run(["build", str(folder.root), "--yes"])
    assert "niet openbaar" in capsys.readouterr().err
    assert "Zeppelinhal" in "".join(data for _, data in sent)


def test_where_the_dossier_says_that_it_may_not_go_nobody_can_agree(tmp_path, sent):
    folder = _made(tmp_path / "d", f'[model]\nnaam = "proef"\nendpoint = "{ELSEWHERE}"\n')
    cli.run(["build", str(folder.root), "--yes"])
    went = "".join(data for _, data in sent)
    assert "geluid" in went
    assert "Zeppelinhal" not in went
