"""Who hands out the dossier as it is now: the moment that is held is made again once the dossier has changed.

Another build, a new event in the log or another ``bronnen.toml`` makes another moment. It is made aside, one after the other,
and whoever asks waits for it a while. What an event cannot touch is taken over from the moment before; with closed sources
everything is linked again.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from pathlib import Path

from rodedraad.adapters.folder import DossierFolder
from rodedraad.consult import reading
from rodedraad.errors import DossierBusy, StoreError
from rodedraad.garbage import keep, uncollected
from rodedraad.moment import Moment
from rodedraad.wording import Language

_TRIES = 3
WAIT_SECONDS = 20.0
"""What a call waits for the dossier to be read: less than clients wait for an answer."""

Stamp = tuple[tuple[int, int, int] | None, ...]


class Desk:
    """The moments of one dossier, one at a time."""

    def __init__(
        self,
        folder: DossierFolder,
        *,
        language: Language,
        has_confidential: bool,
        prepared: Callable[[Moment], object] | None = None,
    ) -> None:
        self.folder = folder
        self.language: Language = language
        self.has_confidential = has_confidential
        self._prepared = prepared
        self._lock = threading.Lock()
        self._made: Future[Moment] | None = None
        self._began = 0.0
        self._is_of_build = False
        self._authored: Stamp = ()
        self._derived: Stamp = ()

    def moment(self, *, wait_seconds: float = WAIT_SECONDS) -> Moment:
        """The dossier as it is now. Raises StoreError where it was not built, DossierBusy where that takes a while.

        That is so long after it began; and its code is ``desk.renewing`` where only a build made it necessary, so that whoever holds the
        moment before may go on with it meanwhile.
        """
        with self._lock:
            authored, derived = self._stamps()
            made = self._made
            is_same = made is not None and authored == self._authored
            if made is not None and not made.done():
                derived = self._derived  # which state of the store it meets shows when it is there
            if made is None or not is_same or (derived != self._derived and self._is_other(made)):
                self._is_of_build = is_same
                before, made = made, Future()
                self._made, self._began = made, time.monotonic()
                threading.Thread(target=self._make, args=(made, before), daemon=True).start()
            self._authored, self._derived = authored, derived
            left = max(0.0, self._began + wait_seconds - time.monotonic())
        try:
            return made.result(timeout=left)
        except Late:
            raise DossierBusy("desk.renewing" if self._is_of_build else "desk.loading") from None
        except StoreError as error:
            self._forget(made)
            if error.message.code == "store.not_built" and self.is_building():
                raise DossierBusy("desk.building") from error
            raise
        except Exception:
            self._forget(made)
            raise

    @property
    def is_reading(self) -> bool:
        """Whether a newer state of the dossier is being read now."""
        with self._lock:
            return self._made is not None and not self._made.done()

    def is_building(self) -> bool:
        """Whether a build, or another act that changes the dossier, is under way."""
        try:
            holder = (self.folder.root / ".rodedraad.lock").read_bytes()[:20]
        except OSError:
            return False
        if not holder.isdigit():
            return False
        if sys.platform == "win32":  # pragma: no cover  # a signal would end the process there
            return True
        try:
            os.kill(int(holder), 0)
        except (ProcessLookupError, OverflowError):
            return False  # it died, and left its number
        except PermissionError:
            return True
        return True

    def _make(self, made: Future[Moment], earlier: Future[Moment] | None) -> None:
        try:
            before = None if earlier is None or earlier.exception() else earlier.result()
            with uncollected():
                moment = self._whole(before)
                if self._prepared is not None:
                    self._prepared(moment)
            if before is None or not moment.is_as_built(before):
                keep()
            made.set_result(moment)
        except BaseException as error:  # noqa: BLE001  whoever waits for it gets it
            made.set_exception(error)

    def _whole(self, before: Moment | None) -> Moment:
        """A moment of one build: where another ended while it was read, lists of both would stand in it."""
        for _ in range(_TRIES):
            moment = Moment(self.folder, language=self.language, has_confidential=self.has_confidential, before=before)
            if self._fingerprint() == moment.fingerprint:
                return moment
        raise DossierBusy("desk.loading")

    def _fingerprint(self) -> str:
        with reading(self.folder) as store:
            return store.fingerprint() or ""

    def _forget(self, made: Future[Moment]) -> None:
        """Another call tries again what failed."""
        with self._lock:
            if self._made is made:
                self._made = None

    def _is_other(self, made: Future[Moment]) -> bool:
        """Whether the store holds other final records: while a build reads, its file changes and they do not."""
        if not made.done() or made.exception() is not None:
            return False
        try:
            now = self._fingerprint()
        except StoreError:
            return True
        return not now or now != made.result().fingerprint

    def _stamps(self) -> tuple[Stamp, Stamp]:
        """What tells that something changed: in what people wrote, and in what was derived."""
        folder = self.folder
        authored = [folder.settings, folder.source_settings, folder.log, folder.log.with_name(folder.log.name + "-wal")]
        derived = [folder.store, folder.store.with_name(folder.store.name + "-wal")]
        return tuple(map(_stamp, authored)), tuple(map(_stamp, derived))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_ino, told.st_size, told.st_mtime_ns
