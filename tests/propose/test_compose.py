"""What a proposition is composed of: a quote in every frame, conditions before what they govern, a core of fifteen."""

from dataclasses import replace

import make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.propose import Ground, compose, drafted, ordered
from rodedraad.propose.core import MORE, MOST, SHARES, chosen
from rodedraad.propose.ground import figures, shown
from rodedraad.propose.plainness import burden
from rodedraad.propose.shared import representative
from rodedraad.records import (
    Actor,
    Amount,
    Answer,
    Clause,
    DocumentSupport,
    Frame,
    Gap,
    Kinship,
    Links,
    Message,
    Party,
    Support,
    Tension,
    Theme,
    Thread,
)

FRAME = Frame(name="Kust", themes=(Theme(id="lucht", nl="Lucht", en="Air"), Theme(id="werk", nl="Werk", en="Work")))
DORP, STAD = make.source("brief", "dorp", language="nl"), make.source("visie", "stad", language="nl")
RIJK, OUD = make.source("kamerbrief", "rijk", language="nl"), make.source("oud", "stad", language="nl")
LAYERS = {"dorp": "gemeente", "stad": "gemeente", "rijk": "rijk"}
AIR = "Wij willen dat de lucht in 2030 schoon is in de hele regio."


def thread(*members, for_=("dorp", "stad"), confidence=0.8, **fields):
    return Thread(
        **{
            "id": "t-" + members[0].id,
            "subject": "u-1",
            "title": members[0].text,
            "representative": members[0].id,
            "statements": tuple(one.id for one in members),
            "sources": tuple(one.source for one in members),
            "parties": for_,
            "themes": members[0].themes,
            "confidence": confidence,
            "support": Support(documents=DocumentSupport(for_=for_)),
            **fields,
        }
    )


def ground(*statements, sources=(DORP, STAD, RIJK, OUD), merged=(), **links):
    parties = tuple(
        Party(id=id_, name=id_.title(), layer=LAYERS.get(id_), expected=id_ == "ggd") for id_ in (*LAYERS, "ggd")
    )
    return Ground.of(
        frame=FRAME, sources=sources, statements=statements, links=Links(parties=parties, **links), merged=merged
    )


def said(id_, text=AIR, of=DORP, **fields):
    return make.statement(id_, text, of=of, **{"themes": ("lucht",), **fields})


def by_part(clauses):
    found = {}
    for one in clauses:
        found.setdefault(one.part, []).append(one)
    return found


def test_a_thread_is_said_in_the_words_of_one_with_all_who_share_it():
    a, b = said("a", deadline="in 2030"), said("b", "De lucht wordt schoon.", of=STAD)
    clause = by_part(compose(ground(a, b, threads=(thread(a, b),))))["ambition"][0]
    assert clause.text == f"Dit lijken Dorp en Stad te delen: «{AIR}»"
    assert clause.english == f"Dorp and Stad seem to share this: «{AIR}»"
    certain = compose(ground(a, b, threads=(thread(a, b, confidence=1.0),)))
    assert by_part(certain)["ambition"][0].text == f"Dit delen Dorp en Stad: «{AIR}»"
    read = compose(ground(a, b, threads=(thread(a, b),), merged=("a", "b")))
    assert by_part(read)["ambition"][0].text == f"Dit delen Dorp en Stad: «{AIR}»"
    assert [(one.id, one.role, one.voices) for one in clause.citations] == [
        ("a", "says", ("dorp",)),
        ("b", "backs", ("stad",)),
    ]
    assert [figure.words for figure in clause.figures] == ["in 2030"]


def test_a_thread_that_is_only_likely_stays_out_until_a_person_puts_it_together():
    a, b = said("a"), said("b", of=STAD)
    unsure = thread(a, b, confidence=0.55)
    draft = drafted(ground(a, b, threads=(unsure,)))
    assert draft.likely == 1
    assert not any(one.kind == "shared" for one in draft.clauses)
    assert "geen ambitie gevonden die zeker" in draft.clauses[-1].text or any(
        one.about == "nothing_shared" for one in draft.clauses
    )
    merged = drafted(ground(a, b, threads=(unsure,), merged=("a", "b")))
    assert (merged.likely, [one.kind for one in merged.clauses if one.kind == "shared"]) == (0, ["shared"])


def test_who_speaks_for_a_thread_is_no_version_that_was_replaced():
    old, new = said("a", of=OUD), said("b", "De lucht moet overal in de regio in 2030 schoon zijn.", of=STAD)
    other = said("c", "Schone lucht hoort in 2030 overal in de regio te zijn.")
    kin = (Kinship(earlier="oud", later="visie", kind="version", share=0.9),)
    clauses = compose(ground(old, new, other, threads=(thread(old, new, other),), kinships=kin))
    lead = next(one for one in clauses if one.kind == "shared").citations[0]
    assert lead.source != "oud"


def test_a_condition_stands_just_before_what_it_governs_and_none_is_left_out():
    wish = said("a", start=0, end=len(AIR))
    text = "Voorwaarde daarvoor is dat het Rijk de helft betaalt."
    bound = said("b", text, type="condition", start=80, end=80 + len(text), themes=("werk",))
    free = said("c", "Dit mag alleen als de buurt instemt.", of=STAD, type="condition", start=500, end=536)
    clauses = compose(ground(wish, bound, free))
    order = [one.about for one in clauses]
    assert order.index("b") == order.index("a") - 1
    assert next(one for one in clauses if one.about == "b").governs == (next(o.id for o in clauses if o.about == "a"),)
    assert order.index("c") < order.index("b")


def test_of_many_conditions_each_is_there_whatever_its_support():
    many = [
        said(f"s{n}", f"Dit kan alleen als plan nummer {n} doorgaat in de regio.", type="condition", start=900 * n, end=900 * n + 50)
        for n in range(40)
    ]  # fmt: skip
    assert len(by_part(compose(ground(*many)))["condition"]) == 40


def test_a_request_says_who_is_asked_what_was_answered_and_where_nothing_was_found():
    asked = (Actor(party="rijk", words="het Rijk", role="asked"),)
    one = said("a", "Wij vragen het Rijk om een nieuwe sluis.", type="request", actors=asked)
    two = said("b", "Wij vragen het Rijk om een nieuwe weg.", type="request", actors=asked, start=90, end=130)
    answer = said("c", "Wij bouwen in 2030 een nieuwe sluis.", of=RIJK, type="measure", is_commitment=True)
    gap = Gap(
        id="g-1",
        kind="request_without_answer",
        theme=None,
        party="rijk",
        statement="b",
        reference=None,
        searched=Message.of("gap.searched_asked", party="Rijk", sources=1),
    )
    answers = (Answer(request="a", statement="c", party="rijk", is_later=True, share=250),)
    asks = by_part(compose(ground(one, two, answer, gaps=(gap,), answers=answers)))["ask"]
    texts = {clause.about: clause.text for clause in asks}
    assert texts["a"] == (
        "Dorp vraagt aan Rijk: «Wij vragen het Rijk om een nieuwe sluis.» "
        "Rijk zegt hierover al: «Wij bouwen in 2030 een nieuwe sluis.»"
    )
    assert texts["b"].endswith("In de stukken staat daarop geen antwoord.")
    weak = compose(ground(one, answer, answers=(replace(answers[0], share=100),)))
    assert "een duidelijk antwoord is daarin niet gevonden" in by_part(weak)["ask"][0].text


def test_a_tension_gives_both_their_own_words_and_makes_no_peace():
    a, b = said("a", "De fabriek sluit in 2030."), said("b", "De fabriek blijft open.", of=STAD)
    apart = Tension(
        id="x", subject="u", a="a", b="b", kind="stance", score=0.9, explanation=Message.of("tension.stance")
    )
    clause = by_part(compose(ground(a, b, tensions=(apart,))))["disputed"][0]
    assert clause.text == (
        "Dorp zegt: «De fabriek sluit in 2030.» Stad zegt: «De fabriek blijft open.» "
        "Dat gaat niet samen: de een wil wat de ander niet wil."
    )


def test_what_is_reported_of_another_and_who_is_unknown_offer_nothing():
    told = said(
        "a", "De gemeente zegt toe een park aan te leggen.", is_reported=True, is_commitment=True, type="measure"
    )
    nobody = replace(
        said("b", "Wij leggen in 2027 een park aan.", is_commitment=True, type="measure"), parties=(), holder=None
    )
    above = said("c", "Wij leggen in 2028 een weg aan.", of=RIJK, is_commitment=True, type="measure")
    assert "offer" not in by_part(compose(ground(told, nobody, above)))


def test_the_same_records_in_another_order_give_the_same_clauses():
    rows = [
        said(f"s{n}", f"Wij willen in 20{30 + n} een plan met nummer {n}.", start=n * 100, end=n * 100 + 40)
        for n in range(9)
    ]
    assert compose(ground(*rows)) == compose(ground(*reversed(rows)))


@pytest.mark.parametrize(
    ("text", "is_fit"),
    [
        ("De gemeente legt in 2027 een park aan.", True),
        ("Dit is daarom niet langer nodig in de regio.", False),
        ("zie de volgende onderdelen:", False),
        ("Park.", False),
        ("In figuur 3 staat de ligging van het nieuwe park in de wijk.", True),
        (" ".join(["woord"] * 70) + ".", False),
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_not_for_the_one_page(text, is_fit):
    assert (burden(make.statement("a", text)) < 4) == is_fit


def test_a_quote_is_shown_without_the_marks_of_a_list_or_note_and_with_inner_marks_plain():
    assert shown("•  Wij noemen dit «groen»\n  staal.²") == "Wij noemen dit “groen” staal."
    assert shown("1. Eén plan.") == "Eén plan."
    assert shown("2030 is het jaar.") == "2030 is het jaar."


def test_the_figures_are_words_of_the_quotes_alone():
    one = said(
        "a",
        "Er komt 5 miljoen euro voor 2030.",
        amounts=(Amount(value=5e6, unit="euro", words="5 miljoen euro"), Amount(value=3, unit="", words="elders")),
        deadline="voor 2030",
    )
    assert [(figure.words, figure.citation) for figure in figures([one])] == [("5 miljoen euro", 0), ("voor 2030", 0)]


def test_the_sentence_that_can_stand_alone_speaks_for_the_thread():
    a = said("a", "Dit willen wij ook, zoals hierboven staat.")
    b = said("b", "De lucht moet in 2030 schoon zijn.", of=STAD)
    assert representative(thread(a, b), [a, b]).id == "b"


def clause(id_, part="ambition", points=1, theme="lucht", text="Een zin.", **fields):
    return Clause(
        id=id_, theme=theme, part=part, kind="held", text=text, english=text, origin="quote", points=points, **fields
    )


PARTS = st.sampled_from([*SHARES, "finding"])


@settings(max_examples=60)
@given(st.lists(st.tuples(PARTS, st.integers(-20, 99), st.booleans(), st.booleans()), max_size=60))
def test_the_core_is_at_most_fifteen_by_part_with_all_that_people_want_and_nothing_they_refuse(rows):
    clauses = [clause(f"c-{n}", part, points) for n, (part, points, _, _) in enumerate(rows)]
    wanted = {one.id for one, row in zip(clauses, rows, strict=True) if row[2]}
    refused = {one.id for one, row in zip(clauses, rows, strict=True) if row[3]} - wanted
    core = chosen(clauses, wanted=wanted, refused=refused)
    parts = [one.part for id_ in core for one in clauses if one.id == id_]
    assert len(core) == len(set(core)) <= MOST
    assert not refused.intersection(core)
    assert "finding" not in parts
    assert parts == sorted(parts, key=list(SHARES).index)
    fitting = sorted(
        (one for one in clauses if one.id in wanted and one.part in SHARES), key=lambda one: (-one.points, one.id)
    )
    assert {one.id for one in fitting[:MOST]} <= set(core)
    without = chosen(clauses, wanted=wanted)
    assert set(core) == set(without) - refused  # the place of a refused one stays empty
    for part, share in SHARES.items():
        by_rule = [one for one in clauses if one.id in without and one.part == part and one.id not in wanted]
        assert len(by_rule) <= share + MORE


def test_a_clause_too_long_for_the_page_waits_for_a_person():
    long = clause("c-1", text=" ".join(["woord"] * 80))
    assert chosen([long]) == ()
    assert chosen([long], wanted={"c-1"}) == ("c-1",)


@settings(max_examples=60)
@given(st.data())
def test_in_reading_order_no_clause_is_lost_and_each_condition_stands_before_what_it_governs(data):
    number = data.draw(st.integers(1, 12))
    parts = [data.draw(st.sampled_from(["ambition", "condition", "ask", "missing"])) for _ in range(number)]
    clauses = []
    for n, part in enumerate(parts):
        free = [f"c-{m}" for m in range(number) if parts[m] != "condition"]
        governs = (
            tuple(data.draw(st.lists(st.sampled_from(free), max_size=2, unique=True)))
            if part == "condition" and free
            else ()
        )
        clauses.append(
            clause(
                f"c-{n}",
                part,
                data.draw(st.integers(0, 5)),
                theme=data.draw(st.sampled_from(["lucht", "werk", None])),
                governs=governs,
            )
        )
    found = list(ordered(clauses, ["lucht", "werk"]))
    assert sorted(one.id for one in found) == sorted(one.id for one in clauses)
    place = {one.id: at for at, one in enumerate(found)}
    for one in clauses:
        if one.governs:
            assert place[one.id] < min(place[id_] for id_ in one.governs)


def test_a_sentence_after_a_condition_that_points_to_it_stands_under_it():
    bound = said("b", "Dat kan alleen als het Rijk de helft betaalt.", type="condition", start=0, end=44)
    text = "In dat geval willen wij een nieuwe sluis in 2030."
    wish = said("a", text, start=46, end=46 + len(text))
    clauses = compose(ground(bound, wish))
    assert next(one for one in clauses if one.about == "b").governs == (next(o.id for o in clauses if o.about == "a"),)


def test_no_wish_need_or_condition_is_put_in_a_mouth_whose_words_do_not_say_it():
    fact = said("a", "De adviezen van de groep zijn in de afspraken meegenomen.")
    plain = said("b", "De haven ligt aan de noordkant van het kanaal.", type="need", start=80, end=120)
    told = said(
        "c", "Het bouwwerk volgt de levenscyclus van het plan.", type="condition", confidence=0.7, start=150, end=190
    )
    assert not {"ambition", "need", "condition"} & {
        one.part for one in compose(ground(fact, plain, told)) if one.kind != "gap"
    }
    sure = replace(told, confidence=0.95)
    assert by_part(compose(ground(sure)))["condition"][0].about == "c"


def test_a_request_to_meet_ranks_below_one_for_something():
    asked = {"type": "request", "actors": (Actor(party="rijk", words="het Rijk", role="asked"),)}
    meet = said("a", "Wij gaan graag met het Rijk in gesprek over de sluis.", **asked)
    want = said("b", "Wij vragen het Rijk om een nieuwe sluis bij de haven.", start=90, end=140, **asked)
    gaps = tuple(
        Gap(id=f"g-{id_}", kind="request_without_answer", theme=None, party="rijk", statement=id_, reference=None,
            searched=Message.of("gap.asked_absent", party="Rijk"))
        for id_ in ("a", "b")
    )  # fmt: skip
    order = [one.about for one in by_part(compose(ground(meet, want, gaps=gaps)))["ask"]]
    assert order == ["b", "a"]


def test_with_a_version_that_was_replaced_nobody_need_make_peace():
    a, b = said("a", "De fabriek sluit in 2030."), said("b", "De fabriek blijft open.", of=OUD)
    apart = Tension(
        id="x", subject="u", a="a", b="b", kind="stance", score=0.9, explanation=Message.of("tension.stance")
    )
    kin = (Kinship(earlier="oud", later="visie", kind="version", share=0.9),)
    assert "disputed" in by_part(compose(ground(a, b, tensions=(apart,))))
    assert "disputed" not in by_part(compose(ground(a, b, tensions=(apart,), kinships=kin)))


def test_a_sentence_that_cannot_stand_alone_is_offered_by_nobody():
    long = said("a", " ".join(["Wij leggen in 2027 een park aan"] * 12) + ".", type="measure", is_commitment=True)
    assert "offer" not in by_part(compose(ground(long)))
    assert "offer" in by_part(
        compose(ground(said("a", "Wij leggen in 2027 een park aan.", type="measure", is_commitment=True)))
    )


def test_of_more_than_fifteen_that_people_want_the_first_fifteen_are_on_the_page():
    many = [clause(f"c-{n:02}", points=n) for n in range(20)]
    assert len(chosen(many, wanted={one.id for one in many})) == MOST


def test_a_clause_in_a_person_s_words_is_before_others_of_its_part():
    mine = replace(clause("c-z", points=1), origin="person")
    assert "c-z" in chosen([*(clause(f"c-{n}", points=40 + n) for n in range(30)), mine])


def test_sentences_that_make_another_exception_duty_or_denial_are_not_told_as_one():
    lead = said("a", "De uitkeringen stijgen mee met het minimumloon.")
    for other in (
        "De uitkeringen stijgen mee met het minimumloon, behoudens de AOW.",
        "De uitkeringen stijgen niet mee met het minimumloon.",
        "Wij schaffen uitkeringen boven het minimumloon af.",
        "De lonen van de haven gaan omhoog.",
    ):
        two = said("b", other, of=STAD)
        draft = drafted(ground(lead, two, threads=(thread(lead, two),)))
        assert not any(one.kind == "shared" for one in draft.clauses), other
        assert draft.likely == 1
    same = said("c", "Uitkeringen gaan omhoog met het minimumloon.", of=RIJK)
    apart = said("b", "De uitkeringen stijgen niet mee met het minimumloon.", of=STAD)
    three = thread(lead, apart, same, for_=("dorp", "rijk", "stad"))
    (told,) = (one for one in compose(ground(lead, apart, same, threads=(three,))) if one.kind == "shared")
    assert ([one.id for one in told.citations], told.support.for_) == (["a", "c"], ("dorp", "rijk"))


def test_no_source_or_theme_fills_the_page():
    one, other = said("a"), said("b", of=STAD)
    own = ground(one, other)
    first = own.cite(one, "says", is_shown=True)
    many = [replace(clause(f"c-{n}", points=20 - n), citations=(first,)) for n in range(9)]
    elsewhere = replace(clause("c-z", points=14, theme="werk"), citations=(own.cite(other, "says", is_shown=True),))
    assert "c-z" in chosen([*many, elsewhere])
    assert "c-z" not in chosen([*many, replace(elsewhere, citations=(first,), theme="lucht", points=2)])


def test_a_sentence_in_another_language_than_most_sources_ranks_below():
    dutch = said("a", "Wij willen in 2030 een warmtenet in de wijk.")
    english = said("b", "We want a heat network in the district by 2030.", of=STAD, language="en")
    points = {one.about: one.points for one in compose(ground(dutch, english)) if one.part == "ambition"}
    assert points["a"] > points["b"] + 5


def test_a_quote_that_leans_on_the_sentence_before_it_waits_for_a_person():
    own = ground(
        said("a", "In totaal investeren wij 30 miljoen euro."), said("b", "Alleen dan is er draagvlak.", of=STAD)
    )
    for id_ in ("a", "b"):
        quoted = own.cite(own.statements[id_], "says", is_shown=True)
        leaning = replace(clause("c-1"), citations=(quoted,))
        assert chosen([leaning]) == ()
        assert chosen([leaning], wanted={"c-1"}) == ("c-1",)


def test_a_request_to_meet_and_a_sentence_that_stands_there_already_have_no_place_by_rule():
    meet = replace(
        clause("c-1", part="ask", points=60),
        kind="request",
        citations=(ground(said("a", "Wij gaan daarover graag met u in gesprek.")).cite(said("a", "Wij gaan daarover graag met u in gesprek."), "says", is_shown=True),),
    )  # fmt: skip
    assert chosen([meet]) == ()
    assert chosen([meet], wanted={"c-1"}) == ("c-1",), "a person may want it all the same"
    one = said("b")
    quoted = (ground(one).cite(one, "says", is_shown=True),)
    wish = replace(clause("c-2", points=40), citations=quoted)
    lacking = replace(clause("c-3", part="missing", points=60), citations=quoted)
    assert chosen([wish, lacking]) == ("c-2",)
    assert chosen([lacking]) == ("c-3",)


def test_what_was_due_before_the_latest_document_ranks_below():
    late = replace(RIJK, date="2026-05-01")
    asked = {"type": "request", "actors": (Actor(party="rijk", words="het Rijk", role="asked"),)}
    old = said("a", "Wij vragen het Rijk om voor eind 2025 een nieuwe sluis.", deadline_to="2025-12-31", **asked)
    new = said(
        "b", "Wij vragen het Rijk om voor eind 2026 een nieuwe weg.", start=90, deadline_to="2026-12-31", **asked
    )
    gaps = tuple(
        Gap(id=f"g-{id_}", kind="request_without_answer", theme=None, party="rijk", statement=id_, reference=None,
            searched=Message.of("gap.asked_absent", party="Rijk"))
        for id_ in ("a", "b")
    )  # fmt: skip
    points = {
        one.about: one.points
        for one in compose(ground(old, new, sources=(DORP, STAD, late), gaps=gaps))
        if one.about in "ab"
    }
    assert points["b"] - points["a"] == 15
    undated = compose(ground(old, new, gaps=gaps))
    assert len({one.points for one in undated if one.about in ("a", "b")}) == 1, "nobody knows what is past"


@pytest.mark.parametrize(
    "text",
    [
        "De doelen zijn opgenomen als inspanning en niet als voorwaarde voor de steun.",
        "Wij stellen geen verdere voorwaarden aan de bouw.",
        "We support this without conditions.",
    ],
)
def test_what_is_said_to_be_no_condition_is_none(text):
    assert "condition" not in by_part(compose(ground(said("a", text, type="condition", confidence=0.97))))


def test_a_shared_sentence_that_wants_nothing_is_no_ambition():
    text = "Een eerste som staat in het Plan Kust, over de lucht van de regio."
    a, b = said("a", text), said("b", text, of=STAD)
    (shared,) = (one for one in compose(ground(a, b, threads=(thread(a, b, confidence=1.0),))) if one.kind == "shared")
    assert shared.part == "finding"
    assert burden(a) >= 3, "it tells where something stands, and not what"
