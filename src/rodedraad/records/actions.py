"""Who does what by when, under which condition, depending on what; and where that runs into a knot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.records.people import Signed
from rodedraad.records.requirements import Trait
from rodedraad.records.statements import Actor, Amount
from rodedraad.records.values import Layer, Message

ActionStatus: TypeAlias = Literal["asked", "promised", "under_way", "done", "lapsed", "unanswered"]
Outcome: TypeAlias = Literal["granted", "partly", "deferred", "refused", "noted"]
FundingKind: TypeAlias = Literal["subsidy", "budget", "loan", "private", "eu", "fund", "unknown"]
DependencyKind: TypeAlias = Literal["condition", "order", "decision"]
KnotKind: TypeAlias = Literal[
    "circle",
    "one_decision",
    "unanswered",
    "without_owner",
    "without_date",
    "without_money",
    "contradiction",
    "in_vain",
    "unblocking",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must be so before an action, and whose condition that is.

    ``words`` are a slice of the quote of ``statement``. ``action`` is the action that would bring it about, None where
    no source names one.
    """

    statement: str
    party: str | None
    words: str
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """That an action waits for another, and the statement and words that say so."""

    on: str
    kind: DependencyKind
    statement: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """The money of an action in the words of a statement: what kind, how much, and who pays where that is said."""

    kind: FundingKind
    words: str
    statement: str
    party: str | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How a request was answered in another source: the outcome, the statement that says so, and by which way found.

    ``steps`` are the statements of the chain from the request to the answer (Kamer, minister, answer), the answer last.
    ``by`` says how they were matched: ``number``, ``subject`` or ``organ``.
    """

    outcome: Outcome
    statement: str
    party: str
    steps: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that somebody does, promised, or is asked to do.

    ``who`` are the party ids (or words where no party is known) that must act; ``asker`` who asks, of a request.
    ``what`` are words of the quote of the first of ``statements``. ``by_from`` and ``by_to`` are the term's interval.
    ``status`` follows from quoted words (``status_statement``) or a person; None where nothing tells. ``within_power``
    is that of the statement's own author. ``shown`` is what sources show of money, people, space and permits for it.
    ``decided`` is what people set of it, and by which events.
    """

    id: str
    who: tuple[str, ...]
    what: str
    actors: tuple[Actor, ...]
    asker: tuple[str, ...]
    source: str
    page: int | None
    themes: tuple[str, ...]
    deadline: str | None
    by_from: str | None
    by_to: str | None
    conditions: tuple[Condition, ...]
    depends_on: tuple[Dependency, ...]
    layer: Layer | None
    within_power: bool | None
    funding: tuple[Funding, ...]
    status: ActionStatus | None
    status_statement: str | None
    statements: tuple[str, ...]
    answers: tuple[Settlement, ...] = ()
    shown: tuple[Trait, ...] = ()
    key: str = ""
    is_confirmed: bool = False
    decided: tuple[Signed, ...] = ()
    origin: str = "rule"

    def decides(self, field: str) -> bool:
        """Whether a person set this field."""
        return any(field in one.fields for one in self.decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """What stands in the way of actions: a circle of conditions, one decision that much waits for, what is missing.

    ``actions`` are in the order in which ``explanation`` tells of them (of a circle: each waits for the next); none where
    two terms contradict that no action has.
    ``decisions`` are what to decide on first: ids of actions, or of the statements that set a condition which no action
    brings about. ``statements`` are what shows it.
    """

    id: str
    kind: KnotKind
    actions: tuple[str, ...]
    statements: tuple[str, ...]
    explanation: Message
    decisions: tuple[str, ...] = ()
