"""Where actions run into a knot, on actions made by hand: what is told, what shows it, and what is left alone."""

import re
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import get_args

import pytest
from acted import action, condition, statements_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.plan.knots import ORDER, knots
from rodedraad.records import Funding, Gap, KnotKind, Party, Settlement, Tension
from rodedraad.wording import catalogue, word

PARTIES = tuple(
    Party(id=id_, name=name, layer="gemeente") for id_, name in [("velsen", "Gemeente Velsen"), ("tata", "De Fabriek")]
)


def _of(kind, *actions, **terms):
    found = knots(actions, statements=statements_of(*actions, **terms), parties=PARTIES)
    return [one for one in found if one.kind == kind]


def _said(knot, language="nl"):
    return word(knot.explanation, language)


def test_a_circle_is_told_step_by_step_with_the_sentence_of_each_step():
    (knot,) = _of(
        "circle",
        action("a-1", after=["a-2"], what="tekent"),
        action("a-2", who=("tata",), what="investeert", conditions=(condition("mits", statement="s-c", action="a-3"),)),
        action("a-3", after=["a-1"]),
        action("a-4", after=["a-3"]),
        action("a-5", after=["a-4"]),
    )
    assert knot.actions == ("a-1", "a-2", "a-3")
    assert knot.statements == ("s-a-1-a-2", "s-c", "s-a-3-a-1")
    assert knot.decisions == ("a-1", "a-2", "a-3")  # no one of them is more to blame than another
    assert "Gemeente Velsen: «tekent» → De Fabriek: «investeert» → " in _said(knot)
    assert _said(knot).endswith("wacht: 2.")


def test_two_circles_through_one_action_are_broken_by_that_one():
    first, second = _of(
        "circle",
        action("a-1", after=["a-2"]),
        action("a-2", after=["a-1", "a-3"]),
        action("a-3", after=["a-2"]),
    )
    assert {first.actions, second.actions} == {("a-1", "a-2"), ("a-2", "a-3")}
    assert first.decisions == second.decisions == ("a-2",)


def test_circles_that_take_two_decisions_say_so():
    pairs = [("a-1", "a-2"), ("a-2", "a-1"), ("a-2", "a-3"), ("a-3", "a-4"), ("a-4", "a-3"), ("a-4", "a-1")]
    names = sorted({one for one, _ in pairs})
    found = _of("circle", *(action(name, after=[other for one, other in pairs if one == name]) for name in names))
    assert {one.actions for one in found} == {("a-1", "a-2"), ("a-3", "a-4")}
    assert {one.explanation.code for one in found} == {"knots.circle_some"}
    assert all(dict(one.explanation.values)["least"] == 2 and len(one.decisions) == 1 for one in found)


def test_what_is_done_holds_nothing_up_and_what_lapsed_or_was_refused_holds_up_for_ever():
    done, lapsed = action("a-2", status="done"), action("a-3", status="lapsed", status_statement="s-3")
    answer = Settlement(outcome="refused", statement="s-nee", party="tata", steps=("s-nee",), by=("number",))
    refused = action("a-4", status="asked", answers=(answer,))
    actions = (action("a-1", after=["a-2", "a-3", "a-4"]), done, lapsed, refused)
    assert not _of("circle", *actions, replace(done, depends_on=action("a-2", after=["a-1"]).depends_on))
    by_other = {one.decisions[0]: one for one in _of("in_vain", *actions)}
    assert by_other.keys() == {"a-3", "a-4"}
    assert by_other["a-4"].statements == ("s-a-1-a-4", "s-nee")
    assert "afgewezen" in _said(by_other["a-4"])
    assert "vervallen" in _said(by_other["a-3"])


def test_the_decision_that_most_waits_for_comes_first_and_says_for_how_many_it_is_the_only_one():
    actions = [
        action("a-besluit"),
        action("a-1", after=["a-besluit"]),
        action("a-2", after=["a-1"]),
        action("a-3", after=["a-2", "a-ander"]),
        action("a-ander"),
        action("a-4", after=["a-ander"]),
    ]
    first, second = _of("one_decision", *actions)
    assert (first.decisions, first.actions) == (("a-besluit",), ("a-1", "a-2", "a-3"))
    assert dict(first.explanation.values) | {"waiting": 3, "alone": 2} == dict(first.explanation.values)
    assert (second.decisions, second.actions) == (("a-ander",), ("a-4", "a-3"))
    assert dict(second.explanation.values)["alone"] == 1
    assert first.statements[0] == "s-a-besluit"


def test_a_condition_that_no_action_brings_about_is_a_decision_and_says_whose_it_is():
    open_ = condition("als het Rijk betaalt", statement="s-voorwaarde", party="velsen")
    (knot,) = _of("one_decision", *(action(f"a-{at}", conditions=(open_,)) for at in range(3)))
    assert knot.decisions == ("s-voorwaarde",)
    assert "Gemeente Velsen: «als het Rijk betaalt»" in _said(knot)
    assert "Gemeente Velsen: «als het Rijk betaalt»" in _said(knot, "en")


def test_a_step_through_which_all_goes_is_told_also_when_it_waits_for_more_than_one():
    actions = [
        action("a-0", after=["a-x", "a-y"]),
        action("a-1", after=["a-0"]),
        action("a-2", after=["a-0"]),
        action("a-x"),
        action("a-y"),
    ]
    gate = next(one for one in _of("one_decision", *actions) if one.decisions == ("a-0",))
    assert gate.explanation.code == "knots.one_decision_later"
    (two,) = _of("unblocking", *actions, action("a-3", after=["a-x"]))  # one decision frees one action: no knot
    assert (two.decisions, two.actions) == (("a-x", "a-y"), ("a-0", "a-1", "a-2", "a-3"))
    assert "maakt 4 van de 4" in _said(two)


def test_what_waits_behind_a_circle_is_freed_by_breaking_it():
    actions = [action("a-1", after=["a-2"]), action("a-2", after=["a-1"]), action("a-3", after=["a-1"])]
    (circle,) = _of("circle", *actions)
    (first,) = _of("unblocking", *actions)
    assert circle.decisions == ("a-1", "a-2")
    assert set(first.decisions) < set(circle.decisions)
    assert len(first.actions) == 2
    assert "kan ook een ander lid" in _said(first)
    assert not _of("one_decision", *actions, action("a-4", after=["a-1"]))  # the circle says it already


@pytest.mark.parametrize(
    ("own", "other", "code"),
    [
        ({"by_to": "2027"}, {"by_to": "2028"}, "knots.due_before"),
        ({"by_to": "2027"}, {"by_from": "2028-02", "by_to": "2029"}, "knots.due_before_start"),
        ({"by_to": "2027"}, {"by_from": "2028"}, "knots.due_before_start"),
        ({"by_to": "2027"}, {"by_to": "2027-06"}, None),
        ({"by_to": "2027-06"}, {"by_to": "2027"}, None),
        ({"by_to": "2028"}, {"by_to": "2027"}, None),
        ({"by_from": "2020"}, {"by_to": "2027"}, None),
        ({"by_to": "2027"}, {}, None),
    ],
)
def test_what_is_due_before_what_it_waits_for_contradicts(own, other, code):
    between = action("a-2", after=["a-3"])
    found = _of("contradiction", action("a-1", after=["a-2"], **own), between, action("a-3", **other))
    assert [one.explanation.code for one in found] == [code] * bool(code)
    for one in found:
        assert one.actions == ("a-1", "a-2", "a-3")
        assert one.statements == ("s-a-1", "s-a-1-a-2", "s-a-2-a-3", "s-a-3")


def test_two_terms_for_one_act_contradict_and_a_moment_within_a_period_does_not():
    one = action("a-1", statements=("s-1", "s-2"))
    (knot,) = _of("contradiction", one, s_1="2027", s_2="2030")
    assert knot.statements == ("s-1", "s-2")
    assert "«2027» («Zin s-1.») en «2030» («Zin s-2.»)" in _said(knot)
    assert not _of("contradiction", one, s_1="2027", s_2="2027-11")
    known = statements_of(one, s_1="2027", s_2="2030")
    known["s-2"] = replace(known["s-2"], deadline_from="2026")
    assert not knots([one], statements=known)


def test_a_tension_of_dates_between_two_actions_shows_two_terms():
    actions = (action("a-1"), action("a-2"))
    known = statements_of(*actions, s_a_1="2030", s_a_2="2027")
    between = Tension(id="x-1", subject="u-1", a="s-a-1", b="s-a-2", kind="date", score=0.9, explanation=None)
    (knot,) = knots(actions, statements=known, tensions=[between])
    assert (knot.actions, knot.statements) == (("a-2", "a-1"), ("s-a-2", "s-a-1"))
    assert not knots(actions, statements=known, tensions=[replace(between, kind="number")])
    (plain,) = knots((), statements=known, tensions=[between])  # neither was taken for an action
    assert (plain.actions, plain.statements) == ((), ("s-a-2", "s-a-1"))
    assert "«Zin s-a-2.»" in _said(plain)
    done = (actions[0], replace(actions[1], status="done"))
    assert not knots(done, statements=known, tensions=[between])


def test_two_contradictions_of_the_same_two_actions_are_two_knots_and_one_told_in_more_sentences_is_one():
    actions = (action("a-1", statements=("s-1", "s-2", "s-5")), action("a-2", statements=("s-3", "s-4")))
    known = statements_of(*actions, s_1="2030", s_2="2031", s_5="2030", s_3="2027", s_4="2028")
    pairs = (("s-1", "s-3"), ("s-2", "s-4"), ("s-5", "s-3"))
    made = [Tension(id=f"x-{a}", subject="u-1", a=a, b=b, kind="date", score=0.9, explanation=None) for a, b in pairs]
    both = [one for one in knots(actions, statements=known, tensions=made) if len(one.actions) > 1]
    assert {one.statements for one in both} == {("s-3", "s-1"), ("s-4", "s-2")}


def test_a_condition_that_is_met_after_the_term_contradicts():
    bound = action("a-1", by_to="2027", conditions=(condition("als het net er is", statement="s-net"),))
    (knot,) = _of("contradiction", bound, s_net="2029")
    assert knot.decisions == ("s-net",)
    assert not _of("contradiction", bound, s_net="2026")
    assert not _of(
        "contradiction", replace(bound, statements=("s-net",)), s_net="2029"
    )  # whose term it is, is not told


def test_what_nobody_said_is_said_of_requests_commitments_and_what_was_searched_for_in_vain():
    answer = Settlement(outcome="noted", statement="s-a", party="tata", steps=("s-a",), by=("subject",))
    actions = (
        action("a-1", status="asked", asker=("velsen",)),
        action("a-2", status="unanswered"),
        action("a-3", status="asked", answers=(answer,)),
        action("a-4", status="promised", who=()),
        action("a-5", status="under_way", by_to="2030", funding=(Funding(kind="fund", words="fonds", statement="s"),)),
        action("a-6", status=None, who=()),
        action("a-7", status="promised", deadline="binnenkort"),
        action("a-8", status="asked"),
        action("a-9", status="done", who=()),
    )
    gaps = [
        Gap(
            id=f"g-{kind}-{at}", kind=kind, theme=None, party=None, statement=f"s-a-{at}", reference=None, searched=None
        )
        for kind, places in {
            "request_without_answer": (1, 2, 3),
            "measure_without_owner": (4, 5, 9),
            "measure_without_date": (4, 5, 7, 9),
        }.items()
        for at in places
    ]
    found = [
        (one.kind, one.actions[0])
        for one in knots(actions, statements=statements_of(*actions), parties=PARTIES, gaps=gaps)
    ]
    assert sorted(found) == [
        ("unanswered", "a-1"),
        ("unanswered", "a-2"),
        ("without_date", "a-4"),
        ("without_money", "a-4"),
        ("without_money", "a-7"),
        ("without_owner", "a-4"),
    ]


def test_what_a_second_sentence_says_that_the_same_act_waits_for_holds_up_what_waits_for_the_first():
    mits = condition("voordat de palen er staan", statement="s-b", party="rijk", action="a-palen")
    rest = [action(f"a-{at:02d}", what=f"schildert {chr(97 + at) * 6}dam") for at in range(24)]
    actions = (
        action("a-plan", after=["a-eerst"], what="legt het bouwplan voor aan de gemeenteraad"),
        action("a-eerst", who=("rijk",), what="Vóór 2027 nemen wij een verordening met een milieuzone", by_to="2027"),
        action(
            "a-later",
            who=("rijk",),
            what="De verordening met de milieuzone stellen wij niet vast voordat de palen er staan",
            conditions=(mits,),
            statements=("s-b",),
        ),
        action("a-palen", after=["a-plan"], what="zet zestien lantaarns neer langs de vaart", by_to="2029"),
    )
    (circle,) = _of("circle", *actions, *rest)
    assert circle.actions == ("a-eerst", "a-palen", "a-plan")
    assert circle.statements[0] == "s-b"
    assert [one.actions for one in _of("contradiction", *actions, *rest)] == [("a-eerst", "a-palen")]
    assert not _of("circle", *actions[:2], replace(actions[2], who=("tata",)), actions[3], *rest)  # another party's act
    other = replace(actions[2], what="De verordening over honden stellen wij niet vast voordat de palen er staan")
    assert not _of("circle", *actions[:2], other, actions[3], *rest)  # another act
    one = replace(actions[1], what="Een verordening, een milieuzone, fietspaden, bruggen, rotondes, eiken en beuken")
    other = replace(
        actions[2], what="De verordening over de milieuzone lichten wij toe in dorpshuizen en sportkantines"
    )
    assert not _of("circle", actions[0], one, other, actions[3], *rest)  # they share less than either says


def test_every_kind_has_its_place_and_its_name():
    assert sorted(ORDER) == sorted(get_args(KnotKind))
    assert all(f"label.knot_{kind}" in catalogue() for kind in ORDER)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_the_actions_never_shows_and_every_id_leads_to_something(pairs, random: Random):
    open_ = condition("mits", statement="s-open")
    actions = [
        action(
            f"a-{at}",
            after=[f"a-{other}" for one, other in pairs if one == at],
            status=(None, "promised", "asked")[at % 3],
            by_to=(None, "2027", "2029")[at % 3],
            conditions=(open_,) if at % 4 == 0 else (),
        )
        for at in range(8)
    ]
    known = statements_of(*actions)
    found = knots(actions, statements=known)
    shuffled = list(actions)
    random.shuffle(shuffled)
    assert knots(shuffled, statements=known) == found
    assert len({one.id for one in found}) == len(found)
    ids = {one.id for one in actions}
    for one in found:
        assert one.statements
        assert known.keys() >= set(one.statements)
        assert one.actions
        assert ids >= set(one.actions)
        assert ids | known.keys() >= set(one.decisions)
        assert not re.search("[{]|: «»|knots", _said(one) + _said(one, "en"))
        if one.kind == "circle":
            after = {act.id: {each.on for each in act.depends_on} for act in actions}
            steps = (*one.actions, one.actions[0])
            assert all(other in after[each] for each, other in pairwise(steps))
            assert set(one.decisions) & set(one.actions)
