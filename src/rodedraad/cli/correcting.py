"""Commands by which people correct a dossier: each writes an event, and brings the dossier up to date with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rodedraad import authored, consult, edits
from rodedraad import dossier as dossiers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.making import acting, now, tell_message
from rodedraad.cli.speech import progress, put, said, tell
from rodedraad.errors import StoreError, WrongUse
from rodedraad.records import Statement, Target, Tension, Thread, Value


def edit(path: Path, name: str, fields: Sequence[str], *, actor: str | None) -> int:
    """Changes fields of a statement, or of every member of a thread, subject or tension."""
    folder = DossierFolder.open(path)
    themes = [theme.id for theme in consult.frame_of(folder).themes]
    values = edits.parsed(fields, themes=themes)
    with consult.reading(folder) as store:
        targets = _targets(store, consult.statements_named(store, name))
    return _carry_out(folder, "edit", targets, values, actor)


def judge(path: Path, kind: str, name: str, *, actor: str | None) -> int:
    """Rejects or confirms a statement, or all that a thread, subject or tension rests on.

    To reject a tension says that the two do not conflict; both statements stay.
    """
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        record = consult.record_named(store, name)
        targets = _targets(store, consult.statements_named(store, name))
    values: dict[str, Value] = {"what": "tension"} if isinstance(record, Tension) else {}
    return _carry_out(folder, kind, targets, values, actor)


def tie(path: Path, kind: str, names: Sequence[str], *, actor: str | None) -> int:
    """Merges statements or threads into one thread, or splits the first off from the others.

    One thread alone, split, falls apart into its statements.
    """
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        groups = [consult.statements_named(store, name) for name in names]
        if len(groups) == 1 and kind == "split" and isinstance(consult.record_named(store, names[0]), Thread):
            groups = [groups[0][:1], groups[0][1:]]
        left = groups[0]
        right = [one for group in groups[1:] for one in group if one not in left]
        if not right:
            raise WrongUse("correcting.two", kind=kind)
        targets = _targets(store, (*left, *right))
    values: dict[str, Value] = {"left": len(left)} if kind == "split" else {}
    return _carry_out(folder, kind, targets, values, actor)


def undo(path: Path, event: str | None, *, actor: str | None) -> int:
    """Takes back an event of the log: that one (an undo too), or the last correction that still counts."""
    folder = DossierFolder.open(path)
    events = [(one, counts) for one, _, counts in consult.log_events(folder) if one.kind != "erase"]
    if event is not None:
        candidates = [one for one, _ in events if one.id.startswith(event)]
    else:
        candidates = [one for one, counts in events if counts]
    if not candidates or (event is not None and len(candidates) > 1):
        raise WrongUse("correcting.no_event", event=event or "")
    return _carry_out(folder, "undo", (), {"event": candidates[-1].id}, actor)


def import_(path: Path, file: Path, *, is_preview: bool) -> int:
    """Adds the events of another copy's log. Two copies that did this both ways are the same."""
    folder = DossierFolder.open(path)
    other = file / "logboek.db" if file.is_dir() else file
    if not other.is_file():
        raise WrongUse("correcting.no_log", path=str(file))
    if other.resolve() == folder.log.resolve():
        raise WrongUse("correcting.same_log", path=str(file))
    with SqliteLog(other, is_read_only=True) as theirs:
        events, names = theirs.events(), theirs.names()
        mine = {event.id for event, _, _ in consult.log_events(folder)}
        new = [event for event in events if event.id not in mine]
        known = len(events) - len(new)
        if is_preview:
            if broken := theirs.failures():
                raise StoreError("log.not_whole", file=str(file), event=broken[0][:16])
            put(said("correcting.would_import", count=len(new), known=known))
            for event in new:
                values = ", ".join(f"{field}={value}" for field, value in event.values)
                put(f"{event.at}  {names.get(event.person, '?')}  {event.kind}  {values}")
                for target in event.targets:
                    put(f"    «{' '.join(target.quote.split())}» ({target.path})")
            return EXIT_DONE
        with folder.lock(), SqliteLog(folder.log) as log:
            added = log.merge_from(theirs)
    put(said("correcting.imported", count=added, known=known))
    return _rebuilt(folder, None) if added and folder.store.exists() else EXIT_DONE


def _targets(store: SqliteStore, statements: Sequence[Statement]) -> tuple[Target, ...]:
    """What the event keeps of each statement, to find it again."""
    documents = {one.source: one for one in store.documents(sorted({one.source for one in statements}))}
    paths = {source.id: source.path for source in store.records("sources")}
    return tuple(authored.target(one, documents[one.source], paths[one.source]) for one in statements)


def _carry_out(
    folder: DossierFolder, kind: str, targets: Sequence[Target], values: dict[str, Value], name: str | None
) -> int:
    signed = acting(folder, name)
    with folder.lock(), SqliteLog(folder.log) as log:
        event = log.append(at=now(), person=log.person(signed), kind=kind, targets=targets, values=values)
    if kind == "undo":
        put(said("correcting.undone", undone=str(values["event"])[:12], name=signed, event=event.id[:12]))
    else:
        put(said("correcting.done", kind=said(f"event.{kind}"), count=len(targets), name=signed, event=event.id[:12]))
    return _rebuilt(folder, name)


def _rebuilt(folder: DossierFolder, name: str | None) -> int:
    """Brings the dossier up to date, and says which corrections could not be carried out."""
    with progress() as shown:
        outcome = dossiers.build(folder, name=acting(folder, name), at=now(), progress=shown)
    lost = [problem for problem in outcome.problems if problem.message.code.startswith("authored.")]
    for problem in lost:
        tell_message(problem.source, problem.message)
    if lost:
        tell("correcting.lost", count=len(lost))
    return EXIT_LOOK if lost else EXIT_DONE
