"""The report of reactions is complete, neutral and says what is open; what may not go out stays in."""

from dataclasses import replace

from publish.proposed import publication
from publish.test_letters import lines

from rodedraad.publish.paper import Table
from rodedraad.publish.reactions import reactions
from rodedraad.records import Change, Contribution, Gone, Message, Reply


def brought(id_, clause, text="Dit klopt niet.", **fields):
    given = {
        "at": "2026-11-21T09:00:00Z",
        "kind": "objection",
        "channel": "letter",
        "version": "e1",
        "person": "J. de Boer",
        "party": None,
        "proposed": None,
        "entered_by": "Griffie",
    }
    return Contribution(id=id_, clause=clause, text=text, **{**given, **fields})


def reply(outcome, change=None, reason="Zie blz. 2."):
    return Reply(
        event="e9", at="2026-11-22T08:00:00Z", person="A. de Wit", outcome=outcome, reason=reason, change=change
    )


def changed():
    """The publication in which clause 2 was changed by event e5; the version before had the old text."""
    was = publication()
    change = Change(reason=Message.of("change.clause_edit"), event="e5", contribution="k1")
    clauses = tuple(
        replace(one, text="Nieuw: schone lucht.", changes=(change,)) if one.id == "c-lucht" else one
        for one in was.proposition.clauses
    )
    return was.proposition, replace(was.proposition, clauses=clauses)


def test_every_contribution_stands_once_under_its_clause_with_its_answer_or_as_open():
    old, new = changed()
    found = (
        brought("k2", "c-stil", "Wij zijn wel gehoord.", person="Zus", kind="question"),
        brought("k1", "c-lucht", "Eerste regel.\n\nTweede regel.", proposed="Beter zo.", reply=reply("changed", "e5")),
        brought("k3", None, "Goed stuk.", kind="support", channel="email", reply=reply("not_changed")),
        brought("k4", "c-lucht", "Nog iets.", reply=reply("changed", "e6")),
    )
    told = lines(reactions(publication(proposition=new, contributions=found), earlier={"e1": old}))
    for text in ("Wij zijn wel gehoord.", "Eerste regel.", "Tweede regel.", "Goed stuk.", "Nog iets."):
        assert told.count(text) == 1
    places = [
        told.index(line)
        for line in ("Zin 2 (Lucht)", "Inbreng 2: bezwaar", "Inbreng 4: bezwaar", "Zin 5", "Over het geheel")
    ]
    assert places == sorted(places), "clauses in reading order, the whole last"
    one = told[places[1] : places[2]]
    assert "J. de Boer · 21 november 2026 · brief · ingevoerd door Griffie" in one
    assert "Voorgestelde tekst: Beter zo." in one
    assert "Antwoord: zin gewijzigd (A. de Wit, 22 november 2026)" in one
    assert "Reden: Zie blz. 2." in one
    assert any(line.startswith("Was: Dit delen Gemeente Kustdorp") for line in one)
    assert "Is nu: Nieuw: schone lucht." in one
    assert "Is nu: komt in de volgende versie" in told[places[2] : places[3]]
    assert "Antwoord: nog open" in told[places[3] : places[4]]


def test_the_table_counts_each_kind_and_all():
    found = (
        brought("k1", None, reply=reply("changed")),
        brought("k2", None),
        brought("k3", None, kind="support", reply=reply("not_changed")),
    )
    paper = reactions(publication("en", contributions=found))
    table = next(block for block in paper.blocks if isinstance(block, Table))
    rows = [["".join(run.text for run in cell) for cell in row] for row in table.rows]
    assert rows == [["objection", "2", "1", "0", "1"], ["support", "1", "0", "1", "0"], ["Total", "3", "1", "1", "1"]]
    assert not any(isinstance(block, Table) for block in reactions(publication()).blocks)


def test_what_was_erased_is_said_and_still_counts():
    told = lines(reactions(publication(contributions=(brought("k1", None, "", person=""),))))
    assert "De tekst van deze inbreng is gewist." in told
    assert any(line.startswith("naam gewist · ") for line in told)


def test_who_answered_may_stay_unsaid_and_is_then_not_called_erased():
    answered = replace(reply("not_changed"), person="")
    told = lines(reactions(publication(contributions=(brought("k1", None, person="", reply=answered),))))
    assert "Antwoord: niet gewijzigd (22 november 2026)" in told
    assert not any("gewist" in line for line in told)


def test_a_clause_that_is_gone_shows_what_it_was_and_why():
    was = publication()
    gone = Gone(
        clause="c-oud", text="Oude zin.", english="Old.", change=Change(reason=Message.of("change.clause_reject"))
    )
    new = replace(was.proposition, gone=(gone,))
    found = (brought("k1", "c-oud", reply=reply("changed", "e5")),)
    told = lines(reactions(publication(proposition=new, contributions=found)))
    assert "Was: Oude zin." in told
    assert "Vervallen: door een mens afgewezen." in told
    assert "Is nu: de zin is vervallen" in told


def test_words_on_a_clause_that_is_not_in_a_public_version_do_not_go_out():
    was = publication()
    found = (
        brought("k1", "c-geheim", "De geheime kade.", proposed="Geheim.", reply=reply("not_changed", reason="Geheim.")),
    )
    closed = lines(reactions(publication(dossier=replace(was.dossier, withheld=1), contributions=found)))
    assert not any("eheim" in line for line in closed if not line.startswith("Een zin die niet meer"))
    assert any("openbare versie" in line for line in closed)
    assert "De geheime kade." in lines(reactions(publication(contributions=found)))


def test_a_name_that_is_not_shown_is_not_called_erased():
    told = lines(reactions(publication(contributions=(brought("k1", None, person=""),))))
    assert any(line.startswith("naam niet getoond · ") for line in told)
    assert not any("gewist" in line for line in told)


def test_a_letter_without_a_date_of_its_own_was_received_then():
    told = lines(reactions(publication(contributions=(brought("k1", None, is_dated=False),))))
    assert any(" · ontvangen op 21 november 2026 · brief" in line for line in told)
