"""Terms that were over when they were written, or that no calendar has, keep their words and are called so."""

import pytest
from make import source, statement

from rodedraad.plan.terms import is_impossible, over


@pytest.mark.parametrize(
    ("text", "words", "last"),
    [
        ("De gemeente legt uiterlijk in 1899 een kade aan.", "uiterlijk in 1899", "1899-12-31"),
        ("Wij plaatsen vóór 1 januari 2021 tien meetpunten.", "vóór 1 januari 2021", "2021-01-01"),
        ("Wij kopen uiterlijk eind 9999 de veiling aan.", "uiterlijk eind 9999", None),
        ("We build the quay no later than March 2019.", "no later than March 2019", "2019-03-31"),
        ("Wij bouwen uiterlijk op 31 februari 2020 een brug.", "uiterlijk op 31 februari 2020", None),
    ],
)
def test_a_limit_that_is_over_or_can_never_be_keeps_its_words(text, words, last):
    found = over(statement("s-1", text), source("bron", "velsen", date="2026-03-12"))
    assert (found.words, found.last) == (words, last)


@pytest.mark.parametrize(
    "text",
    [
        "De sluis is uiterlijk in 2018 vernieuwd.",  # tells how it went
        "Wij herhalen het besluit van 2015.",  # a year that describes
        "De gemeente legt uiterlijk in 2030 een kade aan.",  # lies ahead
        "Wij bouwen niet later dan 1950 woningen per jaar.",  # a number
    ],
)
def test_a_year_that_is_no_limit_of_the_act_is_none(text):
    assert over(statement("s-1", text), source("bron", "velsen", date="2026-03-12")) is None


def test_without_a_date_of_the_source_no_year_is_over():
    assert over(statement("s-1", "Wij bouwen uiterlijk in 2018 een kade."), source("bron", "velsen", date=None)) is None


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("uiterlijk 31 februari 2027", True),
        ("in 9999", True),
        ("eind 2027", False),
        ("29 februari 2028", False),
        (None, False),
    ],
)
def test_a_day_or_year_that_cannot_be_is_called_so(words, is_so):
    assert is_impossible(words) is is_so
