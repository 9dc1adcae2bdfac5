"""Aims that refer to norms without their numbers: "het bereiken van de Europese normen voor luchtkwaliteit". Pure.

Whose norms, of what matter, and that they are to be reached must stand in one sentence. Norms that are to be changed, or
that a sentence does not say whose they are, are none. Method: docs/method/measure.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, Literal, NamedTuple, TypeAlias

from rodedraad.measure.components import components
from rodedraad.measure.norms import norms
from rodedraad.records import Norm, NormKind

Whose: TypeAlias = Literal["eu", "who"]
AIR: Final = "air"
"""Every component of which there are norms: the matter of a sentence that speaks of the air, and of no component."""
_KINDS: Final[dict[Whose, tuple[NormKind, ...]]] = {"eu": ("eu_limit", "eu_target"), "who": ("who_guideline",)}
_VALUES = (
    r"(?:\w*norm(?:en)?|grenswaarden?|streefwaarden?|richtwaarden?|advieswaarden?|gezondheidsadvieswaarden?|richtlijnwaarden?|"
    r"limit values?|target values?|guideline(?:s| values?| levels?)?|(?:air[- ]quality )?standards?|norms?)"
)
_BY: Final[dict[Whose, tuple[str, str]]] = {
    "eu": (
        "europese|europees|european|eu|wettelijke|legal|statutory",
        "europese unie|europa|eu|wet|european union|europe|law",
    ),
    "who": ("who|world health organi[sz]ation", "who|wereldgezondheidsorganisatie|world health organi[sz]ation"),
}
"""Words before the norms, and words after "of": what Dutch law asks of the air is what the directives do."""
_NAMED: Final[dict[Whose, re.Pattern[str]]] = {
    whose: re.compile(
        rf"(?<!\w)(?:{before})[- ](?:\w+\s){{0,2}}{_VALUES}(?!\w)|"
        rf"(?<!\w){_VALUES}\s(?:van|volgens|uit|of|by|from)\s(?:(?:de|the)\s)?(?:{after})(?!\w)"
    )
    for whose, (before, after) in _BY.items()
}
_OF_AIR: Final = re.compile(
    r"\blucht(?:kwaliteit\w*|verontreinig\w*|vervuil\w*)|\b(?:schon(?:e|ere)|gezonde|vuile)\slucht\b|\bin de lucht\b|"
    r"\bair[- ](?:quality|pollut\w+)|\bclean air\b|\bpolluting substances in the air\b"
)
_REACHED: Final = re.compile(
    r"\b(?:bereik\w*|behaal\w*|behalen|behaald|haal|haalt|halen|gehaald|voldo(?:en|et|an)|voldaan|toewerk\w*|toe te werken|nalev\w*|nageleefd|"
    r"nakom\w*|nagekomen|meets?|met|meeting|reach\w*|achiev\w*|attain\w*|compl(?:y|ies|ied|iance|ying))\b|\b(?:binnen|onder|within|below)\s(?:de|the)\b"
)
_PURSUED: Final = re.compile(
    r"\b(?:bijdra(?:gen?|agt)|bij te dragen|draagt|dragen|contribut\w+|help\w*|nodig|noodzakelijk|needed|necessary|om|streven|moet\w*|must)\b"
)
_CHANGED: Final = re.compile(
    r"\b(?:aan(?:ge)?scherp\w*|scherpen|strengere|verscherp\w*|versoepel\w*|soepele\w*|verhogen|hogere|verlagen|lagere|nieuwe|stricter|tighten\w*|raise|"
    r"loosen\w*|relax\w*|new)\b"
)
_DENIED: Final = re.compile(r"\b(?:niet|geen|nooit|zonder|not|never|no|without)\b")
_SIZES: Final = {"PM": ("PM2.5", "PM10")}
AIMED: Final = frozenset({"conclusion", "finding"})
"""Kinds of statement that are no aim themselves, of which one that says what helps to reach norms does name one."""


class Referred(NamedTuple):
    """Norms that a sentence wants reached: whose, of which component or ``AIR``, and where the words stand."""

    whose: Whose
    component: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What tells it from other targets of its statement."""
        return f"{self.component} {self.whose} norms"


def wants_norms(low: str, *, is_aim: bool) -> bool:
    """Whether a sentence, in small letters, wants somebody's norms reached.

    ``is_aim`` is False for a statement that wants nothing itself: then its words must say what the reaching is for.
    """
    if not any(pattern.search(low) for pattern in _NAMED.values()):
        return False
    is_kept = not (_CHANGED.search(low) or _DENIED.search(low))
    return is_kept and bool(_REACHED.search(low)) and (is_aim or bool(_PURSUED.search(low)))


def referred(low: str, named: Collection[str]) -> tuple[Referred, ...]:
    """The norms that a sentence that wants norms reached is about; ``named`` are the components that it names."""
    of = [id_ for id_ in dict.fromkeys(named) if norms_referred(id_, ("eu", "who"))]
    if not of and not _OF_AIR.search(low):
        return ()
    return tuple(
        Referred(whose, component, match.start(), match.end())
        for whose, pattern in _NAMED.items()
        if (match := pattern.search(low))
        for component in of or [AIR]
        if norms_referred(component, (whose,))
    )


def norms_referred(component: str, whose: Collection[str]) -> tuple[Norm, ...]:
    """The norms of those, of a component; of ``AIR`` those of all, of particles without their size those of each size."""
    kinds = {kind for one, found in _KINDS.items() if one in whose for kind in found}
    sizes = _SIZES.get(component, (component,))
    wanted = sizes if component != AIR else tuple(components())
    return tuple(norm for norm in norms() if norm.kind in kinds and norm.component in wanted)
