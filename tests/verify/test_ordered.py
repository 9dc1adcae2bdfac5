"""What a model may say in the place of a sentence: its words, in their order, but for what grammar moves and leaves out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.verify.ordered import fault, is_part

RULES = "Velsen wil: «Wij willen dat de fabriek behouden blijft, mits de gezondheid binnen vijf jaar verbetert.»"
ASKED = "De bond vraagt aan Loderstaal: «Verkort de nachtdienst met een uur, met behoud van loon.»"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Velsen wil dat de fabriek behouden blijft, mits de gezondheid binnen vijf jaar verbetert.", RULES),
        ("Velsen wil de fabriek behouden, mits de gezondheid binnen vijf jaar verbetert.", RULES),
        ("De bond vraagt aan Loderstaal de nachtdienst met een uur te verkorten, met behoud van loon.", ASKED),
    ],
)
def test_the_same_words_in_their_order_hold(text, rules):
    assert fault(text, rules) is None


@pytest.mark.parametrize(
    ("text", "rules", "words"),
    [
        ("Velsen wil dat de fabriek afbouwt, mits de gezondheid binnen vijf jaar verbetert.", RULES, "afbouwt"),
        ("Velsen wil dat de fabriek behouden blijft, mits de gezondheid buiten vijf jaar verbetert.", RULES, "buiten"),
        ("Velsen wil dat de fabriek behouden blijft.", RULES, "mits"),
        ("Velsen wil dat de gezondheid behouden blijft, mits de fabriek binnen vijf jaar verbetert.", RULES, None),
        ("Velsen wil dat de fabriek niet behouden blijft, mits de gezondheid binnen vijf jaar verbetert.", RULES, "niet"),
        ("De bond vraagt aan Loderstaal de nachtdienst met een uur te verkorten.", ASKED, None),
        ("Loderstaal vraagt aan de bond de nachtdienst met een uur te verkorten, met behoud van loon.", ASKED, None),
        ("De bond krijgt van Loderstaal de vraag de nachtdienst met een uur te verkorten, met behoud van loon.", ASKED, "krijgt"),
    ],
)  # fmt: skip
def test_another_word_another_place_or_a_qualification_gone_is_told(text, rules, words):
    found = fault(text, rules)
    assert found is not None
    assert words in (None, found)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Velsen belooft: wij betalen de brug. Wij verhogen de dijk.", "Velsen belooft: «Wij betalen de brug en verhogen de dijk.»"),
        ("Velsen belooft: wij betalen de brug en wij verhogen de dijk.", "Velsen belooft: «Wij betalen de brug. Wij verhogen de dijk.»"),
        ("Volgens Velsen betalen wij de brug.", "Velsen: «Wij betalen de brug.»"),
        ("Wij betalen de brug voor mei.", "«Wij betalen de brug vóór mei.»"),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_or_joined_where_nothing_holds_for_both_halves(text, rules):
    assert fault(text, rules) is None


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Velsen belooft: wij betalen de brug. Wij verhogen de dijk als het kan.", "Velsen belooft: «Wij betalen de brug en verhogen de dijk als het kan.»"),
        ("Velsen belooft: in mei betalen wij de brug. Wij verhogen de dijk.", "Velsen belooft: «In mei betalen wij de brug en verhogen wij de dijk.»"),
        ("Velsen belooft: wij betalen de brug in mei 2030. Wij verhogen de dijk.", "Velsen belooft: «Wij betalen de brug in mei 2030 en verhogen de dijk.»"),
        ("Velsen wil de brug betalen. Zij verhoogt de dijk.", "Velsen wil: «Wij betalen de brug en verhogen de dijk.»"),
        ("Velsen belooft: wij betalen de brug en verhogen de dijk als het kan.", "Velsen belooft: «Wij betalen de brug. Wij verhogen de dijk als het kan.»"),
        ("Wij betalen de brug. Als het kan verhogen wij de dijk.", "«Wij betalen de brug als het kan. Wij verhogen de dijk.»"),
        ("Velsen belooft: bijtijds betalen wij de brug. Wij verhogen de dijk.", "Velsen belooft: «Bijtijds betalen wij de brug en verhogen wij de dijk.»"),
        ("Wij melden volgens de uitkomsten.", "«Wij melden de uitkomsten.»"),
        ("Wij betalen de brug vóór bewoners.", "«Wij betalen de brug voor bewoners.»"),
        ("Wij betalen de brug met geld.", "«Wij betalen de brug met behulp van geld.»"),
        ("Wij betalen de brug of dijk.", "«Wij betalen de brug alsmede dijk.»"),
        ("Wij praten het plan over.", "«Wij praten over het plan.»"),
        ("Wij praten met volgens Rijk.", "«Wij praten met Rijk.»"),
    ],
)  # fmt: skip
def test_what_holds_for_both_halves_is_not_cut_off(text, rules):
    assert fault(text, rules) is not None


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
