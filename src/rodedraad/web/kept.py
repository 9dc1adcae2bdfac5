"""Pages as they were made, for who asks for the same."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class Pages:
    """Pages that were made, while there is room. Safe for several threads."""

    def __init__(self, most_bytes: int = 64_000_000) -> None:
        self._most = most_bytes
        self._size = 0
        self._held: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> bytes | None:
        """The page under this key, if it is still there."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: tuple[str, ...], page: bytes) -> None:
        """Keeps a page; those that were asked for longest ago give way."""
        with self._lock:
            self._size += len(page) - len(self._held.pop(key, b""))
            self._held[key] = page
            while self._size > self._most:
                self._size -= len(self._held.popitem(last=False)[1])
