"""Floors of what is measured of holders, requests and actors; they may only rise. ``benchmarks/holders.py`` prints them."""

import sys
from pathlib import Path

import pytest
from places import SHARED, needs_shared

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import holders

FLOORS = {
    "reported_f1": 0.92,
    "reported_precision": 0.95,
    "requests_precision": 0.90,
    "requests_recall": 0.90,
    "roles_precision": 0.90,
    "roles_recall": 0.86,
    "corpus_numbered_recall": 1.0,
}
OWN_FLOORS = {
    "parties_precision": 0.97,
    "parties_recall": 0.97,
    "own_requests_precision": 0.95,
    "own_requests_recall": 0.95,
    "own_roles_precision": 0.90,
    "own_roles_recall": 0.92,
    "numbered_recall_md": 0.95,
    "numbered_recall_html": 0.95,
    "numbered_recall_docx": 0.95,
    "numbered_recall_pdf": 0.95,
}


@needs_shared
def test_holders_requests_and_actors_of_the_corpus():
    found = holders.figures(SHARED)
    assert {name: found[name] for name, floor in FLOORS.items() if found[name] < floor} == {}


def test_parties_requests_and_actors_of_our_own_sentences():
    found = holders.own_figures()
    assert {name: found[name] for name, floor in OWN_FLOORS.items() if found[name] < floor} == {}


def test_every_labelled_actor_of_our_own_letters_stands_in_its_sentence():
    for letter in holders.letters():
        for one in letter["sentences"]:
            for words, _ in one.get("actors", ()):
                assert words in one["text"]


@pytest.mark.parametrize(("hits", "wrong", "missed", "f1"), [(0, 0, 0, 0.0), (3, 1, 2, 2 / 3), (4, 0, 0, 1.0)])
def test_a_tally_is_the_harmonic_mean(hits, wrong, missed, f1):
    assert holders.Tally(hits=hits, wrong=wrong, missed=missed).f1 == pytest.approx(f1)
