"""Bytes to characters, for files that do not say how they were written."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']""",
    re.IGNORECASE,
)
_SAMPLE: Final = 4000
# Encodings that a page may declare; others are read as if nothing were declared.
_DECLARABLE: Final = frozenset(
    {"utf-8", "cp1252", "iso8859-1", "iso8859-15", "iso8859-2", "cp1250", "mac-roman", "ascii"}
)


class Decoded(NamedTuple):
    """Characters, and how many of them had to be replaced because the bytes made no sense."""

    text: str
    replaced: int


def decoded(data: bytes, *, is_html: bool = False) -> Decoded:
    """The characters: by byte order mark, then as UTF-8, UTF-16 by its zeros, a declaration, Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    sample = data[:_SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) * 5 > len(sample) and min(odd, even) * 10 < max(odd, even):
        return _lenient(data[: len(data) // 2 * 2], "utf-16-le" if odd > even else "utf-16-be")
    try:
        return Decoded(codecs.getincrementaldecoder("utf-8")("strict").decode(data), 0)
    except UnicodeDecodeError:
        pass
    if is_html and (declared := _META.search(data[:2048])):
        try:
            encoding = codecs.lookup((declared[1] or declared[2]).decode("ascii")).name
        except LookupError:
            encoding = ""
        if encoding in _DECLARABLE:
            return _lenient(data, "cp1252" if encoding in ("iso8859-1", "ascii") else encoding)
    return _single_bytes(data)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, text.count("\N{REPLACEMENT CHARACTER}"))


def _single_bytes(data: bytes) -> Decoded:
    """Windows-1252; but mostly valid UTF-8 with a few broken bytes is broken UTF-8, not another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    multibyte = sum(1 for sign in text if sign > "\x7f") - broken
    if multibyte > 4 * broken:
        return Decoded(text, broken)
    return _lenient(data, "cp1252")
