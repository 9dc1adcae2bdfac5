"""What Word, PowerPoint and Excel files have in common: their properties, and the texts of diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rodedraad.read.archive import Element, Package
from rodedraad.read.gather import fold

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DGM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_PROPERTIES: Final = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "keywords": "keywords",
    "created": "created",
    "modified": "modified",
    "Company": "company",
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?")
# What Office and its libraries write before anybody has typed a title.
_NO_TITLE = re.compile(
    r"(?:word|powerpoint|excel)?[ -]?(?:document|presentatie|presentation|sheet)?\d{0,2}", re.IGNORECASE
)
_NO_AUTHOR = frozenset({"python-docx", "openpyxl", "microsoft office user", "windows user"})


def properties(package: Package) -> Iterator[tuple[str, str]]:
    """The title, author, dates and company that the file states about itself."""
    for part in package.relationships(""):
        if part.kind not in ("core-properties", "extended-properties"):
            continue
        root = package.xml(part.target)
        for element in root if root is not None else ():
            if not isinstance(element.tag, str):
                continue
            key = _PROPERTIES.get(element.tag.rpartition("}")[2])
            value = fold(element.text or "").replace("\n", " ")[:1000]
            if key and value and _is_said(key, value):
                yield key, value


def _is_said(key: str, value: str) -> bool:
    if key in ("created", "modified"):
        return _DATE.fullmatch(value) is not None
    if key == "title":
        return _NO_TITLE.fullmatch(value) is None
    return key != "author" or value.casefold() not in _NO_AUTHOR


def diagram_texts(root: Element | None) -> Iterator[str]:
    """The texts of a SmartArt diagram, point by point; what Office derives for showing it is left out."""
    for point in root.iter(DGM + "pt") if root is not None else ():
        if point.get("type", "node") not in ("node", "asst"):
            continue
        words = " ".join(
            "".join(run.text or "" for run in paragraph.iter(A + "t"))
            for body in point.findall(DGM + "t")
            for paragraph in body.iter(A + "p")
        )
        if words.strip():
            yield words


def chosen(element: Element) -> Iterator[Element]:
    """The one branch of an alternative that is read: the modern one, or the fallback where that is empty."""
    for branch in (element.find(MC + "Choice"), element.find(MC + "Fallback")):
        if branch is not None and len(branch):
            yield from branch
            return
