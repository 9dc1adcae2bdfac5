"""The best of what was found, put in order again by what a transformer makes of the question and of each text.

Words and the table of ``embed`` find what may answer; a transformer that was trained for search tells better which of it
does, and takes a thousand times as long, so that it reads the first few alone. Method: docs/method/retrieve.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rodedraad.retrieve.questions import Question
from rodedraad.retrieve.ranking import Ranked, in_order
from rodedraad.transformer.meaning import Meaning, nearness

MOST = 60
"""What is read of each question."""
_FROM = 800_000
"""The cosine, in millionths, that tells nothing: one in five of what is read has less."""
_WEIGHT = 1
"""What a millionth of the cosine counts for, beside the five weights of ``ranking``; learned with them as they are."""


def rescored(question: Question, found: Sequence[Ranked], meaning: Meaning, *, most: int = MOST) -> tuple[Ranked, ...]:
    """The same, best first, the first ``most`` of them by the nearness of their meaning too."""
    read = found[:most]
    if not read:
        return tuple(found)
    (asked,) = meaning.vectors([question.text], "query")
    near = nearness(asked, meaning.vectors([one.candidate.quote for one in read], "passage"))
    again = [
        replace(one, again=_WEIGHT * max(0, value - _FROM)) for one, value in zip(read, near.tolist(), strict=True)
    ]
    return in_order([*again, *found[most:]])
