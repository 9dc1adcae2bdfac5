"""Every figure of accuracy in one table: python benchmarks/accuracy.py [--left-out] [--json] [--shared DIR] [--delta DIR].

Beside each figure stand what is asked, the figure of the previous release (``benchmarks/figures.json``) and whether the
labels were seen while the stage was made. ``--left-out`` also fits the types again without the documents that they are
measured on (some minutes on two cores). ``--keep RELEASE`` writes the figures into the file under that name.
docs/method/accuracy.md tells what each figure means, on which data, and what still goes wrong.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rodedraad.dossier import Outcome
    from rodedraad.records import Problem

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tools"), str(HERE.parent / "tests")]

KEPT = HERE / "figures.json"
SHARED = HERE.parents[1] / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table: a figure by the name of its stage and its own, and what is asked of it."""

    stage: str
    name: str
    asked: float | None = None
    is_most: bool = False
    note: str = ""

    @property
    def key(self) -> str:
        """How the figure is named in ``figures.json``."""
        return f"{self.stage}.{self.name}"


FIGURES: tuple[Figure, ...] = (
    Figure(stage="reading", name="structure", asked=0.65, note="12 EU documents; incumbent 0.65"),
    Figure(stage="reading", name="level", asked=0.35, note="12 EU documents; incumbent 0.35"),
    Figure(stage="reading", name="outline_found", note="outlines of the corpus, read without them"),
    Figure(stage="reading", name="outline_steps", note="outlines of the corpus, read without them"),
    Figure(stage="reading", name="reading_order", note="16 pages of columns and slides"),
    Figure(stage="reading", name="sentences_dev", asked=0.97, note="boundaries inside running text"),
    Figure(stage="reading", name="sentences_test", asked=0.97, note="boundaries inside running text"),
    Figure(stage="reading", name="kept_lines_dev", note="units without a final mark"),
    Figure(stage="reading", name="kept_lines_test", note="units without a final mark"),
    Figure(stage="quotes", name="true_accepted", asked=1.0),
    Figure(stage="quotes", name="tampered_accepted", asked=0.0, is_most=True),
    Figure(stage="quotes", name="tampered_right", asked=0.98, note="the right verdict"),
    Figure(stage="types", name="accuracy", asked=0.60, note="documents left out; settings were chosen on them"),
    Figure(stage="types", name="macro_f1", asked=0.50, note="documents left out; settings were chosen on them"),
    Figure(stage="types", name="statement_f1", asked=0.94, note="documents left out; settings were chosen on them"),
    Figure(stage="types", name="themes_micro_f1", asked=0.70, note="documents left out; settings were chosen on them"),
    Figure(stage="types", name="addressee_f1", asked=0.65, note="documents left out; settings were chosen on them"),
    Figure(stage="types", name="deadline_f1", asked=0.80, note="documents left out; settings were chosen on them"),
    Figure(
        stage="types", name="calibration_error", is_most=True, note="documents left out; settings were chosen on them"
    ),
    Figure(stage="reread", name="accuracy", asked=0.65, note="with the transformer, on documents that it never saw"),
    Figure(stage="reread", name="macro_f1", asked=0.55, note="the same"),
    Figure(stage="reread", name="statement_f1", note="the same"),
    Figure(stage="reread", name="themes_micro_f1", note="the same"),
    Figure(stage="reread", name="calibration_error", is_most=True, note="the same"),
    Figure(stage="reread", name="linear_accuracy", note="without it, on the same documents"),
    Figure(stage="reread", name="linear_macro_f1", note="the same"),
    Figure(stage="reread", name="linear_themes_micro_f1", note="the same"),
    Figure(stage="holders", name="numbered_recall", asked=0.95, note="own documents"),
    Figure(stage="holders", name="corpus_numbered_recall", asked=0.95),
    Figure(stage="holders", name="reported_f1", asked=0.85),
    Figure(stage="holders", name="reported_f1_half_b", asked=0.85, note="half of the documents hardly looked at"),
    Figure(stage="holders", name="requests_recall", asked=0.85),
    Figure(stage="holders", name="requests_precision", asked=0.80),
    Figure(stage="holders", name="own_requests_recall", asked=0.85, note="own letters"),
    Figure(stage="holders", name="own_requests_precision", asked=0.80, note="own letters"),
    Figure(stage="holders", name="roles_recall", asked=0.85),
    Figure(stage="holders", name="roles_precision", asked=0.85),
    Figure(stage="holders", name="parties_recall", note="own sentences"),
    Figure(stage="subjects", name="b3_f1", note="seen"),
    Figure(stage="threads", name="pairs_f1", asked=0.42, note="seen"),
    Figure(stage="threads", name="pairs_precision", asked=0.50, note="seen"),
    Figure(stage="threads", name="stance_pairs_f1", asked=0.48, note="seen"),
    Figure(stage="threads", name="example_recall", asked=0.90, note="seen"),
    Figure(stage="threads", name="example_precision", asked=0.80, note="seen"),
    Figure(stage="tensions", name="auc", asked=0.65, note="the variant was chosen on them"),
    Figure(stage="tensions", name="number_precision", asked=0.90),
    Figure(stage="tensions", name="date_precision", asked=0.90),
    Figure(stage="tensions", name="condition_precision", asked=0.90),
    Figure(stage="tensions", name="actor_precision", asked=0.90),
    Figure(stage="tensions", name="number_recall"),
    Figure(stage="tensions", name="date_recall"),
    Figure(stage="tensions", name="condition_recall"),
    Figure(stage="tensions", name="actor_recall"),
    Figure(stage="tensions", name="example_recall", note="seen"),
    Figure(stage="tensions", name="example_precision", note="seen"),
    Figure(
        stage="tensions", name="real_four_precision", asked=0.90, note="number, date, condition, actor on the corpus"
    ),
    Figure(stage="tensions", name="real_number_recall", note="labelled pairs of the corpus"),
    Figure(stage="tensions", name="real_date_recall", note="labelled pairs of the corpus"),
    Figure(stage="tensions", name="real_condition_recall", note="labelled pairs of the corpus"),
    Figure(stage="tensions", name="real_actor_recall", note="labelled pairs of the corpus"),
    Figure(stage="tensions", name="real_held_four_recall", note="labelled pairs of the corpus, topics not looked at"),
    Figure(
        stage="tensions", name="real_unjudged", asked=0.0, is_most=True, note="shown on the corpus, without a label"
    ),
    Figure(stage="tensions", name="real_aids_precision", asked=0.90, note="the same on texts of voting aids"),
    Figure(stage="tensions", name="real_stance_both", asked=0.90, note="shown stances that two readers call opposed"),
    Figure(stage="tensions", name="real_thread_both", asked=0.03, is_most=True, note="opposed pairs inside one thread"),
    Figure(stage="references", name="precision", asked=0.95, note="seen"),
    Figure(stage="references", name="recall", asked=0.90, note="seen"),
    Figure(stage="references", name="unseen_precision", asked=0.95, note="documents never looked at"),
    Figure(stage="references", name="unseen_recall", asked=0.90, note="documents never looked at"),
    Figure(stage="references", name="after_precision", asked=0.95, note="pages labelled when the rules were done"),
    Figure(stage="references", name="after_recall", asked=0.90, note="the same"),
)


def measured(shared: Path, delta: Path | None, *, with_left_out: bool) -> dict[str, float]:
    """Every figure that the data at hand allow, by its key."""
    import holders  # noqa: PLC0415  each stage is loaded when it is measured
    import pairs  # noqa: PLC0415
    import quotes  # noqa: PLC0415
    import reading  # noqa: PLC0415
    import references  # noqa: PLC0415
    import tensions  # noqa: PLC0415

    found: dict[str, float] = {}

    def take(stage: str, figures: Mapping[str, float]) -> None:
        found.update({f"{stage}.{name}": value for name, value in figures.items()})

    take("reading", reading.figures(shared, delta))
    take("quotes", quotes.figures(shared))
    take("holders", holders.figures(shared))
    take("references", references.figures(shared))
    take("tensions", tensions.figures(shared))
    take("tensions", pairs.figures(shared))
    found |= _linking(shared)
    if with_left_out:
        found |= _left_out(shared)
    return found


def _linking(shared: Path) -> dict[str, float]:
    """Subjects, threads and tensions of the shipped settings on the labelled sentences, and on the example dossier."""
    from rodedraad import evaluate  # noqa: PLC0415

    gold = shared / "gold"
    matters, opinions = _lines(gold / "threads_subjects_dev.jsonl"), _lines(gold / "stances_dev.jsonl")
    sides = [{**line, "group": f"{line['thesis']}/{line['stance']}"} for line in opinions]
    subjects = evaluate.threads(matters, level="subject")
    claims = evaluate.threads(_lines(gold / "threads_eval_dev.jsonl"), level="claim")
    stances = evaluate.threads(sides, level="stance")
    return {
        "subjects.b3_f1": subjects["b3_f1"],
        "threads.pairs_f1": claims["pairs_f1"],
        "threads.pairs_precision": claims["pairs_precision"],
        "threads.stance_pairs_f1": stances["pairs_f1"],
        "tensions.auc": evaluate.tensions(_lines(gold / "tensions_dev.jsonl"))["auc"],
        **_example(),
    }


def _example() -> dict[str, float]:
    import tempfile  # noqa: PLC0415

    import truth  # noqa: PLC0415

    from rodedraad import consult, dossier  # noqa: PLC0415
    from rodedraad.adapters.folder import DossierFolder  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as root:
        place = Path(root) / "example"
        shutil.copytree(dossier.example(), place, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
        folder = DossierFolder.open(place)
        outcome = dossier.build(folder, name="accuracy", at="2026-01-01T00:00:00Z")
        planted = truth.rows(dossier.example() / "truth.jsonl")
        _require_whole(outcome, truth.unplanted(outcome.problems, planted))
        scores = truth.scores(consult.whole(folder), planted)
    return {
        f"{kind}.example_{name}": value
        for kind in ("threads", "tensions")
        for name, value in (("recall", scores[kind].recall), ("precision", scores[kind].precision))
        if value is not None
    }


def _require_whole(outcome: Outcome, unplanted: Sequence[Problem]) -> None:
    """Stops where the example was not read as it was made to be: its figures would be those of another dossier."""
    if unplanted or not outcome.counts["statements"]:
        met = "; ".join(f"{one.source}: {one.kind}" for one in unplanted) or "no statements"
        raise SystemExit(f"the example was not built whole: {met}")


def _left_out(shared: Path) -> dict[str, float]:
    import train_statements  # noqa: PLC0415

    again = train_statements.validated_again(shared)
    every = {"types.": train_statements.validated(shared), "reread.": again["again"], "reread.linear_": again["linear"]}
    return {
        f"{stage}{name}": value
        for stage, figures in every.items()
        for name, value in figures.items()
        if name != "per_type"
    }


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def table(now: Mapping[str, float], before: Mapping[str, float], release: str) -> str:
    """The figures as a table in Markdown."""
    rows = [f"| stage | figure | asked | {release} | now | |", "|---|---|---|---|---|---|"]
    for figure in FIGURES:
        value = now.get(figure.key)
        asked = "" if figure.asked is None else f"{'at most ' if figure.is_most else ''}{figure.asked:g}"
        short = value is not None and not _is_met(figure, value)
        shown = _shown(value)
        rows.append(
            f"| {figure.stage} | {figure.name} | {asked} | {_shown(before.get(figure.key))} | "
            f"{f'**{shown}**' if short else shown} | {figure.note}{' (short)' if short else ''} |"
        )
    return "\n".join(rows)


def _is_met(figure: Figure, value: float) -> bool:
    if figure.asked is None:
        return True
    return value <= figure.asked if figure.is_most else value >= figure.asked


def _shown(value: float | None) -> str:
    """In three decimals, or as many as it takes (six at most) not to call whole or nothing what is not quite."""
    if value is None:
        return "–"
    written = (f"{value:.{digits}f}" for digits in range(3, 7))
    return next((short for short in written if float(short) not in (0.0, 1.0)), f"{value:.3f}")


def kept(now: Mapping[str, float]) -> dict[str, float]:
    """What is written down of a release: the figures of the table, and nothing else that was reckoned on the way."""
    known = {figure.key for figure in FIGURES}
    return {key: _rounded(value) for key, value in sorted(now.items()) if key in known and value is not None}


def _rounded(value: float) -> float:
    return float(_shown(value)) if round(value, 4) in (0.0, 1.0) else round(value, 4)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--left-out", action="store_true", help="also fit the types again on documents left out")
    parser.add_argument("--json", action="store_true", help='print {"stage.name": value} and nothing else')
    parser.add_argument("--keep", metavar="RELEASE", help="write the figures down as those of this release")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--delta", type=Path, help="folder with the data files of deltatextsplitter 1.1.0")
    options = parser.parse_args()
    now = measured(options.shared, options.delta, with_left_out=options.left_out)
    releases = json.loads(KEPT.read_text("utf-8"))
    if options.keep:
        releases[options.keep] = kept(now)
        KEPT.write_text(json.dumps(releases, indent=1) + "\n", "utf-8")
    if options.json:
        print(json.dumps(now, indent=1, sort_keys=True))
        return
    release = next(name for name in reversed(releases) if name != options.keep)
    print(table(now, releases[release], release))


if __name__ == "__main__":
    main()
