"""Subjects: average linkage as a slow reference gives it, people's merges and splits, one subject per statement."""

import json
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import source, statement
from places import SHARED, needs_shared

from rodedraad import evaluate
from rodedraad.link import labelled, neighbours, subjects
from rodedraad.link.linkage import linked

MISSING, ENOUGH = 100, 300


def slow(size, nearness, apart=frozenset()):
    """The nearest two groups merge, one pair at a time, while any are near enough on average."""
    groups = [frozenset([at]) for at in range(size)]

    def between(a, b):
        if any((min(x, y), max(x, y)) in apart for x in a for y in b):
            return None
        total = sum(nearness.get((min(x, y), max(x, y)), MISSING) - MISSING for x in a for y in b)
        return total * 1024 // (len(a) * len(b))

    while True:
        scored = [
            (-value, min(a), min(b), a, b)
            for a, b in combinations(sorted(groups, key=min), 2)
            if (value := between(a, b)) is not None and value >= (ENOUGH - MISSING) * 1024
        ]
        if not scored:
            return {at: min(group) for group in groups for at in group}
        _, _, _, a, b = min(scored)
        groups = [group for group in groups if group not in (a, b)] + [a | b]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(0, 1000),
    max_size=30,
)


def fast(size, nearness, **options):
    pairs = sorted(nearness)
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    values = np.array([nearness[pair] for pair in pairs], dtype=np.int64)
    labels = linked(size, columns[:, 0], columns[:, 1], values, threshold=ENOUGH, missing=MISSING, **options)
    return dict(enumerate(labels.tolist()))


@given(
    PAIRS, st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=3)
)
@settings(max_examples=300, deadline=None)
def test_rounds_of_mergers_give_what_merging_the_nearest_two_gives(nearness, apart):
    assert fast(10, nearness, apart=apart) == slow(10, nearness, apart)


def test_what_people_merge_is_together_and_what_they_split_is_not():
    near = {(0, 1): 900, (1, 2): 900, (0, 2): 900, (3, 4): 900}
    assert fast(6, near)[0] == fast(6, near)[2]
    split = fast(6, near, apart=[(0, 1)])
    assert split[0] != split[1]
    merged = fast(6, near, together=[(2, 5), (5, 0), (3, 4)])
    assert merged == {0: 0, 1: 0, 2: 0, 5: 0, 3: 3, 4: 3}


def test_a_chain_of_weak_links_is_no_group():
    chain = {(at, at + 1): 320 for at in range(9)}
    sizes = np.bincount(list(fast(10, chain).values()))
    assert sizes.max() <= 2


def test_a_hundred_thousand_edges_to_one_place_end():
    near = {(0, at): 1000 - at % 7 for at in range(1, 3000)}
    assert len(set(fast(3000, near).values())) > 100


TEXTS = [
    "De fietsbrug over de ringvaart moet breder worden.",
    "Een bredere fietsbrug over de ringvaart is nodig.",
    "De fietsbrug over de ringvaart hoeft niet breder te worden.",
    "Het zwembad krijgt zonnepanelen op het dak.",
    "Op het dak van het zwembad komen zonnepanelen.",
    "De bibliotheek opent ook op maandag.",
]


def made(texts=TEXTS):
    return [statement(f"s-{at}", text, of=source(f"bron-{at}", f"partij-{at}")) for at, text in enumerate(texts)]


def found(statements, **options):
    edges = neighbours.neighbours(statements, labelled.vectors(statements))
    return subjects.subjects(statements, edges, **options)


def test_for_and_against_are_one_subject_and_the_order_says_nothing():
    result = found(made())
    assert [subject.statements for subject in result] == [("s-0", "s-1", "s-2"), ("s-3", "s-4")]
    assert [subject.id for subject in result] == ["u-0", "u-3"]
    assert result[0].parties == ("partij-0", "partij-1", "partij-2")
    assert found(made()[::-1]) == result


def test_merges_and_splits_by_id_and_unknown_ids_passed_over():
    merged = found(made(), must_links=[("s-5", "s-3"), ("s-9", "s-1")])
    assert ("s-3", "s-4", "s-5") in [subject.statements for subject in merged]
    split = found(made(), cannot_links=[("s-3", "s-4"), ("s-9", "s-1")])
    assert not any({"s-3", "s-4"} <= set(subject.statements) for subject in split)


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
@settings(max_examples=20, deadline=None)
def test_each_statement_has_one_subject_at_most(order, kept):
    statements = [made()[at] for at in order if at in kept]
    members = [id_ for subject in found(statements) for id_ in subject.statements]
    assert len(members) == len(set(members))


def test_a_title_is_a_whole_sentence():
    texts = ["daarom ook de fietsbrug verbreden", *TEXTS[:2]]
    assert found(made(texts))[0].title in TEXTS


@pytest.mark.shared
@needs_shared
def test_labelled_subjects_are_found():
    """Floor of e5 itself with average linkage on the same lines: 0.48."""
    lines = [
        json.loads(line) for line in (SHARED / "gold" / "threads_subjects_dev.jsonl").read_text("utf-8").splitlines()
    ]
    assert evaluate.threads(lines, level="subject")["b3_f1"] >= 0.70


@pytest.mark.shared
@needs_shared
def test_labelled_sides_are_found_in_narrower_subjects():
    """Floor of e5 itself on the same lines: 0.44."""
    lines = [json.loads(line) for line in (SHARED / "gold" / "stances_dev.jsonl").read_text("utf-8").splitlines()]
    sides = [{**line, "group": f"{line['thesis']}/{line['stance']}"} for line in lines]
    assert evaluate.threads(sides, level="stance")["pairs_f1"] >= 0.44


@pytest.mark.shared
@needs_shared
def test_labelled_pairs_that_disagree_are_told_from_those_that_agree():
    lines = [json.loads(line) for line in (SHARED / "gold" / "tensions_dev.jsonl").read_text("utf-8").splitlines()]
    assert evaluate.tensions(lines)["auc"] >= 0.61
