"""What each future takes: a need of no future is one of all, one tied to a choice only of the futures that make it."""

from dataclasses import replace
from typing import get_args

import pytest
from publish.foreseen import foreseen
from publish.made import publication
from publish.small import published
from publish.test_html import LANGUAGES, _sound, _text

from rodedraad.publish import html, view
from rodedraad.publish.ahead import ahead, requirement_answer, scenario_answer
from rodedraad.publish.columns import Words
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.jsonld import jsonld
from rodedraad.publish.requirements import Viewer
from rodedraad.publish.requirements_futures import MEANS, futures
from rodedraad.publish.requirements_futures_sheet import futures_sheet
from rodedraad.publish.requirements_futures_told import named, silence, told
from rodedraad.records import Bearing, Likeness
from rodedraad.records.requirements import RequirementKind
from rodedraad.region import Region


def _taken(dossier, most=None):
    statements = {one.id: one for one in dossier.statements}
    maker = Excerpts(dossier.sources, dossier.documents, "")
    viewer = Viewer(dossier.prospects, statements=statements, maker=maker)
    return futures(dossier.prospects, links=dossier.links, statements=statements, maker=maker, viewer=viewer, most=most)


def _ids(found):
    return {row.key: row.ids for row in found.rows}


def _with(dossier, **changed):
    return replace(dossier, prospects=replace(dossier.prospects, **changed))


def _of_requirement(id_, variants, *, scenarios=(), is_no_regret=False):
    return Bearing(
        id=f"b-{id_}",
        kind="requirement",
        about=id_,
        needs=tuple((one, "s-brief0") for one in variants),
        scenarios=scenarios,
        is_no_regret=is_no_regret if variants else None,
    )


def _without_outlooks(dossier):
    return replace(dossier, links=replace(dossier.links, outlooks=()))


def test_every_kind_of_need_has_its_column_and_only_one():
    kinds = [kind for group in MEANS.values() for kind in group]
    assert sorted(kinds) == sorted(set(get_args(RequirementKind)))


def test_what_no_source_ties_to_a_future_stands_first_and_what_hangs_on_a_choice_only_of_those_that_make_it():
    found = _taken(_without_outlooks(foreseen()))
    assert _ids(found) == {"untied": ("r-1", "r-3"), "scenario-1": ("r-2",), "scenario-2": ()}
    assert found.untied.total == 2
    cell = next(one for one in found.rows[1].cells if one.means == "capacity")
    assert (cell.count, cell.extents["unmet"], told(cell, "nl")) == (1, 1, "1 (1 ontbreekt)")


def test_what_holds_in_each_scenario_is_a_row_of_its_own_and_is_not_counted_as_untied():
    dossier = _without_outlooks(foreseen())
    both = tuple(one.id for one in dossier.prospects.scenarios)
    tied = _of_requirement("r-2", ("afspraak1", "fabriek1", "fabriek2"), scenarios=both, is_no_regret=True)
    found = _taken(_with(dossier, bearings=(tied,)))
    assert _ids(found) == {"untied": ("r-1", "r-3"), "every": ("r-2",), "scenario-1": (), "scenario-2": ()}
    assert (found.untied.total, found.lasting) == (2, 1)


def test_what_a_source_says_in_describing_its_own_future_is_of_that_one_alone():
    found = _taken(foreseen())
    assert _ids(found) == {"untied": ("r-1",), "scenario-1": ("r-2",), "scenario-2": (), "outlook-1": ("r-3",)}
    assert named(found.rows[-1], found, {}, "nl") == "«Toekomst»: gevreesd door bureau"
    assert found.silent == ()


def _describing(sentence, what):
    """The small dossier whose study says this sentence, far from where it describes its future."""
    dossier = foreseen()
    statements = tuple(
        replace(one, quote=sentence, text=sentence, start=500, end=500 + len(sentence)) if one.id == "s-study0" else one
        for one in dossier.statements
    )
    at = 500 + sentence.index(what)
    needs = tuple(
        replace(one, what=what, quote=what, start=at, end=at + len(what)) if one.id == "r-3" else one
        for one in dossier.prospects.requirements
    )
    return _with(replace(dossier, statements=statements), requirements=needs)


@pytest.mark.parametrize(
    ("title", "sentence", "what", "is_of_it"),
    [
        ("Havenvariant", "De havenvariant vraagt 400 lassers.", "400 lassers", True),
        ("Havenvariant", "De bosvariant vraagt 40 boswachters, de havenvariant 400 lassers.", "400 lassers", True),
        ("Havenvariant", "De bosvariant vraagt 40 boswachters, de havenvariant 400 lassers.", "40 boswachters", False),
        (
            "Havenvariant",
            "Nodig zijn voor de havenvariant 4 fte en de bosvariant 12 fte.",
            "de bosvariant 12 fte",
            False,
        ),
        ("Vakstad", "In Vakstad zijn 400 lassers nodig.", "400 lassers", True),
        ("Doorgaan", "Om te kunnen doorgaan zijn 400 lassers nodig.", "400 lassers", False),
        ("Kust zonder kooks", "Voor een kust zonder kooks zijn 400 lassers nodig.", "400 lassers", True),
        ("de haven", "De stad vraagt 400 lassers.", "400 lassers", False),
    ],
)
def test_a_sentence_speaks_of_a_described_future_where_it_calls_it_by_its_name(title, sentence, what, is_of_it):
    dossier = _describing(sentence, what)
    outlooks = tuple(replace(one, title=title) for one in dossier.links.outlooks)
    found = _taken(replace(dossier, links=replace(dossier.links, outlooks=outlooks)))
    assert ("r-3" in found.rows[0].ids) is not is_of_it
    assert (_ids(found).get("outlook-1") == ("r-3",)) is is_of_it
    assert (found.silent == (title,)) is not is_of_it


def test_a_described_future_takes_what_hangs_on_the_choices_that_its_words_make_and_no_others():
    dossier = foreseen()
    first, second = dossier.prospects.scenarios
    for differs, is_taken in ((("fabriek1",), False), (("afspraak1",), True)):
        alike = replace(second, likenesses=(Likeness(outlook="o-1", agrees=(), differs=differs, silent=1),))
        found = _taken(_with(dossier, scenarios=(first, alike)))
        assert ("r-2" in _ids(found)["outlook-1"]) is is_taken


def test_what_hangs_on_a_choice_that_no_future_makes_is_not_lost():
    dossier = _without_outlooks(foreseen())
    found = _taken(_with(dossier, bearings=(_of_requirement("r-2", ("afspraak1", "fabriek2")),)))
    assert _ids(found)["none"] == ("r-2",)
    assert {id_ for row in found.rows for id_ in row.ids} == {"r-1", "r-2", "r-3"}


def test_of_more_scenarios_than_a_page_shows_the_first_are_shown_and_the_rest_is_said():
    dossier = _without_outlooks(foreseen())
    found = _taken(dossier, most=1)
    assert [row.key for row in found.rows] == ["untied", "scenario-1"]
    assert found.more_scenarios == 1
    listed = replace(dossier.prospects.explorations[0], found=7)
    both = tuple(one.id for one in dossier.prospects.scenarios)
    tied = _of_requirement("r-2", ("afspraak1", "fabriek1", "fabriek2"), scenarios=both, is_no_regret=True)
    part = _taken(_with(dossier, explorations=(listed,), bearings=(tied,)))
    assert not part.is_whole
    assert named(part.rows[1], part, {}, "nl") == "In elk van de 2 getoonde scenario’s"


def _front(dossier, language="nl"):
    report = view.report(dossier, sources_href="../bronnen")
    return _sound(html.html(report, publication=published(dossier, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_has_a_row_for_each_future_and_every_number_leads_to_its_sentences(language):
    tree = _front(foreseen(), language)
    (table,) = tree.xpath("//section[@id='benodigdheden']//table[contains(@class, 'taken')]")
    assert len(table.xpath(".//tbody/tr")) == len(_taken(foreseen()).rows)
    ways = [one.get("href") for one in table.xpath(".//td/a[starts-with(@href, '#')]")]
    assert len(ways) == 3
    for way in ways:
        (head,) = tree.xpath(f"//*[@id='{way[1:]}']")
        assert head.getnext().xpath(".//q")
    words = _text(tree.xpath("//section[@id='benodigdheden']")[0])
    assert "needed." not in words
    if language == "nl":
        assert "Van 1 benodigdheden van de regio en 0 landelijke zegt geen bron" in words
        assert "geen bron noemt iets wat alleen deze toekomst vraagt" in words
        assert (
            "Aan geen toekomst gebonden, dus in elke gevraagd tenzij iemand ze bindt: 1 van de regio (infrastructuur en "
            "capaciteit (1)) en 0 landelijk. Volgens de bronnen in elk scenario nodig: 0. Wat alleen bij sommige "
            "toekomsten hoort: 2." in words
        )
        assert tree.xpath(
            "//section[@id='benodigdheden']//svg/title[text()='Wat elke toekomst vraagt, tegen wat de regio heeft']"
        )


def test_without_any_future_nothing_is_held_against_one_and_that_is_said():
    dossier = _with(_without_outlooks(foreseen()), scenarios=(), explorations=(), bearings=())
    words = _text(_front(dossier).xpath("//section[@id='benodigdheden']")[0])
    assert "Er is geen toekomst berekend of beschreven" in words
    assert "In elke toekomst" not in words


def test_the_workbook_and_the_linked_data_have_every_need_of_every_future():
    made = publication(foreseen())
    sheet = futures_sheet(Words(made))
    cells = [[column.cell(row) for column in sheet.columns] for row in sheet.rows]
    assert [(line[0], line[-1]) for line in cells] == [
        ("Aan geen toekomst gebonden (dus in elke gevraagd, tenzij iemand ze bindt)", "r-1"),
        ("Scenario 1: getekend; groen", "r-2"),
        ("«Toekomst»: gevreesd door Bureau", "r-3"),
    ]
    graph = jsonld(made)
    text = graph.decode() if isinstance(graph, bytes) else str(graph)
    assert text.count('"takes"') >= 2
    assert "true" not in text.partition('"inEveryFuture"')[2][:8], "no source says so of any"
    both = tuple(one.id for one in foreseen().prospects.scenarios)
    tied = _of_requirement("r-2", ("afspraak1", "fabriek1", "fabriek2"), scenarios=both, is_no_regret=True)
    graph = jsonld(publication(_with(foreseen(), bearings=(tied,))))
    text = graph.decode() if isinstance(graph, bytes) else str(graph)
    assert '"inEveryFuture": true' in text or '"inEveryFuture":true' in text


def _national(dossier):
    """The small dossier as one region sees it of which only the letter is."""
    statements = {one.id: one for one in dossier.statements}
    return Region(
        name="Dorp",
        parties=frozenset({"dorp"}),
        named=frozenset({"dorp"}),
        documents=frozenset({"brief"}),
        own=frozenset({"brief"}),
        statements=statements,
    )


def test_one_number_in_both_chapters_the_regions_apart_and_no_future_of_another_world():
    """One chapter said that nothing is needed in each scenario, the other that 218 things are, nearly all national."""
    dossier = foreseen()
    statements = {one.id: one for one in dossier.statements}
    maker = Excerpts(dossier.sources, dossier.documents, "")
    found = ahead(dossier.prospects, links=dossier.links, statements=statements, maker=maker, region=_national(dossier))
    row = found.futures.untied
    assert found.scenarios.untied_needs == (row.regional, row.national)
    assert row.regional + row.national == 1
    told_twice = [
        " ".join(answer)
        for answer in (
            scenario_answer(found.scenarios, "nl"),
            requirement_answer(found.requirements, found.futures, {}, "nl"),
        )
    ]
    for text in told_twice:
        assert "Aan geen toekomst gebonden, dus in elke gevraagd tenzij iemand ze bindt" in text
        assert "Wat elke toekomst vraagt" not in text
    assert [one.future for one in found.futures.rows][-1] == "elsewhere"
    assert found.futures.rows[-1].ids == ("r-3",)
    assert all(one.future != "outlook" for one in found.futures.rows)
    assert "Toekomst" in silence(found.futures, "nl")
