"""What an error of a disk or database means to the user, and whether a disk is this machine's own."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rodedraad.errors import DossierBusy, StoreError

SQLITE_CODES: dict[int, str] = {
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_AUTH: "store.read_only",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_PROTOCOL: "store.busy",
    sqlite3.SQLITE_CORRUPT: "store.corrupt",
    sqlite3.SQLITE_NOTADB: "store.corrupt",
    sqlite3.SQLITE_FORMAT: "store.corrupt",
    sqlite3.SQLITE_SCHEMA: "store.corrupt",
    sqlite3.SQLITE_IOERR: "store.io",
    sqlite3.SQLITE_NOMEM: "store.io",
    sqlite3.SQLITE_NOLFS: "store.too_large",
    sqlite3.SQLITE_TOOBIG: "store.too_large",
}
"""SQLite's primary result codes that a user can meet, each with the message it becomes."""

WAIT_SECONDS = 5.0
"""How long a database waits for another program that is writing to it."""

OS_CODES: dict[int, str] = {
    errno.ENOSPC: "store.full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "store.full",
    errno.EROFS: "store.read_only",
    errno.EACCES: "store.read_only",
    errno.EPERM: "store.read_only",
    errno.ENOENT: "store.missing",
    errno.ENOTDIR: "store.missing",
    errno.ENAMETOOLONG: "store.name_too_long",
}

_REMOTE_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "webdav", "davfs"}
)


@contextmanager
def translated(path: Path, *, corrupt: str = "store.corrupt") -> Iterator[None]:
    """SQLite's and the system's errors as StoreError; ``corrupt`` is the code for a damaged database."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        code = SQLITE_CODES.get(primary, "store.failed")
        if code == "store.busy":
            raise DossierBusy(code, file=path.name) from error
        raise StoreError(corrupt if code == "store.corrupt" else code, file=path.name, reason=str(error)) from error
    except OSError as error:
        raise os_error(error, path) from error


def connected(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to the file (``mode`` as in SQLite's addresses) in which nothing in the file runs by itself.

    With mode ``ro`` in a folder that may not be written, where SQLite cannot put its lock file, the file is read as
    one that does not change.
    """
    try:
        return _connected(path, mode)
    except sqlite3.OperationalError:
        if mode != "ro" or not path.exists() or path.with_name(path.name + "-wal").exists():
            raise
        return _connected(path, "ro&immutable=1")


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS, isolation_level=None
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opens the file, and reads its header
    except BaseException:
        connection.close()
        raise
    return connection


def os_error(error: OSError, path: Path) -> StoreError:
    """The system's error as one the user can act on."""
    code = OS_CODES.get(error.errno or 0, "store.io")
    return StoreError(code, file=path.name or str(path), reason=error.strerror or type(error).__name__)


def is_local(path: Path) -> bool:
    """Whether the file is on a disk of this machine: SQLite's write-ahead log must not be used on any other.

    Where the system does not tell, the answer is no.
    """
    try:
        found = path.resolve()
    except OSError:
        return False
    if sys.platform == "win32":  # pragma: no cover  # tested on that system alone
        import ctypes  # noqa: PLC0415  exists there alone

        return ctypes.windll.kernel32.GetDriveTypeW(f"{found.drive}\\") in (3, 6)
    mounts = Path("/proc/self/mounts")
    if mounts.exists():
        return _kind_of_mount(found, mounts.read_text(encoding="utf-8", errors="surrogateescape")) not in ("", "remote")
    if sys.platform == "darwin":  # pragma: no cover  # tested on that system alone
        return bool(os.statvfs(found.parent).f_flag & 0x1000)
    return False


def _kind_of_mount(path: Path, mounts: str) -> str:
    """The type of the file system that holds the path: the longest mount point above it; "remote" for a network."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    if kind in _REMOTE_TYPES or kind.startswith("fuse.") or kind == "fuse":
        return "remote"
    return kind
