"""What people change from a page: every form is an act that is written in the log, and is counted by the build that follows.

An act is planned against the dossier as it stands and refused where it cannot be, before anything is written. Who was overtaken by
somebody else is told, and keeps what they filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, get_args

from fastapi import APIRouter
from fastapi.responses import Response

from rodedraad import correcting, edits
from rodedraad.correcting import Correction
from rodedraad.errors import Overtaken, RodedraadError, UnknownRecord, WrongUse
from rodedraad.records import ActorRole, Message
from rodedraad.web.reading import review_page, source_page, statement_page
from rodedraad.web.session import Form, back, is_here, keep_name
from rodedraad.web.visit import AnsweredPage, Here, Sent, Visit, onward

router = APIRouter(route_class=AnsweredPage)
_ROLES: Final = get_args(ActorRole)
_MOST_AT_ONCE: Final = 500


@router.post("/uitspraken/{name}")
def correct(here: Here, form: Sent, name: str) -> Response:
    """Corrects, confirms or rejects one statement."""
    one = here.layout.moment.statement(name)

    def planned() -> tuple[Correction, ...]:
        folder = here.workspace.folder
        if form.one("doe") in ("confirm", "reject"):
            return correcting.judging(folder, form.one("doe"), [one.id])
        return correcting.editing(folder, [one.id], _assigned(form))

    def refused(message: Message, status: int) -> Response:
        return statement_page(here, one, problem=message, typed=form.changed(), status=status)

    return done(here, form, planned, f"/uitspraken/{one.id}", refused)


@router.post("/bronnen/{name}/uitspraken")
def add(here: Here, form: Sent, name: str) -> Response:
    """Adds a statement that nobody read: words that somebody selected in a source."""
    source = here.layout.moment.source(name)
    page = form.number("blad", default=1, most=1_000_000)

    def planned() -> tuple[Correction, ...]:
        where = page if source.pages else None
        told = [f"{key}={value}" for key, value in typed(form).items() if value]
        return correcting.adding(here.workspace.folder, source.id, form.one("woorden"), told, page=where)

    def refused(message: Message, status: int) -> Response:
        words = form.one("woorden")
        return source_page(here, source, page, problem=message, words=words, status=status)

    return done(here, form, planned, f"/bronnen/{source.id}?blad={page}", refused)


@router.post("/verbeteren")
def correct_many(here: Here, form: Sent) -> Response:
    """Does one thing to all statements that were chosen."""
    names = list(dict.fromkeys(form.every("kies")))
    for name in names[:_MOST_AT_ONCE]:  # who may not see a statement does not change it by its code
        here.layout.moment.statement(name)

    def planned() -> tuple[Correction, ...]:
        if not names or len(names) > _MOST_AT_ONCE:
            raise WrongUse("web.choose_some", most=_MOST_AT_ONCE)
        folder, what = here.workspace.folder, form.one("doe")
        if what in ("confirm", "reject"):
            return correcting.judging(folder, what, names)
        if what in ("merge", "split"):
            return correcting.tying(folder, what, names)
        return correcting.editing(folder, names, _filled(form))

    return done(here, form, planned, back(form, "/uitspraken"), _to_review(here, form))


@router.post("/draden/{name}")
def correct_thread(here: Here, form: Sent, name: str) -> Response:
    """Ties a thread to another one, lets it fall apart, or takes some of its statements out."""
    thread = here.layout.moment.thread(name)

    def planned() -> tuple[Correction, ...]:
        folder, what, chosen = here.workspace.folder, form.one("doe"), form.every("kies")
        if what == "merge":
            other = here.layout.moment.thread(form.one("met"))  # one that this reader may see
            return correcting.tying(folder, "merge", [thread.id, other.id])
        others = [one for one in thread.statements if one not in chosen]
        if chosen and others:
            sides = (correcting.tying(folder, "split", [one, *others]) for one in chosen)
            return tuple(one for side in sides for one in side)
        return correcting.tying(folder, "split", [thread.id])

    return done(here, form, planned, f"/draden/{thread.id}", _to_review(here, form))


@router.post("/spanningen/{name}")
def correct_tension(here: Here, form: Sent, name: str) -> Response:
    """Says that two statements conflict, or that they do not."""
    here.layout.tension(name)  # which says where there is none

    def planned() -> tuple[Correction, ...]:
        return correcting.judging(here.workspace.folder, _verdict(form), [name])

    return done(here, form, planned, back(form, "/spanningen"), _to_review(here, form))


@router.post("/logboek/{event}")
def undo(here: Here, form: Sent, event: str) -> Response:
    """Takes back what somebody did, with all that was done in one go with it; or does it again."""
    # who may not see it does not undo it by its code
    if all(each.id != event for each, _, _ in here.layout.moment.logged):
        raise UnknownRecord("correcting.no_event", event=event[:80])

    def planned() -> tuple[Correction, ...]:
        again = correcting.redoing if form.one("doe") == "redo" else correcting.undoing
        return again(here.workspace.folder, event)

    return done(here, form, planned, back(form, "/logboek"), _to_review(here, form))


@router.post("/bijwerken")
def renew(here: Here, form: Sent) -> Response:
    """Begins to count again what was changed, or ends that."""
    if form.one("doe") == "stop":
        here.workspace.renewal.end()
    else:
        here.workspace.renewal.ask()
    return onward(back(form, "/"))


@router.get("/stand")
def stand(here: Here, terug: str = "/") -> Response:
    """How far the count is of what was changed: a part for the page that asks, a page by itself without script."""
    to = terug if is_here(terug) else "/"
    template = "stand" if here.request.headers.get("hx-request") else "progress"
    return here.page(template, state=here.workspace.progress, waiting=bool(here.layout.moment.waiting), to=to)


@router.post("/naam")
def sign(form: Sent) -> Response:
    """Keeps the name under which a reader works."""
    response = onward(back(form, "/"))
    keep_name(response, form.one("naam"))
    return response


def done(
    here: Visit,
    form: Form,
    planned: Callable[[], tuple[Correction, ...]],
    default: str,
    refused: Callable[[Message, int], Response],
) -> Response:
    """Writes what was planned in the log, and goes on as ``carried_out``."""

    def write(seen: Sequence[str] | None) -> object:
        return correcting.enter(here.workspace.folder, planned(), here.act(), seen=seen)

    return carried_out(here, form, write, default, refused)


def carried_out(
    here: Visit,
    form: Form,
    write: Callable[[Sequence[str] | None], object],
    default: str,
    refused: Callable[[Message, int], Response],
) -> Response:
    """Does what a form asks, asks for the build that counts it, and goes on where the form asks.

    ``write`` gets the heads of the log as the page of the form was made of; None where it says none.
    """
    seen = form.one("gezien").split(",") if form.has("gezien") else None
    try:
        write(seen)
    except Overtaken as error:
        return refused(error.message, 409)
    except RodedraadError as error:
        return refused(error.message, 400)
    here.workspace.renewal.ask()
    return onward(back(form, default))


def _to_review(here: Visit, form: Form) -> Callable[[Message, int], Response]:
    def refused(message: Message, status: int) -> Response:
        return review_page(here, problem=message, to=back(form, "/nakijken"), status=status)

    return refused


def _verdict(form: Form) -> str:
    if form.one("doe") not in ("confirm", "reject"):
        raise WrongUse("web.no_form")
    return form.one("doe")


def _assigned(form: Form) -> list[str]:
    """What a form changed, as ``edits`` takes it: a field that is as it was shown is not the reader's word."""
    was = typed(form.was())
    return [f"{name}={value}" for name, value in typed(form).items() if value != was.get(name, "")]


def _filled(form: Form) -> list[str]:
    """Of the fields for many at once those that were filled in."""
    return [f"{name}={value}" for name, value in typed(form).items() if value]


def typed(form: Form) -> dict[str, str]:
    """Each field that a form has, as ``edits`` takes it; of actors the role before the words."""
    found = {name: form.one(name) for name in edits.FIELDS if form.has(name) and name != "themes"}
    if form.has("themes"):
        found["themes"] = ",".join(one for one in form.every("themes") if one)
    if any(form.has(f"actor.{role}") for role in _ROLES):
        told = ((role, words.strip()) for role in _ROLES for words in form.one(f"actor.{role}").split(";"))
        found["actors"] = "; ".join(f"{role}: {words}" for role, words in told if words)
    return found
