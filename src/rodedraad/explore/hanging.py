"""On what a need hangs by its own sentence: the words of its condition, of what it is for, or of what asks for it.

"Als de fabriek op waterstof overgaat, zijn 400 technici nodig", "voor waterstof is netcapaciteit nodig", "de overgang op
waterstof vraagt netcapaciteit". Only those words can tie the need to a choice; what else a sentence speaks of cannot.
docs/method/require.md, section 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CONDITION = re.compile(
    r"(?i)\b(?:als|indien|wanneer|mits|zodra|zolang|in het geval (?:dat|van)|op voorwaarde dat|bij een keuze voor|"
    r"if|when|once|as long as|provided that|in case of|on condition that)\b(?P<words>[^,;:.!?]{3,200})"
)
_BUT = re.compile(r"(?i)\b(?:ook|zelfs|even|tenzij|unless|whether|of)\s+$")
"""Before a condition that changes nothing: "ook als" holds either way."""
_FOR = re.compile(
    r"(?i)(?:^|[,;:]\s*|\b(?:nodig|needed|required)\s+)(?:voor|om|for|to)\s+(?P<words>[^,;:.!?]{3,160}?)"
    r"(?=\s+(?:is|zijn|hebben|heeft|moet|moeten|komt|komen|we|wij|er|are|must|there)\b|[,;:.!?]|$)"
)
_ASKS = re.compile(
    r"(?i)^(?:vraagt|vragen|vereist|vereisen|vergt|vergen|behoeft|behoeven|heeft|hebben|requires?|needs?|demands?|takes?|calls? for)\b"
)
_LACK = re.compile(
    r"(?i)\b(?:te weinig|te kort|onvoldoende|niet (?:genoeg|voldoende)|geen|zonder|\w*tekort\w*|gebrek|schaarste?|ontbre\w+|"
    r"too (?:few|little)|(?:not|isn['’]t|aren['’]t) enough|insufficient|no|without|shortages?|short|lack\w*|scarc\w+|missing)\b"
)
_CLAUSE = re.compile(r"[,;:.!?]")


def lacks(need: str) -> bool:
    """Whether the words of a need say that it lacks: then they tell how things are, and no future that has use for it."""
    return _LACK.search(need) is not None


def hangs_on(text: str, need: str, what: str) -> Iterator[str]:
    """The parts of a sentence on which its need hangs; ``need`` are the words that state it, ``what`` those that name it."""
    for found in _CONDITION.finditer(text):
        if what not in found["words"] and not _BUT.search(text[: found.start()]):
            yield found["words"]
    for found in _FOR.finditer(text):
        if what not in found["words"]:
            yield found["words"]
    at = text.find(need)
    if at > 0 and _ASKS.match(need):
        yield _CLAUSE.split(text[:at])[-1]
