"""Between asking and reading: sends what was not answered before, and keeps every answer as soon as it is there.

In threads, at most ``parallel`` at once; the first request goes alone, so that a wrong key costs one. Only this module
retries: a reply that is none at most twice; what the endpoint does not take (too long, declined) in two halves; an
endpoint that is busy as long as it asks to be waited for, up to a minute, in which no thread sends. What is interrupted
goes on where it was, since an answer that is kept is not asked again.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from threading import Event as Flag
from threading import Lock

from rodedraad.errors import InvalidReply, ModelBusy, ModelUnavailable
from rodedraad.genai.answers import answers, kept
from rodedraad.genai.cost import NOTHING, Ledger, cost, is_over_bound, lost, taken, unanswered
from rodedraad.genai.items import Item, Request, request, requests
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
_LOOK_SECONDS = 0.2
"""How soon a run that is cancelled from elsewhere notices."""
_TOO_LONG = "model.too_long"
_TOO_LARGE = "model.too_large"
_NEVER_LEFT = frozenset(
    {"model.no_connection", "model.no_host", "model.no_proxy", "model.no_trust", "endpoint.not_installed"}
)
"""No request went out: nobody was there to take one."""
_TOO_MANY = "model.too_many"
_REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of items: the answer by an item's key (canonical JSON), and of those that got none why.

    ``refused`` are items to which the model gave nothing that is an answer, after so many tries; they are not asked again.
    """

    answers: Mapping[str, str]
    refused: Mapping[str, RefusalKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Known):
    """What is known of items after a run, and what that took."""

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

    def count(self, asked: Request, *, is_again: bool) -> None:
        """One request that went out."""
        with self.lock:
            self.calls += 1
            self.retries += is_again
            self.tasks[asked.prompt.task] += 1
            self.sources.update(source for item in asked.items for source in item.sources)

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


def known(items: Iterable[Item], replies: Replies) -> Known:
    """What the replies that are kept say to these items."""
    found: dict[str, str] = {}
    refused: dict[str, RefusalKind] = {}
    for key, item in sorted({item.key: item for item in items}.items()):
        reply = replies.get(key)
        if reply is None:
            continue
        answer = kept(reply, item)
        if answer is None:
            refused[key] = _refusal(reply)
        else:
            found[key] = answer
    return Known(answers=found, refused=refused)


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
    by_key = {item.key: item for item in items}
    before = replies.keys() & by_key.keys()
    wanted = [item for key, item in sorted(by_key.items()) if key not in before]
    usage = Usage(model=settings.name)
    if model is not None:
        run = Run(model, replies, settings, ledger, progress=progress, pause=pause)
        run.send(requests(wanted, window=settings.window_tokens))
        usage = run.usage
    told = known(by_key.values(), replies)
    return Answered(
        answers=told.answers,
        refused=told.refused,
        usage=replace(
            usage,
            items=len(by_key),
            held=len(before),
            unanswered=len(by_key) - len(told.answers) - len(told.refused),
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
        stopped=one.stopped or other.stopped,
    )


class Run:
    """One run with a model over requests; what it took can be told at any moment, also after it was broken off.

    ``cancel`` may be set from any thread: what is under way is broken off, and what was answered is kept. ``pause`` waits.
    """

    def __init__(
        self,
        model: Model,
        replies: Replies,
        settings: ModelSettings,
        ledger: Ledger,
        *,
        progress: Progress,
        cancel: Flag | None = None,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        self._model, self._replies, self._settings, self._ledger = model, replies, settings, ledger
        self._progress = progress
        self._cancel = cancel or Flag()
        self._tally = _Tally()
        self._pause = pause or self._tally.is_over.wait
        self._before = ledger.tokens_in, ledger.tokens_out

    @property
    def usage(self) -> Usage:
        """What it took so far; how many items it was about is for the caller to say."""
        tally = self._tally
        tokens_in, tokens_out = self._ledger.tokens_in - self._before[0], self._ledger.tokens_out - self._before[1]
        with tally.lock:
            return Usage(
                model=self._settings.name,
                endpoint=self._model.endpoint,
                calls=tally.calls,
                retries=tally.retries,
                tokens_in=tokens_in,
                tokens_out=tokens_out,
                cost_eur=cost(tokens_in, tokens_out, self._settings),
                sources=tuple(sorted(tally.sources)),
                tasks=tuple(sorted(tally.tasks.items())),
                stopped=tally.stopped,
            )

    def send(self, wanted: Iterable[Request]) -> None:
        """Sends the requests, the first ones first."""
        waiting = deque(wanted)
        if not waiting:
            return
        parallel, tally = self._settings.parallel, self._tally
        self._progress("model", 0, len(waiting), {})
        with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="model") as pool:
            under_way: set[Future[None]] = set()
            done, is_closed = 0, False
            try:
                while waiting or under_way:
                    # the first goes alone: a wrong key, a wrong name or a full account costs one request
                    room = parallel if done else 1
                    while waiting and len(under_way) < room and not tally.is_over.is_set():
                        under_way.add(pool.submit(self._asked, waiting.popleft()))
                    if not under_way:
                        break
                    over, under_way = wait(under_way, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
                    for one in over:
                        one.result()
                    if over:
                        done += len(over)
                        self._progress("model", done, done + len(under_way) + len(waiting), {})
                    if self._cancel.is_set() and not is_closed:
                        tally.stop(Message.of("sending.cancelled"))
                        self._model.close()
                        is_closed = True
            except BaseException:
                tally.is_over.set()
                self._model.close()  # what is under way would keep whoever interrupts waiting
                raise

    def _asked(self, whole: Request, *, is_half: bool = False) -> None:
        """One request, tried again for what it left open; what stays open after that is kept as refused."""
        # another command may have asked the same meanwhile: what it was answered is not paid for again
        open_items = [one for one in whole.items if self._replies.get(one.key) is None]
        if not open_items:
            return
        left, is_again = whole if len(open_items) == len(whole.items) else request(open_items), is_half
        kind: RefusalKind = "no_answer"
        attempt = waits = 0
        while attempt <= RETRIES:
            self._tally.gate.is_open.wait()
            try:
                open_, kind = self._once(left, is_again=is_again)
            except ModelUnavailable as error:
                self._tally.stop(error.message)
                return
            except InvalidReply as error:  # it would say the same to the same request
                if self._halved(left, is_half=is_half, is_too_long=error.message.code == _TOO_LONG):
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
            self._replies.put(item.key, json.dumps({_REFUSED: kind}))

    def _halved(self, asked: Request, *, is_half: bool, is_too_long: bool) -> bool:
        """Whether what the endpoint does not take was asked in two halves: down to one item where it is too long, else once.

        It may be one item of the request that a model declines; the others need not go with it.
        """
        count = len(asked.items)
        if count == 1 if is_too_long else is_half:
            return False
        middle = (count + 1) // 2
        for half in (asked.items[:middle], asked.items[middle:]):
            if half:
                self._asked(request(half), is_half=True)
        return True

    def _once(self, asked: Request, *, is_again: bool) -> tuple[Request | None, RefusalKind]:
        """Sends a request and keeps what it answers; what is left open, and how.

        Raises ModelError: InvalidReply where the endpoint does not take the request, not where its reply is no answer.
        """
        reserved = self._ledger.reserve(asked)
        if reserved is None:
            raise ModelUnavailable("genai.cap", budget=self._ledger.most_eur or 0.0)
        if self._tally.is_over.is_set():
            self._ledger.settle(reserved)
            return None, "no_answer"
        took, has_left = unanswered(asked), True
        try:
            reply = self._model.complete(asked.prompt)
            took = taken(asked, reply)
        except ModelUnavailable as error:
            has_left = error.message.code not in _NEVER_LEFT
            if error.message.code == _TOO_LARGE:
                reserved = 0.0  # it was read, and took more than was asked: what was set aside stays so
            elif not has_left:
                took = NOTHING
            raise
        except InvalidReply as error:
            self._tally.spoke()
            took = NOTHING if error.message.code == _TOO_LONG else took
            raise
        except ModelBusy as error:
            took = NOTHING if error.wait_seconds is not None else lost(asked)
            raise
        finally:
            self._ledger.settle(reserved, took)
            if has_left:
                self._tally.count(asked, is_again=is_again)
        with self._tally.lock:
            self._tally.calls += reply.sends - 1
            self._tally.retries += reply.sends - 1
        if self._ledger.most_eur is not None and is_over_bound(asked, reply):
            self._tally.stop(
                Message.of("sending.over_bound", tokens=reply.tokens_out or 0, most=asked.prompt.most_tokens)
            )
        self._tally.spoke()
        try:
            found = answers(reply.text, asked.items)
        except InvalidReply:
            return asked, "cut_off" if reply.is_cut_off else "malformed"
        open_: list[Item] = []
        for item, answer in zip(asked.items, found, strict=True):
            if answer is None:
                open_.append(item)
            else:
                self._replies.put(item.key, answer)
        kind: RefusalKind = "cut_off" if reply.is_cut_off else "no_answer"
        return (request(open_) if open_ else None), kind

    def _is_honoured(self, error: ModelBusy, waits: int) -> bool:
        """Whether the endpoint named a wait and got it, everybody's: that is no failure, up to so many in a row."""
        asked = error.wait_seconds
        if asked is None or asked > LONGEST_WAIT_SECONDS or self._tally.is_over.is_set():
            return False
        if waits >= WAITS or self._tally.gate.waits >= WAITS:
            return False
        self._tally.gate.shut(max(asked, 0.0), self._pause)
        return True

    def _waited(self, error: ModelBusy, attempt: int) -> bool:
        """Whether to try again after a failure: a second later, then two, where the endpoint says nothing of it.

        One that asks to be left alone for longer than anybody waits ends the run: it is not asked before its time.
        """
        if error.wait_seconds is not None and error.wait_seconds > LONGEST_WAIT_SECONDS:
            self._tally.stop(Message.of("genai.asked_to_wait", seconds=round(error.wait_seconds)))
            return False
        if attempt < RETRIES and not self._tally.is_over.is_set():
            asked = error.wait_seconds if error.wait_seconds is not None else float(2**attempt)
            seconds = min(max(asked, 0.0), LONGEST_WAIT_SECONDS)
            if error.wait_seconds is not None or error.message.code == _TOO_MANY:
                self._tally.gate.shut(seconds, self._pause)
            else:
                self._pause(seconds)
            return True
        with self._tally.lock:
            self._tally.failing += 1
            is_dead = self._tally.failing >= FAILING or not self._tally.has_spoken
        if is_dead:
            self._tally.stop(error.message)
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
