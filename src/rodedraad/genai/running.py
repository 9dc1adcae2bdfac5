"""Between asking and reading: sends what was not answered before, and keeps every answer as soon as it is there.

In threads, at most ``parallel`` at once; the first request goes alone, so that a wrong key costs one. Only this module
retries: a reply that is none at most twice; what the endpoint does not take (too long, declined) in two halves; an
endpoint that is busy as long as it asks to be waited for, up to a minute, in which no thread sends. What is interrupted
goes on where it was, since an answer that is kept is not asked again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from threading import Event as Flag
from threading import Lock

from rodedraad.errors import InvalidReply, ModelBusy, ModelUnavailable
from rodedraad.genai.answers import answers, kept
from rodedraad.genai.cost import Ledger, believed, cost
from rodedraad.genai.items import Item, Request, request, requests, tokens
from rodedraad.genai.settings import ModelSettings
from rodedraad.ports import Model, Progress, Replies
from rodedraad.records import GenaiTask, Message, RefusalKind, Usage

RETRIES = 2
LONGEST_WAIT_SECONDS = 60.0
FAILING = 3
"""Requests in a row that an endpoint fails, each tried three times, after which nothing more is sent."""
WAITS = 10
"""Waits in a row that an endpoint asked for and got: of one request, or of a run without a reply between them. A wait after
those is a failure as any other."""
_TOO_LONG = "model.too_long"
_TOO_MANY = "model.too_many"
_REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is known of the items: the answer by an item's key (canonical JSON), and of those that got none why.

    ``refused`` are items to which the model gave nothing that is an answer, after so many tries; they are not asked again.
    """

    answers: Mapping[str, str]
    refused: Mapping[str, RefusalKind]
    usage: Usage


@dataclass(slots=True)
class _Gate:
    """What all threads of a run pass before they send; shut for as long as the endpoint asked one of them to wait."""

    waits: int = 0
    waiting: int = 0
    lock: Lock = field(default_factory=Lock)
    is_open: Flag = field(default_factory=Flag)

    def __post_init__(self) -> None:
        self.is_open.set()

    def shut(self, seconds: float, pause: Callable[[float], object]) -> None:
        """Waits, and keeps everybody waiting. Those who wait at the same time are one wait in a row."""
        with self.lock:
            self.waits += self.waiting == 0
            self.waiting += 1
            self.is_open.clear()
        try:
            pause(seconds)
        finally:
            with self.lock:
                self.waiting -= 1
                if not self.waiting:
                    self.is_open.set()


@dataclass(slots=True)
class _Tally:
    """What a run did so far; used from several threads. ``has_spoken``: the endpoint gave a reply, were it a refusal."""

    calls: int = 0
    retries: int = 0
    failing: int = 0
    has_spoken: bool = False
    sources: set[str] = field(default_factory=set)
    tasks: Counter[GenaiTask] = field(default_factory=Counter)
    stopped: Message | None = None
    gate: _Gate = field(default_factory=_Gate)
    lock: Lock = field(default_factory=Lock)
    is_over: Flag = field(default_factory=Flag)

    def spoke(self) -> None:
        """The endpoint works: what failed before this was no row."""
        with self.lock:
            self.failing = 0
            self.has_spoken = True
        with self.gate.lock:
            self.gate.waits = 0

    def stop(self, why: Message) -> None:
        with self.lock:
            self.stopped = self.stopped or why
        self.is_over.set()


def held(items: Iterable[Item], replies: Replies) -> tuple[dict[str, Item], frozenset[str]]:
    """The items by key, one for each, and the keys of those that were answered before."""
    by_key = {item.key: item for item in items}
    return by_key, replies.keys() & by_key.keys()


def answered(
    items: Iterable[Item],
    *,
    model: Model | None,
    replies: Replies,
    settings: ModelSettings,
    ledger: Ledger,
    progress: Progress,
    pause: Callable[[float], object] | None = None,
) -> Answered:
    """The answers to these items: those that are kept, and of the others what ``model`` gives. Without one nothing is sent."""
    by_key, known = held(items, replies)
    wanted = [item for key, item in sorted(by_key.items()) if key not in known]
    tally = _Tally()
    before = ledger.tokens_in, ledger.tokens_out
    if model is not None and wanted:
        _Run(model, replies, settings, ledger, tally, pause or tally.is_over.wait).all(wanted, progress)
    found: dict[str, str] = {}
    refused: dict[str, RefusalKind] = {}
    for key in sorted(by_key):
        reply = replies.get(key)
        if reply is None:
            continue
        answer = kept(reply, by_key[key])
        if answer is None:
            refused[key] = _refusal(reply)
        else:
            found[key] = answer
    tokens_in, tokens_out = ledger.tokens_in - before[0], ledger.tokens_out - before[1]
    return Answered(
        answers=found,
        refused=refused,
        usage=Usage(
            model=settings.name,
            endpoint=model.endpoint if model else "",
            calls=tally.calls,
            retries=tally.retries,
            items=len(by_key),
            held=len(known),
            unanswered=len(by_key) - len(found) - len(refused),
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            cost_eur=cost(tokens_in, tokens_out, settings),
            sources=tuple(sorted(tally.sources)),
            tasks=tuple(sorted(tally.tasks.items())),
            stopped=tally.stopped,
        ),
    )


def together(one: Usage, other: Usage) -> Usage:
    """What two runs took."""
    costs = [cost for cost in (one.cost_eur, other.cost_eur) if cost is not None]
    return replace(
        one,
        endpoint=one.endpoint or other.endpoint,
        calls=one.calls + other.calls,
        retries=one.retries + other.retries,
        items=one.items + other.items,
        held=one.held + other.held,
        unanswered=one.unanswered + other.unanswered,
        tokens_in=one.tokens_in + other.tokens_in,
        tokens_out=one.tokens_out + other.tokens_out,
        cost_eur=sum(costs) if costs else None,
        sources=tuple(sorted({*one.sources, *other.sources})),
        tasks=tuple(sorted((Counter(dict(one.tasks)) + Counter(dict(other.tasks))).items())),
        refusals=(*one.refusals, *other.refusals),
        stopped=one.stopped or other.stopped,
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over the items that were not answered before."""

    model: Model
    replies: Replies
    settings: ModelSettings
    ledger: Ledger
    tally: _Tally
    pause: Callable[[float], object]

    def all(self, items: Sequence[Item], progress: Progress) -> None:
        waiting = list(requests(items, window=self.settings.window_tokens))
        progress("model", 0, len(waiting), {})
        with ThreadPoolExecutor(max_workers=self.settings.parallel, thread_name_prefix="model") as pool:
            under_way: set[Future[None]] = set()
            done = 0
            try:
                while (waiting or under_way) and not (self.tally.is_over.is_set() and not under_way):
                    # the first goes alone: a wrong key, a wrong name or a full account costs one request
                    room = 1 if not done else self.settings.parallel
                    while waiting and len(under_way) < room and not self.tally.is_over.is_set():
                        under_way.add(pool.submit(self._asked, waiting.pop(0)))
                    if not under_way:
                        break
                    over, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    for one in over:
                        one.result()
                    done += len(over)
                    progress("model", done, done + len(under_way) + len(waiting), {})
            except BaseException:
                self.tally.is_over.set()
                self.model.close()  # what is under way would keep whoever interrupts waiting
                raise

    def _asked(self, whole: Request, *, is_again: bool = False) -> None:
        """One request, tried again for what it left open; what stays open after that is kept as refused."""
        left = whole
        kind: RefusalKind = "no_answer"
        attempt = waits = 0
        while attempt <= RETRIES:
            self.tally.gate.is_open.wait()
            try:
                open_, kind = self._once(left, is_again=is_again)
            except ModelUnavailable as error:
                self.tally.stop(error.message)
                return
            except InvalidReply as error:  # it would say the same to the same request
                if self._halved(left, is_again=is_again, is_too_long=error.message.code == _TOO_LONG):
                    return
                kind = "no_answer"
                break
            except ModelBusy as error:
                if self._is_honoured(error, waits):
                    waits += 1
                elif self._waited(error, attempt):
                    attempt += 1
                else:
                    return
                is_again = True
                continue
            if open_ is None:
                return
            left, attempt, is_again = open_, attempt + 1, True
        for item in left.items:
            self.replies.put(item.key, json.dumps({_REFUSED: kind}))

    def _halved(self, asked: Request, *, is_again: bool, is_too_long: bool) -> bool:
        """Whether what the endpoint does not take was asked in two halves: down to one item where it is too long, else once.

        It may be one item of the request that a model declines; the others need not go with it.
        """
        count = len(asked.items)
        if count == 1 if is_too_long else is_again:
            return False
        middle = (count + 1) // 2
        for half in (asked.items[:middle], asked.items[middle:]):
            if half:
                self._asked(request(half), is_again=True)
        return True

    def _once(self, asked: Request, *, is_again: bool) -> tuple[Request | None, RefusalKind]:
        """Sends a request and keeps what it answers; what is left open, and how.

        Raises ModelError: InvalidReply where the endpoint does not take the request, not where its reply is no answer.
        """
        reserved = self.ledger.reserve(asked)
        if reserved is None:
            raise ModelUnavailable("genai.cap", budget=self.ledger.most_eur or 0.0)
        if self.tally.is_over.is_set():
            self.ledger.settle(reserved, 0, 0)
            return None, "no_answer"
        with self.tally.lock:
            self.tally.calls += 1
            self.tally.retries += is_again
            self.tally.tasks[asked.prompt.task] += 1
            self.tally.sources.update(source for item in asked.items for source in item.sources)
        tokens_in, tokens_out = asked.tokens, 0
        try:
            reply = self.model.complete(asked.prompt)
            tokens_in = believed(reply.tokens_in, tokens_in)
            tokens_out = believed(reply.tokens_out, tokens(reply.text))
        except ModelUnavailable:
            tokens_in = 0  # it was not read
            raise
        except InvalidReply as error:
            self.tally.spoke()
            tokens_in = 0 if error.message.code == _TOO_LONG else tokens_in
            raise
        except ModelBusy as error:
            tokens_in = 0
            if error.wait_seconds is None:
                reserved = 0.0  # it may have been read and be charged for: what was set aside stays so
            raise
        finally:
            self.ledger.settle(reserved, tokens_in, tokens_out)
        self.tally.spoke()
        try:
            found = answers(reply.text, asked.items)
        except InvalidReply:
            return asked, "cut_off" if reply.is_cut_off else "malformed"
        open_: list[Item] = []
        for item, answer in zip(asked.items, found, strict=True):
            if answer is None:
                open_.append(item)
            else:
                self.replies.put(item.key, answer)
        kind: RefusalKind = "cut_off" if reply.is_cut_off else "no_answer"
        return (request(open_) if open_ else None), kind

    def _is_honoured(self, error: ModelBusy, waits: int) -> bool:
        """Whether the endpoint named a wait and got it, everybody's: that is no failure, up to so many in a row."""
        asked = error.wait_seconds
        if asked is None or asked > LONGEST_WAIT_SECONDS or self.tally.is_over.is_set():
            return False
        if waits >= WAITS or self.tally.gate.waits >= WAITS:
            return False
        self.tally.gate.shut(max(asked, 0.0), self.pause)
        return True

    def _waited(self, error: ModelBusy, attempt: int) -> bool:
        """Whether to try again after a failure: a second later, then two, where the endpoint says nothing of it."""
        if attempt < RETRIES and not self.tally.is_over.is_set():
            asked = error.wait_seconds if error.wait_seconds is not None else float(2**attempt)
            seconds = min(max(asked, 0.0), LONGEST_WAIT_SECONDS)
            if error.wait_seconds is not None or error.message.code == _TOO_MANY:
                self.tally.gate.shut(seconds, self.pause)
            else:
                self.pause(seconds)
            return True
        with self.tally.lock:
            self.tally.failing += 1
            is_dead = self.tally.failing >= FAILING or not self.tally.has_spoken
        if is_dead:
            self.tally.stop(error.message)
        return False


def _refusal(reply: str) -> RefusalKind:
    """Why an item has no answer, of a reply that was kept and is none: what is damaged is not paid for again."""
    kinds: Mapping[str, RefusalKind] = {"malformed": "malformed", "cut_off": "cut_off", "no_answer": "no_answer"}
    try:
        found = json.loads(reply)
    except (ValueError, RecursionError):
        return "malformed"
    said = found.get(_REFUSED) if isinstance(found, dict) else None
    return kinds.get(str(said), "malformed")
