"""What makes another number of a number: scales without a count (*honderden miljoenen*), rates (*per jaar*), multiples (*het dubbele*). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SCALES: dict[str, tuple[float, float]] = {
    "tientallen": (10, 100), "dozens": (10, 100), "tens": (10, 100), "honderden": (1e2, 1e3), "hundreds": (1e2, 1e3),
    "duizenden": (1e3, 1e6), "thousands": (1e3, 1e6), "tienduizenden": (1e4, 1e5), "honderdduizenden": (1e5, 1e6),
    "miljoenen": (1e6, 1e9), "millions": (1e6, 1e9), "miljarden": (1e9, 1e12), "billions": (1e9, 1e12),
}  # fmt: skip
_SCALE = rf"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})"
_VAGUE = re.compile(rf"\b{_SCALE}(?: (?:of )?{_SCALE})*\b")
_EACH = r"(?:per|elk|elke|ieder|iedere|each|every)"
_PERIODS = {"year": r"jaar|year|annum", "month": "maand|month", "week": "week", "day": "dag|day", "hour": "uur|hour", "quarter": "kwartaal"}  # fmt: skip
_SHARES = {
    "home": "woning|huis|home|house|dwelling",
    "head": "inwoner|hoofd|persoon|resident|inhabitant|capita|head|person",
    "household": "huishouden|household",
    "hectare": "hectare|ha",
}
_RATES = {
    **{key: re.compile(rf"\b(?:{_EACH}|(?<!within )(?<!in )(?<!for )(?<!of )an?) (?:{words})\b(?! \d)") for key, words in _PERIODS.items()},
    **{key: re.compile(rf"\bper (?:{words})\b") for key, words in _SHARES.items()},
}  # fmt: skip
_ADVERBS = {
    "year": re.compile(r"\b(?:jaarlijkse?|annual|annually|yearly)\b"),
    "month": re.compile(r"\b(?:maandelijkse?|monthly)\b"),
    "week": re.compile(r"\b(?:wekelijkse?|weekly)\b"),
    "day": re.compile(r"\b(?:dagelijkse?(?! bestu\w+)|daily)\b"),
}
_TIMES = r"(?:keer|maal|times|x)"
_MULTIPLES = {
    "half": re.compile(
        r"\b(?:(?:ge)?halve(?:er|ren|ring|ert|erd)\w*|(?:ge)?halveer\w*|halv(?:es?|ed|ing)|half (?:zoveel|as (?:much|many)|of|the)|(?:de|the) helft|50 ?(?:%|procent|percent))(?!\w)"
    ),
    "double": re.compile(
        rf"\b(?:dubbele?|(?:het )?dubbel (?:zoveel|zo)|verdubbel\w*|doubl\w*|tweevoud\w*|tweemaal|twice|(?:twee|two|2) ?{_TIMES}|100 ?(?:%|procent|percent))(?!\w)"
    ),
    "triple": re.compile(
        rf"\b(?:driedubbele?|verdrievoudig\w*|drievoud\w*|driemaal|tripl\w*|thrice|threefold|(?:drie|three|3) ?{_TIMES})(?!\w)"
    ),
    "fourfold": re.compile(rf"\b(?:verviervoudig\w*|viervoud\w*|viermaal|quadrupl\w*|fourfold|(?:vier|four|4) ?{_TIMES})(?!\w)"),
    "fivefold": re.compile(rf"\b(?:vervijfvoudig\w*|vijfvoud\w*|vijfmaal|fivefold|(?:vijf|five|5) ?{_TIMES})(?!\w)"),
    "tenfold": re.compile(rf"\b(?:vertienvoudig\w*|tienvoud\w*|tienmaal|tenfold|(?:tien|ten|10) ?{_TIMES})(?!\w)"),
    "manifold": re.compile(r"\b(?:veelvoud\w*|vermenigvuldig\w*|manifold|multipl(?:e of|y|ies|ied))(?!\w)"),
}  # fmt: skip
_TELLS_DOUBLE = re.compile(
    rf"\b(?:het dubbele|dubbel zo\w*|verdubbel\w*|doubl\w*|tweevoud\w*|tweemaal|twice|(?:twee|two|2) ?{_TIMES})(?!\w)"
)
TIMES = re.compile(rf"(?<![\w.,])(?:twee|two|2|drie|three|3|vier|four|4|vijf|five|5|tien|ten|10) ?{_TIMES}(?!\w)")
"""Numbers that are read here, as multiples."""
_TELLS_HALF = re.compile(
    r"\b(?:(?:ge)?halve(?:r|er)\w*|(?:ge)?halveer\w*|halv(?:es?|ed|ing)|half (?:zoveel|as (?:much|many)))\b"
)
_TELLS = {**_MULTIPLES, "double": _TELLS_DOUBLE, "half": _TELLS_HALF}
"""What a text says that makes a multiple: of other words (*dubbel glas*) nothing is asked."""
_NUMBER = re.compile(r"\d|\b(?:miljoen|miljard|duizend|honderd|million|billion|thousand|hundred|euro)\b")


def unfounded(said: str, quotes: Sequence[str], values: Sequence[float]) -> tuple[str, ...]:
    """The scales, rates and multiples of a text that none of these quotes, with these values, bears out.

    All texts in small letters.
    """
    found = [one[0] for one in _VAGUE.finditer(said) if not _is_of_scale(one[0], quotes, values)]
    if _NUMBER.search(said):
        for key, pattern in _RATES.items():
            forms = [pattern, *([_ADVERBS[key]] if key in _ADVERBS else [])]
            own = next((hit for form in forms if (hit := form.search(said))), None)
            if own is not None and not any(form.search(quote) for form in forms for quote in quotes):
                found.append(own[0])
    for key, pattern in _TELLS.items():
        own = pattern.search(said)
        if own is not None and not any(_MULTIPLES[key].search(quote) for quote in quotes):
            found.append(own[0])
    return tuple(dict.fromkeys(found))


def _is_of_scale(words: str, quotes: Sequence[str], values: Sequence[float]) -> bool:
    if any(words in quote for quote in quotes):
        return True
    *heads, last = [word for word in words.split() if word in _SCALES]
    low, high = _SCALES[last]
    for head in heads:
        first, end = _SCALES[head]
        low, high = low * first, low * end
    return any(low <= abs(value) < high for value in values)
