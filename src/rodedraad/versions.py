"""The versions of a dossier's proposition: drafted from what was built, kept in the log for good, approved by a person.

A version is immutable: its text is kept by its SHA-256, and the event that made it names that. Where a dossier has
sources that may not be shown, the same version is also composed without them (``public``), as if they were not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rodedraad import consult, disclosure, phrasing
from rodedraad.adapters import codec
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.assisting import Session
from rodedraad.authored import CONTEXT_CHARS, Finder
from rodedraad.chain import OF_CLAUSES, ordered, refusal, standing
from rodedraad.contributions import contributions
from rodedraad.errors import NotWorded, UnknownRecord, WrongUse
from rodedraad.masking import masked
from rodedraad.ports import Progress
from rodedraad.propose import compose, ground, proposition
from rodedraad.propose.changes import compared, is_same
from rodedraad.propose.core import MOST, chosen
from rodedraad.propose.editing import Find, Kept, edited
from rodedraad.publish.publication import Publication
from rodedraad.publish.view import Dossier
from rodedraad.records import (
    Approval,
    Citation,
    Clause,
    ClauseVerdict,
    Contribution,
    Event,
    Message,
    Party,
    Proposition,
    Refusal,
    Target,
    Usage,
    Value,
    Version,
)
from rodedraad.sending import NOBODY, Asking, Plan, Sender
from rodedraad.verify.backing import kept
from rodedraad.verify.clauses import verdicts
from rodedraad.wording import Language

_SHOWN_VERDICTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposition as it would be now: with what does not hold, and with edits that found no clause."""

    proposition: Proposition
    verdicts: tuple[ClauseVerdict, ...]
    lost: tuple[Message, ...]
    refusals: tuple[Refusal, ...] = ()
    """What a language model worded that did not enter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What ``propose`` did: the version that stands now, and whether it is a new one.

    ``usage`` is what a language model took, None without one; ``problems`` what of that a person must know.
    """

    version: Version
    draft: Draft
    is_new: bool
    usage: Usage | None = None
    problems: tuple[Message, ...] = ()


def versions(folder: DossierFolder) -> tuple[Version, ...]:
    """All versions, by number; two of one number (made in two copies) in the order of the log."""
    if not folder.log.exists() or not folder.log.stat().st_size:
        return ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        return _versions(log.events(), log.names())


def version_named(folder: DossierFolder, label: str) -> Version:
    """The version with this label (``3``, ``v3``), or whose event's id starts so. Raises UnknownRecord."""
    every = versions(folder)
    wanted = label.strip().lower().removeprefix("v")
    found = [one for one in every if wanted == one.label] or [one for one in every if wanted == str(one.number)]
    found = found or [one for one in every if len(wanted) >= 4 and one.event.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(one.label for one in every) or "-"
        raise UnknownRecord("versions.no_version", name=label[:80], known=known)
    return found[0]


def text_of(folder: DossierFolder, version: Version, *, is_public: bool = False) -> Proposition:
    """The proposition of a version as it was kept. Raises StoreError where it is not in the log, or damaged."""
    with SqliteLog(folder.log, is_read_only=True) as log:
        return codec.read(log.body(version.public if is_public else version.body), Proposition)


def drafted(folder: DossierFolder, *, has_confidential: bool = True) -> Draft:
    """The proposition as it would be now, with everything that people did to it, against the latest version.

    Nothing is sent to a model: what it answered before still serves, where the last build went with it.
    """
    return _draft(folder, phrasing.session(folder), has_confidential=has_confidential)


def _draft(folder: DossierFolder, session: Session | None, *, has_confidential: bool) -> Draft:
    dossier = consult.whole(folder, has_confidential=has_confidential)
    events = tuple(event for event, _, _ in consult.log_events(folder))
    before = next(reversed(versions(folder)), None)
    held = text_of(folder, before, is_public=not has_confidential) if before else None
    if held is not None and not has_confidential:
        held = _without(held, _closed(folder))
    return _drafted(dossier, events, held, since=before.event if before else None, session=session)


def _closed(folder: DossierFolder) -> frozenset[str]:
    with consult.reading(folder) as store:
        return disclosure.confidential(folder, store)


def _without(text: Proposition, closed: frozenset[str]) -> Proposition:
    """An earlier version as far as it may be spoken of after sources of it were closed: what is gone says nothing of them.

    A clause without citations may name who wrote a closed source, and a history may name its title.
    """
    if not closed.intersection(text.held):
        return text
    clauses = tuple(
        replace(one, changes=())
        for one in text.clauses
        if one.citations and closed.isdisjoint(citation.source for citation in one.citations)
    )
    return replace(text, clauses=clauses)


def propose(
    folder: DossierFolder, *, name: str, at: str, asking: Asking = NOBODY, progress: Progress | None = None
) -> Proposed:
    """Drafts the next version and keeps it; where nothing changed, for nobody, the latest one stands.

    With ``asking`` a language model words its clauses; without its ``wish`` that of the last build, by what it answered before.
    Raises NotWorded where it never worded any of them and could not be asked, or nobody agreed that it was: the version in the
    rules' words is made where a wish says that no model words it.
    """
    sender = Sender(
        folder, asking, name=name, at=at, progress=progress or (lambda _stage, _done, _total, _details: None)
    )
    if sender.is_connected:
        while sender.sends(_asked(folder, asking)):
            pass
    with folder.lock():
        session = phrasing.session(folder, asking.wish, sender.stopped)
        full = _draft(folder, session, has_confidential=True)
        public = _draft(folder, session, has_confidential=False) if _closed(folder) else full
        usage = sender.together(session.usage) if session else None
        if sender.stopped is not None and session and not session.usage.held and session.usage.unanswered:
            raise NotWorded("sending.not_worded", why=sender.stopped, model=session.usage.model)
        problems = tuple(one.message for one in session.problems) if session else ()
        every = versions(folder)
        before = every[-1] if every else None
        is_new = before is None or not _is_as(before, full, public, folder)
        with SqliteLog(folder.log) as log:
            if before is not None and not is_new:
                return Proposed(version=before, draft=full, is_new=False, usage=usage, problems=problems)
            body, shared = (log.keep(codec.written(one.proposition)) for one in (full, public))
            number = 1 + max((one.number for one in every), default=0)
            values: dict[str, Value] = {"number": number, "body": body, "public": shared}
            event = log.append(at=at, person=log.person(name), kind="propose", targets=(), values=values)
            made = next(one for one in _versions(log.events(), log.names()) if one.event == event.id)
    return Proposed(version=made, draft=full, is_new=True, usage=usage, problems=problems)


def planned(folder: DossierFolder, asking: Asking) -> Plan | None:
    """What the next version would ask of a model; None where there is no model, or nothing is open. Nothing is sent."""
    return Plan.of(_asked(folder, asking))


def _asked(folder: DossierFolder, asking: Asking) -> Session | None:
    """What a draft as it would be now leaves for the model to word."""
    session = phrasing.session(folder, asking.wish)
    if session is not None:
        _draft(folder, session, has_confidential=True)
        if _closed(folder):
            _draft(folder, session, has_confidential=False)
    return session


def _is_as(version: Version, full: Draft, public: Draft, folder: DossierFolder) -> bool:
    """Whether a version is what would be drafted now, for who has the dossier and for everybody else."""
    return is_same(full.proposition, text_of(folder, version)) and is_same(
        public.proposition, text_of(folder, version, is_public=True)
    )


def by_model(text: Proposition) -> tuple[Clause, ...]:
    """The clauses of which the words, those of the plain-language version or the title are a language model's."""
    return tuple(
        one for one in text.clauses if any(of.startswith("model:") for of in (one.origin, one.plain_by, one.titled_by))
    )


def approve(folder: DossierFolder, version: Version, *, name: str, at: str, seen: Collection[str] = ()) -> Version:
    """Writes that a named person approves a version. Raises WrongUse where a clause of it does not hold now.

    ``seen`` are the ids of the clauses in a model's words that the person had before them: nobody stands for what they did
    not see, so it raises WrongUse where one is missing. How many there were stands in the log.
    """
    with folder.lock():
        if version.approval is not None:
            who = version.approval.person or "?"
            raise WrongUse("versions.approved_already", label=version.label, person=who)
        found = failing(folder, version)
        if found:
            clauses = ", ".join(dict.fromkeys(one.clause for one in found[:_SHOWN_VERDICTS]))
            count = len({one.clause for one in found})
            raise WrongUse("versions.not_sound", label=version.label, count=count, clauses=clauses)
        worded = by_model(text_of(folder, version))
        if unseen := [one for one in worded if one.id not in seen]:
            raise WrongUse("versions.not_seen", label=version.label, count=len(unseen))
        with SqliteLog(folder.log) as log:
            values: dict[str, Value] = {"version": version.event, "body": version.body}
            if worded:
                values["by_model"] = len(worded)
            log.append(at=at, person=log.person(name), kind="approve", targets=(), values=values)
            return next(one for one in _versions(log.events(), log.names()) if one.event == version.event)


def publication(
    folder: DossierFolder, *, label: str | None, language: Language, stamp: str, has_confidential: bool = False
) -> Publication:
    """A version (the latest where no label is given, else a draft) with its dossier, for whoever sends it out.

    Without ``has_confidential`` neither a source that may not be shown, nor the name, address or number of a person
    who brought something in, is in it. Raises WrongUse where a version rests on a source that was closed since.
    """
    every = versions(folder)
    version = version_named(folder, label) if label else every[-1] if every else None
    dossier = consult.whole(folder, has_confidential=has_confidential)
    if version is None:
        text = drafted(folder, has_confidential=has_confidential).proposition
    else:
        text = text_of(folder, version, is_public=not has_confidential)
        if not has_confidential and _closed(folder).intersection(text.held):
            raise WrongUse("versions.closed_since", label=version.label)
    here = {one.id for one in text.clauses} | {one.clause for one in text.gone}
    found = contributed(folder)
    if dossier.withheld:  # what somebody says of a clause on a closed source may quote it
        found = tuple(one for one in found if one.clause is None or one.clause in here)
    if not has_confidential:
        found = without_people(folder, found, text.parties)
    stories, refused = phrasing.kept(folder, text, dossier)
    return Publication(
        proposition=text,
        version=version,
        dossier=dossier,
        contributions=found,
        language=language,
        stamp=stamp,
        stories=stories,
        refused=refused,
    )


def refused(folder: DossierFolder) -> tuple[Refusal, ...]:
    """What a model worded for the latest version (else for a draft) that did not enter it."""
    latest = next(reversed(versions(folder)), None)
    text = text_of(folder, latest) if latest else drafted(folder).proposition
    return phrasing.kept(folder, text, consult.whole(folder, has_confidential=True))[1]


def contributed(folder: DossierFolder) -> tuple[Contribution, ...]:
    """Every contribution that counts, in the order of the log."""
    if not folder.log.exists() or not folder.log.stat().st_size:
        return ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        return contributions(log.events(), names=log.names(), texts=log.texts())


def without_people(
    folder: DossierFolder, found: Iterable[Contribution], parties: Iterable[Party]
) -> tuple[Contribution, ...]:
    """Contributions as others may see them: without the names that the log knows, those of ``parties`` kept."""
    people, kept = _people(folder), [name for one in parties for name in (one.name, *one.aliases)]
    return tuple(_without_person(one, people, kept) for one in found)


def _without_person(one: Contribution, people: Collection[str], parties: Collection[str]) -> Contribution:
    """A contribution as others may see it: what was said and for which party, not by whom.

    ``people`` are the names that the log knows, ``parties`` those of organisations, which may stay.
    """

    def hidden(text: str) -> str:
        return masked(text, writer=one.person, people=people, kept=parties)

    return replace(
        one,
        person="",
        entered_by="",
        text=hidden(one.text),
        proposed=None if one.proposed is None else hidden(one.proposed),
        reply=replace(one.reply, person="", reason=hidden(one.reply.reason)) if one.reply else None,
    )


def _people(folder: DossierFolder) -> tuple[str, ...]:
    """Every name that the log knows."""
    if not folder.log.exists() or not folder.log.stat().st_size:
        return ()
    with SqliteLog(folder.log, is_read_only=True) as log:
        return tuple(log.names().values())


def failing(folder: DossierFolder, version: Version) -> tuple[ClauseVerdict, ...]:
    """What in a version does not hold against the dossier as it is now, and in what others see of it."""
    found = _verdicts(text_of(folder, version), consult.whole(folder, has_confidential=True))
    if version.public == version.body:
        return found
    public = _verdicts(text_of(folder, version, is_public=True), consult.whole(folder))
    return (*found, *(one for one in public if one not in found))


def targets(dossier: Dossier, citations: Iterable[Citation]) -> tuple[Target, ...]:
    """What an event about a clause keeps of it: each cited statement, with its quote and what stands around it."""
    found = []
    paths = {source.id: source.path for source in dossier.sources}
    for one in citations:
        document = dossier.documents.get(one.source)
        text = document.text if document else ""
        found.append(
            Target(
                statement=one.id,
                source=one.source,
                path=paths.get(one.source, ""),
                quote=one.quote,
                prefix=text[max(0, one.start - CONTEXT_CHARS) : one.start],
                suffix=text[one.end : one.end + CONTEXT_CHARS],
                page=one.page,
            )
        )
    return tuple(found)


def _versions(events: Sequence[Event], names: Mapping[str, str]) -> tuple[Version, ...]:
    made = [event for event in ordered(events) if event.kind == "propose" and refusal(event) is None]
    counts = Counter(_number(event) for event in made)
    approvals: dict[str, Approval] = {}
    for event in standing(events):
        if event.kind == "approve":
            approval = Approval(event=event.id, person=names.get(event.person, ""), at=event.at)
            approvals.setdefault(str(dict(event.values).get("version")), approval)
    found = []
    for event in made:
        values, number = dict(event.values), _number(event)
        found.append(
            Version(
                number=number,
                label=str(number) if counts[number] == 1 else f"{number}-{event.id[:6]}",
                event=event.id,
                at=event.at,
                person=names.get(event.person, ""),
                body=str(values.get("body")),
                public=str(values.get("public") or values.get("body")),
                approval=approvals.get(event.id),
            )
        )
    return tuple(sorted(found, key=lambda one: one.number))


def _number(event: Event) -> int:
    number = dict(event.values).get("number")
    return number if isinstance(number, int) else 0


def _drafted(
    dossier: Dossier,
    events: Sequence[Event],
    before: Proposition | None,
    *,
    since: str | None,
    session: Session | None,
) -> Draft:
    own = consult.ground(dossier)
    here = {source.id for source in dossier.sources}
    counting = standing(events)
    # what was said of a clause that rests on a source that may not be shown says something of that source
    about = [
        event
        for event in counting
        if event.kind in OF_CLAUSES and (not dossier.withheld or all(target.source in here for target in event.targets))
    ]
    done = edited(compose(own), about, ground=own, find=_finder(dossier, own), kept=_keeps(own))
    core = chosen(done.clauses, wanted=done.wanted, refused=done.refused, region=own.region)
    text = proposition(own, done.clauses, core=core, withheld=dossier.withheld)
    refused: tuple[Refusal, ...] = ()
    if session is not None:
        text, refused = phrasing.phrased(text, dossier, session)
    found = _verdicts(text, dossier)
    worst = {one.clause: one.kind for one in reversed(found)}
    text = replace(text, clauses=tuple(replace(one, verdict=worst.get(one.id, "accepted")) for one in text.clauses))
    seen = _ancestors(events, since)
    new = [event for event in counting if event.id not in seen]
    full = [Message.of("propose.core_full", clause=id_, most=MOST) for id_ in sorted(done.wanted - set(core))]
    lost = (*(message for _, message in done.lost), *full)
    return Draft(proposition=compared(text, before, new), verdicts=found, lost=lost, refusals=refused)


def _finder(dossier: Dossier, own: ground.Ground) -> Find:
    finder = Finder(dossier.sources, dossier.documents, dossier.statements)

    def find(target: Target) -> str | None:
        if target.statement in own.references:
            return target.statement
        found = finder.find(target, {})
        return found if isinstance(found, str) else None

    return find


def _keeps(own: ground.Ground) -> Kept:
    def keeps(text: str, citation: Citation) -> bool:
        return citation.id in own.statements and kept(text, own.statements[citation.id])

    return keeps


def _verdicts(text: Proposition, dossier: Dossier) -> tuple[ClauseVerdict, ...]:
    return verdicts(
        text,
        statements={one.id: one for one in dossier.statements},
        sources={one.id: one for one in dossier.sources},
        documents=dossier.documents,
        links=dossier.links,
        merged=consult.ground(dossier).merged,
        corrected={one.read.id for one in dossier.corrections},
    )


def _ancestors(events: Sequence[Event], id_: str | None) -> set[str]:
    """The event with that id and all that were written before it as it knew them."""
    by_id = {event.id: event for event in events}
    found: set[str] = set()
    ways = [id_] if id_ else []
    while ways:
        here = ways.pop()
        if here in by_id and here not in found:
            found.add(here)
            ways += by_id[here].parents
    return found
