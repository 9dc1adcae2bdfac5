"""One action or knot as a person reads it: who, what, when, if, after what, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rodedraad import phrases
from rodedraad.cli.speech import LANGUAGE, said
from rodedraad.cli.tables import Known, label
from rodedraad.publish.bound import whose
from rodedraad.publish.signing import settled_by
from rodedraad.records import Action, Knot
from rodedraad.wording import word

_WHAT_CHARS = 240
_LONGEST = 12
"""Actions named under a knot; the list of actions has the others."""


def roadmap_rows(
    record: Any, known: Known, *, actions: Mapping[str, Action], knots: Iterable[Knot]
) -> list[list[str]] | None:
    """Rows of field and value of an action or knot, what is not known said to be so; None of another record."""
    if isinstance(record, Action):
        return [[said(f"column.{name}"), value] for name, value in _action(record, known, actions, knots) if value]
    if isinstance(record, Knot):
        return [[said(f"column.{name}"), value] for name, value in _knot(record, known, actions) if value]
    return None


def _action(
    one: Action, known: Known, actions: Mapping[str, Action], knots: Iterable[Knot]
) -> Iterable[tuple[str, str]]:
    language = LANGUAGE.get()
    yield "id", one.id
    yield "what", " ".join(one.what.split())
    yield "who", _names(one.who, known) or said("roadmap.nobody")
    yield "asker", _names(one.asker, known)
    yield "actors", "\n".join(f"{_actor(each, known)} ({label('role', each.role)})" for each in one.actors)
    days = " – ".join(phrases.date(day, language) for day in (one.by_from, one.by_to) if day)
    yield "deadline", " ".join((one.deadline or "").split()) + (f" ({days})" if days else "")
    for each in one.conditions:
        told = whose([each], statements=known.statements, parties=known.parties, language=language)
        by = f" ({told})" if told else ""
        leads = f" → {_named(each.action, known, actions)}" if each.action else ""
        yield "condition", f"«{phrases.clipped(each.words, _WHAT_CHARS)}»{by}{leads}"
    for step in one.depends_on:
        yield "after", f"{label('dependency', step.kind)}: {_named(step.on, known, actions)}"
    yield "layer", label("layer", one.layer)
    if one.within_power is not None:
        yield "within_power", said("showing.yes" if one.within_power else "showing.no")
    for money in one.funding:
        yield "money", f"{label('funding', money.kind)}: «{phrases.clipped(money.words, _WHAT_CHARS)}»"
    for trait in one.shown:
        yield "shown", f"{label('aspect', trait.aspect)}: «{phrases.clipped(trait.words, _WHAT_CHARS)}»"
    yield "status", label("action_status", one.status) or said("roadmap.not_told")
    for answer in one.answers:
        yield "answer", f"{label('settlement', answer.outcome)}: {known.quote(answer.statement)}"
    yield "themes", ", ".join(known.theme(id_) for id_ in one.themes)
    for knot in knots:
        if one.id in (*knot.actions, *knot.decisions):
            yield "knot", f"{label('knot', knot.kind)} [{knot.id}]"
    yield "decided", "\n".join(settled_by(one, known.signers, language))
    if one.is_confirmed or not one.decided:
        yield "confirmed", said("showing.yes" if one.is_confirmed else "showing.no")


def _knot(one: Knot, known: Known, actions: Mapping[str, Action]) -> Iterable[tuple[str, str]]:
    yield "id", one.id
    yield "kind", label("knot", one.kind)
    yield "explanation", word(one.explanation, LANGUAGE.get())
    told = [_named(id_, known, actions) for id_ in one.actions[:_LONGEST]]
    rest = len(one.actions) - len(told)
    yield "actions", "\n".join([*told, *([said("html.and_more", count=rest)] if rest else [])])
    yield "decision", "\n".join(_named(id_, known, actions) for id_ in one.decisions)


def _named(id_: str, known: Known, actions: Mapping[str, Action]) -> str:
    """An action by who and what; a decision that is a condition by the sentence that sets it."""
    action = actions.get(id_)
    if action is None:
        return f"{known.quote(id_)} [{id_}]"
    what = phrases.clipped(action.what, _WHAT_CHARS)
    return f"{_names(action.who, known) or said('roadmap.nobody')}: «{what}» [{id_}]"


def _names(ids: Iterable[str], known: Known) -> str:
    return ", ".join(known.party(id_) for id_ in ids)


def _actor(actor: Any, known: Known) -> str:
    return known.party(actor.party) if actor.party else phrases.clipped(actor.words, _WHAT_CHARS)
