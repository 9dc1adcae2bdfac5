"""What a question cannot do without, and whether a text names it."""

import pytest

from rodedraad.retrieve import asked
from rodedraad.retrieve.holding import lacks


@pytest.mark.parametrize(
    ("question", "demands"),
    [
        ("Hoeveel geld gaat er naar jeugdzorg?", {"money"}),
        ("Hoeveel kost een paspoort?", {"money"}),
        ("Hoeveel woningen komen er?", {"amount"}),
        ("In welk jaar sluit de fabriek?", {"date"}),
        ("When does the ferry leave, and how many people may board?", {"time", "amount"}),
        ("Hoe hoog wordt de dijk?", set()),
        ("Wie betaalt het warmtenet?", set()),
    ],
)
def test_only_how_many_and_when_cannot_be_answered_without_one(question, demands):
    assert asked(question).demands == demands


@pytest.mark.parametrize(
    ("question", "text", "is_lacking"),
    [
        ("Hoeveel woningen komen er?", "Er komen 900 woningen.", False),
        ("Hoeveel woningen komen er?", "Er komen driehonderd woningen.", False),
        ("Hoeveel woningen komen er?", "Er komen geen woningen.", False),
        ("Hoeveel woningen komen er?", "Er komen woningen in 2030.", True),
        ("Hoeveel uitstoot scheelt het?", "De uitstoot van CO2 daalt op de A9.", True),
        ("Hoeveel uitstoot scheelt het?", "De uitstoot daalt met 40% of 12 Mton.", False),
        ("Hoeveel geld gaat er naar jeugdzorg?", "Een op de zeven jongeren krijgt jeugdzorg.", True),
        ("Hoeveel geld gaat er naar jeugdzorg?", "Er gaat € 300 miljoen naar jeugdzorg.", False),
        ("In welk jaar sluit de fabriek?", "De fabriek sluit binnenkort.", True),
        ("Wanneer sluit de fabriek?", "De fabriek sluit binnenkort.", False),
        ("Wanneer sluit de fabriek?", "De fabriek is groot.", True),
        ("Waarom sluit de fabriek?", "De fabriek is groot.", False),
        ("What year does the plant close?", "The plant may close.", True),
        ("What year does the plant close?", "Workers march to the plant.", True),
        ("What year does the plant close?", "The plant closes on 1 May.", False),
        ("What year does the plant close?", "The plant closes on March 31.", False),
        ("What year does the plant close?", "The plant closes in June.", False),
    ],
)
def test_a_text_lacks_what_was_asked_for_when_it_surely_does_not_name_it(question, text, is_lacking):
    assert lacks(asked(question), text) is is_lacking
