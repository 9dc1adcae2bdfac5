"""A paper as a Word file: headings, footnotes, comments with the quotes, bookmarks by which an edited file is known again.

    Paper --docx--> bytes

``python-docx`` opens the base (its own, or an organisation's file), keeps the parts together and writes comments; the
paragraphs, footnotes and bookmarks are written here as WordprocessingML (ECMA-376, part 1, 17.2, 17.11, 17.13).
Method: docs/method/paper.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rodedraad import phrases
from rodedraad.publish.paper import (
    Block,
    Drawing,
    Heading,
    Item,
    Paper,
    Paragraph,
    Run,
    Table,
    bookmark,
    moment,
    printable,
)
from rodedraad.publish.wordbase import Base, opened
from rodedraad.publish.wordparts import LOCALES, NoteParts, element, packed, properties, qn, sub

AUTHOR = "Rodedraad"
"""Who writes our own comments: those of people bear their names."""
_LOOKS = {"body": "Body", "core": "Core", "clause": "Clause", "detail": "Detail", "small": "Small"}
_DEEPEST = 4
_FIRST_COMMENT = 1_000_000
"""Ids of comments start far from those of footnotes: LibreOffice 7.4 mixes up two that are equal, and their texts."""


def docx(paper: Paper, *, style: bytes | None = None) -> bytes:
    """The paper as a DOCX. ``style`` is a file whose styles, header, footer and page size it takes, and no text.

    Raises WrongUse where ``style`` is no DOCX that can be used.
    """
    base = opened(style, language=paper.language)
    _Writer(paper, base).write()
    properties(base.document, paper, moment(paper.stamp))
    return packed(base.document)


class _Writer:
    """Writes the blocks of one paper into the body of a base."""

    def __init__(self, paper: Paper, base: Base) -> None:
        self.paper = paper
        self.base = base
        self.notes = NoteParts(base.document, base.styles, paper.language)
        self.anchors = {
            block.anchor for block in paper.blocks if isinstance(block, Heading | Paragraph) and block.anchor
        }
        self.marks: set[str] = set()
        self.made = moment(paper.stamp)

    def write(self) -> None:
        """All of it, in order; the mark stands below the title and on every page."""
        paper = self.paper
        self._paragraph("Title", (Run(text=paper.title),))
        if paper.subtitle:
            self._paragraph("Subtitle", (Run(text=paper.subtitle),))
        if paper.mark:
            self._paragraph("Mark", (Run(text=paper.mark, is_strong=True),))
        for block in paper.blocks:
            self._block(block)
        self.base.mark(paper.mark, footer=self._page_of())
        self.notes.write()

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                style = f"Heading{min(block.level, _DEEPEST)}"
                made = self._paragraph(style, (Run(text=block.text),), anchor=block.anchor)
                if block.starts_page:
                    sub(made.pPr, "w:pageBreakBefore")
            case Paragraph():
                made = self._paragraph(
                    _LOOKS[block.look],
                    block.runs,
                    number=block.number,
                    before=block.before,
                    anchor=block.anchor,
                    comment=block.comment,
                )
                if block.is_with_next:
                    made.pPr.insert(1, element("w:keepNext"))
            case Item():
                self._item(block)
            case Table():
                self._table(block)
            case Drawing():
                self._paragraph(_LOOKS["small"], (Run(text=block.title, is_strong=True), Run(text=f": {block.text}")))

    def _item(self, item: Item) -> None:
        style = "List" if item.look == "body" else "ListSmall"
        before = () if self.base.has_bullets else (Run(text="–\t"),)
        made = self._paragraph(style, item.runs, before=before)
        if item.level > 1:
            sub(made.pPr, "w:ind", left=str(360 * item.level), hanging="360")

    def _paragraph(
        self,
        style: str,
        runs: Sequence[Run],
        *,
        number: str = "",
        before: Sequence[Run] = (),
        anchor: str | None = None,
        comment: Sequence[str] = (),
        into: Any = None,
    ) -> Any:
        """A paragraph at the end of the body, or of a cell."""
        made = element("w:p")
        sub(sub(made, "w:pPr"), "w:pStyle", val=self.base.styles[style])
        if number:
            made.append(_run(Run(text=f"{number}\t", is_strong=True)))
        self._runs(made, before)
        is_marked = anchor is not None and bookmark(anchor) not in self.marks
        if anchor is not None and is_marked:
            place = str(len(self.marks))
            self.marks.add(bookmark(anchor))
            made.append(element("w:bookmarkStart", id=place, name=bookmark(anchor)))
        first = len(made)
        self._runs(made, runs)
        if is_marked:
            made.append(element("w:bookmarkEnd", id=place))
        if comment and len(made) > first:
            self._comment(made, first, comment)
        if into is None:
            self.base.body.append(made)
        else:
            into.append(made)
        return made

    def _runs(self, paragraph: Any, runs: Iterable[Run]) -> None:
        is_noted = False
        for run in runs:
            if is_noted and run.note is not None and not run.text:
                comma = sub(paragraph, "w:r")
                sub(sub(comma, "w:rPr"), "w:rStyle", val=self.base.styles["FootnoteReference"])
                sub(comma, "w:t").text = ","
            is_noted = run.note is not None
            if run.text:
                written = _run(run, style=self.base.styles["Quoted"] if run.is_quoted else None)
                if run.to in self.anchors and run.to is not None:
                    written_in = sub(paragraph, "w:hyperlink", anchor=bookmark(run.to), history="1")
                    written_in.append(written)
                else:
                    paragraph.append(written)
            if run.note is not None:
                paragraph.append(self.notes.reference(run.note))

    def _comment(self, paragraph: Any, first: int, lines: Sequence[str]) -> None:
        """What stands beside a clause, from its first word to its last."""
        text = "\n".join(printable(" ".join(line.split())) for line in lines)
        comment = self.base.document.comments.add_comment(text=text, author=AUTHOR, initials="R")
        written = comment._comment_elm  # noqa: SLF001  python-docx gives it the clock's time and its own styles
        written.date = self.made
        for node in written.iter(qn("w:pStyle"), qn("w:rStyle")):
            kind = "CommentText" if node.tag == qn("w:pStyle") else "CommentReference"
            node.set(qn("w:val"), self.base.styles[kind])
        number = str(_FIRST_COMMENT + len(self.base.document.comments))
        written.set(qn("w:id"), number)
        paragraph.insert(first, element("w:commentRangeStart", id=number))
        sub(paragraph, "w:commentRangeEnd", id=number)
        mark = sub(paragraph, "w:r")
        sub(sub(mark, "w:rPr"), "w:rStyle", val=self.base.styles["CommentReference"])
        sub(mark, "w:commentReference", id=number)

    def _table(self, table: Table) -> None:
        """A table whose first row is repeated and marked as its heading."""
        made = element("w:tbl")
        looks = sub(made, "w:tblPr")
        sub(looks, "w:tblStyle", val=self.base.styles["Table"])
        sub(looks, "w:tblW", w="5000", type="pct")
        sub(looks, "w:tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
        sub(looks, "w:tblDescription", val=printable(table.summary)[:400])
        shares = table.widths or (1,) * len(table.columns)
        widths = [self.base.width * share // sum(shares) for share in shares]
        grid = sub(made, "w:tblGrid")
        for width in widths:
            sub(grid, "w:gridCol", w=str(width))
        heads = tuple((Run(text=column, is_strong=True),) for column in table.columns)
        for place, row in enumerate((heads, *table.rows)):
            line = sub(made, "w:tr")
            kind = sub(line, "w:trPr")
            sub(kind, "w:cantSplit")
            if place == 0:
                sub(kind, "w:tblHeader")
            for width, cell in zip(widths, row, strict=True):
                box = sub(line, "w:tc")
                sub(sub(box, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
                self._paragraph("Cell", cell, into=box)
        self.base.body.append(made)
        self._paragraph("Small", ())

    def _page_of(self) -> Sequence[str]:
        """The words around the number of the page and of how many there are."""
        said = phrases.said("paper.page_of", self.paper.language, page="\0", pages="\0")
        return said.split("\0")


def _run(run: Run, *, style: str | None = None) -> Any:
    """A run of text; a line end in it is one on paper, other white space a blank."""
    made = element("w:r")
    kinds = element("w:rPr")
    if style:
        sub(kinds, "w:rStyle", val=style)
    if run.is_strong:
        sub(kinds, "w:b")
    if run.language:
        sub(kinds, "w:lang", val=LOCALES.get(run.language, run.language))
    if len(kinds):
        made.append(kinds)
    for place, line in enumerate(printable(run.text).replace("\r\n", "\n").split("\n")):
        if place:
            sub(made, "w:br")
        for at, words in enumerate(line.split("\t")):
            if at:
                sub(made, "w:tab")
            if words:
                sub(made, "w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = words
    return made
