"""What a model thinks, put to people: which suggestions wait, in what order, and which event takes one over. Pure.

A suggestion is confirmed by the event that a person would have written anyway (a confirmation, an edit, a merge, a
split), so that the log needs nothing of a model. One that is not taken over is ``decline``: it is not offered again,
by whatever model. What changes nothing does not wait. docs/method/authored.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from rodedraad import edits
from rodedraad.authored import Corrected
from rodedraad.errors import WrongUse
from rodedraad.records import Statement, Suggestion, SuggestionKind, Tension, Thread, Value

_ADDRESSED = frozenset({"must_act", "asked"})
ORDER: tuple[SuggestionKind, ...] = (
    "conflict",
    "same",
    "type",
    "addressee",
    "holder",
    "condition",
    "statement",
    "neither",
)
"""What is read first of what weighs as much: what is about two sources before what is about one sentence."""
_FIELD: Mapping[SuggestionKind, str] = {"type": "type", "holder": "holder", "addressee": "actors"}
"""The field of a statement that a person edits to take a suggestion over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What suggestions are held against: the statements by id, what ties them, and what the parties are called."""

    statements: Mapping[str, Statement]
    """In the order of the dossier."""
    together: frozenset[tuple[str, str]]
    """Pairs that stand in one thread, the lower id first."""
    tensions: frozenset[tuple[str, str]]
    weights: Mapping[str, int]
    """How many parties stand in the threads of a statement, for or against."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """Party ids, by what a person may call them."""

    @classmethod
    def of(
        cls,
        suggestions: Iterable[Suggestion],
        *,
        statements: Iterable[Statement],
        threads: Iterable[Thread],
        tensions: Iterable[Tension],
        parties: Mapping[str, str] | None = None,
    ) -> Standing:
        """The part of a dossier that these suggestions are about."""
        about = {id_ for one in suggestions for id_ in one.statements}
        together: set[tuple[str, str]] = set()
        weights: dict[str, int] = {}
        for thread in threads:
            members = sorted(about.intersection(thread.statements))
            together.update(combinations(members, 2))
            documents = thread.support.documents
            count = len({*documents.for_, *documents.against})
            weights |= {id_: max(count, weights.get(id_, 0)) for id_ in members}
        return cls(
            statements={one.id: one for one in statements if one.id in about},
            together=frozenset(together),
            tensions=frozenset((one.a, one.b) for one in tensions),
            weights=weights,
            parties=parties or {},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The event that takes a suggestion over, or sets it aside: its kind, the statements it is about, and its values."""

    suggestion: Suggestion
    kind: str
    statements: tuple[Statement, ...]
    values: Mapping[str, Value]


def waiting(
    suggestions: Iterable[Suggestion],
    *,
    statements: Sequence[Statement],
    threads: Sequence[Thread],
    tensions: Sequence[Tension],
    corrected: Corrected,
    counts: bool,
) -> tuple[Suggestion, ...]:
    """The suggestions that would change something and that nobody spoke of, those of most consequence first.

    ``counts``: what the model finds counts already, as the dossier says, and waits for nobody.
    """
    held = tuple(suggestions)
    here = Standing.of(held, statements=statements, threads=threads, tensions=tensions)
    said = {(id_, what) for id_, what, _ in corrected.signed}
    upheld = _upheld(corrected)
    open_ = [
        one
        for one in held
        if here.statements.keys() >= set(one.statements)
        and not _is_declined(one, corrected)
        and (one.what not in _FIELD or (one.statements[0], _FIELD[one.what]) not in said)
        and not (one.what == "statement" and counts)
        and not (one.what in ("statement", "type") and one.statements[0] in corrected.confirmed)
        and _pair(one) not in upheld.get(one.what, frozenset())
        and _changes(one, here)
    ]
    return ordered(open_, here)


def ordered(
    suggestions: Iterable[Suggestion], here: Standing, *, core: Collection[str] = frozenset()
) -> tuple[Suggestion, ...]:
    """Suggestions as they are best read: those about statements that the ``core`` cites first.

    Then by how many parties stand in the threads of what they are about, by kind, and in the order of the text. That two
    sentences have nothing to do with one another only takes away: it comes after all that adds.
    """
    place = {id_: at for at, id_ in enumerate(here.statements)}

    def key(one: Suggestion) -> tuple[bool, bool, int, int, int, str]:
        return (
            one.what == "neither",
            not any(id_ in core for id_ in one.statements),
            -max((here.weights.get(id_, 0) for id_ in one.statements), default=0),
            ORDER.index(one.what),
            min((place.get(id_, len(place)) for id_ in one.statements), default=0),
            one.id,
        )

    return tuple(sorted(suggestions, key=key))


def confirming(one: Suggestion, here: Standing) -> Act:
    """The event that takes this over, which keeps whose suggestion it was. Raises WrongUse where there is none."""
    act = _taking(one, here)
    return replace(act, values={**act.values, "by": f"model:{one.model}"})


def _taking(one: Suggestion, here: Standing) -> Act:
    """What a person would have written to the same end; where there is nothing, what to do instead is said."""
    statements = tuple(here.statements[id_] for id_ in one.statements)
    first = statements[0]
    if one.what == "statement":
        return Act(suggestion=one, kind="confirm", statements=statements, values=of_model(first))
    if one.what in _FIELD:
        name = _FIELD[one.what]
        value = _addressed(first, one, here.parties) if one.what == "addressee" else one.value
        return Act(suggestion=one, kind="edit", statements=statements, values={name: edits.checked(name, value)})
    if one.what == "same":
        return Act(suggestion=one, kind="merge", statements=statements, values={})
    if one.what == "condition":
        raise WrongUse("accepting.no_condition", id=one.id, statement=first.id, words=one.value or "")
    is_tense = _pair(one) in here.tensions
    if one.what == "conflict":
        if not is_tense:
            raise WrongUse("accepting.no_tension", id=one.id, a=statements[0].id, b=statements[1].id)
        return Act(suggestion=one, kind="confirm", statements=statements, values={"what": "tension"})
    if _pair(one) in here.together:
        return Act(suggestion=one, kind="split", statements=statements, values={"left": 1})
    if is_tense:
        return Act(suggestion=one, kind="reject", statements=statements, values={"what": "tension"})
    raise WrongUse("accepting.apart", id=one.id)


def declining(one: Suggestion, here: Standing) -> Act:
    """The event that sets this aside: of a sentence that only the model found, that it is no statement."""
    statements = tuple(here.statements[id_] for id_ in one.statements)
    if one.what == "statement":
        return Act(suggestion=one, kind="reject", statements=statements, values={"by": f"model:{one.model}"})
    values: dict[str, Value] = {"what": one.what, "value": one.value or "", "by": f"model:{one.model}"}
    return Act(suggestion=one, kind="decline", statements=statements, values=values)


def after(act: Act, here: Standing) -> Standing:
    """What the next suggestion is held against: one field of a statement may be taken over twice in one command."""
    if act.kind != "edit":
        return here
    first = act.statements[0]
    edited = edits.edited(first, act.values, parties=here.parties)
    return replace(here, statements={**here.statements, first.id: edited})


def of_model(statement: Statement) -> dict[str, Value]:
    """What the confirmation of a sentence that a model found keeps of it, so that it stands without that model too."""
    if not statement.origin.startswith("model:"):
        return {}
    return {"type": statement.type, "by": statement.origin}


def uncounted(suggestions: Iterable[Suggestion]) -> frozenset[str]:
    """Ids of the sentences that only a model takes for statements: they are shown, and count when somebody confirms them."""
    return frozenset(one.statements[0] for one in suggestions if one.what == "statement")


def _addressed(statement: Statement, one: Suggestion, parties: Mapping[str, str]) -> str:
    """The actors of a statement with the one that a model names, as a person types them."""
    role = "asked" if statement.type == "request" else "must_act"
    named_ = str(one.value) if str(one.value) in parties else one.words[0]
    held = [f"{actor.role}: {actor.party if actor.party in parties else actor.words}" for actor in statement.actors]
    return "; ".join(dict.fromkeys((*held, f"{role}: {_plain(named_)}")))


def _plain(words: str) -> str:
    """Words without the marks that part one actor from the next."""
    return " ".join(words.replace(";", " ").replace(":", " ").split())


def _changes(one: Suggestion, here: Standing) -> bool:
    """Whether taking this over would make the dossier another; what cannot be taken over waits to be set aside."""
    first = here.statements[one.statements[0]]
    if one.what == "statement":
        return first.origin.startswith("model:")
    if one.what == "type":
        return first.type != one.value
    if one.what == "holder":
        return one.value not in (first.holder, *first.holders)
    if one.what == "addressee":
        return not any(actor.party == one.value and actor.role in _ADDRESSED for actor in first.actors)
    if one.what == "same":
        return _pair(one) not in here.together
    if one.what == "neither":
        return _pair(one) in here.together or _pair(one) in here.tensions
    return True


def _is_declined(one: Suggestion, corrected: Corrected) -> bool:
    """Whether somebody set this aside; of two sentences whatever the kind of conflict was that a model saw in them."""
    ids = tuple(sorted(one.statements))
    if len(ids) > 1:
        return any((what, about) == (one.what, ids) for what, _, about in corrected.declined)
    return (one.what, one.value or "", ids) in corrected.declined


def _upheld(corrected: Corrected) -> dict[str, frozenset[tuple[str, str]]]:
    """The pairs of which a person said what a model thinks otherwise of, or the same; by the kind of suggestion."""
    by_event: dict[str, set[str]] = {}
    for id_, what, event in corrected.signed:
        if what == "tension_confirm":
            by_event.setdefault(event, set()).add(id_)
    confirmed = {pair for ids in by_event.values() for pair in combinations(sorted(ids), 2)}
    return {
        "same": frozenset(corrected.cannot_links),
        "conflict": frozenset(confirmed.union(corrected.rejected_tensions)),
        "neither": frozenset(confirmed.union(corrected.must_links)),
    }


def _pair(one: Suggestion) -> tuple[str, str]:
    return min(one.statements), max(one.statements)
