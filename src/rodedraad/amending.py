"""What people do to the proposition, written in the log: for every door alike, with what cannot be refused here.

Each act takes who does it and when, and gives the event that it wrote. The next version carries it out
(``propose/editing.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from rodedraad import consult, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.authored import target
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.propose.core import SHARES
from rodedraad.propose.editing import FIRST, LONGEST_CLAUSE, is_sentence
from rodedraad.records import Clause, ClausePart, Contribution, Event, Proposition, Target, Value, Version
from rodedraad.rulings import ABOUT

LONGEST_REASON = 2_000
"""Characters of the reason of a reply, which stands in the report of reactions."""
_SHORTEST, _SHORTEST_EVENT = 4, 6
_ALSO = {"thema": "theme", "deel": "part", "kern": "core", "na": "after", "tekst": "text"}
_ANSWERS = {"ja": "yes", "yes": "yes", "nee": "no", "no": "no", "regel": "rule", "rule": "rule", "": "rule"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does it, and when."""

    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The proposition that people speak of: the latest version, or a draft where there is none yet."""

    version: Version | None
    proposition: Proposition

    def number(self, id_: str) -> int | None:
        """The number of a clause in this text."""
        return next((at for at, one in enumerate(self.proposition.clauses, start=1) if one.id == id_), None)

    def clause(self, name: str) -> Clause:
        """The clause of that number, or whose id begins so. Raises UnknownRecord."""
        clauses = self.proposition.clauses
        if name.isdecimal() and 1 <= int(name) <= len(clauses):
            return clauses[int(name) - 1]
        found = [one for one in clauses if len(name) >= _SHORTEST and one.id.startswith(name)]
        if len(found) != 1:
            raise UnknownRecord("clauses.no_clause", name=name[:80], count=len(clauses))
        return found[0]


def standing(folder: DossierFolder, *, is_public: bool = False) -> Standing:
    """The latest version, as who has the dossier reads it or as others do; without one, what ``propose`` would draft."""
    latest = next(reversed(versions.versions(folder)), None)
    if latest is None:
        draft = versions.drafted(folder, has_confidential=not is_public)
        return Standing(version=None, proposition=draft.proposition)
    return Standing(version=latest, proposition=versions.text_of(folder, latest, is_public=is_public))


def edit(folder: DossierFolder, name: str, assignments: Sequence[str], act: Act) -> tuple[Clause, Event]:
    """Changes a clause: its text, theme, part, whether it is in the core, or after which clause it stands."""
    here = standing(folder)
    clause = here.clause(name)
    values = _fields(folder, here, assignments)
    if values.get("core") == "yes" and values.get("part", clause.part) not in SHARES:
        raise WrongUse("proposing.no_place", number=here.number(clause.id) or 0, parts=", ".join(SHARES))
    return clause, _on_clause(folder, "clause_edit", clause, values, act)


def judge(folder: DossierFolder, kind: str, name: str, act: Act) -> tuple[Clause, Event]:
    """Rejects or confirms a clause: a rejected one stays out of the next version."""
    clause = standing(folder).clause(name)
    return clause, _on_clause(folder, f"clause_{kind}", clause, {}, act)


def add(folder: DossierFolder, text: str, cites: Sequence[str], assignments: Sequence[str], act: Act) -> Event:
    """Adds a clause in a person's words, which cites at least one statement."""
    own = _fields(folder, standing(folder), assignments, is_needed=False)
    values: dict[str, Value] = {"part": "ambition", "text": _sentence(text), **own}
    if not cites:
        raise WrongUse("proposing.no_citation")
    dossier = consult.whole(folder, has_confidential=True)
    with consult.reading(folder) as store:
        statements = tuple(dict.fromkeys(one for id_ in cites for one in consult.statements_named(store, id_)))
    ground = consult.ground(dossier)
    citations = tuple(ground.cite(one, "says") for one in statements)
    return _append(folder, "clause_add", versions.targets(dossier, citations), values, act)


def reply(
    folder: DossierFolder, name: str, reason: str, act: Act, *, text: str | None = None, is_changed: bool = False
) -> Event:
    """Answers a contribution: the clause was changed (by ``text``, or before), or the reason why not."""
    contribution = contribution_named(folder, name)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise WrongUse("proposing.no_reason", most=LONGEST_REASON)
    change: str | None = None
    if text is not None:
        if contribution.clause is None:
            raise WrongUse("proposing.no_clause_to_change", id=contribution.id[:12])
        clause = standing(folder).clause(contribution.clause)
        values: dict[str, Value] = {"text": _sentence(text), "contribution": contribution.id}
        change = _on_clause(folder, "clause_edit", clause, values, act).id
    elif is_changed:
        change = _last_change(folder, contribution.clause, since=contribution.id)
    own: dict[str, Value] = {
        "contribution": contribution.id,
        "outcome": "changed" if change else "not_changed",
        "reason": reason.strip(),
        **({"change": change} if change else {}),
    }
    return _append(folder, "reply", (), own, act)


def rule(folder: DossierFolder, name: str, values: Mapping[str, Value], act: Act) -> Event:
    """Rules on something that lies ahead, by its id: the event keeps the statement that it rests on."""
    with consult.reading(folder) as store:
        record = consult.record_named(store, name)
        resting = getattr(record, "statement", None) or next(iter(getattr(record, "statements", ())), None)
        statement = next((one for one in store.records("statements") if one.id == resting), None)
        if statement is None:
            raise WrongUse("ruling.nothing_to_rest_on", id=name[:80])
        document = next(iter(store.documents([statement.source])))
        path = next(source.path for source in store.records("sources") if source.id == statement.source)
    own = {"about": ABOUT[record.id[:2]], "key": record.key, "id": record.id, **values}
    return _append(folder, "ruling", [target(statement, document, path)], own, act)


def contribution_named(folder: DossierFolder, name: str) -> Contribution:
    """The contribution whose id begins so. Raises UnknownRecord."""
    found = [one for one in versions.contributed(folder) if len(name) >= _SHORTEST_EVENT and one.id.startswith(name)]
    if len(found) != 1:
        raise UnknownRecord("proposing.no_contribution", name=name[:80])
    return found[0]


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


def _on_clause(folder: DossierFolder, kind: str, clause: Clause, values: Mapping[str, Value], act: Act) -> Event:
    dossier = consult.whole(folder, has_confidential=True)
    own = {"clause": clause.id, "kind": clause.kind, **values}
    return _append(folder, kind, versions.targets(dossier, clause.citations), own, act)


def _append(
    folder: DossierFolder, kind: str, targets: Sequence[Target], values: Mapping[str, Value], act: Act
) -> Event:
    with folder.lock(), SqliteLog(folder.log) as log:
        return log.append(at=act.at, person=log.person(act.by), kind=kind, targets=targets, values=values)
