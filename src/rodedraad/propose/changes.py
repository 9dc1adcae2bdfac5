"""What differs between a version and the one before it, and why: a new source, a correction, a contribution. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from rodedraad.records import Change, Clause, Event, Gone, Message, Proposition

MOST_CHANGES = 20
"""Of one clause so many changes are told, the latest last."""
_CORRECTING = frozenset({"edit", "add", "reject", "confirm", "merge", "split"})


def compared(proposition: Proposition, before: Proposition | None, events: Sequence[Event]) -> Proposition:
    """The proposition with what changed since ``before``: each clause's history, and the clauses that are gone.

    ``events`` are those that count and that were not there when ``before`` was made.
    """
    if before is None:
        return proposition
    corrected = _corrections(events)
    earlier = matched(proposition.clauses, before.clauses)
    fresh = set(proposition.held) - set(before.held)
    clauses = [
        _with_history(one, earlier.get(one.id), before, fresh, corrected, proposition) for one in proposition.clauses
    ]
    kept = {one.id for one in earlier.values()}
    rejected = {str(dict(event.values).get("clause")): event for event in events if event.kind == "clause_reject"}
    gone = [
        Gone(clause=one.id, text=one.text, english=one.english, change=_why_gone(one, proposition, rejected, corrected))
        for one in before.clauses
        if one.id not in kept
    ]
    return replace(proposition, clauses=tuple(clauses), gone=tuple(gone))


def matched(now: Sequence[Clause], before: Sequence[Clause]) -> dict[str, Clause]:
    """The clause that each was in the version before, by the id it has now.

    That of the same id, else of the same kind that cites the most of the same, and at least half of it: who speaks for
    a thread changes when a better sentence joins it.
    """
    by_id = {one.id: one for one in before}
    found = {one.id: by_id[one.id] for one in now if one.id in by_id}
    free = [one for one in before if one.id not in found]
    for clause in now:
        if clause.id in found or not clause.citations:
            continue
        cited = {one.id for one in clause.citations}
        shared = [
            (len(cited.intersection(one.id for one in was.citations)), was) for was in free if was.kind == clause.kind
        ]
        most, was = max(shared, key=lambda pair: (pair[0], pair[1].id), default=(0, clause))
        if 2 * most >= len(was.citations) and most:
            found[clause.id] = was
            free.remove(was)
    return found


def is_same(proposition: Proposition, before: Proposition | None) -> bool:
    """Whether nothing changed, and nobody did anything: then no version is made. Which program made it does not count."""
    return before is not None and _bare(proposition) == _bare(before)


def _bare(proposition: Proposition) -> Proposition:
    clauses = tuple(
        replace(one, changes=tuple(change for change in one.changes if change.event)) for one in proposition.clauses
    )
    return replace(proposition, clauses=clauses, gone=(), release="")


def _corrections(events: Iterable[Event]) -> dict[str, Event]:
    """The last correction of each statement."""
    return {target.statement: event for event in events if event.kind in _CORRECTING for target in event.targets}


def _with_history(  # noqa: PLR0917  a clause, the one it was, and what happened since
    clause: Clause,
    was: Clause | None,
    before: Proposition,
    fresh: Collection[str],
    corrected: Mapping[str, Event],
    now: Proposition,
) -> Clause:
    history = was.changes if was else ()
    told = {one.event for one in history if one.event}
    by_people = tuple(one for one in clause.changes if one.event not in told)
    if by_people or (was is not None and _says(was) == _says(clause)):
        found = by_people
    else:
        found = (_why(clause, was, before, fresh, corrected, now),)
    return replace(clause, changes=(*history, *found)[-MOST_CHANGES:])


def _says(clause: Clause) -> tuple[object, ...]:
    """What a reader sees of a clause, and what it rests on."""
    return clause.text, clause.plain, clause.theme, clause.part, tuple((one.id, one.role) for one in clause.citations)


def _why(  # noqa: PLR0917  as above
    clause: Clause,
    was: Clause | None,
    before: Proposition,
    fresh: Collection[str],
    corrected: Mapping[str, Event],
    now: Proposition,
) -> Change:
    cited = {one.id for one in clause.citations} | {one.id for one in (was.citations if was else ())}
    if events := [corrected[id_] for id_ in sorted(cited) if id_ in corrected]:
        return _by(events[-1], "change.corrected")
    new = sorted({one.source for one in clause.citations}.intersection(fresh))
    titles = {source.id: source.title for source in now.sources}
    if new:
        return Change(reason=Message.of("change.new_source", title=titles.get(new[0], new[0][:12]), count=len(new)))
    lost = {one.source for one in (was.citations if was else ())} - set(now.held)
    if lost:
        return Change(reason=Message.of("change.source_gone", count=len(lost)))
    if before.release != now.release:
        return Change(reason=Message.of("change.release", release=now.release))
    if was is not None and (clause.origin, clause.plain_by) != (was.origin, was.plain_by):
        is_by_model = clause.origin.startswith("model:") or bool(clause.plain)
        return Change(reason=Message.of("change.worded" if is_by_model else "change.unworded"))
    return Change(reason=Message.of("change.others" if was else "change.now_found"))


def _why_gone(was: Clause, now: Proposition, rejected: Mapping[str, Event], corrected: Mapping[str, Event]) -> Change:
    if was.id in rejected:
        return _by(rejected[was.id], "change.clause_reject")
    lost = {one.source for one in was.citations} - set(now.held)
    if lost:
        return Change(reason=Message.of("change.source_gone", count=len(lost)))
    if events := [corrected[one.id] for one in was.citations if one.id in corrected]:
        return _by(events[-1], "change.corrected")
    return Change(reason=Message.of("change.not_found"))


def _by(event: Event, code: str) -> Change:
    contribution = dict(event.values).get("contribution")
    return Change(
        reason=Message.of(code),
        event=event.id,
        person=event.person,
        at=event.at,
        contribution=str(contribution) if contribution else None,
    )
