"""What the proposition and each export take: python benchmarks/publish.py [--dossier DIR] [--runs 3] [--grow].

Whole processes from outside, on a dossier that is copied first (without one, the corpus is built). Beside them, in the
same run, the floor: loading all lists of the dossier and writing them as JSON Lines. Memory is the largest resident set
of the process. ``--grow`` composes and verifies the same dossier one, two, five and ten times over in one process, with
other ids and sources, so that threads and gaps grow with the statements. docs/method/speed.md.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

import psutil

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.propose import compose, proposition
from rodedraad.publish.view import Dossier
from rodedraad.records import Links
from rodedraad.verify.clauses import verdicts

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
BUDGET_SECONDS = {"propose": 5.0, "pdf": 3.0}
EXPORT_SECONDS = 10.0
FORMATS = ("html", "docx", "pdf", "xlsx", "qdpx", "jsonld", "ris", "csl", "bundle", "csv")
TIMES = (1, 2, 5, 10)


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--grow", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        if options.dossier:
            shutil.copytree(options.dossier, folder)
        else:
            _run("new", folder)
            _run("add", folder, SHARED)
            _run("build", folder)
        floor = [_timed(["list", str(folder), "statements", "--format", "jsonl"])[0] for _ in range(options.runs)]
        rows = [("list statements (the floor)", floor, 0.0, 0)]
        shutil.copy(folder / "logboek.db", Path(place) / "log")
        for name, arguments in _commands(folder):
            seconds, memory = [], []
            for run in range(options.runs):
                if name == "propose":
                    shutil.copy(Path(place) / "log", folder / "logboek.db")  # a first version each time
                target = Path(place) / f"{name}-{run}"
                one, most = _timed([argument.replace("OUT", str(target)) for argument in arguments])
                seconds.append(one)
                memory.append(most)
            rows.append((name, seconds, BUDGET_SECONDS.get(name, EXPORT_SECONDS), max(memory)))
        base = statistics.median(floor)
        print(f"{'':28} {'median':>8} {'lowest-highest':>16} {'budget':>8} {'x floor':>8} {'memory':>9}")
        for name, seconds, budget, most in rows:
            middle = statistics.median(seconds)
            allowed = f"{budget:.0f} s" if budget else ""
            mark = "  NOT MET" if budget and middle > budget else ""
            spread = f"{min(seconds):.2f}-{max(seconds):.2f} s"
            memory_ = f"{most / 1e6:.0f} MB" if most else ""
            print(f"{name:28} {middle:6.2f} s {spread:>16} {allowed:>8} {middle / base:8.1f} {memory_:>9}{mark}")
        if options.grow:
            _grow(folder)


def _commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    yield "propose", ["propose", str(folder), "--as", "bench"]
    for name in FORMATS:
        yield name, ["export", str(folder), "--to", name, "--out", f"OUT.{name}"]


def _run(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "rodedraad", *map(str, arguments)], check=False, capture_output=True)


def _timed(arguments: Sequence[str]) -> tuple[float, int]:
    """Seconds of a whole process, and the most memory it had. Raises where the command fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "rodedraad", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    watched, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            most = max(most, watched.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.02)
    if process.wait() not in (0, 1):
        raise SystemExit(f"{arguments} gave {process.returncode}")
    return time.perf_counter() - began, most


def _grow(folder: Path) -> None:
    dossier = consult.whole(DossierFolder.open(folder), has_confidential=True)
    print("\nstatements  clauses  compose   verify")
    first: tuple[float, float] | None = None
    for times in TIMES:
        many = _over(dossier, times)
        began = time.perf_counter()
        own = consult.ground(many)
        text = proposition(own, compose(own))
        composed = time.perf_counter()
        verdicts(
            text,
            statements={one.id: one for one in many.statements},
            sources={one.id: one for one in many.sources},
            documents=many.documents,
            links=many.links,
        )
        spent = composed - began, time.perf_counter() - composed
        first = first or spent
        ratio = f"x{spent[0] / first[0]:.1f}, x{spent[1] / first[1]:.1f}"
        print(f"{len(many.statements):10}  {len(text.clauses):7}  {spent[0]:6.2f} s {spent[1]:6.2f} s  {ratio}")


def _over(dossier: Dossier, times: int) -> Dossier:
    """The dossier so many times over, each time with ids and sources of its own; parties are the same."""
    lists: dict[str, list] = {part.name: [] for part in fields(Links)}
    sources, statements, documents = [], [], {}
    for copy in range(times):

        def own(id_: str, copy: int = copy) -> str:
            return f"{id_}~{copy}" if copy else id_

        names = {
            "id",
            "source",
            "statement",
            "a",
            "b",
            "subject",
            "representative",
            "earlier",
            "later",
            "request",
            "reference",
        }

        def turned(record: object, own=own, names=names) -> object:  # noqa: ANN001
            changed = {}
            for part in fields(record):
                value = getattr(record, part.name)
                if part.name in names and isinstance(value, str):
                    changed[part.name] = own(value)
                elif part.name in ("statements", "sources") and isinstance(value, tuple):
                    changed[part.name] = tuple(own(one) for one in value)
            return replace(record, **changed)

        sources += [turned(one) for one in dossier.sources]
        statements += [turned(one) for one in dossier.statements]
        documents |= {own(id_): replace(one, source=own(id_)) for id_, one in dossier.documents.items()}
        for part in fields(Links):
            if part.name != "parties":
                lists[part.name] += [turned(one) for one in getattr(dossier.links, part.name)]
    links = Links(
        **{name: tuple(rows) for name, rows in lists.items() if name != "parties"}, parties=dossier.links.parties
    )
    return replace(dossier, sources=tuple(sources), statements=tuple(statements), documents=documents, links=links)


if __name__ == "__main__":
    main()
