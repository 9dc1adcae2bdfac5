"""One version of the proposition as it goes out: what every exporter of it starts from, and how its clauses read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rodedraad import phrases
from rodedraad.propose import signing
from rodedraad.propose.core import SHARES
from rodedraad.publish.storyline import Worded
from rodedraad.publish.view import Dossier
from rodedraad.records import Citation, Clause, ClausePart, Contribution, Proposition, Refusal, Source, Version
from rodedraad.region import plain
from rodedraad.wording import Language

ReadPart: TypeAlias = ClausePart | Literal["national"]
"""What a clause does, or that it is not of the region: those stand together, after the region's own."""
CORE_PARTS: tuple[ClausePart, ...] = tuple(SHARES)
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a clause's text: plain words, or the words of a citation, which is then ``citation`` (its place)."""

    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The clauses of one theme, in reading order; ``theme`` is None for what has no place in the frame."""

    theme: str | None
    title: str
    clauses: tuple[Clause, ...]


def read_part(clause: Clause) -> ReadPart:
    """Under which heading a clause is read."""
    return "national" if clause.is_national else clause.part


def by_theme(clauses: Iterable[Clause]) -> dict[str | None, list[Clause]]:
    """Clauses by theme, in the order in which they are read; a condition goes with the first that it governs."""
    numbered = {clause.id: (number, clause) for number, clause in enumerate(clauses)}
    found: dict[str | None, list[Clause]] = {}
    for _, clause in numbered.values():
        governed = [numbered[id_] for id_ in clause.governs if id_ in numbered]
        first = min(governed, key=lambda one: one[0])[1] if governed else clause
        found.setdefault(first.theme, []).append(clause)
    return found


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A version with its dossier, in one language.

    ``version`` is None for a draft that was not numbered. ``dossier`` holds only what may go out with it. ``stamp`` is
    the time that is shown: nothing here reads a clock. ``numbers`` are the clauses' numbers in this version, from 1 in
    reading order.
    """

    proposition: Proposition
    version: Version | None
    dossier: Dossier
    contributions: tuple[Contribution, ...]
    language: Language
    stamp: str
    numbers: Mapping[str, int] = field(init=False)
    sources: Mapping[str, Source] = field(init=False)
    origins: Mapping[str, str] = field(init=False)
    """Of the statements that no rule found, by id, who did."""
    stories: Mapping[str, Worded] = field(default_factory=dict)
    """A model's words for what the stories of the futures quote, by statement. They are no part of the version's text."""
    refused: tuple[Refusal, ...] = ()
    """What a model worded for this text and those stories that did not enter."""

    def __post_init__(self) -> None:
        numbers = {clause.id: number for number, clause in enumerate(self.proposition.clauses, start=1)}
        object.__setattr__(self, "numbers", numbers)
        held = {source.id: source for source in self.dossier.sources}
        origins = {one.id: one.origin for one in self.dossier.statements if one.origin != "rule"}
        object.__setattr__(self, "origins", origins)
        object.__setattr__(self, "sources", {**held, **{one.id: one for one in self.proposition.sources}})

    @property
    def is_approved(self) -> bool:
        """Whether a named person approved this version."""
        return self.version is not None and self.version.approval is not None

    @property
    def identifier(self) -> str:
        """The SHA-256 of the very text that goes out, by which it is known again; empty for a draft without a number."""
        if self.version is None:
            return ""
        return self.version.public if self.dossier.withheld else self.version.body

    @property
    def mark(self) -> str:
        """What stands in words on every page and in the properties of a file: a draft, or approved by whom and when."""
        if self.version is None:
            return phrases.said("publication.draft", self.language)
        if self.version.approval is None:
            return phrases.said("publication.draft_version", self.language, label=self.version.label)
        return phrases.said(
            "publication.approved",
            self.language,
            label=self.version.label,
            person=self.version.approval.person or phrases.said("publication.nobody", self.language),
            at=phrases.date(self.version.approval.at[:10], self.language),
        )

    @property
    def core(self) -> tuple[tuple[ReadPart, tuple[Clause, ...]], ...]:
        """The clauses of the one page by their part, in the order of the page; those not of the region at its end."""
        by_id = {clause.id: clause for clause in self.proposition.clauses}
        picked = [by_id[id_] for id_ in self.proposition.core if id_ in by_id]
        parts: tuple[ReadPart, ...] = (*CORE_PARTS, "national")
        found = ((part, tuple(one for one in picked if read_part(one) == part)) for part in parts)
        return tuple((part, clauses) for part, clauses in found if clauses)

    @property
    def reading(self) -> tuple[Section, ...]:
        """The reading behind the core: all clauses, by theme in the frame's order.

        A condition stands in the theme of the first clause that it governs, just before it.
        """
        titles = {one.id: one.nl if self.language == "nl" else one.en for one in self.proposition.themes}
        found = by_theme(self.proposition.clauses)
        other = phrases.said("publication.no_theme", self.language)
        return tuple(
            Section(theme=theme, title=titles.get(theme, theme) if theme else other, clauses=tuple(clauses))
            for theme, clauses in found.items()
        )

    def text(self, clause: Clause) -> str:
        """The clause in this language."""
        return clause.text if self.language == "nl" else clause.english

    def pieces(self, clause: Clause) -> tuple[Piece, ...]:
        """The clause's text in pieces, so that what is quoted can lead to its quote. Joined they are the text."""
        text = self.text(clause)
        pieces: list[Piece] = []
        at = 0
        for place, citation in enumerate(clause.citations):
            start = text.find(citation.shown, at) if citation.shown else -1
            if start >= 0:
                pieces += [Piece(text=text[at:start]), Piece(text=citation.shown, citation=place)]
                at = start + len(citation.shown)
        return tuple(piece for piece in (*pieces, Piece(text=text[at:])) if piece.text)

    def place(self, citation: Citation) -> str:
        """Where a citation stands, in words: title, date and page."""
        source = self.sources[citation.source]
        where = phrases.where(source, citation.page, citation.page_end, citation.locator, self.language)
        title = self.titled(source)
        return f"{title}, {where}" if where else title

    def origin(self, citation: Citation) -> str:
        """Who found the statement that is cited: ``rule``, ``person`` or ``model:NAME``."""
        return self.origins.get(citation.id, "rule")

    def titled(self, source: Source) -> str:
        """A source by its title and its date, where that is known: that of a file is no date of what it says."""
        title = phrases.clipped(source.title, LONGEST_TITLE)
        if source.date is None or source.is_file_date:
            return title
        date = phrases.date(source.date, self.language)
        return title if date in title else f"{title} ({date})"

    def who(self, voices: Sequence[str]) -> str:
        """These voices in one phrase."""
        parties = {party.id: party for party in self.proposition.parties}
        return phrases.voices(voices, parties, self.language)

    def part_title(self, part: ReadPart) -> str:
        """The heading of a part."""
        return phrases.label("part", part, self.language)

    def backed(self, clause: Clause) -> str:
        """How many stand behind a shared clause, who signed together as one, and how many of them are of the region."""
        found, own = signing.of(clause), set(self.proposition.regional_parties)
        parties = len({plain(name) for one in found for name in one})
        code = "publication.parties" if parties == len(found) else "publication.voices"
        code = f"{code}_one" if len(found) == 1 else code
        told = phrases.said(code, self.language, voices=len(found), parties=parties)
        here = sum(not own.isdisjoint(map(plain, one)) for one in found)
        if not own or here == len(found):
            return told
        return phrases.said("publication.of_region", self.language, told=told, count=here)
