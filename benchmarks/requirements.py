"""How well needs are found, and how long the stage takes: python benchmarks/requirements.py [--misses] [--json] [--speed DOSSIER].

Labels lie in tools/labels/requirements.jsonl, in halves (``labelled_needs`` finds the sentences). A sentence counts as found
when a requirement is made of a statement in it. How the labels were made is told in docs/method/require.md, section 8.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from labelled_needs import LABELS, SHARED, Key, Label, labels, stated
from rodedraad.frame import frame
from rodedraad.parties import registered
from rodedraad.records import Links, Requirement
from rodedraad.require import required
from rodedraad.require.asked import asked

ASKED = {"precision": 0.85, "recall": 0.80, "level": 0.90}
RUNS = 5


def found(wanted: list[Label], shared: Path = SHARED) -> dict[Key, list[Requirement]]:
    """For each labelled sentence the requirements that are made of it."""
    return {key: list(asked(statements)[0]) for key, statements in stated(wanted, shared).items()}


def figures(wanted: list[Label], made: dict[Key, list[Requirement]]) -> dict[str, Any]:
    """Precision and recall of "states a need", and of those found which have the right kind and level."""
    hits = wrong = missed = kinds = levels = levelled = 0
    for label in wanted:
        requirements = made.get((label["source"], label["sentence"]), [])
        hits += bool(requirements) and label["need"]
        wrong += bool(requirements) and not label["need"]
        missed += label["need"] and not requirements
        if requirements and label["need"]:
            kinds += requirements[0].kind == label["kind"]
            if label["level"] or requirements[0].level:
                levelled += 1
                levels += requirements[0].level == label["level"]
    return {
        "sentences": len(wanted),
        "needs": hits + missed,
        "precision": round(hits / (hits + wrong), 3) if hits + wrong else None,
        "recall": round(hits / (hits + missed), 3) if hits + missed else None,
        "kind": round(kinds / hits, 3) if hits else None,
        "level": round(levels / levelled, 3) if levelled else None,
        "levels_named": levelled,
    }


def speed(dossier: Path) -> list[dict[str, Any]]:
    """Seconds of the whole stage on the statements of a dossier, and on as many again under other names, x2 to x4."""
    from rodedraad.adapters.sqlite import SqliteStore  # noqa: PLC0415  for this question alone

    with SqliteStore(dossier / "dossier.db", is_read_only=True) as store:
        statements = list(store.records("statements"))
        links = Links(parties=tuple(store.records("parties")), kinships=tuple(store.records("kinships")))
    known = registered(frame({}))
    rows = []
    for times in (1, 2, 4):
        many = [
            replace(one, id=f"{one.id}-{copy}", source=f"{one.source}-{copy}" if copy else one.source)
            for copy in range(times)
            for one in statements
        ]
        took = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            made = required(many, links=links, register=known)
            took.append(time.perf_counter() - begun)
        rows.append(
            {"statements": len(many), "requirements": len(made.requirements), "seconds": round(median(took), 3)}
        )
    return rows


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--labels", type=Path, nargs="*", default=[LABELS])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--misses", action="store_true", help="the sentences of the half dev that go wrong, by hash")
    parser.add_argument("--speed", type=Path, help="a built dossier: seconds and growth instead")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.speed:
        print(json.dumps(speed(options.speed), indent=2))
        return
    wanted = [label for path in options.labels for label in labels(path)]
    made = found(wanted, options.shared)
    halves = sorted({label["half"] for label in wanted})
    told = {half: figures([label for label in wanted if label["half"] == half], made) for half in halves}
    if options.json:
        print(json.dumps(told, indent=2))
        return
    names = ("sentences", "needs", "precision", "recall", "kind", "level", "levels_named")
    print("| half | " + " | ".join(names) + " |\n|---|" + "---|" * len(names))
    for half, row in told.items():
        print(f"| {half} | " + " | ".join(str(row[name]) for name in names) + " |")
    print("asked: " + ", ".join(f"{name} {value}" for name, value in ASKED.items()))
    if options.misses:
        for label in wanted:
            got = made.get((label["source"], label["sentence"]), [])
            if label["half"] == "dev" and bool(got) != label["need"]:
                print("missed" if label["need"] else "wrong", label["source"][:8], label["page"], label["sentence"])


if __name__ == "__main__":
    main()
