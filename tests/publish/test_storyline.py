"""The story of a scenario cites what it quotes, and the picture tells promoting from hindering without its colours."""

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from make import source, statement

from rodedraad import drivers
from rodedraad.explore import Held, explored
from rodedraad.publish.influences_svg import MOST, arrows, picture
from rodedraad.publish.storyline import Library, storyline
from rodedraad.records import Argument, Driver, Frame, Links, Outlook, Party, Prospects, Variant
from rodedraad.region import region_of

BOOK = source("boek", "dorp")
NATION = source("land", "rijk")
ASKS = statement(
    "s-1", "Wij willen in 2030 een gezonde leefomgeving.", of=BOOK, deadline_to="2030-12-31", start=0, end=44, page=41
)
ARGUES = statement(
    "s-2", "Zonder geld van het Rijk tekent het bedrijf niet.", of=BOOK, type="conclusion", start=90, end=99
)
FUTURE = Outlook(
    id="o-1",
    source="boek",
    page=7,
    quote="Een staalfabriek met vlamboogovens.",
    start=200,
    end=235,
    title="Vonk",
    holder="dorp",
    horizon="2040",
    stance="feared",
)
SVG = "{http://www.w3.org/2000/svg}"


def told():
    shipped = drivers.shipped("ijmond")
    argued = tuple(
        replace(one, arguments=(Argument(statement="s-2", direction=1),)) if one.id == "geld1>afspraak1" else one
        for one in shipped.judgements
    )
    links = Links(outlooks=(FUTURE,))
    found = explored(replace(shipped, judgements=argued), links=links, statements=(ASKS, ARGUES), held=Held())
    prospects = Prospects(
        drivers=found.drivers, judgements=found.judgements, scenarios=found.scenarios, bearings=found.bearings
    )
    return prospects, Library.of((ASKS, ARGUES), (BOOK,), links)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_quote_is_cited_and_stands_in_its_statement(language):
    prospects, library = told()
    for scenario in prospects.scenarios:
        story = storyline(scenario, prospects, library, language=language)
        names = [one.id for one in prospects.drivers]
        told_of = [one.driver for one in story if one.driver]
        assert told_of == [one for one in names if one in told_of]
        assert all(one.citations for one in story if one.driver), (
            "a paragraph of its own is for what a source speaks of"
        )
        assert sum(len(one.text.split()) for one in story) < 250
        for part in (part for paragraph in story for part in paragraph.parts if part.statement):
            own = library.statements.get(part.statement) or library.outlooks[part.statement]
            assert " ".join(own.quote.split()) in part.text
    best = storyline(prospects.scenarios[0], prospects, library, language=language)
    assert {id_ for one in best for id_ in one.citations} == {"s-1", "s-2", "o-1"}
    assert "41" in next(one.text for one in best if one.driver == "gezondheid")
    assert ("gevreesd" if language == "nl" else "feared") in best[-2].text, "what the source thinks of it stays"
    assert ("voorbeelden" if language == "nl" else "examples") in best[0].text


def test_what_nobody_said_is_said_to_be_unsaid():
    prospects, library = told()
    story = storyline(prospects.scenarios[-1], prospects, library, language="nl")
    (unsaid,) = (one.text for one in story if "Geen wens of actie in de bronnen" in one.text)
    names = [one.nl[:1].lower() + one.nl[1:] for one in prospects.drivers]
    assert [one for one in names if one in unsaid] == names
    assert "Geen bron schetst" in story[-2].text


def test_a_national_sentence_illustrates_no_choice_of_the_region_and_a_letter_speaks_of_a_driver():
    """It quoted retraining in prison for skilled people of the region, and said that nobody asked for the agreement."""
    prison = statement("s-5", "Wij zorgen in 2030 voor omscholing in de gevangenis.", of=NATION, start=0, end=9)
    asks = statement("s-6", "Wij vragen om een maatwerkafpraak.", of=BOOK, type="request", start=50, end=60)
    finds = statement("s-7", "De maatwerkafspraak is oud.", of=BOOK, type="conclusion", start=70, end=80)
    dated = replace(prison, deadline_to="2030-12-31")
    said = (ASKS, dated, finds, asks)
    found = explored(drivers.shipped("ijmond"), links=Links(), statements=said, held=Held())
    prospects = Prospects(
        drivers=found.drivers, judgements=found.judgements, scenarios=found.scenarios, bearings=found.bearings
    )
    assert "s-5" in {id_ for one in found.bearings for _, id_ in one.needs}, "so it must be left out on the way"
    frame = Frame(name="Dorp", themes=(), places=("Dorp",), parties=(Party(id="dorp", name="Dorp", layer="gemeente"),))
    region = region_of(frame, said, (BOOK, NATION))
    library = Library.of(said, (BOOK, NATION), Links(), drivers=found.drivers, region=region)
    story = storyline(prospects.scenarios[0], prospects, library, language="nl")
    assert "gevangenis" not in " ".join(one.text for one in story)
    (pact,) = (one for one in story if one.driver == "afspraak")
    assert pact.citations == ("s-6",)
    assert "geen bron dat het zo moet" in pact.text


def test_the_first_paragraph_tells_a_scenario_from_the_others():
    prospects, library = told()
    two = next(pair for pair in combinations(prospects.scenarios, 2) if set(pair[0].variants) & set(pair[1].variants))
    shared = set(two[0].variants) & set(two[1].variants)
    first = storyline(two[0], replace(prospects, scenarios=two), library, language="nl")[0]
    own, _, same = first.text.partition("Zoals in elke toekomst hier:")
    for driver, id_ in zip(prospects.drivers, two[0].variants, strict=True):
        name = next(one.nl for one in driver.variants if one.id == id_)
        told_ = f"{driver.nl[:1].lower()}{driver.nl[1:]}: {name}"
        assert (told_ in same, told_ in own) == (id_ in shared, id_ not in shared)


def test_the_picture_has_an_arrow_for_each_judgement_between_what_is_chosen():
    prospects, _ = told()
    scenario = next(one for one in prospects.scenarios if "productie4" in one.variants)
    found = arrows(prospects.drivers, prospects.judgements, scenario)
    wanted = [
        one.value
        for one in prospects.judgements
        if one.value and one.cause in scenario.variants and one.effect in scenario.variants
    ]
    assert sorted(one.value for one in found) == sorted(wanted)
    drawn = picture(prospects.drivers, prospects.judgements, language="nl", scenario=scenario, number=5)
    root = ET.fromstring(drawn.svg)  # noqa: S314  our own words
    dashed = [one for one in root.iter(f"{SVG}path") if one.get("stroke-dasharray")]
    assert len(dashed) == sum(value < 0 for value in wanted) + 1, "hindering is dashed, and so is its sample below"
    widths = {one.get("stroke-width") for one in root.iter(f"{SVG}path")}
    assert {"1.2", "2.6", "4.4"} <= widths
    assert root.get("role") == "img"
    assert "hindert" in root.find(f"{SVG}desc").text


def test_names_are_escaped_and_of_very_many_drivers_the_rest_is_said():
    many = tuple(
        Driver(
            id=f"kracht_{chr(97 + at)}",
            nl='<script>alert("x")</script>',
            en="x",
            variants=(Variant(id=f"kracht_{chr(97 + at)}1", nl="&", en="&"),),
        )
        for at in range(20)
    )
    drawn = picture(many, (), language="nl")
    assert "<script" not in drawn.svg
    ET.fromstring(drawn.svg)  # noqa: S314  as above
    assert (drawn.shown, drawn.left) == (MOST, 20 - MOST)
    assert str(20 - MOST) in drawn.description
