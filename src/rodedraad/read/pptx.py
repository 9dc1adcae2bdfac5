"""Presentations: slides are pages, titles are headings, bullets are list items, speaker notes are footnotes.

Speaker notes are the author's own words about the slide, so they are text that can be quoted; they stand after the
body because the slide does not show them. Method: docs/method/read-office.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Final

from rodedraad.read.archive import Element, Package, Relationship
from rodedraad.read.gather import Gatherer, fold, raised, without_bullet
from rodedraad.read.opc import DGM, MC, A, R, chosen, diagram_texts, properties
from rodedraad.records import Message, Perusal

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES: Final = frozenset({"title", "ctrTitle"})
_MARGINS: Final = frozenset({"dt", "ftr", "hdr"})
_LISTS: Final = frozenset({"body", "obj", ""})  # placeholders whose paragraphs have bullets unless they say otherwise
_LEAST_REPEATS: Final = 3


@dataclass(slots=True)
class _Slide:
    """What one slide holds, before it is known what repeats on every slide."""

    title: str = ""
    parts: list[_Part] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    pictures: int = 0
    notes: str = ""


@dataclass(slots=True)
class _Part:
    """A paragraph (level 0), a list item, or the cell of a table."""

    text: str
    level: int = 0
    table: int | None = None
    row: int = 0
    column: int = 0


class PptxReader:
    """PPTX, PPTM and slide shows. Hidden slides and shapes are not read; a hidden slide is said."""

    suffixes: ClassVar[tuple[str, ...]] = (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx")

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of a presentation. Raises UnreadableSource."""
        package = Package(data)
        gatherer = Gatherer(data, path, are_slides=True)
        unread: list[int] = []
        slides: dict[int, _Slide] = {}
        names = list(_slide_parts(package))
        for number, name in enumerate(names, start=1):
            root = package.xml(name)
            if root is None or root.get("show") in ("0", "false"):
                unread.append(number)
                gatherer.problem("other", "read.slide_hidden", at=number, page=number)
                continue
            slides[number] = _Reading(package, name, root).slide
        repeated = _repeated(slides.values())
        for number, slide in slides.items():
            gatherer.page = number
            if not _pour(slide, gatherer, repeated, is_first=number == 1) and slide.pictures:
                unread.append(number)
                gatherer.problem("no_text_layer", "read.slide_without_text", at=number, page=number)
        return gatherer.perusal(pages=len(names), pages_unread=sorted(unread), properties=properties(package))


def _slide_parts(package: Package) -> Iterator[str]:
    main = package.main_part()
    parts = {relationship.id: relationship for relationship in package.relationships(main)}
    root = package.xml(main)
    for element in root.iter(P + "sldId") if root is not None else ():
        found = parts.get(element.get(R + "id", ""))
        if found is not None and found.kind == "slide":
            yield found.target


def _repeated(slides: Iterable[_Slide]) -> set[str]:
    """Texts that stand on at least half of the slides: a footer made by hand."""
    counted: Counter[str] = Counter()
    total = 0
    for slide in slides:
        total += 1
        counted.update({fold(part.text) for part in slide.parts if part.table is None})
    return {text for text, count in counted.items() if count >= _LEAST_REPEATS and count * 2 >= total}


def _pour(slide: _Slide, gatherer: Gatherer, repeated: set[str], *, is_first: bool) -> bool:
    """Hands one slide over; says whether there was text on it."""
    is_said = bool(slide.title.strip())
    gatherer.heading(slide.title, 1 if is_first else 2)
    numbers: dict[int, int] = {}
    for part in slide.parts:
        if part.table is not None:
            if part.table not in numbers:
                numbers[part.table] = gatherer.table()
            gatherer.cell(part.text, table=numbers[part.table], row=part.row, column=part.column)
        elif fold(part.text) in repeated:
            slide.margins.append(part.text)
            continue
        elif part.level:
            gatherer.item(part.text, part.level)
        else:
            gatherer.paragraph(part.text)
        is_said = is_said or bool(part.text.strip())
    for text in slide.margins:
        gatherer.furniture(text)
    if slide.notes.strip():
        gatherer.footnote(slide.notes, locator=Message.of("read.at_notes", slide=gatherer.page))
    return is_said


class _Reading:
    """One slide's shapes in their own order, which is the order in which a screen reader speaks them."""

    def __init__(self, package: Package, name: str, root: Element) -> None:
        self.slide = _Slide()
        self._package = package
        self._parts: dict[str, Relationship] = {part.id: part for part in package.relationships(name)}
        self._tables = 0
        tree = root.find(f"{P}cSld/{P}spTree")
        if tree is not None:
            self._shapes(tree)
        notes = next((part.target for part in self._parts.values() if part.kind == "notesSlide"), None)
        notes_root = package.xml(notes) if notes else None
        if notes_root is not None:
            self.slide.notes = "\n".join(
                text
                for shape in notes_root.iter(P + "sp")
                if _placeholder(shape) == "body"
                for text, _ in _paragraphs(shape.find(P + "txBody"))
            )

    def _shapes(self, parent: Element) -> None:
        for element in parent:
            if element.tag == MC + "AlternateContent":
                for branch in chosen(element):
                    self._shape(branch)
            else:
                self._shape(element)

    def _shape(self, element: Element) -> None:
        tag = element.tag
        if any(own.get("hidden") in ("1", "true") for own in element.iterfind(f"*/{P}cNvPr")):
            return
        if tag == P + "grpSp":
            self._shapes(element)
        elif tag == P + "sp":
            self._text_shape(element)
        elif tag == P + "pic":
            self.slide.pictures += 1
        elif tag == P + "graphicFrame":
            self._frame(element)

    def _text_shape(self, element: Element) -> None:
        kind = _placeholder(element)
        paragraphs = list(_paragraphs(element.find(P + "txBody")))
        if kind in _TITLES and not self.slide.title:
            self.slide.title = " ".join(text for text, _ in paragraphs)
        elif kind in _MARGINS:
            self.slide.margins.extend(text for text, _ in paragraphs)
        elif kind != "sldNum":
            has_bullets = kind in _LISTS and len(paragraphs) > 1
            for text, own in paragraphs:
                level = _level(own, has_bullets=has_bullets)
                rest = without_bullet(fold(text))
                self.slide.parts.append(_Part(rest or text, level or (1 if rest else 0)))

    def _frame(self, element: Element) -> None:
        for table in element.iter(A + "tbl"):
            for row, cells in enumerate(table.findall(A + "tr")):
                for column, cell in enumerate(cells.findall(A + "tc")):
                    if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                        continue
                    text = "\n".join(text for text, _ in _paragraphs(cell.find(A + "txBody")))
                    self.slide.parts.append(_Part(text, table=self._tables, row=row, column=column))
            self._tables += 1
        for ids in element.iter(DGM + "relIds"):
            part = self._parts.get(ids.get(R + "dm", ""))
            if part is not None:
                self.slide.parts.extend(_Part(text, 1) for text in diagram_texts(self._package.xml(part.target)))
        self.slide.pictures += not self._tables


def _placeholder(shape: Element) -> str | None:
    """The kind of placeholder; the empty string for one without a kind, None for a free shape."""
    found = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return None if found is None else found.get("type", "")


def _level(own: Element | None, *, has_bullets: bool) -> int:
    """The nesting of a bullet from 1; 0 where there is none."""
    if own is not None and own.find(A + "buNone") is not None:
        return 0
    is_marked = own is not None and any(own.find(A + name) is not None for name in ("buChar", "buAutoNum", "buBlip"))
    if not (has_bullets or is_marked):
        return 0
    stated = own.get("lvl", "0") if own is not None else "0"
    return 1 + (int(stated) if stated in "012345678" else 0)


def _paragraphs(body: Element | None) -> Iterator[tuple[str, Element | None]]:
    """The paragraphs of a shape that show something, each with its own properties."""
    for paragraph in body.findall(A + "p") if body is not None else ():
        text = "".join(_runs(paragraph))
        if text.strip():
            yield text, paragraph.find(A + "pPr")


def _runs(paragraph: Element) -> Iterator[str]:
    for element in paragraph:
        if element.tag == A + "br":
            yield "\n"
        elif element.tag == A + "r" or (element.tag == A + "fld" and element.get("type") != "slidenum"):
            text = element.findtext(A + "t") or ""
            own = element.find(A + "rPr")
            baseline = own.get("baseline", "0") if own is not None else "0"
            yield raised(text) if not baseline.startswith(("0", "-")) else text
