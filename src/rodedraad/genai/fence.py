"""Document text as data: what a model is given to read cannot open, close or look like what it is told to do.

Texts stand between marks made of the hash of all of them, which nobody who wrote one of them could know. What no
reader sees (control and format characters, private use, tags) is taken out, so that a hidden text is no text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

LONGEST_CHARS = 6_000
"""Of one text; what is longer is cut at a blank."""
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_MARK_CHARS = 8


def seen(text: str) -> str:
    """A text as a reader sees it, in one line: without characters that show nothing, white space folded."""
    kept = "".join(
        character if unicodedata.category(character) not in _UNSEEN else " " if character in "\n\r\t\x0b\x0c" else ""
        for character in text
    )
    folded = " ".join(kept.split())
    return folded if len(folded) <= LONGEST_CHARS else folded[:LONGEST_CHARS].rpartition(" ")[0]


def fenced(texts: Sequence[Sequence[str]]) -> str:
    """The texts, each of some lines, numbered from 1 between marks; the mark stands on the first line."""
    lines = [[seen(line) for line in text] for text in texts]
    mark = hashlib.sha256(repr(lines).encode()).hexdigest()[:_MARK_CHARS]
    parts = [f"<<{mark} {number}\n" + "\n".join(text) for number, text in enumerate(lines, start=1)]
    return "\n".join((f"mark: {mark}", *parts, f"{mark}>>"))
