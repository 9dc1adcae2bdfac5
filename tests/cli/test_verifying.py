"""``check --quote``: what people are told of words that somebody quotes."""

import json

import pytest

from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import run

ONE = "De gemeente Aldorp moet in 2030 een schone haven hebben, mits het Rijk meebetaalt."


@pytest.fixture
def root(tmp_path, capsys):
    folder = DossierFolder.make(tmp_path / "dossier", 'titel = "proef"\n')
    (folder.sources / "haven.md").write_text(f"# Haven\n\n{ONE}\n", encoding="utf-8")
    (folder.sources / "boom.md").write_text("# Boom\n\nElke boom langs de vaart blijft staan.\n", encoding="utf-8")
    run(["build", str(folder.root), "--as", "Jo"])
    capsys.readouterr()
    return str(folder.root)


def asked(capsys, root, quote, *more):
    status = run(["check", root, "--quote", quote, "--json", *more])
    return status, json.loads(capsys.readouterr().out)


def test_each_verdict_has_its_status_and_says_where(root, capsys):
    assert asked(capsys, root, ONE) == (
        0,
        {
            "quote": ONE,
            "verdict": "accepted",
            "path": "haven.md",
            "source": asked(capsys, root, ONE)[1]["source"],
            "start": 7,
            "end": 7 + len(ONE),
            "page": None,
            "passage": ONE,
            "differences": [],
        },
    )
    status, found = asked(capsys, root, ONE.replace("moet", "kan"), "--source", "haven.md")
    assert (status, found["verdict"], found["path"]) == (1, "altered", "haven.md")
    assert found["differences"] == [{"kind": "changed", "said": "kan", "written": "moet"}]
    status, found = asked(capsys, root, ONE, "--source", "boom.md")
    assert (status, found["verdict"], found["path"]) == (1, "misattributed", "haven.md")
    status, found = asked(capsys, root, "Het museum sluit op maandag al zijn deuren.")
    assert (status, found["verdict"], found["path"], found["start"]) == (1, "fabricated", None, None)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["Daar staat", "weggelaten: «, mits het Rijk meebetaalt.»"]),
        ("en", ["That passage", "left out: “, mits"]),
    ],
)
def test_people_read_the_passage_and_what_was_cut_off(root, capsys, language, words):
    assert run(["check", root, "--quote", ONE.partition(",")[0], "--lang", language]) == 1
    told = capsys.readouterr().out
    assert all(word in told for word in [*words, ONE, "haven.md"])


def test_a_source_that_is_not_there_is_said(root, capsys):
    assert run(["check", root, "--quote", ONE, "--source", "nergens.md"]) != 0
    assert "nergens.md" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "words"), [("nl", "niets om op te zoeken"), ("en", "nothing to look up")])
def test_a_quote_without_a_word_is_said_to_be_none(root, capsys, language, words):
    """A full stop was called right: it stands in every source."""
    assert run(["check", root, "--quote", ".", "--lang", language]) == 1
    assert words in capsys.readouterr().out
