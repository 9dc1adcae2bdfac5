"""The proposition as it would be drafted now, for a door that shows pages meanwhile.

To draft that of a very large dossier takes a processor for minutes: that goes in a process of its own, so that every page
beside it stays as fast as it is. It ends with the process that asked for it.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from rodedraad import versions
from rodedraad.adapters import codec
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import RodedraadError, StoreError
from rodedraad.records import Proposition

FROM = 50_000
"""Statements from which it goes in a process of its own: below that it takes seconds, and to start one takes one as well."""


def drafted(folder: DossierFolder, *, has_confidential: bool, statements: int) -> Proposition:
    """The draft of a dossier of so many statements. Raises as ``versions.drafted`` does, StoreError where the process died."""
    if statements < FROM:
        return versions.drafted(folder, has_confidential=has_confidential).proposition
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_draft, args=(str(folder.root), has_confidential, there), daemon=True)
    process.start()
    there.close()
    try:
        told = here.recv()
    except EOFError:
        process.join()
        raise StoreError("drafting.died", exit=process.exitcode or 0) from None
    finally:
        here.close()
    process.join()
    if isinstance(told, RodedraadError):
        raise told
    return codec.read(told, Proposition)


def _draft(root: str, has_confidential: bool, pipe: Connection) -> None:  # noqa: FBT001  as a process is told what to do
    """A draft in this process."""
    folder = DossierFolder.open(Path(root))
    try:
        pipe.send(codec.written(versions.drafted(folder, has_confidential=has_confidential).proposition))
    except RodedraadError as error:
        pipe.send(error)
