"""The table of accuracy says what is missing and what is short, and nothing it does not know."""

import json
import sys
from pathlib import Path

import pytest

from rodedraad.evaluate import calibration_error
from rodedraad.records import Message, Problem

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(BENCHMARKS))
    import accuracy  # noqa: PLC0415  a script beside the package

    yield accuracy
    sys.path.remove(str(BENCHMARKS))


def test_a_figure_that_was_not_measured_shows_as_missing_and_one_below_what_is_asked_as_short(bench):
    table = bench.table({"types.accuracy": 0.59, "quotes.tampered_accepted": 0.0}, {"types.accuracy": 0.55}, "0.1")
    lines = {line.split("|")[2].strip(): line for line in table.splitlines()[2:] if "types" in line or "quotes" in line}
    assert "**0.590**" in lines["accuracy"]
    assert "0.550" in lines["accuracy"]
    assert "(short)" in lines["accuracy"]
    assert "–" in lines["macro_f1"]
    assert "(short)" not in lines["macro_f1"]
    assert "(short)" not in lines["tampered_accepted"]


def test_what_is_kept_of_a_release_is_in_the_table(bench):
    known = {figure.key for figure in bench.FIGURES}
    assert len(known) == len(bench.FIGURES)
    for release in json.loads((BENCHMARKS / "figures.json").read_text("utf-8")).values():
        assert set(release) <= known


def test_only_what_the_table_has_is_kept_and_what_was_not_measured_is_not(bench):
    now = {"types.accuracy": 0.61239, "reading.pages": 12.0, "tensions.auc": None, "quotes.true_accepted": 0.99997}
    assert bench.kept(now) == {"quotes.true_accepted": 0.99997, "types.accuracy": 0.6124}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"), (1.0, "1.000"), (0.0, "0.000"), (0.9997, "0.9997"), (0.0004, "0.0004"), (0.99995, "0.99995"),
        (0.6124, "0.612"), (0.9994, "0.999"), (12.0, "12.000"),
    ],
)  # fmt: skip
def test_what_is_not_quite_whole_or_nothing_is_not_shown_as_that(bench, value, shown):
    assert bench._shown(value) == shown


@pytest.mark.parametrize("is_empty", [True, False])
def test_an_example_that_was_not_read_whole_stops_the_measurement(bench, monkeypatch, is_empty):
    from rodedraad import dossier  # noqa: PLC0415

    problem = Problem(source="a.pdf", page=None, kind="other", message=Message.of("x"))
    met = dossier.Outcome(
        counts={"statements": 0 if is_empty else 9}, documents=1, pages=1, recomputed=1,
        problems=() if is_empty else (problem,),
    )  # fmt: skip
    monkeypatch.setattr(dossier, "build", lambda *_, **__: met)
    with pytest.raises(SystemExit, match="no statements" if is_empty else "a.pdf: other"):
        bench._example()


@pytest.mark.usefixtures("bench")
def test_of_nothing_shown_there_is_no_precision_and_of_no_cases_no_recall():
    import pairs  # noqa: PLC0415  scripts beside the package
    import tensions  # noqa: PLC0415

    assert tensions.shares("date", right=0, shown=0, cases=0) == {"date_cases": 0.0}
    assert tensions.shares("date", right=1, shown=2, cases=4) == {
        "date_cases": 4.0, "date_precision": 0.5, "date_recall": 0.25,
    }  # fmt: skip
    nothing, _ = pairs.conflicts(pairs.Built(statements={}, tensions=(), threads=()), [])
    assert not [name for name in nothing if name.endswith(("_recall", "_precision", "_as_any"))]


def test_confidence_is_wrong_by_how_far_it_is_from_being_right():
    assert calibration_error([900] * 10, [True] * 9 + [False]) == pytest.approx(0.0)
    assert calibration_error([1000] * 4 + [500] * 4, [False] * 4 + [True, True, False, False]) == pytest.approx(0.5)
    assert calibration_error([], []) == 0.0


def test_the_table_of_the_docs_is_what_was_kept(bench):
    releases = json.loads((BENCHMARKS / "figures.json").read_text("utf-8"))
    before, last = list(releases)[-2:]
    page = (BENCHMARKS.parent / "docs" / "method" / "accuracy.md").read_text("utf-8")
    assert bench.table(releases[last], releases[before], before) in page
