"""A language model's words for the clauses of a proposition: asked, held against the quotes, taken where they hold.

Which clauses there are, what they cite and which are the core is decided before, so that a proposition with a model is the
one without but for its words. A clause that a person put in words keeps those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rodedraad import assisting, consult, disclosure, in_force, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.assisting import Session, Wish
from rodedraad.publish.view import Dossier
from rodedraad.records import Clause, Message, Proposition, Refusal, RefusalKind


def session(folder: DossierFolder, wish: Wish | None = None, stopped: Message | None = None) -> Session | None:
    """What is known of the model that words clauses; without a wish of that of the last build. None where none does.

    ``stopped`` says why no more of it could be had.
    """
    with consult.reading(folder) as store:
        chosen, closed = assisting.remembered(store), disclosure.confidential(folder, store)
        refused = disclosure.unsendable(folder, store)
    if wish is not None:
        chosen = assisting.chosen(in_force.standing(folder).model or chosen, wish)
    if chosen is not None and not {"word", "plain"}.intersection(chosen.tasks):
        chosen = None
    return assisting.session(folder, chosen, closed=closed, refused=refused, stopped=stopped)


def phrased(text: Proposition, dossier: Dossier, session: Session) -> tuple[Proposition, tuple[Refusal, ...]]:
    """The proposition with a model's words where they hold, and what was refused. The core is asked first."""
    from rodedraad.genai import wording  # noqa: PLC0415  only where a model is named
    from rodedraad.verify.clauses import judged  # noqa: PLC0415  as above
    from rodedraad.verify.evidence import Evidence  # noqa: PLC0415  as above

    parties = {party.id: party for party in text.parties}
    evidence = Evidence(
        proposition=text,
        statements={one.id: one for one in dossier.statements},
        sources={one.id: one for one in dossier.sources},
        documents=dossier.documents,
        links=dossier.links,
        merged=frozenset(consult.ground(dossier).merged),
        corrected=frozenset(one.read.id for one in dossier.corrections),
    )

    def who(voices: Sequence[str]) -> str:
        return phrases.voices(voices, parties, "nl") or "?"

    numbers = {one.id: number for number, one in enumerate(text.clauses, start=1)}
    faults: dict[tuple[str, str, str, str], Message] = {}

    def holds(clause: Clause) -> bool:
        found = judged(clause, evidence)
        if found:
            faults[_told(clause)] = found[0].reason
        return not found

    def why(clause: Clause) -> Message | None:
        """What is wrong, with the number of the clause, by which a reader finds it."""
        fault = faults.get(_told(clause))
        return replace(fault, values=(*fault.values, ("number", numbers[clause.id]))) if fault else None

    every = wording.asked(text.clauses, who, session.settings.tasks)
    answers: dict[str, str] = {}
    unanswered: dict[str, RefusalKind] = {}
    for is_core in (True, False):
        items = [item for one in every if (one.clause.id in text.core) == is_core for item in one.items]
        told = session.answered(items)
        answers |= told.answers
        unanswered |= told.refused
    found, refused = wording.worded(every, answers, unanswered, session.settings.name, holds, evidence.statements, why)
    return replace(text, clauses=tuple(found.get(one.id, one) for one in text.clauses)), refused


def _told(clause: Clause) -> tuple[str, str, str, str]:
    """What a clause says, in all its forms."""
    return clause.id, clause.text, clause.english, clause.plain
