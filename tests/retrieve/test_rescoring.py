"""Reading again: the best few are put in order by meaning, the rest and the bound stay as they were."""

import pytest

from rodedraad.records import Candidate
from rodedraad.retrieve import Ranked, answered, asked
from rodedraad.retrieve.answers import LEAST
from rodedraad.retrieve.rescoring import rescored
from rodedraad.transformer import meaning

QUESTION = asked("Hoe worden medicijnen goedkoper?")


@pytest.fixture(scope="module")
def model():
    found = meaning.shipped()
    assert found is not None
    return found


def one(id_, quote, score):
    candidate = Candidate(id=id_, source="s" * 64, page=1, quote=quote, start=0, end=len(quote))
    return Ranked(candidate=candidate, score=score, covered=0)


FOUND = (
    one("s-1", "Medicijntekorten pakken we aan.", LEAST + 6_000),
    one("s-2", "De dijken langs de Waal worden verhoogd.", LEAST + 3_000),
    one("s-3", "We verlagen de prijzen van geneesmiddelen met centrale inkoop.", LEAST),
)


def ids(found):
    return [each.candidate.id for each in found]


def test_what_answers_in_other_words_comes_before_what_shares_a_word(model):
    assert ids(rescored(QUESTION, FOUND, model))[0] == "s-3"


def test_only_the_first_are_read_and_the_rest_gains_nothing(model):
    found = rescored(QUESTION, FOUND, model, most=2)
    assert ids(found)[0] == "s-1"
    assert {each.candidate.id: each.again > 0 for each in found}["s-3"] is False


def test_whether_the_dossier_says_anything_is_told_without_it(model):
    poor = [one("s-3", FOUND[2].candidate.quote, LEAST - 1)]
    assert rescored(QUESTION, poor, model)[0].total > LEAST
    assert answered(rescored(QUESTION, poor, model), limit=6) == ()


def test_nothing_found_is_nothing_read(model):
    assert rescored(QUESTION, (), model) == ()
