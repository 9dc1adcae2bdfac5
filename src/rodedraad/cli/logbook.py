"""Commands on the log itself: taking over that of another copy, and erasing a person's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rodedraad import agreed, chain, consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.acts import Acts, acts
from rodedraad.cli.correcting import rebuilt
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import consent, put, put_json, said, tell
from rodedraad.decisions import Overruling
from rodedraad.errors import StoreError, UnknownRecord, WrongUse
from rodedraad.overruling import conflicts, gathered
from rodedraad.records import Event, Value

_Changed = tuple[str, Value, Value, str | None]


def import_(path: Path, file: Path, *, is_preview: bool, is_confirmed: bool, as_json: bool) -> int:
    """Adds the events of another copy's log. Two copies that did this both ways are the same.

    Where that would erase a name that is here, it is said and asked first.
    """
    folder = DossierFolder.open(path)
    other = file / folder.log.name if file.is_dir() else file
    if not other.is_file():
        raise WrongUse("correcting.no_log", path=str(file))
    if other.resolve() == folder.log.resolve():
        raise WrongUse("correcting.same_log", path=str(file))
    mine, names = _held(folder)
    with SqliteLog(other, is_read_only=True) as theirs:
        if broken := theirs.failures():
            raise StoreError("log.not_whole", file=str(file), event=broken[0][:16])
        events, their_names = theirs.events(), theirs.names()
        new = [event for event in events if event.id not in mine]
        known = len(events) - len(new)
        for event in new:
            if what := chain.refusal(event):
                raise StoreError("log.event_refused", file=str(file), event=event.id[:16], what=what)
        erased = _erased(new, names)
        for id_ in sorted(set(names) & set(their_names)):
            if names[id_] != their_names[id_]:
                tell("correcting.other_name", mine=names[id_], theirs=their_names[id_])
        done = acts(folder, chain.ordered([*mine.values(), *new]), {**their_names, **names})
        opposed = conflicts(folder, mine.values(), events)
        changed = _settings(tuple(mine.values()), new)
        if is_preview:
            return _preview(new, done, erased, opposed, changed, known=known, as_json=as_json)
        for name in erased:
            tell("correcting.would_erase", name=name)
        if erased and (status := consent(is_confirmed=is_confirmed)) is not None:
            return status
        with folder.lock(), SqliteLog(folder.log) as log:
            added = log.merge(theirs)
    lost = rebuilt(folder, acting(folder, None)) if added and folder.store.exists() else ()
    if as_json:
        told = {"conflicts": _opposite(opposed), "settings": _of_settings(changed)}
        put_json({"added": added, "known": known, "erased": erased, "lost": len(lost), **told})
    else:
        put(said("correcting.imported", count=added, known=known))
        _tell(opposed, changed, done)
    return EXIT_LOOK if lost else EXIT_DONE


def erase(path: Path, name: str, *, actor: str | None, is_confirmed: bool, as_json: bool) -> int:
    """Erases a person's name from the log for good; what the person did stays, without the name."""
    folder = DossierFolder.open(path)
    logged = consult.log_events(folder)
    _, names = _held(folder)
    persons = [id_ for id_, held in names.items() if held == name]
    if not persons:
        raise UnknownRecord("correcting.no_person", name=name, known=", ".join(sorted(set(names.values()))))
    count = sum(1 for event, _, _ in logged if event.person in persons)
    tell("correcting.erasing", name=name, count=count)
    if (status := consent(is_confirmed=is_confirmed)) is not None:
        return status
    signed = acting(folder, actor)
    with folder.lock(), SqliteLog(folder.log) as log:
        by = log.person(signed)
        done = [log.erase(person, at=now(), by=by).id for person in persons]
    lost = rebuilt(folder, signed) if folder.store.exists() else ()
    if as_json:
        put_json({"events": done, "name": name, "count": count, "lost": len(lost)})
    else:
        put(said("correcting.erased", count=count))
    return EXIT_LOOK if lost else EXIT_DONE


def _held(folder: DossierFolder) -> tuple[dict[str, Event], dict[str, str]]:
    """The events that are here by their ids, and the names of their people."""
    if not folder.log.exists() or not folder.log.stat().st_size:
        return {}, {}
    with SqliteLog(folder.log, is_read_only=True) as log:
        return {event.id: event for event in log.events()}, log.names()


def _erased(events: Sequence[Event], names: Mapping[str, str]) -> list[str]:
    """The names that are here and that these events would erase."""
    persons = {value for event in events if event.kind == "erase" for key, value in event.values if key == "person"}
    return sorted({name for id_, name in names.items() if id_ in persons})


def _preview(
    new: Sequence[Event],
    done: Acts,
    erased: Sequence[str],
    opposed: Sequence[Overruling],
    changed: Sequence[_Changed],
    *,
    known: int,
    as_json: bool,
) -> int:
    """What an import would do: every event with who, when, what and about which words, and what here says otherwise."""
    if as_json:
        from rodedraad import shapes  # noqa: PLC0415  for scripts alone

        events = [shapes.event(one, done.names) for one in new]
        told = {"conflicts": _opposite(opposed), "settings": _of_settings(changed)}
        put_json({"added": len(new), "known": known, "erased": erased, "events": events, **told})
        return EXIT_DONE
    put(said("correcting.would_import", count=len(new), known=known))
    for name in erased:
        put(said("correcting.would_erase", name=name))
    for event in new:
        put("")
        put(f"{done.who(event)}: {done.did(event)}")
        for line in done.about(event.targets):
            put(f"    {line}")
    if new:
        put("")
        _tell(opposed, changed, done)
    return EXIT_DONE


def _settings(mine: Sequence[Event], new: Sequence[Event]) -> list[_Changed]:
    """Each setting in force that these events make another: its key, what it was, what it is, and by which event."""
    before = agreed.settings(chain.standing(mine))
    counting = chain.standing((*mine, *new))
    old = agreed.flat(before)
    by = {key: event.id for event in counting if event.kind == "setting" for key, _ in event.values}
    return [
        (key, old.get(key), value, by.get(key))
        for key, value in agreed.changes(before, agreed.settings(counting)).items()
        if not key.endswith(("[pad]", "[id]"))  # only the order of a list
    ]


def _of_settings(changed: Sequence[_Changed]) -> list[dict[str, Value]]:
    """The same for a script."""
    return [{"setting": key, "from": before, "to": after, "event": by} for key, before, after, by in changed]


def _tell(opposed: Sequence[Overruling], changed: Sequence[_Changed], done: Acts) -> None:
    if changed:
        done.tell_settings(changed)
    if opposed:
        done.tell_conflicts(opposed)
    else:
        put(said("acts.no_conflicts"))


def _opposite(opposed: Sequence[Overruling]) -> list[dict[str, object]]:
    """The conflicts for a script: what about, the event that gives way and the one that holds."""
    return [
        {"what": what, "statements": list(about), "event": event, "holds": by}
        for (event, by, what), about in gathered(opposed).items()
    ]
