"""A mistake in the command line is said in the reader's language, with what may have been meant."""

import pytest

from rodedraad.cli import run

CASES = {
    ("build",): ("DOSSIER ontbreekt.", "DOSSIER is missing."),
    ("export", "x"): ("De optie --to ontbreekt", "The option --to is missing"),
    ("buidl", "x"): ("Er is geen opdracht «buidl». Er zijn: new add", "There is no command “buidl”."),
    ("build", "x", "--modell", "y"): ("geen optie --modell. Bedoelt u --model", "no option --modell. Do you mean --model"),
    ("build", "x", "--model"): ("Achter --model ontbreekt een waarde.", "A value is missing behind --model."),
    ("build", "x", "--workers", "veel"): ("Bij --workers hoort een geheel getal (1 - 256).", "--workers takes a whole number (1 - 256)."),
    ("build", "x", "--workers", "900"): ("Bij --workers hoort een geheel getal (1 - 256).", "--workers takes a whole number (1 - 256)."),
    ("build", "x", "--budget", "tien"): ("Bij --budget hoort een getal", "--budget takes a number"),
    ("search", "x", "wind", "op", "zee"): ("te veel voor deze opdracht: op zee.", "too much for this command: op zee."),
}  # fmt: skip
ENGLISH = ("Error", "Missing", "Usage", "Try '", "Invalid", "No such", "Got unexpected")


@pytest.mark.parametrize("arguments", CASES, ids=" ".join)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_mistake_is_said_in_the_readers_language(arguments, language, capsys):
    assert run([*arguments, "--lang", language]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert CASES[arguments][language == "en"] in shown.err
    assert language == "en" or [word for word in ENGLISH if word in shown.err] == []


def test_how_the_command_is_used_stands_below_the_mistake(capsys):
    assert run(["export", "x", "--lang", "nl"]) == 2
    told = capsys.readouterr().err
    assert "Gebruik: rodedraad export [OPTIES] DOSSIER" in told
    assert "Meer uitleg: rodedraad export --help" in told


def test_a_mistake_cannot_steer_the_terminal(capsys):
    assert run(["build", "x", "--\x1b[2Jmodel", "--lang", "nl"]) == 2
    assert "\x1b" not in capsys.readouterr().err
