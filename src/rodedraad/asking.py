"""A question to a built dossier: what it says to that, in quotes, or that it does not say.

For every door: the terminal, the web and assistants ask here, and a model may word the lines later without searching
again. Method: docs/method/retrieve.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.seeking import candidate_of
from rodedraad.consult import reading
from rodedraad.embed import embedder
from rodedraad.errors import WrongUse
from rodedraad.ports import Store
from rodedraad.records import Answering, AnswerLine, Searched, Statement, Tension
from rodedraad.retrieve import Question, Ranked, Weights, answered, asked, ranked

if TYPE_CHECKING:
    from rodedraad.transformer.meaning import Meaning

LINES = 6
"""Quotes in one answer: what a reader takes in at once."""
MOST_LINES = 100
EACH = 300
"""What each of the two searches brings to be ordered."""
_APART = re.compile(r"[/_.-]+")
_MOST_AGAINST = 4
"""Statements that are shown only since they are in tension with a line of the answer."""


def answering(folder: DossierFolder, question: str, *, limit: int = LINES, is_careful: bool = False) -> Answering:
    """What the dossier in this folder says to a question. Raises WrongUse where nothing is asked.

    ``is_careful``: a transformer reads the best of what was found again, for some seconds.
    """
    with reading(folder) as store:
        return answering_of(store, question, limit=limit, is_careful=is_careful)


def answering_of(store: Store, question: str, *, limit: int = LINES, is_careful: bool = False) -> Answering:
    """The same of a store that is open."""
    if not question.strip():
        raise WrongUse("asking.no_question")
    understood = asked(question)
    counts = store.counts()
    found, absent = retrieved(store, understood, meaning=_meaning() if is_careful else None)
    lines = _lines(store, found, limit=max(1, min(limit, MOST_LINES)))
    return Answering(
        question=question,
        lines=lines,
        searched=Searched(
            sources=counts["sources"],
            statements=counts["statements"],
            words=tuple(word.typed for word in understood.words),
            absent=absent,
        ),
    )


def _meaning() -> Meaning | None:
    """The transformer that reads again; None in a package that was made without it."""
    from rodedraad.transformer.meaning import shipped  # noqa: PLC0415  only where it is asked for

    return shipped()


def retrieved(
    store: Store, question: Question, *, weights: Weights | None = None, meaning: Meaning | None = None
) -> tuple[tuple[Ranked, ...], tuple[str, ...]]:
    """All that may answer, best first, and the words of the question that stand nowhere.

    ``meaning`` reads the best of it again; without it the order is that of words and vectors.
    """
    if not question.words:
        return (), ()
    vector = embedder().encode([" ".join(word.typed for word in question.words)])
    frequencies, size = store.frequencies(question.stems)
    candidates = store.candidates(question.stems, vector, EACH)
    absent = tuple(word.typed for word in question.words if not any(frequencies[one] for one in word.stems))
    found = ranked(question, candidates, frequencies=frequencies, size=size, titles=_titles(store), weights=weights)
    if meaning is not None:
        from rodedraad.retrieve.rescoring import rescored  # noqa: PLC0415  only where a question is asked

        found = rescored(question, found, meaning)
    return found, absent


def _titles(store: Store) -> dict[str, str]:
    """What names each source: its title, its file and its authors."""
    return {
        one.id: " ".join([one.title, *_APART.split(one.path), *(issuer.name for issuer in one.parties)])
        for one in store.records("sources")
    }


def _lines(store: Store, found: tuple[Ranked, ...], *, limit: int) -> tuple[AnswerLine, ...]:
    """The lines of the answer, with what is in tension with one of them, be it that words did not find that."""
    tensions: tuple[Tension, ...] = tuple(store.records("tensions"))
    lines = answered(found, limit=limit, tensions=tensions)
    cited = {id_: line.score for line in lines for id_ in line.citations}
    others: dict[str, int] = {}
    for one in tensions:
        for here, there in ((one.a, one.b), (one.b, one.a)):
            if here in cited and there not in cited:
                others[there] = max(others.get(there, 0), cited[here])
    if not others:
        return lines
    against = []
    for id_ in sorted(others, key=lambda each: (-others[each], each))[:_MOST_AGAINST]:
        statement = store.get(id_)
        if isinstance(statement, Statement):
            against.append(Ranked(candidate=candidate_of(statement), score=0, covered=0))
    return answered(found, limit=limit, tensions=tensions, against=against)


def shaped(found: Answering) -> dict[str, Any]:
    """An answer as people's scripts see it: a JSON object with the keys of docs/reference/shapes.md."""
    searched = found.searched
    return {
        "question": found.question,
        "answer": [
            {
                "text": " ".join(line.text.split()),
                "origin": line.origin,
                "citations": list(line.citations),
                "quotes": [
                    {
                        "statement": place.statement,
                        "source": place.source,
                        "page": place.page,
                        "start": place.start,
                        "end": place.end,
                        "quote": place.quote,
                    }
                    for place in line.places
                ],
                "conflicts": [{"tension": id_, "with": len(found.sentences) + other} for id_, other in line.conflicts],
                "score": line.score,
            }
            for line in (*found.sentences, *found.lines)
        ],
        "refused": len(found.refusals),
        "searched": {
            "sources": searched.sources,
            "statements": searched.statements,
            "words": list(searched.words),
            "absent": list(searched.absent),
        },
        "found": found.found,
    }
