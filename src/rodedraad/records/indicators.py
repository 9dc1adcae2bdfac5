"""What was measured of what people want: series by year, the yardsticks, and where it stands against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.records.values import Message

StandingState: TypeAlias = Literal["met", "on_track", "off_track", "unknown", "not_measured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The value of one year: ``count`` measurements, which are ``share`` per cent of those there could be.

    ``value`` is a decimal number as text, so that it is the same everywhere. ``is_valid`` is False where too little was
    measured to judge by.
    """

    year: int
    value: str
    count: int
    share: int | None
    is_valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One measured line: what, where, in which unit, out of which files of ``reeksen/``."""

    id: str
    component: str
    place: str
    unit: str
    points: tuple[Point, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A limit or guideline value, as data with the text it comes from."""

    id: str
    component: str
    value: str
    unit: str
    averaging: str
    from_year: int | None
    kind: Literal["eu_limit", "eu_target", "who_guideline", "who_interim"]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an indicator stands against one yardstick: a norm, or the target that a statement names.

    ``low`` and ``high`` are the interval in which the value of ``year`` is expected; None where none can be told.
    ``state`` follows by the rule of docs/method/measure.md; ``reason`` says why in words.
    """

    id: str
    indicator: str | None
    norm: str | None
    statement: str | None
    component: str
    value: str
    unit: str
    year: int | None
    state: StandingState
    low: str | None
    high: str | None
    reason: Message
    key: str = ""
    is_confirmed: bool = False
