"""From an order of candidates to the lines of an answer: near copies together, conflicts said, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rodedraad.records import AnswerLine, Place, Tension
from rodedraad.retrieve.ranking import WHOLE, Ranked
from rodedraad.stems import WORD, folded

LEAST = 85 * WHOLE
"""Where nothing has this score, the dossier does not say. Set on the learned half of the questions with and without an
answer: docs/method/retrieve.md."""
_BESIDE = 600
"""What else is shown has at least this share of the best score, in thousandths."""
_ABLE = 800
"""What names the amount or moment that was asked for has at least this share of the best score of all, in thousandths:
below it, it is about something else."""
_NEAR = 500
"""What is shown where nothing answers holds at least this share of the question's words, in thousandths."""
_COPY = 850
"""The share of their words that two quotes have in common from which they say the same, in thousandths."""


def answered(
    found: Sequence[Ranked],
    *,
    limit: int,
    tensions: Iterable[Tension] = (),
    least: int = LEAST,
    against: Sequence[Ranked] = (),
) -> tuple[AnswerLine, ...]:
    """The lines of an answer, best first; none where nothing is good enough. Statements first, then passages.

    What does not name the amount or the moment that was asked for is no answer.

    ``against`` are what must be shown beside these, since it is in tension with one of them.
    """
    able = [one for one in found if not one.is_lacking]
    score = max((one.score for one in able), default=0)  # told by words and vectors alone
    enough = score >= least and score * WHOLE >= max((one.score for one in found), default=0) * _ABLE
    best = max((one.total for one in able), default=0)
    good = [one for one in able if enough and one.total * WHOLE >= best * _BESIDE]
    return _assembled(good, limit=limit, tensions=tensions, against=against)


def nearest(found: Sequence[Ranked], *, limit: int) -> tuple[AnswerLine, ...]:
    """The quotes that come nearest where nothing answers: those that hold at least half of what was asked for."""
    near = [one for one in found if one.covered >= _NEAR]
    return _assembled(near, limit=limit)


def opposed(
    found: Sequence[Ranked],
    *,
    limit: int,
    tensions: Iterable[Tension],
    of: Callable[[str], Ranked | None],
    least: int = LEAST,
) -> tuple[AnswerLine, ...]:
    """The sides of the tensions that are about what was asked, pair by pair; all tensions where nothing was named.

    ``of`` gives a statement that was not found itself.
    """
    score = {one.candidate.id: one for one in found if one.candidate.id is not None and one.score >= least}
    about = [one for one in tensions if not found or one.a in score or one.b in score]
    about.sort(key=lambda one: (-max(score[id_].score for id_ in (one.a, one.b) if id_ in score) if found else 0, -one.score, one.id))  # fmt: skip
    sides: dict[str, Ranked] = {}
    for one in about:
        pair = {id_: score.get(id_) or of(id_) for id_ in (one.a, one.b)}
        new = {id_: side for id_, side in pair.items() if side is not None}
        if len(new) == len(pair) and len({*sides, *new}) <= max(limit, len(pair)):
            sides.update(new)
    return _assembled((), limit=limit, tensions=about, against=tuple(sides.values()))


def _assembled(
    good: Sequence[Ranked], *, limit: int, tensions: Iterable[Tension] = (), against: Sequence[Ranked] = ()
) -> tuple[AnswerLine, ...]:
    """Lines of these, near copies together, and of ``against`` each its own."""
    lines: list[list[Ranked]] = []
    bags: list[frozenset[str]] = []
    for one in sorted(good, key=lambda each: each.candidate.id is None):
        bag = frozenset(WORD.findall(folded(one.candidate.quote)))
        same = next((at for at, other in enumerate(bags) if _is_copy(bag, other)), None)
        if same is not None:
            lines[same].append(one)
        elif len(lines) < limit:
            lines.append([one])
            bags.append(bag)
    lines += [[one] for one in against]
    places = {one.candidate.id: at for at, line in enumerate(lines) for one in line if one.candidate.id is not None}
    between = _between(places, tensions)
    return tuple(
        AnswerLine(
            text=line[0].candidate.quote,
            places=tuple(_place(one) for one in line),
            score=line[0].total,
            conflicts=between.get(at, ()),
        )
        for at, line in enumerate(lines)
    )


def _between(places: Mapping[str, int], tensions: Iterable[Tension]) -> dict[int, tuple[tuple[str, int], ...]]:
    found: dict[int, list[tuple[str, int]]] = {}
    for one in sorted(tensions, key=lambda each: each.id):
        a, b = places.get(one.a), places.get(one.b)
        if a is not None and b is not None and a != b:
            found.setdefault(a, []).append((one.id, b))
            found.setdefault(b, []).append((one.id, a))
    return {at: tuple(pairs) for at, pairs in found.items()}


def _is_copy(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * WHOLE >= _COPY * len(one | other) > 0


def _place(one: Ranked) -> Place:
    candidate = one.candidate
    return Place(
        statement=candidate.id,
        source=candidate.source,
        page=candidate.page,
        quote=candidate.quote,
        start=candidate.start,
        end=candidate.end,
    )
