"""Whether what is said lies within the author's own power."""

from __future__ import annotations

from collections.abc import Sequence

from rodedraad.records import Actor, StatementType


def within_power(text: str, actors: Sequence[Actor], *, type: StatementType, authors: Sequence[str]) -> bool | None:  # noqa: A002 - the word of the record
    """True or False where the text tells; None where it does not."""
    return None
