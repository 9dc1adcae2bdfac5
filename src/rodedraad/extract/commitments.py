"""Whether the author binds itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rodedraad.records import StatementType

if TYPE_CHECKING:
    from rodedraad.parties import Mention


def is_commitment(text: str, *, type: StatementType, authors: Sequence[str], mentions: Sequence[Mention]) -> bool:  # noqa: A002 - the word of the record
    """Whether the author promises an act of its own."""
    return False
