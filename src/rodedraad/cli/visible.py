"""Text of strangers at a terminal: what could steer it, or turn words around, is written out instead of sent.

File names, titles, quotes and names of people all come from outside. A control character may clear the screen or
fill in a command; a bidirectional one makes ``exe.fdp`` read as ``pdf.exe``.
"""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t\u00ad\u200c\u200d")
"""Line ends and tabs, and what words of some languages are written with; none of them moves other text."""
_SENT = frozenset({"Co", "Cn"})
"""Characters of a font's own, as the bullets of many documents, and those of a newer Unicode than ours."""


def visible(text: str) -> str:
    """The text with control and bidirectional characters written out, by their codes."""
    if text.isprintable():
        return text
    return "".join(character if _is_harmless(character) else _written(character) for character in text)


def in_line(text: str) -> str:
    """The same for what stands in a sentence, where a line end could make up a line of its own."""
    return visible(text).replace("\n", "\\n").replace("\t", " ")


def escaped_json(text: str) -> str:
    """JSON with the same characters escaped, so that it says the same and steers nothing."""
    if text.isprintable():
        return text
    return "".join(character if _is_harmless(character) else _json_escape(character) for character in text)


def _is_harmless(character: str) -> bool:
    kind = unicodedata.category(character)
    return (kind[0] != "C" and kind not in ("Zl", "Zp")) or kind in _SENT or character in _KEPT


def _written(character: str) -> str:
    return (
        character.encode("ascii", "backslashreplace").decode() if ord(character) > 127 else f"\\x{ord(character):02x}"
    )


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
