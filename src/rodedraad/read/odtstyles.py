"""What the styles of an OpenDocument text mean for its structure: headings, bold, raised, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rodedraad.read.archive import Element

OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_HEADING = re.compile(r"(?:heading|kop)(?:_20_| )?([1-9])", re.IGNORECASE)
_TITLE: Final = frozenset({"title", "titel"})
_POINTS = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)pt")
_CHAIN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style with what it inherits."""

    outline: int | None = None
    is_bold: bool = False
    is_hidden: bool = False
    is_raised: bool = False
    points: float | None = None


class Styles:
    """All named and automatic styles of one document, by family and name."""

    def __init__(self, *roots: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        for root in roots:
            for element in root.iter(STYLE + "style") if root is not None else ():
                self._elements.setdefault((element.get(STYLE + "family", ""), element.get(STYLE + "name", "")), element)
        self._known: dict[tuple[str, str], Style] = {}

    def get(self, family: str, name: str) -> Style:
        """The style; an empty one where the document does not define it."""
        key = (family, name)
        if key not in self._known:
            self._known[key] = self._resolved(family, name)
        return self._known[key]

    def _resolved(self, family: str, name: str) -> Style:
        outline: int | None = None
        weight, display, position, size = "", "", "", ""
        for _ in range(_CHAIN):
            element = self._elements.get((family, name))
            if element is None:
                break
            run = element.find(STYLE + "text-properties")
            if outline is None:
                outline = _outline(name, element)
            if run is not None:
                weight = weight or run.get(FO + "font-weight", "")
                display = display or run.get(TEXT + "display", "")
                position = position or run.get(STYLE + "text-position", "")
                size = size or run.get(FO + "font-size", "")
            name = element.get(STYLE + "parent-style-name", "")
        found = _POINTS.fullmatch(size)
        return Style(
            outline=outline,
            is_bold=weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= 600),
            is_hidden=display == "none",
            is_raised=position.startswith("super"),
            points=float(found[1]) if found else None,
        )


def _outline(name: str, element: Element) -> int | None:
    level = element.get(STYLE + "default-outline-level")
    if level is not None:
        return int(level) if level.isdecimal() and level.isascii() and len(level) == 1 else 0
    for candidate in (name, element.get(STYLE + "display-name", "")):
        if found := _HEADING.fullmatch(candidate):
            return int(found[1])
        if candidate.casefold() in _TITLE:
            return 1
    return None
