"""Terms that cannot both hold: which of two ends first, as the days that each may be. Pure."""

from __future__ import annotations

from rodedraad.intervals import span
from rodedraad.records import Statement


def is_due_before(one: str | None, other: str | None) -> bool:
    """Whether one term ends surely before the other does."""
    return bool(one and other) and span(one)[1] < span(other)[1] and not _covers(one, other)


def _covers(one: str | None, other: str | None) -> bool:
    """Whether one date may be the other: "2027" and "2027-06" are in no order."""
    (first, last), (begin, end) = span(one), span(other)
    return (first <= begin and end <= last) or (begin <= first and last <= end)


def by_end(one: Statement) -> tuple[tuple[int, int, int], str]:
    """By what statements are sorted from the earliest end of a term to the latest."""
    return span(one.deadline_to)[1], one.id


def is_other_term(one: Statement, other: Statement) -> bool:
    """Whether the one's term ends before the other's and is no moment within it."""
    is_within = bool(other.deadline_from) and span(other.deadline_from)[0] <= span(one.deadline_to)[1]
    return is_due_before(one.deadline_to, other.deadline_to) and not is_within
