"""What waits for what as a picture: decisions at the left, what waits for them to the right, circles in the other colour. Pure.

A node stands as many columns to the right as its longest chain has steps (layers by longest path, as in Sugiyama,
Tagawa and Toda 1981); within a column near what it is tied to. Only what waits in
the region is drawn, and what a person said that waits; of a large roadmap the most pressing knots first. How much is
left out is said. The list beside it has the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rodedraad import phrases
from rodedraad.plan.graph import Waits, backwards, components, cutting, unringed, waits
from rodedraad.plan.knots import ORDER
from rodedraad.plan.steps import conditions
from rodedraad.publish.bound import whose
from rodedraad.publish.drawing import LOUD, PLAIN, Picture, Ways, box, drawn, linked, path, shape, words, wrapped
from rodedraad.publish.roadmap import PRESSING, Act, Roadmap
from rodedraad.records import Condition
from rodedraad.wording import Language

MOST_NODES = 40
_WIDE, _TALL, _ACROSS, _DOWN, _HEAD, _LEFT = 196, 88, 56, 18, 8, 28
_LANES = 4
_LEAST_TOGETHER = 3
_SWEEPS = 4
_LINES = 6
_HEADS = 4
"""Lines of whose it is: who sets a condition and who must fulfil it take more than one."""
_BARE = 3
"""Words of a "zonder" that is no condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A box: its place in the picture, and what stands in it."""

    x: int
    y: int
    who: str
    what: str
    is_condition: bool
    is_first: bool


def dependencies(
    roadmap: Roadmap, *, name: str = "knopen", is_narrow: bool = False, ways: Ways | None = None
) -> Picture | None:
    """What of the region waits, and what for; None where nothing does. ``is_narrow`` stacks the boxes.

    ``ways`` make the boxes links.
    """
    scraps = _scraps(roadmap)
    every = waits((one.waits, one.on) for one in roadmap.waits if one.on not in scraps)
    own = _own(roadmap) | {one.action.id for one in roadmap.acts if one.action.decides("depends_on")}
    whole = waits((one.waits, one.on) for one in roadmap.waits if one.on not in scraps and one.waits in own)
    if not whole:
        return None
    graph = whole if len(whole) <= MOST_NODES else _part(roadmap, whole)
    cut = cutting(graph)
    flat = unringed(graph, cut.nodes)
    ringed = {node: ring for ring in components(graph) if len(ring) > 1 for node in ring}
    nodes = _placed(roadmap, graph, flat, ringed=ringed)
    if is_narrow:
        stacked = sorted(nodes, key=lambda one: (nodes[one].x, nodes[one].y))
        nodes = {node: replace(nodes[node], x=_LEFT, y=_HEAD + at * (_TALL + _DOWN)) for at, node in enumerate(stacked)}
    pairs = [(node, other) for node, others in graph.items() for other in others]
    parts = [
        part
        for place, (node, other) in enumerate(pairs)
        for part in _arrow(nodes[other], nodes[node], lane=place % _LANES, is_ring=other in ringed.get(node, ()))
    ]
    parts += [_node(id_, node, ways) for id_, node in nodes.items()]
    bottom = max(node.y for node in nodes.values()) + _TALL
    width = max(max(node.x for node in nodes.values()) + _WIDE + 2, _LEAST_WIDTH)
    language = roadmap.language
    title = phrases.said("roadmap.graph_title", language)
    told = phrases.said(
        "roadmap.graph_desc",
        language,
        nodes=len(graph),
        steps=sum(map(len, graph.values())),
        circles=sum(len(one) > 1 for one in components(graph)),
    )
    parts += _legend(bottom + 20, language)
    return Picture(
        svg=drawn(parts, name=name, size=(width, bottom + 92), title=title, description=told, ways=ways),
        title=title,
        description=told,
        shown=len(graph),
        left=len(every) - len(graph),
    )


_LEAST_WIDTH = 330


def _own(roadmap: Roadmap) -> frozenset[str]:
    """The actions of which is drawn what they wait for: those of the region, of a choice all of it."""
    return frozenset(one.action.id for one in roadmap.acts if one.is_regional or roadmap.is_chosen)


def _scraps(roadmap: Roadmap) -> frozenset[str]:
    """Conditions of which the words tell nothing to wait for ("zonder gevolgen blijven"): the list has them, no picture."""
    return frozenset(
        id_
        for id_, found in conditions([one.action for one in roadmap.acts]).items()
        if all(_is_scrap(one.words) for one in found)
    )


def _is_scrap(told: str) -> bool:
    """A word without what ties it to the act, or a bare "zonder" with one verb or none."""
    parts = told.casefold().split()
    if parts[:1] in (["zonder"], ["without"]):
        return len(parts) <= _BARE or parts[1] in ("en", "of", "and", "or")
    return len(parts) <= 1


def _part(roadmap: Roadmap, whole: Waits) -> Waits:
    """What people said that waits and the nodes of the most pressing knots, as many as may be drawn, with all steps.

    Then what else of the region hangs together in more than a pair: a pair the list tells as well.
    """
    kept = dict.fromkeys(
        each
        for one in roadmap.acts
        if one.action.decides("depends_on") and one.action.id in whole
        for each in (one.action.id, *whole[one.action.id])
    )
    kinds = [kind for kind in ORDER if kind in PRESSING]
    own = _own(roadmap)
    for kind in sorted(kinds, key=lambda one: (one != "circle", kinds.index(one))):
        for view in sorted(roadmap.knots.get(kind, ()), key=lambda one: own.isdisjoint(one.knot.actions)):
            fresh = [one for one in (*view.knot.decisions, *view.knot.actions) if one in whole and one not in kept]
            if len(kept) + len(fresh) <= MOST_NODES:
                kept |= dict.fromkeys(fresh)
    if not kept:
        busiest = sorted(whole, key=lambda one: (one not in own, -len(whole[one]), one))
        for node in busiest:
            fresh = [one for one in (node, *whole[node]) if one not in kept]
            if len(kept) + len(fresh) <= MOST_NODES:
                kept |= dict.fromkeys(fresh)
    for group in _together(whole):
        fresh = [one for one in group if one not in kept]
        if len(group) >= _LEAST_TOGETHER and len(kept) + len(fresh) <= MOST_NODES and not own.isdisjoint(group):
            kept |= dict.fromkeys(fresh)
    return {
        node: tuple(other for other in whole[node] if other in kept)
        for node in sorted(kept)
        if any(other in kept for other in whole[node]) or any(node in whole[one] for one in kept)
    }


def _together(whole: Waits) -> Sequence[Sequence[str]]:
    """The nodes that hang together, whichever waits: the largest groups first."""
    back = backwards(whole)
    seen: set[str] = set()
    found: list[list[str]] = []
    for start in whole:
        if start not in seen:
            group = [start]
            seen.add(start)
            for node in group:
                fresh = sorted({one for one in (*whole[node], *back[node]) if one not in seen})
                seen.update(fresh)
                group += fresh
            found.append(group)
    return sorted(found, key=lambda one: (-len(one), one))


def _placed(roadmap: Roadmap, graph: Waits, flat: Waits, *, ringed: Mapping[str, object]) -> dict[str, _Node]:
    """Where each node stands: columns by depth, in them circles first, and near its neighbours."""
    depth: dict[str, int] = {}
    for component in components(flat):
        depth[component[0]] = max((depth[other] + 1 for other in flat[component[0]]), default=0)
    columns: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for node in graph:
        columns[depth[node]].append(node)
    back = backwards(graph)
    for sweep in range(_SWEEPS):
        row = {node: place for column in columns for place, node in enumerate(column)}
        for column in columns[1:] if sweep % 2 == 0 else columns[:-1]:
            beside = flat if sweep % 2 == 0 else back
            near = {one: _middle([row[each] for each in beside[one]]) for one in column}
            column.sort(key=lambda one, near=near: (one not in ringed, near[one], one))  # type: ignore[misc]
    open_ = conditions([one.action for one in roadmap.acts])
    first = {id_ for view in roadmap.knots.get("unblocking", ()) for id_ in view.knot.decisions}
    first |= {id_ for view in roadmap.knots.get("circle", ()) for id_ in view.knot.decisions}
    shown = {one.action.id: one for one in roadmap.acts if one.action.id in graph}
    nodes = {}
    for at, column in enumerate(columns):
        for place, node in enumerate(column):
            who, what, is_condition = _told(roadmap, node, shown.get(node), open_)
            nodes[node] = _Node(
                x=_LEFT + at * (_WIDE + _ACROSS),
                y=_HEAD + place * (_TALL + _DOWN),
                who=who,
                what=what,
                is_condition=is_condition,
                is_first=node in first,
            )
    return nodes


def _middle(rows: Sequence[int]) -> float:
    return sum(rows) / len(rows) if rows else 0.0


def _told(
    roadmap: Roadmap, node: str, act: Act | None, open_: Mapping[str, Sequence[Condition]]
) -> tuple[str, str, bool]:
    """Who and what, and whether it is a condition that no action brings about."""
    language = roadmap.language
    if act is not None:
        return f"{act.place}  {act.who or phrases.said('roadmap.nobody', language)}", act.action.what, False
    if node in open_:
        told = whose(open_[node], statements=roadmap.statements, parties=roadmap.parties, language=language)
        told = told or phrases.said("roadmap.condition_of_nobody", language)
        return told, " … ".join(dict.fromkeys(one.words for one in open_[node])), True
    return phrases.said("roadmap.outside", language), "", False


def _node(id_: str, node: _Node, ways: Ways | None) -> str:
    """A box; one of a page leads to its action, or to the statement that sets its condition."""
    if ways is None:
        return "".join(_box(node))
    told = ": ".join(filter(None, (node.who, node.what)))
    return linked(_box(node), to=ways.node(id_), told=told, area=box(node.x, node.y, _WIDE, _TALL))


def _box(node: _Node) -> Iterable[str]:
    """An action has straight corners, a condition cut ones and a dotted edge; what to decide first a thick one."""
    if node.is_condition:
        x, y = node.x, node.y
        data = f"M{x + 8} {y}h{_WIDE - 16}l8 8v{_TALL - 16}l-8 8h{16 - _WIDE}l-8 -8v{16 - _TALL}z"
        yield shape(data, fill="none", dash="4 3")
    else:
        yield shape(box(node.x, node.y, _WIDE, _TALL), fill="none")
    if node.is_first:
        yield path(f"M{node.x + 4} {node.y}v{_TALL}", colour=PLAIN, width=8)
    left = node.x + 14
    room = _WIDE - 20
    heads = wrapped(node.who, room, _HEADS, size=12)
    for at, part in enumerate(heads):
        yield words(left, node.y + 15 + 13 * at, part, weight="600", size=11)
    for at, part in enumerate(wrapped(node.what, room, _LINES - len(heads), size=11), start=len(heads)):
        yield words(left, node.y + 16 + 13 * at, part, size=11)


def _arrow(first: _Node, then: _Node, *, lane: int, is_ring: bool) -> Iterable[str]:
    """From what comes first to what waits for it; a step of a circle is loud and dashed.

    Between neighbouring columns it is a curve; further, and back, it goes through the gaps between the rows and columns,
    which lie in line, so that it is never lost behind a box. ``lane`` keeps those beside one another apart.
    """
    colour, dash, width = (LOUD, "7 3", 2.0) if is_ring else (PLAIN, "", 1.4)
    begin, end = (first.x + _WIDE, first.y + _TALL // 2), (then.x, then.y + _TALL // 2)
    gap, low = end[0] - 14 - lane * 4, first.y + _TALL + 4 + lane * 3
    if then.x == first.x + _WIDE + _ACROSS:
        bend = _ACROSS // 2
        way = f"M{begin[0]} {begin[1]}C{begin[0] + bend} {begin[1]} {end[0] - bend} {end[1]} {end[0] - 6} {end[1]}"
    elif then.x > first.x:
        way = f"M{begin[0]} {begin[1]}h{6 + lane * 4}V{low}H{gap}V{end[1]}H{end[0] - 6}"
    else:
        way = f"M{first.x + _WIDE * 3 // 4} {first.y + _TALL}V{low}H{gap}V{end[1]}H{end[0] - 6}"
    yield path(way, colour=colour, dash=dash, width=width)
    yield shape(f"M{end[0]} {end[1]}l-8 -4v8z", fill=colour, stroke=colour)


def _legend(y: int, language: Language) -> Iterable[str]:
    """What the edges and arrows mean."""
    yield path(f"M0 {y}h26", colour=PLAIN, width=1.4)
    yield shape(f"M30 {y}l-8 -4v8z", fill=PLAIN)
    yield words(38, y + 4, phrases.said("roadmap.legend_after", language))
    yield path(f"M0 {y + 20}h26", colour=LOUD, width=2, dash="7 3")
    yield shape(f"M30 {y + 20}l-8 -4v8z", fill=LOUD, stroke=LOUD)
    yield words(38, y + 24, phrases.said("roadmap.legend_circle", language))
    yield shape(box(1, y + 33, 28, 14), fill="none")
    yield path(f"M5 {y + 33}v14", colour=PLAIN, width=8)
    yield words(38, y + 44, phrases.said("roadmap.legend_first", language))
    yield shape(box(1, y + 53, 28, 13), fill="none", dash="4 3")
    yield words(38, y + 64, phrases.said("roadmap.legend_condition", language))
