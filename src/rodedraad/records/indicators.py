"""What was measured of what people want: series by year, the yardsticks, and where it stands against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.records.values import Message

StandingState: TypeAlias = Literal["met", "not_met", "on_track", "off_track", "unknown", "not_measured"]
Sense: TypeAlias = Literal["at_most", "at_least"]
Step: TypeAlias = Literal["hour", "day", "month", "year"]
Averaging: TypeAlias = Literal["year", "day", "hour", "8h"]
NormKind: TypeAlias = Literal["eu_limit", "eu_target", "who_guideline", "who_interim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The value of one year: ``count`` measurements, which are ``share`` per cent of those there could be.

    ``value`` is a decimal number as text, so that it is the same everywhere; ``share`` is None where one value stands
    for the year. ``is_valid`` is False where too little was measured to judge by. ``checked`` is the share of the
    measurements that whoever measured validated, in per cents, 0 where none were; None where the file does not say.
    ``above`` are the days or hours above the value of each norm that counts these, by the norm's id. ``first`` and
    ``last`` are the first and last day (of values by month: month) of the year that was measured, as ISO dates; None where
    one value stands for the year.
    """

    year: int
    value: str
    count: int
    share: int | None
    is_valid: bool
    checked: int | None = None
    above: tuple[tuple[str, int], ...] = ()
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One measured line: what, where, in which unit, out of which files of ``reeksen/``.

    ``component`` is an id of data/components.csv, or the words of the file. ``place`` is the name of the station or
    place in the file, else its code; ``station`` its code; ``places`` the frame's places that the name holds. ``step``
    is how often was measured.
    """

    id: str
    component: str
    place: str
    unit: str
    points: tuple[Point, ...]
    files: tuple[str, ...]
    station: str | None = None
    places: tuple[str, ...] = ()
    step: Step = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A limit or guideline value, as data with the text it comes from (data/norms.csv).

    ``averaging`` is over which time; ``allowed`` how many days or hours a year may be above ``value``, None for a mean
    over the year, and ``mean_years`` over how many years that number is averaged. It is in force from the first day of ``from_year`` to the last of ``until_year``; None: no bound.
    """

    id: str
    component: str
    value: str
    unit: str
    averaging: Averaging
    from_year: int | None
    kind: NormKind
    origin: str
    allowed: int | None = None
    until_year: int | None = None
    mean_years: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an indicator stands against one yardstick: a norm, or the target that a statement names.

    ``low`` and ``high`` are the interval in which the value of ``year`` is expected; None where none can be told.
    ``state`` follows by the rule of docs/method/measure.md; ``reason`` says why in words. ``now`` says of the last valid
    year alone whether it meets the yardstick, which says nothing of ``year``; None where there is no such year.
    ``words`` are those of the target, a slice of the statement's quote. A target that is a change has ``change`` in per
    cents and ``base_year``; its ``value`` is what that comes to, or the change itself where the base was not measured.
    ``key`` tells the targets of one statement apart; ``is_confirmed`` is whether a person confirmed the target.
    ``norms`` are the ids of the norms that a target without a number refers to, of the lines that it was laid beside
    together: its ``value`` and ``unit`` are empty, and ``component`` is "air" where it names no component.
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
    sense: Sense = "at_most"
    now: Literal["met", "not_met"] | None = None
    words: str = ""
    change: str | None = None
    base_year: int | None = None
    norms: tuple[str, ...] = ()
