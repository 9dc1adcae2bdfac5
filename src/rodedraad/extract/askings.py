"""Who asks where it is not the author: the reader of a letter ("u vraagt ons …"), or a party told of in the third person.

A request that was made to the author is no request of its own: it is told. Method: docs/method/particulars.md,
section 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rodedraad.parties import Mention

_READER = (
    r"(?:u|jullie|uw\s(?:kamer|college|raad|gemeenteraad|gemeente|provincie|bestuur|commissie|staten|ministerie|waterschap|fractie|directie|organisatie|"
    r"bedrijf|onderneming|stichting|vereniging))"
)
_US = r"(?:ons|mij|onze\s\w+|mijn\s\w+)"
_ASKS = r"(?:vraagt|vragen|vroeg|vroegen|verzoekt|verzoeken|verzocht|verzochten|eist|eisten?|wenst|verlangt|bepleit)"
# With other verbs it must be said that it is the author of whom something is wanted.
_CALLS = r"(?:roept|riep|nodigt|dringt|drong|spoort|maant|adviseert|beveelt|raadt|smeekt|verwacht|wilt|wil|wilde|vraagt|vroeg|verzoekt|verzocht)"
_ASKED = r"(?:gevraagd|verzocht|opgeroepen|uitgenodigd|aangedrongen|geëist|aangespoord|aangemaand)"
_HAVE = r"(?:heeft|hebt|hebben|had|hadden)"
_START = r"\W{0,4}(?:(?:maar|en|ook|want)\s)?"
# What stands before the verb where the subject follows it: "in uw brief van 3 mei vraagt u …".
_TURNED = (
    r"(?:(?:in|bij|op|per|met|tijdens|eerder|onlangs|naar\saanleiding\svan)\s(?:[^\s.;:?,]+\s){1,9}?|"
    r"(?:ook|daarnaast|tevens|verder|daarbij|daarin|hierin|hierbij|vervolgens|tot\sslot|eerder|onlangs|nu|daarom|bovendien|ten\s\w+)\s)"
)
_READER_ASKS = re.compile(
    rf"{_START}(?:{_READER}\s(?:(?:ook|nu|daarom|daarin|daarbij|hierin|tevens|dan\sook|eerder|nadrukkelijk|in\s(?:uw|de|die)\s\w+)\s){{0,2}}{_ASKS}\b|"
    rf"{_READER}\s(?:\w+\s){{0,2}}?{_CALLS}\s[^.;:?]{{0,60}}?\b(?:ons|mij|onze|mijn|dat\s(?:wij|we|ik))\b|"
    rf"{_READER}\s{_HAVE}\s[^.;:?]{{0,160}}?\b{_ASKED}\b|"
    rf"{_TURNED}?{_HAVE}\s{_READER}\s[^.;:?]{{0,160}}?\b{_ASKED}\b|"
    rf"{_TURNED}{_ASKS}\s{_READER}\b|{_ASKS}\s{_READER}\s(?:\w+\s){{0,3}}?{_US}\b|"
    r"(?:in\syour\s[^.;:?,]{2,40},?\s)?you\s(?:have\s|had\s|also\s){0,2}(?:ask(?:ed)?|request(?:ed)?|urged?|call(?:ed)?\s(?:up)?on|invited?|demand(?:ed)?|want(?:ed)?)\s(?:\w+\s){0,2}?(?:us|me|our|for|that)\b)"
)
# To ask for a permit or a grant at a counter is an application, no request: "u vraagt de subsidie aan bij …".
_APPLIES = re.compile(
    r"\b(?:aan\b(?=\W*$|\s(?:bij|via|voor|vóór|met|door|op|in)\b)|aangevraagd|aan\ste\svragen)|\?\W*$"
)
_OWN_ASKING = re.compile(
    r"\b(?:wij|we|ik)\s(?:\w+\s){0,4}?(?:vragen|vraag|verzoeken|verzoek|hopen|hoop|roepen|roep|verwachten|verwacht)\b|"
    r"\b(?:vragen|vraag|verzoeken|verzoek|hopen|hoop|roepen|roep|verwachten|verwacht)\s(?:wij|we|ik)\b|\bwe\s(?:\w+\s)?(?:ask|request|urge)\b"
)
_CUES = (
    "vra", "vroeg", "verzo", "eis", "wens", "verlang", "bepleit", "roep", "riep", "nodig", "dring", "drong", "spoor", "maan", "adviseer", "beveel",
    "raad", "smeek", "verwacht", "wil", "ask", "request", "urge", "call", "invite", "demand", "want",
)  # fmt: skip
_READERS = ("u ", "uw ", "jullie", "you")
_PARTY_ASKS = re.compile(
    r"\s(?:\([^()]{1,40}\)\s)?(?:(?:ook|nu|daarom|hierbij|tevens|nadrukkelijk|eerder|onlangs|in\s(?:19|20)\d\d)\s){0,2}(?:vraagt|vroeg|vroegen|vragen|verzoekt|verzoeken|verzocht|verzochten|asks?|asked|requests?|requested)\s"
    r"(?!wij\b|we\b|ik\b|zich\b|te\sworden|van\sons\b)"
)


def reader_asks(low: str) -> bool:
    """Whether a sentence in lower case tells what its reader asks of the author: "u vraagt ons de kade te sluiten"."""
    if not any(map(low.__contains__, _READERS)) or not any(map(low.__contains__, _CUES)):
        return False
    return _READER_ASKS.match(low) is not None and _APPLIES.search(low) is None and _OWN_ASKING.search(low) is None


_SAYS = re.compile(
    rf"{_START}(?:{_READER}\s(?:\w+\s){{0,3}}?|(?:{_TURNED})(?=\w+\s{_READER}\b))(?:stelt|stelde|vindt|vond|meent|schrijft|schreef|zegt|zei|betoogt|benadrukt|geeft|gaf|vreest|concludeert|constateert)"
    rf"\s(?:{_READER}\s)?(?:\w+\s){{0,3}}?(?:aan,?\s)?dat\b"
)


def reader_says(low: str) -> bool:
    """Whether a sentence in lower case tells what its reader says: "u schrijft dat de kade te smal is"."""
    return any(map(low.__contains__, _READERS)) and " dat " in low and _SAYS.match(low) is not None


def asks_in_turn(low: str, named: Mention) -> bool:
    """Whether a party behind its verb asks something of reader or author: "hierbij vraagt de gemeente u om …"."""
    return (
        _ASKED_BY.search(low, max(0, named.start - 48), named.start) is not None
        and _OF_US.match(low, named.end) is not None
        and _OWN_ASKING.search(low) is None
    )


_ASKED_BY = re.compile(
    r"\b(?:vraagt|vroeg|verzoekt|verzocht|vragen|verzoeken)\s(?:(?:de|het|gemeente|provincie|college|raad|ministerie|minister|stichting|vereniging|van)\s){0,5}$"
)
_OF_US = re.compile(r"\s(?:u|uw|ons|mij|jullie|onze)\b")


def party_asks(low: str, named: Mention) -> bool:
    """Whether the party that a sentence opens with asks something: "de gemeente verzoekt u om …"."""
    return (
        _PARTY_ASKS.match(low, named.end) is not None
        and _APPLIES.search(low, named.end) is None
        and _OWN_ASKING.search(low, named.end) is None
    )


def the_reader(addressees: Sequence[str]) -> str | None:
    """The party that "u" stands for, where a document is written to one party only."""
    parties = {addressed.partition("#")[0] for addressed in addressees}
    return parties.pop() if len(parties) == 1 else None


_YOU = re.compile(rf"{_READER}\b|you\b|your\s(?:council|government|ministry|board|committee)\b")


def is_reader(words: str) -> bool:
    """Whether words in lower case are those for the reader: "u", "uw college"."""
    return _YOU.fullmatch(words) is not None
