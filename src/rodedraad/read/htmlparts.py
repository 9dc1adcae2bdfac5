"""Which parts of a web page are its text, and which are menus, margins, notes or hidden."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from rodedraad.read.archive import Element
from rodedraad.records import BlockKind

_NEVER: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "select",
        "button",
        "textarea",
        "input",
        "datalist",
        "dialog",
        "map",
        "del",
        "s",
        "strike",
        "annotation",
        "annotation-xml",
        "rp",
        "rt",
    ]
)
_NEVER_ROLES: Final = frozenset({"search", "dialog", "alertdialog", "menu", "menubar", "tooltip"})
_HIDDEN = re.compile(
    r"(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all)", re.IGNORECASE
)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:cookies?|breadcrumbs?|kruimelpad|skip-?links?|share|sharing|social|related|sidebar|side-bar|menu|nav"
    r"|navbar|navigation|pagination|paginering|advert\w{0,10}|newsletter|nieuwsbrief|login|popup|modal|banner"
    r"|sr-only|visually-hidden|screen-reader-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:^|[\s_-])(?:toc|tableofcontents|table-of-contents|inhoud|inhoudsopgave)(?:$|[\s_-])", re.IGNORECASE
)
_NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|voetnoten|voetnoot|eindnoten|fn)(?:$|[\s_-])", re.IGNORECASE)
_NOTE_ID = re.compile(r"(?:fn|ftn|edn|footnote|endnote|cite_note|voetnoot)[:_-]{0,2}\d{1,4}", re.IGNORECASE)
_NOTE_TAGS: Final = frozenset({"li", "p", "div", "aside", "section", "ol"})
_NAMED: Final = frozenset({"div", "section", "ul", "ol", "aside", "p", "span", "a", "table", "form"})
_FRAMES: Final = frozenset({"main", "article", "section", "blockquote", "figure", "td"})
_CELLS: Final = frozenset({"td", "th"})


def attribute(element: Element, name: str) -> str:
    """An attribute's value, or the empty string."""
    value = element.get(name)
    return value.strip() if isinstance(value, str) else ""


class Parts:
    """A page's parts, found in one pass: the main part, its margins, and how much text each doubtful part holds."""

    def __init__(self, root: Element) -> None:
        self.margins: list[Element] = []
        self.first_heading: Element | None = None
        self._lengths: dict[Element, int] = {}
        self._nested: dict[Element, bool] = {}
        self._inside: set[Element] = set()  # menus within the text: they list what follows
        self._around: set[Element] = set()
        mains, articles = self._survey(root)
        body = root.find("body") if root.tag == "html" else root
        self.main = body if body is not None else root
        whole = max(1, self._lengths.get(self.main, 0))
        for found, share in ((mains, 3), (articles, 2)):
            if len(found) == 1 and self._lengths[found[0]] * share >= whole:
                self.main = found[0]
                break
        self._settle_margins()
        self._whole = max(1, self._lengths.get(self.main, whole))

    def is_left_out(self, element: Element) -> bool:
        """Whether nothing of this part is text."""
        tag = element.tag
        if tag in _NEVER or element in self._around:
            return True
        if not element.attrib and tag != "nav":
            return False
        role = attribute(element, "role").lower()
        if role in _NEVER_ROLES or element.get("hidden") is not None or attribute(element, "aria-hidden") == "true":
            return True
        if _HIDDEN.search(attribute(element, "style")[:2000]):
            return True
        if tag == "nav" or role == "navigation":
            return element not in self._inside
        if tag in _NAMED and _AROUND.search(_names(element)):
            return self._lengths.get(element, 0) * 2 < self._whole
        return False

    def kind_of(self, element: Element) -> BlockKind | None:
        """The kind of all text in this part, where that does not depend on its tags."""
        tag = element.tag
        if element in self._inside:
            return "contents"
        if not element.attrib:
            return None
        role = attribute(element, "role").lower()
        if role == "doc-toc" or (tag in _NAMED and _CONTENTS.search(_names(element))):
            return "contents" if self._lengths.get(element, 0) * 2 < self._whole else None
        if role in ("doc-footnote", "doc-footnotes", "doc-endnote", "doc-endnotes"):
            return "footnote"
        if tag in _NOTE_TAGS and (_NOTES.search(_names(element)) or _NOTE_ID.fullmatch(attribute(element, "id"))):
            return "footnote"
        return None

    def is_layout(self, table: Element) -> bool:
        """Whether a table only puts things beside each other: it holds tables or headings, or has one column."""
        return self._nested.get(table, False) or attribute(table, "role").lower() in ("presentation", "none")

    def _survey(self, root: Element) -> tuple[list[Element], list[Element]]:
        mains: list[Element] = []
        articles: list[Element] = []
        tables: list[list[int]] = []  # for each open table: cells in this row, most cells in a row, holds blocks
        frames = 0
        characters = 0
        starts: dict[Element, int] = {}
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                starts[element] = characters
                if tag not in _NEVER:
                    characters += len((element.text or "").strip())
                frames += tag in _FRAMES
                if tag == "main" or attribute(element, "role") == "main":
                    mains.append(element)
                elif tag == "article":
                    articles.append(element)
                elif tag in ("header", "footer") and not frames:
                    self._around.add(element)
                elif tag == "nav" and frames:
                    self._inside.add(element)
                elif tag == "h1" and self.first_heading is None:
                    self.first_heading = element
                self._survey_table(tables, element)
            else:
                self._lengths[element] = characters - starts.pop(element)
                characters += len((element.tail or "").strip())
                frames -= tag in _FRAMES
                if tag == "table" and tables:
                    _, most, holds = tables.pop()
                    self._nested[element] = bool(holds) or most <= 1
        return mains, articles

    def _survey_table(self, tables: list[list[int]], element: Element) -> None:
        tag = element.tag
        if tag == "table":
            if tables:
                tables[-1][2] = 1
            tables.append([0, 0, 0])
        elif tables and tag == "tr":
            tables[-1][0] = 0
        elif tables and tag in _CELLS:
            tables[-1][0] += 1
            tables[-1][1] = max(tables[-1][:2])
        elif tables and tag in ("h1", "h2", "h3"):
            tables[-1][2] = 1

    def _settle_margins(self) -> None:
        """The page's own header and footer are furniture; a heading in that header that the text lacks is kept."""
        inside = set(self.main.iter("h1")) if self.main is not None else set()
        around = {heading: part for part in self._around for heading in part.iter("h1")}
        if inside - set(around) or (
            self.first_heading is not None and self.first_heading in inside and self.first_heading not in around
        ):
            self.first_heading = None
        self.margins = sorted(self._around, key=lambda element: element.tag != "header")


def _names(element: Element) -> str:
    return f"{attribute(element, 'class')[:300]} {attribute(element, 'id')[:100]}"
