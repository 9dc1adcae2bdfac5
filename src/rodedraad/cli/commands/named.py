"""What a name on the command line is the name of, by its look alone where that can be."""

# ruff: noqa: PLC0415  as in the commands

from __future__ import annotations

from pathlib import Path

_LONGEST_NUMBER = 6
"""Digits of a clause's number; the codes of records are longer."""


def is_clause(name: str) -> bool:
    """Whether a name is a clause's: its code, or its number in the latest version."""
    return name.startswith("c-") or (name.isdecimal() and len(name) < _LONGEST_NUMBER)


def is_judged(dossier: Path, name: str) -> bool:
    """Whether a name is that of a judgement, a driver or the whole matrix."""
    if ">" not in name and not name.replace("_", "").isalpha():
        return False
    from rodedraad.cli import judging

    return judging.is_judged(dossier, name)


def is_prospect(name: str) -> bool:
    """Whether a name is that of something that lies ahead, which people rule on."""
    from rodedraad.rulings import is_ruled

    return is_ruled(name)


def is_suggestion(name: str) -> bool:
    """Whether a name is that of what a model thinks of statements."""
    return name.startswith("v-")
