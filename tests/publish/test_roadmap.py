"""The roadmap as people read it, and its pictures: order, whose it is, what is left out, and nothing but safe SVG."""

import re
from xml.etree import ElementTree as ET

import pytest
from acted import THEMES, action, condition, dossier
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.publish import knots_svg, roadmap_svg
from rodedraad.publish.roadmap import roadmap
from rodedraad.publish.roadmap_asked import addressees

SVG = "{http://www.w3.org/2000/svg}"


def _shown(*actions, **wanted):
    return roadmap(dossier(*actions), language="nl", **wanted)


def test_actions_stand_by_their_last_day_then_those_with_words_then_the_rest_and_what_is_closed_last():
    found = _shown(
        action("a-niets"),
        action("a-later", by_to="2030"),
        action("a-gedaan", by_to="2020", status="done"),
        action("a-woorden", deadline="binnenkort"),
        action("a-eerst", by_from="2026-03", by_to="2026-06"),
        action("a-begin", by_from="2028"),
    )
    assert [one.action.id for one in found.acts] == [
        "a-eerst",
        "a-begin",
        "a-later",
        "a-woorden",
        "a-niets",
        "a-gedaan",
    ]
    assert [one.place for one in found.acts] == [1, 2, 3, 4, 5, 6]
    assert [(one.year, one.has_words, len(one.acts)) for one in found.periods] == [
        (2026, False, 1),
        (2028, False, 1),
        (2030, False, 1),
        (None, True, 1),
        (None, False, 1),
    ]
    assert [one.action.id for one in found.closed] == ["a-gedaan"]


@pytest.mark.parametrize("date", ["ooit", "", "0000-01", "2026-13-45"])
def test_what_is_no_date_makes_no_year(date):
    found = _shown(action("a-1", by_to=date, deadline="ooit"), action("a-2", by_from=date), action("a-3", by_to="2030"))
    years = [one.year for one in found.periods]
    assert years == ([2026, 2030, None][0:2] if date.startswith("2026") else [2030, None, None])
    assert roadmap_svg.timeline(found, by="party", themes=THEMES).shown == (3 if date.startswith("2026") else 1)


def test_what_must_be_decided_first_says_by_whom_and_how_much_waits_for_it():
    bound = condition("als het Rijk meebetaalt", statement="s-mits", party="rijk")
    found = _shown(
        action("a-besluit", who=("tata",), what="tekent"),
        action("a-1", after=["a-besluit"]),
        action("a-2", after=["a-1"]),
        action("a-3", conditions=(bound,)),
    )
    first, second = found.decisions
    assert (first.who, first.what, first.waiting, first.alone, first.size) == ("De Fabriek", "tekent", 2, 2, 1)
    assert (second.who, second.what, second.act, second.size) == ("Het Rijk", "als het Rijk meebetaalt", None, 2)
    assert second.excerpt.quote == "Zin s-mits."
    assert found.by_id["a-2"].after == (found.by_id["a-1"].place,)


def test_a_condition_is_decided_by_the_one_party_that_its_words_name():
    says = condition("pas als de gemeente Velsen de haven baggert", statement="s-a", party="rijk")
    decisions = _shown(*(action(name, who=("tata",), conditions=(says,)) for name in ("a", "b"))).decisions
    assert [one.who for one in decisions if one.is_condition] == ["Gemeente Velsen"]


def test_a_party_sees_what_is_asked_of_it_what_it_promised_and_what_waits_for_its_condition():
    actions = (
        action("a-1", who=("tata",), asker=("velsen",), status="asked"),
        action("a-2", who=("tata/board",), status="promised"),
        action("a-3", who=("velsen",), conditions=(condition("mits", statement="s-m", party="tata"),)),
        action("a-4", who=("rijk",)),
    )
    share = next(one for one in _shown(*actions).shares if one.party == "tata")
    assert [[one.action.id for one in part] for part in (share.asked, share.promised, share.awaiting)] == [
        ["a-1"],
        ["a-2"],
        ["a-3"],
    ]
    assert [one.action.id for one in _shown(*actions, party="tata").acts] == ["a-1", "a-2", "a-3"]
    assert [one.action.id for one in _shown(*actions, party="velsen").acts] == ["a-1", "a-3"]
    assert _shown(*actions, layer="rijk").acts == ()


def test_a_term_that_is_over_or_cannot_be_keeps_its_words_and_is_called_so():
    found = roadmap(
        dossier(
            action("a-oud", deadline="uiterlijk in 1899", by_to="1899-12-31"),
            action("a-nooit", deadline="uiterlijk 31 februari 2027"),
            action("a-straks", deadline="eind 2030", by_to="2030-12-31"),
        ),
        language="nl",
    )
    terms = {one.action.id: one.term for one in found.acts}
    assert terms["a-nooit"] == "uiterlijk 31 februari 2027 (kan niet: die dag of dat jaar bestaat niet)"
    assert terms["a-straks"] == "eind 2030"
    is_told = found.told_until is not None
    assert terms["a-oud"] == "uiterlijk in 1899" + " (al voorbij)" * is_told
    assert is_told == bool(found.past)


def test_what_waits_for_a_party_waits_for_what_it_must_do_and_not_for_whoever_sets_the_condition():
    actions = (
        action("a-kade", who=("rijk",)),
        action(
            "a-schip",
            who=("velsen",),
            conditions=(condition("als de kade er is", statement="s-m", party="tata", action="a-kade"),),
        ),
        action(
            "a-haven",
            who=("velsen",),
            conditions=(condition("pas als het Rijk betaalt", statement="s-n", party="tata"),),
        ),
        action("a-eigen", who=("rijk",), after=["a-kade"]),
    )
    shares = {one.party: [act.action.id for act in one.awaiting] for one in _shown(*actions).shares}
    assert shares["rijk"] == ["a-haven", "a-schip"]
    assert "tata" not in shares


COUNTS = (1, 5, 50, 500)


def _many(count, words=lambda text: text):
    return dossier(
        *(
            action(
                f"a-{at:04d}",
                who=(("velsen", "tata", "rijk", "iemand" * 30)[at % 4],) if at % 7 else (),
                what=words(f"doet nummer {at} " + "en nog veel meer " * (at % 9)),
                by_from=(None, str(2026 + at % 5))[at % 2],
                by_to=(str(2030 + at % 9), None)[at % 3 == 2],
                after=[f"a-{at // 2:04d}"] if at % 4 == 1 else [f"a-{at + 1:04d}"] if at % 44 == 0 else [],
                conditions=(condition(words("mits dit"), statement="s-c"),) if at % 5 == 0 else (),
                status=(None, "asked", "promised")[at % 3],
                themes=("lucht",) if at % 2 else (),
            )
            for at in range(count)
        ),
        words=words,
    )


def _pictures(count, words=lambda text: text):
    found = roadmap(_many(count, words), language="nl")
    for by in ("party", "theme"):
        for width in (roadmap_svg.WIDTH, roadmap_svg.NARROW):
            yield roadmap_svg.timeline(found, by=by, themes=THEMES, width=width, name=f"{by}{width}")
    if count > 1:
        yield knots_svg.dependencies(found)


@pytest.mark.parametrize("count", COUNTS)
def test_every_picture_is_whole_svg_with_words_for_who_cannot_see_it(count):
    for picture in _pictures(count):
        root = ET.fromstring(picture.svg)  # noqa: S314  our own
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert (title.text, desc.text) == (picture.title, picture.description)
        width, height = float(root.get("width")), float(root.get("height"))
        for text in root.iter(f"{SVG}text"):
            assert 0 <= float(text.get("y")) <= height
            assert 0 <= float(text.get("x")) <= width
        for shape in root.iter(f"{SVG}path"):
            numbers = re.match(r"M(-?[\d.]+) (-?[\d.]+)", shape.get("d"))
            assert 0 <= float(numbers[1]) <= width
            assert 0 <= float(numbers[2]) <= height
        assert picture.shown > 0


def test_a_picture_says_how_much_of_a_large_roadmap_is_not_in_it():
    found = roadmap(_many(500), language="nl")
    graph = knots_svg.dependencies(found)
    assert graph.shown <= knots_svg.MOST_NODES < graph.left
    assert "stroke-dasharray" in graph.svg
    ends = {at: len(one.acts) for one in found.periods if (at := one.year)}
    counted = roadmap_svg.timeline(found, by="party", themes=THEMES)
    numbers = [int(one) for one in re.findall(r'font-size="11" text-anchor="middle">(\d+)<|$', counted.svg) if one]
    assert sum(numbers) == sum(ends.values()) == counted.shown


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_hostile_words_are_words_in_a_picture(text):
    for picture in _pictures(6, lambda plain: f"{text}</text><script>{plain}]]>&amp;"):
        root = ET.fromstring(picture.svg)  # noqa: S314  our own
        assert {one.tag for one in root.iter()} <= {
            f"{SVG}{tag}" for tag in ("svg", "title", "desc", "defs", "text", "path")
        }


def test_what_nobody_is_named_for_is_never_counted_with_other_parties():
    acts = [action(f"a-{at:03d}", who=(f"partij-{at % 20}",) if at % 21 else (), by_to="2030") for at in range(200)]
    svg = roadmap_svg.timeline(_shown(*acts), by="party", themes=THEMES).svg
    assert svg.index("overige partijen") < svg.index("niemand genoemd")
    bands = re.findall(r'font-weight="600">([^<]+)<', svg)
    assert len(bands) == roadmap_svg.MOST_BANDS
    counted = re.findall(r'font-size="11" text-anchor="middle">(\d+)<', svg)
    assert sum(map(int, counted)) == 200
    assert counted[-1] == "10"


def test_without_dates_or_dependencies_there_is_no_picture():
    found = _shown(action("a-1"), action("a-2", by_to="2020", status="done"))
    assert roadmap_svg.timeline(found, by="party", themes=THEMES) is None
    assert knots_svg.dependencies(found) is None


def _asks(name, *who, by_to=None, asker=("velsen",), **fields):
    return action(name, who=who, asker=asker, by_to=by_to, status="asked", **fields)


def test_open_requests_stand_by_who_is_asked_the_earliest_date_first_then_the_most_askers():
    found = addressees(
        _shown(
            _asks("a-later", "rijk", by_to="2030", asker=("velsen", "tata")),
            _asks("a-eerst", "tata", by_to="2027"),
            _asks("a-niemand", by_to="2026"),
            _asks("a-open", "tata"),
            action("a-klaar", status="done", by_to="2026"),
            action("a-eigen", who=("rijk",), status="promised", by_to="2026"),
        )
    )
    assert [(one.parties, [act.action.id for act in one.acts], one.askers) for one in found] == [
        (("tata",), ["a-eerst", "a-open"], ("velsen",)),
        (("rijk",), ["a-later"], ("velsen", "tata")),
        ((), ["a-niemand"], ("velsen",)),
    ]
    assert found[0].name == "De Fabriek"


def test_of_equal_dates_the_one_with_most_askers_comes_first_then_with_most_requests():
    most_askers = addressees(
        _shown(_asks("a-1", "rijk", asker=("velsen", "tata")), _asks("a-2", "velsen"), _asks("a-3", "velsen"))
    )
    assert [one.parties for one in most_askers] == [("rijk",), ("velsen",)]
    most = addressees(_shown(_asks("a-1", "rijk"), _asks("a-2", "velsen"), _asks("a-3", "velsen")))
    assert [one.parties for one in most] == [("velsen",), ("rijk",)]


def test_those_of_whom_exactly_the_same_is_asked_stand_together_and_others_apart():
    both = _shown(_asks("a-1", "rijk", "velsen"), _asks("a-2", "velsen", "rijk"))
    assert [(one.parties, len(one.acts)) for one in addressees(both)] == [(("rijk", "velsen"), 2)]
    one_more = _shown(_asks("a-1", "rijk", "velsen"), _asks("a-2", "rijk"))
    assert [(one.parties, len(one.acts)) for one in addressees(one_more)] == [(("rijk",), 2), (("velsen",), 1)]


def test_a_condition_of_an_act_of_nobody_that_names_nobody_is_nobodys_to_decide():
    says = condition("als dat samengaat met schone lucht", statement="s-a", party="velsen")
    of_nobody = _shown(*(action(name, who=(), conditions=(says,)) for name in ("a", "b")))
    assert [one.who for one in of_nobody.decisions] == [""]
    assert not of_nobody.shares
    of_one = _shown(*(action(name, who=("tata",), conditions=(says,)) for name in ("a", "b")))
    assert [one.who for one in of_one.decisions] == ["Gemeente Velsen"]
    assert [one.party for one in of_one.shares if one.awaiting] == ["velsen"]
