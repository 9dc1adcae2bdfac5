"""Commands by which people correct a dossier: each writes an event, brings the dossier up to date and says what it did."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from rodedraad import accepting, assisting, authored, consult, edits, phrases, suggestions
from rodedraad import dossier as dossiers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.acts import acts, themes
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, consent, progress, put, put_json, said, tell, tell_line, tell_message
from rodedraad.cli.tables import field_word
from rodedraad.errors import WrongUse
from rodedraad.ports import Store
from rodedraad.records import Event, Problem, Statement, Subject, Target, Tension, Thread, Value
from rodedraad.sending import Asking

_LOST = ("authored.", "edit.", "ruling.")


def edit(path: Path, name: str, fields: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Changes fields of a statement, or of every member of a thread, subject or tension."""
    folder = DossierFolder.open(path)
    values = edits.parsed(fields, themes=[theme.id for theme in consult.frame_of(folder).themes])
    with consult.reading(folder) as store:
        statements = consult.statements_named(store, name)
        parties = authored.known_parties(list(store.records("sources")))
        for statement in statements:
            edits.edited(statement, values, parties=parties)  # said before it stands in the log
        targets = _targets(store, statements)
    return _carry_out(folder, "edit", targets, values, actor, as_json=as_json)


def judge(path: Path, kind: str, name: str, *, actor: str | None, as_json: bool, is_confirmed: bool = False) -> int:
    """Rejects or confirms a statement, or all that a thread, subject or tension rests on.

    To reject a tension says that the two do not conflict; both statements stay. To reject a thread or subject takes
    all its statements out of the dossier, which is said, and asked where somebody sits at the terminal.
    """
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        record = consult.record_named(store, name)
        targets = _targets(store, consult.statements_named(store, name))
    own = suggestions.of_model(record) if kind == "confirm" and isinstance(record, Statement) else {}
    if kind == "reject" and isinstance(record, Thread | Subject):
        code = "acts.rejecting" if isinstance(record, Thread) else "acts.rejecting_group"
        of = said(f"record.{type(record).__name__.lower()}")
        tell(code, count=len(targets), kind=of, path=str(path), name=name)
        for target in targets:
            tell_line(f"  «{phrases.clipped(' '.join(target.quote.split()), 160)}» ({target.path})")
        if (status := consent(is_confirmed=is_confirmed or not sys.stdin.isatty())) is not None:
            return status
    values: dict[str, Value] = {"what": "tension"} if isinstance(record, Tension) else own
    return _carry_out(folder, kind, targets, values, actor, as_json=as_json)


def tie(path: Path, kind: str, names: Sequence[str], *, actor: str | None, as_json: bool) -> int:
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
    return _carry_out(folder, kind, targets, values, actor, as_json=as_json)


def undo(path: Path, event: str | None, *, actor: str | None, as_json: bool, is_confirmed: bool = False) -> int:
    """Takes back an event of the log: that one (an undo too), or the last correction that still counts.

    The reading of a settings file is taken back only by its id: without its first one a dossier has no settings.
    Whose it is, is said; where it is another's, it is asked.
    """
    folder = DossierFolder.open(path)
    logged = consult.log_events(folder)
    events = [(one, counts) for one, _, counts in logged if one.kind != "erase"]
    if event is not None:
        candidates = [one for one, _ in events if event and one.id.startswith(event)]
    else:
        candidates = [one for one, counts in events if counts and one.kind not in ("setting", "propose")]
        if not candidates:
            raise WrongUse("correcting.nothing_to_undo", path=str(path))
    if not candidates or (event is not None and len(candidates) > 1):
        raise WrongUse("correcting.no_event", event=event or "")
    if candidates[-1].kind == "propose":
        raise WrongUse("proposing.immutable")
    group = _with(candidates[-1], [one for one, counts in events if counts])
    about = {target.statement for one in group for target in one.targets}
    names = {one.person: name for one, name, _ in logged}
    done = acts(folder, [one for one, _, _ in logged], names)
    tell("acts.undoing", who=done.who(candidates[-1]), did=done.did(candidates[-1]))
    for line in done.about(candidates[-1].targets):
        tell_line(f"  {line}")
    if len(group) > 1:
        tell("acts.undoing_more", count=len(group) - 1)
    if names[candidates[-1].person] != (signed := acting(folder, actor)):
        tell("acts.undoing_other", name=signed, path=str(path))
        if (status := consent(is_confirmed=is_confirmed)) is not None:
            return status
    return _carry_out(folder, "undo", (), {"event": group[-1].id}, actor, about=about, also=group[:-1], as_json=as_json)


def _with(event: Event, counting: Sequence[Event]) -> tuple[Event, ...]:
    """An event after all that were written with it in one go and still count; it alone where it was not the first."""
    with_ = tuple(one for one in counting if dict(one.values).get(accepting.TOGETHER) == event.id)
    return (*reversed(with_), event)


def rebuilt(folder: DossierFolder, name: str) -> tuple[Problem, ...]:
    """Brings the dossier up to date; returns the corrections that could not be carried out, which are said too."""
    wish = assisting.NO_WISH
    if folder.store.exists():
        with consult.reading(folder) as store:
            wish = assisting.as_before(store)
    with progress() as shown:
        outcome = dossiers.build(folder, name=name, at=now(), asking=Asking(wish=wish), progress=shown)
    lost = tuple(problem for problem in outcome.problems if problem.message.code.startswith(_LOST))
    for problem in lost:
        tell_message(problem.source, problem.message)
    if lost:
        tell("correcting.lost", count=len(lost))
    return lost


def _targets(store: Store, statements: Sequence[Statement]) -> tuple[Target, ...]:
    """What the event keeps of each statement, to find it again."""
    documents = {one.source: one for one in store.documents(sorted({one.source for one in statements}))}
    paths = {source.id: source.path for source in store.records("sources")}
    return tuple(authored.target(one, documents[one.source], paths[one.source]) for one in statements)


def _carry_out(
    folder: DossierFolder,
    kind: str,
    targets: Sequence[Target],
    values: dict[str, Value],
    name: str | None,
    *,
    as_json: bool,
    about: Collection[str] | None = None,
    also: Sequence[Event] = (),
) -> int:
    """Writes the event, after an ``undo`` of each of ``also``, all or none; brings the dossier up to date and tells."""
    signed = acting(folder, name)
    ids = {target.statement for target in targets} if about is None else about
    before = _statements(folder, ids)
    with folder.lock(), SqliteLog(folder.log) as log, log.together():
        at, person = now(), log.person(signed)
        for one in also:
            log.append(at=at, person=person, kind="undo", targets=(), values={"event": one.id})
        event = log.append(at=at, person=person, kind=kind, targets=targets, values=values)
    if not as_json and kind == "undo":
        undone, id_ = str(values["event"])[:12], event.id[:12]
        put(said("correcting.undone", undone=undone, name=signed, event=id_, path=str(folder.root)))
    elif not as_json:
        done, id_ = said(f"event.{kind}"), event.id[:12]
        code = "correcting.done" if len(targets) != 1 else "correcting.done_one"
        put(said(code, kind=done, count=len(targets), name=signed, event=id_, path=str(folder.root)))
    lost = rebuilt(folder, signed)
    after = _statements(folder, ids)
    if as_json:
        put_json(_shape(event, signed, before, after, lost))
    else:
        _tell_changes(folder, before, after)
    return EXIT_LOOK if lost else EXIT_DONE


def _statements(folder: DossierFolder, ids: Collection[str]) -> dict[str, Statement]:
    if not folder.store.exists():
        return {}
    with consult.reading(folder) as store:
        return {one.id: one for one in store.records("statements") if one.id in ids}


def _shape(
    event: Event,
    person: str,
    before: Mapping[str, Statement],
    after: Mapping[str, Statement],
    lost: Sequence[Problem],
) -> dict[str, Any]:
    """What a correcting command prints with --json: the event, what it changed, and what could not be carried out."""
    from rodedraad.shapes import shape  # noqa: PLC0415  for scripts alone
    from rodedraad.wording import word  # noqa: PLC0415

    changed = []
    for id_, old in before.items():
        if new := after.get(id_):
            was, is_ = shape(old, word), shape(new, word)
            for field, _, _ in edits.differences(old, new):
                changed.append({"id": id_, "field": field, "from": was[field], "to": is_[field]})
    return {
        "event": event.id,
        "kind": event.kind,
        "person": person,
        "at": event.at,
        "statements": sorted({target.statement for target in event.targets} | set(before)),
        "changes": changed,
        "gone": sorted(set(before) - set(after)),
        "back": sorted(set(after) - set(before)),
        "lost": [shape(problem, word) for problem in lost],
    }


def _tell_changes(folder: DossierFolder, before: Mapping[str, Statement], after: Mapping[str, Statement]) -> None:
    """Field by field, what it was and what it is."""
    changed = [
        (old, found) for id_, old in before.items() if id_ in after if (found := edits.differences(old, after[id_]))
    ]
    if not changed:
        return
    with consult.reading(folder) as store:
        parties = {party.id: party for party in store.records("parties")}
    named = themes(consult.frame_of(folder))
    for statement, differences in changed:
        put(f"  «{phrases.clipped(statement.text, 100)}»")
        for field, old, new in differences:
            was, is_ = (phrases.held(field, value, parties, named, LANGUAGE.get()) for value in (old, new))
            put(f"    {field_word(field)}: {was} → {is_}")
