"""What a model thinks of statements, as a record: a candidate that changes nothing until a person confirms it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rodedraad.genai.fence import seen
from rodedraad.records import Suggestion, SuggestionKind


def suggestion(
    what: SuggestionKind, statements: Sequence[str], value: str | None, words: Sequence[str], model: str
) -> Suggestion:
    """The suggestion with its id, which follows from what it says of what, and by which model."""
    told = "\n".join((what, *statements, value or "", model))
    return Suggestion(
        id="v-" + hashlib.sha256(told.encode()).hexdigest()[:20],
        what=what,
        statements=tuple(statements),
        value=value,
        words=tuple(seen(one) for one in words),
        model=model,
    )
