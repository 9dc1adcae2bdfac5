"""The level of education that a sentence names, and the number of what is needed, as the words of the text have them."""

from __future__ import annotations

import re

from rodedraad.records import EducationLevel

_LEVELS: tuple[tuple[EducationLevel, re.Pattern[str]], ...] = tuple(
    (level, re.compile(rf"(?i)(?<!\w)(?:{pattern})"))  # type: ignore[misc]  # the levels are literals
    for level, pattern in (
        (
            "research",
            r"\w*onderzoekers\b|promovend\w+|promoti(?:e|es)onderzoek|phd\b|postdocs?\b|wetenschappelijk onderzoek|researchers\b|scientific research|doctora\w+",
        ),
        (
            "mbo",
            r"(?<!v)mbo\b|mbo['’-]|roc(?:['’]?s)?\b|practor\w*|middelbaar beroeps\w*|beroepsopleiding\w*|vocational|bbl\b|bol-opleiding",
        ),
        (
            "hbo",
            r"hbo\b|hbo['’-]|hogescho\w+|hoger beroeps\w*|lector(?:en|aat|aten|s)?\b|associate degree|appl(?:ied) (?:universit\w+|sciences)|universit(?:y|ies) of applied",
        ),
        (
            "wo",
            r"wo\b(?=[,.;)\s])(?-i:(?<=WO)|(?<=wo))|wo-\w+|universit\w+|academi(?:sch\w*|ci)\b|academic\w*|hoogleraren|hoogleraar",
        ),
    )
)
_ABOUT = (
    r"(?:ruim|circa|ca\.|zo['’]n|ongeveer|bijna|minimaal|minstens|ten minste|meer dan|nearly|about|some|at least|over)"
)
_SCALE = r"(?:duizend|miljoen|miljard|mln|mld|thousand|million|billion)"
_COUNT = rf"\d{{1,3}}(?:[.,\s]\d{{3}})*(?:[.,]\d{{1,3}})?(?![\w%°])(?:\s{_SCALE})?"
_TOLD = (
    r"(?:tientallen|honderden|duizenden|dozens of|hundreds of|thousands of|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|twintig|dertig|veertig|vijftig|honderd|duizend|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
)
_NUMBER = re.compile(
    rf"(?i)(?<![\w.,-])(?:{_ABOUT}\s)?(?:{_COUNT}|{_TOLD}\b)"
    r"(?=\s(?:[a-zë-]+(?:e|d|t|sch|er|ra|ed|al|ly)\s){0,3}$)"
)
"""A number right before a noun, with no more than its adjectives between."""
_MONEY = re.compile(
    rf"(?i)(?:{_ABOUT}\s)?(?:(?:€|EUR|USD|£|\$)\s?{_COUNT}(?:\s?{_SCALE})?|{_COUNT}\s(?:{_SCALE}\s)?(?:euro|dollar)s?\b|(?<![\w.,]){_COUNT}\s?{_SCALE}\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BEFORE = 60
"""Characters before the means within which its number stands: "400 extra technisch geschoolde vakmensen"."""


def level(text: str) -> EducationLevel | None:
    """The first level of education that the sentence names: mbo, hbo, wo or research; None where it names none."""
    found = [(match.start(), name) for name, pattern in _LEVELS if (match := pattern.search(text))]
    return min(found)[1] if found else None


def number(quote: str, noun: int, *, is_money: bool) -> str | None:
    """The words of how many or how much of the means is needed, which is named at ``noun``; None where none stand there.

    Money may stand anywhere in the sentence, what is counted only right before its name.
    """
    if is_money:
        told = _MONEY.search(quote)
        return told[0].strip() if told else None
    found = _NUMBER.search(quote[max(0, noun - _BEFORE) : noun])
    return found[0].strip() if found and not _YEAR.fullmatch(found[0].strip()) else None
