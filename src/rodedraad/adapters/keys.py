"""The key of an endpoint: out of the environment, or the keyring of the system. Never out of a file, never into one.

In the keyring a key stands under the whole address of its endpoint: a dossier that names another path, port or scheme at
the same host gets no key with it, since somebody else may listen there.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rodedraad.endpoints import address, is_key, leaves_house
from rodedraad.errors import MissingExtra, ModelUnavailable, StoreError, WrongUse

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

Result = TypeVar("Result")

VARIABLE = "RODEDRAAD_API_KEY"
SERVICE = "rodedraad"
WAIT_SECONDS = 60.0
"""A keyring that is locked asks for its password in a window of its own, which nobody may be there to answer."""

_IN_A_FILE = "keyrings.alt"
"""The package whose keyrings are files, some of them in plain text."""


def key_for(endpoint: str, *, has_variable: bool = True) -> str | None:
    """The key for this endpoint; None where there is none, or no keyring. An endpoint on this machine may do without.

    Without ``has_variable`` the environment is not looked at: it has one key, and of several endpoints nobody knows whose.
    Raises ModelUnavailable where the keyring is locked or fails, and WrongUse for an address that is none.
    """
    asked = address(endpoint)
    if has_variable and (given := os.environ.get(VARIABLE, "").strip()):
        return given
    try:
        return _within(lambda: _kept(asked))
    except _Unusable as error:
        if error.code == "key.no_keyring" or not leaves_house(asked):
            return None
        raise ModelUnavailable(error.code, endpoint=asked, name=VARIABLE) from None


def has_kept(endpoint: str) -> bool:
    """Whether somebody kept a key for this endpoint in the keyring of this machine."""
    try:
        return _within(lambda: _kept(address(endpoint))) is not None
    except (_Unusable, WrongUse):
        return False


def keep(endpoint: str, key: str) -> str:
    """Puts a key in the keyring instead of the one that was there; returns the address it is for.

    Raises WrongUse for what can be no key, MissingExtra, and StoreError where there is no keyring or it refuses.
    """
    asked, key = address(endpoint), key.strip()
    if not is_key(key):
        raise WrongUse("endpoint.key_form", endpoint=asked)
    _done(lambda: _keyring().set_password(SERVICE, asked, key), asked)
    return asked


def forget(endpoint: str) -> bool:
    """Takes the key of this endpoint out of the keyring; whether there was one. Raises as ``keep`` does."""
    asked = address(endpoint)

    def work() -> bool:
        keyring = _keyring()
        if keyring.get_password(SERVICE, asked) is None:
            return False
        keyring.delete_password(SERVICE, asked)
        return True

    return _done(work, asked)


class _Unusable(Exception):
    """A keyring that cannot be used, and the code of the sentence that says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def _kept(asked: str) -> str | None:
    found = _keyring().get_password(SERVICE, asked)
    return found.strip() or None if isinstance(found, str) else None


def _keyring() -> KeyringBackend:
    """The system's keyring. Raises _Unusable where there is none, or it is a file."""
    try:
        import keyring  # noqa: PLC0415  looks for keyrings on the whole system
    except ImportError:
        raise _Unusable("key.no_keyring") from None
    found = keyring.get_keyring()
    if type(found).__module__.startswith(_IN_A_FILE):
        raise _Unusable("key.no_keyring")
    return found


def _done(work: Callable[[], Result], asked: str) -> Result:
    try:
        import keyring  # noqa: F401, PLC0415  as in _keyring
    except ImportError:
        raise MissingExtra("endpoint.not_installed") from None
    try:
        return _within(work)
    except _Unusable as error:
        raise StoreError(error.code, endpoint=asked, name=VARIABLE) from None


def _within(work: Callable[[], Result]) -> Result:
    """What the work gives, within the time that a person may take to unlock a keyring. Raises _Unusable."""
    results: list[Result] = []
    failures: list[str] = []

    def run() -> None:
        try:
            results.append(work())
        except _Unusable as error:
            failures.append(error.code)
        except Exception as error:  # noqa: BLE001  every system has its own keyring with its own errors
            failures.append(_CODES.get(type(error).__name__, "key.failed"))

    thread = threading.Thread(target=run, name="rodedraad-keyring", daemon=True)
    thread.start()
    thread.join(WAIT_SECONDS)
    if results:
        return results[0]
    raise _Unusable(failures[0] if failures else "key.silent")


_CODES = {"NoKeyringError": "key.no_keyring", "KeyringLocked": "key.locked", "InitError": "key.locked"}
"""The keyring library's own errors that have a sentence of their own."""
