"""The pages that show: every one has a permanent address, works without script, and is worded in Dutch or English."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any, Final, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.status import HTTP_200_OK

from rodedraad import asking, versions
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.records import ActorRole, Event, Message, Party, Source, Statement
from rodedraad.web import lists, session, sheets
from rodedraad.web.admission import GuardedRoute, visitor_of
from rodedraad.web.index import FILTERS
from rodedraad.web.layout import Layout, Turn
from rodedraad.web.review import MOST
from rodedraad.web.screen import rendered
from rodedraad.web.workspace import Workspace
from rodedraad.wording import LANGUAGES, Language


class KeptPage(GuardedRoute):
    """A page is made once for each moment of the dossier and each role: the second reader gets the same bytes, or hears that they hold."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """As the framework asks for it."""
        made = super().get_route_handler()

        async def answered(request: Request) -> Response:
            workspace: Workspace = request.app.state.workspace
            visitor = visitor_of(request)
            layout = await run_in_threadpool(workspace.layout_for, visitor)
            # a page says whether a build is under way and how far a search is, and has the forms that a role may send
            searched = workspace.solving.mark if request.url.path.startswith("/scenarios") else 0
            states = f"{workspace.renewal.state.is_under_way} {searched}"
            own = (states, visitor.role or "", str(visitor.account is None))
            key = (language_of(request), request.url.path, request.url.query, *own)
            held = layout.pages.get(key)
            if held is None:
                response = await made(request)
                if response.status_code != HTTP_200_OK or not isinstance(response, HTMLResponse):
                    return response
                held = bytes(response.body)
                layout.pages.put(key, held)
            session_id = session.session_of(request)
            held = filled(request, held, session_id)
            mark = f'"{hashlib.sha256(held).hexdigest()[:32]}"'
            is_known = request.headers.get("if-none-match", "").removeprefix("W/") == mark
            response = Response(status_code=304) if is_known else HTMLResponse(held)
            session.keep(response, request, session_id)
            response.headers["ETag"] = mark
            response.headers["Vary"] = "Cookie, Accept-Language"
            chosen = request.query_params.get(COOKIE, "")
            if chosen in LANGUAGES:
                response.set_cookie(COOKIE, chosen, max_age=session.YEAR_SECONDS, samesite="strict", httponly=True)
            return response

        return answered


router = APIRouter(route_class=KeptPage)
COOKIE: Final = "taal"
ROWS: Final = 50
LONGEST_QUERY: Final = 400
_SHOWN_REQUESTS: Final = 10
_NEAR: Final = 300
"""Threads of the same themes that one can be tied to, in a list to choose from."""


def language_of(request: Request) -> Language:
    """The reader's language: what the address asks, else the choice that was kept, else the browser's, else Dutch."""
    asked = request.query_params.get(COOKIE) or request.cookies.get(COOKIE, "")
    if not asked:
        asked = request.headers.get("accept-language", "")[:2].lower()
    return next((one for one in LANGUAGES if one == asked), "nl")


def filled(request: Request, page: bytes, own: str) -> bytes:
    """A page as the session of a request gets it."""
    workspace: Workspace = request.app.state.workspace
    return workspace.sessions.filled(page, session=own, name=visitor_of(request).name)


class Visit:
    """One request: whose language, of which dossier, and how a page is answered."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.workspace: Workspace = request.app.state.workspace
        self.language = language_of(request)
        self.visitor = visitor_of(request)
        self.layout: Layout = self.workspace.layout_for(self.visitor)

    @property
    def name(self) -> str:
        """Under which the reader works."""
        return self.visitor.name

    def page(self, template: str, *, status: int = HTTP_200_OK, **values: Any) -> HTMLResponse:
        """A page of this dossier, with the marks in it that ``filled`` puts a token and a name for."""
        sessions = self.workspace.sessions
        text = rendered(
            template,
            self.layout,
            language=self.language,
            path=self.request.url.path,
            asked=self.asked,
            token=sessions.token_mark,
            name=sessions.name_mark,
            visitor=self.visitor,
            is_renewing=self.workspace.renewal.state.is_under_way,
            **values,
        )
        return HTMLResponse(text, status_code=status)

    @property
    def may_see_closed(self) -> bool:
        """Whether this workspace shows sources that are not public, and to this reader."""
        return self.workspace.desk.has_confidential and self.visitor.may("see_closed")

    @property
    def asked(self) -> dict[str, str]:
        """What the address asks, without the language: of each name the last."""
        found = {name: value[:LONGEST_QUERY] for name, value in self.request.query_params.items()}
        found.pop(COOKIE, None)
        return found

    @property
    def filters(self) -> dict[str, str]:
        """The filters that the address asks."""
        return {name: value for name, value in self.asked.items() if name in FILTERS}


Here = Annotated[Visit, Depends(Visit)]
Number = Annotated[int, Query(alias="pagina", ge=1, le=100_000)]


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
    against = [one for one in layout.tensions if {one.a, one.b} & set(found.statements)]
    members.sort(key=lambda one: (one.id != found.representative, one.id))
    return here.page(
        "thread",
        view=layout.thread_view(found),
        members=[layout.excerpt(one) for one in members],
        near=[one for one in layout.threads if one.id != found.id and set(one.themes) & set(found.themes)][:_NEAR],
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
    found = next((one for one in here.layout.tensions if one.id == name), None)
    if found is None:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    return here.page("tension", row=_tension(here.layout, found))


@router.get("/witte-vlekken")
def gaps(here: Here, number: Number = 1) -> HTMLResponse:
    """What is missing, kind by kind."""
    layout = here.layout
    kinds = dict(layout.gaps)
    kind = here.filters.get("type") or next(iter(kinds), "")
    kept = lists.gaps(layout, {**here.filters, "type": kind})
    turn = Turn.to(number, total=len(kept), size=ROWS)
    references = {one.id: one for one in layout.moment.records("references")}
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
    """A page of a PDF as a picture. Its address holds what it is made of, so a browser need not ask twice."""
    found = here.layout.moment.source(name)
    mark = f'"{hashlib.sha256(f"{found.id} {page}".encode()).hexdigest()[:16]}"'
    headers = {"ETag": mark, "Cache-Control": "private, max-age=86400"}
    if here.request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(here.workspace.pictures.picture(found, page), media_type="image/png", headers=headers)


@router.get("/uitspraken")
def statements(here: Here, number: Number = 1) -> HTMLResponse:
    """Every statement, narrowed by the filters and by words."""
    layout, query = here.layout, here.asked.get("q", "").strip()
    index = layout.index
    found = lists.found(layout, here.filters, query) if query else None
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


@router.get("/propositie")
def proposition(here: Here) -> HTMLResponse:
    """The proposition: its latest version, or what would be drafted now."""
    try:
        standing, problem = here.layout.moment.standing(), None
    except WrongUse as error:
        standing, problem = None, error.message
    return here.page("proposition", standing=standing, problem=problem, latest=True)


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
