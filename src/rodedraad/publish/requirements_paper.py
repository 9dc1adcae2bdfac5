"""What the transition takes on paper: the answer, the counts, what several ask for, by kind, offers and arrangements. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodedraad import phrases
from rodedraad.phrases import clipped
from rodedraad.publish.ahead import requirement_answer
from rodedraad.publish.cited import Telling
from rodedraad.publish.credit import credit
from rodedraad.publish.excerpts import Excerpt
from rodedraad.publish.paper import Block, Drawing, Heading, Item, Paper, Paragraph, Run, Table, plain
from rodedraad.publish.publication import Publication
from rodedraad.publish.requirements import ASPECTS, EXTENTS, ArrangementView, Requirements, RequirementView, asker
from rodedraad.publish.requirements_futures import MEANS
from rodedraad.publish.requirements_futures_svg import grid
from rodedraad.publish.requirements_futures_told import named, silence, told, untied
from rodedraad.publish.requirements_svg import bars

COLUMNS = 3
"""Arrangements beside one another in one table: of more there are more tables."""
_TRAITS = 2


def requirements_paper(publication: Publication) -> Paper:
    """The chapter on what the transition takes as a paper of its own."""
    telling = Telling(publication)
    return telling.paper(telling.say("nav_benodigdheden"), _whole(telling))


def requirement_core(telling: Telling) -> Iterator[Block]:
    """What of it goes into the proposition: the answer, and how many of each kind the region has."""
    view = telling.ahead.requirements
    if view.is_empty:
        yield Paragraph(runs=plain(telling.say("need_none")))
        return
    yield from telling.answer(requirement_answer(view, telling.ahead.futures, telling.parties, telling.language))
    if view.kinds:
        yield Table(
            columns=(
                telling.say("need_kind"),
                *(telling.label("extent", extent) for extent in EXTENTS),
                telling.say("need_total"),
            ),
            rows=tuple(
                (
                    plain(telling.label("requirement", one.kind)),
                    *(plain(telling.count(one.extents[extent])) for extent in EXTENTS),
                    plain(telling.count(one.count)),
                )
                for one in view.kinds
            ),
            summary=telling.say("need_table"),
            widths=(4, 2, 2, 2, 2, 2),
        )


def _whole(telling: Telling) -> Iterator[Block]:
    view = telling.ahead.requirements
    yield from requirement_core(telling)
    if view.is_empty:
        return
    yield telling.small("need_why")
    if found := bars(view, telling.language):
        yield Drawing(svg=found.svg, title=found.title, text=found.description)
    yield from futures_core(telling)
    yield from _futures_told(telling)
    if view.together:
        yield Heading(text=f"{telling.say('need_together')} ({telling.count(view.together_total)})")
        yield telling.small("need_together_why")
        yield from telling.first_of(len(view.together), view.together_total, "requirements")
        for group in view.together:
            yield Item(runs=plain(telling.names(group.parties), is_strong=True))
            for one in group.rows[:4]:
                yield Item(runs=telling.quote(one.excerpt, one.requirement.quote, limit=260), level=2)
            if len(group.rows) > 4:
                yield Item(runs=plain(telling.say("and_more", count=telling.count(len(group.rows) - 4))), level=2)
    yield Heading(text=telling.say("need_by_kind"))
    if named_so := credit(telling.publication.dossier.prospects.requirements, telling.language):
        yield Paragraph(runs=plain(named_so), look="small")
    for kind in view.kinds:
        yield Heading(text=f"{telling.label('requirement', kind.kind)} ({telling.count(kind.count)})", level=2)
        rows = (*kind.first, *kind.more)
        yield from telling.first_of(len(rows), kind.count, "requirements")
        for one in rows:
            yield _needed(telling, one)
    yield from _offers(telling, view)
    yield from _arrangements(telling, view)


def futures_core(telling: Telling) -> Iterator[Block]:
    """What each future takes: the picture and the table."""
    view = telling.ahead.futures
    if telling.ahead.requirements.is_empty or not telling.ahead.requirements.total:
        return
    yield Heading(text=phrases.said("needed.heading", telling.language))
    if view.is_empty:
        yield Paragraph(runs=plain(phrases.said("needed.bare", telling.language)))
        return
    why = " ".join(filter(None, (phrases.said("needed.why", telling.language), untied(view, telling.language))))
    yield Paragraph(runs=plain(why), look="small")
    if found := grid(view, telling.parties, telling.language):
        yield Drawing(svg=found.svg, title=found.title, text=found.description)
    yield Table(
        columns=(
            phrases.said("needed.future", telling.language),
            *(telling.label("means", means) for means in MEANS),
        ),
        rows=tuple(
            (
                plain(named(row, view, telling.parties, telling.language), is_strong=row.future in ("untied", "every")),
                *(plain(told(cell, telling.language) or "–") for cell in row.cells),
            )
            for row in view.rows
        ),
        summary=phrases.said("needed.heading", telling.language),
        widths=(5, *(3 for _ in MEANS)),
    )
    if silent := silence(view, telling.language):
        yield Paragraph(runs=plain(silent), look="small")
    if view.more_scenarios or view.more_outlooks:
        more = {"scenarios": telling.count(view.more_scenarios), "outlooks": telling.count(view.more_outlooks)}
        yield Paragraph(runs=plain(phrases.said("needed.more_rows", telling.language, **more)), look="small")


def _futures_told(telling: Telling) -> Iterator[Block]:
    """The sentences of what only some futures take; what all take stands below by kind."""
    view = telling.ahead.futures
    for row in () if view.is_empty else view.rows:
        if row.future in ("untied", "every", "elsewhere") or not row.total:
            continue
        yield Heading(text=named(row, view, telling.parties, telling.language), level=2)
        for cell in row.cells:
            for one in cell.first:
                yield _needed(telling, one)


def _needed(telling: Telling, view: RequirementView) -> Item:
    one = view.requirement
    facts = [telling.label("extent", one.met)]
    if one.level:
        facts.append(telling.label("level", one.level))
    facts += [clipped(text, 60) for text in (one.number, one.term) if text]
    if not view.is_regional:
        facts.append(telling.say("need_national"))
    if view.is_everywhere:
        facts.append(telling.say("need_everywhere_tag"))
    elif view.tied:
        variants = clipped("; ".join(map(telling.own, view.tied)), 120)
        facts.append(phrases.said("needed.tied", telling.language, variants=variants))
    if one.is_confirmed:
        facts.append(telling.say("need_confirmed"))
    runs = [
        Run(text=f"{asker(view, telling.parties, telling.language) or telling.say('no_party')} ", is_strong=True),
        Run(text=f"({', '.join(facts)}): "),
        *telling.placed(view.excerpt, one.quote),
    ]
    if view.offers:
        names = "; ".join(clipped(each.name, 80) for each in view.offers[:3])
        runs.append(Run(text=f" {telling.say('need_has')} {names}."))
    if view.others:
        runs.append(Run(text=f" {telling.say('need_also')} {telling.names(view.others)}."))
    if one.esco:
        each = one.esco[0]
        share = (
            telling.say("need_esco_confirmed")
            if each.is_confirmed
            else telling.say("need_esco_share", share=each.share)
        )
        runs.append(Run(text=f" {telling.say('need_esco')} {clipped(each.label, 80)} ({share})."))
    return Item(runs=tuple(runs))


def _offers(telling: Telling, view: Requirements) -> Iterator[Block]:
    yield Heading(text=f"{telling.say('need_offers')} ({telling.count(view.offers_total)})")
    if not view.offers:
        yield Paragraph(runs=plain(telling.say("need_no_offers")))
        return
    yield telling.small("need_offers_why")
    yield from telling.first_of(len(view.offers), view.offers_total, "offers")
    yield Table(
        columns=tuple(telling.say(code) for code in ("need_offer", "need_kind", "need_whose", "need_says")),
        rows=tuple(
            (
                plain(clipped(one.offer.name, 120)),
                plain(
                    telling.label("offer", one.offer.kind)
                    + (f", {telling.label('level', one.offer.level)}" if one.offer.level else "")
                    + ("" if one.offer.is_regional else f" ({telling.say('need_national')})")
                ),
                plain(telling.names((one.offer.party,)) if one.offer.party else telling.say("not_named")),
                telling.placed(one.excerpt, one.offer.quote, limit=240),
            )
            for one in view.offers
        ),
        summary=telling.say("need_offers"),
        widths=(5, 3, 4, 9),
    )


def _arrangements(telling: Telling, view: Requirements) -> Iterator[Block]:
    yield Heading(text=f"{telling.say('need_arrangements')} ({telling.count(view.arrangements_total)})")
    if not view.arrangements:
        yield Paragraph(runs=plain(telling.say("need_no_arrangements")))
        return
    yield telling.small("need_arrangements_why")
    yield from telling.first_of(len(view.arrangements), view.arrangements_total, "arrangements")
    for at in range(0, len(view.arrangements), COLUMNS):
        part = view.arrangements[at : at + COLUMNS]
        heads = (
            f"{telling.label('arrangement', one.arrangement.kind)}: {clipped(one.arrangement.title, 70)}"
            for one in part
        )
        yield Table(
            columns=(telling.say("need_aspect"), *heads),
            rows=tuple(_arranged(telling, part)),
            summary=telling.say("need_arrangements"),
            widths=(3, *(6 for _ in part)),
        )


def _arranged(telling: Telling, part: Sequence[ArrangementView]) -> Iterator[tuple[tuple[Run, ...], ...]]:
    yield (
        plain(telling.say("need_named"), is_strong=True),
        *(_all(telling, [("", excerpt) for excerpt in one.excerpts], telling.say("need_not_shown")) for one in part),
    )
    if any(one.arrangement.models for one in part):
        models = (clipped("; ".join(one.arrangement.models), 160) for one in part)
        yield (
            plain(telling.say("need_models"), is_strong=True),
            *(plain(named or telling.say("need_not_shown")) for named in models),
        )
    for aspect in ASPECTS:
        yield (
            plain(telling.label("aspect", aspect), is_strong=True),
            *(
                _all(telling, [(trait.words, excerpt) for trait, excerpt in one.traits[aspect]], telling.say("need_not_shown"))
                for one in part
            ),
        )  # fmt: skip
    for code, side in (("need_for", "for_"), ("need_against", "against")):
        yield (
            plain(telling.say(code), is_strong=True),
            *(_sides(telling, getattr(one, side)) for one in part),
        )


def _all(telling: Telling, found: Sequence[tuple[str, Excerpt]], none: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for words, excerpt in found[:_TRAITS]:
        runs += [*telling.quote(excerpt, words, limit=180), Run(text=" ")]
    if len(found) > _TRAITS:
        runs.append(Run(text=telling.say("and_more", count=telling.count(len(found) - _TRAITS))))
    return tuple(runs) or plain(none)


def _sides(telling: Telling, found: Sequence[tuple[str, Excerpt]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for party, excerpt in found[:_TRAITS]:
        runs += [Run(text=f"{telling.names((party,))}: "), *telling.quote(excerpt, limit=180), Run(text=" ")]
    if len(found) > _TRAITS:
        runs.append(Run(text=telling.say("and_more", count=telling.count(len(found) - _TRAITS))))
    return tuple(runs) or plain(telling.say("need_nobody"))
