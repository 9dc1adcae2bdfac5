"""Whether a supporter's own statement still says what a clause says after a person changed its words. Pure.

Method: docs/method/verify.md, section 5.
"""

from __future__ import annotations

import re

from rodedraad.extract.lexicon import word_set
from rodedraad.records import Statement
from rodedraad.verify import polarity
from rodedraad.verify.figures import unfounded
from rodedraad.verify.names import SAYS, strangers, words_of

_SPEAKERS = re.compile(rf"^(?P<who>[A-ZÀ-Þ(][^«.;:]{{0,240}}?) (?:{SAYS})\b(?: dit| this| toe)?:?")
_BETWEEN = word_set("en and van of de het the gemeente gemeenten college colleges b w raad directie bestuur fractie")
SHARE = 2
"""One in so many of the weight of its telling words must be in the statement's quote."""


def kept(clause_text: str, statement: Statement) -> bool:
    """Whether this statement still says a changed text: backing that is not kept is to be asked again.

    Every number, date, name and denial of the text must be in the quote, none that bears on shared words may be left
    out, and at least half of the telling words, weighed by their length, are there.
    """
    text = _said(clause_text).replace("«", " ").replace("»", " ")
    language = statement.language
    beside = [statement.quote, *(one.words for one in statement.amounts), statement.deadline or ""]
    if any(unfounded(text, beside)):
        return False
    around = words_of([*beside, statement.context or "", *(one.words for one in statement.actors), *_names(statement)])
    if strangers(text, around):
        return False
    quotes = [(statement.quote, language)]
    if polarity.added(text, quotes, language) or polarity.dropped(text, quotes, language):
        return False
    own, there = polarity.stems(text, language), polarity.stems(statement.quote, language)
    shared = sum(weight for stem, weight in own.items() if stem in there)
    return SHARE * shared >= sum(own.values()) > 0


def _said(text: str) -> str:
    """A text without who says it at its head: there stand all who back it, and no statement names the others."""
    found = _SPEAKERS.match(text)
    words = re.findall(r"\w+", found["who"]) if found else []
    is_list = words and all(word[0].isupper() or word in _BETWEEN for word in words)
    return text[found.end() :] if found and is_list else text


def _names(statement: Statement) -> tuple[str, ...]:
    """Who holds it, in the words of the ids: a clause may name them."""
    return tuple(id_.replace("-", " ") for id_ in (*statement.parties, *statement.holders))
