"""A dossier of a million statements: python benchmarks/scale.py [--statements N] [--folder DIR].

The statements are made of the sentences of the example's documents: the first part of one with the rest of another, words
in them exchanged for others of their length as often as those stand there, so that words are as frequent as words are.
Prints what the index takes to make and to keep, and how long questions take, by the clock and by the processor.
Method: docs/method/retrieve.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rodedraad import asking
from rodedraad.adapters import scale
from rodedraad.embed import DIMENSIONS, embedder
from rodedraad.errors import UnreadableSource
from rodedraad.read import read
from rodedraad.records import Candidate
from rodedraad.retrieve import asked, ranked
from rodedraad.stems import stemmed

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "src" / "rodedraad" / "example" / "bronnen"
LABELS = ROOT / "tools" / "labels" / "questions.jsonl"
BLOCK = 4096


def sentences() -> list[list[str]]:
    """The sentences of the example's texts, as words."""
    found = []
    for path in sorted(one for one in EXAMPLE.rglob("*") if one.suffix in {".pdf", ".docx", ".md", ".odt", ".html"}):
        try:
            text = " ".join(read(path.read_bytes(), path.name).document.text.split())
        except UnreadableSource:  # the example has one that cannot be read
            continue
        found += [one.split() for one in text.replace("! ", ". ").replace("? ", ". ").split(". ")]
    return [one for one in found if 6 <= len(one) <= 40]


def texts(count: int) -> Iterator[str]:
    """So many new sentences, the same at every run."""
    dice = random.Random(1)  # noqa: S311  invented text, no secrets
    held = sentences()
    words = [word for one in held for word in one]
    for _ in range(count):
        one, other = dice.choice(held), dice.choice(held)
        made = one[: dice.randint(2, len(one))] + other[dice.randint(0, len(other) - 2) :]
        for _ in range(len(made) // 4):
            made[dice.randrange(len(made))] = dice.choice(words)
        yield " ".join(made[:40]) + "."


def rows(count: int) -> Iterator[scale.Row]:
    """The rows of an index: statements alone, in sources of 400."""
    number = 0
    for block in _blocks(count):
        vectors = embedder().encode(block)
        for at, one in enumerate(block):
            source = hashlib.sha256(str(number // 400).encode()).hexdigest()
            candidate = Candidate(
                id=f"s-{number:020x}",
                source=source,
                page=1,
                quote=one,
                start=0,
                end=len(one),
                heading="",
                details=frozenset(),
            )
            yield candidate, stemmed(one, "nl"), vectors[at * DIMENSIONS : (at + 1) * DIMENSIONS]
            number += 1


def _blocks(count: int) -> Iterator[list[str]]:
    block: list[str] = []
    for one in texts(count):
        block.append(one)
        if len(block) == BLOCK:
            yield block
            block = []
    yield block


def main() -> None:
    """Makes the index, asks it the labelled questions twice, and prints the second time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = (chosen.folder or Path(place)) / "zoekindex"
        seeker = scale.opened(folder, str(chosen.statements))
        if seeker is None:
            before = time.perf_counter(), time.process_time()
            scale.make(folder, str(chosen.statements), rows(chosen.statements))
            print(
                f"made in {time.perf_counter() - before[0]:.0f} s ({time.process_time() - before[1]:.0f} s processor)"
            )
            seeker = scale.opened(folder, str(chosen.statements))
        size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
        print(f"{size / 1e6:.0f} MB on disk")
        questions = [asked(json.loads(line)["question"]) for line in LABELS.read_text("utf-8").splitlines()]
        for _ in range(2):
            clock, processor, parts = [], [], [0.0, 0.0]
            for question in questions:
                start = time.perf_counter(), time.process_time()
                vector = embedder().encode([" ".join(word.typed for word in question.words)])
                frequencies = seeker.frequencies(question.stems)
                found = seeker.candidates(question.stems, vector, asking.EACH)
                middle = time.process_time()
                ranked(question, found, frequencies=frequencies, size=seeker.texts, titles={})
                clock.append(time.perf_counter() - start[0])
                processor.append(time.process_time() - start[1])
                parts[0] += middle - start[1]
                parts[1] += time.process_time() - middle
        for name, seconds in (("clock", clock), ("processor", processor)):
            seconds.sort()
            half, most = seconds[len(seconds) // 2], seconds[len(seconds) * 19 // 20]
            print(f"{name}: p50 {1000 * half:.0f} ms, p95 {1000 * most:.0f} ms")
        print(
            f"seeking {1000 * parts[0] / len(questions):.0f} ms, ordering {1000 * parts[1] / len(questions):.0f} ms on average"
        )
        print(
            f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB, mapped files included"
        )


if __name__ == "__main__":
    main()
