"""Many items on the cores of one machine: worker processes that may die without taking the run with them.

Workers never begin as a copy of this process: a fork copies the threads' locks of numpy and of a progress bar in
whatever state they are. On Linux they are copies of one process that has imported what they need and has no threads;
elsewhere each is started anew (docs/decisions/2026-11-24-workers-by-forkserver.md). Each worker has one item at a time,
so that it is known which item it died on.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from rodedraad.adapters import codec
from rodedraad.errors import StoreError
from rodedraad.records import Reading

Item = TypeVar("Item")
Result = TypeVar("Result")

DIED = "pipeline.worker_died"
TOO_SLOW = "pipeline.too_slow"
_LONGEST_WAIT_SECONDS = 600.0
_WORTH_A_WORKER_BYTES = 65_536
"""A second of reading plain text, in round numbers; of a PDF less."""
_AHEAD = 4  # results per worker that may wait for an earlier one
_BEGUN_BY = (
    multiprocessing.get_context("forkserver") if sys.platform == "linux" else multiprocessing.get_context("spawn")
)
_AT_HAND = ("rodedraad.at_hand",)
"""Imported by the process that workers are copies of. By name: an adapter knows no stage."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def runner(
    items: int, *, size: int, workers: int | None = None, limit_seconds: float | None = 300.0
) -> InlineRunner | ProcessRunner:
    """The runner for so many items of so many bytes together.

    A pool, since any file may crash its reader; this process where there are none. Without a number of ``workers``
    as many as have something to do: another one costs a second to start.
    """
    if not items:
        return InlineRunner()
    most = workers or min(cores(), 1 + size // _WORTH_A_WORKER_BYTES)
    return ProcessRunner(workers=min(most, items), limit_seconds=limit_seconds)


class InlineRunner:
    """Port Runner in this process: no start-up, no protection from a crash, no limit of time."""

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        failed: Callable[[Item, str, str], Result] | None = None,
    ) -> Iterator[Result]:
        """Yields one result per item, in order. What ``function`` raises comes out here, save MemoryError."""
        for item in items:
            try:
                result = function(item)
            except MemoryError as error:
                if failed is None:
                    raise StoreError(DIED, path="", reason="MemoryError") from error
                result = failed(item, DIED, "MemoryError")
            yield result


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    index: int | None = None
    deadline: float = 0.0


@dataclass(frozen=True, slots=True)
class _Loss:
    """An item on which a worker died or was stopped."""

    code: str
    reason: str


class ProcessRunner:
    """Port Runner in ``workers`` processes. An item may take ``limit_seconds`` (None: for ever).

    An item that kills its worker is tried once more, alone, since a machine short of memory kills whoever is there;
    one that takes too long is not. Only as many results are held as are waiting for an earlier one.
    """

    def __init__(self, *, workers: int | None = None, limit_seconds: float | None = 300.0) -> None:
        self.workers = max(1, workers or cores())
        self.limit_seconds = limit_seconds
        _BEGUN_BY.set_forkserver_preload([*_AT_HAND])

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        failed: Callable[[Item, str, str], Result] | None = None,
    ) -> Iterator[Result]:
        """One result per item, in the items' order. What ``function`` raises comes out here.

        The workers begin at once, so that the caller can do something else before it asks for results. A lost item's
        result is ``failed(item, code, reason)``; without ``failed``, StoreError.
        """
        results = self._results(function, items, failed)
        next(results)
        return results

    def _results(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        failed: Callable[[Item, str, str], Result] | None,
    ) -> Iterator[Any]:
        """The results, after one None as soon as the workers are at work."""
        packed = pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
        pool: list[_Worker] = []
        try:
            ordered = self._ordered(packed, items, pool)
            yield next(ordered, None)
            for index, result in enumerate(ordered):
                yield _result(result, items[index], failed)
            for worker in pool:
                with suppress(OSError):
                    worker.pipe.send_bytes(b"")
        except BaseException:
            for worker in pool:
                worker.process.kill()
            raise
        finally:
            for worker in pool:
                worker.pipe.close()
                worker.process.join()
                worker.process.close()

    def _ordered(self, packed: bytes, items: Sequence[Any], pool: list[_Worker]) -> Iterator[Any]:
        waiting = deque(range(len(items)))
        again: deque[int] = deque()
        done: dict[int, Any] = {}
        tried: set[int] = set()
        self._hand_out(packed, items, pool, waiting, again, ahead_of=0)
        yield None
        for index in range(len(items)):
            while index not in done:
                self._hand_out(packed, items, pool, waiting, again, ahead_of=index)
                for at, result in self._collect(pool):
                    if isinstance(result, _Loss) and result.code == DIED and at not in tried:
                        tried.add(at)
                        again.append(at)
                    else:
                        done[at] = result
            yield done.pop(index)

    def _hand_out(
        self,
        packed: bytes,
        items: Sequence[Any],
        pool: list[_Worker],
        waiting: deque[int],
        again: deque[int],
        *,
        ahead_of: int,
    ) -> None:
        """Gives idle workers an item each; an item that killed a worker waits until it can be alone."""
        busy = sum(worker.index is not None for worker in pool)
        while busy < self.workers:
            source = again or waiting
            if not source or (source is waiting and source[0] > ahead_of + self.workers * _AHEAD):
                return
            if source is again and busy:
                return
            index = source.popleft()
            worker = next((worker for worker in pool if worker.index is None), None) or self._start(packed, pool)
            worker.index = index
            worker.deadline = time.monotonic() + (self.limit_seconds or float("inf"))
            # a worker that died while idle shows when its answer is awaited
            with suppress(OSError):
                worker.pipe.send(items[index])
            busy += 1
            if source is again:
                return

    def _collect(self, pool: list[_Worker]) -> list[tuple[int, Any]]:
        """Waits for at least one answer, death or overrun."""
        busy = [worker for worker in pool if worker.index is not None]
        longest = min(min(worker.deadline for worker in busy) - time.monotonic(), _LONGEST_WAIT_SECONDS)
        ready = set(wait([worker.pipe for worker in busy], max(0.0, longest)))
        found: list[tuple[int, Any]] = []
        for worker in busy:
            index = worker.index if worker.index is not None else -1
            if worker.pipe in ready:
                try:
                    answer = worker.pipe.recv_bytes()
                    worker.index = None
                    found.append((index, pickle.loads(answer)))  # noqa: S301  from the process that we started
                except (EOFError, OSError):
                    found.append((index, _Loss(DIED, self._bury(worker, pool))))
            elif time.monotonic() >= worker.deadline:
                worker.process.kill()
                self._bury(worker, pool)
                found.append((index, _Loss(TOO_SLOW, f"{self.limit_seconds:g} s")))
        return found

    def _start(self, packed: bytes, pool: list[_Worker]) -> _Worker:
        ours, theirs = _BEGUN_BY.Pipe()
        process = _BEGUN_BY.Process(target=_work, args=(theirs, packed), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process=process, pipe=ours)
        pool.append(worker)
        return worker

    def _bury(self, worker: _Worker, pool: list[_Worker]) -> str:
        """Takes a dead worker out of the pool; returns what it died of."""
        pool.remove(worker)
        worker.process.join(5)
        if worker.process.is_alive():  # pragma: no cover  # its pipe broke and it goes on all the same
            worker.process.kill()
            worker.process.join()
        code = worker.process.exitcode or 0
        worker.process.close()
        worker.pipe.close()
        return f"signal {-code}" if code < 0 else f"exit {code}"


@dataclass(frozen=True, slots=True)
class _Raised:
    """What the function raised, for the caller to meet."""

    error: BaseException


def _result(answer: Any, item: Any, failed: Callable[[Any, str, str], Any] | None) -> Any:
    if isinstance(answer, _Raised):
        raise answer.error
    if not isinstance(answer, _Loss):
        return answer
    if failed is None:
        raise StoreError(answer.code, path="", reason=answer.reason)
    return failed(item, answer.code, answer.reason)


def one_thread() -> None:
    """Keeps libraries of matrices, loaded after this, to one thread: there are as many workers as cores."""
    for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(library, "1")


def _work(pipe: Connection, packed: bytes) -> None:
    """A worker's life: one item at a time until there are no more, or until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked decides what an interrupt ends
    one_thread()
    try:
        function = pickle.loads(packed)  # noqa: S301  from the process that started this one
        while data := pipe.recv_bytes():
            pipe.send_bytes(_answer(function, data))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


class _Packer(pickle.Pickler):
    """Packs a reading by the store's codec: several times as fast as record by record, at both ends."""

    def reducer_override(self, found: object) -> Any:
        if type(found) is not Reading:
            return NotImplemented
        return codec.decoded, (codec.encoded(found), Reading)


def _packed(answer: object) -> bytes:
    buffer = io.BytesIO()
    _Packer(buffer, pickle.HIGHEST_PROTOCOL).dump(answer)
    return buffer.getvalue()


def _answer(function: Callable[[Any], Any], data: bytes) -> bytes:
    try:
        answer: Any = function(pickle.loads(data))  # noqa: S301  as above
    except MemoryError:
        answer = _Loss(DIED, "MemoryError")
    except Exception as error:  # noqa: BLE001  it is raised again where the results are asked for
        answer = _Raised(error)
    try:
        packed = _packed(answer)
        if isinstance(answer, _Raised):
            pickle.loads(packed)  # noqa: S301  many errors can be packed and not unpacked
    except MemoryError:
        return pickle.dumps(_Loss(DIED, "MemoryError"))
    except Exception as error:  # noqa: BLE001  pickle raises whatever a record's own methods raise
        told = answer.error if isinstance(answer, _Raised) else error
        return pickle.dumps(_Raised(RuntimeError(f"{type(told).__name__}: {told}")))
    return packed
