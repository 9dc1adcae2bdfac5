"""What a text means as a vector: question and answer near each other, and the same numbers in whatever batch."""

import numpy as np
import pytest

from rodedraad.transformer import meaning

QUESTION = "Hoe worden medicijnen goedkoper?"
ANSWER = "We verlagen de prijzen voor geneesmiddelen met centrale inkoop."
OTHERS = ("De dijken langs de Waal worden in 2031 verhoogd.", "Het dataplatform krijgt opdracht van gemeenten.")


@pytest.fixture(scope="module")
def model():
    found = meaning.shipped()
    assert found is not None
    return found


def test_what_answers_in_other_words_is_nearer_than_what_does_not(model):
    (asked,) = model.vectors([QUESTION], "query")
    near = meaning.nearness(asked, model.vectors([ANSWER, *OTHERS], "passage"))
    assert near[0] > near[1:].max() + 30_000
    assert 700_000 < near[0] < 1_000_000


def test_a_vector_does_not_hang_on_what_is_read_beside_it(model, monkeypatch):
    together = model.vectors([*OTHERS, ANSWER, "kort"], "passage")
    model.kept.clear()
    monkeypatch.setattr(meaning, "_PIECES_AT_ONCE", 1)
    alone = np.concatenate([model.vectors([text], "passage") for text in (*OTHERS, ANSWER, "kort")])
    assert (together == alone).all()


def test_a_question_and_a_passage_of_the_same_words_are_two_vectors(model):
    assert (model.vectors([ANSWER], "query") != model.vectors([ANSWER], "passage")).any()


def test_empty_and_endless_texts_have_vectors_of_the_same_length(model):
    found = model.vectors(["", "woord " * 5000, "\U0001f600" * 300], "passage").astype(np.int64)
    assert (np.abs(np.sqrt((found * found).sum(axis=1)) - meaning.LENGTH) < 20).all()


def test_what_is_kept_has_a_bound(model, monkeypatch):
    monkeypatch.setattr(meaning, "_KEPT", 2)
    found = model.vectors(["een", "twee", "drie"], "passage")
    assert len(model.kept) == 2
    assert (model.vectors(["een"], "passage")[0] == found[0]).all()
