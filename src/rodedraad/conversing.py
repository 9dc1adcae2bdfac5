"""A question to a dossier answered in a model's words: from the quotes that were found, held against them.

The quotes come first and stay: the same question without a model gives them alone. What the words may say is decided
by ``verify``, sentence by sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rodedraad import assisting, in_force, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.assisting import Session, Wish
from rodedraad.disclosure import confidential, unsendable
from rodedraad.genai.settings import ModelSettings
from rodedraad.ports import Store
from rodedraad.records import Answering, AnswerLine, Links, Proposition, Source, Statement
from rodedraad.sending import Asking, Sender
from rodedraad.wording import Language


def named(folder: DossierFolder, store: Store, wish: Wish) -> ModelSettings | None:
    """The model that words answers, None where none is named for it."""
    chosen = assisting.chosen(in_force.standing(folder).model or assisting.remembered(store), wish)
    return chosen if chosen is not None and "answer" in chosen.tasks else None


def worded(
    folder: DossierFolder,
    store: Store,
    found: Answering,
    *,
    asking: Asking,
    language: Language,
    name: str,
    at: str,
) -> Answering:
    """The answer with a model's sentences above its quotes, where one is named; as it was where none is, or none hold.

    What is sent is written in the log under ``name`` and ``at``.
    """
    chosen = named(folder, store, asking.wished)
    if chosen is None or not found.lines:
        return found
    closed, refused = confidential(folder, store), unsendable(folder, store)
    sender = Sender(folder, asking, name=name, at=at, progress=_silent)
    while True:
        session = assisting.session(folder, chosen, closed=closed, refused=refused)
        sentences = _sentences(store, found, session, language) if session else ()
        if not sender.sends(session):
            break
    told = [one.message for one in session.problems] if session else []
    return replace(
        found,
        sentences=sentences,
        refusals=tuple(session.refusals) if session else (),
        stopped=sender.stopped or next(iter(told), None),
        model=chosen.name if session else "",
    )


def _silent(_stage: str, _done: int, _total: int, _details: dict[str, Any]) -> None:
    """One question is soon asked."""


def _sentences(store: Store, found: Answering, session: Session, language: Language) -> tuple[AnswerLine, ...]:
    from rodedraad.genai import answering  # noqa: PLC0415  only where a model is named
    from rodedraad.genai.refusing import refusal  # noqa: PLC0415  as above
    from rodedraad.retrieve import asked as question  # noqa: PLC0415  as above

    ids = dict.fromkeys(id_ for line in found.lines for id_ in line.citations[:1])
    statements = {id_: one for id_ in ids if isinstance(one := store.get(id_), Statement)}
    parties = {one.id: one for one in store.records("parties")}

    def who(line: AnswerLine) -> str:
        said = statements.get(line.citations[0])
        return phrases.voices(said.holders, parties, language) if said and said.holders else "?"

    asked = answering.asked(found, who, language)
    if asked is None:
        return ()
    told = session.answered([asked.item])
    held = _Held(store, statements, Links(parties=tuple(parties.values())))
    sentences, refused = answering.told(
        asked, told.answers, told.refused, session.settings.name, statements, held.holds
    )
    session.refusals += refused
    if question(found.question).kind != "opposed":
        return sentences
    both = _both_sides(found, sentences)
    session.refusals += tuple(
        refusal("answer", "unsupported", statements.get(one.citations[0]), one.text)
        for one in sentences
        if one not in both
    )
    return both


def _both_sides(found: Answering, sentences: tuple[AnswerLine, ...]) -> tuple[AnswerLine, ...]:
    """The sentences of which what they conflict with is told too: one side alone is no answer to what does not go together."""
    told = {place for one in sentences for place in one.places}
    kept = tuple(one for one in sentences if any(found.lines[other].places[0] in told for _, other in one.conflicts))
    return kept if len(kept) == len(sentences) else _both_sides(found, kept)


class _Held:
    """What a sentence is held against: the statements that it cites, with their documents."""

    def __init__(self, store: Store, statements: dict[str, Statement], links: Links) -> None:
        from rodedraad.verify.evidence import Evidence  # noqa: PLC0415  as above

        wanted = sorted({one.source for one in statements.values()})
        sources: dict[str, Source] = {one.id: one for one in store.records("sources") if one.id in set(wanted)}
        self._evidence = Evidence(
            proposition=Proposition(
                title="",
                clauses=(),
                core=(),
                themes=(),
                sources=tuple(sources.values()),
                parties=links.parties,
                absent=(),
                held=tuple(wanted),
                statements=len(statements),
            ),
            statements=statements,
            sources=sources,
            documents={one.source: one for one in store.documents(wanted)},
            links=links,
        )

    def holds(self, text: str, under: Sequence[Statement]) -> bool:
        """Whether nothing is wrong with a sentence that cites these statements."""
        from rodedraad.verify import answered  # noqa: PLC0415  as above

        return answered.holds(text, under, self._evidence)
