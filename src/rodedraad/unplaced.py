"""What bronnen.toml says about files that are not there: such an entry has no effect, and nobody would know.

The worst of them is a file that may not be shown to others: misspelt or moved, it was exported in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from rodedraad.records import Message, Problem


def unplaced(said: Iterable[str], paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that are spoken of and name none of these files, sorted."""
    return tuple(sorted(set(said).difference(paths)))


def problems(said: Iterable[str], paths: Iterable[str], *, file: str) -> tuple[Problem, ...]:
    """A problem of the settings ``file`` for each of them, with the file that may be meant where one has its name."""
    paths = sorted(paths)
    by_name = {_name(path): path for path in reversed(paths)}
    found = []
    for path in unplaced(said, paths):
        near = by_name.get(_name(path))
        message = (
            Message.of("dossier.pad_near", path=path[:200], near=near)
            if near
            else Message.of("dossier.pad_unknown", path=path[:200])
        )
        found.append(Problem(source=file, page=None, kind="other", message=message))
    return tuple(found)


def _name(path: str) -> str:
    """The last part of a path, without capitals, as people write one from memory or with another system's strokes."""
    return PurePosixPath(path.replace("\\", "/")).name.casefold()
