"""The futures in the browser: scenarios, the judgements that they rest on, and the outlooks that sources describe.

What somebody judges, or changes of a driver, is an event of the log (``judging.py``, ``driving.py``), and its effect shows at once:
the judgements are searched again beside the pages (``solving.py``), before any build takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from rodedraad import explore
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.publish.ahead import scenario_answer
from rodedraad.publish.drawing import Picture
from rodedraad.publish.scenario_views import ScenarioView
from rodedraad.publish.storyline import storyline
from rodedraad.records import Bearing, Driver, Exploration, Judgement, Scenario, Variant
from rodedraad.solving import Search
from rodedraad.web import apart, lists
from rodedraad.web.foreseen import Telling
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.session import back
from rodedraad.web.visit import ROWS, AnsweredPage, Here, KeptPage, Number, Sent, Visit, onward
from rodedraad.web.weighed import Pulling, diagram
from rodedraad.wording import Language

pages = APIRouter(route_class=KeptPage)
router = APIRouter(route_class=AnsweredPage)
_COLUMNS: Final = 6
"""Scenarios beside one another: what a laptop shows without scrolling far."""
_HELD: Final = 8
"""Of each kind, how many of the things that hold in a scenario are listed."""

Tolerance = Annotated[int, Query(alias="tolerantie", ge=0, le=3)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The scenarios that a page shows: of which search, and which come and go with what was judged since the last build."""

    search: Search
    deep: Search | None
    telling: Telling
    comes: frozenset[str]
    goes: tuple[Scenario, ...]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """In their order; a reader counts them from 1."""
        return self.telling.prospects.scenarios

    def view(self, one: Scenario) -> ScenarioView:
        """Any combination as a reader meets it."""
        return self.telling.teller.view(one)

    def number(self, id_: str) -> int:
        """The number of a scenario; 0 of a combination that is none."""
        return next((at for at, one in enumerate(self.scenarios, start=1) if one.id == id_), 0)


def shown_of(here: Visit, tolerance: int = 0) -> Shown:
    """The scenarios of the judgements as they stand: those of the build where it took these, else searched now."""
    own, solving = here.layout.foreseen, here.workspace.solving
    deep = solving.held(own.drawn, tolerance=tolerance, is_whole=True)
    is_built = not own.is_new and tolerance == 0 and bool(own.prospects.explorations)
    if deep is not None and deep.exploration is not None:
        search = deep
    elif is_built:
        searched = own.prospects.explorations[0]
        search = Search(
            is_whole=False,
            tolerance=searched.tolerance,
            is_under_way=False,
            found=searched.found,
            exploration=searched,
            scenarios=own.prospects.scenarios,
        )
    else:
        search = solving.searched(own.drawn, tolerance=tolerance)
    if is_built and search is not deep:
        telling = own.built
    else:
        empty = Exploration(combinations=0, is_complete=False, tolerance=tolerance)
        telling = own.telling(search.exploration or empty, search.scenarios)
    was = {one.id for one in own.prospects.scenarios}
    now = {one.id for one in telling.prospects.scenarios}
    is_told = own.is_new and tolerance == 0 and search.exploration is not None
    return Shown(
        search=search,
        deep=deep,
        telling=telling,
        comes=frozenset(now - was) if is_told else frozenset(),
        goes=tuple(one for one in own.prospects.scenarios if one.id not in now) if is_told else (),
    )


def code_of(scenario: Scenario) -> str:
    """What an address calls a combination."""
    return "-".join(scenario.variants)


def page_of(here: Visit, template: str, **values: Any) -> HTMLResponse:
    """A page on the futures, with how its template names variants, signs numbers and draws."""
    own = here.layout.foreseen
    shown = values.get("shown")
    every = shown.scenarios if isinstance(shown, Shown) else own.prospects.scenarios

    def named(one: Driver | Variant) -> str:
        return (one.nl if here.language == "nl" else one.en) or one.id

    def called(one: Scenario) -> str:
        """A scenario by the choices that tell it from the others."""
        ids = [id_ for id_ in apart.telling(one, every) if id_ in own.variants]
        return "; ".join(f"{named(own.driver_of[id_])}: {named(own.variants[id_])}" for id_ in ids)

    return here.page(
        template,
        own=own,
        code_of=code_of,
        named=named,
        called=called,
        title_of_outlook=lambda one: own.outlook_titles.get(one.id, one.title),
        signed=lambda value: f"{value:+d}".replace("-", "−") if value else "0",
        **values,
    )


@pages.get("/scenarios")
def scenarios(here: Here, number: Number = 1, tolerance: Tolerance = 0) -> HTMLResponse:
    """Which combinations hold together, how firmly, and what each brings."""
    shown = shown_of(here, tolerance)
    turn = Turn.to(number, total=len(shown.scenarios), size=_COLUMNS)
    return page_of(
        here,
        "scenarios",
        shown=shown,
        answer=scenario_answer(shown.telling.chapter, here.language) if shown.search.exploration else (),
        views=[shown.view(one) for one in shown.scenarios[turn.rows]],
        turn=turn,
        tolerance=tolerance,
        chosen=_chosen(here, shown),
    )


def _chosen(here: Visit, shown: Shown) -> Mapping[str, str]:
    """What the form for a combination begins with: by driver the variant asked for, else that of the first scenario."""
    first = shown.scenarios[0].variants if shown.scenarios else ()
    own = here.layout.foreseen
    start = {own.driver_of[id_].id: id_ for id_ in first if id_ in own.driver_of}
    return {**start, **{name: value for name, value in here.asked.items() if name in own.drivers}}


@pages.get("/scenarios.svg")
def drawn(here: Here) -> Response:
    """The picture of the influences by itself: of all drivers, or of one combination. Raises UnknownRecord."""
    picture = influences_picture(here.layout, here.asked, here.language)
    if picture is None:
        raise UnknownRecord("store.unknown_record", name="scenarios.svg")
    return Response(picture.svg, media_type="image/svg+xml", headers={"Cache-Control": "private, no-cache"})


def influences_picture(layout: Layout, asked: Mapping[str, str], language: Language) -> Picture | None:
    """The influences of all drivers, or as they are in the combination that is asked; None where nobody judged anything.

    Raises UnknownRecord for what is no combination.
    """
    own, code = layout.foreseen, asked.get("scenario", "")
    if not own.drawn.judgements:
        return None
    if not code:
        return diagram(own.drawn, language)
    ids = [one.variants[place].id for one, place in zip(own.drawn.drivers, own.choice(code), strict=True)]
    numbers = {} if own.is_new else {one.id: at for at, one in enumerate(own.prospects.scenarios, start=1)}
    return diagram(own.drawn, language, scenario=_bare(" ".join(ids)), number=numbers.get(" ".join(ids)))


def _bare(id_: str) -> Scenario:
    """A combination of which nothing is told."""
    return Scenario(id=id_, variants=tuple(id_.split()), score=0, inconsistency=0, is_consistent=False, balances=())


def _combination(here: Visit, code: str, shown: Shown | None = None) -> tuple[Scenario, int]:
    """The combination that an address names, with its number where it is a scenario; 0 where it is none."""
    own = here.layout.foreseen
    choice = own.choice(code)
    shown = shown or shown_of(here)
    id_ = " ".join(driver.variants[place].id for driver, place in zip(own.drawn.drivers, choice, strict=True))
    found = next((one for one in shown.scenarios if one.id == id_), None)
    if found is not None:
        return found, shown.number(id_)
    if own.matrix is not None:
        tolerance = shown.search.exploration.tolerance if shown.search.exploration else 0
        return explore.scenario(own.matrix, choice, tolerance=tolerance), 0
    return _bare(id_), 0


@pages.get("/scenarios/combinatie")
def combine(here: Here) -> Response:
    """Leads to the page of the combination that somebody chose, a variant of each driver."""
    own = here.layout.foreseen
    chosen = [here.asked.get(one.id, "") for one in own.drawn.drivers]
    if not chosen or any(
        own.driver_of.get(name, None) is not one for name, one in zip(chosen, own.drawn.drivers, strict=True)
    ):
        raise WrongUse("web.choose_each")
    return onward(f"/scenarios/{'-'.join(chosen)}")


@pages.get("/scenarios/vergelijk")
def compare(here: Here, a: str = "", b: str = "") -> HTMLResponse:
    """Two combinations beside each other: where they differ, and what holds in one and not in the other."""
    own, shown = here.layout.foreseen, shown_of(here)
    codes = [code_of(one) for one in shown.scenarios]
    wanted = [code for code in (a or next(iter(codes), ""), b or next(reversed(codes), "")) if code]
    sides = [_combination(here, code, shown) for code in wanted]
    views = [shown.view(one) for one, _ in sides]
    if len(views) <= 1:
        return page_of(
            here, "scenario_compare", shown=shown, codes=["", ""], numbers=[0, 0], views=[], rows=[], held=[]
        )
    return page_of(
        here,
        "scenario_compare",
        shown=shown,
        codes=[code_of(one) for one, _ in sides],
        numbers=[number for _, number in sides],
        views=views,
        rows=list(zip(own.drawn.drivers, views[0].choices, views[1].choices, strict=True)),
        held=[_held(here, shown, mine.scenario, other.scenario) for mine, other in (views, views[::-1])],
    )


def _reasons(one: Pulling, language: str) -> list[tuple[Judgement, str]]:
    """The judgements by which a choice speaks for the better variant, each with its reason, and a reason only once."""
    found: list[tuple[Judgement, str]] = []
    for judgement in (one.on, one.other):
        if judgement is not None and (judgement.value or judgement.arguments):
            says = judgement.note_en if language == "en" and judgement.note_en else judgement.note
            found.append((judgement, "" if says in [earlier for _, earlier in found] else says))
    return [(judgement, says) for judgement, says in found if says or judgement.arguments]


def _held(
    here: Visit, shown: Shown, scenario: Scenario, other: Scenario | None = None
) -> dict[str, list[tuple[str, str, str | None]]]:
    """By kind what holds in a scenario and not in every one (or not in the other): its words, where it stands, their language."""
    found: dict[str, list[tuple[str, str, str | None]]] = {}
    for one in shown.telling.prospects.bearings:
        is_here = one.is_no_regret is False and scenario.id in one.scenarios
        if is_here and (other is None or other.id not in one.scenarios):
            found.setdefault(one.kind, []).append(_bearing(here, one))
    return found


def _bearing(here: Visit, one: Bearing) -> tuple[str, str, str | None]:
    own, moment = here.layout.foreseen, here.layout.moment
    statement = next((moment.statements[id_] for id_ in one.statements if id_ in moment.statements), None)
    if statement is None:
        return one.about, "", None
    tongue = statement.language or moment.sources[statement.source].language
    if one.about in own.threads:
        return own.threads[one.about].title, f"/draden/{one.about}", tongue
    if one.about in own.requirements:
        return own.requirements[one.about].quote, f"/benodigdheden/{one.about}", tongue
    return statement.text, f"/uitspraken/{statement.id}", tongue


@router.post("/scenarios/zoeken")
def search(here: Here, form: Sent) -> Response:
    """Begins a search to the end, or ends the searches that are under way."""
    solving, tolerance = here.workspace.solving, form.one("tolerantie")
    if form.one("doe") == "stop":
        solving.end()
    else:
        wanted = int(tolerance) if tolerance in ("1", "2", "3") else 0
        solving.search_whole(here.layout.foreseen.drawn, tolerance=wanted)
    return onward(back(form, "/scenarios"))


# --- outlooks ---


@pages.get("/toekomstbeelden")
def outlooks(here: Here, number: Number = 1) -> HTMLResponse:
    """The futures that sources describe, by what they think of them, whose they are, and of what theme."""
    layout = here.layout
    kept = lists.outlook_rows(layout, here.asked)
    turn = Turn.to(number, total=len(kept), size=ROWS // 2)
    return page_of(
        here,
        "outlooks",
        rows=[(row, layout.excerpt(row.outlook)) for row in kept[turn.rows]],
        options=lists.outlook_options(layout),
        turn=turn,
    )


@pages.get("/toekomstbeelden/{name}")
def outlook(here: Here, name: str) -> HTMLResponse:
    """One future as a source describes it, held against each scenario."""
    own, layout = here.layout.foreseen, here.layout
    row = next((one for one in own.outlooks if one.outlook.id == name), None)
    if row is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    future = next((each for each in own.future_rows.values() if each.outlook and each.outlook.id == name), None)
    return page_of(here, "outlook", row=row, one=layout.excerpt(row.outlook), future=future)


# --- one scenario: last, since any combination is an address of its own ---


@pages.get("/scenarios/{code}")
def scenario(here: Here, code: str) -> HTMLResponse:
    """One combination: why it holds together, or which driver breaks it and by which judgements; what it brings and needs."""
    own, shown = here.layout.foreseen, shown_of(here)
    found, number = _combination(here, code, shown)
    held = explore.assess(own.matrix, own.choice(code)) if own.matrix is not None else None
    view: ScenarioView = shown.view(found)
    fits = [(row, fit) for row in own.outlooks for fit in (*row.fits, *row.near) if fit.scenario.id == found.id]
    return page_of(
        here,
        "scenario",
        shown=shown,
        code=code,
        nr=number,
        view=view,
        story=storyline(found, shown.telling.prospects, own.library, language=here.language) if number else (),
        held=held,
        clashes=own.clashes(held) if held else (),
        reasons=lambda one: _reasons(one, here.language),
        picture=influences_picture(here.layout, {"scenario": code}, here.language),
        outlooks=[(row, fit, here.layout.excerpt(row.outlook)) for row, fit in fits if fit.likeness.is_match][:_HELD],
        near=[(row, fit, here.layout.excerpt(row.outlook)) for row, fit in fits if not fit.likeness.is_match][:_HELD],
        bears=_held(here, shown, found),
        most=_HELD,
        future=next((row for row in own.future_rows.values() if row.scenario and row.scenario.id == found.id), None),
        others=[(at, one) for at, one in enumerate(shown.scenarios, start=1) if one.id != found.id],
        chosen={own.driver_of[id_].id: id_ for id_ in found.variants},
    )
