"""What comes from outside cannot steer a terminal, in any of the ways that text gets there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import run, speech
from rodedraad.records import Message
from rodedraad.shapes import escaped
from rodedraad.visible import in_line, visible

STEERING = ["\x1b[2J", "\x9b31m", "\u202e", "\u2066", "\x07", "\r", "\x08", "\u2028", "\ufeff"]


@pytest.mark.parametrize("text", STEERING)
def test_what_steers_is_written_out_in_every_door(text, capsys):
    speech.put(text)
    speech.put_json({"title": text})
    speech.put(speech.said("folder.no_such_file", path=text))
    speech.tell("folder.no_such_file", path=text)
    speech.tell_message(text, Message(code="folder.no_such_file", values=(("path", text),)))
    speech.table(text, [text], [[text]])
    written = capsys.readouterr()
    for stream in (written.out, written.err):
        assert text[0] not in stream
        assert stream.strip()


@given(text=st.text())
def test_json_says_the_same_and_steers_nothing(text):
    written = escaped(json.dumps([text], ensure_ascii=False))
    assert json.loads(written) == [text]
    assert all(character == "\n" or character not in written for character in ("\x1b", "\x9b", "\u202e"))


@given(
    text=st.text(
        alphabet=st.characters(categories=("L", "N", "P", "S", "Zs", "Mn", "Co")) | st.sampled_from("\n\u00ad")
    )
)
def test_words_signs_and_bullets_stay_as_they_are(text):
    assert visible(text) == text


def test_a_line_end_in_a_value_makes_no_line():
    assert in_line("a.pdf\nAlles klopt.") == "a.pdf\\nAlles klopt."


def test_a_file_name_that_steers_comes_through_no_command(tmp_path, capsys):
    folder = DossierFolder.make(tmp_path / "dossier", 'titel = "proef"\n')
    (folder.sources / "\x1b]0;kwaad\x07\u202efdp.md").write_text(
        "# Een\n\nDe gemeente bouwt 30 huizen.\n", encoding="utf-8"
    )
    (folder.sources / "\x1b[2Jleeg.pdf").write_bytes(b"")
    root = str(folder.root)
    run(["build", root, "--as", "Jo"])
    for arguments in (
        *(("list", root, "sources", "--format", way) for way in ("table", "csv", "jsonl", "json")),
        ("list", root, "problems"),
        ("check", root),
        ("search", root, "huizen"),
        ("show", root, "\x1b]0;kwaad\x07\u202efdp.md"),
        ("show", root, "\x1b[2J"),
        ("remove", root, "\x1b]0;kwaad\x07\u202efdp.md"),
    ):
        run(list(arguments))
    written = capsys.readouterr()
    assert "kwaad" in written.out
    for text in ("\x1b", "\x07", "\u202e"):
        assert text not in written.out
        assert text not in written.err


def test_an_argument_that_is_no_text_is_said_with_the_status_of_wrong_use(capsys):
    assert run(["search", "dossier", "caf\udce9"]) == 2
    assert "caf\\xe9" in capsys.readouterr().err
