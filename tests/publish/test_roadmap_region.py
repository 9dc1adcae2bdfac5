"""The roadmap of a region: its own first, what is not about it apart and counted, what is past at the end, one truth."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from acted import PARTIES, action, condition, dossier
from make import source, statement

from rodedraad.publish import knots_svg, requirements_svg, roadmap_paper
from rodedraad.publish.ahead import requirement_answer, roadmap_answer
from rodedraad.publish.cited import Telling
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.paper import Heading
from rodedraad.publish.requirements import requirements
from rodedraad.publish.requirements_futures import Futures
from rodedraad.publish.roadmap import roadmap
from rodedraad.records import Frame, Prospects, Requirement
from rodedraad.region import region_of


def _regional(*actions, date="2026-05-01", places=None, authors=()):
    """A dossier of the IJmond with a party of the region and the state; ``places`` are those of statements."""
    made = dossier(*actions)
    layers = {"velsen": "gemeente", "rijk": "rijk"}
    parties = tuple(replace(one, layer=layers[one.id]) for one in PARTIES if one.id in layers)
    bron = replace(source("bron", *authors), title="Een plan", date=date)
    said = tuple(replace(one, place=(places or {}).get(one.id, ())) for one in made.statements)
    frame = Frame(name="IJmond", themes=(), parties=parties, places=("Velsen", "IJmuiden"))
    return replace(made, sources=(bron,), statements=said, frame=frame)


NATIONAL = action("a-land", who=("rijk",), by_to="2027")
OWN = action("a-velsen", who=("velsen/college",), by_to="2030")
NAMED = action("a-plaats", who=("rijk",), by_to="2031")
ASKERS = ("rijk", "velsen")
"""The state first, as an order by name or by what is missing would have it."""
PLACES = {"s-a-plaats": ("IJmuiden",)}


def test_what_is_of_the_region_comes_first_and_the_rest_apart_and_counted():
    found = roadmap(_regional(NATIONAL, OWN, NAMED, places=PLACES), language="nl")
    assert [one.action.id for one in found.acts] == ["a-velsen", "a-plaats", "a-land"]
    assert [act.action.id for one in found.periods for act in one.acts] == ["a-velsen", "a-plaats"]
    assert [act.action.id for one in found.national for act in one.acts] == ["a-land"]
    assert any("Van de 3 acties gaan er 1 niet over de regio" in one for one in roadmap_answer(found))


def test_what_a_party_of_the_region_wrote_is_of_the_region_and_what_the_state_wrote_is_not():
    for author, count in (("velsen", 1), ("rijk", 0)):
        found = roadmap(_regional(NATIONAL, authors=(author,)), language="nl")
        assert sum(len(one.acts) for one in found.periods) == count


@pytest.mark.parametrize(
    ("place", "kept"), [("ijmuiden", ["a-plaats"]), ("IJmond", ["a-velsen", "a-plaats"]), ("Velsen", [])]
)
def test_a_roadmap_of_a_place_has_what_names_it_and_of_the_region_what_is_its_own(place, kept):
    found = roadmap(_regional(NATIONAL, OWN, NAMED, places=PLACES), language="nl", place=place)
    assert [one.action.id for one in found.acts] == kept


def test_decisions_of_the_region_come_first():
    acts = [action(f"a-{at}", who=("rijk",), after=["a-land"]) for at in range(3)]
    found = roadmap(_regional(NATIONAL, *acts, OWN, action("a-na", after=["a-velsen"])), language="nl")
    assert [one.id for one in found.decisions] == ["a-velsen", "a-land"]


def test_what_was_due_before_the_latest_source_closes_the_roadmap():
    old = action("a-oud", by_to="2022")
    found = roadmap(_regional(old, OWN, action("a-klaar", by_to="2020", status="done")), language="nl")
    assert [one.action.id for one in found.acts] == ["a-velsen", "a-oud", "a-klaar"]
    assert [one.year for one in found.periods] == [2030]
    assert ([one.action.id for one in found.past], found.told_until) == (["a-oud"], "2026-05-01")
    assert not roadmap(_regional(old, date=None), language="nl").past
    assert not roadmap(_regional(action("a-nu", by_to="2026"), date="2026"), language="nl").past


@pytest.mark.parametrize(
    ("term", "status", "is_date"),
    [
        ("binnen dertig dagen", None, False),
        ("binnen twee weken", None, False),
        ("in de winter", "promised", False),
        ("binnen zes weken", "asked", True),
        ("in de winter van 2027", None, True),
        ("binnen twee jaar", None, True),
        ("within 30 days", None, False),
        ("in maximaal zes maanden", None, False),
        ("binnen maximaal twee jaar", None, False),
        ("in maximaal zes maanden", "promised", True),
        ("in één jaar", None, False),
        ("voor de komende 10 jaar", "promised", False),
        ("within a period of two months", None, False),
        ("in dit jaar", None, True),
        ("in het jaar 2030", None, True),
    ],
)
def test_a_rule_or_a_habit_is_no_date(term, status, is_date):
    act = action("a-1", deadline=term, by_from="2027-01", by_to="2027-02", status=status)
    assert bool(roadmap(_regional(act), language="nl").periods[0].year) is is_date


@pytest.mark.parametrize(
    ("said", "is_date"),
    [
        ("Bij het verlenen van een vergunning vragen wij om bouw binnen twee jaar.", False),
        ("Wij vragen binnen twee jaar om een gebouw.", True),
    ],
)
def test_a_term_that_runs_from_what_happens_each_time_is_no_date_even_where_it_is_asked(said, is_date):
    act = action("a-1", deadline="binnen twee jaar", by_from="2027-01", by_to="2027-02", status="asked")
    made = _regional(act)
    made = replace(made, statements=tuple(replace(one, text=said) for one in made.statements))
    assert bool(roadmap(made, language="nl").periods[0].year) is is_date


def test_the_answer_never_says_that_nothing_waits_where_the_picture_has_arrows():
    bound = action("a-1", conditions=(condition("als het Rijk meebetaalt", statement="s-mits", party="rijk"),))
    made = _regional(bound)
    found = roadmap(replace(made, prospects=replace(made.prospects, knots=())), language="nl")
    assert knots_svg.dependencies(found) is not None
    assert not any("wacht geen actie" in one for one in roadmap_answer(found))
    assert any("wacht geen actie" in one for one in roadmap_answer(roadmap(_regional(OWN), language="nl")))


@pytest.mark.parametrize(
    ("words", "is_drawn"),
    [
        ("zonder gevolgen blijven", False),
        ("zonder en moeten hiervoor", False),
        ("Cyberveiligheid", False),
        ("zonder steun van het Rijk", True),
        ("als het rendeert", True),
    ],
)
def test_a_scrap_of_words_is_no_box_in_the_picture(words, is_drawn):
    found = roadmap(_regional(action("a-1", conditions=(condition(words, statement="s-c"),))), language="nl")
    assert (knots_svg.dependencies(found) is not None) is is_drawn
    assert found.acts[0].under[0][0] == words


def _needs():
    said = {f"s-{who}": statement(f"s-{who}", of=source(f"bron-{who}", who)) for who in ASKERS}
    return said, tuple(
        Requirement(
            id=f"n-{who}",
            kind="people",
            statement=f"s-{who}",
            source=f"bron-{who}",
            page=1,
            quote="Wij willen schone lucht.",
            start=0,
            end=24,
            what="lucht",
            themes=(),
            parties=(who,),
            met="unmet" if who == "rijk" else "partly",
        )
        for who in ASKERS
    )


def test_needs_of_the_region_come_first_and_the_others_are_counted_and_marked():
    said, needs = _needs()
    sources = [source(f"bron-{who}", who) for who in ASKERS]
    region = region_of(_regional(OWN).frame, said.values(), sources)
    maker = Excerpts(tuple(sources), {}, "")
    found = requirements(Prospects(requirements=needs), statements=said, maker=maker, region=region)
    rows = found.kinds[0].first
    assert [(one.requirement.id, one.is_regional) for one in rows] == [("n-velsen", True), ("n-rijk", False)]
    assert (found.national, found.total) == (1, 2)
    assert any(
        "Van de 2 benodigdheden gaan er 1 niet over de regio" in one
        for one in requirement_answer(found, Futures(), {}, "nl")
    )


def test_partly_and_unknown_do_not_look_the_same_and_no_fill_is_of_a_pattern_that_is_not_there():
    parts = {one: "".join(requirements_svg.segment(one, 0, 0, 22)) for one in requirements_svg.EXTENTS}
    assert len(set(parts.values())) == 4
    assert not any("url(" in one for one in parts.values())


def test_on_a_phone_the_boxes_stand_under_one_another():
    chain = [action(f"a-{at}", after=[f"a-{at - 1}"] if at else []) for at in range(6)]
    found = roadmap(_regional(*chain), language="nl")
    narrow, wide = (knots_svg.dependencies(found, is_narrow=one) for one in (True, False))
    widths = [int(re.search(r' width="(\d+)"', one.svg)[1]) for one in (narrow, wide)]
    assert widths[0] <= 340 < widths[1]
    assert narrow.shown == wide.shown == 6


def test_the_paper_begins_with_what_a_council_decides_and_what_is_due_next_and_the_rest_is_an_annex():
    waiting = [action(f"a-na{at}", after=["a-velsen"]) for at in range(3)]
    made = _regional(OWN, NATIONAL, *waiting)
    telling = Telling(SimpleNamespace(dossier=made, language="nl", titled=lambda one: one.title))
    heads = [one for one in roadmap_paper._whole(telling) if isinstance(one, Heading)]
    assert [one.text for one in heads[:3]] == [
        "Wat eerst besloten moet worden, en door wie",
        "Wat in de regio het eerst komt (1)",
        "Bijlage: de hele routekaart",
    ]
    assert [one.starts_page for one in heads[:3]] == [False, False, True]
    assert any(one.text == "Landelijk, niet over de regio (1)" for one in heads)
