"""Settings files as events: what changed is written, the last event wins, and two copies merge."""

from datetime import date

import pytest
from fakes import MemoryLog
from hypothesis import given
from hypothesis import strategies as st

from rodedraad import agreed

KEYS = st.text(max_size=6)
PLAIN = st.text(max_size=6) | st.integers(-9, 10**12) | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
NAMED = st.lists(st.tuples(KEYS, st.dictionaries(KEYS, PLAIN, max_size=2)), max_size=3, unique_by=lambda pair: pair[0])
VALUES = st.recursive(
    PLAIN | NAMED.map(lambda pairs: [{**table, "pad": name} for name, table in pairs]),
    lambda inner: st.lists(PLAIN, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=4)


def build(log, at="t", **files):
    return agreed.agreed(log, {f"{name}.toml": table for name, table in files.items()}, name="Jo", at=at)


@given(table=TABLES)
def test_any_table_comes_back_from_its_leaves(table):
    assert agreed.rebuilt(agreed.flat(table)) == table


@given(before=TABLES, after=TABLES)
def test_changes_lead_from_one_table_to_the_other(before, after):
    leaves = {**agreed.flat(before), **agreed.changes(before, after)}
    assert agreed.rebuilt(leaves) == after
    assert agreed.changes(after, after) == {}


def test_dates_are_texts_and_numbers_that_are_none_too():
    found = agreed.rebuilt(agreed.flat({"datum": date(2026, 5, 1), "x": float("inf"), "l": [date(2026, 5, 1)]}))
    assert found == {"datum": "2026-05-01", "x": "inf", "l": ["2026-05-01"]}


@given(leaves=st.dictionaries(st.text(alphabet='ab."[]pd\\', max_size=12), st.text(max_size=5) | st.none(), max_size=5))
def test_keys_of_nonsense_are_left_out(leaves):
    assert isinstance(agreed.rebuilt(leaves), dict)


def test_a_change_is_one_event_and_no_change_is_none():
    log = MemoryLog()
    assert build(log, dossier={"kader": "ijmond", "naam": "Jo"}) == {"dossier.toml": {"kader": "ijmond", "naam": "Jo"}}
    (event,) = log.events()
    assert event.values == (('"dossier.toml".kader', "ijmond"),)  # who sits here is in no event
    build(log, dossier={"kader": "ijmond"})
    assert len(log.events()) == 1
    build(log, dossier={"plaatsen": ["Aldorp"]})
    assert log.events()[1].values == (('"dossier.toml".kader', None), ('"dossier.toml".plaatsen[]', '["Aldorp"]'))


def test_the_last_event_wins_over_a_file_that_did_not_change():
    log = MemoryLog()
    build(log, dossier={"kader": "ijmond", "titel": "A"})
    log.append(at="t", person="p", kind="setting", targets=(), values={'"dossier.toml".titel': "Van het web"})
    assert build(log, dossier={"kader": "ijmond", "titel": "A"})["dossier.toml"]["titel"] == "Van het web"
    found = build(log, dossier={"kader": "anders", "titel": "A"})["dossier.toml"]
    assert found == {"kader": "anders", "titel": "Van het web"}
    assert build(log, dossier={"kader": "anders", "titel": "C"})["dossier.toml"]["titel"] == "C"


def test_two_copies_that_spoke_of_different_files_keep_both():
    start = {"bron": [{"pad": "a.pdf", "titel": "A"}]}
    left, right = MemoryLog(), MemoryLog()
    build(left, bronnen=start)
    right.merge(left)
    right._seen = dict(left._seen)
    build(left, at="1", bronnen={"bron": [{"pad": "a.pdf", "titel": "A"}, {"pad": "b.pdf", "titel": "B"}]})
    mine = {"bron": [{"pad": "a.pdf", "titel": "A2", "soort": "letter"}, {"pad": "c.pdf", "titel": "C"}]}
    build(right, at="2", bronnen=mine)
    right.merge(left)
    found = build(right, bronnen=mine)["bronnen.toml"]["bron"]
    assert sorted(found, key=lambda one: one["pad"]) == [
        {"pad": "a.pdf", "titel": "A2", "soort": "letter"},
        {"pad": "b.pdf", "titel": "B"},
        {"pad": "c.pdf", "titel": "C"},
    ]


def test_a_source_that_is_no_longer_spoken_of_is_gone():
    log = MemoryLog()
    build(log, bronnen={"bron": [{"pad": "a.pdf", "titel": "A"}, {"pad": "b.pdf", "titel": "B"}]})
    assert build(log, bronnen={"bron": [{"pad": "b.pdf", "titel": "B"}]}) == {
        "bronnen.toml": {"bron": [{"pad": "b.pdf", "titel": "B"}]}
    }
    assert build(log, bronnen={}) == {"bronnen.toml": {}}


@pytest.mark.parametrize("name", ["", "a\nb"])
def test_a_name_that_cannot_be_is_only_needed_for_a_change(name, tmp_path):
    from rodedraad.adapters.logbook import SqliteLog  # noqa: PLC0415
    from rodedraad.errors import WrongUse  # noqa: PLC0415

    with SqliteLog(tmp_path / "l.db") as log:
        agreed.agreed(log, {"dossier.toml": {}}, name=name, at="t")
        with pytest.raises(WrongUse):
            agreed.agreed(log, {"dossier.toml": {"kader": "x"}}, name=name, at="t")
        agreed.agreed(log, {"dossier.toml": {"kader": "x"}}, name="Jo", at="t")
        assert log.seen("dossier.toml") is not None


def test_a_setting_that_is_undone_holds_no_more():
    log = MemoryLog()
    before = agreed.agreed(log, {"dossier.toml": {"titel": "een"}}, name="A", at="1")
    agreed.agreed(log, {"dossier.toml": {"titel": "twee"}}, name="A", at="2")
    log.append(at="3", person="p", kind="undo", targets=(), values={"event": log.events()[-1].id})
    assert agreed.agreed(log, {"dossier.toml": {"titel": "twee"}}, name="A", at="4") == before


def test_a_first_reading_that_was_undone_is_read_again_and_takes_no_other_word_back():
    """An undo of the first reading took every setting away, and no build gave them back."""
    log = MemoryLog()
    table = {"kader": "ijmond", "titel": "een"}
    first = build(log, dossier=table)
    build(log, dossier={**table, "titel": "twee", "plaats": "Aldorp"})
    later = log.events()[-1]
    for event in log.events():
        log.append(at="3", person="p", kind="undo", targets=(), values={"event": event.id})
    assert build(log, dossier={**table, "titel": "twee", "plaats": "Aldorp"}) == {
        "dossier.toml": {"kader": "ijmond", "titel": "twee"}  # the place came later, and that was undone
    }
    count = len(log.events())
    log.append(at="4", person="p", kind="redo", targets=(), values={"event": later.id})
    found = build(log, dossier={**table, "titel": "twee", "plaats": "Aldorp"})
    assert (found["dossier.toml"]["plaats"], len(log.events())) == ("Aldorp", count + 1)
    assert first["dossier.toml"] == table


@pytest.mark.parametrize("damaged", ["{kapot", "[1]", "[" * 100_000])
def test_a_damaged_memory_of_a_file_stops_no_build(damaged, monkeypatch):
    """What holds is then what this copy saw: the same file says nothing new, a changed one what it changed."""
    log = MemoryLog()
    build(log, dossier={"kader": "een", "x": 1})
    monkeypatch.setattr(log, "seen", lambda _file: damaged)
    events = log.events()
    assert build(log, dossier={"kader": "een", "x": 1})["dossier.toml"]["kader"] == "een"
    assert log.events() == events
    assert build(log, "u", dossier={"kader": "twee", "x": 1})["dossier.toml"]["kader"] == "twee"
    (added,) = (event for event in log.events() if event not in events)
    assert added.values == (('"dossier.toml".kader', "twee"),)
