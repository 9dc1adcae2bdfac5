"""The id of a clause: what kind it is and the one thing it tells of. Wording, rank and backing never enter it."""

from __future__ import annotations

import hashlib

from rodedraad.records import ClauseKind

_ID_CHARS = 16


def clause_id(kind: ClauseKind, key: str) -> str:
    """``c-`` and 16 hexadecimal digits. ``key`` is the id of the statement that leads it, or the name of a gap."""
    return "c-" + hashlib.sha256(f"{kind}|{key}".encode()).hexdigest()[:_ID_CHARS]
