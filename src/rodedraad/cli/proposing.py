"""Commands that make the proposition: propose, approve, and what people do to its clauses and to contributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from rodedraad import consult, phrases, shapes, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.clauses import Standing, mark, put_core, standing
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, worded
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.propose.core import SHARES
from rodedraad.propose.editing import FIRST, LONGEST_CLAUSE, is_sentence
from rodedraad.records import Clause, ClausePart, ClauseVerdict, Event, Proposition, Target, Value

LONGEST_REASON = 2_000
"""Characters of the reason of a reply, which stands in the report of reactions."""
_SHOWN = 10
_ALSO = {"thema": "theme", "deel": "part", "kern": "core", "na": "after", "tekst": "text"}
_ANSWERS = {"ja": "yes", "yes": "yes", "nee": "no", "no": "no", "regel": "rule", "rule": "rule", "": "rule"}
_SHORTEST = 6
_QUOTED = 200


def propose(path: Path, *, actor: str | None, as_json: bool) -> int:
    """Drafts the next version of the proposition; where nothing changed, says so."""
    folder = DossierFolder.open(path)
    made = versions.propose(folder, name=acting(folder, actor), at=now())
    text = versions.text_of(folder, made.version)
    wrong = _wrong(made.draft.verdicts)
    if as_json:
        put_json(_shape(made, text))
        return EXIT_LOOK if wrong or made.draft.lost else EXIT_DONE
    shown = Standing(version=made.version, proposition=text)
    put_core(shown, title=f"{text.title} · {mark(made.version)}")
    put(said("proposing.counts", clauses=len(text.clauses), core=len(text.core), statements=text.statements))
    put(said("proposing.new" if made.is_new else "proposing.unchanged", label=made.version.label))
    if made.is_new and made.version.number > 1:
        changed = [one for one in text.clauses if one.changes]
        put(said("proposing.changed", changed=len(changed), gone=len(text.gone)))
        for gone in text.gone[:_SHOWN]:
            words = gone.text if LANGUAGE.get() == "nl" else gone.english
            put(f"  - {words} ({worded(gone.change.reason)})")
    for message in made.draft.lost:
        tell_lost(message)
    for id_, verdicts in list(wrong.items())[:_SHOWN]:
        put(said("proposing.wrong", number=shown.number(id_) or 0, id=id_))
        for verdict in verdicts:
            put(f"    {worded(verdict.reason)}")
    put(said("proposing.next", path=str(path), label=made.version.label))
    return EXIT_LOOK if wrong or made.draft.lost else EXIT_DONE


def approve(path: Path, label: str, *, actor: str | None, as_json: bool) -> int:
    """Says in the log that a named person approves a version; nobody approves by the name of a computer's account."""
    folder = DossierFolder.open(path)
    name = actor or consult.setting(folder, "naam")
    if not name or not name.strip():
        raise WrongUse("proposing.no_name", path=str(path), label=label[:40])
    version = versions.approve(folder, versions.version_named(folder, label), name=name, at=now())
    if as_json:
        put_json(shapes.version(version))
    else:
        put(mark(version))
    return EXIT_DONE


def edit(path: Path, name: str, assignments: Sequence[str], *, actor: str | None, as_json: bool) -> int:
    """Changes a clause: its text, theme, part, whether it is in the core, or after which clause it stands."""
    folder = DossierFolder.open(path)
    here = standing(folder)
    clause = here.clause(name)
    values = _fields(folder, here, assignments)
    if values.get("core") == "yes" and values.get("part", clause.part) not in SHARES:
        raise WrongUse("proposing.no_place", number=here.number(clause.id) or 0, parts=", ".join(SHARES))
    return _act(folder, "clause_edit", clause, values, actor, as_json=as_json)


def judge(path: Path, kind: str, name: str, *, actor: str | None, as_json: bool) -> int:
    """Rejects or confirms a clause: a rejected one stays out of the next version."""
    folder = DossierFolder.open(path)
    clause = standing(folder).clause(name)
    return _act(folder, f"clause_{kind}", clause, {}, actor, as_json=as_json)


def write(
    path: Path, text: str, *, cites: Sequence[str], fields: Sequence[str], actor: str | None, as_json: bool
) -> int:
    """Adds a clause in a person's words, which cites at least one statement."""
    folder = DossierFolder.open(path)
    values: dict[str, Value] = {"text": _sentence(text), **_fields(folder, standing(folder), fields, is_needed=False)}
    if not cites:
        raise WrongUse("proposing.no_citation")
    dossier = consult.whole(folder, has_confidential=True)
    with consult.reading(folder) as store:
        statements = tuple(dict.fromkeys(one for id_ in cites for one in consult.statements_named(store, id_)))
    own = consult.ground(dossier)
    clause = Clause(
        id="", theme=None, part="ambition", kind="written", text="", english="", origin="person",
        citations=tuple(own.cite(one, "says") for one in statements),
    )  # fmt: skip
    values.setdefault("part", "ambition")
    event = _append(folder, "clause_add", versions.targets(dossier, clause), values, actor)
    return _tell(folder, event, as_json=as_json)


def reply(
    path: Path, name: str, reason: str, *, text: str | None, is_changed: bool, actor: str | None, as_json: bool
) -> int:
    """Answers a contribution: the clause was changed (by ``text``, or before), or the reason why not."""
    folder = DossierFolder.open(path)
    found = [one for one in versions.contributed(folder) if len(name) >= _SHORTEST and one.id.startswith(name)]
    if len(found) != 1:
        raise UnknownRecord("proposing.no_contribution", name=name[:80])
    contribution = found[0]
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise WrongUse("proposing.no_reason", most=LONGEST_REASON)
    change: str | None = None
    if text is not None:
        if contribution.clause is None:
            raise WrongUse("proposing.no_clause_to_change", id=contribution.id[:12])
        clause = standing(folder).clause(contribution.clause)
        values: dict[str, Value] = {"text": _sentence(text), "contribution": contribution.id}
        dossier = consult.whole(folder, has_confidential=True)
        named = {"clause": clause.id, "kind": clause.kind, **values}
        change = _append(folder, "clause_edit", versions.targets(dossier, clause), named, actor).id
    elif is_changed:
        change = _last_change(folder, contribution.clause, since=contribution.id)
    own: dict[str, Value] = {
        "contribution": contribution.id,
        "outcome": "changed" if change else "not_changed",
        "reason": reason.strip(),
        **({"change": change} if change else {}),
    }
    event = _append(folder, "reply", (), own, actor)
    return _tell(folder, event, as_json=as_json)


def tell_lost(message: Any) -> None:
    """Says an edit that found no clause."""
    put(worded(message))


def _last_change(folder: DossierFolder, clause: str | None, *, since: str) -> str:
    """The last edit or rejection of the clause since a contribution came. Raises WrongUse where there is none."""
    found = None
    is_since = False
    for event, _, is_counting in consult.log_events(folder):
        is_since = is_since or event.id == since
        if is_since and is_counting and event.kind in ("clause_edit", "clause_reject"):
            found = event.id if dict(event.values).get("clause") == clause else found
    if found is None or clause is None:
        raise WrongUse("proposing.not_changed", clause=clause or "-")
    return found


def _fields(
    folder: DossierFolder, here: Standing, assignments: Sequence[str], *, is_needed: bool = True
) -> dict[str, Value]:
    """FIELD=VALUE of a clause, checked. Raises WrongUse on what cannot be."""
    themes = [theme.id for theme in consult.frame_of(folder).themes]
    parts = get_args(ClausePart)
    found: dict[str, Value] = {}
    for assignment in assignments:
        name, sign, value = assignment.partition("=")
        name, value = _ALSO.get(name.strip(), name.strip()), value.strip()
        if not sign or name not in ("text", "theme", "part", "core", "after"):
            raise WrongUse("proposing.unknown_field", field=name[:80])
        if name == "text":
            found[name] = _sentence(value)
        elif name == "theme":
            _one_of(name, value, ["", *themes])
            found[name] = value or None
        elif name == "part":
            _one_of(name, value, parts)
            found[name] = value
        elif name == "core":
            _one_of(name, value.lower(), _ANSWERS)
            found[name] = _ANSWERS[value.lower()]
        else:
            found[name] = FIRST if value in (FIRST, "begin", "0") else here.clause(value).id
    if not found and is_needed:
        raise WrongUse("proposing.unknown_field", field="")
    return found


def _one_of(field: str, value: str, known: Sequence[str] | Mapping[str, str]) -> None:
    if value not in known:
        allowed = ", ".join(one for one in known if one)
        raise WrongUse("edit.wrong_value", field=field, value=value[:80], allowed=allowed)


def _sentence(text: str) -> str:
    """A clause's text as it may stand: one line, not empty, not a book. Raises WrongUse."""
    folded = " ".join(text.split())
    if not is_sentence(folded):
        raise WrongUse("proposing.no_sentence", most=LONGEST_CLAUSE)
    return folded


def _act(
    folder: DossierFolder, kind: str, clause: Clause, values: Mapping[str, Value], actor: str | None, *, as_json: bool
) -> int:
    dossier = consult.whole(folder, has_confidential=True)
    own = {"clause": clause.id, "kind": clause.kind, **values}
    event = _append(folder, kind, versions.targets(dossier, clause), own, actor)
    if not as_json:
        text = clause.text if LANGUAGE.get() == "nl" else clause.english
        put(said("proposing.about", text=phrases.clipped(text, _QUOTED)))
    return _tell(folder, event, as_json=as_json)


def _append(
    folder: DossierFolder, kind: str, targets: Sequence[Target], values: Mapping[str, Value], actor: str | None
) -> Event:
    signed = acting(folder, actor)
    with folder.lock(), SqliteLog(folder.log) as log:
        return log.append(at=now(), person=log.person(signed), kind=kind, targets=targets, values=values)


def _tell(folder: DossierFolder, event: Event, *, as_json: bool) -> int:
    """What was written, and how it will be seen."""
    if as_json:
        put_json({"event": event.id, "kind": event.kind, "at": event.at, "values": dict(event.values)})
        return EXIT_DONE
    put(said("proposing.written", kind=said(f"event.{event.kind}"), event=event.id[:12], path=str(folder.root)))
    return EXIT_DONE


def _wrong(verdicts: Sequence[ClauseVerdict]) -> dict[str, list[ClauseVerdict]]:
    found: dict[str, list[ClauseVerdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.clause, []).append(verdict)
    return found


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
    }
