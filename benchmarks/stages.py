"""What each stage takes of a cold build: python benchmarks/stages.py [--corpus DIR] [--reread] [--runs 3].

All files are read and linked in this one process, without a store, each stage timed where it is called; shares are of
the sum. Median of the runs, of which the first only warms up. docs/method/speed.md.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from rodedraad import describe, embed, extract, perusing, pipeline, read, weigh
from rodedraad.frame import frame
from rodedraad.link import clues, gaps, kinship, neighbours, references, subjects, tensions, threads

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("read", read, "read"),
    ("describe", describe, "describe"),
    ("extract", extract, "extract"),
    ("embed", embed.StaticEmbedder, "encode"),
    ("clues", clues, "clues"),
    ("kinship", kinship, "sketch"),
    ("kinship", kinship, "kinships"),
    ("neighbours", neighbours, "neighbours"),
    ("threads", threads, "lines"),
    ("threads", threads, "threads"),
    ("subjects", subjects, "subjects"),
    ("tensions", tensions, "tensions"),
    ("references", references, "resolve"),
    ("support", weigh, "weighed"),
    ("gaps", gaps, "gaps"),
)


def measured(paths: list[Path], *, is_reread: bool) -> Counter[str]:
    """Seconds of one core per stage, over these files."""
    spent: Counter[str] = Counter()

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*values, **named)
            finally:
                spent[stage] += time.process_time() - began

        return call

    settings = frame({"herlezen": is_reread})
    with _patched(timed):
        readings = [
            perusing.perused(
                perusing.Errand(
                    path=path.name,
                    sha256=sha256(path.read_bytes()).hexdigest(),
                    frame=settings,
                    overrides=(),
                    load=lambda _, path=path: path.read_bytes(),
                )
            )
            for path in paths
        ]
        statements = sorted(
            (one for reading in readings for one in reading.statements), key=lambda one: (one.source, one.start, one.id)
        )
        pipeline.linked(readings, statements=statements, frame=settings)
    return spent


@contextmanager
def _patched(timed: Callable[[str, Callable[..., Any]], Callable[..., Any]]) -> Iterator[None]:
    patches = [mock.patch.object(owner, name, timed(stage, getattr(owner, name))) for stage, owner, name in STAGES]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--reread", action="store_true", help="with the transformer")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    # a file twice is one source
    files = {path.read_bytes(): path for path in sorted(options.corpus.rglob("*"), reverse=True) if path.is_file()}
    paths = sorted(files.values())
    runs = [measured(paths, is_reread=options.reread) for _ in range(options.runs + 1)][1:] or [Counter()]
    names = list(dict.fromkeys(stage for stage, _, _ in STAGES))
    seconds = {name: median(run[name] for run in runs) for name in names}
    total = sum(seconds.values())
    print("| stage | seconds of one core | share |\n|---|---|---|")
    print(*(f"| {name} | {value:.2f} | {value / total:.0%} |" for name, value in seconds.items()), sep="\n")
    print(f"| all | {total:.2f} | |")


if __name__ == "__main__":
    main()
