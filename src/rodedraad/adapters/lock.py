"""One build at a time: a lock that the system lets go of when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rodedraad.adapters.disk import os_error
from rodedraad.errors import DossierBusy

_FAR = 1 << 30  # the byte that Windows locks: beyond the text, so that others can read who holds it


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file meanwhile. Raises DossierBusy, with the process that holds it, when another has it.

    The file stays behind, empty: to delete it would let two hold a lock of the same name.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise os_error(error, path) from error
    try:
        _take(descriptor, path)
        with suppress(OSError):  # on a full disk the lock holds all the same; only its holder is not named
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
        try:
            yield
        finally:
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path) -> None:
    try:
        if sys.platform == "win32":  # pragma: no cover  # tested on that system alone
            import msvcrt  # noqa: PLC0415  exists there alone

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl  # noqa: PLC0415  does not exist on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        holder = ""
        with contextlib.suppress(OSError):
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace") if hasattr(os, "pread") else ""
        raise DossierBusy("folder.busy", process=holder or "?") from error
    except OSError as error:
        raise os_error(error, path) from error
