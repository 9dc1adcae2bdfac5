"""Where nobody gave bounds with a judgement nothing is said to lie outside them."""

from dataclasses import replace

import pytest
from make import source

from rodedraad import drivers
from rodedraad.explore import Held, explored
from rodedraad.publish.ahead import scenario_answer
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.scenarios import scenarios
from rodedraad.records import Links, Prospects


def _view(judgements=None):
    shipped = drivers.shipped("ijmond")
    drawn = replace(shipped, judgements=judgements or shipped.judgements)
    found = explored(drawn, links=Links(), statements=(), held=Held())
    prospects = Prospects(
        drivers=found.drivers,
        judgements=found.judgements,
        scenarios=found.scenarios,
        explorations=found.explorations,
        bearings=found.bearings,
    )
    return scenarios(prospects, links=Links(), statements={}, maker=Excerpts((source("boek", "dorp"),), {}, ""))


@pytest.mark.parametrize(("language", "bare"), [("nl", "Aan 546 van de 546"), ("en", "To 546 of the 546")])
def test_scenarios_that_break_on_one_judgement_are_named_though_nobody_gave_bounds(language, bare):
    """It said that no scenario breaks within the bounds, where there were none."""
    view = _view()
    wanted = [one.number for one in view.scenarios if one.reliances_total]
    assert list(view.breaking) == wanted != []
    answer = " ".join(scenario_answer(view, language))
    assert bare in answer
    assert all(str(number) in answer for number in wanted)
    assert {each.span for one in view.scenarios for each in one.reliances} == {"scen_unbounded"}


def test_outside_the_bounds_is_said_only_where_there_are_bounds():
    first = next(each.reliance for one in _view().scenarios for each in one.reliances)
    shipped = drivers.shipped("ijmond").judgements

    def wide(one):
        away = one.value - 1 if first.value > one.value else one.value + 1
        return replace(one, low=min(one.value, away), high=max(one.value, away))

    view = _view(tuple(wide(one) if one.id == first.judgement else one for one in shipped))
    spans = {each.reliance.judgement: each.span for one in view.scenarios for each in one.reliances}
    assert spans[first.judgement] == "scen_outside"
    assert set(spans.values()) == {"scen_outside", "scen_unbounded"}
