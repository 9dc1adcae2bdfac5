"""What is of a region, and whose voice is one of it: one rule for the roadmap, the lists, the proposition and letters."""

from dataclasses import replace

import make
import pytest

from rodedraad.records import Actor, Frame, Issuer, Party
from rodedraad.region import has_place, is_own, region_of

TOWN = Party(id="gemeente-kustdorp", name="Gemeente Kustdorp", layer="gemeente", form="municipality")
STATE = Party(id="rijk", name="Rijk", layer="rijk")
UNIONS = Party(id="vakbonden", name="Vakbonden", layer="maatschappelijk", form="group")
KNOWN = Party(id="rivm", name="RIVM", layer="onderwijs_kennis", form="institute")
FRAME = Frame(name="Kust", themes=(), parties=(TOWN, STATE, UNIONS, KNOWN), places=("Kustdorp", "Oude Haven"))


@pytest.mark.parametrize(
    ("party", "is_of"),
    [
        (TOWN, True),
        (UNIONS, True),
        (STATE, False),
        (KNOWN, False),  # the whole country knows it, though a frame names it
        (Party(id="port-of-amsterdam", name="Port of Amsterdam", layer="bedrijf"), False),
        (Party(id="wijkraad", name="Wijkraad Oude Haven", layer="bewoners"), True),
        (Party(id="ministerie", name="Ministerie van Kustdorp", layer="rijk"), False),
        (Party(id="elders", name="Gemeente Kustdorpen", layer="gemeente"), False),
    ],
)
def test_whose_voice_is_of_the_region(party, is_of):
    assert is_own(party, FRAME) is is_of


def test_an_institution_that_the_country_knows_is_of_a_region_that_its_name_says():
    frame = replace(FRAME, places=("Amsterdam",))
    assert is_own(Party(id="port-of-amsterdam", name="Port of Amsterdam", layer="bedrijf"), frame)


def _said(id_="s", of="plan", **fields):
    return make.statement(id_, "Er komt een kade.", of=make.source(of, "partij"), **fields)


@pytest.mark.parametrize(
    ("fields", "is_of"),
    [
        ({}, False),
        ({"place": ("Kustdorp",)}, True),
        ({"actors": (Actor(party="gemeente-kustdorp", words="de gemeente", role="must_act"),)}, True),
        ({"actors": (Actor(party="vakbonden", words="vakbonden", role="asked"),)}, False),  # many, anywhere
    ],
)
def test_a_national_sentence_is_of_the_region_where_it_names_it(fields, is_of):
    one = _said(**fields)
    region = region_of(FRAME, [one], [make.source("plan", "partij")])
    assert region.says(one) is is_of
    assert not region.speaks(one), "what it names is no voice"
    assert region.holds(["s"]) is is_of


@pytest.mark.parametrize(
    ("source", "is_of", "is_voice"),
    [
        ({"parties": (Issuer(id="gemeente-kustdorp", name="x"),)}, True, True),
        ({"parties": (Issuer(id="gemeente-kustdorp", name="x", role="payer"),)}, False, False),
        ({"addressees": ("gemeente-kustdorp#raad",)}, True, False),
        ({"area": "de regio Kust"}, True, False),
        ({"area": "Nederland"}, False, False),
    ],
)
def test_what_a_document_says_that_is_by_to_or_about_the_region_is_of_it(source, is_of, is_voice):
    one = _said()
    region = region_of(FRAME, [one], [replace(make.source("plan", "partij"), **source)])
    assert (region.says(one), region.speaks(one)) == (is_of, is_voice)
    assert not region.speaks(replace(one, is_reported=True)), "what is told of another is no voice"


def test_of_a_frame_without_places_and_parties_everything_is_its_own():
    one = _said()
    assert region_of(Frame(name="Leeg", themes=()), [one], []).says(one)
    assert not has_place("Leeg", Frame(name="Leeg", themes=()))
