"""How long a build takes, how much memory, and how it grows: python benchmarks/build.py [--corpus DIR] [--runs N] [--grow].

Each figure is the median of the runs, whole processes from outside: a cold build, a build with nothing changed, one
30-page document more, `check`, and `--help`. Beside them, in the same run, PDFium's raw text of the same PDF files on
one core: the floor of what reading can cost. Memory is the largest sum, over all processes of the build, of their
proportional set sizes (PSS), sampled ten times a second. ``--grow`` also builds a synthetic corpus of the same size
ten times over, of varied text, and prints the ratio.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pypdfium2

from command import rodedraad

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
DUTCH = Path(__file__).resolve().parents[1] / "src" / "rodedraad" / "example" / "bronnen"
BUDGET_SECONDS = {"cold": 20.0, "nothing changed": 1.5, "one document more": 4.0, "check": 10.0, "--help": 0.5}


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=SHARED)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--grow", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        rodedraad("new", folder)
        rodedraad("add", folder, options.corpus)
        later = _thirty_pages(folder)
        held = later.read_bytes()
        figures: dict[str, list[float]] = {name: [] for name in (*BUDGET_SECONDS, "floor")}
        rodedraad("build", folder)  # modules are compiled once, as an installer does
        for _ in range(options.runs):
            later.unlink(missing_ok=True)
            (folder / "dossier.db").unlink(missing_ok=True)
            figures["floor"].append(_floor(folder / "bronnen"))
            figures["cold"].append(_measured("build", folder, "--json"))
            figures["nothing changed"].append(_measured("build", folder, "--json"))
            later.write_bytes(held)
            figures["one document more"].append(_measured("build", folder, "--json"))
            figures["check"].append(_measured("check", folder, "--json"))
            figures["--help"].append(_measured("--help"))
        counts = json.loads(rodedraad("build", folder, "--json"))
        (folder / "dossier.db").unlink()
        memory = _peak("build", folder)
        print({key: counts[key] for key in ("sources", "pages", "statements", "threads")})
        floor = statistics.median(figures["floor"])
        print(f"{'raw text of the PDF files, one core':38}{floor:8.2f} s")
        for name, budget in BUDGET_SECONDS.items():
            median = statistics.median(figures[name])
            spread = f"{min(figures[name]):.2f}-{max(figures[name]):.2f}"
            print(f"{name:38}{median:8.2f} s  ({spread})  budget {budget} s  x{median / floor:.1f} of raw text")
        print(f"{'peak memory, all processes (PSS)':38}{memory / 1e6:8.0f} MB  budget 2000 MB")
    if options.grow:
        _grow()


def _grow() -> None:
    """Cold builds of a synthetic corpus and of one ten times its size."""
    seconds = []
    for size in (40, 400):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "dossier"
            rodedraad("new", folder)
            _synthetic(folder / "bronnen", size)
            seconds.append(_measured("build", folder, "--json"))
            counts = json.loads(rodedraad("build", folder, "--json"))
            print(f"{size} documents, {counts['statements']} statements: {seconds[-1]:.2f} s")
    print(f"growth x10: x{seconds[1] / seconds[0]:.1f}  budget x12")


def _synthetic(folder: Path, documents: int) -> None:
    """Documents of sentences from the example dossier with words exchanged, so that all differ and some agree."""
    chance = random.Random(1)  # noqa: S311  the same corpus every time
    text = " ".join(file.read_text(encoding="utf-8") for file in sorted((DUTCH.parent).rglob("*.md")))
    texts = Path(__file__).resolve().parents[1] / "tools" / "example" / "texts"
    text += " ".join(file.read_text(encoding="utf-8") for file in sorted(texts.glob("*.txt")))
    text = re.sub(r"[<\[{][^>\]}]*[>\]}]", " ", text)
    sentences = [one.strip() for one in re.split(r"(?<=[.!?])\s+", text) if 40 < len(one) < 300]
    words = sorted({word for one in sentences for word in re.findall(r"[a-z]{5,}", one)})
    for number in range(documents):
        lines = []
        for _ in range(250):
            sentence = chance.choice(sentences)
            for _ in range(3):
                swapped = re.findall(r"[a-z]{5,}", sentence)
                if swapped:
                    sentence = sentence.replace(chance.choice(swapped), chance.choice(words), 1)
            lines.append(sentence)
        body = "\n\n".join(" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5))
        (folder / f"document {number}.md").write_text(f"# Document {number}\n\n{body}\n", encoding="utf-8")


def _thirty_pages(folder: Path) -> Path:
    """The PDF of the corpus that has nearest to thirty pages: taken out, and added later."""
    sizes = []
    for file in sorted((folder / "bronnen").rglob("*.pdf")):
        with pypdfium2.PdfDocument(file) as document:
            sizes.append((abs(len(document) - 30), str(file)))
    return Path(min(sizes)[1])


def _floor(folder: Path) -> float:
    began = time.perf_counter()
    for file in sorted(folder.rglob("*.pdf")):
        with pypdfium2.PdfDocument(file) as document:
            for page in document:
                page.get_textpage().get_text_range()
    return time.perf_counter() - began


def _measured(*arguments: object) -> float:
    """Seconds of the whole process, with nobody watching: looking at memory ten times a second costs a core's time."""
    began = time.perf_counter()
    rodedraad(*arguments)
    return time.perf_counter() - began


def _peak(*arguments: object) -> float:
    """The largest sum of PSS of all processes, in bytes."""
    process = psutil.Popen(
        [sys.executable, "-m", "rodedraad", *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory(process))
        time.sleep(0.1)
    return peak


def _memory(process: psutil.Process) -> float:
    total = 0.0
    try:
        for one in (process, *process.children(recursive=True)):
            total += one.memory_full_info().pss
    except (psutil.Error, AttributeError):
        return total
    return total


if __name__ == "__main__":
    main()
