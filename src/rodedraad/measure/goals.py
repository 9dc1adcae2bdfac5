"""The targets that statements name: a component, how much or by how much less, and the year. Pure.

By a small grammar over the statement's own words: a number with a unit of the component, or a change in per cents with a
word that says so, near the component's name. What it does not find it does not guess, and a person confirms, corrects or
rejects what it finds. Method: docs/method/measure.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Final, Literal, TypeAlias

from rodedraad.measure.components import Component, components, factor, plain, unit_of
from rodedraad.measure.decimals import shown
from rodedraad.measure.quantities import AMOUNT, Quantity, number_of, numbers, parts
from rodedraad.measure.referred import AIMED, Whose, referred, wants_norms
from rodedraad.records import Ruling, Sense, Statement, StatementType, Value
from rodedraad.upheld import upheld

Scope: TypeAlias = Literal["level", "change", "total", "norms"]
AIMS: Final[frozenset[StatementType]] = frozenset({"ambition", "measure", "recommendation", "request"})
"""What may name a target: a finding, concern or condition tells how things are, or what would be needed."""
_FAR: Final = 90
"""Characters between a component's name and its number: further apart they belong to other clauses."""
_CHANGES: Final = re.compile(
    r"\b(?:minder|lager|lagere|verminder\w*|vermindering\w*|reduc\w*|gereduceerd\w*|reductie\w*|\w+reductie|daling|daalt|dalen|gedaald|"
    r"omlaag|terug\w{0,3}dring\w*|teruggebracht|teruggedrongen|terugbreng\w*|afname|afgenomen|verlag\w*|verlaagd|"
    r"less|lower|fewer|reduced?|reduction|cut|decreas\w+)\b"
)
_GROWTH: Final = re.compile(
    r"\b(?:meer|hoger|toename|toegenomen|stijg\w*|gestegen|groei\w*|extra|more|higher|increas\w+|growth)\b"
)
_BASE: Final = re.compile(
    r"(?:ten opzichte van|t\.o\.v\.?|vergeleken met|in vergelijking met|compared (?:to|with)|relative to|from|dan in|than in|sinds|since)\s"
    r"(?:het |de |the )?(?:jaar |niveau van |year |level of |levels of )?((?:19|20)\d\d)\b"
)
_YEAR: Final = re.compile(
    r"\b(?P<by>in|per|uiterlijk|uiterlijk in|vanaf|tegen|rond|by|from|around|voor het jaar|eind|end of|tot en met)\s((?:20)\d\d)\b|"
    r"\b(?P<before>v[oó]+r|voor|before)\s(20\d\d)\b"
)
_RATE: Final = re.compile(
    r"\b(?:per jaar|jaarlijks|elk jaar|ieder jaar|per year|a year|annually|every year|each year)\b"
)
_TOTAL: Final = re.compile(r"\b(?:in totaal|samen|tussen (?:20)\d\d en 20\d\d|in total|between 20\d\d and 20\d\d)\b")
_LEAST: Final = re.compile(
    r"(?:minimaal|minstens|ten ?minste|(?<!niet )meer dan|boven de|at least|more than|no less than)\s(?:de\s)?$"
)
_MOST: Final = re.compile(
    r"(?:maximaal|hooguit|hoogstens|ten hoogste|niet meer dan|minder dan|lager dan|onder de|beneden de|tot|at most|no more than|below|under|less than)\s"
    r"(?:de\s|the\s)?$"
)
_NOT_BELOW: Final = re.compile(
    r"\b(?:niet|nooit|not|never)\s(?:\w+\s){0,2}(?:lager|minder|kleiner|onder|lower|less|fewer|smaller|below)\s(?:\w+\s){0,3}$"
)
_DENIED: Final = re.compile(
    r"\b(?:niet|nooit|not|never)\b(?!\s(?:alleen|slechts|only|just)\b)"
    r"(?!\s(?:\w+\s){0,2}(?:meer|hoger|lager|minder|groter|kleiner|more|higher|lower|less|fewer|greater|smaller)\s(?:\w+\s){0,3}(?:dan|than)\b)"
    r"(?!\s(?:\w+\s){0,2}(?:boven|onder|above|below|overschr\w+|overstijg\w+|exceed\w*))|"
    r"\b(?:geen|no)\s(?:\w+\s)?(?:verlaging|vermindering|reductie|daling|afname|halvering|reduction|decrease|cut)\b"
)
"""What is said not to be wanted; "niet hoger dan" is a bound and no denial."""
_CLAUSE: Final = re.compile(r"[;:.!?]\s|,\s|\b(?:maar|but|en|and)\b")
_OF_AIM: Final = re.compile(r"\b(?:doel|doelen|doelstelling|ambitie|streven|norm|grenswaarde|target|goal|aim)\s$")
_EMITTED: Final = re.compile(r"\w*(?:uitsto(?:ot|ten)|emissies?|emissions?|uitgestoten)\b")
_LOST: Final = re.compile(r"\b(?:verlies|verloren|verdwijn\w*|verdwenen|geschrapt|schrapp\w*|lost|losing|cuts?)\b")
_STORED: Final = re.compile(
    r"\b(?:removals?|stor\w+|captur\w+|opslag|opgeslagen|vastleg\w*|vastgelegd|afvang\w*|ccs)\b"
)
_JOINS: Final = re.compile(r"[,;:]|\b(?:en|and|of|or)\b")
_FROM: Final = re.compile(r"\b(?:van|from)\s(?:de\s|ongeveer\s|circa\s|nu\s|about\s)?$")
_TO: Final = re.compile(r"^.{0,40}?\b(?:naar|tot|to)\s")
_BUILDS: Final = re.compile(
    r"\b(?:bouw\w*|\w*woningbouw|gebouwd\w*|bij ?te ?bouwen|bijgebouwd|toevoeg\w*|toe te voegen|toegevoegd|realiser\w*|gerealiseerd|oplever\w*|opgeleverd|"
    r"erbij|nieuwe (?:\w+ )?(?:huur|koop)?woning\w*|add|build\w*|built|new (?:\w+ )?(?:homes|dwellings)|construct\w*|deliver\w*)\b"
)
_OF_UNIT: Final[Mapping[str, tuple[str, ...]]] = {
    "dB": ("noise", "night_noise"),
    "mol/ha/jaar": ("deposition",),
    "banen": ("jobs",),
    "woningen": ("homes",),
    "klachten": ("complaints",),
}
"""Units that name their component by themselves."""
_CONCENTRATIONS: Final = frozenset({"µg/m³", "mg/m³", "ng/m³"})
_LESS_AFTER: Final = re.compile(
    r"\s(?:(?!(?:of|or|en|and|maar|but|met|with)\s)[\w.,]*\w\s){0,2}?(?:(?P<less>minder|lager|less|lower|fewer)|meer|hoger|more|higher)\b"
)
_DROP_OF: Final = re.compile(
    r"\b(?:daling|vermindering|verlaging|reductie|afname|stijging|toename|reduction|decrease|increase|drop)\s(?:van|of)\s(?:\w+\s){0,2}$"
)
_OF_HOURS: Final = re.compile(
    r"\b(?:uur(?:waarde|waarden|gemiddeld\w*|norm|concentratie)|dag(?:waarde|waarden|gemiddeld\w*|norm)|etmaal\w*|\d+-?uurs\w*|piek\w*|per uur|per dag"
    r"|elk uur|elke dag|hourly|daily|\d+-hour\w*|one-hour|peak\w*|per hour|per day|in any hour|on any day)\b"
)
_OF_YEAR: Final = re.compile(r"\b(?:jaargemiddeld\w*|jaarwaarde|per jaar|annual\w*|yearly|per year)\b")
FIELDS: Final = ("component", "value", "unit", "year", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target of one statement. ``words`` are a slice of the statement's text, which hold its number.

    ``value`` is in ``unit``; of a change it is per cents, below 0 for less, and ``base_year`` the year it is told
    against, None where no year is told. ``scope`` is ``total`` where the number is that of several years together, and
    ``norms`` where the words have no number and refer to norms, those of ``whose``: then ``value`` is 0 of no unit, and
    ``component`` may be ``AIR``.
    """

    statement: str
    key: str
    component: str
    value: Fraction
    unit: str
    scope: Scope
    sense: Sense
    year: int | None
    words: str
    places: tuple[str, ...]
    base_year: int | None = None
    is_confirmed: bool = False
    whose: Whose | None = None


def goals(statements: Iterable[Statement], rulings: Mapping[tuple[str, str], Mapping[str, Value]]) -> tuple[Goal, ...]:
    """Every target, in the order of the statements; ``rulings`` are what people decided, by statement and key."""
    found = []
    for statement in statements:
        for goal in of_statement(statement):
            ruled = ruled_on(goal, rulings.get((goal.statement, goal.key), {}))
            if ruled is not None:
                found.append(ruled)
    return tuple(found)


def ruled_targets(
    statements: Iterable[Statement], rulings: Iterable[Ruling]
) -> tuple[Mapping[tuple[str, str], Mapping[str, Value]], tuple[Ruling, ...]]:
    """What people ruled of the targets, by statement and key; and the rulings that are about none of these any more."""
    about = [one for one in rulings if one.about == "standing"]
    resting = {one.statement for one in about}
    found = [goal for one in statements if one.id in resting for goal in of_statement(one)]
    held = upheld([((goal.statement,), goal.key) for goal in found], about, "standing")
    return {(goal.statement, goal.key): held.values[at] for at, goal in enumerate(found)}, held.lost


def of_statement(statement: Statement) -> tuple[Goal, ...]:
    """The targets that the words of one statement name: those with a number, else the norms that it refers to."""
    is_aim = statement.type in AIMS
    if not is_aim and statement.type not in AIMED:
        return ()
    low = plain(statement.text)
    found = _numbered(low, statement) if is_aim else ()
    if found or not wants_norms(low, is_aim=is_aim):
        return found
    return tuple(_of_norms(statement, low))


def _of_norms(statement: Statement, low: str) -> Iterator[Goal]:
    """The targets of a statement that refers to norms, of each component that it names."""
    years = [int(match[2] or match[4]) for match in _YEAR.finditer(low)]
    year = years[0] if len(set(years)) == 1 else None
    if year is None and not years and statement.deadline_to:
        year = int(statement.deadline_to[:4])
    for one in referred(low, [id_ for _, _, id_ in _mentions(low)]):
        yield Goal(
            statement=statement.id,
            key=one.key,
            component=one.component,
            value=Fraction(0),
            unit="",
            scope="norms",
            sense="at_most",
            year=year,
            words=statement.text[one.start : one.end],
            places=statement.place,
            whose=one.whose,
        )


def _numbered(low: str, statement: Statement) -> tuple[Goal, ...]:
    """The targets with a number, or with a part that stands for one."""
    named = (*numbers(low, statement), *parts(low))
    if not named:
        return ()
    mentions = tuple(_mentions(low))
    found: list[Goal] = []
    for number in named:
        goal = _goal(statement, low, number, mentions)
        if goal is not None and all(goal.key != other.key for other in found):
            found.append(goal)
    return tuple(found)


def ruled_on(goal: Goal, values: Mapping[str, Value]) -> Goal | None:
    """The target after what a person ruled; None where it was rejected. A value that cannot be leaves what was found."""
    if values.get("is_rejected"):
        return None
    found = replace(goal, is_confirmed=bool(values.get("is_confirmed")) or any(name in values for name in FIELDS))
    component = str(values.get("component") or "")
    if component in components():
        found = replace(found, component=component, sense=components()[component].sense)
    value = number_of(str(values.get("value") or ""))
    if found.scope == "norms" and value is not None and found.component in components():
        # a person gave the number that the words leave out
        found = replace(found, scope="level", whose=None, unit=components()[found.component].unit)
    if found.scope != "norms":
        found = _renumbered(found, values, value)
    if "place" in values:
        named = (one.strip() for one in str(values["place"] or "").split(","))
        found = replace(found, places=tuple(one for one in named if one))
    if "year" in values:
        year = str(values["year"] or "")
        found = replace(found, year=int(year) if re.fullmatch(r"(?:19|20|21)\d\d", year) else None)
    return found


def _renumbered(found: Goal, values: Mapping[str, Value], value: Fraction | None) -> Goal:
    """A target with a number, with the unit and the number that a person gave."""
    if unit := unit_of(str(values.get("unit") or "")):
        is_change = unit == "%" and found.scope == "change"
        found = replace(
            found, unit=unit, scope="change" if is_change else "level" if found.scope == "change" else found.scope
        )
    return found if value is None else replace(found, value=value)


def _goal(statement: Statement, low: str, number: Quantity, mentions: Sequence[tuple[int, int, str]]) -> Goal | None:
    """The target that one number makes; None where it belongs to no component, or is no target."""
    component = _component(low, number, mentions)
    if component is None:
        return None
    is_by = _is_by(low, number)
    is_change = number.is_part or (number.unit == "%" and (component.unit != "%" or is_by))
    if not is_change and (_is_difference(low, number, component) or _is_of_hours(low, number, component)):
        return None
    if is_change and not (number.is_part or _has_change(low)):
        return None
    if is_change and not component.is_of_area and component.unit in _CONCENTRATIONS and _EMITTED.search(low):
        return None  # less is sent into the air, which is not what is measured of the air
    if not is_change and (is_by or factor(number.unit, component.unit) is None):
        return None
    if _is_denied(low, number) or _is_start(low, number) or not _is_told_of(component, low):
        return None
    scope: Scope = "change" if is_change else "level"
    if component.merge == "sum" and component.is_of_area and component.sense == "at_least" and not _RATE.search(low):
        scope = "total"
    year = _year(low, number, statement)
    if year is None and (statement.type != "ambition" or is_change) and not _RATE.search(low):
        return None
    value = number.value
    if is_change and not _is_growth(low, number):
        value = -abs(value)
    return Goal(
        statement=statement.id,
        key=f"{component.id} {shown(value)} {number.unit}",
        component=component.id,
        value=value,
        unit=number.unit,
        scope=scope,
        sense=_sense(low, number, component, value, is_change=is_change),
        year=year,
        words=statement.text[number.start : number.end],
        places=statement.place,
        base_year=_base(low) if is_change else None,
    )


def _is_told_of(component: Component, low: str) -> bool:
    """Whether the sentence speaks of what is counted: homes that are built, carbon that is sent into the air."""
    if component.id == "homes":
        return bool(_BUILDS.search(low))
    if component.id == "jobs":
        return not _LOST.search(low)
    if component.id == "CO2":
        return not _STORED.search(low)
    return True


def _mentions(low: str) -> Iterator[tuple[int, int, str]]:
    """Where components are named, the longer name where two begin at one place."""
    for match in _cues().finditer(low):
        yield match.start(), match.end(), _cue_of()[match[1]]


@cache
def _cues() -> re.Pattern[str]:
    words = sorted(_cue_of(), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, words))})(?![\w])")


@cache
def _cue_of() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for component in components().values():
        for cue in component.cues:
            found.setdefault(cue, component.id)
    return found


def _component(low: str, number: Quantity, mentions: Sequence[tuple[int, int, str]]) -> Component | None:
    """The nearest component that can have this unit; else the one that the unit names by itself."""
    known = components()
    fitting = [
        (apart, known[id_])
        for start, end, id_ in mentions
        if (number.unit == "%" or factor(number.unit, known[id_].unit) is not None)
        and (apart := _apart(low, number, start, end)) <= _FAR
    ]
    named = [(apart, one) for apart, one in fitting if one.id != "PM"] or fitting
    if named:
        return min(named, key=lambda pair: pair[0])[1]
    by_unit = _OF_UNIT.get(number.unit, ())
    if number.unit == "dB" and re.search(r"\bnacht|\bnight", low):
        return known[by_unit[1]]
    return known[by_unit[0]] if by_unit else None


def _apart(low: str, number: Quantity, start: int, end: int) -> int:
    """How far a component's name is from a number: a clause that ends, or another number, lies between for long."""
    if start >= number.end:
        between = low[number.end : start]
        return len(between) + (_FAR if _JOINS.search(between) else 0)
    between = low[end : number.start]
    return len(between) + (_FAR if AMOUNT.search(between) else 0)


def _has_change(low: str) -> bool:
    return bool(_CHANGES.search(low) or _GROWTH.search(low))


def _is_by(low: str, number: Quantity) -> bool:
    """Whether the number is by how much something changes: "met 20 procent verminderen"."""
    return bool(re.search(r"\b(?:met|by)\s(?:\w+\s)?$", low[: number.start]) and _has_change(low))


def _is_difference(low: str, number: Quantity, component: Component) -> bool:
    """Whether the number is how much less there is to be, or more of what is to be less: no level without what it was."""
    after = _LESS_AFTER.match(low, number.end)
    is_less = bool(after) and (after["less"] is not None or component.sense == "at_most")  # type: ignore[index]  # it is there
    return is_less or bool(_DROP_OF.search(low[: number.start]))


def _is_of_hours(low: str, number: Quantity, component: Component) -> bool:
    """Whether the number is of an hour or a day: a mean of a year cannot tell whether it is kept."""
    if component.unit not in _CONCENTRATIONS:
        return False
    ends = tuple(_CLAUSE.finditer(low))
    start = max((match.end() for match in ends if match.end() <= number.start), default=0)
    end = min((match.start() for match in ends if match.start() >= number.end), default=len(low))
    clause = low[start:end]
    return bool(_OF_HOURS.search(clause)) and not _OF_YEAR.search(clause)


def _is_growth(low: str, number: Quantity) -> bool:
    """Whether the change is upwards: a word of growth, and none of less, near the number."""
    near = low[max(0, number.start - _FAR) : number.end + _FAR]
    return bool(_GROWTH.search(near)) and not _CHANGES.search(near)


def _is_denied(low: str, number: Quantity) -> bool:
    """Whether the clause of the number says that it is not wanted."""
    ends = tuple(_CLAUSE.finditer(low))
    start = max((match.end() for match in ends if match.end() <= number.start), default=0)
    end = min((match.start() for match in ends if match.start() >= number.end), default=len(low))
    return bool(_DENIED.search(low[start:end]))


def _is_start(low: str, number: Quantity) -> bool:
    """Whether the number is where it comes from: the first of "van 23 naar 10"."""
    return bool(_FROM.search(low[: number.start]) and _TO.search(low[number.end :]))


def _sense(low: str, number: Quantity, component: Component, value: Fraction, *, is_change: bool) -> Sense:
    if is_change:
        return "at_most" if value < 0 else "at_least"
    before = low[: number.start]
    if _LEAST.search(before) or _NOT_BELOW.search(before):
        return "at_least"
    return "at_most" if _MOST.search(before) and component.sense == "at_most" else component.sense


def _base(low: str) -> int | None:
    found = _BASE.search(low)
    return int(found[1]) if found else None


def _between(match: re.Match[str], number: Quantity) -> int:
    return max(match.start() - number.end, number.start - match.end(), 0)


def _year(low: str, number: Quantity, statement: Statement) -> int | None:
    """The year of the target: the nearest in the words, else that of the statement's deadline."""
    base = _base(low)
    told = [(match, int(match[2] or match[4])) for match in _YEAR.finditer(low)]
    told = [(match, year) for match, year in told if year != base]
    if told:
        match, year = min(told, key=lambda one: _between(one[0], number))
        return year - 1 if match["before"] and not _OF_AIM.search(low[: match.start()]) else year
    return int(statement.deadline_to[:4]) if statement.deadline_to else None
