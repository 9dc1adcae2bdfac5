"""Time of embedding, neighbours, subjects and threads, on made sentences; quality on labelled ones where they are.

Run: ``python benchmarks/threads.py [--statements 25000] [--gold ../shared/gold]``. Sentences are made of the table's
own words around themes, so nothing outside the package is needed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rodedraad import embed, evaluate
from rodedraad.link import clues, labelled, neighbours, subjects, threads

SENTENCES_PER_THEME = 60
SENTENCES_PER_SOURCE = 400


@contextmanager
def timed(name: str, count: int) -> Iterator[None]:
    """Prints the seconds on the clock and on the cores."""
    wall, cores = time.perf_counter(), time.process_time()
    yield
    wall, cores = time.perf_counter() - wall, time.process_time() - cores
    print(f"{name:<28}{count:>9,} {wall:>8.2f} s {cores:>8.2f} core-s")


def sentences(count: int, chance: random.Random) -> list[str]:
    """Sentences of 8 to 24 words, half of them from the theme's own forty."""
    words = embed.table().words
    made = []
    own: list[str] = []
    for at in range(count):
        if at % SENTENCES_PER_THEME == 0:
            own = chance.sample(words[2_000:60_000], 40)
        size = chance.randint(8, 24)
        chosen = [chance.choice(own if chance.random() < 0.5 else words[:20_000]) for _ in range(size)]
        made.append(" ".join(chosen).capitalize() + ".")
    return made


def main() -> None:
    """Prints one line per step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=25_000)
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    with timed("load the table", len(embed.table().words)):
        embed.table.cache_clear()
        embed.table()
    texts = sentences(options.statements, random.Random(1))  # noqa: S311  no secret is made of it
    plain = labelled.plain(texts, [f"bron-{at // SENTENCES_PER_SOURCE}" for at in range(len(texts))])
    with timed("embed", len(texts)):
        vectors = labelled.vectors(plain)
    with timed("neighbours, cold", len(texts)):
        edges = neighbours.neighbours(plain, vectors)
    held = neighbours.packed(edges)
    print(f"{'':<28}{len(edges.first):>9,} edges from {edges.threshold} per cent, {len(held) / 1e6:.1f} MB packed")
    fewer = neighbours.packed(neighbours.neighbours(plain[:-SENTENCES_PER_SOURCE], vectors))
    with timed("neighbours, one source added", SENTENCES_PER_SOURCE):
        again = neighbours.packed(neighbours.neighbours(plain, vectors, held=fewer))
    print(f"{'':<28}{'the same' if again == held else 'NOT THE SAME'}")
    families = {statement.source: statement.source for statement in plain}
    with timed("lines", len(texts)):
        lines = threads.lines(plain, edges, clues=clues.of_all(plain), families=families)
    with timed("subjects", len(texts)):
        found = subjects.subjects(plain, edges, must_links=lines.pairs)
    with timed("threads", len(texts)):
        shown = threads.threads(found, plain, lines, families=families)
    print(f"{'':<28}{len(found):>9,} subjects, {len(shown):,} threads")
    if options.gold:
        for name, level in (("threads_subjects_dev", "subject"), ("threads_eval_dev", "claim")):
            rows = [json.loads(row) for row in (options.gold / f"{name}.jsonl").read_text("utf-8").splitlines()]
            figures = evaluate.threads(rows, level=level)
            print(level, {key: round(value, 3) for key, value in figures.items()})


if __name__ == "__main__":
    main()
