"""What people did, carried out: the last event wins, nothing is lost in silence, and copies do not matter."""

from dataclasses import replace

import pytest
from hand import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad import chain
from rodedraad.authored import corrected, target
from rodedraad.chain import standing
from rodedraad.extract.identity import statement_id
from rodedraad.records import Actor

OLD, NEW = "0" * 64, "9" * 64
ONE = "Wij vragen de provincie om schone lucht vóór 2030."
TWO = "De haven moet groeien."
LETTER = reading(OLD, [f"Geachte leden. {ONE} Tot zover.", f"{TWO} Zo is het."], path="brief.txt", quotes=[ONE, TWO])
FIRST, SECOND = LETTER.statements


class Log:
    """Events as one copy of a log writes them."""

    def __init__(self, events=()):
        self.events = list(events)

    def __call__(self, kind, *statements, at="t", held=LETTER, **values):
        targets = [target(one, held.document, held.source.path) for one in statements]
        event = chain.made(self.events, at=at, person="p", kind=kind, targets=targets, values=values)
        self.events.append(event)
        return event


def after(log, *readings):
    readings = readings or (LETTER,)
    return corrected(
        log.events,
        sources=[one.source for one in readings],
        documents={one.source.id: one.document for one in readings},
        statements=[statement for one in readings for statement in one.statements],
    )


def codes(found):
    return [problem.message.code for problem in found.lost]


def test_without_events_all_stays_as_it_was_read():
    assert after(Log()).statements == LETTER.statements


def test_two_copies_that_turn_a_deadline_round_between_them_are_told_and_the_later_gives_way():
    log = Log()
    log("edit", FIRST, deadline_from="2029-01-01", at="1")
    late = log("edit", FIRST, deadline_to="2027-12-31", place="Aldorp", at="2")
    found = after(log)
    assert (found.statements[0].deadline_from, found.statements[0].place) == ("2029-01-01", ("Aldorp",))
    assert found.statements[0].deadline_to != "2027-12-31"
    assert codes(found) == ["edit.order"]
    assert [loss.event for loss in found.losses] == [late.id]


def test_new_words_for_a_deadline_undo_the_days_that_were_given_for_the_old_ones():
    log = Log()
    log("edit", FIRST, deadline_from="2029-01-01", deadline_to="2029-12-31")
    log("edit", FIRST, deadline="2027-06")
    found = after(log)
    assert (found.statements[0].deadline_from, found.statements[0].deadline_to) == ("2027-06-01", "2027-06-30")
    assert codes(found) == []


@pytest.mark.parametrize("words", ["2030-02-31", "31-02-2030", "2030-13"])
def test_a_day_that_there_is_not_in_the_log_is_a_loss_and_stops_no_build(words):
    """An event of an earlier version, which checked this less, made every build end in an error."""
    log = Log()
    log("edit", FIRST, deadline=words, type="need")
    found = after(log)
    assert found.statements[0].type == "need"
    assert len(found.lost) == 1


def test_the_last_event_wins_field_by_field_and_undo_and_redo_name_theirs():
    log = Log()
    log("edit", FIRST, type="need", themes="energie,natuur")
    later = log("edit", FIRST, type="concern", deadline="2030-06")
    (found, untouched) = after(log).statements
    assert untouched == SECOND
    assert (found.type, found.themes, found.origin, found.confidence) == (
        "concern",
        ("energie", "natuur"),
        "person",
        1.0,
    )
    assert (found.deadline, found.deadline_from, found.deadline_to) == ("2030-06", "2030-06-01", "2030-06-30")
    assert (found.id, found.quote, found.start) == (FIRST.id, FIRST.quote, FIRST.start)
    undone = log("undo", event=later.id)
    assert after(log).statements[0].type == "need"
    log("redo", event=later.id)
    assert after(log).statements[0].type == "concern"
    log("undo", event=later.id)
    assert after(log).statements[0].type == "need"
    log("undo", event=undone.id)  # an older word on the matter: the last one still stands
    assert after(log).statements[0].type == "need"


def test_an_undo_that_is_undone_does_not_count():
    log = Log()
    log("edit", FIRST, type="need")
    undo = log("undo", event=log.events[0].id)
    assert standing(log.events) == ()
    log("undo", event=undo.id)
    assert standing(log.events) == (log.events[0],)


def test_every_field_a_person_may_give():
    log = Log()
    log(
        "edit",
        FIRST,
        holder="Gemeente Aldorp",
        parties="gemeente-aldorp",
        place="Aldorp,Zeedorp",
        is_reported=True,
        is_commitment=False,
        within_power=None,
        actors="asked: Gemeente Aldorp; pays: het Rijk",
        deadline="eind 2027",
    )
    found = after(log).statements[0]
    assert found.holder == "gemeente-aldorp"
    assert found.place == ("Aldorp", "Zeedorp")
    assert (found.is_reported, found.is_commitment, found.within_power) == (True, False, None)
    assert found.actors == (
        Actor(party="gemeente-aldorp", words="Gemeente Aldorp", role="asked"),
        Actor(party=None, words="het Rijk", role="pays"),
    )
    assert found.deadline_to == "2027-12-31"


def test_rejected_and_confirmed():
    log = Log()
    log("reject", FIRST)
    log("confirm", SECOND)
    found = after(log)
    assert found.statements == (replace(SECOND, confidence=1.0),)
    assert found.confirmed == (SECOND.id,)
    log("confirm", FIRST)
    log("reject", SECOND)
    found = after(log)
    assert (found.statements, found.confirmed) == ((replace(FIRST, confidence=1.0),), (FIRST.id,))


def test_merge_and_split_are_pairs_of_which_the_last_word_holds():
    log = Log()
    third = replace(SECOND, id="third", start=SECOND.start + 3, quote=SECOND.quote[3:])
    letter = replace(LETTER, statements=(*LETTER.statements, third))
    ids = sorted([FIRST.id, SECOND.id, "third"])
    log("merge", FIRST, SECOND, third)
    assert after(log, letter).must_links == ((ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2]))
    log("split", FIRST, SECOND, third)
    found = after(log, letter)
    pair = tuple(sorted([SECOND.id, "third"]))
    assert found.must_links == (pair,)
    assert found.cannot_links == tuple(sorted(tuple(sorted([FIRST.id, one])) for one in (SECOND.id, "third")))
    log("reject", third)
    assert after(log, letter).must_links == ()
    log("split", FIRST, third, SECOND, left=2)
    assert tuple(sorted([FIRST.id, SECOND.id])) in after(log, letter).cannot_links


def test_a_rejected_tension_is_a_pair_and_the_statements_stay():
    log = Log()
    log("reject", FIRST, SECOND, what="tension")
    found = after(log)
    assert found.rejected_tensions == (tuple(sorted([FIRST.id, SECOND.id])),)
    assert found.statements == LETTER.statements


# --- found again ---

TYPOGRAPHY = ONE.replace("provincie", "provin-\ncie").replace(" ", "  ", 1)


@pytest.mark.parametrize("wording", [ONE, TYPOGRAPHY])
@pytest.mark.parametrize("how", ["same path", "vervangt", "chain"])
def test_a_correction_follows_its_quote_into_the_source_that_replaced_it(wording, how):
    log = Log()
    log("edit", FIRST, type="condition")
    path = "brief.txt" if how == "same path" else "anders.txt"
    newer = reading(
        NEW,
        ["Een nieuwe inleiding.", f"Geachte leden. {wording} Einde."],
        path=path,
        quotes=[wording],
        replaces={"vervangt": OLD, "chain": "5" * 64}.get(how),
    )
    readings = [newer]
    if how == "chain":
        readings.append(reading("5" * 64, ["Een tussenversie zonder de zin."], replaces=OLD))
    found = after(log, *readings)
    (statement,) = (one for one in found.statements if one.source == NEW)
    assert (statement.type, statement.id, found.lost) == ("condition", newer.statements[0].id, ())


def test_a_quote_that_is_gone_is_said_and_never_found_by_similarity():
    log = Log()
    event = log("edit", FIRST, type="condition")
    for changed in (ONE.replace("2030", "2035"), ONE.replace("schone", "schonere")):
        newer = reading(NEW, [changed], path="brief.txt", quotes=[changed])
        found = after(log, newer)
        assert (codes(found), found.statements) == (["authored.quote_gone"], newer.statements)
    assert codes(after(log, reading(NEW, [ONE], quotes=[ONE]))) == ["authored.source_gone"]
    (problem,) = after(log, reading(NEW, ["Niets."])).lost
    assert problem.source == "brief.txt"
    assert dict(problem.message.values)["event"] == event.id[:12]
    log("undo", event=event.id)
    assert after(log, reading(NEW, ["Niets."])).lost == ()


@pytest.mark.parametrize("longer", [f"Niet langer geldt: {ONE}", f"Wij besluiten: {ONE}", f"{ONE[:-1]}, was de leus."])
@pytest.mark.parametrize(("kind", "is_read"), [("confirm", True), ("reject", True), ("edit", True), ("edit", False)])
def test_a_decision_on_a_sentence_does_not_move_to_a_longer_one_that_holds_it(longer, kind, is_read):
    """A confirmation moved to the sentence that took it back, and a rejection dropped one that nobody had seen."""
    log = Log()
    judged = replace(FIRST, quote=ONE[:-1], end=FIRST.end - 1)
    log(kind, judged, **({"type": "condition"} if kind == "edit" else {}))
    newer = reading(NEW, ["Een inleiding.", longer], path="brief.txt", quotes=[longer] if is_read else [])
    found = after(log, newer)
    assert codes(found) == ["authored.other_words"]
    assert (found.statements, found.confirmed) == (newer.statements, ())


def test_of_equal_quotes_the_one_in_the_same_place_is_meant_or_none():
    letter = reading(
        OLD, [f"De eerste keer. {TWO} En wel nu.", f"De tweede keer. {TWO} En wel straks."], path="a", quotes=[TWO]
    )
    log = Log()
    log("edit", letter.statements[1], held=letter, type="concern")
    newer = reading(NEW, [f"Vooraf. {TWO} Ja.", f"De tweede keer. {TWO} En wel straks."], path="a", quotes=[TWO])
    assert [one.type for one in after(log, newer).statements] == ["request", "concern"]
    twins = reading(NEW, [f"De tweede keer. {TWO} En wel straks."] * 3, path="a", quotes=[TWO])
    assert codes(after(log, twins)) == ["authored.ambiguous"]


def test_a_better_reader_that_moves_the_ends_keeps_a_correction_and_one_that_joins_sentences_does_not():
    log = Log()
    log("confirm", FIRST)
    text = LETTER.document.text
    for quote, is_kept in ((f"leden. {ONE}", True), (text[: FIRST.end + 40], False)):
        start = text.index(quote)
        moved = replace(FIRST, id="moved", quote=quote, start=start, end=start + len(quote))
        found = after(log, replace(LETTER, statements=(moved,)))
        assert (found.confirmed == ("moved",)) is is_kept
        assert codes(found) == ([] if is_kept else ["authored.no_statement"])


def test_a_person_may_say_what_no_reader_saw_and_it_outlives_a_classifier_that_disagrees():
    log = Log()
    log("edit", FIRST, type="condition", themes="lucht")
    found = after(log, replace(LETTER, statements=(SECOND,)))
    made, kept = found.statements
    assert kept == SECOND
    assert (made.type, made.themes, made.origin, made.parties) == (
        "condition",
        ("lucht",),
        "person",
        ("gemeente-aldorp",),
    )
    assert LETTER.document.text[made.start : made.end] == made.quote == ONE
    assert made.id == statement_id(OLD, ONE, 0)
    log("reject", made)
    assert after(log, replace(LETTER, statements=(SECOND,))).statements == (SECOND,)


def test_a_rejected_sentence_that_is_no_statement_any_more_is_what_was_asked():
    log = Log()
    log("reject", FIRST)
    assert after(log, replace(LETTER, statements=(SECOND,))).lost == ()


def test_a_value_of_nonsense_from_another_copy_is_said_and_the_rest_is_done():
    log = Log()
    log("edit", FIRST, type="poem", themes="lucht", unheard="x")
    found = after(log)
    assert codes(found) == ["edit.no_type"]
    assert (found.statements[0].type, found.statements[0].themes) == ("request", ("lucht",))


# --- copies ---

_ACTS = st.tuples(
    st.integers(0, 1),
    st.sampled_from(["edit", "reject", "confirm", "merge", "split", "undo", "redo"]),
    st.integers(0, 1),
    st.sampled_from(["need", "concern", "measure"]),
    st.integers(0, 9),
)


@settings(max_examples=150, deadline=None)
@given(acts=st.lists(_ACTS, max_size=20), order=st.randoms(use_true_random=False))
def test_the_fold_does_not_depend_on_which_copy_held_what_or_in_which_order(acts, order):
    copies = [Log(), Log()]
    for copy, kind, which, type_, minute in acts:
        log = copies[copy]
        if kind in ("undo", "redo"):
            if log.events:
                log(kind, at=f"{minute}", event=log.events[minute % len(log.events)].id)
            continue
        statements = [LETTER.statements[which]] if kind in ("edit", "reject", "confirm") else LETTER.statements
        log(kind, *statements, at=f"{minute}", **({"type": type_} if kind == "edit" else {}))
    union = {event.id: event for log in copies for event in log.events}
    events = chain.ordered(union.values())
    expected = after(Log(events))
    shuffled = list(union.values())
    order.shuffle(shuffled)
    assert after(Log(shuffled)) == expected
    assert chain.failures(shuffled) == ()
    # a slow reference: the fold of whole statements, one event after another
    statements = {one.id: one for one in LETTER.statements}
    gone = set()
    for event in standing(events):
        for one in event.targets:
            if event.kind == "edit":
                statements[one.statement] = replace(statements[one.statement], type=dict(event.values)["type"])
            elif event.kind in ("reject", "confirm"):
                (gone.add if event.kind == "reject" else gone.discard)(one.statement)
    assert [(one.id, one.type) for one in expected.statements] == [
        (id_, one.type) for id_, one in statements.items() if id_ not in gone
    ]


def test_each_decision_names_the_event_that_it_stands_by():
    log = Log()
    log("edit", FIRST, type="need", themes="energie")
    last = log("edit", FIRST, type="concern")
    first_word = log("reject", FIRST)
    confirmed = log("confirm", FIRST)
    log("merge", FIRST, SECOND)
    split = log("split", FIRST, SECOND)
    gone = log("reject", SECOND)
    undone = log("edit", SECOND, type="need")
    log("undo", event=undone.id)
    signed = after(log).signed
    held = {(name, what): event for name, what, event in signed}
    assert len(held) == len(signed)
    assert held[FIRST.id, "type"] == last.id
    assert held[FIRST.id, "themes"] != last.id
    assert held[FIRST.id, "confirm"] == confirmed.id
    assert held[SECOND.id, "reject"] == gone.id  # also of a statement that is no longer shown
    assert {name for name, what in held if what == "split"} == {FIRST.id, SECOND.id}
    assert {what for _, what in held} == {"type", "themes", "confirm", "reject", "split"}
    assert split.id in held.values()
    assert first_word.id not in held.values()


# --- who overrules whom ---

FOUR = [f"Wij willen {what} in de haven." for what in ("bomen", "wind", "water", "werk")]
PORT = reading(OLD, [" ".join(FOUR)], path="haven.txt", quotes=FOUR)
A, B, C, D = PORT.statements


def overruled(log, held=LETTER):
    return [(one.event, one.by, one.what, one.about) for one in after(log, held).overruled]


def test_of_opposite_decisions_the_last_holds_and_the_others_are_named():
    log = Log()
    asked = log("edit", FIRST, type="request", themes="lucht")
    meant = log("edit", FIRST, type="condition")
    no, yes = log("reject", SECOND), log("confirm", SECOND)
    assert sorted(overruled(log)) == sorted(
        [(asked.id, meant.id, "type", (FIRST.id,)), (no.id, yes.id, "reject", (SECOND.id,))]
    )
    again = log("edit", FIRST, type="request")  # who said the same earlier is right again
    assert (meant.id, again.id, "type", (FIRST.id,)) in overruled(log)
    assert asked.id not in [event for event, *_ in overruled(log)]
    gone = log("reject", FIRST)
    assert (again.id, gone.id, "type", (FIRST.id,)) in overruled(log)
    one, other = (log("setting", **{'"dossier.toml".naam': name}) for name in ("Haven", "Kade"))
    assert (one.id, other.id, '"dossier.toml".naam', ()) in overruled(log)


def test_a_split_through_a_merge_takes_the_split_one_out_and_leaves_the_others_together():
    """Both were in force: the four stayed one thread, of which two were said not to be the same."""
    log = Log()
    merge = log("merge", A, B, C, D, held=PORT)
    split = log("split", A, B, held=PORT)
    found = after(log, PORT)
    rest = sorted([B.id, C.id, D.id])
    assert found.must_links == ((rest[0], rest[1]), (rest[0], rest[2]), (rest[1], rest[2]))
    assert found.cannot_links == (tuple(sorted([A.id, B.id])),)
    assert {(one.event, one.by) for one in found.overruled} == {(merge.id, split.id)}
    assert {id_ for one in found.overruled for id_ in one.about} == {A.id, B.id, C.id, D.id}
    assert (A.id, "merge", merge.id) not in found.signed
    assert (B.id, "merge", merge.id) in found.signed


def test_later_merges_that_lead_round_a_split_overrule_it():
    log = Log()
    split = log("split", A, B, held=PORT)
    log("merge", A, C, held=PORT)
    log("merge", C, B, held=PORT)
    found = after(log, PORT)
    assert found.cannot_links == ()
    assert [(one.event, one.what, one.about) for one in found.overruled] == [
        (split.id, "split", tuple(sorted([A.id, B.id])))
    ]
    log("reject", C, held=PORT)  # the way round is gone
    assert after(log, PORT).cannot_links == (tuple(sorted([A.id, B.id])),)


_TIES = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split"]),
        st.lists(st.sampled_from(PORT.statements), min_size=2, max_size=4, unique=True),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(acts=_TIES)
def test_ties_never_contradict_and_the_last_act_always_holds(acts):
    log = Log()
    for kind, held in acts:
        log(kind, *held, held=PORT)
    found = after(log, PORT)
    group = {one.id: {one.id} for one in PORT.statements}
    for a, b in found.must_links:
        both = group[a] | group[b]
        group |= dict.fromkeys(both, both)
    assert not [pair for pair in found.cannot_links if pair[1] in group[pair[0]]]
    if acts:
        kind, (first, *others) = acts[-1]
        pairs = {tuple(sorted([first.id, other.id])) for other in others}
        assert pairs <= set(found.must_links if kind == "merge" else found.cannot_links)
