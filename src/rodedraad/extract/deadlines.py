"""By when: the words of a date or term that lies ahead, as an interval of days."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The words ``text[start:end]``, with the first and last day they can mean; None where they do not tell."""

    words: str
    start: int
    end: int
    first: str | None = None
    last: str | None = None


def deadline(text: str, *, date: str | None = None) -> Deadline | None:
    """The date or term by which it must happen; None where the sentence names none."""
    return None
