"""Where: the places of the dossier's frame that a sentence names, also as "IJmondse" or "Velsenaren"."""

from __future__ import annotations

import re
from functools import lru_cache

from rodedraad.records import Frame

_FORMS = r"(?:se|er|ers|gemeenten|gemeente|regio|gebied|kant|-\w{2,20})?"


def places(text: str, frame: Frame) -> tuple[str, ...]:
    """The frame's places named in this text, in the frame's order. Names are matched with their capitals."""
    if not frame.places or not any(place in text for place in frame.places):
        return ()
    found = {match[1] for match in _pattern(frame.places).finditer(text)}
    return tuple(place for place in frame.places if place in found)


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, ordered)) + ")" + _FORMS + r"(?!\w)")
