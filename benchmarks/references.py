"""References of the shared documents against labels made by hand: python benchmarks/references.py [--json] [--misses].

The labels are in tools/labels/references.jsonl: pages drawn at random, and on them every document that is named, as the
hash of a sentence and places in it. A reference is right where it stands on a label; it is looked at where one of its
places is on a labelled page. A law, and what may be read both ways, is neither right nor wrong. ``--misses`` lists the
errors of the documents that rules may be made on: three of four, and those of the blind pages that may be looked at.
Method: docs/method/references.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rodedraad.extract.references import named
from rodedraad.frame import frame
from rodedraad.link.references import resolve
from rodedraad.parties import register
from rodedraad.records import Document, Reference
from shelf import Read, each

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tools" / "labels" / "references.jsonl"
FRESH = ROOT / "tools" / "labels" / "references_fresh.jsonl"
"""Other pages, labelled before the program was run on them; the errors of half of them were looked at once since."""
BLIND = ROOT / "tools" / "labels" / "references_blind.jsonl"
"""Pages labelled before the program was run on them; of one half, the kept one, only the totals were ever seen."""
HALVES = ("look", "kept")
AFTER = ROOT / "tools" / "labels" / "references_after.jsonl"
"""Pages drawn, read and labelled after the rules were done; nothing was mended since they were measured."""
SHARED = ROOT.parent / "shared"
HASH_CHARS = 16
EDGE_CHARS = 40
"""How much of the first and last words of a part tells where it begins and ends, in a document without pages."""

AROUND_CHARS = 400

Span = tuple[int, int]


@dataclass(slots=True)
class Labels:
    """What was labelled of one document: its spans of pages, and per document that is named there its places."""

    pages: list[Span] = field(default_factory=list)
    documents: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    targets: dict[int, str | None] = field(default_factory=dict)
    neutral: list[Span] = field(default_factory=list)
    lost: int = 0


@dataclass(slots=True)
class Tally:
    """The counts of one or more documents."""

    right: int = 0
    wrong: int = 0
    named: int = 0
    found: int = 0
    split: int = 0
    linked: int = 0
    linked_right: int = 0
    here: int = 0
    lost: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Counts another with this one."""
        for name in ("right", "wrong", "named", "found", "split", "linked", "linked_right", "here", "lost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes += other.notes

    def shares(self, prefix: str = "") -> dict[str, float]:
        """Precision and recall of references and of what they are resolved to; a share of nothing is left out."""
        parts = {
            "precision": (self.right, self.right + self.wrong),
            "recall": (self.found, self.named),
            "split": (self.split, self.found),
            "resolved_precision": (self.linked_right, self.linked),
            "resolved_recall": (self.linked_right, self.here),
        }
        shares = {f"{prefix}{name}": part / whole for name, (part, whole) in parts.items() if whole}
        return {**shares, f"{prefix}documents": float(self.named)}


def readings(shared: Path, wanted: set[str] | None = None) -> dict[str, Read]:
    """The documents of the corpus and the seeds, read and described, by their source's id."""
    known = register(frame({}))
    return {made[0].id: made for folder in ("corpus", "seeds") for made in each(shared / folder, known, wanted)}


def labelled(rows: Sequence[Mapping[str, Any]], document: Document) -> Labels:
    """The labels of one document, found again in its text."""
    made = Labels(pages=[span for row in rows if "sentence" not in row for span in pages(row, document)])
    windows = [_bare(document.text, *span) for span in near(made.pages, document)]
    places: dict[tuple[int, str], list[tuple[Sequence[int], int]]] = {}
    for row in rows:
        if "sentence" not in row:
            continue
        key = row["chars"], row["sentence"]
        if key not in places:
            places[key] = [(at, first) for bare, at in windows for first in _found(bare, *key)]
        nth = row.get("nth", 0)
        if nth >= len(places[key]):
            made.lost += 1
            continue
        at, first = places[key][nth]
        span = at[first + row["start"]], at[first + row["end"] - 1] + 1
        if row["kind"] == "document":
            made.documents[row["document"]].append(span)
            made.targets.setdefault(row["document"], row.get("target"))
        else:
            made.neutral.append(span)
    return made


def pages(row: Mapping[str, Any], document: Document) -> Iterator[Span]:
    """Where the labelled page, or the labelled part of a document without pages, stands in its text."""
    if "page" in row:
        ends = [*(start for start, _ in document.pages[1:]), len(document.text)]
        yield from (
            (start, end) for (start, page), end in zip(document.pages, ends, strict=True) if page == row["page"]
        )
        return
    bare, at = _bare(document.text, 0, len(document.text))
    # In a long table the same words begin and end more than one part: "nth" and "last_nth" say which.
    first, last = _found(bare, EDGE_CHARS, row["first"])[row.get("nth", 0) :], _found(bare, EDGE_CHARS, row["last"])
    if first and (after := [place for place in last if place >= first[0]][row.get("last_nth", 0) :]):
        yield at[first[0]], at[after[0] + EDGE_CHARS - 1] + 1


def near(spans: Sequence[Span], document: Document) -> list[Span]:
    """The same spans with what stands around them, joined where they meet: a sentence may run on over a page."""
    joined: list[Span] = []
    for start, end in sorted((max(0, start - AROUND_CHARS), end + AROUND_CHARS) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return [(start, min(end, len(document.text))) for start, end in joined]


def _bare(text: str, start: int, end: int) -> tuple[str, list[int]]:
    at = [place for place in range(start, end) if not text[place].isspace()]
    return "".join(text[place] for place in at), at


def _found(bare: str, chars: int, wanted: str) -> list[int]:
    """Every place where this many characters without white space have this hash."""
    return [start for start in range(len(bare) - chars + 1) if hashed(bare[start : start + chars]) == wanted]


def hashed(bare: str) -> str:
    """The hash under which a sentence, without white space, is labelled."""
    return hashlib.sha256(bare.encode()).hexdigest()[:HASH_CHARS]


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def scored(made: Sequence[tuple[Reference, tuple[Span, ...]]], labels: Labels, text: str) -> Tally:
    """What of one document's references is right, and which documents that are named were found."""
    tally = Tally(named=len(labels.documents), lost=labels.lost)
    found: dict[int, list[Reference]] = defaultdict(list)
    for reference, spans in made:
        here = [span for span in spans if any(start <= span[0] < end for start, end in labels.pages)]
        # A name and its address may stand on two pages: what is on a label counts wherever the drawn page ends.
        hits = [
            sum(any(_overlap(span, place) for place in places) for span in spans)
            for places in labels.documents.values()
        ]
        if hits and max(hits):
            found[list(labels.documents)[hits.index(max(hits))]].append(reference)
            tally.right += 1
        elif here and not any(_overlap(span, place) for span in here for place in labels.neutral):
            tally.wrong += 1
            tally.notes += [f"wrong   {_shown(text, here[0])}"]
    tally.found = len(found)
    tally.split = sum(len(references) > 1 for references in found.values())
    tally.notes += [
        f"missed  {_shown(text, places[0])}" for id_, places in labels.documents.items() if id_ not in found
    ]
    for id_, target in labels.targets.items():
        if target == "?":
            continue
        reached = {reference.target for reference in found.get(id_, ()) if reference.target}
        tally.here += target is not None
        tally.linked += bool(reached)
        tally.linked_right += target is not None and reached == {target}
    return tally


def _shown(text: str, span: Span) -> str:
    around = text[max(0, span[0] - 50) : span[0]], text[span[0] : span[1]], text[span[1] : span[1] + 30]
    return "[".join((" ".join(around[0].split()), " ".join(around[1].split()) + "]" + " ".join(around[2].split())))


def half(row: Mapping[str, Any]) -> str:
    """Which half of the blind pages the page of a label belongs to, by the hash of its source and number."""
    name = f"{row['source']} {row['page'] if 'page' in row else 'part {}'.format(row['part'])}"
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def tallies(
    shared: Path, *, read_in: Mapping[str, Read] | None = None, labels: Path = LABELS, only: str | None = None
) -> dict[str, Tally]:
    """The counts per document, by its source's id in sorted order; of ``only`` one half of the pages, where given."""
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if only is None or half(row) == only:
            rows[row["source"]].append(row)
    found = read_in if read_in is not None else readings(shared, set(rows))
    sources = [source for source, _ in found.values()]
    made: dict[str, Tally] = {}
    for id_ in sorted(rows):
        if id_ not in found:
            continue
        source, document = found[id_]
        references = named(source, document)
        resolved = resolve([reference for reference, _ in references], sources)
        pairs = [(one, spans) for one, (_, spans) in zip(resolved, references, strict=True)]
        made[id_] = scored(pairs, labelled(rows[id_], document), document.text)
    return made


def figures(shared: Path) -> dict[str, float]:
    """Precision and recall: all labelled pages, documents that rules were made on, the others, fresh, blind and later pages."""
    return _figures(_counted(shared))


def _counted(shared: Path) -> dict[str, dict[str, Tally]]:
    """The counts per document of each set of labelled pages."""
    read_in = readings(shared)
    return {
        "first": tallies(shared, read_in=read_in),
        "fresh": tallies(shared, read_in=read_in, labels=FRESH),
        **{name: tallies(shared, read_in=read_in, labels=BLIND, only=name) for name in HALVES},
        "after": tallies(shared, read_in=read_in, labels=AFTER),
    }


def _sum(counts: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in counts:
        total.add(tally)
    return total


def _figures(counts: Mapping[str, Mapping[str, Tally]]) -> dict[str, float]:
    first = list(counts["first"].values())
    totals = {
        "": _sum(first),
        "seen_": _sum(tally for place, tally in enumerate(first) if not is_unseen(place)),
        "unseen_": _sum(tally for place, tally in enumerate(first) if is_unseen(place)),
        "fresh_": _sum(counts["fresh"].values()),
        **{f"blind_{name}_": _sum(counts[name].values()) for name in HALVES},
        "after_": _sum(counts["after"].values()),
    }
    lost = sum(total.lost for prefix, total in totals.items() if prefix not in {"seen_", "unseen_"})
    return {key: value for prefix, total in totals.items() for key, value in total.shares(prefix).items()} | {
        "labels_lost": float(lost)
    }


def is_unseen(place: int) -> bool:
    """Whether the errors of this document, by its place among the sorted ids, were never looked at: one of four."""
    return place % 4 == 3


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="the errors that may be looked at")
    options = parser.parse_args()
    counts = _counted(options.shared)
    if options.misses:
        looked = {id_: tally for place, (id_, tally) in enumerate(counts["first"].items()) if not is_unseen(place)}
        for name, tallied in (("", looked), ("blind ", counts["look"])):
            for id_, tally in tallied.items():
                for note in tally.notes:
                    print(f"{name}{id_[:8]} {note}")
    made = _figures(counts)
    if options.json:
        print(json.dumps(made, indent=1))
        return
    for name, value in made.items():
        print(f"{name:<28}{value:>8.3f}")


if __name__ == "__main__":
    main()
