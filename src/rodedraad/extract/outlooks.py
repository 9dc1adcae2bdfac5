"""Scenarios and alternatives as a source describes them."""

from __future__ import annotations

from collections.abc import Sequence

from rodedraad.records import Document, Outlook, Source


def outlooks(source: Source, document: Document, sentences: Sequence[tuple[int, int]]) -> tuple[Outlook, ...]:
    """The outlooks of one source, sorted by start."""
    return ()
