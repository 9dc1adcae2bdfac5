"""Who acts, and what a dossier is called: two settings, of which only one enters the log."""

import json

import pytest

from rodedraad import cli


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.md").write_text("# Visie\n\nWij willen schone lucht.\n", encoding="utf-8")
    path = tmp_path / "regio"
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["add", str(path), str(tmp_path / "a.md")]) == 0
    return path


def test_the_setting_naam_says_who_acts_and_stays_in_the_file(folder, capsys):
    settings = folder / "dossier.toml"
    text = settings.read_text(encoding="utf-8")
    assert '\ntitel = "regio"\n' in text
    settings.write_text(text.replace("# naam =", "naam =", 1), encoding="utf-8")
    assert cli.run(["build", str(folder)]) in (0, 1)
    capsys.readouterr()
    assert cli.run(["list", str(folder), "log", "--format", "json"]) == 0
    events = json.loads(capsys.readouterr().out)
    assert {one["person"] for one in events} == {"Voornaam Achternaam"}
    keys = {key for one in events for key in one["values"]}
    assert '"dossier.toml".titel' in keys
    assert '"dossier.toml".naam' not in keys


def test_the_name_of_a_frame_is_nobody_who_acts(tmp_path):
    frame = tmp_path / "kader.toml"
    party = '[[partij]]\nid = "dorp"\nnaam = "Dorp"\n'
    for text, title in (
        (f'naam = "Streek"\n\n{party}', "Streek"),
        (f"{party}\n{party.replace('dorp', 'stad')}", "nieuw"),
    ):
        frame.write_text(text, encoding="utf-8")
        path = tmp_path / title / "nieuw"
        path.parent.mkdir()
        assert cli.run(["new", str(path), "--frame", str(frame)]) == 0
        settings = (path / "dossier.toml").read_text(encoding="utf-8")
        assert f'titel = "{title}"' in settings
        assert not settings.startswith("naam")
        assert "\nnaam" not in settings.partition("[[")[0]
        assert settings.count('naam = "Dorp"') == text.count('naam = "Dorp"')
