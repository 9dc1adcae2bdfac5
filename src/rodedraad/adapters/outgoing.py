"""Where an export may be written: anywhere but over what a dossier is made of.

A log that an export replaced is gone, and a report among the sources is read as a source at the next build.
"""

from __future__ import annotations

from pathlib import Path

from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import WrongUse

_OWN_STARTS = ("dossier.", "bronnen.toml", "logboek.db", ".rodedraad")
"""What the names of a dossier's own files begin with: also a database's journal, and a log put aside."""
_OWN_FOLDERS = frozenset({"bronnen", "reeksen", "antwoorden"})


def refuse_part(target: Path) -> None:
    """Raises WrongUse where writing here would change a part of a dossier, this one or another, but ``uitvoer/``."""
    # a link is replaced by what is written, so both it and what it leads to count
    for real in (target.resolve(), target.parent.resolve() / target.name):
        for folder in real.parents:
            if DossierFolder(folder).settings.is_file():
                # some disks take names in capitals for the same
                first = real.relative_to(folder).parts[0].casefold()
                if first in _OWN_FOLDERS or first.startswith(_OWN_STARTS):
                    raise WrongUse("folder.own_part", path=str(target))
