"""The documents that a document names."""

from __future__ import annotations

from rodedraad.records import Document, Reference, Source


def references(source: Source, document: Document) -> tuple[Reference, ...]:
    """The references of one source, sorted by start."""
    return ()
