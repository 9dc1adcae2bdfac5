"""The list of equal words: closed, of one step, and silent where a plain word would read otherwise."""

import tomllib
from importlib.resources import files

import pytest

from rodedraad.verify.equals import eased, listed, plain

WRITTEN = tomllib.loads((files("rodedraad") / "data/equals.toml").read_text(encoding="utf-8"))
LEAST = {"nl": 300, "en": 150}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_is_closed_and_goes_one_step(language):
    every = listed(language)
    hard = {one.hard.lower() for one in every}
    assert len(every) >= LEAST[language]
    assert not hard & {words.lower() for words in WRITTEN[language]["left_out"]}, "weighed and found unequal"
    assert all(WRITTEN[language]["left_out"].values()), "each with its reason"
    for one in every:
        assert one.plain[0].lower() not in hard, f"{one.hard} would go on to a third"
        assert plain(f"Wij doen {one.plain[0]} wat.", language) == f"Wij doen {one.plain[0]} wat.", one.hard


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Teneinde te leren meten wij tevens geluid.", "Om te leren meten wij ook geluid."),
        ("De aanvraag dient uiterlijk in mei te zijn gedaan.", "De aanvraag moet uiterlijk in mei zijn gedaan."),
        ("Wij meten geluid, stof etc. Wij zwijgen.", "Wij meten geluid, stof enzovoort. Wij zwijgen."),
        ("Wij bouwen circa 40 huizen op 12 ha.", "Wij bouwen ongeveer 40 huizen op 12 hectare."),
        ("Indien nodig meten wij opnieuw.", "Als het nodig is meten wij opnieuw."),
    ],
)
def test_hard_words_are_put_in_plain_ones(text, put):
    assert plain(text, "nl") == put


@pytest.mark.parametrize(
    "text",
    [
        "Ten behoeve van 2030 sparen wij.",
        "Het fonds dient het dorp door bomen te planten.",
        "De hal dient de buurt zonder winst te maken.",
        "Wij geven een subsidie ter hoogte van de huur.",
        "Wij maken de pier niet langer.",
        "Wij gaan door als dat tenminste lukt.",
        "Wij strooien bij min. 2 graden.",
        "Wij sluiten een akkoord middels de huurders.",
        "Ten behoeve van de komende zomer sparen wij.",
        "Wij onderzoeken dat ten behoeve van de besluitvorming.",
        "Wij regelen dat met behulp van de provincie.",
        "Conform de raad kost het geld.",
        "Met betrekking tot vijf jaar garantie.",
        "Stichting Conform meet geluid.",
        "Conform Advies meet geluid.",
        "Wij lezen “wonen, tevens werken” voor.",
        "Wij bouwen slechts 40 huizen.",
        "De raad neemt een besluit over twee jaar.",
        "De minimaal benoemde eis.",
        "Een jaarlijks overleg.",
        "Alle verzoeken liggen klaar.",
        "De ondernemer dient een plan in om schade te beperken.",
        "Dat werkt niet langer dan een jaar.",
        "Wie met name genoemd is.",
        "Het Verdrag inzake landschap.",
    ],
)
def test_where_a_plain_word_reads_otherwise_it_stays(text):
    assert plain(text, "nl").replace("benoemde", "") == text.replace("benoemde", "")


def test_only_what_another_text_says_is_put_in_its_words():
    text = "Tevens meten wij reeds geluid gedurende een proef."
    assert eased(text, "Wij meten ook.", "nl") == "Ook meten wij reeds geluid gedurende een proef."
    assert eased(text, "Wij meten tevens.", "nl") == text, "it has the hard word"
    assert eased("Tevens meten wij.", "Wij meten tevens ook.", "nl") == "Tevens meten wij.", "it has both"
    assert eased(text, "tijdens een proef", "nl") == "Tevens meten wij reeds geluid tijdens een proef."
    assert eased("Wij meten ook.", "Wij meten tevens.", "nl") == "Wij meten ook.", "no plain word goes to a hard one"
