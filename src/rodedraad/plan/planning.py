"""All actions of a dossier, out of its statements and links. Method: docs/method/plan.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from rodedraad.plan import acts, bonds, funding, roles, ruled, settlements, status
from rodedraad.plan.asked import what
from rodedraad.plan.ground import Ground, Named, ground
from rodedraad.plan.terms import over
from rodedraad.records import (
    Action,
    Clues,
    Document,
    Links,
    Ruling,
    Source,
    Statement,
    Trait,
)

Shown = Callable[[Iterable[Statement]], tuple[Trait, ...]]


def planned(
    *,
    sources: Sequence[Source],
    statements: Sequence[Statement],
    documents: Iterable[Document],
    clues: Mapping[str, Clues],
    links: Links,
    named: Named,
    rulings: Sequence[Ruling] = (),
    shown: Shown | None = None,
) -> tuple[Action, ...]:
    """All actions, by the date of their first source and their place in it, as they stand after what people ruled.

    ``named`` gives the parties of a text, ``shown`` what statements show of money, people, space and permits.
    """
    here = ground(sources=sources, statements=statements, documents=documents, clues=clues, links=links, named=named)
    groups = {id_of(group[0]): group for group in acts.groups(here)}
    answered = settlements.settled(groups, here)
    reports = status.reported(groups, here)
    tied = bonds.bonds(groups, here)
    open_ = status.unanswered(links.gaps)
    made = []
    for id_, group in groups.items():
        is_asked = any(acts.is_asked(one) for one in group)
        answers = answered.get(id_, ())
        found_status, by = status.status(
            group, here, is_asked=is_asked, open_=open_, answers=answers, reports=reports.get(id_, ())
        )
        plain = _action(id_, group, here, is_asked=is_asked)
        made.append(
            replace(
                plain,
                conditions=tied.conditions.get(id_, ()),
                depends_on=tied.dependencies.get(id_, ()),
                status=found_status,
                status_statement=by,
                answers=answers,
                shown=shown(group) if shown else (),
            )
        )
    return ruled.ruled(made, rulings).actions


def id_of(statement: Statement, key: str = "") -> str:
    """The id of the action that rests on this statement."""
    return f"a-{blake2b(bytes(f'{statement.id} {key}', 'utf-8'), digest_size=10).hexdigest()}"


def _action(id_: str, group: Sequence[Statement], here: Ground, *, is_asked: bool) -> Action:
    first = group[0]
    who = next((found for one in group if (found := roles.doers(one))), ())
    dated = [one for one in group if one.deadline is not None]
    by = max(dated, key=lambda one: (one.deadline_to is not None, here.place[one.id])) if dated else None
    late = (
        next((told for one in group if (told := over(one, here.sources.get(one.source)))), None) if by is None else None
    )
    return Action(
        id=id_,
        who=who,
        what=what(first),
        actors=roles.actors(group, here),
        asker=tuple(dict.fromkeys(party for one in group for party in roles.asker(one, is_asked=is_asked))),
        source=first.source,
        page=first.page,
        themes=tuple(dict.fromkeys(theme for one in group for theme in one.themes)),
        deadline=by.deadline if by else late.words if late else None,
        by_from=by.deadline_from if by else None,
        by_to=by.deadline_to if by else late.last if late else None,
        conditions=(),
        depends_on=(),
        layer=roles.layer(who, here),
        within_power=first.within_power,
        funding=funding.funding(group, here),
        status=None,
        status_statement=None,
        statements=tuple(one.id for one in group),
        origin=first.origin,
    )
