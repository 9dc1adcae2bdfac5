"""Whether a text holds what a question wants to hear: a number, a sum of money, a moment or a time.

Wide on purpose: a quote that may name it is shown, one that surely does not is no answer. Method: docs/method/retrieve.md.
"""

from __future__ import annotations

import re

from rodedraad.records import Detail
from rodedraad.retrieve.questions import Question
from rodedraad.stems import folded

# a bare year is no quantity, and neither are the digits of a name (CO2, A9, artikel 3)
_NUMBER = (
    r"(?<![\w.,])(?!(?:19|20)\d\d(?![\w.,%])|(?:19|20)\d\d[.,]?(?:\s|$))\d[\d.,]*(?![\w])"
    r"|\d\s?(?:%|ha|m2|m3|km|kw|mw|gw|mton|kton|ton|tj|pj|twh|gwh|kwh|db)\b"
)
_NUMBER_WORD = (
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|\w*tig|\w*honderd(?:en)?|"
    r"\w*duizend(?:en)?|\w*miljoen(?:en)?|\w*miljard(?:en)?|tientallen|anderhal(?:f|ve)|helft|half|halve|\w*kwart|derde|"
    r"tweederde|procent|verdubbel\w*|dubbele?|gehalveerd|halver\w*|nul|een op de|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w*teen|\w*ty|hundreds?|thousands?|millions?|billions?|"
    r"dozens?|half|halve|quarter|third|percent|double|twice|zero|one in)\b"
)
_OFTEN = r"\b(?:jaarlijks\w*|maandelijks\w*|wekelijks\w*|dagelijks\w*|eenmaal|eenmalig\w*|per (?:jaar|maand|week|dag)|(?:annual|month|week|dai)ly|yearly)\b"
_AMOUNT = re.compile(f"{_NUMBER}|{_NUMBER_WORD}|{_OFTEN}")
_MONEY = re.compile(
    r"[€$£]\s?\d|\b\d[\d.,]*\s?(?:euro|eur|miljoen|miljard|mln|mld|k|m|bn|million|billion)\b|\beuro['s]*\b|"
    r"\b\w*(?:miljoen|miljard|duizend)(?:en)?\b|\b(?:million|billion)s?\b|\d\s?%|\bprocent\b|\bgratis\b|\bkosteloos\b"
)
_MONTH = (
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"january|february|june|july|august|october"
)
_VERB_TOO = r"\d(?:st|nd|rd|th)? (?:of )?(?:may|march)\b|\b(?:may|march),? \d"
"""Months of which the name is a verb as well: with a day or a year beside it."""
_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTH})\b|{_VERB_TOO}|\b(?:kwartaal|quarter|q[1-4]|voorjaar|zomer|najaar|herfst|winter|spring|summer|autumn)\b"
)
_TIME = re.compile(
    r"\b(?:\w*ja(?:ar|ren)|\w*maand(?:en)?|\w*we(?:ek|ken)|dag(?:en)?|ur(?:en)?|uur|eeuw|\w*termijn|\w*periode|deadline|"
    r"uiterlijk|eind|medio|begin|binnenkort|spoedig|morgen|direct|meteen|onmiddellijk|zodra|voordat|nadat|voorafgaand|eerst|"
    r"jaarlijks|tijdens|inmiddels|straks|nog dit|years?|months?|weeks?|days?|hours?|century|term|period|soon|immediately|"
    r"once|before|after|until|by the end|annually|during)\b"
)


def lacks(question: Question, text: str) -> bool:
    """Whether a question asks how much or when, and this text names no quantity or no moment."""
    if not question.demands:
        return False
    low = folded(text)
    if any(f"{none} {word.word}" in low for word in question.words for none in ("geen", "no")):
        return False  # none is a number too
    return any(not _HELD[one](low) for one in question.demands)


def held(question: Question, text: str, details: frozenset[Detail]) -> int:
    """How many of the things that an answer should name this text names."""
    if details.issuperset(question.wants):
        return len(question.wants)
    low = folded(text)
    return sum(one in details or (one in _NAMED and _NAMED[one](low)) for one in question.wants)


def _has_amount(low: str) -> bool:
    return _AMOUNT.search(low) is not None


def _has_money(low: str) -> bool:
    return _MONEY.search(low) is not None


def _has_date(low: str) -> bool:
    return _DATE.search(low) is not None


def _has_time(low: str) -> bool:
    return _has_date(low) or _TIME.search(low) is not None


_HELD = {"amount": _has_amount, "money": _has_money, "date": _has_date, "time": _has_time}
_NAMED = {"amount": _has_amount, "deadline": _has_date}
