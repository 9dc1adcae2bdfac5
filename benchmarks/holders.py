"""How well holders, requests, actors, parties and numbered statements are found: python benchmarks/holders.py [--json].

Labels lie in tools/labels/: of documents of ../shared by the hash of a sentence, of our own letters as text. The
sets and how they were made are told in docs/method/particulars.md.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from rodedraad.extract import extract
from rodedraad.extract.actors import FIRST_PERSON, actors
from rodedraad.extract.holder import holder
from rodedraad.extract.units import units
from rodedraad.frame import frame
from rodedraad.parties import Register, find, party, register
from rodedraad.records import Actor, Document, Frame, Source, Statement
from shelf import described, each, sentence_key

LABELS = Path(__file__).resolve().parents[1] / "tools" / "labels"
SHARED = Path(__file__).resolve().parents[2] / "shared"
Found = tuple[bool, str, list[Actor], str]
"""Of one sentence: whether it is reported, its type ("" for none), its actors, its text."""

_NOTHING: Found = (False, "", [], "")


@dataclass(slots=True)
class Tally:
    """Right, wrongly found and missed."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    def count(self, *, wanted: bool, found: bool) -> None:
        """Takes one case up."""
        self.hits += wanted and found
        self.wrong += found and not wanted
        self.missed += wanted and not found

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 0 where nothing was there or found."""
        total = 2 * self.hits + self.wrong + self.missed
        return 2 * self.hits / total if total else 0.0


def _sentences(source: Source, document: Document, settings: Frame, known: Register) -> dict[str, Found]:
    """What the program says of every sentence of a document; of one that it leaves out, what its grammars say."""
    said: dict[str, Found] = {}
    for unit in units(document, kind=source.kind):
        text = " ".join(document.text[unit.start : unit.end].split())
        mentions = find(known, text)
        doing = list(actors(text, mentions, type="finding", authors=source.authors, addressees=source.addressees))
        said[sentence_key(text)] = (holder(text, mentions, authors=source.authors)[1], "", doing, text)
    made: Sequence[Statement] = extract(source, document, frame=settings, register=known).statements
    for one in made:
        said[sentence_key(one.text)] = (one.is_reported, one.type, list(one.actors), one.text)
    return said


def _labels(name: str) -> dict[str, list[dict[str, Any]]]:
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (LABELS / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_source[row["source"]].append(row)
    return by_source


def _roles(tally: Tally, text: str, wanted: Sequence[tuple[int, int, str]], found: Sequence[Actor]) -> None:
    """Counts an actor right where its words share more than half with those labelled and its role is the same."""
    left = [(one.words, one.role) for one in dict.fromkeys(replace(one, party=None) for one in found)]
    left = [one for one in left if one[0].lower() not in FIRST_PERSON]
    for start, end, role in wanted:
        words = set(text[start:end].lower().split())
        match = next(
            (o for o in left if o[1] == role and 2 * len(words & set(o[0].lower().split())) > len(words)), None
        )
        if match is None:
            match = next((o for o in left if o[1] == role and set(o[0].lower().split()) <= words), None)
        tally.count(wanted=True, found=match is not None)
        if match is not None:
            left.remove(match)
    tally.wrong += len(left)


def figures(shared: Path) -> dict[str, float]:
    """Every figure of this stage, as shares."""
    settings = frame({})
    known = register(settings)
    reported, asked, doing = Tally(), Tally(), Tally()
    halves = {"a": Tally(), "b": Tally()}
    held, acting, listed = _labels("reported.jsonl"), _labels("actors.jsonl"), _labels("numbered.jsonl")
    numbered = Tally()
    for source, document in each(shared, known, {*held, *acting, *listed}):
        said = _sentences(source, document, settings, known)
        for row in held.get(source.id, ()):
            is_reported = said.get(row["sentence"], _NOTHING)[0]
            reported.count(wanted=row["reported"], found=is_reported)
            halves["ab"[int(source.id[:2], 16) % 2]].count(wanted=row["reported"], found=is_reported)
        for row in listed.get(source.id, ()):
            numbered.count(wanted=True, found=said.get(row["sentence"], _NOTHING)[1] == row["type"])
        for row in acting.get(source.id, ()):
            _, kind, found, text = said.get(row["sentence"], _NOTHING)
            if row["request"] is not None:
                asked.count(wanted=row["request"], found=kind == "request")
            _roles(doing, text, row["actors"], found)
    return {
        "reported_f1": reported.f1,
        "reported_precision": reported.precision,
        "reported_recall": reported.recall,
        "reported_f1_half_a": halves["a"].f1,
        "reported_f1_half_b": halves["b"].f1,
        "requests_precision": asked.precision,
        "requests_recall": asked.recall,
        "roles_precision": doing.precision,
        "roles_recall": doing.recall,
        "corpus_numbered_recall": numbered.recall,
        **own_figures(),
    }


def own_figures() -> dict[str, float]:
    """The figures on our own sentences, which need no other documents."""
    settings = frame({})
    known = register(settings)
    asked, doing = _own_letters(settings, known)
    numbered = _numbered(settings, known)
    named = _named(known)
    return {
        "parties_precision": named.precision,
        "parties_recall": named.recall,
        "own_requests_precision": asked.precision,
        "own_requests_recall": asked.recall,
        "own_roles_precision": doing.precision,
        "own_roles_recall": doing.recall,
        **{f"numbered_recall_{form}": tally.recall for form, tally in numbered.items()},
        "numbered_recall": sum(tally.hits for tally in numbered.values())
        / sum(tally.hits + tally.missed for tally in numbered.values()),
    }


Block = tuple[str, str]
_MARKS = {"R>": "recommendation", "M>": "measure", "C>": "commitment"}


def made(blocks: Sequence[Block]) -> dict[str, bytes]:
    """The same document in four formats."""
    return {"md": _markdown(blocks), "html": _html(blocks), "docx": _docx(blocks), "pdf": _pdf(blocks)}


def _bare(text: str) -> str:
    return "|".join(cell[2:] if cell[:2] in _MARKS else cell for cell in text.split("|"))


def _markdown(blocks: Sequence[Block]) -> bytes:
    lines: list[str] = []
    number = row = 0
    for kind, marked in blocks:
        text = _bare(marked)
        number = number + 1 if kind == "num" else 0
        row = row + 1 if kind == "row" else 0
        lead = {"h1": "\n# ", "h2": "\n## ", "p": "\n", "li": "- ", "num": f"{number}. ", "row": "| "}[kind]
        if kind in ("li", "num", "row") and lines and not lines[-1].startswith((lead[:1], str(number - 1), "| ")):
            lines.append("")
        if kind == "row":
            lines.append("| " + " | ".join(text.split("|")) + " |")
            if row == 1:
                lines.append("|" + " --- |" * (text.count("|") + 1))
        else:
            lines.append(lead + text)
    return "\n".join(lines).encode()


def _html(blocks: Sequence[Block]) -> bytes:
    parts: list[str] = []
    for kind, run in groupby(blocks, key=itemgetter(0)):
        texts = [_bare(text) for _, text in run]
        if kind in ("li", "num"):
            name = "ol" if kind == "num" else "ul"
            parts.append(f"<{name}>" + "".join(f"<li>{text}</li>" for text in texts) + f"</{name}>")
        elif kind == "row":
            cells = ["".join(f"<td>{cell}</td>" for cell in text.split("|")) for text in texts]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        else:
            parts += [f"<{kind}>{text}</{kind}>" for text in texts]
    return f"<html lang='nl'><body>{''.join(parts)}</body></html>".encode()


def _docx(blocks: Sequence[Block]) -> bytes:
    from docx import Document as Word  # noqa: PLC0415  what only the making of these files needs

    word = Word()
    styles = {"h1": "Heading 1", "h2": "Heading 2", "p": "Normal", "li": "List Bullet", "num": "List Number"}
    for kind, run in groupby(blocks, key=itemgetter(0)):
        texts = [_bare(text) for _, text in run]
        if kind == "row":
            table = word.add_table(rows=0, cols=texts[0].count("|") + 1)
            for text in texts:
                for cell, words in zip(table.add_row().cells, text.split("|"), strict=True):
                    cell.text = words
        else:
            for text in texts:
                word.add_paragraph(text, style=styles[kind])
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _pdf(blocks: Sequence[Block]) -> bytes:
    import typst  # noqa: PLC0415  as above

    lines = ['#set text(lang: "nl", size: 11pt)']
    for kind, run in groupby(blocks, key=itemgetter(0)):
        texts = [_bare(text) for _, text in run]
        if kind == "row":
            cells = ", ".join(f"[{cell}]" for text in texts for cell in text.split("|"))
            lines.append(f"#table(columns: {texts[0].count('|') + 1}, {cells})")
        else:
            for number, text in enumerate(texts, start=1):
                lead = {"h1": "= ", "h2": "== ", "p": "", "li": "- ", "num": f"{number}. "}[kind]
                safe = text if kind != "p" else f'#"{text}"'
                lines.append(f"{lead}{safe}\n" + ("" if kind in ("li", "num") else "\n"))
    return bytes(typst.compile("\n".join(lines).encode()))


def _numbered(settings: Frame, known: Register) -> dict[str, Tally]:
    """Of what our own documents number, how much becomes a statement of that type, by format."""
    with (LABELS / "numbered.toml").open("rb") as file:
        cases = tomllib.load(file)["document"]
    tallies = {form: Tally() for form in ("md", "html", "docx", "pdf")}
    for case in cases:
        blocks = [(kind, text) for kind, text in case["blocks"]]
        wanted = [(_MARKS[cell[:2]], cell[2:]) for _, text in blocks for cell in text.split("|") if cell[:2] in _MARKS]
        for form, data in made(blocks).items():
            found = described(data, f"{case['name']}.{form}", known)
            statements = extract(*found, frame=settings, register=known).statements
            for kind, text in wanted:
                is_found = any(_is_it(one, kind, text) for one in statements)
                tallies[form].count(wanted=True, found=is_found)
                if not is_found:
                    MISSED.append((form, kind, text))
    return tallies


MISSED: list[tuple[str, str, str]] = []
"""What was numbered and not found in the last measurement, for whoever looks why."""


def _is_it(statement: Statement, kind: str, text: str) -> bool:
    """Whether a statement is this item: of its type, and with the words of its first sentence behind its number."""
    first = sentence_key(re.split(r"(?<=[a-z])[.;](?:\s|$)", re.sub(r"^[\w ]{0,16}\d{1,2}\s?[:.)–-]?\s+", "", text))[0])
    said = re.split(r"(?<=[a-z])[.;](?:\s|$)", re.sub(r"^[\w ]{0,16}\d{1,2}\s?[:.)–-]?\s+", "", statement.text))[0]
    is_type = statement.type == ("measure" if kind == "commitment" else kind)
    return is_type and sentence_key(said) == first and (kind != "commitment" or statement.is_commitment)


def _named(known: Register) -> Tally:
    """Parties of our own sentences: right with identity, organ and layer."""
    tally = Tally()
    with (LABELS / "parties.toml").open("rb") as file:
        cases = tomllib.load(file)["case"]
    for case in cases:
        found = [
            (mention.party, mention.organ or "", party(known, mention.party, name=mention.name).layer or "")
            for mention in find(known, case["text"])
        ]
        for _, *wanted in case["parties"]:
            is_found = tuple(wanted) in found
            tally.count(wanted=True, found=is_found)
            if is_found:
                found.remove(tuple(wanted))
        tally.wrong += len(found)
    return tally


def letters() -> list[Mapping[str, Any]]:
    """Our own letters with their labels."""
    with (LABELS / "letters.toml").open("rb") as file:
        return list(tomllib.load(file)["letter"])


def _own_letters(settings: Frame, known: Register) -> tuple[Tally, Tally]:
    asked, doing = Tally(), Tally()
    for letter in letters():
        body = " ".join(one["text"] for one in letter["sentences"])
        made = described(f"{letter['head']}\n\n{body}\n\n{letter['foot']}\n".encode(), f"{letter['name']}.txt", known)
        said = _sentences(*made, settings, known)
        for one in letter["sentences"]:
            text = one["text"]
            _, kind, found, _ = said.get(sentence_key(text), _NOTHING)
            asked.count(wanted=one.get("request", False), found=kind == "request")
            wanted = [
                (text.index(words), text.index(words) + len(words), role) for words, role in one.get("actors", ())
            ]
            _roles(doing, text, wanted, found)
    return asked, doing


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = figures(arguments.shared)
    if arguments.json:
        print(json.dumps(found, indent=1))
    else:
        for name, share in found.items():
            print(f"{name:<28} {share:.3f}")


if __name__ == "__main__":
    main()
