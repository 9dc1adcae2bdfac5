"""The text of an edited Word file in pieces: each with its paragraph, and the tracked changes and comments it is in. Pure.

A piece that was inserted or deleted knows by whom, so that the text before, the text after, and the text with one
person's changes alone can each be read off. Moved text is deleted in one place and inserted in another (ECMA-376, 17.13).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from rodedraad.read.archive import Element, Package
from rodedraad.read.opc import MC
from rodedraad.read.wordstyles import VAL, Styles, W

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_INSERTED: Final = frozenset({W + "ins", W + "moveTo"})
_DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_PLAIN: Final = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_PASSED: Final = frozenset(
    {W + "pPr", W + "rPr", W + "instrText", W + "delInstrText", W + "drawing", W + "pict", W + "object"}
)
MARK: Final = "c_"
"""How the bookmark of a clause begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """One tracked change: an insertion or deletion, by whom and when, as the file has them."""

    kind: Literal["ins", "del"]
    author: str
    at: str
    is_move: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words in one state: ``changes`` are the places of the tracked changes around them, ``to`` the bookmark linked to."""

    text: str
    paragraph: int
    changes: tuple[int, ...] = ()
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment: its id, author, date and text, the comment it answers, and whether it was marked as settled."""

    id: str
    author: str
    at: str
    text: str
    parent: str | None = None
    is_done: bool = False


@dataclass(slots=True)
class Body:
    """The body of a file, in its order. Places are those of ``pieces``; an end is the place after the last.

    ``headings`` are the paragraphs that are headings or stand in a table; ``marks`` the bookmarks of clauses, each
    [start, end) with the paragraph it starts in; ``comments`` where each comment by id starts and ends.
    """

    pieces: list[Piece] = field(default_factory=list)
    changes: list[Tracked] = field(default_factory=list)
    paragraphs: int = 0
    headings: set[int] = field(default_factory=set)
    marks: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)
    split: set[int] = field(default_factory=set)

    def text(self, places: Iterable[int], accepted: Collection[int] = ()) -> str:
        """The words at these places with these changes accepted and all others as if they had not been made."""
        parts: list[str] = []
        last: int | None = None
        for place in places:
            piece = self.pieces[place]
            if all((self.changes[one].kind == "ins") == (one in accepted) for one in piece.changes):
                if last is not None and piece.paragraph != last:
                    parts.append("\n")
                parts.append(piece.text)
                last = piece.paragraph
        return "".join(parts)


def body_of(package: Package) -> Body:
    """The body of a Word file. Raises UnreadableSource."""
    main = package.main_part()
    root = package.xml(main)
    styles = next((one.target for one in package.relationships(main) if one.kind == "styles"), None)
    made = _Walk(Styles(package.xml(styles) if styles else None))
    start = root.find(W + "body") if root is not None else None
    if start is not None:
        made.walk(start, ())
        made.close()
    return made.body


def comments_of(package: Package) -> tuple[Said, ...]:
    """The comments of a Word file, in the order in which it lists them."""
    main = package.main_part()
    parts = {one.kind: one.target for one in package.relationships(main)}
    root = package.xml(parts["comments"]) if "comments" in parts else None
    if root is None:
        return ()
    threads = package.xml(parts["commentsExtended"]) if "commentsExtended" in parts else None
    extended = {
        one.get(_W15 + "paraId", ""): (one.get(_W15 + "paraIdParent"), one.get(_W15 + "done") in ("1", "true"))
        for one in (threads.iter(_W15 + "commentEx") if threads is not None else ())
    }
    owner: dict[str, str] = {}
    found = []
    for comment in root.findall(W + "comment"):
        paragraphs = list(comment.iter(W + "p"))
        keys = [one.get(_W14 + "paraId", "") for one in paragraphs]
        owner.update({key: comment.get(W + "id", "") for key in keys if key})
        words = "\n".join(filter(None, (_plain(one) for one in paragraphs)))
        found.append((comment, keys, words))
    return tuple(
        Said(
            id=comment.get(W + "id", ""),
            author=comment.get(W + "author", "").strip(),
            at=comment.get(W + "date", ""),
            text=words,
            parent=next((owner.get(parent) for key in keys if (parent := extended.get(key, (None, False))[0])), None),
            is_done=any(extended.get(key, (None, False))[1] for key in keys),
        )
        for comment, keys, words in found
    )


def _plain(paragraph: Element) -> str:
    """The words of a paragraph of a comment; what was deleted there is gone."""
    parts = (
        element.text or "" if element.tag == W + "t" else _PLAIN[str(element.tag)]
        for element in paragraph.iter(W + "t", *_PLAIN)
    )
    return "".join(parts).strip()


class _Walk:
    """One pass over a body. Kept: the paragraph, the link and the table that it is in, and marks that are still open."""

    def __init__(self, styles: Styles) -> None:
        self.body = Body()
        self._styles = styles
        self._open: dict[str, tuple[str, int, int]] = {}
        self._started: dict[str, int] = {}
        self._link = ""
        self._tables = 0

    def walk(self, parent: Element, changes: tuple[int, ...]) -> None:
        """Everything below an element, inside these changes."""
        for element in parent:
            tag = element.tag
            if tag == W + "p":
                self._paragraph(element, changes)
            elif tag == W + "t" or tag == W + "delText":
                self._put(element.text or "", changes)
            elif tag in _PLAIN:
                self._put(_PLAIN[tag], changes)
            elif tag in _INSERTED or tag in _DELETED:
                self.walk(element, (*changes, self._changed(element)))
            elif tag == W + "hyperlink":
                before, self._link = self._link, element.get(W + "anchor", "")
                self.walk(element, changes)
                self._link = before
            elif tag == W + "tbl":
                self._tables += 1
                self.walk(element, changes)
                self._tables -= 1
            elif tag == MC + "AlternateContent":
                for branch in element.findall(MC + "Choice")[:1]:
                    self.walk(branch, changes)
            elif tag in (W + "bookmarkStart", W + "bookmarkEnd", W + "commentRangeStart", W + "commentRangeEnd"):
                self._mark(element)
            elif tag == W + "commentReference":
                self._referred(element.get(W + "id", ""))
            elif isinstance(tag, str) and tag not in _PASSED:
                self.walk(element, changes)

    def close(self) -> None:
        """Ends what the file left open."""
        end = len(self.body.pieces)
        for name, start, paragraph in self._open.values():
            self.body.marks.setdefault(name, (start, end, paragraph))
        for id_, start in self._started.items():
            self.body.comments.setdefault(id_, (start, end))

    def _paragraph(self, element: Element, changes: tuple[int, ...]) -> None:
        own = element.find(W + "pPr")
        named = own.find(W + "pStyle") if own is not None else None
        style = self._styles.get(named.get(VAL, "") if named is not None else self._styles.default)
        self.body.paragraphs += 1
        if style.outline or self._tables:
            self.body.headings.add(self.body.paragraphs)
        mark = own.find(W + "rPr") if own is not None else None
        if mark is not None and mark.find(W + "ins") is not None:
            self.body.split.add(self.body.paragraphs)
        self.walk(element, changes)

    def _put(self, text: str, changes: tuple[int, ...]) -> None:
        if text:
            self.body.pieces.append(Piece(text=text, paragraph=self.body.paragraphs, changes=changes, to=self._link))

    def _changed(self, element: Element) -> int:
        kind: Literal["ins", "del"] = "ins" if element.tag in _INSERTED else "del"
        author, at = element.get(W + "author", "").strip(), element.get(W + "date", "")
        is_move = element.tag in (W + "moveTo", W + "moveFrom")
        self.body.changes.append(Tracked(kind=kind, author=author, at=at, is_move=is_move))
        return len(self.body.changes) - 1

    def _mark(self, element: Element) -> None:
        id_, place = element.get(W + "id", ""), len(self.body.pieces)
        if element.tag == W + "bookmarkStart":
            name = element.get(W + "name", "")
            if name.startswith(MARK):
                # between two paragraphs it belongs to the one that follows
                inside = element.getparent() is not None and _is_in_paragraph(element)
                self._open[id_] = (name, place, self.body.paragraphs + (not inside))
        elif element.tag == W + "bookmarkEnd":
            if id_ in self._open:
                name, start, paragraph = self._open.pop(id_)
                self.body.marks.setdefault(name, (start, place, paragraph))
        elif element.tag == W + "commentRangeStart":
            self._started[id_] = place
        else:
            self.body.comments[id_] = (self._started.pop(id_, place), place)

    def _referred(self, id_: str) -> None:
        """A comment without a range is about the place where its mark stands."""
        place = len(self.body.pieces)
        if id_ not in self.body.comments:
            self.body.comments[id_] = (self._started.pop(id_, place), place)


def _is_in_paragraph(element: Element) -> bool:
    return any(one.tag == W + "p" for one in element.iterancestors())


def by_author(body: Body, places: Iterable[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The changes at these places, by who made them, in the order of the text; changes inside others are theirs too."""
    found: dict[str, dict[int, None]] = {}
    for place in places:
        for one in body.pieces[place].changes:
            found.setdefault(body.changes[one].author, {})[one] = None
    for author, own in found.items():
        yield author, tuple(own)


def with_around(body: Body, places: Sequence[int], own: Collection[int]) -> frozenset[int]:
    """These changes with the insertions that they were made inside of: without those they could not be."""
    around = set(own)
    for place in places:
        changes = body.pieces[place].changes
        inner = [at for at, one in enumerate(changes) if one in own]
        if inner:
            around.update(one for one in changes[: inner[-1]] if body.changes[one].kind == "ins")
    return frozenset(around)
