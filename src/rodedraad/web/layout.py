"""One moment of the dossier as the pages show it: what comes first, who says what, what is missing. Made when asked for.

Every list is ordered as the report orders it, so that the workspace and what is exported tell the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from rodedraad import consult, disclosure, versions
from rodedraad.decisions import Overruling
from rodedraad.errors import DossierBusy, RodedraadError, UnknownRecord
from rodedraad.moment import Moment
from rodedraad.overruling import overruled
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.missing import GAP_ORDER
from rodedraad.publish.relations import Relation, relations
from rodedraad.publish.sharing import LEADING_TENSIONS, OBSERVED, ThreadView, thread_views
from rodedraad.records import (
    Contribution,
    Coverage,
    Document,
    Event,
    Frame,
    Gap,
    Links,
    Outlook,
    Problem,
    Reference,
    Statement,
    Tension,
    Thread,
)
from rodedraad.verify.evidence import Evidence
from rodedraad.web.agenda import Agenda, rulings
from rodedraad.web.foreseen import Foreseen
from rodedraad.web.index import Index
from rodedraad.web.kept import Pages
from rodedraad.web.matrix import MatrixRow, matrix
from rodedraad.web.missing import Missing, missing
from rodedraad.web.review import Doubt, doubts
from rodedraad.web.waiting import Awaited, awaited
from rodedraad.weigh import SURE
from rodedraad.wording import LANGUAGES, Language

_WAIT_SECONDS = 2.0
"""What a page waits for what is being made."""
LEADING = 6
"""Threads on the first page: what one screen holds."""


_OF_SOURCES = frozenset(
    {
        "core",
        "counting",
        "coverage",
        "gaps",
        "index",
        "leading",
        "leading_tensions",
        "matrix",
        "missing",
        "problems",
        "references",
        "relations",
        "tensions",
        "threads",
        "_lock",
        "_maker",
        "_opposed",
        "_tension_of",
        "_views",
    }
)
"""The views that follow from what was derived, and from nothing that people wrote since."""
_OF_STANDING = frozenset({"core", "doubts"})
"""Those that follow from the proposition beside that."""


class Layout:
    """The views of one moment, each made once. Safe for several threads: at worst one is made twice, the same."""

    def __init__(self, moment: Moment, *, before: Layout | None = None) -> None:
        self.moment = moment
        self.pages = Pages()
        if before is not None and moment.is_as_built(before.moment):
            # somebody wrote in the log since: what follows from the sources alone is as it was, until a build counts it
            self.__dict__ |= {name: made for name, made in dict(before.__dict__).items() if name in _OF_SOURCES}
        else:
            self._lock = Lock()
            self._views: dict[str, ThreadView] = {}
            self._maker = Excerpts(tuple(moment.sources.values()), _Texts(moment), "")
        self._planning = Lock()
        self._agendas: dict[Language, Agenda] = {}
        if before is not None and moment.follows(before.moment):
            self._agendas |= before.agendas
            self.frame = before.frame
            self.foreseen = Foreseen(moment, self.frame, before=before.foreseen)
            if before.__dict__.get("_confirmed") == self._confirmed and moment.draft is before.moment.draft:
                self.__dict__ |= {name: before.__dict__[name] for name in _OF_STANDING if name in before.__dict__}

    @property
    def agendas(self) -> Mapping[Language, Agenda]:
        """Those that were made."""
        return self._agendas

    def open(self) -> None:
        """Makes what most pages need, before anybody sees one."""
        _ = (self.index, self.matrix, self.threads, self.leading_tensions, self.gaps, self.missing)
        self.agenda(self.moment.language).open()
        _ = (self.moment.statement_ids, self.moment.uses)

    def prepare(self) -> None:
        """Makes the rest before somebody asks for it: in a large dossier to draft the proposition takes minutes."""
        self.foreseen.prepare()
        _ = self.relations
        with suppress(RodedraadError):  # which opens the index, and what questions are held against
            self.moment.search("rodedraad", {}, first=0, limit=1)
            self.moment.answering("rodedraad", limit=1)
        for language in LANGUAGES:
            self.agenda(language).open()
        with suppress(RodedraadError):  # whoever opens that page is told
            self.moment.standing()
            _ = self.doubts

    # --- what all pages need ---

    @cached_property
    def frame(self) -> Frame:
        """The frame in force."""
        return consult.frame_of(self.moment.folder)

    @cached_property
    def foreseen(self) -> Foreseen:
        """What lies ahead."""
        return Foreseen(self.moment, self.frame)

    @cached_property
    def index(self) -> Index:
        """The statements that count, narrowed by what they are of."""
        return Index(self.counting, sources=self.moment.sources, parties=self.moment.parties)

    @cached_property
    def counting(self) -> tuple[Statement, ...]:
        """The statements without the sentences that only a model takes for one."""
        waiting = {one.statements[0] for one in self.moment.records("suggestions") if one.what == "statement"}
        return tuple(one for one in self.moment.records("statements") if one.id not in waiting)

    @cached_property
    def has_closed(self) -> bool:
        """Whether some of its sources may not be shown to others."""
        folder = self.moment.folder
        with consult.reading(folder) as store:
            return bool(disclosure.confidential(folder, store) or disclosure.shut_paths(folder))

    @cached_property
    def awaited(self) -> Mapping[str, Awaited]:
        """By statement, what people did to it since the last build."""
        return awaited(self.moment)

    @cached_property
    def overruled(self) -> Mapping[str, list[Overruling]]:
        """By event of the log, because of which others something of it does not hold."""
        return overruled(self.moment.folder, [event for event, _, _ in self.moment.logged])

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """The statements that most need a person's look, without those that somebody just looked at."""
        return doubts(self.moment, core=self.core, confirmed=self._confirmed)

    @cached_property
    def _confirmed(self) -> frozenset[str]:
        return _confirmed(self.moment)

    @cached_property
    def rulings(self) -> Mapping[str, Sequence[tuple[Event, str, bool]]]:
        """By action, what people decided of it."""
        return rulings(self.moment)

    @cached_property
    def core(self) -> frozenset[str]:
        """Ids of the statements that the core of the proposition cites: what is looked at first. To draft it takes seconds."""
        try:
            return _core(self.moment)
        except DossierBusy:  # not yet, which is not none
            raise
        except RodedraadError:  # whoever opens the proposition is told
            return frozenset()

    @cached_property
    def evidence(self) -> Evidence:
        """What a sentence of the proposition is held against. Raises as ``moment.standing`` does."""
        text = self.moment.standing().proposition
        return consult.evidence(text, consult.whole(self.moment.folder, has_confidential=self.moment.has_confidential))

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """What people brought in on the proposition, the latest first: of sentences that may be seen."""
        seen = {event.id for event, _, _ in self.moment.logged}
        return tuple(one for one in reversed(versions.contributed(self.moment.folder)) if one.id in seen)

    @cached_property
    def nameless(self) -> tuple[Contribution, ...]:
        """The same as others may see it: for which party, not by whom."""
        return versions.without_people(self.moment.folder, self.contributions, self.moment.parties.values())

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or done."""
        return self.moment.records("problems")

    @cached_property
    def coverage(self) -> Mapping[str, Coverage]:
        """By source."""
        return {one.source: one for one in self.moment.records("coverage")}

    def agenda(self, language: Language) -> Agenda:
        """Who must do what, in one language. Raises DossierBusy where somebody else makes it, and that takes a while."""
        if language in self._agendas:
            return self._agendas[language]
        if not self._planning.acquire(timeout=_WAIT_SECONDS):
            raise DossierBusy("desk.preparing")
        try:
            if language not in self._agendas:
                self._agendas[language] = Agenda(
                    self.moment, frame=self.frame, statements=self.counting, language=language
                )
            return self._agendas[language]
        finally:
            self._planning.release()

    def excerpt(self, anchored: Statement | Outlook | Reference) -> Excerpt:
        """A quote with the lines around it."""
        with self._lock:
            return self._maker.of(anchored)

    # --- threads and tensions ---

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """All threads, those that most voices want first."""
        return tuple(sorted(self.moment.records("threads"), key=self._by_support))

    @cached_property
    def leading(self) -> tuple[Thread, ...]:
        """The first threads of two parties or more that are sure."""
        sure = (one for one in self.threads if one.confidence >= SURE and len(one.support.documents.for_) > 1)
        return tuple(one for one, _ in zip(sure, range(LEADING), strict=False))

    def thread_view(self, thread: Thread) -> ThreadView:
        """A thread with its quotes and what stands against it."""
        with self._lock:
            held = self._views.get(thread.id)
            if held is None:
                links = Links(
                    threads=(thread,),
                    tensions=self.opposing(thread),
                    kinships=self.moment.records("kinships"),
                )
                statements = self.moment.statements
                held = thread_views(links, self._maker, statements, sources=self.moment.sources)[0]
                self._views[thread.id] = held
        return held

    def opposing(self, thread: Thread) -> tuple[Tension, ...]:
        """The tensions that a statement of a thread is in, the strongest first."""
        found = dict.fromkeys(one for id_ in thread.statements for one in self._opposed.get(id_, ()))
        return tuple(sorted(found, key=lambda one: (-one.score, one.id)))

    def tension(self, name: str) -> Tension:
        """The tension of that id. Raises UnknownRecord."""
        if name not in self._tension_of:
            raise UnknownRecord("store.unknown_record", name=name[:80])
        return self._tension_of[name]

    @cached_property
    def _tension_of(self) -> Mapping[str, Tension]:
        return {one.id: one for one in self.moment.records("tensions")}

    @cached_property
    def tensions(self) -> tuple[Tension, ...]:
        """All tensions, the strongest first."""
        return tuple(sorted(self.moment.records("tensions"), key=lambda one: (-one.score, one.id)))

    @cached_property
    def leading_tensions(self) -> tuple[Tension, ...]:
        """The strongest of each subject, so that one subject does not fill the page."""
        first = {one.subject: one for one in reversed(self.tensions)}
        ordered = sorted(first.values(), key=lambda one: (-one.score, one.id))
        return tuple(ordered[:LEADING_TENSIONS])

    @cached_property
    def _opposed(self) -> Mapping[str, list[Tension]]:
        found: dict[str, list[Tension]] = defaultdict(list)
        for one in self.moment.records("tensions"):
            found[one.a].append(one)
            found[one.b].append(one)
        return found

    def _by_support(self, thread: Thread) -> tuple[int, int, int, float, str]:
        members = (self.moment.statements[id_] for id_ in thread.statements)
        voices = {one.parties for one in members if one.parties and one.type not in OBSERVED and not one.is_reported}
        return (-len(voices), -len(thread.parties), -len(thread.sources), -thread.confidence, thread.id)

    # --- gaps, parties ---

    @cached_property
    def gaps(self) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
        """The gaps by kind, in the order in which they matter."""
        found: dict[str, list[Gap]] = defaultdict(list)
        for one in self.moment.records("gaps"):
            found[one.kind].append(one)
        return tuple((kind, tuple(found[kind])) for kind in GAP_ORDER if found[kind])

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """By id."""
        return {one.id: one for one in self.moment.records("references")}

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The documents that are named and not here."""
        return missing(self.references, self.moment.records("gaps"))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every two parties with something between them."""
        asking = (one for one in self.counting if one.type == "request" and not one.is_reported)
        return relations(self.threads, self.tensions, self.moment.statements, asking)

    @cached_property
    def matrix(self) -> tuple[MatrixRow, ...]:
        """Parties that wrote something, by how much they say, and those that are absent, against the frame's themes."""
        return matrix(
            self.counting, gaps=self.moment.records("gaps"), parties=self.moment.parties, themes=self.frame.themes
        )


def _core(moment: Moment) -> frozenset[str]:
    """Ids of the statements that the core of the proposition cites."""
    proposition = moment.standing().proposition
    clauses = (one for one in proposition.clauses if one.id in proposition.core)
    return frozenset(cited.id for clause in clauses for cited in clause.citations)


def _confirmed(moment: Moment) -> frozenset[str]:
    """Ids of the statements that a person confirmed, and nobody took back: as far as that was counted."""
    waiting = {event.id for event, _, _ in moment.waiting}
    return frozenset(
        target.statement
        for event, _, stands in moment.logged
        if stands
        and event.id not in waiting
        and event.kind == "confirm"
        and dict(event.values).get("what") != "tension"
        for target in event.targets
    )


class _Texts(Mapping[str, Document]):
    """The documents of a moment, read when one is asked for."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def __getitem__(self, source: str) -> Document:
        if source not in self._moment.sources:
            raise KeyError(source)
        return self._moment.document(source)

    def __iter__(self) -> Iterator[str]:
        return iter(self._moment.sources)

    def __len__(self) -> int:
        return len(self._moment.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a reader is in a list of so many rows: the page, counted from 1, and how many there are of it."""

    number: int
    pages: int
    total: int
    size: int

    @classmethod
    def to(cls, number: int, *, total: int, size: int) -> Turn:
        """One page of a list; one beyond the last is the last."""
        pages = max(1, -(-total // size))
        return cls(number=min(max(number, 1), pages), pages=pages, total=total, size=size)

    @property
    def rows(self) -> slice:
        """The rows of this page."""
        return slice((self.number - 1) * self.size, self.number * self.size)
