"""Letters and digits that look like others, so that a reader sees one word and a check another. Pure.

A person writes Dutch or English in Latin letters and plain digits. What is none of these is only right where a cited quote
or a name around it has that very word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LAST_LATIN = 0x17F
_LOOK_ALIKES = frozenset("ıĸŉſ")
_LIGATURES = frozenset("ﬀﬁﬂﬃﬄ")
_UNIT_SIGNS = frozenset("µμΩªº°ʼˈ")
_RAISED = re.compile(r"(?:[A-Za-z/µμ]*[A-Za-z])(?:[²³]|[₀-₉]+(?:,[₀-₉]+)?)")
"""Units and formulas that anybody writes so: m², km³, CO₂."""
_HALVES = re.compile(r"\d*[¼½¾]")
_TOKEN = re.compile(r"[^\s.,;:!?()\"“”‘’'«»…–—/-]+")


def oddities(said: str, around: Collection[str]) -> tuple[str, ...]:
    """The words of a text with letters of another script, loose marks or other digits, that are not among those around it."""
    if said.isascii():
        return ()
    found = []
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", said)):
        word = match[0]
        if word.isascii() or word.casefold() in around or _RAISED.fullmatch(word) or _HALVES.fullmatch(word):
            continue
        if any(map(_is_odd, word)):
            found.append(word)
    return tuple(dict.fromkeys(found))


def tokens(text: str) -> frozenset[str]:
    """The words of a text that are not plain ASCII, as ``oddities`` compares them."""
    if text.isascii():
        return frozenset()
    words = _TOKEN.findall(unicodedata.normalize("NFC", text))
    return frozenset(word.casefold() for word in words if not word.isascii())


def _is_odd(one: str) -> bool:
    if one.isascii() or one in _LIGATURES or one in _UNIT_SIGNS:
        return False
    if one.isalpha():
        return ord(one) > _LAST_LATIN or one in _LOOK_ALIKES
    return one.isnumeric() or unicodedata.category(one) in ("Mn", "Mc", "Me", "Cf")
