"""What is no message of the protocol is answered too: the library drops it, and whoever asked would wait without end."""

from __future__ import annotations

import json
from typing import Any

from mcp import types

from rodedraad import phrases
from rodedraad.wording import Language

_LONGEST_NUMBER = 40
"""Figures of a number that is read: Python refuses to turn some thousands of them into one."""


def answered(line: str, language: Language) -> str | None:
    """The error that a line gets, under the number of its question where it has one; None for what the library takes."""
    if not line.strip():
        return None
    try:
        message = types.jsonrpc_message_adapter.validate_json(line, by_name=False)
    except ValueError:
        pass
    else:  # a question of which the number is none is taken for a notification, which nobody answers
        if not isinstance(message, types.JSONRPCNotification) or "id" not in _read(line):
            return None
    try:
        held, code = _read(line), types.INVALID_REQUEST
    except (ValueError, RecursionError):
        held, code = {}, types.PARSE_ERROR
    error = {"code": code, "message": phrases.said("assistants.malformed", language)}
    return json.dumps({"jsonrpc": "2.0", "id": _number(held.get("id")), "error": error})


def _read(line: str) -> dict[str, Any]:
    """The parts of a message. Raises ValueError or RecursionError on what is no JSON, or too deep."""
    found = json.loads(line, parse_int=lambda digits: int(digits) if len(digits) < _LONGEST_NUMBER else None)
    return found if isinstance(found, dict) else {}


def _number(given: object) -> str | int | None:
    """What an answer can be found by; None for what can be none."""
    if isinstance(given, str):
        return None if any("\ud800" <= sign <= "\udfff" for sign in given) else given
    return given if isinstance(given, int) and not isinstance(given, bool) else None
