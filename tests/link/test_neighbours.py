"""Neighbours are those of the slow double loop, whatever the order, and whether or not edges were held."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import statement

from rodedraad.embed import LENGTH, scaled
from rodedraad.link import neighbours as stage

UNIT = LENGTH * LENGTH


def drawn(seed, count, *, themes=6):
    """Vectors of the right length around a few themes, some of them equal."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(themes, 256))
    rows = centres[random.integers(themes, size=count)] + random.normal(size=(count, 256)) * random.uniform(0.3, 2)
    rows[:: max(count // 3, 1)] = rows[0]
    matrix = scaled((rows * 1000).astype(np.int32))
    ids = [f"s-{at:04d}" for at in random.permutation(count)]
    return {id_: row.tobytes() for id_, row in zip(ids, matrix, strict=True)}


def made(vectors):
    return [statement(id_) for id_ in vectors]


def slow(vectors, percent):
    ids = sorted(vectors)
    rows = {id_: np.frombuffer(vectors[id_], dtype=np.int8).astype(int) for id_ in ids}
    return {
        (a, b): int(rows[a] @ rows[b])
        for at, a in enumerate(ids)
        for b in ids[at + 1 :]
        if 100 * (rows[a] @ rows[b]) >= percent * UNIT
    }


def as_dict(edges):
    return {
        (edges.ids[a], edges.ids[b]): int(product)
        for a, b, product in zip(edges.first, edges.second, edges.nearness, strict=True)
    }


@given(st.integers(0, 999), st.integers(1, 60))
@settings(max_examples=30, deadline=None)
def test_the_edges_are_those_of_the_double_loop(seed, count):
    vectors = drawn(seed, count)
    edges = stage.neighbours(made(vectors), vectors)
    assert as_dict(edges) == slow(vectors, edges.threshold)


@given(st.integers(0, 999), st.integers(2, 60), st.data())
@settings(max_examples=30, deadline=None)
def test_held_edges_give_what_a_cold_run_gives(seed, count, data):
    """Statements come, go and change their vector between two builds."""
    vectors = drawn(seed, count)
    ids = sorted(vectors)
    before = data.draw(st.sets(st.sampled_from(ids)))
    after = data.draw(st.sets(st.sampled_from(ids)))
    changed = data.draw(st.sets(st.sampled_from(ids)))
    earlier = {id_: vectors[ids[(ids.index(id_) + 1) % count]] if id_ in changed else vectors[id_] for id_ in before}
    now = {id_: vectors[id_] for id_ in after}
    held = stage.packed(stage.neighbours(made(earlier), earlier))
    cold = stage.packed(stage.neighbours(made(now), now))
    assert stage.packed(stage.neighbours(list(reversed(made(now))), now, held=held)) == cold


def test_only_new_rows_are_compared(monkeypatch):
    vectors = drawn(1, 40)
    held = stage.packed(stage.neighbours(made(vectors), vectors))
    more = vectors | {"s-new": vectors["s-0001"]}
    compared = []
    real = stage._near
    monkeypatch.setattr(
        stage, "_near", lambda matrix, rows, *rest: compared.append(len(rows)) or real(matrix, rows, *rest)
    )
    stage.neighbours(made(more), more, held=held)
    assert sum(compared) == 1


def test_damaged_or_foreign_bytes_are_no_edges():
    vectors = drawn(2, 20)
    whole = stage.packed(stage.neighbours(made(vectors), vectors))
    for held in (b"", b"x" * 100, whole[:-7], whole[: len(whole) // 2]):
        assert stage.unpacked(held) is None
        assert stage.packed(stage.neighbours(made(vectors), vectors, held=held)) == whole


def test_a_sentence_in_every_document_takes_part_fifty_times():
    vectors = drawn(3, 1) | {f"s-same-{at:04d}": drawn(3, 1)["s-0000"] for at in range(500)}
    edges = stage.neighbours(made(vectors), vectors)
    assert len(edges.ids) == stage.MOST_EQUAL
    assert len(edges.first) == stage.MOST_EQUAL * (stage.MOST_EQUAL - 1) // 2


def test_the_threshold_rises_when_all_are_alike(monkeypatch):
    monkeypatch.setattr(stage, "MOST_EDGES", 5)
    vectors = drawn(4, 60, themes=1)
    edges = stage.neighbours(made(vectors), vectors)
    assert edges.threshold > stage.THRESHOLDS[0]
    assert len(edges.first) <= 5 * 60
    assert as_dict(edges) == slow(vectors, edges.threshold)


def test_past_the_limit_pairs_that_share_an_anchor_are_found_once(monkeypatch):
    monkeypatch.setattr(stage, "EXACT_LIMIT", 10)
    vectors = drawn(5, 80)
    edges = stage.neighbours(made(vectors), vectors)
    found, exact = as_dict(edges), slow(vectors, edges.threshold)
    rows = {id_: at for at, id_ in enumerate(edges.ids)}
    matrix = np.array([np.frombuffer(vectors[id_], dtype=np.int8) for id_ in edges.ids], dtype=np.float32)
    nearest = [set(row) for row in stage.anchored(matrix).tolist()]
    wanted = {pair: product for pair, product in exact.items() if nearest[rows[pair[0]]] & nearest[rows[pair[1]]]}
    assert found == wanted
    assert len(edges.first) == len(found)
    held = stage.packed(stage.neighbours(made(vectors)[:70], vectors))
    assert stage.packed(stage.neighbours(made(vectors), vectors, held=held)) == stage.packed(edges)


@pytest.mark.parametrize("vectors", [{}, {"s-1": b"\0" * 256}, {"s-1": b""}])
def test_nothing_to_compare(vectors):
    assert stage.neighbours([statement("s-1")], vectors).ids == ()
