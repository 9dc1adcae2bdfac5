"""Needs that no frame says: found by weighing the cues around the word that names a means."""

import csv
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared

import rodedraad
from rodedraad.require import cues
from rodedraad.require.needs import needs
from rodedraad.require.weighed import BASE, FOUND, KEPT, weighed, weights

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
