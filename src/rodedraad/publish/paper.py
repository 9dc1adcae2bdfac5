"""A text as it stands on paper: what the proposition, letters and the reactienota are before they are a file. Pure.

    Publication --proposal.py, letters--> Paper --docx.py--> DOCX
                                               --pdf.py---> PDF

A paper says what each piece is (a heading, a clause, a quote, a footnote), never how it looks: that is the style's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from rodedraad.records import Message
from rodedraad.wording import Language, word

Look: TypeAlias = Literal["body", "core", "clause", "detail", "small"]
"""How a paragraph serves: plain text, a clause on the one page, a clause in the reading, what is told under a clause,
and small print."""

UNSEEN = "\ufffd"
"""What stands in the place of a character that no paper can show."""
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)
"""Controls, halves of characters, none at all, and those that turn the reading direction of what follows."""
LONGEST_TEXT = 20_000
"""Characters of one run; a document's own sentence is never so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: the source's title, where in it, who says it, and the quote. What the text has already is empty."""

    title: str
    place: str = ""
    who: str = ""
    quote: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one kind: plain, the words of a source, or strong; ``note`` is marked just after them.

    ``to`` is the anchor in the same paper that they lead to. ``language`` is theirs where it is not the paper's.
    """

    text: str
    is_quoted: bool = False
    is_strong: bool = False
    note: Note | None = None
    to: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is the first below the title. ``starts_page`` begins a new page with it."""

    text: str
    level: int = 1
    anchor: str | None = None
    starts_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of runs.

    ``number`` and ``before`` stand before it, outside what the anchor holds. ``anchor`` is the id of the clause that
    these runs are (no other may have it), ``comment`` what a word processor shows beside it: the quotes, a line each.
    ``is_with_next`` keeps it on the page of what follows.
    """

    runs: tuple[Run, ...]
    look: Look = "body"
    number: str = ""
    before: tuple[Run, ...] = ()
    anchor: str | None = None
    comment: tuple[str, ...] = ()
    is_with_next: bool = False

    @property
    def text(self) -> str:
        """The words, without number and notes."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list; level 1 is the outermost. ``look`` "small" is small print."""

    runs: tuple[Run, ...]
    level: int = 1
    look: Look = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with the heading of each column; a cell is runs. ``widths`` are shares of the width, one a column.

    ``summary`` says what it tells, for who cannot see it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    summary: str
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as SVG that stands on its own; ``text`` says in words what it shows.

    What it shows stands in a table or list beside it too: a Word file has the title and the words alone.
    """

    svg: str
    title: str
    text: str


Block: TypeAlias = Heading | Paragraph | Item | Table | Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole text. ``mark`` says in words whether a person approved it: on every page and in the file's properties.

    ``stamp`` is the time that the file gives as its own. ``identifier`` is the hash of the version that it shows, so
    that an edited file is known again; empty where there is none. ``release`` names the program.
    """

    title: str
    mark: str
    language: Language
    stamp: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    subject: str = ""
    identifier: str = ""
    release: str = ""


def plain(text: str, *, is_strong: bool = False) -> tuple[Run, ...]:
    """One run of these words; none where there are none."""
    return (Run(text=text, is_strong=is_strong),) if text else ()


def printable(text: str) -> str:
    """The text as paper shows it: what cannot be printed is replaced by ``UNSEEN``, one for one, and nothing dropped."""
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT] + " …"
    return _UNPRINTABLE.sub(UNSEEN, text)


def note_runs(note: Note, language: Language) -> tuple[Run, ...]:
    """A footnote in one line: "Title, p. 3; who: «quote»"."""
    told = f"{note.title}, {note.place}" if note.place else note.title
    if note.who:
        told += f"; {note.who}"
    if not note.quote:
        return (Run(text=f"{told}."),)
    before, _, after = word(Message.of("paper.note_quote", place=told, quote="\0"), language).rpartition("\0")
    return (Run(text=before), Run(text=note.quote, language=note.language), Run(text=after))


def note_text(note: Note, language: Language) -> str:
    """The words of a footnote."""
    return "".join(run.text for run in note_runs(note, language))


def moment(stamp: str) -> datetime:
    """The time of a stamp; 1980 where it is none, as in a zip without times."""
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def runs_of(blocks: Iterable[Block]) -> Iterable[Run]:
    """Every run of these blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (run for row in block.rows for cell in row for run in cell)
        elif isinstance(block, Paragraph):
            yield from (*block.before, *block.runs)
        elif isinstance(block, Item):
            yield from block.runs


def bookmark(anchor: str) -> str:
    """The name of the bookmark of an anchor: letters, digits and "_", at most 40, as word processors want it.

    That of a clause begins with "c_", any other with "a_".
    """
    kind = "c_" if anchor.startswith("c-") else "a_"
    return kind + re.sub(r"[^A-Za-z0-9_]", "_", anchor.removeprefix("c-"))[:38]
