"""The key of a model's endpoint, into the keyring of the system and out of it."""

from __future__ import annotations

import sys
from getpass import getpass

from rodedraad.adapters import keys
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.speech import said, tell
from rodedraad.endpoints import LONGEST_KEY, address


def key(endpoint: str, *, is_gone: bool) -> int:
    """Keeps the key that is typed without showing it, or is the first line of what is piped in; or deletes it."""
    asked = address(endpoint)
    if is_gone:
        tell("key.gone" if keys.forget(endpoint) else "key.none", endpoint=asked)
        return EXIT_DONE
    is_typed = sys.stdin.isatty()
    typed = getpass(said("key.ask", endpoint=asked)) if is_typed else sys.stdin.readline(LONGEST_KEY + 2)
    tell("key.kept", endpoint=keys.keep(endpoint, typed))
    return EXIT_DONE
