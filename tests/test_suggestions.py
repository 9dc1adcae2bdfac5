"""Which suggestions wait, in what order, and what taking one over writes; on records made by hand."""

from dataclasses import replace

import pytest
from make import source, statement

from rodedraad import suggestions
from rodedraad.authored import Corrected
from rodedraad.errors import WrongUse
from rodedraad.genai.suggesting import suggestion
from rodedraad.records import Actor, DocumentSupport, Message, Support, Tension, Thread

A, B = source("a", "velsen"), source("b", "noord-holland")
ONE, OTHER, THIRD = (statement(f"s-{n}", f"Zin {n}.", of=of) for n, of in ((1, A), (2, B), (3, A)))
FOUND = replace(statement("s-4", "Zin 4.", of=A), origin="model:m", confidence=0.5)
STATEMENTS = (ONE, OTHER, THIRD, FOUND)


def thread(*members, parties=("velsen", "noord-holland")):
    support = Support(documents=DocumentSupport(for_=parties, against=(), earlier=(), expected_absent=()))
    return Thread(
        id="t-1", subject="u-1", title="Zin", representative=members[0], statements=members, sources=("a", "b"),
        parties=parties, themes=(), confidence=0.7, support=support,
    )  # fmt: skip


def tension(a, b):
    return Tension(id="x-1", subject="u-1", a=a, b=b, kind="date", score=0.5, explanation=Message(code="x.y"))


def thought(what, *ids, value=None):
    return suggestion(what, ids, value, ("Zin",), "m")


def waiting(*thoughts, threads=(), tensions=(), statements=STATEMENTS, counts=False, **said):
    corrected = Corrected(statements=statements, **said)
    return suggestions.waiting(
        thoughts, statements=statements, threads=threads, tensions=tensions, corrected=corrected, counts=counts
    )


def standing(*, threads=(), tensions=(), statements=STATEMENTS, parties=None):
    about = [thought("same", "s-1", "s-2"), thought("same", "s-3", "s-4")]
    return suggestions.Standing.of(about, statements=statements, threads=threads, tensions=tensions, parties=parties)


SAME, NEITHER = thought("same", "s-1", "s-2"), thought("neither", "s-1", "s-2")
CONFLICT, TYPE = thought("conflict", "s-1", "s-2", value="date"), thought("type", "s-1", value="need")
STATEMENT, CONDITION = thought("statement", "s-4", value="need"), thought("condition", "s-1", value="mits")
HOLDER, ADDRESSEE = thought("holder", "s-1", value="rijk"), thought("addressee", "s-1", value="rijk")


@pytest.mark.parametrize(
    ("one", "dossier"),
    [
        (SAME, {"threads": [thread("s-1", "s-2")]}),
        (SAME, {"cannot_links": (("s-1", "s-2"),)}),
        (NEITHER, {}),
        (NEITHER, {"threads": [thread("s-1", "s-2")], "must_links": (("s-1", "s-2"),)}),
        (CONFLICT, {"rejected_tensions": (("s-1", "s-2"),)}),
        (
            CONFLICT,
            {
                "tensions": [tension("s-1", "s-2")],
                "signed": (("s-1", "tension_confirm", "e"), ("s-2", "tension_confirm", "e")),
            },
        ),
        (TYPE, {"statements": (replace(ONE, type="need"), OTHER)}),
        (TYPE, {"confirmed": ("s-1",)}),
        (TYPE, {"signed": (("s-1", "type", "e"),)}),
        (HOLDER, {"statements": (replace(ONE, holder="rijk"), OTHER)}),
        (HOLDER, {"signed": (("s-1", "holder", "e"),)}),
        (ADDRESSEE, {"statements": (replace(ONE, actors=(Actor(party="rijk", words="Rijk", role="asked"),)), OTHER)}),
        (STATEMENT, {"confirmed": ("s-4",)}),
        (STATEMENT, {"counts": True}),
        (STATEMENT, {"statements": (ONE, OTHER)}),
        (CONDITION, {"declined": frozenset({("condition", "mits", ("s-1",))})}),
        (CONFLICT, {"declined": frozenset({("conflict", "number", ("s-1", "s-2"))})}),
    ],
)
def test_what_is_so_already_or_was_spoken_of_does_not_wait(one, dossier):
    assert waiting(one, **dossier) == ()


@pytest.mark.parametrize(
    ("one", "dossier"),
    [
        (SAME, {}),
        (NEITHER, {"threads": [thread("s-1", "s-2")]}),
        (NEITHER, {"tensions": [tension("s-1", "s-2")]}),
        (CONFLICT, {}),
        # two tensions that somebody confirmed are not one between the first of each
        (CONFLICT, {"signed": (("s-1", "tension_confirm", "e"), ("s-2", "tension_confirm", "f"))}),
        (TYPE, {"signed": (("s-1", "holder", "e"),)}),
        (HOLDER, {}),
        (ADDRESSEE, {}),
        (STATEMENT, {}),
        (CONDITION, {"declined": frozenset({("condition", "tenzij", ("s-1",))})}),
    ],
)
def test_what_would_change_something_waits(one, dossier):
    assert waiting(one, **dossier) == (one,)


def test_what_the_core_cites_is_read_first_then_what_more_parties_speak_of_whatever_order_it_came_in():
    low, high = thought("type", "s-3", value="need"), thought("type", "s-2", value="need")
    every = (STATEMENT, low, high, CONDITION)
    here = suggestions.Standing.of(every, statements=STATEMENTS, threads=[thread("s-1", "s-2")], tensions=())
    found = suggestions.ordered(every, here)
    assert found == suggestions.ordered(every[::-1], here) == (high, CONDITION, low, STATEMENT)
    assert suggestions.ordered(every, here, core={"s-4"})[0] == STATEMENT


@pytest.mark.parametrize(
    ("one", "dossier", "kind", "values"),
    [
        (STATEMENT, {}, "confirm", {"type": "ambition", "by": "model:m"}),
        (TYPE, {}, "edit", {"type": "need"}),
        (HOLDER, {}, "edit", {"holder": "rijk"}),
        (ADDRESSEE, {"parties": {"rijk": "rijk"}}, "edit", {"actors": "must_act: rijk"}),
        (ADDRESSEE, {}, "edit", {"actors": "must_act: Zin"}),
        (SAME, {}, "merge", {}),
        (NEITHER, {"threads": [thread("s-1", "s-2")]}, "split", {"left": 1}),
        (NEITHER, {"tensions": [tension("s-1", "s-2")]}, "reject", {"what": "tension"}),
        (CONFLICT, {"tensions": [tension("s-1", "s-2")]}, "confirm", {"what": "tension"}),
    ],
)
def test_taking_over_writes_what_a_person_would_have_written(one, dossier, kind, values):
    act = suggestions.confirming(one, standing(**dossier))
    assert (act.kind, dict(act.values)) == (kind, values | {"by": "model:m"})
    assert tuple(each.id for each in act.statements) == one.statements


def test_an_addressee_is_added_to_those_there_are():
    pays = replace(ONE, type="request", actors=(Actor(party=None, words="het fonds", role="pays"),))
    here = standing(statements=(pays, *STATEMENTS[1:]), parties={"rijk": "rijk"})
    assert dict(suggestions.confirming(ADDRESSEE, here).values) == {
        "actors": "pays: het fonds; asked: rijk",
        "by": "model:m",
    }


@pytest.mark.parametrize(
    ("one", "code"),
    [(CONDITION, "accepting.no_condition"), (CONFLICT, "accepting.no_tension"), (NEITHER, "accepting.apart")],
)
def test_what_no_event_can_say_says_what_to_do(one, code):
    with pytest.raises(WrongUse) as caught:
        suggestions.confirming(one, standing())
    assert caught.value.message.code == code


def test_setting_aside_rejects_a_missed_sentence_and_declines_all_else():
    assert suggestions.declining(STATEMENT, standing()).kind == "reject"
    act = suggestions.declining(CONFLICT, standing())
    assert (act.kind, dict(act.values)) == ("decline", {"what": "conflict", "value": "date", "by": "model:m"})
