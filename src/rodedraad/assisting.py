"""A language model at work in a dossier: the port, the replies that are kept and the bounds, brought to the tasks.

What a model may do is in ``genai``; here it is decided whether it is asked at all, what may be sent, and what of it is
told. Without a reachable model the replies that are kept still serve, and nothing is sent.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from rodedraad.adapters import codec
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import ModelError, WrongUse
from rodedraad.genai import running
from rodedraad.genai.cost import Estimate, Ledger, cost, estimate
from rodedraad.genai.items import Item, requests, version
from rodedraad.genai.settings import ModelSettings, checked_endpoint, checked_name
from rodedraad.ports import Model, Progress, Replies, Store
from rodedraad.records import (
    Completion,
    Frame,
    GenaiTask,
    Message,
    Problem,
    Prompt,
    Reading,
    Refusal,
    Usage,
    Value,
)
from rodedraad.wording import LANGUAGES

if TYPE_CHECKING:
    from rodedraad.genai.finding import Found

Connect = Callable[[ModelSettings], Model]
_MODEL, _USED = "model", "model_used"
Announce = Callable[[ModelSettings, Estimate], bool]
"""Told what sending would take, before it is sent; whether to go on."""
Enter = Callable[[Usage], None]
"""Writes in the log what was sent, also of a run that was broken off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What flags and the environment say over ``[model]`` in dossier.toml; None where they say nothing.

    ``is_off``: no model is asked and no reply is used, whatever the dossier says.
    """

    name: str | None = None
    endpoint: str | None = None
    budget_eur: float | None = None
    is_off: bool = False


NO_WISH = Wish()


def chosen(said: ModelSettings | None, wish: Wish) -> ModelSettings | None:
    """The model to use: the wish over the settings. None for no model. Raises WrongUse on what cannot be."""
    if wish.is_off or (said is None and not wish.name):
        if wish.endpoint and not wish.is_off:
            raise WrongUse("genai.no_name")
        return None
    own = said or ModelSettings(name=checked_name(str(wish.name)))
    if wish.name:
        # prices and bounds are those of the model that the dossier names, and of no other
        own = (
            own if own.name == wish.name else replace(own, name=checked_name(wish.name), price_in=None, price_out=None)
        )
    if wish.endpoint is not None:
        own = replace(own, endpoint=checked_endpoint(wish.endpoint))
    if wish.budget_eur is not None:
        if not 0 <= wish.budget_eur < math.inf:  # nothing is above "nan"
            raise WrongUse("genai.no_budget", value=str(wish.budget_eur))
        own = replace(own, budget_eur=wish.budget_eur)
    if own.budget_eur and own.endpoint and not own.is_local and None in (own.price_in, own.price_out):
        raise WrongUse("genai.no_prices", model=own.name)
    return own


@dataclass(slots=True)
class Session:
    """One run with a model, or with what is kept of it. ``closed`` are the ids of sources that are not public.

    ``model`` is None where nothing may be sent; ``held_back`` counts items that stay here since their source is closed.
    ``used`` are the keys of all that was asked, answered or not.
    """

    settings: ModelSettings
    model: Model | None
    replies: Replies
    ledger: Ledger
    progress: Progress
    announce: Announce | None = None
    closed: frozenset[str] = frozenset()
    usage: Usage = field(default_factory=lambda: Usage(model=""))
    refusals: list[Refusal] = field(default_factory=list)
    held_back: int = 0
    used: set[str] = field(default_factory=set)

    def asks(self, task: GenaiTask) -> bool:
        """Whether the dossier uses the model for this."""
        return task in self.settings.tasks

    def answered(self, items: Sequence[Item]) -> running.Answered:
        """The answers to these items: kept ones, and new ones of what may be sent.

        What rests on a source that is not public is asked apart: a model that mixes up what it reads in one request can put
        none of its words in an answer on other sources.
        """
        open_: list[Item] = []
        apart: list[Item] = []
        for one in items:
            (apart if self.closed.intersection(one.sources) else open_).append(one)
        found = self._answered(open_, self.model)
        if not apart:
            return found
        may_go = self.settings.is_local or self.settings.sends_confidential
        kept = self._answered(apart, self.model if may_go else None)
        if not may_go:
            self.held_back += kept.usage.unanswered
            self.usage = replace(self.usage, unanswered=self.usage.unanswered - kept.usage.unanswered)
        return running.Answered(
            answers={**found.answers, **kept.answers}, refused={**found.refused, **kept.refused}, usage=self.usage
        )

    def _answered(self, items: Sequence[Item], model: Model | None) -> running.Answered:
        self.used.update(item.key for item in items)
        if model is not None and self.announce is not None and self.usage.stopped in (None, self._not_sent):
            ahead = self.estimated(items)
            if ahead.calls and not self.announce(self.settings, ahead):
                self.usage = replace(self.usage, stopped=self._not_sent)
        before = self.ledger.tokens_in, self.ledger.tokens_out, model.calls if isinstance(model, _Counted) else 0
        try:
            found = running.answered(
                items,
                model=None if self.usage.stopped is not None else model,
                replies=self.replies,
                settings=self.settings,
                ledger=self.ledger,
                progress=self.progress,
            )
        except BaseException:
            self._broken_off(items, model, before)
            raise
        self.usage = running.together(replace(self.usage, model=self.settings.name), found.usage)
        return found

    @property
    def _not_sent(self) -> Message:
        return Message.of("genai.not_sent", model=self.settings.name)

    def _broken_off(self, items: Sequence[Item], model: Model | None, before: tuple[int, int, int]) -> None:
        """Counts what a run that was broken off sent: of which sources at most, since nobody says how far it came."""
        calls = model.calls - before[2] if isinstance(model, _Counted) else 0
        if not calls:
            return
        tokens_in, tokens_out = self.ledger.tokens_in - before[0], self.ledger.tokens_out - before[1]
        own = Usage(
            model=self.settings.name,
            endpoint=self.settings.endpoint,
            calls=calls,
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            cost_eur=cost(tokens_in, tokens_out, self.settings),
            sources=tuple(sorted({source for item in items for source in item.sources})),
            tasks=tuple((task, 0) for task in sorted({item.task for item in items})),
        )
        self.usage = running.together(self.usage, own)

    def found(self, readings: Iterable[Reading], frame: Frame) -> Found:
        """What the model reads in single sources."""
        from rodedraad.genai import finding, resolving  # noqa: PLC0415  they need what extraction needs, which a door need not load
        from rodedraad.parties import find, registered, resolve  # noqa: PLC0415  as above

        held, name = list(readings), self.settings.name
        asked = [one for reading in held for one in finding.asked(reading)] if self.asks("extract") else []
        register = registered(frame)

        def is_named(text: str) -> bool:
            return any(one.certainty != "bare" for one in find(register, text))

        open_ = [one for reading in held for one in resolving.asked(reading, is_named)] if self.asks("resolve") else []
        told = self.answered([*(one.item for one in asked), *(one.item for one in open_)])
        found = finding.found(asked, told.answers, told.refused, name)

        def party(words: str) -> str | None:
            mentions = [one for one in find(register, words) if (one.start, one.end) == (0, len(words))]
            known = resolve(register, words) if not mentions else register.by_id.get(mentions[0].party)
            return known.id if known else None

        resolved, refused = resolving.resolved(open_, told.answers, told.refused, name, party)
        self.refusals += (*found.refusals, *refused)
        return replace(found, suggestions=(*found.suggestions, *resolved))

    def told(
        self, lists: dict[str, Sequence[Any]], found: Found, candidates: Collection[str]
    ) -> dict[str, Sequence[Any]]:
        """The lists with what the model thinks of them: suggestions, titles, and what was refused.

        ``candidates`` are the ids of the statements that count in nothing yet.
        """
        from rodedraad.embed import StaticEmbedder  # noqa: PLC0415  as in found
        from rodedraad.genai import comparing, titling  # noqa: PLC0415  as in found

        counting = {one.id: one for one in lists["statements"] if one.id not in candidates}
        name, threads = self.settings.name, lists["threads"]
        pairs = (
            comparing.pairs(threads, lists["tensions"], lists["subjects"], counting, StaticEmbedder())
            if self.asks("compare")
            else ()
        )
        named = titling.asked(threads, counting) if self.asks("title") else ()
        told = self.answered([*(one.item for one in pairs), *(one.item for one in named)])
        compared, unfound = comparing.compared(pairs, told.answers, told.refused, name)
        titles, untrue = titling.titled(named, told.answers, told.refused, name)
        self.refusals += (*unfound, *untrue)
        return {
            **lists,
            "threads": tuple(titles.get(one.id, one) for one in threads),
            "suggestions": (*found.suggestions, *compared),
            "refusals": tuple(self.refusals),
        }

    def estimated(self, items: Iterable[Item]) -> Estimate:
        """What asking these items would take; those that were answered before take nothing."""
        by_key, known = running.held(items, self.replies)
        wanted = [item for key, item in sorted(by_key.items()) if key not in known]
        return estimate(requests(wanted, window=self.settings.window_tokens), self.settings)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a person must know of this run: that it stopped, and what was not sent since it is not public."""
        said = [self.usage.stopped] if self.usage.stopped else []
        if self.held_back:
            said.append(Message.of("genai.held_back", count=self.held_back, model=self.settings.name))
        return tuple(Problem(source="dossier.toml", page=None, kind="other", message=one) for one in said if one)

    @property
    def is_unfinished(self) -> bool:
        """Whether another build could get answers that this one did not."""
        return self.model is not None and self.usage.unanswered > 0


def mark(settings: ModelSettings | None, replies: Replies | None, used: Sequence[str]) -> str:
    """What the records of a dossier follow from besides its sources: which model, what it is asked, and what it replied.

    ``used`` are the keys of what was asked; other replies change nothing.
    """
    if settings is None or replies is None:
        return ""
    asked = [version(task, language) for task in settings.tasks for language in LANGUAGES if _is_told(task)]
    told = [(key, replies.get(key)) for key in sorted(used)]
    said = (settings.name, asked, settings.counts, sorted(settings.tasks), told)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _is_told(task: GenaiTask) -> bool:
    """Whether a task is one of the build: the others are asked when a proposition or an answer is made."""
    return task in ("extract", "resolve", "compare", "title")


def remembered(store: Store) -> ModelSettings | None:
    """The model that read along in the last build, as flags and settings said then; None where none did."""
    held = store.held(_MODEL)
    return codec.read(held, ModelSettings) if held else None


def as_before(store: Store) -> Wish:
    """The wish to go on with the model of the last build, without sending anything: what it answered then still serves."""
    held = remembered(store)
    return Wish(name=held.name, endpoint=held.endpoint or None) if held else Wish(is_off=True)


def remember(store: Store, settings: ModelSettings | None, session: Session | None) -> tuple[str, ...]:
    """Keeps which model reads along in this build, and the keys of what it was asked, which it returns."""
    now = codec.written(settings) if settings else b""
    if store.held(_MODEL) != now:
        store.hold(_MODEL, now)
    keys = tuple(sorted(session.used)) if session else ()
    store.hold(_USED, json.dumps(keys).encode())
    return keys


def used(store: Store) -> tuple[str, ...]:
    """The keys of what the model was asked in the last build."""
    try:
        found = json.loads(store.held(_USED) or b"[]")
    except ValueError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()


def kept(folder: DossierFolder, settings: ModelSettings | None) -> Replies | None:
    """The replies of this model that the dossier keeps."""
    if settings is None:
        return None
    from rodedraad.adapters.received import ReceivedReplies  # noqa: PLC0415  only where there is a model

    return ReceivedReplies(folder.replies, settings.name)


def unsent(folder: DossierFolder, settings: ModelSettings | None) -> Usage | None:
    """What a build takes in which nothing is new: what is kept serves."""
    replies = kept(folder, settings)
    if settings is None or replies is None:
        return None
    count = len(replies.keys())
    return Usage(model=settings.name, endpoint=settings.endpoint, items=count, held=count)


def _silent(_stage: str, _done: int, _total: int, _details: dict[str, Any]) -> None:
    """Progress that nobody watches."""


@contextmanager
def session(
    folder: DossierFolder,
    settings: ModelSettings | None,
    *,
    connect: Connect | None,
    progress: Progress = _silent,
    announce: Announce | None = None,
    enter: Enter | None = None,
    closed: Collection[str] = (),
    refused: Message | None = None,
) -> Iterator[Session | None]:
    """A run with this model, None where there is none. ``connect`` None sends nothing: what is kept serves.

    ``enter`` writes what was sent, however the run ends. ``refused`` says why nothing may go to an endpoint elsewhere.

    Where the endpoint cannot be had at all (no address, no key, no extra) the session says so and goes on without.
    """
    replies = kept(folder, settings)
    if settings is None or replies is None:
        yield None
        return
    made = Session(
        settings=settings,
        model=None,
        replies=replies,
        ledger=Ledger(settings, settings.budget_eur),
        progress=progress,
        announce=announce,
        closed=frozenset(closed),
        usage=Usage(model=settings.name),
    )
    try:
        if connect is not None and refused is not None and not settings.is_local:
            made.usage = replace(made.usage, stopped=refused)
        elif connect is not None and (model := _connected(made, connect)) is not None:
            made.model = _Counted(model)
        yield made
    finally:
        if made.model is not None:
            made.model.close()
        if made.usage.calls and enter is not None:
            enter(made.usage)


class _Counted:
    """A model that counts what it is asked: a run that is broken off tells how much went out."""

    def __init__(self, model: Model) -> None:
        self.name, self.endpoint = model.name, model.endpoint
        self.calls = 0
        self._model = model
        self._lock = Lock()

    def complete(self, prompt: Prompt) -> Completion:
        """What the model answers; as ``Model``."""
        with self._lock:
            self.calls += 1
        return self._model.complete(prompt)

    def close(self) -> None:
        """Lets go of the model."""
        self._model.close()


def _connected(made: Session, connect: Connect) -> Model | None:
    why: Message | None = None
    if made.settings.budget_eur is not None and made.settings.budget_eur <= 0:
        why = Message.of("genai.cap", budget=made.settings.budget_eur)
    elif not made.settings.endpoint:
        why = Message.of("genai.no_endpoint", model=made.settings.name)
    if why is None:
        try:
            return connect(made.settings)
        except (ModelError, WrongUse) as error:
            why = error.message
    made.usage = replace(made.usage, stopped=why)
    return None


def sent(usage: Usage) -> Mapping[str, Value]:
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


def shape(usage: Usage | None, refusals: Sequence[Refusal]) -> dict[str, Any]:
    """``model`` of ``build --json``."""
    used = usage or Usage(model="")
    kinds = [one.kind for one in refusals]
    return {
        "name": used.model or None,
        "endpoint": used.endpoint or None,
        "calls": used.calls,
        "retries": used.retries,
        "items": used.items,
        "held": used.held,
        "unanswered": used.unanswered,
        "tokens_in": used.tokens_in,
        "tokens_out": used.tokens_out,
        "cost_eur": round(used.cost_eur, 6) if used.cost_eur is not None else None if used.calls else 0.0,
        "refused_quotes": sum(kind in ("quote_not_found", "out_of_place") for kind in kinds),
        "refused": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
    }
