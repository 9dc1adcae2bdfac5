"""What the workspace holds while it runs: the dossier's desk, the layout of its moment, the pictures of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import BoundedSemaphore, Lock, Thread
from typing import Final

from rodedraad.adapters.folder import DossierFolder
from rodedraad.desk import Desk
from rodedraad.errors import DossierBusy
from rodedraad.moment import Moment
from rodedraad.records import Visitor
from rodedraad.renewing import Progressing, Renewal
from rodedraad.solving import Solving
from rodedraad.web.admission import Door
from rodedraad.web.layout import Layout
from rodedraad.web.press import Press
from rodedraad.web.session import Sessions
from rodedraad.web.sheets import Pictures
from rodedraad.web.uploads import Stage

GLANCE_SECONDS: Final = 5.0
"""What a page waits for the dossier to be read: after that it says so, and looks again."""
_MOST_WAITING: Final = 24
"""Who comes after so many is told at once: each that waits holds a thread, and who signs in needs one too."""
WAIT_SECONDS: Final = 60.0
"""What a form, a file or a program waits: they do not look again by themselves, and what somebody filled in would be gone."""


class Workspace:
    """One dossier, as it is served. Safe for several threads.

    ``door`` says who comes in, ``keeper`` who keeps the dossier and signs what its files say, ``now`` is the clock.
    """

    def __init__(
        self, folder: DossierFolder, *, has_confidential: bool, door: Door, keeper: str, now: Callable[[], str]
    ) -> None:
        self.folder = folder
        self.door = door
        self.keeper = keeper
        self.now = now
        self.renewal = Renewal(folder, name=keeper, now=now)
        self.solving = Solving()
        self.sessions = Sessions()
        self.desk = self._desk(has_confidential=has_confidential)
        self.pictures = Pictures(folder)
        self.stage = Stage()
        self.press = Press()
        self.bringing = Lock()
        """One change of the files and of bronnen.toml at a time."""
        self._public = self._desk(has_confidential=False)
        self._layouts: dict[bool, Layout] = {}
        self._waiting = BoundedSemaphore(_MOST_WAITING)

    def _desk(self, *, has_confidential: bool) -> Desk:
        return Desk(self.folder, language="nl", has_confidential=has_confidential, prepared=self._lay_out)

    def layout(self, *, wait_seconds: float = WAIT_SECONDS) -> Layout:
        """The dossier as it is now. Raises StoreError where it was not built, DossierBusy where that takes longer than this."""
        return self._of(self.desk, wait_seconds)

    def public(self, *, wait_seconds: float = WAIT_SECONDS) -> Layout:
        """The same as it may leave the house: without the sources that are not public. Raises as ``layout`` does."""
        whole = self.layout(wait_seconds=wait_seconds)
        return self._of(self._public, wait_seconds) if self.desk.has_confidential and whole.has_closed else whole

    def layout_for(self, visitor: Visitor, *, wait_seconds: float = WAIT_SECONDS) -> Layout:
        """The dossier as this visitor may see it. Raises as ``layout`` does."""
        own = self.layout if visitor.may("see_closed") else self.public
        return own(wait_seconds=wait_seconds)

    @property
    def progress(self) -> Progressing:
        """How far a build is; it is under way until what it left was read."""
        state = self.renewal.state
        return replace(state, is_under_way=True) if self.desk.is_reading else state

    def _of(self, desk: Desk, wait_seconds: float) -> Layout:
        """The layout of what a desk hands out; while what a build left is being read, that of before the build."""
        may_wait = self._waiting.acquire(blocking=False)
        try:
            desk.moment(wait_seconds=wait_seconds if may_wait else 0)
        except DossierBusy as busy:
            if busy.message.code != "desk.renewing" or desk.has_confidential not in self._layouts:
                raise
        finally:
            if may_wait:
                self._waiting.release()
        return self._layouts[desk.has_confidential]

    def _lay_out(self, moment: Moment) -> None:
        layout = Layout(moment, before=self._layouts.get(moment.has_confidential))
        layout.open()
        self._layouts[moment.has_confidential] = layout
        Thread(target=layout.prepare, daemon=True).start()
