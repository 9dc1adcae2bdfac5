"""A language model in a dossier: which one, what of its replies is kept, what it was not asked yet, and what it says.

What a model may do is in ``genai``; here the replies that are kept are brought to the tasks. Nothing is sent here: the same
replies give the same records, whoever is reached (``sending`` asks what is open).
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rodedraad.adapters import codec
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import StoreError, WrongUse
from rodedraad.genai import running
from rodedraad.genai.items import Item, instructions
from rodedraad.genai.settings import ModelSettings, checked_endpoint, checked_name, within_bounds
from rodedraad.ports import Replies, Store
from rodedraad.records import (
    Frame,
    GenaiTask,
    Message,
    Problem,
    Reading,
    Refusal,
    Usage,
)
from rodedraad.wording import LANGUAGES

if TYPE_CHECKING:
    from rodedraad.genai.finding import Found

_ARTICLE = re.compile(r"^(?:de|het|the) (?=\S)", re.IGNORECASE)
_MODEL, _USED, _OPEN = "model", "model_used", "model_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What flags and the environment say over ``[model]`` in dossier.toml; None where they say nothing.

    ``usual_endpoint`` is where models are asked on this machine: it alone asks for none.

    ``is_off``: no model is asked and no reply is used, whatever the dossier says.
    """

    name: str | None = None
    endpoint: str | None = None
    usual_endpoint: str | None = None
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
    if endpoint := wish.endpoint or wish.usual_endpoint:
        own = replace(own, endpoint=checked_endpoint(endpoint))
    if wish.budget_eur is not None:
        if not 0 <= wish.budget_eur < math.inf:  # nothing is above "nan"
            raise WrongUse("genai.no_budget", value=str(wish.budget_eur))
        own = replace(own, budget_eur=wish.budget_eur)
    if own.budget_eur and own.endpoint and not own.is_local and not (own.price_in and own.price_out):
        raise WrongUse("genai.no_prices", model=own.name)
    return own


@dataclass(slots=True)
class Session:
    """What is known of a model in a dossier: the replies that are kept, and what it was not asked yet. It sends nothing.

    ``closed`` are the ids of sources that are not public. ``open_`` is what has no answer and may be sent, in batches in the
    order in which they are wanted; ``held_back`` counts items that stay here since their source is closed. ``used`` are the keys of all that
    was asked, answered or not. ``stopped`` says why an earlier run of the same command ended before its time.
    """

    settings: ModelSettings
    replies: Replies
    closed: frozenset[str] = frozenset()
    refused: Message | None = None
    """Why nothing may go to an endpoint elsewhere, whatever a person agrees to."""
    stopped: Message | None = None
    refusals: list[Refusal] = field(default_factory=list)
    open_: list[tuple[Item, ...]] = field(default_factory=list)
    held_back: int = 0
    used: set[str] = field(default_factory=set)

    def asks(self, task: GenaiTask) -> bool:
        """Whether the dossier uses the model for this."""
        return task in self.settings.tasks

    def answered(self, items: Iterable[Item]) -> running.Known:
        """The answers to these items that are kept; what has none is noted, to be asked."""
        alike: dict[str, list[Item]] = {}
        for item in items:
            alike.setdefault(item.key, []).append(item)
        by_key = {key: _one(those, self.closed) for key, those in alike.items()}
        told = running.known(by_key.values(), self.replies)
        may_go = self.settings.is_local or self.settings.sends_confidential
        new = [key for key in sorted(by_key.keys() - self.used) if key not in told.answers and key not in told.refused]
        free = tuple(by_key[key] for key in new if may_go or self.closed.isdisjoint(by_key[key].sources))
        self.open_ += [free] if free else []
        self.held_back += len(new) - len(free)
        self.used.update(by_key)
        return told

    @property
    def usage(self) -> Usage:
        """How much was asked and how much of that is known; nothing was sent for it."""
        unanswered = sum(map(len, self.open_))
        return Usage(
            model=self.settings.name,
            endpoint=self.settings.endpoint,
            items=len(self.used),
            held=len(self.used) - unanswered - self.held_back,
            unanswered=unanswered,
            stopped=self.stopped,
        )

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
            words = _ARTICLE.sub("", words)
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

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a person must know: that a run stopped, and what is not sent since it is not public."""
        said = [self.stopped] if self.stopped and self.open_ else []
        if self.held_back:
            said.append(Message.of("genai.held_back", count=self.held_back, model=self.settings.name))
        return tuple(Problem(source="dossier.toml", page=None, kind="other", message=one) for one in said)


def _one(alike: Sequence[Item], closed: frozenset[str]) -> Item:
    """Items that ask the same in the same words, as one: of the sources that are public, else of all. Their words are public then."""
    public = [item for item in alike if closed.isdisjoint(item.sources)]
    about = {id_ for item in alike for id_ in item.about}
    sources = {source for item in public or alike for source in item.sources}
    if len(alike) == 1:
        return alike[0]
    return replace(alike[0], sources=tuple(sorted(sources)), about=tuple(sorted(about)))


def mark(settings: ModelSettings | None, replies: Replies | None, used: Sequence[str]) -> str:
    """What the records of a dossier follow from besides its sources: which model, what it is asked, and what it replied.

    ``used`` are the keys of what was asked; other replies change nothing.
    """
    if settings is None or replies is None:
        return ""
    asked = [instructions(task, language) for task in settings.tasks for language in LANGUAGES if _is_told(task)]
    told = [(key, replies.get(key)) for key in sorted(used)]
    may_go = settings.is_local or settings.sends_confidential
    said = (settings.name, asked, settings.counts, sorted(settings.tasks), may_go, told)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _is_told(task: GenaiTask) -> bool:
    """Whether a task is one of the build: the others are asked when a proposition or an answer is made."""
    return task in ("extract", "resolve", "compare", "title")


def remembered(store: Store) -> ModelSettings | None:
    """The model that read along in the last build, as flags and settings said then; None where none did.

    The store may come by mail as well: what could not stand in dossier.toml is none.
    """
    held = store.held(_MODEL)
    try:
        return within_bounds(codec.read(held, ModelSettings)) if held else None
    except (StoreError, WrongUse):
        return None


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
    waiting = [one.key for batch in session.open_ for one in batch] if session else []
    store.hold(_OPEN, json.dumps(sorted(waiting)).encode())
    return keys


def used(store: Store) -> tuple[str, ...]:
    """The keys of what the model was asked in the last build."""
    return _keys(store, _USED)


def _keys(store: Store, name: str) -> tuple[str, ...]:
    try:
        found = json.loads(store.held(name) or b"[]")
    except ValueError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()


def kept(folder: DossierFolder, settings: ModelSettings | None) -> Replies | None:
    """The replies of this model that the dossier keeps."""
    if settings is None:
        return None
    from rodedraad.adapters.received import ReceivedReplies  # noqa: PLC0415  only where there is a model

    return ReceivedReplies(folder.replies, settings.name)


def unsent(folder: DossierFolder, settings: ModelSettings | None, store: Store) -> Usage | None:
    """What is known and what is open since the last build, which nothing changed."""
    replies = kept(folder, settings)
    if settings is None or replies is None:
        return None
    asked = used(store)
    return Usage(
        model=settings.name,
        endpoint=settings.endpoint,
        items=len(asked),
        held=sum(replies.get(key) is not None for key in asked),
        unanswered=sum(replies.get(key) is None for key in _keys(store, _OPEN)),
    )


def session(
    folder: DossierFolder,
    settings: ModelSettings | None,
    *,
    closed: Collection[str] = (),
    refused: Message | None = None,
    stopped: Message | None = None,
) -> Session | None:
    """What is known of this model here; None where there is none. ``refused`` and ``stopped`` as in ``Session``."""
    replies = kept(folder, settings)
    if settings is None or replies is None:
        return None
    return Session(settings=settings, replies=replies, closed=frozenset(closed), refused=refused, stopped=stopped)


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
