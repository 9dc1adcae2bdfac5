"""The futures of a dossier: what is searched and what that leaves unsaid, and the sources held against the scenarios."""

from dataclasses import replace

import pytest
from make import source, statement

from rodedraad.drivers import Drawn
from rodedraad.explore import Held, explored, searched
from rodedraad.records import (
    Argument,
    DocumentSupport,
    Driver,
    Judgement,
    Links,
    Message,
    Outlook,
    Ruling,
    Statement,
    Subject,
    Support,
    Tension,
    Thread,
    Variant,
)


def driver(id_, *variants, cues=()):
    """A driver with variants of (name, cue)."""
    found = tuple(
        Variant(id=f"{id_}{at}", nl=name, en=name, cues=(cue,)) for at, (name, cue) in enumerate(variants, start=1)
    )
    return Driver(id=id_, nl=id_.title(), en=id_.title(), variants=found, cues=cues or (id_,))


PLANT = driver("fabriek", ("schoon", "schone fabriek"), ("oud", "oude fabriek"))
MONEY = driver("geld", ("ruim", "ruim geld"), ("krap", "krap geld"))
HOMES = driver("wonen", ("veel", "veel woningen"), ("weinig", "weinig woningen"), cues=("woning",))
THREE = (PLANT, MONEY, HOMES)


def judged(cell, value, low=None, high=None, **rest):
    cause, _, effect = cell.partition(">")
    low, high = value if low is None else low, value if high is None else high
    return Judgement(id=cell, cause=cause, effect=effect, value=value, low=low, high=high, **rest)


def matrix(given, drivers=THREE):
    """Judgements of every cell: these, and zero elsewhere."""
    names = [(one.id, of.id) for of in drivers for one in of.variants]
    return tuple(
        given.get(f"{cause}>{effect}") or judged(f"{cause}>{effect}", 0)
        for cause, of in names
        for effect, on in names
        if of != on
    )


def drawn(*given, drivers=THREE):
    return Drawn(drivers=drivers, judgements=matrix({one.id: one for one in given}, drivers))


# clean goes with rich and many homes, old with poor and few: two futures
TWINS = tuple(
    judged(f"{cause}{at}>{effect}{to}", 2 if at == to else -2)
    for cause in ("fabriek", "geld")
    for effect in ("fabriek", "geld", "wonen")
    if cause != effect
    for at in (1, 2)
    for to in (1, 2)
)


def futures(*statements, drawn_=None, links=None, **rest):
    return explored(drawn_ or drawn(*TWINS), links=links or Links(), statements=statements, held=Held(), **rest)


def test_both_futures_are_found_and_everything_is_counted():
    exploration, found = searched(drawn(*TWINS))
    assert [one.variants for one in found] == [("fabriek1", "geld1", "wonen1"), ("fabriek2", "geld2", "wonen2")]
    assert (exploration.combinations, exploration.found, exploration.is_complete) == (8, 2, True)
    assert all(one.is_consistent and one.basin is not None for one in found)


def test_a_cell_that_nobody_judged_leaves_no_scenario_and_is_named():
    gone = drawn(*TWINS)
    gone = replace(gone, judgements=tuple(one for one in gone.judgements if one.id != "fabriek1>wonen2"))
    exploration, found = searched(gone)
    assert found == ()
    assert exploration.missing == ("fabriek1>wonen2",)
    assert exploration.problems == (Message.of("futures.missing", count=1, first="fabriek1>wonen2"),)


@pytest.mark.parametrize(
    ("drivers", "code"),
    [((PLANT,), "explore.one_driver"), ((PLANT, driver("geld", ("ruim", "ruim"))), "explore.one_variant")],
)
def test_too_few_to_choose_from_is_said_and_stops_nothing(drivers, code):
    found = futures(drawn_=drawn(drivers=drivers))
    assert found.scenarios == ()
    assert [one.code for one in found.explorations[0].problems] == [code]
    assert found.drivers == drivers


def test_forty_drivers_are_searched_as_far_as_a_build_goes_and_the_rest_is_said():
    many = tuple(
        driver(f"kracht_{chr(97 + at // 26)}{chr(97 + at % 26)}", ("a", "aa"), ("b", "bb")) for at in range(40)
    )
    exploration, found = searched(drawn(drivers=many), listed=3)
    assert exploration.combinations == exploration.found == 2**40
    assert len(found) == 3
    assert [one.code for one in exploration.problems] == ["futures.cut"]


def test_where_nothing_holds_the_least_tolerance_is_taken_and_said():
    # each driver runs after the other: no combination is at rest
    chase = [judged(f"fabriek{at}>geld{at}", 1) for at in (1, 2)]
    chase += [judged(f"geld{at}>fabriek{3 - at}", 1) for at in (1, 2)]
    exploration, found = searched(drawn(*chase, drivers=(PLANT, MONEY)))
    assert exploration.tolerance == 1
    assert len(found) == exploration.found == 4
    assert not any(one.is_consistent for one in found)
    assert [one.code for one in exploration.problems] == ["futures.widened"]


def test_a_scenario_rests_on_the_one_sentence_that_argues_for_its_judgement():
    lone = judged("fabriek1>geld1", 1, 0, 2, arguments=(Argument(statement="s-1", direction=1),))
    found = futures(statement("s-1"), drawn_=drawn(lone, judged("fabriek1>geld2", 0), drivers=(PLANT, MONEY)))
    clean = next(one for one in found.scenarios if one.id == "fabriek1 geld1")
    assert [one.judgement for one in clean.reliances] == []  # at 0 it is a tie, which holds
    firm = judged("fabriek1>geld2", 1)
    found = futures(statement("s-1"), drawn_=drawn(lone, firm, drivers=(PLANT, MONEY)))
    clean = next(one for one in found.scenarios if one.id == "fabriek1 geld1")
    rest = next(one for one in clean.reliances if one.judgement == "fabriek1>geld1")
    assert (rest.value, rest.is_within) == (0, True)


def test_a_scenario_that_appears_within_an_interval_is_told_with_its_judgement():
    moving = replace(next(one for one in TWINS if one.id == "fabriek1>wonen2"), low=-2, high=3)
    others = [one for one in TWINS if one.id != moving.id]
    exploration, _ = searched(drawn(moving, *others))
    assert ("fabriek1 geld1 wonen2", "fabriek1>wonen2") not in exploration.unsteady  # money still pulls to many homes
    alone = [one for one in others if not one.id.startswith("geld") or "wonen" not in one.id]
    exploration, _ = searched(drawn(moving, *alone))
    assert ("fabriek1 geld1 wonen2", "fabriek1>wonen2") in exploration.unsteady


def test_what_is_cut_of_the_scenarios_that_can_appear_is_said(monkeypatch):
    moving = replace(next(one for one in TWINS if one.id == "fabriek1>wonen2"), low=-2, high=3)
    others = [one for one in TWINS if one.id != moving.id and not (one.id.startswith("geld") and "wonen" in one.id)]
    whole, _ = searched(drawn(moving, *others))
    assert whole.unsteady
    assert not whole.problems
    monkeypatch.setattr("rodedraad.explore.futures._SHIFTS", len(whole.unsteady) - 1)
    cut, _ = searched(drawn(moving, *others))
    assert [one.code for one in cut.problems] == ["futures.unsteady_cut"]


# --- outlooks ------------------------------------------------------------------------------------------------


BOOK = source("boek", "dorp")


def outlook(id_, title, quote, stance="wanted", start=0):
    return Outlook(
        id=id_,
        source="boek",
        page=1,
        quote=quote,
        start=start,
        end=start + len(quote),
        title=title,
        holder="dorp",
        horizon="2040",
        stance=stance,
    )


def test_a_future_of_a_source_agrees_differs_and_is_silent_and_keeps_its_stance():
    green = outlook("o-1", "Dorp", "Een schone fabriek en ruim geld.", "feared")
    mixed = outlook("o-2", "Stad", "Een schone fabriek met krap geld.", start=100)
    silent = outlook("o-3", "Zee", "De zee blijft.", start=200)
    found = futures(links=Links(outlooks=(green, mixed, silent)))
    first, second = found.scenarios
    assert [(one.outlook, one.agrees, one.differs, one.silent) for one in first.likenesses] == [
        ("o-1", ("fabriek1", "geld1"), (), 1),
        ("o-2", ("fabriek1",), ("geld2",), 1),
    ]
    assert first.outlooks == ("o-1",)
    assert second.outlooks == ()


def test_words_inside_a_future_and_sentences_that_name_it_count_too():
    named = outlook("o-1", "Groene Kust", "De kust wordt groen.")
    inside = statement("s-1", "Er komen veel woningen.", of=BOOK, start=5, end=15)
    naming = statement("s-2", "In de Groene Kust staat een schone fabriek.", of=BOOK, start=500, end=540)
    elsewhere = statement("s-3", "De Groene Kust heeft krap geld.", of=source("ander"), start=5, end=15)
    found = futures(inside, naming, elsewhere, links=Links(outlooks=(named,)))
    assert found.scenarios[0].likenesses[0].agrees == ("fabriek1", "wonen1")
    assert found.scenarios[0].likenesses[0].differs == ()


@pytest.mark.parametrize(
    ("title", "is_name"),
    [
        ("Kust", False),  # one word is any word
        ("Groene Kust", True),
        ("De Groene Kust Van Heel Morgen", True),
        ("De Groene Kust Van Heel Morgen Vroeg", False),  # a sentence is no name
    ],
)
def test_a_future_is_called_by_its_name_where_that_has_two_to_six_words(title, is_name):
    naming = statement("s-1", f"In {title} staat een schone fabriek.", of=BOOK, start=500, end=540)
    found = futures(naming, links=Links(outlooks=(outlook("o-1", title, "Iets anders."),)))
    assert [one.agrees for one in found.scenarios[0].likenesses] == ([("fabriek1",)] if is_name else [])


def test_of_two_futures_in_one_sentence_neither_has_the_words_of_the_other():
    quote = "Het alternatief (een schone fabriek of geen wijk meer) is niet goed."
    first = outlook("o-1", "een schone fabriek", quote)
    second = outlook("o-2", "geen wijk meer", quote)
    inside = statement("s-1", quote, of=BOOK, start=0, end=len(quote))
    found = futures(inside, links=Links(outlooks=(first, second))).scenarios[0]
    assert [(one.outlook, one.agrees) for one in found.likenesses] == [("o-1", ("fabriek1",))]


# --- bearings ------------------------------------------------------------------------------------------------


def thread(id_, *members):
    return Thread(
        id=id_,
        subject="u",
        title=members[0].text,
        representative=members[0].id,
        statements=tuple(one.id for one in members),
        sources=("a", "b"),
        parties=(),
        themes=(),
        confidence=0.9,
        support=Support(documents=DocumentSupport()),
    )


def test_what_hangs_on_one_driver_what_holds_always_and_what_is_tied_to_nothing():
    clean = statement("s-1", "Wij willen een schone fabriek.", type="measure")
    both = statement("s-2", "Met schone fabriek of oude fabriek: het net gaat open.", type="measure")
    free = statement("s-3", "Wij houden van de zee.", type="ambition")
    threads = tuple(thread(f"t-{one.id}", one) for one in (clean, both, free))
    found = futures(clean, both, free, links=Links(threads=threads)).bearings
    assert [(one.driver, one.is_no_regret, len(one.scenarios)) for one in found] == [
        ("fabriek", False, 1),
        (None, None, 0),  # it used to be "needed in every scenario": who names every variant asks for none
        (None, None, 0),
    ]
    both_ways = Ruling(
        about="bearing", statement="s-2", key="thread", values=(("needs", "fabriek1 fabriek2"),), event="e" * 64
    )
    ruled = futures(clean, both, free, links=Links(threads=threads), rulings=(both_ways,)).bearings
    assert [one.is_no_regret for one in ruled if one.about == "t-s-2"] == [True]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Wij pakken het krap geld voortvarend aan.", ()),
        ("Wij lossen de krapte op: krap geld verdwijnt.", ("geld2",)),
        ("We moeten krap geld op te lossen weten.", ()),
        ("Wij willen minder problemen als taal, wonen en krap geld.", ()),
        ("Wij voorkomen krap geld door een schone fabriek.", ("fabriek1",)),
        ("Wij bestrijden de oude fabriek.", ()),
        ("We tackle krap geld together.", ()),
        ("Wij willen een schone fabriek.", ("fabriek1",)),
    ],
)
def test_what_the_words_fight_is_never_needed(text, needs):
    # «We pakken de netcongestie aan» was said to need a full grid
    one = statement("s-1", text, type="measure")
    found = futures(one, links=Links(threads=(thread("t-1", one),))).bearings
    assert [[variant for variant, _ in each.needs] for each in found] == [list(needs)]


def test_a_finding_or_a_feared_future_ties_nobody():
    dirty = statement("s-1", "De oude fabriek is vuil.", type="finding")
    feared = outlook("o-1", "Roest", "De oude fabriek draait door.", "feared")
    told = statement("s-2", "De oude fabriek draait door.", type="ambition", of=BOOK, start=0, end=28)
    links = Links(threads=(thread("t-1", dirty), thread("t-2", told)), outlooks=(feared,))
    assert [one.needs for one in futures(dirty, told, links=links).bearings] == [(), ()]


def test_backcasting_says_by_when_which_variants_are_needed_and_which_scenarios_reach_them():
    aim = statement("s-1", "In 2030 is er een schone fabriek.", deadline="2030", deadline_to="2030-12-31")
    found = futures(aim, links=Links(threads=(thread("t-1", aim),)))
    one = found.bearings[0]
    assert (one.kind, one.by, one.needs) == ("ambition", "2030-12-31", (("fabriek1", "s-1"),))
    assert [each.reaches for each in found.scenarios] == [("t-1",), ()]
    assert not one.is_confirmed


def test_a_person_says_otherwise_than_the_words():
    aim = statement("s-1", "In 2030 is er een schone fabriek.", deadline="2030", deadline_to="2030-12-31")
    links = Links(threads=(thread("t-1", aim),))

    def ruled(**values):
        own = Ruling(about="bearing", statement="s-1", key="ambition", values=tuple(sorted(values.items())), event="e")
        return futures(aim, links=links, rulings=(own,)).bearings[0]

    assert ruled(needs="geld2, wonen2").needs == (("geld2", "s-1"), ("wonen2", "s-1"))
    assert ruled(needs="geld2").is_confirmed
    assert ruled(is_rejected=True).needs == ()
    assert ruled(is_confirmed=True).needs == (("fabriek1", "s-1"),)


# --- hints ---------------------------------------------------------------------------------------------------


def test_a_condition_suggests_a_judgement_which_is_in_no_matrix():
    said = statement("s-1", "Ruim geld komt er alleen als er een schone fabriek staat.", type="condition")
    again = statement("s-2", "Zonder schone fabriek geen ruim geld.", type="request")
    against = statement("s-3", "Een oude fabriek belemmert veel woningen.", type="concern")
    found = futures(said, again, against)
    assert [(one.about, one.direction, one.statements) for one in found.hints] == [
        ("fabriek1>geld1", 1, ("s-1", "s-2")),
        ("fabriek2>wonen1", -1, ("s-3",)),
    ]
    assert found.judgements == drawn(*TWINS).judgements


def test_what_is_taken_over_or_rejected_is_suggested_no_more():
    said = statement("s-1", "Ruim geld komt er alleen als er een schone fabriek staat.", type="condition")
    taken = replace(
        next(one for one in TWINS if one.id == "fabriek1>geld1"),
        arguments=(Argument(statement="s-1", direction=1),),
    )
    rest = [one for one in TWINS if one.id != taken.id]
    assert futures(said, drawn_=drawn(taken, *rest)).hints == ()
    hint = futures(said).hints[0]
    no = Ruling(about="hint", statement="s-1", key=hint.key, values=(("is_rejected", True),), event="e")
    assert futures(said, rulings=(no,)).hints == ()


def test_a_suggested_driver_is_called_by_what_both_sides_speak_of_and_one_matter_gives_one():
    texts = (
        "De gaswinning onder de Noordzee stopt vandaag.",
        "Wij steunen gaswinning in de Noordzee nog jaren.",
        "Wij willen vandaag nog jaren wachten.",
    )
    first, second, third = (statement(f"s-{at}", text) for at, text in enumerate(texts))
    pairs = ((first, second), (second, third))
    tensions = tuple(
        Tension(
            id=f"x-{at}",
            subject="u",
            a=a.id,
            b=b.id,
            kind="stance",
            score=0.9 - at / 10,
            explanation=Message.of("tension.stance"),
        )
        for at, (a, b) in enumerate(pairs)
    )
    found = futures(first, second, third, links=Links(tensions=tensions)).hints
    assert [(one.about, one.tension) for one in found] == [("gaswinning_noordzee", "x-0")]


def test_a_rejected_driver_stays_rejected_when_documents_are_added_and_makes_room_for_the_next_of_its_subject():
    texts = (
        "De gaswinning onder de Noordzee stopt vandaag volgens dit besluit.",
        "Wij steunen gaswinning in de Noordzee nog jaren na dit besluit.",
        "Het besluit om te wachten steunen wij vandaag.",
        "Dit besluit wachten wij niet vandaag af.",
    )
    rows = [statement(f"s-{at}", text) for at, text in enumerate(texts)]
    added = [statement(f"s-{at + 8}", "De gaswinning onder de Noordzee gaat door.") for at in range(6)]

    def of(a: Statement, b: Statement, score: float) -> Tension:
        said = Message.of("tension.stance")
        return Tension(id=f"x-{a.id}{b.id}", subject="u", a=a.id, b=b.id, kind="stance", score=score, explanation=said)

    tensions = (of(rows[0], rows[1], 0.9), of(rows[2], rows[3], 0.5))
    more = (*tensions, *(of(a, b, 0.1) for a, b in zip(added[::2], added[1::2], strict=True)))
    first = futures(*rows, links=Links(tensions=tensions)).hints[0]
    assert first.tension == tensions[0].id
    no = Ruling(about="hint", statement=first.statements[0], key=first.key, values=(("is_rejected", True),), event="e")
    for statements, known in ((rows, tensions), ([*rows, *added], more)):
        found = futures(*statements, links=Links(tensions=known), rulings=(no,))
        assert [one.tension for one in found.hints] == [tensions[1].id]
        assert found.lost == ()
    renamed = [one.about for one in futures(*rows, *added, links=Links(tensions=more)).hints]
    assert renamed != [first.about], "what a driver is called does follow from all documents"


def test_a_hint_that_was_taken_over_and_is_no_more_is_told_as_lost():
    taken = Ruling(about="hint", statement="s-1", key="judgement:fabriek>geld:+1", values=(("note", "ja"),), event="e")
    assert futures(statement("s-1", "De fabriek staat er."), rulings=(taken,)).lost == (taken,)


def test_that_two_subjects_have_to_do_with_one_another_suggests_no_judgement():
    assert futures(statement("s-1", "De fabriek vereist geld.")).hints == ()
    assert len(futures(statement("s-1", "Geld komt er alleen als de fabriek meedoet.")).hints) == 1


def test_the_two_sides_of_a_tension_suggest_variants():
    one = statement("s-1", "De sluis blijft dag en nacht open.")
    other = statement("s-2", "De sluis gaat elke nacht dicht.")
    clean = statement("s-3", "Er komt een schone fabriek.")
    old = statement("s-4", "Wij houden de oude fabriek.")
    subject = Subject(id="u", title="De sluis blijft open", statements=("s-1", "s-2"), parties=(), themes=())
    tensions = tuple(
        Tension(id=id_, subject="u", a=a, b=b, kind=kind, score=0.9, explanation=Message.of("tension.stance"))
        for id_, a, b, kind in [("x-1", "s-1", "s-2", "stance"), ("x-2", "s-3", "s-4", "stance")]
    )
    found = futures(one, other, clean, old, links=Links(subjects=(subject,), tensions=tensions)).hints
    assert [(each.about, each.reason.code, each.tension) for each in found] == [
        ("fabriek", "futures.hint_known", "x-2"),
        ("sluis_blijft", "futures.hint_choice", "x-1"),
    ]
    actor = tuple(replace(each, kind="actor") for each in tensions)
    assert futures(one, other, links=Links(subjects=(subject,), tensions=actor)).hints == ()


def test_the_order_of_what_comes_in_changes_nothing():
    texts = ["Ruim geld komt er alleen als er een schone fabriek staat.", "Zonder schone fabriek geen veel woningen."]
    rows = [statement(f"s-{at}", text) for at, text in enumerate(texts)]
    assert futures(*rows).hints == futures(*rows).hints
    assert {one.id for one in futures(*rows).hints} == {one.id for one in futures(*reversed(rows)).hints}
