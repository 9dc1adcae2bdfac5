"""What the roadmap asks of one party, in a letter to it or from it: quotes with their places, each action once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rodedraad.phrases import clipped, said
from rodedraad.publish.cited import Telling
from rodedraad.publish.paper import Block, Heading, Paragraph, Run, Table, plain
from rodedraad.publish.publication import Publication
from rodedraad.publish.roadmap import Act, Share, roadmap
from rodedraad.publish.roadmap_chosen import plain as without_organ
from rodedraad.publish.roadmap_paper import standing
from rodedraad.records import Party

SHOWN = 15
"""Actions of each list in a letter; all are in the roadmap."""


def share_of(publication: Publication, party: Party) -> Share | None:
    """What is asked of a party, what it promised, and what waits for it; None where that is nothing."""
    found = roadmap(publication.dossier, language=publication.language, party=party.id)
    return next((one for one in found.shares if one.party == without_organ(party.id)), None)


def acts_of(publication: Publication, party: Party, *, told: Collection[str] = ()) -> Iterator[Block]:
    """The lists of one party, without requests of the statements that are ``told`` (ids): these stand in the letter."""
    share = share_of(publication, party)
    if share is None:
        return
    telling = Telling(publication)
    asked = [one for one in share.asked if not set(told) & set(one.action.statements)]
    for code, acts in (("asked", asked), ("promised", share.promised), ("bound", share.awaiting)):
        if acts:
            title = said(f"letter_acts.{code}", publication.language, party=party.name)
            yield Heading(text=title)
            yield from _table(telling, acts, title)
    if asked or share.promised or share.awaiting:
        yield Paragraph(runs=plain(said("letter_acts.how", publication.language)), look="small")


def _table(telling: Telling, acts: Sequence[Act], title: str) -> Iterator[Block]:
    yield Table(
        columns=tuple(telling.say(code) for code in ("what", "when", "road_if", "road_status")),
        rows=tuple(_row(telling, act) for act in acts[:SHOWN]),
        summary=title,
        widths=(10, 4, 6, 4),
    )
    if len(acts) > SHOWN:
        told = said("letter_acts.more", telling.language, count=len(acts) - SHOWN)
        yield Paragraph(runs=plain(told), look="small")


def _row(telling: Telling, act: Act) -> tuple[tuple[Run, ...], ...]:
    asker = f"{act.asker}: " if act.asker else ""
    under = "; ".join(f"«{clipped(words, 120)}»" + (f" ({whose})" if whose else "") for words, whose in act.under[:2])
    return (
        (*plain(asker), *telling.quote(act.excerpt, act.action.what, limit=220)),
        plain(clipped(act.term, 60) or telling.say("not_named")),
        plain(under or "–"),
        plain(standing(telling, act)),
    )
