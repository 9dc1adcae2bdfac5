"""The addresses that show: lists page by page, single records, the text of a source, and what a search or a question finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from rodedraad import __version__, asking, shapes, versions
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.moment import MOST_HITS
from rodedraad.records import Event
from rodedraad.shapes import shape
from rodedraad.web.api import queries
from rodedraad.web.api.answers import addresses, listed, log_tag, shown
from rodedraad.web.api.collections import narrowed
from rodedraad.web.api.door import getting, layout_of, opened
from rodedraad.web.layout import Layout
from rodedraad.web.visit import Here, Visit
from rodedraad.wording import word

router = opened()
_get = getting(router)
_TEXT_CHARS = 20_000
"""Of the text of a source where nobody says how much: some six pages."""
_COUNTED = (
    "sources",
    "statements",
    "subjects",
    "threads",
    "tensions",
    "gaps",
    "references",
    "outlooks",
    "parties",
    "requirements",
    "actions",
    "scenarios",
    "problems",
)


def _list(here: Visit, kind: str, asked: queries.Paged) -> Response:
    """One page of a list: only what stands on it is shaped."""
    layout = layout_of(here, asked)
    records = narrowed(layout, kind, asked.filters)
    rows = (shape(one, word) for one in records[asked.part.rows])
    return listed(here, layout, rows, total=len(records), part=asked.part)


def _one(here: Visit, kind: str, name: str, asked: queries.Asked) -> Response:
    """The record of a kind with this id. Raises UnknownRecord."""
    for one in layout_of(here, asked).moment.records(kind):
        if one.id == name:
            return shown(here, shape(one, word))
    raise UnknownRecord("store.unknown_record", name=name[:80])


# --- the dossier ---


@_get("/dossier", "Dossier", tag="Dossier")
def dossier(here: Here, asked: Annotated[queries.Asked, Query()]) -> Response:
    """The dossier: its name and themes, how much of what is in it, the latest version, and the state of the log."""
    layout = layout_of(here, asked)
    moment = layout.moment
    latest = next(reversed(versions.versions(here.workspace.folder)), None)
    return shown(
        here,
        {
            "name": layout.frame.name,
            "counts": {kind: len(moment.records(kind)) for kind in _COUNTED},
            "version": latest.label if latest else None,
            "fingerprint": moment.fingerprint,
            "moment": moment.mark,
            "waiting": len(moment.waiting),
            "is_renewing": here.workspace.renewal.state.is_under_way,
            "log": {"events": len(moment.logged), "heads": list(moment.heads), "etag": log_tag(moment.heads)},
            "themes": [{"id": one.id, "nl": one.nl, "en": one.en} for one in layout.frame.themes],
            "program": __version__,
        },
    )


# --- sources ---


@_get("/sources", "SourcePage", tag="Sources")
def sources(here: Here, asked: Annotated[queries.SourcesAsked, Query()]) -> Response:
    """The sources that were read."""
    return _list(here, "sources", asked)


@_get("/sources/{id}", "SourceDetail", tag="Sources")
def source(here: Here, name: queries.Id, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One source, with how much of it was read, what could not be, how many statements it has, and where it is used."""
    layout = layout_of(here, asked)
    moment = layout.moment
    one = moment.source(name)
    coverage = layout.coverage.get(one.id)
    used = [
        *({"kind": "thread", "id": each.id} for each in moment.records("threads") if one.id in each.sources),
        *({"kind": "reference", "id": each.id} for each in moment.records("references") if each.target == one.id),
    ]
    return shown(
        here,
        shape(one, word)
        | {
            "coverage": shape(coverage, word) if coverage else None,
            "problems": [shape(each, word) for each in layout.problems if each.source == one.path],
            "statements": len(moment.statements_of(one.id)),
            "used_by": used,
        },
    )


@_get("/sources/{id}/text", "SourceText", tag="Sources")
def text(here: Here, name: queries.Id, asked: Annotated[queries.TextAsked, Query()]) -> Response:
    """Characters of the canonical text of a source: `start` and `end` of a statement are places in it."""
    moment = layout_of(here, asked).moment
    one = moment.source(name)
    document = moment.document(one.id)
    total = len(document.text)
    if asked.end is not None and asked.end < asked.start:
        raise WrongUse("web_api.no_range", start=asked.start, end=asked.end)
    start = min(asked.start, total)
    size = _TEXT_CHARS if asked.end is None else min(asked.end - asked.start, queries.MOST_CHARS)
    end = min(start + size, total)
    beside = {"prev": {"start": max(0, start - size), "end": start}} if start and size else {}
    beside |= {"next": {"start": end, "end": end + size}} if end < total and size else {}
    return shown(
        here,
        {
            "source": one.id,
            "start": start,
            "end": end,
            "characters": total,
            "language": document.language,
            "text": document.text[start:end],
            "pages": [{"page": page, "start": at} for at, page in document.pages if start <= at < end],
        },
        links=addresses(here.request, beside),
    )


# --- what they say ---


@_get("/statements", "StatementPage", tag="Statements")
def statements(here: Here, asked: Annotated[queries.StatementsAsked, Query()]) -> Response:
    """The statements, narrowed by what they are of and by words."""
    return _list(here, "statements", asked)


@_get("/statements/{id}", "StatementDetail", tag="Statements")
def statement(here: Here, name: queries.Id, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One statement, where it is used, and under `awaited` as it will be once what people changed in it was counted."""
    layout = layout_of(here, asked)
    one = layout.moment.statement(name)
    awaited = layout.awaited.get(one.id)
    beside = {
        "used_by": layout.moment.used_by(one),
        "awaited": shape(awaited.statement, word) if awaited else None,
    }
    return shown(here, shape(one, word) | beside)


@_get("/references", "ReferencePage", tag="Statements")
def references(here: Here, asked: Annotated[queries.ReferencesAsked, Query()]) -> Response:
    """Where one document names another, in the dossier or not."""
    return _list(here, "references", asked)


@_get("/outlooks", "OutlookPage", tag="Statements")
def outlooks(here: Here, asked: Annotated[queries.OutlooksAsked, Query()]) -> Response:
    """The futures that sources describe."""
    return _list(here, "outlooks", asked)


# --- what they say together ---


@_get("/subjects", "SubjectPage", tag="Together")
def subjects(here: Here, asked: Annotated[queries.ThemedAsked, Query()]) -> Response:
    """Statements that speak of the same matter, for and against."""
    return _list(here, "subjects", asked)


@_get("/subjects/{id}", "Subject", tag="Together")
def subject(here: Here, name: queries.WholeId, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One subject."""
    return _one(here, "subjects", name, asked)


@_get("/threads", "ThreadPage", tag="Together")
def threads(here: Here, asked: Annotated[queries.ThemedAsked, Query()]) -> Response:
    """The common threads: statements of several sources that say the same."""
    return _list(here, "threads", asked)


@_get("/threads/{id}", "ThreadDetail", tag="Together")
def thread(here: Here, name: queries.Id, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One thread with its quotes and the tensions that pull at it; also by the id of any statement in it."""
    moment = layout_of(here, asked).moment
    one = moment.thread(name)
    members = [moment.statements[each] for each in one.statements]
    quotes = [
        {
            "statement": each.id,
            "quote": each.quote,
            "source": each.source,
            "path": moment.sources[each.source].path,
            "page": each.page,
        }
        for each in members
    ]
    own = frozenset(one.statements)
    pulling = [each.id for each in moment.records("tensions") if each.a in own or each.b in own]
    return shown(here, shape(one, word) | {"quotes": quotes, "tensions": pulling})


@_get("/tensions", "TensionPage", tag="Together")
def tensions(here: Here, asked: Annotated[queries.TensionsAsked, Query()]) -> Response:
    """Pairs of statements that cannot both be carried out, or both be true."""
    return _list(here, "tensions", asked)


@_get("/tensions/{id}", "Tension", tag="Together")
def tension(here: Here, name: queries.WholeId, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One tension."""
    return _one(here, "tensions", name, asked)


@_get("/gaps", "GapPage", tag="Together")
def gaps(here: Here, asked: Annotated[queries.GapsAsked, Query()]) -> Response:
    """What is missing, with where was searched."""
    return _list(here, "gaps", asked)


@_get("/parties", "PartyPage", tag="Together")
def parties(here: Here, asked: Annotated[queries.PartiesAsked, Query()]) -> Response:
    """Who speaks, must act or is expected."""
    return _list(here, "parties", asked)


@_get("/parties/{id}", "PartyDetail", tag="Together")
def party(here: Here, name: queries.WholeId, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One party: the sources that it wrote, and the threads that it backs and opposes by them."""
    moment = layout_of(here, asked).moment
    if name not in moment.parties:
        raise UnknownRecord("store.unknown_record", name=name[:80])
    told = moment.records("threads")
    beside = {
        "sources": [one.id for one in moment.sources.values() if name in one.authors],
        "backs": [one.id for one in told if name in one.support.documents.for_],
        "opposes": [one.id for one in told if name in one.support.documents.against],
    }
    return shown(here, shape(moment.parties[name], word) | beside)


# --- what lies ahead ---


@_get("/requirements", "RequirementPage", tag="Ahead")
def requirements(here: Here, asked: Annotated[queries.RequirementsAsked, Query()]) -> Response:
    """The knowledge, people, space and money that statements call for."""
    return _list(here, "requirements", asked)


@_get("/requirements/{id}", "Requirement", tag="Ahead")
def requirement(here: Here, name: queries.WholeId, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One requirement."""
    return _one(here, "requirements", name, asked)


@_get("/actions", "ActionPage", tag="Ahead")
def actions(here: Here, asked: Annotated[queries.ActionsAsked, Query()]) -> Response:
    """Who does what by when, under which condition."""
    return _list(here, "actions", asked)


@_get("/actions/{id}", "Action", tag="Ahead")
def action(here: Here, name: queries.WholeId, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One action."""
    return _one(here, "actions", name, asked)


@_get("/scenarios", "ScenarioPage", tag="Ahead")
def scenarios(here: Here, asked: Annotated[queries.Paged, Query()]) -> Response:
    """The futures that hold together by cross-impact balance."""
    return _list(here, "scenarios", asked)


# --- how it came about ---


@_get("/problems", "ProblemPage", tag="Account")
def problems(here: Here, asked: Annotated[queries.ProblemsAsked, Query()]) -> Response:
    """What could not be read or done."""
    return _list(here, "problems", asked)


@_get("/coverage", "CoveragePage", tag="Account")
def coverage(here: Here, asked: Annotated[queries.ReferencesAsked, Query()]) -> Response:
    """How much of each source was read."""
    return _list(here, "coverage", asked)


@_get("/log", "EventPage", tag="Account")
def log(here: Here, asked: Annotated[queries.LogAsked, Query()]) -> Response:
    """Who did what and when, the first one first."""
    layout = layout_of(here, asked)
    wanted = asked.filters
    found = [
        one
        for one in layout.moment.logged
        if wanted.get("type", one[0].kind) == one[0].kind
        and ("statement" not in wanted or any(each.statement == wanted["statement"] for each in one[0].targets))
    ]
    rows = (_logged(layout, *one) for one in found[asked.part.rows])
    return listed(here, layout, rows, total=len(found), part=asked.part)


@_get("/log/{id}", "Event", tag="Account")
def event(here: Here, name: queries.WholeId, asked: Annotated[queries.Asked, Query()]) -> Response:
    """One event of the log."""
    layout = layout_of(here, asked)
    for one in layout.moment.logged:
        if one[0].id == name:
            return shown(here, _logged(layout, *one))
    raise UnknownRecord("store.unknown_record", name=name[:80])


def _logged(layout: Layout, one: Event, name: str, counts: bool) -> Mapping[str, Any]:  # noqa: FBT001  as a moment has it
    return shapes.logged(one, name, layout.overruled.get(one.id, ()), counts=counts)


# --- what is looked for ---


@_get("/search", "Found", tag="Looking")
def search(here: Here, asked: Annotated[queries.SearchAsked, Query()]) -> Response:
    """Statements and passages that hold the words of a query, the best first, a thousand deep."""
    moment = layout_of(here, asked).moment
    query, part = asked.q.strip(), asked.part
    if not query:
        raise WrongUse("showing.no_words")
    first = part.rows.start
    most = max(0, min(part.size, MOST_HITS - first))
    found = moment.search(query, {}, first=first, limit=most) if most else None
    is_more = found is not None and found.has_more and first + most < MOST_HITS
    content = {
        "query": query,
        "searched": {"sources": len(moment.sources), "statements": len(moment.statements)},
        "hits": [shape(one, word) for one in found.hits] if found else [],
        "near": {asked_: list(others) for asked_, others in found.near.items()} if found else {},
        "page": part.page,
        "page_size": part.size,
    }
    return shown(here, content, links=addresses(here.request, part.links(None, has_more=is_more)))


@_get("/ask", "Answer", tag="Looking")
def answer(here: Here, asked: Annotated[queries.QuestionAsked, Query()]) -> Response:
    """What the dossier says to a question, in quotes, or that it does not say. No language model is asked."""
    found = layout_of(here, asked).moment.answering(asked.q, limit=asking.LINES)
    return shown(here, asking.shaped(found))
