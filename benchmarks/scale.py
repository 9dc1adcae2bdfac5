"""A dossier of a million statements: python benchmarks/scale.py [--statements N] [--questions N] [--folder DIR] [--without-index].

A whole store: sources of 400 statements with their text, vectors and text index, settled, and the index beside it. The
statements are made of the sentences of the example's documents: the first part of one with the rest of another, words in
them exchanged for others of their length as often as those stand there, so that words are as frequent as words are; a
paragraph is four sentences of which three are statements. Prints what it takes to make and to keep, and how long searches
and questions take in a process that is warm, by the clock and by the processor. A folder that is given is kept, and asked again.
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
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from rodedraad import asking
from rodedraad.adapters import scale
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.embed import DIMENSIONS, embedder
from rodedraad.errors import UnreadableSource
from rodedraad.read import read
from rodedraad.records import Block, Coverage, Document, Links, Reading, Source, Statement
from rodedraad.retrieve import asked
from store import statement

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "src" / "rodedraad" / "example" / "bronnen"
LABELS = ROOT / "tools" / "labels" / "questions.jsonl"
PER_SOURCE = 400
WARMING = 20
SENTENCES, STATEMENTS = 4, 3
"""In each paragraph."""


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


def texts() -> Iterator[str]:
    """New sentences without end, the same at every run."""
    dice = random.Random(1)  # noqa: S311  invented text, no secrets
    held = sentences()
    words = [word for one in held for word in one]
    while True:
        one, other = dice.choice(held), dice.choice(held)
        made = one[: dice.randint(2, len(one))] + other[dice.randint(0, len(other) - 2) :]
        for _ in range(len(made) // 4):
            made[dice.randrange(len(made))] = dice.choice(words)
        yield " ".join(made[:40]) + "."


def readings(count: int) -> Iterator[Reading]:
    """Sources with so many statements in all."""
    made = texts()
    for number in range(-(-count // PER_SOURCE)):
        yield reading(number, made, min(PER_SOURCE, count - number * PER_SOURCE))


def reading(number: int, made: Iterator[str], count: int) -> Reading:
    """One source with so many statements, ten paragraphs a page."""
    source = hashlib.sha256(str(number).encode()).hexdigest()
    text = ""
    blocks: list[Block] = []
    pages: list[tuple[int, int]] = []
    statements: list[Statement] = []
    while len(statements) < count:
        page = len(blocks) // 10 + 1
        if len(blocks) % 10 == 0:
            pages.append((len(text), page))
        start = len(text)
        for place, one in enumerate(islice(made, SENTENCES)):
            if place < STATEMENTS and len(statements) < count:
                statements.append(statement(one, source, page, len(text)))
            text += one + " "
        blocks.append(Block(kind="paragraph", start=start, end=len(text) - 1, page=page, page_end=page))
        text += "\n"
    return Reading(
        source=Source(id=source, path=f"bron {number}.pdf", title=f"Bron {number}", pages=len(pages)),
        document=Document(
            source=source, text=text, body_end=len(text), blocks=tuple(blocks), pages=tuple(pages), language="nl"
        ),
        coverage=Coverage(
            source=source,
            pages=len(pages),
            pages_read=len(pages),
            pages_ocr=0,
            pages_unread=(),
            characters=len(text),
            statements=len(statements),
        ),
        statements=tuple(statements),
        vectors=embedder().encode([one.text for one in statements]),
        dimensions=DIMENSIONS,
    )


def filled(path: Path, count: int, *, has_index: bool) -> None:
    """Makes the store, and says what each step takes."""
    if not has_index:
        scale.FROM = count + 1
    sources: list[Source] = []
    statements: list[Statement] = []
    with SqliteStore(path) as store:
        making = 0.0
        before = time.perf_counter(), time.process_time()
        for one in readings(count):
            start = time.process_time()
            store.put("k", one)
            making += time.process_time() - start
            sources.append(one.source)
            statements += one.statements
        print(
            f"made and kept in {time.perf_counter() - before[0]:.0f} s; keeping {making:.0f} s of processor", flush=True
        )
        before = time.perf_counter(), time.process_time()
        store.settle(str(count), sources, statements, Links())
        print(f"settled in {time.perf_counter() - before[0]:.0f} s ({time.process_time() - before[1]:.0f} s processor)")
    print(f"memory at most {_most_memory():.0f} MB while making", flush=True)


def timed(name: str, texts: list[str], way: Callable[[str], object], *, most: int) -> None:
    """Asks some to warm up, then at most so many others once, and prints how long these took."""
    for one in texts[-WARMING:]:
        way(one)
    texts = texts[:-WARMING][:most]
    clock, processor = [], []
    for one in texts:
        start = time.perf_counter(), time.process_time()
        way(one)
        clock.append(time.perf_counter() - start[0])
        processor.append(time.process_time() - start[1])
    told = []
    for unit, seconds in (("clock", sorted(clock)), ("processor", sorted(processor))):
        half, late = seconds[len(seconds) // 2], seconds[len(seconds) * 19 // 20]
        told.append(f"{unit} p50 {1000 * half:.0f} ms, p95 {1000 * late:.0f} ms, most {1000 * seconds[-1]:.0f} ms")
    print(f"{name} ({len(texts)}): {'; '.join(told)}", flush=True)


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Makes the store where it is not there, and asks it the words of the labelled questions, and the questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=150)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--without-index", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.folder or Path(place)
        path = folder / "dossier.db"
        if not path.exists():
            folder.mkdir(exist_ok=True)
            filled(path, chosen.statements, has_index=not chosen.without_index)
        beside = sum(one.stat().st_size for one in (folder / "zoekindex").rglob("*") if one.is_file())
        print(f"{path.stat().st_size / 1e6:.0f} MB on disk, and {beside / 1e6:.0f} MB of index beside it")
        questions = [json.loads(line)["question"] for line in LABELS.read_text("utf-8").splitlines()]
        words = [[word.typed for word in asked(one).words] for one in questions]
        with SqliteStore(path, is_read_only=True) as store:
            for name, queries in {
                "search, all words": [" ".join(one) for one in words if one],
                "search, one word": [one[0] for one in words if one],
                "search, words in a row": [f'"{" ".join(one.split()[1:4])}"' for one in islice(texts(), 200)],
            }.items():
                timed(name, queries, store.search, most=chosen.questions)
            timed("ask", questions, lambda one: asking.answering_of(store, one), most=chosen.questions)
    print(f"memory at most {_most_memory():.0f} MB, mapped files included")


if __name__ == "__main__":
    main()
