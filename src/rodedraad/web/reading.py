"""The pages that show: every one has a permanent address, works without script, and is worded in Dutch or English."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any, Final, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from rodedraad import asking, versions
from rodedraad.errors import UnknownRecord
from rodedraad.records import ActorRole, Event, Message, Party, Source, Statement
from rodedraad.web import lists, sheets
from rodedraad.web.index import FILTERS
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.review import MOST
from rodedraad.web.visit import ROWS, Here, KeptPage, Number, Visit

router = APIRouter(route_class=KeptPage)
_SHOWN_REQUESTS: Final = 10
_NEAR: Final = 300
"""Threads of the same themes that one can be tied to, in a list to choose from."""


@router.get("/")
def overview(here: Here) -> HTMLResponse:
    """What the dossier says on one screen."""
    layout = here.layout
    return here.page(
        "overview",
        threads=[layout.thread_view(one) for one in layout.leading],
        tensions=[_tension(layout, one) for one in layout.leading_tensions],
        agenda=layout.agenda(here.language),
        version=next(reversed(versions.versions(here.workspace.folder)), None),
    )


@router.get("/draden")
def threads(here: Here, number: Number = 1) -> HTMLResponse:
    """The common threads, those that most voices want first."""
    layout = here.layout
    kept = lists.threads(layout, here.filters)
    turn = Turn.to(number, total=len(kept), size=ROWS // 2)
    return here.page(
        "threads",
        rows=[layout.thread_view(one) for one in kept[turn.rows]],
        turn=turn,
    )


@router.get("/draden/{name}")
def thread(here: Here, name: str) -> HTMLResponse:
    """One thread: who backs it, every quote, what stands against it."""
    layout = here.layout
    found = layout.moment.thread(name)
    members = [layout.moment.statements[id_] for id_ in found.statements]
    against = layout.opposing(found)
    members.sort(key=lambda one: (one.id != found.representative, one.id))
    themes = set(found.themes)
    near = (one for one in layout.threads if one.id != found.id and not themes.isdisjoint(one.themes))
    return here.page(
        "thread",
        view=layout.thread_view(found),
        members=[layout.excerpt(one) for one in members],
        near=list(islice(near, _NEAR)),
        tensions=[_tension(layout, one) for one in against],
    )


@router.get("/spanningen")
def tensions(here: Here, number: Number = 1) -> HTMLResponse:
    """Where the sources pull apart, the strongest first."""
    layout = here.layout
    kept = lists.tensions(layout, here.filters)
    turn = Turn.to(number, total=len(kept), size=ROWS // 2)
    kinds = sorted({one.kind for one in layout.tensions})
    return here.page(
        "tensions",
        rows=[_tension(layout, one) for one in kept[turn.rows]],
        kinds=kinds,
        turn=turn,
    )


@router.get("/spanningen/{name}")
def tension(here: Here, name: str) -> HTMLResponse:
    """One tension, both quotes beside each other."""
    found = here.layout.tension(name)
    return here.page("tension", row=_tension(here.layout, found))


@router.get("/witte-vlekken")
def gaps(here: Here, number: Number = 1) -> HTMLResponse:
    """What is missing, kind by kind."""
    layout = here.layout
    kinds = dict(layout.gaps)
    kind = here.filters.get("type") or next(iter(kinds), "")
    kept = lists.gaps(layout, {**here.filters, "type": kind})
    turn = Turn.to(number, total=len(kept), size=ROWS)
    references = layout.references
    told = [
        (
            one,
            layout.excerpt(layout.moment.statements[one.statement]) if one.statement else None,
            layout.excerpt(references[one.reference]) if one.reference else None,
        )
        for one in kept[turn.rows]
    ]
    return here.page("gaps", kind=kind, kinds=layout.gaps, rows=told, turn=turn)


@router.get("/bronnen")
def sources(here: Here) -> HTMLResponse:
    """Every source with how much of it was read, and what could not be."""
    layout = here.layout
    rows = sorted(layout.moment.sources.values(), key=lambda one: (one.date or "", one.title), reverse=True)
    return here.page("sources", rows=rows)


@router.get("/bronnen/{name}")
def source(here: Here, name: str, blad: Annotated[int, Query(ge=1, le=100_000)] = 1, uitspraak: str = "") -> Response:
    """One source: the page as a picture with its statements marked, and the text with the same beside it."""
    return source_page(here, here.layout.moment.source(name), blad, uitspraak)


def source_page(
    here: Visit,
    found: Source,
    blad: int = 1,
    uitspraak: str = "",
    *,
    problem: Message | None = None,
    words: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The page of a source; with why what somebody said of it, or the words that they chose in it, was refused."""
    layout = here.layout
    document = layout.moment.document(found.id)
    statements = sorted(layout.moment.statements_of(found.id), key=lambda one: (one.start, one.end))
    if uitspraak and "blad" not in here.asked:
        wanted = layout.moment.statement(uitspraak)
        blad = sheets.number_of(found, document, wanted)
    sheet = sheets.sheet(found, document, statements, blad)
    references = [one for one in layout.moment.records("references") if found.id in (one.source, one.target)]
    return here.page(
        "source",
        status=status,
        problem=problem,
        words=words,
        authors="; ".join(one.name for one in found.parties if one.role == "author"),
        source=found,
        sheet=sheet,
        plate=here.workspace.pictures.plate(found, document, sheet),
        chosen=uitspraak,
        total=len(statements),
        out=[one for one in references if one.source == found.id],
        into=[one for one in references if one.target == found.id],
        problems=[one for one in layout.problems if one.source == found.path],
    )


@router.get("/bronnen/{name}/blad-{page}.png")
def picture(here: Here, name: str, page: int) -> Response:
    """A page of a PDF as a picture. A browser keeps it and asks whether it may still show it: what was closed since it may not."""
    found = here.layout.moment.source(name)
    mark = f'"{hashlib.sha256(f"{found.id} {page}".encode()).hexdigest()[:16]}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    if here.request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(here.workspace.pictures.picture(found, page), media_type="image/png", headers=headers)


@router.get("/uitspraken")
def statements(here: Here, number: Number = 1) -> HTMLResponse:
    """Every statement, narrowed by the filters and by words."""
    layout, query = here.layout, here.asked.get("q", "").strip()
    index = layout.index
    found = lists.found(layout, here.filters, query, least=number * ROWS + 1) if query else None
    if found:
        turn = Turn.to(number, total=len(found.rows), size=ROWS)
        shown = found.rows[turn.rows]
    else:
        places = index.narrowed(here.filters)
        turn = Turn.to(number, total=len(places), size=ROWS)
        shown = [(None, one) for one in index.those(places[turn.rows])]
    return here.page(
        "statements",
        rows=shown,
        options={name: index.values(name, here.filters) for name in FILTERS},
        query=query,
        near=found.near if found else {},
        turn=turn,
        has_more=found.has_more if found else False,
    )


@router.get("/uitspraken/{name}")
def statement(here: Here, name: str) -> HTMLResponse:
    """One statement: its words where they stand, what was made of it, where it is used, and the form that corrects it."""
    return statement_page(here, here.layout.moment.statement(name))


def statement_page(
    here: Visit,
    one: Statement,
    *,
    problem: Message | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page of a statement; with what somebody filled in that was refused, and why."""
    layout = here.layout
    awaited = layout.awaited.get(one.id)
    shown = awaited.statement if awaited else one
    return here.page(
        "statement",
        status=status,
        one=layout.excerpt(one),
        shown=shown,
        awaited=awaited,
        used=_uses(layout, one),
        values=values(shown, layout.moment.parties),
        typed=typed or {},
        problem=problem,
        acts=[(event, name) for event, name, stands in layout.moment.logged if stands and _is_about(event, one)],
    )


def values(one: Statement, parties: Mapping[str, Party]) -> dict[str, str]:
    """The fields of a statement as its form has them: parties by their names, of actors the words by role."""
    named = [parties[id_].name if id_ in parties and "," not in parties[id_].name else id_ for id_ in one.parties]
    return {
        "type": one.type,
        "themes": ",".join(one.themes),
        "place": ", ".join(one.place),
        "parties": ", ".join(named),
        "holder": parties[one.holder].name if one.holder and one.holder in parties else one.holder or "",
        "deadline": one.deadline or "",
        "is_commitment": "ja" if one.is_commitment else "nee",
        "is_reported": "ja" if one.is_reported else "nee",
        **{
            f"actor.{role}": "; ".join(actor.words for actor in one.actors if actor.role == role)
            for role in get_args(ActorRole)
        },
    }


def _is_about(event: Event, one: Statement) -> bool:
    return any(target.statement == one.id for target in event.targets)


@router.get("/nakijken")
def review(here: Here, number: Number = 1) -> HTMLResponse:
    """What most needs a person's look."""
    return review_page(here, number=number)


def review_page(
    here: Visit, *, number: int = 1, problem: Message | None = None, to: str = "", status: int = 200
) -> HTMLResponse:
    """The queue of statements in doubt; or why what somebody did from it, or elsewhere, was refused."""
    layout = here.layout
    turn = Turn.to(number, total=len(layout.doubts), size=ROWS // 2)
    rows = [
        (one, layout.excerpt(one.statement), layout.awaited.get(one.statement.id)) for one in layout.doubts[turn.rows]
    ]
    return here.page("review", status=status, rows=rows, turn=turn, problem=problem, to=to, is_cut=turn.total >= MOST)


@router.get("/partijen")
def parties(here: Here) -> HTMLResponse:
    """Who speaks and who is expected to, and how much each says on what."""
    return here.page("parties")


@router.get("/partijen/{name}")
def party(here: Here, name: str) -> HTMLResponse:
    """One party: what it says, what it is asked, what it promised."""
    layout = here.layout
    found = layout.moment.parties.get(name)
    if found is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    own = [one for one in layout.counting if name in one.parties and not one.is_reported]
    requests = layout.agenda(here.language).requests
    asked = requests.narrowed({"partij": name})
    promised = [one for one in own if one.is_commitment]
    sides = {
        "for_": [one for one in layout.threads if name in one.support.documents.for_],
        "against": [one for one in layout.threads if name in one.support.documents.against],
    }
    return here.page(
        "party",
        one=found,
        total=len(own),
        asked_of=list(requests.those(asked[:_SHOWN_REQUESTS])),
        asked_total=len(asked),
        asking_total=len(requests.narrowed({"vrager": name})),
        promised=promised,
        sides=sides,
        written=[one for one in layout.moment.sources.values() if name in one.authors],
    )


@router.get("/vraag")
def ask(here: Here) -> HTMLResponse:
    """A question, answered with quotes, or that the dossier does not say."""
    question = here.asked.get("q", "").strip()
    answer = here.layout.moment.answering(question, limit=asking.LINES) if question else None
    return here.page("ask", question=question, answer=answer)


@router.get("/logboek")
def log(here: Here, number: Number = 1) -> HTMLResponse:
    """Who changed what and when, the latest first."""
    events = here.layout.moment.logged[::-1]
    turn = Turn.to(number, total=len(events), size=ROWS)
    return here.page("log", rows=events[turn.rows], turn=turn)


def _tension(layout: Layout, one: Any) -> dict[str, Any]:
    statements = layout.moment.statements
    values = dict(one.explanation.values)
    return {
        "tension": one,
        "a": layout.excerpt(statements[one.a]),
        "b": layout.excerpt(statements[one.b]),
        "words": (str(values.get("a") or ""), str(values.get("b") or "")),
    }


def _uses(layout: Layout, one: Statement) -> list[tuple[str, str, str]]:
    """Where a statement is used: (kind, title, address) of each thread and tension."""
    found = []
    for use in layout.moment.used_by(one):
        if use["kind"] == "thread":
            thread = layout.moment.thread(use["id"])
            found.append(("thread", thread.title, f"/draden/{thread.id}"))
        elif use["kind"] == "tension":
            found.append(("tension", use["id"], f"/spanningen/{use['id']}"))
    return [*found, *layout.foreseen.uses.get(one.id, ())]
