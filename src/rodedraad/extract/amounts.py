"""How much: numbers with their unit."""

from __future__ import annotations

from rodedraad.records import Amount


def amounts(text: str) -> tuple[Amount, ...]:
    """The numbers with a unit in this text, in its order."""
    return ()
