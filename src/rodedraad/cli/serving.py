"""``serve``: the workspace of a dossier in the browser, on this machine, until it is interrupted."""

from __future__ import annotations

import webbrowser
from importlib.util import find_spec
from pathlib import Path

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import tell
from rodedraad.endpoints import is_loopback
from rodedraad.errors import MissingExtra, WrongUse


def serve(path: Path, *, host: str, port: int, is_opened: bool, has_confidential: bool) -> int:
    """Serves on this machine alone, since nobody signs in.

    Raises MissingExtra without the web extra, StoreError where nothing was built yet, WrongUse for another host or a
    port that is taken.
    """
    if not is_loopback(f"http://[{host}]/" if ":" in host else f"http://{host}/"):
        raise WrongUse("web.other_host", host=host[:80])
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise MissingExtra("web.missing")
    folder = DossierFolder.open(path)
    with consult.reading(folder):
        pass
    from rodedraad.web import app  # noqa: PLC0415  half a second of imports, for this command alone
    from rodedraad.web.workspace import Workspace  # noqa: PLC0415

    def ready(given: int) -> None:
        address = f"http://[{host}]:{given}/" if ":" in host else f"http://{host}:{given}/"
        tell("web.serving", address=address)
        if is_opened:
            webbrowser.open(address)

    workspace = Workspace(folder, has_confidential=has_confidential, name=acting(folder, None), now=now)
    made = app.made(workspace, hosts=(host, "localhost"))
    try:
        app.served(made, host=host, port=port, ready=ready)
    except OSError as error:
        raise WrongUse("web.port_taken", port=port) from error
    return EXIT_DONE
