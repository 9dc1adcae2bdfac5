"""Rule 1: a quote is exactly in the text under a short list of normalisations, or it is not there."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.errors import QuoteNotFound
from rodedraad.extract import quotes

WORDS = st.lists(st.sampled_from(["de", "haven", "groeit", "één", "groen-blauw", "’s", "“Ja”", "2030", "–", "(zie", "3)"]), min_size=1, max_size=12)  # fmt: skip
GAPS = st.sampled_from([" ", "  ", "\n", " \n ", "\t", "\u00a0"])


@given(WORDS, WORDS, WORDS, st.data())
def test_a_slice_is_found_whatever_the_white_space_quotes_and_dashes(before, middle, after, data) -> None:
    def joined(words: list[str]) -> str:
        return "".join(word + data.draw(GAPS) for word in words)

    text = joined(before) + "[" + joined(middle).strip() + "]" + joined(after)
    start, end = text.index("["), text.index("]") + 1
    quote = " ".join(text[start:end].split()).replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-")
    assert (start, end) in quotes.find(text, quote)
    assert (start, end) in quotes.find(text, text[start:end])


@given(WORDS, st.integers(0, 200), st.sampled_from("abcXYZéà9"))
def test_a_changed_letter_is_not_found(words, at, letter) -> None:
    text = "Wij zeggen: " + " ".join(words) + "."
    at %= len(text)
    if text[at].isalnum() and text[at] != letter:
        assert not quotes.find(text, text[:at] + letter + text[at + 1 :])


def test_nothing_is_found_for_being_alike() -> None:
    text = "De haven moet in 2030 schoon zijn."
    for near in (
        "De haven moet in 2031 schoon zijn.",
        "de haven moet in 2030 schoon zijn.",
        "De haven moet in 2030 zijn schoon.",
        "De haven moet 2030 schoon zijn.",
        "De haven moet in 2030 schoon zijn!",
        "Dehaven moet in 2030 schoon zijn.",
        "",
        "   ",
    ):
        assert quotes.find(text, near) == ()


def test_hyphens_at_line_ends_may_be_gone_or_kept() -> None:
    text = "De verduur-\nzaming van het groen-\n  blauwe net en de ver\u00adgunning."
    assert quotes.find(text, "verduurzaming") == ((3, 18),)
    assert [text[start:end] for start, end in quotes.find(text, "groen-blauwe net")] == ["groen-\n  blauwe net"]
    assert [text[start:end] for start, end in quotes.find(text, "vergunning")] == ["ver\u00adgunning"]
    assert quotes.find("een groen-blauw net", "groenblauw") == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Er komen 15 windmolens.", "5 windmolens"),
        ("De uitstoot daalt met 2,5 procent.", "5 procent"),
        ("De uitstoot daalt met 2,5 procent.", "daalt met 2"),
        ("Het kost 1.000.000 euro.", "000.000 euro"),
        ("Het saldo is -5 miljoen.", "5 miljoen"),
        ("In 2035 is het klaar.", "In 203"),
        ("Wij zijn tegenstander.", "Wij zijn tegen"),
        ("De onhaalbare plannen.", "haalbare plannen"),
        ("Er komen 10 000 woningen in de kust.", "000 woningen"),
        ("Er komen 10\n000 woningen in de kust.", "000 woningen"),
        ("Er komen 10\u00a0500 woningen.", "500 woningen"),
        ("Er komen 10 500 woningen.", "Er komen 10"),
        ("Er komen 1 250 000 woningen.", "000 woningen"),
        ("De norm is 10² deeltjes.", "De norm is 10"),
        ("Het vak is 100 m² groot.", "Het vak is 100 m"),
        ("Het is 2½ procent.", "Het is 2"),
        ("Het is 2½ procent.", "½ procent"),
        ("De uitstoot van CO2 daalt.", "De uitstoot van CO"),
        ("De uitstoot van CO₂ daalt.", "De uitstoot van CO"),
        ("CO2 mag niet stijgen.", "2 mag niet stijgen"),
        ("Een saldo van €-5 miljoen.", "5 miljoen"),
        ("Een saldo van €-5 miljoen.", "-5 miljoen"),
        ("Een saldo van € −5 miljoen.", "5 miljoen"),
        ("Een saldo van -€ 5 miljoen.", "€ 5 miljoen"),
        ("Een saldo van €5 miljoen.", "5 miljoen"),
        ("Een saldo van € 5 miljoen.", "5 miljoen"),
        ("Het is 25 procent.", "Het is 2-\n5 procent"),
        ("Het is 5-\n10 procent.", "Het is 510 procent"),
        ("Het is 510 procent.", "Het is 5-\n10 procent"),
        ("De norm is 10⁻³ gram.", "De norm is 10"),
        ("Er geldt 1/3 van de norm.", "Er geldt 1"),
        ("Er geldt 1/3 van de norm.", "3 van de norm"),
        ("Het is ±5 procent.", "5 procent"),
        ("Het is > 5 procent.", "5 procent"),
        ("Het saldo is minus 5 miljoen.", "5 miljoen"),
        ("Het kost 1'000 euro.", "000 euro"),
        ("De CO2 daalt.", "De CO-\n2 daalt"),
    ],
)
def test_a_part_of_a_word_or_number_is_no_quote(text: str, quote: str) -> None:
    """'5 windmolens' was found in '15 windmolens', so that a changed number was called exact."""
    assert quotes.find(text, quote) == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In 2026-2030 groeit het.", "2030 groeit"),
        ("Zie (5 windmolens).", "5 windmolens"),
        ("Nu al 5. Dan 6.", "Nu al 5"),
        ("kust-zone", "zone"),
        ("In 2030 500 woningen.", "500 woningen"),
        ("Wijk\n12\n500 woningen", "500 woningen"),
        ("In 2025/2026 groeit het.", "2026 groeit"),
        ("In 2025/2026 groeit het.", "In 2025"),
        ("In 2030¹ groeit het.", "In 2030"),
        ("De gemeente² wil dat.", "De gemeente"),
        ("De provincie12 wil dat.", "De provincie"),
        ("Er is een saldo van € 5 miljoen.", "€ 5 miljoen"),
        ("Het saldo is -5 miljoen.", "-5 miljoen"),
        ("Er komen 10 000 woningen.", "10 000 woningen"),
        ("Het is 5-\n10 procent.", "5-10 procent"),
        ("De 20-\njarige boom.", "20-jarige boom"),
    ],
)
def test_a_whole_number_beside_a_mark_is(text: str, quote: str) -> None:
    assert len(quotes.find(text, quote)) == 1


def test_one_wants_one() -> None:
    assert quotes.one("a b  c", "b c") == (2, 6)
    with pytest.raises(QuoteNotFound) as none:
        quotes.one("a b c", "d")
    assert none.value.message.code == "extract.quote_not_found"
    with pytest.raises(QuoteNotFound) as many:
        quotes.one("a b a", "a")
    assert many.value.message.code == "extract.quote_not_unique"


def test_a_moved_quote_is_found_by_its_surroundings() -> None:
    text = "Eerst: dat is goed. Later, in de haven: dat is goed. Tot slot: dat is goed."
    wanted = text.index("dat is goed", 30)
    span = quotes.relocate(text, "dat  is goed", prefix="iets anders, in de haven:\n", suffix=". Tot slot")
    assert span == (wanted, wanted + len("dat is goed"))
    with pytest.raises(QuoteNotFound):
        quotes.relocate("x dat is goed. x dat is goed.", "dat is goed", prefix="x ", suffix=".")
    with pytest.raises(QuoteNotFound):
        quotes.relocate(text, "dat is slecht")


@pytest.mark.parametrize("piece", ["-\n", "\u00ad ", " ", "a-", "''", "-\n \n"])
def test_a_hostile_text_takes_linear_time(piece: str) -> None:
    began = time.perf_counter()
    quotes.find((piece * 100_000)[:100_000], "een citaat dat er niet is")
    assert time.perf_counter() - began < 3


def test_a_short_quote_with_long_surroundings_is_looked_up_in_no_time() -> None:
    """One event of 60 targets with the quote "e" (a word now) made every command of a dossier hang for a minute."""
    text = "De haven e moet in 2030 schoner zijn dan zij nu is. " * 2_000
    started = time.perf_counter()
    for number in range(100):
        with pytest.raises(QuoteNotFound) as many:
            quotes.relocate(text, "e", prefix=f"{number} " + "haven " * 800, suffix="xyz " * 1_240)
        assert many.value.message.code == "extract.quote_not_unique"
    assert time.perf_counter() - started < 5


def test_surroundings_choose_between_hundreds_of_places_over_line_ends_and_hyphens() -> None:
    text = "".join(f"In wijk {number} van de ge-\nmeente: dat is goed. " for number in range(900))
    start, end = quotes.relocate(text, "dat is goed", prefix="In wijk 417 van de gemeente: ", suffix=". In wijk 418")
    assert text[:start].endswith("In wijk 417 van de ge-\nmeente: ")
    assert text[start:end] == "dat is goed"
