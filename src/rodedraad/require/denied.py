"""Which needs a sentence denies, disowns or tells of something withdrawn: nobody who writes so states them.

Read from the words around the need: what follows it and calls it untrue, a claim that is said to be false, a saying that
is called wrong, a source that was taken back, or an asking of which is said that nobody does it.
"""

from __future__ import annotations

import re

_FALSE = (
    r"(?:onjuist|onwaar|incorrect|onzin|achterhaald|(?:een )?(?:misverstand|fabel|mythe)|niet (?:waar|juist|correct|zo|het geval|langer waar)"
    r"|untrue|false|wrong|mistaken|not (?:true|correct|the case)|a (?:myth|misunderstanding))"
)
_BE = r"(?:is|was|zijn|blijkt|bleek|blijken|lijkt|are|were|proved|turned out)"
_BACK = re.compile(
    rf"(?i)\b(?:dat|dit|wat|deze (?:bewering|stelling|claim|raming)|die (?:bewering|stelling|claim|raming)|that|this|which|it) "
    rf"(?:{_BE} (?:\w+ ){{0,2}}?{_FALSE}|(?:klopt|kloppen) (?:\w+ )?niet|(?:bestrijden|betwisten|ontkennen|weerspreken) (?:wij|we)"
    rf"|(?:wij|we) (?:bestrijden|betwisten|ontkennen|dispute|deny)|(?:\w+ )?(?:niet (?:klopt|waar is|juist is)|onjuist is|onwaar is))"
)
"""After the need: what points back to it and calls it false."""
_CLAIM = re.compile(
    rf"(?i)\b(?:(?:bewering|stelling|claim|suggestie|aanname|veronderstelling|idee|gedachte|bericht|mening) (?:dat|that)\b.*?"
    rf"(?:{_BE} (?:\w+ )?{_FALSE}|(?:klopt|kloppen) (?:\w+ )?niet|(?:bestrijden|betwisten|verwerpen|ontkennen) (?:wij|we)|(?:berust|rust) op een)"
    rf"|(?:het|it) {_BE} (?:\w+ )?{_FALSE} (?:om te (?:stellen|zeggen) )?(?:dat|that)|het klopt (?:\w+ )?niet dat"
    rf"|(?:wij|we) (?:bestrijden|betwisten|ontkennen|weerspreken|dispute|deny) (?:dat|that|de (?:bewering|stelling)))\b"
)
"""Around the need: a claim that is said to be false."""
_SAID = (
    r"(?:bewe\w+|stel(?:t|d|de|den|len)|gesteld|zeg(?:t|gen)|gezegd|schrijft|schreef|geschreven|meld(?:t|de|en)|gemeld|denkt|dacht|meent|meende"
    r"|claim\w*|suggere\w+|aldus|volgens|claims?|claimed|sa(?:ys|id)|states?|stated|argue[sd]?|according)"
)
_WRONGLY = re.compile(
    rf"(?i)\b{_SAID}\b[^;:]{{0,80}}\b(?:ten onrechte|onterecht|abusievelijk|wrongly|falsely|mistakenly|incorrectly)\b"
    rf"|\b(?:ten onrechte|onterecht|abusievelijk|wrongly|falsely|mistakenly|incorrectly)\b[^;:]{{0,40}}\b{_SAID}\b"
)
_WITHDRAWN = re.compile(
    r"(?i)\b(?:aldus|volgens|staat in|schrijft|meldt|stelt|according to|says|states)\b[^;:]{0,80}?"
    r"\b(?:ingetrokken|teruggetrokken|herroepen|teruggenomen|gerectificeerd|withdrawn|retracted|recalled)\b"
)
_NOBODY = re.compile(
    r"(?i)\b(?:niemand|geen (?:enkele )?(?:partij|gemeente|bedrijf|school|instelling|mens)|geen van (?:de|deze|hen|ons)(?: \w+)?"
    r"|nobody|no one|none of (?:the \w+|them|us)|no (?:party|company|school))\b(?: \w+){0,2}? "
    r"(?:vraagt|vragen|vroeg|verzoekt|roept|pleit|wil|wenst|eist|zegt|beweert|stelt|meent|heeft behoefte|heeft gevraagd|ask(?:s|ed)?|calls?|wants?|requests?|says?|claims?|needs?)\b"
)
"""Before the need: nobody asks for it."""


def is_denied(quote: str, start: int, end: int, what_end: int) -> bool:
    """Whether the sentence does not stand for the need that it tells of at ``quote[start:end]``, named up to ``what_end``."""
    if _BACK.search(quote, what_end):
        return True
    low = max(quote.rfind(mark, 0, start) for mark in ";:") + 1
    high = min((at for mark in ";:" if (at := quote.find(mark, end)) >= 0), default=len(quote))
    part = quote[low:high]
    return any(pattern.search(part) for pattern in (_CLAIM, _WRONGLY, _WITHDRAWN)) or bool(
        _NOBODY.search(quote[low:what_end])
    )
