"""Words are folded without looking at each character, and come out as if each had been looked at."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rodedraad.stems import folded


def slowly(text):
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


@given(st.text(st.characters(codec=None)))
def test_any_text_is_folded_as_character_by_character(text):
    assert folded(text) == slowly(text)


def test_every_letter_of_the_first_plane_is_folded_alone_and_in_a_word():
    for number in range(0x10000):
        text = f"A{chr(number)}b"
        assert folded(text) == slowly(text), hex(number)


def test_accents_go_and_other_signs_stay():
    assert folded("Coöperatie ‘Één’ – ﬁetspad") == "cooperatie ‘een’ – fietspad"
