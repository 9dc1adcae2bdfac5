"""What a Word file is laid out with: our own styles, or those of an organisation's file, of which no text is kept.

Of a style file stay its styles, theme, fonts, numbering, headers, footers and page; everything else that it holds or
points to goes: its text, comments, macros, embedded files, and what a word processor would fetch from elsewhere.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from zipfile import BadZipFile

from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.publish.paper import printable
from rodedraad.publish.wordparts import LOCALES, element, sub
from rodedraad.read.archive import Package
from rodedraad.wording import Language

NAMES: Mapping[str, str] = {
    "Body": "Normal",
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Mark": "Rodedraad merk",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "Core": "Rodedraad kern",
    "Clause": "Rodedraad zin",
    "Detail": "Rodedraad toelichting",
    "Small": "Rodedraad klein",
    "List": "List Bullet",
    "ListSmall": "Rodedraad lijst klein",
    "Cell": "Rodedraad cel",
    "Table": "Rodedraad tabel",
    "Quoted": "Rodedraad citaat",
    "Footer": "footer",
    "FootnoteText": "footnote text",
    "FootnoteReference": "footnote reference",
    "CommentText": "annotation text",
    "CommentReference": "annotation reference",
}
"""What each style is called in a file, whatever the language of the word processor shows for it."""
_KEPT = frozenset({"styles", "theme", "fontTable", "numbering", "settings", "header", "footer", "stylesWithEffects"})
_INSIDE = frozenset({"image", "font", "hyperlink"})
"""What a header, footer, theme or table of fonts may point to; an address only as a hyperlink."""
_FETCHED = ("attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "endnotePr", "trackRevisions")
"""Settings that fetch something, lock the text or speak of what is gone."""
_LARGEST = 32 << 20
_A4 = {"w": "11906", "h": "16838"}
_MARGINS = {
    "top": "1021",
    "bottom": "964",
    "left": "1134",
    "right": "1134",
    "header": "454",
    "footer": "454",
    "gutter": "0",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """An empty document with its styles: the id of each by our name for it. ``width`` is that of the text, in twips."""

    document: Any
    styles: Mapping[str, str]
    width: int
    has_bullets: bool

    @property
    def body(self) -> _Body:
        """Where blocks are put, before the settings of the page."""
        return _Body(self.document.element.body)

    def mark(self, mark: str, *, footer: Sequence[str]) -> None:
        """Puts the mark and the number of the page in every footer, below what is there."""
        section = self.document.sections[0]
        places = [section.footer]
        if section.different_first_page_header_footer:
            places.append(section.first_page_footer)
        if self.document.settings.odd_and_even_pages_header_footer:
            places.append(section.even_page_footer)
        for place in places:
            if place.is_linked_to_previous:
                place.is_linked_to_previous = False
                for paragraph in list(place._element):  # noqa: SLF001  python-docx begins a footer with an empty paragraph
                    place._element.remove(paragraph)  # noqa: SLF001
            has_number = any("PAGE" in (node.text or node.get(f"{_W}instr") or "") for node in _fields(section, place))
            paragraph = sub(place._element, "w:p")  # noqa: SLF001
            kinds = sub(paragraph, "w:pPr")
            sub(kinds, "w:pStyle", val=self.styles["Footer"])
            tabs = sub(kinds, "w:tabs")
            for stop in self._footer_stops():
                sub(tabs, "w:tab", val="clear", pos=stop)
            sub(tabs, "w:tab", val="right", pos=str(self.width))
            _text(paragraph, mark)
            if not has_number:
                sub(sub(paragraph, "w:r"), "w:tab")
                for words, field in zip(footer, ("PAGE", "NUMPAGES", None), strict=True):
                    _text(paragraph, words)
                    if field:
                        _text(sub(paragraph, "w:fldSimple", instr=f" {field} "), "1")

    def _footer_stops(self) -> list[str]:
        """Where the style of a footer has tab stops, but for the edge of the text: the number of the page stands there."""
        for one in self.document.styles.element:
            if one.get(f"{_W}styleId") == self.styles["Footer"]:
                found = [stop.get(f"{_W}pos") for stop in one.iter(f"{_W}tab")]
                return [place for place in found if place and place != str(self.width)]
        return []


@dataclass(frozen=True, slots=True)
class _Body:
    element: Any

    def append(self, block: Any) -> None:
        last = self.element[-1] if len(self.element) else None
        if last is not None and last.tag == f"{_W}sectPr":
            last.addprevious(block)
        else:
            self.element.append(block)


def opened(style: bytes | None, *, language: Language) -> Base:
    """An empty document to write in. Raises WrongUse where ``style`` is no DOCX that can be used."""
    import docx  # noqa: PLC0415  for this export alone
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415  as above
    from lxml import etree  # noqa: PLC0415  as above

    if style is None:
        return _base(docx.Document(), language, is_own=True)
    try:
        _refuse_unsafe(style)
        return _base(docx.Document(io.BytesIO(style)), language, is_own=False)
    except (
        UnreadableSource,
        PackageNotFoundError,
        BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        TypeError,
        NotImplementedError,
    ) as error:
        raise WrongUse("paper.no_docx") from error


def _refuse_unsafe(data: bytes) -> None:
    """Reads every member within its bounds, and all markup without entities, before another library does."""
    if len(data) > _LARGEST:
        raise UnreadableSource("too_large", "read.damaged")
    package = Package(data)
    for name in package.names():
        if name.lower().endswith((".xml", ".rels")):
            package.xml(name)
        else:
            package.read(name)


def _base(document: Any, language: Language, *, is_own: bool) -> Base:
    part = document.part
    body = document.element.body
    section = _last_section(body)
    for child in list(body):
        body.remove(child)
    body.append(section)
    if is_own:
        _own(document, section)
    _strip(part, section)
    styles = _styles(document, is_own=is_own)
    for lang in document.styles.element.iter(f"{_W}lang"):
        if lang.getparent().getparent().tag == f"{_W}rPrDefault":
            lang.set(f"{_W}val", LOCALES[language])
    page, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    width = int(page.get(f"{_W}w")) - int(margins.get(f"{_W}left")) - int(margins.get(f"{_W}right"))
    bullets = next((one for one in document.styles.element if one.get(f"{_W}styleId") == styles["List"]), None)
    has_bullets = bullets is not None and bullets.find(f".//{_W}numPr") is not None
    return Base(document=document, styles=styles, width=max(2000, width), has_bullets=has_bullets)


def _last_section(body: Any) -> Any:
    """The page of the last section, with the headers and footers that it takes over from those before it."""
    sections = list(body.iter(f"{_W}sectPr"))
    if not sections:
        return element("w:sectPr")
    *before, last = sections
    for one in reversed(before):
        held = {(node.tag, node.get(f"{_W}type")) for node in last}
        for node in one:
            is_reference = node.tag in (f"{_W}headerReference", f"{_W}footerReference")
            if is_reference and (node.tag, node.get(f"{_W}type")) not in held:
                last.insert(0, deepcopy(node))
    return last


def _own(document: Any, section: Any) -> None:
    """Our own styles, list and page in the place of those that python-docx begins with."""
    from docx.oxml import parse_xml  # noqa: PLC0415  as above

    document.part._styles_part._element = parse_xml(_own_styles())  # noqa: SLF001  the part has no way to be replaced
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    listed = sub(numbering, "w:abstractNum", abstractNumId="0")
    level = sub(listed, "w:lvl", ilvl="0")
    sub(level, "w:start", val="1")
    sub(level, "w:numFmt", val="bullet")
    sub(level, "w:lvlText", val="•")
    sub(level, "w:lvlJc", val="left")
    sub(sub(level, "w:pPr"), "w:ind", left="360", hanging="360")
    sub(sub(numbering, "w:num", numId="1"), "w:abstractNumId", val="0")
    for child in list(section):
        section.remove(child)
    sub(section, "w:pgSz", **_A4)
    sub(section, "w:pgMar", **_MARGINS)


def _strip(part: Any, section: Any) -> None:
    """Takes out all that the base holds or points to besides its looks."""
    package = part.package
    for id_, relationship in list(package.rels.items()):
        if relationship.reltype.rpartition("/")[2] not in ("officeDocument", "core-properties", "extended-properties"):
            del package.rels[id_]
    used = {node.get(f"{_R}id") for node in section}
    for id_, relationship in list(part.rels.items()):
        kind = relationship.reltype.rpartition("/")[2]
        is_unused = kind in ("header", "footer") and id_ not in used
        if relationship.is_external or kind not in _KEPT or is_unused:
            del part.rels[id_]
    for kept in [relationship.target_part for relationship in part.rels.values()]:
        gone = set()
        for id_, relationship in list(kept.rels.items()):
            kind = relationship.reltype.rpartition("/")[2]
            if kind not in _INSIDE or (relationship.is_external and kind != "hyperlink"):
                del kept.rels[id_]
                gone.add(id_)
        root = getattr(kept, "element", None)
        if gone and root is not None:
            for node in list(root.iter()):
                for name, value in list(node.attrib.items()):
                    if name.startswith(_R) and value in gone:
                        del node.attrib[name]
    settings = part.settings.element
    for child in list(settings):
        if child.tag.rpartition("}")[2] in _FETCHED:
            settings.remove(child)


def _styles(document: Any, *, is_own: bool) -> Mapping[str, str]:
    """The id of each style that we use; what the base has not is added to it from our own."""
    root = document.styles.element
    there = {_name(one): one for one in root if one.tag == f"{_W}style"}
    ids = {one.get(f"{_W}styleId") for one in there.values()}
    found = {}
    added = []
    for key, name in NAMES.items():
        held = there.get(name.casefold())
        if held is None:
            held = deepcopy(_own_style(name))
            while held.get(f"{_W}styleId") in ids:
                held.set(f"{_W}styleId", held.get(f"{_W}styleId") + "R")
            ids.add(held.get(f"{_W}styleId"))
            for numbered in held.findall(f"{_W}pPr/{_W}numPr"):
                numbered.getparent().remove(numbered)
            root.append(held)
            added.append(held)
        found[key] = held.get(f"{_W}styleId")
    if not is_own:
        own = {_own_style(name).get(f"{_W}styleId"): found[key] for key, name in NAMES.items()}
        for one in added:
            for node in (*one.findall(f"{_W}basedOn"), *one.findall(f"{_W}next")):
                node.set(f"{_W}val", own.get(node.get(f"{_W}val"), node.get(f"{_W}val")))
    return found


def _own_style(name: str) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415  as above

    return next(one for one in parse_xml(_own_styles()) if one.tag == f"{_W}style" and _name(one) == name.casefold())


def _name(style: Any) -> str:
    named = style.find(f"{_W}name")
    return "" if named is None else str(named.get(f"{_W}val", "")).casefold()


@cache
def _own_styles() -> bytes:
    return (resources.files("rodedraad.publish") / "word_styles.xml").read_bytes()


def _fields(section: Any, footer: Any) -> list[Any]:
    """The fields in the header and in this footer."""
    roots = [footer._element]  # noqa: SLF001
    if not section.header.is_linked_to_previous:
        roots.append(section.header._element)  # noqa: SLF001
    return [node for root in roots for tag in ("instrText", "fldSimple") for node in root.iter(f"{_W}{tag}")]


def _text(parent: Any, text: str) -> None:
    if text:
        words = sub(sub(parent, "w:r"), "w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        words.text = printable(text)
