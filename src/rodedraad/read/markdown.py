"""Markdown, with front matter, footnotes, tables and the HTML that people put in it.

Also letters that a converter made into Markdown: raised numbers before a note, headings in bold, sentences cut by
a page turn. Method: docs/method/read-office.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from rodedraad.read.encoding import decoded
from rodedraad.read.gather import Gatherer, fold, raised
from rodedraad.read.outline import Line, pour
from rodedraad.read.wrapping import Hyphens, rejoined
from rodedraad.records import Perusal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MATTER = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(\S[^\n]{0,1000})")
_KEYS: Final = {
    "title": "title", "titel": "title", "author": "author", "auteur": "author", "authors": "author", "date": "date",
    "datum": "date", "subject": "subject", "onderwerp": "subject", "keywords": "keywords", "tags": "keywords",
    "trefwoorden": "keywords", "organisatie": "company", "organization": "company", "company": "company",
}  # fmt: skip
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]+([^\n]{1,20000}(?:\n(?: {2,}|\t)[^\n]{1,20000}){0,50})", re.MULTILINE
)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
_RAISED_NOTE = re.compile(r"([⁰¹²³⁴-⁹]{1,3})\s*(?=\S)")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_TABBED = re.compile(r"(?:^[^\s|][^\n\t]{0,500}(?:\t[^\n\t]{0,500}){2,30}\n){2,200}", re.MULTILINE)
_TAG = re.compile(r"<\s{0,2}(/?)\s{0,2}([a-zA-Z][a-zA-Z0-9]{0,20})")
_DROPPED: Final = frozenset({"del", "s", "strike", "script", "style"})
_BLOCKS_IN_HTML = re.compile(r"<\s{0,2}/?[a-zA-Z]")


class MarkdownReader:
    """CommonMark with tables, strike-through, footnotes and embedded HTML."""

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of a Markdown file. Raises UnreadableSource."""
        text, replaced = decoded(data)
        gatherer = Gatherer(data, path)
        if replaced:
            gatherer.problem("other", "read.characters_replaced", characters=replaced)
        return gatherer.perusal(properties=pour_markdown(text, gatherer).items())


def pour_markdown(text: str, gatherer: Gatherer) -> dict[str, str]:
    """Reads Markdown; returns what its front matter says."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n\n")
    properties, text = _front_matter(text)
    notes: dict[str, str] = {}

    def keep(found: re.Match[str]) -> str:
        notes[found[1]] = " ".join(found[2].split())
        return ""

    text = _NOTE.sub(keep, text)
    text = _TABBED.sub(_as_table, text)
    numbers = _numbers(text, notes)
    text = _NOTE_MARK.sub(lambda found: raised(str(numbers[found[1]])) if found[1] in numbers else found[0], text)
    hyphens = Hyphens(text)
    lines = rejoined(list(_Walk(hyphens).lines(_parser().parse(text))), hyphens, least_gap=2)
    for name, number in numbers.items():
        inline = _parser().parseInline(notes[name])
        lines.append(Line(kind="footnote", text=_inline(inline[0].children or (), hyphens)[0], number=str(number)))
    pour(lines, gatherer)
    return properties


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where there is Markdown

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The plain fields of a YAML block on top, without the rest of YAML: nothing in it is ever executed."""
    found = _MATTER.match(text.lstrip("\n\ufeff"))
    if found is None:
        return {}, text
    fields = [field for field in map(_FIELD.fullmatch, found[1].split("\n")) if field]
    if not fields:
        return {}, text
    properties: dict[str, str] = {}
    for field in fields:
        key, value = _KEYS.get(field[1].lower()), fold(field[2].strip().strip("\"'[]"))
        if key and value:
            properties.setdefault(key, value)
    return properties, text.lstrip("\n\ufeff")[found.end() :]


def _numbers(text: str, notes: dict[str, str]) -> dict[str, int]:
    """Notes by name, numbered in the order in which the text calls them; those never called come last."""
    called = dict.fromkeys(found[1] for found in _NOTE_MARK.finditer(text) if found[1] in notes)
    return {name: at for at, name in enumerate([*called, *(name for name in notes if name not in called)], start=1)}


def _as_table(found: re.Match[str]) -> str:
    """Lines with equally many tabs are the rows of a table that lost its lines."""
    rows = [row.replace("|", "\\|").split("\t") for row in found[0].strip("\n").split("\n")]
    if len({len(row) for row in rows}) != 1:
        return found[0]
    marked = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(["", marked[0], "|---" * len(rows[0]) + "|", *marked[1:], "", ""])


class _Walk:
    """One pass over the parser's tokens."""

    def __init__(self, hyphens: Hyphens) -> None:
        self._hyphens = hyphens
        self._lists = 0
        self._is_item_open = False
        self._heading: int | None = None
        self._table, self._row, self._column = -1, -1, -1
        self._is_cell = False
        self._end = 0  # the source line after the last block

    def lines(self, tokens: Sequence[Token]) -> Iterator[Line]:
        """The blocks, with how many empty lines were above each."""
        for token in tokens:
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                self._lists += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._lists -= 1
            elif kind == "list_item_open":
                self._is_item_open = True
            elif kind == "list_item_close":
                self._is_item_open = False
            elif kind == "heading_open":
                self._heading = int(token.tag[1:])
            elif kind == "heading_close":
                self._heading = None
            elif kind == "table_open":
                self._table, self._row = self._table + 1, -1
            elif kind == "tr_open":
                self._row, self._column = self._row + 1, -1
            elif kind in ("th_open", "td_open"):
                self._column, self._is_cell = self._column + 1, True
            elif kind in ("th_close", "td_close"):
                self._is_cell = False
            else:
                yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Line]:
        if token.type not in ("inline", "code_block", "fence", "html_block", "hr"):
            return
        gap = max(0, token.map[0] - self._end) if token.map else 0
        if token.map:
            self._end = token.map[1]
        if token.type == "inline":
            yield from self._inline_block(token, gap)
        elif token.type == "code_block":
            yield Line(kind="paragraph", text=token.content, gap=gap)
        elif token.type == "fence":
            yield Line(kind="furniture", text=token.content)
        elif token.type == "html_block":
            yield from self._html(token.content)

    def _inline_block(self, token: Token, gap: int) -> Iterator[Line]:
        children = token.children or ()
        text, is_bold = _inline(children, self._hyphens)
        note = _RAISED_NOTE.match(text)
        if self._is_cell:
            yield Line(kind="table_cell", text=text, table=self._table, row=self._row, column=self._column)
        elif self._heading is not None:
            yield Line(kind="heading", text=text, level=self._heading, gap=gap)
        elif note and not self._lists:
            yield Line(kind="footnote", text=text[note.end() :], number=note[1].translate(_LOWERED))
        elif self._is_item_open:
            self._is_item_open = False
            yield Line(kind="list_item", text=text, level=self._lists, is_bold=is_bold, gap=gap)
        else:
            yield Line(kind="paragraph", text=text, is_bold=is_bold, gap=gap)

    def _html(self, content: str) -> Iterator[Line]:
        from rodedraad.read.html import html_lines, parse_html  # noqa: PLC0415 - as above

        if not _BLOCKS_IN_HTML.search(content):
            return
        root = parse_html(content)
        most = self._table
        for line in html_lines(root) if root is not None else ():
            if line.table is not None:
                line.table += self._table + 1
                most = max(most, line.table)
            yield line
        self._table = most


def _inline(children: Sequence[Token], hyphens: Hyphens) -> tuple[str, bool]:
    """The text of a paragraph, and whether all of it is bold."""
    text = ""
    bold = depth_dropped = depth_bold = is_raised = 0
    visible = 0
    address = ""
    link_from = 0
    pending = False  # a line of the file ended: a space, or nothing after a hyphen
    for token in children:
        kind, added = token.type, ""
        if kind in ("text", "code_inline"):
            added = token.content
        elif kind == "softbreak":
            pending = True
        elif kind == "hardbreak":
            added = "\n"
        elif kind in ("strong_open", "strong_close"):
            depth_bold += token.nesting
        elif kind in ("s_open", "s_close"):
            depth_dropped += token.nesting
        elif kind == "link_open":
            address, link_from = str(token.attrGet("href") or ""), len(text) + pending
        elif kind == "link_close":
            if _URL.match(text[link_from:].strip()) and _URL.match(address):
                text = text[:link_from] + address  # an address as text may be cut or escaped; its target is whole
        elif kind == "html_inline" and (tag := _TAG.match(token.content)):
            name, step = tag[2].lower(), -1 if tag[1] else 1
            added = "\n" if name == "br" else ""
            is_raised += step if name == "sup" else 0
            depth_bold += step if name in ("b", "strong") else 0
            depth_dropped += step if name in _DROPPED else 0
        if not added or depth_dropped > 0:
            continue
        added = raised(added) if is_raised > 0 else added
        if pending:
            text = hyphens.join(text.rstrip(" "), added.lstrip(" ")) if text and text[-1] != "\n" else text + added
            pending = False
        else:
            text += added
        visible += len(added.strip())
        bold += len(added.strip()) if depth_bold > 0 else 0
    return text, visible > 0 and bold == visible
