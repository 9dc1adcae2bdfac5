"""The objects that scripts get of what lies ahead: every field of a record under its own name, in its order.

A name that would be a word of Python loses its ``_``; a message is worded; an action has ``condition`` for its
conditions and ``answer`` for the outcome of the last answer to it, since those keys are promised.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

from rodedraad.records import Action, Message, Prospects

Word: TypeAlias = Callable[[Message], str]
_RENAMED: dict[tuple[type, str], str] = {(Action, "conditions"): "condition"}


def prospect_keys(kind: type) -> tuple[str, ...]:
    """The keys of every record of this type, in their order."""
    own = tuple(_RENAMED.get((kind, part.name), part.name.removesuffix("_")) for part in fields(kind))
    return (*own, "answer") if kind is Action else own


def prospect(record: Any, word: Word) -> dict[str, Any]:
    """The record as a JSON object."""
    kind = type(record)
    found = {
        _RENAMED.get((kind, part.name), part.name.removesuffix("_")): _plain(getattr(record, part.name), word)
        for part in fields(record)
    }
    if isinstance(record, Action):
        found["answer"] = record.answers[-1].outcome if record.answers else None
    return found


def is_prospect(kind: type) -> bool:
    """Whether records of this type are in ``Prospects``."""
    return any(part.type == f"tuple[{kind.__name__}, ...]" for part in fields(Prospects))


def _plain(value: Any, word: Word) -> Any:
    if isinstance(value, Message):
        return {"code": value.code} | dict(value.values) | {"code": value.code, "nl": word(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return prospect(value, word)
    if isinstance(value, tuple):
        return [_plain(one, word) for one in value]
    return value
