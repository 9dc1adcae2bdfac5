"""Port Replies in the dossier's folder: one small file per item, below a folder per model.

    antwoorden/<model>-<hash>/<first two of the key>/<key>.json

Replies cost money, so they are kept through every rebuild, and may be deleted at any time. They are not forced to the
disk one by one (eight calls at once would wait for it): what a power cut leaves half is no reply, and is asked again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import stat
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rodedraad.adapters.disk import os_error
from rodedraad.errors import StoreError, WrongUse

LARGEST_BYTES = 1 << 18
"""What one file may hold; a reply to one item is some hundred bytes."""

_KEY = re.compile(r"[0-9a-f]{64}")
_FOLDER = re.compile(r"[0-9a-f]{2}")
_OTHER = re.compile(r"[^a-z0-9]+")
_SLUG_CHARS = 40
_SUFFIX = ".json"
_TEMPORARY = ".nieuw-"


class ReceivedReplies:
    """The replies of one model below ``root``, the dossier's ``antwoorden``. Nothing is made until something is kept.

    What is damaged, too large, a link or no file is as absent. May be used from several threads at once.
    """

    def __init__(self, root: Path, model: str) -> None:
        self._root = root
        self._model = model
        self._folder = root / folder_name(model)
        self._real = Path(os.path.realpath(root.parent)) / root.name / self._folder.name
        self._writing = threading.Lock()
        self._known: set[str] | None = None

    def get(self, key: str) -> str | None:
        """The reply kept under this key; None where there is none, or what is there is none."""
        if not _KEY.fullmatch(key) or not self._is_ours(key[:2]):
            return None
        return self._read(self._path(key), key)

    def put(self, key: str, reply: str) -> None:
        """Keeps a reply, whole or not at all; the first under a key stays. Raises StoreError, and WrongUse for no key.

        A reply that is too large to be read again is not kept.
        """
        if not _KEY.fullmatch(key):
            raise WrongUse("replies.no_key")
        body = json.dumps({"key": key, "model": self._model, "reply": reply}, ensure_ascii=False).encode(
            errors="replace"
        )
        if len(body) > LARGEST_BYTES:
            return
        with self._writing:
            if self.get(key) is None:
                self._write(self._path(key), body)
            if self._known is not None:
                self._known.add(key)

    def keys(self) -> frozenset[str]:
        """The keys of all replies that ``get`` would give, as they were when first asked for, and those kept since."""
        with self._writing:
            if self._known is None:
                self._known = set(self._found())
            return frozenset(self._known)

    def _found(self) -> Iterator[str]:
        for folder in _names(self._folder):
            if not _FOLDER.fullmatch(folder) or not self._is_ours(folder):
                continue
            for name in _names(self._folder / folder):
                key = name.removesuffix(_SUFFIX)
                is_one = key != name and key.startswith(folder) and _KEY.fullmatch(key)
                if is_one and self._read(self._path(key), key) is not None:
                    yield key

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}{_SUFFIX}"

    def _is_ours(self, folder: str) -> bool:
        """Whether this folder is where it seems to be: a dossier is mailed, and a link would lead out of it."""
        return os.path.realpath(self._folder / folder) == str(self._real / folder)

    def _read(self, path: Path, key: str) -> str | None:
        try:
            held = json.loads(_bytes(path))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(held, dict) or held.get("key") != key or held.get("model") != self._model:
            return None
        reply = held.get("reply")
        return reply if isinstance(reply, str) else None

    def _write(self, path: Path, body: bytes) -> None:
        temporary = path.with_name(f"{_TEMPORARY}{secrets.token_hex(8)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not self._is_ours(path.parent.name):
                raise StoreError("replies.elsewhere", path=f"{self._root.name}/{self._folder.name}")
            with temporary.open("xb") as file:
                file.write(body)
            temporary.replace(path)
        except OSError as error:
            raise os_error(error, path) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def folder_name(model: str) -> str:
    """The folder of a model's replies: its name as a file may be called, and a hash, since two names may look alike."""
    slug = _OTHER.sub("-", model.lower()).strip("-")[:_SLUG_CHARS].strip("-") or "model"
    return f"{slug}-{hashlib.sha256(model.encode(errors='surrogatepass')).hexdigest()[:8]}"


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _bytes(path: Path) -> bytes:
    """What an ordinary file holds. Raises OSError for a link or anything else, and ValueError for too much."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_BYTES:
            raise ValueError
        return os.read(descriptor, LARGEST_BYTES)
    finally:
        os.close(descriptor)
