"""From an order of candidates to the lines of an answer: near copies together, conflicts said, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rodedraad.records import AnswerLine, Place, Tension
from rodedraad.retrieve.ranking import WHOLE, Ranked
from rodedraad.stems import WORD, folded

LEAST = 85 * WHOLE
"""Where nothing has this score, the dossier does not say. Set on the learned half of the questions with and without an
answer: docs/method/retrieve.md."""
_BESIDE = 600
"""What else is shown has at least this share of the best score, in thousandths."""
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

    ``against`` are what must be shown beside these, since it is in tension with one of them.
    """
    enough = max((one.score for one in found), default=0) >= least  # told by words and vectors alone
    best = max((one.total for one in found), default=0)
    good = [one for one in found if enough and one.total * WHOLE >= best * _BESIDE]
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
