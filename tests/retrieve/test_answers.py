"""From candidates to an answer: the order, near copies, conflicts, and silence."""

from itertools import permutations

from rodedraad.records import Candidate, Message, Tension
from rodedraad.retrieve import Ranked, Weights, answered, asked, nearest, opposed, ranked

_QUOTES = {
    "s-a": "De gemeente bouwt 900 woningen in Loderkerk.",
    "s-b": "De gemeente bouwt 900 woningen, in Loderkerk!",
    "s-c": "In Loderkerk komen geen woningen.",
    "s-d": "De haven krijgt een nieuwe kade.",
}


def _candidate(id_, quote, **given):
    return Candidate(id=id_, source="b1", page=1, quote=quote, start=0, end=len(quote), **given)


def _ranked(question, candidates, titles=None):
    understood = asked(question)
    frequencies = dict.fromkeys(understood.stems, 5)
    return ranked(understood, candidates, frequencies=frequencies, size=1000, titles=titles or {})


def _tension():
    return Tension(id="x-1", subject="u-1", a="s-a", b="s-c", kind="stance", score=0.9, explanation=Message.of("tension.stance", a="", b=""))  # fmt: skip


def test_what_holds_the_words_comes_first_whatever_the_order_in():
    candidates = [_candidate(id_, quote) for id_, quote in _QUOTES.items()]
    orders = {
        tuple(one.candidate.id for one in _ranked("Hoeveel woningen komen er in Loderkerk?", order))
        for order in permutations(candidates)
    }
    assert len(orders) == 1
    assert next(iter(orders))[-1] == "s-d"


def test_a_compound_and_a_word_near_in_meaning_count_less_than_the_word_itself():
    texts = [
        "Medicijnen worden goedkoper.",
        "Medicijntekorten nemen toe.",
        "Geneesmiddelen nemen toe.",
        "De kade is af.",
    ]
    found = _ranked("medicijnen", [_candidate(f"s-{at}", text) for at, text in enumerate(texts)])
    assert [one.candidate.id for one in found] == ["s-0", "s-1", "s-2", "s-3"]
    assert found[2].score > found[3].score == 0


def test_what_a_heading_or_the_name_of_the_document_says_counts_too():
    (plain, headed, named) = (
        _candidate("s-1", "Er komen er 900."),
        _candidate("s-2", "Er komen er 900.", heading="Woningen"),
        Candidate(id="s-3", source="b2", page=1, quote="Er komen er 900.", start=0, end=16),
    )
    found = {one.candidate.id: one.score for one in _ranked("woningen", [plain, headed, named], {"b2": "Woningen nu"})}
    assert found["s-1"] == 0 < min(found["s-2"], found["s-3"])


def test_of_who_when_and_how_much_what_names_it_goes_before():
    texts = [
        _candidate("s-1", "De kade is klaar."),
        _candidate("s-2", "De kade is klaar.", details=frozenset({"deadline"})),
    ]
    assert [one.candidate.id for one in _ranked("Wanneer is de kade klaar?", texts)] == ["s-2", "s-1"]
    assert [one.candidate.id for one in _ranked("Waarom is de kade klaar?", texts)] == ["s-1", "s-2"]


def test_near_copies_are_one_line_that_cites_them_all():
    found = _ranked("Hoeveel woningen komen er in Loderkerk?", [_candidate(*pair) for pair in _QUOTES.items()])
    lines = answered(found, limit=6, least=1)
    assert [line.citations for line in lines][:2] == [("s-a", "s-b"), ("s-c",)]
    assert lines[0].text == _QUOTES["s-a"]


def test_what_is_in_tension_is_said_of_both_also_where_only_one_was_found():
    candidates = [_candidate(id_, _QUOTES[id_]) for id_ in ("s-a", "s-c")]
    found = _ranked("Hoeveel woningen komen er in Loderkerk?", candidates)
    for lines in (
        answered(found, limit=6, least=1, tensions=[_tension()]),
        answered(found[:1], limit=1, least=1, tensions=[_tension()], against=found[1:]),
    ):
        assert {line.citations[0]: line.conflicts for line in lines} == {"s-a": (("x-1", 1),), "s-c": (("x-1", 0),)}


def test_nothing_good_enough_is_no_answer_and_statements_go_before_passages():
    found = _ranked("woningen", [_candidate(None, "Er komen woningen, schrijft men."), _candidate("s-1", "Woningen!")])
    assert answered(found, limit=6, least=10**9) == ()
    assert [line.citations for line in answered(found, limit=6, least=1)] == [("s-1",), ()]


def test_a_score_is_a_whole_number_that_no_float_decides():
    (one,) = _ranked("woningen in Loderkerk", [_candidate("s-a", _QUOTES["s-a"], product=180_000)])
    assert type(one.score) is int
    assert one.score == 1000 * Weights().words + 500 * Weights().vector


def test_what_names_no_amount_is_no_answer_to_how_much_but_comes_nearest():
    texts = [_candidate("s-1", "Loderkerk krijgt woningen."), _candidate("s-2", "Velsen krijgt 900 bomen.")]
    found = _ranked("Hoeveel woningen krijgt Loderkerk?", texts)
    assert answered(found, limit=6, least=1) == ()
    assert [line.citations for line in nearest(found, limit=3)] == [("s-1",)]
    found = _ranked("Hoeveel woningen krijgt Loderkerk?", [*texts, _candidate("s-3", "Loderkerk: 900 woningen.")])
    assert [line.citations for line in answered(found, limit=6, least=1)] == [("s-3",)]


def test_a_question_about_conflicts_gives_both_sides_of_those_about_it():
    candidates = {id_: _candidate(id_, quote) for id_, quote in _QUOTES.items()}

    def of(id_):
        return Ranked(candidate=candidates[id_], score=0, covered=0) if id_ in candidates else None

    about = _ranked("woningen", [candidates["s-a"]])
    lines = opposed(about, limit=6, tensions=[_tension()], of=of)
    assert [(line.citations, line.conflicts) for line in lines] == [
        (("s-a",), (("x-1", 1),)),
        (("s-c",), (("x-1", 0),)),
    ]
    assert len(opposed((), limit=6, tensions=[_tension()], of=of)) == 2  # nothing was named: all of them
    assert opposed(_ranked("haven", [candidates["s-d"]]), limit=6, tensions=[_tension()], of=of) == ()
    assert opposed(about, limit=6, tensions=[_tension()], of=lambda _id: None) == ()
