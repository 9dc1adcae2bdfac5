"""What questions find in the shared documents: floors that may only rise. Labels: tools/labels/questions.jsonl."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from places import SHARED, needs_shared

from rodedraad.adapters.sqlite import SqliteStore

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import retrieval as bench

FLOORS = {
    "both_free_learned_recall": 0.79,
    "both_free_kept_recall": 0.73,
    "both_plain_kept_recall": 0.95,
    "free_kept_shown": 0.62,
    "plain_kept_shown": 0.85,
    "plain_kept_answered": 0.92,
    "free_kept_answered": 0.80,
}
"""What was reached, less two questions: the readers and the statements that they find change too."""
CEILING = 0.2
"""At most this share of the questions without an answer may get one."""


@pytest.mark.slow
@needs_shared
def test_recall_of_the_labelled_questions(tmp_path):
    with SqliteStore(tmp_path / "dossier.db") as store:
        made = bench.figures(bench.filled(store, bench.readings(SHARED)))
    assert made["labels_lost"] <= 3, "the reader gives other text than when the labels were made"
    assert {name: made[name] for name, floor in FLOORS.items() if made[name] < floor} == {}
    assert max(made["none_kept_answered"], made["none_learned_answered"]) <= CEILING
    assert made["both_free_kept_recall"] > max(made["words_free_kept_recall"], made["vectors_free_kept_recall"])


def test_the_questions_are_of_many_sources_and_both_halves():
    labels = bench.questions()
    kinds = Counter(one["kind"] for one in labels)
    assert kinds["free"] >= 150
    assert kinds["none"] >= 30
    assert len({answer["source"] for one in labels for answer in one["answers"]}) >= 25
    assert all(bool(one["answers"]) == (one["kind"] != "none") for one in labels)
    assert {one["half"] for one in labels} == {"learned", "kept"}
