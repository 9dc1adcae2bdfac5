"""How high a clause ranks among those of its part: by what follows from it and by who stands behind it. Pure.

Points are whole numbers that anybody can add up again: docs/method/propose.md has the table.
"""

from __future__ import annotations

import re

from rodedraad.propose.plainness import burden
from rodedraad.records import Statement, StatementType

PER_VOICE, PER_DOCUMENT, PER_SIGNER = 10, 3, 2
"""Support weighs most: each voice behind it, then each independent document, then who else signed the same one.

Where a voice of the region speaks, its voices are those that count; others weigh as who else signed."""
AIM, ADDRESSED, TERM, AMOUNT, DISPUTED, SURE_TYPE = 6, 4, 3, 2, 2, 2
"""Consequence: it is wanted, somebody must act, by a day, for a sum, somebody objects, its type was read with certainty."""
REGION = 8
"""For a sentence about a place of the frame, or of somebody of the region: that is what a region can decide on."""
EARLIER = 10
"""Less for what a party says in a document that is older than another one of it here: its latest position holds."""
BURDEN = 3
"""Taken off for each point of ``plainness.burden``."""
FOREIGN = 12
"""Less for a sentence in another language than most sources: it stands in the reading, and seldom on the one page."""
PAST = 15
"""Less for what was to be done before the latest document here was written: nobody can do it in time any more."""
COURTESY = 15
"""Less for a request to meet or to be heard: it asks for nothing that a region could have."""
_COURTESY = re.compile(
    r"\b(?:in gesprek|gesprek\w*|bezoek\w*|nodig(?:en|t) (?:u|jullie|uw|hen)\b[^.;]{0,40}\buit|uitnodig\w*|aandacht|ontvangen wij|contact|"
    r"reactie|laten weten|toelicht\w*|aan de slag|visit|meeting|attention|hear from you|get in touch)\b",
    re.IGNORECASE,
)
_SURE_TYPE = 0.8
OBSERVED: frozenset[StatementType] = frozenset({"finding", "conclusion", "concern"})
"""Types that tell what is so, and want nothing."""


def consequence(statement: Statement) -> int:
    """What follows from one statement, less what a reader would miss who meets it alone."""
    return (
        AIM * (statement.type not in OBSERVED)
        + ADDRESSED * any(actor.party for actor in statement.actors)
        + TERM * bool(statement.deadline_to)
        + AMOUNT * bool(statement.amounts)
        + SURE_TYPE * (statement.confidence >= _SURE_TYPE)
        - BURDEN * burden(statement)
        - COURTESY * is_courtesy(statement)
    )


def is_courtesy(statement: Statement) -> bool:
    """Whether a request asks for no more than to meet, to be heard or to be answered."""
    return statement.type == "request" and is_courteous(statement.text)


def is_courteous(text: str) -> bool:
    """Whether the words of a request ask for no more than that."""
    return bool(_COURTESY.search(text))


def shared(counted: tuple[int, int], lead: Statement, *, documents: int, is_disputed: bool) -> int:
    """Those of a thread: of the voices that count and those beside them, and of the sentence that speaks for it."""
    voices, others = counted
    support = PER_VOICE * voices + PER_SIGNER * others + PER_DOCUMENT * documents
    return support + DISPUTED * is_disputed + consequence(lead)


def single(statement: Statement, *, voices: int) -> int:
    """Those of one statement. Parties that hold it together, in one document, are one voice and a little more."""
    return PER_VOICE + PER_SIGNER * max(0, voices - 1) + PER_DOCUMENT + consequence(statement)
