"""Files that take a processor for seconds, made one at a time: a few wait for their turn, and who comes after them is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Final

from rodedraad.errors import DossierBusy

LONGEST_WAIT_SECONDS: Final = 90.0
MOST: Final = 5
"""Files that are made or wait: every one holds a thread, and pages need those too."""


class Press:
    """What makes files of one workspace. Safe for several threads."""

    def __init__(self) -> None:
        self._room = BoundedSemaphore(MOST)
        self._one = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The turn of one file. Raises DossierBusy where too many wait already, or this one waited too long."""
        if not self._room.acquire(blocking=False):
            raise DossierBusy("web.press_busy")
        try:
            if not self._one.acquire(timeout=LONGEST_WAIT_SECONDS):
                raise DossierBusy("web.press_busy")
            try:
                yield
            finally:
                self._one.release()
        finally:
            self._room.release()
