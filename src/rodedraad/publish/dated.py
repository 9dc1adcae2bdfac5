"""Which terms are a day of an act, and which a rule, a habit or how long something lasts. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from rodedraad.records import Action

_NUMBER = (
    r"(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertig|zestig|negentig|enkele|a|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety|some)"
)
_UNIT = (
    r"(?:(?:werk|kalender)?dag(?:en)?|we(?:ek|ken)|uur|uren|maand(?:en)?|jaar|jaren|(?:working )?days?|weeks?|hours?"
    r"|months?|years?)"
)
_MOST = r"(?:maximaal|maximum|hooguit|hoogstens|ten hoogste|at most|no more than|a period of(?: at most)?)"
_RULE = re.compile(
    r"(?i)\s*(?:(?:uiterlijk|altijd|steeds|telkens)\s+)?(?:"
    r"(?:binnen|within)\s+(?:\S+\s+){1,3}(?:(?:werk|kalender)?dag(?:en)?|we(?:ek|ken)|uur|uren|maand(?:en)?"
    r"|(?:working )?days?|weeks?|hours?|months?)"
    rf"|(?:binnen|in|within)\s+{_MOST}\s+{_NUMBER}\s+{_UNIT}"
    rf"|(?:in|na|after)\s+{_NUMBER}\s+{_UNIT}"
    r")\b(?!.*\d{4})"
)
"""A term that runs anew each time: no day of an act, unless it is promised or asked."""
_BINDS = re.compile(
    r"(?i)\b(?:beslistermijn\w*|wettelijke termijn\w*|indien|(?:bij|na|vanaf) (?:elke?|iedere?|het (?:verlenen|indienen"
    r"|aanvragen|ontvangen)|(?:de )?(?:ontvangst|indiening|melding|aanvraag|vergunningverlening))|(?:upon|after|of)"
    r" (?:receipt|notification|submission)|each time)\b"
)
"""Of a sentence that sets a rule: its term runs from what happens each time."""
_WITHIN = re.compile(rf"(?i)\s*(?:binnen|in|na|within|after)\s+(?:\S+\s+){{0,3}}{_UNIT}\b(?!.*\d{{4}})")
_LASTING = re.compile(
    r"(?i)\s*(?:"
    r"(?:in|tijdens|gedurende|during)\s+(?:de |het |the )?"
    r"(?:winter|zomer|herfst|lente|voorjaar|najaar|summer|autumn|spring)s?"
    rf"|(?:voor|gedurende|for|during|over)\s+(?:de |the )?(?:(?:komende|eerstkomende|volgende|next|coming)\s+)?{_NUMBER}\s+{_UNIT}"
    r")\b(?!.*\d{4})"
)
"""What comes back each year, or how long something lasts: never a day by which."""


def without_rule(action: Action, told: str, *, is_once: bool) -> Action:
    """An action without a date where its term is a rule ("betaald binnen dertig dagen"), a habit ("in de winter") or lasts.

    ``told`` is the text of its sentences, ``is_once`` whether it is asked or promised. What a person set as its term is its term.
    """
    term = action.deadline or ""
    binds = bool(_WITHIN.match(term) and _BINDS.search(told))
    if action.decides("deadline") or not (_LASTING.match(term) or binds or (_RULE.match(term) and not is_once)):
        return action
    return replace(action, by_from=None, by_to=None)
