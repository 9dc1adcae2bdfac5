"""What the named styles of a Word document mean for its structure: headings, lists, contents, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rodedraad.read.archive import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = W + "val"
# A house style names its own headings, such as "Rapport Niveau 2" or "Hoofdstuk 1".
_HEADING = re.compile(
    r"(?:.{0,40}[^a-z]|rapport|)(?:heading|kop|überschrift|titre|niveau|level|hoofdstuk|paragraaf) ?([1-9])"
)
_TITLE = frozenset({"title", "titel", "titre"})
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoudsopgave|verzeichnis) ?\d|toc heading|kop(?: van)? ?inhoudsopgave")
_FIGURES = re.compile(r"table of figures|lijst met afbeeldingen")
_LIST = re.compile(r"(?:list (?:bullet|number)|lijst ?(?:opsom\.?teken|nummering)|lijstnummering) ?([2-5]?)")
_BODY_OUTLINE: Final = 9
_CHAIN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style with what it inherits: None where neither it nor its ancestors say."""

    outline: int | None = None
    list_level: int | None = None
    is_contents: bool = False
    is_bold: bool | None = None
    is_slanted: bool | None = None
    is_hidden: bool | None = None
    is_struck: bool | None = None
    points: float | None = None


def is_on(properties: Element | None, name: str) -> bool | None:
    """A toggle such as bold: None where it is not set."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(VAL, "1") not in ("0", "false", "off", "none")


def is_struck(properties: Element | None) -> bool | None:
    """Whether text is struck through, by one line or two; None where nothing is said."""
    one, two = is_on(properties, "strike"), is_on(properties, "dstrike")
    return one if two is None else two or one is True


def number(properties: Element | None, name: str) -> int | None:
    """A whole number such as the outline level: None where it is not set or no number."""
    found = properties.find(W + name) if properties is not None else None
    value = found.get(VAL, "") if found is not None else ""
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 9 else None


def points(properties: Element | None) -> float | None:
    """The size of the letters; the format counts in half points."""
    halves = number(properties, "sz")
    return halves / 2 if halves else None


def list_level(properties: Element | None) -> int | None:
    """The nesting from 1 of a numbered or bulleted paragraph; 0 where numbering is switched off; None if unsaid."""
    numbering = properties.find(W + "numPr") if properties is not None else None
    if numbering is None:
        return None
    if number(numbering, "numId") == 0:
        return 0
    return (number(numbering, "ilvl") or 0) + 1


class Styles:
    """The styles of one document, by their id."""

    def __init__(self, root: Element | None) -> None:
        found = {element.get(W + "styleId", ""): element for element in _styles(root)}
        self._elements = found
        self._known: dict[str, Style] = {}
        self.default = ""
        for identity, element in found.items():
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true"):
                self.default = identity
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.points = points(defaults) or 10.0

    def get(self, identity: str) -> Style:
        """The style with all it inherits; an empty one where the document does not define it."""
        if identity not in self._known:
            self._known[identity] = self._resolved(identity)
        return self._known[identity]

    def _resolved(self, identity: str) -> Style:
        outline: int | None = None
        level: int | None = None
        is_contents = False
        bold: bool | None = None
        slanted: bool | None = None
        hidden: bool | None = None
        struck: bool | None = None
        size: float | None = None
        for element in self._chain(identity):
            named = element.find(W + "name")
            name = (named.get(VAL, "") if named is not None else "").casefold().replace("_", " ")
            paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
            if outline is None:
                outline = _outline(name, paragraph)
            if level is None:
                level = list_level(paragraph)
                if level != 0 and (listed := _LIST.fullmatch(name)):
                    level = max(level or 1, int(listed[1] or 1))
            is_contents = is_contents or bool(_CONTENTS.fullmatch(name) or _FIGURES.fullmatch(name))
            bold = is_on(run, "b") if bold is None else bold
            slanted = is_on(run, "i") if slanted is None else slanted
            hidden = is_on(run, "vanish") if hidden is None else hidden
            struck = is_struck(run) if struck is None else struck
            size = points(run) if size is None else size
        return Style(
            outline=outline,
            list_level=level,
            is_contents=is_contents,
            is_bold=bold,
            is_slanted=slanted,
            is_hidden=hidden,
            is_struck=struck,
            points=size,
        )

    def _chain(self, identity: str) -> Iterator[Element]:
        for _ in range(_CHAIN):
            element = self._elements.get(identity)
            if element is None:
                return
            yield element
            based = element.find(W + "basedOn")
            identity = based.get(VAL, "") if based is not None else ""


def _styles(root: Element | None) -> Iterator[Element]:
    return iter(root.findall(W + "style")) if root is not None else iter(())


def _outline(name: str, paragraph: Element | None) -> int | None:
    """The heading level from 1; 0 for what says it is body text."""
    level = number(paragraph, "outlineLvl")
    if level is not None:
        return level + 1 if level < _BODY_OUTLINE else 0
    if found := _HEADING.fullmatch(name):
        return int(found[1])
    return 1 if name in _TITLE else None
