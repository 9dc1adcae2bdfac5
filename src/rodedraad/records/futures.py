"""The future by cross-impact balance: drivers with variants, judgements, scenarios, and what holds in which of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.records.values import Message

BearingKind: TypeAlias = Literal["thread", "action", "requirement", "ambition"]
HintKind: TypeAlias = Literal["driver", "judgement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One of the states that a driver can be in. ``id`` is the driver's id and a number from 1, as ``afspraak2``.

    ``cues`` are stems by which a sentence is seen to speak of it.
    """

    id: str
    nl: str
    en: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A descriptor of the future with its variants; ``id`` has no digits. ``cues`` are stems that speak of it.

    ``is_example`` is True where it came with the frame and no person took it over.
    """

    id: str
    nl: str
    en: str
    variants: tuple[Variant, ...]
    cues: tuple[str, ...] = ()
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A statement that argues for a judgement being higher (+1) or lower (-1), as a person said."""

    statement: str
    direction: Literal[1, -1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How much one variant promotes (+3 at most) or hinders (-3) another: one cell of the cross-impact matrix.

    ``id`` is ``cause>effect``, both ids of variants. ``value`` is None where nobody judged: missing, not zero. ``low``
    and ``high`` are the interval within which people differ; both are ``value`` where they do not. ``is_example`` is
    True until a person confirms it, whose event is ``event``. ``note`` is its reason in the words of who judged, in
    Dutch, with ``note_en`` beside it where it was given.
    """

    id: str
    cause: str
    effect: str
    value: int | None
    low: int | None
    high: int | None
    arguments: tuple[Argument, ...] = ()
    note: str = ""
    note_en: str = ""
    is_example: bool = False
    event: str | None = None

    @property
    def is_disputed(self) -> bool:
        """Whether statements argue for it in both directions, or people gave an interval."""
        return self.low != self.high or len({one.direction for one in self.arguments}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A driver or judgement that sources suggest, for a person to take over or not: it is in no matrix by itself.

    ``about`` is the id of the driver, or ``cause>effect`` of drivers or variants. ``reason`` says what in the sources
    suggests it; ``direction`` is the sign that the words have, None where they have none.
    """

    id: str
    kind: HintKind
    about: str
    statements: tuple[str, ...]
    reason: Message
    tension: str | None = None
    direction: Literal[1, -1] | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """That a scenario rests on one judgement: moved to ``value``, which lies ``is_within`` its interval or not, it breaks."""

    judgement: str
    value: int
    is_within: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How a future that a source describes (``outlook``) compares with a scenario, driver by driver.

    ``agrees`` are the scenario's variants that its words speak of too, ``differs`` the variants it speaks of where the
    scenario has another; it is silent on ``silent`` drivers. What the source thinks of that future stays the source's.
    """

    outlook: str
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    silent: int

    @property
    def is_match(self) -> bool:
        """Whether it agrees somewhere and differs nowhere."""
        return bool(self.agrees) and not self.differs


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A combination of one variant per driver, in the drivers' order, that holds together by cross-impact balance.

    ``id`` is its variants joined by blanks. ``balances`` has the impact balance of every variant of every driver in
    order; ``score`` is the sum of those of the chosen ones; ``inconsistency`` is the most by which another variant of a
    driver is better than the chosen one (0: consistent). ``reliances`` are the single judgements it cannot do without.
    ``basin`` counts the combinations from which succession leads to it; None where that was not counted.
    ``outlooks`` are the futures of the sources that agree with it somewhere and differ nowhere, ``likenesses`` all that
    speak of its drivers, the likest first; ``reaches`` the threads with a shared ambition of which it has all variants
    that their words tie them to.
    """

    id: str
    variants: tuple[str, ...]
    score: int
    inconsistency: int
    is_consistent: bool
    balances: tuple[tuple[int, ...], ...]
    reliances: tuple[Reliance, ...] = ()
    basin: int | None = None
    outlooks: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    likenesses: tuple[Likeness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What was searched: how many combinations there are, whether all were looked through, within which tolerance.

    ``found`` is how many hold together, of which the first are in the list of scenarios. ``missing`` are the cells that nobody judged: with any, no scenario is told. ``problems`` say what stood in the way.
    ``unsteady`` are scenarios that appear somewhere within the interval of one judgement, with that judgement.
    """

    combinations: int
    is_complete: bool
    tolerance: int
    found: int = 0
    missing: tuple[str, ...] = ()
    is_example: bool = False
    unsteady: tuple[tuple[str, str], ...] = ()
    problems: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """What the futures do to one thread, action, requirement or ambition (``about``).

    ``needs`` are the variants that its words tie it to, with the statement that says so: by cue words alone, unless a
    person ruled on it (``is_confirmed``). ``statements`` are those it rests on. ``scenarios`` are the ids of
    those in which it holds; ``is_no_regret`` is True where that is all of them, and None where its words tie it to
    nothing, so that nothing can be said. ``driver`` is the one driver on which it hangs, where it is one.
    ``by`` is when an ambition needs those variants (backcasting): its target year.
    """

    id: str
    kind: BearingKind
    about: str
    needs: tuple[tuple[str, str], ...]
    scenarios: tuple[str, ...]
    is_no_regret: bool | None
    driver: str | None = None
    by: str | None = None
    statements: tuple[str, ...] = ()
    key: str = ""
    is_confirmed: bool = False
