"""From the name of a document to the document, where the dossier holds it."""

from __future__ import annotations

from collections.abc import Sequence

from rodedraad.records import Reference, Source


def resolve(references: Sequence[Reference], sources: Sequence[Source]) -> tuple[Reference, ...]:
    """The same references in the same order, with their target where one source fits."""
    return tuple(references)
