"""Seconds of processor time for 30,000 sentences: python benchmarks/statements.py [FOLDER].

Reads and describes every file below FOLDER first (not timed), then times, on one core, cold (no word met before) and
again: finding the units, typing them, and the whole of ``extract`` with actors, terms, amounts and references.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rodedraad.extract import extract
from rodedraad.extract.classify import verdicts
from rodedraad.extract.units import units
from rodedraad.frame import frame
from rodedraad.parties import register
from shelf import each

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
PER = 30_000
Found = TypeVar("Found")


def timed(name: str, count: int, work: Callable[[], Found]) -> Found:
    """Does the work and prints what it took, for 30,000 sentences."""
    began = time.process_time()
    found = work()
    seconds = time.process_time() - began
    per = f"{seconds * PER / count:6.2f} s per {PER:,}" if count else ""
    print(f"{name:<28} {seconds:6.2f} s  {per}")
    return found


def main() -> None:
    """Reads, then times."""
    settings = frame({})
    known = register(settings)
    read_in = list(each(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS, known))
    count = sum(len(units(document, kind=source.kind)) for source, document in read_in)
    print(f"{len(read_in)} documents, {count:,} sentences")
    found = timed("units", count, lambda: [units(document, kind=source.kind) for source, document in read_in])
    passages = [[unit.passage for unit in one] for one in found]
    timed("types, no word met before", count, lambda: [verdicts(one) for one in passages])
    timed("types, again", count, lambda: [verdicts(one) for one in passages])
    made = timed(
        "extract, all of it", count, lambda: [extract(*one, frame=settings, register=known) for one in read_in]
    )
    print(f"{sum(len(one.statements) for one in made):,} statements")


if __name__ == "__main__":
    main()
