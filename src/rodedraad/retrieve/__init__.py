"""Finding what answers a question: which words count, the order of what was found, and the lines of the answer.

A question's words of content are looked for by their stems, and the whole question by its vector; what both find is
ordered by one score in whole numbers. Nothing here knows a store or a model. Method: docs/method/retrieve.md.
"""

from rodedraad.retrieve.answers import answered, nearest, opposed
from rodedraad.retrieve.questions import Question, asked
from rodedraad.retrieve.ranking import Ranked, Weights, ranked

__all__ = ["Question", "Ranked", "Weights", "answered", "asked", "nearest", "opposed", "ranked"]
