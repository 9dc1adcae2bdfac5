"""Needs that no frame says: found by weighing the cues around the word that names a means."""

import csv
import re
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared

import rodedraad
from rodedraad.records import RequirementKind, StatementType
from rodedraad.require import cues
from rodedraad.require.means import WEAK
from rodedraad.require.needs import needs
from rodedraad.require.sentence import Sentence
from rodedraad.require.weighed import BASE, FOUND, KEPT, candidates, decided, score, weighed, weights
from rodedraad.require.words import COPULA, PREPOSITIONS

TOOLS = Path(__file__).resolve().parents[2] / "tools"
TABLE = Path(rodedraad.__file__).parent / "data" / "need_weights.csv"


def said(text, type_="conclusion", language="nl"):
    return weighed(text, needs(text, type_=type_, language=language), type_=type_, language=language)


@pytest.mark.parametrize(
    ("text", "type_", "quote", "what", "kind"),
    [
        ("Zonder rijksgeld blijft de loods koud.", "condition", "Zonder rijksgeld", "rijksgeld", "investment"),
        ("Er is een groot tekort aan woningen.", "concern", "tekort aan woningen", "woningen", "infrastructure"),
        ("Er zijn te weinig kerncentrales.", "concern", "weinig kerncentrales", "kerncentrales", "infrastructure"),
    ],
)
def test_a_need_that_no_frame_says_is_found_in_the_words_of_its_cue_and_its_means(text, type_, quote, what, kind):
    assert not needs(text, type_=type_, language="nl"), "a frame says it already: take another sentence"
    (need,) = said(text, type_)
    assert (text[need.start : need.end], text[need.what_start : need.what_end], need.kind) == (quote, what, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Er is geen nieuwe kerncentrale nodig.",
        "De gemeente bouwde vorig jaar 200 woningen.",
        "Zijn er te weinig kerncentrales?",
        "De minister moet de Kamer voor de zomer informeren over het onderzoek.",
        "De netbeheerder bouwt een transformatorstation.",
        "The grid was expanded last year.",
    ],
)
def test_what_exists_is_denied_or_asked_weighs_too_little(text):
    assert said(text) == ()


def test_what_a_frame_found_stays_where_nothing_weighs_against_it():
    text = "Daarvoor is een betere treinverbinding van groot belang."
    framed = needs(text, type_="conclusion", language="nl")
    assert framed
    assert weighed(text, framed, type_="conclusion", language="nl") == framed


def test_what_a_frame_found_is_left_out_where_all_around_it_weighs_against_it():
    text = "Dit hoofdstuk zorgt voor personeelstekorten en dat is niet nodig volgens de regels."
    assert needs(text, type_="finding", language="nl"), "no frame says it: take another sentence"
    assert said(text, "finding") == ()
    assert said("Dit hoofdstuk gaat over personeelstekorten.", "finding")


def test_nothing_is_added_where_no_cue_of_the_clause_can_be_pointed_to():
    text = "Het bedrijf eist middelen, maar wij geven geld in de haven."
    sentence = Sentence.of(text, is_english=False)
    words = candidates(sentence, (), "need")
    best = max(words, key=lambda one: score(one, weights()))
    assert sentence.words[best.place] == "geld"
    assert score(best, weights()) >= weights()[FOUND], "weighs too little: take another sentence"
    assert said(text, "need") == ()


def test_a_sentence_without_a_strong_word_is_not_weighed():
    text = "Wij investeren in woningen voor de uitbreiding."
    sentence = Sentence.of(text, is_english=False)
    assert decided(sentence, candidates(sentence, (), "need"), (), weights()), (
        "weighs too little: take another sentence"
    )
    assert said(text, "need") == ()
    assert said("Wij moeten investeren in woningen voor de uitbreiding.", "need")


_MORE = "woningen kennis geld lassers netcapaciteit onderzoek investeren lerarentekort de een in van , . : ( ) – 400"
_HEARD = sorted({word for listed in (*cues.CLASSES.values(), _MORE) for word in listed.split()})


@given(st.lists(st.sampled_from(_HEARD), min_size=1, max_size=25), st.sampled_from(["need", "measure", "request"]))
def test_whatever_is_found_is_words_of_the_sentence_that_hold_the_means(words, type_):
    text = " ".join(words)
    for need in said(text, type_):
        assert 0 <= need.start <= need.what_start < need.what_end <= need.end <= len(text)
        assert need.what_start <= need.noun < need.what_end
        assert text[need.start : need.end].strip() == text[need.start : need.end]


def test_the_table_has_whole_numbers_and_names_no_words_but_those_of_the_lists():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["feature"] for row in rows}) == len(rows) < 5_000
    assert all(re.fullmatch(r"-?\d+", row["weight"]) for row in rows)
    assert {BASE, FOUND, KEPT} <= weights().keys()
    assert weights()[KEPT] < weights()[FOUND], "a frame is believed before words alone are"
    foreign = {word for row in rows for word in row["feature"].split() if not _is_ours(word)}
    assert not foreign, "words that stand in none of our lists"


def _is_ours(word):
    """Whether a part of a feature is a mark, a name of the model, or an entry of a list of words of the package."""
    heads = {
        head for listed in (cues.BROAD, cues.BROAD_WHOLE) for entries in listed.values() for head in entries.split()
    }
    names = {*cues.CLASSES, *get_args(RequirementKind), *get_args(StatementType), *_NAMES}
    plain = word.removesuffix(":").rstrip("<>") or word
    return plain in names | heads | set(WEAK) | PREPOSITIONS | COPULA or not re.search(r"\w", word)


_NAMES = [
    "(base)",
    "(found)",
    "(kept)",
    "sure",
    "broad",
    "act",
    "gap",
    "kind",
    "type",
    "stands",
    "reached",
    "open",
    "hangs",
    "before",
    "after",
    "clause",
    "first",
    "long",
    "weak",
    "not",
    "meant",
    "ends",
    "in",
    "colon",
    "framed",
    "elsewhere",
    "other",
    "number",
    "round",
    "apart",
    "0",
    "1",
    "2",
    "3",
    "4",
]


def test_a_compound_counts_under_the_entry_of_the_list_that_it_ends_in():
    assert cues.head_of("kolencentrales") == "centrales"
    assert cues.head_of("leerwerkplekken") == "leerwerkplekken", "the longest"
    assert cues.head_of("huurplekken") == "plekken"
    assert {word: cues.named(word) for word in ("verhuizen", "decentrale", "ontdekking")} == dict.fromkeys(
        ("verhuizen", "decentrale", "ontdekking")
    )


def test_each_word_stands_in_one_class_and_a_phrase_is_a_cue_as_a_whole_alone():
    listed = [word for entries in cues.CLASSES.values() for word in entries.split()]
    assert sorted(set(listed)) == sorted(listed)
    assert set(cues.ELSEWHERE) <= set(cues.CLASSES["order"].split())
    assert _classed("ten tijde van de bouw") == [None, None, None, None, "growth"]
    assert _classed("bouw woningen") == ["order", None]
    assert _classed("de claim is ten onrechte gemeld") == [None, None, "be", "cannot", None, None]
    assert _classed("het plan staat of valt met geld")[2] == "matters"
    assert _classed("de staat meldt dat")[1] is None


def _classed(text):
    sentence = Sentence.of(text, is_english=False)
    return list(cues.classes(sentence.words, sentence.clauses))


@pytest.mark.slow
@needs_shared
def test_the_table_is_what_the_tool_makes_of_the_labels(tmp_path, monkeypatch):
    pytest.importorskip("sklearn")
    monkeypatch.syspath_prepend(str(TOOLS))
    import fit_needs  # noqa: PLC0415  needs scikit-learn

    monkeypatch.setattr(fit_needs, "TARGET", tmp_path / "need_weights.csv")
    monkeypatch.setattr(sys, "argv", ["fit_needs.py", str(SHARED)])
    fit_needs.main()
    made = dict(csv.reader((tmp_path / "need_weights.csv").read_text("utf-8").splitlines()))
    shipped = dict(csv.reader(TABLE.read_text("utf-8").splitlines()))
    far = {
        name: (shipped.get(name), made.get(name))
        for name in shipped.keys() | made.keys()
        if name != "feature" and abs(int(shipped.get(name, 0)) - int(made.get(name, 0))) > 2
    }
    assert not far, "the table is out of date: python tools/fit_needs.py ../shared"
