"""Web pages: the main text in the order of the markup, without what surrounds it on the screen.

Scripts, menus and hidden parts are not text; the page's own header and footer are furniture. Nothing is fetched.
Method: docs/method/read-office.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from lxml import etree

from rodedraad.read.archive import Element
from rodedraad.read.encoding import decoded
from rodedraad.read.gather import Gatherer, fold, raised
from rodedraad.read.htmlparts import Parts, attribute
from rodedraad.read.outline import Line, pour
from rodedraad.records import BlockKind, Perusal

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "blockquote",
        "figure",
        "figcaption",
        "address",
        "pre",
        "hr",
        "form",
        "fieldset",
        "legend",
        "details",
        "summary",
        "aside",
        "nav",
        "center",
        "body",
        "html",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "option",
        "menu",
    ]
)
_BOLD: Final = frozenset({"b", "strong"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BACK_LINK = re.compile(r"[↩↑⏎\ufe0e\ufe0f]+\s*$")
_NUMBERED = re.compile(r"\[?(\d{1,3})[\].)]?\s+")
_MOST_SPAN: Final = 200
# A child may not stand where the parser of HTML 4 puts an end tag first; new tags such as main are unknown to it.
_META: Final = {
    "author": "author",
    "dcterms.creator": "author",
    "dc.creator": "author",
    "keywords": "keywords",
    "dcterms.title": "title",
    "dc.title": "title",
    "dcterms.subject": "subject",
    "dcterms.date": "date",
    "dcterms.issued": "date",
    "dcterms.available": "date",
    "dcterms.created": "created",
    "dcterms.modified": "modified",
    "article:published_time": "date",
    "article:modified_time": "modified",
    "date": "date",
    "og:site_name": "company",
    "overheid.authority": "company",
}


class HtmlReader:
    """HTML and XHTML. Nothing is loaded: no style sheet, no script, no entity, no picture."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of a web page. Raises UnreadableSource."""
        text, replaced = decoded(data, is_html=True)
        gatherer = Gatherer(data, path)
        if replaced:
            gatherer.problem("other", "read.characters_replaced", characters=replaced)
        root = parse_html(text)
        if root is None:
            return gatherer.perusal()
        pour(html_lines(root), gatherer)
        return gatherer.perusal(properties=_properties(root))


def parse_html(text: str) -> Element | None:
    """The tree of a page or of a piece of one; None where there is no element in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, default_doctype=False
    )
    plain = text.replace("\0", "").encode("utf-8", "replace")
    return etree.fromstring(plain, parser) if plain.strip() else None


def html_lines(root: Element) -> list[Line]:
    """The blocks of a page: a heading that stands above the main part, the main part, then furniture."""
    parts = Parts(root)
    walk = _Walk(parts)
    main = parts.main
    if main is not root and parts.first_heading is not None:
        walk.walk(parts.first_heading)
    walk.walk(main)
    for element in parts.margins:
        walk.margin(element)
    return walk.lines


class _Walk:
    """One pass over a part of the tree, without recursion: pages may be nested thousands deep."""

    def __init__(self, parts: Parts) -> None:
        self.lines: list[Line] = []
        self._parts = parts
        self._texts: list[str] = []
        self._bold = [0, 0]  # visible characters in bold, and in all
        self._is_bold = 0
        self._is_raised = 0
        self._is_preformatted = 0
        self._lists: list[int] = []  # for each open list, how many of its items were opened
        self._kinds: list[tuple[Element, BlockKind]] = []  # open parts of which all text is of one kind
        self._heading: int | None = None
        self._item: int | None = None
        self._tables: list[_Table] = []
        self._count = 0

    def walk(self, root: Element) -> None:
        """Reads all of this part."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if element is not root and self._parts.is_left_out(element):
                    walker.skip_subtree()
                    self._tail(element)  # the end of what is skipped is not reported with its tail read
                    continue
                self._open(element)
                self._text(element.text)
            elif element is root or not self._parts.is_left_out(element):
                self._close(element)
                if element is not root:
                    self._text(element.tail)
        self._flush()

    def margin(self, element: Element) -> None:
        """Reads a header or footer of the page as one piece of furniture."""
        before, self.lines = self.lines, []
        self.walk(element)
        text = "\n".join(filter(None, (fold(line.text) for line in self.lines)))
        self.lines = [*before, Line(kind="furniture", text=text)] if text else before

    def _tail(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        self._text(element.tail)

    def _open(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if kind := self._parts.kind_of(element):
            self._kinds.append((element, kind))
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in _BOLD:
            self._is_bold += 1
        elif tag == "sup":
            self._is_raised += 1
        elif tag == "pre":
            self._is_preformatted += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0)
        elif tag == "li":
            self._item = max(1, len(self._lists))
            if self._lists:
                self._lists[-1] += 1
        elif tag == "br":
            self._texts.append("\n")
        elif tag == "table":
            self._tables.append(_Table(self._count, is_layout=self._parts.is_layout(element)))
            self._count += not self._tables[-1].is_layout
        elif tag == "tr" and self._tables:
            self._tables[-1].next_row()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].open_cell(element, len(self.lines))

    def _close(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if self._kinds and self._kinds[-1][0] is element:
            self._kinds.pop()
        if tag in _HEADINGS:
            self._heading = None
        elif tag in _BOLD:
            self._is_bold -= 1
        elif tag == "sup":
            self._is_raised -= 1
        elif tag == "pre":
            self._is_preformatted -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._item = None
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].close_cell(self.lines)
        elif tag == "table" and self._tables:
            self._tables.pop()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        shown = text if self._is_preformatted else _SPACE.sub(" ", text)
        self._texts.append(raised(shown) if self._is_raised else shown)
        visible = len(shown) - shown.count(" ")
        self._bold[0] += visible if self._is_bold else 0
        self._bold[1] += visible

    def _flush(self) -> None:
        text = "".join(self._texts)
        bold, self._bold, self._texts = self._bold, [0, 0], []
        if not text.strip():
            return
        kind: BlockKind = self._kinds[-1][1] if self._kinds else "paragraph"
        level, number = None, None
        if kind == "footnote":
            text, number = self._note(text)
        elif kind == "paragraph" and self._heading is not None:
            kind, level = "heading", self._heading
        elif kind == "paragraph" and self._item is not None:
            kind, level = "list_item", self._item
            self._item = None  # what follows in the same item are paragraphs of their own
        is_bold = bold[1] > 0 and bold[0] == bold[1]
        self.lines.append(Line(kind=kind, text=text, level=level, is_bold=is_bold, number=number))

    def _note(self, text: str) -> tuple[str, str | None]:
        text = _BACK_LINK.sub("", fold(text))
        if self._item is not None:
            self._item = None
            return text, str(self._lists[-1]) if self._lists else None
        typed = _NUMBERED.match(text)
        return (text[typed.end() :], typed[1]) if typed else (text, None)


class _Table:
    """Where the next cell of an open table stands, with what spans over several rows counted once."""

    def __init__(self, number: int, *, is_layout: bool) -> None:
        self.is_layout = is_layout
        self._number = number
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # column -> the first row in which it is free again
        self._open: list[tuple[int, int]] = []  # column, and how many lines there were before the cell

    def next_row(self) -> None:
        self._row += 1
        self._column = 0

    def open_cell(self, element: Element, lines: int) -> None:
        self._row = max(0, self._row)
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        self._open.append((self._column, lines))
        rows, columns = _span(element, "rowspan"), _span(element, "colspan")
        for column in range(self._column, self._column + columns) if rows > 1 else ():
            self._taken[column] = self._row + rows
        self._column += columns

    def close_cell(self, lines: list[Line]) -> None:
        """What was read inside the cell becomes one line; in a table that is only layout it stays as it is."""
        if not self._open:
            return
        column, before = self._open.pop()
        if self.is_layout:
            return
        inside = lines[before:]
        kept = [line for line in inside if line.kind in ("footnote", "furniture")]
        text = "\n".join(line.text for line in inside if line.kind not in ("footnote", "furniture"))
        del lines[before:]
        lines.append(Line(kind="table_cell", text=text, table=self._number, row=self._row, column=column))
        lines.extend(kept)


def _span(element: Element, name: str) -> int:
    value = attribute(element, name)
    return max(1, min(int(value), _MOST_SPAN)) if value.isdecimal() and value.isascii() and len(value) < 6 else 1


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("title", "meta"):
        if element.tag == "title":
            key, value = "title", "".join(element.itertext())
        else:
            name = (attribute(element, "name") or attribute(element, "property")).casefold()
            key, value = _META.get(name, ""), attribute(element, "content")
        value = fold(value).replace("\n", " ")[:1000]
        if key and value:
            yield key, value
