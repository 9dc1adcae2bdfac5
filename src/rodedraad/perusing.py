"""What one file gives on its own: the stages that a worker runs, from bytes to a reading.

Light to import: each stage is loaded in the worker that uses it, while the main process does something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from rodedraad.errors import UnreadableSource
from rodedraad.ports import Embedder
from rodedraad.records import Coverage, Document, Frame, Message, Perusal, Problem, Reading, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One file to read: where it is (``load(path)`` gives its bytes), what it should be, and what is known of it."""

    path: str
    sha256: str
    frame: Frame
    overrides: tuple[tuple[str, Any], ...]
    load: Callable[[str], bytes]


def perused(errand: Errand) -> Reading:
    """All that one file gives on its own. A file that cannot be read is a source with a problem, never an error."""
    import hashlib  # noqa: PLC0415  with the readers below, loaded in the worker that uses them

    from rodedraad import read  # noqa: PLC0415

    try:
        data = errand.load(errand.path)
        perusal = read.read(data, errand.path) if hashlib.sha256(data).hexdigest() == errand.sha256 else None
    except UnreadableSource as error:
        return _unread(errand, Problem(source=errand.path, page=error.page, kind=error.kind, message=error.message))
    if perusal is None:
        message = Message.of("pipeline.changed", path=errand.path)
        return _unread(errand, Problem(source=errand.path, page=None, kind="vanished", message=message))
    try:
        return _understood(errand, perusal)
    except Exception as error:  # noqa: BLE001  one document never stops a run, whatever a rule trips over in it
        return failed(errand, "pipeline.stage_failed", f"{type(error).__name__}: {error}"[:200])


def _understood(errand: Errand, perusal: Perusal) -> Reading:
    """What the stages make of one file that was read."""
    from rodedraad.describe import describe  # noqa: PLC0415  as in perused
    from rodedraad.embed import StaticEmbedder  # noqa: PLC0415
    from rodedraad.extract import extract  # noqa: PLC0415
    from rodedraad.link import clues, kinship  # noqa: PLC0415
    from rodedraad.parties import registered  # noqa: PLC0415

    document = replace(perusal.document, source=errand.sha256)
    register = registered(errand.frame)
    source = describe(
        document,
        source=errand.sha256,
        path=errand.path,
        pages=perusal.pages,
        properties=perusal.properties,
        register=register,
        overrides=dict(errand.overrides),
    )
    extraction = extract(source, document, frame=errand.frame, register=register)
    embedder: Embedder = StaticEmbedder()
    return Reading(
        source=source,
        document=document,
        coverage=coverage(errand.sha256, perusal, statements=len(extraction.statements)),
        statements=extraction.statements,
        outlooks=extraction.outlooks,
        references=extraction.references,
        problems=perusal.problems,
        vectors=embedder.encode([statement.text for statement in extraction.statements]),
        dimensions=embedder.dimensions,
        sketch=kinship.sketch(document),
        clues=tuple(clues.clues(statement.text, statement.context) for statement in extraction.statements),
        missed=extraction.missed,
    )


def coverage(source: str, perusal: Perusal, *, statements: int) -> Coverage:
    """The ledger's line of one source. Pages are None where the format has none."""
    return Coverage(
        source=source,
        pages=perusal.pages,
        pages_read=None if perusal.pages is None else perusal.pages - len(perusal.pages_unread),
        pages_ocr=0,
        pages_unread=perusal.pages_unread,
        characters=len(perusal.document.text),
        statements=statements,
    )


def _unread(errand: Errand, problem: Problem) -> Reading:
    return Reading(
        source=Source(id=errand.sha256, path=errand.path, title=PurePosixPath(errand.path).stem, guesses=("title",)),
        document=Document(source=errand.sha256, text="", body_end=0),
        coverage=Coverage(
            source=errand.sha256,
            pages=None,
            pages_read=0,
            pages_ocr=0,
            pages_unread=(),
            characters=0,
            statements=0,
        ),
        problems=(problem,),
    )


def failed(errand: Errand, code: str, reason: str) -> Reading:
    """The reading of a file on which a worker died or ran out of time: a source with a problem that says so."""
    message = Message.of(code, path=errand.path, reason=reason)
    return _unread(errand, Problem(source=errand.path, page=None, kind="other", message=message))
