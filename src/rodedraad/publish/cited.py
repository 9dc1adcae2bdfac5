"""How the papers of what lies ahead say things: names, quotes with a footnote, tables and lists with their bounds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rodedraad import phrases
from rodedraad.publish.ahead import Ahead, ahead, own
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.model_work import mark
from rodedraad.publish.paper import Block, Item, Note, Paper, Paragraph, Run, plain
from rodedraad.publish.publication import Publication
from rodedraad.publish.shortened import shortened
from rodedraad.publish.storyline import Library
from rodedraad.records import Driver, Party, Statement, Variant
from rodedraad.region import Region, region_of
from rodedraad.wording import Language

LONGEST_QUOTE = 420
_LONGEST_WHO = 160
_LONGEST_TITLE = 70


@dataclass(frozen=True)
class Telling:
    """What a paper of what lies ahead is told from: one publication, its views, and its words."""

    publication: Publication

    @property
    def language(self) -> Language:
        """The language of the paper."""
        return self.publication.language

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement by its id."""
        return {one.id: one for one in self.publication.dossier.statements}

    @cached_property
    def parties(self) -> dict[str, Party]:
        """Every party by its id."""
        return {one.id: one for one in self.publication.dossier.links.parties}

    @cached_property
    def ahead(self) -> Ahead:
        """The views of the chapters."""
        dossier = self.publication.dossier
        maker = Excerpts(dossier.sources, dossier.documents, "")
        return ahead(
            dossier.prospects, links=dossier.links, statements=self.statements, maker=maker, region=self.region
        )

    @cached_property
    def region(self) -> Region:
        """The region of the dossier."""
        dossier = self.publication.dossier
        return region_of(dossier.frame, dossier.statements, dossier.sources, dossier.links.parties)

    @cached_property
    def library(self) -> Library:
        """What the stories of its scenarios quote."""
        return Library.of_dossier(self.publication.dossier)

    def say(self, code: str, **values: str | int) -> str:
        """The words of a code of the report."""
        return phrases.said(f"html.{code}", self.language, **values)

    def label(self, kind: str, value: str | None) -> str:
        """The word for a value of a closed list."""
        return phrases.label(kind, value, self.language)

    def count(self, value: int) -> str:
        """A count with its thousands apart."""
        return phrases.number(value, self.language)

    def own(self, named: Driver | Variant) -> str:
        """The name of a driver or variant."""
        return own(named, self.language)

    def names(self, ids: Iterable[str]) -> str:
        """These parties in one phrase."""
        found = [phrases.party(self.parties, id_, self.language) for id_ in dict.fromkeys(ids)]
        return phrases.clipped(phrases.listed(found, self.language), _LONGEST_WHO)

    def quote(
        self, excerpt: Excerpt, words: str = "", *, limit: int = LONGEST_QUOTE, has_note: bool = True
    ) -> tuple[Run, ...]:
        """The words of a quote, around ``words`` where it is long, with a footnote that says where they stand."""
        text = phrases.clipped(excerpt.quote, limit, words).replace("«", "“").replace("»", "”")
        other = excerpt.language if excerpt.language != self.language else None
        return (
            Run(text="«"),
            Run(text=text, is_quoted=True, language=other),
            Run(text="»", note=self.note(excerpt) if has_note else None),
        )

    def placed(self, excerpt: Excerpt, words: str = "", *, limit: int = LONGEST_QUOTE) -> tuple[Run, ...]:
        """The words of a quote and then where they stand: in long lists, where a footnote each would bury the page."""
        note = self.note(excerpt)
        by = mark(excerpt.statement.origin, self.language) if excerpt.statement else ""
        place = ", ".join(filter(None, [phrases.clipped(note.title, _LONGEST_TITLE), note.place, by]))
        return (*self.quote(excerpt, words, limit=limit, has_note=False), Run(text=f" ({place})."))

    def note(self, excerpt: Excerpt) -> Note:
        """Where a quote stands and whose it is."""
        statement = excerpt.statement
        parties = statement.parties if statement else excerpt.source.authors
        who = self.names(parties)
        if statement and statement.is_reported and statement.holder:
            who = phrases.said("html.reported_by", self.language, holder=self.names((statement.holder,)), author=who)
        if statement and (by := mark(statement.origin, self.language)):
            who = f"{who} ({by})" if who else by
        return Note(
            title=self.publication.titled(excerpt.source),
            place=phrases.where(excerpt.source, excerpt.page, excerpt.page_end, excerpt.locator, self.language),
            who=who,
        )

    def answer(self, sentences: Sequence[str]) -> Iterator[Block]:
        """What is read first."""
        for sentence in sentences:
            yield Item(runs=plain(sentence))

    def first_of(self, shown: int, total: int, kind: str) -> Iterator[Block]:
        """That there are more than are shown, and where."""
        told = shortened(shown, total, kind, self.language)
        if told:
            yield Paragraph(runs=plain(told), look="small")

    def small(self, code: str, **values: str | int) -> Paragraph:
        """A sentence in small print."""
        return Paragraph(runs=plain(self.say(code, **values)), look="small")

    def paper(self, title: str, blocks: Iterable[Block]) -> Paper:
        """A paper of its own with these blocks."""
        publication = self.publication
        return Paper(
            title=title,
            subtitle=phrases.clipped(publication.proposition.title, phrases.LONGEST_NAME),
            mark=publication.mark,
            language=self.language,
            stamp=publication.stamp,
            subject=title,
            blocks=tuple(blocks),
            identifier=publication.identifier,
            release=publication.proposition.release,
        )
