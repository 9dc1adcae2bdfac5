"""The texts of the example dossier: paragraphs, lists and tables with tags around what is planted.

``[[T03;R id=x to=het Rijk:: Wij vragen ...]]`` tags a passage; ``^[...]`` is a footnote, ``**...**`` bold,
``[words](address)`` a link, ``<<c|...>>`` text of one version alone. A line with ``%`` is an instruction.

What lies ahead is marked beside the texts, so that a mark never changes a file: ``ahead/<name>.txt`` has lines
``tags:: quote``, where `` ... `` in a quote stands for all between.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_ATTRIBUTE = re.compile(r"(?:^|\s)([a-z]+)=")


@dataclass(frozen=True)
class Tag:
    """One label of a tagged passage, with its attributes."""

    name: str
    values: dict[str, str]


@dataclass(frozen=True)
class Node:
    """A run of text, or something around other nodes: ``strong``, ``note``, ``link`` or ``tagged``."""

    kind: str
    text: str = ""
    nodes: tuple[Node, ...] = ()
    tags: tuple[Tag, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list, table, quotation or instruction."""

    kind: str
    nodes: tuple[Node, ...] = ()
    level: int = 0
    items: tuple[tuple[Node, ...], ...] = ()
    rows: tuple[tuple[tuple[Node, ...], ...], ...] = ()
    caption: str = ""
    options: dict[str, str] = field(default_factory=dict)
    is_small: bool = False


@dataclass(frozen=True)
class Mark:
    """Tags of a passage that stand beside the text; ``row`` are the cells, where it is a cell of a table."""

    tags: tuple[Tag, ...]
    quote: str
    row: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """One file of the dossier: what its front matter says, its blocks, and what is marked beside them."""

    id: str
    about: dict[str, Any]
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()


def plain(nodes: tuple[Node, ...], *, with_notes: bool = False) -> str:
    """The words as a reader sees them in the running text."""
    parts = []
    for node in nodes:
        if node.kind == "note" and not with_notes:
            continue
        parts.append(node.text if node.kind == "text" else plain(node.nodes, with_notes=with_notes))
    return "".join(parts)


def load(path: Path) -> list[Text]:
    """All versions that one text file holds."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    about = tomllib.loads(front)
    versions = about.pop("versions", {path.stem: {}})
    texts = []
    for name, own in versions.items():
        merged = {**about, **own}
        mark = merged.get("mark", "")
        chosen = re.sub(rf"<<{mark}\|(.*?)>>", r"\1", body, flags=re.DOTALL) if mark else body
        chosen = re.sub(r"<<[a-z]\|.*?>>", "", chosen, flags=re.DOTALL)
        blocks = tuple(_blocks(chosen))
        beside = path.parents[1] / "ahead" / path.name
        rows = beside.read_text(encoding="utf-8").splitlines() if beside.exists() else []
        marks = (_mark(row, blocks) for row in rows if row.strip() and not row.startswith("#"))
        texts.append(Text(name, merged, blocks, tuple(mark for mark in marks if mark)))
    for row in rows:
        if row.strip() and not row.startswith("#") and not any(_mark(row, text.blocks) for text in texts):
            raise ValueError(f"{path.name}: no passage for {row}")
    return texts


def _mark(row: str, blocks: tuple[Block, ...]) -> Mark | None:
    """The passage that a line beside the text marks; None where this version lacks it."""
    tags, _, words = row.partition("::")
    start, _, end = words.strip().partition(" ... ")
    found: list[Mark] = []
    for block in blocks:
        for cells in ((block.nodes,), *((item,) for item in block.items), *block.rows):
            shown = tuple(" ".join(plain(cell).split()) for cell in cells)
            for cell in shown:
                at = cell.find(start)
                stop = cell.find(end, at)
                if at >= 0 and stop >= 0:
                    labels = tuple(_tag(part) for part in tags.split(";"))
                    quote = cell[at : stop + len(end)] if end else start
                    found.append(Mark(labels, quote, shown if block.rows else ()))
    if len(found) > 1:
        raise ValueError(f"more than one passage for {row}")
    return found[0] if found else None


def _blocks(body: str) -> list[Block]:
    blocks: list[Block] = []
    options: dict[str, str] = {}
    lines = body.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip():
            continue
        if line.startswith("%"):
            name, *rest = line[1:].split()
            if name == "measures":
                options = dict(word.split("=") for word in rest)
            else:
                blocks.append(Block(name))
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            blocks.append(Block("heading", inline(line[level:].strip()), level=level))
        elif line.startswith("|"):
            rows = [line]
            while at < len(lines) and lines[at].startswith("|"):
                rows.append(lines[at])
                at += 1
            caption = ""
            if at < len(lines) and lines[at].startswith(": "):
                caption = lines[at][2:]
                at += 1
            cells = tuple(tuple(inline(cell.strip()) for cell in row.strip().strip("|").split("|")) for row in rows)
            width = len(cells[0])
            blocks.append(
                Block(
                    "table",
                    rows=tuple((*row, *[()] * (width - len(row))) for row in cells),
                    caption=caption,
                    options=options,
                )
            )
            options = {}
        elif line.startswith("- ") or re.match(r"\d+\. ", line):
            kind = "bullets" if line.startswith("- ") else "numbers"
            items = [line]
            while at < len(lines) and (lines[at].startswith("- ") or re.match(r"\d+\. ", lines[at])):
                items.append(lines[at])
                at += 1
            blocks.append(Block(kind, items=tuple(inline(item.split(" ", 1)[1]) for item in items)))
        elif line.startswith("> "):
            blocks.append(Block("aside", inline(line[2:])))
        else:
            rows = [line]
            while at < len(lines) and lines[at].strip() and not re.match(r"[#|%>]|- |\d+\. ", lines[at]):
                rows.append(lines[at])
                at += 1
            whole = "\n".join(rows)
            is_small = bool(re.fullmatch(r"\*[^*].*[^*]\*", whole, re.DOTALL))
            blocks.append(Block("paragraph", inline(whole.strip("*") if is_small else whole), is_small=is_small))
    return blocks


def inline(text: str) -> tuple[Node, ...]:
    """The nodes of one run of text."""
    nodes, at = _inline(text, 0, "")
    if at != len(text):
        raise ValueError(text)
    return nodes


def _inline(text: str, at: int, stop: str) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    run: list[str] = []

    def flush() -> None:
        if run:
            nodes.append(Node("text", "".join(run)))
            run.clear()

    while at < len(text):
        if stop and text.startswith(stop, at):
            flush()
            return tuple(nodes), at + len(stop)
        if text.startswith("[[", at):
            flush()
            head, start = text.index("::", at), text.index("::", at) + 2
            tags = tuple(_tag(part) for part in text[at + 2 : head].split(";"))
            while text[start] == " ":
                start += 1
            inner, at = _inline(text, start, "]]")
            nodes.append(Node("tagged", nodes=inner, tags=tags))
        elif text.startswith("^[", at):
            flush()
            inner, at = _inline(text, at + 2, "]")
            nodes.append(Node("note", nodes=inner))
        elif text.startswith("**", at):
            flush()
            inner, at = _inline(text, at + 2, "**")
            nodes.append(Node("strong", nodes=inner))
        elif found := re.match(r"\[([^\[\]]+)\]\((\S+?)\)", text[at:]):
            flush()
            nodes.append(Node("link", nodes=(Node("text", found[1]),), url=found[2]))
            at += found.end()
        else:
            run.append(text[at])
            at += 1
    if stop:
        raise ValueError(f"{stop} is missing in: {text}")
    flush()
    return tuple(nodes), at


def _tag(part: str) -> Tag:
    part = part.strip()
    if found := re.match(r"ans=(\S+)(?: outcome=(.*))?$", part):
        return Tag("ans", {"of": found[1]} | ({"outcome": found[2]} if found[2] else {}))
    name, _, rest = part.partition(" ")
    pieces = _ATTRIBUTE.split(rest)
    return Tag(name, {pieces[i]: pieces[i + 1].strip() for i in range(1, len(pieces), 2)})
