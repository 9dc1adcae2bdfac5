"""What a proposition is composed of: the lists of a dossier, looked up by id, and how one of them is cited. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rodedraad.intervals import is_before
from rodedraad.records import (
    Citation,
    CitationRole,
    Figure,
    Frame,
    Links,
    Party,
    Reference,
    Source,
    Statement,
    Thread,
)
from rodedraad.region import Region, named, region_of
from rodedraad.weigh import SURE, voices

OTHER = "anders"
"""The theme of what has no theme: it has no place of its own in the frame."""
_MARKER = re.compile(r"^\s*(?:[•●▪‣–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_NOTE = re.compile(r"[\u2070-\u2079\u00b9\u00b2\u00b3]+$")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A dossier as a proposition sees it. ``merged`` are the statements that people put together.

    ``region`` is None where nothing is told apart: no party of it wrote anything here, or nobody else did.
    """

    frame: Frame
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    links: Links
    merged: Collection[str] = ()
    region: Region | None = None

    @classmethod
    def of(
        cls,
        *,
        frame: Frame,
        sources: Iterable[Source],
        statements: Iterable[Statement],
        links: Links,
        merged: Collection[str] = (),
    ) -> Ground:
        """The same lists by their ids."""
        by_id = {one.id: one for one in sources}
        said = {one.id: one for one in statements}
        region = region_of(frame, said.values(), by_id.values(), links.parties)
        elsewhere = {one.source for one in said.values()} - region.documents
        return cls(
            frame=frame,
            sources=by_id,
            statements=said,
            links=links,
            merged=frozenset(merged),
            region=region if region.own and elsewhere else None,
        )

    def parted(self, parties: Sequence[str], documents: Sequence[str]) -> Ground:
        """The same with the region that an earlier version knew: its parties, and the sources about it."""
        if not parties:
            return replace(self, region=None)
        own = frozenset(parties)
        region = Region(
            name=self.frame.name,
            parties=own,
            named=named(own, self.links.parties),
            documents=frozenset(documents),
            own=frozenset(id_ for id_, one in self.sources.items() if not own.isdisjoint(one.authors)),
            statements=self.statements,
        )
        return replace(self, region=region)

    def is_national(self, cited: Iterable[Citation]) -> bool:
        """Whether nothing of what is cited is of the region; never where nothing is told apart, or nothing cited."""
        ids = [(one.id, one.source) for one in cited]
        if self.region is None or not ids:
            return False
        said = (self.statements.get(id_) for id_, _ in ids)
        is_said = any(one is not None and self.region.says(one) for one in said)
        return not is_said and self.region.documents.isdisjoint(source for _, source in ids)

    def is_of_region(self, statement: Statement) -> bool:
        """Whether a sentence is of the region; always where nothing is told apart."""
        return self.region is None or self.region.says(statement)

    def is_voice(self, statement: Statement) -> bool:
        """Whether a party of the region says it; always where nothing is told apart."""
        return self.region is None or self.region.speaks(statement)

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """The parties by id."""
        return {party.id: party for party in self.links.parties}

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The references by id."""
        return {one.id: one for one in self.links.references}

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The sources of which a copy or a later version holds."""
        return frozenset(one.earlier for one in self.links.kinships)

    @cached_property
    def by_source(self) -> Mapping[str, Sequence[Statement]]:
        """What each source that holds says itself, in the order of its text."""
        found: dict[str, list[Statement]] = {}
        for one in self.statements.values():
            if not one.is_reported and one.source not in self.replaced:
                found.setdefault(one.source, []).append(one)
        return {id_: sorted(said, key=lambda one: (one.start, one.end)) for id_, said in found.items()}

    @cached_property
    def held(self) -> Sequence[Statement]:
        """What sources that hold say themselves: not what they report of others, and no copy or earlier version."""
        return [one for id_ in sorted(self.by_source) for one in self.by_source[id_]]

    @cached_property
    def language(self) -> str | None:
        """The language of most sources; the first in the alphabet of equals."""
        counts = Counter(source.language for source in self.sources.values() if source.language)
        return max(sorted(counts), key=lambda one: counts[one], default=None)

    def is_foreign(self, statement: Statement) -> bool:
        """Whether it is in another language than most sources are."""
        own = statement.language or self.sources[statement.source].language
        return own is not None and own != self.language

    @cached_property
    def latest(self) -> Mapping[str, str]:
        """The date of each party's latest dated document of its own."""
        found: dict[str, str] = {}
        for source in self.sources.values():
            if source.date and not source.is_file_date:
                for id_ in source.authors:
                    found[id_] = max(found.get(id_, ""), source.date)
        return found

    def is_earlier(self, statement: Statement) -> bool:
        """Whether everybody who holds it has a later document here."""
        date = self.sources[statement.source].date
        dates = [self.latest.get(id_, "") for id_ in statement.holders]
        return bool(date) and bool(dates) and all(later and is_before(str(date), later) for later in dates)

    @cached_property
    def told_until(self) -> str | None:
        """The date of the latest document that says its own; None where none does."""
        return max((one.date for one in self.sources.values() if one.date and not one.is_file_date), default=None)

    def is_past(self, statement: Statement) -> bool:
        """Whether its term lies before the latest document was written: what it asks cannot be had any more."""
        term, until = statement.deadline_to, self.told_until
        return bool(term) and bool(until) and is_before(str(term), str(until))

    def is_sure(self, thread: Thread) -> bool:
        """Whether a thread may be called shared unread; one that a person put together always may."""
        return thread.confidence >= SURE or len(set(thread.statements).intersection(self.merged)) > 1

    def voices(self, statement: Statement) -> tuple[str, ...]:
        """Who holds a statement, each with its organ where one spoke."""
        return voices(statement, self.sources[statement.source], self.parties.keys())

    def theme(self, themes: Iterable[str]) -> str | None:
        """The first of these themes in the order of the frame; None where none of them has a place there."""
        own = set(themes) - {OTHER}
        return next((theme.id for theme in self.frame.themes if theme.id in own), None)

    def cite(self, cited: Statement | Reference, role: CitationRole, *, is_shown: bool = False) -> Citation:
        """The citation of a statement, or of the words by which a document is named."""
        statement = cited if isinstance(cited, Statement) else None
        return Citation(
            id=cited.id,
            source=cited.source,
            page=cited.page,
            page_end=statement.page_end if statement else None,
            locator=statement.locator if statement else None,
            start=cited.start,
            end=cited.end,
            quote=cited.quote,
            role=role,
            shown=shown(cited.quote) if is_shown else "",
            voices=self.voices(statement) if statement else (),
            language=(statement.language if statement else None) or self.sources[cited.source].language,
        )


def shown(quote: str) -> str:
    """A quote as it stands in a clause: one line, without the mark of a list or a footnote, inner marks plain."""
    text = " ".join(quote.split())
    text = _NOTE.sub("", _MARKER.sub("", text)).strip()
    return text.replace("«", "“").replace("»", "”")


def figures(statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The numbers and terms that these statements name, each once, with the place of the statement among them."""
    found: dict[str, int] = {}
    for place, one in enumerate(statements):
        for words in (*(amount.words for amount in one.amounts), one.deadline or ""):
            folded = " ".join(words.split())
            if folded and folded in " ".join(one.quote.split()):
                found.setdefault(folded, place)
    return tuple(Figure(words=words, citation=place) for words, place in found.items())
