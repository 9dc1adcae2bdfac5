"""The measurements of a dossier: the files in ``reeksen/``, each read once and kept by its content.

A file that is as it was costs its hash. A file that cannot be read becomes a problem, and never stops a build.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.ports import Store
from rodedraad.records import Message, Problem, ProblemKind

LARGEST_BYTES = 4_000_000_000
"""A file above this is not read: fifty million rows."""
_HELD = "series"
_MOST_HEADER = 1 << 24
_WIDTH = 8


def listed(folder: DossierFolder) -> tuple[tuple[tuple[folders.SourceFile, str], ...], tuple[Problem, ...]]:
    """The files of measurements with the SHA-256 of their bytes, sorted by path; and what cannot be one."""
    files, problems = folder.series_files()
    hashed, lost = folders.hashed(files)
    return hashed, tuple(_problem(one.source, one.kind, one.message) for one in (*problems, *lost))


def series(
    store: Store, files: Sequence[tuple[folders.SourceFile, str]], *, make: str, today: date
) -> tuple[tuple[Any, ...], tuple[Problem, ...]]:
    """All measurements together (``measure.Series``), and what could not be read or contradicts.

    ``make`` names the code that reads: what another make kept is read anew.
    """
    if not files:
        if store.held(_HELD):
            store.hold(_HELD, b"")
        return (), ()
    from rodedraad.intake import series_held  # noqa: PLC0415  for dossiers with measurements alone
    from rodedraad.measure import gathered  # noqa: PLC0415

    held = _parts(store.held(_HELD))
    kept: dict[str, bytes] = {}
    found = {}
    problems: list[Problem] = []
    for file, sha256 in files:
        key = hashlib.sha256(f"{make}\n{sha256}\n{file.path}".encode()).hexdigest()
        taken = series_held.unpacked(held.get(key))
        if taken is None:
            try:
                taken = _read(file)
            except WrongUse as error:
                problems.append(_problem(file.path, "unreadable", error.message))
                continue
            except UnreadableSource as error:
                problems.append(_problem(file.path, error.kind, error.message))
                continue
            kept[key] = series_held.packed(taken)
        else:
            kept[key] = held[key]
        found[file.path] = taken.measured
        problems += [_problem(file.path, "other", message) for message in taken.problems]
    if kept != held:
        store.hold(_HELD, _joined(kept))
    made, contradictions = gathered(found, today=today)
    return made, (*problems, *(_problem(one.source, one.kind, one.message) for one in contradictions))


def _read(file: folders.SourceFile) -> Any:
    from rodedraad.intake import series as reader  # noqa: PLC0415

    if file.size > LARGEST_BYTES:
        raise WrongUse("series.too_large", path=file.path, most=LARGEST_BYTES // 1_000_000_000)
    with folders.opened(file) as opened:
        return reader.read(opened, path=file.path)


def _problem(path: str, kind: ProblemKind, message: Message) -> Problem:
    return Problem(source=f"reeksen/{path}", page=None, kind=kind, message=message)


def _joined(parts: Mapping[str, bytes]) -> bytes:
    header = json.dumps({key: len(data) for key, data in parts.items()}).encode()
    return len(header).to_bytes(_WIDTH, "big") + header + b"".join(parts.values())


def _parts(data: bytes | None) -> dict[str, bytes]:
    """What ``_joined`` put together; nothing where it is damaged."""
    if not data:
        return {}
    size = int.from_bytes(data[:_WIDTH], "big")
    if size > min(len(data), _MOST_HEADER):
        return {}
    try:
        lengths = json.loads(data[_WIDTH : _WIDTH + size])
        found, at = {}, _WIDTH + size
        for key, length in lengths.items():
            found[key] = data[at : at + length]
            at += length
    except (ValueError, TypeError, AttributeError):
        return {}
    return found if at == len(data) else {}
