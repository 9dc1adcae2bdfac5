"""Who holds the view: the author, or somebody the author reports of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rodedraad.parties import Mention


def holder(text: str, mentions: Sequence[Mention], *, authors: Sequence[str]) -> tuple[str | None, bool]:
    """The holder of the view (party id, else words) and whether it is reported."""
    return (authors[0] if authors else None), False
