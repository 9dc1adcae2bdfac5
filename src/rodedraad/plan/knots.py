"""Where actions run into a knot, and what must be decided first. Pure.

    actions (with their conditions and dependencies) --knots--> Knot, the most pressing first

What is done or lapsed is no longer in the way; what waits for something refused or lapsed waits in vain, and that is
said. A decision is an action that waits for nothing, or a condition that no action brings about, by the statement that
sets it. Method: docs/method/knots.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise

from rodedraad import phrases
from rodedraad.intervals import span
from rodedraad.plan.funding import is_open
from rodedraad.plan.graph import (
    Cut,
    Waits,
    backwards,
    behind,
    circles,
    components,
    cutting,
    gates,
    unringed,
    waits,
    way,
    without,
)
from rodedraad.plan.steps import CLOSED, awaited, conditions, steps
from rodedraad.plan.terms import by_end, is_due_before, is_other_term
from rodedraad.plan.unblocking import MOST_DECISIONS, freeings
from rodedraad.records import Action, Condition, Gap, GapKind, Knot, KnotKind, Message, Party, Statement, Tension
from rodedraad.wording import Language

ORDER: tuple[KnotKind, ...] = (
    "unblocking",
    "circle",
    "one_decision",
    "contradiction",
    "in_vain",
    "unanswered",
    "without_owner",
    "without_date",
    "without_money",
)
"""The most pressing first: what to decide, what cannot go on as it is, and what nobody said."""
COMMITTED = frozenset({"promised", "under_way"})
_LEAST_WAITING = 2
"""One action that waits for one other is a dependency and no knot."""
_WHAT_CHARS = 130
_SHOWN_DECISIONS = 5


def knots(
    actions: Sequence[Action],
    *,
    statements: Mapping[str, Statement],
    parties: Sequence[Party] = (),
    tensions: Sequence[Tension] = (),
    gaps: Sequence[Gap] = (),
) -> tuple[Knot, ...]:
    """Every knot in these actions, the most pressing first. The order of the actions does not matter.

    ``tensions`` of kind ``date`` show two terms for one act where its statements were not taken for the same; ``gaps``
    tell of which statements an owner, a date or an answer was searched for in vain.
    """
    made = _Knots(actions, statements, {party.id: party for party in parties}, tensions, gaps)
    found = {
        knot.id: knot
        for part in (made.unblocking, made.circles, made.one_decision, made.terms, made.in_vain, made.said_by_none)
        for knot in part()
    }
    order = {kind: place for place, kind in enumerate(ORDER)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.kind], *made.weight(one), one.id)))


class _Knots:
    """The knots of one set of actions, with the graph that they share."""

    def __init__(
        self,
        actions: Sequence[Action],
        statements: Mapping[str, Statement],
        parties: Mapping[str, Party],
        tensions: Sequence[Tension],
        gaps: Sequence[Gap],
    ) -> None:
        self._actions = {one.id: one for one in sorted(actions, key=lambda one: one.id)}
        self._open = {id_: one for id_, one in self._actions.items() if one.status not in CLOSED}
        self._statements = statements
        self._parties = parties
        self._tensions = tensions
        self._gaps = {(one.kind, one.statement) for one in gaps}
        self._shown: dict[tuple[str, str], list[str]] = defaultdict(list)
        """For each step of the graph, the statements that say so."""
        for step in steps(actions, statements):
            self._shown[step.waits, step.on].append(step.statement)
        self._conditions: dict[str, list[Condition]] = conditions(actions)
        self._graph: Waits = waits(self._shown, self._open)
        self._cut: Cut = cutting(self._graph)
        self._acyclic: Waits = unringed(self._graph, self._cut.nodes)
        self._behind = behind(self._acyclic)

    def weight(self, knot: Knot) -> tuple[int, ...]:
        """By what knots of a kind are sorted: the fewest decisions or shortest circle, else the most actions first."""
        if knot.kind == "unblocking":
            return (len(knot.decisions),)
        return (len(knot.actions),) if knot.kind == "circle" else (-len(knot.actions),)

    # --- circles --------------------------------------------------------------------------------------------------

    def circles(self) -> Iterator[Knot]:
        """Actions that wait for one another, by the shortest circles that show each of them."""
        back = backwards(self._graph)
        for component in components(self._graph):
            if len(component) == 1:
                continue
            waiting = len(_reached(back, component))
            inside = {node: tuple(one for one in self._graph[node] if one in component) for node in component}
            picked = tuple(one for one in component if one in self._cut.nodes)
            each = [one for one in component if not cutting(without(inside, {one})).nodes] if len(picked) == 1 else []
            for around in circles(self._graph, component):
                ring = (*around, around[0])
                first = tuple(one for one in around if one in (each or picked))
                code = "each" if each else "some" if self._cut.is_smallest else "about"
                code = "any" if first == around else code
                message = Message.of(
                    f"knots.circle_{code}",
                    count=len(around),
                    chain=" → ".join(self._named(one) for one in ring),
                    decision=self._all(first),
                    least=len(picked),
                    waiting=waiting,
                )
                shown = [self._shown[pair][0] for pair in pairwise(ring)]
                yield self._knot("circle", around, shown, message, first)

    # --- what must be decided first -------------------------------------------------------------------------------

    def one_decision(self) -> Iterator[Knot]:
        """Decisions for which two actions or more wait in the end, and those for which it is the only one."""
        above = gates(self._acyclic)
        only: dict[str, list[str]] = defaultdict(list)
        for node in above:
            at, top = node, ""
            while at := above[at]:
                top = at
            if top:
                only[top].append(node)
        ringed = {node for component in components(self._graph) if len(component) > 1 for node in component}
        for decision in sorted(self._behind.keys() - ringed):
            waiting, alone = self._behind[decision], only.get(decision, ())
            is_last = not self._acyclic[decision]
            if len(waiting if is_last else alone) < _LEAST_WAITING:
                continue
            ways = sorted(
                (way(self._acyclic, one, decision) for one in waiting),
                key=lambda one: (one[0] not in alone, len(one), one),
            )
            shown = [self._shown[chain[0], chain[1]][0] for chain in ways]
            code = "knots.one_decision" if is_last else "knots.one_decision_later"
            message = Message.of(code, decision=self._named(decision), waiting=len(waiting), alone=len(alone))
            told = [chain[0] for chain in ways]
            yield self._knot("one_decision", told, [*self._stated(decision), *shown], message, (decision,))

    def unblocking(self) -> Iterator[Knot]:
        """For one decision, two, and so on, those that free most actions, where they free more than one each."""
        takes = self._takes()
        blocked = len(takes)
        for freeing in freeings(takes, most=MOST_DECISIONS):
            if len(freeing.freed) <= len(freeing.decisions):
                continue  # each for one: no decision stands out, and the actions name their conditions themselves
            one_of = "one" if len(freeing.decisions) == 1 else "more"
            is_ring = not frozenset(self._cut.nodes).isdisjoint(freeing.decisions)
            message = Message.of(
                f"knots.unblocking_{one_of if freeing.is_best else 'about'}{'_ring' if is_ring else ''}",
                count=len(freeing.decisions),
                freed=len(freeing.freed),
                blocked=blocked,
                most=freeing.most,
                decisions=self._all(freeing.decisions),
            )
            shown = [one for decision in freeing.decisions for one in self._stated(decision)]
            yield self._knot("unblocking", freeing.freed, shown, message, freeing.decisions)

    def _takes(self) -> dict[str, frozenset[str]]:
        """Of each action that waits, the decisions that it takes in the end."""
        cut = frozenset(self._cut.nodes)
        takes: dict[str, frozenset[str]] = {}
        for component in components(self._acyclic):
            node = component[0]
            others = self._acyclic[node]
            own = frozenset({node}) if not others or node in cut else frozenset[str]()
            takes[node] = own.union(*(takes[one] for one in others))
        return {node: taken for node, taken in takes.items() if node in self._open and node not in taken}

    # --- terms that contradict ------------------------------------------------------------------------------------

    def terms(self) -> Iterator[Knot]:
        """Actions due before what they wait for, acts with two terms, conditions met only after the term."""
        yield from self._due_before()
        yield from self._two_terms()
        for action in self._open.values():
            for condition in action.conditions:
                stated = self._statements.get(condition.statement)
                if (
                    condition.action is None
                    and stated is not None
                    and condition.statement not in action.statements
                    and is_due_before(action.by_to, stated.deadline_to)
                ):
                    message = Message.of(
                        "knots.condition_later",
                        action=self._named(action.id),
                        term=_term(action.deadline, action.by_to),
                        condition=_quoted(condition.words),
                        later=_term(stated.deadline, stated.deadline_to),
                    )
                    shown = (action.statements[0], condition.statement)
                    yield self._knot("contradiction", (action.id,), shown, message, (condition.statement,))

    def _due_before(self) -> Iterator[Knot]:
        """Along chains of which what lies between has no term of its own."""
        for id_, action in self._open.items():
            if not action.by_to:
                continue
            seen, queue = {id_}, [id_]
            for node in queue:
                for other in self._graph[node]:
                    waited = self._open.get(other)
                    if waited is None or other in seen:
                        continue
                    seen.add(other)
                    if not (waited.by_to or waited.by_from):
                        queue.append(other)
                    elif is_due_before(action.by_to, waited.by_to or waited.by_from):
                        yield self._late(action, waited)

    def _late(self, action: Action, waited: Action) -> Knot:
        is_sure = bool(waited.by_from) and span(action.by_to)[1] < span(waited.by_from)[0]
        chain = way(self._graph, action.id, waited.id)
        message = Message.of(
            "knots.due_before_start" if is_sure else "knots.due_before",
            action=self._named(action.id),
            term=_term(action.deadline, action.by_to),
            other=self._named(waited.id),
            later=_term(waited.deadline, waited.by_to or waited.by_from),
        )
        shown = [self._shown[pair][0] for pair in pairwise(chain)]
        return self._knot(
            "contradiction", chain, [action.statements[0], *shown, waited.statements[0]], message, (waited.id,)
        )

    def _two_terms(self) -> Iterator[Knot]:
        """Of one action, and of two statements that link found to be about the same, whether they are actions or not."""
        of = {one: action for action in self._actions.values() for one in action.statements}
        for id_, action in self._open.items():
            dated = [self._statements[one] for one in action.statements if one in self._statements]
            dated = sorted((one for one in dated if one.deadline_to), key=by_end)
            if dated and is_other_term(dated[0], dated[-1]):
                yield self._twice((id_,), dated[0], dated[-1])
        said = set[tuple[object, ...]]()
        for tension in self._tensions:
            if tension.kind != "date" or not self._statements.keys() >= {tension.a, tension.b}:
                continue
            one, other = sorted((self._statements[each] for each in (tension.a, tension.b)), key=by_end)
            acts = tuple(of[each.id].id for each in (one, other) if each.id in of)
            is_open = all(id_ in self._open for id_ in acts) and len(set(acts)) == len(acts)
            key = (acts, one.deadline_to, other.deadline_to)
            if (
                is_open and is_other_term(one, other) and not (acts and key in said)
            ):  # said once, though of more sentences
                said.add(key)
                yield self._twice(acts, one, other)

    def _twice(self, actions: tuple[str, ...], first: Statement, last: Statement) -> Knot:
        message = Message.of(
            "knots.two_terms",
            one=self._said(first),
            first=_term(first.deadline, first.deadline_to),
            other=self._said(last),
            last=_term(last.deadline, last.deadline_to),
        )
        return self._knot("contradiction", actions, (first.id, last.id), message)

    def _said(self, statement: Statement) -> str:
        """Who says what."""
        names = self._names(statement.holders)
        return f"{names}: {_quoted(statement.text)}" if names else _quoted(statement.text)

    # --- what is not there ----------------------------------------------------------------------------------------

    def in_vain(self) -> Iterator[Knot]:
        """Actions that wait for what was refused or has lapsed."""
        for id_, action in self._open.items():
            said = [(one.on, one.statement) for one in action.depends_on]
            said += [(one.action, one.statement) for one in action.conditions if one.action]
            for other, statement in dict(said).items():
                waited = self._actions.get(other)
                if waited is None or waited.status == "done":
                    continue
                refused = waited.answers[-1] if waited.answers and waited.answers[-1].outcome == "refused" else None
                if waited.status == "lapsed" or refused:
                    code = "knots.waits_for_refused" if refused else "knots.waits_for_lapsed"
                    message = Message.of(code, action=self._named(id_), other=self._named(other))
                    because = refused.statement if refused else waited.status_statement or waited.statements[0]
                    yield self._knot("in_vain", (id_, other), (statement, because), message, (other,))

    def said_by_none(self) -> Iterator[Knot]:
        """Requests without any answer, acts of which nobody or no date is named, commitments without money."""
        for id_, action in self._open.items():
            asked = self._lacking("request_without_answer", action)
            if (action.status == "unanswered" or (action.status == "asked" and asked)) and not action.answers:
                code = "knots.unanswered" if action.status == "asked" else "knots.not_taken_up"
                asker = {"asker": self._names(action.asker)} if action.asker else {}
                message = Message.of(code + "_by" * bool(asker), action=self._named(id_), **asker)
                yield self._knot("unanswered", (id_,), asked or action.statements[:1], message)
            found: list[tuple[KnotKind, tuple[str, ...]]] = []
            if not action.who:
                found.append(("without_owner", self._lacking("measure_without_owner", action)))
            if not (action.by_from or action.by_to or action.deadline):
                found.append(("without_date", self._lacking("measure_without_date", action)))
            if is_open(action.funding) and (action.funding or action.status in COMMITTED):
                found.append(("without_money", action.statements[:1]))
            for kind, shown in found:
                if shown:
                    yield self._knot(kind, (id_,), shown, Message.of(f"knots.{kind}", action=self._named(id_)))

    def _lacking(self, kind: GapKind, action: Action) -> tuple[str, ...]:
        """The statements of an action for which something was searched in vain."""
        return tuple(one for one in action.statements if (kind, one) in self._gaps)

    # --- words ----------------------------------------------------------------------------------------------------

    def _named(self, node: str) -> str:
        """Who and what, in words of the sources; of a condition whose it is."""
        action = self._actions.get(node)
        if action is not None:
            return f"{self._names(action.who)}: {_quoted(action.what)}" if action.who else _quoted(action.what)
        conditions = self._conditions[node]
        whose = awaited(conditions, self._parties)
        words = " … ".join(dict.fromkeys(one.words for one in conditions))
        return f"{self._names(whose)}: {_quoted(words)}" if whose else _quoted(words)

    def _names(self, ids: Iterable[str]) -> str:
        names = [phrases.clipped(phrases.party(self._parties, one, _LANGUAGE), 60) for one in ids]
        return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")

    def _all(self, nodes: Sequence[str]) -> str:
        told = [f"({place}) {self._named(node)}" for place, node in enumerate(nodes[:_SHOWN_DECISIONS], 1)]
        return "; ".join([*told, "…"] if len(nodes) > len(told) else told)

    def _stated(self, node: str) -> tuple[str, ...]:
        """Where a decision is named."""
        return self._actions[node].statements[:1] if node in self._actions else (node,)

    def _knot(
        self,
        kind: KnotKind,
        actions: Iterable[str],
        statements: Iterable[str],
        explanation: Message,
        decisions: Iterable[str] = (),
    ) -> Knot:
        told, first, shown = tuple(actions), tuple(decisions), tuple(dict.fromkeys(statements))
        key = "\n".join([kind, *told, "", *first, "", *shown, explanation.code])
        return Knot(
            id="n-" + sha256(f"knot\n{key}".encode()).hexdigest()[:20],
            kind=kind,
            actions=tuple(one for one in told if one in self._actions),
            statements=shown,
            explanation=explanation,
            decisions=first,
        )


_LANGUAGE: Language = "nl"
"""Names of parties are as the register has them; the organ that may stand behind one is said in Dutch."""


def _reached(graph: Waits, start: Sequence[str]) -> set[str]:
    """All that leads on from these nodes, without themselves."""
    found, queue = set(start), list(start)
    for node in queue:
        fresh = [one for one in graph[node] if one not in found]
        found.update(fresh)
        queue += fresh
    return found - set(start)


def _term(words: str | None, date: str | None) -> str:
    return _quoted(words) if words else date or "?"


def _quoted(words: str) -> str:
    return f"«{phrases.clipped(words, _WHAT_CHARS)}»"
