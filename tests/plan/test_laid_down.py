"""What is to be laid down in an agreement waits for whoever makes it, and for nobody where that is not sure."""

import pytest
from acted import action
from make import statement

from rodedraad.plan.knots import knots
from rodedraad.plan.laid_down import laid_down
from rodedraad.plan.steps import steps

NEEDED = "Om de haven een toekomst te bieden is een bindende havenafspraak met de werf snel noodzakelijk."


def _told(*texts, sources=("bron",)):
    """An action of nobody for each of these texts, in the sources in turn, and their statements."""
    stated = {
        f"s-{at}": statement(f"s-{at}", text, type="measure", source=sources[at % len(sources)])
        for at, text in enumerate(texts)
    }
    acts = tuple(
        action(f"a-{at}", what=text, who=(), statements=(f"s-{at}",), source=sources[at % len(sources)])
        for at, text in enumerate(texts)
    )
    return acts, stated


@pytest.mark.parametrize(
    "text",
    [
        "De stillere nachten worden later dit jaar vastgelegd in een bindende havenafspraak.",
        "Het groen moet in de bindende havenafspraak met de werf worden geborgd.",
        "Wij willen de uren in een bindende havenafspraak vastleggen.",
    ],
)
def test_what_is_laid_down_in_what_is_needed_waits_for_it(text):
    acts, stated = _told(NEEDED, text)
    assert list(laid_down(acts, stated)) == [("a-1", "a-0", "s-1")]
    assert [(one.waits, one.on) for one in steps(acts, stated)] == [("a-1", "a-0")]


def test_an_english_sentence_and_an_agreement_that_is_signed():
    acts, stated = _told(
        "The yard and the town will sign a binding harbour agreement.",
        "The quiet hours must be laid down in the binding harbour agreement.",
    )
    assert list(laid_down(acts, stated)) == [("a-1", "a-0", "s-1")]


@pytest.mark.parametrize(
    "text",
    [
        "De stillere nachten zijn vastgelegd in een bindende havenafspraak.",  # that is done
        "De stillere nachten worden vastgelegd in een bindende buurtafspraak.",
        "De stillere nachten worden vastgelegd in een geheime havenafspraak.",
        "Wij spreken over een bindende havenafspraak.",
    ],
)
def test_what_is_laid_down_already_or_in_something_else_waits_for_nothing(text):
    acts, stated = _told(NEEDED, text)
    assert not list(laid_down(acts, stated))


def test_of_two_that_might_bring_it_about_none_is_taken_and_what_is_called_by_one_word_stays_in_its_source():
    laid = "De stillere nachten worden vastgelegd in een bindende havenafspraak."
    twice, stated = _told(NEEDED, laid, "Wij sluiten een bindende havenafspraak.")
    assert not list(laid_down(twice, stated))
    bare = "De stillere nachten worden vastgelegd in een havenafspraak."
    elsewhere, stated = _told(NEEDED, bare, sources=("een", "twee"))
    assert not list(laid_down(elsewhere, stated))
    full, stated = _told(NEEDED, laid, sources=("een", "twee"))
    assert [on for _, on, _ in laid_down(full, stated)] == ["a-0"]


def test_an_agreement_in_which_two_acts_are_laid_down_is_to_be_decided_first():
    acts, stated = _told(
        NEEDED,
        "De stillere nachten worden vastgelegd in een bindende havenafspraak.",
        "Het groen moet in de havenafspraak worden geborgd.",
    )
    (found,) = [one for one in knots(acts, statements=stated) if one.kind == "one_decision"]
    assert found.decisions == ("a-0",)
    assert set(found.actions) == {"a-1", "a-2"}
    assert found.statements == ("s-0", "s-1", "s-2")
