"""A dossier at work: the folder, the store and the log brought together with the pipeline, for the two doors.

``build`` brings everything up to date and is safe at any moment: each reading is kept as soon as it is made, the
final records change in one transaction, and the log is only ever added to. The folder is locked while records are made, and
never while a language model is asked: the records follow from the replies that are kept.
"""

from __future__ import annotations

import importlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from rodedraad import assisting, chain, frame, gauges, in_force, perusing, remembered, unplaced
from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.assisting import Session
from rodedraad.closed import closed, closed_paths, taken_out
from rodedraad.deriving import Given, derived, of_file
from rodedraad.errors import StoreError
from rodedraad.freshness import digest, key_of, program
from rodedraad.garbage import uncollected
from rodedraad.genai.settings import MINUTES_PER_PAGE, ModelSettings
from rodedraad.in_force import Settings
from rodedraad.ports import Log, Progress, Store
from rodedraad.records import Event, Links, Message, Problem, Prospects, Reading, Refusal, Usage
from rodedraad.sending import NOBODY, Asking, Plan, Sender

_RETRIED = frozenset({"vanished"})
"""Problems that another build may not meet again: their reading is not kept as up to date."""
LIMIT_SECONDS, REREAD_LIMIT_SECONDS = 300.0, 3_600.0
"""How long one file may take; the transformer needs minutes for a book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did. ``counts`` are of the final records; ``recomputed`` of the sources that were read anew.

    ``usage`` is what a language model took, None without one; ``plan`` what was to be sent to it, None where nothing was open;
    ``refusals`` what of its replies did not enter. ``minutes_per_page`` is what a person is assumed to take.
    """

    counts: Mapping[str, int]
    documents: int
    pages: int
    recomputed: int
    problems: tuple[Problem, ...]
    usage: Usage | None = None
    refusals: tuple[Refusal, ...] = ()
    minutes_per_page: float = MINUTES_PER_PAGE
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be built, for whom, and how."""

    folder: DossierFolder
    name: str
    at: str
    workers: int | None
    is_loss_accepted: bool
    wish: assisting.Wish
    tell: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What the records follow from, as it is found in the folder: ``keys`` are those of the readings, by source.

    ``problems`` are those that no reading has; ``loss`` is what the log lacks that the last build saw.
    """

    settings: Settings
    files: Mapping[str, folders.SourceFile]
    keys: Mapping[str, str]
    events: tuple[Event, ...]
    gauged: Sequence[tuple[folders.SourceFile, str]]
    problems: tuple[Problem, ...]
    closed_paths: frozenset[str]
    refused: Message | None
    loss: Message | None

    def fingerprint(self, at: str, mark: str) -> str:
        """The hash of everything; ``mark`` is that of what a model said."""
        return digest(
            program(),
            self.keys,
            [event.id for event in self.events if event.kind not in chain.OF_NO_RECORD],
            [repr(one) for one in self.problems],
            [(file.path, sha256) for file, sha256 in self.gauged],
            at[:10] if self.gauged else "",  # a year that is not over by then is not judged
            repr(self.settings.drawn),
            self.settings.esco,
            mark,
        )


def build(
    folder: DossierFolder,
    *,
    name: str,
    at: str,
    workers: int | None = None,
    is_loss_accepted: bool = False,
    asking: Asking = NOBODY,
    progress: Progress | None = None,
) -> Outcome:
    """Brings the dossier up to date; recomputes only what changed. ``name`` and ``at`` sign edited settings files.

    Events that the last build saw and that are gone are said at every build, until they are back or
    ``is_loss_accepted``. With ``asking`` a language model is asked what the records leave open, once they are made; then they
    are made again with what it answered. Without its ``connect`` nothing is sent, and replies that are kept still serve.
    What ``progress`` raises ends the build, as any interruption does.
    """
    tell = progress or (lambda _stage, _done, _total, _details: None)
    order = _Order(
        folder=folder,
        name=name,
        at=at,
        workers=workers,
        is_loss_accepted=is_loss_accepted,
        wish=asking.wished,
        tell=tell,
    )
    sender = Sender(folder, asking, name=name, at=at, progress=tell)
    outcome, session = _made(order, sender)
    recomputed = outcome.recomputed
    while sender.sends(session):
        outcome, session = _made(order, sender)
    if sender.stopped is not None and session is not None and session.stopped != sender.stopped:
        if sender.is_declined:  # a person's choice is no trouble of the dossier
            declined = Problem(source="dossier.toml", page=None, kind="other", message=sender.stopped)
            outcome = replace(outcome, problems=(*outcome.problems, declined))
        else:
            outcome, session = _made(order, sender)
    return replace(outcome, recomputed=recomputed, usage=sender.together(outcome.usage), plan=sender.plan)


def _made(order: _Order, sender: Sender) -> tuple[Outcome, Session | None]:
    """The records as they follow from the folder now, and what is known of the model; None where nothing is open."""
    folder = order.folder
    with folder.lock(), SqliteLog(folder.log) as log, SqliteStore(folder.store) as store:
        ground = _ground(order, log, store)
        if ground.loss is None:
            remembered.remember_log(store, ground.events)
        chosen = assisting.chosen(ground.settings.model, order.wish)
        mark = assisting.mark(chosen, assisting.kept(folder, chosen), assisting.used(store))
        is_same = (
            store.fingerprint() == ground.fingerprint(order.at, mark) and ground.keys.keys() <= store.keys().keys()
        )
        unsent = assisting.unsent(folder, chosen, store)
        is_done = unsent is None or not unsent.unanswered or not sender.is_connected
        if is_same and is_done and remembered.is_as_settled(store):
            return _outcome(store, recomputed=0, usage=unsent, chosen=chosen), None
        with uncollected():
            readings, recomputed = _read(order, store, ground)
            session = assisting.session(
                folder,
                chosen,
                closed=closed(
                    [reading.source for reading in readings], ground.closed_paths, _problems(ground, readings)
                ),
                refused=ground.refused,
                stopped=sender.stopped or (sender.barred(chosen) if chosen else None),
            )
            _derive(order, store, ground, readings, session)
        return _outcome(store, recomputed=recomputed, usage=session.usage if session else None, chosen=chosen), session


def _ground(order: _Order, log: Log, store: Store) -> _Ground:
    """What is in the folder and the log; what people changed in the settings files becomes an event."""
    folder, tell = order.folder, order.tell
    loss = None if order.is_loss_accepted else remembered.lost(store, log.events(), file=folder.log.name)
    settings, unusable = in_force.taken(folder, log, name=order.name, at=order.at)
    settings = replace(settings, esco=folder.text(folder.esco))
    listed, problems = folder.files()
    tell("list", 0, len(listed), {})
    hashed, lost = folders.hashed(listed)
    tell("list", len(listed), len(listed), {})
    files, doubles = _distinct(hashed, settings)
    events = log.events()
    bad = of_file(folder.log.name, (*([loss] if loss else ()), *remembered.unsound(log, events)))
    gauged, unread = gauges.listed(folder)
    said = frame.overrides(frame.parse(folder.text(folder.source_settings), name=folder.source_settings.name))
    paths, gone = closed_paths(said, settings.overrides), taken_out(said, settings.overrides)
    there = [file.path for file in listed]
    strays = unplaced.problems(settings.overrides.keys() - gone, there, file=folder.source_settings.name)
    strayed = unplaced.unplaced(paths - gone, there)
    return _Ground(
        settings=settings,
        files=files,
        keys={sha256: key_of(sha256, file.path, settings) for sha256, file in files.items()},
        events=events,
        gauged=gauged,
        problems=(*bad, *unusable, *strays, *problems, *lost, *doubles, *unread),
        closed_paths=paths,
        refused=Message.of("genai.unplaced", paths=", ".join(strayed)[:1000]) if strayed else None,
        loss=loss,
    )


def _derive(order: _Order, store: Store, ground: _Ground, readings: Sequence[Reading], session: Session | None) -> None:
    """Makes every list from the readings, and keeps it."""
    series, unmeasured = gauges.series(store, ground.gauged, make=program(), today=date.fromisoformat(order.at[:10]))
    problems = (*_problems(ground, readings), *unmeasured)
    order.tell("link", 0, 1, {})
    lists, edges = derived(
        Given(
            readings=readings,
            events=ground.events,
            settings=ground.settings,
            problems=problems,
            edges=store.held("edges"),
            series=series,
            session=session,
        )
    )
    is_lasting = not any(problem.kind in _RETRIED for problem in problems)
    if session is not None:
        lists["problems"] = (*lists["problems"], *session.problems)
        is_lasting &= not (session.stopped and session.open_)
    chosen = session.settings if session else None
    # who only asked for an estimate, or sent nothing, names no model for the next time
    has_part = session is None or session.stopped is None or bool(session.used)
    used = assisting.remember(store, chosen if has_part else assisting.remembered(store), session)
    mark = assisting.mark(chosen, session.replies if session else None, used)
    # what another build may find otherwise is no state to come back to; and no two of them are the same
    lasting = ground.fingerprint(order.at, mark) if is_lasting else f"open-{secrets.token_hex(8)}"
    _settle(store, lists, edges, fingerprint=lasting, events=ground.events)
    order.tell("link", 1, 1, {})


def _problems(ground: _Ground, readings: Iterable[Reading]) -> tuple[Problem, ...]:
    """The problems of the folder and of every reading."""
    return (*ground.problems, *(problem for reading in readings for problem in reading.problems))


def _read(order: _Order, store: Store, ground: _Ground) -> tuple[list[Reading], int]:
    """The reading of every file, by path, and how many were read now: the largest first, each kept as it comes."""
    from rodedraad.adapters import processes  # noqa: PLC0415  not needed when nothing changed

    files, keys, settings = ground.files, ground.keys, ground.settings
    held = store.keys()
    wanted = [sha256 for sha256 in files if held.get(sha256) != keys[sha256]]
    wanted.sort(key=lambda sha256: (-files[sha256].size, files[sha256].path))
    errands = [
        perusing.Errand(
            path=files[sha256].path,
            sha256=sha256,
            frame=settings.frame,
            overrides=tuple(sorted(settings.overrides.get(files[sha256].path, {}).items())),
            load=partial(folders.load, str(order.folder.sources)),
        )
        for sha256 in wanted
    ]
    if settings.frame.is_reread and wanted:
        _transformer()
    limit = REREAD_LIMIT_SECONDS if settings.frame.is_reread else LIMIT_SECONDS
    size = sum(files[sha256].size for sha256 in wanted)
    runner = processes.runner(len(wanted), size=size, workers=order.workers, limit_seconds=limit)
    order.tell("read", 0, len(errands), {})
    coming = runner.run(perusing.perused, errands, failed=perusing.failed)
    # while the workers start: what is held, and numpy with all that links
    found = {reading.source.id: reading for reading in store.readings(sorted(set(files).difference(wanted)))}
    importlib.import_module("rodedraad.pipeline")
    for done, (errand, reading) in enumerate(zip(errands, coming, strict=True), start=1):
        is_kept = not any(problem.kind in _RETRIED for problem in reading.problems)
        store.put(keys[errand.sha256] if is_kept else "", reading)
        found[errand.sha256] = reading
        order.tell("read", done, len(errands), {"path": errand.path})
    return [found[sha256] for sha256 in sorted(files, key=lambda sha256: files[sha256].path)], len(errands)


def _settle(
    store: Store, lists: Mapping[str, Sequence[Any]], edges: bytes, *, fingerprint: str, events: Sequence[Event]
) -> None:
    """Keeps every list, and what the next build uses again."""
    store.hold("edges", edges)
    remembered.remember_records(store, fingerprint, lists, events)
    store.settle(
        fingerprint,
        lists["sources"],
        lists["statements"],
        Links(**{part.name: tuple(lists[part.name]) for part in fields(Links)}),
        prospects=Prospects(**{part.name: tuple(lists[part.name]) for part in fields(Prospects)}),
        problems=lists["problems"],
        coverage=lists["coverage"],
    )


def _outcome(store: Store, *, recomputed: int, usage: Usage | None, chosen: ModelSettings | None) -> Outcome:
    coverage = list(store.records("coverage"))
    return Outcome(
        counts=store.counts(),
        documents=sum(1 for row in coverage if row.characters),
        pages=sum(row.pages_read or 0 for row in coverage),
        recomputed=recomputed,
        problems=tuple(store.records("problems")),
        usage=usage,
        refusals=tuple(store.records("refusals")),
        minutes_per_page=chosen.minutes_per_page if chosen else MINUTES_PER_PAGE,
    )


def _transformer() -> None:
    """Loads the transformer once before any file is read: a damaged one would cost every file its statements."""
    from rodedraad.extract import rereading  # noqa: PLC0415  only for the dossiers that ask for it

    try:
        rereading.shipped()
    except Exception as error:
        raise StoreError("pipeline.transformer_damaged", reason=f"{type(error).__name__}: {error}"[:200]) from error


def _distinct(
    hashed: Sequence[tuple[folders.SourceFile, str]], settings: Settings
) -> tuple[dict[str, folders.SourceFile], tuple[Problem, ...]]:
    """One file per content, the first path in order; the others are said to be doubles.

    So is what bronnen.toml says about the path of a double, since only what it says about the first is used.
    """
    files: dict[str, folders.SourceFile] = {}
    doubles = []
    for file, sha256 in hashed:
        if sha256 not in files:
            files[sha256] = file
            continue
        values = (("first", files[sha256].path), ("path", file.path))
        codes = ["dossier.duplicate"]
        if settings.overrides.get(file.path):
            codes.append("dossier.duplicate_settings")
        for code in codes:
            message = Message(code=code, values=values)
            doubles.append(Problem(source=file.path, page=None, kind="duplicate", message=message))
    return files, tuple(doubles)


def example() -> Path:
    """Where the example dossier that the package carries lies."""
    return Path(str(resources.files("rodedraad") / "example"))
