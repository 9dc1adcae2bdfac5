"""What the workspace holds while it runs: the dossier's desk, the layout of its moment, the pictures of its pages."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread

from rodedraad.adapters.folder import DossierFolder
from rodedraad.desk import Desk
from rodedraad.records import Visitor
from rodedraad.renewing import Renewal
from rodedraad.solving import Solving
from rodedraad.web.admission import Door
from rodedraad.web.layout import Layout
from rodedraad.web.press import Press
from rodedraad.web.session import Sessions
from rodedraad.web.sheets import Pictures
from rodedraad.web.uploads import Stage


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
        self.desk = Desk(folder, language="nl", has_confidential=has_confidential)
        self.pictures = Pictures(folder)
        self.stage = Stage()
        self.press = Press()
        self.bringing = Lock()
        """One change of the files and of bronnen.toml at a time."""
        self._public = Desk(folder, language="nl", has_confidential=False)
        self._lock = Lock()
        self._layouts: dict[Desk, Layout] = {}

    def layout(self) -> Layout:
        """The dossier as it is now. Raises StoreError where it was not built, DossierBusy where that takes a while."""
        return self._of(self.desk)

    def public(self) -> Layout:
        """The same as it may leave the house: without the sources that are not public. Raises as ``layout`` does."""
        if not self.desk.has_confidential:
            return self.layout()
        whole = self.layout()
        return self._of(self._public) if whole.has_closed else whole

    def layout_for(self, visitor: Visitor) -> Layout:
        """The dossier as this visitor may see it. Raises as ``layout`` does."""
        return self.layout() if visitor.may("see_closed") else self.public()

    def _of(self, desk: Desk) -> Layout:
        moment = desk.moment()
        with self._lock:
            held = self._layouts.get(desk)
            if held is None or held.moment is not moment:
                held = self._layouts[desk] = Layout(moment, before=held)
                Thread(target=held.prepare, daemon=True).start()
            return held
