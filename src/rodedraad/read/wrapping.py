"""Text that was broken to fit a page: hyphens at line ends, and sentences cut in two by a page turn.

A hyphen at a line end is either put there by the typesetter or part of the word. The document itself decides
where it has the word elsewhere; otherwise the way it hyphenates does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rodedraad.read.outline import Line

_END = re.compile(r"([^\W\d_]{2,40})-$")
_START = re.compile(r"[^\W\d_]{2,40}")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,4}")
# "energie- en warmteplan": the hyphen stands for the part that comes later.
_SUSPENDED: Final = frozenset(
    {"en", "of", "and", "or", "und", "oder", "et", "ou", "tot", "naar", "als", "dan", "noch", "to", "c.q"}
)
# A text in which one line in twenty-five ends in a hyphen was hyphenated by a machine.
_HYPHENATED_SHARE: Final = 25
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]¹²³⁰⁴-⁹]{0,4}$")
# Lines of a letter that end in a comma or in nothing, and are whole.
_FORMULA = re.compile(
    r"(?:geachte|beste|dear|hallo|aan|to|van|from|betreft|onderwerp|subject|datum|date|namens|on behalf|hoogachtend"
    r"|met (?:vriendelijke|hartelijke|beste)|kind regards|yours|sincerely)\b",
    re.IGNORECASE,
)
_PROSE_CHARS: Final = 40


class Hyphens:
    """Decides what a hyphen at a line end means, from the words of the whole text."""

    def __init__(self, text: str) -> None:
        self._words = {word.lower() for word in _WORDS.findall(text)}
        lines = [line for line in (line.rstrip() for line in text.split("\n")) if line]
        ended = sum(1 for line in lines if _END.search(line[-45:]))
        self._is_hyphenated = ended * _HYPHENATED_SHARE >= len(lines) and ended >= 3

    def join(self, before: str, after: str) -> str:
        """Two lines of one paragraph as one."""
        end, start = _END.search(before[-45:]), _START.match(after)
        if end is None or start is None or start[0].lower() in _SUSPENDED:
            return (
                before + after
                if before.endswith(("/", "-")) and end is None and before[-2:-1].strip()
                else f"{before} {after}"
            )
        if not after[0].islower():
            return before + after  # "Noord-\nHolland"
        left, right = end[1].lower(), start[0].lower()
        if f"{left}-{right}" in self._words:
            return before + after
        if left + right in self._words or self._is_hyphenated:
            return before[:-1] + after
        return before + after


def rejoined(lines: Sequence[Line], hyphens: Hyphens, *, least_gap: int) -> list[Line]:
    """The lines with each sentence whole that a page turn, or footnotes at a page's end, had cut in two.

    Only paragraphs that stop without a sentence's end, before one that begins in lower case, ``least_gap`` empty
    lines or more apart; or that stand on two pages.
    """
    done: list[Line] = []
    last: int | None = None  # the last line of the body in done
    between = False
    for line in lines:
        if line.kind in ("footnote", "furniture"):
            between = True
            done.append(line)
            continue
        if last is not None and _continues(done[last], line, least_gap=0 if between else least_gap):
            before = done[last]
            text = hyphens.join(before.text, line.text)
            shift = len(text) - len(line.text)
            turns = (*before.turns, *((shift + at, page) for at, page in line.turns)) if before.turns else ()
            done[last] = replace(before, text=text, turns=_fewest(turns))
        else:
            done.append(line)
            last = len(done) - 1
        between = False
    return done


def _fewest(turns: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return tuple(turn for at, turn in enumerate(turns) if not at or turns[at - 1][1] != turn[1])


def _continues(before: Line, after: Line, *, least_gap: int) -> bool:
    if before.kind not in ("paragraph", "list_item") or after.kind != "paragraph":
        return False
    is_turned = bool(before.turns and after.turns and before.turns[-1][1] != after.turns[0][1])
    if after.gap < least_gap and not is_turned:
        return False
    text = before.text
    if len(text) < _PROSE_CHARS or not after.text[:1].islower():
        return False
    if len(after.text) < _PROSE_CHARS and not _SENTENCE_END.search(after.text[-8:]):
        return False
    last_line = text.rpartition("\n")[2]
    is_formula = _FORMULA.match(text) or _FORMULA.match(last_line)
    return not _SENTENCE_END.search(text[-8:]) and "@" not in last_line and not (is_formula and len(last_line) < 160)
