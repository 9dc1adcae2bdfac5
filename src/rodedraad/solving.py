"""Searches judgements for scenarios beside whoever reads the pages: in a process of its own, as long as it may take.

A build searches a third of a second and says where that was not enough. Here the same search runs on what people judge
now, before any build took it, and to the end where somebody asks for that; both are bounded, and what was found when the
time was up is given, marked as incomplete. Nothing is kept: the next build finds the same.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from threading import Condition, Semaphore, Thread
from typing import Final

from rodedraad import explore
from rodedraad.drivers import Drawn
from rodedraad.explore import futures
from rodedraad.records import Exploration, Scenario

WAIT_SECONDS: Final = 2.5
"""What a page waits for a search before it says that it is under way: to start a process takes a second of this."""
WHOLE_SECONDS: Final = 60.0
SHORT_SECONDS: Final = 5.0
_SMALL: Final = 10_000
"""Combinations that are searched on the spot: in less time than a process takes to begin."""
_KEPT: Final = 12
_SHORT_AT_ONCE: Final = 2
_WHOLE_AT_ONCE: Final = 2
_TELL_SECONDS: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How far a search is. ``exploration`` is None until it ended; then ``nodes`` and ``found`` are those of its end.

    ``is_whole``: it was asked to go on to the end, or to WHOLE_SECONDS. ``seconds`` is what it took.
    """

    is_whole: bool
    tolerance: int
    is_under_way: bool = True
    nodes: int = 0
    found: int = 0
    seconds: float = 0.0
    exploration: Exploration | None = None
    scenarios: tuple[Scenario, ...] = ()


class Solving:
    """The searches of one dossier, each once for the same judgements. Safe for several threads."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._held: OrderedDict[str, Search] = OrderedDict()
        self._ends: dict[str, Connection] = {}
        self.mark = 0
        """Another number as soon as something that a page shows of a search is otherwise."""
        # whoever looks at a page waits for a short search of their own, and ends nobody's long one
        self._short, self._whole = Semaphore(_SHORT_AT_ONCE), Semaphore(_WHOLE_AT_ONCE)

    def held(self, drawn: Drawn, *, tolerance: int = 0, is_whole: bool = False) -> Search | None:
        """The search of these judgements, as far as it is; None where nobody asked for it."""
        with self._changed:
            return self._held.get(_key(drawn, tolerance, is_whole=is_whole))

    def searched(self, drawn: Drawn, *, tolerance: int = 0, wait_seconds: float = WAIT_SECONDS) -> Search:
        """The short search of these judgements: begun where it was not, and waited for a while."""
        key = _key(drawn, tolerance, is_whole=False)
        with self._changed:
            held = self._held.get(key)
            if held is None or not (held.is_under_way or held.exploration):
                self._begin(key, drawn, tolerance, is_whole=False)
            return self._awaited(key, wait_seconds)

    def search_whole(self, drawn: Drawn, *, tolerance: int = 0, wait_seconds: float = 1.0) -> Search:
        """The search of these judgements to the end: begun again where one was stopped or did not get there.

        Those to the end that are under way for other judgements make room.
        """
        key = _key(drawn, tolerance, is_whole=True)
        with self._changed:
            held = self._held.get(key)
            is_done = held is not None and held.exploration is not None and held.exploration.is_complete
            if not (is_done or (held is not None and held.is_under_way)):
                for other, connection in self._ends.items():
                    if self._held[other].is_whole:
                        _tell_end(connection)
                self._begin(key, drawn, tolerance, is_whole=True)
            return self._awaited(key, wait_seconds)

    def _awaited(self, key: str, wait_seconds: float) -> Search:
        """The search of a key, after it ended or this long; within the lock."""
        until = time.monotonic() + wait_seconds
        self._held.move_to_end(key)
        found = self._held[key]
        while found.is_under_way and (left := until - time.monotonic()) > 0:
            self._changed.wait(left)
            found = self._held.get(key, found)
        return found

    def end(self) -> None:
        """Ends the searches that are under way: what they found until then is what they give."""
        with self._changed:
            for connection in self._ends.values():
                _tell_end(connection)

    def _begin(self, key: str, drawn: Drawn, tolerance: int, *, is_whole: bool) -> None:
        """Begins a search; within the lock. The oldest of too many that ended makes room."""
        search = Search(is_whole=is_whole, tolerance=tolerance)
        while len(self._held) >= _KEPT and (
            old := next((k for k, one in self._held.items() if not one.is_under_way), "")
        ):
            del self._held[old]
        if _combinations(drawn) <= _SMALL:
            begun = time.perf_counter()
            exploration, found = futures.searched(drawn, tolerance=tolerance)
            self._held[key] = _ended(search, exploration, found, time.perf_counter() - begun)
            self.mark += 1
            return
        self._held[key] = search
        self.mark += 1
        here, there = multiprocessing.get_context("spawn").Pipe()
        self._ends[key] = here
        # of the daemon kind: who stops the program waits for no search
        Thread(target=self._run, args=(key, drawn, search, here, there), name="rodedraad-solving", daemon=True).start()

    def _run(self, key: str, drawn: Drawn, search: Search, here: Connection, there: Connection) -> None:
        with self._whole if search.is_whole else self._short:
            self._run_process(key, drawn, search, here, there)

    def _run_process(self, key: str, drawn: Drawn, search: Search, here: Connection, there: Connection) -> None:
        begun = time.perf_counter()
        process = multiprocessing.get_context("spawn").Process(
            target=_search, args=(drawn, search.tolerance, search.is_whole, there), daemon=True
        )
        try:
            process.start()
            there.close()
            while True:
                told = here.recv()
                if isinstance(told[0], Exploration):
                    search = _ended(search, told[0], told[1], time.perf_counter() - begun)
                    return
                search = replace(search, nodes=told[0], found=told[1])
                self._put(key, search)
        except (EOFError, OSError):  # it died, or never began: the page says so, and a next visit tries again
            pass
        finally:
            with self._changed:
                self._put(key, replace(search, is_under_way=False, seconds=time.perf_counter() - begun))
                self._ends.pop(key).close()
            if process.pid is not None:
                process.join(_TELL_SECONDS)
                process.terminate()

    def _put(self, key: str, search: Search) -> None:
        with self._changed:
            self._held[key] = search
            self.mark += 1
            self._changed.notify_all()


def _search(drawn: Drawn, tolerance: int, is_whole: bool, there: Connection) -> None:  # noqa: FBT001  arguments of a process
    """One search, in a process: tells how far it is, and at last what it found."""
    until = time.monotonic() + (WHOLE_SECONDS if is_whole else SHORT_SECONDS)
    told = [time.monotonic()]

    def watch(nodes: int, found: int) -> bool:
        if time.monotonic() - told[0] > _TELL_SECONDS:
            told[0] = time.monotonic()
            there.send((nodes, found))
        return time.monotonic() > until or there.poll()

    most = explore.MOST_NODES if is_whole else futures.MOST_NODES
    there.send(futures.searched(drawn, tolerance=tolerance, most_nodes=most, watch=watch))
    there.close()


def _ended(search: Search, exploration: Exploration, found: tuple[Scenario, ...], seconds: float) -> Search:
    return replace(
        search,
        is_under_way=False,
        found=exploration.found,
        seconds=seconds,
        exploration=exploration,
        scenarios=found,
    )


def _tell_end(connection: Connection) -> None:
    with suppress(OSError):  # it ended already
        connection.send(True)


def _combinations(drawn: Drawn) -> int:
    found = 1
    for driver in drawn.drivers:
        found *= max(1, len(driver.variants))
    return found


def model(drawn: Drawn) -> tuple[object, ...]:
    """What a search follows from: who said it, why, and with which sentences is no part of it."""
    return (
        tuple((one.id, one.is_example, tuple(each.id for each in one.variants)) for one in drawn.drivers),
        tuple((one.id, one.value, one.low, one.high, one.is_example) for one in drawn.judgements),
    )


def _key(drawn: Drawn, tolerance: int, *, is_whole: bool) -> str:
    told = (model(drawn), tuple(one.code for one in drawn.problems), tolerance, is_whole)
    return hashlib.sha256(repr(told).encode()).hexdigest()
