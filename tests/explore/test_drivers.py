"""drijvers.toml: read as it was written, over the frame's examples; what cannot be is said with its row."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad import drivers
from rodedraad.agreed import flat, rebuilt
from rodedraad.errors import WrongUse
from rodedraad.explore import assess, matrix_of, solve
from rodedraad.publish.drivers_toml import written
from rodedraad.records import Argument, Driver, Event, Judgement, Variant

BASE = """
[[drijver]]
id = "licht"
nl = "Licht"
varianten = [{ nl = "aan" }, { nl = "uit" }]
[[drijver]]
id = "deur"
nl = "Deur"
varianten = [{ nl = "open" }, { nl = "dicht" }, { nl = "kier" }]
"""
ROWS = """
[invloed]
"licht1 > deur" = [2, 0, -2]
"licht2 > deur" = [-2, "?", 1]
"deur > licht" = 0
"""


def drawn(text, base=drivers.NOTHING, **rest):
    return drivers.read(drivers.unfolded(tomllib.loads(text), base=base), base=base, **rest)


def of_frame():
    found = drawn(BASE + ROWS)
    return drivers.Drawn(
        drivers=tuple(replace(one, is_example=True) for one in found.drivers),
        judgements=tuple(replace(one, is_example=True) for one in found.judgements),
    )


def values(found):
    return {one.id: one.value for one in found.judgements}


def test_a_row_has_a_cell_for_each_variant_and_what_is_missing_is_no_zero():
    found = values(drawn(BASE + ROWS))
    assert found["licht1>deur1"] == 2
    assert found["licht2>deur2"] is None
    assert [found[f"deur{one}>licht{other}"] for one in (1, 2, 3) for other in (1, 2)] == [0] * 6
    bare = drawn(BASE + '[invloed]\n"licht1 > deur2" = 1\n')
    assert values(bare) == {"licht1>deur2": 1}


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ('[invloed]\n"licht1 > deur" = [1, 2]\n', "drivers.row_length", "licht1 > deur"),
        ('[invloed]\n"licht1 > deur" = [1, 2, 4]\n', "drivers.out_of_range", "deur3"),
        ('[invloed]\n"licht1 > deur" = [1, 2, "veel"]\n', "drivers.no_number", "veel"),
        ('[invloed]\n"licht1 > deur" = [1, 2, true]\n', "drivers.no_number", "deur3"),
        ('[invloed]\n"licht1 > raam" = [1]\n', "drivers.unknown", "raam"),
        ('[invloed]\n"licht3 > deur" = [1, 0, 0]\n', "drivers.no_variant", "licht3 > deur"),
        ('[invloed]\n"licht1 > licht" = [1, 0]\n', "drivers.itself", "licht1 > licht"),
        ('[invloed]\n"licht1" = [1, 0]\n', "drivers.no_row", "licht1"),
        ('[invloed]\n"licht1 > deur" = [1, 0, 0]\n"licht1 > deur2" = 1\n', "drivers.twice", "licht1>deur2"),
        ('[oordeel."licht1 > deur"]\nlaag = 1\n', "drivers.no_cell", "licht1 > deur"),
        ('[oordeel."licht1 > deur1"]\nlaag = 1\nhoog = 0\n', "drivers.interval", "licht1>deur1"),
        ('[[drijver]]\nid = "deur"\nnl = "Deur"\nvarianten = [{ nl = "x" }]\n', "drivers.same_id", "deur"),
        ('[[drijver]]\nid = "deur2"\nnl = "Deur"\nvarianten = [{ nl = "x" }]\n', "drivers.bad_id", "deur2"),
        ('[[drijver]]\nid = "raam"\nnl = "Raam"\n', "drivers.count_variants", "raam"),
        ('[[drijver]]\nid = "raam"\nnl = "Raam"\nvarianten = [{ en = "x" }]\n', "drivers.no_name", "raam"),
        ("kleur = 1\n", "frame.unknown_key", "kleur"),
        ('drijvers_uit_kader = "kleur"\n', "frame.wrong_value", "kleur"),
    ],
)
def test_what_cannot_be_is_said_with_its_row(text, code, told):
    with pytest.raises(WrongUse) as error:
        drawn(text + BASE if told == "kleur" else BASE + text)
    assert error.value.message.code == code
    assert told in " ".join(str(value) for _, value in error.value.message.values)


def test_the_frame_is_an_example_until_a_person_says_otherwise():
    base = of_frame()
    assert all(one.is_example for one in drivers.read({}, base=base).judgements)
    edited = drivers.read({"invloed": {"licht1>deur1": 1}}, base=base)
    assert [one.id for one in edited.judgements if not one.is_example] == ["licht1>deur1"]
    confirmed = drivers.read({"bevestigd": {"licht1>deur1": 2, "licht": True}}, base=base)
    assert [one.id for one in confirmed.judgements if not one.is_example] == ["licht1>deur1"]
    assert [one.id for one in confirmed.drivers if not one.is_example] == ["licht"]
    # whoever confirmed 2 said nothing of the 1 that it became and is again an example of a later frame
    other = drivers.read({"bevestigd": {"licht1>deur1": 1}}, base=base)
    assert all(one.is_example for one in other.judgements)


def test_a_file_with_drivers_takes_the_place_of_those_of_the_frame():
    own = '[[drijver]]\nid = "raam"\nnl = "Raam"\nvarianten = [{ nl = "heel" }, { nl = "stuk" }]\n'
    assert [one.id for one in drawn(own, of_frame()).drivers] == ["raam"]
    both = drawn(f"drijvers_uit_kader = true\n{own}", of_frame())
    assert [one.id for one in both.drivers] == ["licht", "deur", "raam"]


def test_the_last_event_that_changed_a_cell_is_whose_word_it_is():
    def event(id_, **leaves):
        return Event(
            id=id_,
            parents=(),
            clock=1,
            at="2026-01-01",
            person="p",
            kind="setting",
            targets=(),
            values=tuple(leaves.items()),
        )

    cell = drivers.leaf("invloed", "licht1>deur1")
    events = [
        event("a", **{cell: 1}),
        event("b", **{cell: 2}),
        event("c", **{cell: 2, drivers.leaf("bevestigd", "deur"): True}),
    ]
    assert drivers.spoken(events) == {"licht1>deur1": "b", "deur": "c"}
    assert rebuilt(flat({drivers.FILE: {"invloed": {"licht1>deur1": 1}}})) == {
        drivers.FILE: {"invloed": {"licht1>deur1": 1}}
    }


@pytest.mark.parametrize(
    "table",
    [
        {"invloed": {"licht1>deur1": "veel"}},
        {"invloed": {"licht1>deur1": [1]}},
        {"invloed": {"licht9>deur1": 1}},
        {"laag": {"licht1>deur1": 3}},
        {"invloed": 3},
        {"drijver": [{"id": "raam"}]},
        {"argument": {"licht1>deur1": {"s-1": [1]}}},
        {"argument": {"licht1>deur1": 3}},
        {"toelichting": {"licht1>deur1": {"nl": 3}, "licht>deur": [1]}},
        {"bevestigd": {"licht1>deur1": [2], "licht": {}}},
    ],
)
def test_what_a_log_of_another_release_holds_is_refused_or_left_aside(table):
    try:
        found = drivers.read(table, base=of_frame())
    except WrongUse:
        return
    assert [one.id for one in found.drivers] == ["licht", "deur"]
    assert all(isinstance(one.note, str) and one.arguments == () for one in found.judgements)


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "x"
)
CELLS = st.none() | st.integers(-3, 3)


@st.composite
def boards(draw):
    count = draw(st.integers(1, 4))
    found = tuple(
        Driver(
            id=name,
            nl=draw(WORDS),
            en=draw(WORDS),
            cues=tuple(draw(st.lists(WORDS, max_size=2))),
            variants=tuple(
                Variant(id=f"{name}{at}", nl=draw(WORDS), en=draw(WORDS), cues=tuple(draw(st.lists(WORDS, max_size=2))))
                for at in range(1, draw(st.integers(1, 3)) + 1)
            ),
        )
        for name in ("een", "twee", "drie_a", "vier")[:count]
    )
    judged = []
    for cause in found:
        for effect in found:
            for one in cause.variants if cause != effect else ():
                for other in effect.variants:
                    if draw(st.integers(0, 5)) == 0:
                        continue  # missing
                    value = draw(CELLS)
                    low = value if value is None else draw(st.integers(-3, value))
                    high = value if value is None else draw(st.integers(value, 3))
                    sides = draw(st.dictionaries(st.sampled_from(["s-1", "s-2"]), st.sampled_from([1, -1]), max_size=2))
                    arguments = tuple(Argument(statement=id_, direction=sign) for id_, sign in sorted(sides.items()))
                    judged.append(
                        Judgement(
                            id=f"{one.id}>{other.id}",
                            cause=one.id,
                            effect=other.id,
                            value=value,
                            low=low,
                            high=high,
                            arguments=arguments,
                            note=draw(st.just("") | WORDS),
                        )
                    )
    order = [variant.id for driver in found for variant in driver.variants]
    judged.sort(key=lambda one: (order.index(one.cause), order.index(one.effect)))
    return found, tuple(judged)


@given(boards())
def test_what_is_written_is_read_back_the_same_also_through_the_log(board):
    found, judged = board
    table = drivers.unfolded(tomllib.loads(written(found, judged)), base=drivers.NOTHING)
    again = drivers.read(table, base=drivers.NOTHING)
    assert again.drivers == found
    assert again.judgements == judged
    kept = rebuilt(flat({drivers.FILE: table})).get(drivers.FILE, {})
    assert drivers.read(kept, base=drivers.NOTHING) == again


# --- what the package ships ------------------------------------------------------------------------------------


def test_the_frame_of_the_ijmond_is_judged_whole_with_reasons_in_both_languages():
    found = drivers.shipped("ijmond")
    assert 7 <= len(found.drivers) <= 9
    assert all(2 <= len(one.variants) <= 4 and one.is_example for one in found.drivers)
    matrix = matrix_of(found.drivers, found.judgements)
    assert matrix.missing == ()
    assert all(one.note and one.note_en and one.is_example and one.value is not None for one in found.judgements)
    owners = {variant.id: driver.id for driver in found.drivers for variant in driver.variants}
    sections = {(owners[one.cause], owners[one.effect]) for one in found.judgements}
    filled = {(owners[one.cause], owners[one.effect]) for one in found.judgements if one.value}
    assert 0.3 <= len(filled) / len(sections) <= 0.7, "ordinary density"


def test_no_row_of_the_frame_is_out_of_balance():
    # What a variant gives one state of another driver it takes from the others: a typo would show as a sum.
    found = drivers.shipped("ijmond")
    for cause in (variant for driver in found.drivers for variant in driver.variants):
        for effect in found.drivers:
            cells = [
                one.value for one in found.judgements if one.cause == cause.id and one.effect.startswith(effect.id)
            ]
            assert sum(cells) == 0, (cause.id, effect.id)


def test_the_frame_leaves_several_quite_different_futures():
    found = drivers.shipped("ijmond")
    solution = solve(matrix_of(found.drivers, found.judgements))
    futures = list(solution.first())
    assert solution.is_complete
    assert len(futures) == 5
    apart = [
        sum(a != b for a, b in zip(one, other, strict=True)) for one in futures for other in futures if one < other
    ]
    assert min(apart) >= 3
    assert {found.drivers[1].variants[one[1]].id for one in futures} == {f"productie{at}" for at in (1, 2, 3, 4)}
    assert sum(assess(solution.matrix, one).lead > 0 for one in futures) == 2


GONE = """
[[drijver]]
id = "licht"
nl = "Licht"
varianten = [{ nl = "aan", nr = 2 }, { nl = "uit", nr = 5 }, { nl = "knippert" }]
[[drijver]]
id = "deur"
nl = "Deur"
varianten = [{ nl = "open" }, { nl = "dicht" }]
[invloed]
"licht5 > deur" = [1, -1]
"deur1 > licht" = [3, 2, 1]
"""


def test_a_variant_keeps_its_number_in_rows_and_in_what_is_written():
    found = drawn(GONE)
    assert [one.id for one in found.drivers[0].variants] == ["licht2", "licht5", "licht6"]
    assert values(found) == {
        "licht5>deur1": 1, "licht5>deur2": -1, "deur1>licht2": 3, "deur1>licht5": 2, "deur1>licht6": 1,
    }  # fmt: skip
    again = drawn(written(found.drivers, found.judgements))
    assert [one.id for one in again.drivers[0].variants] == ["licht2", "licht5", "licht6"]
    assert values(again) == values(found)
    for wrong in ("nr = 2", "nr = 0", "nr = 100", 'nr = "3"', "nr = true"):
        with pytest.raises(WrongUse, match="nr"):
            drawn(GONE.replace("nr = 5", wrong))
    with pytest.raises(WrongUse, match=r"no_variant|licht1"):
        drawn(GONE + '"licht1 > deur1" = 1\n')


def test_a_driver_of_the_frame_is_left_out_or_put_in_other_words_with_its_examples():
    base = of_frame()
    assert [one.id for one in drawn('zonder = ["deur"]\n', base).drivers] == ["licht"]
    own = '[[drijver]]\nid = "deur"\nnl = "Poort"\nuit_kader = true\nvarianten = [{ nl = "open" }, { nl = "kier", nr = 3 }]\n'
    reworded = drawn(f"drijvers_uit_kader = true\n{own}", base)
    assert [(one.id, one.nl, one.is_example) for one in reworded.drivers] == [
        ("licht", "Licht", True),
        ("deur", "Poort", False),
    ]
    assert all(one.is_example for one in reworded.judgements)
    assert values(reworded)["licht1>deur3"] == -2
    assert "licht1>deur2" not in values(reworded)
    other = drawn(f"drijvers_uit_kader = true\n{own.replace('uit_kader = true', '')}", base)
    assert not other.judgements, "another driver of the same id is judged anew"


def test_what_is_said_of_a_variant_that_is_not_there_is_left_aside_and_told():
    base = drivers.NOTHING
    table = drivers.unfolded(tomllib.loads(BASE + ROWS), base=base)
    table["invloed"] |= {"licht3>deur1": 1, "raam1>deur1": 2}
    table["bevestigd"] = {"licht3>deur1": 1, "raam": True, "licht1>deur1": 2}
    table["toelichting"] = {"raam>deur": {"nl": "x"}}
    with pytest.raises(WrongUse):
        drivers.read(table, base=base)
    held, aside = drivers.of_those_here(table, base=base)
    assert aside == ("licht3>deur1", "raam1>deur1")
    assert values(drivers.read(held, base=base)) == values(drawn(BASE + ROWS))
