"""What a document itself numbers as a recommendation or a commitment becomes one."""

import pytest
from make import source

from rodedraad.extract import extract
from rodedraad.extract.numbering import below, label
from rodedraad.frame import frame
from rodedraad.parties import register
from rodedraad.read.canonical import Piece, compose

FRAME = frame({})
REGISTER = register(FRAME)


def said(*pieces, kind="study"):
    document = compose("e" * 64, [Piece(kind=kind_, text=text, pages=((0, 1),)) for kind_, text in pieces])
    found = extract(source("e" * 64, "gemeente-velsen", kind=kind), document, frame=FRAME, register=REGISTER)
    assert all(document.text[one.start : one.end] == one.quote for one in found.statements)
    return {one.text: (one.type, one.is_commitment) for one in found.statements}


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Aanbeveling 3: Plaats lampen.", "recommendation", "Plaats lampen."),
        ("Aanbeveling 3 Plaats lampen.", "recommendation", "Plaats lampen."),
        ("AANBEVELING IV – Plaats lampen.", "recommendation", "Plaats lampen."),
        ("Recommendation 2.1. Place lamps.", "recommendation", "Place lamps."),
        ("Actie 12: lampen plaatsen", "measure", "lampen plaatsen"),
        ("Maatregel A3 - lampen", "measure", "lampen"),
        ("Toezegging 4: Wij plaatsen lampen.", "measure", "Wij plaatsen lampen."),
        ("Aanbeveling 3", "recommendation", ""),
    ],
)
def test_a_name_with_a_number_says_what_follows(text, kind, rest):
    found = label(text)
    assert found is not None
    assert (found.type, text[found.at :]) == (kind, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Aanbeveling 3 is overgenomen door het college.",
        "De aanbeveling 3: plaats lampen.",
        "Advies 12 maart ontvangen.",
        "Actief 3: lampen.",
        "Maatregelen 2026: lampen.",
    ],
)
def test_what_tells_of_an_item_is_none(text):
    assert label(text) is None


def test_items_below_a_heading_or_a_line_that_names_them():
    for heading in ("Aanbevelingen", "5.2 Aanbevelingen", "Onze belangrijkste aanbevelingen", "Recommendations"):
        assert below(heading, "", is_marked=False, is_item=True).type == "recommendation"
    assert below("Aanbevelingen", "", is_marked=False, is_item=False) is None
    assert below("Conclusies en aanbevelingen", "", is_marked=True, is_item=True) is None
    assert below("Maatregelen", "", is_marked=True, is_item=False).type == "measure"
    assert below("Maatregelen", "", is_marked=False, is_item=True) is None  # a plain list there tells of many things
    assert below("Inleiding", "Wij doen de volgende aanbevelingen:", is_marked=False, is_item=True).type == (
        "recommendation"
    )
    assert below("Inleiding", "Wij zeggen het volgende toe:", is_marked=False, is_item=True).is_promise


def test_a_heading_that_holds_the_recommendation_is_its_statement_and_a_bare_one_names_what_follows():
    found = said(
        ("heading", "Aanbeveling 1: Versterk de regie op de haven"),
        ("paragraph", "Drie diensten zijn nu ieder voor een deel verantwoordelijk."),
        ("heading", "Aanbeveling 2"),
        ("paragraph", "Eén partij voor de walstroom. Nu wijst iedereen naar elkaar in de haven."),
        ("paragraph", "Aanbeveling 3. Het toezicht in de avonduren verdubbelen. Betrek daarbij de bewoners."),
    )
    kinds = {text: kind for text, (kind, _) in found.items()}
    assert kinds["Aanbeveling 1: Versterk de regie op de haven"] == "recommendation"
    assert kinds["Eén partij voor de walstroom."] == "recommendation"
    assert kinds["Betrek daarbij de bewoners."] == "recommendation"
    assert kinds.get("Nu wijst iedereen naar elkaar in de haven.") != "recommendation"
    assert any(text.endswith("avonduren verdubbelen.") and kind == "recommendation" for text, kind in kinds.items())


def test_a_numbered_promise_is_a_commitment_and_a_number_may_stand_alone_before_its_words():
    found = said(
        ("heading", "Maatregelen"),
        ("paragraph", "M2. Milieuzone voor vrachtverkeer in het centrum."),
        ("paragraph", "De meting van vorig jaar was de vierde in deze reeks."),
        ("heading", "Slot"),
        ("paragraph", "Toezegging 4: De strandpachters stoppen met wegwerpbekers."),
    )
    assert found["Milieuzone voor vrachtverkeer in het centrum."] == ("measure", False)
    assert found["Toezegging 4: De strandpachters stoppen met wegwerpbekers."] == ("measure", True)
    assert found.get("De meting van vorig jaar was de vierde in deze reeks.", ("finding",))[0] != "measure"
