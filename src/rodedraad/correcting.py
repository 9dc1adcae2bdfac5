"""What people correct in a dossier: planned against it as it stands, then written in the log. For every door alike.

A *correction* is what an event would say, before there is one: whoever wants to show it or ask first, can. Nothing that cannot
be carried out is planned, so what is refused stands nowhere. The next build carries it out (``authored.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rodedraad import amending, authored, chain, consult, edits, suggestions
from rodedraad.accepting import TOGETHER
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.amending import Act
from rodedraad.errors import Overtaken, QuoteNotFound, WrongUse
from rodedraad.ports import Store
from rodedraad.records import Event, Statement, Target, Tension, Thread, Value

_SHOWN_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an event would say. ``of`` is the kind of record by which the statements were named, in lower case.

    ``about`` are the ids of the statements that it bears on: of an undo those of the event that it takes back.
    """

    kind: str
    targets: tuple[Target, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    of: str = "statement"
    about: frozenset[str] = frozenset()


def editing(folder: DossierFolder, names: Sequence[str], assignments: Sequence[str]) -> tuple[Correction, ...]:
    """Other fields of statements, or of all that a thread, subject or tension rests on. Raises WrongUse, UnknownRecord."""
    values = edits.parsed(assignments, themes=[theme.id for theme in consult.frame_of(folder).themes])
    with consult.reading(folder) as store:
        statements = _named(store, names)
        parties = authored.known_parties(list(store.records("sources")))
        for statement in statements:
            edits.edited(statement, values, parties=parties)  # said before it stands in the log
        return (_correction("edit", store, statements, values=values),)


def adding(
    folder: DossierFolder, source: str, words: str, assignments: Sequence[str], *, page: int | None = None
) -> tuple[Correction, ...]:
    """A statement that nobody read: words that stand in a source, with what they are. ``page`` is where somebody saw them.

    Raises QuoteNotFound where they do not stand there, or at several places of that page; WrongUse where they are a statement
    already, or their type is not said.
    """
    from rodedraad.extract import identity, quotes  # noqa: PLC0415  numpy and the classifier, for this alone

    values = edits.parsed(assignments, themes=[theme.id for theme in consult.frame_of(folder).themes])
    if "type" not in values:
        raise WrongUse("correcting.no_type")
    with consult.reading(folder) as store:
        found = consult.source_named(store, source)
        document = next(iter(store.documents([found.id])))
        spans = quotes.find(document.text, " ".join(words.split()))
        here = [one for one in spans if page is None or document.page_at(one[0]) in (page, None)] or spans
        if len(here) != 1:
            code = "extract.quote_not_unique" if here else "extract.quote_not_found"
            raise QuoteNotFound(code, quote=words[:_SHOWN_CHARS], count=len(here))
        start, end = here[0]
        own = [one for one in store.records("statements") if one.source == found.id]
        if held := next((one for one in own if one.start <= start and end <= one.end), None):
            raise WrongUse("correcting.is_statement", quote=held.quote[:_SHOWN_CHARS])
        quote = document.text[start:end]
        ordinal = sum(identity.bare(one.quote) == identity.bare(quote) for one in own)
        target = Target(
            statement=identity.statement_id(found.id, quote, ordinal),
            source=found.id,
            path=found.path,
            quote=quote,
            prefix=document.text[max(0, start - authored.CONTEXT_CHARS) : start],
            suffix=document.text[end : end + authored.CONTEXT_CHARS],
            page=document.page_at(start),
        )
    return (
        Correction(kind="add", targets=(target,), values=values, of="statement", about=frozenset({target.statement})),
    )


def judging(folder: DossierFolder, kind: str, names: Sequence[str]) -> tuple[Correction, ...]:
    """``reject`` or ``confirm`` of statements, or of all that a thread or subject rests on; of a tension, that it is one.

    A sentence that a model found is confirmed with what it was taken for. Raises UnknownRecord.
    """
    with consult.reading(folder) as store:
        records = [consult.record_named(store, name) for name in names]
        tensions = [one for one in records if isinstance(one, Tension)]
        others = [name for name, one in zip(names, records, strict=True) if not isinstance(one, Tension)]
        found = [
            _correction(kind, store, consult.statements_named(store, one.id), values={"what": "tension"}, of="tension")
            for one in tensions
        ]
        plain: list[Statement] = []
        for statement in _named(store, others):
            if kind == "confirm" and (own := suggestions.of_model(statement)):
                found.append(_correction(kind, store, (statement,), values=own))
            else:
                plain.append(statement)
        if plain:
            of = type(records[0]).__name__.lower() if len(records) == 1 else "statement"
            found.append(_correction(kind, store, plain, of=of))
        return tuple(found)


def tying(folder: DossierFolder, kind: str, names: Sequence[str]) -> tuple[Correction, ...]:
    """``merge`` of statements or threads into one thread, or ``split`` of the first from the others.

    One thread alone, split, falls apart into its statements. Raises WrongUse where there are not two sides, UnknownRecord.
    """
    with consult.reading(folder) as store:
        groups = [consult.statements_named(store, name) for name in names]
        if len(groups) == 1 and kind == "split" and isinstance(consult.record_named(store, names[0]), Thread):
            groups = [groups[0][:1], groups[0][1:]]
        left = groups[0]
        right = [one for group in groups[1:] for one in group if one not in left]
        if not right:
            raise WrongUse("correcting.two", kind=kind)
        values: dict[str, Value] = {"left": len(left)} if kind == "split" else {}
        return (_correction(kind, store, (*left, *right), values=values),)


def ruling(folder: DossierFolder, name: str, values: Mapping[str, Value]) -> tuple[Correction, ...]:
    """What people decide about something that lies ahead, by its id; ``values`` are those of ``rulings.checked``.

    Raises WrongUse on a party or action that the dossier does not know, UnknownRecord.
    """
    targets, own = amending.ruling(folder, name, values)
    return (
        Correction(kind="ruling", targets=targets, values=own, of="action", about=frozenset({targets[0].statement})),
    )


def redoing(folder: DossierFolder, event: str) -> tuple[Correction, ...]:
    """What makes an event that was taken back count again, with all that was written with it in one go.

    Raises WrongUse where there is none such, or it counts already.
    """
    events = consult.log_events(folder)
    found = [one for one, _, counts in events if one.id.startswith(event) and not counts] if event else []
    if len(found) != 1:
        raise WrongUse("correcting.no_event", event=event[:80])
    group = _with(found[0], [one for one, _, counts in events if not counts])
    return tuple(
        Correction(
            kind="redo", values={"event": one.id}, of="event", about=frozenset(each.statement for each in one.targets)
        )
        for one in reversed(group)
    )


def undoing(folder: DossierFolder, event: str | None) -> tuple[Correction, ...]:
    """What takes an event back, with all that was written with it in one go: that one, or the last that still counts.

    The reading of a settings file is taken back only by its id: without its first one a dossier has no settings. Raises
    WrongUse where there is none such, or it cannot be taken back.
    """
    events = [(one, counts) for one, _, counts in consult.log_events(folder) if one.kind != "erase"]
    if event is not None:
        candidates = [one for one, _ in events if event and one.id.startswith(event)]
    else:
        candidates = [one for one, counts in events if counts and one.kind not in ("setting", "propose")]
        if not candidates:
            raise WrongUse("correcting.nothing_to_undo", path=str(folder.root))
    if not candidates or (event is not None and len(candidates) > 1):
        raise WrongUse("correcting.no_event", event=event or "")
    if candidates[-1].kind == "propose":
        raise WrongUse("proposing.immutable")
    group = _with(candidates[-1], [one for one, counts in events if counts])
    return tuple(
        Correction(
            kind="undo", values={"event": one.id}, of="event", about=frozenset(each.statement for each in one.targets)
        )
        for one in group
    )


def enter(
    folder: DossierFolder, corrections: Sequence[Correction], act: Act, *, seen: Collection[str] | None = None
) -> tuple[Event, ...]:
    """Writes corrections in the log, all or none; what is written in one go is taken back in one go.

    It needs no lock of the folder: an event is written whole, and a build under way leaves it to the next. ``seen`` are the
    heads of the log as whoever corrects saw it: raises Overtaken where somebody spoke since of the same statements.
    """
    with SqliteLog(folder.log) as log, log.together():
        if seen is not None:
            about = frozenset[str]().union(*(one.about for one in corrections))
            since = [one for one in chain.since(log.events(), seen) if about & {each.statement for each in one.targets}]
            if since:
                raise Overtaken("correcting.overtaken", tuple(since))
        person = log.person(act.by)
        done: list[Event] = []
        for one in corrections:
            values = {**one.values, TOGETHER: done[0].id} if done else one.values
            done.append(log.append(at=act.at, person=person, kind=one.kind, targets=one.targets, values=values))
    return tuple(done)


def _with(event: Event, counting: Sequence[Event]) -> tuple[Event, ...]:
    """An event before all that were written with it in one go and still count; it alone where it was not the first."""
    return (event, *(one for one in reversed(counting) if dict(one.values).get(TOGETHER) == event.id))


def _named(store: Store, names: Iterable[str]) -> tuple[Statement, ...]:
    """The statements that these ids stand for, each once."""
    found = {one.id: one for name in names for one in consult.statements_named(store, name)}
    return tuple(found.values())


def _correction(
    kind: str, store: Store, statements: Sequence[Statement], *, values: Mapping[str, Value] | None = None, of: str = ""
) -> Correction:
    """A correction with what its event keeps of each statement, to find it again."""
    documents = {one.source: one for one in store.documents(sorted({one.source for one in statements}))}
    paths = {source.id: source.path for source in store.records("sources")}
    return Correction(
        kind=kind,
        targets=tuple(authored.target(one, documents[one.source], paths[one.source]) for one in statements),
        values=values or {},
        of=of or "statement",
        about=frozenset(one.id for one in statements),
    )
