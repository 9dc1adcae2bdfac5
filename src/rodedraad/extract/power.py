"""Whether what is said lies within the author's own power.

Told in so many words ("ligt buiten onze invloedssfeer", "wij kunnen dat niet alleen"), or by who must act: another
party, or the author. None where the text does not tell. Method: docs/method/particulars.md, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rodedraad.extract.actors import FIRST_PERSON
from rodedraad.extract.lexicon import lower
from rodedraad.records import Actor, StatementType

_OUTSIDE = re.compile(
    r"\b(?:buiten|niet\sbinnen|voorbij)\s(?:de\s|onze\s|hun\s|ons\s|het\s|zijn\s|haar\s)?(?:directe\s|eigen\s|gemeentelijke\s|lokale\s|regionale\s)?(?:invloedssfeer|invloed|macht|bevoegdheid|bevoegdheden|bereik|vermogen|mogelijkheden|beslissingsbevoegdheid)\b"
    r"|\b(?:kunnen|kan|kunnen\swij|kunnen\swe)\b[^.;]{0,80}\bniet\s(?:alleen|zelf|zelfstandig|op\seigen\skracht)\b"
    r"|\b(?:alleen|zelf|op\seigen\skracht)\s(?:kunnen|kan|lukt|redden)\b[^.;]{0,60}\bniet\b|\b(?:niet|geen)\s(?:zelf\s)?bevoegd\b|\bgaan\s(?:wij|we)\sniet\sover\b|\b(?:geen|weinig|beperkte?)\s(?:directe\s)?invloed\sop\b|\bgeen\szeggenschap\b"
    r"|\b(?:zijn|is)\s(?:wij\s|we\s)?(?:daarbij\s|hiervoor\s|daarvoor\s|hierin\s|sterk\s|mede\s)*afhankelijk\svan\b|\bhulp\svan\b[^.;]{0,60}\bnodig\b"
    r"|\b(?:beyond|outside)\s(?:our|the|their|its)\s(?:own\s|direct\s)?(?:control|power|powers|influence|remit|competence|sphere)\b|\bcannot\b[^.;]{0,60}\b(?:alone|on\sour\sown|ourselves)\b|\bnot\swithin\sour\s(?:power|control|remit)\b|\bdepends?\son\sthe\b"
)
_INSIDE = re.compile(
    r"(?<!niet )\bbinnen\s(?:onze|de|het|hun)\s(?:eigen\s)?(?:invloedssfeer|bevoegdheid|bevoegdheden|macht)\b|\b(?:daar|hier)\sgaan\s(?:wij|we)\s(?:zelf\s)?over\b|\bwithin\sour\s(?:own\s)?(?:power|powers|control|remit)\b"
    r"|\b(?:wij|we|ik)\s(?:zullen|zal|gaan|starten|stellen|nemen|investeren|voeren|zorgen|leggen|maken|zetten|werken|will|shall|are\sgoing\sto)\b|\b(?:zullen|zal|gaan|starten|stellen|nemen|investeren|voeren|leggen)\s(?:wij|we|ik)\b"
)
_OUTSIDE_CUES = (
    "buiten",
    "niet binnen",
    "voorbij",
    "niet alleen",
    "niet zelf",
    "zelf",
    "alleen",
    "eigen kracht",
    "bevoegd",
    "niet over",
    "invloed",
    "zeggenschap",
    "afhankelijk",
    "hulp van",
    "beyond",
    "outside",
    "cannot",
    "not within",
    "depend",
)
_INSIDE_CUES = ("binnen", "within", "wij ", "we ", " wij", " we", "ik ", " ik")
_OTHERS = frozenset({"must_act", "asked", "authority", "leads"})
_DUE: frozenset[StatementType] = frozenset({"measure", "recommendation", "request", "condition", "ambition"})


def within_power(
    text: str,
    actors: Sequence[Actor],
    *,
    type: StatementType,  # noqa: A002  the word of the record
    authors: Sequence[str],
) -> bool | None:
    """True or False where the text tells whether the author can do it by itself; None where it does not."""
    low = lower(text)
    if any(map(low.__contains__, _OUTSIDE_CUES)) and _OUTSIDE.search(low):
        return False
    if type == "request":
        return False
    if type in _DUE:
        acting = [actor for actor in actors if actor.role in _OTHERS]
        own = [actor for actor in acting if actor.words.lower() in FIRST_PERSON or actor.party in authors]
        if acting and not own:
            # A generic agent ("de gemeente") may be the author itself: only a party that is known to be another,
            # or a party that is asked, is outside its power.
            known = [actor for actor in acting if actor.party is not None or actor.role == "asked"]
            return False if known else None
    if type == "measure" and any(map(low.__contains__, _INSIDE_CUES)) and _INSIDE.search(low):
        return True
    return None
