"""What kind of number or term a sentence gives: told of what was, reckoned, meant to be, or just said."""

from __future__ import annotations

import re
from functools import lru_cache

from rodedraad.records import Statement

# What kind of number or term it is: told of what was, reckoned, or meant to be. Unlike kinds do not contradict.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "reckoned",
            r"schat\w*|geschat\w*|raming\w*|ramen|raamt|geraamd\w*|verwacht\w*|verwachting|prognos\w*|berekening|projection|expect\w*|estimate\w*|forecast\w*|naar schatting",
        ),
        (
            "told",
            r"was|waren|werd|werden|had|hadden|kwam|kwamen|werkten|telden|woonden|leefden|kostte|kostten|zou|zouden|vroeger|voorheen|stootte\w*|bedroeg|bedroegen|telde|gemeten|steeg|daalde|were|emitted|measured",
        ),
        (
            "meant",
            r"willen|wil|streven|streeft|doel\w*|ambitie|moet|moeten|dient|dienen|zal|zullen|gaan (?:wij |we )?uit van|bouwen|komen er|er komen|norm|plafond|want|aim|goal|target|must|should|will|shall",
        ),
    )
)


def kind(statement: Statement) -> str:
    """Whether a sentence tells what was, reckons, means it to be, or just says it."""
    return kind_of(statement.text) or ("meant" if statement.deadline else "said")


@lru_cache(maxsize=1 << 16)
def kind_of(text: str) -> str | None:
    """The kind by the words of a text alone; None where they do not tell."""
    return next((name for name, words in _KINDS if words.search(text)), None)
