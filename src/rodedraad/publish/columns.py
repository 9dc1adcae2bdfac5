"""What a table of a workbook is: its columns, its rows, and the words that its cells are put in. Pure, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from rodedraad import phrases
from rodedraad.publish.editable import EDITABLE, theme_names
from rodedraad.publish.model_work import mark
from rodedraad.publish.publication import Publication
from rodedraad.records import Citation, Party, Reference, Statement

Cell: TypeAlias = str | int | float | None
TITLE_CHARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its key, what stands in it, how wide it is (in characters) and whether it is a share (0.65 is 65%).

    ``title`` is its heading where the key has no wording: that of a column which only this dossier has.
    """

    key: str
    cell: Callable[[Any], Cell]
    width: int = 14
    is_share: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One list: its kind, its columns and its rows, which are records that the columns know."""

    kind: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]

    def is_editable(self, column: Column) -> bool:
        """Whether people may change this column, and it is read back."""
        return column.key in EDITABLE.get(self.kind, ())


@dataclass(frozen=True)
class Words:
    """What the ids of one publication stand for, in its language."""

    publication: Publication

    @cached_property
    def known(self) -> dict[str, Statement]:
        """Every statement by its id."""
        return {one.id: one for one in self.publication.dossier.statements}

    @cached_property
    def parties_by_id(self) -> dict[str, Party]:
        """Every party by its id."""
        own = {one.id: one for one in self.publication.proposition.parties}
        return {**own, **{one.id: one for one in self.publication.dossier.links.parties}}

    @cached_property
    def themes(self) -> dict[str, str]:
        """The names of the themes."""
        return theme_names(self.publication.proposition.themes, self.publication.language)

    @cached_property
    def cited_in(self) -> dict[str, list[int]]:
        """The numbers of the clauses that cite a statement."""
        found: dict[str, list[int]] = {}
        for clause in self.publication.proposition.clauses:
            for id_ in dict.fromkeys(one.id for one in clause.citations):
                found.setdefault(id_, []).append(self.publication.numbers[clause.id])
        return found

    def said(self, code: str, **values: str | int) -> str:
        """The words of a code."""
        return phrases.said(code, self.publication.language, **values)

    def label(self, kind: str, value: str | None) -> str:
        """The word for a value of a closed list; empty for none."""
        return phrases.label(kind, value, self.publication.language) if value else ""

    def who(self, voices: Sequence[str]) -> str:
        """These voices in one phrase."""
        return phrases.voices(voices, self.parties_by_id, self.publication.language)

    def speaker(self, one: Statement) -> str:
        """Who holds a statement; of a reported view also who reports it."""
        said = self.who(one.parties)
        if one.is_reported and one.holder:
            said = self.said("html.reported_by", holder=self.who((one.holder,)), author=said)
        by = mark(one.origin, self.publication.language)
        return " ".join(filter(None, [said, f"({by})" if by else ""]))

    def theme_words(self, ids: Iterable[str]) -> str:
        """The names of these themes."""
        return "; ".join(self.themes.get(id_, id_) for id_ in ids)

    def title(self, id_: str | None) -> str:
        """The title of a source."""
        source = self.publication.sources.get(id_ or "")
        return phrases.clipped(source.title, TITLE_CHARS) if source else ""

    def place(self, one: Statement | Citation | Reference) -> str:
        """The place in the source: page, slide or locator."""
        source = self.publication.sources.get(one.source)
        if source is None:
            return ""
        last = None if isinstance(one, Reference) else one.page_end
        locator = None if isinstance(one, Reference) else one.locator
        return phrases.where(source, one.page, last, locator, self.publication.language)

    def numbers(self, ids: Iterable[str]) -> str:
        """The numbers of the clauses that cite any of these statements."""
        return ", ".join(map(str, sorted({number for id_ in ids for number in self.cited_in.get(id_, ())})))

    def date(self, value: str | None) -> str:
        """A date as far as it is known; empty for none."""
        return phrases.date(value, self.publication.language) if value else ""

    def moment(self, value: str) -> str:
        """A time stamp as a date with its time."""
        return phrases.moment(value, self.publication.language) if value else ""
