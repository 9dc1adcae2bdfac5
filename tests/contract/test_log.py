"""What every log must do: the same suite for the one in memory and the one in a file."""

from dataclasses import replace

import pytest
from fakes import MemoryLog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodedraad import chain
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.errors import StoreError
from rodedraad.records import Target

TARGET = Target(statement="s", source="b", path="p.txt", quote="q", prefix="", suffix="", page=None)


@pytest.fixture(params=["memory", "sqlite"])
def logs(request, tmp_path):
    made = []

    def make():
        made.append(MemoryLog() if request.param == "memory" else SqliteLog(tmp_path / f"{len(made)}.db"))
        return made[-1]

    yield make
    for log in made:
        log.close()


def act(log, kind="edit", at="2026-01-01T00:00:00Z", **values):
    return log.append(at=at, person=log.person("Jo"), kind=kind, targets=(TARGET,), values=values)


def test_each_event_follows_all_that_were_there(logs):
    log = logs()
    one, two = act(log, type="request"), act(log, type="need")
    assert (one.parents, one.clock, two.parents, two.clock) == ((), 1, (one.id,), 2)
    assert log.events() == (one, two)
    assert log.failures() == ()
    assert log.names() == {one.person: "Jo"}


def test_copies_that_were_worked_on_apart_merge_into_one_order(logs):
    left, right = logs(), logs()
    start = act(left, a=1)
    right.merge(left.events(), left.names())
    a, b = act(left, at="2026-01-03", a=2), act(right, at="2026-01-02", a=3)
    assert left.merge(right.events(), right.names()) == 1
    assert left.events() == (start, b, a)
    after = act(left, a=4)
    assert set(after.parents) == {a.id, b.id}
    assert after.clock == 3
    assert left.failures() == ()


def test_an_event_that_is_not_whole_is_refused_with_all_that_came_with_it(logs):
    left, right = logs(), logs()
    first, second = act(left, a=1), act(left, a=2)
    for broken in (replace(first, at="2020"), replace(first, clock=7), second):
        with pytest.raises(StoreError):
            right.merge([broken], {})
    with pytest.raises(StoreError):
        right.merge([first, replace(second, kind="reject")], {})
    assert right.events() == ()


def test_what_was_seen_of_a_file_is_kept_with_its_event(logs):
    log = logs()
    assert log.seen("dossier.toml") is None
    log.append(at="t", person="p", kind="setting", targets=(), values={"x": 1}, seen=("dossier.toml", "{}"))
    assert log.seen("dossier.toml") == "{}"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 9)), max_size=14))
def test_merging_is_commutative_associative_and_idempotent(tmp_path_factory, plan):
    folder = tmp_path_factory.mktemp("logs")
    logs = [SqliteLog(folder / f"{number}.db") for number in range(3)]
    try:
        for number, (writer, other, minute) in enumerate(plan):
            act(logs[writer], at=f"2026-01-01T00:0{minute}", number=number)
            if number % 3 == 2:
                logs[writer].merge_from(logs[other])
        orders = []
        for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
            with SqliteLog(folder / f"{order}.db".replace(" ", "")) as union:
                for number in (*order, order[0]):
                    union.merge_from(logs[number])
                nested = SqliteLog(folder / f"n{order}.db".replace(" ", ""))
                nested.merge_from(logs[order[1]])
                nested.merge_from(logs[order[2]])
                with nested, SqliteLog(folder / f"o{order}.db".replace(" ", "")) as outer:
                    outer.merge_from(logs[order[0]])
                    outer.merge_from(nested)
                    assert outer.events() == union.events()
                assert union.failures() == ()
                orders.append((union.events(), union.names()))
        assert orders[0] == orders[1] == orders[2]
        expected = {event.id: event for log in logs for event in log.events()}
        assert orders[0][0] == tuple(sorted(expected.values(), key=chain.order))
    finally:
        for log in logs:
            log.close()
