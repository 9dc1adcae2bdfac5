"""Of whom something is asked that is still open: the plainest answer to who must decide what first. Pure.

Those of whom exactly the same is asked stand together. The order is a rule: the region before the rest; who is named
before what is asked of nobody by name; then the earliest date by which something is asked, the most who ask, the most
requests, the name. docs/method/knots.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rodedraad import phrases
from rodedraad.intervals import span
from rodedraad.publish.roadmap import ASKED, Act, Roadmap, is_date
from rodedraad.publish.roadmap_chosen import plain

_NAME_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One party, or several of which the same is asked, with their open requests; ``parties`` is empty where none is named.

    ``acts`` are the requests that are not past, dated ones first; ``askers`` the ids of who ask.
    """

    parties: tuple[str, ...]
    name: str
    acts: tuple[Act, ...]
    askers: tuple[str, ...]

    @property
    def is_dated(self) -> bool:
        """Whether one of the requests has a date."""
        return is_date(self.acts[0].action.by_to)

    @property
    def is_regional(self) -> bool:
        """Whether one of the requests is of the region."""
        return any(act.is_regional for act in self.acts)


def addressees(view: Roadmap) -> tuple[Addressee, ...]:
    """All of whom something is asked that no source answered, who must decide first before the others."""
    asked: dict[str, list[Act]] = defaultdict(list)
    for act in (act for periods in (view.periods, view.national) for one in periods for act in one.acts):
        if act.action.status in ASKED and not act.action.answers:
            for id_ in dict.fromkeys(plain(one) for one in act.action.who) or ("",):
                asked[id_].append(act)
    together: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for id_, acts in asked.items():
        together[*(act.place for act in acts), -1 if id_ else 0].append(id_)
    return tuple(sorted((_addressee(view, ids, asked[ids[0]]) for ids in together.values()), key=_first))


def _addressee(view: Roadmap, ids: list[str], acts: list[Act]) -> Addressee:
    named = tuple(sorted(filter(None, ids)))
    names = [phrases.clipped(phrases.party(view.parties, one, view.language), _NAME_CHARS) for one in named]
    return Addressee(
        parties=named,
        name=phrases.listed(names, view.language),
        acts=tuple(sorted(acts, key=lambda act: (_end(act), act.place))),
        askers=tuple(dict.fromkeys(plain(one) for act in acts for one in act.action.asker)),
    )


def _first(one: Addressee) -> tuple[object, ...]:
    return (not one.is_regional, not one.parties, _end(one.acts[0]), -len(one.askers), -len(one.acts), one.name)


def _end(act: Act) -> tuple[int, int, int]:
    """By when it is asked; what has no date comes last."""
    by = act.action.by_to
    return span(by if is_date(by) else None)[1]
