"""Sentences labelled for the needs they state, found again in ../shared by their hash, with the statements made of them.

Labels lie in tools/labels/requirements.jsonl: sentences of the corpus and the seeds by (SHA-256 of the source, page, hash
of the sentence), and sentences of ``gold`` by (``gold/FILE``, hash), each of which is read as a document of its own.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rodedraad.extract import extract
from rodedraad.frame import frame
from rodedraad.parties import Register, register
from rodedraad.records import Statement
from shelf import Read, described, each, sentence_key

HERE = Path(__file__).resolve().parent
LABELS = HERE.parent / "tools" / "labels" / "requirements.jsonl"
SHARED = HERE.parents[1] / "shared"

Label = dict[str, Any]
Key = tuple[str, str]
"""The source and the hash of a sentence."""

_GOLD = "gold/"
_WHOLE = frozenset({"gold/statements_dev"})
"""Files with one sentence per line; of the others each text is cut at the ends of its sentences."""
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z•])")


def labels(path: Path = LABELS) -> list[Label]:
    """The labelled sentences of one file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def stated(wanted: Sequence[Label], shared: Path = SHARED) -> dict[Key, list[Statement]]:
    """For each labelled sentence that the program takes as a statement: that statement, or those of which it consists."""
    settings = frame({})
    known = register(settings)
    made: dict[Key, list[Statement]] = defaultdict(list)
    sources = {label["source"] for label in wanted}
    for source, document in (one for part in ("corpus", "seeds") for one in each(shared / part, known, sources)):
        for statement in extract(source, document, frame=settings, register=known).statements:
            made[source.id, sentence_key(statement.text)].append(statement)
    for key, (source, document) in _of_gold(wanted, shared, known):
        made[key] += extract(source, document, frame=settings, register=known).statements
    return {key: made[key] for label in wanted if (key := (label["source"], label["sentence"])) in made}


def _of_gold(wanted: Sequence[Label], shared: Path, known: Register) -> Iterator[tuple[Key, Read]]:
    files: dict[str, set[str]] = defaultdict(set)
    for label in wanted:
        if label["source"].startswith(_GOLD):
            files[label["source"]].add(label["sentence"])
    for name, left in sorted(files.items()):
        for line in (shared / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for text in (row.get(field) for field in ("text", "a", "b")):
                for part in ([text] if name in _WHOLE else _END.split(text)) if text else ():
                    key = sentence_key(part)
                    if key in left:
                        left.remove(key)
                        sentence = " ".join(part.split())
                        yield (name, key), described(sentence.encode(), f"{key}.txt", known)
