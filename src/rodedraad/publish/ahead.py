"""The chapters of what lies ahead, and their answers: what a council reads first, before any detail. Pure.

Each answer is a few fixed sentences with counts and words of quotes; nothing in them is inferred. They stand above the
chapter in the report and on paper alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rodedraad import phrases
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.requirements import Requirements, Viewer, requirements
from rodedraad.publish.requirements_futures import Futures, futures
from rodedraad.publish.roadmap_asked import addressees
from rodedraad.publish.scenario_views import RelianceView, Scenarios, is_bounded
from rodedraad.publish.scenarios import scenarios
from rodedraad.records import Driver, Links, Party, Prospects, Statement, Variant
from rodedraad.region import Region
from rodedraad.wording import Language

if TYPE_CHECKING:
    from rodedraad.publish.roadmap import Roadmap

_LONGEST_NAME = 90
_LONGEST_QUOTE = 160
_NAMED = 4
_BREAKING = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """The views of the chapters."""

    scenarios: Scenarios
    requirements: Requirements
    futures: Futures


def ahead(
    prospects: Prospects,
    *,
    links: Links,
    statements: Mapping[str, Statement],
    maker: Excerpts,
    region: Region | None = None,
) -> Ahead:
    """The chapters of these prospects; of a ``region`` its own needs come first."""
    return Ahead(
        scenarios=scenarios(prospects, links=links, statements=statements, maker=maker, region=region),
        requirements=requirements(prospects, statements=statements, maker=maker, region=region),
        futures=futures(
            prospects,
            links=links,
            statements=statements,
            maker=maker,
            viewer=Viewer(prospects, statements=statements, maker=maker, region=region),
        ),
    )


def own(named: Driver | Variant, language: Language) -> str:
    """The name of a driver or variant in the reader's language."""
    return phrases.clipped((named.nl if language == "nl" else named.en) or named.id, _LONGEST_NAME)


def signed(value: int) -> str:
    """A judgement or balance with its sign."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def at(excerpt: Excerpt, language: Language) -> str:
    """Where a quote stands: the source's title and the place in it."""
    title = phrases.clipped(excerpt.source.title, _LONGEST_NAME)
    where = phrases.where(excerpt.source, excerpt.page, excerpt.page_end, excerpt.locator, language)
    return f"{title}, {where}" if where else title


def scenario_answer(view: Scenarios, language: Language) -> tuple[str, ...]:
    """Which futures hold together, what they have in common, on what they rest, what holds in all of them."""
    return tuple(_scenario_answer(view, language))


def _scenario_answer(view: Scenarios, language: Language) -> Iterator[str]:
    def say(code: str, **values: str | int) -> str:
        return phrases.said(f"ahead.{code}", language, **values)

    searched = view.exploration
    if view.is_empty or searched is None:
        yield say("not_searched", drivers=len(view.drivers))
        return
    if searched.missing:
        yield say("cells_missing", count=phrases.number(len(searched.missing), language))
    elif not view.total:
        yield say("none_holds", combinations=phrases.number(searched.combinations, language), drivers=len(view.drivers))
    else:
        yield say(
            "one_holds" if view.total == 1 else "some_hold",
            combinations=phrases.number(searched.combinations, language),
            drivers=len(view.drivers),
            count=phrases.number(view.total, language),
        )
    if not searched.is_complete and not searched.missing:
        yield say("not_complete")
    if view.total > 1 and view.is_whole:
        names = [own(one.variant, language) for one in view.same]
        yield say("same", names="; ".join(names)) if names else say("nothing_same")
    if view.total:
        yield _slender(view, language)
        yield _bearings(view, language)


def _slender(view: Scenarios, language: Language) -> str:
    """The scenario that rests on one judgement, with its sentence and page where it has one."""
    if not view.slender:
        if not view.breaking:
            return phrases.said("ahead.none_breaks", language)
        return phrases.said(
            "ahead.breaks_one" if len(view.breaking) == 1 else "ahead.breaks",
            language,
            numbers=phrases.listed([str(one) for one in view.breaking[:_BREAKING]], language)
            + (f" (+{len(view.breaking) - _BREAKING})" if len(view.breaking) > _BREAKING else ""),
            bare=phrases.number(sum(not is_bounded(one) for one in view.judgements.values()), language),
            total=phrases.number(len(view.judgements), language),
        )
    number, found = min(view.slender, key=lambda pair: (not pair[1].carrying, len(pair[1].carrying), pair[0]))
    now = found.judgement.value if found.judgement else None
    values: dict[str, str | int] = {
        "number": number,
        "judgement": _judgement(found, language),
        "now": signed(now or 0),
        "value": signed(found.reliance.value),
    }
    if not found.carrying:
        return phrases.said("ahead.slender", language, **values)
    excerpt = found.carrying[0]
    return phrases.said(
        "ahead.slender_sentence" if len(found.carrying) == 1 else "ahead.slender_sentences",
        language,
        **values,
        quote=phrases.clipped(excerpt.quote, _LONGEST_QUOTE),
        place=at(excerpt, language),
        count=len(found.carrying),
    )


def needs_words(needs: Sequence[Sequence[Variant]], language: Language) -> str:
    """What something needs: any of the variants of each driver."""
    or_ = phrases.said("ahead.or", language)
    return "; ".join(f" {or_} ".join(own(one, language) for one in found) for found in needs)


def _judgement(view: RelianceView, language: Language) -> str:
    if view.cause is None or view.effect is None:
        return view.reliance.judgement
    return f"{own(view.cause, language)} → {own(view.effect, language)}"


def _bearings(view: Scenarios, language: Language) -> str:
    every, some, untied = (view.counts[name] for name in ("every", "some", "untied"))
    own_needs, national_needs = view.untied_needs
    return phrases.said(
        "ahead.bearings",
        language,
        actions=phrases.number(every["action"], language),
        requirements=phrases.number(every["requirement"], language),
        some=phrases.number(sum(some.values()), language),
        own=phrases.number(own_needs, language),
        national=phrases.number(national_needs, language),
        untied=phrases.number(sum(untied.values()) - untied["requirement"], language),
    )


def requirement_answer(
    view: Requirements, taken: Futures, parties: Mapping[str, Party], language: Language
) -> tuple[str, ...]:
    """What every future takes, what of it the region has, what several ask for together, how it could be arranged."""
    return tuple(_requirement_answer(view, taken, parties, language))


def _requirement_answer(
    view: Requirements, taken: Futures, parties: Mapping[str, Party], language: Language
) -> Iterator[str]:
    def say(code: str, **values: str | int) -> str:
        return phrases.said(f"ahead.{code}", language, **values)

    def count(value: int) -> str:
        return phrases.number(value, language)

    most = sorted(view.kinds, key=lambda one: -one.count)[:_NAMED]
    named = [f"{phrases.label('requirement', one.kind, language)} ({count(one.count)})" for one in most]
    if view.total:
        yield say("needs", total=count(view.total), kinds=phrases.listed(named, language))
        yield say("extents", **{extent: count(number) for extent, number in view.extents.items()})
    else:
        yield say("no_needs")
    if not taken.is_empty:
        first_row = taken.untied
        cells = sorted((one for one in first_row.cells if one.count), key=lambda one: -one.count)
        means = [f"{phrases.label('means', one.means, language)} ({count(one.count)})" for one in cells]
        listed = phrases.listed(means, language) or phrases.said("needed.no_means", language)
        yield phrases.said(
            "needed.answer",
            language,
            means=listed,
            own=count(first_row.regional),
            national=count(first_row.national),
            lasting=count(taken.lasting),
            some=count(view.total - first_row.total - taken.lasting),
        )
    if view.national:
        yield say("national_needs", count=count(view.national), total=count(view.total))
    if view.levels:
        told = [f"{phrases.label('level', level, language)} ({count(number)})" for level, number in view.levels]
        yield say("levels", levels=phrases.listed(told, language))
    if view.together:
        first = view.together[0]
        who = [phrases.party(parties, id_, language) for id_ in first.parties[:_NAMED]]
        more = len(first.parties) - _NAMED
        yield say(
            "together",
            count=count(view.together_total),
            quote=phrases.clipped(first.rows[0].requirement.quote, _LONGEST_QUOTE),
            who=phrases.listed(who, language) + (f" (+{more})" if more > 0 else ""),
        )
    if view.arrangements_total:
        titles = [phrases.clipped(one.arrangement.title, _LONGEST_NAME) for one in view.arrangements[:_NAMED]]
        yield say("arrangements", count=count(view.arrangements_total), titles="; ".join(f"«{one}»" for one in titles))


def roadmap_answer(view: Roadmap) -> tuple[str, ...]:
    """What must be decided first and by whom, where actions wait for one another, and what nobody answered."""
    return tuple(_roadmap_answer(view, view.language))


def _roadmap_answer(view: Roadmap, language: Language) -> Iterator[str]:
    def say(code: str, **values: str | int) -> str:
        return phrases.said(f"ahead.{code}", language, **values)

    def count(value: int) -> str:
        return phrases.number(value, language)

    statuses = Counter(one.action.status for one in view.acts)
    yield say(
        "actions",
        total=count(len(view.acts)),
        promised=count(statuses["promised"] + statuses["under_way"]),
        done=count(statuses["done"]),
        asked=count(statuses["asked"] + statuses["unanswered"]),
        unanswered=count(statuses["unanswered"]),
        untold=count(statuses[None]),
    )
    if view.decisions:
        first = view.decisions[0]
        yield say(
            "first" if first.act else "first_condition",
            what=phrases.clipped(first.what, _LONGEST_QUOTE),
            who=first.who or say("nobody"),
            waiting=count(first.waiting),
        )
    elif view.waits:
        yield say("no_first_of", count=count(len({one.waits for one in view.waits})))
    else:
        yield say("no_first")
    asked = [one for one in addressees(view) if one.parties]
    if asked:
        to = asked[0]
        yield say(
            "asked_first_dated" if to.is_dated else "asked_first",
            parties=say("asked_parties" if len(asked) > 1 else "asked_parties_one", count=count(len(asked))),
            who=to.name,
            count=say("asked_requests" if len(to.acts) > 1 else "asked_requests_one", count=count(len(to.acts))),
            what=phrases.clipped(to.acts[0].action.what, _LONGEST_QUOTE),
            **({"term": to.acts[0].term or str(to.acts[0].action.by_to)} if to.is_dated else {}),
        )
    national = sum(not one.is_regional for one in view.acts)
    if national:
        yield say("national", count=count(national), total=count(len(view.acts)))
    circles = len(view.knots.get("circle", ()))
    contradictions = len(view.knots.get("contradiction", ()))
    if circles or contradictions:
        yield say("circles", circles=count(circles), contradictions=count(contradictions))


__all__ = [
    "Ahead",
    "ahead",
    "at",
    "needs_words",
    "own",
    "requirement_answer",
    "roadmap_answer",
    "scenario_answer",
    "signed",
]
