"""What every store must do: the same suite for the one in memory and the one in a file."""

import pytest
from fakes import MemoryStore
from hand import reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import of

from rodedraad.adapters.sqlite import KINDS, SqliteStore
from rodedraad.errors import UnknownRecord
from rodedraad.records import NO_PROSPECTS, Links, Prospects

A, B = "a" * 64, "b" * 64


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    made = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "dossier.db")
    yield made
    made.close()


def test_a_reading_comes_back_as_it_was_and_a_newer_one_takes_its_place(store):
    first = reading(A, ["Wij vragen om schone lucht."], quotes=["Wij vragen om schone lucht."])
    second = reading(A, ["Wij vragen om stilte."], quotes=["Wij vragen om stilte."])
    store.put("one", first)
    store.put("two", reading(B, ["Anders."]))
    assert store.keys() == {A: "one", B: "two"}
    assert list(store.readings([B, A]))[1] == first
    store.put("three", second)
    assert store.keys()[A] == "three"
    assert list(store.readings([A])) == [second]
    assert list(store.documents([A])) == [second.document]


def test_settling_drops_other_sources_and_keeps_the_order_given(store):
    one, two = reading(A, ["Een."], quotes=["Een."]), reading(B, ["Twee."], quotes=["Twee."])
    store.put("k", one)
    store.put("k", two)
    assert store.fingerprint() is None
    statements = [*two.statements, *one.statements]
    store.settle("f1", [two.source, one.source], statements, Links(), coverage=[two.coverage])
    assert list(store.records("statements")) == statements
    assert list(store.records("coverage")) == [two.coverage]
    assert store.fingerprint() == "f1"
    store.settle("f2", [one.source], one.statements, Links())
    assert store.keys() == {A: "k"}
    assert list(store.records("statements")) == list(one.statements)
    assert list(store.records("coverage")) == []
    with pytest.raises(UnknownRecord):
        list(store.readings([B]))
    with pytest.raises(UnknownRecord):
        store.get(two.statements[0].id)


def test_a_record_is_found_by_its_id_or_the_start_that_only_it_has(store):
    held = reading(A, ["Een. Twee."], quotes=["Een.", "Twee."])
    store.settle("f", [held.source], held.statements, Links())
    one, two = held.statements
    assert store.get(one.id) == one
    assert store.get(A[:8]) == held.source
    assert store.get(two.id) == two
    for name in ("aaaa-", "nothing", "", "aaa"):
        with pytest.raises(UnknownRecord):
            store.get(name)
    with pytest.raises(UnknownRecord):
        list(store.records("secrets"))


def test_a_start_that_two_records_share_is_no_name(store):
    held = reading(A, ["Een. Twee."], quotes=["Een.", "Twee."])
    store.settle("f", [], held.statements, Links())
    with pytest.raises(UnknownRecord) as error:
        store.get("aaaaaa")
    assert error.value.message.code == "store.ambiguous"


def test_what_a_build_holds_on_to_outlives_the_settling(store):
    held = reading(A, ["Een."], quotes=["Een."])
    assert store.held("heads") is None
    store.hold("heads", b"1")
    store.hold("heads", b"2")
    store.settle("f", [held.source], held.statements, Links())
    assert store.held("heads") == b"2"
    assert (store.counts()["statements"], store.counts()["threads"]) == (1, 0)


def test_words_are_found_in_settled_statements(store):
    held = reading(A, ["Wij vragen om schone lucht. Het regent."], quotes=["Wij vragen om schone lucht."])
    store.put("k", held)
    store.settle("f", [held.source], held.statements, Links())
    hits = store.search("schone lucht")
    assert [hit.id for hit in hits] == [held.statements[0].id]
    assert store.search("zeppelin") == ()
    assert store.search("   ") == ()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(final=st.fixed_dictionaries({kind: of(tuple[record, ...]) for kind, record in KINDS.items()}))
def test_any_final_records_round_trip(tmp_path_factory, final):
    links = Links(**{kind: records for kind, records in final.items() if hasattr(Links(), kind)})
    prospects = Prospects(**{kind: records for kind, records in final.items() if hasattr(NO_PROSPECTS, kind)})
    with SqliteStore(tmp_path_factory.mktemp("store") / "dossier.db") as store:
        store.settle(
            "f",
            final["sources"],
            final["statements"],
            links,
            prospects=prospects,
            problems=final["problems"],
            coverage=final["coverage"],
        )
    with SqliteStore(store.path, is_read_only=True) as again:
        assert {kind: tuple(again.records(kind)) for kind in KINDS} == final
        assert again.counts() == {kind: len(records) for kind, records in final.items()}
