"""Who hands out the dossier as it is now: the moment that is held is made again once the dossier has changed.

Another build, a new event in the log or another ``bronnen.toml`` makes another moment. It is made aside, and whoever asks
waits for it a while: without closed sources that takes part of a second, with them everything is linked again.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from pathlib import Path

from rodedraad.adapters.folder import DossierFolder
from rodedraad.consult import reading
from rodedraad.errors import DossierBusy, StoreError
from rodedraad.moment import Moment
from rodedraad.wording import Language

WAIT_SECONDS = 20.0
"""What a call waits for the dossier to be read: less than clients wait for an answer."""

Stamp = tuple[tuple[int, int, int] | None, ...]


class Desk:
    """The moments of one dossier, one at a time."""

    def __init__(self, folder: DossierFolder, *, language: Language, has_confidential: bool) -> None:
        self.folder = folder
        self.language: Language = language
        self.has_confidential = has_confidential
        self._lock = threading.Lock()
        self._made: Future[Moment] | None = None
        self._authored: Stamp = ()
        self._derived: Stamp = ()

    def moment(self) -> Moment:
        """The dossier as it is now. Raises StoreError where it was not built, DossierBusy where that takes a while."""
        with self._lock:
            authored, derived = self._stamps()
            made = self._made
            is_same = made is not None and authored == self._authored
            if made is None or not is_same or (derived != self._derived and self._is_other(made)):
                made = self._made = Future()
                threading.Thread(target=self._make, args=(made,), daemon=True).start()
            self._authored, self._derived = authored, derived
        try:
            return made.result(timeout=WAIT_SECONDS)
        except Late:
            raise DossierBusy("desk.loading") from None
        except StoreError as error:
            self._forget(made)
            if error.message.code == "store.not_built" and self.is_building():
                raise DossierBusy("desk.building") from error
            raise
        except Exception:
            self._forget(made)
            raise

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

    def _make(self, made: Future[Moment]) -> None:
        try:
            made.set_result(Moment(self.folder, language=self.language, has_confidential=self.has_confidential))
        except BaseException as error:  # noqa: BLE001  whoever waits for it gets it
            made.set_exception(error)

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
            with reading(self.folder) as store:
                now = store.fingerprint() or ""
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
