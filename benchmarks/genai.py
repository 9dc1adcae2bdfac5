"""What a build with a language model sends, and what it adds in time: python benchmarks/genai.py [--corpus DIR] [--json].

A scripted endpoint on this machine (real HTTP, tests/endpoint.py) answers every request at once, or after 200 ms, and
counts. Tokens are counted by its rule, for what is sent and for the text of the sources alike; characters stand beside
them. Measured are a first build of everything, each of ``--later`` added to a dossier that was built without it, the
seconds of cold builds with and without the model in turns (the endpoint shares the machine), and how many calls are
under way at once. Aims: at most 0.6 of the sources' tokens, 2% of that for a document more, twice the time.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "tests"))

from endpoint import Endpoint, tokens  # noqa: E402  of the tests, which are no package

from command import rodedraad  # noqa: E402  beside this one

SHARED = HERE.parent / "shared"
LATER = (
    "AI_Impact.pdf",
    "TNO 2020 R10140 Data voor Transitievisie Warmte en Wijkuitvoeringsplan.pdf",
    "Europa en data-infra fys. leefomg. Geonovum fase 1 v0.73.pdf",
)
"""Documents of 31, 35 and 39 pages."""
TASKS = ("extract", "resolve", "compare", "title", "word", "plain")
LATENCY_SECONDS = 0.2
SMALL_WINDOW = 1_000
MOST_SHARE, MOST_ADDED_PER_CENT, MOST_TIMES = 0.6, 2.0, 2.0
_ITEM = re.compile(r"<<\w{8} (\d+)\n((?:(?!<<\w{8} )[^\n]*\n)*)")


@dataclass(slots=True)
class Counting:
    """An answer to every request in the shape that its task asks; counts what came in per task, and when."""

    seconds: float = 0.0
    tokens: Counter[str] = field(default_factory=Counter)
    instructions: Counter[str] = field(default_factory=Counter)
    schemas: Counter[str] = field(default_factory=Counter)
    chars: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    spans: list[tuple[str, float, float]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, body: Mapping[str, Any]) -> str:
        """The words of the reply."""
        began = time.perf_counter()
        words = [message["content"] for message in body["messages"]]
        whole = "\n".join(words)
        task = next(one for one in TASKS if f"# {one}." in whole)
        asked = _ITEM.findall(words[-1] + "\n")
        if self.seconds:
            time.sleep(self.seconds)
        said = json.dumps({"items": [{"n": int(n), **_answer(task, text)} for n, text in asked]}, ensure_ascii=False)
        with self.lock:
            self.tokens[task] += tokens(whole)
            self.instructions[task] += tokens(whole) - tokens(words[-1])
            self.schemas[task] += tokens(json.dumps(body.get("response_format") or {}))
            self.chars[task] += len(whole)
            self.calls[task] += 1
            self.items[task] += len(asked)
            self.spans.append((task, began, time.perf_counter()))
        return said


def _answer(task: str, text: str) -> dict[str, Any]:
    lines = [line[2:] for line in text.split("\n") if line.startswith("- ")]
    if task == "extract":
        return {"statements": [{"quote": line[:300].rpartition(" ")[0] or line, "type": "finding"} for line in lines]}
    if task == "resolve":
        return {"holder": None, "addressee": None, "condition": None}
    if task == "compare":
        return {"relation": "neither", "kind": None, "words_a": None, "words_b": None}
    if task == "title":
        return {"title": " ".join(lines[0].split()[:6])}
    if task == "word":
        return {"text": lines[0] if lines else "", "title": " ".join(lines[0].split()[2:7]) if lines else ""}
    return {"text": lines[0] if lines else ""}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, nargs="+", default=[SHARED / "corpus", SHARED / "seeds"])
    parser.add_argument("--later", nargs="+", default=list(LATER))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=("tokens", "time", "parallel"), nargs="+")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    wanted = options.only or ("tokens", "time", "parallel")
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        rodedraad("new", folder)
        for one in options.corpus:
            rodedraad("add", folder, one)
        if "tokens" in wanted:
            figures["first"] = _first(folder)
            figures["proposed"] = _proposed(folder, figures["first"])
            figures["added"] = [_added(folder, name, figures["first"]["tokens"]) for name in options.later]
        if "time" in wanted:
            figures["time"] = _times(folder, options.runs)
        if "parallel" in wanted:
            figures["parallel"] = _parallel(folder)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        _tell(figures)


def _first(folder: Path) -> dict[str, Any]:
    """Everything, for the first time."""
    counting = _built(folder, Counting())
    from rodedraad import consult  # noqa: PLC0415  the readings are looked at here alone
    from rodedraad.adapters.folder import DossierFolder  # noqa: PLC0415

    with consult.reading(DossierFolder.open(folder)) as store:
        texts = [one.document.text for one in store.readings(sorted(store.keys()))]
    sources = sum(tokens(text) for text in texts)
    sent = counting.tokens.total()
    return {
        "sources": len(texts),
        "source_tokens": sources,
        "source_chars": sum(len(text) for text in texts),
        "chars": counting.chars.total(),
        "share": sent / sources,
        "share_with_schemas": (sent + counting.schemas.total()) / sources,
        **_sent(counting),
    }


def _sent(counting: Counting) -> dict[str, Any]:
    tasks = {
        task: {
            "calls": counting.calls[task],
            "items": counting.items[task],
            "tokens": counting.tokens[task],
            "instructions": counting.instructions[task],
        }
        for task in sorted(counting.calls)
    }
    return {"tokens": counting.tokens.total(), "calls": counting.calls.total(), "tasks": tasks}


def _proposed(folder: Path, first: Mapping[str, Any]) -> dict[str, Any]:
    """The wordings that a proposition asks for, on top of the first build."""
    counting = Counting()
    with Endpoint(counting, models=("scripted",)) as endpoint:
        rodedraad("propose", folder, "--model", "scripted", "--endpoint", endpoint.url)
    return {**_sent(counting), "share": counting.tokens.total() / first["source_tokens"]}


def _added(folder: Path, name: str, first: int) -> dict[str, Any]:
    """One document more, to a dossier that was built without it."""
    file = next(one for one in (folder / "bronnen").rglob("*") if one.name == name)
    held = file.read_bytes()
    file.unlink()
    shutil.rmtree(folder / "antwoorden", ignore_errors=True)
    _built(folder, Counting())
    file.write_bytes(held)
    counting = _built(folder, Counting())
    from rodedraad import consult  # noqa: PLC0415  as above
    from rodedraad.adapters.folder import DossierFolder  # noqa: PLC0415

    with consult.reading(DossierFolder.open(folder)) as store:
        found = [one for one in store.readings(sorted(store.keys())) if Path(one.source.path).name == file.name]
    own = sum(tokens(one.document.text) for one in found)
    sent = counting.tokens.total()
    return {
        "document": name,
        "pages": found[0].source.pages,
        "source_tokens": own,
        "of_first_per_cent": 100 * sent / first,
        "of_own": sent / own,
        **_sent(counting),
    }


def _times(folder: Path, runs: int) -> dict[str, Any]:
    """Seconds of cold builds without and with a model whose endpoint answers at once, in turns.

    Beside the clock the processor time of the build's processes, which other work on the machine changes less.
    """
    seconds: dict[str, list[float]] = {"without": [], "with": []}
    cpu: dict[str, list[float]] = {"without": [], "with": []}
    for _ in range(runs):
        for name, found in seconds.items():
            (folder / "dossier.db").unlink(missing_ok=True)
            shutil.rmtree(folder / "antwoorden", ignore_errors=True)
            began, worked = time.perf_counter(), _worked()
            if name == "without":
                rodedraad("build", folder, "--no-model", "--json")
            else:
                _built(folder, Counting())
            found.append(time.perf_counter() - began)
            cpu[name].append(_worked() - worked)
    middle = {name: statistics.median(found) for name, found in seconds.items()}
    work = {name: statistics.median(found) for name, found in cpu.items()}
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "times": middle["with"] / middle["without"],
        "cpu_times": work["with"] / work["without"],
    }


def _worked() -> float:
    """Seconds of processor time of all builds so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _parallel(folder: Path) -> dict[str, Any]:
    """How many calls are under way where each takes 200 ms and is small, so that there are many."""
    shutil.rmtree(folder / "antwoorden", ignore_errors=True)
    with (folder / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[model]\nnaam = "scripted"\nvenster = {SMALL_WINDOW}\n')
    counting = Counting(seconds=LATENCY_SECONDS)
    most = _built(folder, counting, is_most=True)
    rounds = (("extract", "resolve"), ("compare", "title"))
    return {"most": most, "rounds": [_busy(counting.spans, tasks) for tasks in rounds]}


def _busy(spans: Sequence[tuple[str, float, float]], tasks: Sequence[str]) -> dict[str, Any]:
    """Of one round after its first call, which goes alone: the mean under way, and that while there were calls to send."""
    own = sorted((began, ended) for task, began, ended in spans if task in tasks)[1:]
    if len(own) < 2:
        return {"tasks": list(tasks), "calls": len(own), "seconds": 0.0, "mean": None, "mean_waiting": None}
    first, last = own[0][0], own[-1][0]
    wall = max(ended for _, ended in own) - first
    return {
        "tasks": list(tasks),
        "calls": len(own) + 1,
        "seconds": wall,
        "mean": sum(ended - began for began, ended in own) / wall,
        "mean_waiting": sum(min(ended, last) - began for began, ended in own) / (last - first),
    }


def _built(folder: Path, counting: Counting, *, is_most: bool = False) -> Any:
    """A build with the scripted model; what it counted, or how many calls were under way at most."""
    with Endpoint(counting, models=("scripted",)) as endpoint:
        said = rodedraad("build", folder, "--json", "--model", "scripted", "--endpoint", endpoint.url)
        calls = json.loads(said)["model"]["calls"]
        if calls != counting.calls.total():
            sys.exit(f"the build says {calls} calls, the endpoint {counting.calls.total()}")
        return endpoint.most_at_once if is_most else counting


def _tell(figures: Mapping[str, Any]) -> None:
    if first := figures.get("first"):
        print(f"first build of {first['sources']} sources, {first['source_tokens']:,} tokens: {first['calls']} calls,")
        print(f"  {first['tokens']:,} tokens in, {first['share']:.3f} of the sources' (aim {MOST_SHARE});")
        print(f"  with the JSON schemas, which some endpoints count, {first['share_with_schemas']:.3f};")
        print(f"  by characters {first['chars'] / first['source_chars']:.3f}")
        _tell_tasks(first["tasks"])
    if proposed := figures.get("proposed"):
        print(f"its proposition: {proposed['calls']} calls, {proposed['tokens']:,} tokens in,")
        print(f"  {proposed['share']:.3f} of the sources', on top of the build")
        _tell_tasks(proposed["tasks"])
    for one in figures.get("added", ()):
        print(
            f"added: {one['document']} ({one['pages']} pages, {one['source_tokens']:,} tokens): {one['calls']} calls,"
        )
        print(f"  {one['tokens']:,} tokens in, {one['of_first_per_cent']:.2f}% of the first", end="")
        print(f" (aim {MOST_ADDED_PER_CENT}%), {one['of_own']:.2f} of its own")
        _tell_tasks(one["tasks"])
    if times := figures.get("time"):
        for name, found in times["seconds"].items():
            spread = (
                f"({min(found):.1f}-{max(found):.1f}), {statistics.median(times['cpu_seconds'][name]):.1f} s of work"
            )
            print(f"cold build {name} the model: {statistics.median(found):.1f} s {spread}")
        print(f"  x{times['times']:.2f} (aim x{MOST_TIMES}), x{times['cpu_times']:.2f} of work")
    if parallel := figures.get("parallel"):
        print(f"under way at 200 ms a call: at most {parallel['most']}")
        for one in parallel["rounds"]:
            if one["mean"] is not None:
                means = f"on average {one['mean']:.2f}, while there were calls to send {one['mean_waiting']:.2f}"
                print(f"  {' and '.join(one['tasks'])}: {one['calls']} calls, {means}")


def _tell_tasks(tasks: Mapping[str, Mapping[str, int]]) -> None:
    for task, one in tasks.items():
        own = f"{one['tokens']:>9,} tokens in {one['calls']:>4} calls, {one['items']:>5} items"
        print(f"  {task:8}{own}; instructions {one['instructions']:,}")


if __name__ == "__main__":
    main()
