"""Documents of ../shared as the program reads and describes them, and how labels name the sentences in them."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from rodedraad import read
from rodedraad.describe import describe
from rodedraad.errors import UnreadableSource
from rodedraad.parties import Register
from rodedraad.records import Document, Source

Read = tuple[Source, Document]


def described(data: bytes, path: str, known: Register) -> Read:
    """One file, read and described under this path. Raises UnreadableSource."""
    sha256 = hashlib.sha256(data).hexdigest()
    perusal = _perused(data, path)
    document = replace(perusal.document, source=sha256)
    source = describe(
        document,
        source=sha256,
        path=path,
        pages=perusal.pages,
        properties=perusal.properties,
        register=known,
        overrides={},
    )
    return source, document


@lru_cache(maxsize=100)  # several measurements in one process read the same documents
def _perused(data: bytes, path: str) -> read.Perusal:
    return read.read(data, path)


def each(folder: Path, known: Register, wanted: Container[str] | None = None) -> Iterator[Read]:
    """Every file below a folder that can be read, in the order of their paths; of ``wanted`` ids only, where given."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if wanted is not None and hashlib.sha256(data).hexdigest() not in wanted:
            continue
        try:
            found = described(data, path.name, known)
        except UnreadableSource:
            continue
        yield found


def sentence_key(text: str) -> str:
    """How a sentence is named in ``tools/labels``: by its characters without white space."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]
