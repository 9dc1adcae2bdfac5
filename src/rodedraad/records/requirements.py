"""What the transition takes, what the region has of it, and how its knowledge infrastructure could be arranged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

RequirementKind: TypeAlias = Literal[
    "knowledge", "competence", "expertise", "people", "infrastructure", "capacity", "space", "investment", "research"
]
EducationLevel: TypeAlias = Literal["mbo", "hbo", "wo", "research"]
Extent: TypeAlias = Literal["met", "partly", "unmet", "unknown"]
OfferKind: TypeAlias = Literal["course", "institute", "campus", "programme", "facility"]
ArrangementKind: TypeAlias = Literal["campus", "network", "extension", "none"]
Aspect: TypeAlias = Literal[
    "host", "governance", "education", "facilities", "funding", "money", "people", "space", "permits"
]


ESCO_URI: Final = re.compile(r"https?://data\.europa\.eu/esco/(occupation|skill|isco)/[\w.-]{1,80}")
"""What a concept of ESCO is called by; its group says which kind of concept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """A candidate of ESCO for a requirement: its label, URI, and how near it is, in per cents. A person confirms."""

    uri: str
    label: str
    share: int
    is_skill: bool = False
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something that a statement calls for: ``quote`` is the words of it that say so, a slice of the statement's quote.

    ``what`` are the words that name the means. ``level`` and ``number`` are None where the words give none; ``term`` as
    a statement's deadline. ``met`` is what the sources show the region to have of it (``offers``), ``unknown`` where
    they show nothing. ``is_regional`` is whether it is of the dossier's region, by ``region.Region``. ``origin`` is
    ``rule`` or ``person``.
    """

    id: str
    kind: RequirementKind
    statement: str
    source: str
    page: int | None
    quote: str
    start: int
    end: int
    what: str
    themes: tuple[str, ...]
    parties: tuple[str, ...]
    level: EducationLevel | None = None
    number: str | None = None
    term: str | None = None
    term_from: str | None = None
    term_to: str | None = None
    esco: tuple[Occupation, ...] = ()
    met: Extent = "unknown"
    offers: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    """Ids of requirements of other parties that ask for the same."""
    key: str = ""
    """What tells those of one statement apart, so that a ruling finds it again."""
    is_confirmed: bool = False
    origin: str = "rule"
    is_regional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What there is, as a source says: a course, institute, campus, programme or facility, and whose it is.

    ``is_regional`` is whether it is of the dossier's region, by ``region.Region``: its party, or its sentence.
    """

    id: str
    kind: OfferKind
    name: str
    statement: str
    source: str
    page: int | None
    quote: str
    party: str | None
    level: EducationLevel | None = None
    key: str = ""
    is_confirmed: bool = False
    is_regional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What a statement shows of an arrangement or action under one aspect; ``words`` are a slice of its quote."""

    aspect: Aspect
    statement: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A way to arrange the knowledge infrastructure that sources name, with all that they say of it.

    ``title`` is words of a quote, ``models`` the words that name what it would be made after ("Brainport Eindhoven").
    ``for_`` and ``against`` are (party, statement); who is only reported to be so is not among them. An aspect without
    a trait is one that no source shows anything of.
    """

    id: str
    kind: ArrangementKind
    title: str
    statements: tuple[str, ...]
    traits: tuple[Trait, ...] = ()
    for_: tuple[tuple[str, str], ...] = ()
    against: tuple[tuple[str, str], ...] = ()
    models: tuple[str, ...] = ()
    key: str = ""
    is_confirmed: bool = False
