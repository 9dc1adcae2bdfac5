"""Threads: two independent sources that say the same, never opposite, and what people merged or split."""

import json
from dataclasses import replace

import numpy as np
import pytest
from make import source, statement
from places import SHARED, needs_shared

from rodedraad import evaluate
from rodedraad.link import claims, clues, labelled, neighbours, sameness, subjects, threads
from rodedraad.records import Actor, Amount, Message, Tension

BRIDGE = "De fietsbrug over de ringvaart moet voor alle bewoners breder en veiliger worden gemaakt."
AGAIN = "De fietsbrug over de ringvaart moet breder en veiliger worden gemaakt voor alle fietsers."
AGAINST = (
    "De fietsbrug over de ringvaart mag voor alle bewoners niet breder en veiliger worden gemaakt, dat wijzen wij af."
)
POOL = "Het gemeentelijke zwembad aan de Parklaan krijgt in het najaar zonnepanelen op het dak."
POOL_TOO = "Op het dak van het gemeentelijke zwembad aan de Parklaan komen in het najaar zonnepanelen."
ENGLISH = "Solar panels will be placed on the roof of the swimming pool of the municipality this autumn."


def made(*texts, **fields):
    return [
        statement(f"s-{at}", text, of=source(f"bron-{at}", f"partij-{at}"), type="measure", **fields)
        for at, text in enumerate(texts)
    ]


def found(statements, *, families=None, **options):
    edges = neighbours.neighbours(statements, labelled.vectors(statements))
    families = families or {one.source: one.source for one in statements}
    lines = threads.lines(statements, edges, clues=clues.of_all(statements), families=families, **options)
    together = [*options.pop("must_links", ()), *lines.pairs]
    groups = subjects.subjects(statements, edges, must_links=together, **options)
    assert all(any(set(line) <= set(group.statements) for group in groups) for line in lines.groups)
    return threads.threads(groups, statements, lines, families=families, must_links=together)


def members(result):
    return [thread.statements for thread in result]


def test_what_two_sources_say_is_a_thread_with_a_sentence_of_its_own_as_title():
    result = found(made(BRIDGE, POOL, AGAIN, POOL_TOO))
    assert members(result) == [("s-0", "s-2"), ("s-1", "s-3")]
    assert result[0].id == "t-0"
    assert result[0].title in {BRIDGE, AGAIN}
    assert result[0].sources == ("bron-0", "bron-2")
    assert result[0].parties == ("partij-0", "partij-2")
    assert 0 < result[0].confidence <= 1


def test_the_order_of_the_statements_says_nothing():
    statements = made(BRIDGE, POOL, AGAIN, POOL_TOO, AGAINST)
    assert found(statements[::-1]) == found(statements)


def test_opposite_sides_are_one_subject_and_never_one_thread():
    result = found(made(BRIDGE, AGAINST, AGAIN))
    assert members(result) == [("s-0", "s-2")]


def test_a_copy_or_version_does_not_make_a_second_source():
    statements = made(BRIDGE, AGAIN)
    assert members(found(statements)) == [("s-0", "s-1")]
    assert not found(statements, families={"bron-0": "bron-0", "bron-1": "bron-0"})


def test_two_reports_of_one_author_are_two_sources():
    statements = [
        statement("s-0", BRIDGE, of=source("rapport", "bureau")),
        statement("s-1", AGAIN, of=source("brief", "bureau")),
    ]
    assert [thread.parties for thread in found(statements)] == [("bureau",)]


def test_what_is_only_reported_makes_no_thread():
    held, reported = made(BRIDGE), made(BRIDGE, AGAIN, is_reported=True)[1:]
    assert not found([*held, *reported])


@pytest.mark.parametrize(
    "fields",
    [
        ({"amounts": (Amount(value=500, unit="woningen", words="500 woningen"),)},
         {"amounts": (Amount(value=900, unit="woningen", words="900 woningen"),)}),
        ({"deadline_from": "2030-01-01", "deadline_to": "2030-12-31"},
         {"deadline_from": "2035-01-01", "deadline_to": "2035-12-31"}),
    ],
)  # fmt: skip
def test_other_numbers_or_terms_are_another_thing(fields):
    one, other = fields
    statements = [*made(BRIDGE, **one), made(BRIDGE, AGAIN, **other)[1]]
    assert not found(statements)
    assert found([*made(BRIDGE, **one), made(BRIDGE, AGAIN, **one)[1]])


def test_one_amount_that_both_name_is_evidence():
    one, other = (
        "Langs de Vaart komen 740 woningen op de kade.",
        "De gemeente ziet op de kade plaats voor 740 woningen.",
    )
    assert not found(made(one, other))
    assert found(made(one, other, amounts=(Amount(value=740, unit="woningen", words="740 woningen"),)))


def test_people_merge_and_split():
    statements = made(BRIDGE, AGAIN, POOL)
    assert not found(statements, cannot_links=[("s-0", "s-1")])
    merged = found(statements, must_links=[("s-2", "s-0")])
    assert {"s-0", "s-2"} <= set(members(merged)[0])


def test_a_sentence_without_content_is_no_thread():
    assert not found(made("Daar wordt nu nog naar gekeken.", "Daar wordt nu nog naar gekeken."))


def test_a_promise_and_the_request_that_it_answers_are_not_one_claim():
    asks = replace(made(BRIDGE)[0], type="request")
    again, promises = made(BRIDGE, AGAIN)[1], replace(made(BRIDGE, AGAIN)[1], is_commitment=True)
    assert found([asks, again])
    assert found([replace(asks, type="measure"), promises])
    assert not found([asks, promises])
    assert not found([replace(made(BRIDGE)[0], is_commitment=True), replace(again, type="request")])
    both = {"type": "request", "is_commitment": True}
    assert found([replace(asks, **both), replace(again, **both)]), "one wording of both is no answer to the other"


def test_the_name_of_who_is_asked_is_not_what_is_asked():
    """Two letters that asked one province for two things were one thread: they shared its rare name."""
    texts = (
        "Provincie Haverkust verzoeken wij vóór de zomer de vergunning van de slibdroger te herzien.",
        "Wij vragen de provincie Haverkust om een halte van de sneltram bij het ziekenhuis.",
    )
    asked = (Actor(party="provincie-haverkust", words="provincie Haverkust", role="asked"),)
    statements = made(*texts)
    told = clues.of_all(statements)

    def sameness_of(**fields):
        pair = [replace(one, type="request", **fields) for one in statements]
        held = sameness.content(pair, [told[one.id].said for one in pair])
        return int(sameness.sameness(held, np.array([0]), np.array([1]), np.array([0]))[0])

    assert sameness_of(actors=asked) < sameness_of() - 10_000


def test_two_words_are_no_claim_however_long():
    assert not found(made("Verhuisregeling Haverflatbewoners.", "Verhuisregeling Haverflatbewoners."))


def test_who_is_in_tension_with_the_one_that_speaks_for_all_leaves_the_thread():
    statements = made(BRIDGE, AGAIN, BRIDGE)
    (thread,) = found(statements)
    families = {one.source: one.source for one in statements}
    by_id = {one.id: one for one in statements}
    other = next(id_ for id_ in thread.statements if id_ != thread.representative)
    tension = Tension(
        id="x-1", kind="number", a=thread.representative, b=other, subject="u-0", score=0.9, explanation=Message.of("x")
    )
    (left,) = threads.parted([thread], [tension], by_id, families=families)
    assert other not in left.statements
    assert set(left.parties) == {by_id[id_].holder for id_ in left.statements}
    assert threads.parted([thread], [], by_id, families=families) == (thread,)
    alone = replace(thread, statements=tuple(sorted({thread.representative, other})))
    assert not threads.parted([alone], [tension], by_id, families=families)
    merged = [(thread.representative, other)]
    assert threads.parted([alone], [tension], by_id, families=families, must_links=merged) == (alone,)


def test_a_translation_says_the_same():
    dutch, english = made(POOL, language="nl"), made(POOL, ENGLISH, language="en")[1:]
    assert members(found([*dutch, *english])) == [("s-0", "s-1")]


def test_a_larger_dossier_asks_for_more():
    assert threads.threshold(2000) - threads.threshold(1000) == threads.DOUBLED
    assert threads.threshold(0) == threads.threshold(threads.FEW) < threads.threshold(100_000)


@pytest.mark.shared
@needs_shared
def test_labelled_threads_are_found_with_a_precision_worth_showing():
    lines = [json.loads(line) for line in (SHARED / "gold" / "threads_eval_dev.jsonl").read_text("utf-8").splitlines()]
    figures = evaluate.threads(lines, level="claim")
    assert figures["pairs_precision"] >= 0.56
    assert figures["pairs_f1"] >= 0.40


def test_a_thread_is_the_surer_the_farther_it_is_above_the_threshold():
    """As sure as readers were of such pairs. One sentence twice is sure, and says nothing of a third in other words."""
    statements = made(BRIDGE, AGAIN)
    enough = threads.threshold(len(statements))
    sure = {}
    for share in (0, 20_000, 30_000, 90_000):
        above = max(enough, threads.THRESHOLD) + share
        lines = threads.Lines(groups=(("s-0", "s-1"),), between={("s-0", "s-1"): above})
        edges = neighbours.neighbours(statements, labelled.vectors(statements))
        groups = subjects.subjects(statements, edges, must_links=lines.pairs)
        (thread,) = threads.threads(groups, statements, lines, families={"bron-0": "bron-0", "bron-1": "bron-1"})
        sure[share] = thread.confidence
    assert sure == {0: 0.3, 20_000: 0.55, 30_000: 0.65, 90_000: 0.65}
    assert found(made(BRIDGE, BRIDGE.upper()))[0].confidence == 1.0
    same = made(BRIDGE, BRIDGE)
    assert found([replace(one, type="request") for one in same])[0].confidence <= 0.65, "of whom is not known"
    assert (
        found(made(*["Voor deze fietsbrug over de ringvaart komt jaarlijks geld uit de begroting."] * 2))[0].confidence
        <= 0.65
    )
    twice = [*same, replace(made(BRIDGE, BRIDGE, AGAIN)[2], source=same[1].source)]
    at_home = [*made(BRIDGE, AGAIN), replace(made(BRIDGE, AGAIN, AGAIN)[2], source="bron-1")]
    assert not found(
        made(
            "Artikel 1.5 van de verordening geldt voor ligplaatsen.",
            "Artikel 15 van de verordening geldt voor ligplaatsen.",
        )
    ) or (
        found(
            made(
                "Artikel 1.5 van de verordening geldt voor ligplaatsen.",
                "Artikel 15 van de verordening geldt voor ligplaatsen.",
            )
        )[0].confidence
        < 1
    )
    assert found(twice)[0].confidence > 0.65 >= found(at_home)[0].confidence, "twice in one document is said once"
    assert 0.65 < found(made(BRIDGE, BRIDGE, AGAIN))[0].confidence < 1.0


def test_an_act_and_what_waits_for_that_act_are_no_thread():
    act = "De gemeente draagt het beheer van de fietsbrug over de ringvaart in 2028 over aan de provincie."
    waits = "De provincie legt de parkeerplaats aan na overdracht van het beheer van de fietsbrug over de ringvaart door de gemeente."
    again = "In 2028 draagt de gemeente aan de provincie het beheer over van de fietsbrug over de ringvaart."
    assert found(made(act, waits)) == ()
    assert len(found(made(act, again))) == 1


def test_who_says_that_an_aim_is_not_reached_does_not_say_the_aim():
    aim, again, *short = (
        claims.claim(one, ())
        for one in made(
            "In 2030 is de lucht in de Havenstraat zo schoon als de nieuwe grens vraagt.",
            "De Havenstraat voldoet in 2030 aan de nieuwe grens voor schone lucht.",
            "De nieuwe grens komt in de Havenstraat in 2030 in zicht, maar wordt niet gehaald.",
            "In de Havenstraat halen wij in 2030 de nieuwe grens voor schone lucht niet.",
            "The new limit for clean air will not be met in the Havenstraat in 2030.",
        )
    )
    assert not claims.is_opposed(aim, again)
    assert all(claims.is_opposed(aim, one) and claims.is_opposed(one, again) for one in short)
    assert not claims.is_opposed(short[0], short[1])


def test_a_clause_that_tells_which_thing_is_meant_is_not_what_is_said_of_it():
    told = sameness.said("De Haverflat, die in 2028 wordt gesloopt, krijgt een lift.")
    other = sameness.said("De Haverflat, die in 2031 wordt verkocht, krijgt een lift.")
    whole = sameness.said("De Haverflat wordt in 2028 gesloopt en krijgt een lift.")
    assert (told.rows, told.unknown) == (other.rows, other.unknown)
    assert set(told.rows) < set(whole.rows)


def test_that_both_ask_is_no_word_that_two_requests_share():
    asked = [
        replace(one, type="request") for one in made("Wij verzoeken om dertig bomen.", "Wij verzoeken om een brug.")
    ]
    held = sameness.content(asked, [clues.clues(one.text).said for one in asked])
    assert "verzoek" not in held.words.names
    told = sameness.content(made("Zij verzoeken om bomen."), [clues.clues("Zij verzoeken om bomen.").said])
    assert "verzoek" in told.words.names
