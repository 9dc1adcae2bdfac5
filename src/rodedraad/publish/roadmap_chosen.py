"""Which actions and knots a roadmap is of: those of a party, theme, layer or place, or that stand so far. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from rodedraad.records import Action, Knot, Prospects
from rodedraad.region import region_of

if TYPE_CHECKING:
    from rodedraad.publish.view import Dossier

UNTOLD = "untold"
"""What asks for the actions of which no source tells how far they are."""


def at(dossier: Dossier, place: str | None) -> tuple[Action, ...]:
    """The actions of which a sentence names a place, or that are of the region where that is its name; all of None."""
    if place is None:
        return dossier.prospects.actions
    region = region_of(dossier.frame, dossier.statements, dossier.sources, dossier.links.parties)
    return tuple(one for one in dossier.prospects.actions if region.at(place, one))


def chosen(
    actions: Iterable[Action],
    *,
    party: str | None = None,
    theme: str | None = None,
    layer: str | None = None,
    status: str | None = None,
) -> tuple[Action, ...]:
    """The actions that concern a party (as who acts, asks, helps, pays, decides or sets a condition), theme and layer.

    ``status`` is one of an action, or ``UNTOLD``.
    """
    return tuple(
        one
        for one in actions
        if (party is None or party in concerned(one))
        and (theme is None or theme in one.themes)
        and (layer is None or layer == one.layer)
        and (status is None or status == (one.status or UNTOLD))
    )


def about(prospects: Prospects, actions: Collection[str]) -> tuple[Knot, ...]:
    """The knots that have to do with these actions; all of them where none is left out."""
    if all(one.id in actions for one in prospects.actions):
        return prospects.knots
    return tuple(one for one in prospects.knots if any(id_ in actions for id_ in (*one.actions, *one.decisions)))


def concerned(action: Action) -> frozenset[str]:
    """The ids of all parties that an action concerns, without their organs."""
    names = [*action.who, *action.asker]
    names += [one.party for one in action.actors if one.party]
    names += [one.party for one in action.conditions if one.party]
    names += [one.party for one in action.funding if one.party]
    return frozenset(plain(name) for name in names)


def plain(party: str) -> str:
    """A party's id without its organ."""
    return party.partition("/")[0]
