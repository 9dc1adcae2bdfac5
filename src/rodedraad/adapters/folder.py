"""A dossier as a folder: where its parts are, which files it holds, and putting files in without losing any.

    dossier.toml   bronnen.toml   drijvers.toml   esco.csv   bronnen/   reeksen/   dossier.db   logboek.db   antwoorden/   uitvoer/

Every source is hashed at every build: the time stamp and size of a file can stay the same while its bytes change
(an archive unpacked, a clock set back), and hashing 50 MB takes a tenth of a second.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import secrets
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from rodedraad.adapters.disk import os_error
from rodedraad.adapters.lock import locked
from rodedraad.errors import UnknownRecord, UnreadableSource, WrongUse
from rodedraad.records import Message, Problem, ProblemKind

LARGEST_BYTES = 1 << 30
"""A file above this is not read: a worker would not have the memory for it."""

_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})
_SKIPPED_STARTS = (".", "~$")
_TEMPORARY = ".nieuw-"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file below ``bronnen/``: its name as the dossier knows it (NFC, ``/``) and where it is on this disk."""

    path: str
    real: Path
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the files that were given: new ones, ones whose bytes were there, ones that could not be."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class DossierFolder:
    """The folder at ``root``. Nothing is read or made until it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = root / "dossier.toml"
        self.source_settings = root / "bronnen.toml"
        self.drivers = root / "drijvers.toml"
        self.esco = root / "esco.csv"
        self.sources = root / "bronnen"
        self.series = root / "reeksen"
        self.store = root / "dossier.db"
        self.log = root / "logboek.db"
        self.output = root / "uitvoer"
        self.replies = root / "antwoorden"
        self._lock = root / ".rodedraad.lock"

    @classmethod
    def make(cls, root: Path, settings: str, source_settings: str = "") -> DossierFolder:
        """A new dossier with these settings. Raises WrongUse where a dossier, or something else, is already."""
        folder = cls(root)
        if folder.settings.exists():
            raise WrongUse("folder.exists", path=str(root))
        if root.exists() and not root.is_dir():
            raise WrongUse("folder.not_a_folder", path=str(root))
        folder._stay_inside()
        try:
            for part in (folder.sources, folder.output):
                part.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise os_error(error, root) from error
        write(folder.source_settings, source_settings.encode())
        write(folder.settings, settings.encode())
        return folder

    @classmethod
    def open(cls, root: Path) -> DossierFolder:
        """The dossier at ``root``. Raises WrongUse when there is none, or when a part of it lies elsewhere."""
        folder = cls(root)
        if not folder.settings.is_file():
            raise WrongUse("folder.no_dossier", path=str(root))
        folder._stay_inside()
        return folder

    def lock(self) -> AbstractContextManager[None]:
        """Held by the one process that may change the dossier. Raises DossierBusy."""
        return locked(self._lock)

    def text(self, path: Path) -> str:
        """The text of a settings file; empty when there is none. Raises WrongUse when it is no UTF-8."""
        try:
            with _opened(path) as file:
                return file.read().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise WrongUse("folder.not_utf8", file=path.name) from error
        except OSError as error:
            raise os_error(error, path) from error

    def files(self) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
        """The files below ``bronnen/`` sorted by path, and what is there that cannot be one."""
        if not self.sources.is_dir():
            return (), ()
        return _listed(self.sources)

    def series_files(self) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
        """The files of measurements below ``reeksen/`` sorted by path, and what is there that cannot be one."""
        return _listed(self.series) if self.series.is_dir() else ((), ())

    def add_series(self, real: Path) -> tuple[str, bool]:
        """Copies a file of measurements into ``reeksen/``; its path there, and whether it is new.

        The same bytes are copied once; other bytes under a name that is taken get a number. Raises WrongUse for a name
        that would not be found again.
        """
        self._stay_inside()
        name = unicodedata.normalize("NFC", real.name)
        if refusal := _refused(name):
            raise WrongUse(refusal.message.code, **dict(refusal.message.values))
        digest = _digest_of(real)
        for file in self.series_files()[0]:
            if file.size == real.stat().st_size and _digest_of(file.real) == digest:
                return file.path, False
        return _copied(real, name, self.series), True

    def load(self, path: str) -> bytes:
        """The bytes of one source file. Raises UnreadableSource, as when it changes meanwhile."""
        return load(str(self.sources), path)

    def add(self, paths: Sequence[Path]) -> Added:
        """Copies files, and folders with what is in them, into ``bronnen/``. What is there is never overwritten.

        The same bytes are copied once; other bytes under a name that is taken get a number. Raises WrongUse for a
        path that does not exist, before anything is copied.
        """
        self._stay_inside()
        for path in paths:
            if not path.exists():
                raise WrongUse("folder.no_such_file", path=_shown(str(path)))
        problems: list[Problem] = []
        return self._taken(self._given(paths, problems), problems)

    def take(self, files: Iterable[tuple[str, Path]]) -> Added:
        """Copies files to these paths below ``bronnen/``, as ``add`` does. The paths are plain: no part of one is ``..``."""
        self._stay_inside()
        return self._taken(files, [])

    def put(self, path: str, real: Path, *, instead_of: str) -> None:
        """Puts the bytes of a file in the place of the source file that has this path and this SHA-256.

        Raises UnknownRecord where there is none, WrongUse where it has other bytes by now, StoreError.
        """
        self._stay_inside()
        file = next((one.real for one in self.files()[0] if one.path == path), None)
        if file is None:
            raise UnknownRecord("folder.no_such_source", path=path)
        if _digest_of(file, path) != instead_of:
            raise WrongUse("folder.other_bytes", path=_shown(path))
        with _opened(real) as source:
            _write(file, source)

    def _taken(self, files: Iterable[tuple[str, Path]], problems: list[Problem]) -> Added:
        held = {_digest_of(file.real): file.path for file in self.files()[0]}
        new: list[str] = []
        known: list[str] = []
        for name, real in files:
            if refusal := _refused(name) or self._taken_by_file(name):
                problems.append(refusal)
                continue
            try:
                digest = _digest_of(real)
                if digest in held:
                    known.append(held[digest])
                    continue
                held[digest] = _copied(real, name, self.sources)
                new.append(held[digest])
            except UnreadableSource as error:
                problems.append(Problem(source=name, page=None, kind=error.kind, message=error.message))
        return Added(new=tuple(new), known=tuple(known), problems=tuple(problems))

    def _taken_by_file(self, name: str) -> Problem | None:
        """Why a file cannot stand below another file, if so."""
        above = next((one for one in PurePosixPath(name).parents if (self.sources / one).is_file()), None)
        return _problem(name, "other", "folder.below_a_file", above=_shown(str(above))) if above else None

    def remove(self, paths: Iterable[str]) -> None:
        """Deletes these source files, and the folders that become empty. Raises UnknownRecord, deleting nothing."""
        self._stay_inside()
        files = {file.path: file.real for file in self.files()[0]}
        wanted = sorted(set(paths))
        for path in wanted:
            if path not in files:
                raise UnknownRecord("folder.no_such_source", path=path)
        for path in wanted:
            try:
                files[path].unlink(missing_ok=True)
            except OSError as error:
                raise os_error(error, files[path]) from error
            for parent in files[path].parents:
                if parent == self.sources or not parent.is_relative_to(self.sources):
                    break
                with suppress(OSError):  # not empty
                    parent.rmdir()

    def _stay_inside(self) -> None:
        """Raises WrongUse where a part of the dossier is a link out of it.

        A dossier is mailed, and one whose ``bronnen`` is a link would have files written and deleted elsewhere.
        """
        top = os.path.realpath(self.root)
        folders = (self.sources, self.series, self.output, self.replies)
        for part in (
            self.settings,
            self.source_settings,
            self.drivers,
            self.esco,
            *folders,
            self.store,
            self.log,
            self._lock,
        ):
            if part.is_symlink() and not _is_inside(os.path.realpath(part), top):
                raise WrongUse("folder.part_outside", path=part.name)

    def _given(self, paths: Sequence[Path], problems: list[Problem]) -> Iterator[tuple[str, Path]]:
        for path in paths:
            if not path.is_dir():
                yield unicodedata.normalize("NFC", path.name), path
                continue
            if self.sources.resolve().is_relative_to(path.resolve()) or path.resolve().is_relative_to(
                self.sources.resolve()
            ):
                raise WrongUse("folder.itself", path=_shown(str(path)))
            files, found = _listed(path)
            top = unicodedata.normalize("NFC", path.resolve().name)
            problems.extend(found)
            for file in files:
                yield f"{top}/{file.path}", file.real


def _copied(real: Path, name: str, into: Path) -> str:
    """Copies to the first free name like this one below a folder of the dossier; returns it."""
    target = into / PurePosixPath(name)
    temporary = into / f"{_TEMPORARY}{secrets.token_hex(8)}"
    try:
        if not _is_inside(os.path.realpath(target.parent), os.path.realpath(into)):  # a folder here may be a link
            raise UnreadableSource("other", "folder.part_outside", path=_shown(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with _opened(real) as source, temporary.open("xb") as copy:
            shutil.copyfileobj(source, copy, _PIECE)
            copy.flush()
            os.fsync(copy.fileno())
        free = target
        number = 2
        while not _moved(temporary, free):
            free = target.with_name(_numbered(target.name, number))
            number += 1
    except OSError as error:
        raise os_error(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return unicodedata.normalize("NFC", free.relative_to(into).as_posix())


def opened(file: SourceFile) -> BinaryIO:
    """A file of the dossier, opened to be read from its beginning. Raises UnreadableSource."""
    try:
        return _opened(file.real)
    except OSError as error:
        raise _unreadable(error, file.path) from error


def load(root: str, path: str) -> bytes:
    """The bytes of the file with this name below ``root``, as a worker reads them.

    Raises UnreadableSource when it is gone, too large, no ordinary file, or changes while it is read.
    """
    real = Path(root) / PurePosixPath(path)
    if not real.exists():  # the name on the disk may be spelled apart
        real = next((file.real for file in _listed(Path(root))[0] if file.path == path), real)
    if not _is_inside(os.path.realpath(real), os.path.realpath(root)):
        raise UnreadableSource("other", "folder.link_outside", path=path)
    try:
        with _opened(real) as file:
            before = os.fstat(file.fileno())
            data = file.read(LARGEST_BYTES + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _unreadable(error, path) from error
    if len(data) > LARGEST_BYTES:
        raise UnreadableSource("too_large", "folder.too_large", path=path, limit_mb=LARGEST_BYTES >> 20)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise UnreadableSource("vanished", "folder.changed", path=path)
    return data


def hashed(files: Iterable[SourceFile]) -> tuple[tuple[tuple[SourceFile, str], ...], tuple[Problem, ...]]:
    """Each file with the SHA-256 of its bytes, which is the id of its source; and those that could not be read."""
    found: list[tuple[SourceFile, str]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found.append((file, _digest_of(file.real, file.path)))
        except UnreadableSource as error:
            problems.append(Problem(source=file.path, page=None, kind=error.kind, message=error.message))
    return tuple(found), tuple(problems)


def write(path: Path, data: bytes) -> None:
    """Puts these bytes in the file, whole or not at all, and on the disk. Raises StoreError."""
    _write(path, io.BytesIO(data))


def _write(path: Path, source: BinaryIO) -> None:
    temporary = path.parent / f"{_TEMPORARY}{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as file:
            shutil.copyfileobj(source, file, _PIECE)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise os_error(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _listed(root: Path) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    found: dict[str, SourceFile] = {}
    problems: list[Problem] = []
    top = os.path.realpath(root)
    folders = [(root, "")]
    while folders:
        folder, above = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            problems.append(_problem(above or ".", "unreadable", "folder.unreadable", reason=error.strerror or ""))
            continue
        for entry in entries:
            if entry.name.startswith(_SKIPPED_STARTS) or entry.name.lower() in _SKIPPED_NAMES:
                continue
            path = unicodedata.normalize("NFC", f"{above}{entry.name}")
            verdict = _judged(entry, path, top)
            if isinstance(verdict, Problem):
                problems.append(verdict)
            elif verdict is None:
                folders.append((Path(entry.path), f"{path}/"))
            elif path in found:
                problems.append(_problem(path, "other", "folder.same_name"))
            elif verdict.size >= 0:
                found[path] = verdict
    return (
        tuple(found[path] for path in sorted(found)),
        tuple(sorted(problems, key=lambda problem: (problem.source, problem.message.code))),
    )


def _refused(name: str) -> Problem | None:
    """Why a file of this name would not be found again, if so."""
    if not _is_text(name):
        return _problem(_shown(name), "other", "folder.name_not_text")
    last = PurePosixPath(name).name
    if last.startswith(_SKIPPED_STARTS) or last.lower() in _SKIPPED_NAMES:
        return _problem(name, "other", "folder.hidden_name")
    return None


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _judged(entry: os.DirEntry[str], path: str, top: str) -> SourceFile | Problem | None:
    """One entry of a folder: a file, what is wrong with it, or None for a folder to look in.

    A link to a folder inside is no file and no problem (size -1): what it leads to is found at its own place.
    """
    if not _is_text(path):
        return _problem(_shown(path), "other", "folder.name_not_text")
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if not _is_inside(target, top):
                return _problem(path, "other", "folder.link_outside")
        elif entry.is_dir(follow_symlinks=False):
            return None
        found = entry.stat()
    except OSError as error:
        unread = _unreadable(error, path)
        return Problem(source=path, page=None, kind=unread.kind, message=unread.message)
    if stat.S_ISREG(found.st_mode):
        return SourceFile(path=path, real=Path(entry.path), size=found.st_size)
    if stat.S_ISDIR(found.st_mode):
        return SourceFile(path=path, real=Path(entry.path), size=-1)
    return _problem(path, "wrong_type", "folder.no_file")


def _is_inside(real: str, top: str) -> bool:
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def _digest_of(real: Path, path: str | None = None) -> str:
    found = hashlib.sha256()
    try:
        with _opened(real) as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    except OSError as error:
        raise _unreadable(error, path or _shown(real.name)) from error
    return found.hexdigest()


def _opened(real: Path) -> BinaryIO:
    """The file, opened without waiting where somebody put a pipe in its place."""
    descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
    except OSError:
        is_file = False
    if not is_file:
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return os.fdopen(descriptor, "rb")


def _unreadable(error: OSError, path: str) -> UnreadableSource:
    if isinstance(error, FileNotFoundError):
        return UnreadableSource("vanished", "folder.vanished", path=path)
    reason = error.strerror or type(error).__name__
    return UnreadableSource("unreadable", "folder.unreadable", path=path, reason=reason)


def _problem(path: str, kind: ProblemKind, code: str, **values: str) -> Problem:
    message = Message.of(code, path=path, **values)
    return Problem(source=path, page=None, kind=kind, message=message)


def _shown(path: str) -> str:
    """A name that is no text, with what cannot be shown written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _moved(temporary: Path, target: Path) -> bool:
    """Gives the file its name unless that is taken: a link cannot overwrite, a rename can."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links (a USB stick)
        if target.exists() or target.is_symlink():
            return False
        temporary.rename(target)
    return True


def _numbered(name: str, number: int) -> str:
    """``rapport (2).pdf``, within the 255 bytes that a name may have."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(os.fsencode(suffix)) > 20:
        stem, dot, suffix = name, "", ""
    tail = f" ({number}){dot}{suffix}"
    while len(os.fsencode(stem + tail)) > 255:
        stem = stem[:-1]
    return stem + tail


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover  # Windows keeps names by itself
        return
    with suppress(OSError):  # some network disks refuse it
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
