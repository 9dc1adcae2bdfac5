"""Every request, condition and deadline of the second letter is in the roadmap with its addressee.

The list was made by hand from the letter and checked twice. A sentence stands here by the hash of its characters.
"""

import sys
from pathlib import Path

import pytest
from places import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.shared]

COMMITTEES = (
    "tweede-kamer-vaste-commissie-voor-klimaat-en-groene-groei",
    "tweede-kamer-vaste-commissie-voor-infrastructuur-en-waterstaat",
)
COLLEGES = ("gemeente-beverwijk", "gemeente-heemskerk", "gemeente-velsen")
ASKED = {
    "5108b2cfe1170d9a": COMMITTEES,  # attention for both transitions
    "1f62305409ac979f": COMMITTEES,  # to get to work together
    "b3bd310d6d522034": ("rijk",),  # help that is badly needed
    "7b046176ad25bf08": COMMITTEES,  # to talk about it
    "37baf83abcf1a90d": ("tweede-kamer",),  # to support the cabinet's choice
    "c849a677560bbb7b": (),  # to use the health assessment; of nobody by name
    "68a23148f5cca5d8": (),  # to lay down the improvement this year; of nobody by name
    "9478333d924a81a8": ("rijk", "provincie-noord-holland"),  # lasting cooperation
    "b5235ff99da1efc4": COMMITTEES,  # to talk about the measures
    "21a57c6aa8e21579": ("alle betrokken overheden",),  # to work together
    "9972641607c3a998": COMMITTEES,  # to come and visit
    "fb30ecb46c7defe6": (),  # less pollution, greener steel; of nobody by name
}
WANTED = {
    "08d95e82d2d3d5f3": (),  # jobs must be secured
    "d8261e1762be55d9": (),  # what all must get to work on
    "26833b2dd0c11c2b": (),  # a final agreement is needed
    "f3b31749fae3f153": (),  # cleaner surroundings
    "5e5b26cacb8317b5": (),  # a future, if
    "f318129d3aa01313": (),  # state support, if
}
OWN = {
    "0d894d8fcbbd16d1": "under_way",  # the programme that the municipalities work on
    "5ca1edb40779fa95": "done",  # the agenda that they drew up
    "00cadc38a695fad2": None,  # what they will talk about with the committees
}
DEADLINES = {
    "68a23148f5cca5d8": ("later dit jaar", "2026-03-10", "2026-12-31"),
    "26833b2dd0c11c2b": ("op korte termijn", None, None),
    "9972641607c3a998": ("binnenkort", None, None),
    "f3b31749fae3f153": ("uiterlijk in 2030", None, "2030-12-31"),
    "fb30ecb46c7defe6": ("zo snel mogelijk", None, None),
}
CONDITIONS = {"5e5b26cacb8317b5": "samengaat met", "f318129d3aa01313": "worden geborgd"}
OUTSIDE = ("b3bd310d6d522034", "b5235ff99da1efc4")
"""What lies outside the authors' own power: said of the transition, and of the measures that are asked to be talked of."""


@pytest.fixture(scope="module")
def roadmap(tmp_path_factory):
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    from rodedraad import consult  # noqa: PLC0415
    from rodedraad.adapters.folder import DossierFolder  # noqa: PLC0415
    from rodedraad.cli import run  # noqa: PLC0415
    from shelf import sentence_key  # noqa: PLC0415  as labels name sentences

    folder = tmp_path_factory.mktemp("letter") / "ijmond"
    for arguments in (["new", str(folder)], ["add", str(folder), str(SHARED / "seeds")], ["build", str(folder)]):
        assert run(arguments) in (0, 1)
    dossier = consult.whole(DossierFolder(folder))
    statements = {one.id: one for one in dossier.statements}
    return statements, {
        sentence_key(statements[id_].text): action for action in dossier.prospects.actions for id_ in action.statements
    }


def test_every_request_is_there_with_whom_it_asks(roadmap):
    _, actions = roadmap
    assert {key: actions[key].who for key in ASKED if key in actions} == ASKED
    for key in ASKED:
        assert actions[key].status == "asked"
        assert actions[key].asker == COLLEGES


def test_what_is_wanted_of_nobody_by_name_and_what_they_do_themselves(roadmap):
    _, actions = roadmap
    assert {key: actions[key].who for key in WANTED if key in actions} == WANTED
    assert {key: (actions[key].who, actions[key].status) for key in OWN} == {
        key: (COLLEGES, status) for key, status in OWN.items()
    }
    partners = {actor.party for actor in actions["00cadc38a695fad2"].actors if actor.role == "partner"}
    assert partners == set(COMMITTEES)


def test_every_deadline_is_there_in_its_own_words(roadmap):
    _, actions = roadmap
    assert {key: (actions[key].deadline, actions[key].by_from, actions[key].by_to) for key in DEADLINES} == DEADLINES


def test_every_condition_is_there_with_whose_it_is_and_nothing_else_is_one(roadmap):
    statements, actions = roadmap
    mine = {key: actions[key].conditions for key in (*ASKED, *WANTED, *OWN) if actions[key].conditions}
    assert mine.keys() == CONDITIONS.keys()
    for key, (condition,) in mine.items():
        assert CONDITIONS[key] in condition.words
        assert condition.words in statements[condition.statement].quote
        assert condition.party == COLLEGES[0]
        assert actions[key].asker == COLLEGES


def test_what_lies_outside_their_own_power_says_so(roadmap):
    _, actions = roadmap
    assert all(actions[key].within_power is False for key in OUTSIDE)
