"""What people decided, as the report shows it: who, when, and what it was before. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.records import Actor, Statement

Held = str | bool | tuple[str, ...] | tuple[Actor, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """The event because of which a decision does not hold: its kind, when and by whom."""

    kind: str
    at: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of a person about one statement; where it no longer holds, ``overruled`` says why.

    ``what`` is the statement's field, or the kind of the event: ``confirm reject merge split tension_reject
    tension_confirm``. ``read`` is the statement
    as the program read it, ``now`` as it stands (None when it was rejected), or as an overruled decision would have it. ``person`` is empty when the name was
    erased.
    """

    event: str
    at: str
    person: str
    what: str
    read: Statement
    now: Statement | None
    overruled: Overruled | None = None
    by: str = ""
    """``model:NAME`` where it was a model's suggestion that the person took over."""

    @property
    def is_field(self) -> bool:
        """Whether a field was changed, with a value before and after."""
        return self.what in Statement.__dataclass_fields__

    @property
    def before(self) -> Held:
        """What the program had made of the field."""
        value: Held = getattr(self.read, self.what, None)
        return value

    @property
    def after(self) -> Held:
        """What the field is now."""
        value: Held = getattr(self.now, self.what, None)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A change of a settings file that still counts: how many settings of which files."""

    event: str
    at: str
    person: str
    count: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """All that one event did: the words that it is about, each with what was decided."""

    event: str
    at: str
    person: str
    rows: tuple[tuple[Excerpt, tuple[Correction, ...]], ...]


def by_statement(corrections: Sequence[Correction]) -> dict[str, tuple[Correction, ...]]:
    """The corrections of each statement by its id, in the order in which they were made."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for correction in sorted(corrections, key=lambda one: (one.at, one.event, one.what)):
        found[correction.read.id].append(correction)
    return {id_: tuple(held) for id_, held in found.items()}


def change_views(corrections: Sequence[Correction], maker: Excerpts) -> tuple[ChangeView, ...]:
    """The corrections by event, the latest first."""
    found: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for correction in corrections:
        found[correction.at, correction.event].append(correction)
    return tuple(
        ChangeView(
            event=event,
            at=at,
            person=held[0].person,
            rows=tuple((maker.of(same[0].read), same) for _, same in sorted(by_statement(held).items())),
        )
        for (at, event), held in sorted(found.items(), reverse=True)
    )
