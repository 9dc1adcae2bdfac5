"""``[model]`` in dossier.toml: which model reads along, where it stands, what it may cost and what its reading counts for.

A key never stands in a file: it comes from the environment or the keyring. A table that holds one is refused as a whole,
before anything of it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from rodedraad.endpoints import LONGEST_NAME, SECRET_NAME, address, is_loopback, is_secret
from rodedraad.errors import WrongUse
from rodedraad.records import GenaiTask

FILE = "dossier.toml"
TASKS: tuple[GenaiTask, ...] = get_args(GenaiTask)
_KEYS = frozenset(
    {
        "naam",
        "endpoint",
        "prijs_in",
        "prijs_uit",
        "budget",
        "tegelijk",
        "venster",
        "wachttijd",
        "taken",
        "telt_mee",
        "vertrouwelijk",
        "minuten_per_pagina",
    }
)
_A_WORD = re.compile(r"[A-Za-z_]{1,24}")
_MOST_CHARS = 300
_DEEPEST = 20
MINUTES_PER_PAGE = 3.0
"""Minutes that a person takes to read a page of a policy document and note what it says: an assumption, stated wherever
hours are (250 to 300 words a minute of plain reading, and as long again to note). A dossier may set its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Which model, where, and under which bounds. Prices are euros per million tokens, None where nobody said them.

    ``budget_eur`` is what one build may cost at most, None without a bound. ``window_tokens`` is what a request may hold,
    its reply included. ``counts``: what the model found counts in threads and all that follows before a person confirmed
    it. ``sends_confidential``: text of sources that are not public may leave this machine.
    """

    name: str
    endpoint: str = ""
    price_in: float | None = None
    price_out: float | None = None
    budget_eur: float | None = None
    parallel: int = 8
    window_tokens: int = 4_000
    timeout_seconds: float = 120.0
    tasks: tuple[GenaiTask, ...] = TASKS
    counts: bool = False
    sends_confidential: bool = False
    minutes_per_page: float = MINUTES_PER_PAGE

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this machine."""
        return is_loopback(self.endpoint)


def read(table: Mapping[str, Any]) -> ModelSettings | None:
    """What the table ``[model]`` of dossier.toml says; None where it names no model. Raises WrongUse on what cannot be."""
    refuse_secrets(table)
    for key in table:
        if key not in _KEYS:
            shown = key if _A_WORD.fullmatch(key) else "…"
            raise WrongUse("frame.unknown_key", file=FILE, key=f"model.{shown}", known=", ".join(sorted(_KEYS)))
    if not (name := _text(table, "naam")):
        return None
    tasks = table.get("taken", list(TASKS))
    if not isinstance(tasks, list) or any(one not in TASKS for one in tasks):
        raise _wrong("taken", ", ".join(TASKS))
    return ModelSettings(
        name=checked_name(name),
        endpoint=checked_endpoint(_text(table, "endpoint")),
        price_in=_number(table, "prijs_in", None, 0, 10_000),
        price_out=_number(table, "prijs_uit", None, 0, 10_000),
        budget_eur=_number(table, "budget", None, 0, 1_000_000),
        parallel=int(_number(table, "tegelijk", 8, 1, 64) or 1),
        window_tokens=int(_number(table, "venster", 4_000, 1_000, 1_000_000) or 0),
        timeout_seconds=_number(table, "wachttijd", 120, 1, 3_600) or 0.0,
        tasks=tuple(dict.fromkeys(tasks)),
        counts=_yes(table, "telt_mee"),
        sends_confidential=_yes(table, "vertrouwelijk"),
        minutes_per_page=_number(table, "minuten_per_pagina", MINUTES_PER_PAGE, 0, 600) or 0.0,
    )


def within_bounds(settings: ModelSettings) -> ModelSettings:
    """The settings, read as dossier.toml would be. Raises WrongUse on what cannot stand there."""
    table = {
        "naam": settings.name,
        "endpoint": settings.endpoint,
        "prijs_in": settings.price_in,
        "prijs_uit": settings.price_out,
        "budget": settings.budget_eur,
        "tegelijk": settings.parallel,
        "venster": settings.window_tokens,
        "wachttijd": settings.timeout_seconds,
        "taken": list(settings.tasks),
        "telt_mee": settings.counts,
        "vertrouwelijk": settings.sends_confidential,
        "minuten_per_pagina": settings.minutes_per_page,
    }
    held = read({name: value for name, value in table.items() if value is not None})
    if held is None:
        raise WrongUse("genai.wrong_name")
    return held


def refuse_secrets(table: Mapping[str, Any]) -> None:
    """Raises WrongUse where a key of an endpoint stands in the table: under a name or in a value that looks like one."""
    for name, value in table.items():
        if is_secret(name) or SECRET_NAME.search(name) or any(is_secret(words) for words in _words(value, 0)):
            shown = f"model.{name}" if _A_WORD.fullmatch(name) else "model"
            raise WrongUse("genai.key_in_file", file=FILE, key=shown)


def _words(value: object, depth: int) -> Iterator[str]:
    """Every text in a value, and every name: a key may stand in a list of tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list) and depth < _DEEPEST:
        below = [*value, *value.values()] if isinstance(value, Mapping) else value
        for one in below:
            yield from _words(one, depth + 1)


def checked_name(name: str) -> str:
    """The name of a model as it may be: one line without blanks around it, and no key. Raises WrongUse, which does not tell it."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or is_secret(name):
        raise WrongUse("genai.wrong_name")
    return name


def checked_endpoint(given: str) -> str:
    """The address of an endpoint as it is asked, or none. Raises WrongUse as ``endpoints.address`` does."""
    return address(given) if given else ""


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > _MOST_CHARS or not value.isprintable():
        raise _wrong(key, f'"…", ≤ {_MOST_CHARS}')
    return value.strip()


def _number(table: Mapping[str, Any], key: str, default: float | None, least: float, most: float) -> float | None:
    value = table.get(key, default)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise _wrong(key, f"{least:g}–{most:g}")
    return float(value)


def _yes(table: Mapping[str, Any], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(key, "true, false")
    return value


def _wrong(key: str, allowed: str) -> WrongUse:
    """What is refused is not told: where a value is out of its place it may be a password."""
    return WrongUse("genai.wrong_value", file=FILE, key=f"model.{key}", allowed=allowed)
