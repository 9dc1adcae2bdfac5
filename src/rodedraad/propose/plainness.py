"""How well a sentence can stand by itself in a proposition, far from the text that it was taken from. Pure."""

from __future__ import annotations

import re

from rodedraad.records import Statement

UNFIT = 6
"""From so many points a sentence cannot stand on the one page: nobody would know what it says."""
_LEAST_WORDS, _MANY_WORDS, _MOST_WORDS = 5, 32, 50
_POINTS_BACK = re.compile(
    r"^(?:dit|deze|dat|die|daar\w*|hier\w*|zij|ze|hij|hun|dus|ook|echter|zo|bovendien|tevens|verder|toch|maar|en|of|want|omdat|"
    r"voorwaarde (?:is|daar\w+)|tenzij|mits|behalve|zodat|waarbij|waardoor|waarmee|unless|provided|alleen (?:dan|zo)|pas dan|in (?:totaal|dat geval)|hetzelfde|"
    r"dan|dergelijke|zulke|beide|eveneens|immers|kortom|dezelfde|this|these|that|those|it|they|however|also|therefore|thus|such|"
    r"but|and|both|their|he|she)\b",
    re.IGNORECASE,
)
_POINTS_INSIDE = re.compile(
    r"\b(?:hierboven|hieronder|bovenstaande?|onderstaande?|genoemde?|eerdergenoemde|bijlage|zie ook|above|below|see also|"
    r"paragraaf|hoofdstuk|figuur|tabel|section|chapter|figure|table)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:deze|dit|these|this) \w|\bhier\b(?! (?:in|aan) )|\bdat (?:rapport|onderzoek|punt|bedrag|plan|besluit|verzoek)\b"
    r"|\b(?:zal|zullen|moet|kan|is|wordt|ziet) het er\b|^(?:\w+ ){1,3}them\b",
    re.IGNORECASE,
)
"""Something that was named before, and is not here."""
_STANDS_ELSEWHERE = re.compile(
    r"\b(?:staat|staan|stands?|is to be found) (?:\w+ )?(?:in|op|at) (?:de|het|een|the) (?:\w+ )?[A-ZÀ-Þ]"
)
"""What it tells of is in another document: here is only where."""
_PERHAPS_UNNAMED = re.compile(
    r"\b(?:daar|hier)(?:over|voor|in|bij|mee|van|aan|op|toe|naar|door|uit|om)\b", re.IGNORECASE
)
"""Something that was named before, here or in another sentence."""


def leans(text: str) -> bool:
    """Whether a sentence leans on the one before it: what it says alone may be another thing than what was meant."""
    return bool(_POINTS_BACK.match(text) or _UNNAMED.search(text))


def burden(statement: Statement) -> int:
    """What a reader would miss who meets this sentence alone: 0 for nothing, UNFIT or more for too much.

    Too long or too short, no whole sentence, a beginning that points back ("Dit ..."), a pointer to a figure.
    """
    text = " ".join(statement.quote.split())
    words = len(text.split())
    points = 0
    if words < _LEAST_WORDS or words > _MOST_WORDS:
        points += UNFIT
    elif words > _MANY_WORDS:
        points += 2
    if not text[:1].isupper() and not text[:1].isdigit():
        points += 4
    if text[-1:] in ":;,":
        points += UNFIT
    elif text[-1:] not in ".!?”\"'»)":
        points += 3
    if text.endswith("?"):
        points += 3
    if _POINTS_BACK.match(text):
        points += 4
    if _POINTS_INSIDE.search(text) or _STANDS_ELSEWHERE.search(text):
        points += 3
    if _UNNAMED.search(text):
        points += 2
    elif _PERHAPS_UNNAMED.search(text):
        points += 1
    return points
