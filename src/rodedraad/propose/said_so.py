"""Whether a sentence itself says that it is a wish, a need or a condition. Pure.

A frame like "X wants this" puts a word in somebody's mouth. The type of a statement is right six times in ten
(docs/method/accuracy.md), which is not enough for that: the sentence must say it too, or its type be sure.
"""

from __future__ import annotations

import re

from rodedraad.records import Statement

SURE = 0.9
"""From where a condition is one although no word of it says so."""
_WISH = re.compile(
    r"\b(?:wil|willen|wilt|wensen|wenst|streven|streeft|nastreven|ambities?|(?:ons|onze|als|is het|hun) (?:hoofd)?doel\w*|verdien(?:en|t)|hopen|hoopt|"
    r"mikken|mikt|beogen|beoogt|beoogde|gaan voor|zetten (?:wij|we)? ?in|inzet|zien (?:wij|we) graag|graag|pleiten|pleit|"
    r"moet|moeten|hoort|horen|dient|dienen|mag|mogen|want|wants|aim|aims|goal|goals|ambition|strive|seek|should|must|hope)\b"
    r"|^(?:de|het|ons|onze) (?:hoofd)?doel\w*\b|^(?:in|tegen|uiterlijk in|vanaf|by|in) 20\d\d\b|\buiterlijk (?:in |eind |medio |begin )?20\d\d\b|\bby 20\d\d\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\b(?:nodig|noodzaak|noodzakelijk|behoefte\w*|vereis\w+|vergt|vergen|vraagt om|onmisbaar|tekort\w*|ontbreekt|ontbreken|"
    r"need|needs|needed|require\w*|necessary|lack|shortage)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:mits|tenzij|(?<!over de )(?:rand|basis)?voorwaarden?|voorwaardelijk|zolang|indien|afhankelijk van|provided|unless|as long as|on condition)\b"
    r"|\b(?:alleen|slechts|pas|enkel|only)\b[^.;]{0,80}\b(?:als|dan|wanneer|indien|zodra|nadat|onder|met|if|when|after|under)\b"
    r"|\b(?:als|if) (?:dat|dit|er|wij|we|that|this|there|we)\b"
    r"|\b(?:kan|kunnen|mag|mogen|wordt|worden)\b[^.;]{0,60}\b(?:alleen|pas|slechts)\b|\bals\b[^.;]{3,80}\bdan\b"
    r"|\bzonder\b[^.;]{0,80}\b(?:geen|niet)\b|\bniet ten koste\b|\bmoet\w*\b[^.;]{0,80}\bvoordat\b",
    re.IGNORECASE,
)

_NO_CONDITION = re.compile(
    r"\b(?:niet|nooit|not|never) (?:\w+ ){0,2}?(?:als|as) (?:\w+ ){0,2}?(?:(?:rand|basis)?voorwaarden?|condition)\b"
    r"|\b(?:geen|no) (?:\w+ ){0,2}?(?:(?:rand|basis)?voorwaarden?|conditions?)\b|\b(?:zonder|without) (?:verdere |any )?(?:voorwaarden?|conditions?)\b",
    re.IGNORECASE,
)


def is_wish(statement: Statement) -> bool:
    """Whether it says that something is wanted, aimed at or ought to be."""
    return bool(_WISH.search(statement.text))


def is_need(statement: Statement) -> bool:
    """Whether it says that something is needed or lacking."""
    return bool(_NEED.search(statement.text))


def is_condition(statement: Statement) -> bool:
    """Whether it says that one thing hangs on another, or was surely read so; not where it says that it does not."""
    if _NO_CONDITION.search(statement.text):
        return False
    return statement.confidence >= SURE or bool(_CONDITION.search(statement.text))
