"""The statements that argue for judgements, found again: by id, by the beginning of one, or by what the log kept of it.

A person writes the id of a statement in drijvers.toml, or takes over a hint; the event of the latter keeps the quote.
A source that is replaced gives its sentences new ids: then the quote of whatever event spoke of the statement finds it
(``authored.Finder``). What is not found stays out of the judgement and is said. docs/method/explore.md, section 8.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rodedraad.authored import Finder
from rodedraad.drivers import Drawn
from rodedraad.records import Argument, Document, Event, Judgement, Message, Source, Statement, Target

SHORTEST = 8
"""Characters of an id by which a statement may be named."""


def found_again(
    drawn: Drawn,
    events: Sequence[Event],
    *,
    sources: Sequence[Source],
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
) -> Drawn:
    """The same judgements with arguments that are statements of this dossier, and what could not be found."""
    if not any(one.arguments for one in drawn.judgements):
        return drawn
    names = sorted(statement.id for statement in statements)
    known = frozenset(names)
    targets: dict[str, Target] = {}
    for event in events:
        targets |= {target.statement: target for target in event.targets}
    finder = Finder(sources, documents, statements)
    problems: list[Message] = []

    def resolved(judgement: Judgement, argument: Argument) -> Argument | None:
        name = argument.statement
        if name in known:
            return argument
        found = names[bisect_left(names, name) :][:2] if len(name) >= SHORTEST else []
        found = [id_ for id_ in found if id_.startswith(name)]
        if len(found) == 1:
            return replace(argument, statement=found[0])
        again = finder.find(targets[name], {}) if name in targets and not found else None
        if isinstance(again, str):
            return replace(argument, statement=again)
        code = "drivers.argument_ambiguous" if found else "drivers.argument_lost"
        problems.append(Message.of(code, id=name[:80], cell=judgement.id))
        return None

    judgements = tuple(
        replace(
            one,
            arguments=tuple(
                sorted(
                    {held for argument in one.arguments if (held := resolved(one, argument))},
                    key=lambda held: (-held.direction, held.statement),
                )
            ),
        )
        if one.arguments
        else one
        for one in drawn.judgements
    )
    return replace(drawn, judgements=judgements, problems=(*drawn.problems, *problems))
