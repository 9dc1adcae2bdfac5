"""What actions wait for: their conditions, and the other actions that would bring these about.

A condition is linked to an action only when its telling words are for the most part those of that action, outside that
action's own conditions, when whoever it names is who acts there, and when no other action comes near: an open condition
is shown as open, and a wrong link makes a circle that is none. docs/method/plan.md, section 2.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rodedraad.link.tensions.matter import words
from rodedraad.plan import clauses
from rodedraad.plan.clauses import Clause
from rodedraad.plan.ground import Ground, Named
from rodedraad.plan.roles import doers, of_words
from rodedraad.records import Condition, Dependency, Statement

COVERED, COVERED_BY_NAME = 60, 45
"""Per cent of the weight of a condition's telling words that an action must have; less where it is told whose act it is."""
LEAST, LEAST_BY_NAME = 200, 110
"""The same at least, in per cents of a word that stands once."""
CLEAR = 15
"""Per cent of that weight by which the best action must be ahead of the next one."""
MOST_COMPARED = 400
"""Actions that one condition is compared with at most: those that share its rarest words come first."""

_PARTICIPLE = re.compile(
    r"(aan|af|bij|door|in|mee|na|om|onder|op|over|samen|terug|toe|uit|vast|voor|vrij|weg)?ge(\w{3,})"
)
_ENDING = re.compile(r"(?<=\w{4})(?:ing|[dt])$")
_OWN = re.compile(r"\b(?:wij|we|ik|ons|onze|our|us|i)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """The conditions of each action and what it depends on, by its id."""

    conditions: Mapping[str, tuple[Condition, ...]]
    dependencies: Mapping[str, tuple[Dependency, ...]]


def bonds(groups: Mapping[str, Sequence[Statement]], ground: Ground, named: Named) -> Bonds:
    """Everything that these actions wait for, in the order of their statements."""
    waiting = _Waiting(groups, ground, named)
    conditions: dict[str, list[Condition]] = defaultdict(list)
    dependencies: dict[str, list[Dependency]] = defaultdict(list)
    for id_, group in groups.items():
        for statement in group:
            for clause in waiting.clauses[statement.id]:
                said = statement.quote[clause.start : clause.end]
                other = waiting.action(statement, clause, own=id_)
                waits, on = (id_, other) if clause.way == "before" else (other, id_)
                if clause.way == "before":
                    conditions[id_].append(
                        Condition(statement=statement.id, party=statement.holder, words=said, action=other)
                    )
                if waits is not None and on is not None:
                    dependencies[waits].append(Dependency(on=on, kind=clause.kind, statement=statement.id, words=said))
    return Bonds(
        conditions={id_: tuple(dict.fromkeys(found)) for id_, found in conditions.items()},
        dependencies={id_: tuple(dict.fromkeys(found)) for id_, found in dependencies.items()},
    )


def core(stem: str) -> str:
    """What the forms of one verb have in common: "verruimd" and "verruiming" as "verruimen", "aangelegd" as "aanleg"."""
    found = _PARTICIPLE.fullmatch(stem)
    return _ENDING.sub("", f"{found[1] or ''}{found[2]}" if found else stem)


class _Waiting:
    """The words of every act without its conditions, by which it can be found again in another's condition."""

    def __init__(self, groups: Mapping[str, Sequence[Statement]], ground: Ground, named: Named) -> None:
        self._ground = ground
        self._named = named
        self._action = {one.id: id_ for id_, group in groups.items() for one in group}
        self._statements = ground.statements
        self.clauses: dict[str, tuple[Clause, ...]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._places: dict[str, list[str]] = defaultdict(list)
        for group in groups.values():
            for one in group:
                found = clauses.clauses(one.quote, is_condition=one.type == "condition")
                self.clauses[one.id] = found
                own = ground.about.said[one.id]
                if found:
                    own &= self._with_parts(clauses.act(one.quote, found))
                self._words[one.id] = frozenset(map(core, own))
                for name in self._words[one.id]:
                    self._places[name].append(one.id)

    def _with_parts(self, text: str) -> frozenset[str]:
        stems = words(text)
        return stems | self._ground.about.named(stems)

    def _cores(self, stems: Iterable[str]) -> dict[str, int]:
        """What these words weigh, by their cores: what "is verruimd" is what somebody "verruimt"."""
        found: dict[str, int] = {}
        for stem in stems:
            if (weight := self._ground.about.weights.get(stem)) is not None:
                name = core(stem)
                found[name] = max(found.get(name, 0), weight)
        return found

    def action(self, statement: Statement, clause: Clause, *, own: str) -> str | None:
        """The action that would bring about what a clause tells; None where none clearly does."""
        bare = statement.quote[clause.bare : clause.end]
        parties = {party for _, _, party in self._named(bare)}
        if not parties and _OWN.search(bare):
            parties = set(statement.holders)
        names = self._with_parts(" ".join(bare[start:end] for start, end, _ in self._named(bare)))
        telling = self._cores(self._with_parts(bare) - names)
        whole, full = sum(telling.values()), self._ground.about.full
        if not whole:
            return None
        layer = None if parties else of_words(bare)
        best: dict[str, int] = {}
        for other in self._near(telling):
            id_ = self._action[other]
            if id_ == own:
                continue
            is_named = self._acts(other, parties, layer)
            if is_named is False:
                continue
            mass = sum(telling[name] for name in telling.keys() & self._words[other])
            covered, least = (COVERED_BY_NAME, LEAST_BY_NAME) if is_named else (COVERED, LEAST)
            if mass * 100 >= whole * covered and mass * 100 >= least * full:
                best[id_] = max(best.get(id_, 0), mass)
        return self._clearest(best, whole)

    def _clearest(self, best: Mapping[str, int], whole: int) -> str | None:
        ranked = sorted(best, key=lambda id_: (-best[id_], id_))
        if not ranked:
            return None
        if len(ranked) > 1 and (best[ranked[0]] - best[ranked[1]]) * 100 < whole * CLEAR:
            return None
        return ranked[0]

    def _near(self, telling: Mapping[str, int]) -> list[str]:
        found: dict[str, None] = {}
        for name in sorted(telling, key=lambda one: (-telling[one], one)):
            found |= dict.fromkeys(self._places.get(name, ()))
            if len(found) >= MOST_COMPARED:
                break
        return sorted(found)

    def _acts(self, other: str, parties: set[str], layer: str | None) -> bool | None:
        """Whether whom a condition names is who acts; None where either names nobody."""
        who = doers(self._statements[other])
        known = [one for one in who if one in self._ground.parties]
        if not who or (not parties and layer is None):
            return None
        if parties:
            return not parties.isdisjoint(known) if known else None
        layers = {self._ground.parties[one].layer for one in known} | {
            of_words(one) for one in who if one not in self._ground.parties
        }
        return layer in layers
