"""What a person fills in of a letter: to whom, by whom, when; what stays open is seen as ``[in te vullen: ...]``. Pure.

docs/method/letters.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rodedraad import phrases
from rodedraad.errors import WrongUse
from rodedraad.publish.paper import Paper, runs_of
from rodedraad.wording import Language

_FIELDS = {"aan": "to", "van": "sender", "datum": "date", "kenmerk": "reference", "contact": "contact"}
"""The fields that a person fills in, by their Dutch names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a person filled in of a letter; what is None stays visible as a field. ``date`` is an ISO date."""

    to: str | None = None
    sender: str | None = None
    date: str | None = None
    reference: str | None = None
    contact: str | None = None


def filled(assignments: Sequence[str]) -> Filled:
    """What FIELD=VALUE say of a letter's fields. Raises WrongUse on another field, or a date that is none."""
    found: dict[str, str] = {}
    for assignment in assignments:
        name, sign, value = assignment.partition("=")
        name, value = name.strip().lower(), " ".join(value.split())
        name = _FIELDS.get(name, name)
        if not sign or name not in _FIELDS.values() or not value:
            raise WrongUse("letters.unknown_field", field=assignment[:80], known=" ".join(_FIELDS.values()))
        if name == "date":
            try:
                value = date.fromisoformat(value).isoformat()
            except ValueError as error:
                raise WrongUse("letters.no_date", value=value[:80]) from error
        found[name] = value
    return Filled(**found)


def field(name: str, language: Language) -> str:
    """A field that nobody filled in, as it stands in the letter."""
    return phrases.said("letters.field", language, what=phrases.said(f"letters.field_{name}", language))


def open_fields(paper: Paper) -> int:
    """How many fields of a letter nobody filled in yet."""
    begins = phrases.said("letters.field", paper.language, what="\0").partition("\0")[0]
    return sum(run.text.count(begins) for run in runs_of(paper.blocks))
