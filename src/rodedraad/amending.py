"""What people do to the proposition, written in the log: for every door alike, with what cannot be refused here.

Each act takes who does it and when, and gives the event that it wrote. The next version carries it out
(``propose/editing.py``). None needs the lock of the folder: an event is written whole, and a build under way leaves it to the next.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from rodedraad import chain, consult, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.authored import CLAUSE_FIELDS, target
from rodedraad.errors import Overtaken, UnknownRecord, WrongUse
from rodedraad.intake import NewContribution
from rodedraad.parties import Register, find, registered, resolve
from rodedraad.ports import Store
from rodedraad.propose.core import SHARES
from rodedraad.propose.editing import FIRST, LONGEST_CLAUSE, is_sentence
from rodedraad.publish.view import Dossier
from rodedraad.records import (
    Action,
    Clause,
    ClausePart,
    Contribution,
    Event,
    Organ,
    Proposition,
    Target,
    Value,
    Version,
)
from rodedraad.rulings import ABOUT

LONGEST_REASON = 2_000
"""Characters of the reason of a reply, which stands in the report of reactions."""
LONGEST_CONTRIBUTION = 20_000
"""Characters of one contribution: a long letter."""
_SHORTEST, _SHORTEST_EVENT = 4, 6
_LONGEST_NUMBER = 6
_ARTICLE = re.compile(r"^(?:de|het|the)\s+(?=\S)", re.IGNORECASE)
_NEW = frozenset({"nieuw", "new"})
"""Before the name of a party that is not in the register."""
_LONGEST_TITLE = 120
_ALSO = {"thema": "theme", "deel": "part", "kern": "core", "na": "after", "tekst": "text", "titel": "title"}
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
        if name.isdecimal() and len(name) <= _LONGEST_NUMBER and 1 <= int(name) <= len(clauses):
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


def edit(
    folder: DossierFolder, name: str, assignments: Sequence[str], act: Act, *, seen: Collection[str] | None = None
) -> tuple[Clause, Event]:
    """Changes a clause: its text, title, theme, part, whether it is in the core, or after which clause it stands.

    ``seen`` are the heads of the log as whoever edits saw it: raises Overtaken where somebody spoke since of the same clause.
    """
    here = standing(folder)
    clause = here.clause(name)
    values = _fields(folder, here, assignments)
    if values.get("core") == "yes" and values.get("part", clause.part) not in SHARES:
        raise WrongUse("proposing.no_place", number=here.number(clause.id) or 0, parts=", ".join(SHARES))
    return clause, _on_clause(folder, "clause_edit", clause, values, act, seen=seen)


def judge(
    folder: DossierFolder, kind: str, name: str, act: Act, *, seen: Collection[str] | None = None
) -> tuple[Clause, Event]:
    """Rejects or confirms a clause: a rejected one stays out of the next version. ``seen`` is as with ``edit``."""
    clause = standing(folder).clause(name)
    return clause, _on_clause(folder, f"clause_{kind}", clause, {}, act, seen=seen)


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


def contribute(folder: DossierFolder, new: NewContribution, here: Standing, act: Act) -> Event:
    """Takes in what somebody brought in on this text. Raises WrongUse for one without words, or with more than a letter holds."""
    if not new.text.strip() or len(new.text) > LONGEST_CONTRIBUTION or len(new.proposed or "") > LONGEST_CLAUSE:
        raise WrongUse("proposing.no_contribution_text", most=LONGEST_CONTRIBUTION)
    dossier = consult.whole(folder, has_confidential=True)
    with SqliteLog(folder.log) as log:
        return write_contribution(log, new, here, dossier, signed=log.person(act.by), at=act.at)


def write_contribution(
    log: SqliteLog, new: NewContribution, here: Standing, dossier: Dossier, *, signed: str, at: str
) -> Event:
    """Writes a contribution; ``signed`` is the person in the log who takes it in. Raises UnknownRecord for a clause that is not there."""
    by = log.person(new.person) if new.person else None
    own: dict[str, Value] = {"kind": new.kind, "channel": new.channel, "text": log.text(by, new.text)}
    if by is not None:
        own["by"] = by
    if new.proposed:
        own["proposed"] = log.text(by, new.proposed)
    if here.version:
        own["version"] = here.version.label
    own |= {name: value for name, value in (("at", new.at), ("party", new.party)) if value}
    targets: tuple[Target, ...] = ()
    if new.clause is not None:
        clause = here.clause(new.clause)
        own["clause"] = clause.id
        targets = versions.targets(dossier, clause.citations)
    return log.append(at=at, person=signed, kind="contribute", targets=targets, values=own)


def reply(
    folder: DossierFolder,
    name: str,
    reason: str,
    act: Act,
    *,
    text: str | None = None,
    is_changed: bool = False,
    seen: str | None = None,
) -> Event:
    """Answers a contribution: the clause was changed (by ``text``, or before), or the reason why not.

    ``seen`` is the id of the reply that whoever answers saw, empty for none: raises Overtaken, with nothing written, where
    another one holds now. The change of the clause and the reply are both in the log, or neither is.
    """
    contribution = contribution_named(folder, name)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise WrongUse("proposing.no_reason", most=LONGEST_REASON)
    change: str | None = None
    edited: tuple[Sequence[Target], Mapping[str, Value]] | None = None
    if text is not None:
        if contribution.clause is None:
            raise WrongUse("proposing.no_clause_to_change", id=contribution.id[:12])
        clause = standing(folder).clause(contribution.clause)
        edited = _said_of(folder, clause, {"text": _sentence(text), "contribution": contribution.id})
    elif is_changed:
        change = _last_change(folder, contribution.clause, since=contribution.id)
    with SqliteLog(folder.log) as log, log.together():
        if seen is not None:
            _refuse_answered(log.events(), contribution.id, seen)
        person = log.person(act.by)
        if edited is not None:
            targets, values = edited
            change = log.append(at=act.at, person=person, kind="clause_edit", targets=targets, values=values).id
        own: dict[str, Value] = {
            "contribution": contribution.id,
            "outcome": "changed" if change else "not_changed",
            "reason": reason.strip(),
            **({"change": change} if change else {}),
        }
        return log.append(at=act.at, person=person, kind="reply", values=own)


def _refuse_answered(events: Sequence[Event], contribution: str, seen: str) -> None:
    """Raises Overtaken where another reply holds than the one that was seen, or none where one was."""
    replies = [
        event for event in events if event.kind == "reply" and dict(event.values)["contribution"] == contribution
    ]
    counting = {event.id for event in chain.standing(events)}
    holding = next((event for event in reversed(replies) if event.id in counting), None)
    if (holding.id if holding else "") != seen:
        raise Overtaken("proposing.answered_since", (holding,) if holding else ())


def rule(folder: DossierFolder, name: str, values: Mapping[str, Value], act: Act) -> Event:
    """Rules on something that lies ahead, by its id. Raises as ``ruling`` does, before anything is written."""
    targets, own = ruling(folder, name, values)
    return _append(folder, "ruling", targets, own, act)


def ruling(
    folder: DossierFolder, name: str, values: Mapping[str, Value]
) -> tuple[tuple[Target, ...], dict[str, Value]]:
    """What the event of a ruling keeps: the statement that its subject rests on, and its values.

    After that statement come those of the actions that it is made to wait for, so that these are found again too.
    ``values`` are those of ``rulings.checked``. Raises WrongUse on a party, action or variant that the dossier does not
    know.
    """
    with consult.reading(folder) as store:
        record = consult.record_named(store, name)
        meant, after = _meant(folder, store, record, values)
        statements = {one.id: one for one in store.records("statements")}
        resting = [statements[id_] for id_ in map(_resting, (record, *after)) if id_ in statements]
        if len(resting) != 1 + len(after):
            raise WrongUse("ruling.nothing_to_rest_on", id=name[:80])
        documents = {one.source: one for one in store.documents(sorted({one.source for one in resting}))}
        paths = {source.id: source.path for source in store.records("sources")}
    own = {"about": ABOUT[record.id[:2]], "key": record.key, "id": record.id, **meant}
    return tuple(target(one, documents[one.source], paths[one.source]) for one in resting), own


def _resting(record: Any) -> str | None:
    """The statement that something rests on first."""
    return getattr(record, "statement", None) or next(iter(getattr(record, "statements", ())), None)


def _meant(
    folder: DossierFolder, store: Store, record: Any, values: Mapping[str, Value]
) -> tuple[dict[str, Value], tuple[Action, ...]]:
    """The values with parties, actions and variants by their ids; and the actions that it is made to wait for."""
    found = dict(values)
    after: tuple[Action, ...] = ()
    if values.get("who"):
        names = _known_names(folder, store)
        found["who"] = "; ".join(_party(part, names) for part in _listed(str(values["who"]), names))
    if values.get("party"):
        found["party"] = _party(str(values["party"]), _known_names(folder, store))
    if values.get("depends_on"):
        after = tuple(_awaited(store, record, part) for part in _parts(str(values["depends_on"])))
        found["depends_on"] = ", ".join(one.id for one in after)
    if values.get("needs"):
        known = [variant.id for driver in store.records("drivers") for variant in driver.variants]
        for part in str(values["needs"]).replace(",", " ").split():
            _one_of("needs", part, known)
    return found, after


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The parties that a dossier knows: its register, and by each name in lower case the id of those in its sources.

    ``own`` are the ids of those that its frame lists.
    """

    register: Register
    ids: Mapping[str, str]
    own: frozenset[str]

    def near(self, name: str) -> str:
        """The id of the party whose name is most like this one: one of the frame that has these words, if there is any."""
        low = name.casefold()
        of_frame = [known for known, id_ in self.ids.items() if id_ in self.own and low in known]
        found = difflib.get_close_matches(low, sorted(of_frame or self.ids), n=1, cutoff=0.0)
        return self.ids[found[0]] if found else ""


def _known_names(folder: DossierFolder, store: Store) -> _Names:
    frame = consult.frame_of(folder)
    register = registered(frame)
    known = [*register.parties, *store.records("parties")]
    by_name = {name.casefold(): one.id for one in known for name in (one.id, *one.aliases, one.name)}
    return _Names(register=register, ids=by_name, own=frozenset(one.id for one in frame.parties))


def _listed(value: str, names: _Names) -> list[str]:
    """The parties named in a value: by semicolons, else by commas unless the whole is one name."""
    if ";" in value or value.casefold().strip() not in names.ids:
        return _parts(value) if ";" not in value else [one.strip() for one in value.split(";") if one.strip()]
    return [value]


def _parts(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", value) if part.strip()]


def _party(name: str, names: _Names) -> str:
    """The id of a party; of one outside the register the name itself, where it is said to be new.

    Raises WrongUse on a name that is not known, with the nearest that is.
    """
    said, sign, rest = name.partition(":")
    if sign and said.strip().casefold() in _NEW and rest.strip():
        return rest.strip()
    plain, slash, organ = _ARTICLE.sub("", name).partition("/")
    found = names.ids.get(plain.strip().casefold())
    if found is not None and (not slash or organ in get_args(Organ)):
        return f"{found}/{organ}" if slash else found
    if found is None and not slash:
        whole = [one for one in find(names.register, plain) if (one.start, one.end) == (0, len(plain))]
        if len(whole) == 1:  # "Stichting X" says itself that it is a party, and is known by its name alone
            is_known = whole[0].party in names.register.by_id
            own = f"{whole[0].party}/{whole[0].organ}" if whole[0].organ else whole[0].party
            return own if is_known else name
        if (party := resolve(names.register, plain)) is not None:
            return party.id
    like = names.near(plain.strip())
    shown = next((one.name for one in names.register.parties if one.id == like), like)
    raise WrongUse("ruling.unknown_party", value=name[:80], near=shown)


def _awaited(store: Store, record: Any, name: str) -> Action:
    """The other action of this id. Raises WrongUse where there is none, or more than one."""
    found: list[Action] = [
        one for one in store.records("actions") if len(name) >= _SHORTEST and one.id.startswith(name)
    ]
    if len(found) != 1 or found[0].id == record.id:
        raise WrongUse("ruling.no_such_action", value=name[:80])
    return found[0]


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
        if not sign or name not in CLAUSE_FIELDS:
            raise WrongUse("proposing.unknown_field", field=name[:80])
        if name == "text":
            found[name] = _sentence(value)
        elif name == "title":
            found[name] = _title(value)
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


def _title(text: str) -> str | None:
    """A clause's title as it may stand: one short line; None takes it away. Raises WrongUse."""
    folded = " ".join(text.split()).rstrip(".")
    if len(folded) > _LONGEST_TITLE or not folded.isprintable():
        raise WrongUse("proposing.no_title", most=_LONGEST_TITLE)
    return folded or None


def _on_clause(
    folder: DossierFolder,
    kind: str,
    clause: Clause,
    values: Mapping[str, Value],
    act: Act,
    *,
    seen: Collection[str] | None,
) -> Event:
    targets, own = _said_of(folder, clause, values)
    with SqliteLog(folder.log) as log, log.together():
        since = () if seen is None else chain.since(log.events(), seen)
        if over := tuple(event for event in since if dict(event.values).get("clause") == clause.id):
            raise Overtaken("proposing.overtaken", over)
        return log.append(at=act.at, person=log.person(act.by), kind=kind, targets=targets, values=own)


def _said_of(
    folder: DossierFolder, clause: Clause, values: Mapping[str, Value]
) -> tuple[Sequence[Target], dict[str, Value]]:
    """What an event on a clause keeps: what it cites, and these values."""
    dossier = consult.whole(folder, has_confidential=True)
    return versions.targets(dossier, clause.citations), {"clause": clause.id, "kind": clause.kind, **values}


def _append(
    folder: DossierFolder, kind: str, targets: Sequence[Target], values: Mapping[str, Value], act: Act
) -> Event:
    with SqliteLog(folder.log) as log:
        return log.append(at=act.at, person=log.person(act.by), kind=kind, targets=targets, values=values)
