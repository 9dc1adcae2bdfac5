"""What people send back: an edited export, a letter, a form. Each way in has a module here, and all give an ``Intake``.

Nothing is written here. A door shows what an intake would change and, when a person says so, writes the events; a
value that cannot be, and what was not understood, is a problem with its place in the file, and never half an edit.
Method: docs/method/spreadsheet.md, for the workbook; each other way in has its own page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.records import Channel, ContributionKind, Message, Value

ClauseField: TypeAlias = Literal["text", "theme", "core", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEdit:
    """Fields of one statement as a person left them: the values of an ``edit`` event, each gone through ``edits.checked``.

    ``place`` says where in the file they stand.
    """

    id: str
    fields: tuple[tuple[str, Value], ...]
    place: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEdit:
    """Fields of one clause as a person left them: the values of a ``clause_edit`` event.

    ``theme`` is the id of a theme, or None for no theme; ``core`` is ``yes``, ``no`` or ``rule``. ``place`` says where
    in the file they stand.
    """

    id: str
    fields: tuple[tuple[ClauseField, Value], ...]
    place: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContribution:
    """What somebody brought in, not yet in the log: ``Contribution`` without what only the log can give.

    ``clause`` is the id of the clause that it is about, None for the whole. ``person`` and ``at`` are None where the
    file does not say who wrote it and when; ``party`` is a party id. ``proposed`` is another wording of the clause.
    ``statements`` are ids of statements that it names.
    """

    clause: str | None
    kind: ContributionKind
    channel: Channel
    text: str
    place: Message
    person: str | None = None
    party: str | None = None
    proposed: str | None = None
    at: str | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Everything that one file brings in, each in the order of the file, and what could not be taken.

    ``problems`` name their place; what is only worth knowing before people say yes stands in ``notes``.
    """

    edits: tuple[StatementEdit, ...] = ()
    clause_edits: tuple[ClauseEdit, ...] = ()
    contributions: tuple[NewContribution, ...] = ()
    problems: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.edits or self.clause_edits or self.contributions)
