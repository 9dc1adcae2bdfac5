"""Whether a dossier still says what its sources say: everything derived again from the bytes of the files.

Four counts. *hashes*: the SHA-256 of every file is its source's id, and every statement's id follows from its quote.
*quotes*: the file, read anew, has every quote at its anchor, character by character. *citations*: whatever a thread,
tension, gap or reference points to exists. *log*: every event's hash and parents hold.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rodedraad.adapters import folder as folders
from rodedraad.adapters import processes
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.errors import UnreadableSource
from rodedraad.ports import Progress
from rodedraad.records import Message, Outlook, Reference, Source, Statement, Value

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One file to read anew; ``load(path)`` gives its bytes."""

    path: str
    load: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reread:
    sha256: str | None
    text: str


def check(folder: DossierFolder, *, progress: Progress | None = None) -> Check:
    """Checks a dossier that was built, against its files as they are now. Changes nothing."""
    tell = progress or (lambda _stage, _done, _total, _details: None)
    done: Counter[str] = Counter(dict.fromkeys(PARTS, 0))
    failures: dict[str, list[Message]] = defaultdict(list)
    with SqliteStore(folder.store, is_read_only=True) as store:
        sources: list[Source] = list(store.records("sources"))
        anchored = _anchored(store)
        sizes = {file.path: file.size for file in folder.files()[0]}
        ordered = sorted(sources, key=lambda source: (-sizes.get(source.path, 0), source.path))
        tasks = [_Task(path=source.path, load=partial(folders.load, str(folder.sources))) for source in ordered]
        runner = processes.runner([sizes.get(source.path, 0) for source in ordered])
        tell("check", 0, len(tasks), {})
        for place, (source, reread) in enumerate(
            zip(ordered, runner.run(_reread, tasks, failed=_lost), strict=True), start=1
        ):
            done["hashes"] += 1
            if reread.sha256 != source.id:
                code = "check.file_gone" if reread.sha256 is None else "check.file_changed"
                failures["hashes"].append(_message(code, path=source.path))
            for one in anchored.get(source.id, ()):
                done["quotes"] += 1
                if reread.text[one.start : one.end] != one.quote:
                    failures["quotes"].append(_message("check.quote", id=one.id, path=source.path, page=one.page))
            tell("check", place, len(tasks), {"path": source.path})
        for statement, is_right in _identities(anchored):
            done["hashes"] += 1
            if not is_right:
                failures["hashes"].append(_message("check.identity", id=statement.id))
        for id_, is_there in _citations(store, sources):
            done["citations"] += 1
            if not is_there:
                failures["citations"].append(_message("check.citation", id=id_))
    if folder.log.exists():
        with SqliteLog(folder.log, is_read_only=True) as log:
            broken = log.failures()
            done["log"] = len(log.events()) + len(broken)
            failures["log"] = [_message("check.event", id=event[:16]) for event in broken]
    return Check(
        counts={part: (done[part], len(failures[part])) for part in PARTS},
        failures=tuple(message for part in PARTS for message in failures[part]),
    )


def _anchored(store: SqliteStore) -> dict[str, list[Statement | Outlook | Reference]]:
    found: dict[str, list[Statement | Outlook | Reference]] = defaultdict(list)
    for kind in ("statements", "outlooks", "references"):
        for one in store.records(kind):
            found[one.source].append(one)
    return found


def _reread(task: _Task) -> _Reread:
    from rodedraad import read  # noqa: PLC0415  loaded in the worker

    try:
        data = task.load(task.path)
    except UnreadableSource:
        return _Reread(sha256=None, text="")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return _Reread(sha256=sha256, text=read.read(data, task.path).document.text)
    except UnreadableSource:
        return _Reread(sha256=sha256, text="")


def _lost(_task: _Task, _code: str, _reason: str) -> _Reread:
    return _Reread(sha256=None, text="")


def _identities(
    anchored: dict[str, list[Statement | Outlook | Reference]],
) -> Iterator[tuple[Statement, bool]]:
    """Each statement that the sources gave, with whether its id is that of its source, quote and ordinal."""
    from rodedraad.extract import identity  # noqa: PLC0415

    for source, records in anchored.items():
        statements = [one for one in records if isinstance(one, Statement)]
        seen: set[tuple[int, int]] = set()
        for statement in statements:
            span = (statement.start, statement.end)
            yield (
                statement,
                statement.id.startswith("s-")
                and span not in seen
                and identity.is_possible(statement.id, source=source, quote=statement.quote),
            )
            seen.add(span)


def _citations(store: SqliteStore, sources: Sequence[Source]) -> Iterator[tuple[str, bool]]:
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


def _message(code: str, **values: Value) -> Message:
    return Message(code=code, values=tuple(sorted(values.items())))
