"""Sameness: what is reckoned of a pair is what it is weighed by."""

import make
import numpy as np

from rodedraad.link.sameness import WEIGHTS, content, evidence, said, sameness

TEXTS = (
    "De kade van Haverduin moet voor de winter worden hersteld.",
    "Herstel van de kade in Haverduin is voor de winter nodig.",
    "In 2019 telde de duinwacht veertig broedende vogels.",
)


def test_each_kind_of_evidence_has_a_weight_and_each_weight_its_evidence():
    found = content([make.statement(f"s{at}", text) for at, text in enumerate(TEXTS)], [said(text) for text in TEXTS])
    first, second = np.array([0, 0]), np.array([1, 2])
    values = evidence(found, first, second, np.array([5_000, 5_000]))
    assert set(values) == set(WEIGHTS)
    same, other = sameness(found, first, second, np.array([5_000, 5_000]))
    assert same > other


def test_the_cover_of_a_pair_is_that_of_the_sentence_of_which_less_is_answered():
    """Whichever comes first: a short sentence inside a long one is answered in full, and the long one is not."""
    texts = ("De kade van Haverduin herstellen.", "De kade van Haverduin herstellen en het zwembad Parklaan slopen.")
    found = content([make.statement(f"s{at}", text) for at, text in enumerate(texts)], [said(text) for text in texts])
    near = np.array([5_000, 5_000, 5_000])
    long, again, twin = evidence(found, np.array([0, 1, 0]), np.array([1, 0, 0]), near)["cover"]
    assert long == again
    assert 2_000 < long < 8_000
    assert twin == 10_000
