"""The scorer of what lies ahead, on records built by hand: what counts as found, and what as wrong."""

from types import SimpleNamespace

import truth_ahead
from truth_ahead import Ahead, overlap, tally

FILE = "akkoord.pdf"
QUOTES = {
    "a": "Het bedrijf besluit pas als de kabel er ligt.",
    "b": "De netbeheerder legt de kabel zodra het bedrijf besluit.",
    "c": "De gemeente plant elk jaar bomen.",
}


def action(id_, **more):
    return SimpleNamespace(id=id_, statements=(id_,), conditions=(), depends_on=(), answers=(), funding=(), **more)


def ahead(*knots, actions=()):
    prospects = SimpleNamespace(actions=actions or tuple(action(one) for one in QUOTES), knots=knots)
    words = {one: (FILE, quote) for one, quote in QUOTES.items()}
    places = SimpleNamespace(words=words, dossier=SimpleNamespace(prospects=prospects))
    return Ahead(places)


def passage(id_):
    return {"file": FILE, "quote": QUOTES[id_]}


def knot(kind, *actions):
    return SimpleNamespace(kind=kind, actions=actions, statements=actions)


CIRCLE = {
    "kind": "circle",
    "steps": [{"act": one, "passages": [passage(one)], "said": [passage(one)]} for one in "ab"],
}


def test_a_circle_is_found_only_whole_and_without_strangers():
    told = {"ab": (1, 1), "a": (0, 0), "abc": (0, 0)}
    for actions, (recalled, right) in told.items():
        score = ahead(knot("circle", *actions)).circles([CIRCLE])
        assert (score.recalled, score.right, score.found) == (recalled, right, 1), actions


def test_terms_contradict_only_between_two_sides():
    row = {"kind": "contradiction", "about": "de kabel", "sides": [[passage("a")], [passage("b")]]}
    assert ahead(knot("contradiction", "a", "b")).contradictions([row]).right == 1
    assert ahead(knot("contradiction", "a", "c")).contradictions([row]).right == 0


def test_an_answered_request_called_unanswered_is_wrong():
    requests = [
        {"kind": "request", **passage("a"), "answers": []},
        {"kind": "request", **passage("b"), "answers": [passage("c")]},
    ]
    score = ahead(knot("unanswered", "a"), knot("unanswered", "b")).unanswered(requests)
    assert (score.recalled, score.planted, score.right, score.found) == (1, 1, 1, 2)


def test_an_outcome_counts_apart_from_the_answer():
    reply = SimpleNamespace(outcome="refused", statement="c", steps=("c",))
    requests = [{"kind": "request", **passage("a"), "answers": [passage("c") | {"outcomes": ["granted", "partly"]}]}]
    one = action("a")
    one.answers = (reply,)
    told = ahead(actions=(one,)).answers(requests)
    assert (told["answers"].right, told["answers with outcome"].right) == (1, 0)


def test_words_overlap_when_half_of_the_shorter_is_in_the_longer():
    assert overlap("mits de kabel er ligt", "als de kabel er ligt")
    assert not overlap("mits het Rijk betaalt", "als de kabel er ligt")
    assert not overlap("", "als de kabel er ligt")


def test_an_arguable_one_neither_counts_as_missed_nor_as_wrong():
    rows = [{"kind": "status", "file": FILE, "quote": "x", "required": False}]
    score = tally(rows, ["x", "y"], lambda one, row: one == row["quote"], shown=str)
    assert (score.planted, score.found, score.right, score.wrong) == (0, 2, 1, ["y"])


def test_a_truth_file_without_conditions_is_not_scored_for_them():
    assert truth_ahead.scores(None, {"thread": [{}]}) == {}
