"""Documents that a sentence only wants or announces, or that each place has: they are not there to be read.

Method: docs/method/references.md.
"""

from __future__ import annotations

import re

# "Er komt een Nationaal Plan", "elke gemeente maakt een Visie": what does not exist yet, or exists in each place.
_INDEFINITE = re.compile(
    r"\b(?P<word>een|één|elke|iedere|a|an|each|every)\s(?:(?!van\b|voor\b|met\b|in\b|op\b|of\b)[a-zà-ÿ]{3,20}\s){0,2}$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:er kom(?:t|en)|kom(?:t|en) (?:er|met)|wil(?:len)?|moet(?:en)?|ga(?:an|at)|zullen|zal|mak(?:en|e)|maakt|stel(?:len|t)|introduceren|pleit(?:en)?|werk(?:en|t) (?:\w+ )?aan|ontwikkel(?:en|t)|"
    r"voeren|richten|opstellen|opzetten|(?:met|via) een$|met een|via een|(?:vra(?:ag|agt|gen)|verzoek(?:en|t)?) (?:\w+ ){0,2}om|laat|laten|behoefte aan|should|will|need|want|develop|with a)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"\b(?:nodig|noodzakelijk|gewenst|wenselijk|vereist|needed|necessary|required)\b(?!\sgeweest)")
_DONE = re.compile(
    r"\b(?:hebben|heeft|is|zijn|werd|werden|was|has|have|had)\b|\b(?:ge|opge|vastge|uitge|aange|afge|onderte)[a-z]{3,}(?:d|t|en)\b",
    re.IGNORECASE,
)


def is_to_come(text: str, left: int, right: int, start: int, end: int) -> bool:
    """Whether a name is that of something which its sentence only wants or announces, or which there are many of."""
    indefinite = _INDEFINITE.search(text[max(start, left - 44) : left])
    if indefinite is None:
        return False
    before = re.split(r"[.!?;:]\s", text[max(start, left - 120) : left])[-1]
    after = re.split(r"[.!?;:](?:\s|$)", text[right : min(end, right + 80)])[0]
    if "te worden" in after or after.lstrip().startswith(("komen", "te komen")) or _NEEDED.search(after):
        return True
    if _DONE.search(before + after):
        return False
    return bool(_TO_COME.search(before) or indefinite["word"].lower() in {"elke", "iedere", "each", "every"})
