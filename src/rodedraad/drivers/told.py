"""What an event says of drivers and judgements: by cell, section or driver, the fields that it set. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from rodedraad.drivers.keys import FILE
from rodedraad.records import Event, Value

_START: Final = f"{json.dumps(FILE)}."
_CELL: Final = re.compile(
    r'(?P<field>invloed|laag|hoog|toelichting|argument|bevestigd)\.(?:"(?P<cell>[^"\\]+)"|(?P<name>[a-z_]+))'
)
_DRIVER: Final = re.compile(r"drijver\[id\]\.(?P<driver>[a-z_]+)\.(?P<field>[a-z_]+)")


def told(event: Event) -> Mapping[str, Mapping[str, Value]]:
    """By the id of a cell (``a1>b2``), section (``a>b``) or driver: field and value, as drijvers.toml calls them.

    Of a driver that was taken out of the frame the field ``zonder``. Empty for an event about something else.
    """
    found: dict[str, dict[str, Value]] = {}
    for key, value in event.values if event.kind == "setting" else ():
        if not key.startswith(_START):
            continue
        rest = key[len(_START) :]
        if cell := _CELL.match(rest):
            found.setdefault(cell["cell"] or cell["name"], {})[cell["field"]] = value
        elif driver := _DRIVER.match(rest):
            found.setdefault(driver["driver"], {})[driver["field"]] = value
        elif rest == "zonder[]" and isinstance(value, str):
            for name in json.loads(value):
                found.setdefault(str(name), {})["zonder"] = True
    return found
