"""The settings of a dossier as they stand: what people wrote in its files and decided since, and the drivers they judged.

What changed in a settings file becomes an event when a build takes it; the last event wins (``agreed.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rodedraad import agreed, chain, drivers, frame
from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.errors import Overtaken, StoreError, WrongUse
from rodedraad.genai import settings as genai_settings
from rodedraad.genai.settings import ModelSettings
from rodedraad.ports import Log
from rodedraad.records import Event, Frame, Judgement, Message, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings as they stand after the log: the frame, what is said about each file by its path, and the drivers."""

    frame: Frame
    overrides: Mapping[str, Mapping[str, Any]]
    drawn: drivers.Drawn = drivers.NOTHING
    esco: str = ""
    """The list of ESCO that the dossier has of its own; empty where it uses the small one."""
    model: ModelSettings | None = None
    """The language model that the dossier names; None where it names none."""


def put(
    folder: DossierFolder,
    file: Path,
    text: str,
    *,
    keeper: str,
    name: str,
    at: str,
    seen: Collection[str] | None = None,
) -> None:
    """Puts a settings file in place, and writes what changes by it as an event of who changed it, in the same moment.

    What stood in the files and no event said yet is not theirs: ``keeper``, who keeps the dossier, signs that first.
    ``seen`` are the heads of the log as whoever changes it saw it. Raises WrongUse on what cannot be, Overtaken where
    somebody spoke since of the same; then nothing is written.
    """
    refuse_unsound(folder, **{"settings" if file == folder.settings else "source_settings": text})
    before = folder.text(file)
    try:
        with SqliteLog(folder.log) as log, log.together():
            taken(folder, log, name=keeper, at=at)
            held = log.events()
            folders.write(file, text.encode())
            taken(folder, log, name=name, at=at)
            if seen is not None:
                _refuse_overtaken(held, log.events(), seen)
    except BaseException:
        folders.write(file, before.encode())
        raise


def _refuse_overtaken(before: Sequence[Event], after: Sequence[Event], seen: Collection[str]) -> None:
    """Raises Overtaken where what is written now sets what somebody set since; the order of a list is nobody's own."""
    held = {event.id for event in before}
    now = {key for event in after if event.id not in held for key, _ in event.values if not key.endswith("]")}
    since = [event for event in chain.since(before, seen) if event.kind == "setting"]
    if over := tuple(event for event in since if not now.isdisjoint(key for key, _ in event.values)):
        raise Overtaken("settings.overtaken", over)


def taken(folder: DossierFolder, log: Log, *, name: str, at: str) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings after what people changed in the files became events, and the last event won."""
    with log.together():  # what is read here is what is written, also where a page changes a file meanwhile
        return _taken(folder, log, name=name, at=at)


def _taken(folder: DossierFolder, log: Log, *, name: str, at: str) -> tuple[Settings, tuple[Problem, ...]]:
    tables: dict[str, dict[str, Any]] = {}
    for path in (folder.settings, folder.source_settings):
        tables[path.name] = frame.parse(folder.text(path), name=path.name)
    tables[folder.settings.name], unsound = _without_unsound_model(folder, tables[folder.settings.name])
    _checked(tables[folder.settings.name], tables[folder.source_settings.name])  # said before it becomes an event
    base = drivers.of_frame(tables[folder.settings.name])
    refused = drivers.NOTHING
    try:
        tables[drivers.FILE] = _own_drivers(folder, base)
    except WrongUse as error:  # what it says is not taken in; the dossier goes on without scenarios
        refused = drivers.Drawn(problems=(error.message,))
    standing = agreed.agreed(log, tables, name=name, at=at)
    try:
        settings = _checked(standing[folder.settings.name], standing[folder.source_settings.name])
    except WrongUse as error:
        # a copy of another release may have written it: the files here hold until somebody undoes that event
        problem = Problem(source=folder.log.name, page=None, kind="other", message=error.message)
        return _checked(tables[folder.settings.name], tables[folder.source_settings.name]), (problem, *unsound)
    base = drivers.of_frame(standing[folder.settings.name])
    drawn = refused if refused.problems else _drawn(standing[drivers.FILE], base, chain.standing(log.events()))
    return replace(settings, drawn=drawn), unsound


def standing(folder: DossierFolder) -> Settings:
    """The settings in force, as the last build took them; of the files where the log has none that can be.

    Without the drivers, which are in the store.
    """
    tables = {
        path.name: frame.parse(folder.text(path), name=path.name) for path in (folder.settings, folder.source_settings)
    }
    if folder.log.exists() and folder.log.stat().st_size:
        try:
            with SqliteLog(folder.log, is_read_only=True) as log:
                found = tables | agreed.settings(chain.standing(log.events()))
            settings = _checked(found[folder.settings.name], found[folder.source_settings.name])
            return replace(settings, esco=folder.text(folder.esco))
        except (WrongUse, StoreError):
            pass  # as the build does with what cannot be, which says so; a damaged log is for the check to say
    tables[folder.settings.name], _ = _without_unsound_model(folder, tables[folder.settings.name])
    settings = _checked(tables[folder.settings.name], tables[folder.source_settings.name])
    return replace(settings, esco=folder.text(folder.esco))


def drawn_without(folder: DossierFolder, events: Sequence[Event], hidden: frozenset[str]) -> drivers.Drawn:
    """The drivers and judgements that hold, without what people took over from these sources.

    What somebody judged on such a source is missing then: an example of the frame, which they overruled, does not come back.
    """
    held = chain.standing(events)
    counting = [one for one in held if not any(about.source in hidden for about in one.targets)]
    found = drawn(folder, counting)
    if len(counting) == len(held):
        return found
    inside = {one.id: one for one in drawn(folder, held).judgements}
    return replace(found, judgements=tuple(_without_example(one, inside.get(one.id)) for one in found.judgements))


def drawn(folder: DossierFolder, events: Sequence[Event]) -> drivers.Drawn:
    """The drivers and judgements that hold by these events, which are those that count: also where no build took them yet."""
    tables = agreed.settings(events)
    settings = tables.get(folder.settings.name, {})
    return _drawn(tables.get(drivers.FILE, {}), drivers.of_frame(settings), events)


def _without_example(one: Judgement, inside: Judgement | None) -> Judgement:
    """The judgement, or that it is missing where an example stands in the place of another that people gave."""
    if not one.is_example or inside is None or inside.is_example:
        return one
    return replace(one, value=None, low=None, high=None, note="", note_en="", is_example=False)


def _own_drivers(folder: DossierFolder, base: drivers.Drawn) -> dict[str, Any]:
    """What drijvers.toml says, as it becomes an event. Raises WrongUse on what cannot be."""
    table = frame.parse(folder.text(folder.drivers), name=drivers.FILE)
    found = drivers.unfolded(table, base=base) if table else {}
    drivers.read(found, base=base)
    return found


def _drawn(table: Mapping[str, Any], base: drivers.Drawn, events: Sequence[Event]) -> drivers.Drawn:
    """The drivers and judgements that hold; where two copies decided what cannot be together, why there are none."""
    if not table:
        return base
    try:
        held, aside = drivers.of_those_here(table, base=base)
        found = drivers.read(held, base=base, events=drivers.spoken(events))
    except WrongUse as error:
        return drivers.Drawn(problems=(error.message,))
    if aside:
        return replace(found, problems=(Message.of("drivers.aside", count=len(aside), first=aside[0]),))
    return found


def _without_unsound_model(folder: DossierFolder, table: dict[str, Any]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The settings without a table ``[model]`` that cannot be, before anything of it is kept: it may hold a key."""
    try:
        _model(table)
    except WrongUse as error:
        rest = {key: value for key, value in table.items() if key != "model"}
        return rest, (Problem(source=folder.settings.name, page=None, kind="other", message=error.message),)
    return table, ()


def _model(table: Mapping[str, Any]) -> ModelSettings | None:
    """The model that dossier.toml names. Raises WrongUse on what cannot be."""
    own = table.get("model", {})
    if not isinstance(own, Mapping):
        raise WrongUse("frame.wrong_value", file="dossier.toml", key="model", value=type(own).__name__)
    return genai_settings.read(own)


def refuse_unsound(folder: DossierFolder, *, settings: str | None = None, source_settings: str | None = None) -> None:
    """Raises WrongUse where these texts cannot be dossier.toml and bronnen.toml; one that is not given is as it stands."""
    own = folder.text(folder.settings) if settings is None else settings
    of_sources = folder.text(folder.source_settings) if source_settings is None else source_settings
    table, _ = _without_unsound_model(folder, frame.parse(own, name=folder.settings.name))
    _checked(table, frame.parse(of_sources, name=folder.source_settings.name))


def _checked(table: Mapping[str, Any], sources: Mapping[str, Any]) -> Settings:
    """The settings of these two tables. Raises WrongUse on what cannot be."""
    settings = Settings(frame=frame.frame(table), overrides=frame.overrides(sources), model=_model(table))
    if any(settings.overrides.values()):
        from rodedraad.describe.settings import given  # noqa: PLC0415  where somebody said something of a file
        from rodedraad.parties import registered  # noqa: PLC0415

        known = registered(settings.frame)
        for said in settings.overrides.values():
            given(said, known)
    return settings
