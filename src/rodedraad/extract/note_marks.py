"""Where the marks of a document's footnotes stand in its text: a raised number against a word, of a note that is there.

A person who quotes leaves them out. What could be a number of the text is none: a power, a unit ("m²", "cm³"), a formula
("CO²"), a plain digit, or a number that no footnote has.
"""

from __future__ import annotations

import re

from rodedraad.extract.footnotes import READ, SUPERSCRIPT
from rodedraad.records import Document

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_HEAD = re.compile(rf"[ \t]*(?:([{_RAISED}]{{1,3}})(?![{_RAISED}])|\[?\^?(\d{{1,3}})\]?[.):]?[ \t])")
_MARK = re.compile(
    rf"(?:(?<=[^\W\d_]{{2}})|(?<=[^\W\d_)\]\"'”’»][.,;:?!)\]\"'”’»]))[{_RAISED}]{{1,3}}(?![\w{_RAISED}⁻⁺₀-₉/^]|[.,]\d)"
)
_NO_WORD = re.compile(r"(?:(?<![^\W\d_])(?:[kcdhmµn]m|sec|ha)|(?<![^\W_])[A-Z][A-Za-z]{1,2})$")
"""Units and symbols that a raised number belongs to."""


def note_marks(document: Document) -> tuple[tuple[int, int], ...]:
    """Each mark, as [start, end), in order."""
    numbers = _numbers(document)
    if not numbers:
        return ()
    text = document.text
    return tuple(
        found.span()
        for found in _MARK.finditer(text)
        if found[0].translate(SUPERSCRIPT) in numbers
        and not _NO_WORD.search(text, max(0, found.start() - 5), found.start())
    )


def _numbers(document: Document) -> frozenset[str]:
    """The numbers of the footnotes: of their blocks, line by line, and of paragraphs that begin with a raised one."""
    numbers: set[str] = set()
    for block in document.blocks:
        if block.kind == "footnote":
            for line in document.text[block.start : block.end].split("\n"):
                if head := _HEAD.match(line):
                    numbers.add((head[1] or head[2]).translate(SUPERSCRIPT))
        elif block.kind in READ and (head := _HEAD.match(document.text, block.start, block.end)) and head[1]:
            numbers.add(head[1].translate(SUPERSCRIPT))
    return frozenset(numbers)
