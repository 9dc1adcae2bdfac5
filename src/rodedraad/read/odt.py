"""OpenDocument texts, as a reader of the accepted version sees them.

The format keeps deleted text apart from the body, so that it is never met; hidden sections and spans are left out.
Method: docs/method/read-office.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from rodedraad.read.archive import Element, Package
from rodedraad.read.gather import Gatherer, fold, raised
from rodedraad.read.odtstyles import OFFICE, STYLE, TABLE, TEXT, Styles
from rodedraad.read.outline import Line, pour
from rodedraad.records import Perusal

_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_INDEXES: Final = frozenset(
    TEXT + name
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
_SKIPPED: Final = frozenset(
    {
        OFFICE + "annotation", OFFICE + "annotation-end", OFFICE + "forms", TEXT + "tracked-changes", TEXT + "ruby-text",
        TEXT + "hidden-text", TEXT + "hidden-paragraph", TEXT + "script", TEXT + "sequence-decls",
    }
)  # fmt: skip
_TRANSPARENT: Final = frozenset({TABLE + "table-header-rows", TABLE + "table-row-group", TABLE + "table-rows"})
_PROPERTIES: Final = {
    _DC + "title": "title",
    _META + "initial-creator": "author",
    _DC + "subject": "subject",
    _META + "keyword": "keywords",
    _META + "creation-date": "created",
    _DC + "date": "modified",
}
_MOST_REPEATS: Final = 1000


class OdtReader:
    """ODT and its templates."""

    suffixes: ClassVar[tuple[str, ...]] = (".odt", ".ott")

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of an OpenDocument text. Raises UnreadableSource."""
        package = Package(data)
        gatherer = Gatherer(data, path)
        content, styles = package.xml("content.xml"), package.xml("styles.xml")
        walk = _Walk(Styles(content, styles))
        body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
        if body is not None:
            walk.blocks(body, 0)
        pour(walk.lines, gatherer)
        for text in _margins(styles, walk):
            gatherer.furniture(text)
        if body is not None and (count := sum(1 for _ in body.iter(OFFICE + "annotation"))):
            gatherer.problem("other", "read.comments_left_out", comments=count)
        if body is not None and any(True for _ in body.iter(TEXT + "changed-region")):
            gatherer.problem("other", "read.changes_accepted")
        return gatherer.perusal(properties=_properties(package.xml("meta.xml")))


class _Walk:
    """One pass over the body. Kept state: pending text boxes, the numbers of tables and notes."""

    def __init__(self, styles: Styles) -> None:
        self.lines: list[Line] = []
        self._styles = styles
        self._notes: list[Line] = []
        self._boxes: list[Element] = []
        self._tables = 0
        self._is_contents = False
        self._item_level = 0

    def blocks(self, parent: Element, depth: int) -> None:
        """Reads what stands in a body, section, cell, list item or text box; ``depth`` is the nesting of lists."""
        for element in parent:
            tag = element.tag
            if tag in (TEXT + "p", TEXT + "h"):
                self._paragraph(element, depth)
            elif tag == TEXT + "list":
                self._list(element, depth + 1)
            elif tag == TEXT + "section":
                if element.get(TEXT + "display") != "none":
                    self.blocks(element, depth)
            elif tag in _INDEXES:
                self._contents(element, depth)
            elif tag == TABLE + "table":
                self._table(element, depth)
            elif tag in (_DRAW + "frame", _DRAW + "text-box", _DRAW + "g", _DRAW + "a"):
                self._keep_boxes(element)
                self._hanging(depth)
            elif tag in (TEXT + "numbered-paragraph", TEXT + "index-title", TEXT + "index-body"):
                self.blocks(element, depth)

    def _contents(self, element: Element, depth: int) -> None:
        before, self._is_contents = self._is_contents, True
        for body in element.findall(TEXT + "index-body"):
            self.blocks(body, depth)
        self._is_contents = before

    def _list(self, element: Element, depth: int) -> None:
        for item in element:
            if item.tag in (TEXT + "list-item", TEXT + "list-header"):
                self._item_level = depth
                self.blocks(item, depth)

    def _paragraph(self, element: Element, depth: int) -> None:
        style = self._styles.get("paragraph", element.get(TEXT + "style-name", ""))
        if style.is_hidden:
            return
        parts = list(self._texts(element, style.is_bold))
        text = "".join(part for part, _ in parts)
        visible = [(part, bold) for part, bold in parts if part.strip()]
        line = Line(
            kind="paragraph",
            text=text,
            is_bold=bool(visible) and all(bold for _, bold in visible),
            points=style.points,
        )
        level = _whole(element.get(TEXT + "outline-level")) if element.tag == TEXT + "h" else style.outline
        if self._is_contents:
            line.kind = "contents"
        elif level or element.tag == TEXT + "h":
            line.kind, line.level = "heading", level or 1
        elif depth and self._item_level:
            line.kind, line.level = "list_item", depth
        self._item_level = 0
        self.lines.append(line)
        notes, self._notes = self._notes, []
        self.lines.extend(notes)
        self._hanging(depth)

    def _hanging(self, depth: int) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box, depth)

    def _texts(self, parent: Element, is_bold: bool) -> Iterator[tuple[str, bool]]:  # noqa: FBT001 - handed down the tree
        """The texts of a paragraph in order, each with whether it is bold."""
        if parent.text:
            yield parent.text, is_bold
        for element in parent:
            tag = element.tag
            if tag == TEXT + "span":
                style = self._styles.get("text", element.get(TEXT + "style-name", ""))
                if not style.is_hidden:
                    inner = self._texts(element, is_bold or style.is_bold)
                    yield from ((raised(text), bold) for text, bold in inner) if style.is_raised else inner
            elif tag == TEXT + "note":
                yield self._note(element), is_bold
            elif tag == TEXT + "line-break":
                yield "\n", is_bold
            elif tag in (TEXT + "s", TEXT + "tab"):
                yield " ", is_bold
            elif tag.startswith(_DRAW):
                self._keep_boxes(element)
            elif tag not in _SKIPPED:
                yield from self._texts(element, is_bold)
            if element.tail:
                yield element.tail, is_bold

    def _note(self, element: Element) -> str:
        """The mark of a note in the text; the note itself is kept for after the paragraph."""
        number = fold(element.findtext(TEXT + "note-citation") or "")
        body = element.find(TEXT + "note-body")
        if body is not None:
            before, self.lines, pending, self._notes = self.lines, [], self._notes, []
            level, self._item_level = self._item_level, 0
            self.blocks(body, 0)
            inside, self.lines, self._notes, self._item_level = self.lines, before, pending, level
            text = " ".join(fold(line.text) for line in inside)
            self._notes.append(Line(kind="footnote", text=text, number=number or None))
        return raised(number)

    def _keep_boxes(self, element: Element) -> None:
        stack = [element]
        while stack:
            found = stack.pop()
            if found.tag == _DRAW + "text-box":
                self._boxes.append(found)
            else:
                stack.extend(reversed(found))

    def _table(self, element: Element, depth: int) -> None:
        rows = [list(_cells(row)) for row in _rows(element)]
        if max((len(row) for row in rows), default=0) <= 1:
            for row in rows:
                for _, cell in row:
                    self.blocks(cell, depth)
            return
        table, self._tables = self._tables, self._tables + 1
        for at, row in enumerate(rows):
            for column, cell in row:
                before, self.lines = self.lines, []
                self.blocks(cell, 0)
                inside, self.lines = self.lines, before
                text = "\n".join(line.text for line in inside if line.kind != "footnote")
                self.lines.append(Line(kind="table_cell", text=text, table=table, row=at, column=column))
                self.lines.extend(line for line in inside if line.kind == "footnote")


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == TABLE + "table-row":
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells that hold something, with their column; what a merge covers has a tag of its own."""
    column = 0
    for element in row:
        if element.tag == TABLE + "table-cell" and len(element):
            yield column, element
        if element.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            column += max(1, min(_whole(element.get(TABLE + "number-columns-repeated")) or 1, _MOST_REPEATS))


def _whole(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and value.isascii() and len(value) < 9 else None


def _margins(styles: Element | None, walk: _Walk) -> Iterator[str]:
    """Headers and footers of the master pages, each text once."""
    seen: set[str] = set()
    for master in styles.iter(STYLE + "master-page") if styles is not None else ():
        for element in master:
            if element.tag in {
                STYLE + name
                for name in ("header", "footer", "header-first", "footer-first", "header-left", "footer-left")
            }:
                walk.lines = []
                walk.blocks(element, 0)
                text = "\n".join(filter(None, (fold(line.text) for line in walk.lines)))
                if text and text not in seen:
                    seen.add(text)
                    yield text


def _properties(meta: Element | None) -> Iterator[tuple[str, str]]:
    for element in meta.iter() if meta is not None else ():
        key = _PROPERTIES.get(element.tag)
        value = fold(element.text or "").replace("\n", " ")[:1000]
        if key and value:
            yield key, value
