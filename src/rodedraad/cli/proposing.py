"""Commands that make the proposition: propose, approve, and what people do to its clauses and to contributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rodedraad import amending, assisting, consult, phrases, shapes, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK, engaging
from rodedraad.cli.clauses import mark, put_core
from rodedraad.cli.engaging import Flags
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, consent, progress, put, put_json, said, tell, tell_line, worded
from rodedraad.errors import NotWorded, WrongUse
from rodedraad.publish.model_work import model_of
from rodedraad.records import Clause, ClauseVerdict, Event, Proposition, Version
from rodedraad.sending import Asking
from rodedraad.wording import word

_SHOWN = 10
_QUOTED = 200


def propose(path: Path, *, actor: str | None, as_json: bool, flags: Flags) -> int:
    """Drafts the next version of the proposition, in a model's words where one is named; where nothing changed, says so."""
    folder = DossierFolder.open(path)
    asking = engaging.asking(flags, folder)
    if flags.is_estimate:
        return _estimate(folder, asking, as_json=as_json)
    try:
        with progress() as bar:
            made = versions.propose(folder, name=acting(folder, actor), at=now(), asking=asking, progress=bar)
    except NotWorded as error:
        tell(error.why.code, **dict(error.why.values))
        raise
    text = versions.text_of(folder, made.version)
    wrong = _wrong(made.draft.verdicts)
    if as_json:
        put_json(_shape(made, text))
        return EXIT_LOOK if wrong or made.draft.lost else EXIT_DONE
    shown = amending.Standing(version=made.version, proposition=text)
    put_core(shown, title=f"{text.title} · {mark(made.version)}")
    put(said("proposing.counts", clauses=len(text.clauses), core=len(text.core), statements=text.statements))
    put(said("proposing.new" if made.is_new else "proposing.unchanged", label=made.version.label))
    if made.is_new and made.version.number > 1:
        changed = [one for one in text.clauses if one.changes]
        put(said("proposing.changed", changed=len(changed), gone=len(text.gone)))
        for gone in text.gone[:_SHOWN]:
            words = gone.text if LANGUAGE.get() == "nl" else gone.english
            put(f"  - {words} ({worded(gone.change.reason)})")
        _put_core_changes(folder, made.version, shown)
    for message in made.draft.lost:
        put(worded(message))
    for id_, verdicts in list(wrong.items())[:_SHOWN]:
        put(said("proposing.wrong", number=shown.number(id_) or 0, id=id_))
        for verdict in verdicts:
            put(f"    {worded(verdict.reason)}")
    _put_model(made, text)
    put(said("proposing.next", path=str(path), label=made.version.label))
    return EXIT_LOOK if wrong or made.draft.lost else EXIT_DONE


def _estimate(folder: DossierFolder, asking: Asking, *, as_json: bool) -> int:
    """Says what a version would ask of a model. Nothing is sent, and no version is made."""
    plan = versions.planned(folder, asking)
    if as_json:
        put_json({"estimate": engaging.planned(plan, folder)})
    if plan is None:
        tell("proposing.nothing_to_ask")
    elif asking.decide is not None:
        asking.decide(plan)
    return EXIT_DONE


def approve(path: Path, label: str, *, actor: str | None, as_json: bool, is_confirmed: bool = False) -> int:
    """Says in the log that a named person approves a version; nobody approves by the name of a computer's account.

    Of the sentences that a model worded each is shown first, beside its quotes, and asked whether the person stands for them.
    """
    folder = DossierFolder.open(path)
    name = actor or consult.setting(folder, "naam")
    if not name or not name.strip():
        raise WrongUse("proposing.no_name", path=str(path), label=label[:40])
    version = versions.version_named(folder, label)
    text = versions.text_of(folder, version)
    worded_by_model = versions.by_model(text)
    if worded_by_model and version.approval is None:
        _put_worded(amending.Standing(version=version, proposition=text), worded_by_model)
        tell("proposing.see_back", path=str(path))
        if (status := consent(is_confirmed=is_confirmed)) is not None:
            return status
    seen = {one.id for one in worded_by_model}
    version = versions.approve(folder, version, name=name, at=now(), seen=seen)
    if as_json:
        put_json(shapes.version(version))
    else:
        put(mark(version))
    return EXIT_DONE


def edit(path: Path, name: str, assignments: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Changes a clause."""
    folder = DossierFolder.open(path)
    clause, event = amending.edit(folder, name, assignments, _act(folder, actor))
    return _tell(folder, event, clause, as_json=as_json)


def judge(path: Path, kind: str, name: str, *, actor: str | None, as_json: bool) -> int:
    """Rejects or confirms a clause."""
    folder = DossierFolder.open(path)
    clause, event = amending.judge(folder, kind, name, _act(folder, actor))
    return _tell(folder, event, clause, as_json=as_json)


def write(
    path: Path, text: str, *, cites: Sequence[str], fields: Sequence[str], actor: str | None, as_json: bool
) -> int:
    """Adds a clause in a person's words."""
    folder = DossierFolder.open(path)
    return _tell(folder, amending.add(folder, text, cites, fields, _act(folder, actor)), as_json=as_json)


def reply(
    path: Path, name: str, reason: str, *, text: str | None, is_changed: bool, actor: str | None, as_json: bool
) -> int:
    """Answers a contribution."""
    folder = DossierFolder.open(path)
    event = amending.reply(folder, name, reason, _act(folder, actor), text=text, is_changed=is_changed)
    return _tell(folder, event, as_json=as_json)


def _act(folder: DossierFolder, actor: str | None) -> amending.Act:
    return amending.Act(by=acting(folder, actor), at=now())


def _tell(folder: DossierFolder, event: Event, clause: Clause | None = None, *, as_json: bool) -> int:
    """What was written, on which clause, and how it will be seen."""
    if as_json:
        put_json({"event": event.id, "kind": event.kind, "at": event.at, "values": dict(event.values)})
        return EXIT_DONE
    if clause is not None:
        text = clause.text if LANGUAGE.get() == "nl" else clause.english
        put(said("proposing.about", text=phrases.clipped(text, _QUOTED)))
    put(said("proposing.written", kind=said(f"event.{event.kind}"), event=event.id[:12], path=str(folder.root)))
    return EXIT_DONE


def _put_core_changes(folder: DossierFolder, version: Version, shown: amending.Standing) -> None:
    """Which clauses came into the core since the version before, and which left it."""
    before = versions.text_of(
        folder, next(one for one in versions.versions(folder) if one.number == version.number - 1)
    )
    was = {one.id: one for one in before.clauses if one.id in before.core}
    for one in (one for one in shown.proposition.clauses if one.id in shown.proposition.core and one.id not in was):
        text = one.text if LANGUAGE.get() == "nl" else one.english
        put(said("proposing.core_came", number=shown.number(one.id) or 0, text=phrases.clipped(text, _QUOTED)))
    for one in (one for id_, one in was.items() if id_ not in shown.proposition.core):
        text = one.text if LANGUAGE.get() == "nl" else one.english
        put(said("proposing.core_left", text=phrases.clipped(text, _QUOTED)))


def _wrong(verdicts: Sequence[ClauseVerdict]) -> dict[str, list[ClauseVerdict]]:
    found: dict[str, list[ClauseVerdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.clause, []).append(verdict)
    return found


def _put_worded(shown: amending.Standing, clauses: Sequence[Clause]) -> None:
    """Each sentence in a model's words with the quotes it rests on, for who is going to stand for it."""
    tell("proposing.see_worded" if len(clauses) > 1 else "proposing.see_worded_one", count=len(clauses))
    for one in clauses:
        if one.origin.startswith("model:"):
            words = one.text if LANGUAGE.get() == "nl" else one.english
            tell_line(f"{shown.number(one.id)}. {words} ({model_of(one.origin)})")
        if one.plain_by.startswith("model:"):
            tell_line(
                f"{shown.number(one.id)}. {said('proposing.see_plain', text=one.plain)} ({model_of(one.plain_by)})"
            )
        if one.titled_by.startswith("model:"):
            tell_line(
                f"{shown.number(one.id)}. {said('proposing.see_title', text=one.title)} ({model_of(one.titled_by)})"
            )
        for cited in one.citations:
            if cited.role != "backs":
                tell_line(f"    «{' '.join(cited.quote.split())}»")


def _put_model(made: versions.Proposed, text: Proposition) -> None:
    """What a language model worded of it, and what was refused: counted, and the first in its words."""
    for message in made.problems:
        tell(message.code, **dict(message.values))
    if made.usage is None:
        return
    refused = made.draft.refusals
    told = {
        "worded": sum(one.origin.startswith("model:") for one in text.clauses),
        "titled": sum(one.titled_by.startswith("model:") for one in text.clauses),
        "plain": sum(one.plain_by.startswith("model:") for one in text.clauses),
    }
    put(said("proposing.by_model", model=made.usage.model, calls=made.usage.calls, refused=len(refused), **told))
    counted = Counter(refused)
    for one, count in list(counted.items())[:_SHOWN]:
        number = dict(one.message.values).get("number")
        where = f"{said('proposing.clause_number', number=number)} " if number else ""
        often = f"({count}×)" if count > 1 else ""
        task = phrases.label("task", one.task, LANGUAGE.get())
        put(f"  - {where}{task}: {worded(one.message)} {phrases.clipped(one.words, _QUOTED)} {often}".rstrip())
    if len(counted) > _SHOWN:
        put(said("proposing.more_refused", count=len(counted) - _SHOWN))


def _shape(made: versions.Proposed, text: Proposition) -> dict[str, Any]:
    """What ``propose --json`` prints."""
    return {
        **shapes.version(made.version),
        "is_new": made.is_new,
        "clauses": len(text.clauses),
        "core": list(text.core),
        "changed": [one.id for one in text.clauses if one.changes],
        "gone": [{"id": one.clause, "text": one.text, "reason": worded(one.change.reason)} for one in text.gone],
        "verdicts": [
            {"clause": one.clause, "kind": one.kind, "statement": one.citation, "reason": worded(one.reason)}
            for one in made.draft.verdicts
        ],
        "lost": [worded(message) for message in made.draft.lost],
        "model": assisting.shape(made.usage, made.draft.refusals),
        "refusals": [shapes.shape(one, word) for one in made.draft.refusals],
        "worded": sum(one.origin.startswith("model:") for one in text.clauses),
        "plain": sum(bool(one.plain) for one in text.clauses),
    }
