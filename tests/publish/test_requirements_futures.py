"""What each future takes: a need of no future is one of all, one tied to a choice only of the futures that make it."""

from dataclasses import replace
from typing import get_args

import pytest
from publish.foreseen import foreseen
from publish.made import publication
from publish.small import published
from publish.test_html import LANGUAGES, _sound, _text

from rodedraad.publish import html, view
from rodedraad.publish.columns import Words
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.jsonld import jsonld
from rodedraad.publish.requirements import Viewer
from rodedraad.publish.requirements_futures import MEANS, futures, named, told
from rodedraad.publish.requirements_futures_sheet import futures_sheet
from rodedraad.records import Bearing, Likeness
from rodedraad.records.requirements import RequirementKind


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


def test_what_no_source_ties_to_a_future_is_of_every_one_and_what_hangs_on_a_choice_only_of_those_that_make_it():
    found = _taken(_without_outlooks(foreseen()))
    assert _ids(found) == {"every": ("r-1", "r-3"), "scenario-1": ("r-2",), "scenario-2": ()}
    assert found.rows[0].untied == 2
    cell = next(one for one in found.rows[1].cells if one.means == "capacity")
    assert (cell.count, cell.extents["unmet"], told(cell, "nl")) == (1, 1, "1 (1 ontbreekt)")


def test_what_holds_in_each_scenario_is_of_every_one_too_and_is_not_counted_as_untied():
    dossier = _without_outlooks(foreseen())
    both = tuple(one.id for one in dossier.prospects.scenarios)
    tied = _of_requirement("r-2", ("afspraak1", "fabriek1", "fabriek2"), scenarios=both, is_no_regret=True)
    found = _taken(_with(dossier, bearings=(tied,)))
    assert set(found.rows[0].ids) == {"r-1", "r-2", "r-3"}
    assert found.rows[0].untied == 2


def test_what_a_source_says_in_describing_its_own_future_is_of_that_one_alone():
    found = _taken(foreseen())
    assert _ids(found) == {"every": ("r-1",), "scenario-1": ("r-2",), "scenario-2": (), "outlook-1": ("r-3",)}
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
    assert [row.key for row in found.rows] == ["every", "scenario-1"]
    assert found.more_scenarios == 1
    listed = replace(dossier.prospects.explorations[0], found=7)
    part = _taken(_with(dossier, explorations=(listed,)))
    assert not part.is_whole
    assert named(part.rows[0], part, {}, "nl") == "In elk van de 2 getoonde scenario’s"


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
        assert "Van 1 van deze" not in words
        assert "Van geen van deze 1 zegt een bron bij welke toekomst ze hoort" in words
        assert "geen bron noemt iets wat alleen deze toekomst vraagt" in words
        assert (
            "Wat elke toekomst vraagt: infrastructuur en capaciteit (1). Wat alleen bij sommige toekomsten hoort: 2."
            in words
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
        ("In elke toekomst", "r-1"),
        ("Scenario 1: getekend; groen", "r-2"),
        ("«Toekomst»: gevreesd door Bureau", "r-3"),
    ]
    graph = jsonld(made)
    text = graph.decode() if isinstance(graph, bytes) else str(graph)
    assert text.count('"takes"') >= 2
    assert '"inEveryFuture": true' in text or '"inEveryFuture":true' in text
