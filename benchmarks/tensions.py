"""Conflicts of number, date, condition and actor against invented cases: python benchmarks/tensions.py [--json] [--misses].

The cases in tools/conflicts were written before the program saw them: true conflicts, and near misses that differ and do
not conflict. All are put in one dossier of two authors, so that words weigh what they weigh among other sentences and
a pair of two cases can be shown as well (``stray``). One case in three is held: rules are made on the others only, and
``--misses`` lists none of the held ones among the missed and wrong (the strays are of all cases). Precision is over the
cases and near misses of a kind together; a near miss is wrong whichever of the four kinds is shown of it. Method: docs/method/tensions.md.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rodedraad import read
from rodedraad.embed import StaticEmbedder
from rodedraad.extract import extract
from rodedraad.extract.amounts import amounts
from rodedraad.extract.deadlines import deadline
from rodedraad.frame import frame
from rodedraad.link import clues
from rodedraad.link.tensions import tensions
from rodedraad.parties import register
from rodedraad.records import Issuer, Source, Statement, Subject

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tools" / "conflicts"
SHARED = ROOT.parent / "shared"
KINDS = ("number", "date", "condition", "actor")
AUTHORS = {"a": "dorpspartij", "b": "waterlijst"}

Case = Mapping[str, Any]
Sides = Mapping[str, tuple[int, str]]
"""Of a statement: the place of its case, and which side it is."""


def cases() -> list[Case]:
    """Every case, in the order of the kinds and of their files."""
    lines = (line for kind in KINDS for line in (CASES / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines]


def stated(every: Sequence[Case], side: str) -> tuple[dict[str, Statement], dict[str, tuple[int, str]]]:
    """The statements that the program finds in one side of all cases, and the case of each."""
    known = register(frame({}))
    order = sorted(range(len(every)), key=lambda place: bool(every[place].get("under")))
    parts = [
        f"# {under}\n\n{every[at][side]}" if (under := every[at].get("under")) else every[at][side] for at in order
    ]
    document = replace(read.read("\n\n".join(parts).encode(), f"{side}.md").document, source=f"source-{side}")
    source = Source(
        id=f"source-{side}",
        path=f"{side}.md",
        title=side,
        parties=(Issuer(id=AUTHORS[side], name=AUTHORS[side].title()),),
    )
    found, of = {}, {}
    begins, after = [], 0
    for at in order:
        after = document.text.index(every[at][side], after)
        begins.append((after, at))
        after += len(every[at][side])
    for statement in extract(source, document, frame=frame({}), register=known).statements:
        at = max(begin for begin in begins if begin[0] <= statement.start)[1]
        found[statement.id], of[statement.id] = statement, (at, side)
    for at in sorted(set(order).difference(place for place, _ in of.values())):
        passed_over = _passed_over(every[at], source, name=f"{side}-{at}", side=side)
        found[passed_over.id], of[passed_over.id] = passed_over, (at, side)
    return found, of


def _passed_over(case: Case, source: Source, *, name: str, side: str) -> Statement:
    """A sentence that was not taken for a statement, as one: what is measured here is what comes after."""
    text = case[side]
    term = deadline(text, type="finding")
    return Statement(
        id=name,
        type="finding",
        text=text,
        quote=text,
        source=source.id,
        page=None,
        page_end=None,
        locator=None,
        start=0,
        end=len(text),
        language="nl",
        themes=(),
        place=(),
        parties=source.authors,
        holder=source.authors[0],
        is_reported=False,
        is_commitment=False,
        actors=(),
        within_power=None,
        deadline=term.words if term else None,
        deadline_from=term.first if term else None,
        deadline_to=term.last if term else None,
        amounts=amounts(text),
        confidence=0.5,
        origin="rule",
        context=case.get("under"),
    )


def shown(every: Sequence[Case]) -> list[tuple[int | None, str, Statement, Statement]]:
    """Every tension that the program shows: its case (None where its sides are of two cases), its kind, its sides."""
    statements: dict[str, Statement] = {}
    of: dict[str, tuple[int, str]] = {}
    for side in AUTHORS:
        found, places = stated(every, side)
        statements |= found
        of |= places
    embedder = StaticEmbedder()
    ids = sorted(statements)
    rows = embedder.encode([statements[id_].text for id_ in ids])
    width = embedder.dimensions
    result = tensions(
        [Subject(id="u-1", title="", statements=tuple(ids), parties=(), themes=())],
        statements=statements,
        clues=clues.of_all(statements.values()),
        vectors={id_: rows[at * width : (at + 1) * width] for at, id_ in enumerate(ids)},
        families={statement.source: statement.source for statement in statements.values()},
    )
    return [
        (of[one.a][0] if of[one.a][0] == of[one.b][0] else None, one.kind, statements[one.a], statements[one.b])
        for one in result
    ]


def measured(*, held: bool | None = None) -> tuple[dict[str, float], list[str]]:
    """The figures over all cases, or over those that are (not) held, with what went wrong in words."""
    every = cases()
    kinds: dict[int, set[str]] = defaultdict(set)
    notes, strays = [], 0
    for at, kind, a, b in shown(every):
        if at is not None:
            kinds[at].add(kind)
        elif kind in KINDS:
            strays += 1
            notes.append(f"stray   {kind:9} {a.text} || {b.text}")
    figures: dict[str, float] = {}
    for kind in KINDS:
        right = wrong = conflicts = 0
        for at, case in enumerate(every):
            if case["kind"] != kind or held not in (None, case["held"]):
                continue
            is_shown, conflicts = bool(kinds[at] & set(KINDS)), conflicts + case["conflict"]
            right += case["conflict"] and kind in kinds[at]
            wrong += is_shown and not case["conflict"]
            if case["conflict"] != (kind in kinds[at]) or (is_shown and not case["conflict"]):
                what = "missed" if case["conflict"] else f"wrong ({case['why']}, {', '.join(sorted(kinds[at]))})"
                notes.append(f"{what}  {kind}  {case['a']} || {case['b']}")
        figures |= shares(kind, right=right, shown=right + wrong, cases=conflicts)
    return figures | {"strays": float(strays)}, notes


def shares(kind: str, *, right: int, shown: int, cases: int) -> dict[str, float]:
    """Precision and recall of a kind. Of nothing shown there is no precision, and without cases no recall."""
    figures = {f"{kind}_cases": float(cases)}
    if shown:
        figures[f"{kind}_precision"] = right / shown
    if cases:
        figures[f"{kind}_recall"] = right / cases
    return figures


def figures(shared: Path) -> dict[str, float]:  # noqa: ARG001  the cases are the project's own
    """The figures over all cases and over the held ones."""
    return measured()[0] | {f"held_{name}": value for name, value in measured(held=True)[0].items() if name != "strays"}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="also what went wrong among the cases that are not held")
    options = parser.parse_args()
    if options.misses:
        print(*measured(held=False)[1], sep="\n")
    found = figures(SHARED)
    if options.json:
        print(json.dumps(found, indent=2, sort_keys=True))
    else:
        print(*(f"{name:28}{value:8.3f}" for name, value in found.items()), sep="\n")


if __name__ == "__main__":
    main()
