"""What people did to clauses, carried out on what the rules made; and what differs between two versions, and why."""

from dataclasses import replace

import make

from rodedraad.propose import Ground
from rodedraad.propose.changes import compared, is_same
from rodedraad.propose.editing import edited
from rodedraad.records import Citation, Clause, Event, Frame, Links, Proposition, Target, Theme

SOURCE = make.source("brief", "dorp")
FRAME = Frame(name="Kust", themes=(Theme(id="lucht", nl="Lucht", en="Air"), Theme(id="werk", nl="Werk", en="Work")))


def said(id_):
    return make.statement(id_, f"Wij willen plan {id_}.", of=SOURCE)


GROUND = Ground.of(frame=FRAME, sources=[SOURCE], statements=[said(id_) for id_ in "abcd"], links=Links())


def cited(*ids):
    return tuple(replace(GROUND.cite(GROUND.statements[id_], "says"), shown="") for id_ in ids)


def clause(id_, *ids, text="Een zin.", theme="lucht", kind="held", **fields):
    return Clause(
        id=id_,
        theme=theme,
        part="ambition",
        kind=kind,
        text=text,
        english=text,
        origin="quote",
        citations=cited(*ids),
        **fields,
    )


def event(number, act, targets=(), **values):
    made = tuple(
        Target(statement=id_, source="brief", path="p", quote="q", prefix="", suffix="", page=None) for id_ in targets
    )
    return Event(
        id=f"e{number}", parents=(), clock=number, at=f"2026-01-0{number}", person="p", kind=act, targets=made,
        values=tuple(sorted(values.items())),
    )  # fmt: skip


def done(clauses, *events, kept=lambda _text, _citation: True):
    return edited(clauses, events, ground=GROUND, find=lambda target: target.statement, kept=kept)


def proposition(*clauses, held=("brief",), release="1"):
    return Proposition(
        title="Kust", clauses=clauses, core=(), themes=FRAME.themes, sources=(SOURCE,), parties=(), absent=(),
        held=held, statements=4, release=release,
    )  # fmt: skip


def test_the_last_word_on_each_field_holds():
    found = done(
        [clause("c-1", "a")],
        event(1, "clause_edit", clause="c-1", text="Eerst.", core="yes"),
        event(2, "clause_edit", clause="c-1", text="Later."),
        event(3, "clause_edit", clause="c-1", core="no"),
    )
    assert [one.text for one in found.clauses] == ["Later."]
    assert (found.wanted, found.refused) == (frozenset(), {"c-1"})


def test_a_rejected_clause_that_is_confirmed_again_is_back():
    rejected = event(1, "clause_reject", clause="c-1")
    assert done([clause("c-1", "a")], rejected).clauses == ()
    assert len(done([clause("c-1", "a")], rejected, event(2, "clause_confirm", clause="c-1")).clauses) == 1


def test_a_choice_about_a_clause_that_is_no_more_is_said_and_its_text_is_never_lost():
    found = done([clause("c-1", "a")], event(1, "clause_edit", ["b"], clause="c-9", kind="held", core="yes"))
    assert [message.code for _, message in found.lost] == ["propose.clause_gone"]
    kept = done([clause("c-1", "a")], event(1, "clause_edit", ["b"], clause="c-9", kind="held", text="Mijn zin."))
    assert [(one.text, one.origin, [c.id for c in one.citations]) for one in kept.clauses] == [
        ("Een zin.", "quote", ["a"]),
        ("Mijn zin.", "person", ["b"]),
    ]
    assert kept.lost == ()


def test_a_clause_is_put_after_another_or_first_of_its_theme():
    clauses = [clause("c-1", "a"), clause("c-2", "b"), clause("c-3", "c"), clause("c-4", "d", theme="werk")]
    moved = done(clauses, event(1, "clause_edit", clause="c-1", after="c-3"))
    assert [one.id for one in moved.clauses] == ["c-2", "c-3", "c-1", "c-4"]
    first = done(clauses, event(1, "clause_edit", clause="c-3", after="first"))
    assert [one.id for one in first.clauses] == ["c-3", "c-1", "c-2", "c-4"]
    nowhere = done(clauses, event(1, "clause_edit", clause="c-2", after="c-99"))
    assert [one.id for one in nowhere.clauses] == ["c-1", "c-2", "c-3", "c-4"]


def test_backing_is_kept_by_each_supporter_for_itself():
    one = clause("c-1", "a", "b")
    voices = {"a": ("dorp",), "b": ("stad",)}
    one = replace(one, citations=tuple(replace(c, voices=voices[c.id]) for c in one.citations))
    changed = event(1, "clause_edit", clause="c-1", text="Anders.")
    found = done([one], changed, kept=lambda _text, citation: citation.id == "a")
    assert found.clauses[0].ask_again == ("stad",)


def test_a_new_text_shows_of_its_citations_what_it_still_quotes():
    found = done([clause("c-1", "a")], event(1, "clause_edit", clause="c-1", text="Het dorp wil «plan a»."))
    assert found.clauses[0].citations[0].shown == "plan a"


def test_a_clause_of_which_a_better_sentence_leads_is_the_same_clause():
    before = proposition(clause("c-1", "a", "b", text="Oud.", kind="shared"))
    now = compared(proposition(clause("c-2", "b", "a", text="Nieuw.", kind="shared")), before, ())
    assert now.gone == ()
    assert [change.reason.code for change in now.clauses[0].changes] == ["change.others"]


def test_what_changed_says_why():
    was = clause("c-1", "a", text="Oud.")
    now = clause("c-1", "a", text="Nieuw.")
    before = proposition(was)

    def why(after, *events):
        return [change.reason.code for one in compared(after, before, events).clauses for change in one.changes]

    assert why(proposition(was)) == []
    assert why(proposition(now)) == ["change.others"]
    assert why(proposition(now, release="2")) == ["change.release"]
    assert why(proposition(now), event(1, "edit", ["a"], type="need")) == ["change.corrected"]
    fresh = replace(now, citations=(*now.citations, replace(now.citations[0], id="z", source="visie")))
    assert why(proposition(fresh, held=("brief", "visie"))) == ["change.new_source"]
    gone = compared(proposition(held=("brief",)), before, ()).gone
    assert [one.change.reason.code for one in gone] == ["change.not_found"]
    lost = compared(proposition(held=()), before, ()).gone
    assert [one.change.reason.code for one in lost] == ["change.source_gone"]
    rejected = compared(proposition(), before, [event(1, "clause_reject", ["a"], clause="c-1")]).gone
    assert [(one.change.reason.code, one.change.event) for one in rejected] == [("change.clause_reject", "e1")]


def test_two_propositions_are_the_same_but_for_how_they_came_to_be():
    one = proposition(clause("c-1", "a"))
    assert is_same(replace(one, release="9"), one)
    assert not is_same(proposition(clause("c-1", "a", text="Anders.")), one)
    assert not is_same(one, None)


def test_a_citation_without_its_statement_is_still_a_citation():
    assert all(isinstance(one, Citation) for one in cited("a"))


def test_a_clause_that_shares_less_than_half_is_another_one():
    before = proposition(clause("c-1", "a", "b", "c", text="Oud.", kind="shared"))
    now = compared(proposition(clause("c-2", "a", "d", text="Nieuw.", kind="shared")), before, ())
    assert [one.clause for one in now.gone] == ["c-1"]
    assert [change.reason.code for change in now.clauses[0].changes] == ["change.now_found"]
