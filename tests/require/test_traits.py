"""What statements show of money, people, space and permits: words of their quotes, and what nothing is shown of."""

import pytest
from make import statement

from rodedraad.require.traits import missing, shown

SHOWN = [
    ("Voor de bouw is 12,5 miljoen euro gereserveerd.", "money", "12,5 miljoen euro"),
    ("The fund brings € 3 million to the harbour school.", "money", "€ 3 million"),
    ("De provincie draagt bij uit het energiefonds.", "money", "energiefonds"),
    ("Het lab vraagt 40 technici en een kernteam.", "people", "40 technici"),
    ("De school zoekt voldoende geschoolde vakmensen.", "people", "voldoende geschoolde vakmensen"),
    ("Langs het kanaal ligt 8 hectare vrij.", "space", "8 hectare"),
    ("Het gebouw komt op een kavel naast de haven.", "space", "kavel"),
    ("Zonder natuurvergunning kan de centrale niet open.", "permits", "natuurvergunning"),
    ("The plant waits for a planning permit.", "permits", "planning permit"),
]


@pytest.mark.parametrize(("quote", "aspect", "words"), SHOWN)
def test_words_of_the_quote_show_one_aspect(quote, aspect, words):
    found = [one for one in shown([statement("a", quote)]) if one.aspect == aspect]
    assert words in [one.words for one in found]
    assert all(one.words in quote and one.statement == "a" for one in found)


@pytest.mark.parametrize(
    "quote",
    [
        "Er is ruimte voor verbetering.",
        "Op dit beleidsterrein wordt de toon gezet.",
        "De allocatie volgt later.",
        "Het plan wordt besproken.",
        "De raad wil dat iedereen meedoet.",
    ],
)
def test_what_shows_nothing_gives_nothing(quote):
    assert shown([statement("a", quote)]) == ()
    assert missing(shown([statement("a", quote)])) == ("money", "people", "space", "permits")


def test_traits_stand_by_aspect_and_then_as_the_statements():
    statements = [
        statement("b", "Een vergunning en 2 hectare."),
        statement("a", "Daarvoor is 5 miljoen euro en 1 hectare nodig."),
    ]
    found = [(one.aspect, one.statement) for one in shown(statements)]
    assert found == [("money", "a"), ("space", "b"), ("space", "a"), ("permits", "b")]
    assert missing(shown(statements)) == ("people",)
