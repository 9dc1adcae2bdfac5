"""What a need hangs on by its own sentence: its condition, what it is for, who asks for it; and nothing else."""

import pytest
from make import source, statement

from rodedraad.explore.bearings import bearings
from rodedraad.explore.cues import Cues
from rodedraad.explore.futures import Held
from rodedraad.explore.hanging import hangs_on
from rodedraad.records import Driver, Links, Requirement, Scenario, Variant

DRIVERS = (
    Driver(
        id="oven",
        nl="Oven",
        en="Kiln",
        variants=(
            Variant(id="oven1", nl="turf", en="peat", cues=("turf", "peat")),
            Variant(id="oven2", nl="hout", en="wood", cues=("hout", "wood")),
        ),
    ),
)
SCENARIOS = tuple(
    Scenario(id=one, variants=(one,), score=0, inconsistency=0, is_consistent=True, balances=((0, 0),))
    for one in ("oven1", "oven2")
)


def _bearing(text, need, what):
    one = statement("s-1", text, of=source("a", "velsen"))
    at = text.index(need)
    needed = Requirement(
        id="r-1", kind="people", statement="s-1", source="a", page=None, quote=need, start=at, end=at + len(need),
        what=what, themes=(), parties=(), key="bakkers",
    )  # fmt: skip
    found, _ = bearings(
        SCENARIOS,
        DRIVERS,
        links=Links(),
        statements={"s-1": one},
        held=Held(requirements=(needed,)),
        cues=Cues(DRIVERS),
    )
    (own,) = [each for each in found if each.kind == "requirement"]
    return own


@pytest.mark.parametrize(
    ("text", "need", "variants"),
    [
        ("Als de oven op turf gaat, zijn 40 bakkers nodig.", "40 bakkers nodig", ["oven1"]),
        ("Er zijn 40 bakkers nodig zodra de oven op turf gaat.", "40 bakkers nodig", ["oven1"]),
        ("Voor turf zijn 40 bakkers nodig.", "40 bakkers nodig", ["oven1"]),
        ("De 40 bakkers zijn nodig voor het stoken van hout.", "40 bakkers zijn nodig", ["oven2"]),
        ("De overgang op turf vraagt 40 bakkers.", "vraagt 40 bakkers", ["oven1"]),
        ("Moving to peat requires 40 bakkers.", "requires 40 bakkers", ["oven1"]),
        ("If the kiln burns wood, we need 40 bakkers.", "need 40 bakkers", ["oven2"]),
        ("Ook als de oven op turf gaat, zijn 40 bakkers nodig.", "40 bakkers nodig", []),
        ("Turf is duur, en er zijn 40 bakkers nodig.", "40 bakkers nodig", []),
        ("Als de oven niet op turf gaat, zijn 40 bakkers nodig.", "40 bakkers nodig", []),
        ("Als de oven op turf of hout gaat, zijn 40 bakkers nodig.", "40 bakkers nodig", []),
    ],
)
def test_a_need_hangs_on_its_condition_its_purpose_and_what_asks_for_it_and_on_nothing_else(text, need, variants):
    own = _bearing(text, need, "40 bakkers")
    assert [one for one, _ in own.needs] == variants
    assert own.scenarios == tuple(variants)
    assert own.is_no_regret is (False if variants else None)


def test_what_is_needed_is_never_what_it_hangs_on():
    assert list(hangs_on("Wij verzoeken om turf.", "verzoeken om turf", "turf")) == []


@pytest.mark.parametrize(
    ("need", "is_tied"),
    [("vraagt turf", True), ("te weinig turf", False), ("tekort aan turf", False), ("no peat", False)],
)
def test_what_lacks_is_not_needed_in_the_future_in_which_it_lacks_alone(need, is_tied):
    own = _bearing(f"Er is {need}.", need, need.split()[-1])
    assert bool(own.needs) is is_tied
