"""Word pieces: the likeliest cut, against trying every cut; and what no text can break."""

from itertools import product
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from rodedraad.transformer.pieces import SPECIAL, UNKNOWN, WORD, Pieces

KNOWN = {
    WORD: -9_000,
    "a": -4_000,
    "b": -5_000,
    "ab": -6_000,
    "ba": -5_500,
    "aba": -7_000,
    f"{WORD}a": -5_000,
    "bab": -12_000,
}
PIECES = Pieces(list(KNOWN), list(KNOWN.values()))
NAMES = dict(enumerate(KNOWN, SPECIAL))


def best(word: str) -> int:
    """The score of the likeliest of all cuts into known pieces, of which one letter may be unknown."""
    scores = []
    for marks in product((False, True), repeat=len(word) - 1):
        parts, begin = [], 0
        for at, is_cut in enumerate((*marks, True), 1):
            if is_cut:
                parts.append(word[begin:at])
                begin = at
        if all(part in KNOWN or len(part) == 1 for part in parts):
            scores.append(sum(KNOWN.get(part, -25_000) for part in parts))
    return max(scores)


@given(st.text(alphabet="abc", min_size=1, max_size=9))
def test_a_word_is_cut_the_likeliest_way(word: str) -> None:
    numbers = PIECES.numbers(word)
    assert sum(KNOWN[NAMES[one]] if one != UNKNOWN else -25_000 for one in numbers) == best(WORD + word)
    if UNKNOWN not in numbers:
        assert "".join(NAMES[one] for one in numbers) == WORD + word


@given(st.text(max_size=200))
def test_any_text_can_be_cut_and_the_second_time_alike(text: str) -> None:
    assert PIECES.numbers(text) == PIECES.numbers(text)


def test_a_word_without_end_takes_no_time() -> None:
    began = process_time()
    assert len(PIECES.numbers("ab" * 1_000_000)) < 100
    assert process_time() - began < 2
