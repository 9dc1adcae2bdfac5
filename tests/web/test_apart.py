"""Futures are told apart by more than a number or a title that two share."""

import html
import re

import pytest
from web_site import opened

from rodedraad.records import Scenario
from rodedraad.web.apart import MOST, telling


def scenario(*variants):
    return Scenario(id=" ".join(variants), variants=variants, score=0, inconsistency=0, is_consistent=True, balances=())


@pytest.fixture(scope="module")
def site(lodermond):
    return opened(lodermond)


def test_a_scenario_is_called_by_the_fewest_choices_that_no_other_has():
    alone, left, right = scenario("a1", "b1", "c1"), scenario("a2", "b1", "c1"), scenario("a2", "b2", "c1")
    every = (alone, left, right)
    assert telling(alone, every) == ("a1",)
    assert telling(left, every) == ("a2", "b1")
    assert telling(right, every) == ("b2",)
    assert telling(alone, (alone,)) == ("a1",)
    assert telling(right, tuple(reversed(every))) == ("b2",), "their order does not matter"


def test_where_three_choices_do_not_suffice_the_rarest_are_named():
    own = scenario("a1", "b1", "c1", "d1")
    others = [
        scenario(*("x" if at == gap else id_ for at, id_ in enumerate(own.variants))) for gap in range(4)
    ]  # any three of its choices are those of another
    assert len(telling(own, (own, *others))) == MOST
    crowd = [*others, scenario("a1", "y", "z", "w")]
    assert telling(own, (own, *crowd)) == ("b1", "c1", "d1")


def test_scenarios_are_called_by_their_choices_and_tell_their_story(site):
    page = site.get("/scenarios").text
    called = re.findall(
        r'<th scope="col"><a href="(/scenarios/[^"]+)">Scenario \d+</a>.*?<span class="soft">(.*?)</span>', page
    )
    assert len(called) > 3
    assert len({words for _, words in called}) == len(called)
    for to, words in called[:2]:
        own = site.get(to).text
        assert f": {words}</h1>" in own
        story = own[own.index('id="verhaal"') :].split("</section>")[0]
        links = re.findall(r'href="(/(?:uitspraken|toekomstbeelden)/[^"]+)"', story)
        assert links
        assert all(site.get(one).status_code == 200 for one in links[:2])


def test_no_two_outlooks_have_one_name_and_one_that_two_sources_have_stands_once(site):
    page = site.get("/toekomstbeelden").text
    heads = re.findall(r'<h3 id="h-[^"]+"><a[^>]*>(.*?)</a>', page)
    assert len(set(heads)) == len(heads) > 10
    cells = re.findall(r"<td>((?:<a href=\"/toekomstbeelden/.*?)+)</td>", site.get("/scenarios").text)
    assert cells
    for cell in cells:
        names = re.findall(r"<a[^>]*>(.*?)</a>", cell)
        assert len(set(names)) == len(names), cell


def test_one_judgement_is_told_as_one(site):
    """It said "1 oordeel die het alleen kunnen breken"."""
    page = html.unescape(site.get("/scenarios").text)
    assert "1 oordeel kan het alleen omgooien" in page
    assert not re.search(r"\b1 oordelen|\b1 oordeel die", page)
