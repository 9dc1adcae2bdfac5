"""What goes to a language model: the plan that a person sees, the consent that they give, and the run, which the log keeps.

Nothing leaves this machine without a consent that names the model, its address and how much; a dossier comes by mail, with its
settings. No lock is held while a model thinks: each answer is kept as it comes, and the records are made from what is
kept. The log says that something will be sent before the first request and what was sent after the last, so that a
run which never ended is in the account too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from threading import Event as Flag
from typing import Any, Self

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.assisting import NO_WISH, Session, Wish
from rodedraad.errors import ModelError, WrongUse
from rodedraad.genai.cost import Estimate, Ledger, estimate
from rodedraad.genai.items import Item, Request, requests
from rodedraad.genai.running import Run, together
from rodedraad.genai.settings import ModelSettings
from rodedraad.ports import Model, Progress, Replies
from rodedraad.records import GenaiTask, Message, Usage, Value

_FIRST: frozenset[GenaiTask] = frozenset({"extract", "resolve"})
"""What is asked of single sources. Where its answers count, the other questions follow from them."""
_LATER_TIMES = 2
"""How many times what can be seen of those other questions they may become, before a person is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be sent, to whom and for what, before anything is.

    ``sources`` are the ids of those of which text would go, now or in what may follow.

    ``later`` is what may follow from the answers, at most: more than that is asked for again. ``closed`` counts the items on
    sources that are not public. ``refused`` says why nothing may go at all.
    """

    settings: ModelSettings
    now: Estimate
    tasks: tuple[tuple[GenaiTask, Estimate], ...]
    sources: tuple[str, ...]
    later: Estimate | None = None
    closed: int = 0
    refused: Message | None = None
    batches: tuple[tuple[Item, ...], ...] = field(default=(), repr=False)
    closed_sources: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, session: Session | None, *, without: Iterable[str] = ()) -> Self | None:
        """What this session has open, but for the items with these keys; None where there is nothing."""
        if session is None:
            return None
        known = set(without)
        every = [[one for one in batch if one.key not in known] for batch in session.open_]
        first = [one for batch in every for one in batch if one.task in _FIRST]
        is_first = bool(first) and session.settings.counts
        now = [[one for one in batch if one.task in _FIRST or not is_first] for batch in every]
        items = [one for batch in now for one in batch]
        if not items:
            return None
        later = [one for batch in every for one in batch if one.task not in _FIRST] if is_first else []
        made = _Made(session.settings, session.closed)
        held = list(made.requests(now))
        tasks = sorted({one.prompt.task for one in held})
        return cls(
            settings=session.settings,
            now=estimate(held, session.settings),
            tasks=tuple(
                (task, estimate([one for one in held if one.prompt.task == task], session.settings)) for task in tasks
            ),
            sources=tuple(sorted({source for one in (*items, *later) for source in one.sources})),
            later=estimate([*made.requests([later])] * _LATER_TIMES, session.settings) if later else None,
            closed=sum(not session.closed.isdisjoint(one.sources) for one in items),
            refused=session.refused if not session.settings.is_local else None,
            batches=tuple(map(tuple, now)),
            closed_sources=session.closed,
        )

    @property
    def most(self) -> Estimate:
        """All of it, with what may follow."""
        if self.later is None:
            return self.now
        sums = {name: one + getattr(self.later, name) for name, one in asdict(self.now).items() if name != "cost_eur"}
        costs = (self.now.cost_eur, self.later.cost_eur)
        return Estimate(**sums, cost_eur=None if None in costs else sum(one or 0.0 for one in costs))

    def requests(self, *, has_confidential: bool) -> Iterator[Request]:
        """The requests in the order in which they go out."""
        return _Made(self.settings, self.closed_sources).requests(self.batches, has_confidential=has_confidential)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of what is asked."""
        return frozenset(one.key for batch in self.batches for one in batch)

    def shape(self) -> dict[str, Any]:
        """``estimate`` of what is printed as JSON."""
        return {
            "model": self.settings.name,
            "endpoint": self.settings.endpoint,
            "is_local": self.settings.is_local,
            **asdict(self.now),
            "tasks": {task: asdict(one) for task, one in self.tasks},
            "sources": list(self.sources),
            "not_public": self.closed,
            "later_at_most": asdict(self.later) if self.later else None,
        }


@dataclass(frozen=True, slots=True)
class _Made:
    """Items as requests: what rests on a source that is not public is asked apart.

    A model that mixes up what it reads in one request can put none of its words in an answer on other sources so.
    """

    settings: ModelSettings
    closed: frozenset[str]

    def requests(self, batches: Iterable[Iterable[Item]], *, has_confidential: bool = True) -> Iterator[Request]:
        for batch in batches:
            held = list(batch)
            apart = [one for one in held if not self.closed.isdisjoint(one.sources)]
            own = [one for one in held if self.closed.isdisjoint(one.sources)]
            for part in (own, apart if has_confidential else []):
                if part:
                    yield from requests(part, window=self.settings.window_tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """That somebody at this machine agreed: this model, at this address, of these sources, so many tokens and euros at most.

    ``has_confidential``: also of sources that are not public. A consent holds for one command, and is kept nowhere.
    """

    model: str
    endpoint: str
    sources: frozenset[str]
    tokens_in: int
    budget_eur: float | None
    has_confidential: bool = False

    @classmethod
    def to(cls, plan: Plan, *, has_confidential: bool = False) -> Self:
        """The consent to all of a plan."""
        return cls(
            model=plan.settings.name,
            endpoint=plan.settings.endpoint,
            sources=frozenset(plan.sources),
            tokens_in=plan.most.tokens_in,
            budget_eur=plan.settings.budget_eur,
            has_confidential=has_confidential,
        )

    def covers(self, plan: Plan, *, sent: int = 0) -> bool:
        """Whether this plan may go, after so many tokens in (by our estimate) went already."""
        settings = plan.settings
        return (
            (self.model, self.endpoint, self.budget_eur) == (settings.name, settings.endpoint, settings.budget_eur)
            and self.sources.issuperset(plan.sources)
            and sent + plan.now.tokens_in <= self.tokens_in
        )


Connect = Callable[[ModelSettings], Model]
"""Reaches a model. Raises ModelError and WrongUse where it cannot be had at all."""
Decide = Callable[[Plan], Consent | None]
"""Shows a plan to a person; their consent, or None where they do not agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a command goes with a model: which one, how it is reached, who decides, and what ends it from another thread.

    Without ``connect`` nothing is sent and what is kept serves. Without ``decide`` nothing goes to another machine. ``wish`` None
    is as the last build went, where a command has that choice.
    """

    wish: Wish | None = None
    connect: Connect | None = None
    decide: Decide | None = None
    cancel: Flag | None = None

    @property
    def wished(self) -> Wish:
        """The wish, or none."""
        return self.wish or NO_WISH


NOBODY = Asking()


class Sender:
    """The runs of one command with a model, under one consent and one budget. ``name`` and ``at`` sign them in the log."""

    def __init__(self, folder: DossierFolder, asking: Asking, *, name: str, at: str, progress: Progress) -> None:
        self._folder, self._asking = folder, asking
        self._name, self._at, self._progress = name, at, progress
        self._consent: Consent | None = None
        self._ledger: Ledger | None = None
        self._estimated = self._answered = 0
        self.is_declined = False
        """Whether a person did not agree."""
        self.usage: Usage | None = None
        """What was sent; None where nothing was."""
        self._ended: Message | None = None
        self._kept_back: Message | None = None
        self.asked: set[str] = set()
        self.plan: Plan | None = None
        """What the first run was to be, also where it did not go."""

    @property
    def stopped(self) -> Message | None:
        """Why nothing, or nothing more, was sent; else what was kept back since nobody agreed to send it."""
        return self._ended or self._kept_back

    @property
    def is_connected(self) -> bool:
        """Whether anything may be sent at all."""
        return self._asking.connect is not None

    def together(self, usage: Usage | None) -> Usage | None:
        """What was asked and is known now (``usage``), with what was sent for it."""
        if usage is None or self.usage is None:
            return usage if usage is None or self.stopped is None else replace(usage, stopped=self.stopped)
        return replace(
            self.usage,
            items=usage.items,
            held=usage.held - self._answered,
            unanswered=usage.unanswered,
            stopped=self.stopped,
        )

    def sends(self, session: Session | None) -> bool:
        """Asks what a session has open, as far as it may; whether anything went out, so that there may be more to know.

        Raises what a run raises, after the log says what was sent.
        """
        plan = Plan.of(session, without=self.asked)
        if session is None or plan is None or self._ended is not None or self._asking.connect is None:
            return False
        self.plan = self.plan or plan
        self._ended = self.barred(plan.settings) or self._ruled_out(plan)
        if self._ended is not None:
            return False
        self.asked |= plan.keys
        # who decides nothing asks a model on this machine: what a person does decide holds there too
        has_confidential = self._consent.has_confidential if self._consent else plan.settings.is_local
        if plan.closed and not has_confidential:
            self._kept_back = Message.of("sending.closed_not_agreed", count=plan.closed)
        wanted = list(plan.requests(has_confidential=has_confidential))
        if not wanted:
            return True  # what rests on sources that may go can be open behind it
        try:
            model = self._asking.connect(plan.settings)
        except (ModelError, WrongUse) as error:
            self._ended = error.message
            return False
        self._estimated += estimate(wanted, plan.settings).tokens_in
        return self._sent(plan, wanted, session.replies, model)

    def barred(self, settings: ModelSettings) -> Message | None:
        """Why nothing can be sent under these settings, whatever there is to ask; None where it can, or nobody wants to."""
        if self._asking.connect is None:
            return None
        if settings.budget_eur is not None and settings.budget_eur <= 0:
            return Message.of("genai.cap", budget=settings.budget_eur)
        if not settings.endpoint:
            return Message.of("genai.no_endpoint", model=settings.name)
        return None

    def _ruled_out(self, plan: Plan) -> Message | None:
        """Why this plan does not go; None where it may."""
        if plan.refused is not None:
            return plan.refused
        if self._asking.cancel is not None and self._asking.cancel.is_set():
            return Message.of("sending.cancelled")
        if self._consent is not None and self._consent.covers(plan, sent=self._estimated):
            return None
        decide = self._asking.decide
        self._consent, self._estimated = decide(plan) if decide else None, 0
        is_agreed = self._consent.covers(plan) if self._consent else decide is None and plan.settings.is_local
        self.is_declined = not is_agreed
        return None if is_agreed else Message.of("genai.not_sent", model=plan.settings.name)

    def _sent(self, plan: Plan, wanted: Sequence[Request], replies: Replies, model: Model) -> bool:
        settings = plan.settings
        self._ledger = self._ledger or Ledger(settings, settings.budget_eur)
        run = Run(
            model,
            replies,
            settings,
            self._ledger,
            progress=self._progress,
            cancel=self._asking.cancel,
        )
        intent = self._enter("sending", planned(wanted, settings))
        try:
            run.send(wanted)
        finally:
            model.close()
            usage = run.usage
            self._answered += len(replies.keys() & plan.keys)
            self.usage = usage if self.usage is None else together(self.usage, usage)
            self._ended = usage.stopped
            self._enter("sent", {**told(usage), "sending": intent})
        return usage.calls > 0

    def _enter(self, kind: str, values: Mapping[str, Value]) -> str:
        """Writes in the log. It needs no lock: an event is written whole, and no record follows from one of these."""
        with SqliteLog(self._folder.log) as log:
            return log.append(at=self._at, person=log.person(self._name), kind=kind, targets=(), values=values).id


def told(usage: Usage) -> dict[str, Value]:
    """What the log keeps of a run in which something was sent: to whom, for what, of which sources, how much."""
    return {
        "model": usage.model,
        "endpoint": usage.endpoint,
        "calls": usage.calls,
        "tokens_in": usage.tokens_in,
        "tokens_out": usage.tokens_out,
        "cost_eur": usage.cost_eur,
        "tasks": ", ".join(f"{task} {count}" for task, count in usage.tasks),
        "sources": " ".join(usage.sources),
    }


def planned(wanted: Sequence[Request], settings: ModelSettings) -> dict[str, Value]:
    """What the log keeps of a run before it begins, in the same words."""
    most = estimate(wanted, settings)
    return told(
        Usage(
            model=settings.name,
            endpoint=settings.endpoint,
            calls=most.calls,
            tokens_in=most.tokens_in,
            tokens_out=most.tokens_out,
            cost_eur=most.cost_eur,
            tasks=tuple(sorted(Counter(one.prompt.task for one in wanted).items())),
            sources=tuple(sorted({source for one in wanted for item in one.items for source in item.sources})),
        )
    )
