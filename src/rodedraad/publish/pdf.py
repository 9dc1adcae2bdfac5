"""A paper as PDF that can be kept and read by everybody: PDF/A-2a and PDF/UA-1 in one file, tagged, with bookmarks.

    Paper --pdf--> bytes

By Typst, with the fonts that it carries: the same file on every machine, and nothing is fetched. Text goes in as data
(``paper.typ`` reads it as JSON strings), so that no document can write markup. Both standards forbid a character that
no font has: such a one is replaced, and that is said at the end. Method: docs/method/paper.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources
from typing import Any

from rodedraad import phrases
from rodedraad.publish.paper import (
    UNSEEN,
    Block,
    Drawing,
    Heading,
    Item,
    Note,
    Paper,
    Paragraph,
    Run,
    Table,
    moment,
    note_runs,
    printable,
)

STANDARDS = ["a-2a", "ua-1"]
LONGEST_WORD = 40
"""Characters of a word that is not broken; a longer one may run off the page."""
LONGEST_WHOLE = 1500
"""Characters of a paragraph that stays whole on a page, with what belongs to it: so its notes stand on that page too."""
_LONGEST_ROW = 900
"""Characters of a cell that stays whole on a page, with its row; a longer one may fill half a page in a narrow column."""
_LONGEST_LEAD = 400
"""Characters of small print that stays with the table, list or picture below it."""
_LONGEST_COLUMN = 120
"""Characters of the heading of a column: it is repeated on every page, and one that fills a page never ends."""
_SHEET_RATIO = 1.3
"""Height of a picture at most, as a share of the width of the text."""
_SHEET_PIXELS = 640
"""Pixels of a picture on the width of the text: its words are then as large as small print."""
_LETTERS = 1.15
"""How much larger the letters of a picture are on paper: they are set in a narrower type than the picture was measured for."""
_LETTER_SIZE = re.compile(r'font-size="(\d{1,2})"')
_BOX = re.compile(r'viewBox="0 0 (\d{1,5}) (\d{1,5})"')
_ROUNDS = 6
"""How often what no font has is taken out before the file is given up: each round tells all that is left of it."""
_DEEPEST = 3
_PLAIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset("\n–—‘’“”•…€−≤≥«»\u200b")
"""Characters that the fonts have for certain; others are asked about."""
_LONG = re.compile(rf"[^\s\u200b-]{{{LONGEST_WORD + 1},}}")
_SHOWN = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\(.)")
_CONTROLS: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF."""
    gone = _unseen({char for text in _texts(_data(paper)) for char in text} - _PLAIN)
    for _ in range(_ROUNDS):
        data = _data(paper, gone=gone)
        try:
            return _compiled(_template(), {"paper": json.dumps(data, ensure_ascii=False)}, paper)
        except RuntimeError as error:  # Typst's own error is one
            found = _told(error) - gone
            if not found:
                raise
            gone |= found
    return _compiled(_template(), {"paper": json.dumps(_data(paper, gone=None), ensure_ascii=False)}, paper)


def _compiled(template: bytes, inputs: dict[str, str], paper: Paper | None) -> bytes:
    import typst  # noqa: PLC0415  for this export alone

    compiler = typst.Compiler(font_paths=_fonts())
    made = compiler.compile(
        template,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=list(STANDARDS),  # type: ignore[arg-type]  # two of its literals
        timestamp=moment(paper.stamp if paper else ""),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _fonts() -> Any:
    """The fonts that Typst carries, and none of the machine's."""
    import typst  # noqa: PLC0415  as above

    return typst.Fonts(include_system_fonts=False)


@cache
def _template() -> bytes:
    return (resources.files("rodedraad.publish") / "paper.typ").read_bytes()


def _unseen(asked: AbstractSet[str]) -> set[str]:
    """Which of these characters none of the fonts has, each set alone on a small page."""
    if not asked:
        return set()
    probe = b'#set document(title: "?")\n#set text(lang: "nl", font: "Libertinus Serif")\n'
    probe += b"#for one in json(bytes(sys.inputs.paper)) { par(one) }"
    gone: set[str] = set()
    for _ in range(_ROUNDS):
        left = sorted(asked - gone)
        try:
            _compiled(probe, {"paper": json.dumps(left, ensure_ascii=False)}, None)
        except RuntimeError as error:  # as above
            found = _told(error) & set(left)
            if not found:
                return set(asked)
            gone |= found
        else:
            break
    return gone


def _told(error: RuntimeError) -> set[str]:
    """The characters that an error of Typst says no font has; all it names but those of plain text."""
    told = f"{error}\n{getattr(error, 'diagnostic', '')}"
    found = {char for named in _SHOWN.findall(told) for char in _ESCAPED.sub(_plain, named)}
    return found - _PLAIN - {UNSEEN}


def _plain(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16)) if escaped[1] else _CONTROLS.get(escaped[2], escaped[2])


def _texts(data: Any) -> Iterator[str]:
    """Every string in a tree of data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, Sequence):
        for value in data:
            yield from _texts(value)


def _data(paper: Paper, *, gone: AbstractSet[str] | None = frozenset()) -> dict[str, Any]:
    """The paper as the template reads it, without the characters that are ``gone``; None leaves plain text alone."""
    shown = _Shown(gone)
    anchors = {block.anchor for block in paper.blocks if isinstance(block, Heading | Paragraph) and block.anchor}
    told = _Told(paper, shown, {anchor: f"a{place}" for place, anchor in enumerate(sorted(anchors))})
    data: dict[str, Any] = {
        "title": shown(paper.title) or "?",
        "subtitle": shown(paper.subtitle),
        "subject": shown(paper.subject or paper.subtitle),
        "author": [shown(f"Rodedraad {paper.release}".strip())],
        "keywords": [shown(one) for one in (paper.mark, paper.identifier) if one],
        "mark": shown(paper.mark),
        "language": paper.language,
        "page_of": phrases.said("paper.page_of", paper.language, page="\0", pages="\0").split("\0"),
        "blocks": told.blocks(),
    }
    if shown.count:
        note = phrases.said("paper.unseen", paper.language, count=shown.count, mark=UNSEEN)
        said = told.paragraph(Paragraph(runs=(Run(text=note),), look="small"))
        data["blocks"].append({"kind": "paragraphs", "is_short": True, "leads": False, "parts": [said]})
    return data


class _Shown:
    """Turns text into what the fonts can show, and counts what they cannot."""

    def __init__(self, gone: AbstractSet[str] | None) -> None:
        self.gone = gone
        self.count = 0

    def __call__(self, text: str) -> str:
        text = printable(text).replace("\r\n", "\n").replace("\t", " ")
        if self.gone is None or not self.gone.isdisjoint(text):
            kept = [char if self._is_shown(char) else UNSEEN for char in text]
            self.count += sum(char != known for char, known in zip(kept, text, strict=True))
            text = "".join(kept)
        return _LONG.sub(_broken, text)

    def _is_shown(self, char: str) -> bool:
        return char in _PLAIN or char == UNSEEN if self.gone is None else char not in self.gone


def _size(svg: str) -> tuple[int, int]:
    """How wide and high a picture is drawn; a square sheet where it does not say."""
    found = _BOX.search(svg)
    return (max(1, int(found[1])), max(1, int(found[2]))) if found else (_SHEET_PIXELS, _SHEET_PIXELS)


def _lettered(svg: str) -> str:
    """A picture with the letters that the fonts have for certain: it has no footing to say which are gone."""
    known = "".join(one if one in _PLAIN else "?" for one in svg)
    return _LETTER_SIZE.sub(lambda found: f'font-size="{_LETTERS * int(found[1]):.4g}"', known)


def _leads(block: Paragraph, following: Block | None) -> bool:
    """Whether small print stays with what it tells of. One with notes does not: they would stay on the page before."""
    return (
        block.look == "small"
        and isinstance(following, Table | Item | Drawing)
        and len(block.text) <= _LONGEST_LEAD
        and not any(run.note for run in (*block.before, *block.runs))
    )


def _broken(word: re.Match[str]) -> str:
    """A word that would run off the page, with places where it may be broken."""
    step = LONGEST_WORD // 2
    return "\u200b".join(word[0][at : at + step] for at in range(0, len(word[0]), step))


class _Told:
    """The blocks of one paper as data; each anchor is marked once, and a link leads only to one that is there."""

    def __init__(self, paper: Paper, shown: _Shown, anchors: Mapping[str, str]) -> None:
        self.paper = paper
        self.shown = shown
        self.anchors = anchors
        self.marked: set[str] = set()

    def blocks(self) -> list[dict[str, Any]]:
        """All blocks; items that follow one another are one list, and no level of heading is skipped."""
        made: list[dict[str, Any]] = []
        level = 0
        is_joined = False
        for block, following in zip(self.paper.blocks, (*self.paper.blocks[1:], None), strict=False):
            last = made[-1] if made else {}
            if isinstance(block, Heading):
                level = min(max(1, block.level), level + 1, _DEEPEST)
                made.append(self._heading(block, level))
            elif isinstance(block, Item):
                if last.get("kind") != "list" or last["look"] != block.look:
                    last = {"kind": "list", "look": block.look, "items": []}
                    made.append(last)
                last["items"].append({"level": max(1, min(block.level, 4)), "runs": self._runs(block.runs)})
            elif is_joined and isinstance(block, Paragraph):
                last["parts"].append(self.paragraph(block))
            else:
                made.append(self._block(block))
                if isinstance(block, Paragraph):
                    made[-1]["leads"] = _leads(block, following)
            is_joined = isinstance(block, Paragraph) and block.is_with_next
        return made

    def _block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Table):
            return {
                "kind": "table",
                "widths": list(block.widths or (1,) * len(block.columns)),
                "columns": [self.shown(phrases.clipped(column, _LONGEST_COLUMN)) for column in block.columns],
                "rows": [
                    {
                        "is_short": all(sum(len(run.text) for run in cell) < _LONGEST_ROW for cell in row),
                        "cells": [self._runs(cell) for cell in row],
                    }
                    for row in block.rows
                ],
            }
        if isinstance(block, Drawing):
            width, height = _size(block.svg)
            return {
                "kind": "drawing",
                "svg": _lettered(block.svg),
                "alt": self.shown(f"{block.title}. {block.text}"),
                "width": min(100, round(100 * width / _SHEET_PIXELS), round(100 * _SHEET_RATIO * width / height)),
            }
        assert isinstance(block, Paragraph)  # noqa: S101  the last of the kinds of block
        return {
            "kind": "paragraphs",
            "is_short": len(block.text) < LONGEST_WHOLE,
            "leads": False,
            "parts": [self.paragraph(block)],
        }

    def _heading(self, block: Heading, level: int) -> dict[str, Any]:
        anchor = self._anchor(block.anchor)
        text = self.shown(block.text) or "?"
        return {"kind": "heading", "level": level, "text": text, "anchor": anchor, "page": block.starts_page}

    def paragraph(self, block: Paragraph) -> dict[str, Any]:
        """One paragraph."""
        return {
            "look": block.look,
            "number": self.shown(block.number),
            "before": self._runs(block.before),
            "runs": self._runs(block.runs),
            "anchor": self._anchor(block.anchor),
        }

    def _anchor(self, anchor: str | None) -> str | None:
        if anchor is None or anchor in self.marked:
            return None
        self.marked.add(anchor)
        return self.anchors[anchor]

    def _runs(self, runs: Sequence[Run]) -> list[dict[str, Any]]:
        return [
            {
                "text": self.shown(run.text),
                "quoted": run.is_quoted,
                "strong": run.is_strong,
                "language": run.language,
                "to": self.anchors.get(run.to) if run.to else None,
                "note": self._note(run.note) if run.note else None,
            }
            for run in runs
        ]

    def _note(self, note: Note) -> list[dict[str, Any]]:
        return [
            {"text": self.shown(run.text), "language": run.language} for run in note_runs(note, self.paper.language)
        ]
