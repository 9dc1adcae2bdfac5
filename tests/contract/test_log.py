"""What every log must do: the same suite for the one in memory and the one in a file."""

import json
from dataclasses import asdict, replace

import pytest
from fakes import GivenLog, MemoryLog
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
    right.merge(left)
    a, b = act(left, at="2026-01-03", a=2), act(right, at="2026-01-02", a=3)
    assert left.merge(right) == 1
    assert left.events() == (start, b, a)
    after = act(left, a=4)
    assert set(after.parents) == {a.id, b.id}
    assert after.clock == 3
    assert left.failures() == ()


def test_of_what_was_written_apart_the_later_comes_later_however_much_was_done_before_it(logs):
    """The copy in which more had been done won from one in which less was done later."""
    left, right = logs(), logs()
    start = act(left, a=1)
    right.merge(left)
    early = [act(left, at=f"2026-01-02T0{hour}", a=hour) for hour in range(3)]
    late = act(right, at="2026-01-03", a=9)
    back = act(right, at="2020-01-01", a=8)  # a clock that was set back: still after what it was written after
    left.merge(right)
    assert late.clock < early[-1].clock
    assert left.events() == (start, *early, late, back)


def test_an_event_that_is_not_whole_is_refused_with_all_that_came_with_it(logs):
    left, right = logs(), logs()
    first, second = act(left, a=1), act(left, a=2)
    for broken in (replace(first, at="2020"), replace(first, clock=7), second):
        with pytest.raises(StoreError):
            right.merge(GivenLog([broken], {}))
    with pytest.raises(StoreError):
        right.merge(GivenLog([first, replace(second, kind="reject")], {}))
    assert right.events() == ()


def harmful(first, **changed):
    """The body of an event that follows ``first`` and is whole, but for what no program of ours would write."""
    body = json.loads(chain.body(first)) | {"parents": [first.id], "clock": 2} | changed
    return chain.parsed(json.dumps(body, sort_keys=True, separators=(",", ":")))


HARMFUL = {
    "a key three thousand parts deep": {"kind": "setting", "values": [["a" + ".a" * 3000, "x"]]},
    "a list of lists of lists": {"kind": "setting", "values": [['"bronnen.toml".bron[]', "[" * 900 + "]" * 900]]},
    "half a character in a value": {"values": [["holder", "\ud800"]]},
    "half a character in a name of a field": {"values": [["\ud800", "x"]]},
    "half a character in a quote": {"targets": [{**asdict(TARGET), "quote": "\ud800"}]},
    "a book around a quote": {"targets": [{**asdict(TARGET), "prefix": "x" * 5_001}]},
    "a book as a quote": {"targets": [{**asdict(TARGET), "quote": "x" * 100_001}]},
    "a person with a line end": {"person": "a\nb"},
    "a number that no store holds": {"values": [["x", 1 << 70]]},
    "a book as a value": {"values": [["x", "y" * 1_000_001]]},
    "a million targets": {"targets": [asdict(TARGET)] * 2_001},
    "a kind that there is not": {"kind": "explode"},
}


@pytest.mark.parametrize("changed", HARMFUL.values(), ids=HARMFUL.keys())
def test_what_no_copy_would_write_is_refused_before_anything_is_taken_over(logs, changed):
    left, right = logs(), logs()
    first = act(left, a=1)
    event = harmful(first, **changed)
    assert chain.failures([first, event]) == ()
    with pytest.raises(StoreError) as error:
        right.merge(GivenLog([first, event], left.names()))
    assert error.value.message.code == "log.event_refused"
    assert right.events() == ()
    assert right.names() == {}
    assert chain.standing([first, event]) == (first,)  # where a log holds it already, it does not count


def test_a_key_may_quote_any_path(logs):
    log = logs()
    path = '"bronnen.toml".bron[pad]."' + "v1.2/" * 40 + '[(\\"x\\").pdf".titel'
    log.append(at="t", person="p", kind="setting", targets=(), values={path: "Visie"})
    assert len(chain.standing(log.events())) == 1


def test_a_person_who_has_a_name_here_keeps_it(logs):
    left, right = logs(), logs()
    mine = act(left).person
    right.merge(GivenLog([], {mine: "Aap", "q" * 32: "Bea"}))
    left.merge(right)
    assert left.names() == {mine: "Jo", "q" * 32: "Bea"}


@pytest.mark.parametrize("name", ["", "Jo\x1b[31m", "Jo\nde Boer", "\u202eoJ", "x" * 201])
def test_what_can_be_no_name_is_not_taken_over(logs, name):
    log = logs()
    with pytest.raises(StoreError) as error:
        log.merge(GivenLog([], {"p" * 32: name}))
    assert error.value.message.code == "log.name_refused"


def test_an_erasure_reaches_the_copy_it_is_merged_into(logs):
    left, right = logs(), logs()
    jo = act(left).person
    right.merge(left)
    left.erase(jo, at="t9", by=left.person("An"))
    assert set(left.names().values()) == {"An"}
    right.merge(left)
    assert set(right.names().values()) == {"An"}
    assert right.failures() == ()


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
                logs[writer].merge(logs[other])
        orders = []
        for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
            with SqliteLog(folder / f"{order}.db".replace(" ", "")) as union:
                for number in (*order, order[0]):
                    union.merge(logs[number])
                nested = SqliteLog(folder / f"n{order}.db".replace(" ", ""))
                nested.merge(logs[order[1]])
                nested.merge(logs[order[2]])
                with nested, SqliteLog(folder / f"o{order}.db".replace(" ", "")) as outer:
                    outer.merge(logs[order[0]])
                    outer.merge(nested)
                    assert outer.events() == union.events()
                assert union.failures() == ()
                orders.append((union.events(), union.names()))
        assert orders[0] == orders[1] == orders[2]
        expected = {event.id: event for log in logs for event in log.events()}
        assert orders[0][0] == chain.ordered(expected.values())
    finally:
        for log in logs:
            log.close()


def test_what_a_person_wrote_is_kept_apart_and_goes_with_the_person(logs):
    log, other = logs(), logs()
    resident = log.person("Els")
    text = log.text(resident, "Ik ben tegen.")
    event = act(log, kind="contribute", by=resident, text=text)
    assert log.texts() == {text: "Ik ben tegen."}
    assert "Ik ben tegen." not in chain.body(event)
    other.merge(log)
    assert other.texts() == log.texts()
    other.erase(resident, at="2026-02-01", by=other.person("Jo"))
    log.merge(other)
    assert (log.texts(), other.texts()) == ({}, {})
    assert (log.failures(), other.failures()) == ((), ())


def test_what_nobody_signed_does_not_go_with_who_took_it_in(logs):
    log = logs()
    text = log.text(None, "Zonder naam.")
    jo = log.person("Jo")
    log.erase(jo, at="2026-02-01", by=log.person("Els"))
    assert log.texts() == {text: "Zonder naam."}


def test_the_text_of_a_version_is_kept_for_good_and_travels_with_its_event(logs):
    log, other = logs(), logs()
    body = log.keep(b'{"title":"x"}')
    assert log.keep(b'{"title":"x"}') == body
    act(log, kind="propose", number=1, body=body, public=body)
    other.merge(log)
    assert other.body(body) == b'{"title":"x"}'
    with pytest.raises(StoreError) as error:
        log.body("0" * 64)
    assert error.value.message.code == "log.no_body"


def test_an_event_whose_version_is_not_there_is_no_whole_event(logs):
    log = logs()
    event = act(log, kind="propose", number=1, body="0" * 64, public="0" * 64)
    assert log.failures() == (event.id,)


def test_what_is_written_together_is_there_whole_or_not_at_all(logs):
    log = logs()
    kept = act(log, type="need")

    def broken_off():
        with log.together():
            log.text(log.person("Els"), "Half.")
            act(log, type="request")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert (log.events(), log.texts(), list(log.names().values())) == ((kept,), {}, ["Jo"])
    with log.together():
        log.text(log.person("Els"), "Heel.")
        act(log, type="request")
    assert len(log.events()) == 2
    assert list(log.texts().values()) == ["Heel."]
