"""What a document of several authors binds one of them to, in the third person."""

import pytest

from rodedraad.extract.commitments import is_commitment, pledged
from rodedraad.parties import Mention

TOWNS = ("gemeente-zandvoorde", "gemeente-duinstad", "provincie-zuidkust")
WITH_STATE = ("ministerie-xyz", *TOWNS)

BOUND = [
    "De provincie verleent de vergunning binnen drie maanden na de goedkeuring.",
    "De provincie komt uiterlijk 1 mei 2027 met een voorstel.",
    "De provincie tekent de overeenkomst niet voordat de raad heeft ingestemd.",
    "De gemeenten hangen de meters op zodra het waterschap ontheffing heeft verleend.",
    "De gemeenten maken hun bijdrage over na overname van het beheer door de provincie.",
    "De provincie begint met de bouw als de subsidie binnen is, en geen dag eerder.",
    "De raad krijgt het plan voorgelegd wanneer het onderzoek klaar is.",
    "The province grants the permit once the council has agreed.",
]
FREE = [
    "De provincie verleent vergunningen voor lozingen.",  # neither a day nor a condition
    "De provincie vindt dat het in 2027 beter moet.",
    "De provincie heeft in 2027 twee bruggen.",
    "De provincie plant in 2027 geen bomen.",
    "De provincie meet sinds 2027 elke dag.",
    "De provincies verlenen de vergunning zodra dat kan?",
    "Het waterschap verleent ontheffing zodra de dijk is verlegd.",  # no author
    "Zodra de dijk is verlegd, is het de provincie die betaalt.",
    "De provincie werkt in 2027 aan betere lucht.",  # an effort
    "De raad krijgt het plan in 2027 door de inspectie voorgelegd.",
]


@pytest.mark.parametrize("sentence", BOUND)
def test_who_writes_with_others_is_bound_by_name_to_a_day_or_a_condition(sentence):
    assert is_commitment(sentence, type="measure", authors=TOWNS, mentions=())
    assert pledged(sentence, authors=TOWNS, mentions=()) is not None


@pytest.mark.parametrize("sentence", FREE)
def test_what_describes_wishes_or_names_another_binds_none_of_them(sentence):
    assert pledged(sentence, authors=TOWNS, mentions=()) is None


@pytest.mark.parametrize("sentence", BOUND)
def test_one_author_alone_is_not_read_so(sentence):
    assert pledged(sentence, authors=TOWNS[:1], mentions=()) is None


def test_a_word_for_a_kind_of_author_is_those_authors_where_that_is_clear():
    (province,) = pledged(BOUND[0], authors=TOWNS, mentions=()).parties
    assert province == "provincie-zuidkust"
    towns = pledged(BOUND[3], authors=TOWNS, mentions=())
    assert (towns.parties, BOUND[3][: towns.end]) == (TOWNS[:2], "De gemeenten")
    one_of_two = pledged(BOUND[3].replace("gemeenten hangen", "gemeente hangt"), authors=TOWNS, mentions=())
    assert one_of_two.parties == ()


def test_the_state_is_a_ministry_that_writes_with_other_layers():
    text = "Het Rijk betaalt de eerste termijn in maart 2028, mits de brug dan open is."
    state = (Mention(4, 8, "rijk", "Rijk"),)
    assert is_commitment(text, type="condition", authors=WITH_STATE, mentions=state)
    assert not is_commitment(text, type="condition", authors=TOWNS, mentions=state)
    assert not is_commitment(text, type="condition", authors=("ministerie-xyz", "ministerie-abc"), mentions=state)


def test_a_party_that_signs_is_bound_and_another_is_not():
    text = "Zandvoorde opent het loket zodra de provincie heeft betaald."
    assert pledged(text, authors=TOWNS, mentions=(Mention(0, 10, TOWNS[0], "Zandvoorde"),)) is not None
    assert pledged(text, authors=TOWNS, mentions=(Mention(0, 10, "gemeente-elders", "Zandvoorde"),)) is None
