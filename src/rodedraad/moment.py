"""The dossier as an assistant or a page may show it at one moment: the lists of the last whole build, and what is read on demand.

Where sources are not public, the lists are those of the dossier without them (``disclosure``), and neither a hit, a
text nor a word of theirs comes out. A moment holds no connection: each look at the store opens it to read and lets go,
so that a build is never kept from its file.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from rodedraad import amending, asking, chain, consult, disclosure, drafting, narrowing, remembered, versions
from rodedraad.adapters.folder import DossierFolder, load
from rodedraad.errors import DossierBusy, StoreError, UnknownRecord, UnreadableSource, WrongUse
from rodedraad.ports import Store
from rodedraad.records import (
    Answering,
    Document,
    Event,
    Hit,
    Party,
    Proposition,
    Source,
    Statement,
    Subject,
    Thread,
    Version,
)
from rodedraad.region import region_of
from rodedraad.seen import Seen
from rodedraad.shapes import shape
from rodedraad.wording import Language, word

MOST_HITS = 1_000
"""How deep a search goes where hits are left out afterwards: as deep as the store goes."""
_DEEPER = 6
"""How many times deeper a search goes where too many hits were left out."""
_MOST_TEXT_CHARS = 40_000_000
"""Of the documents that are kept at hand."""
_MOST_SEARCHES = 64
DRAFT_SECONDS = 5.0
"""What is waited for a draft that is being made: less than clients wait for an answer."""
_SHORTEST_PREFIX = 4
_FACETS = ("themes", "party", "type", "place")
_OF_BUILD = frozenset(
    {
        "parties",
        "sources",
        "statement_ids",
        "statements",
        "uses",
        "withheld",
        "_by_source",
        "_documents",
        "_facets",
        "_files",
        "_lists",
        "_lock",
        "_searches",
        "_thread_of",
    }
)
"""What follows from the last whole build alone: as it was, whatever people wrote since."""
_OF_SETTINGS = frozenset({"setting", "erase"})
"""Kinds of events by which the frame, the drivers or the names of people may be otherwise at once."""
_OF_PROPOSITION = chain.OF_CLAUSES | chain.OF_VERSIONS
_TURNS = frozenset({"undo", "redo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search found: the hits that may be seen, whether there are more, and near words by word."""

    hits: tuple[Hit, ...]
    has_more: bool
    near: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Draft:
    """The proposition as it stands, once somebody asked for it: of one moment and of those that follow it without touching it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    standing: amending.Standing | None = None


class Moment:
    """Everything that may be seen of a dossier, as its last whole build left it. Safe for several threads.

    ``logged`` are the events of the log that may be seen, each with who did it and whether it counts; ``waiting`` those that the lists do not
    follow from yet, ``heads`` the ids of those that it ends with.
    """

    def __init__(
        self, folder: DossierFolder, *, language: Language, has_confidential: bool, before: Moment | None = None
    ) -> None:
        self.folder = folder
        self.language: Language = language
        self.has_confidential = has_confidential
        with consult.reading(folder) as store:
            self.fingerprint = store.fingerprint() or ""
            # a first build is under way, or was broken off: its lists are empty, and say nothing
            if not self.fingerprint:
                raise StoreError("store.not_built", file=folder.store.name)
            self.closed = frozenset() if has_confidential else disclosure.confidential(folder, store)
            if before is not None and self._is_of_build(before):
                if not has_confidential:
                    disclosure.refuse_unplaced(folder, store)
                self.__dict__ |= {name: made for name, made in dict(before.__dict__).items() if name in _OF_BUILD}
            else:
                self._lists, self.withheld = consult.lists(folder, store, has_confidential=has_confidential)
                self._begin()
            logged = consult.log_events(folder)
            events = [event for event, _, _ in logged]
            open_ = {one.id for one in remembered.waiting(store, events) if one.kind not in chain.OF_NO_RECORD}
        self.logged = logged if has_confidential else self._open_events(logged)
        self.waiting = tuple(one for one in self.logged if one[0].id in open_)
        self.heads = chain.heads(events)
        self.draft = Draft()
        if before is not None and self.follows(before) and not self._came(before) & _OF_PROPOSITION:
            self.draft = before.draft

    def _begin(self) -> None:
        """Nothing was asked yet of what this build left."""
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._files: dict[str, tuple[tuple[int, int], str]] = {}
        self._searches: OrderedDict[tuple[str, int], tuple[tuple[Hit, ...], Mapping[str, tuple[str, ...]]]] = (
            OrderedDict()
        )
        self._facets: dict[str, list[dict[str, tuple[str, ...]]]] = {}
        self._lock = threading.Lock()

    def _is_of_build(self, before: Moment) -> bool:
        """Whether both are of one build, and of the whole of it: without closed sources all is made again at each event."""
        return self.fingerprint == before.fingerprint and not (self.closed or before.closed or before.withheld)

    def is_as_built(self, before: Moment) -> bool:
        """Whether the lists are those of that moment."""
        return self._lists is before._lists

    def follows(self, before: Moment) -> bool:
        """Whether the lists, the frame, the drivers and the names of people are those of that moment."""
        return self.is_as_built(before) and not self._came(before) & _OF_SETTINGS

    def _came(self, before: Moment) -> frozenset[str]:
        """The kinds of the events that came since that moment; of what was taken back or done again the kind of that."""
        known = {event.id for event, _, _ in before.logged}
        kinds = {event.id: event.kind for event, _, _ in self.logged}
        new = [event for event, _, _ in self.logged if event.id not in known]
        about = (kinds.get(str(dict(event.values).get("event")), "setting") for event in new if event.kind in _TURNS)
        gone = {"setting"} if known - kinds.keys() else set()  # another log was put in its place
        return frozenset((*gone, *about, *(event.kind for event in new)))

    def _open_events(self, logged: tuple[tuple[Event, str, bool], ...]) -> tuple[tuple[Event, str, bool], ...]:
        """Without what people did with sentences of closed sources, which quotes them: also of their earlier files."""
        shut = disclosure.shut_paths(self.folder)
        if not shut and not self.closed:
            return logged
        here = {one.id for one in self.records("sources")}
        return tuple(
            one
            for one in logged
            if one[0].kind != "setting"  # which tells the settings of every source, the closed ones by name
            and all(
                each.path not in shut and each.source in here and each.source not in self.closed
                for each in one[0].targets
            )
        )

    # --- records ---

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of records that there are."""
        return tuple(self._lists)

    def records(self, kind: str) -> tuple[Any, ...]:
        """The records of one kind, in their order. Raises UnknownRecord."""
        if kind not in self._lists:
            raise UnknownRecord("store.unknown_kind", kind=kind[:80], known=" ".join(self._lists))
        return self._lists[kind]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """By id."""
        return {one.id: one for one in self.records("sources")}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """By id."""
        return {one.id: one for one in self.records("statements")}

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """By id."""
        return {one.id: one for one in self.records("parties")}

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """The names of the themes in the reader's language, by id."""
        themes = consult.frame_of(self.folder).themes
        return {one.id: one.nl if self.language == "nl" else one.en for one in themes}

    @cached_property
    def mark(self) -> str:
        """What tells this moment from another: of a page of a list that goes on in another moment."""
        told = (self.fingerprint, sorted(self.closed), len(self.records("statements")))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:8]

    def statement(self, name: str) -> Statement:
        """The statement of that id, or the only one whose id begins so. Raises UnknownRecord."""
        found: Statement = self._named(name, self.statements, self.statement_ids)
        return found

    def source(self, name: str) -> Source:
        """The source of that id or path, or the only one whose id begins so. Raises UnknownRecord."""
        by_path = [one for one in self.sources.values() if one.path == name]
        found: Source = by_path[0] if by_path else self._named(name, self.sources, sorted(self.sources))
        return found

    def thread(self, name: str) -> Thread:
        """The thread of that id, or that has this statement; ``t-`` or not before it. Raises UnknownRecord."""
        threads = {one.id: one for one in self.records("threads")}
        member = name.removeprefix("t-")
        for wanted in (member, f"s-{member}"):
            if wanted in self._thread_of:
                return self._thread_of[wanted]
        found: Thread = self._named(name, threads, sorted(threads))
        return found

    def statements_of(self, source: str) -> Sequence[Statement]:
        """The statements of one source."""
        return self._by_source.get(source, ())

    def used_by(self, statement: Statement) -> list[dict[str, str]]:
        """Where a statement is used: pairs of kind and id, as ``consult.used_by`` gives them."""
        return list(self.uses.get(statement.id, ()))

    @cached_property
    def statement_ids(self) -> list[str]:
        """In order."""
        return sorted(self.statements)

    @cached_property
    def _by_source(self) -> Mapping[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for one in self.records("statements"):
            found.setdefault(one.source, []).append(one)
        return found

    @cached_property
    def _thread_of(self) -> Mapping[str, Thread]:
        return {id_: one for one in reversed(self.records("threads")) for id_ in one.statements}

    @cached_property
    def uses(self) -> Mapping[str, list[dict[str, str]]]:
        """By statement, made once: to go through every action for each statement takes a tenth of a second."""
        found: dict[str, list[dict[str, str]]] = {}
        for kind in ("subjects", "threads", "tensions", "gaps", "actions", "requirements"):
            for record in self.records(kind):
                if kind == "actions":
                    ids = set(consult.named_statements(record))
                elif isinstance(record, Subject | Thread):
                    ids = set(record.statements)
                else:
                    ids = {getattr(record, name, None) or "" for name in ("a", "b", "statement")}
                for id_ in ids - {""}:
                    found.setdefault(id_, []).append({"kind": kind.removesuffix("s"), "id": record.id})
        return found

    def _named(self, name: str, held: Mapping[str, Any], ids: Sequence[str]) -> Any:
        if name in held:
            return held[name]
        found = [one for one in ids if one.startswith(name)] if len(name) >= _SHORTEST_PREFIX else []
        if len(found) == 1:
            return held[found[0]]
        if found:
            raise UnknownRecord("store.ambiguous", name=name[:80], found=" ".join(one[:16] for one in found[:9]))
        raise UnknownRecord("store.unknown_record", name=name[:80])

    # --- what is narrowed ---

    def narrowed(self, kind: str, wanted: Mapping[str, str | None]) -> Sequence[Any]:
        """The records of a kind that are of this theme, party, type and place; all of them where nothing is asked."""
        asked = narrowing.asked(wanted, parties=self.parties, themes=self.themes)
        records = self.records(kind)
        if not asked:
            return records
        facets = self._facets_of(kind)
        return [
            record
            for record, facet in zip(records, facets, strict=True)
            if all(not values.isdisjoint(facet[key]) for key, values in asked.items())
        ]

    def is_wanted(self, statement: Statement, asked: Mapping[str, frozenset[str]]) -> bool:
        """Whether a statement is of what the filters mean."""
        (row,) = self._placed([shape(statement, word)], "statements")
        return all(narrowing.has(row, key, values) for key, values in asked.items())

    def _facets_of(self, kind: str) -> list[dict[str, tuple[str, ...]]]:
        """What each record of a kind can be narrowed by, made once."""
        with self._lock:
            found = self._facets.get(kind)
        if found is None:
            found = []
            for record in self.records(kind):
                (row,) = self._placed([shape(record, word)], kind)
                found.append({key: tuple(narrowing.held(row, key)) for key in _FACETS})
            with self._lock:
                self._facets[kind] = found
        return found

    def _placed(self, rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
        return narrowing.placed(rows, kind, statements=self.statements, region=self._region)

    @cached_property
    def _region(self) -> Any:
        frame = consult.frame_of(self.folder)
        return region_of(frame, self.statements.values(), self.sources.values(), self.parties.values())

    # --- what is read on demand ---

    def search(self, query: str, wanted: Mapping[str, str | None], *, first: int, limit: int) -> Hits:
        """Hits from the one at ``first``. Of a passage without a statement no theme, party, type or place is known."""
        asked = narrowing.asked(wanted, parties=self.parties, themes=self.themes)
        is_whole = not (asked or self.closed)
        depth = first + limit
        while True:
            hits, near = self._searched(query, depth)
            seen = self._seen(hits, asked)
            if is_whole or len(seen) > first + limit or len(hits) < depth or depth >= MOST_HITS:
                break
            depth = min(MOST_HITS, depth * _DEEPER)
        has_more = len(hits) >= first + limit if is_whole else len(seen) > first + limit
        # which words stand nowhere but in what is closed must not be told
        return Hits(hits=tuple(seen[first : first + limit]), has_more=has_more, near={} if self.closed else near)

    def _seen(self, hits: Sequence[Hit], asked: Mapping[str, frozenset[str]]) -> list[Hit]:
        """The hits that may be seen and are wanted; one whose statement is no longer there is a passage."""
        seen: list[Hit] = []
        for hit in hits:
            statement = self.statements.get(hit.id or "")
            if hit.source not in self.sources or (asked and statement is None):
                continue
            if statement is None or self.is_wanted(statement, asked):
                seen.append(hit if statement or hit.id is None else replace(hit, id=None))
        return seen

    def _searched(self, query: str, depth: int) -> tuple[tuple[Hit, ...], Mapping[str, tuple[str, ...]]]:
        key = (query, depth)
        with self._lock:
            if key in self._searches:
                self._searches.move_to_end(key)
                return self._searches[key]
        with consult.reading(self.folder) as store:
            found = (store.search(query, depth), store.near_words(query))
        with self._lock:
            self._searches[key] = found
            while len(self._searches) > _MOST_SEARCHES:
                self._searches.popitem(last=False)
        return found

    def answering(self, question: str, *, limit: int) -> Answering:
        """What the dossier says to a question, as far as it may be seen. Raises WrongUse where nothing is asked."""
        with consult.reading(self.folder) as store:
            found = asking.answering_of(cast("Store", Seen(store, self)), question, limit=limit)
        if self.closed:  # as in search: which words stand nowhere would tell which stand in what is closed
            found = replace(found, searched=replace(found.searched, absent=()), reason=None)
        return found

    def document(self, source: str) -> Document:
        """The text of a source that may be seen. Raises UnknownRecord."""
        if source not in self.sources:
            raise UnknownRecord("store.unknown_record", name=source[:80])
        with self._lock:
            if source in self._documents:
                self._documents.move_to_end(source)
                return self._documents[source]
        with consult.reading(self.folder) as store:
            document = next(iter(store.documents([source])))
        with self._lock:
            self._documents[source] = document
            while len(self._documents) > 1 and sum(len(one.text) for one in self._documents.values()) > (
                _MOST_TEXT_CHARS
            ):
                self._documents.popitem(last=False)
        return document

    def file_of(self, source: Source) -> str:
        """Whether the file of a source is still the one that was read: ``unchanged``, ``changed`` or ``absent``."""
        real = self.folder.sources / source.path
        try:
            told = real.stat()
            stamp = (told.st_size, told.st_mtime_ns)
        except (OSError, ValueError):
            stamp = (-1, -1)
        held = self._files.get(source.id)
        if held is None or held[0] != stamp:
            try:
                is_same = hashlib.sha256(load(str(self.folder.sources), source.path)).hexdigest() == source.id
                held = (stamp, "unchanged" if is_same else "changed")
            except (UnreadableSource, ValueError):
                held = (stamp, "absent")
            self._files[source.id] = held
        return held[1]

    def standing(self) -> amending.Standing:
        """The latest version of the proposition as it may be seen, else what ``propose`` would draft now.

        Raises WrongUse where the version rests on a source that was closed since, DossierBusy where somebody else's draft
        is still in the making.
        """
        if not self.draft.lock.acquire(timeout=DRAFT_SECONDS):
            raise DossierBusy("desk.drafting")
        try:
            if self.draft.standing is None:
                version = next(reversed(versions.versions(self.folder)), None)
                if version is None:
                    draft = drafting.drafted(
                        self.folder, has_confidential=self.has_confidential, statements=len(self.records("statements"))
                    )
                    self.draft.standing = amending.Standing(version=None, proposition=draft)
                else:
                    self.draft.standing = amending.Standing(version=version, proposition=self.text_of(version))
            return self.draft.standing
        finally:
            self.draft.lock.release()

    def text_of(self, version: Version) -> Proposition:
        """The text of a version as it may be seen. Raises WrongUse where it rests on a source that was closed since."""
        text = versions.text_of(self.folder, version, is_public=not self.has_confidential)
        if self.closed.intersection(text.held):
            raise WrongUse("versions.closed_since", label=version.label)
        return text
