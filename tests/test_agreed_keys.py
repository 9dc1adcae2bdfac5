"""A key of a provider in a settings file stays out of the log, wherever in the file it stands, and ends no other dossier."""

import pytest

from rodedraad import cli
from rodedraad.adapters.folder import DossierFolder
from rodedraad.endpoints import is_issued_key

KEY = "sk-proj-a8Fk29ZqLm04XyTb7RwQ"


@pytest.mark.parametrize(
    "settings",
    [
        f'[[partij]]\nid = "p"\nnaam = "{KEY}"\n',
        f'[[partij]]\nid = "{KEY}"\nnaam = "Dorpsraad"\n',
        f'[[partij]]\nid = "p"\nnaam = "Dorpsraad"\naliassen = ["raad", "Bearer {KEY}"]\n',
        f'[[thema]]\nid = "t"\nnl = "Rust"\nen = "Quiet"\ncues = ["{KEY}"]\n',
    ],
)
def test_a_key_in_the_settings_is_said_and_reaches_no_file_of_the_dossier(tmp_path, settings, capsys):
    folder = DossierFolder.make(tmp_path / "d", 'titel = "proef"\n')
    (folder.sources / "visie.md").write_text("# Visie\n\nWij willen rust in het dorp.\n", encoding="utf-8")
    folder.settings.write_text(f'titel = "proef"\n{settings}', encoding="utf-8")
    assert cli.run(["build", str(folder.root), "--lang", "nl"]) == 2
    said = capsys.readouterr()
    assert KEY not in said.out + said.err
    held = [path for path in folder.root.rglob("*") if path.is_file() and path != folder.settings]
    assert not [path for path in held if KEY.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    "words",
    [
        "pk-2024-verslag-commissie-ruimte.pdf",
        "SK-20240315-notulen-gemeenteraad.docx",
        "https://identifier.overheid.nl/tooi/id/gemeente/gm0453",
        "9f2b6c1e-4d2a-4a8e-9c57-0e3b1a7d5f60",
        "API-handleiding voor bewoners 2024",
        "api_key",
    ],
)
def test_names_of_files_codes_and_words_are_no_keys(words):
    assert not is_issued_key(words)
    assert is_issued_key(f"{words} {KEY}")
