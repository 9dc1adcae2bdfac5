"""Whether a dossier still says what its sources say: everything derived again from the bytes of the files.

Four counts. *hashes*: the SHA-256 of every file is its source's id; the document that is kept is the one the file gives;
title, date and parties follow from it; the id, text, page, locator and heading of every statement follow from its
place; and no list was changed since the build. *quotes*: the file, read anew, has every quote at its anchor, character
by character. *citations*: whatever a thread, tension, gap or reference points to exists, and a thread or subject has
the id and the title that its statements give it; every clause of the version that was approved last holds. *log*: every event's hash and parents hold, and none is missing.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from rodedraad import chain, in_force, remembered, versions
from rodedraad.adapters import folder as folders
from rodedraad.adapters import processes
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.errors import RodedraadError, StoreError, UnknownRecord, UnreadableSource
from rodedraad.ports import Progress, Store
from rodedraad.records import Document, Frame, Message, Outlook, Reference, Source, Statement, Subject, Thread, Value
from rodedraad.wording import LANGUAGES, word

PARTS = ("quotes", "citations", "hashes", "log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was checked and what failed, per part, with a message per failure."""

    counts: dict[str, tuple[int, int]]
    failures: tuple[Message, ...]

    @property
    def is_ok(self) -> bool:
        """Whether nothing failed."""
        return not any(failed for _, failed in self.counts.values())

    def shape(self) -> dict[str, Any]:
        """What ``check --json`` prints."""
        parts = {part: {"checked": done, "failed": failed} for part, (done, failed) in self.counts.items()}
        return {**parts, "ok": self.is_ok}


_Anchored = Statement | Outlook | Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One source to read anew; ``load(path)`` gives the bytes of its file."""

    source: Source
    frame: Frame
    overrides: tuple[tuple[str, Any], ...]
    load: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What follows from a unit's place in the text: its ordinal among equal quotes, its locator and its heading."""

    ordinal: int
    locator: Message | None
    heading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reread:
    """What a file gives when it is read again; no document where it cannot be read."""

    sha256: str | None
    document: Document | None = None
    digest: str = ""
    places: tuple[tuple[tuple[int, int], _Place], ...] = ()
    source: Source | None = None


@dataclass(slots=True)
class _Tally:
    """Counts per part, and a message per failure."""

    done: Counter[str]
    failures: dict[str, list[Message]]

    def count(self, part: str, *, is_right: bool, code: str, **values: Value) -> None:
        self.done[part] += 1
        if not is_right:
            self.failures[part].append(Message.of(code, **values))


def check(folder: DossierFolder, *, progress: Progress | None = None) -> Check:
    """Checks a dossier that was built, against its files as they are now. Changes nothing."""
    tell = progress or (lambda _stage, _done, _total, _details: None)
    tally = _Tally(done=Counter(dict.fromkeys(PARTS, 0)), failures=defaultdict(list))
    with SqliteStore(folder.store, is_read_only=True) as store:
        sources: list[Source] = list(store.records("sources"))
        anchored = _anchored(store)
        sizes = {file.path: file.size for file in folder.files()[0]}
        ordered = sorted(sources, key=lambda source: (-sizes.get(source.path, 0), source.path))
        settings = in_force.standing(folder)
        tasks = [
            _Task(
                source=source,
                frame=settings.frame,
                overrides=tuple(sorted(settings.overrides.get(source.path, {}).items())),
                load=partial(folders.load, str(folder.sources)),
            )
            for source in ordered
        ]
        unread = {row.source for row in store.records("coverage") if not row.characters}
        runner = processes.runner(len(ordered), size=sum(sizes.values()))
        tell("check", 0, len(tasks), {})
        for place, (source, reread) in enumerate(
            zip(ordered, runner.run(_reread, tasks, failed=_lost), strict=True), start=1
        ):
            _check_source(tally, source, reread, _kept(store, source), is_unread=source.id in unread)
            _check_anchored(tally, source, reread, anchored.get(source.id, []))
            tell("check", place, len(tasks), {"path": source.path})
        if files := sorted(sizes.keys() if not sources else ()):
            tally.count("hashes", is_right=False, code="check.nothing_built", path=files[0], count=len(files))
        changed = remembered.changed(store)
        if changed is None:
            tally.count("hashes", is_right=False, code="check.no_digests")
        for kind, is_changed in changed or ():
            tally.count("hashes", is_right=not is_changed, code="check.list_changed", kind=kind)
        paths = {source.id: source.path for source in sources}
        unindexed = store.unindexed()
        tally.done["hashes"] += len(sources) - len(unindexed)
        for id_ in unindexed:
            tally.count("hashes", is_right=False, code="check.index", path=paths.get(id_, folder.store.name))
        for id_, is_there in _citations(store, sources):
            tally.count("citations", is_right=is_there, code="check.citation", id=id_)
        for id_, is_right in _named(store):
            tally.count("citations", is_right=is_right, code="check.identity", id=id_)
        _check_log(tally, folder, store)
    _check_version(tally, folder)
    return Check(
        counts={part: (tally.done[part], len(tally.failures[part])) for part in PARTS},
        failures=tuple(message for part in PARTS for message in tally.failures[part]),
    )


def _anchored(store: Store) -> dict[str, list[_Anchored]]:
    found: dict[str, list[_Anchored]] = defaultdict(list)
    for kind in ("statements", "outlooks", "references"):
        for one in store.records(kind):
            found[one.source].append(one)
    return found


def _kept(store: Store, source: Source) -> Document | None:
    try:
        return next(iter(store.documents([source.id])), None)
    except (UnknownRecord, StoreError):  # not there, or no longer as it was put
        return None


def _check_source(tally: _Tally, source: Source, reread: _Reread, kept: Document | None, *, is_unread: bool) -> None:
    """The file's bytes, the document that is kept of it, and what the document says of itself."""
    code = "check.file_gone" if reread.sha256 is None else "check.file_changed"
    tally.count("hashes", is_right=reread.sha256 == source.id, code=code, path=source.path)
    if reread.sha256 != source.id:
        return
    # a document on which a stage tripped is kept as an empty one, and the ledger says so
    is_same = kept is not None and ((not kept.text and is_unread) or remembered.digest(kept) == reread.digest)
    tally.count("hashes", is_right=is_same, code="check.document", path=source.path)
    if kept is not None and kept.text and reread.source is not None:
        wrong = _differing(source, reread.source)
        tally.count("hashes", is_right=not wrong, code="check.source", path=source.path, fields=", ".join(wrong))


def _differing(source: Source, again: Source) -> list[str]:
    """Fields that do not follow from the document; what a source replaces follows from the others too."""
    same = replace(again, replaces=source.replaces, guesses=_without(again))
    held = replace(source, guesses=_without(source))
    return [field.name for field in fields(Source) if getattr(same, field.name) != getattr(held, field.name)]


def _without(source: Source) -> tuple[str, ...]:
    return tuple(name for name in source.guesses if name != "replaces")


def _check_anchored(tally: _Tally, source: Source, reread: _Reread, records: Sequence[_Anchored]) -> None:
    """Every quote at its anchor, and what follows from where it stands."""
    document = reread.document or Document(source=source.id, text="", body_end=0)
    places = dict(reread.places)
    seen: set[tuple[int, int]] = set()
    for one in records:
        is_there = document.text[one.start : one.end] == one.quote
        tally.count("quotes", is_right=is_there, code="check.quote", id=one.id, path=source.path, page=one.page)
        if not is_there:
            continue
        wrong = [] if one.page == document.page_at(one.start) else ["page"]
        if isinstance(one, Statement):
            span = (one.start, one.end)
            wrong += _wrong(one, document, places.get(span))
            if span in seen:
                wrong.append("start")
            seen.add(span)
        tally.count("hashes", is_right=not wrong, code="check.fields", id=one.id, fields=", ".join(wrong))


def _wrong(statement: Statement, document: Document, place: _Place | None) -> list[str]:
    """The fields of a statement that do not follow from its place. One that a person added stands in no unit."""
    from rodedraad.extract import identity  # noqa: PLC0415  as in _reread

    right: dict[str, Any] = {
        "text": " ".join(statement.quote.split()),
        "page_end": document.page_at(statement.end - 1),
        "language": document.language,
    }
    if place is not None:
        right |= {"locator": place.locator, "context": place.heading}
        right["id"] = identity.statement_id(statement.source, statement.quote, place.ordinal)
    found = [name for name, value in right.items() if getattr(statement, name) != value]
    if place is None:
        is_possible = statement.origin == "person" and identity.is_possible(
            statement.id, source=statement.source, quote=statement.quote
        )
        found += [] if is_possible else ["id"]
    return found


def _reread(task: _Task) -> _Reread:
    from rodedraad import read  # noqa: PLC0415  loaded in the worker
    from rodedraad.describe import describe  # noqa: PLC0415
    from rodedraad.extract import identity  # noqa: PLC0415
    from rodedraad.extract.units import units  # noqa: PLC0415
    from rodedraad.parties import registered  # noqa: PLC0415

    try:
        data = task.load(task.source.path)
    except UnreadableSource:
        return _Reread(sha256=None)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        perusal = read.read(data, task.source.path)
    except UnreadableSource:
        return _Reread(sha256=sha256)
    document = replace(perusal.document, source=sha256)
    read_anew = _Reread(sha256=sha256, document=replace(document, blocks=()), digest=remembered.digest(document))
    try:
        source = describe(
            document,
            source=sha256,
            path=task.source.path,
            pages=perusal.pages,
            properties=perusal.properties,
            register=registered(task.frame),
            overrides=dict(task.overrides),
        )
    except RodedraadError:  # a setting that changed since the build, which the next build says
        source = None
    seen: Counter[str] = Counter()
    places = []
    date = task.source.date
    for unit in units(document, kind=task.source.kind, year=int(date[:4]) if date and date[:4].isdecimal() else None):
        key = identity.bare(document.text[unit.start : unit.end])
        place = _Place(ordinal=seen[key], locator=unit.block.locator, heading=unit.heading)
        places.append(((unit.start, unit.end), place))
        seen[key] += 1
    return replace(read_anew, source=source, places=tuple(places))


def _lost(_task: _Task, _code: str, _reason: str) -> _Reread:
    return _Reread(sha256=None)


def _named(store: Store) -> Iterator[tuple[str, bool]]:
    """Each subject and thread, with whether its id and title are those that its statements give it."""
    texts = {one.id: one.text for one in store.records("statements")}
    for letter, kind in (("u", "subjects"), ("t", "threads")):
        for record in store.records(kind):
            first = min(record.statements, default="")
            said = [record.representative] if kind == "threads" else record.statements
            is_titled = any(texts.get(id_) == record.title for id_ in said) or _is_worded(record, texts)
            yield record.id, is_titled and record.id == f"{letter}-{first.removeprefix('s-')}"


def _is_worded(record: Subject | Thread, texts: Mapping[str, str]) -> bool:
    """Whether a title that a model worded is borne out by the statements of its thread."""
    if not isinstance(record, Thread) or not record.titled_by.startswith("model:"):
        return False
    from rodedraad.verify.titles import is_borne_out  # noqa: PLC0415  only for a dossier that a model read along in

    members = [texts[id_] for id_ in record.statements if id_ in texts]
    sentence = texts.get(record.representative, "")
    title = record.title.removesuffix(f": {sentence}")
    is_before = title != record.title and bool(sentence)
    return is_before and any(is_borne_out(title, members, language) for language in LANGUAGES)


def _check_version(tally: _Tally, folder: DossierFolder) -> None:
    """Every clause of the version that was approved last, against the dossier as it is now."""
    try:
        approved = [one for one in versions.versions(folder) if one.approval]
        if not approved:
            return
        version = approved[-1]
        found = {one.clause: one for one in reversed(versions.failing(folder, version))}
        for clause in versions.text_of(folder, version).clauses:
            wrong = found.get(clause.id)
            reason = word(wrong.reason) if wrong else ""
            values = {"id": clause.id, "label": version.label, "reason": reason}
            tally.count("citations", is_right=wrong is None, code="check.clause", **values)
    except StoreError:
        pass  # a log that cannot be read is said where the log is checked


def _check_log(tally: _Tally, folder: DossierFolder, store: Store) -> None:
    """Every event whole, and all there that the last build saw."""
    if not folder.log.exists() or not folder.log.stat().st_size:
        loss = remembered.lost(store, (), file=folder.log.name)
        tally.failures["log"] += [loss] if loss else []
        return
    try:
        with SqliteLog(folder.log, is_read_only=True) as log:
            events = log.events()
            tally.failures["log"] += remembered.unsound(log, events)
            left = chain.erased(events) & {person for _, person, _, _ in log.personal()}
            tally.failures["log"] += [Message.of("log.name_left", person=id_) for id_ in sorted(left)]
            tally.done["log"] = len({event.id for event in events}.union(log.failures()))
    except StoreError as error:  # damaged, or changed from outside: that is an answer too
        tally.failures["log"].append(error.message)
        return
    loss = remembered.lost(store, events, file=folder.log.name)
    tally.failures["log"] += [loss] if loss else []


def _citations(store: Store, sources: Sequence[Source]) -> Iterator[tuple[str, bool]]:
    """Every pointer from one record to another, with whether what it points to is there."""
    files = {source.id for source in sources}
    statements = {one.id for one in store.records("statements")}
    subjects = {one.id for one in store.records("subjects")}
    references = {one.id for one in store.records("references")}
    for subject in store.records("subjects"):
        yield from ((subject.id, member in statements) for member in subject.statements)
    for thread in store.records("threads"):
        yield thread.id, thread.subject in subjects
        yield thread.id, thread.representative in thread.statements
        yield from ((thread.id, member in statements) for member in thread.statements)
        yield from ((thread.id, source in files) for source in thread.sources)
    for suggestion in store.records("suggestions"):
        yield from ((suggestion.id, id_ in statements) for id_ in suggestion.statements)
    for tension in store.records("tensions"):
        yield tension.id, tension.a in statements and tension.b in statements and tension.subject in subjects
    for gap in store.records("gaps"):
        yield (
            gap.id,
            (gap.statement is None or gap.statement in statements)
            and (gap.reference is None or gap.reference in references),
        )
    for reference in store.records("references"):
        yield reference.id, reference.source in files and (reference.target is None or reference.target in files)
