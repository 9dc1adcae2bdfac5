"""``mcp``: a dossier for assistants, over standard input and output, until the assistant leaves."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.speech import LANGUAGE, tell
from rodedraad.desk import Desk
from rodedraad.errors import MissingExtra


def mcp(path: Path, *, has_confidential: bool) -> int:
    """Serves one assistant. Raises MissingExtra where the library is not installed."""
    if find_spec("mcp") is None:
        raise MissingExtra("assistants.missing")
    desk = Desk(DossierFolder.open(path), language=LANGUAGE.get(), has_confidential=has_confidential)
    if sys.stdin.isatty():
        tell("assistants.at_a_terminal")
    if has_confidential:
        tell("assistants.with_confidential")
    from rodedraad.assistants import server  # noqa: PLC0415  a second of imports, for this command alone

    server.serve(desk)
    return EXIT_DONE
