"""What `ask` finds in the shared documents: python benchmarks/retrieval.py [--dossier DIR] [--json] [--misses] [--careful].

The questions are in tools/labels/questions.jsonl. ``free`` ones were written in words of our own, away from those of the
sentence that answers; ``plain`` ones name their subject, as a clerk would; ``none`` have no answer in these documents. The
answers are hashes of sentences: those that the question was written for, and others that the first of words, vectors and
both together brought up and that were read. The weights were learned on one half of the free questions. ``--misses`` lists
what is not found of that half, ``--careful`` has the best read again too, for many minutes. Method: docs/method/retrieve.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from rodedraad import asking, perusing
from rodedraad.adapters import folder as folders
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.frame import frame
from rodedraad.records import Links, Reading
from rodedraad.retrieve import Ranked, Weights, asked
from rodedraad.transformer import meaning
from shelf import sentence_key

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tools" / "labels" / "questions.jsonl"
SHARED = ROOT.parent / "shared"
FIRST = 10
WAYS = {
    "words": Weights(words=1, vector=0, heading=0, title=0, wanted=0, is_near=False),
    "vectors": Weights(words=0, vector=1, heading=0, title=0, wanted=0),
    "both": Weights(),
}


def questions() -> list[dict[str, Any]]:
    """The labelled questions, in their order."""
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def readings(shared: Path) -> Iterator[Reading]:
    """The documents that the questions were made on, each on its own, as a build reads them."""
    taken: set[str] = set()
    for path in sorted(path for name in ("corpus", "seeds") for path in (shared / name).rglob("*") if path.is_file()):
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        if sha256 not in taken:
            taken.add(sha256)
            name = path.relative_to(shared).as_posix()
            load = partial(folders.load, str(shared))
            yield perusing.perused(
                perusing.Errand(path=name, sha256=sha256, frame=frame({"kader": "ijmond"}), overrides=(), load=load)
            )


def filled(store: SqliteStore, found: Iterable[Reading]) -> SqliteStore:
    """The store with these readings, their statements as they were read."""
    sources, statements = [], []
    for reading in found:
        store.put(reading.source.id, reading)
        sources.append(reading.source)
        statements += reading.statements
    store.settle("benchmark", sources, statements, Links())
    return store


def place(found: Iterable[Ranked], answers: set[tuple[str, str]]) -> int | None:
    """The place, from 0, of the first statement that answers; None where none was found."""
    ids = (one.candidate for one in found if one.candidate.id is not None)
    return next((at for at, one in enumerate(ids) if (one.source, sentence_key(one.quote)) in answers), None)


def figures(
    store: SqliteStore, misses: list[str] | None = None, again: meaning.Meaning | None = None
) -> dict[str, float]:
    """Of each kind and half: the share of questions answered among the first ten, and in the first place.

    ``answered``: the share that gets lines at all; ``shown``: that has a labelled answer among its lines.
    """
    held = {(one.source, sentence_key(one.quote)) for one in store.records("statements")}
    found: dict[str, list[int | None]] = {}
    told: dict[str, list[bool]] = {}
    shown: dict[str, list[bool]] = {}
    lost = 0
    for label in questions():
        answers = {(one["source"], one["sentence"]) for one in label["answers"]}
        question = asked(label["question"])
        lines = asking.answering_of(store, label["question"]).lines
        told.setdefault(f"{label['kind']}_{label['half']}", []).append(bool(lines))
        if not answers:
            continue
        cited = {(one.source, sentence_key(one.quote)) for line in lines for one in line.places}
        shown.setdefault(f"{label['kind']}_{label['half']}", []).append(not answers.isdisjoint(cited))
        lost += not answers & held
        if again is not None:
            careful, _ = asking.retrieved(store, question, weights=Weights(), meaning=again)
            found.setdefault(f"careful_{label['kind']}_{label['half']}", []).append(place(careful, answers))
        rank, _ = asking.gathered(store, question)
        for way, weights in WAYS.items():
            at = place(rank(weights), answers)
            found.setdefault(f"{way}_{label['kind']}_{label['half']}", []).append(at)
            is_miss = way == "both" and label["half"] == "learned" and (at is None or at >= FIRST)
            if misses is not None and is_miss:
                misses.append(f"{at} {label['question']}")
    made: dict[str, float] = {"labels_lost": lost}
    for name, places in sorted(found.items()):
        made[f"{name}_recall"] = round(sum(at is not None and at < FIRST for at in places) / len(places), 3)
        made[f"{name}_first"] = round(sum(at == 0 for at in places) / len(places), 3)
        made[f"{name}_questions"] = len(places)
    for ending, found_of in (("answered", told), ("shown", shown)):
        for name, said in sorted(found_of.items()):
            made[f"{name}_{ending}"] = round(sum(said) / len(said), 3)
    return made


def speed(store: SqliteStore, times: int = 1) -> dict[str, float]:
    """Milliseconds that nineteen of twenty questions and searches stay below, warm, by the clock and by the processor."""
    made: dict[str, float] = {}
    texts = [label["question"] for label in questions()]
    searches = [" ".join(word.typed for word in asked(text).words) for text in texts]
    ways = {"ask": (texts, asking.answering_of), "search": (searches, SqliteStore.search)}
    for name, (given, way) in ways.items():
        for text in given:
            way(store, text)
        clock, processor = [], []
        for text in given * times:
            before = time.perf_counter(), time.process_time()
            way(store, text)
            clock.append(time.perf_counter() - before[0])
            processor.append(time.process_time() - before[1])
        for unit, seconds in (("ms", clock), ("processor_ms", processor)):
            made[f"{name}_p50_{unit}"] = round(1000 * sorted(seconds)[len(seconds) // 2], 1)
            made[f"{name}_p95_{unit}"] = round(1000 * sorted(seconds)[len(seconds) * 19 // 20], 1)
    return made


def main() -> None:
    """Prints the figures of a dossier that was built, or of the shared documents read here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--careful", action="store_true")
    chosen = parser.parse_args()
    misses: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        path = chosen.dossier / "dossier.db" if chosen.dossier else Path(place) / "dossier.db"
        with SqliteStore(path, is_read_only=chosen.dossier is not None) as store:
            if chosen.dossier is None:
                filled(store, readings(SHARED))
            made = (
                speed(store) if chosen.speed else figures(store, misses, meaning.shipped() if chosen.careful else None)
            )
    print(json.dumps(made, indent=2) if chosen.json else "\n".join(f"{name}: {value}" for name, value in made.items()))
    if chosen.misses:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
