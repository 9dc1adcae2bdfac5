"""A clause in plain words, a model's where that holds, else the rules' own, by the list of equal words. Pure.

The rules' version is the sentence with the hard words of its quote in plain ones (``verify.equals``): the same words in the
same order, without the marks of a quote, since it is none. The quote stands beside it wherever it is shown. What is still
hard in it is for the letter's page on how hard it reads. Method: docs/method/letters.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from rodedraad import phrases
from rodedraad.publish.model_work import put_plainly_by
from rodedraad.publish.publication import Publication
from rodedraad.records import Clause
from rodedraad.verify import ordered
from rodedraad.verify.equals import plain
from rodedraad.verify.restated import head
from rodedraad.wording import Language

BY_RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plainly:
    """What a clause says in plain words. ``by`` is ``model:NAME``, or ``rule`` where the list of equal words made it."""

    text: str
    by: str

    @property
    def is_by_model(self) -> bool:
        """Whether a model wrote it."""
        return self.by != BY_RULE


def plainly(clause: Clause, language: Language) -> Plainly | None:
    """A clause in plain words; None where nobody put it so and its one quote has no word of the list.

    Of two quotes beside one another, one in another language, or one in which somebody says *wij*, nothing is said in other words.
    """
    if clause.plain and language == "nl":
        return Plainly(text=clause.plain, by=clause.plain_by)
    quoted = [one for one in clause.citations if one.shown]
    if clause.origin != "quote" or len(quoted) != 1 or (quoted[0].language or "nl") != language:
        return None
    quote = quoted[0].shown
    put = plain(quote, language)
    text = head(clause.text if language == "nl" else clause.english)
    if put == quote or f"«{quote}»" not in text:
        return None
    told = text.replace(f"«{quote}»", put)
    if ordered.fault(told, text.replace(quote, put)) is not None:
        return None  # *wij* of one party would be everybody's without the marks of its quote
    return Plainly(text=told, by=BY_RULE)


def plain_mark(publication: Publication, told: Plainly) -> str:
    """Whose the plain words are: a model's, or those of the list."""
    if told.is_by_model:
        return put_plainly_by(publication, told.by)
    return phrases.said("paper.plain_by_rule", publication.language)
