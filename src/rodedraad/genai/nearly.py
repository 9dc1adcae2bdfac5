"""Near-JSON, as models write it: read in one pass, with a bound on depth, so that no reply can keep anybody busy.

Forgiven are prose and fences around it, trailing and missing commas, single and typographic quotes, quotes inside a text,
line ends in it, names without quotes, comments, and a missing end. Of what was cut off, what is whole counts: an object
that ends in the middle of a word or between two of its fields does not.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 16
"""Of lists in objects in lists; what is asked for is five deep."""
_START = re.compile(r"\[\s*\{|\{")  # prose before it may hold a "[1]" of its own
_SKIPPED = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z))+")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?(?![\w.])")
_BARE = re.compile(r"[^\s,:\[\]{}\"'“”„‟]+")
_CLOSED_BY = {'"': '"', "'": "'", "“": "”", "„": "”“", "‟": "”"}
_ENDED = re.compile(r"[ \t]{0,40}(?:[,:}\]\r\n]|\Z)|[ \t\r\n]{0,200}(?:[,:}\]]|\Z)")
"""What follows on the quote that ends a text; another quote stands inside it."""
_PLAIN = re.compile(r"[^\\\"'”“]+")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_NOUGHTS = re.compile(r"(?<![\d.])0+(?=\d)")
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]{4}")
_WORDS = {"true": True, "false": False, "null": None, "none": None, "nan": None, "undefined": None}


class _Nothing(Exception):
    """A value that was cut off and of which nothing is whole."""


def read(text: str) -> Any:
    """The object or list that a text holds. Raises ValueError where there is none, or one that is too deep."""
    start = _START.search(text)
    if start is None:
        raise ValueError
    try:
        return _Reader(text, start.start()).value(1)
    except _Nothing as error:
        raise ValueError from error


class _Reader:
    """A place in a text; every step moves it on."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._at = at
        self._is_cut = False

    def value(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise ValueError
        first = self._next()
        if first == "{":
            return self._object(depth)
        if first == "[":
            return self._list(depth)
        if first in _CLOSED_BY:
            return self._string(first)
        if number := _NUMBER.match(self._text, self._at):
            self._to(number.end())
            return json.loads(_NOUGHTS.sub("", number.group()))
        word = _BARE.match(self._text, self._at)
        if word is None:
            self._at += 1
            return None
        self._to(word.end())
        return _WORDS.get(word.group().lower(), word.group())

    def _to(self, end: int) -> None:
        """Goes on behind a number or a word; at the end of the text more of it may have been meant."""
        self._at = end
        if end == len(self._text):
            raise self._cut()

    def _object(self, depth: int) -> dict[str, Any]:
        self._at += 1
        found: dict[str, Any] = {}
        while True:
            mark = self._next()
            if mark in "}]":
                self._at += mark == "}"
                return found
            if mark in ",:{[":  # no name begins so
                self._at += 1
                continue
            name = self.value(depth)
            if self._next() != ":":
                continue
            self._at += 1
            if self._next() in ",}]":
                continue
            found[str(name)] = self.value(depth + 1)
            if self._is_cut:
                return found

    def _list(self, depth: int) -> list[Any]:
        self._at += 1
        found: list[Any] = []
        try:
            while True:
                mark = self._next()
                if mark in "}]":
                    self._at += mark == "]"
                    return found
                if mark in ",:":
                    self._at += 1
                    continue
                found.append(self.value(depth + 1))
                if self._is_cut:
                    return found
        except _Nothing:
            return found

    def _next(self) -> str:
        """The character that something begins with."""
        if skipped := _SKIPPED.match(self._text, self._at):
            self._at = skipped.end()
        if self._at >= len(self._text):
            raise self._cut()
        return self._text[self._at]

    def _cut(self) -> _Nothing:
        self._is_cut = True
        return _Nothing()

    def _string(self, opened: str) -> str:
        self._at += 1
        closing = _CLOSED_BY[opened]
        parts: list[str] = []
        while self._at < len(self._text):
            if plain := _PLAIN.match(self._text, self._at):
                parts.append(plain.group())
                self._at = plain.end()
                continue
            mark = self._text[self._at]
            self._at += 1
            if mark == "\\":
                parts.append(self._escaped())
            elif mark in closing and _ENDED.match(self._text, self._at):
                return whole("".join(parts))
            else:
                parts.append(mark)
        raise self._cut()

    def _escaped(self) -> str:
        mark = self._text[self._at : self._at + 1]
        self._at += 1
        if mark == "u" and (code := _HEXADECIMAL.match(self._text, self._at)):
            self._at = code.end()
            return chr(int(code.group(), 16))
        return _ESCAPES.get(mark, mark)


def whole(text: str) -> str:
    """A text that can be written down: halves of a character are put together, a half alone becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
