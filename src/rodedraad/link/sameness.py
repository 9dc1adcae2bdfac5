"""How far two statements say the same thing: a sum of evidence with whole weights, fitted on labelled pairs.

Evidence is what can be told without understanding: how far the words of each answer those of the other
(``alignment``), how near the vectors are, whether both want something or both tell a fact, headings, themes.
docs/method/link.md has the weights with their figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from rodedraad.link.alignment import ONE, Words, aligned, weighty, words
from rodedraad.records import Said, Statement

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FEWEST = 3
"""A sentence with fewer weighty words says nothing that could be the same ("Daar wordt naar gekeken."), nor does one of
fewer words, whose weighty ones are parts of a compound ("Verhuisregeling Haverflat")."""
LONG = 14
"""Words from which a sentence is long enough to be told from others."""
MANY = 6
"""So many words that answer each other are as good as any."""

WEIGHTS: Mapping[str, int] = MappingProxyType(
    {
        "best": 72_700,
        "answered": 68_300,
        "cover": 24_000,
        "near": 21_100,
        "near abroad": 45_000,
        "length": 4_000,
        "both want": 21_300,
        "one wants": 3_000,
        "one tells": -2_000,
        "one asks": -20_000,
        "reported": -30_000,
        "both ours": 8_600,
        "one denies": 8_000,
        "themes": 13_000,
        "headings": 32_000,
    }
)
"""What each kind of evidence counts for when it is complete, in ten-thousandths of a natural logarithm of odds."""

_NUMBER = re.compile(r"\d")
_WANTS = re.compile(
    r"\b(?:moet(?:en)?|mag|mogen|wil(?:len)?|wens(?:en|elijk|t)|hoort|horen|behoor(?:t|en)|dient|dienen|eis(?:en|t)|vra(?:ag|gen)|"
    r"verzoek\w{0,6}|pleit\w{0,6}|bepleit\w{0,4}|advise\w{0,6}|raden|kie(?:s|zen|st)|voorkeur|voorstander|graag|noodzakelijk|nodig|"
    r"behoefte|verantwoord|onaanvaardbaar|onwenselijk|afwijzen|af|zullen|oplossing|beste|must|should|ought|need(?:s|ed)?|belongs|"
    r"recommend\w{0,6}|call|want)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:was|waren|werd|werden|bleek|gemiddeld|were|had|hadden|procent|percent|keer|lag|lagen)\b", re.IGNORECASE
)
_PAPER = (
    r"(?:rapport|brief|document|agenda|plan|visie|programma|advies|bericht|report|letter|memo|notitie|onderzoek|"
    r"concept|presentatie|werkblad|standpunt|pamflet|hoofdstuk|paragraaf|bijlage|e-mail|routekaart|zienswijze|studie|study)"
)
_ABOUT_PAPER = re.compile(
    rf"\b(?:dit|deze|dat|this|these|het|de|the) (?:\w{{1,20}} ){{0,2}}?\w{{0,20}}{_PAPER}\b|\b(?:vastgesteld (?:door|op|in)|vrijgegeven|"
    r"in opdracht van|hoort bij|belongs to|uw aandacht|hierbij|your attention|commissioned by|adopted (?:by|on))\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:niet|geen|nooit|niemand|niets|nergens|evenmin|noch|stop(?:pen|t)?|not|no|never|nobody|none|nor|cannot)\b|n't\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:die|dat|waar\w{0,6}|which|who|whose|where)\s[^,;:.]{3,160},(?=\s)", re.IGNORECASE)
"""A clause that only tells which thing is meant, with the sentence going on behind it: "de flat, die in 2028 sluit, heeft"."""
_ASKING = (
    "verzoek verzoeken verzoekt vraag vragen vraagt roep roepen roept oproep dring dringen dringt beroep ask asks request requests "
    "urge urges call calls"
)
_OURS = re.compile(r"\b(?:wij|we|ik|ons|onze|mijn|our|us)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """What of each statement can be compared: its words, and what it is, one place per statement."""

    words: Words
    says: Flags
    lengths: Ints
    wants: Flags
    tells: Flags
    asks: Flags
    promises: Flags
    reports: Flags
    ours: Flags
    denies: Flags
    languages: Ints
    themes: Ints
    headings: Ints
    heading_vectors: NDArray[np.float32]


def said(text: str) -> Said:
    """How a statement says it, of what can be told from its text alone."""
    rows, unknown = weighty(_ASIDE.sub(" ", text))
    return Said(
        rows=rows,
        unknown=unknown,
        length=len(text.split()),
        vague=text.rstrip().endswith("?") or bool(_ABOUT_PAPER.search(text)),
        wants=bool(_WANTS.search(text)),
        tells=bool(_TELLS.search(text)),
        ours=bool(_OURS.search(text)),
        denies=len(_DENIAL.findall(text)) % 2 == 1,
        counts=bool(_NUMBER.search(text)),
    )


def content(statements: Sequence[Statement], how: Sequence[Said]) -> Content:
    """What can be compared of the statements of a dossier; ``how`` says each of them (``said``), in their order."""
    found = words([_without_asked(*pair) for pair in zip(statements, how, strict=True)])
    headings, heading_vectors = _headings([statement.context or "" for statement in statements])
    codes = {code: at for at, code in enumerate(sorted({one.language for one in statements if one.language}), 1)}

    def flags(values: Iterable[bool]) -> Flags:
        return np.fromiter(values, dtype=np.bool_, count=len(statements))

    return Content(
        words=found,
        says=((found.places >= 0).sum(axis=1) >= FEWEST) & flags(one.length >= FEWEST and not one.vague for one in how),
        lengths=np.array([min(one.length, LONG) for one in how], dtype=np.int64),
        wants=flags(one.wants for one in how),
        tells=flags(one.tells for one in how),
        asks=flags(one.type == "request" for one in statements),
        promises=flags(one.is_commitment for one in statements),
        reports=flags(one.is_reported for one in statements),
        ours=flags(one.ours for one in how),
        denies=flags(one.denies for one in how),
        languages=np.array([codes.get(one.language or "", 0) for one in statements], dtype=np.int64),
        themes=_theme_bits(statements),
        headings=headings,
        heading_vectors=heading_vectors,
    )


def _without_asked(statement: Statement, one: Said) -> Said:
    """How a request says it without who is asked and that it is: two that ask one party need not ask one thing."""
    if statement.type != "request":
        return one
    named = [_asking(), *(weighty(actor.words) for actor in statement.actors if actor.role == "asked")]
    rows = frozenset(row for found, _ in named for row in found)
    unknown = frozenset(stem for _, stems in named for stem in stems)
    return replace(
        one,
        rows=tuple(row for row in one.rows if row not in rows),
        unknown=tuple(stem for stem in one.unknown if stem not in unknown),
    )


@lru_cache(maxsize=1)
def _asking() -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The words of asking, which every request has."""
    return weighty(_ASKING)


def sameness(found: Content, first: Ints, second: Ints, near: Ints) -> Ints:
    """The sameness of each pair; ``near`` is its nearness in parts of ONE."""
    values = evidence(found, first, second, near)
    total = np.zeros(len(first), dtype=np.int64)
    for name, weight in WEIGHTS.items():
        total += weight * values[name]
    return np.asarray(total // ONE)


def evidence(found: Content, first: Ints, second: Ints, near: Ints) -> dict[str, Ints]:
    """Each kind of evidence in WEIGHTS for each pair, in parts of ONE."""
    from rodedraad.embed import root  # noqa: PLC0415  the table is loaded where it is used

    match = aligned(found.words, first, second)
    languages = found.languages[first], found.languages[second]
    abroad = (languages[0] != languages[1]) & (languages[0] > 0) & (languages[1] > 0)
    themes = found.themes[first], found.themes[second]
    both, either = (np.bitwise_count(bits).astype(np.int64) for bits in (themes[0] & themes[1], themes[0] | themes[1]))

    def share(values: Flags) -> Ints:
        return np.asarray(values.astype(np.int64) * ONE)

    return {
        "best": root(match.best * 1_000),
        "answered": np.minimum(match.count, MANY) * ONE // MANY,
        "cover": match.cover,
        "near": near,
        "near abroad": near * abroad,
        "length": np.minimum(found.lengths[first], found.lengths[second]) * ONE // LONG,
        "both want": share(found.wants[first] & found.wants[second]),
        "one wants": share(found.wants[first] != found.wants[second]),
        "one tells": share(found.tells[first] != found.tells[second]),
        "one asks": share(found.asks[first] != found.asks[second]),
        "reported": share(found.reports[first] | found.reports[second]),
        "both ours": share(found.ours[first] & found.ours[second]),
        "one denies": share(found.denies[first] != found.denies[second]),
        "themes": ONE * both // np.maximum(either, 1),
        "headings": _heading_nearness(found, first, second),
    }


def _theme_bits(statements: Sequence[Statement]) -> Ints:
    """The themes of each statement, one bit for each; a frame with more than 62 themes shares the last bit."""
    names = sorted({theme for one in statements for theme in one.themes})
    bit = {theme: 1 << min(at, 62) for at, theme in enumerate(names)}
    return np.array([sum({bit[theme] for theme in one.themes}) for one in statements], dtype=np.int64)


def _headings(contexts: Sequence[str]) -> tuple[Ints, NDArray[np.float32]]:
    """The place of each statement's heading among the different headings, and the vectors of these; 0 is none."""
    from rodedraad.embed import DIMENSIONS, embedder  # noqa: PLC0415  as above

    different = sorted({context for context in contexts if context})
    place = {context: at for at, context in enumerate(different, 1)}
    vectors = np.frombuffer(embedder().encode(["", *different]), dtype=np.int8).reshape(-1, DIMENSIONS)
    return np.array([place.get(context, 0) for context in contexts], dtype=np.int64), vectors.astype(np.float32)


HEADLESS = 2_000
"""The nearness of headings where one has none, in parts of ONE: what it is between two that say the same."""


def _heading_nearness(found: Content, first: Ints, second: Ints) -> Ints:
    from rodedraad.embed import LENGTH as FULL  # noqa: PLC0415  as above

    size = len(found.heading_vectors)
    low, high = np.sort(np.stack([found.headings[first], found.headings[second]]), axis=0)
    different, at = np.unique(low * size + high, return_inverse=True)
    one, other = np.divmod(different, size)
    near = np.zeros(len(different), dtype=np.int64)
    for start in range(0, len(different), 1 << 12):
        here = slice(start, start + (1 << 12))
        # whole numbers below 2**24: exact in float32, in whatever order they are added
        product = np.einsum("ij,ij->i", found.heading_vectors[one[here]], found.heading_vectors[other[here]])
        near[here] = np.where(
            one[here] == 0, HEADLESS, np.clip(product.astype(np.int64) * ONE // (FULL * FULL), 0, ONE)
        )
    return near[at]
