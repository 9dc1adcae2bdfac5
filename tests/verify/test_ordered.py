"""What a model may say in the place of a sentence: its words, in their order, but for a verb that the frame moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.verify.ordered import fault, is_part

RULES = "Velsen wil: «Wij willen dat de fabriek behouden blijft, mits de gezondheid binnen vijf jaar verbetert.»"
ASKED = "De bond vraagt aan Loderstaal: «Verkort de nachtdienst met een uur, met behoud van loon.»"


PROMISED = "Velsen zegt toe: «Voor de winter plaatsen wij dempers, mits het Rijk betaalt.»"
SAID = "Velsen: «Wij bouwen de brug.»"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Velsen wil de fabriek behouden, mits de gezondheid verbetert.", "Velsen wil dit: «Wij willen de fabriek behouden, mits de gezondheid verbetert.»"),
        ("De bond vraagt aan Loderstaal de nachtdienst met een uur te verkorten, met behoud van loon.", ASKED),
        ("Velsen zegt toe voor de winter dempers te plaatsen, mits het Rijk betaalt.", PROMISED),
        ("Velsen bouwt de brug.", SAID),
        ("Velsen promises to build the bridge.", "Velsen promises: «We build the bridge.»"),
        ("Velsen wil dat de brug ook in 2040 open is.", "Velsen wil dit: «De brug is ook in 2040 open.»"),
    ],
)  # fmt: skip
def test_the_same_words_hold_with_the_verb_where_the_frame_puts_it(text, rules):
    assert fault(text, rules) is None


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Velsen zegt toe voor de winter dempers te plaatsen.", PROMISED),
        ("Velsen zegt toe: voor de winter plaatsen wij dempers, mits het Rijk betaalt.", PROMISED),
        ("Velsen zegt toe voor de winter dempers te verplaatsen, mits het Rijk betaalt.", PROMISED),
        ("Velsen zegt toe het Rijk te betalen en de brug.", "Velsen zegt toe: «Wij betalen het Rijk en de provincie bouwt de brug.»"),
        ("Velsen zegt toe het huis en de grond te verkopen.", "Velsen zegt toe: «Wij kopen de grond en het huis verkopen wij.»"),
        ("Velsen bouwde de brug.", SAID),
        ("De brug bouwt Velsen.", SAID),
        ("Volgens Velsen bouwen wij de brug.", SAID),
        ("Onze brug bouwt Velsen.", SAID),
        ("De bond vraagt aan Loderstaal de nachtdienst met een uur te verkorten.", ASKED),
        ("Velsen wil dat de brug open is.", "Velsen wil dit: «De brug is ook in 2040 open.»"),
        ("Velsen wil dat de fabriek afbouwt, mits de gezondheid binnen vijf jaar verbetert.", RULES),
        ("Velsen betaalt voor mei.", "Velsen: «Wij betalen vóór mei.»"),
        ("Velsen: de brug wordt gebouwd. De dijk wordt verhoogd.", "Velsen: «De brug wordt gebouwd en de dijk wordt verhoogd.»"),
    ],
)  # fmt: skip
def test_another_verb_another_doer_or_a_half_gone_is_told(text, rules):
    assert fault(text, rules) is not None


QUOTES = {
    "De gemeente sluit tijdelijk het oude zwembad zonder de bewoners te horen.": (
        "De gemeente sluit het oude zwembad zonder de bewoners te horen.",
        "De gemeente sluit tijdelijk het zwembad zonder de bewoners te horen.",
        "De gemeente sluit het oude zwembad tijdelijk zonder de bewoners te horen.",
        "De gemeente sluit tijdelijk het zwembad zonder de oude bewoners te horen.",
        "De gemeente sluit tijdelijk het oude zwembad zonder hun bewoners te horen.",
        "De gemeente sluit tijdelijk de oude zwembaden zonder de bewoners te horen.",
    ),
    "Als zij de helft van de groei betalen steunt de club de school.": (
        "Als zij de helft betalen steunt de club de school.",
        "Als zij de groei betalen steunt de club de school.",
        "Als zij de helft van de groei betalen steunt de school de club.",
        "Als ze de helft van de groei betalen steunt de club de school.",
        "Als wij de helft van de groei betalen steunt de club de school.",
        "Als zij de helft van de groei betalen steunt de club de scholen.",
    ),
    "De brug wordt na een ontwerp van de raad aan hun kade gebouwd.": (
        "De brug is na een ontwerp van de raad aan hun kade gebouwd.",
        "De brug werd na een ontwerp van de raad aan hun kade gebouwd.",
        "De brug wordt na een ontwerp aan de raad van hun kade gebouwd.",
        "De brug wordt na een ontwerp van de raad aan onze kade gebouwd.",
        "De brug wordt na een ontwerp van de raad aan zijn kade gebouwd.",
        "De brug wordt van de raad aan hun kade gebouwd.",
    ),
    "The school will end its new housing experiment with responsible tenants.": (
        "The school would end its new housing experiment with responsible tenants.",
        "The school will end its housing experiment with responsible tenants.",
        "The school will end our new housing experiment with responsible tenants.",
        "The school will end its new housing experience with responsible tenants.",
        "The schools will end its new housing experiment with responsible tenants.",
        "The school will end its housing experiment with new responsible tenants.",
    ),
}
"""A quote, and what is left of it where a word falls out, moves, takes another form or is of somebody else."""


@pytest.mark.parametrize(("quote", "lie"), [(quote, lie) for quote, lies in QUOTES.items() for lie in lies])
def test_no_word_of_a_quote_falls_out_moves_or_changes(quote, lie):
    assert fault(f"Velsen: {quote}", f"Velsen: «{quote}»") is None
    assert fault(f"Velsen: {lie}", f"Velsen: «{quote}»") is not None


@given(
    st.lists(
        st.sampled_from(["fabriek", "stad", "lucht", "bond", "haven", "water", "kade", "schip", "spoor", "weg"]),
        min_size=3,
        max_size=8,
        unique=True,
    ),
    st.data(),
)
def test_two_names_that_change_places_never_hold(words, data):  # fmt: skip
    names = [word.capitalize() for word in words]
    at = data.draw(st.integers(0, len(names) - 2))
    other = data.draw(st.integers(at + 1, len(names) - 1))
    swapped = names.copy()
    swapped[at], swapped[other] = names[other], names[at]
    assert fault(" ".join(names), " ".join(names)) is None
    assert fault(" ".join(swapped), " ".join(names)) is not None


def test_a_title_is_a_part_and_no_patchwork():
    text = "Alle kades in de haven krijgen in 2030 walstroom."
    assert is_part("kades in de haven", text)
    assert is_part("Krijgen in 2030 walstroom", text)
    assert not is_part("Kades krijgen walstroom", text)
    assert not is_part("", text)
