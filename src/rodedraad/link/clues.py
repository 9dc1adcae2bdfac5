"""What the words of one statement tell before anything else is known: found in the workers, kept with the reading.

Linking compares all statements at every build, and most builds change few of them. Whatever follows from one
statement's text and heading alone is therefore a ``Clues``, and linking reads texts only of pairs that may matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rodedraad.link.gaps import aim, announces, asks
from rodedraad.link.sameness import said
from rodedraad.link.tensions.choices import conditions, opposites
from rodedraad.link.tensions.duties import duties
from rodedraad.link.tensions.matter import words
from rodedraad.link.tensions.sides import pulls
from rodedraad.records import Clues, Reading, Statement


def clues(text: str, heading: str | None = None) -> Clues:
    """The clues of one statement."""
    condition = conditions(text)
    return Clues(
        stems=tuple(sorted(words(text))),
        heading=tuple(sorted(words(heading))) if heading else (),
        pulls=pulls(text),
        condition=(condition.sets, condition.words) if condition else None,
        choices=tuple((name, side, said) for name, (side, said) in sorted(opposites(text).items())),
        duties=tuple(sorted(duties(text))),
        aim=aim(text),
        asks=asks(text),
        announces=announces(text),
        said=said(text),
    )


def of_all(statements: Iterable[Statement], readings: Sequence[Reading] = ()) -> Mapping[str, Clues]:
    """The clues of each statement by its id: kept with its reading, or found now where a person wrote its words."""
    kept = {
        (statement.id, statement.text, statement.context): found
        for reading in readings
        if len(reading.clues) == len(reading.statements)
        for statement, found in zip(reading.statements, reading.clues, strict=True)
    }
    return {
        statement.id: kept.get((statement.id, statement.text, statement.context))
        or clues(statement.text, statement.context)
        for statement in statements
    }
