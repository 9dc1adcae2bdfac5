"""How much: numbers with a unit, in Dutch and English formats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.extract.amounts import amounts

FOUND = [
    ("Wij stellen € 7,5 mrd beschikbaar.", 7.5e9, "euro", "€ 7,5 mrd"),
    ("Er is €25 miljard nodig.", 25e9, "euro", "€25 miljard"),
    ("Dat kost 1,5 miljard euro.", 1.5e9, "euro", "1,5 miljard euro"),
    ("Dat kost € 1.250.000,- per jaar.", 1_250_000, "euro", "€ 1.250.000,-"),
    ("Een kaartje kost € 10,60.", 10.6, "euro", "€ 10,60"),
    ("Dat kost 2 tot 3 miljoen euro.", 3e6, "euro", "2 tot 3 miljoen euro"),
    ("Dat kost € 2 à 3 miljoen.", 3e6, "euro", "€ 2 à 3 miljoen"),
    ("Dat vraagt EUR 1,8 miljard.", 1.8e9, "euro", "EUR 1,8 miljard"),
    ("Er is 40 mln euro.", 40e6, "euro", "40 mln euro"),
    ("Er is twee miljoen euro.", 2e6, "euro", "twee miljoen euro"),
    ("De uitstoot daalt met 55%.", 55, "%", "55%"),
    ("De uitstoot daalt met twaalf procent.", 12, "%", "twaalf procent"),
    ("Dat is 50 tot 60 procent.", 60, "%", "50 tot 60 procent"),
    ("Dat scheelt 0,125 procent.", 0.125, "%", "0,125 procent"),
    ("De fabriek stoot 5 Mton uit.", 5, "Mton", "5 Mton"),
    ("De fabriek stoot 350 kton uit.", 350, "kton", "350 kton"),
    ("Dat is 1.200 ton staal.", 1200, "ton", "1.200 ton"),
    ("Het verbruik is 3,4 PJ.", 3.4, "PJ", "3,4 PJ"),
    ("Het verbruik is 12 TWh.", 12, "TWh", "12 TWh"),
    ("De leiding levert 800 MW.", 800, "MW", "800 MW"),
    ("Het park levert 1,1 GWh.", 1.1, "GWh", "1,1 GWh"),
    ("Het terrein meet 1 500 ha.", 1500, "hectare", "1 500 ha"),
    ("Het terrein meet veertig hectare.", 40, "hectare", "veertig hectare"),
    ("Er komen 1.600 woningen.", 1600, "woningen", "1.600 woningen"),
    ("Er komen 2.000 extra betaalbare woningen.", 2000, "woningen", "2.000 extra betaalbare woningen"),
    ("Het gaat om 9.000 banen.", 9000, "banen", "9.000 banen"),
    ("Dat scheelt 35 duizend banen.", 35_000, "banen", "35 duizend banen"),
    ("Het team telt 3,5 fte.", 3.5, "fte", "3,5 fte"),
    ("De weg is 12 kilometer lang.", 12, "km", "12 kilometer"),
    ("De norm is 20 µg/m3.", 20, "µg/m³", "20 µg/m3"),
    ("De norm is 10 microgram per kubieke meter.", 10, "µg/m³", "10 microgram per kubieke meter"),
    ("Het geluid is 55 dB.", 55, "dB", "55 dB"),
    ("Het water is 1,5 °C warmer.", 1.5, "°C", "1,5 °C"),
    ("Dat duurt drie maanden.", 3, "maanden", "drie maanden"),
    ("De stad telt 80.000 inwoners.", 80_000, "inwoners", "80.000 inwoners"),
    ("It costs €1.2 billion.", 1.2e9, "euro", "€1.2 billion"),
    ("It costs €5m.", 5e6, "euro", "€5m"),
    ("The works has 9,500 jobs.", 9500, "banen", "9,500 jobs"),
    ("Output is 6 to 8 million tonnes.", 8e6, "ton", "6 to 8 million tonnes"),
    ("Emissions fall by 40 per cent.", 40, "%", "40 per cent"),
    ("The town needs 1,200 new homes.", 1200, "woningen", "1,200 new homes"),
    ("That takes ten years.", 10, "jaar", "ten years"),
]

NONE = [
    "In 2030 is de lucht schoon.",
    "Zie artikel 12 lid 3 op pagina 40.",
    "Kamerstuk 99 812, nr. 23.",
    "Op 1 juli 2026 komt de raad bijeen.",
    "De haven is groot.",
    "Dit is een plan met een doel.",
    "In het jaar 2031 jaar na jaar.",
    "Paragraaf 3.2.1 beschrijft dit.",
    "Bel 088 123 45 67.",
]


@pytest.mark.parametrize(("sentence", "value", "unit", "words"), FOUND, ids=[case[3] for case in FOUND])
def test_an_amount_is_read(sentence, value, unit, words):
    (found,) = amounts(sentence)
    assert (found.value, found.unit, found.words) == (value, unit, words)


@pytest.mark.parametrize("sentence", NONE)
def test_a_number_without_a_unit_is_no_amount(sentence):
    assert amounts(sentence) == ()


def test_several_amounts_stand_in_the_order_of_the_text():
    found = amounts("Van 12% naar 21% in zes maanden kost € 3 miljoen.")
    assert [(amount.value, amount.unit) for amount in found] == [(12, "%"), (21, "%"), (6, "maanden"), (3e6, "euro")]


@given(
    st.lists(
        st.sampled_from(
            [
                "€",
                "1",
                "1.5",
                "1,5",
                "12.000",
                "2026",
                "miljoen",
                "mld",
                "euro",
                "%",
                "procent",
                "ha",
                "km",
                "twee",
                "drie",
                "tot",
                "à",
                "-",
                "banen",
                ",",
                ".",
                "(",
                ")",
                "İ",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_words_are_slices_in_order(sentence):
    at = 0
    for amount in amounts(sentence):
        at = sentence.index(amount.words, at) + len(amount.words)


@given(st.integers(min_value=1, max_value=999_999_999))
def test_both_number_formats_give_the_same_value(number):
    dutch = f"{number:,}".replace(",", ".")
    assert [amount.value for amount in amounts(f"Er zijn {dutch} woningen.")] == [number]
    assert [amount.value for amount in amounts(f"There are {number:,} homes.")] == [number]
