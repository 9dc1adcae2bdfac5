"""Commands by which people correct a dossier: each writes an event, brings the dossier up to date and says what it did."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from rodedraad import assisting, authored, consult, correcting, edits, phrases
from rodedraad import dossier as dossiers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.amending import Act
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.acts import acts, themes
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, consent, progress, put, put_json, said, tell, tell_line, tell_message
from rodedraad.cli.tables import field_word
from rodedraad.records import Event, Problem, Statement
from rodedraad.sending import Asking


def edit(path: Path, name: str, fields: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Changes fields of a statement, or of every member of a thread, subject or tension."""
    folder = DossierFolder.open(path)
    return _carry_out(folder, correcting.editing(folder, [name], fields), actor, as_json=as_json)


def judge(path: Path, kind: str, name: str, *, actor: str | None, as_json: bool, is_confirmed: bool = False) -> int:
    """Rejects or confirms a statement, or all that a thread, subject or tension rests on.

    To reject a tension says that the two do not conflict; both statements stay. To reject a thread or subject takes
    all its statements out of the dossier, which is said, and asked where somebody sits at the terminal.
    """
    folder = DossierFolder.open(path)
    planned = correcting.judging(folder, kind, [name])
    targets = [target for one in planned for target in one.targets]
    if kind == "reject" and planned[0].of in ("thread", "subject"):
        code = "acts.rejecting" if planned[0].of == "thread" else "acts.rejecting_group"
        tell(code, count=len(targets), kind=said(f"record.{planned[0].of}"), path=str(path), name=name)
        for target in targets:
            tell_line(f"  «{phrases.clipped(' '.join(target.quote.split()), 160)}» ({target.path})")
        if (status := consent(is_confirmed=is_confirmed or not sys.stdin.isatty())) is not None:
            return status
    return _carry_out(folder, planned, actor, as_json=as_json)


def tie(path: Path, kind: str, names: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Merges statements or threads into one thread, or splits the first off from the others."""
    folder = DossierFolder.open(path)
    return _carry_out(folder, correcting.tying(folder, kind, names), actor, as_json=as_json)


def undo(path: Path, event: str | None, *, actor: str | None, as_json: bool, is_confirmed: bool = False) -> int:
    """Takes back an event of the log. Whose it is, is said; where it is another's, it is asked."""
    folder = DossierFolder.open(path)
    planned = correcting.undoing(folder, event)
    logged = {one.id: (one, name) for one, name, _ in consult.log_events(folder)}
    undone, by = logged[str(planned[0].values["event"])]
    done = acts(folder, [one for one, _ in logged.values()], {one.person: name for one, name in logged.values()})
    tell("acts.undoing", who=done.who(undone), did=done.did(undone))
    for line in done.about(undone.targets):
        tell_line(f"  {line}")
    if len(planned) > 1:
        tell("acts.undoing_more", count=len(planned) - 1)
    if by != (signed := acting(folder, actor)):
        tell("acts.undoing_other", name=signed, path=str(path))
        if (status := consent(is_confirmed=is_confirmed)) is not None:
            return status
    return _carry_out(folder, planned, actor, as_json=as_json)


def rebuilt(folder: DossierFolder, name: str) -> tuple[Problem, ...]:
    """Brings the dossier up to date; returns the corrections that could not be carried out, which are said too."""
    wish = assisting.NO_WISH
    if folder.store.exists():
        with consult.reading(folder) as store:
            wish = assisting.as_before(store)
    with progress() as shown:
        outcome = dossiers.build(folder, name=name, at=now(), asking=Asking(wish=wish), progress=shown)
    lost = tuple(problem for problem in outcome.problems if problem.message.code.startswith(authored.LOST))
    for problem in lost:
        tell_message(problem.source, problem.message)
    if lost:
        tell("correcting.lost", count=len(lost))
    return lost


def _carry_out(
    folder: DossierFolder, planned: Sequence[correcting.Correction], name: str | None, *, as_json: bool
) -> int:
    """Writes the events, all or none; brings the dossier up to date and tells."""
    signed = acting(folder, name)
    ids = frozenset[str]().union(*(one.about for one in planned))
    before = _statements(folder, ids)
    with folder.lock():  # else it would stand in the log, and a dossier that is busy be the answer
        event = correcting.enter(folder, planned, Act(by=signed, at=now()))[0]
    if not as_json and event.kind == "undo":
        undone, id_ = str(planned[0].values["event"])[:12], event.id[:12]
        put(said("correcting.undone", undone=undone, name=signed, event=id_, path=str(folder.root)))
    elif not as_json:
        count = sum(len(one.targets) for one in planned)
        done, id_ = said(f"event.{event.kind}"), event.id[:12]
        code = "correcting.done" if count != 1 else "correcting.done_one"
        put(said(code, kind=done, count=count, name=signed, event=id_, path=str(folder.root)))
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
