"""Who acts, who asks, and at which layer of government: from the actors of a statement, never from more than its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rodedraad.plan.clauses import act, clauses
from rodedraad.plan.ground import Ground
from rodedraad.records import Actor, Layer, Statement

_FIRST = frozenset({"wij", "we", "ik", "i", "ons", "onze", "our", "us"})
_SECOND = frozenset({"u", "uw", "you", "your", "jullie"})
_NOBODY = frozenset(
    {
        "n.t.b",
        "ntb",
        "onbekend",
        "tbd",
        "pm",
        "p.m",
        "-",
        "nader te bepalen",
        "nog te bepalen",
        "n.v.t",
        "to be decided",
        "to be determined",
        "tba",
        "t.b.a",
        "t.b.d",
        "unknown",
    }
)
_WITH_YOU = re.compile(
    r"\b(?:met|with)\s+(u(?:w\s+(?:kamer|college|raad|commissies?|gemeente|provincie|ministerie|bestuur))?|you|your\s+\w+)\b",
    re.IGNORECASE,
)
_LAYERS: tuple[tuple[Layer, re.Pattern[str]], ...] = (
    (
        "rijk",
        re.compile(
            r"\b(?:rijk|rijksoverheid|kabinet|regering|minist(?:er|ry|ri)\w*|staatssecretaris\w*|de staat|nederlandse staat|rijkswaterstaat|(?:national|central) government|cabinet|the state)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "parlement",
        re.compile(r"\b(?:tweede kamer|eerste kamer|uw kamer|de kamer|parlement|parliament)\b", re.IGNORECASE),
    ),
    ("provincie", re.compile(r"\b(?:provincies?|gedeputeerde staten|provinciale staten|provinces?)\b", re.IGNORECASE)),
    ("waterschap", re.compile(r"\b(?:waterschap\w*|hoogheemraadschap\w*|water (?:board|authority))\b", re.IGNORECASE)),
    (
        "gemeente",
        re.compile(
            r"\b(?:\w*gemeenten?|gemeentera(?:ad|den)|colleges?|burgemeester\w*|wethouder\w*|municipalit\w+)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "bedrijf",
        re.compile(
            r"\b(?:(?:het|de) (?:bedrijf|bedrijven|onderneming(?:en)?)|the (?:company|companies))\b", re.IGNORECASE
        ),
    ),
    ("eu", re.compile(r"\b(?:europese (?:commissie|unie)|brussel|european (?:commission|union))\b", re.IGNORECASE)),
)
_MAIN = ("asked", "must_act", "leads")


def doers(statement: Statement) -> tuple[str, ...]:
    """Who must act: ids of parties, else the words that name them; empty where nobody is named.

    Who is asked goes before who else must act in the same sentence; without either, who leads. What is needed together
    with others is theirs to do. A promise without a name is its author's.
    """
    roles = {actor.role for actor in statement.actors}
    if statement.type != "request" and "leads" in roles and (found := _leading(statement)):
        return found
    asked = statement.type == "request" and not statement.is_commitment
    main = tied_act(statement)
    found = ()
    for role in _MAIN:
        if role not in roles:
            continue
        found = _named(
            (
                actor
                for actor in statement.actors
                if actor.role == role and (main is None or " ".join(actor.words.split()) in main)
            ),
            statement,
        )
        if asked and not statement.is_reported:
            found = tuple(one for one in found if one not in statement.holders)
        if found:
            return found
    if statement.type in ("need", "conclusion", "recommendation"):
        found = _named((actor for actor in statement.actors if actor.role == "partner"), statement)
    if asked and not found and "pays" in roles:
        # who is asked to pay is asked, where that is a body and no list of payers
        bodies = [one for one in statement.actors if one.role == "pays" and (one.party or of_words(one.words))]
        found = _named(bodies, statement)
        found = tuple(one for one in found if one not in statement.holders)
    if "pays" in roles and not found and not statement.is_reported:
        # "het Rijk betaalt de eerste termijn": to pay is what it does
        text = " ".join(statement.text.split()).lower()
        paying = (actor for actor in statement.actors if actor.role == "pays")
        found = _named((actor for actor in paying if _begins(text, actor)), statement)
    if not found and (statement.is_commitment or (main is not None and _is_own(main, statement))):
        found = statement.holders
    return found


def _leading(statement: Statement) -> tuple[str, ...]:
    """Who leads without being named in the sentence: who stands in the column of who leads."""
    text = " ".join(statement.text.split())
    return _named(
        (one for one in statement.actors if one.role == "leads" and " ".join(one.words.split()) not in text), statement
    )


def _begins(text: str, actor: Actor) -> bool:
    words = " ".join(actor.words.split()).lower()
    return text.startswith(f"{words} ") and len(text) > len(words) + _A_SENTENCE


_A_SENTENCE = 20
"""Characters behind a name from which on it is a sentence, and no cell of a table."""


def tied_act(statement: Statement) -> str | None:
    """The words of an act that the sentence ties to a condition, without that condition and what stands behind it.

    Who is named in the condition only does not do the act. None where the sentence ties no act, or only sets a condition
    ("Voorwaarde is dat ...").
    """
    return None if statement.type == "request" else _tied(statement.text, is_condition=statement.type == "condition")


@lru_cache(maxsize=1 << 15)
def _tied(said: str, /, *, is_condition: bool) -> str | None:
    text = " ".join(said.split())
    found = tuple(
        one for one in clauses(text, is_condition=is_condition) if one.way == "before" and _OPENS.match(text, one.start)
    )
    if not found:
        return None
    main = act(text, found).partition(";")[0]
    return main if _FINITE.search(main) and not _SETS.search(main) else None


_OPENS = re.compile(
    r"(?:mits|tenzij|pas|alleen|slechts|uitsluitend|enkel|eerst|niet\s+eerder|nadat|zodra|als|indien|wanneer|zolang|op\s+(?:de\s+|één\s+|een\s+)?(?:\w+\s+)?voorwaarde|onder\s|vooropgesteld"
    r"|provided|providing|on\s+(?:the\s+)?condition|subject|only|once|as\s+soon|if|when|unless)",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\w+\s+\w+\s+\w+")
_SETS = re.compile(
    r"\b(?:\w*voorwaarden?|eis|eisen|vereisten?|voorbehoud|moet(?:en)?|dien(?:t|en)|verwacht(?:en)?|vra(?:ag|agt|gen)|verzoek(?:t|en)?|nodig|noodzakelijk|condition|must|should|need(?:s|ed)?|requirement)\b",
    re.IGNORECASE,
)
"""Words with which a sentence asks or sets a condition: it is no plain telling of an act that waits."""


def _is_own(main: str, statement: Statement) -> bool:
    """Whether the author says that it does this itself: "wij" stands in the act, and no word takes it back."""
    return not statement.is_reported and _WE.search(main) is not None


_WE = re.compile(r"\b(?:wij|we|ik|I)\b", re.IGNORECASE)


_URGES = re.compile(
    r"\b(?:(?:wij|we|ik)\s+(?:dring(?:en)?\s+(?:er\s?op|op)|pleit(?:en)?\s+(?:er\s?voor|voor))|(?:dring(?:en)?|pleit(?:en)?)\s+(?:wij|we|ik)|(?:we|i)\s+(?:urge|insist))\b",
    re.IGNORECASE,
)


def _named(actors: Iterable[Actor], statement: Statement) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for actor in actors:
        words = " ".join(actor.words.split())
        low = words.lower().strip(" .")
        if actor.party and not (low in _FIRST and _URGES.search(statement.text)):
            found[actor.party] = None
        elif low in _FIRST:
            if _URGES.search(statement.text) is None:  # who insists that it is done does not do it
                found |= dict.fromkeys(statement.holders)
        elif low not in _SECOND and low not in _NOBODY and len(low) > 2:
            found[words] = None
    return tuple(found)


def asker(statement: Statement, *, is_asked: bool) -> tuple[str, ...]:
    """Who asks it of another, or whose condition it is; nobody where somebody tells of its own act."""
    if statement.is_commitment or not (
        is_asked or statement.type in ("condition", "recommendation", "need", "ambition", "conclusion")
    ):
        return ()
    holders = statement.holders
    return holders if is_asked or not set(holders) & set(doers(statement)) else ()


def actors(statements: Iterable[Statement], ground: Ground) -> tuple[Actor, ...]:
    """All that the statements name, each once; "met u" in a letter names whom it is written to."""
    found: dict[Actor, None] = {}
    for statement in statements:
        found |= dict.fromkeys(statement.actors)
        source = ground.sources[statement.source]
        has_you = any(
            actor.words.lower().split()[:1] in (["u"], ["uw"], ["you"], ["your"]) for actor in statement.actors
        )
        if source.kind == "letter" and not has_you and (you := _WITH_YOU.search(statement.text)):
            for id_ in source.addressees:
                found[Actor(party=id_.partition("#")[0], words=you[1], role="partner")] = None
    return tuple(found)


def layer(who: Iterable[str], ground: Ground) -> Layer | None:
    """The layer at which the act is done, where all who act are of one; None where that differs or is not known."""
    found = {of_words(one) if one not in ground.parties else ground.parties[one].layer for one in who}
    return found.pop() if len(found) == 1 else None


def of_words(words: str) -> Layer | None:
    """The layer that words such as "het Rijk" or "de provincie" name; None where they name none, or two."""
    found = {layer for layer, pattern in _LAYERS if pattern.search(words)}
    return found.pop() if len(found) == 1 else None
