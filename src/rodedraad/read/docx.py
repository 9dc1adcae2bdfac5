"""Word documents: what a reader of the accepted version sees, in order, with its structure.

Deleted and hidden text is not text; inserted text is. Text boxes follow the paragraph that they hang on.
Footnotes keep their number, raised in the body and before the note. Method: docs/method/read-office.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from rodedraad.read.archive import Element, Package
from rodedraad.read.gather import Gatherer, fold, looks_like_heading, raised
from rodedraad.read.opc import DGM, MC, R, chosen, diagram_texts, properties
from rodedraad.read.outline import Line, pour
from rodedraad.read.wordstyles import VAL, Style, Styles, W, is_on, is_struck, list_level, number, points
from rodedraad.records import BlockKind, Perusal

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Wrappers around paragraphs and around runs that add nothing to the text themselves.
_BLOCK_WRAPPERS: Final = frozenset({W + "ins", W + "moveTo", W + "customXml", W + "smartTag", W + "sdtContent"})
_RUN_WRAPPERS: Final = frozenset({*_BLOCK_WRAPPERS, W + "hyperlink", W + "fldSimple", W + "dir", W + "bdo", W + "sdt"})
_BREAKS: Final = {W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "-"}
_DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_CAPTION = re.compile(r"\s{0,9}(?:figuur|tabel|figure|table|grafiek|kaart|foto|afbeelding|box|kader)\b", re.IGNORECASE)
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class DocxReader:
    """DOCX and DOCM, in the transitional and the strict dialect; macros are never looked at."""

    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx", ".dotm")

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of a Word file. Raises UnreadableSource."""
        package = Package(data)
        gatherer = Gatherer(data, path)
        _Walk(package, package.main_part()).pour(gatherer)
        return gatherer.perusal(properties=properties(package))


@dataclass(frozen=True, slots=True)
class _Run:
    """Text in one appearance."""

    text: str
    is_bold: bool
    is_slanted: bool
    points: float


class _Walk:
    """One pass over a document's markup. Kept state: open fields, pending text boxes, notes met so far."""

    def __init__(self, package: Package, main: str) -> None:
        relationships = package.relationships(main)
        self._package = package
        self._main = package.xml(main)
        self._parts = {relationship.id: relationship for relationship in relationships}
        self._styles = Styles(next((package.xml(r.target) for r in relationships if r.kind == "styles"), None))
        self._notes = {kind: self._note_elements(kind) for kind in ("footnote", "endnote")}
        self._note_order: list[tuple[str, str]] = []
        self._boxes: list[Element] = []
        self._diagrams: list[str] = []
        self._fields: list[list[bool]] = []  # [is a table of contents, shows its result]
        self._carried = ""  # text of paragraphs whose end was deleted: it runs on in the next one
        self._in_contents = 0
        self._tables = 0
        self._has_changes = False
        self._lines: list[Line] = []

    def pour(self, gatherer: Gatherer) -> None:
        body = self._main.find(W + "body") if self._main is not None else None
        if body is None:
            return
        self._blocks(body)
        self._flush_carried()
        lines, self._lines = self._lines, []
        pour(lines, gatherer)
        for at, (kind, identity) in enumerate(self._note_order, start=1):
            element = self._notes[kind].get(identity)
            if element is not None:
                gatherer.footnote(self._note_text(element), at)
        for text in self._margins():
            gatherer.furniture(text)
        if self._has_changes:
            gatherer.problem("other", "read.changes_accepted")
        comments = next((r.target for r in self._parts.values() if r.kind == "comments"), None)
        root = self._package.xml(comments) if comments else None
        if root is not None and (count := len(root.findall(W + "comment"))):
            gatherer.problem("other", "read.comments_left_out", comments=count)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Iterable[Element]) -> None:
        for element in parent:
            if element.tag == W + "p":
                self._paragraph(element)
            elif element.tag == W + "tbl":
                self._table(element)
            elif element.tag == W + "sdt":
                is_contents = _gallery(element) == "Table of Contents"
                self._in_contents += is_contents
                for content in element.findall(W + "sdtContent"):
                    self._blocks(content)
                self._in_contents -= is_contents
            elif element.tag in _BLOCK_WRAPPERS:
                self._blocks(element)
            elif element.tag == MC + "AlternateContent":
                self._blocks(chosen(element))
            elif element.tag in _DELETED:
                self._has_changes = True

    def _paragraph(self, element: Element) -> None:
        own = element.find(W + "pPr")
        named = own.find(W + "pStyle") if own is not None else None
        style = self._styles.get(named.get(VAL, "") if named is not None else self._styles.default)
        was_contents = self._is_contents()
        runs = list(self._runs(element, style))
        text = "".join(run.text for run in runs)
        mark = own.find(W + "rPr") if own is not None else None
        if mark is not None and any(mark.find(tag) is not None for tag in _DELETED):
            self._has_changes = True
            self._carried += text
            return
        text, self._carried = self._carried + text, ""
        kind, level = self._kind(own, style, is_contents=was_contents or self._is_contents())
        if kind in ("paragraph", "list_item") and _is_listed(element, text):
            kind, level = "heading", level or 1
        visible = [run for run in runs if run.text.strip()]
        self._lines.append(
            Line(
                kind=kind,
                text=text,
                level=level,
                is_bold=bool(visible) and all(run.is_bold for run in visible),
                is_slanted=bool(visible) and all(run.is_slanted for run in visible),
                points=max((run.points for run in visible), default=None),
            )
        )
        self._hanging()

    def _hanging(self) -> None:
        """Text boxes and diagrams of the paragraph that has just been read."""
        boxes, self._boxes = self._boxes, []
        diagrams, self._diagrams = self._diagrams, []
        for box in boxes:
            self._blocks(box)
        for part in diagrams:
            texts = diagram_texts(self._package.xml(part))
            self._lines.extend(Line(kind="list_item", text=text, level=1) for text in texts)

    def _kind(self, own: Element | None, style: Style, *, is_contents: bool) -> tuple[BlockKind, int | None]:
        if is_contents or style.is_contents:
            return "contents", None
        outline = number(own, "outlineLvl")
        level = style.outline if outline is None else (outline + 1 if outline < 9 else 0)
        if level:
            return "heading", level
        listed = list_level(own)
        listed = style.list_level if listed is None else listed
        return ("list_item", listed) if listed else ("paragraph", None)

    def _is_contents(self) -> bool:
        return self._in_contents > 0 or any(is_contents for is_contents, _ in self._fields)

    def _flush_carried(self) -> None:
        if self._carried.strip():
            self._lines.append(Line(kind="paragraph", text=self._carried))

    # --- runs -----------------------------------------------------------------------------------------------------

    def _runs(self, parent: Element, style: Style) -> Iterator[_Run]:
        """The text of each run, with how it looks."""
        for element in parent:
            if element.tag == W + "r":
                yield from self._run(element, style)
            elif element.tag in _RUN_WRAPPERS:
                content = element.find(W + "sdtContent") if element.tag == W + "sdt" else element
                if content is not None:
                    yield from self._runs(content, style)
            elif element.tag in _DELETED:
                self._has_changes = True
            elif element.tag in (_M + "oMath", _M + "oMathPara"):
                formula = "".join(part.text or "" for part in element.iter(_M + "t"))
                yield _Run(formula, False, False, self._styles.points)
            elif element.tag == MC + "AlternateContent":
                for branch in chosen(element):
                    if branch.tag == W + "r":
                        yield from self._run(branch, style)

    def _run(self, element: Element, paragraph: Style) -> Iterator[_Run]:
        own = element.find(W + "rPr")
        named = own.find(W + "rStyle") if own is not None else None
        style = self._styles.get(named.get(VAL, "")) if named is not None else Style()
        styles = (style, paragraph)
        if _first(is_on(own, "vanish"), *(one.is_hidden for one in styles)):
            return
        if _first(is_struck(own), *(one.is_struck for one in styles)):
            return  # as in HTML and Markdown: what is struck through is said no longer
        bold = _first(is_on(own, "b"), *(one.is_bold for one in styles))
        slanted = _first(is_on(own, "i"), *(one.is_slanted for one in styles)) or is_on(own, "u") is True
        size = points(own) or style.points or paragraph.points or self._styles.points
        align = own.find(W + "vertAlign") if own is not None else None
        text = "".join(self._run_texts(element))
        if align is not None and align.get(VAL) == "superscript":
            text = raised(text)
        if text:
            yield _Run(text, bold, slanted, size)

    def _run_texts(self, parent: Element) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag == W + "t":
                if all(shows for _, shows in self._fields):
                    yield element.text or ""
            elif tag in _BREAKS:
                yield _BREAKS[tag]
            elif tag == W + "br":
                yield "\n" if element.get(W + "type") in (None, "textWrapping") else " "
            elif tag == W + "sym":
                yield _symbol(element.get(W + "char", ""))
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                yield self._note_mark(element, tag[len(W) : -len("Reference")])
            elif tag == W + "fldChar":
                self._field(element.get(W + "fldCharType"))
            elif tag == W + "instrText":
                if self._fields and (element.text or "").split()[:1] == ["TOC"]:
                    self._fields[-1][0] = True
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._drawing(element)
            elif tag == MC + "AlternateContent":
                for branch in chosen(element):
                    self._drawing(branch)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append([False, False])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: Element) -> None:
        """Keeps the text boxes and diagrams in a drawing for after the paragraph; boxes in boxes come by themselves."""
        stack = [element]
        while stack:
            found = stack.pop()
            if found.tag == W + "txbxContent":
                self._boxes.append(found)
            elif found.tag == DGM + "relIds":
                part = self._parts.get(found.get(R + "dm", ""))
                self._diagrams.extend([part.target] if part else [])
            elif found.tag == MC + "AlternateContent":
                stack.extend(reversed(list(chosen(found))))
            else:
                stack.extend(reversed(found))

    # --- tables ---------------------------------------------------------------------------------------------------

    def _table(self, element: Element) -> None:
        rows = [list(_cells(row)) for row in _rows(element)]
        if max((len(row) for row in rows), default=0) <= 1:
            for row in rows:  # a frame around text, not a table
                for _, cell in row:
                    self._blocks(cell)
            return
        table, self._tables = self._tables, self._tables + 1
        for at, row in enumerate(rows):
            for column, cell in row:
                before, self._lines = self._lines, []
                self._blocks(cell)
                inside, self._lines = self._lines, before
                text = "\n".join(line.text for line in inside)
                self._lines.append(Line(kind="table_cell", text=text, table=table, row=at, column=column))

    # --- notes and margins ----------------------------------------------------------------------------------------

    def _note_elements(self, kind: str) -> dict[str, Element]:
        part = next((r.target for r in self._parts.values() if r.kind == kind + "s"), None)
        root = self._package.xml(part) if part else None
        return {
            element.get(W + "id", ""): element
            for element in (root.findall(W + kind) if root is not None else ())
            if element.get(W + "type") not in _SEPARATORS
        }

    def _note_mark(self, element: Element, kind: str) -> str:
        identity = element.get(W + "id", "")
        if identity not in self._notes[kind]:
            return ""
        if (kind, identity) not in self._note_order:
            self._note_order.append((kind, identity))
        return raised(str(self._note_order.index((kind, identity)) + 1))

    def _note_text(self, element: Element) -> str:
        self._lines = []
        self._blocks(element)
        return " ".join(fold(line.text) for line in self._lines)

    def _margins(self) -> Iterator[str]:
        """Headers and footers, each text once, in the order of their parts."""
        seen: set[str] = set()
        for relationship in sorted(self._parts.values(), key=lambda r: (r.kind, len(r.target), r.target)):
            if relationship.kind not in ("header", "footer"):
                continue
            root = self._package.xml(relationship.target)
            self._lines = []
            if root is not None:
                self._blocks(root)
            text = "\n".join(filter(None, (fold(line.text) for line in self._lines)))
            if text and text not in seen:
                seen.add(text)
                yield text


def _first(*stated: bool | None) -> bool:
    """What the nearest that says anything says."""
    return next((one for one in stated if one is not None), False)


def _is_listed(element: Element, text: str) -> bool:
    """Whether the table of contents points here: such a line is a heading, whatever style it has."""
    marks = (mark.get(W + "name", "") for mark in element.iterfind(W + "bookmarkStart"))
    return (
        any(mark.startswith("_Toc") for mark in marks) and looks_like_heading(fold(text)) and not _CAPTION.match(text)
    )


def _gallery(element: Element) -> str | None:
    found = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return found.get(VAL) if found is not None else None


def _symbol(code: str) -> str:
    """A character of a symbol font; Word writes it as a private code point, which only its bullets survive."""
    try:
        return chr(int(code, 16)) if len(code) == 4 else ""
    except ValueError:
        return ""


def _rows(table: Element) -> Iterator[Element]:
    """The rows that are there in the accepted version, out of their wrappers."""
    for element in table:
        if element.tag == W + "tr":
            own = element.find(W + "trPr")
            if own is None or (own.find(W + "del") is None and own.find(W + "hidden") is None):
                yield element
        elif element.tag in _BLOCK_WRAPPERS:
            yield from _rows(element)
        elif element.tag == W + "sdt":
            for content in element.findall(W + "sdtContent"):
                yield from _rows(content)


def _cells(row: Element, column: int = 0) -> Iterator[tuple[int, Element]]:
    """The cells of a row with their column; what a merge covers from above is left out."""
    own = row.find(W + "trPr")
    column += min(number(own, "gridBefore") or 0, 999)
    for element in row:
        if element.tag == W + "sdt":
            wrapped = element.find(W + "sdtContent")
            cells = wrapped.findall(W + "tc") if wrapped is not None else []
        else:
            cells = [element] if element.tag == W + "tc" else []
        for cell in cells:
            properties_ = cell.find(W + "tcPr")
            merge = properties_.find(W + "vMerge") if properties_ is not None else None
            covered = merge is not None and merge.get(VAL, "continue") == "continue"
            gone = properties_ is not None and properties_.find(W + "cellDel") is not None
            if not covered and not gone:
                yield column, cell
            column += max(1, min(number(properties_, "gridSpan") or 1, 999))
