"""Text of strangers at a terminal: what could steer it, or turn words around, is written out instead of sent.

File names, titles, quotes and names of people all come from outside. A control character may clear the screen or
fill in a command; a bidirectional one makes ``exe.fdp`` read as ``pdf.exe``.
"""

from __future__ import annotations

from rodedraad.shapes import is_harmless


def visible(text: str) -> str:
    """The text with control and bidirectional characters written out, by their codes."""
    if text.isprintable():
        return text
    return "".join(character if is_harmless(character) else _written(character) for character in text)


def in_line(text: str) -> str:
    """The same for what stands in a sentence, where a line end could make up a line of its own."""
    return visible(text).replace("\n", "\\n").replace("\t", " ")


def _written(character: str) -> str:
    return (
        character.encode("ascii", "backslashreplace").decode() if ord(character) > 127 else f"\\x{ord(character):02x}"
    )
