"""The command ask at terminals of several widths, as JSON, and where the dossier does not say."""

import hashlib
import json

import pytest
import readers
from fakes import ScriptedModel

from rodedraad.cli import engaging
from rodedraad.cli.app import run
from rodedraad.transformer import meaning

ONE = "# Visie van de gemeente Velsen\n\nWij willen in 2030 een warmtenet in alle wijken. De gemeente bouwt 900 woningen per jaar.\n"
OTHER = "# Visie van de gemeente Beverwijk\n\nEr moeten 900 woningen per jaar worden gebouwd. De haven krijgt een nieuwe kade.\n"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked") / "regio"
    assert run(["new", str(folder)], "nl") == 0
    (folder / "bronnen" / "velsen.md").write_text(ONE, encoding="utf-8")
    (folder / "bronnen" / "beverwijk.md").write_text(OTHER, encoding="utf-8")
    assert run(["build", str(folder), "--workers", "1"], "nl") in (0, 1)
    return folder


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_an_answer_names_its_quote_source_and_code_within_the_width(dossier, width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["ask", str(dossier), "Hoeveel woningen bouwt de gemeente per jaar?"], "nl") == 0
    said = capsys.readouterr().out
    folded = " ".join(said.split())
    assert "«De gemeente bouwt 900 woningen per jaar.»" in folded
    assert "Visie van de gemeente Velsen" in folded
    assert "s-" in said
    assert max(len(line) for line in said.splitlines()[1:-1]) <= width


def test_json_has_the_promised_keys_and_quotes_that_stand_there(dossier, capsys):
    assert run(["ask", str(dossier), "Hoeveel woningen bouwt de gemeente per jaar?", "--json"], "nl") == 0
    made = json.loads(capsys.readouterr().out)
    assert {"question", "answer", "searched", "found"} <= made.keys()
    assert made["found"] is True
    texts = {hashlib.sha256(one.encode()).hexdigest(): one for one in (ONE, OTHER)}
    for line in made["answer"]:
        assert line["citations"] == [one["statement"] for one in line["quotes"] if one["statement"]]
        assert all(one["quote"] in texts[one["source"]] for one in line["quotes"])


def test_what_the_dossier_does_not_say_names_the_words_that_stand_nowhere(dossier, capsys):
    assert run(["ask", str(dossier), "Wanneer vaart de zeppelin naar Newcastle?"], "nl") == 0
    said = capsys.readouterr().out
    assert "Het dossier zegt dit niet" in said
    assert "Nergens te vinden: vaart, zeppelin, Newcastle." in said
    assert run(["ask", str(dossier), "Wanneer vaart de zeppelin naar Newcastle?", "--json"], "nl") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["found"], made["answer"]) == (False, [])
    assert made["searched"]["absent"] == ["vaart", "zeppelin", "Newcastle"]


def test_a_question_of_function_words_asks_for_its_subject(dossier, capsys):
    assert run(["ask", str(dossier), "Wie en wat en waarom?"], "nl") == 0
    assert "noem waar zij over gaat" in capsys.readouterr().out


def test_a_careful_answer_is_read_again_and_is_plain_without_the_data(dossier, capsys, monkeypatch):
    def quotes(*flags):
        assert run(["ask", str(dossier), "Hoeveel woningen bouwt de gemeente Velsen?", "--json", *flags], "nl") == 0
        return json.loads(capsys.readouterr().out)["answer"]

    plain, careful = quotes(), quotes("--careful")
    assert careful[0]["text"] == "De gemeente bouwt 900 woningen per jaar."
    assert careful[0]["score"] > plain[0]["score"]
    monkeypatch.setattr(meaning, "shipped", lambda: None)
    assert quotes("--careful") == plain


def test_who_wrote_a_document_is_answered_from_the_list_of_sources(dossier, capsys):
    assert run(["ask", str(dossier), "Wie schreef de visie van Velsen?"], "nl") == 0
    said = capsys.readouterr().out
    assert "Volgens de bronnenlijst:" in said
    assert "Gemeente Velsen" in said.partition("bronnenlijst:")[2].splitlines()[1]
    assert run(["ask", str(dossier), "Wie schreef de visie van Velsen?", "--json"], "nl") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["found"], made["answer"]) == (True, [])
    assert made["written"] == [hashlib.sha256(ONE.encode()).hexdigest()]


def test_a_model_of_which_nothing_holds_is_said_in_one_line(dossier, capsys, monkeypatch):
    # Its reply was paid for, and there was no sign that there had been one.
    def made_up(prompt):
        told = json.loads(readers.agreeing(prompt))
        for item in told["items"]:
            item["sentences"] = item["sentences"][-1:]
        return json.dumps(told)

    question = ["ask", str(dossier), "Hoeveel woningen bouwt de gemeente per jaar?"]
    monkeypatch.setattr(engaging, "reached", lambda *_, **__: ScriptedModel(made_up))
    assert run([*question, "--model", "proef", "--endpoint", "http://127.0.0.1:9/v1"], "nl") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Van wat het model antwoordde, hield niets stand (1 geweigerd)." in said
    assert "windmolens" not in said


def test_what_comes_nearest_is_shown_apart_where_no_quote_names_the_sum(dossier, capsys):
    assert run(["ask", str(dossier), "Hoeveel geld kost het warmtenet in de wijken?"], "nl") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Het dossier zegt dit niet" in said.partition("Wat er het dichtst bij komt")[0]
    assert "Geen gevonden citaat noemt hierbij een bedrag." in said
    assert "«Wij willen in 2030 een warmtenet in alle wijken.»" in said.partition("Wat er het dichtst bij komt")[2]
