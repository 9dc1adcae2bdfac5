"""The futures on paper: the answer, the scenarios side by side, why each holds, what it rests on, what holds in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodedraad.phrases import clipped, date
from rodedraad.publish.ahead import needs_words, scenario_answer, signed
from rodedraad.publish.cited import Telling
from rodedraad.publish.influences_svg import picture
from rodedraad.publish.model_work import story_by
from rodedraad.publish.paper import Block, Drawing, Heading, Item, Paper, Paragraph, Run, Table, plain
from rodedraad.publish.publication import Publication
from rodedraad.publish.scenario_views import BearingView, Pull, RelianceView, Scenarios, ScenarioView, UnsteadyView
from rodedraad.publish.storyline import Part, storyline
from rodedraad.records import Variant

COLUMNS = 5
"""Scenarios beside one another in one table: of more there are more tables."""
_BACKCAST = 30
_SLENDER = 20


def scenarios_paper(publication: Publication) -> Paper:
    """The chapter on the futures as a paper of its own."""
    telling = Telling(publication)
    return telling.paper(telling.say("nav_scenarios"), _whole(telling))


def scenario_core(telling: Telling) -> Iterator[Block]:
    """What of the futures goes into the proposition: the answer, and the scenarios side by side."""
    view = telling.ahead.scenarios
    if view.is_empty:
        yield Paragraph(runs=plain(telling.say("scen_none")))
        return
    if view.is_example:
        told = telling.say(
            "scen_example", count=telling.count(view.examples), total=telling.count(len(view.judgements))
        )
        yield Paragraph(runs=plain(told, is_strong=True))
    yield from telling.answer(scenario_answer(view, telling.language))
    yield from _tables(telling, view)


def _whole(telling: Telling) -> Iterator[Block]:
    view = telling.ahead.scenarios
    yield from scenario_core(telling)
    if view.is_empty:
        return
    if view.judgements:
        yield Heading(text=telling.say("scen_influences"))
        yield _drawn(telling, None)
    if view.slender:
        yield Heading(text=telling.say("scen_slender"))
        yield telling.small("scen_slender_why")
        for number, found in view.slender[:_SLENDER]:
            yield from _reliance(telling, found, before=telling.say("scen_name", number=number) + ": ")
        yield from telling.first_of(len(view.slender[:_SLENDER]), len(view.slender), "scenarios")
    if view.unsteady:
        yield Heading(text=telling.say("scen_unsteady"))
        yield telling.small("scen_unsteady_why")
        for moved in view.unsteady:
            yield Item(runs=plain(_appearing(telling, moved)))
        yield from telling.first_of(len(view.unsteady), view.unsteady_total, "judgements")
    if view.total:
        yield Heading(text=f"{telling.say('scen_everywhere')} ({telling.count(view.no_regret_total)})")
        yield telling.small("scen_everywhere_why")
        yield from telling.first_of(len(view.no_regret), view.no_regret_total, "bearings")
        for one in view.no_regret:
            yield _bearing(telling, one)
        if not view.no_regret:
            yield Paragraph(runs=plain(telling.say("scen_everywhere_none")))
        own_needs, national = view.untied_needs
        if own_needs or national:
            told = {"own": telling.count(own_needs), "national": telling.count(national)}
            yield Paragraph(runs=plain(telling.say("scen_everywhere_untied", **told)))
        yield from _hanging(telling, view)
    yield from _backcast(telling, view)
    for future in view.scenarios:
        yield from _scenario(telling, future)
    yield from _judgements(telling, view)
    if view.hints:
        yield Heading(text=f"{telling.say('scen_hints')} ({telling.count(view.hints_total)})")
        yield telling.small("scen_hints_why")
        yield from telling.first_of(len(view.hints), view.hints_total, "hints")
        for hint in view.hints:
            runs = [run for excerpt in hint.excerpts[:2] for run in (*telling.quote(excerpt), Run(text=" "))]
            yield Item(runs=(Run(text=f"{hint.hint.about}: "), *runs))


def _appearing(telling: Telling, one: UnsteadyView) -> str:
    held = one.judgement
    return telling.say(
        "scen_appears" if one.count == 1 else "scen_appears_more",
        cause=telling.own(one.cause),
        effect=telling.own(one.effect),
        now=telling.say("scen_missing") if held.value is None else signed(held.value),
        low="?" if held.low is None else signed(held.low),
        high="?" if held.high is None else signed(held.high),
        count=telling.count(one.count),
        choices="; ".join(map(telling.own, one.choices)),
    )


def _tables(telling: Telling, view: Scenarios) -> Iterator[Block]:
    """The scenarios side by side, as many beside one another as can be read."""
    if view.total > len(view.scenarios):
        yield telling.small("scen_first", shown=telling.count(len(view.scenarios)), count=telling.count(view.total))
    for at in range(0, len(view.scenarios), COLUMNS):
        part = view.scenarios[at : at + COLUMNS]
        yield Table(
            columns=(telling.say("scen_driver"), *(telling.say("scen_name", number=one.number) for one in part)),
            rows=tuple(_rows(telling, view, part)),
            summary=telling.say("scen_grid"),
            widths=(4, *(5 for _ in part)),
        )


def _rows(telling: Telling, view: Scenarios, part: Sequence[ScenarioView]) -> Iterator[tuple[tuple[Run, ...], ...]]:
    for driver in view.drivers:
        cells = []
        for one in part:
            found = next((each for each in one.choices if each.driver.id == driver.id), None)
            cells.append(plain(telling.own(found.variant) if found else telling.say("scen_missing")))
        yield (plain(telling.own(driver), is_strong=True), *cells)
    yield (
        plain(telling.say("scen_score"), is_strong=True),
        *(plain(signed(one.scenario.score)) for one in part),
    )
    yield (
        plain(telling.say("scen_outlooks"), is_strong=True),
        *(
            plain(
                "; ".join(
                    f"{clipped(outlook.title, 60)} ({telling.label('outlook', outlook.stance)})"
                    for outlook, _ in one.outlooks[:3]
                )
                + (f" (+{len(one.outlooks) - 3})" if len(one.outlooks) > 3 else "")
                or telling.say("scen_no_outlook")
            )
            for one in part
        ),
    )


def _scenario(telling: Telling, view: ScenarioView) -> Iterator[Block]:
    name = telling.say("scen_name", number=view.number)
    told = "; ".join(telling.own(one.variant) for one in (view.own or view.choices)[:3])
    yield Heading(text=f"{name}: {told}")
    prospects = telling.publication.dossier.prospects
    worded = telling.publication.stories
    for paragraph in storyline(view.scenario, prospects, telling.library, language=telling.language, words=worded):
        yield Paragraph(runs=tuple(_story(telling, paragraph.parts)))
    yield _drawn(telling, view)
    yield Heading(text=telling.say("scen_why"), level=2)
    for choice in view.choices:
        up = [one for one in choice.pulls if one.value > 0]
        down = [one for one in choice.pulls if one.value < 0]
        words = ""
        if up:
            words += f" {telling.say('scen_carried')} {_pulls(telling, up)}."
        if down:
            words += f" {telling.say('scen_hindered')} {_pulls(telling, down)}."
        if not choice.pulls:
            words += f" {telling.say('scen_free')}"
        if choice.lead is not None:
            code = "scen_lead" if choice.lead > 0 else "scen_behind" if choice.lead else "scen_tied"
            words += f" {telling.say(code, count=abs(choice.lead))}"
        head = f"{telling.own(choice.driver)}: {telling.own(choice.variant)}."
        yield Item(runs=(Run(text=head, is_strong=True), Run(text=words)))
    yield Heading(text=telling.say("scen_rests_on"), level=2)
    for one in view.reliances:
        yield from _reliance(telling, one)
    yield from telling.first_of(len(view.reliances), view.reliances_total, "scenarios")
    if not view.reliances:
        yield Paragraph(runs=plain(telling.say("scen_rests_nowhere")))
    if view.outlooks:
        yield Heading(text=telling.say("scen_outlooks"), level=2)
        for outlook, excerpt in view.outlooks[:6]:
            yield Item(runs=(Run(text=f"{telling.label('outlook', outlook.stance)}: "), *telling.quote(excerpt)))
        yield from telling.first_of(len(view.outlooks[:6]), len(view.outlooks), "outlooks")


def _story(telling: Telling, parts: Sequence[Part]) -> Iterator[Run]:
    """A paragraph of a story; a model's words in it with their mark, before the quote that they are of."""
    if not any(one.words for one in parts):
        yield from plain(" ".join(one.text for one in parts))
        return
    for one in parts:
        if one.words:
            yield Run(text=f"{one.words} ")
            yield Run(text=f"{story_by(one.by, telling.language)}: ", is_strong=True)
        yield Run(text=one.text if one is parts[-1] else f"{one.text} ")


def _judgements(telling: Telling, view: Scenarios) -> Iterator[Block]:
    """All judgements, a table for each driver that acts."""
    if not view.judgements:
        return
    yield Heading(text=telling.say("scen_matrix"))
    yield telling.small("scen_matrix_why")

    def cell(cause: Variant, effect: Variant) -> str:
        found = view.judgements.get((cause.id, effect.id))
        if found is None or found.value is None:
            return telling.say("scen_missing")
        low, high = found.low, found.high
        span = "" if low is None or high is None or low == high else f" ({signed(low)} … {signed(high)})"
        return signed(found.value) + span + ("*" if found.is_example else "")

    for driver in view.drivers:
        title = f"{telling.say('scen_from')} {telling.own(driver)}"
        yield Heading(text=title, level=2)
        yield Table(
            columns=(telling.say("scen_to"), *(telling.own(variant) for variant in driver.variants)),
            rows=tuple(
                (
                    plain(f"{telling.own(other)}: {telling.own(effect)}"),
                    *(plain(cell(cause, effect)) for cause in driver.variants),
                )
                for other in view.drivers
                if other.id != driver.id
                for effect in other.variants
            ),
            summary=title,
            widths=(8, *(4 for _ in driver.variants)),
        )


def _drawn(telling: Telling, view: ScenarioView | None) -> Drawing:
    """The influences in one scenario, or as a whole."""
    prospects = telling.publication.dossier.prospects
    found = picture(
        prospects.drivers,
        prospects.judgements,
        language=telling.language,
        scenario=view.scenario if view else None,
        number=view.number if view else None,
    )
    return Drawing(svg=found.svg, title=found.title, text=found.description)


def _pulls(telling: Telling, found: Sequence[Pull]) -> str:
    return "; ".join(f"{telling.own(one.variant)} ({signed(one.value)})" for one in found)


def _reliance(telling: Telling, view: RelianceView, *, before: str = "") -> Iterator[Block]:
    if view.cause is None or view.effect is None:
        yield Item(runs=plain(before + view.reliance.judgement))
        return
    value = view.judgement.value if view.judgement else None
    told = telling.say(
        "scen_rests",
        cause=telling.own(view.cause),
        effect=telling.own(view.effect),
        before=telling.say("scen_missing") if value is None else signed(value),
        after=signed(view.reliance.value),
    )
    within = telling.say(view.span)
    last = "" if view.arguments else f" {telling.say('scen_no_argument')}"
    yield Item(runs=(Run(text=f"{before}{told} "), Run(text=within, is_strong=view.reliance.is_within), Run(text=last)))
    for direction, excerpt in view.arguments:
        code = "scen_higher" if direction > 0 else "scen_lower"
        yield Item(runs=(Run(text=f"{telling.say(code)}: "), *telling.quote(excerpt)), level=2)


def _bearing(telling: Telling, view: BearingView) -> Item:
    runs = [Run(text=f"{telling.label('bearing', view.bearing.kind)}: ")]
    runs += (
        telling.placed(view.excerpt, view.title, limit=260) if view.excerpt else [Run(text=clipped(view.title, 260))]
    )
    if view.needs:
        code = "scen_needs_said" if view.bearing.is_confirmed else "scen_needs"
        runs.append(Run(text=f" {telling.say(code)} {needs_words(view.needs[:6], telling.language)}."))
    return Item(runs=tuple(runs))


def _needed(telling: Telling, one: BearingView) -> str:
    told = needs_words(one.needs, telling.language)
    if not told:
        return telling.say("scen_not_tied")
    return f"{told} ({telling.say('scen_said')})" if one.bearing.is_confirmed else told


def _hanging(telling: Telling, view: Scenarios) -> Iterator[Block]:
    yield Heading(text=telling.say("scen_hanging"))
    untied = sum(view.counts["untied"].values())
    told = f"{telling.say('scen_hanging_why')} {telling.say('scen_untied', count=telling.count(untied))}"
    yield Paragraph(runs=plain(told), look="small")
    for driver, found, count, national in view.hanging:
        yield Heading(text=f"{telling.own(driver)} ({telling.count(count)})", level=2)
        yield from telling.first_of(len(found), count, "bearings")
        for one in found:
            yield _bearing(telling, one)
        if national:
            told = telling.say("scen_hanging_national", count=telling.count(national))
            yield Paragraph(runs=plain(told), look="small")
    if not view.hanging:
        yield Paragraph(runs=plain(telling.say("scen_hanging_none")))


def _backcast(telling: Telling, view: Scenarios) -> Iterator[Block]:
    if not view.backcast:
        return
    yield Heading(text=telling.say("scen_backcast"))
    yield telling.small("scen_backcast_why")

    def reached(one: BearingView) -> str:
        if not one.needs:
            return telling.say("scen_cannot_tell")
        if len(one.numbers) == view.total > 1:
            return telling.say("scen_all")
        return ", ".join(map(str, one.numbers[:12])) or telling.say("scen_none_reaches")

    yield Table(
        columns=tuple(telling.say(code) for code in ("scen_ambition", "scen_by", "scen_needed", "scen_in")),
        rows=tuple(
            (
                telling.quote(one.excerpt, limit=240) if one.excerpt else plain(clipped(one.title, 240)),
                plain(date(one.bearing.by, telling.language)),
                plain(_needed(telling, one)),
                plain(reached(one)),
            )
            for one in view.backcast[:_BACKCAST]
        ),
        summary=telling.say("scen_backcast"),
        widths=(10, 4, 6, 3),
    )
    yield from telling.first_of(len(view.backcast[:_BACKCAST]), len(view.backcast), "bearings")
