"""A language model's words for a proposition and the stories of its futures: asked, held against the quotes, taken where they hold.

Which clauses there are, what they cite and which are the core is decided before, so that a proposition with a model is the
one without but for its words. A clause that a person put in words keeps those. What a story quotes is worded as the clause that the
rules make of that statement by itself, where they make one: asked, held and kept as any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rodedraad import __version__, assisting, consult, disclosure, in_force, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.assisting import Session, Wish
from rodedraad.genai.settings import ModelSettings
from rodedraad.publish.storyline import NO_WORDS, Worded
from rodedraad.publish.view import Dossier
from rodedraad.records import Clause, Message, Proposition, Refusal, RefusalKind
from rodedraad.wording import LANGUAGES

if TYPE_CHECKING:
    from rodedraad.verify.evidence import Evidence

_MODEL = "model:"
_TASKS = frozenset({"word", "plain"})


def session(folder: DossierFolder, wish: Wish | None = None, stopped: Message | None = None) -> Session | None:
    """What is known of the model that words clauses; without a wish of that of the last build. None where none does.

    ``stopped`` says why no more of it could be had.
    """
    with consult.reading(folder) as store:
        chosen, closed = assisting.remembered(store), disclosure.confidential(folder, store)
        refused = disclosure.unsendable(folder, store)
    if wish is not None:
        chosen = assisting.chosen(in_force.standing(folder).model or chosen, wish)
    if chosen is not None and not _TASKS.intersection(chosen.tasks):
        chosen = None
    return assisting.session(folder, chosen, closed=closed, refused=refused, stopped=stopped)


def phrased(text: Proposition, dossier: Dossier, session: Session) -> tuple[Proposition, tuple[Refusal, ...]]:
    """The proposition with a model's words where they hold, and what was refused. The core is asked first.

    What the stories of the futures quote is asked and held too, so that a publication finds the answers.
    """
    from rodedraad.genai import wording  # noqa: PLC0415  only where a model is named

    evidence, who = consult.evidence(text, dossier), _who(text)
    holds, why = _holding(text, evidence)
    known = {one.id for one in text.clauses}
    told_apart = [one for one in _quoted(dossier, evidence).values() if one.id not in known]
    every = wording.asked(text.clauses, who, session.settings.tasks)
    every += wording.asked(told_apart, who, [task for task in session.settings.tasks if task == "word"])
    answers: dict[str, str] = {}
    unanswered: dict[str, RefusalKind] = {}
    for is_core in (True, False):
        items = [item for one in every if (one.clause.id in text.core) == is_core for item in one.items]
        told = session.answered(items)
        answers |= told.answers
        unanswered |= told.refused
    found, refused = wording.worded(every, answers, unanswered, session.settings.name, holds, evidence.statements, why)
    return replace(text, clauses=tuple(found.get(one.id, one) for one in text.clauses)), refused


def kept(
    folder: DossierFolder, text: Proposition, dossier: Dossier
) -> tuple[Mapping[str, Worded], tuple[Refusal, ...]]:
    """A model's words for what the stories of the futures quote, by statement; and what it said that does not enter.

    It is the model that worded this text, or was asked to; nothing where none was. Of what it said, that is meant which was
    for this text and those stories. Nothing is sent: the replies that are kept are held against the dossier as it is here.
    """
    model, is_in_text = _worder(text, dossier)
    session = assisting.session(folder, ModelSettings(name=model)) if model else None
    if session is None:
        return NO_WORDS, ()
    from rodedraad.genai import wording  # noqa: PLC0415  only where a model worded something
    from rodedraad.propose import compose  # noqa: PLC0415  as above
    from rodedraad.verify.restated import tail  # noqa: PLC0415  as above

    text = replace(text, release=__version__)  # the clauses are made now, by this release
    evidence, who = consult.evidence(text, dossier), _who(text)
    holds, why = _holding(text, evidence)
    quoted = _quoted(dossier, evidence)
    by_rules = {one.id: one for one in compose(evidence.ground)}
    unworded = [_unworded(one, by_rules) for one in text.clauses]
    every = wording.asked(unworded, who, session.settings.tasks)
    seen = {one.clause.id for one in every}
    every += wording.asked((one for one in quoted.values() if one.id not in seen), who, ("word",))
    told = session.answered(item for one in every for item in one.items)
    found, refused = wording.worded(every, told.answers, told.refused, model, holds, evidence.statements, why)
    if not is_in_text:  # a version in the rules' words keeps its stories in theirs
        return NO_WORDS, refused
    made: dict[str, Worded] = {}
    for id_, rules in quoted.items():
        one = found.get(rules.id, rules)
        for language, said, was in zip(LANGUAGES, (one.text, one.english), (rules.text, rules.english), strict=True):
            if said != was:
                made[id_] = Worded(text=said.removesuffix(tail(was)).strip(), language=language, by=one.origin)
    return made, refused


def _worder(text: Proposition, dossier: Dossier) -> tuple[str, bool]:
    """The model that worded this text, else the one that was last asked for words; and whether any of them are in it."""
    origins = (origin for one in text.clauses for origin in (one.origin, one.plain_by, one.titled_by))
    mine = next((one.removeprefix(_MODEL) for one in origins if one.startswith(_MODEL)), "")
    asked = (run.model for run in reversed(dossier.sendings) if any(task in _TASKS for task, _ in run.tasks))
    return mine or next(asked, ""), bool(mine)


def _unworded(clause: Clause, rules: Mapping[str, Clause]) -> Clause:
    """A clause as it stood when a model was asked for words for it."""
    if clause.origin.startswith(_MODEL):
        return rules.get(clause.id, clause)
    bare = replace(clause, title="", titled_by="") if clause.titled_by.startswith(_MODEL) else clause
    return replace(bare, plain="", plain_by="") if clause.plain_by.startswith(_MODEL) else bare


def _holding(
    text: Proposition, evidence: Evidence
) -> tuple[Callable[[Clause], bool], Callable[[Clause], Message | None]]:
    """Whether a clause of this text holds, and what was wrong with one that did not."""
    from rodedraad.verify.clauses import judged  # noqa: PLC0415  only where a model worded something

    numbers = {one.id: number for number, one in enumerate(text.clauses, start=1)}
    faults: dict[tuple[str, ...], Message] = {}

    def holds(clause: Clause) -> bool:
        found = judged(clause, evidence)
        if found:
            faults[_told(clause)] = found[0].reason
        return not found

    def why(clause: Clause) -> Message | None:
        """What is wrong, with the number of the clause, by which a reader finds it."""
        fault = faults.get(_told(clause))
        number = numbers.get(clause.id)
        return replace(fault, values=(*fault.values, ("number", number))) if fault and number else fault

    return holds, why


def _quoted(dossier: Dossier, evidence: Evidence) -> dict[str, Clause]:
    """By statement that a story quotes the clause that the rules make of it by itself, where they make one of that quote alone."""
    from rodedraad.publish.scenarios import leading  # noqa: PLC0415  only where a model is named
    from rodedraad.publish.storyline import Library, quoted  # noqa: PLC0415  as above

    prospects = dossier.prospects
    ids = quoted(leading(prospects.scenarios), prospects, Library.of_dossier(dossier))
    made = ((id_, evidence.again.alone(id_)) for id_ in ids)
    return {id_: one for id_, one in made if one is not None and sum(bool(by.shown) for by in one.citations) == 1}


def _who(text: Proposition) -> Callable[[Sequence[str]], str]:
    """What calls voices by their names."""
    parties = {party.id: party for party in text.parties}
    return lambda voices: phrases.voices(voices, parties, "nl") or "?"


def _told(clause: Clause) -> tuple[str, ...]:
    """What a clause says, in all its forms."""
    return clause.id, clause.text, clause.english, clause.plain, clause.title
