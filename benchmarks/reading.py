"""How well documents are read: python benchmarks/reading.py [--json] [--delta FOLDER] [--shared FOLDER].

Structure (headings and list items, and how deep they lie) against the human references of deltatextsplitter 1.1.0,
whose data files lie in FOLDER; boundaries of sentences on the treebank of shared/reference/segmentation. What each
figure is: docs/method/read.md, "Figures".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from unittest import mock

import openpyxl
import pypdfium2

from rodedraad.extract.sentences import sentences
from rodedraad.read import pdf
from rodedraad.read.layout_headings import credible, folded
from rodedraad.records import Document

LABELS = Path(__file__).resolve().parents[1] / "tools" / "labels"
SHARED = Path(__file__).resolve().parents[2] / "shared"
_ALIKE: Final = 80
"""Titles are the same from this likeness on, of 100."""
_UNREFERENCED: Final = ("UNFIT", "THESAME")
_LEAST_CHARS: Final = 20
_LEAST_TITLES: Final = 5
_SENT_ID: Final = re.compile(r"# sent_id = (.+?)\.p\.(.+?)\.s\.(.+)$")
_MARKED: Final = re.compile(r"[.!?…][\s\"'”’»)\]]*$")


# --- structure --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One structural element: what it is called, whether a title, a headline or an enumeration, and how deep."""

    kind: str
    title: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """How one document's elements meet the references, and which did not."""

    name: str
    structure: float
    level: float
    missed: tuple[Element, ...]
    invented: tuple[Element, ...]
    misplaced: tuple[tuple[Element, Element], ...]


def elements(document: Document, name: str) -> list[Element]:
    """What the reader found: the name that was given, every heading, every list item below its heading."""
    found = [Element(kind="Title", title=name, level=0)]
    under = 0
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind == "heading":
            under = block.level or 1
            found.append(Element(kind="Headline", title=text, level=under))
        elif block.kind == "list_item":
            found.append(Element(kind="Enumeration", title=text, level=under + (block.level or 1)))
    return found


def references(path: Path) -> list[Element]:
    """The elements that a person listed, in the order of the document."""
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    at = {name: place for place, name in enumerate(rows[0])}
    return [
        Element(kind=str(row[at["MainType"]]), title=str(row[at["Title"]]), level=int(row[at["Cascadelevel"]]))
        for row in rows[1:]
        if row[at["Title"]] is not None or row[at["MainType"]] is not None
    ]


def compare(name: str, found: Sequence[Element], wanted: Sequence[Element]) -> Structure:
    """Every reference takes the most alike of all found; the nearer in order where several are equally so."""
    met: set[int] = set()
    missed: list[Element] = []
    pairs: list[tuple[Element, Element]] = []
    split = [one.title.split() for one in found]
    for place, one in enumerate(wanted):
        words = one.title.split()
        best, best_key = -1, (0, 0)
        masks: dict[str, dict[str, int]] = {}
        for other, candidate in enumerate(found):
            mine, theirs = one.title, candidate.title
            if one.kind == "Enumeration":
                least = min(len(words), len(split[other]))
                mine, theirs = " ".join(words[:least]) + " ", " ".join(split[other][:least]) + " "
            likeness = _likeness(mine, theirs, masks, max(best_key[0], _ALIKE))
            key = (likeness, -abs(place - other))
            if likeness >= _ALIKE and (best < 0 or key > best_key):
                best, best_key = other, key
        if best >= 0 and found[best].kind == one.kind:
            met.add(best)
            pairs.append((one, found[best]))
        else:
            missed.append(one)
    true, false = len(met), len(found) - len(met)
    return Structure(
        name=name,
        structure=true / (false + len(wanted)),
        level=sum(one.level == other.level for one, other in pairs) / len(pairs) if pairs else 0.0,
        missed=tuple(missed),
        invented=tuple(one for place, one in enumerate(found) if place not in met),
        misplaced=tuple((one, other) for one, other in pairs if one.level != other.level),
    )


def _likeness(one: str, other: str, masks: dict[str, dict[str, int]], least: int) -> int:
    """The share of characters in the longest common subsequence, of 100, rounded; 0 where it cannot reach ``least``."""
    total = len(one) + len(other)
    if not total or 200 * min(len(one), len(other)) < (least - 1) * total:
        return 0
    mask = masks.get(one)
    if mask is None:
        mask = masks[one] = {}
        for place, char in enumerate(one):
            mask[char] = mask.get(char, 0) | 1 << place
    row = whole = (1 << len(one)) - 1  # one bit per character: the common subsequence in len(other) steps
    for char in other:
        both = row & mask.get(char, 0)
        row = ((row + both) | (row - both)) & whole
    common = len(one) - row.bit_count()
    return round(200 * common / total)


def structures(folder: Path) -> list[Structure]:
    """Every PDF below ``folder`` that has references, compared with them."""
    found = []
    books = {path.name.removesuffix("_references.xlsx"): path for path in folder.rglob("*_references.xlsx")}
    for path in sorted(folder.rglob("*.pdf")):
        if path.name.startswith(_UNREFERENCED) or path.stem not in books:
            continue
        document = pdf.PdfReader().read(path.read_bytes(), path.name).document
        found.append(compare(path.stem, elements(document, path.stem), references(books[path.stem])))
    return found


# --- outlines ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """How many titles of a file's own outline were found without it, and how many steps between them are right."""

    name: str
    titles: int
    found: int
    steps: int
    right: int


def outlines(folder: Path) -> list[Outlined]:
    """Every PDF below ``folder`` with an outline of headings, read as if it had none: references that nobody made."""
    return [one for path in sorted(folder.rglob("*.pdf")) if (one := outlined(path)) is not None]


def outlined(path: Path) -> Outlined | None:
    """One PDF against its outline; None where that names fewer than five headings."""
    with pypdfium2.PdfDocument(path) as handle:
        entries = [(entry.get_title(), entry.level) for entry in handle.get_toc(max_depth=6)]
    wanted = [(folded(title), level) for title, level in entries if folded(title)]
    if len(wanted) < _LEAST_TITLES or not credible([title for title, _ in entries]):
        return None
    with mock.patch.object(pdf, "_outline", return_value={}):
        document = pdf.PdfReader().read(path.read_bytes(), path.name).document
    levels: dict[str, int] = {}
    for block in document.blocks:
        if block.kind == "heading":
            levels.setdefault(folded(document.text[block.start : block.end]), block.level or 1)
    found = [(level, levels[title]) for title, level in wanted if title in levels]
    steps = [_sign(b - a) == _sign(y - x) for (a, x), (b, y) in pairwise(found)]
    return Outlined(name=path.name, titles=len(wanted), found=len(found), steps=len(steps), right=sum(steps))


def _sign(step: int) -> int:
    return (step > 0) - (step < 0)


# --- sentences --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Boundaries:
    """Ends of sentences: those in running text, and those of units without a final mark, which end in a kept line."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    kept_right: int = 0
    kept: int = 0

    @property
    def f1(self) -> float:
        """Of the boundaries inside running text."""
        return 2 * self.right / (self.found + self.wanted)


def boundaries(path: Path) -> Boundaries:
    """The paragraphs of a treebank, rebuilt from the numbers of its sentences, against what we find in them."""
    count = Boundaries()
    for units in rebuilt(path):
        text, running, kept = "", set[int](), set[int]()
        for place, unit in enumerate(units):
            text += unit
            if place + 1 < len(units):
                is_marked = _MARKED.search(unit) is not None
                (running if is_marked else kept).add(len(text))
                text += " " if is_marked else "\n"
        found = {end for _, end in sentences(text, "nl")} - {len(text)}
        count.right += len(found & running)
        count.found += len(found - kept)
        count.wanted += len(running)
        count.kept_right += len(found & kept)
        count.kept += len(kept)
    return count


def rebuilt(path: Path) -> list[list[str]]:
    """The units of each paragraph in their order; ``sent_id`` names document, paragraph and place."""
    paragraphs: dict[tuple[str, str], list[tuple[tuple[int, ...], str]]] = {}
    document = paragraph = ""
    place: tuple[int, ...] = ()
    for line in path.read_text("utf-8").splitlines():
        if (named := _SENT_ID.match(line)) is not None:
            document, paragraph = named[1], named[2]
            place = tuple(int(part) if part.isdecimal() else 0 for part in named[3].split("."))
        elif line.startswith("# text = "):
            paragraphs.setdefault((document, paragraph), []).append((place, line[9:]))
    return [[unit for _, unit in sorted(units)] for units in paragraphs.values()]


# --- reading order ----------------------------------------------------------------------------------------------


def hashed(document: Document) -> list[tuple[int | None, str]]:
    """Page and hash of every sentence of the body, in the order in which they are read; short ones are left out."""
    found = []
    for block in document.blocks:
        if block.start >= document.body_end:
            break
        text = document.text[block.start : block.end]
        for start, end in sentences(text, document.language):
            bare = "".join(text[start:end].split())
            if len(bare) >= _LEAST_CHARS:
                digest = hashlib.sha256(bare.encode()).hexdigest()[:16]
                found.append((document.page_at(block.start + start), digest))
    return found


def order(shared: Path) -> float | None:
    """Of the sentences of labelled pages, the share that stands right after the one that a reader takes before it."""
    wanted: dict[str, list[list[str]]] = {}
    for line in (LABELS / "reading_order.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        wanted.setdefault(row["source"], []).append(row["order"])
    right = total = 0
    for path in sorted((shared / "corpus").rglob("*.pdf")):
        data = path.read_bytes()
        pages = wanted.get(hashlib.sha256(data).hexdigest())
        if pages is None:
            continue
        read = [digest for _, digest in hashed(pdf.PdfReader().read(data, path.name).document)]
        follows = set(pairwise(read))
        for page in pages:
            total += len(page) - 1
            right += sum(pair in follows for pair in pairwise(page))
    return right / total if total else None


# --- all of it --------------------------------------------------------------------------------------------------


def figures(shared: Path, delta: Path | None) -> dict[str, float]:
    """Every figure of reading by its name, as shares; those whose data are not there are left out."""
    found: dict[str, float] = {}
    if delta is not None and (read := structures(delta)):
        found["structure"] = sum(one.structure for one in read) / len(read)
        found["structure_least"] = min(one.structure for one in read)
        found["level"] = sum(one.level for one in read) / len(read)
        found["level_least"] = min(one.level for one in read)
    if named := outlines(shared / "corpus"):
        found["outline_found"] = sum(one.found for one in named) / sum(one.titles for one in named)
        found["outline_steps"] = sum(one.right for one in named) / sum(one.steps for one in named)
    if (share := order(shared)) is not None:
        found["reading_order"] = share
    for path in sorted((shared / "reference" / "segmentation").glob("*.conllu")):
        part = path.stem.rpartition("-")[2]
        count = boundaries(path)
        found[f"sentences_{part}"] = count.f1
        found[f"kept_lines_{part}"] = count.kept_right / count.kept
    return found


def main() -> None:
    """Prints the figures, and without ``--json`` what they are made of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help='print {"name": value} and nothing else')
    parser.add_argument("--delta", type=Path, help="folder with the data files of deltatextsplitter 1.1.0")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--misses", action="store_true", help="also list what was missed, invented and misplaced")
    options = parser.parse_args()
    if options.json:
        print(json.dumps(figures(options.shared, options.delta), indent=2, sort_keys=True))
        return
    for one in structures(options.delta) if options.delta else ():
        print(f"{one.name[:52]:<52} structure {one.structure:.3f}  level {one.level:.3f}")
        if options.misses:
            _print_misses(one)
    for named in outlines(options.shared / "corpus"):
        print(f"{named.name[:52]:<52} outline {named.found}/{named.titles}  steps {named.right}/{named.steps}")
    for name, value in figures(options.shared, options.delta).items():
        print(f"{name:<20} {value:.4f}")
    print(f"{'pages a second':<20} {_pages_per_second(options.shared / 'corpus'):.0f}")


def _print_misses(one: Structure) -> None:
    for word, found in (("missed", one.missed), ("invented", one.invented)):
        for element in found:
            print(f"    {word:<10} {element.kind[:4]} {element.level} {element.title[:90]}")
    for wanted, element in one.misplaced:
        print(f"    misplaced  {wanted.level} not {element.level} {element.title[:90]}")


def _pages_per_second(folder: Path) -> float:
    """PDF pages read in a second of processor time, on one core."""
    files = [path.read_bytes() for path in sorted(folder.rglob("*.pdf"))]
    began = time.process_time()
    pages = sum(pdf.PdfReader().read(data, "a.pdf").pages or 0 for data in files)
    return pages / (time.process_time() - began)


if __name__ == "__main__":
    main()
