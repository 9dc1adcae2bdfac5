"""Whether the author binds itself: a promise of an act of its own, in the first person or under its own name.

"Wij zullen", "we starten in 2027", "het college stelt … beschikbaar" in a letter of that college. Wishes, requests,
conditions on others and acts of other parties are no commitments. Method: docs/method/particulars.md, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rodedraad.extract.actors import actors
from rodedraad.extract.efforts import is_no_act
from rodedraad.extract.lexicon import lower
from rodedraad.extract.pledges import Pledge, known_as, pledge
from rodedraad.extract.promises import announces, promises, third_person_free
from rodedraad.records import Actor, StatementType

if TYPE_CHECKING:
    from rodedraad.parties import Mention

# What an author calls itself, by what kind of party it is: the first word of its id says so.
_SELF: dict[str, frozenset[str]] = {
    "gemeente": frozenset({"gemeente", "gemeenten", "college", "colleges", "gemeenteraad", "raad", "municipality"}),
    "provincie": frozenset({"provincie", "college", "staten", "province"}),
    "ministerie": frozenset(
        {
            "kabinet",
            "nederland",
            "rijk",
            "rijksoverheid",
            "ministerie",
            "minister",
            "staatssecretaris",
            "regering",
            "cabinet",
            "government",
            "ministry",
        }
    ),
    "kabinet": frozenset({"kabinet", "nederland", "rijk", "regering", "cabinet", "government"}),
    "waterschap": frozenset({"waterschap"}),
    "stichting": frozenset({"stichting", "foundation"}),
    "vereniging": frozenset({"vereniging", "association"}),
    "omgevingsdienst": frozenset({"omgevingsdienst"}),
    "veiligheidsregio": frozenset({"veiligheidsregio"}),
}
_PROMISED = re.compile(
    r"\b(?:zeg(?:gen)?\s(?:u\s|hierbij\s|dit\s|graag\s)?toe|zegt\s(?:\w+\s){0,3}toe|toezegging|beloven|garanderen|verplichten\sons|committeren\sons|committeert\szich|verbinden\sons|spreken\saf|"
    r"(?:we|i)\s(?:hereby\s)?(?:commit|pledge|undertake|promise)|are\scommitted\sto|commits\sitself)\b"
)
_SAYS = re.compile(
    r"\bzegt\s(?:\w+\s){0,3}toe\b|\b(?:verplicht|verbindt|committeert)\szich\b|\b(?:belooft|garandeert)\b(?=[^.;]{1,200}\ste\s\w+en\b)"
    r"|\b(?:heeft|hebben)\s(?:zich\s|u\s|eerder\s|al\s){0,2}(?:toegezegd|verplicht|verbonden)\b(?=[^.;]{1,200}\ste\s\w+en\b)"
    r"|\b(?:commits|binds)\sitself\b|\b(?:pledges|undertakes|promises)\sto\s(?!be\b)\w+"
)
_OPENLY = re.compile(
    r"\b(?:verplicht|verbindt|committeert)\szich\s(?:er\w*\s)?(?:toe\s)?(?:om|tot)\b|\b(?:heeft|hebben)\s(?:\w+\s){0,3}?toegezegd\b|\bcommits\sitself\b"
)
_NOT_SAID = re.compile(r"\s(?:[\w-]+\s)?(?:niet|geen|nergens|nooit|not|never)\b")
_LONG_PAST = re.compile(r"\b1[0-9]\d\d\b(?!\s(?:euro|woningen|m2|mw|bomen))")
_LAPSES = re.compile(
    r"\b(?:vervalt|vervallen|verliest?\s\w+\sgeldigheid|komt\ste\svervallen|komen\ste\svervallen)\b[^.;,]{0,40}\b(?:toezegging(?:en)?|belofte[ns]?|garanties?)\b"
    r"|\b(?:toezegging(?:en)?|belofte[ns]?|garanties?)\b[^.;]{0,120}\b(?:vervalt|vervallen)\b"
    r"|\b(?:promise|commitment|pledge|guarantee)s?\b[^.;]{0,120}\b(?:lapses?|expires?|(?:is|are|becomes?)\s(?:null\sand\s)?void)\b"
)
"""What ends a promise makes none: "indien de raad niet instemt, vervalt de toezegging"."""
_FIRST = re.compile(r"\b(?:wij|we|ik|i)\b")
# Where the first person stands in a dependent clause or only as one of several, the words alone promise nothing.
_OPEN = re.compile(
    r"\b(?:niet|dat|die|wat|waar\w*|als|zoals|hoe|omdat|wie|zodat|doordat|tenzij|mits|unless|until|whether|while|that|which|what|when|if|where|because|as|who)\s(?:wij|we|ik|i)\b|\?$"
)

_NEGATED = re.compile(
    r"\b(?:wordt|worden|is|zijn|zal|zullen|gaat|gaan)\s(?:\w+\s){0,3}?(?:niet|geen)\b(?!\s(?:alleen|meer|langer))"
)


_BEHIND = re.compile(r"\W*(\w+)")
_BEFORE = re.compile(r"(\w+)\W*$")


def _is_free(low: str, name: str) -> bool:
    """Whether the verb beside this name binds nobody: "de gemeente vindt", "daarom steunt het college"."""
    at = low.find(name)
    if at < 0:
        return False
    beside = (_BEFORE.search(low, max(0, at - 40), at), _BEHIND.match(low, at + len(name)))
    if beside[0] is None or low[:at].rstrip().endswith((",", ";", ":")):
        beside = (None, beside[1])
    free = third_person_free()
    # In inversion the verb stands before the name, and what follows is no verb.
    return any(found is not None and found[1] in free for found in beside)


def own_words(authors: Sequence[str]) -> frozenset[str]:
    """What these authors call themselves without their name: a municipality "de gemeente" and "het college"."""
    return frozenset(word for author in authors for word in _SELF.get(author.split("-", 1)[0], ()))


def is_commitment(
    text: str,
    *,
    type: StatementType,  # noqa: A002  the word of the record
    authors: Sequence[str],
    mentions: Sequence[Mention],
    acting: Sequence[Actor] | None = None,
) -> bool:
    """Whether the author promises an act of its own in this sentence.

    ``acting`` are the sentence's actors where they are known already; without them they are read again.
    """
    low = lower(text)
    is_bound = _binds(text, low, type=type, authors=authors, mentions=mentions, acting=acting)
    if is_bound and not is_no_act(low):
        return True
    return type in ("measure", "condition") and pledged(text, authors=authors, mentions=mentions) is not None


def pledged(text: str, *, authors: Sequence[str], mentions: Sequence[Mention]) -> Pledge | None:
    """Whom of several authors the sentence binds by name, to an act by a day or under a condition."""
    found = pledge(text, mentions, authors=authors, called=lambda author: own_words((author,)))
    return None if found is None or is_no_act(lower(text)) else found


def _binds(
    text: str,
    low: str,
    *,
    type: StatementType,  # noqa: A002  the word of the record
    authors: Sequence[str],
    mentions: Sequence[Mention],
    acting: Sequence[Actor] | None,
) -> bool:
    """Whether the words are those of a promise, leaving open whether an act is promised."""
    if type not in ("measure", "ambition", "conclusion", "request", "recommendation", "condition", "finding"):
        return False
    if _LAPSES.search(low) is not None and promises(low) is not True:
        return False
    if (third := _SAYS.search(low)) is not None and _FIRST.search(low) is None:
        # "de gemeente zegt toe" binds who says it, and only in its own document is that the author
        named = [mention.party for mention in mentions if mention.start < third.start()]
        own_name = not own_words(authors).isdisjoint(re.findall(r"\w+", low[: third.start()]))
        is_meant = type == "measure" or (type == "finding" and _OPENLY.search(low) is not None)
        is_meant = is_meant and not _NOT_SAID.match(low, third.end()) and not _LONG_PAST.search(low)
        return is_meant and (any(one in authors for one in named) if named else own_name)
    if type == "finding":
        return False
    if _PROMISED.search(low) and (_FIRST.search(low) or type == "measure"):
        return True
    is_promise = promises(low)
    if is_promise or type != "measure":
        return bool(is_promise)
    if is_promise is False:
        return False
    if _FIRST.search(low):
        return not _OPEN.search(low)
    if _NEGATED.search(low):
        return False
    own = own_words(authors)
    found = actors(text, mentions, type=type, authors=authors) if acting is None else acting
    doing = [actor for actor in found if actor.role in ("must_act", "leads", "pays", "authority")]
    for actor in doing:
        words = set(actor.words.lower().split()[:3])
        is_own = actor.party in known_as(authors) if actor.party is not None else not own.isdisjoint(words)
        if is_own:
            return not _is_free(low, lower(actor.words))
    # "Vanaf 2027 geldt dertig kilometer per uur": with a date and nobody else to do it, the author's own announcement.
    return bool(authors) and not doing and not mentions and announces(low)
