"""drijvers.toml: the drivers of a dossier, and what people judge of their influences on one another.

    [[drijver]]                                  a driver: id, nl, en, tekens, varianten = [{ nl, en, tekens }]
    [invloed]                                    "afspraak1 > productie" = [2, 0, -2]   "geld > wonen" = 0
    [oordeel."afspraak1 > productie2"]           laag, hoog, toelichting, voor = [statements], tegen = [statements]
    [toelichting]  [bevestigd]                   why; and that a person stands for it
    zonder = ["geld"]                            drivers of the frame that were taken out

``unfolded`` brings a file to one form, with one leaf for each cell, so that two people's changes to one row merge
(``agreed.py``); ``read`` makes records of that form, over the examples of the frame. A cell that nobody judged is
missing, never zero. docs/reference/settings.md lists the keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Any

from rodedraad import frame
from rodedraad.drivers.drawn import NOTHING, Drawn, of_those_here, read
from rodedraad.drivers.keys import FILE, LONGEST, MISSING, MOST_VARIANTS, SCALE, SIDE
from rodedraad.drivers.rows import unfolded
from rodedraad.drivers.told import told
from rodedraad.records import Event, Value

__all__ = [
    "FILE",
    "LONGEST",
    "MISSING",
    "MOST_VARIANTS",
    "NOTHING",
    "SCALE",
    "Drawn",
    "is_about",
    "leaf",
    "of_frame",
    "of_those_here",
    "read",
    "shipped",
    "spoken",
    "told",
    "unfolded",
]


@lru_cache(maxsize=8)  # a build and each page of scenarios ask for it more than once
def shipped(name: str) -> Drawn:
    """The drivers that the package has for the frame of that name, all of them examples; none for other frames."""
    place = resources.files("rodedraad") / "frames" / "drijvers" / f"{name}.toml"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or not place.is_file():
        return NOTHING
    table = frame.parse(place.read_text(encoding="utf-8"), name=f"{name}.toml")
    found = read(unfolded(table, base=NOTHING), base=NOTHING)
    return Drawn(
        drivers=tuple(replace(one, is_example=True) for one in found.drivers),
        judgements=tuple(replace(one, is_example=True) for one in found.judgements),
    )


def of_frame(settings: Mapping[str, Any]) -> Drawn:
    """The drivers of the frame that dossier.toml names; none where the dossier has themes of its own."""
    name = settings.get("kader") or frame.DEFAULT_FRAME
    return NOTHING if settings.get("thema") else shipped(name) if isinstance(name, str) else NOTHING


def spoken(events: Iterable[Event]) -> dict[str, str]:
    """The id of the last of these events that changed what is said of a cell or a driver, by its id.

    ``events`` are those that count, in their order.
    """
    start = f"{json.dumps(FILE)}."
    told = re.compile(r'(?:invloed|laag|hoog|bevestigd)\.(?:"([^"\\]+)"|([a-z_]+))\Z')
    found: dict[str, str] = {}
    held: dict[str, Value] = {}
    for event in events:
        if event.kind != "setting":
            continue
        for key, value in event.values:
            match = told.match(key, len(start)) if key.startswith(start) else None
            if match and held.get(key) != value:  # a file that says what was said already decides nothing
                held[key] = value
                found[match[1] or match[2]] = event.id
    return found


def leaf(*names: str) -> str:
    """The key of a leaf of drijvers.toml, as events have it."""
    bare = re.compile(r"[A-Za-z0-9_-]+\Z")
    return ".".join(name if bare.match(name) else json.dumps(name) for name in (FILE, *names))


def is_about(name: str) -> bool:
    """Whether an id is one of a judgement or a section, as ``afspraak1>productie2``."""
    cause, sign, effect = (part.strip() for part in name.partition(">"))
    return bool(sign and SIDE.match(cause) and SIDE.match(effect))
