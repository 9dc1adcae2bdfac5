"""What a statement is about, as far as its words tell: rare stems, weighed by how rare they are in this dossier.

Plain words for one thing ("woning", "huis", "wonen") are one word here, and a compound also counts as its last and
first part where the dossier has that part as a word ("vrachtschepen" as "schepen"). Weights are whole numbers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

from rodedraad.records import Clues

_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ\-]*[a-zà-ÿ]", re.IGNORECASE)
_OWN = re.compile(r"\beigen (risico|bijdrage|vermogen)\b")
"""Names of two words whose first is a plain one: what is meant is not any risk."""
MAX_WORDS = 200
"""Words of one statement that are looked at; a sentence has some twenty."""
MAX_LETTERS = 60
"""Longer than any word; what is longer is no word, and has too many parts."""
COMMON_SHARE = 25
"""A stem in more than one in so many statements of a large dossier says little about which matter is meant."""
INDEX_SHARE, MOST_INDEXED = 250, 120
"""Pairs are looked for by stems in at most one in so many statements, and in at most so many: what is compared then
grows with the dossier and not with its square."""
MIN_CEILING = 40
LEAST = 40
"""What a pair must share in rare stems to be looked at, in per cents of a stem that stands once."""
ALONE = 75
"""From where one stem tells the matter by itself, in the same per cents."""
MIN_PART = 4

# articles, prepositions, modal verbs, months and words of degree, Dutch and English
_STOP_WORDS = """
    aan alle alleen als ander andere anderen beide bij binnen daar daarom daarvoor dan dat deze die dit door dus
    een eerste elke elk er gaan gaat geen graag haar hebben heeft had het hier hij hun ieder iedere iedereen ik
    in is jaar jaren kan komen komt kunnen laat laten maar maak maken maakt meer meest meeste met moet moeten
    mag mogen naar niet nieuw nieuwe nodig nog nu of om omdat onder ons onze ook op over per samen steeds te
    tegen tot tussen uit uiterlijk van vanaf veel vinden vindt voor waar waarbij waarin wat we weer welke werd
    werden wel wie wij willen wil wordt worden zal ze zich zij zijn zo zodat zoals zonder zou zouden zullen goed
    goede groot grote groter belangrijk mogelijk mogelijke vooral zeer altijd nooit langer lang snel sneller
    beter beste betere minder zelf daarbij daarmee hiervoor eigen doen doet staan staat geven geeft blijven
    blijft krijgen krijgt houden houdt nemen neemt zien ziet brengen zorgen zorgt pleiten pleit wensen verder
    tevens bijvoorbeeld zowel huidige voldoende extra hoort horen dient dienen via ten ter enkel volgens tijdens
    sinds inzet inzetten partij and are but can for from has have into its must not our should that the their
    there these they this those was were which will with would all been being than then when where who what more
    most also only other such make made take under about between through very much need needs euro euros miljoen
    miljard million billion procent percent kost kosten costs cost plan plannen plans januari februari maart
    april mei juni juli augustus september oktober november december betreft definitief daarnaast gelijk echt
    juist eerder later binnenkort nederland nederlandse nederlanders
"""
_STOP = frozenset(_STOP_WORDS.split())
_ONE_WORD = (
    # plain words for one thing
    "woning woningen huis huizen wonen woningbouw huisvesting homes home houses housing dwellings",
    "nacht nachts nachtelijk nachtelijke night nights",
    "schip schepen scheepvaart vaart varen gevaren vaarweg ships shipping vessels",
    "kerncentrale kerncentrales kernreactor kernreactoren kernenergie nuclear reactor reactors",
    "steun staatssteun rijkssteun subsidie subsidies aid subsidy subsidies",
    "technici technicus technicians technician vakmensen",
    "banen baan arbeidsplaatsen werkgelegenheid jobs employees werknemers medewerkers",
    "regio regionaal regionale region regional",
    "fabriek fabrieken plant plants factory",
    "uitstoot emissie emissies emissions emission uitgestoten stoten",
    "gezondheid gezondheidswinst gezondheidsdoelen health gezond gezonde",
    "belasting belastingen tax taxes",
    "onderwijs scholen school schools education",
    "auto autos automobilisten car cars",
    "warmte restwarmte afvalwarmte verwarming verwarmen heat heating",
    "asielzoekers asielzoeker asiel asylum",
)
_SAME = {word: group.split()[0] for group in _ONE_WORD for word in group.split()}

_NO_ENDS = frozenset({"schol"})
"""A "hogeschool" is an institution of its own, and no school as a "basisschool" is."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The stems of every statement, with the weight of each stem, and where the rare ones stand.

    ``said`` are the stems of a statement's own words, ``around`` these and those of its heading; ``full`` is what a
    stem weighs that stands once; ``masses`` is what a statement's own stems weigh together.
    """

    said: Mapping[str, frozenset[str]]
    around: Mapping[str, frozenset[str]]
    weights: Mapping[str, int]
    full: int
    masses: Mapping[str, int]
    places: Mapping[str, tuple[str, ...]]

    def mass(self, stems: Iterable[str]) -> int:
        """What these stems weigh together."""
        return sum(map(self.weights.get, stems, repeat(0)))

    def both(self, a: str, b: str) -> list[str]:
        """The stems with a weight that stand in both, parts of compounds among them; headings lend theirs."""
        return [stem for stem in self.around[a] & self.around[b] if stem in self.weights]

    def shared(self, a: str, b: str) -> frozenset[str]:
        """The stems that tell both matters, a compound's parts not beside it; headings lend theirs."""
        return whole(self.both(a, b))

    def named(self, stems: Iterable[str]) -> frozenset[str]:
        """These stems and the parts of those that are compounds."""
        return frozenset(part for one in stems for part in (one, *_parts(one)) if part in self.weights)

    def candidates(self, id_: str, among: frozenset[str] | None = None, *, least: int = LEAST) -> Iterator[str]:
        """Statements that share two telling stems with this one, rare ones enough to count, sorted."""
        seen: dict[str, int] = {}
        for stem in self.around[id_] & self.places.keys():
            weight = self.weights[stem]
            for other in self.places[stem]:
                seen[other] = seen.get(other, 0) + weight
        floor, alone = self.full * least // 100, self.full * ALONE // 100
        own = self.around[id_] & self.weights.keys()
        for other in sorted(other for other, weight in seen.items() if weight >= floor):
            if other == id_ or (among is not None and other not in among):
                continue
            if seen[other] >= alone or len(own & self.around[other]) > 1:
                yield other


def matter(clues: Mapping[str, Clues]) -> Matter:
    """What each statement is about, in the light of all of these."""
    ids = sorted(clues)
    known = set(chain.from_iterable(one.stems for one in clues.values()))
    parts = _known_parts(known.union(*(one.heading for one in clues.values())), known)
    said = {id_: _with_parts(clues[id_].stems, parts) for id_ in ids}
    headings = {heading: _with_parts(heading, parts) for heading in {one.heading for one in clues.values()}}
    around = {id_: said[id_] | headings[clues[id_].heading] for id_ in ids}
    counts = Counter(chain.from_iterable(said.values()))
    total = len(said)
    ceiling, rare = max(MIN_CEILING, total // COMMON_SHARE), max(MIN_CEILING, min(total // INDEX_SHARE, MOST_INDEXED))
    weigh = {count: _bits(total + 1, count) for count in set(counts.values())}
    weights = {stem: weigh[count] for stem, count in counts.items() if count <= ceiling}
    places: dict[str, list[str]] = defaultdict(list)
    indexed = {stem for stem, count in counts.items() if count <= rare}
    for id_, stems_ in said.items():
        for stem in stems_ & indexed:
            places[stem].append(id_)
    return Matter(
        said=said,
        around=around,
        weights=weights,
        full=_bits(total + 1, 1),
        masses={id_: sum(map(weights.get, stems_, repeat(0))) for id_, stems_ in said.items()},
        places={stem: tuple(ids) for stem, ids in places.items()},
    )


def whole(stems: Sequence[str]) -> frozenset[str]:
    """These stems without those that are the beginning or the end of another of them."""
    if len(stems) < 2:
        return frozenset(stems)
    found = []
    for one in stems:  # as loops, and not as a generator in a generator: this runs for every pair
        for other in stems:
            if len(other) > len(one) and (other.startswith(one) or other.endswith(one)):
                break
        else:
            found.append(one)
    return frozenset(found)


def words(text: str) -> frozenset[str]:
    """The telling words of a text, as stems."""
    return frozenset(telling(text))


def telling(text: str, *, most: int = MAX_WORDS) -> list[str]:
    """The telling words of a text in their order, as stems."""
    low = text.casefold()
    if "eigen " in low:
        low = _OWN.sub(r"eigen-\1", low)
    found = [word for word in _WORD.findall(low)[:most] if 2 < len(word) <= MAX_LETTERS and word not in _STOP]
    return [stem(word) for word in found]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The stem of one word; that of the first of its group where plain words mean one thing."""
    return str(_stemmer().stemWord(_SAME.get(word, word)))


def _known_parts(stems: Iterable[str], known: set[str]) -> dict[str, tuple[str, ...]]:
    """The parts of each of these stems that the dossier has as words; a stem without such parts is left out."""
    found = {}
    ends = _ends()
    for one in stems:
        parts = []
        for cut in range(MIN_PART, len(one) - MIN_PART + 1):
            for part in (one[:cut], one[cut:]):
                plain = stem(part) if part in _SAME else part
                if plain in known:
                    parts.append(plain)
            # "vrachtschep", the stem of more than one, ends in ships as "vrachtvaart" does
            if (end := ends.get(one[cut:])) is not None and end in known:
                parts.append(end)
        if parts:
            found[one] = tuple(parts)
    return found


@lru_cache(maxsize=1)
def _ends() -> Mapping[str, str]:
    """What is left of a plain word at the end of a compound's stem, where that is no plain word, with its group's stem."""
    ends = {str(_stemmer().stemWord(word)): stem(word) for word in sorted(_SAME)}
    return {end: group for end, group in ends.items() if end not in _SAME and end not in _NO_ENDS and end != group}


def _with_parts(stems: Iterable[str], parts: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    own = frozenset(stems)
    return own.union(*[parts[one] for one in own if one in parts])


@lru_cache(maxsize=1 << 16)
def _parts(word: str) -> tuple[str, ...]:
    """Every first and last part of a long word that leaves room for the other; which are words, the dossier tells."""
    cuts = range(MIN_PART, len(word) - MIN_PART + 1)
    ends = _ends()
    return tuple(
        stem(part) if part in _SAME else ends.get(part, part) for cut in cuts for part in (word[:cut], word[cut:])
    )


def _bits(total: int, count: int) -> int:
    """The binary logarithm of total over count, in 16ths, rounded down: exact in whole numbers."""
    return max(1, (total**16 // count**16).bit_length() - 1)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer  # noqa: PLC0415  loaded when a dossier is linked, not when the program starts

    return Stemmer.Stemmer("dutch_porter")
