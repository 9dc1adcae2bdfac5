"""Which words of a sentence tell what must be so first."""

import pytest

from rodedraad.plan.clauses import act, clauses

TOLD = [
    ("Wij betalen mee, mits de provincie het beheer overneemt.", "mits de provincie het beheer overneemt", "condition"),
    ("Oost kan pas dicht wanneer de nieuwe oven draait.", "wanneer de nieuwe oven draait", "condition"),
    (
        "De bouw begint pas nadat de raad het plan heeft vastgesteld.",
        "pas nadat de raad het plan heeft vastgesteld",
        "decision",
    ),
    ("Zodra het net is verzwaard, starten wij de bouw van de oven.", "Zodra het net is verzwaard", "order"),
    (
        "Wij verlenen de subsidie onder voorbehoud van goedkeuring door de Commissie.",
        "onder voorbehoud van goedkeuring door de Commissie",
        "decision",
    ),
    (
        "Geen euro steun zolang de gezondheid niet hard is vastgelegd.",
        "zolang de gezondheid niet hard is vastgelegd",
        "condition",
    ),
    ("Zonder een zwaardere aansluiting kan de oven niet draaien.", "Zonder een zwaardere aansluiting", "condition"),
    (
        "Ik zet geen handtekening voordat uw Kamer heeft gestemd over het plan.",
        "voordat uw Kamer heeft gestemd over het plan",
        "order",
    ),
    (
        "De tunnel is afhankelijk van een bijdrage van het Rijk.",
        "is afhankelijk van een bijdrage van het Rijk",
        "condition",
    ),
    ("Voorwaarde is dat de provincie de weg overneemt.", "dat de provincie de weg overneemt", "condition"),
    (
        "Wij vinden dat gezondheid hard wordt geborgd, als voorwaarde voor steun.",
        "dat gezondheid hard wordt geborgd",
        "condition",
    ),
    (
        "We will lend staff, provided that the port pays their wages.",
        "provided that the port pays their wages",
        "condition",
    ),
    ("The campus opens only after the grid has been reinforced.", "only after the grid has been reinforced", "order"),
    ("Construction is subject to approval by the board.", "subject to approval by the board", "decision"),
]
UNTOLD = [
    "Wij bouwen een school als onderdeel van de wijk.",
    "De gemeente is zowel als eigenaar als uitvoerder betrokken.",
    "Wanneer je langs het kanaal loopt, ruik je de fabriek.",
    "De wethouder was net als vorig jaar aanwezig.",
    "Wij planten bomen langs de weg.",
]


@pytest.mark.parametrize(("sentence", "words", "kind"), TOLD)
def test_the_words_of_a_condition_are_a_slice_of_the_sentence(sentence, words, kind):
    (found,) = clauses(sentence)
    assert sentence[found.start : found.end] == words
    assert (found.kind, found.way) == (kind, "before")
    assert words not in act(sentence, (found,))


@pytest.mark.parametrize("sentence", UNTOLD)
def test_a_comparison_or_a_scene_is_no_condition(sentence):
    assert clauses(sentence) == ()


def test_what_is_done_before_something_else_is_no_condition_of_it():
    (found,) = clauses("Wij vragen de GGD om advies voordat de vergunning wordt verleend.")
    assert found.way == "after"


def test_a_bare_if_counts_in_a_sentence_that_was_read_as_a_condition():
    sentence = "Er is toekomst voor de haven, als dat samengaat met schone lucht."
    assert clauses(sentence) == ()
    (found,) = clauses(sentence, is_condition=True)
    assert sentence[found.start : found.end] == "als dat samengaat met schone lucht"
    assert not found.is_strong


def test_a_hostile_sentence_takes_no_time():
    assert len(clauses("mits " * 20_000 + "a", is_condition=True)) <= 4
    assert clauses("als zonder zolang tenzij " * 5_000 + "niet", is_condition=True) is not None
