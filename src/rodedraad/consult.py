"""Looking things up in a dossier that was built: the whole, one record, where it is used, its quotes, its log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from rodedraad import disclosure, frame, in_force, propose, spent
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import KINDS, SqliteStore
from rodedraad.authored import Corrected, corrected, known_parties
from rodedraad.chain import standing
from rodedraad.edits import edited
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.genai.settings import MINUTES_PER_PAGE
from rodedraad.ports import Store
from rodedraad.prospect_shapes import is_prospect
from rodedraad.publish.corrections import Correction, Overruled, Setting
from rodedraad.publish.view import Dossier, Excerpt, excerpts
from rodedraad.records import (
    Action,
    Event,
    Frame,
    Gap,
    Links,
    Outlook,
    Party,
    Proposition,
    Prospects,
    Reference,
    Source,
    Statement,
    Subject,
    Suggestion,
    Tension,
    Thread,
)
from rodedraad.shapes import event_keys, keys

if TYPE_CHECKING:
    from rodedraad.verify.evidence import Evidence

_SHORTEST_NAME = 4
_STATEMENTS = frozenset({"statement", "statements", "status_statement", "steps"})
"""Fields of what lies ahead that hold ids of statements."""


@contextmanager
def reading(folder: DossierFolder) -> Iterator[Store]:
    """The derived store of a dossier that was built, to read from."""
    with SqliteStore(folder.store, is_read_only=True) as store:
        yield store


def setting(folder: DossierFolder, key: str) -> str | None:
    """One text from dossier.toml as the file has it; None where it is absent."""
    value = frame.parse(folder.text(folder.settings), name=folder.settings.name).get(key)
    return value if isinstance(value, str) else None


def frame_of(folder: DossierFolder) -> Frame:
    """The frame in force, as the last build took it."""
    return in_force.standing(folder).frame


def lists(folder: DossierFolder, store: Store, *, has_confidential: bool) -> tuple[dict[str, tuple[Any, ...]], int]:
    """Every list by its kind, and how many sources were left out since they may not be shown to others.

    Raises WrongUse where one of those cannot be told, since its path names no file.
    """
    if not has_confidential:
        disclosure.refuse_unplaced(folder, store)
    hidden = frozenset() if has_confidential else disclosure.confidential(folder, store)
    if not hidden:
        return {kind: tuple(store.records(kind)) for kind in KINDS}, 0
    events = [event for event, _, _ in log_events(folder)]
    return disclosure.lists(folder, store, hidden, events=events), len(hidden)


def whole(folder: DossierFolder, *, has_confidential: bool = False) -> Dossier:
    """Everything that a publisher needs; sources that are not public only where that is asked for."""
    with reading(folder) as store:
        held, withheld = lists(folder, store, has_confidential=has_confidential)
        sources: tuple[Source, ...] = held["sources"]
        return Dossier(
            frame=frame_of(folder),
            sources=sources,
            documents={document.source: document for document in store.documents(source.id for source in sources)},
            statements=_counting(held),
            links=Links(**{part.name: held[part.name] for part in fields(Links)}),
            prospects=Prospects(**{part.name: held[part.name] for part in fields(Prospects)}),
            coverage=held["coverage"],
            problems=held["problems"],
            corrections=corrections(folder, store, sources=sources),
            settings=changed_settings(folder),
            signers=signers(folder),
            sendings=spent.sendings(folder),
            minutes_per_page=chosen.minutes_per_page
            if (chosen := in_force.standing(folder).model)
            else MINUTES_PER_PAGE,
            own_hours=spent.hours(folder),
            declined=_declined(folder, {source.id for source in sources}),
            withheld=withheld,
        )


def evidence(text: Proposition, dossier: Dossier) -> Evidence:
    """A dossier as a text of the proposition is held against it."""
    from rodedraad.verify.evidence import Evidence  # noqa: PLC0415  only where something is held against the sources

    return Evidence(
        proposition=text,
        statements={one.id: one for one in dossier.statements},
        sources={one.id: one for one in dossier.sources},
        documents=dossier.documents,
        links=dossier.links,
        merged=frozenset(ground(dossier).merged),
        corrected=frozenset(one.read.id for one in dossier.corrections),
    )


def _declined(folder: DossierFolder, here: Collection[str]) -> int:
    """How many suggestions people set aside, on these sources."""
    return sum(
        (event.kind == "decline" or (event.kind == "reject" and "by" in dict(event.values)))
        and is_counting
        and all(one.source in here for one in event.targets)
        for event, _, is_counting in log_events(folder)
    )


def _counting(held: Mapping[str, Sequence[Any]]) -> tuple[Statement, ...]:
    """The statements without the sentences that only a model takes for one."""
    waiting = {one.statements[0] for one in held["suggestions"] if one.what == "statement"}
    return tuple(one for one in held["statements"] if one.id not in waiting)


def ground(dossier: Dossier) -> propose.Ground:
    """What a proposition is composed of, from the lists of a dossier."""
    merged = {one.read.id for one in dossier.corrections if one.what == "merge" and not one.overruled}
    return propose.Ground.of(
        frame=dossier.frame,
        sources=dossier.sources,
        statements=dossier.statements,
        links=dossier.links,
        merged=merged,
    )


def corrections(
    folder: DossierFolder, store: Store, *, sources: Sequence[Source] | None = None
) -> tuple[Correction, ...]:
    """What people decided about statements: who, when, what the program had read, and what overruled it.

    Of these ``sources``, else of all.
    """
    logged = log_events(folder)
    if not any(is_counting and event.targets for event, _, is_counting in logged):
        return ()  # the readings are loaded for those dossiers alone that people worked on
    signers = {event.id: (event, name) for event, name, _ in logged}
    sources = tuple(store.records("sources")) if sources is None else sources
    readings = list(store.readings(source.id for source in sources))
    read = {statement.id: statement for reading in readings for statement in reading.statements}
    here = {source.id for source in sources}
    found_by_model = (one for one in store.records("statements") if one.origin.startswith("model:"))
    read = {**{one.id: one for one in found_by_model if one.source in here}, **read}
    found = corrected(
        [event for event, _, _ in logged],
        sources=sources,
        documents={reading.source.id: reading.document for reading in readings},
        statements=tuple(read.values()),
    )
    now = {statement.id: statement for statement in found.statements}
    holding = tuple(
        Correction(
            event=event,
            at=signers[event][0].at,
            person=signers[event][1],
            what=what,
            read=read.get(id_) or now[id_],
            now=now.get(id_),
            by=str(dict(signers[event][0].values).get("by") or ""),
        )
        for id_, what, event in found.signed
        if id_ in read or id_ in now
    )
    known = {one.id: read.get(one.id, one) for one in (*now.values(), *read.values())}
    return (*holding, *_overruled(found, signers, known, parties=known_parties(sources)))


def _overruled(
    found: Corrected,
    signers: Mapping[str, tuple[Event, str]],
    known: Mapping[str, Statement],
    *,
    parties: Mapping[str, str],
) -> Iterator[Correction]:
    """The decisions that do not hold: of each event about each statement once, and not where part of it does hold."""
    told = set(found.signed)
    for one in found.overruled:
        event, by = signers[one.event], signers[one.by]
        for id_ in one.about:
            statement = known.get(id_)
            if statement is None or (one.what in ("merge", "split") and (id_, one.what, one.event) in told):
                continue
            if one.what in ("merge", "split"):
                told.add((id_, one.what, one.event))
            became = None
            if one.what in Statement.__dataclass_fields__:
                try:
                    became = edited(statement, {one.what: dict(event[0].values).get(one.what)}, parties=parties)
                except WrongUse:
                    continue  # what cannot be is among the problems
            yield Correction(
                event=one.event,
                at=event[0].at,
                person=event[1],
                what=one.what,
                read=statement,
                now=became,
                overruled=Overruled(kind=by[0].kind, at=by[0].at, person=by[1]),
            )


def changed_settings(folder: DossierFolder) -> tuple[Setting, ...]:
    """The changes of the settings files that count, the latest first."""
    found = []
    for event, name, is_counting in log_events(folder):
        if is_counting and event.kind == "setting":
            files = {key.partition('".')[0].strip('"') for key, _ in event.values}
            setting = Setting(
                event=event.id, at=event.at, person=name, count=len(event.values), files=tuple(sorted(files))
            )
            found.append(setting)
    return tuple(reversed(found))


def signers(folder: DossierFolder) -> dict[str, str]:
    """Who ruled on what lies ahead, by the ids of their events; empty where the name was erased."""
    return {event.id: name for event, name, _ in log_events(folder) if event.kind == "ruling"}


def source_named(store: Store, name: str) -> Source:
    """The source of that path, or whose id starts so. Raises UnknownRecord."""
    sources: list[Source] = list(store.records("sources"))
    found = [one for one in sources if one.path == name] or [
        one for one in sources if len(name) >= _SHORTEST_NAME and one.id.startswith(name)
    ]
    if len(found) != 1:
        raise UnknownRecord("dossier.no_source", name=name[:200])
    return found[0]


def record_named(store: Store, name: str) -> Any:
    """The record with that id or path, or the only one whose id starts so.

    A subject or thread is addressed through any of its members: ``t-`` or ``u-`` before a statement's id.
    """
    if name[:2] in ("t-", "u-"):
        kind = "threads" if name[0] == "t" else "subjects"
        wanted = name[2:].removeprefix("s-")
        for record in store.records(kind):
            members = (member.removeprefix("s-") for member in record.statements)
            if record.id == name or any(member == wanted for member in members):
                return record
    for source in store.records("sources"):
        if source.path == name:
            return source
    return store.get(name)


def statements_named(store: Store, name: str) -> tuple[Statement, ...]:
    """The statements that an id stands for: itself, or the members of a thread, subject or tension."""
    record = record_named(store, name)
    if isinstance(record, Statement):
        return (record,)
    if isinstance(record, Tension):
        ids: tuple[str, ...] = (record.a, record.b)
    elif isinstance(record, Thread | Subject):
        ids = record.statements
    elif isinstance(record, Gap) and record.statement:
        ids = (record.statement,)
    else:
        raise UnknownRecord("dossier.no_statement", name=name[:200])
    found = []
    for id_ in ids:
        with suppress(UnknownRecord):
            found.append(store.get(id_))  # each by its name: to read all of a large dossier takes half a minute
    return tuple(one for one in found if isinstance(one, Statement))


def used_by(store: Store, record: Any) -> list[dict[str, str]]:
    """Where a record is used: pairs of kind and id."""
    if isinstance(record, Source):
        found = [
            *(("thread", one.id) for one in store.records("threads") if record.id in one.sources),
            *(("reference", one.id) for one in store.records("references") if one.target == record.id),
        ]
    elif isinstance(record, Statement):
        id_ = record.id
        found = [
            *(("subject", one.id) for one in store.records("subjects") if id_ in one.statements),
            *(("thread", one.id) for one in store.records("threads") if id_ in one.statements),
            *(("tension", one.id) for one in store.records("tensions") if id_ in (one.a, one.b)),
            *(("gap", one.id) for one in store.records("gaps") if one.statement == id_),
            *(("action", one.id) for one in store.records("actions") if id_ in named_statements(one)),
            *(("requirement", one.id) for one in store.records("requirements") if one.statement == id_),
            *(("suggestion", one.id) for one in store.records("suggestions") if id_ in one.statements),
        ]
    elif isinstance(record, Party):
        found = [("source", one.id) for one in store.records("sources") if record.id in one.authors]
    elif isinstance(record, Subject):
        found = [("thread", one.id) for one in store.records("threads") if one.subject == record.id]
    elif isinstance(record, Action):
        found = [("knot", one.id) for one in store.records("knots") if record.id in (*one.actions, *one.decisions)]
    elif isinstance(record, Reference):
        found = [("gap", one.id) for one in store.records("gaps") if one.reference == record.id]
    else:
        found = []
    return [{"kind": kind, "id": id_} for kind, id_ in found]


def excerpts_of(store: Store, record: Any) -> tuple[Excerpt, ...]:
    """The quotes that a record rests on, each with the lines around it."""
    anchored: list[Statement | Outlook | Reference] = []
    if isinstance(record, Statement | Outlook | Reference):
        anchored = [record]
    elif isinstance(record, Thread | Subject | Tension | Gap):
        ids = {
            *(getattr(record, "statements", ())),
            *(value for value in (getattr(record, name, None) for name in ("a", "b", "statement")) if value),
        }
        anchored = [one for one in store.records("statements") if one.id in ids]
        if isinstance(record, Gap) and record.reference:
            anchored += [one for one in store.records("references") if one.id == record.reference]
    elif is_prospect(type(record)) or isinstance(record, Suggestion):
        named = dict.fromkeys(record.statements if isinstance(record, Suggestion) else named_statements(record))
        found = {one.id: one for one in store.records("statements") if one.id in named}
        anchored = [found[id_] for id_ in named if id_ in found]
    wanted = {one.source for one in anchored}
    sources = [source for source in store.records("sources") if source.id in wanted]
    documents = {document.source: document for document in store.documents(source.id for source in sources)}
    return excerpts(anchored, sources=sources, documents=documents)


def named_statements(record: Any) -> Iterator[str]:
    """The ids of the statements that something that lies ahead rests on, in the order of its fields."""
    for part in fields(record):
        value = getattr(record, part.name)
        if part.name in _STATEMENTS:
            yield from value if isinstance(value, tuple) else (value,) if value else ()
        elif isinstance(value, tuple):
            for one in value:
                if is_dataclass(one):
                    yield from named_statements(one)


def log_events(folder: DossierFolder) -> tuple[tuple[Event, str, bool], ...]:
    """Every event with the name behind it (empty when erased) and whether it still counts."""
    if not folder.log.exists():
        return ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        events = log.events()
        names = log.names()
    counting = {event.id for event in standing(events)}
    return tuple((event, names.get(event.person, ""), event.id in counting) for event in events)


def list_keys(kind: str) -> tuple[str, ...]:
    """The keys of a list, also where it is empty."""
    return (*event_keys(), "counts", "overruled_by", "is_overruled") if kind == "log" else keys(KINDS[kind])
