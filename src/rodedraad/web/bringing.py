"""Bringing in and taking out: files and pasted text, another file in the place of a source, what a source that goes takes along.

What changes is said before it is done. A build beside the pages reads what came, and says of each file how it went.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from rodedraad import bringing, consult, phrases
from rodedraad.adapters.folder import Added
from rodedraad.errors import Overtaken, RodedraadError, WrongUse
from rodedraad.records import Message, Source
from rodedraad.web.layout import Layout
from rodedraad.web.reading import source_page
from rodedraad.web.uploads import Sent, sent
from rodedraad.web.visit import AnsweredPage, Here, Visit, onward
from rodedraad.web.visit import Sent as SentForm
from rodedraad.wording import word

router = APIRouter(route_class=AnsweredPage)
_FACTS: Final = ("titel", "datum", "soort", "status", "gebied", "horizon", "vastgesteld_door")
"""The keys of bronnen.toml that hold one text, as a form has them."""

Brought = Annotated[Sent, Depends(sent)]


@router.get("/inbrengen")
def bring_page(here: Here) -> HTMLResponse:
    """Where files and text come in, and what came in and was not read yet."""
    return _bring_page(here)


def _bring_page(
    here: Visit, *, added: Added | None = None, problem: Message | None = None, typed: Any = None, status: int = 200
) -> HTMLResponse:
    layout = here.layout
    files, refused = here.workspace.folder.files()
    known = {one.path for one in layout.moment.sources.values()} | {one.source for one in layout.problems}
    return here.page(
        "bring",
        status=status,
        waiting=[one.path for one in files if one.path not in known],
        refused=refused,
        added=added,
        problem=problem,
        typed=typed or {},
        state=here.workspace.renewal.state,
    )


@router.post("/inbrengen")
def bring(request: Request, here: Here, came: Brought) -> Response:
    """Puts files, or a text that was pasted, into the dossier, and asks for the build that reads them."""
    form = came.form

    def done() -> Added:
        own = [bringing.pasted(form.one("titel"), form.one("tekst"))] if form.one("tekst") else []
        with came.on_disk(own) as files:
            if not files:
                raise WrongUse("bringing.nothing")
            with here.workspace.bringing:
                return here.workspace.folder.take([(bringing.safe_path(name), path) for name, path in files])

    is_script = request.headers.get("accept", "").startswith("text/plain")
    try:
        added = done()
    except RodedraadError as error:
        if is_script:
            return PlainTextResponse(word(error.message, here.language), status_code=400)
        typed = {name: form.one(name) for name in ("titel", "tekst")}
        return _bring_page(here, problem=error.message, typed=typed, status=400)
    for path in added.new:
        here.workspace.door.note(here.visitor, "brought", path)
    if added.new:
        here.workspace.renewal.ask()
    if is_script:
        return PlainTextResponse(_told(added, here), status_code=200 if added.new or added.known else 400)
    return _bring_page(here, added=added)


def _told(added: Added, here: Visit) -> str:
    """What became of what was sent, in a line per file."""
    new: Iterator[str] = (phrases.said("web.brought_as", here.language, path=path) for path in added.new)
    known = (phrases.said("web.brought_known", here.language, path=path) for path in added.known)
    wrong = (word(one.message, here.language) for one in added.problems)
    return "\n".join((*new, *known, *wrong))


@router.get("/bronnen/{name}/bestand")
def original(here: Here, name: str) -> Response:
    """The file of a source as it came in, to keep or to open elsewhere."""
    source = here.layout.moment.source(name)
    data = here.workspace.folder.load(source.path)
    if hashlib.sha256(data).hexdigest() != source.id:
        raise WrongUse("folder.other_bytes", path=source.path[:200])
    kept = "".join(one if one.isascii() and (one.isalnum() or one in "-_. ") else "-" for one in Path(source.path).name)
    headers = {"Content-Disposition": f'attachment; filename="{kept}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.get("/bronnen/{name}/weg")
def leave_page(here: Here, name: str) -> HTMLResponse:
    """What stands on a source, before it goes."""
    source = here.layout.moment.source(name)
    return here.page("leave", source=source, resting=_resting(here, source), problem=None)


@router.post("/bronnen/{name}/weg")
def leave(here: Here, form: SentForm, name: str) -> Response:
    """Takes a source out of the dossier."""
    source = here.layout.moment.source(name)
    del form  # a form of this session says yes
    try:
        with here.workspace.bringing:
            bringing.remove(here.workspace.folder, source)
            bringing.told_gone(here.workspace.folder, source.path, here.act(), keeper=here.workspace.keeper)
    except RodedraadError as error:
        return here.page("leave", status=400, source=source, resting=_resting(here, source), problem=error.message)
    here.workspace.door.note(here.visitor, "took_out", source.path)
    here.workspace.renewal.ask()
    return onward("/inbrengen")


@router.get("/bronnen/{name}/vervangen")
def replace_page(here: Here, name: str) -> HTMLResponse:
    """Where another file for a source comes in."""
    return here.page("replace", source=here.layout.moment.source(name), staged=None, proof_of="", problem=None)


@router.post("/bronnen/{name}/vervangen")
def replace(here: Here, came: Brought, name: str) -> Response:
    """Says what another file would change; on a yes puts it in the place of the source."""
    source = here.layout.moment.source(name)
    stage, folder = here.workspace.stage, here.workspace.folder

    def done() -> Response:
        if token := came.form.one("bewaard"):
            staged = stage.take(token)
            if staged.source != source.id:
                raise WrongUse("web.not_staged")
            with here.workspace.bringing:
                folder.put(source.path, staged.path, instead_of=source.id)
            stage.drop(token)
            here.workspace.door.note(here.visitor, "replaced", source.path)
            here.workspace.renewal.ask()
            return onward("/inbrengen")
        with came.on_disk() as files:
            if len(files) != 1:
                raise WrongUse("web.one_file")
            given, path = bringing.safe_path(files[0][0]), files[0][1]
            if Path(given).suffix.lower() != Path(source.path).suffix.lower():
                raise WrongUse("web.other_suffix", given=Path(given).suffix[:12], wanted=Path(source.path).suffix[:12])
            with consult.reading(folder) as store:
                found = bringing.exchange(folder, store, source, path)
            token = stage.put(source.id, given, path, found)
        staged = stage.take(token)
        return here.page("replace", source=source, staged=staged, proof_of=token, problem=None)

    try:
        return done()
    except RodedraadError as error:
        return here.page("replace", status=400, source=source, staged=None, proof_of="", problem=error.message)


@router.post("/bronnen/{name}/gegevens")
def describe(here: Here, form: SentForm, name: str) -> Response:
    """Keeps what somebody says of a source: who wrote it, when, what it is, and whether it is public."""
    source = here.layout.moment.source(name)
    was = form.was()
    told: dict[str, Any] = {key: form.one(key) for key in _FACTS if form.has(key) and form.one(key) != was.one(key)}
    if form.one("partijen") != was.one("partijen"):
        told["partijen"] = [one.strip() for one in form.one("partijen").split(";") if one.strip()]
    if form.one("openbaar") != was.one("openbaar"):
        told["openbaar"] = False if form.one("openbaar") == "nee" else None
    if form.one("doe") == "confirm":  # what was read is right: said by a person, it is no guess any more
        told |= {key: form.one(key) for key in ("titel", "datum", "soort") if form.one(key)}
        told |= {"partijen": [one.strip() for one in form.one("partijen").split(";") if one.strip()]}
    try:
        with here.workspace.bringing:  # two at once would each write what they read
            folder, keeper = here.workspace.folder, here.workspace.keeper
            seen = form.one("gezien").split(",")
            bringing.described_as(folder, source.path, told, here.act(), keeper=keeper, seen=seen)
    except Overtaken as error:
        return source_page(Visit(here.request), source, problem=error.message, status=409)
    except RodedraadError as error:
        return source_page(here, source, problem=error.message, status=400)
    here.workspace.renewal.ask()
    return onward(f"/bronnen/{source.id}")


def _resting(here: Visit, source: Source) -> bringing.Resting:
    folder = here.workspace.folder
    with consult.reading(folder) as store:
        return bringing.resting(folder, store, source, core=_core(here.layout))


def _core(layout: Layout) -> list[frozenset[str]]:
    """Of each clause of the core the sources that it quotes; none where no proposition can be made."""
    with suppress(RodedraadError):
        text = layout.moment.standing().proposition
        return [frozenset(each.source for each in one.citations) for one in text.clauses if one.id in text.core]
    return []
