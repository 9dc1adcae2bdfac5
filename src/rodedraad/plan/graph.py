"""What waits for what, as a graph: circles, what breaks them, and through which single point all of a chain goes. Pure.

A graph is a mapping from each node to the nodes that it waits for. Everything is sorted first, so that the order in
which it was given never shows. No function here recurses over the graph: a chain may be as long as the dossier.
Method: docs/method/knots.md.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Waits: TypeAlias = Mapping[str, tuple[str, ...]]
MOST_STEPS = 20_000
"""Nodes that the search for the smallest set that breaks all circles may look from, some seconds; what is found is then
said to be no more than a good one. Circles of people's conditions are small: the search ends after a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Nodes without which no circle is left, and whether it was shown that fewer cannot do."""

    nodes: tuple[str, ...]
    is_smallest: bool


def waits(pairs: Iterable[tuple[str, str]], nodes: Iterable[str] = ()) -> Waits:
    """The graph of (who waits, for what); ``nodes`` are there also where they wait for nothing.

    That something waits for itself says nothing of what comes first, and is left out.
    """
    found: dict[str, set[str]] = {node: set() for node in nodes}
    for one, other in pairs:
        found.setdefault(one, set())
        found.setdefault(other, set())
        if one != other:
            found[one].add(other)
    return {node: tuple(sorted(found[node])) for node in sorted(found)}


def backwards(graph: Waits) -> Waits:
    """The same graph the other way: what waits for each node."""
    found: dict[str, list[str]] = {node: [] for node in graph}
    for node, others in graph.items():
        for other in others:
            found[other].append(node)
    return {node: tuple(found[node]) for node in graph}


def without(graph: Waits, gone: Collection[str]) -> Waits:
    """The graph without some of its nodes."""
    return {
        node: tuple(other for other in others if other not in gone)
        for node, others in graph.items()
        if node not in gone
    }


def unringed(graph: Waits, broken: Collection[str]) -> Waits:
    """The graph once these nodes no longer wait for what waits for them: what they wait for beside their circles stays."""
    together = {node: component for component in components(graph) for node in component}
    return {
        node: tuple(other for other in others if node not in broken or together[node] is not together[other])
        for node, others in graph.items()
    }


def components(graph: Waits) -> tuple[tuple[str, ...], ...]:
    """The sets of nodes that each wait for all others of their set; what they wait for outside it comes before them.

    A node in no circle is a set of one. Method: Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on
    Computing 1 (1972), with a stack of our own.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    place: dict[str, int] = {}
    found: list[tuple[str, ...]] = []
    for start in graph:
        path = [] if start in number else [(start, 0)]
        while path:
            node, at = path.pop()
            if at == 0:
                number[node] = low[node] = len(number)
                place[node] = len(stack)
                stack.append(node)
            else:
                below = graph[node][at - 1]
                if below in place:
                    low[node] = min(low[node], low[below])
            following = next((n for n in range(at, len(graph[node])) if graph[node][n] not in number), None)
            for other in graph[node][at : following if following is not None else len(graph[node])]:
                if other in place:
                    low[node] = min(low[node], number[other])
            if following is not None:
                path += [(node, following + 1), (graph[node][following], 0)]
            elif low[node] == number[node]:
                first = place[node]
                found.append(tuple(sorted(stack[first:])))
                for one in stack[first:]:
                    del place[one]
                del stack[first:]
    return tuple(found)


def circle(graph: Waits, start: str) -> tuple[str, ...]:
    """A shortest way from a node back to itself, that node first; empty where there is none. The first by name of equals."""
    before: dict[str, str] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in graph[node]:
            if other == start:
                return tuple(reversed(_way(before, node, start)))
            if other not in before:
                before[other] = node
                queue.append(other)
    return ()


def way(graph: Waits, start: str, end: str) -> tuple[str, ...]:
    """A shortest chain from a node to one that it waits for in the end, both included; empty where it does not."""
    before: dict[str, str] = {start: start}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if node == end:
            return tuple(reversed(_way(before, node, start)))
        for other in graph[node]:
            if other not in before:
                before[other] = node
                queue.append(other)
    return ()


def _way(before: Mapping[str, str], node: str, start: str) -> list[str]:
    """The steps back from a node to the start."""
    found = [node]
    while found[-1] != start:
        found.append(before[found[-1]])
    return found


def circles(graph: Waits, component: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The shortest circles by which every node of a component is shown in one: the shortest first, each from its first name.

    A node of which a shortest circle is shown already is passed over, so that three circles are not told as six.
    """
    inside = set(component)
    own = {node: tuple(other for other in graph[node] if other in inside) for node in sorted(inside)}
    shortest = sorted((_turned(circle(own, node)) for node in own), key=lambda one: (len(one), one))
    found: list[tuple[str, ...]] = []
    shown: set[str] = set()
    for one in shortest:
        if not shown.issuperset(one):
            found.append(one)
            shown.update(one)
    return tuple(found)


def _turned(steps: tuple[str, ...]) -> tuple[str, ...]:
    first = steps.index(min(steps))
    return steps[first:] + steps[:first]


def cutting(graph: Waits, *, most_steps: int = MOST_STEPS) -> Cut:
    """The fewest nodes without which nothing waits for itself any more: a minimum feedback vertex set.

    Per component: every circle must lose a node, so the search takes each node of a shortest circle in turn, for one
    node, two, and so on, until no circle is left. NP-hard (Karp 1972), hence ``most_steps``: past these the node with
    most circles' worth of neighbours goes until none is left, which is said by ``is_smallest``.
    """
    found: list[str] = []
    is_smallest = True
    for component in components(graph):
        if len(component) > 1:
            inside = set(component)
            own = {node: tuple(other for other in graph[node] if other in inside) for node in component}
            picked, is_proven = _smallest(own, most_steps)
            found += picked
            is_smallest = is_smallest and is_proven
    return Cut(nodes=tuple(sorted(found)), is_smallest=is_smallest)


def _smallest(graph: Waits, most_steps: int) -> tuple[tuple[str, ...], bool]:
    good = _greedy(graph)
    left = most_steps
    for size in range(1, len(good)):
        stack: list[tuple[tuple[str, ...], Waits]] = [((), graph)]
        tried: set[tuple[str, ...]] = set()
        while stack:
            gone, rest = stack.pop()
            shortest = _any_circle(rest)
            if not shortest:
                return gone, True
            left -= len(rest)
            if left <= 0:
                return good, False
            for node in sorted(shortest, key=lambda one: (_weight(rest, one), one)) if len(gone) < size else ():
                following = tuple(sorted((*gone, node)))
                if following not in tried:
                    tried.add(following)
                    stack.append((following, without(rest, {node})))
    return good, True


def _any_circle(graph: Waits) -> tuple[str, ...]:
    """A shortest circle of the graph, the first by name; empty where there is none."""
    inside = [node for component in components(graph) if len(component) > 1 for node in component]
    found = [circle(graph, node) for node in sorted(inside)]
    return min(found, key=lambda one: (len(one), one), default=())


def _weight(graph: Waits, node: str) -> int:
    """In how many ways a node may lie between two others."""
    return len(graph[node]) * sum(node in others for others in graph.values())


def _greedy(graph: Waits) -> tuple[str, ...]:
    """Nodes that break all circles, those with most neighbours before and behind them first; none of them needless."""
    rest, gone = graph, []
    while inside := [node for component in components(rest) if len(component) > 1 for node in component]:
        node = min(sorted(inside), key=lambda one: -_weight(rest, one))
        gone.append(node)
        rest = without(rest, {node})
    for node in list(gone):
        fewer = [one for one in gone if one != node]
        if all(len(component) == 1 for component in components(without(graph, fewer))):
            gone = fewer
    return tuple(sorted(gone))


def gates(graph: Waits) -> Mapping[str, str]:
    """Of each node the nearest single node through which all that it waits for goes; empty where there is none.

    The graph may have no circle. A node that waits for nothing has no gate. These are the immediate dominators from
    an added end for which all last nodes wait; without circles one pass in the order of the chains finds them.
    Method: Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm (2001), section 3.
    """
    found: dict[str, str] = {}
    depth: dict[str, int] = {"": 0}
    for component in components(graph):
        node = component[0]
        nearest: str | None = None
        for other in graph[node]:
            nearest = other if nearest is None else _meet(nearest, other, found, depth)
        found[node] = nearest or ""
        depth[node] = depth[found[node]] + 1
    return found


def _meet(one: str, other: str, above: Mapping[str, str], depth: Mapping[str, int]) -> str:
    """Where the ways up from two nodes meet."""
    while one != other:
        if depth[one] < depth[other]:
            one, other = other, one
        one = above[one]
    return one


def behind(graph: Waits) -> Mapping[str, frozenset[str]]:
    """Of each node all that waits for it in the end. The graph may have no circle."""
    order = [component[0] for component in components(graph)]
    back = backwards(graph)
    found: dict[str, frozenset[str]] = {}
    for node in reversed(order):
        found[node] = frozenset(back[node]).union(*(found[one] for one in back[node]))
    return found
