"""Narrowing by sets of places gives what reading every statement gives, and each count is what its choice would leave."""

from hypothesis import given
from hypothesis import strategies as st
from make import source, statement

from rodedraad.records import Party
from rodedraad.web.index import FILTERS, Index

LAYERS = {"velsen": "gemeente", "rijk": "rijk", "wie": None}
PARTIES = {id_: Party(id=id_, name=id_, layer=layer) for id_, layer in LAYERS.items()}
SOURCES = {one: source(one, date=date) for one, date in (("a", "2024-05-01"), ("b", "2025"), ("c", None))}
statements = st.lists(
    st.builds(
        statement,
        st.integers(0, 999).map("s-{}".format),
        themes=st.lists(st.sampled_from(["energie", "natuur"]), unique=True).map(tuple),
        parties=st.lists(st.sampled_from(sorted(PARTIES)), unique=True).map(tuple),
        type=st.sampled_from(["request", "finding"]),
        place=st.lists(st.sampled_from(["Velsen", "IJmuiden"]), unique=True).map(tuple),
        source=st.sampled_from(sorted(SOURCES)),
    ),
    max_size=12,
)
wanted = st.fixed_dictionaries(
    {},
    optional={
        "theme": st.sampled_from(["energie", "natuur", "niets", ""]),
        "party": st.sampled_from([*PARTIES, "niemand"]),
        "type": st.sampled_from(["request", "finding"]),
        "place": st.sampled_from(["Velsen", "IJmuiden"]),
        "layer": st.sampled_from(["gemeente", "rijk"]),
        "year": st.sampled_from(["2024", "2025", "1999"]),
        "source": st.sampled_from(sorted(SOURCES)),
    },
)


def _has(one, name, value):
    held = {
        "theme": one.themes,
        "party": one.parties,
        "type": (one.type,),
        "place": one.place,
        "layer": tuple(PARTIES[id_].layer for id_ in one.parties),
        "year": ((SOURCES[one.source].date or "")[:4],),
        "source": (one.source,),
    }
    return value in held[name]


@given(rows=statements, asked=wanted)
def test_as_reading_every_statement(rows, asked):
    index = Index(rows, sources=SOURCES, parties=PARTIES)
    expected = [place for place, one in enumerate(rows) if all(_has(one, *pair) for pair in asked.items() if pair[1])]
    assert index.narrowed(asked).tolist() == expected
    for name in FILTERS:
        for value, count in index.values(name, asked):
            assert count == len(index.narrowed({**asked, name: value}))


def test_a_choice_that_leaves_nothing_is_still_shown_as_chosen():
    index = Index([statement("s-1", source="a", themes=("energie",), type="request")], sources=SOURCES, parties=PARTIES)
    assert ("request", 1) in index.values("type", {"theme": "energie"})
    assert index.values("theme", {"type": "finding", "theme": "energie"}) == (("energie", 0),)
