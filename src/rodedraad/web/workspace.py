"""What the workspace holds while it runs: the dossier's desk, the layout of its moment, the pictures of its pages."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread

from rodedraad.adapters.folder import DossierFolder
from rodedraad.desk import Desk
from rodedraad.renewing import Renewal
from rodedraad.web.layout import Layout
from rodedraad.web.session import Sessions
from rodedraad.web.sheets import Pictures


class Workspace:
    """One dossier, as it is served: ``name`` signs for who gave none, ``now`` is the clock. Safe for several threads."""

    def __init__(self, folder: DossierFolder, *, has_confidential: bool, name: str, now: Callable[[], str]) -> None:
        self.folder = folder
        self.name = name
        self.now = now
        self.renewal = Renewal(folder, now=now)
        self.sessions = Sessions()
        self.desk = Desk(folder, language="nl", has_confidential=has_confidential)
        self.pictures = Pictures(folder)
        self._lock = Lock()
        self._layout: Layout | None = None

    def layout(self) -> Layout:
        """The dossier as it is now. Raises StoreError where it was not built, DossierBusy where that takes a while."""
        moment = self.desk.moment()
        with self._lock:
            if self._layout is None or self._layout.moment is not moment:
                self._layout = Layout(moment)
                Thread(target=self._layout.prepare, daemon=True).start()
            return self._layout
