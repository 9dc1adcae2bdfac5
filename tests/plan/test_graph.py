"""Circles, what breaks them, gates and the decisions that free most: each against the plainest way to find the same."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.plan import graph as graphs
from rodedraad.plan.unblocking import freeings

NAMES = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20)


def _reach(graph, start):
    """All that a node waits for in the end: by following every step until nothing is new."""
    found, fresh = set(), set(graph[start])
    while fresh:
        found |= fresh
        fresh = {other for one in fresh for other in graph[one]} - found
    return found


def _is_acyclic(graph):
    return all(node not in _reach(graph, node) for node in graph)


@settings(max_examples=300, deadline=None)
@given(PAIRS)
def test_components_are_what_wait_for_one_another_and_what_they_wait_for_comes_first(pairs):
    graph = graphs.waits(pairs)
    found = graphs.components(graph)
    assert sorted(node for one in found for node in one) == list(graph)
    place = {node: at for at, one in enumerate(found) for node in one}
    for one, other in combinations(graph, 2):
        together = other in _reach(graph, one) and one in _reach(graph, other)
        assert (place[one] == place[other]) == together
    assert all(place[other] <= place[node] for node, others in graph.items() for other in others)


@settings(max_examples=300, deadline=None)
@given(PAIRS)
def test_each_node_of_a_circle_is_shown_in_one_and_no_circle_could_be_shorter(pairs):
    graph = graphs.waits(pairs)
    for component in graphs.components(graph):
        if len(component) == 1:
            continue
        found = graphs.circles(graph, component)
        assert {node for one in found for node in one} == set(component)
        for one in found:
            assert all(after in graph[node] for node, after in zip(one, (*one[1:], one[0]), strict=True))
            assert one[0] == min(one)
        every = [
            one
            for size in range(2, len(component) + 1)
            for one in permutations(component, size)
            if all(after in graph[node] for node, after in zip(one, (*one[1:], one[0]), strict=True))
        ][:1]
        assert len(found[0]) == len(every[0])
        for node in component:
            own = graphs.circle(graph, node)
            assert own[0] == node
            assert any(len(one) <= len(own) for one in found if node in one)


@settings(max_examples=300, deadline=None)
@given(PAIRS)
def test_no_fewer_nodes_break_all_circles(pairs):
    graph = graphs.waits(pairs)
    found = graphs.cutting(graph)
    assert found.is_smallest
    assert _is_acyclic(graphs.without(graph, found.nodes))
    fewer = combinations(graph, len(found.nodes) - 1) if found.nodes else ()
    assert not any(_is_acyclic(graphs.without(graph, one)) for one in fewer)


@given(PAIRS)
def test_without_time_to_search_all_circles_are_still_broken_and_it_is_said(pairs):
    graph = graphs.waits(pairs)
    found = graphs.cutting(graph, most_steps=0)
    assert _is_acyclic(graphs.without(graph, found.nodes))
    best = graphs.cutting(graph)
    assert not found.is_smallest or len(found.nodes) == len(best.nodes)


@settings(max_examples=300, deadline=None)
@given(PAIRS)
def test_a_gate_is_the_nearest_node_without_which_nothing_at_the_end_is_reached(pairs):
    graph = graphs.waits([(max(pair), min(pair)) for pair in pairs])  # no circle
    found = graphs.gates(graph)
    for node in graph:
        needed = set()
        for gate in _reach(graph, node):
            ends = [one for one in _reach(graphs.without(graph, {gate}), node) if not graph[one]]
            if not ends:
                needed.add(gate)
        nearest = [one for one in needed if all(other in _reach(graph, one) for other in needed - {one})]
        assert found[node] == (nearest[0] if nearest else "")


@given(PAIRS)
def test_what_waits_in_the_end_is_found_from_either_side(pairs):
    graph = graphs.waits([(max(pair), min(pair)) for pair in pairs])
    found = graphs.behind(graph)
    assert all((one in found[other]) == (other in _reach(graph, one)) for one in graph for other in graph)


def test_a_chain_of_a_hundred_thousand_is_no_recursion():
    chain = [f"{at:06d}" for at in range(100_000)]
    graph = graphs.waits(pairwise(chain))
    assert len(graphs.components(graph)) == len(chain)
    assert graphs.gates(graph)[chain[0]] == chain[1]


NEEDS = st.dictionaries(
    st.text("xyzuvw", min_size=1, max_size=3), st.frozensets(st.sampled_from("abcdefg"), max_size=4), max_size=14
)


@settings(max_examples=400, deadline=None)
@given(NEEDS)
def test_no_other_choice_of_as_many_decisions_frees_more(needs):
    known = sorted(frozenset().union(*needs.values()))
    found = {len(one.freed): one for one in freeings(needs)}
    best = 0
    for count in range(1, 6):
        most = max(
            (sum(bool(one) and one <= set(picked) for one in needs.values()) for picked in combinations(known, count)),
            default=0,
        )
        if most > best:
            assert found[most].is_best
            assert len(found[most].decisions) <= count
            assert set(found[most].freed) == {
                name for name, one in needs.items() if one and one <= set(found[most].decisions)
            }
        best = max(best, most)
    assert max(found, default=0) == best


def test_a_pair_that_frees_much_together_is_not_missed_for_a_single_that_frees_a_little():
    # Taking the best one each time gives "a", which frees two, and then nothing more of the rest.
    needs = {"1": {"a"}, "2": {"a"}, **{name: {"b", "c"} for name in "345678"}}
    one, two, three = freeings({name: frozenset(each) for name, each in needs.items()})
    assert (one.decisions, two.decisions, three.decisions) == (("a",), ("b", "c"), ("a", "b", "c"))
    assert [len(freeing.freed) for freeing in (one, two, three)] == [2, 6, 8]


@given(NEEDS)
def test_a_search_that_was_stopped_says_what_no_choice_can_pass(needs):
    exact = freeings(needs)
    for freeing in freeings(needs, most_work=1):
        most = max((len(one.freed) for one in exact if len(one.decisions) <= len(freeing.decisions)), default=0)
        assert len(freeing.freed) <= most <= freeing.most


@pytest.mark.parametrize("pairs", [[], [("a", "a")]])
def test_nothing_and_what_waits_for_itself_are_no_circle(pairs):
    graph = graphs.waits(pairs, ["b"])
    assert graphs.cutting(graph).nodes == ()
    assert all(len(one) == 1 for one in graphs.components(graph))
