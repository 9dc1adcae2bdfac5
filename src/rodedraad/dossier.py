"""A dossier at work: the folder, the store and the log brought together with the pipeline, for the two doors.

``build`` brings everything up to date and is safe at any moment: each reading is kept as soon as it is made, the
final records change in one transaction, and the log is only ever added to.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rodedraad import (
    accepting,
    arguments,
    assisting,
    authored,
    chain,
    drivers,
    frame,
    gauges,
    in_force,
    perusing,
    remembered,
    rulings,
    unplaced,
)
from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.closed import closed, closed_paths
from rodedraad.errors import StoreError
from rodedraad.garbage import uncollected
from rodedraad.genai.settings import MINUTES_PER_PAGE, ModelSettings
from rodedraad.in_force import Settings
from rodedraad.ports import Progress, Store
from rodedraad.records import Event, Links, Message, Problem, Prospects, Reading, Refusal, Statement, Usage

if TYPE_CHECKING:
    from rodedraad.genai.finding import Found

_RETRIED = frozenset({"vanished"})
"""Problems that another build may not meet again: their reading is not kept as up to date."""
_OF_NO_RECORD = chain.OF_CLAUSES | chain.OF_VERSIONS | chain.OF_ACCOUNT
"""Kinds of events from which no record of a build follows."""
LIMIT_SECONDS, REREAD_LIMIT_SECONDS = 300.0, 3_600.0
"""How long one file may take; the transformer needs minutes for a book."""
_NOT_DERIVING = frozenset({"__pycache__", "adapters", "assistants", "cli", "example", "frames", "publish", "wording"})
"""Parts of the package that no record follows from (a frame is in the settings as it was read)."""
_READ_WITH = ("lxml", "markdown-it-py", "numpy", "openpyxl", "pypdfium2", "PyStemmer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did. ``counts`` are of the final records; ``recomputed`` of the sources that were read anew.

    ``usage`` is what a language model took, None without one; ``refusals`` what of its replies did not enter.
    ``minutes_per_page`` is what a person is assumed to take.
    """

    counts: Mapping[str, int]
    documents: int
    pages: int
    recomputed: int
    problems: tuple[Problem, ...]
    usage: Usage | None = None
    refusals: tuple[Refusal, ...] = ()
    minutes_per_page: float = MINUTES_PER_PAGE


def build(
    folder: DossierFolder,
    *,
    name: str,
    at: str,
    workers: int | None = None,
    is_loss_accepted: bool = False,
    wish: assisting.Wish = assisting.NO_WISH,
    connect: assisting.Connect | None = None,
    announce: assisting.Announce | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Brings the dossier up to date; recomputes only what changed. ``name`` and ``at`` sign edited settings files.

    Events that the last build saw and that are gone are said at every build, until they are back or
    ``is_loss_accepted``. ``connect`` reaches the language model that the dossier or the ``wish`` names; without it
    nothing is sent, and replies that are kept still serve. ``announce`` is told what sending would take, and may stop it.
    """
    tell = progress or (lambda _stage, _done, _total, _details: None)
    with folder.lock(), SqliteLog(folder.log) as log, SqliteStore(folder.store) as store:
        loss = None if is_loss_accepted else remembered.lost(store, log.events(), file=folder.log.name)
        settings, unusable = in_force.taken(folder, log, name=name, at=at)
        settings = replace(settings, esco=folder.text(folder.esco))
        listed, problems = folder.files()
        tell("list", 0, len(listed), {})
        hashed, lost = folders.hashed(listed)
        tell("list", len(listed), len(listed), {})
        files, doubles = _distinct(hashed, settings)
        strays = unplaced.problems(settings.overrides, [file.path for file in listed], file=folder.source_settings.name)
        keys = {sha256: _key(sha256, file.path, settings) for sha256, file in files.items()}
        events = log.events()
        bad = _of_log(folder, (*([loss] if loss else ()), *remembered.unsound(log, events)))
        gauged, unread = gauges.listed(folder)
        problems = (*bad, *unusable, *strays, *problems, *lost, *doubles, *unread)
        if loss is None:
            remembered.remember_log(store, events)
        chosen = assisting.chosen(settings.model, wish)
        counted = [event.id for event in events if event.kind not in _OF_NO_RECORD]
        files_of_series = [(file.path, sha256) for file, sha256 in gauged]

        def fingerprint(used: Sequence[str]) -> str:
            return _digest(
                _code(),
                keys,
                counted,
                [repr(one) for one in problems],
                files_of_series,
                at[:10] if gauged else "",  # a year that is not over by then is not judged
                repr(settings.drawn),
                settings.esco,
                assisting.mark(chosen, assisting.kept(folder, chosen), used),
            )

        is_same = store.fingerprint() == fingerprint(assisting.used(store)) and set(store.keys()).issuperset(keys)
        if is_same and remembered.is_as_settled(store):
            return _outcome(store, recomputed=0, usage=assisting.unsent(folder, chosen), chosen=chosen)
        said = frame.overrides(frame.parse(folder.text(folder.source_settings), name=folder.source_settings.name))
        paths = closed_paths(said, settings.overrides)
        strayed = unplaced.unplaced(paths, [file.path for file in listed])
        refused = Message.of("genai.unplaced", paths=", ".join(strayed)[:1000]) if strayed else None

        def enter(usage: Usage) -> None:
            log.append(at=at, person=log.person(name), kind="sent", targets=(), values=assisting.sent(usage))
            if loss is None:
                remembered.remember_log(store, log.events())

        with (
            uncollected(),
            assisting.session(
                folder, chosen, connect=connect, announce=announce, progress=tell, enter=enter, refused=refused
            ) as session,
        ):
            readings, recomputed = _read(
                folder, store, files=files, keys=keys, settings=settings, workers=workers, tell=tell
            )
            series, unmeasured = gauges.series(store, gauged, make=_code(), today=date.fromisoformat(at[:10]))
            before, problems = (
                problems,
                (
                    *problems,
                    *(problem for reading in readings for problem in reading.problems),
                    *unmeasured,
                ),
            )
            if session is not None:
                said = frame.overrides(
                    frame.parse(folder.text(folder.source_settings), name=folder.source_settings.name)
                )
                paths = closed_paths(said, settings.overrides)
                session.closed = closed([reading.source for reading in readings], paths, before)
            tell("link", 0, 1, {})
            lists, edges = derived(
                readings,
                problems,
                events=events,
                settings=settings,
                edges=store.held("edges"),
                series=series,
                session=session,
            )
            is_lasting = not any(problem.kind in _RETRIED for problem in problems)
            is_lasting &= session is None or not session.is_unfinished
            if session is not None:
                lists["problems"] = (*lists["problems"], *session.problems)
            problems = before
            used = assisting.remember(store, chosen, session)
            # what another build may find otherwise is no state to come back to; and no two of them are the same
            lasting = fingerprint(used) if is_lasting else f"open-{secrets.token_hex(8)}"
            _settle(store, lists, edges, fingerprint=lasting)
            tell("link", 1, 1, {})
        return _outcome(store, recomputed=recomputed, usage=session.usage if session else None, chosen=chosen)


def _read(
    folder: DossierFolder,
    store: Store,
    *,
    files: Mapping[str, folders.SourceFile],
    keys: Mapping[str, str],
    settings: Settings,
    workers: int | None,
    tell: Progress,
) -> tuple[list[Reading], int]:
    """The reading of every file, by path, and how many were read now: the largest first, each kept as it comes."""
    from rodedraad.adapters import processes  # noqa: PLC0415  not needed when nothing changed

    held = store.keys()
    wanted = [sha256 for sha256 in files if held.get(sha256) != keys[sha256]]
    wanted.sort(key=lambda sha256: (-files[sha256].size, files[sha256].path))
    errands = [
        perusing.Errand(
            path=files[sha256].path,
            sha256=sha256,
            frame=settings.frame,
            overrides=tuple(sorted(settings.overrides.get(files[sha256].path, {}).items())),
            load=partial(folders.load, str(folder.sources)),
        )
        for sha256 in wanted
    ]
    if settings.frame.is_reread and wanted:
        _transformer()
    limit = REREAD_LIMIT_SECONDS if settings.frame.is_reread else LIMIT_SECONDS
    runner = processes.runner(len(wanted), workers=workers, limit_seconds=limit)
    tell("read", 0, len(errands), {})
    coming = runner.run(perusing.perused, errands, failed=perusing.failed)
    # while the workers start: what is held, and numpy with all that links
    found = {reading.source.id: reading for reading in store.readings(sorted(set(files).difference(wanted)))}
    importlib.import_module("rodedraad.pipeline")
    for done, (errand, reading) in enumerate(zip(errands, coming, strict=True), start=1):
        is_kept = not any(problem.kind in _RETRIED for problem in reading.problems)
        store.put(keys[errand.sha256] if is_kept else "", reading)
        found[errand.sha256] = reading
        tell("read", done, len(errands), {"path": errand.path})
    return [found[sha256] for sha256 in sorted(files, key=lambda sha256: files[sha256].path)], len(errands)


def derived(
    readings: Sequence[Reading],
    problems: Sequence[Problem],
    *,
    events: Sequence[Event],
    settings: Settings,
    edges: bytes | None,
    series: Sequence[Any] = (),
    session: assisting.Session | None = None,
) -> tuple[dict[str, Sequence[Any]], bytes]:
    """Every list that these readings give together after people's corrections, by its kind, and the edges to keep.

    ``problems`` are those there were before; ``edges`` what an earlier call gave; ``series``
    what was measured (``measure.Series``); ``session`` the language model that reads along, or what is kept of it.
    """
    from rodedraad import pipeline  # noqa: PLC0415  as in _read
    from rodedraad.genai.finding import NOTHING  # noqa: PLC0415  as above
    from rodedraad.require.occupations import listed  # noqa: PLC0415  as above

    readings, unknown = _with_said_replacements(readings, settings)
    found = session.found(readings, settings.frame) if session else NOTHING
    counts_all = session is not None and session.settings.counts
    corrected = authored.corrected(
        events,
        sources=[reading.source for reading in readings],
        documents={reading.source.id: reading.document for reading in readings},
        statements=_read_by_all(readings, found, counts=counts_all),
    )
    counting = [one for one in corrected.statements if counts_all or not _is_candidate(one, corrected)]
    linked = pipeline.linked(
        readings,
        statements=counting,
        frame=settings.frame,
        must_links=corrected.must_links,
        cannot_links=corrected.cannot_links,
        rejected_tensions=corrected.rejected_tensions,
        held=edges,
    )
    ruled, lost = rulings.rulings(
        events,
        sources=[reading.source for reading in readings],
        documents={reading.source.id: reading.document for reading in readings},
        statements=counting,
    )
    drawn = arguments.found_again(
        settings.drawn,
        events,
        sources=[reading.source for reading in readings],
        documents={reading.source.id: reading.document for reading in readings},
        statements=counting,
    )
    foreseen = pipeline.foreseen(
        linked,
        readings,
        frame=settings.frame,
        rulings=ruled,
        series=series,
        drawn=drawn,
        concepts=listed(settings.esco) if settings.esco else None,
    )
    prospects = foreseen.prospects
    unsound = [message for one in prospects.explorations for message in one.problems]
    unheld = rulings.unheld(foreseen, sources=linked.sources, statements=linked.statements)
    problems = (*problems, *unknown, *corrected.lost, *lost, *unheld, *_of_file(drivers.FILE, unsound))
    counts: dict[str, int] = {}
    for statement in counting:
        counts[statement.source] = counts.get(statement.source, 0) + 1
    coverage = [replace(reading.coverage, statements=counts.get(reading.source.id, 0)) for reading in readings]
    lists: dict[str, Sequence[Any]] = {
        "sources": linked.sources,
        "statements": corrected.statements,
        "problems": problems,
        "coverage": coverage,
    }
    for made in (pipeline.without_settled(linked.links, prospects.actions), prospects):
        lists |= {part.name: getattr(made, part.name) for part in fields(made)}
    if session is None:
        return lists, linked.edges
    candidates = frozenset(one.id for one in corrected.statements) - {one.id for one in counting}
    lists = session.told(lists, found, candidates)
    lists["suggestions"] = accepting.waiting(
        lists["suggestions"],
        statements=corrected.statements,
        threads=linked.links.threads,
        tensions=linked.links.tensions,
        corrected=corrected,
        counts=counts_all,
    )
    return lists, linked.edges


def _read_by_all(readings: Sequence[Reading], found: Found, *, counts: bool) -> list[Statement]:
    """What the offline reader found and what a model found besides, by source and place; with its types where they count."""
    own = [statement for reading in readings for statement in reading.statements]
    if not found.statements and not counts:
        return own
    place = {reading.source.id: at for at, reading in enumerate(readings)}
    every = sorted((*own, *found.statements), key=lambda one: (place[one.source], one.start, one.end))
    if not counts:
        return every
    from rodedraad.genai.finding import counted  # noqa: PLC0415  as in derived

    return list(counted(every, found.suggestions))


def _is_candidate(statement: Statement, corrected: authored.Corrected) -> bool:
    """Whether only a model takes it for a statement: it is shown and can be cited, and counts when a person confirms it."""
    return statement.origin.startswith("model:") and statement.id not in corrected.confirmed


def _settle(store: Store, lists: Mapping[str, Sequence[Any]], edges: bytes, *, fingerprint: str) -> None:
    """Keeps every list, and what the next build uses again."""
    store.hold("edges", edges)
    remembered.remember_records(store, fingerprint, lists)
    store.settle(
        fingerprint,
        lists["sources"],
        lists["statements"],
        Links(**{part.name: tuple(lists[part.name]) for part in fields(Links)}),
        prospects=Prospects(**{part.name: tuple(lists[part.name]) for part in fields(Prospects)}),
        problems=lists["problems"],
        coverage=lists["coverage"],
    )


def _with_said_replacements(
    readings: Sequence[Reading], settings: Settings
) -> tuple[list[Reading], tuple[Problem, ...]]:
    """The readings, with what ``vervangt`` in bronnen.toml says: the path or id of the source that one replaces.

    Sources that are said to replace one another in a ring replace nothing.
    """
    names = {reading.source.id: settings.overrides.get(reading.source.path, {}).get("vervangt") for reading in readings}
    said: dict[str, str] = {}
    for reading in readings:
        id_, name = reading.source.id, names[reading.source.id]
        wanted = [one.source.id for one in readings if name and name in (one.source.path, one.source.id)]
        if wanted and wanted[0] != id_:
            said[id_] = wanted[0]
    found: list[Reading] = []
    unknown: list[Problem] = []
    for reading in readings:
        id_, name = reading.source.id, names[reading.source.id]
        in_ring = _is_in_ring(id_, said)
        if id_ in said and not in_ring:
            found.append(replace(reading, source=replace(reading.source, replaces=said[id_])))
            continue
        found.append(reading)
        if name:
            code = "dossier.replaces_ring" if in_ring else "dossier.replaces_unknown"
            message = Message.of(code, name=str(name)[:200])
            unknown.append(Problem(source=reading.source.path, page=None, kind="other", message=message))
    return found, tuple(unknown)


def _is_in_ring(id_: str, said: Mapping[str, str]) -> bool:
    """Whether following what each replaces leads back to this one."""
    seen: set[str] = set()
    at: str | None = said.get(id_)
    while at is not None and at != id_ and at not in seen:
        seen.add(at)
        at = said.get(at)
    return at == id_


def _of_log(folder: DossierFolder, messages: Iterable[Message]) -> tuple[Problem, ...]:
    return _of_file(folder.log.name, messages)


def _of_file(name: str, messages: Iterable[Message]) -> tuple[Problem, ...]:
    return tuple(Problem(source=name, page=None, kind="other", message=message) for message in messages)


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


def _key(sha256: str, path: str, settings: Settings) -> str:
    """Everything that a reading follows from: bytes, name, frame, what people said of the file, and our own code."""
    return _digest(_code(), sha256, path, repr(settings.frame), dict(settings.overrides.get(path, {})))


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@cache
def _code() -> str:
    """The hash of the code and data that make records, so that a better reader never meets an older one's results."""
    root = resources.files("rodedraad")
    found = hashlib.sha256(repr(_readers()).encode())
    for path, content in sorted(_contents(root, "")):
        found.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
    return found.hexdigest()


def _readers() -> list[tuple[str, str]]:
    """The versions of what reads and stems for us, and the readers of others: a new one may read otherwise."""
    from importlib.metadata import entry_points, version  # noqa: PLC0415  only a build asks

    theirs = [(point.name, point.value) for point in entry_points(group="rodedraad.readers")]
    return [(name, version(name)) for name in _READ_WITH] + sorted(theirs)


def _contents(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{above}{entry.name}"
        if path in _NOT_DERIVING or entry.name == "__pycache__":
            continue
        if entry.is_file():
            yield path, entry.read_bytes()
        else:
            yield from _contents(entry, f"{path}/")


def example() -> Path:
    """Where the example dossier that the package carries lies."""
    return Path(str(resources.files("rodedraad") / "example"))
