"""Words of Dutch and English that several grammars share: months, seasons, numbers, and how text is lowered."""

from __future__ import annotations

import re

from rodedraad import intervals

MONTHS: dict[str, int] = {
    **intervals.MONTHS,
    "jan": 1,
    "feb": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"

# First and last (month, day); the Dutch winter of year Y is the one that begins in Y.
SEASONS: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "voorjaar": ((3, 1), (6, 20)),
    "lente": ((3, 1), (6, 20)),
    "spring": ((3, 1), (6, 20)),
    "zomer": ((6, 21), (9, 20)),
    "summer": ((6, 21), (9, 20)),
    "najaar": ((9, 1), (12, 20)),
    "herfst": ((9, 1), (12, 20)),
    "autumn": ((9, 1), (12, 20)),
    "fall": ((9, 1), (12, 20)),
    "winter": ((12, 1), (12, 31)),
}
SEASON = "(?:" + "|".join(sorted(SEASONS, key=lambda name: (-len(name), name))) + ")"

NUMBERS: dict[str, float] = {
    word: number
    for number, words in (
        (0.5, ("een half", "half")),
        (1, ("één", "een", "one", "a")),
        (2, ("twee", "two")),
        (3, ("drie", "three")),
        (4, ("vier", "four")),
        (5, ("vijf", "five")),
        (6, ("zes", "six")),
        (7, ("zeven", "seven")),
        (8, ("acht", "eight")),
        (9, ("negen", "nine")),
        (10, ("tien", "ten")),
        (11, ("elf", "eleven")),
        (12, ("twaalf", "twelve")),
        (13, ("dertien", "thirteen")),
        (14, ("veertien", "fourteen")),
        (15, ("vijftien", "fifteen")),
        (16, ("zestien", "sixteen")),
        (17, ("zeventien", "seventeen")),
        (18, ("achttien", "eighteen")),
        (19, ("negentien", "nineteen")),
        (20, ("twintig", "twenty")),
        (25, ("vijfentwintig", "twenty-five")),
        (30, ("dertig", "thirty")),
        (40, ("veertig", "forty")),
        (50, ("vijftig", "fifty")),
        (60, ("zestig", "sixty")),
        (70, ("zeventig", "seventy")),
        (80, ("tachtig", "eighty")),
        (90, ("negentig", "ninety")),
        (100, ("honderd", "hundred", "a hundred", "one hundred")),
        (200, ("tweehonderd", "two hundred")),
        (300, ("driehonderd", "three hundred")),
        (400, ("vierhonderd", "four hundred")),
        (500, ("vijfhonderd", "five hundred")),
        (600, ("zeshonderd", "six hundred")),
        (700, ("zevenhonderd", "seven hundred")),
        (800, ("achthonderd", "eight hundred")),
        (900, ("negenhonderd", "nine hundred")),
        (1000, ("duizend", "thousand", "a thousand", "one thousand")),
        (1.5, ("anderhalf", "anderhalve", "one and a half")),
    )
    for word in words
}
_ONES = (("een", "one"), ("twee", "two"), ("drie", "three"), ("vier", "four"), ("vijf", "five"), ("zes", "six"), ("zeven", "seven"), ("acht", "eight"), ("negen", "nine"))  # fmt: skip
_TENS = (("twintig", "twenty"), ("dertig", "thirty"), ("veertig", "forty"), ("vijftig", "fifty"), ("zestig", "sixty"), ("zeventig", "seventy"), ("tachtig", "eighty"), ("negentig", "ninety"))  # fmt: skip


def _composed() -> dict[str, float]:
    """The numbers to a hundred and the thousands to ten thousand that are made of others."""
    found: dict[str, float] = {}
    for ten, (dutch_ten, english_ten) in enumerate(_TENS, 2):
        for one, (dutch, english) in enumerate(_ONES, 1):
            # tweeëntwintig: two e's that meet are told apart
            found[f"{dutch}{'ën' if dutch.endswith('e') else 'en'}{dutch_ten}"] = 10 * ten + one
            found[f"{english_ten}-{english}"] = 10 * ten + one
    for one, (dutch, english) in enumerate((*_ONES[1:], ("tien", "ten")), 2):
        found[f"{dutch}duizend"] = found[f"{english} thousand"] = 1000 * one
    return found


NUMBERS |= _composed()

ORDINALS: dict[str, int] = {
    word: number
    for number, words in (
        (1, ("eerste", "1e", "1ste", "first", "1st")),
        (2, ("tweede", "2e", "2de", "second", "2nd")),
        (3, ("derde", "3e", "3de", "third", "3rd")),
        (4, ("vierde", "4e", "4de", "vierde", "laatste", "fourth", "4th", "last")),
    )
    for word in words
}
ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=lambda name: (-len(name), name))) + ")"


def lower(text: str) -> str:
    """The text in lower case, character for character, so that offsets stay those of the text."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def alternation(words: tuple[str, ...]) -> str:
    """A regular expression of these words, longest first, with any run of white space for a space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered) + ")"


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(words.split())
