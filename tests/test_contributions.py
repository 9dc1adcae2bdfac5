"""What others brought in, folded from the log: the last reply holds, what was undone is gone, what was erased is empty."""

import pytest
from fakes import MemoryLog

from rodedraad.contributions import contributions


@pytest.fixture
def log():
    return MemoryLog()


def act(log, done, when, **values):
    return log.append(at=when, person=log.person("Jo"), kind=done, targets=(), values=values)


def folded(log):
    return contributions(log.events(), names=log.names(), texts=log.texts())


def bring(log, when="2026-01-01", **values):
    els = log.person("Els")
    text = log.text(els, "Niet mee eens.")
    return act(log, "contribute", when, **{"kind": "objection", "channel": "letter", "by": els, "text": text, **values})


def test_a_contribution_says_who_what_about_and_how_it_came(log):
    brought = bring(log, clause="c-1", party="dorp", at="2026-01-02")
    (one,) = folded(log)
    assert (one.id, one.person, one.text, one.clause, one.party, one.channel, one.entered_by, one.reply) == (
        brought.id,
        "Els",
        "Niet mee eens.",
        "c-1",
        "dorp",
        "letter",
        "Jo",
        None,
    )


def test_the_last_reply_holds_and_one_that_was_undone_does_not(log):
    brought = bring(log)
    first = act(log, "reply", "2026-01-02", contribution=brought.id, outcome="not_changed", reason="Nee.")
    last = act(log, "reply", "2026-01-03", contribution=brought.id, outcome="changed", reason="Toch.", change="e")
    assert folded(log)[0].reply.reason == "Toch."
    act(log, "undo", "2026-01-04", event=last.id)
    assert folded(log)[0].reply.event == first.id


def test_one_that_was_undone_is_gone_and_one_that_was_erased_is_empty(log):
    brought, other = bring(log), bring(log, when="2026-01-02")
    act(log, "undo", "2026-01-03", event=brought.id)
    assert [one.id for one in folded(log)] == [other.id]
    log.erase(log.person("Els"), at="2026-01-04", by=log.person("Jo"))
    assert [(one.person, one.text) for one in folded(log)] == [("", "")]


def test_an_event_that_no_copy_of_the_program_writes_is_passed_over(log):
    bring(log, kind="shout")
    bring(log, channel="dove")
    act(log, "reply", "2026-01-02", contribution="x", outcome="maybe", reason="")
    assert folded(log) == ()


def test_what_goes_out_of_a_contribution_names_nobody_and_no_address():
    from rodedraad.versions import _without_person  # noqa: PLC0415  the door reads a whole dossier

    log = MemoryLog()
    els = log.person("Els Visser")
    text = log.text(els, "Els Visser vindt met Jo Bakker: nee.\nKerkweg 7-A, 1971 AB IJmuiden")
    act(log, "contribute", "2026-01-01", kind="objection", channel="letter", by=els, text=text, proposed=text)
    (brought,) = folded(log)
    act(log, "reply", "2026-01-02", contribution=brought.id, outcome="not_changed", reason="Jo Bakker zei nee.")
    (one,) = folded(log)
    shown = _without_person(one, ["Els Visser", "Jo Bakker"], [])
    assert (shown.person, shown.entered_by, shown.reply.person) == ("", "", "")
    assert shown.text == shown.proposed == "[…] vindt met […]: nee.\n[…]"
    assert shown.reply.reason == "[…] zei nee."
