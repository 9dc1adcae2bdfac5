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
_STRONG_LETTERS = "em|am|om|me|en|ev|ef|av|af|ift|uit|oot|ot|ten|aag|ag|oeg|acht|ek|ok|oop|op|och|ocht|eek|ak|aak|jf|jv"
_STRONG_ENDS = tuple(_STRONG_LETTERS.split("|"))
"""How all these end: plain letters are looked at first, for few words are of these verbs."""
_SHORTEST = 4
_DOUBLED, _LONG = frozenset("bdfgklmnprst"), frozenset("aeou")
_VOICED = {"z": "s", "v": "f"}
_CLAUSE_END = re.compile(r"[.,;:]")
_PARTICLE = re.compile(r"\b(aan|af|bij|door|in|mee|na|om|op|over|samen|terug|toe|uit|vast|voor|vrij|weg)$")
_PARTICLE_CHARS = 6
"""A particle at the end of a clause belongs to a verb before it: "nemen wij over" is "overnemen"."""
_LETTERS = re.compile(r"[^\W\d_]{3,30}")
_VERB_WORDS = 40
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(
    r"(?<![\w-])(?!(?:19|20)\d\d\b)\d[\d.,]*\d(?!\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|uur|:))|(?<![\w-])\d(?=\s(?:miljoen|miljard|hectare|ton\b))",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 15)
def core(word: str) -> str:
    """What the forms of one verb have in common: "verruimd" and "verruiming" as "verruimen", "aangelegd" as "aanleg"."""
    found = _PARTICIPLE.fullmatch(word) if "ge" in word else None
    bare = f"{found[1] or ''}{found[2]}" if found else word
    if bare.endswith(("ing", "d", "t")):
        bare = _ENDING.sub("", bare)
    if bare.endswith(_STRONG_ENDS):
        for forms, name in _STRONG:
            if forms.search(bare):
                bare = forms.sub(name, bare)
                break
    return _spelt(bare)


def _spelt(bare: str) -> str:
    """The stem by its sound, as Dutch spells one stem in four ways: "erkennen" and "erkent", "verlenen" and "verleent"."""
    if len(bare) < _SHORTEST:
        return bare
    single = bare[:-1] if bare[-1] == bare[-2] and bare[-1] in _DOUBLED else bare
    spelt = single[:-1] + _VOICED.get(single[-1], single[-1])
    is_long = spelt[-3] == spelt[-2] and spelt[-2] in _LONG and "a" <= spelt[-1] <= "z"
    return spelt[:-2] + spelt[-1] if is_long else spelt


def parted(text: str) -> frozenset[str]:
    """The cores of verbs of which the particle stands apart, at the end of its clause."""
    low = text.lower()
    tails = (part.rstrip()[-_PARTICLE_CHARS:] for part in _CLAUSE_END.split(low))
    particles = {found[1] for tail in tails if (found := _PARTICLE.search(tail)) is not None}
    verbs = _LETTERS.findall(low)[:_VERB_WORDS] if particles else ()
    return frozenset(core(f"{particle}{core(stem(verb))}") for particle in particles for verb in verbs)


ANYBODY = words(
    "rijk kabinet regering minister ministerie staatssecretaris staat kamer provincie provincies gedeputeerde staten gemeente gemeenten "
    "gemeenteraad raad college colleges waterschap commissie bedrijf bedrijven onderneming partijen partij overheid overheden "
    "state cabinet government ministry province provinces municipality municipalities council company commission parties"
)
"""Who acts, without a name: that is looked at apart from what is done."""


def amounts(text: str) -> frozenset[str]:
    """The numbers of a text as they are written, but for years, days and times: two are seldom equal by chance."""
    return frozenset(f"#{one}" for one in _AMOUNT.findall(text)) if _DIGIT.search(text) else frozenset()
