"""Who must act, is asked, leads, helps, pays or decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rodedraad.records import Actor, StatementType

if TYPE_CHECKING:
    from rodedraad.parties import Mention


def actors(text: str, mentions: Sequence[Mention], *, type: StatementType, authors: Sequence[str]) -> tuple[Actor, ...]:  # noqa: A002 - the word of the record
    """Who does what in this sentence, in its order."""
    return ()
