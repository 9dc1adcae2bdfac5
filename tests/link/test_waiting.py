"""What an act waits for, and that who waits for an act does not say what it says."""

import pytest
from make import source, statement

from rodedraad.link import clues, sameness
from rodedraad.link.waiting import awaited, crossed

WAITING = [
    ("De stad begint met de bouw zodra het waterschap de dijk heeft verlegd.", "zodra het waterschap de dijk heeft verlegd"),
    ("Als de dijk is verlegd, bouwt de stad een school.", "Als de dijk is verlegd"),
    ("Wij tekenen niet voordat de meters een winter hebben gemeten.", "voordat de meters een winter hebben gemeten"),
    ("De stad betaalt na overname van de brug door het waterschap.", "na overname van de brug door het waterschap"),
    ("We move our classes only once the shed has been handed over.", "only once the shed has been handed over"),
]  # fmt: skip
NOT_WAITING = [
    "De school wordt erkend als plaats voor opleidingen.",  # a likeness
    "Wij verlenen geen vergunning als er geen advies ligt.",  # asks for the advice
    "Wij tekenen voordat de winter komt en gaat.",  # nothing waits
    "De stad bouwt in 2027 een school.",
]


@pytest.mark.parametrize(("text", "clause"), WAITING)
def test_the_clause_that_an_act_waits_for_is_found_in_its_place(text, clause):
    start, end = awaited(text)
    assert text[start:end] == clause


@pytest.mark.parametrize("text", NOT_WAITING)
def test_a_likeness_a_denial_and_a_plain_act_wait_for_nothing(text):
    assert awaited(text) is None


def pair(*texts):
    held = [statement(f"s-{at}", text, of=source(f"bron-{at}", f"partij-{at}")) for at, text in enumerate(texts)]
    found = sameness.content(held, [clues.clues(one.text).said for one in held])
    return held, found.words


METERS = "Vóór 1 september hangen wij achtentwintig nieuwe meetpunten op langs de ringvaart."
AFTER = "De milieuverordening stellen wij niet vast voordat de nieuwe meetpunten langs de ringvaart een winter hebben gemeten."
ALSO = "De milieuverordening wordt pas vastgesteld nadat de nieuwe meetpunten langs de ringvaart een winter hebben gemeten."


def test_an_act_and_one_that_waits_for_it_are_crossed_either_way_round():
    for texts in ((METERS, AFTER), (AFTER, METERS)):
        held, words = pair(*texts)
        assert crossed(held, words, [(0, 1)]) == [(0, 1)]


def test_two_that_wait_for_the_same_and_two_that_do_the_same_are_not():
    for texts in ((AFTER, ALSO), (METERS, "Langs de ringvaart komen achtentwintig nieuwe meetpunten.")):
        held, words = pair(*texts)
        assert crossed(held, words, [(0, 1)]) == []
    held, words = pair(METERS, AFTER)
    assert crossed(held, words, []) == []
