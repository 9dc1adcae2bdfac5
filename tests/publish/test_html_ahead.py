"""The report's chapters of what lies ahead: the answer first, then each thing with its sentence, page and what is a guess."""

from dataclasses import replace

import pytest
from publish.foreseen import foreseen
from publish.small import published, small
from publish.test_html import HOSTILE, LANGUAGES, _sound, _text

from rodedraad.publish import html, view
from rodedraad.publish.requirements import SHOWN_PER_KIND
from rodedraad.publish.scenarios import SHOWN_SCENARIOS
from rodedraad.records import NO_PROSPECTS


def _front(dossier, language="nl"):
    report = view.report(dossier, sources_href="../bronnen")
    return _sound(html.html(report, publication=published(dossier, language)))


def _section(tree, id_):
    (found,) = tree.xpath(f"//section[@id='{id_}']")
    return found


def _with(dossier, **changed):
    return replace(dossier, prospects=replace(dossier.prospects, **changed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapters_stand_behind_the_text_and_every_word_of_them_is_worded(language):
    tree = _front(foreseen(), language)
    ids = [one.get("id") for one in tree.xpath("//main/section")]
    assert ids[:5] == ["kern", "lezing", "tijd", "scenarios", "benodigdheden"]
    for id_ in ("scenarios", "benodigdheden"):
        text = _text(_section(tree, id_))
        assert tree.xpath(f"//header//nav//a[@href='#{id_}']")
        assert not {"html.", "ahead.", "label."} & {word[: word.find(".") + 1] for word in text.split()}


def test_a_dossier_without_any_says_so_in_each_chapter():
    tree = _front(small())
    assert "geen drijvende krachten" in _text(_section(tree, "scenarios"))
    assert "Geen bron zegt" in _text(_section(tree, "benodigdheden"))


def test_first_of_all_is_said_that_judgements_are_examples_and_only_while_they_are():
    for is_example in (True, False):
        section = _section(_front(foreseen(is_example=is_example)), "scenarios")
        notices = section.xpath("./p[@class='notice']")
        assert bool(notices) is is_example
        if notices:
            assert "voorbeeldoordelen" in _text(notices[0])
            order = list(section)
            assert order.index(notices[0]) < order.index(section.xpath("./ul[@class='answer']")[0])


def test_what_can_appear_within_an_interval_and_every_scenario_that_breaks_reach_the_report():
    dossier = foreseen()
    lone = dossier.prospects.scenarios[0]
    many = [replace(lone, id=f"afspraak1 fabriek1 {at}", score=9) for at in range(SHOWN_SCENARIOS)]
    many = [replace(one, reliances=()) for one in many]  # what rests on one sentence is not among those shown
    unsteady = tuple((f"afspraak2 fabriek1 x{at}", "fabriek1>afspraak1") for at in range(3))
    exploration = replace(dossier.prospects.explorations[0], unsteady=unsteady)
    section = _section(_front(_with(dossier, scenarios=(*many, lone), explorations=(exploration,))), "scenarios")
    told = _text(section)
    assert f"Scenario {len(many) + 1} rust op één zin" in told
    slender = section.xpath(".//h3[starts-with(., 'Waar één oordeel')]/following-sibling::ul[1]/li")
    assert [f"Scenario {len(many) + 1}" in _text(one) for one in slender] == [True]
    assert not slender[0].xpath(".//a[starts-with(@href, '#scenario-')]"), "it has no place of its own to go to"
    (appearing,) = section.xpath(".//h3[starts-with(., 'Wat er nu niet is')]/following-sibling::ul[1]/li")
    assert "nu +1, tussen −1 en +2. Dan ook 3 andere scenario" in _text(appearing)


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_what_a_person_confirmed_is_not_said_to_be_by_words_alone(is_confirmed):
    dossier = foreseen()
    bearings = tuple(replace(one, is_confirmed=is_confirmed) for one in dossier.prospects.bearings)
    told = _text(_section(_front(_with(dossier, bearings=bearings)), "scenarios"))
    assert ("Een mens bevestigde dat hierbij hoort:" in told) is is_confirmed
    assert ("Volgens zijn woorden hoort hierbij:" in told) is not is_confirmed


def test_the_answer_tells_what_holds_together_and_the_sentence_and_page_that_it_rests_on():
    told = [_text(one) for one in _section(_front(foreseen()), "scenarios").xpath("./ul[@class='answer']/li")]
    assert told[0] == "Van de 4 combinaties van 2 drijvende krachten houden er 2 samen stand."
    assert "Geen enkele keuze is in al deze scenario’s dezelfde." in told
    assert any(
        one.startswith(
            "Scenario 1 rust op één zin: «Wij willen schone lucht in 2030.» (Een brief, blz. 1). Zij pleit voor"
        )
        and one.endswith("groen → getekend (nu +1); bij −1 houdt het scenario geen stand meer.")
        for one in told
    )
    assert told[-1].startswith("Wat in elk scenario geldt: acties 1, benodigdheden 0. Wat van het scenario afhangt: 2.")


def test_missing_judgements_are_missing_and_no_scenario_is_told():
    dossier = foreseen()
    judgements = (
        replace(dossier.prospects.judgements[0], value=None, low=None, high=None),
        *dossier.prospects.judgements[1:],
    )
    searched = replace(dossier.prospects.explorations[0], missing=("afspraak1>fabriek1",))
    section = _section(
        _front(_with(dossier, judgements=judgements, scenarios=(), explorations=(searched,))), "scenarios"
    )
    assert "Nog niet ingevulde invloeden: 1." in _text(section.xpath("./ul[@class='answer']/li")[0])
    assert len(section.xpath(".//table[@class='impacts']//span[@class='missing']")) == 1
    assert not section.xpath(".//*[starts-with(@id, 'scenario-')]")


def test_each_scenario_tells_why_it_holds_and_links_to_the_page_of_every_sentence():
    section = _section(_front(foreseen()), "scenarios")
    (first,) = section.xpath(".//article[@id='scenario-1']")
    text = _text(first)
    assert "Afspraak: getekend. Gedragen door groen (+1). De volgende variant ligt 2 lager." in text
    assert "groen → getekend: nu +1. Bij −1 houdt dit scenario geen stand meer. Dat ligt binnen de grenzen" in text
    assert first.xpath("./details[1]//a[@class='quoted']/@href"), "the story quotes, with the way to each source"
    assert first.xpath(".//h5[1]/following-sibling::ul[1]//a/@href")[0] == "../bronnen/map/een%20brief.pdf#page=1"
    cells = {_text(row.xpath("./th")[0]): [_text(one) for one in row.xpath("./td")] for row in section.xpath(".//table[contains(@class, 'grid-of')]//tbody/tr")}  # fmt: skip
    assert cells["Afspraak"] == ["getekend", "geen"]
    assert cells["Lijkt op dit toekomstbeeld uit de bronnen"] == ["Toekomst gevreesd", "geen"]


def test_what_is_needed_stands_by_kind_with_its_words_marked_and_what_the_region_has():
    section = _section(_front(foreseen()), "benodigdheden")
    answer = [_text(one) for one in section.xpath("./ul[@class='answer']/li")]
    assert answer[0] == "De bronnen noemen 3 keer dat iets nodig is, het vaakst: infrastructuur (2) en mensen (1)."
    assert (
        "ontbreken er 1 volgens een bron, zijn er 1 deels aanwezig en 0 aanwezig; van 1 laat geen bron zien"
        in answer[1]
    )
    rows = section.xpath(".//h4[@id='nodig-infrastructure']/following-sibling::ul[1]/li")
    assert [_text(one.xpath("./q/mark")[0]) for one in rows] == ["De fabriek", "een kade"], "what is missing first"
    assert "gelijkenis 80 procent, niet bevestigd" in _text(rows[0])
    assert "In de regio: De kade (Gemeente Velsen)" in _text(rows[1])
    table = section.xpath(".//table[contains(@class, 'options')]//tbody/tr")
    shown = {_text(row.xpath("./th")[0]): _text(row.xpath("./td")[0]) for row in table}
    assert shown["gastheer"].startswith("Wij vragen de provincie")
    assert shown["vergunningen"] == "niet getoond"
    assert shown["Tegen"].startswith("De Fabriek: De fabriek blijft open.")


def test_long_lists_show_their_first_rows_and_say_how_many_there_are():
    dossier = foreseen()
    one = dossier.prospects.requirements[0]
    many = tuple(replace(one, id=f"r-{place}", shared=()) for place in range(3 * SHOWN_PER_KIND))
    scenario = dossier.prospects.scenarios[0]
    scenarios = tuple(replace(scenario, id=str(place)) for place in range(2 * SHOWN_SCENARIOS))
    tree = _front(_with(dossier, requirements=many, scenarios=scenarios))
    assert "Hier staan er 40 van de 120" in _text(_section(tree, "benodigdheden"))
    assert len(tree.xpath("//section[@id='benodigdheden']//details[@class='more']")) >= 1
    assert "met de meeste samenhang van de 16" in _text(_section(tree, "scenarios"))
    assert len(tree.xpath("//article[starts-with(@id, 'scenario-')]")) == SHOWN_SCENARIOS


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_words_stay_words(hostile):
    for language in LANGUAGES:
        _front(foreseen(lambda text: f"{hostile} {text}"), language)


def test_the_same_records_give_the_same_bytes_and_none_at_all_changes_no_other_section():
    dossier = foreseen()
    made = [
        html.html(view.report(one, sources_href="x"), publication=published(dossier)) for one in (dossier, foreseen())
    ]
    assert made[0] == made[1]
    bare = _front(replace(dossier, prospects=NO_PROSPECTS))
    full = _front(dossier)
    for id_ in ("kern", "matrix", "draden", "bronnen"):
        assert _text(_section(bare, id_)) == _text(_section(full, id_))


def test_the_roadmap_says_first_what_to_decide_and_by_whom_and_who_does_what_when_and_if():
    section = _section(_front(foreseen()), "routekaart")
    answer = [_text(one) for one in section.xpath("./ul[@class='answer']/li")]
    assert answer[0].startswith(
        "De bronnen noemen 3 acties: 1 toegezegd of begonnen, 0 gedaan en 2 gevraagd, waarvan 1"
    )
    assert answer[1].startswith("Eerst moet worden besloten: «De fabriek blijft open.». Wie: Gemeente Velsen.")
    (row,) = section.xpath(".//tr[th[contains(@class, 'count')]][.//mark[.='Wij vragen de provincie om een kade.']]")
    cells = [_text(one) for one in row.xpath("./td")]
    assert cells[0].startswith("De Fabriek gevraagd door Gemeente Velsen buiten de macht")
    assert cells[2] == "in 2030"
    assert cells[3].startswith("Wij willen gesteld door Gemeenten Velsen en Beverwijk wacht op")
    assert cells[4] == "gevraagd deels ingewilligd"
    assert [
        _text(one).split(" Toon")[0]
        for one in section.xpath(".//h4[starts-with(., 'kring')]/following-sibling::ul[1]/li")
    ]
    parties = [_text(one) for one in section.xpath("./details/summary")]
    assert any(one.startswith("Gemeente Velsen: gevraagd 0, toegezegd 1, wacht erop 1") for one in parties)


def test_many_actions_show_the_first_of_each_year_and_lead_only_to_what_is_shown():
    dossier = foreseen()
    one = dossier.prospects.actions[0]
    many = tuple(replace(one, id=f"a-{place}", depends_on=(), conditions=()) for place in range(50))
    section = _section(_front(_with(dossier, actions=many, knots=())), "routekaart")
    assert len(section.xpath(".//tr[starts-with(@id, 'actie-')]")) == 15
    assert "Hier staan er 15 van de 50" in _text(section)


def test_where_parties_of_the_roadmap_are_left_out_the_sheet_of_actions_has_what_is_asked_of_all():
    dossier = foreseen()
    one = replace(dossier.prospects.actions[0], status="asked", answers=(), depends_on=(), conditions=())
    many = tuple(replace(one, id=f"a-{at}", who=(f"partij {at}",), by_to=f"{2030 + at}") for at in range(41))
    text = _text(_section(_front(_with(dossier, actions=many, knots=())), "routekaart"))
    for shown in (12, 40):
        assert (
            f"Hier staan er {shown} van de 41. Alle staan in het werkboek (Excel) van dit dossier, op het blad «Acties»"
            in text
        )
    assert "«Partijen»" not in text


def test_of_futures_that_are_not_all_listed_nothing_is_said_to_be_so_in_all():
    dossier = foreseen()
    one = dossier.prospects.scenarios[:1]
    searched = replace(dossier.prospects.explorations[0], found=900)
    for explorations, is_said in (((searched,), False), (dossier.prospects.explorations, True)):
        twice = (*one, replace(one[0], id="b"))
        text = _text(_section(_front(_with(dossier, scenarios=twice, explorations=explorations)), "scenarios"))
        assert ("In al deze scenario’s geldt: getekend; groen." in text) is is_said
        assert ("houden er 900 samen stand" in text) is not is_said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_of_the_program_stands_only_where_it_is_told_how_this_was_made(language):
    dossier = foreseen()
    many = [replace(dossier.prospects.actions[0], id=f"a-{count}") for count in range(40)]
    tree = _front(_with(dossier, actions=tuple(many)), language)
    how = _section(tree, "hoe")
    assert "rodedraad list" in _text(how)
    how.getparent().remove(how)
    text = _text(tree)
    assert ("15 van de 40" if language == "nl" else "15 of 40") in text
    assert "rodedraad " not in text
