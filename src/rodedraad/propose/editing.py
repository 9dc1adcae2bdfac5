"""What people did to the clauses, carried out on what the rules made: the next draft keeps their edits. Pure.

    kind            targets                values
    clause_edit     what the clause cites  clause, kind, and any of text, title, theme, part, core, after; contribution
    clause_add      what it is to cite     text, part, and any of theme, core
    clause_reject   what the clause cites  clause, kind
    clause_confirm  what the clause cites  clause, kind

Events are folded in their one order, the last word on a field holds. A clause is found by its id, else as the one of
its kind that cites one of the same statements. One whose text a person wrote stays when the rules no longer make it.
Method: docs/method/propose.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from rodedraad.authored import CLAUSE_FIELDS
from rodedraad.propose.ground import Ground, shown
from rodedraad.propose.identity import clause_id
from rodedraad.propose.sentences import Names
from rodedraad.propose.shared import confirmed
from rodedraad.records import (
    Change,
    Citation,
    Clause,
    ClauseKind,
    ClausePart,
    Event,
    Message,
    Reference,
    Statement,
    Target,
    Value,
)

LONGEST_CLAUSE = 2_000
"""Characters of one clause that a person writes: it is one sentence, or a few."""
FIRST = "first"
"""In ``after``: at the head of its theme."""
_QUOTED = re.compile(r"«([^«»]{1,4000})»")

Find = Callable[[Target], str | None]
"""The id of the statement that a target means now; None where it cannot be found."""
Kept = Callable[[str, Citation], bool]
"""Whether the statement of a citation still says a changed text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The clauses after what people did. ``wanted`` and ``refused`` say what they chose for the core, by clause id.

    ``lost`` are the edits of clauses that are no more, which changed nothing here.
    """

    clauses: tuple[Clause, ...]
    wanted: frozenset[str]
    refused: frozenset[str]
    lost: tuple[tuple[Event, Message], ...]


@dataclass(slots=True)
class _Edits:
    """What was said of one clause: each field's last value, and every event that counts."""

    fields: dict[str, Value] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    is_rejected: bool = False
    targets: tuple[Target, ...] = ()


def is_sentence(text: str) -> bool:
    """Whether a person's text may be a clause: one line that is not empty, not a book, and can be shown."""
    return bool(text.strip()) and len(text) <= LONGEST_CLAUSE and text.isprintable()


def edited(clauses: Sequence[Clause], events: Iterable[Event], *, ground: Ground, find: Find, kept: Kept) -> Edited:
    """These clauses after the events that count, in reading order but for those that people put elsewhere."""
    by_id = {one.id: one for one in clauses}
    said: dict[str, _Edits] = {}
    lost: list[tuple[Event, Message]] = []
    for event in events:
        values = dict(event.values)
        if event.kind == "clause_add":
            said[_added_id(event)] = _Edits(
                fields={name: values[name] for name in CLAUSE_FIELDS if name in values},
                events=[event],
                targets=event.targets,
            )
        elif event.kind in ("clause_edit", "clause_reject", "clause_confirm"):
            id_ = _found(str(values.get("clause")), event, by_id, said, find)
            if id_ is None and not values.get("text"):
                lost.append((event, Message.of("propose.clause_gone", clause=str(values.get("clause"))[:40])))
                continue
            edits = said.setdefault(id_ or str(values.get("clause")), _Edits(targets=event.targets))
            edits.fields.update({name: values[name] for name in CLAUSE_FIELDS if name in values})
            edits.is_rejected = event.kind == "clause_reject"
            edits.events.append(event)
    made: dict[str, Clause] = {}
    for id_ in dict.fromkeys((*by_id, *said)):
        edits_ = said.get(id_)
        if edits_ is None:
            made[id_] = by_id[id_]
        elif not edits_.is_rejected:
            made[id_] = _carried_out(id_, by_id.get(id_), edits_, ground, find, kept)
    core = {id_: one.fields.get("core") for id_, one in said.items() if id_ in made}
    placed = [(id_, str(one.fields["after"])) for id_, one in said.items() if id_ in made and one.fields.get("after")]
    return Edited(
        clauses=tuple(_moved(list(made.values()), placed)),
        wanted=frozenset(id_ for id_, value in core.items() if value == "yes"),
        refused=frozenset(id_ for id_, value in core.items() if value == "no"),
        lost=tuple(lost),
    )


def _added_id(event: Event) -> str:
    return clause_id("written", event.id)


def _found(name: str, event: Event, by_id: Mapping[str, Clause], said: Mapping[str, _Edits], find: Find) -> str | None:
    """The clause that an event means: by its id, else the one of its kind that cites one of the same statements."""
    if name in by_id or name in said:
        return name
    kind = dict(event.values).get("kind")
    cited = {id_ for target in event.targets if (id_ := find(target))}
    same = [one for one in by_id.values() if one.kind == kind and cited.intersection(c.id for c in one.citations)]
    same.sort(key=lambda one: (-len(cited.intersection(c.id for c in one.citations)), one.id))
    return same[0].id if same else None


def _carried_out(  # noqa: PLR0917  one clause and what it takes to change it
    id_: str, clause: Clause | None, edits: _Edits, ground: Ground, find: Find, kept: Kept
) -> Clause:
    """The clause with what was said of it; made of what a person wrote where no rule makes it."""
    if clause is None:
        clause = _written(id_, edits, ground, find)
    fields = edits.fields
    themes = {theme.id for theme in ground.frame.themes}
    part = fields.get("part")
    theme = fields.get("theme", clause.theme)
    clause = replace(
        clause,
        part=part if part in get_args(ClausePart) else clause.part,  # type: ignore[arg-type]  # it is one of them
        theme=str(theme) if theme in themes else None,
        changes=(*clause.changes, *(_change(event) for event in edits.events)),
    )
    if "title" in fields:
        clause = replace(clause, title=str(fields["title"] or ""), titled_by="person")
    text = fields.get("text")
    if clause.kind == "shared" and not text and _is_read(clause, edits, find):
        return confirmed(clause, Names(parties=ground.parties, sources=ground.sources))
    return reworded(clause, str(text), kept=kept) if text and text not in (clause.text, clause.english) else clause


def _is_read(clause: Clause, edits: _Edits, find: Find) -> bool:
    """Whether a person confirmed all that the clause cites now: what joined it since, nobody has read beside the rest."""
    read = {find(target) for event in edits.events if event.kind == "clause_confirm" for target in event.targets}
    return read.issuperset(citation.id for citation in clause.citations)


def reworded(clause: Clause, text: str, *, kept: Kept) -> Clause:
    """The clause in a person's words. Who backs it is kept where the cited statement still says it, else asked again."""
    quoted = _QUOTED.findall(text)
    citations = tuple(replace(one, shown=_still_shown(one, quoted)) for one in clause.citations)
    backing = [one for one in citations if one.role in ("says", "backs") and one.voices]
    still = {voice for one in backing if kept(text, one) for voice in one.voices}
    asked = {voice for one in backing for voice in one.voices} - still
    for_ = tuple(voice for voice in clause.support.for_ if voice not in asked) if clause.support else ()
    return replace(
        clause,
        text=text,
        english=text,
        origin="person",
        citations=citations,
        ask_again=tuple(sorted(asked)),
        # what was reckoned of the sentences of a thread says nothing of this one
        confidence=None,
        support=replace(clause.support, for_=for_) if clause.support else None,
    )


def _still_shown(citation: Citation, quoted: Sequence[str]) -> str:
    """What a new text still shows of a citation: the quoted words that stand in it."""
    whole = shown(citation.quote)
    return next((words for words in quoted if words in whole), "")


def _written(id_: str, edits: _Edits, ground: Ground, find: Find) -> Clause:
    """A clause that a person added, or whose text a person changed and that no rule makes any more."""
    text = str(edits.fields.get("text") or "")
    quoted = _QUOTED.findall(text)
    cited: list[Statement | Reference] = []
    for target in edits.targets:
        found = find(target) or ""
        if found in ground.statements:
            cited.append(ground.statements[found])
        elif found in ground.references:
            cited.append(ground.references[found])
    citations = []
    for one in cited:
        citation = ground.cite(one, "says")
        citations.append(replace(citation, shown=_still_shown(citation, quoted)))
    kind: ClauseKind = "written"
    themes = [theme for one in cited if isinstance(one, Statement) for theme in one.themes]
    return Clause(
        id=id_,
        theme=ground.theme(themes),
        part="ambition",
        kind=kind,
        text=text,
        english=text,
        origin="person",
        citations=tuple(citations),
        documents=len({one.source for one in cited}),
    )


def _change(event: Event) -> Change:
    values = dict(event.values)
    contribution = values.get("contribution")
    code = f"change.{event.kind}"
    if event.kind == "clause_edit" and "text" not in values:
        code = "change.clause_titled" if "title" in values else "change.clause_placed"
    return Change(
        reason=Message.of(code),
        event=event.id,
        person=event.person,
        at=event.at,
        contribution=str(contribution) if contribution else None,
    )


def _moved(clauses: list[Clause], placed: Sequence[tuple[str, str]]) -> list[Clause]:
    """The clauses with some put just after another, or at the head of their theme, in the order in which it was said."""
    for id_, after in placed:
        place = next(at for at, one in enumerate(clauses) if one.id == id_)
        clause = clauses.pop(place)
        if after == FIRST:
            at = next((at for at, one in enumerate(clauses) if one.theme == clause.theme), place)
        else:
            at = next((at + 1 for at, one in enumerate(clauses) if one.id == after), place)
        clauses.insert(at, clause)
    return clauses
