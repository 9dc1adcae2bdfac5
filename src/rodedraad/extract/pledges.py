"""What several authors write down for one of them: a promise in the third person, tied to a day or to another's act.

Who writes alone says "wij". In an agreement or a joint programme each is named: "de provincie verleent de vergunning
binnen drie maanden na de goedkeuring", "de gemeenten hangen de meters op zodra het waterschap ontheffing verleent".
Method: docs/method/particulars.md, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rodedraad.extract.agents import Agent, agents, tokens
from rodedraad.extract.efforts import forecasts
from rodedraad.extract.lexicon import lower, word_set
from rodedraad.extract.promises import is_habit, is_timed, third_person_free

if TYPE_CHECKING:
    from rodedraad.parties import Mention

_MAX_CHARS = 1_200
_STATE = frozenset({"rijk", "kabinet"})
"""By what name a ministry signs beside provinces and towns."""
_VERB = re.compile(r"\s(?:\([^()]{1,60}\)\s)?(?:zelf\s|ook\s|dan\s|samen\s)?([a-zà-ÿ]{3,24})\b")
_TIED = re.compile(
    r"\b(?:zodra|nadat|mits|indien|wanneer|als|tenzij|op voorwaarde dat|onder (?:het )?voorbehoud|onder de voorwaarden? dat|voordat|alvorens|"
    r"na (?:(?:de|het|haar|zijn|hun|die|deze|een) )?(?:[\w-]+ ){0,2}?[\w-]*(?:ing|name|besluit|akkoord|toestemming|advies)|"
    r"once|provided that|on (?:the )?condition that|subject to|(?:only )?(?:after|when|if|until)|not (?:\w+ ){1,8}before)\b"
)
# Elsewhere these describe; here they are what a signatory does by the day or condition that is named.
_DONE = word_set(
    "verleent verlenen erkent erkennen komt komen doet doen behandelt behandelen accepteert accepteren keert keren spreekt spreken bespreekt bespreken "
    "signs pays grants issues recognises recognizes provides builds starts begins opens transfers submits publishes installs places appoints funds"
)
_NO_DEED = word_set(
    "met het dat niet wat ooit recht altijd tot heeft hebben kunnen willen mogen moet zullen zal gaat gaan "
    "bracht kocht zocht dacht mocht wist moest liet sloot besloot werden waren hadden"
)
_SUBMITTED = re.compile(
    r"(?:krijgt|krijgen|ontvangt|ontvangen)\b(?:(?!\bdoor\b|\bvan\s(?:het|hun|de)\s\w+\b)[^.;]){3,200}?\b(?:voorgelegd|toegestuurd|toegezonden|aangeboden|gepresenteerd)\b.{0,400}"
)
_NEGATION = re.compile(r"\b(?:niet|geen|nooit|not|never)\b")
_WAITS = re.compile(
    r"\b(?:niet|geen|nooit|not)\b.{0,200}\b(?:voordat|alvorens|eerder|until|before)\b|\ben geen \w+ eerder\b"
)


class Pledge(NamedTuple):
    """Who is bound: ``text[:end]`` names them; the parties are those that a word such as "de provincie" stands for.

    There are none where the name is that of a party, or where the word may mean more than one of the authors; nor, with
    ``end`` 0, where somebody is to be given something by all of them ("de raad krijgt het plan voorgelegd").
    """

    end: int
    parties: tuple[str, ...]


def pledge(
    text: str, mentions: Sequence[Mention], *, authors: Sequence[str], called: Callable[[str], Collection[str]]
) -> Pledge | None:
    """What a sentence of several ``authors`` says that one of them does by a day or under a condition; else None.

    ``mentions`` are the parties that it names, ``called`` gives the words by which an author may call itself.
    """
    low = lower(text[:_MAX_CHARS])
    if len(authors) < 2 or low.rstrip().endswith("?") or not (_TIED.search(low) or is_timed(low)):
        return None
    if (_NEGATION.search(low) and not _WAITS.search(low)) or is_habit(low) or forecasts(low):
        return None
    _, words = tokens(text)
    first = next(iter(agents(text, words, mentions)), None)
    verb = _VERB.match(low, first.end) if first is not None and not first.first else None
    if first is None or verb is None:
        return None
    if _SUBMITTED.fullmatch(low, verb.start(1)):
        return Pledge(0, ())
    return _bound(first, words[first.last - 1].word, authors, called) if _is_deed(verb[1]) else None


def _bound(first: Agent, head: str, authors: Sequence[str], called: Callable[[str], Collection[str]]) -> Pledge | None:
    """The author with whose name the sentence begins; None where it is that of another."""
    if first.parties:
        return Pledge(first.end, ()) if known_as(authors).issuperset(first.parties) else None
    meant = tuple(author for author in authors if head in called(author))
    if not meant or first.last - first.first > 2:
        return None
    return Pledge(first.end, meant if len(meant) == 1 or head.endswith(("en", "s")) else ())


def known_as(authors: Sequence[str]) -> frozenset[str]:
    """The parties by whose names these authors go in a document of theirs: a ministry beside other layers is the state."""
    ministries = [author for author in authors if author.startswith("ministerie-")]
    is_state = bool(ministries) and len(ministries) < len(authors)
    return frozenset(authors) | _STATE if is_state else frozenset(authors)


def _is_deed(verb: str) -> bool:
    """Whether this word is a verb in the present that does something."""
    if verb in _DONE:
        return True
    return verb.endswith(("t", "en")) and verb not in _NO_DEED and verb not in third_person_free()
