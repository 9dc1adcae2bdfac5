"""What others brought in on the proposition, and what was answered: a pure function of the log.

    kind        targets                        values
    contribute  what the clause cites          kind, channel, clause, version, by (person id), party, text, proposed (text ids)
    reply       none                           contribution (event id), outcome, reason, change (event id)

Names and texts stand where they can be erased; a contribution of which both are gone still counts, and says so.
The last reply to a contribution holds. Method: docs/method/dialogue-by-letter.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast, get_args

from rodedraad.chain import standing
from rodedraad.records import Channel, Contribution, ContributionKind, Event, Reply, ReplyOutcome, Value


def contributions(
    events: Iterable[Event], *, names: Mapping[str, str], texts: Mapping[str, str]
) -> tuple[Contribution, ...]:
    """Every contribution that counts, in the order of the log, with the reply that holds.

    ``names`` are people by their ids, ``texts`` what they wrote, both without what was erased. An event that does not
    say what a contribution must is passed over: no copy of this program writes one.
    """
    counting = standing(events)
    replies: dict[str, Reply] = {}
    for event in counting:
        values = dict(event.values)
        if event.kind == "reply" and values.get("outcome") in get_args(ReplyOutcome):
            replies[str(values.get("contribution"))] = Reply(
                event=event.id,
                at=event.at,
                person=names.get(event.person, ""),
                outcome=cast("ReplyOutcome", values["outcome"]),
                reason=str(values.get("reason") or ""),
                change=_text(values.get("change")),
            )
    return tuple(
        one
        for event in counting
        if event.kind == "contribute" and (one := _contribution(event, names, texts, replies.get(event.id)))
    )


def _contribution(
    event: Event, names: Mapping[str, str], texts: Mapping[str, str], reply: Reply | None
) -> Contribution | None:
    values = dict(event.values)
    kind, channel = values.get("kind"), values.get("channel")
    if kind not in get_args(ContributionKind) or channel not in get_args(Channel):
        return None
    return Contribution(
        id=event.id,
        at=str(values.get("at") or event.at),
        kind=cast("ContributionKind", kind),
        channel=cast("Channel", channel),
        clause=_text(values.get("clause")),
        version=_text(values.get("version")),
        person=names.get(str(values.get("by")), ""),
        party=_text(values.get("party")),
        text=texts.get(str(values.get("text")), ""),
        proposed=texts.get(str(values.get("proposed"))),
        entered_by=names.get(event.person, ""),
        reply=reply,
        is_dated=bool(values.get("at")),
    )


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) and value else None
