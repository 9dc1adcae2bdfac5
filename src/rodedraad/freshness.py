"""What a reading and a dossier follow from, as one hash each: what has the same need not be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from rodedraad.in_force import Settings

_NOT_DERIVING = frozenset({"__pycache__", "adapters", "assistants", "cli", "example", "frames", "publish", "wording"})
"""Parts of the package that no record follows from (a frame is in the settings as it was read)."""
_READ_WITH = ("lxml", "markdown-it-py", "numpy", "openpyxl", "pypdfium2", "PyStemmer")


def key_of(sha256: str, path: str, settings: Settings) -> str:
    """Everything that a reading follows from: bytes, name, frame, what people said of the file, and our own code."""
    return digest(program(), sha256, path, repr(settings.frame), dict(settings.overrides.get(path, {})))


def digest(*parts: Any) -> str:
    """The hash of these parts together."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@cache
def program() -> str:
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
