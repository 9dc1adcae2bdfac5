"""The part of a roadmap that somebody chose, and its pictures: what is due when, and what waits for what. Pure.

A picture is the text of an SVG that stands on its own; with ``ways`` its rows and boxes lead to the pages of what they show.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from rodedraad.plan.steps import CLOSED, Step
from rodedraad.publish.drawing import Picture, Ways
from rodedraad.publish.knots_svg import dependencies
from rodedraad.publish.roadmap import Act, Roadmap, periods
from rodedraad.publish.roadmap_svg import WIDTH, timeline
from rodedraad.records import Theme


def narrowed(view: Roadmap, acts: Sequence[Act]) -> Roadmap:
    """The roadmap of these of its actions alone, under their own numbers, with what they wait for.

    Decisions, shares and knots are those of the whole.
    """
    return replace(
        view,
        acts=tuple(acts),
        periods=periods(acts),
        national=(),
        past=(),
        closed=tuple(one for one in acts if one.action.status in CLOSED),
        waits=steps_of(view, {one.action.id for one in acts}),
        is_chosen=True,
    )


def steps_of(view: Roadmap, ids: Collection[str]) -> tuple[Step, ...]:
    """What these actions wait for, and what waits for them."""
    return tuple(one for one in view.waits if one.waits in ids or one.on in ids)


def line_of(
    view: Roadmap,
    acts: Sequence[Act],
    *,
    themes: Sequence[Theme],
    width: int = WIDTH,
    name: str = "tijd",
    ways: Ways | None = None,
) -> Picture | None:
    """When these are due, by who must act: each on a line of its own, of many how many there are in a year.

    None where none of them has a date.
    """
    return timeline(narrowed(view, acts), by="party", themes=themes, width=width, name=name, ways=ways)


def net_of(
    view: Roadmap, acts: Sequence[Act], *, name: str = "net", is_narrow: bool = False, ways: Ways | None = None
) -> Picture | None:
    """What these wait for and what waits for them; of all actions what the region waits for. None where nothing does."""
    if len(acts) == len(view.acts):
        return dependencies(view, name=name, is_narrow=is_narrow, ways=ways)
    found = steps_of(view, {one.action.id for one in acts})
    ids = {one.action.id for one in acts}.union(*({one.waits, one.on} for one in found))
    around = replace(narrowed(view, [one for one in view.acts if one.action.id in ids]), waits=found)
    return dependencies(around, name=name, is_narrow=is_narrow, ways=ways)
