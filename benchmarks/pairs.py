"""Pairs of sentences of the corpus, labelled by hand, against a build of it: python benchmarks/pairs.py [--json] [--misses].

Conflicts of number, date, condition and actor (tools/labels/conflicts.jsonl) were looked for by reading, near misses
with them, before the program was run; what it shows of these kinds beside them was judged afterwards and counts in the
precision only (``chosen`` is "shown"). All pairs on one topic stand in one half: rules are made on "look", and
``--misses`` lists none of "held". A near miss is wrong whichever of the four kinds is shown of it, and a conflict that is
shown as another of them is wrong too. Pairs of one thread and stances have the labels of two readers who did not see each other's.
A second dossier, of what parties write to voting aids (the stances of shared/gold), has no labels of its own but for
what is shown on it (``chosen`` is "aid"): it gives a precision on short texts of many hands, and no recall.
Method: docs/method/tensions.md.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rodedraad import consult, dossier, read
from rodedraad.adapters.folder import DossierFolder
from rodedraad.embed import StaticEmbedder
from rodedraad.extract import extract
from rodedraad.frame import frame
from rodedraad.link import clues
from rodedraad.link.tensions import tensions
from rodedraad.parties import register
from rodedraad.records import Issuer, Source, Statement, Subject, Tension, Thread
from shelf import sentence_key

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tools" / "labels"
SHARED = ROOT.parent / "shared"
SETTINGS = 'titel = "pairs"\nkader = "ijmond"\n'
KINDS = ("number", "date", "condition", "actor")
HALVES = ("look", "held")
AID = "aid"

Place = tuple[str, str]
"""A sentence: the hash of its source and its own."""
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Built:
    """What the program says of the corpus."""

    statements: Mapping[str, Statement]
    tensions: tuple[Tension, ...]
    threads: tuple[Thread, ...]


def built(shared: Path) -> Built:
    """The corpus as one dossier, built in a folder of its own."""
    with tempfile.TemporaryDirectory() as root:
        folder = DossierFolder.make(Path(root) / "pairs", SETTINGS)
        folder.add([shared / "corpus"])
        outcome = dossier.build(folder, name="pairs", at="2026-01-01T00:00:00Z")
        if not outcome.counts["statements"]:
            raise SystemExit("the corpus was built without a statement: there is nothing to compare")
        whole = consult.whole(folder)
    return Built(
        statements={one.id: one for one in whole.statements},
        tensions=whole.links.tensions,
        threads=whole.links.threads,
    )


def lines(name: str) -> list[Line]:
    """The labelled pairs of one file."""
    return [json.loads(line) for line in (LABELS / name).read_text("utf-8").splitlines()]


def measured(now: Built) -> tuple[dict[str, float], list[str]]:
    """Every figure, and in words what went wrong in the half that may be looked at."""
    found, notes = conflicts(now, [line for line in lines("conflicts.jsonl") if line["chosen"] != AID])
    return found | _threads(now, lines("thread_pairs.jsonl")) | _stances(now, lines("tension_pairs.jsonl")), notes


def conflicts(now: Built, labelled: Iterable[Line]) -> tuple[dict[str, float], list[str]]:
    """Precision and recall of the four kinds, whole and by half. Of nothing shown there is no precision, of no conflicts no recall."""
    shown: dict[frozenset[Place], set[str]] = defaultdict(set)
    for tension in now.tensions:
        shown[_pair(now, tension)].add(tension.kind)
    judged: dict[frozenset[Place], Line] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    notes: list[str] = []
    for line in labelled:
        pair = frozenset(_place(line[side]) for side in ("a", "b"))
        judged[pair] = line
        kinds, half = shown.get(pair, set()) & set(KINDS), line["half"]
        is_right = line["conflict"] and line["kind"] in kinds
        if line["conflict"] and line["chosen"] == "read":
            counts[line["kind"], half, "asked"] += 1
            counts[line["kind"], half, "found"] += is_right
            counts[line["kind"], half, "any"] += bool(shown.get(pair))
        for kind in sorted(kinds):
            is_kind = bool(line["conflict"]) and kind == line["kind"]
            counts[kind, half, "right" if is_kind else "wrong"] += 1
            if not is_kind and half == "look":
                notes += [f"wrong   {kind:10}{text}" for text in _texts(now, pair)]
        if line["conflict"] and line["chosen"] == "read" and not is_right and half == "look":
            notes += [f"missed  {line['kind']:10}{text}" for text in _texts(now, pair)]
    unjudged = [
        (pair, kinds & set(KINDS)) for pair, kinds in shown.items() if kinds & set(KINDS) and pair not in judged
    ]
    notes += [f"unjudged {'/'.join(sorted(kinds)):9}{text}" for pair, kinds in unjudged for text in _texts(now, pair)]
    figures: dict[str, float] = {"unjudged": float(len(unjudged))}
    for name, kinds in (*((kind, (kind,)) for kind in KINDS), ("four", KINDS)):
        for prefix, halves in (("", HALVES), *((f"{half}_", (half,)) for half in HALVES)):
            total = {of: sum(counts[kind, half, of] for kind in kinds for half in halves) for of in _COUNTED}
            figures[f"{prefix}{name}_conflicts"] = float(total["asked"])
            figures[f"{prefix}{name}_shown"] = float(total["right"] + total["wrong"])
            if total["asked"]:
                figures[f"{prefix}{name}_recall"] = total["found"] / total["asked"]
                figures[f"{prefix}{name}_recall_as_any"] = total["any"] / total["asked"]
            if total["right"] + total["wrong"]:
                figures[f"{prefix}{name}_precision"] = total["right"] / (total["right"] + total["wrong"])
    return figures, notes


_COUNTED = ("asked", "found", "any", "right", "wrong")


def _threads(now: Built, labelled: Iterable[Line]) -> dict[str, float]:
    """How many labelled pairs stand in one thread now, and which share of these two readers, or one, call opposed."""
    threads: dict[Place, set[str]] = defaultdict(set)
    for thread in now.threads:
        for id_ in thread.statements:
            threads[_place_of(now.statements[id_])].add(thread.id)
    return _opposed(
        "thread", [line for line in labelled if threads[_place(line["a"])] & threads[_place(line["b"])]], ("opposed",)
    )


def _stances(now: Built, labelled: Iterable[Line]) -> dict[str, float]:
    """Of the labelled pairs that are shown as a stance: the share that two readers, or one, call opposed; and the rest."""
    shown = {_pair(now, tension) for tension in now.tensions if tension.kind == "stance"}
    kept = [line for line in labelled if frozenset(_place(line[side]) for side in ("a", "b")) in shown]
    figures = _opposed("stance", kept, ("opposed",)) | _opposed("stance_or_friction", kept, ("opposed", "tension"))
    return figures | {"stance_unlabelled": float(len(shown) - len(kept))}


def _opposed(name: str, kept: list[Line], words: tuple[str, ...]) -> dict[str, float]:
    figures = {f"{name}_pairs": float(len(kept))}
    if kept:
        for how, holds in (("both", all), ("either", any)):
            figures[f"{name}_{how}"] = sum(holds(label in words for label in line["labels"]) for line in kept) / len(
                kept
            )
    return figures


def aids(shared: Path) -> tuple[dict[str, float], list[str]]:
    """Of what is shown of the four kinds on texts of voting aids: how much is right, and what nobody judged."""
    statements = _aid_statements(shared / "gold" / "stances_dev.jsonl")
    ids = sorted(statements)
    embedder = StaticEmbedder()
    rows, width = embedder.encode([statements[id_].text for id_ in ids]), embedder.dimensions
    shown = tensions(
        [Subject(id="u-1", title="", statements=tuple(ids), parties=(), themes=())],
        statements=statements,
        clues=clues.of_all(statements.values()),
        vectors={id_: rows[at * width : (at + 1) * width] for at, id_ in enumerate(ids)},
        families={statement.source: statement.parties[0] for statement in statements.values()},
    )
    judged = {
        (line["kind"], frozenset(line[side]["sentence"] for side in ("a", "b"))): line["conflict"]
        for line in lines("conflicts.jsonl")
        if line["chosen"] == AID
    }
    verdicts, notes = [], []
    for one in shown:
        if one.kind in KINDS:
            texts = [statements[id_].text for id_ in (one.a, one.b)]
            verdicts.append(judged.get((one.kind, frozenset(map(sentence_key, texts)))))
            if verdicts[-1] is None:
                notes.append(f"unjudged {one.kind:9}{' || '.join(texts)}")
    figures = {"aids_shown": float(len(verdicts)), "aids_unjudged": float(verdicts.count(None))}
    if len(verdicts) > verdicts.count(None):
        figures["aids_precision"] = verdicts.count(True) / (len(verdicts) - verdicts.count(None))
    return figures, notes


def _aid_statements(path: Path) -> dict[str, Statement]:
    """The statements of each party at each election, as those of one document."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in map(json.loads, path.read_text("utf-8").splitlines()):
        texts[line["id"].partition("/")[0], line["source"]].append(" ".join(line["text"].split()))
    known, found = register(frame({})), {}
    for (election, party), said in sorted(texts.items()):
        id_ = f"{election}-{party}"
        document = replace(read.read("\n\n".join(said).encode(), "aid.md").document, source=id_)
        source = Source(id=id_, path="aid.md", title=id_, parties=(Issuer(id=party.casefold(), name=party),))
        for statement in extract(source, document, frame=frame({}), register=known).statements:
            found[statement.id] = statement
    return found


def _place(side: Line) -> Place:
    return side["source"], side["sentence"]


def _place_of(statement: Statement) -> Place:
    return statement.source, sentence_key(statement.text)


def _pair(now: Built, tension: Tension) -> frozenset[Place]:
    return frozenset(_place_of(now.statements[id_]) for id_ in (tension.a, tension.b))


def _texts(now: Built, pair: frozenset[Place]) -> Iterator[str]:
    said = {_place_of(one): one.text for one in now.statements.values()}
    yield " || ".join(sorted(said.get(place, "(not read as a statement)") for place in pair))


def figures(shared: Path) -> dict[str, float]:
    """All figures of a fresh build."""
    return {f"real_{name}": value for name, value in {**measured(built(shared))[0], **aids(shared)[0]}.items()}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--misses", action="store_true", help="also what is missed and wrong, of the half that is looked at"
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    found, notes = measured(built(options.shared))
    more, unjudged = aids(options.shared)
    found, notes = found | more, notes + unjudged
    if options.misses:
        print(*notes, sep="\n")
    if options.json:
        print(json.dumps(found, indent=1, sort_keys=True))
    else:
        print(*(f"{name:34}{value:8.3f}" for name, value in found.items()), sep="\n")


if __name__ == "__main__":
    main()
