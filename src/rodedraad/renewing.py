"""Brings a dossier up to date beside whoever reads it: one build at a time, and again where something changed meanwhile.

A build takes a processor for seconds to minutes, so it has a process of its own: pages stay as fast as they are. It may be ended
at any moment: what people did stands in the log, and what was read is kept.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event as Flag
from threading import Lock, Thread
from typing import Any

from rodedraad import assisting, authored, consult, dossier
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import DossierBusy, RodedraadError
from rodedraad.records import Message, Problem
from rodedraad.sending import Asking

QUIET_SECONDS = 0.7
"""What a build waits before it begins: who corrects ten sentences in one go waits for one build, not ten."""
_ENDED = 143
"""How a process ends that was asked to."""
_LOOK_SECONDS, _RETRY_SECONDS, _END_SECONDS = 0.1, 2.0, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progressing:
    """How far it is. ``ended`` says why the last build did not get to its end; ``lost`` what it could not carry out."""

    is_under_way: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    path: str = ""
    ended: Message | None = None
    lost: tuple[Problem, ...] = ()


class Renewal:
    """The builds of one dossier. Safe for several threads.

    ``name`` and ``now`` sign what a build finds changed in the settings files by hand: nobody who asked for it did that.
    """

    def __init__(self, folder: DossierFolder, *, name: str, now: Callable[[], str]) -> None:
        self._folder, self._name, self._now = folder, name, now
        self._lock = Lock()
        self._state = Progressing()
        self._is_asked = False
        self._thread: Thread | None = None
        self._is_ended = Flag()

    @property
    def state(self) -> Progressing:
        """How far it is now."""
        with self._lock:
            return self._state

    def ask(self) -> None:
        """Something changed: a build follows, after the one that may be under way."""
        with self._lock:
            self._is_asked = True
            if self._thread is None:
                self._state = Progressing(is_under_way=True)
                self._thread = Thread(target=self._run, name="rodedraad-renewal", daemon=True)
                self._thread.start()

    def end(self) -> None:
        """Ends the build that is under way, and those that were asked for. Until somebody asks again the dossier stays as it was."""
        with self._lock:
            if self._thread is not None:
                self._is_asked = False
                self._is_ended.set()

    def _run(self) -> None:
        ended: Message | None = None
        lost: tuple[Problem, ...] = ()
        while True:
            time.sleep(QUIET_SECONDS)
            with self._lock:
                is_asked, self._is_asked = self._is_asked, False
                self._is_ended.clear()  # what was asked since is meant
                if not is_asked:
                    self._state = Progressing(ended=ended, lost=lost)
                    self._thread = None
                    return
                self._state = Progressing(is_under_way=True)
            try:
                ended, lost = self._built()
            except Exception as error:  # noqa: BLE001  whatever kept it from beginning: it is told, and may be asked for again
                ended, lost = Message.of("renewing.died", code=type(error).__name__), ()
            if ended is not None and ended.code == "folder.busy":
                with self._lock:
                    self._is_asked = not self._is_ended.is_set()
                self._is_ended.wait(_RETRY_SECONDS)

    def _built(self) -> tuple[Message | None, tuple[Problem, ...]]:
        """One build; why it did not get to its end, and what of the corrections could not be carried out."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_build, args=(str(self._folder.root), self._name, self._now(), there))
        process.start()
        there.close()
        try:
            while True:
                if self._is_ended.is_set():
                    return Message.of("renewing.ended"), ()
                if here.poll(_LOOK_SECONDS):
                    told = here.recv()
                    if isinstance(told, tuple):
                        stage, done, total, path = told
                        with self._lock:
                            self._state = replace(self._state, stage=stage, done=done, total=total, path=path)
                    elif isinstance(told, Message):
                        return told, ()
                    else:
                        return None, tuple(told)
        except EOFError:
            process.join(_END_SECONDS)
            return Message.of("renewing.died", code=process.exitcode or 0), ()
        finally:
            here.close()
            process.join(0 if self._is_ended.is_set() else _END_SECONDS)
            process.terminate()
            process.join(_END_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()


def _build(root: str, name: str, at: str, pipe: Connection) -> None:
    """A build in this process, as the last one went with a model; tells its progress, and how it ended."""
    # ended by whoever asked for it, it ends its workers too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED))
    folder = DossierFolder.open(Path(root))

    def tell(stage: str, done: int, total: int, details: Any) -> None:
        pipe.send((stage, done, total, str(details.get("path", ""))))

    try:
        wish = assisting.NO_WISH
        if folder.store.exists():
            with consult.reading(folder) as store:
                wish = assisting.as_before(store)
        outcome = dossier.build(folder, name=name, at=at, asking=Asking(wish=wish), progress=tell)
    except DossierBusy:
        pipe.send(Message.of("folder.busy"))
    except RodedraadError as error:
        pipe.send(error.message)
    else:
        pipe.send([one for one in outcome.problems if one.message.code.startswith(authored.LOST)])
