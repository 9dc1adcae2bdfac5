"""``serve`` and ``invite``: the workspace of a dossier in the browser, on this machine alone or for who signed in."""

from __future__ import annotations

import os
import webbrowser
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import put, tell
from rodedraad.endpoints import is_loopback
from rodedraad.errors import MissingExtra, StoreError, WrongUse
from rodedraad.records import ROLES, Role

OIDC_SECRET = "RODEDRAAD_OIDC_SECRET"  # noqa: S105  the name of a variable
_SIGNING = ("authlib", "httpx2", "itsdangerous", "limits")


def serve(path: Path, *, host: str, port: int, is_opened: bool, has_confidential: bool) -> int:
    """Serves on this machine alone, where nobody signs in.

    Raises MissingExtra without the web extra, StoreError where the store cannot be read, WrongUse for another host or a
    port that is taken.
    """
    if not is_loopback(f"http://[{host}]/" if ":" in host else f"http://{host}/"):
        raise WrongUse("web.other_host", host=host[:80])
    folder = _opened(path)
    from rodedraad.web import app  # noqa: PLC0415  half a second of imports, for this command alone
    from rodedraad.web.admission import Alone  # noqa: PLC0415
    from rodedraad.web.workspace import Workspace  # noqa: PLC0415

    def ready(given: int) -> None:
        address = f"http://[{host}]:{given}/" if ":" in host else f"http://{host}:{given}/"
        tell("web.serving", address=address)
        if is_opened:
            webbrowser.open(address)

    keeper = acting(folder, None)
    workspace = Workspace(folder, has_confidential=has_confidential, door=Alone(keeper), keeper=keeper, now=now)
    made = app.made(workspace, hosts=(host, "localhost"))
    try:
        app.served(made, host=host, port=port, proxy=None, ready=ready)
    except OSError as error:
        raise WrongUse("web.port_taken", port=port) from error
    return EXIT_DONE


def share(path: Path, *, host: str, port: int, has_confidential: bool) -> int:
    """Serves to who signed in, under the settings beside the dossier. Raises as ``serve``, and for settings that are wrong."""
    folder = _opened(path)
    _refuse_without_signing()
    from rodedraad.adapters.accounts import Accounts, beside  # noqa: PLC0415  with its extra alone
    from rodedraad.web import app  # noqa: PLC0415  half a second of imports, for this command alone
    from rodedraad.web.shared import Shared  # noqa: PLC0415
    from rodedraad.web.workspace import Workspace  # noqa: PLC0415

    accounts = Accounts(beside(path), now=now)
    access = accounts.access()
    door = Shared(accounts, access, secret=os.environ.get(OIDC_SECRET))
    keeper = acting(folder, None)
    workspace = Workspace(folder, has_confidential=has_confidential, door=door, keeper=keeper, now=now)
    made = app.made(workspace, hosts=(access.host,))

    def ready(given: int) -> None:
        tell("web.sharing", address=access.address, host=host, port=given)

    try:
        app.served(made, host=host, port=port, proxy=access.proxy, ready=ready)
    except OSError as error:
        raise WrongUse("web.port_taken", port=port) from error
    return EXIT_DONE


def invite(path: Path, *, name: str, role: str, days: int, address: str | None, actor: str | None) -> int:
    """Prints a link by which somebody signs in, once; the first makes the settings beside the dossier.

    Raises WrongUse for a role or an address that is none, MissingExtra without the extra for signing in.
    """
    _refuse_without_signing()
    given: Role | None = next((one for one in ROLES if one == role), None)
    if given is None:
        raise WrongUse("access.no_role", who=name[:80], found=role[:80], roles=" ".join(ROLES))
    folder = DossierFolder.open(path)
    from rodedraad.adapters.accounts import Accounts, beside  # noqa: PLC0415  with its extra alone

    home, lasts = beside(path), timedelta(days=days)
    if address is not None:
        accounts = Accounts.made(home, address=address.rstrip("/"), now=now)
        if accounts.access().address != address.rstrip("/"):
            raise WrongUse("access.other_address", file="toegang.toml", address=accounts.access().address)
    else:
        accounts = Accounts(home, now=now)
    token = accounts.invite(name=name, role=given, by=acting(folder, actor), lasts=lasts)
    until = (datetime.now(UTC) + lasts).strftime("%Y-%m-%d")
    link = f"{accounts.access().address}/uitnodiging/{token}"
    tell("access.link", name=name, until=until)
    put(link)
    return EXIT_DONE


def _opened(path: Path) -> DossierFolder:
    """The dossier to serve. Raises MissingExtra without the web extra, StoreError where its store cannot be read."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise MissingExtra("web.missing")
    folder = DossierFolder.open(path)
    try:
        with consult.reading(folder):
            pass
    except StoreError as error:
        if error.message.code != "store.not_built":  # that the pages bring about themselves
            raise
    return folder


def _refuse_without_signing() -> None:
    if any(find_spec(one) is None for one in _SIGNING):
        raise MissingExtra("access.missing_extra")
