"""Document text as data: what a model is given to read cannot open, close or look like what it is told to do.

Texts stand between marks made of the hash of all of them, which stands in none of them. What no reader sees (control
and format characters, private use, tags, fillers and selectors of variants) is taken out, so that a hidden text is no text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

LONGEST_CHARS = 6_000
"""Of one text; what is longer is cut at a blank."""
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_IGNORED_FROM_TO = (
    (0x34F, 0x34F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xE0100, 0xE01EF),
)
_IGNORED = frozenset(chr(code) for first, last in _IGNORED_FROM_TO for code in range(first, last + 1))
"""Letters and marks that Unicode calls ignorable by default: they show nothing, and a text can be written in them."""
_BLANK = "\u2800"  # a braille sign without a dot
_MARK_CHARS = 8


def seen(text: str) -> str:
    """A text as a reader sees it, in one line: without characters that show nothing, white space folded."""
    kept = "".join(
        " " if character.isspace() or character == _BLANK else character
        for character in text
        if character.isspace() or not (unicodedata.category(character) in _UNSEEN or character in _IGNORED)
    )
    folded = " ".join(kept.split())
    if len(folded) <= LONGEST_CHARS:
        return folded
    cut = folded[:LONGEST_CHARS]
    return cut.rpartition(" ")[0] or cut


def fenced(texts: Sequence[Sequence[str]]) -> str:
    """The texts, each of some lines, numbered from 1 between marks; the mark stands on the first line."""
    lines = [[seen(line) for line in text] for text in texts]
    mark = _mark(repr(lines))
    parts = [f"<<{mark} {number}\n" + "\n".join(text) for number, text in enumerate(lines, start=1)]
    return "\n".join((f"mark: {mark}", *parts, f"{mark}>>"))


def _mark(text: str) -> str:
    """The hash of a text, of a length that somebody could hit who tries for an hour: one that is hit is hashed on."""
    mark = hashlib.sha256(text.encode()).hexdigest()
    while mark[:_MARK_CHARS] in text:
        mark = hashlib.sha256(mark.encode()).hexdigest()
    return mark[:_MARK_CHARS]
