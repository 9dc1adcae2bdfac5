"""What it takes to hold every clause of a proposition against its citations: python benchmarks/verify.py [--dossier DIR].

Loads the dossier, composes its proposition and times the verdicts alone, in one process: as it is, ten times as many
clauses, every clause in a person's words, and every quote altered by one word, so that each is looked for in all texts. Growth
of the dossier itself: benchmarks/publish.py --grow. Then tampers with it (tests/tampering.py) and prints a table
of what was caught with the right verdict. Method: docs/method/verify.md.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.propose import drafted
from rodedraad.publish.view import Dossier
from rodedraad.records import Clause, Proposition
from rodedraad.verify.clauses import verdicts

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import tampering

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
BUDGET_SECONDS = 1.5
RUNS = 3
TIMES = 10
_OTHER_WORD = "zeppelin"


def main() -> None:
    """Prints two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--dossier", type=Path, help="a dossier that was built; without one the corpus is built")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.dossier or _corpus(Path(place) / "dossier")
        dossier = consult.whole(DossierFolder.open(folder), has_confidential=True)
    text = drafted(consult.ground(dossier))
    rows = {
        "as it is": text,
        f"{TIMES} times the clauses": replace(text, clauses=text.clauses * TIMES),
        "in a person's words": _each(text, _personal),
        "every quote altered": _each(text, _altered),
    }
    print(f"{'':28} {'clauses':>8} {'verdicts':>9} {'median':>9}")
    for name, one in rows.items():
        seconds, found = zip(*(_timed(one, dossier) for _ in range(RUNS)), strict=True)
        middle = statistics.median(seconds)
        mark = "  NOT MET" if name == "as it is" and middle > BUDGET_SECONDS else ""
        print(f"{name:28} {len(one.clauses):8} {found[0]:9} {middle:7.2f} s{mark}")
    done = [(case, case.found()) for case in tampering.drawn(text, dossier)]
    print(f"\n{tampering.table(done)}")


def _corpus(folder: Path) -> Path:
    for arguments in (("new", folder), ("add", folder, SHARED), ("build", folder)):
        subprocess.run([sys.executable, "-m", "rodedraad", *map(str, arguments)], check=False, capture_output=True)
    return folder


def _timed(text: Proposition, dossier: Dossier) -> tuple[float, int]:
    began = time.perf_counter()
    found = verdicts(
        text,
        statements={one.id: one for one in dossier.statements},
        sources={one.id: one for one in dossier.sources},
        documents=dossier.documents,
        links=dossier.links,
    )
    return time.perf_counter() - began, len(found)


def _each(text: Proposition, change: object) -> Proposition:
    return replace(text, clauses=tuple(change(clause) for clause in text.clauses))  # type: ignore[operator]


def _personal(clause: Clause) -> Clause:
    return replace(clause, origin="person", english=clause.text)


def _altered(clause: Clause) -> Clause:
    def other(quote: str) -> str:
        words = quote.split()
        return " ".join([*words[: len(words) // 2], _OTHER_WORD, *words[len(words) // 2 + 1 :]])

    return replace(clause, citations=tuple(replace(one, quote=other(one.quote)) for one in clause.citations))


if __name__ == "__main__":
    main()
