"""Numbers of papers: parliamentary, European, and the marks that letters and reports carry, each in one form."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(
    r"\b(?:Kamerstuk(?:ken)?|[Kk]st[.-]?|Handelingen|[Vv]ergaderjaar|Tweede Kamer|Eerste Kamer|[TE]K(?=\s(?:(?:19|20)\d\d[-–/]|\d{2}[ .]?\d{3}\b)))(?:\s(?:I{1,2}|TK|EK))?[\s,]{0,2}(?:(?:vergaderjaar\s)?\d{4}\s?[-–/]\s?\d{2,4}[\s,]{0,2})?"
    r"(?P<file>\d{2}[ \u00a0.]?\d{3})(?:[- ](?P<part>[IVXLC]{1,7}|\(?R\d{3,4}\)?))?(?:(?:[\s,]{0,2}(?:nr|no|number|nummer)\.?\s?|-)(?P<nr>\d{1,4}|[A-Z]{1,2})|,\s(?P<letter>[A-Z]{1,2})(?!\w))?(?!\d)"
)
_EUROPEAN = re.compile(r"\b(?P<kind>COM|SWD|SEC|JOIN)[\s/]?\(?(?P<year>(?:19|20)\d\d)\)?[\s/]{0,2}(?P<nr>\d{1,4})\b")
# A letter's or report's own mark counts where the text names it of another: "met nummer X-2025-117", ", kenmerk …".
_CODE = re.compile(
    r"(?:\bmet (?:nummer|kenmerk|nr\.?) |, ?(?:nummer|kenmerk|ref\.?|reference|zaaknummer) |\(kenmerk:? ?|\bwith (?:number|reference) )(?P<code>[A-Z][A-Za-z]{0,7}[-/](?:19|20)\d\d[-/]\d{1,6})\b"
)


# The proceedings, and what was asked in writing: "Handelingen II 2021/22, nr. 45, item 8", "Aanhangsel Handelingen …".
_PROCEEDINGS = re.compile(
    r"\b(?P<kind>Aanhangsel(?: van de)? Handelingen|Handelingen)(?:\s(?:I{1,2}|[TE]K)\s|,\s(?=vergaderjaar))(?:vergaderjaar\s)?(?P<year>\d{4}\s?[-–/]\s?\d{2,4}),?\s(?:nr\.?\s)?(?P<nr>\d{1,4})(?:,?\sitem\s(?P<item>\d{1,3}))?(?![\d ]\d{3})"
)
# What the House numbers by year: "2023Z12345".
_FILED = re.compile(r"\b(?P<nr>20\d\d[ZD]\d{5})\b")


def numbers(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Numbers of parliamentary and European documents, in one form: ``number=32813-974``, ``number=COM(2021)559``."""
    part = text[start:end]
    if "andelingen" in part:
        for match in _PROCEEDINGS.finditer(text, start, end):
            year = re.sub(r"\s", "", match["year"]).replace("–", "-").replace("/", "-")
            item = f"-{match['item']}" if match["item"] else ""
            kind = "ah" if match["kind"].startswith("Aan") else "h"
            yield f"number={kind}-{year}-{match['nr']}{item}", match.start(), match.end()
    if "Z" in part or "D" in part:
        for match in _FILED.finditer(text, start, end):
            yield f"number={match['nr']}", match.start(), match.end()
    if "TK " in part or "EK " in part or "amer" in part or "Kst" in part or "kst-" in part or "ergaderjaar" in part:
        for match in _NUMBER.finditer(text, start, end):
            yield (
                f"number={number_key(match['file'], match['part'], match['nr'] or match['letter'])}",
                match.start(),
                match.end(),
            )
    if "COM" in part or "SWD" in part or "SEC" in part or "JOIN" in part:
        for match in _EUROPEAN.finditer(text, start, end):
            yield f"number={match['kind']}({match['year']}){int(match['nr'])}", match.start(), match.end()
    yield from _codes(text, start, end)


def _codes(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    if "-20" in text[start:end] or "/20" in text[start:end]:
        for match in _CODE.finditer(text, start, end):
            yield f"number={match['code']}", match.start("code"), match.end()


def number_key(file: str, part: str | None, nr: str | None) -> str:
    """One form for the number of a parliamentary paper: 32813, 32813-974, 35000-XIII-12."""
    digits = "".join(character for character in file if character.isdecimal())
    return "-".join(piece for piece in (digits, part, nr) if piece)
