"""The clauses of a proposition as a reader meets them: each with its quotes, what governs it, and what was said of it.

Pure. Which pages of the sources are pictured is told here (``cited_pages``); the pictures are made by a door.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rodedraad.propose.shared import CERTAIN
from rodedraad.publish.excerpts import around, href
from rodedraad.publish.footnotes import after_quotes
from rodedraad.publish.publication import Piece, Publication, ReadPart, Section, read_part
from rodedraad.records import Box, Citation, Clause, Contribution, Document, Source

_LONGEST_PIECE = 2000
_MARGIN = 0.05
"""What is pictured beside and above the quote, as a share of the page: two lines, so that its place is recognised."""
_NARROWEST, _LOWEST = 0.5, 0.2
_SEARCHED = "gap.searched"
"""How the code of a gap begins that says where was searched; others say that nothing could be."""
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page of a source as an image: where it is (an address), and its size in points."""

    src: str
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pages that are pictured, by source and page, and where on them each cited quote stands, by its id."""

    pages: Mapping[tuple[str, int], Picture] = field(default_factory=dict)
    boxes: Mapping[str, tuple[Box, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """The part of a page around a quote. ``place`` numbers the page; all lengths are per cent.

    ``size`` is how wide the page is beside the part that is seen, ``left`` and ``top`` where that part begins as a
    style sheet counts it, ``quote`` where the quote stands in it: its top and height.
    """

    place: int
    ratio: float
    size: float
    left: float
    top: float
    quote: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedView:
    """A citation with the lines around it and the way to it. ``is_found``: the dossier still has it word for word."""

    note: int
    citation: Citation
    source: Source
    href: str
    before: str
    after: str
    crop: Crop | None
    is_found: bool

    @property
    def language(self) -> str | None:
        """The language of the words."""
        return self.citation.language or self.source.language


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause with all that stands beside it. ``shown`` are the citations it quotes, ``backing`` those it only names."""

    clause: Clause
    number: int
    pieces: tuple[tuple[Piece, int | None], ...]
    """Its text, each piece with the citation that is marked behind it."""
    shown: tuple[CitedView, ...]
    backing: tuple[CitedView, ...]
    conditions: tuple[int, ...]
    """The numbers of the clauses that say under which condition it stands."""
    governs: tuple[int, ...]
    contributions: tuple[Contribution, ...]

    @property
    def is_by_person(self) -> bool:
        """Whether a person read its sentences beside one another: then no certainty was reckoned."""
        return self.clause.kind == "shared" and self.clause.confidence is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Clauses that do the same, one after another."""

    part: ReadPart
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePart:
    """The reading of one theme, by what its clauses do. ``place`` is its number on the page."""

    section: Section
    place: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All of the proposition that the report shows."""

    core: tuple[Part, ...]
    themes: tuple[ThemePart, ...]
    shared: int
    """How many clauses two parties or more share, or seem to."""
    certain: int
    """How many of these they surely share: in the same words, or as a person read."""
    disputed: int
    unanswered: int
    """How many requests were searched for an answer that was not found."""
    unsearched: int
    """For how many no answer could be searched: there is no later document of whom they ask."""
    general: tuple[Contribution, ...]
    """What was brought in on the whole, or on a clause that is no longer there."""
    objected: tuple[ClauseView, ...]
    """The clauses that something was brought in on."""
    pictured: tuple[Picture, ...]
    """The pages that some crop shows, each once."""


def cited_pages(publication: Publication) -> dict[tuple[str, int], tuple[Citation, ...]]:
    """The pages of PDF files on which a cited quote begins, with those quotes: the core's first, then in reading order."""
    core = [clause for _, clauses in publication.core for clause in clauses]
    found: dict[tuple[str, int], dict[str, Citation]] = {}
    for clause in (*core, *publication.proposition.clauses):
        for one in clause.citations:
            if one.page is not None and publication.sources[one.source].path.lower().endswith(".pdf"):
                found.setdefault((one.source, one.page), {}).setdefault(one.id, one)
    return {page: tuple(citations.values()) for page, citations in found.items()}


def reading(publication: Publication, *, sources_href: str, pictures: Pictures) -> Reading:
    """The proposition as the report shows it. ``sources_href`` is the way to the folder of the sources."""
    return _Maker(publication, sources_href, pictures).reading()


class _Maker:
    """Makes the views; keeps which pages were pictured, since each is in the file once."""

    def __init__(self, publication: Publication, sources_href: str, pictures: Pictures) -> None:
        self._publication = publication
        self._href = sources_href
        self._pictures = pictures
        self._places: dict[tuple[str, int], int] = {}
        numbers = publication.numbers
        self._above: dict[str, list[int]] = defaultdict(list)
        for clause in publication.proposition.clauses:
            for id_ in clause.governs:
                self._above[id_].append(numbers[clause.id])
        self._said: dict[str | None, list[Contribution]] = defaultdict(list)
        for one in publication.contributions:
            self._said[one.clause if one.clause in numbers else None].append(one)

    def reading(self) -> Reading:
        publication = self._publication
        views = {clause.id: self._clause(clause) for clause in publication.proposition.clauses}
        core = tuple(
            Part(part=part, clauses=tuple(views[clause.id] for clause in clauses)) for part, clauses in publication.core
        )
        themes = tuple(
            ThemePart(section=section, place=place, parts=tuple(_parts(section, views)))
            for place, section in enumerate(publication.reading, start=1)
        )
        gaps = publication.dossier.links.gaps
        asked = [gap.searched.code.startswith(_SEARCHED) for gap in gaps if gap.kind == "request_without_answer"]
        clauses = publication.proposition.clauses
        shared = [one for one in clauses if one.kind == "shared" and one.support and len(one.support.for_) > 1]
        return Reading(
            core=core,
            themes=themes,
            shared=len(shared),
            certain=sum(one.confidence is None or one.confidence >= CERTAIN for one in shared),
            disputed=sum(view.clause.part == "disputed" for view in views.values()),
            unanswered=sum(asked),
            unsearched=len(asked) - sum(asked),
            general=tuple(self._said[None]),
            objected=tuple(view for view in views.values() if view.contributions),
            pictured=tuple(self._pictures.pages[page] for page in self._places),
        )

    def _clause(self, clause: Clause) -> ClauseView:
        numbers = self._publication.numbers
        cited = [self._cited(note, one) for note, one in enumerate(clause.citations, start=1)]
        pieces = tuple(_bounded(piece) for piece in self._publication.pieces(clause))
        quoted = {piece.citation for piece in pieces}
        return ClauseView(
            clause=clause,
            number=numbers[clause.id],
            pieces=tuple(after_quotes(pieces)),
            shown=tuple(one for one in cited if one.note - 1 in quoted or one.citation.role != "backs"),
            backing=tuple(one for one in cited if one.note - 1 not in quoted and one.citation.role == "backs"),
            conditions=tuple(self._above[clause.id]),
            governs=tuple(numbers[id_] for id_ in clause.governs if id_ in numbers),
            contributions=tuple(self._said[clause.id]),
        )

    def _cited(self, note: int, citation: Citation) -> CitedView:
        source = self._publication.sources[citation.source]
        document: Document | None = self._publication.dossier.documents.get(citation.source)
        is_found = document is not None and document.text[citation.start : citation.end] == citation.quote
        near = around(document.text, citation.start, citation.end) if document and is_found else ("", "")
        before, after = (_BLANK_LINES.sub("\n", one) for one in near)
        return CitedView(
            note=note,
            citation=citation,
            source=source,
            href=href(source, citation.page, self._href, quote=citation.quote),
            before=before,
            after=after,
            crop=self._crop(citation),
            is_found=is_found,
        )

    def _crop(self, citation: Citation) -> Crop | None:
        page = (citation.source, citation.page or 0)
        boxes = [box for box in self._pictures.boxes.get(citation.id, ()) if box.page == citation.page]
        if page not in self._pictures.pages or not boxes:
            return None
        place = self._places.setdefault(page, len(self._places) + 1)
        return _crop(place, self._pictures.pages[page], boxes)


def _bounded(piece: Piece) -> Piece:
    """A piece with as many of its characters as are shown; the dossier keeps them whole."""
    return piece if len(piece.text) <= _LONGEST_PIECE else replace(piece, text=f"{piece.text[:_LONGEST_PIECE]} …")


def _parts(section: Section, views: Mapping[str, ClauseView]) -> Iterator[Part]:
    """Runs of clauses that do the same; a condition goes with what it governs, which follows it."""
    runs: list[tuple[ReadPart, list[ClauseView]]] = []
    waiting: list[ClauseView] = []
    for clause in section.clauses:
        if clause.governs and clause.part == "condition":
            waiting.append(views[clause.id])
            continue
        if not runs or runs[-1][0] != read_part(clause):
            runs.append((read_part(clause), []))
        runs[-1][1].extend((*waiting, views[clause.id]))
        waiting = []
    if waiting:
        runs.append(("condition", waiting))
    for part, found in runs:
        yield Part(part=part, clauses=tuple(found))


def _crop(place: int, picture: Picture, boxes: list[Box]) -> Crop:
    """The part of the page around these lines, wide enough to be read and high enough to be recognised."""
    left, right = _widened(
        min(box.left for box in boxes) / picture.width, max(box.right for box in boxes) / picture.width, _NARROWEST
    )
    top, bottom = _widened(
        min(box.top for box in boxes) / picture.height, max(box.bottom for box in boxes) / picture.height, _LOWEST
    )
    wide, high = right - left, bottom - top
    first, last = min(box.top for box in boxes) / picture.height, max(box.bottom for box in boxes) / picture.height
    return Crop(
        place=place,
        ratio=round(wide * picture.width / (high * picture.height), 3),
        size=_share(1, wide),
        left=_share(left, 1 - wide),
        top=_share(top, 1 - high),
        quote=(_share(first - top, high), _share(last - first, high)),
    )


def _widened(first: float, last: float, least: float) -> tuple[float, float]:
    """A stretch of the page with some margin and at least so long, within the page."""
    first, last = max(0.0, first - _MARGIN), min(1.0, last + _MARGIN)
    lacking = max(0.0, least - (last - first)) / 2
    first, last = first - lacking, last + lacking
    if first < 0:
        first, last = 0.0, last - first
    if last > 1:
        first, last = max(0.0, first - (last - 1)), 1.0
    return first, last


def _share(part: float, whole: float) -> float:
    """Per cent, to two decimals: as fine as a screen shows."""
    return round(100 * part / whole, 2) if whole > 0 else 0.0
