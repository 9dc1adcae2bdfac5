"""The proposition in the browser: sentence by sentence, held against the sources while somebody types; versions, compared and approved.

What somebody changes in a sentence is an event of the log, and counts in the next version that is kept.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from rodedraad import amending, versions
from rodedraad.amending import Standing
from rodedraad.errors import Overtaken, RodedraadError, UnknownRecord, WrongUse
from rodedraad.publish.publication import by_theme
from rodedraad.records import Clause, ClausePart, Contribution, Message, Proposition, Version
from rodedraad.verify.clauses import judged
from rodedraad.web.sentences import Past, moved, past
from rodedraad.web.session import back
from rodedraad.web.visit import AnsweredPage, Here, KeptPage, Sent, Visit, onward

pages = APIRouter(route_class=KeptPage)
router = APIRouter(route_class=AnsweredPage)
_FIELDS: Final = ("text", "title", "theme", "part", "core", "after")
_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST_TEXT: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A clause that two versions have otherwise: which of the two it is in, and its text in pieces, each kept, gone or new."""

    kind: str
    clause: Clause
    pieces: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, str], ...]


@pages.get("/propositie")
def proposition(here: Here) -> HTMLResponse:
    """The proposition: its latest version, or what would be drafted now."""
    try:
        standing = here.layout.moment.standing()
    except WrongUse as error:
        return here.page("proposition", standing=None, problem=error.message, latest=True)
    return _text_page(here, standing, is_latest=True)


def _text_page(here: Visit, standing: Standing, *, is_latest: bool) -> HTMLResponse:
    """A text with what each of its sentences was before; of the latest also how much was brought in on each."""
    before, text = _before(here, standing.version), standing.proposition
    by_themes = (
        (theme, [one for one in found if one.id not in text.core]) for theme, found in by_theme(text.clauses).items()
    )
    brought: dict[str, list[Contribution]] = defaultdict(list)
    for one in here.layout.contributions if is_latest else ():
        brought[one.clause or ""].append(one)
    return here.page(
        "proposition",
        standing=standing,
        problem=None,
        latest=is_latest,
        before=before[0] if before else None,
        parts=[(theme, found) for theme, found in by_themes if found],
        earlier=moved(text, before[1] if before else None),
        brought=brought,
    )


def _before(here: Visit, version: Version | None) -> tuple[Version, Proposition] | None:
    """The version before this one, where it may be seen."""
    if version is None:
        return None
    return next(
        _texts(here, [one for one in versions.versions(here.workspace.folder) if one.number < version.number]), None
    )


def _texts(here: Visit, every: Sequence[Version]) -> Iterator[tuple[Version, Proposition]]:
    """Versions with their texts, the latest first, without those that rest on a source that was closed since."""
    for one in reversed(every):
        with suppress(WrongUse):
            yield one, here.layout.moment.text_of(one)


@router.get("/propositie/vergelijk")
def compare(here: Here, van: str = "", naar: str = "") -> HTMLResponse:
    """What two versions say otherwise."""
    folder = here.workspace.folder
    every = versions.versions(folder)
    if not every:
        raise WrongUse("web.no_version")
    after = versions.version_named(folder, naar) if naar else every[-1]
    earlier = [one for one in every if one.number < after.number]
    before = versions.version_named(folder, van) if van else next(reversed(earlier), after)
    differences = compared(here.layout.moment.text_of(before), here.layout.moment.text_of(after), here.language)
    return here.page("compare", versions=every, before=before, after=after, differences=differences)


def compared(before: Proposition, after: Proposition, language: str) -> tuple[Difference, ...]:
    """The clauses that are otherwise: new and changed ones in the order of the later text, then those that are gone."""
    was = {one.id: one for one in before.clauses}
    here = {one.id for one in after.clauses}
    found = []
    for one in after.clauses:
        old = was.get(one.id)
        if old is None:
            found.append(Difference(kind="new", clause=one, pieces=((_own(one, language), "new"),), moved=()))
            continue
        moved = tuple(
            (name, str(a), str(b))
            for name, a, b in (
                ("theme", old.theme or "", one.theme or ""),
                ("part", old.part, one.part),
                ("title", old.title, one.title),
                ("core", old.id in before.core, one.id in after.core),
            )
            if a != b
        )
        pieces = _pieces(_own(old, language), _own(one, language))
        if moved or any(kind != "kept" for _, kind in pieces):
            found.append(Difference(kind="changed", clause=one, pieces=pieces, moved=moved))
    gone = (one for one in before.clauses if one.id not in here)
    lost = (Difference(kind="gone", clause=one, pieces=((_own(one, language), "gone"),), moved=()) for one in gone)
    return (*found, *lost)


def _own(clause: Clause, language: str) -> str:
    return clause.text if language == "nl" else clause.english


def _pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Two texts as one in pieces, word by word."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    found: list[tuple[str, str]] = []
    for kind, first, last, begin, end in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("".join(a[first:last]), "kept"))
        else:
            found += [("".join(a[first:last]), "gone"), ("".join(b[begin:end]), "new")]
    return tuple(one for one in found if one[0])


@router.get("/propositie/versies/{label}")
def version(here: Here, label: str) -> HTMLResponse:
    """One version, also an earlier one."""
    found = versions.version_named(here.workspace.folder, label)
    standing = Standing(version=found, proposition=here.layout.moment.text_of(found))
    return _text_page(here, standing, is_latest=False)


@router.get("/propositie/versies/{label}/goedkeuren")
def approve_page(here: Here, label: str) -> HTMLResponse:
    """What somebody stands for who approves a version: what does not hold, and each sentence that a model worded."""
    return _approve_page(here, versions.version_named(here.workspace.folder, label))


def _approve_page(here: Visit, found: Version, *, problem: Message | None = None, status: int = 200) -> HTMLResponse:
    text = versions.text_of(here.workspace.folder, found)
    shown = Standing(version=found, proposition=text)
    return here.page(
        "approve",
        status=status,
        version=found,
        worded=[(shown.number(one.id), one) for one in versions.by_model(text)],
        failing=[(shown.number(one.clause), one) for one in versions.failing(here.workspace.folder, found)],
        problem=problem,
    )


@router.post("/propositie/versies/{label}/goedkeuren")
def approve(here: Here, form: Sent, label: str) -> Response:
    """Writes that somebody approves a version, by a name that they gave themselves, or that of the account by which they signed in."""
    folder = here.workspace.folder
    found = versions.version_named(folder, label)
    name = here.name if here.visitor.account else form.one("naam")
    try:
        if not name:
            raise WrongUse("web.approve_by_name")
        versions.approve(folder, found, name=name, at=here.workspace.now(), seen=form.every("gelezen"))
    except RodedraadError as error:
        return _approve_page(here, found, problem=error.message, status=400)
    return onward(f"/propositie/versies/{found.label}")


@router.post("/propositie/versies")
def keep(here: Here, form: Sent) -> Response:
    """Keeps the proposition as it would be now as a version; where nothing changed the latest stays."""
    del form  # a form of this session says yes
    made = versions.propose(here.workspace.folder, name=here.name, at=here.workspace.now())
    # one sentence changed may put others in the core: what is otherwise is shown at once
    to = "vergelijk?naar=" if made.is_new and made.version.number > 1 else "versies/"
    return onward(f"/propositie/{to}{made.version.label}")


@router.get("/propositie/zinnen/{name}")
def clause(here: Here, name: str) -> HTMLResponse:
    """One sentence: what it rests on, what stands against it, and the form that changes it. One that is gone keeps its address."""
    standing = here.layout.moment.standing()
    try:
        one = standing.clause(name)
    except UnknownRecord:
        found = past(name, _texts(here, versions.versions(here.workspace.folder)))
        if found is None:
            raise
        if found.now is None:
            return here.page("clause_past", past=found)
        return _clause_page(here, standing.clause(found.now), was=found)
    return _clause_page(here, one)


def _clause_page(
    here: Visit,
    one: Clause,
    *,
    was: Past | None = None,
    problem: Message | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    standing = here.layout.moment.standing()
    acts = [
        (event, name)
        for event, name, stands in here.layout.moment.logged
        if stands and dict(event.values).get("clause") == one.id
    ]
    return here.page(
        "clause",
        status=status,
        one=one,
        no=standing.number(one.id),
        was=was,
        is_core=one.id in standing.proposition.core,
        standing=standing,
        parts=get_args(ClausePart),
        wrong=judged(one, here.layout.evidence),
        problem=problem,
        typed=typed or {},
        acts=acts,
    )


@router.post("/propositie/zinnen/{name}/proef")
def tried(here: Here, form: Sent, name: str) -> HTMLResponse:
    """Whether a text holds against the quotes, before it is kept: a part for the page that asks."""
    one = here.layout.moment.standing().clause(name)
    text, title = form.one("text")[:_LONGEST_TEXT], form.one("title")[:_LONGEST_TEXT]
    shown = tuple(replace(cited, shown="") for cited in one.citations)
    meant = one
    if text != _own(one, here.language):
        meant = replace(meant, text=text, english=text, origin="person", citations=shown)
    if title != one.title:
        meant = replace(meant, title=title, titled_by="person" if title else "")
    return here.page("tried", wrong=judged(meant, here.layout.evidence), is_same=meant is one)


@router.post("/propositie/zinnen/{name}")
def change(here: Here, form: Sent, name: str) -> Response:
    """Changes, confirms or rejects a sentence; who was overtaken is told, and keeps what they typed."""
    one = here.layout.moment.standing().clause(name)
    folder, act, seen = here.workspace.folder, here.act(), form.one("gezien").split(",")
    try:
        if form.one("doe") in ("confirm", "reject"):
            amending.judge(folder, form.one("doe"), one.id, act, seen=seen)
        else:
            was = form.was()
            told = [
                f"{field}={form.one(field)}"
                for field in _FIELDS
                if form.has(field) and form.one(field) != was.one(field)
            ]
            amending.edit(folder, one.id, told, act, seen=seen)
    except Overtaken as error:
        return _clause_page(Visit(here.request), one, problem=error.message, typed=form.changed(), status=409)
    except RodedraadError as error:
        return _clause_page(here, one, problem=error.message, typed=form.changed(), status=400)
    return onward(back(form, f"/propositie/zinnen/{one.id}"))
