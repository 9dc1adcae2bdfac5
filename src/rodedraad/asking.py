"""A question to a built dossier: what it says to that, in quotes, or that it does not say.

For every door: the terminal, the web and assistants ask here, and a model may word the lines later without searching
again. Whatever index found a quote, what is shown is the store's own. Method: docs/method/retrieve.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.seeking import candidate_of
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.embed import embedder
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.ports import Store
from rodedraad.records import Answering, AnswerLine, Message, Place, Searched, Source, Statement, Tension
from rodedraad.retrieve import Question, Ranked, Weights, answered, asked, nearest, opposed, ranked
from rodedraad.retrieve.ranking import titled
from rodedraad.stems import WORD, folded

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
_NEAREST = 3
_WRITTEN = 5
_TRIES = 3
_MISSING = {
    "money": "asking.no_money",
    "amount": "asking.no_amount",
    "date": "asking.no_date",
    "time": "asking.no_time",
}
"""Why nothing answers, by what was asked for."""


def answering(folder: DossierFolder, question: str, *, limit: int = LINES, is_careful: bool = False) -> Answering:
    """What the dossier in this folder says to a question. Raises WrongUse where nothing is asked.

    ``is_careful``: a transformer reads the best of what was found again, for some seconds.
    """
    with SqliteStore(folder.store, is_read_only=True) as store:
        return answering_of(store, question, limit=limit, is_careful=is_careful)


def answering_of(store: Store, question: str, *, limit: int = LINES, is_careful: bool = False) -> Answering:
    """The same of a store that is open."""
    if not question.strip():
        raise WrongUse("asking.no_question")
    understood = asked(question)
    counts = store.counts()
    most = max(1, min(limit, MOST_LINES))
    sources = tuple(store.records("sources"))
    found, absent = retrieved(store, understood, meaning=_meaning() if is_careful else None, sources=sources)
    answer = Answering(
        question=question,
        lines=(),
        searched=Searched(
            sources=counts["sources"],
            statements=counts["statements"],
            words=tuple(word.typed for word in understood.words),
            absent=absent,
        ),
    )
    if understood.kind == "written" and (written := titled(understood, _titles(sources), most=_WRITTEN)):
        return replace(answer, written=written)
    unknown = _unknown(understood, absent, sources)
    if unknown:
        told = Message.of("asking.unknown_name", names=", ".join(unknown))
        return replace(answer, reason=told, nearest=_near(store, found))
    if understood.kind == "opposed":
        tensions = tuple(store.records("tensions"))
        lines = _checked(store, found, lambda good: opposed(good, limit=most, tensions=tensions, of=_of(store)))
        reason = None if lines else Message.of("asking.no_tension")
        return replace(answer, lines=lines, reason=reason, nearest=() if lines else _near(store, found))
    if _has_only_names(understood, absent):
        return replace(answer, reason=Message.of("asking.only_names"), nearest=_near(store, found))
    lines = _checked(store, found, lambda good: _lines(store, good, limit=most))
    if lines or not found:
        return replace(answer, lines=lines)
    missing = [_MISSING[one] for one in sorted(understood.demands)]
    # only where something answers but for that
    is_near = bool(missing) and bool(answered([replace(one, is_lacking=False) for one in found], limit=1))
    return replace(answer, reason=Message.of(missing[0]) if is_near else None, nearest=_near(store, found))


def _meaning() -> Meaning | None:
    """The transformer that reads again; None in a package that was made without it."""
    from rodedraad.transformer.meaning import shipped  # noqa: PLC0415  only where it is asked for

    return shipped()


def retrieved(
    store: Store,
    question: Question,
    *,
    weights: Weights | None = None,
    meaning: Meaning | None = None,
    sources: Iterable[Source] | None = None,
) -> tuple[tuple[Ranked, ...], tuple[str, ...]]:
    """All that may answer, best first, and the words of the question that stand nowhere.

    ``meaning`` reads the best of it again; without it the order is that of words and vectors.
    """
    rank, absent = gathered(store, question, sources=sources)
    found = rank(weights)
    if meaning is not None:
        from rodedraad.retrieve.rescoring import rescored  # noqa: PLC0415  only where a question is asked

        found = rescored(question, found, meaning)
    return found, absent


def gathered(
    store: Store, question: Question, *, sources: Iterable[Source] | None = None
) -> tuple[Callable[[Weights | None], tuple[Ranked, ...]], tuple[str, ...]]:
    """All that may answer, to be ranked by one set of weights or by several, and the words that stand nowhere."""
    if not question.words:
        return (lambda _: ()), ()
    titles = _titles(store.records("sources") if sources is None else sources)
    vector = embedder().encode([" ".join(word.typed for word in question.words)])
    frequencies, size = store.frequencies(question.stems)
    candidates = tuple(store.candidates(question.stems, vector, EACH))
    absent = tuple(word.typed for word in question.words if not any(frequencies[one] for one in word.stems))

    def rank(weights: Weights | None) -> tuple[Ranked, ...]:
        return ranked(question, candidates, frequencies=frequencies, size=size, titles=titles, weights=weights)

    return rank, absent


def _titles(sources: Iterable[Source]) -> dict[str, str]:
    """What names each source: its title, its file and its authors."""
    return {
        one.id: " ".join([one.title, *_APART.split(one.path), *(issuer.name for issuer in one.parties)])
        for one in sources
    }


def _unknown(question: Question, absent: Sequence[str], sources: Iterable[Source]) -> tuple[str, ...]:
    """The names in a question that no source knows: in no text, and in no title or author either."""
    names = [word for word in question.words if word.is_name and word.typed in absent]
    if not names:
        return ()
    named = {word for text in _titles(sources).values() for word in WORD.findall(folded(text))}
    return tuple(one.typed for one in names if one.word not in named)


def _has_only_names(question: Question, absent: Sequence[str]) -> bool:
    """Whether of a question with a name nothing else stands anywhere: a quote that shares the name does not answer it."""
    others = [word.typed for word in question.words if not word.is_name]
    return 0 < len(others) < len(question.words) and set(others) <= set(absent)


def _near(store: Store, found: tuple[Ranked, ...]) -> tuple[AnswerLine, ...]:
    return _checked(store, found, lambda good: nearest(good, limit=_NEAREST))


def _checked(
    store: Store, found: tuple[Ranked, ...], lines_of: Callable[[tuple[Ranked, ...]], tuple[AnswerLine, ...]]
) -> tuple[AnswerLine, ...]:
    """Lines of which every quote is the store's own: what an index holds that was changed is left out."""
    for _ in range(_TRIES):
        lines = lines_of(found)
        false = {place for line in lines for place in line.places if not _is_true(store, place)}
        if not false:
            return lines
        at = {(one.statement, one.source, one.start, one.end, one.quote) for one in false}
        found = tuple(one for one in found if _key(one) not in at)
    return ()


def _key(one: Ranked) -> tuple[str | None, str, int, int, str]:
    place = one.candidate
    return place.id, place.source, place.start, place.end, place.quote


def _is_true(store: Store, place: Place) -> bool:
    """Whether the store holds this statement so, or its document has this passage there."""
    try:
        if place.statement is None:
            return next(iter(store.documents([place.source]))).text[place.start : place.end] == place.quote
        one = store.get(place.statement)
    except UnknownRecord:
        return False
    told = (place.statement, place.source, place.page, place.start, place.end, place.quote)
    return isinstance(one, Statement) and told == (one.id, one.source, one.page, one.start, one.end, one.quote)


def _of(store: Store) -> Callable[[str], Ranked | None]:
    """A statement by its id, as something that was not found itself."""

    def found(id_: str) -> Ranked | None:
        statement = store.get(id_)
        return (
            Ranked(candidate=candidate_of(statement), score=0, covered=0) if isinstance(statement, Statement) else None
        )

    return found


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
    chosen = sorted(others, key=lambda each: (-others[each], each))[:_MOST_AGAINST]
    against = [side for side in map(_of(store), chosen) if side is not None]
    return answered(found, limit=limit, tensions=tensions, against=against)


def shaped(found: Answering) -> dict[str, Any]:
    """An answer as people's scripts see it: a JSON object with the keys of docs/reference/shapes.md."""
    from rodedraad.shapes import message  # noqa: PLC0415  half a second that only scripts need
    from rodedraad.wording import word  # noqa: PLC0415  as above

    searched = found.searched
    return {
        "question": found.question,
        "answer": [_line(found, line) for line in (*found.sentences, *found.lines)],
        "written": list(found.written),
        "reason": message(found.reason, word),
        "nearest": [_line(found, line) for line in found.nearest],
        "refused": len(found.refusals),
        "searched": {
            "sources": searched.sources,
            "statements": searched.statements,
            "words": list(searched.words),
            "absent": list(searched.absent),
        },
        "found": found.found,
    }


def _line(found: Answering, line: AnswerLine) -> dict[str, Any]:
    return {
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
