"""What the futures do to what people want: in which scenarios a thread, action, requirement or ambition holds.

Something is tied to the variants that its words speak of, or the words of its conditions; it holds in a scenario that
has, of each driver it is tied to, one of those variants. That is read from cue words alone and said to be so, until a
person rules on it. What its words fight ("we lossen het tekort op") ties it to nothing (``fought.py``). Words that are tied to nothing tell nothing, which is said too.
Method, backcasting and limits: docs/method/explore.md, section 10.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from rodedraad.explore.cues import Cues
from rodedraad.explore.fought import fights, wanted
from rodedraad.explore.hanging import hangs_on, lacks
from rodedraad.records import (
    Action,
    Bearing,
    BearingKind,
    Driver,
    Links,
    Outlook,
    OutlookStance,
    Requirement,
    Ruling,
    Scenario,
    Statement,
    StatementType,
    Thread,
    Value,
)
from rodedraad.upheld import upheld

WANTING: Final[frozenset[StatementType]] = frozenset(
    {"ambition", "measure", "recommendation", "request", "need", "condition"}
)
"""What is found, concluded or feared ties nobody to a future: that the air is dirty today is no wish for dirty air."""
UNWANTED: Final[frozenset[OutlookStance]] = frozenset({"feared", "unrealistic"})
FEWEST: Final = 2
"""Members of a thread that must speak of a variant, where the one that the thread is named after does not."""
Needs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The actions and requirements of a dossier, to be held against its scenarios."""

    actions: Sequence[Action] = ()
    requirements: Sequence[Requirement] = ()


def bearings(
    scenarios: Sequence[Scenario],
    drivers: Sequence[Driver],
    *,
    links: Links,
    statements: Mapping[str, Statement],
    held: Held,
    cues: Cues,
    rulings: Sequence[Ruling] = (),
) -> tuple[tuple[Bearing, ...], tuple[Ruling, ...]]:
    """One for each thread, each action and each requirement, and for ambitions of one source that are tied to something.

    What is tied to something comes first; else in the order of the lists: threads, other ambitions, actions, requirements.
    Beside them the rulings that are about none of these any more.
    """
    maker = _Maker(scenarios, drivers, statements, cues)
    maker.leave_out(links.outlooks)
    spoken_for: set[str] = set()
    found = []
    for thread in links.threads:
        found.append(maker.of_thread(thread))
        spoken_for.update(thread.statements)
    found += maker.of_ambitions(spoken_for)
    found += [maker.of_action(action) for action in held.actions]
    found += [maker.of_requirement(one) for one in held.requirements]
    spoken = [replace(one, key=_key(one.key)) for one in rulings if one.about == "bearing"]
    said = upheld([(one.statements, one.key) for one in found], spoken, "bearing")
    made = [maker.weighed(maker.ruled_on(one, own)) for one, own in zip(found, said.values, strict=True)]
    return tuple(sorted(made, key=lambda one: not one.needs)), said.lost


def _key(key: str) -> str:
    """What tells the bearings of one statement apart, and stays when a thread gets a year or an action another id.

    Keys of earlier logs had these in them. Of requirements a statement may hold several, told apart by their own keys.
    """
    return {"ambition": "thread", "action": "action"}.get(key.partition(":")[0], key)


class _Maker:
    def __init__(
        self,
        scenarios: Sequence[Scenario],
        drivers: Sequence[Driver],
        statements: Mapping[str, Statement],
        cues: Cues,
    ) -> None:
        self._scenarios = scenarios
        self._order = {variant.id: at for at, variant in enumerate(one for each in drivers for one in each.variants)}
        self._statements = statements
        self._cues = cues
        self._fighting = Cues(
            [
                replace(
                    one,
                    cues=(),
                    variants=tuple(replace(each, cues=tuple(filter(fights, each.cues))) for each in one.variants),
                )
                for one in drivers
            ]
        )
        self._spoken: dict[str, tuple[str, ...]] = {}
        self._unwanted: set[str] = set()

    def leave_out(self, outlooks: Sequence[Outlook]) -> None:
        """Leaves out what tells of a future that its source fears or calls unrealistic: nobody wants that."""
        spans: dict[str, list[tuple[int, int]]] = {}
        for one in outlooks:
            if one.stance in UNWANTED:
                spans.setdefault(one.source, []).append((one.start, one.end))
        self._unwanted = {
            one.id
            for one in self._statements.values()
            if one.source in spans and any(start < one.end and one.start < end for start, end in spans[one.source])
        }

    def of_thread(self, thread: Thread) -> Bearing:
        """A thread; an ambition where its members set a year to it."""
        members = [self._statements[id_] for id_ in thread.statements if id_ in self._statements]
        years = [one.deadline_to for one in members if one.type == "ambition" and one.deadline_to]
        head = [one for one in members if one.id == thread.representative]
        needs: dict[str, str] = {}
        counted: Counter[str] = Counter()
        first: dict[str, str] = {}
        for one in (*head, *(each for each in members if each.id != thread.representative)):
            if one.type not in WANTING or one.id in self._unwanted:
                continue
            for variant in self._variants(one.id, one.text):
                counted[variant] += 1
                first.setdefault(variant, one.id)
                if one.id == thread.representative or counted[variant] >= FEWEST:
                    needs.setdefault(variant, first[variant])
        kind: BearingKind = "ambition" if years else "thread"
        resting = (thread.representative, *(id_ for id_ in thread.statements if id_ != thread.representative))
        return self._made(kind, thread.id, needs, resting, by=min(years) if years else None)

    def of_ambitions(self, spoken_for: set[str]) -> Iterator[Bearing]:
        """The ambitions with a year that stand in no thread, where their words tie them to something."""
        for one in self._statements.values():
            if one.type != "ambition" or not one.deadline_to or one.is_reported:
                continue
            if one.id in spoken_for or one.id in self._unwanted:
                continue
            if needs := dict.fromkeys(self._variants(one.id, one.text), one.id):
                yield self._made("ambition", one.id, needs, (one.id,), by=one.deadline_to)

    def of_action(self, action: Action) -> Bearing:
        """An action: by what is done, and by what must be so before."""
        needs: dict[str, str] = {}
        if action.statements and self._unwanted.isdisjoint(action.statements):
            needs |= dict.fromkeys(self._wanted(action.what), action.statements[0])
        for condition in action.conditions:
            for variant in self._wanted(condition.words):
                needs.setdefault(variant, condition.statement)
        return self._made("action", action.id, needs, action.statements, key=action.key)

    def of_requirement(self, one: Requirement) -> Bearing:
        """A requirement, by the words that state it and those on which its sentence makes it hang."""
        needs = dict.fromkeys(() if lacks(one.quote) else self._wanted(one.quote), one.statement)
        if statement := self._statements.get(one.statement):
            for part in hangs_on(statement.text, " ".join(one.quote.split()), one.what):
                for variant in self._wanted(part):
                    needs.setdefault(variant, one.statement)
        return self._made("requirement", one.id, needs, (one.statement,), key=one.key)

    def _variants(self, id_: str, text: str) -> tuple[str, ...]:
        if id_ not in self._spoken:
            self._spoken[id_] = self._wanted(text)
        return self._spoken[id_]

    def _wanted(self, text: str) -> tuple[str, ...]:
        """The variants that a text speaks of and does not fight; one whose cue is itself a fight ("minder hinder") counts."""
        if not (spoken := self._cues.spoken(text).variants):
            return spoken
        kept = {*self._cues.spoken(wanted(text)).variants, *self._fighting.spoken(text).variants}
        return tuple(one for one in spoken if one in kept)

    def _made(
        self,
        kind: BearingKind,
        about: str,
        needs: Mapping[str, str],
        statements: Sequence[str],
        *,
        by: str | None = None,
        key: str = "",
    ) -> Bearing:
        needs = self._telling(needs)
        return Bearing(
            id=f"b-{sha256(f'{kind}|{about}'.encode()).hexdigest()[:24]}",
            kind=kind,
            about=about,
            needs=tuple(sorted(needs.items(), key=lambda item: self._order[item[0]])),
            scenarios=(),
            is_no_regret=None,
            by=by,
            statements=tuple(dict.fromkeys(statements)),
            key=_key(f"{kind}:{key}" if key else kind),
        )

    def _telling(self, needs: Mapping[str, str]) -> Mapping[str, str]:
        """Without the drivers of which the words name every variant: who names all of them asks for none."""
        wanted = Counter(self._cues.driver_of[variant] for variant in needs)
        of_all = Counter(self._cues.driver_of.values())
        return {
            variant: id_
            for variant, id_ in needs.items()
            if wanted[self._cues.driver_of[variant]] < of_all[self._cues.driver_of[variant]]
        }

    def ruled_on(self, one: Bearing, own: Mapping[str, Value]) -> Bearing:
        """What a person said of what it is tied to, instead of its words."""
        if not own:
            return one
        return replace(one, needs=self._said(one, own), is_confirmed=True)

    def _said(self, one: Bearing, own: Mapping[str, Value]) -> Needs:
        if own.get("is_rejected"):
            return ()
        given = own.get("needs")
        if "needs" not in own or not (isinstance(given, str) or given is None):
            return one.needs
        held = dict(one.needs)
        named = [name for name in (given or "").replace(",", " ").split() if name in self._order]
        return tuple(
            (name, held.get(name, one.statements[0])) for name in sorted(set(named), key=self._order.__getitem__)
        )

    def weighed(self, one: Bearing) -> Bearing:
        """In which scenarios it holds, and whether it hangs on one driver."""
        if not one.needs or not self._scenarios:
            return one
        wanted: dict[str, set[str]] = {}
        for variant, _ in one.needs:
            wanted.setdefault(self._cues.driver_of[variant], set()).add(variant)
        holding = tuple(each.id for each in self._scenarios if _holds(each, wanted.values()))
        is_everywhere = len(holding) == len(self._scenarios)
        hanging = [
            driver
            for driver in wanted
            if all(_holds(each, (sets for name, sets in wanted.items() if name != driver)) for each in self._scenarios)
        ]
        driver = hanging[0] if len(hanging) == 1 and not is_everywhere else None
        return replace(one, scenarios=holding, is_no_regret=is_everywhere, driver=driver)


def _holds(scenario: Scenario, wanted: Iterable[set[str]]) -> bool:
    return all(not sets.isdisjoint(scenario.variants) for sets in wanted)
