"""What the forms of one word have in common, for acts that are told as a verb here and as a noun there."""

from __future__ import annotations

import re
from functools import lru_cache

from rodedraad.link.tensions.matter import stem, words

_PARTICIPLE = re.compile(
    r"(aan|af|bij|door|in|mee|na|om|onder|op|over|samen|terug|toe|uit|vast|voor|vrij|weg)?ge(\w{3,})"
)
_ENDING = re.compile(r"(?<=\w{4})(?:ing|[dt])$")
# Strong verbs by what their forms have in common, alone and behind a particle: "overneemt", "overname", "overgenomen".
_STRONG = tuple(
    (re.compile(rf"(?:{forms})$"), name)
    for forms, name in (
        ("ne?em|na?am|nom|nomen|name", "nem"),
        ("ge?ev|gee?f|ga?af|gav|gift", "gev"),
        ("slui?t|sloot|slot|sloten", "sluit"),
        ("draag|drag|droeg|dracht", "drag"),
        ("trek|trok|trokken", "trek"),
        ("koop|kop|koch|kocht", "koop"),
        ("brek|breek|brak|broken", "brek"),
        ("schrijf|schrijv|schreef|schreven", "schrijv"),
    )
)
_SHORTEST = 4
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
_LONG = re.compile(r"([aeou])\1([a-z])$")
_VOICED = {"z": "s", "v": "f"}
_PARTICLE = re.compile(
    r"\b(aan|af|bij|door|in|mee|na|om|op|over|samen|terug|toe|uit|vast|voor|vrij|weg)\b(?=\s*(?:[.,;:]|$))",
    re.IGNORECASE,
)
"""A particle at the end of a clause belongs to a verb before it: "nemen wij over" is "overnemen"."""
_VERB_WORDS = 40
_AMOUNT = re.compile(
    r"(?<![\w-])(?!(?:19|20)\d\d\b)\d[\d.,]*\d(?!\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|uur|:))|(?<![\w-])\d(?=\s(?:miljoen|miljard|hectare|ton\b))",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 15)
def core(word: str) -> str:
    """What the forms of one verb have in common: "verruimd" and "verruiming" as "verruimen", "aangelegd" as "aanleg"."""
    found = _PARTICIPLE.fullmatch(word)
    bare = _ENDING.sub("", f"{found[1] or ''}{found[2]}" if found else word)
    for forms, name in _STRONG:
        if forms.search(bare):
            bare = forms.sub(name, bare)
            break
    return _spelt(bare)


def _spelt(bare: str) -> str:
    """The stem by its sound, as Dutch spells one stem in four ways: "erkennen" and "erkent", "verlenen" and "verleent"."""
    if len(bare) < _SHORTEST:
        return bare
    single = _DOUBLE.sub(r"\1", bare)
    return _LONG.sub(r"\1\2", single[:-1] + _VOICED.get(single[-1], single[-1]))


def parted(text: str) -> frozenset[str]:
    """The cores of verbs of which the particle stands apart, at the end of its clause."""
    particles = {one.lower() for one in _PARTICLE.findall(text)}
    verbs = re.findall(r"[^\W\d_]{3,30}", text.lower())[:_VERB_WORDS] if particles else ()
    return frozenset(core(f"{particle}{core(stem(verb))}") for particle in particles for verb in verbs)


ANYBODY = words(
    "rijk kabinet regering minister ministerie staatssecretaris staat kamer provincie provincies gedeputeerde staten gemeente gemeenten "
    "gemeenteraad raad college colleges waterschap commissie bedrijf bedrijven onderneming partijen partij overheid overheden "
    "state cabinet government ministry province provinces municipality municipalities council company commission parties"
)
"""Who acts, without a name: that is looked at apart from what is done."""


def amounts(text: str) -> frozenset[str]:
    """The numbers of a text as they are written, but for years, days and times: two are seldom equal by chance."""
    return frozenset(f"#{one}" for one in _AMOUNT.findall(text))
