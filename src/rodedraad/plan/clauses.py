"""What must be so before an act, in the words of one sentence: its conditional clauses and words of order.

"Mits", "alleen als", "onder voorbehoud van", "pas nadat", "zodra", "subject to" and their like open a clause; it ends
where the sentence turns to something else. "Voordat" tells the other way round: what stands there waits for this act,
unless the act is denied until then ("geen handtekening voordat ..."). Dutch and English. docs/method/plan.md, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal, TypeAlias

from rodedraad.records import DependencyKind

Way: TypeAlias = Literal["before", "after"]

MOST_CLAUSES = 4
"""Clauses of one sentence that are looked at."""
LONGEST = 400
"""Characters of one clause."""
SHORTEST = 8
"""A clause shorter than this names nothing."""
_MOST_OPENINGS = 60
"""Openings of one sentence that are looked at: no sentence has a tenth of these."""
_NEAR, _MARKS = 200, 12
"""Characters before a clause that are looked at for what limits it, and for the marks of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a quote, ``quote[start:end]``, that must be so ``before`` its act, or that comes ``after`` it.

    ``bare`` is where its own words begin, behind what opens it. ``is_strong`` where its opening can mean nothing else.
    """

    start: int
    end: int
    bare: int
    kind: DependencyKind
    way: Way = "before"
    is_strong: bool = True


_GAP = r"(?:\s+[\w'’-]+){0,6}?\s+"
_ONLY = r"(?:alleen|slechts|uitsluitend|enkel|pas|eerst|only|not)"
_CONDITION = (
    r"(?:alleen|slechts|uitsluitend|enkel|pas)\s+(?:dan\s+|nog\s+)?(?:als|indien|wanneer|zodra)\b",
    r"\bmits\b",
    r"\btenzij\b",
    r"\b(?:op|onder)\s+(?:de\s+|één\s+|een\s+)?(?:uitdrukkelijke\s+|harde\s+|nadrukkelijke\s+)?voorwaarden?\s+(?:dat|van)\b",
    r"\bonder\s+(?:het\s+)?voorbehoud\s+(?:van|dat)\b",
    r"\bvooropgesteld\s+dat\b",
    r"\b(?:staat\s+of\s+valt|staan\s+of\s+vallen)\s+met\b",
    r"\bin\s+ruil\s+voor\b",
    r"\bindien\s+en\s+voor\s+zover\b",
    r"\b(?:is|zijn|blijft|blijven|mede|sterk|volledig|geheel|maken|stellen|stelt|maakt|gesteld|gemaakt)\s+(?:\w+\s+){0,3}?afhankelijk\s+van\b",
    r"\bhang(?:t|en)\s+(?:\w+\s+){0,3}?af\s+van\b",
    r"\b(?:provided|providing)\s+that\b",
    r"\bon\s+(?:the\s+)?condition\s+that\b",
    r"\b(?:subject\s+to|conditional\s+(?:up)?on|contingent\s+(?:up)?on|dependent\s+(?:up)?on)\b",
    r"\bdepends?\s+(?:up)?on\b",
    r"\bonly\s+(?:if|when|where)\b",
    r"\bunless\b",
)
_ORDER = (
    r"\b(?:pas|eerst|niet\s+eerder\s+dan)\s+(?:na(?:dat)?|zodra|wanneer)\b",
    r"\b(?:direct|meteen|onmiddellijk|kort|zo\s+snel\s+mogelijk)\s+nadat\b",
    r"\bnadat\b",
    r"\bzodra\b",
    r"\bna\s+(?:(?:de|het|een|haar|zijn|hun|onze|definitieve|volledige)\s+){0,2}(?:(?:afloop|besluit\w*|akkoord|aanleg|ontvangst|opening|start|sluiting)\b|[\w-]{3,}(?:ing|name|atie|keuring|lening|komst)\s+(?:van|door)\b|\w*(?:goedkeuring|ondertekening|vaststelling|oplevering|instemming|toestemming|afronding)\b)",
    r"\b(?:in\s+afwachting\s+van|(?<!niet\s)wacht(?:en)?\s+(?:\w+\s+){0,3}?(?:op|tot(?:dat)?)|aansluitend\s+op|volg(?:t|en)\s+op)\b",
    r"\b(?:only|not\s+until|immediately|directly|shortly|soon)\s+(?:after|once)\b",
    r"\bas\s+soon\s+as\b",
    r"\bonce\b(?=\s+(?:the|a|an|this|that|these|those|all|it|we|they|both|each|every|our|its)\b)",
    r"\bawait(?:s|ing)?\b",
    r"\bwaits?\s+(?:for|until)\b",
    r"\bfollowing\s+(?:the\s+)?(?:completion|approval|adoption|signing|decision|publication)\b",
    r"\bafter\s+(?=(?:the|a|an|this|that|all|both)\b[^.;]{3,80}?\b(?:is|are|has|have|was|were)\b)",
)
_BEFORE = r"\b(?:v(?:oo|óó)r\s?dat|alvorens|before(?=\s+(?:the|a|an|any|its|their|our|it|they|we)\b[^.;,]{3,80}?\b(?:is|are|has|have|can|will|decides?|starts?|grants?|signs?)\b))\b"
_SINCE = r"\b(?:totdat|until|till)\b"
_LASTS = re.compile(
    r"\b(?:houd\w*|hou|blij\w+|in\s+bedrijf|open|voortzet\w*|doorgaan|remain\w*|stays?|keep|kept|continue\w*|in\s+operation)\b",
    re.IGNORECASE,
)
_WEAK = r"\b(?:als|indien|wanneer|if|when|zolang|as\s+long\s+as|mocht(?:en)?(?=\s+[^.;,]{3,160},\s*(?:dan|\w+\s+(?:wij|we|ik))\b))\b"
_AS_CONDITION = re.compile(
    r"(?P<what>[^.;:]{8,300}?)(?<!\bniet)(?<!\bnot),?\s+(?:als|tot|as)\s+(?:een\s+|de\s+|a\s+)?(?:\w+\s+)?(?:voorwaarde|vereiste|condition)\s+(?:voor|bij|van|for|of)\s+(?P<act>[^.;]{3,160})",
    re.IGNORECASE,
)
_AS_CONDITION_TAIL = re.compile(r"\b(?:als|tot|as)\s[^.;:]{0,90}?(?:voorwaarde|vereiste|condition)\s", re.IGNORECASE)
"""What the long pattern above cannot do without: it is tried at every letter."""
_STATED = re.compile(
    r"\b(?:(?:[\w-]*voorwaarde|eis|vereiste|voorbehoud|condition|requirement|prerequisite)n?s?)\b[^.;:]{0,80}?\b(?:is|zijn|blijft|luidt|are|remains)\b[^.;:]{0,60}?(?P<that>\b(?:dat|that)\b|:)",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:vereist|veronderstelt|requires?(?!\s[^.;]{1,60}?\sto\b)|presupposes?)\s+(?:eerst\s+|wel\s+|dat\s+|first\s+|that\s+)?",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"(?:^\W*|[,;:]\s*(?:en\s+|maar\s+|and\s+|but\s+)?|\b(?:cannot|can\s+not|none|niet|kan\s+geen|no\s+\w+)\b[^.;,]{0,80}?\s)\b(?P<open>zonder|without)\s+(?P<what>[^.;,]{4,160}?)(?=\s+(?:kan|kunnen|gaat|gaan|is|zijn|komt|komen|wordt|worden|starten|start|beginnen|tekenen|geen|niet|zal|zullen|bouwen|can|cannot|there|no|we|will)\b|,|[.;]|$)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:niet|geen|nooit|no|not|cannot|never|nothing|niets|niemand|nergens|onmogelijk|never|neither|won't)\b",
    re.IGNORECASE,
)
_ONLY_BEFORE = re.compile(rf"\b{_ONLY}\b(?!\s+maar\b)[^.;]{{0,120}}$", re.IGNORECASE)
_OPENINGS = re.compile(
    # each begins with a word; said once in front, the many are not tried at every letter
    rf"\b(?=\w)(?:(?P<condition>{'|'.join(_CONDITION)})|(?P<order>{'|'.join(_ORDER)})|(?P<before>{_BEFORE})|(?P<since>{_SINCE})|(?P<weak>{_WEAK}))",
    re.IGNORECASE,
)
_CUES = re.compile(
    r"mits\b|tenzij|voorwaarde|voorbehoud|vooropgesteld|va(?:lt|llen) met|ruil voor|afhankelijk|hang(?:t|en)\b|provid|condition|subject|contingent|depend|unless"
    r"|nadat|zodra|afwachting|wacht(?:en)?\b|aansluitend|volg(?:t|en) op|soon as|\bonce\b|await|\bwaits?\b|following|\bafter\b|v(?:oo|óó)r ?dat\b|alvorens|before|totdat|\b(?:un)?till?\b"
    r"|zolang|long as|vereist|vergt|veronderstelt|requir|presuppos|zonder|without|\bna\s|\beis\b|prerequisite|\bniet eerder"
)
"""What a strong clause cannot do without: most sentences have none of these, and are not looked at further."""
_WEAK_CUES = re.compile(r"\b(?:als|indien|wanneer|if|when|mocht(?:en)?)\b")
_ONLY_CUES = re.compile(r"\b(?:alleen|slechts|uitsluitend|enkel|pas|eerst|only|not)\b")
_ONLY_QUICK = ("alleen", "slechts", "uitsluitend", "enkel", "pas", "eerst", "only", "not")
# What a comma may be followed by inside a clause: a list goes on, another sentence does not.
_TURNS = re.compile(
    r"[;:]|\.(?:\s|$)|\s[–—]\s|,?\s+(?=(?:maar|want|omdat|zodat|waarna|waardoor|terwijl|tenzij|mits|but|because|so\s+that|whereas)\b)"
    r"|,\s+(?=(?:dan|en\s+(?:dan|wij|we|daarna)|wij|we|ik|then|and\s+(?:then|we)|waarbij|daarna|which)\b)"
)
_STARTS = re.compile(r"(?:^|[:;–])[\s•*›–-]*$")
_NA = re.compile(r"\W*(?:na|following|after|in\s+ruil\s+voor|zonder|in\s+afwachting\s+van)\s", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:wordt|worden|zal|zullen|gaat|gaan|is|zijn|kan|kunnen|moet|moeten|start|starten|begint|beginnen|neemt|nemen|komt|komen|maakt|maken|stelt|stellen|bouwt|bouwen|legt|leggen|beslissen|beslist|volgt|volgen|krijgt|krijgen|geeft|geven|mag|mogen|doet|doen|wil|willen)\s"
)
_COMMA = re.compile(r",\s+")
# Verbs with which a main clause goes on behind a clause in front of it: "zodra X er is, starten wij".
_NO_CONDITION = re.compile(
    r"\b(?:als\s+ook\b|(?:ook|zelfs|juist|vooral|even)\s+(?:als|wanneer|indien|if|when)|(?:als|indien|wanneer)\s+(?:dat|dit|het|er)?\s*(?:nodig|mogelijk|wenselijk|gewenst|kan|relevant|van\s+toepassing)\b|(?:als|wanneer)\s+het\s+(?:gaat|over|de\s+\w+\s+betreft|\w+\s+betreft|op\s+aankomt)|(?:if|when|where)\s+(?:necessary|needed|possible|appropriate|applicable)|als\s+(?:(?:de|het)\s+(?:enige|beste|grootste|belangrijkste|eerste|laatste|meest)|het\s+gaat\s+om|gevolg|geheel|eerste|laatste|volgt|ware|bedoeld|genoemd|vanouds|onderdeel)|zowel|even\w*|net\s+als|zoals|if\s+any|as\s+if|wat\s+als|niet\s+alleen\s+als)\b",
    re.IGNORECASE,
)
_AS = re.compile(
    r"\b[Aa]ls\s+(?!(?:dat|dit|de|het|er|wij|we|een|deze|die|onze|zij|ze|hij|u|je|ook|daar\w*|hier\w*|alle|geen|beide|sprake|partijen|bedrijven|gemeenten|niemand|iedereen|iets|[A-Z]\w*|\w+\s+(?:is|zijn|wordt|worden|heeft|hebben|kan|kunnen|mag|blijkt|wil|willen|komt|gaat))\b)",
)
_IN_A_PART = re.compile(
    r"\W*Als\s+(?!(?:de|het|een|er|wij|we|dat|dit|die|alle|u|je)\b)[^,]{2,60}?\s\w+\s+(?:wij|we|ik)\b"
)
"""A part that somebody plays, without a comma behind it: "Als beheerder letten wij ..."."""
_ASKS_WHEN = re.compile(
    r"\b(?:weten|vertell\w+|aangeven|aan\s+te\s+geven|bericht\w*|meld\w*|duidelijk\w*|laten\s+zien|bepaal\w*|bepalen|afvragen|know|tell|clear|decide|whether)\s*,?\s*$",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?:\b(?:besluit\w*|besloten|beslis\w*|vaststel\w*|vastgesteld|goedkeur\w*|goedgekeurd|instem\w*|ingestemd|akkoord\w*|toestem\w*|raadsbesluit\w*|fiat\w*|bekrachtig\w*|onherroepelijk"
    r"|uitgesproken|decision\w*|decides?|decided|approv\w*|consent\w*|adopted|ratif\w*)\b)|\bvergunning\w*\s+(?:\w+\s+){0,2}?(?:verleend|afgegeven|onherroepelijk)",
    re.IGNORECASE,
)


_LETTERS = (
    "mits|tenzij|voorwaarde|voorbehoud|vooropgesteld|valt met|vallen met|ruil voor|afhankelijk|hang|provid"
    "|condition|subject|contingent|depend|unless|nadat|zodra|afwachting|wacht|aansluitend|volg|soon as|once"
    "|await|wait|following|after|r dat|rdat|alvorens|before|totdat|til|zolang|long as|vereist|vergt"
    "|veronderstelt|requir|presuppos|zonder|without|na |na\n|eis|prerequisite|niet eerder"
)
_QUICK = tuple(_LETTERS.split("|"))
"""The same cues as plain letters, which are looked for ten times as fast."""
_NAMED = re.compile(r"voorwaarde|\beis\b|vereiste|voorbehoud|condition|requirement|prerequisite")


@lru_cache(maxsize=1 << 15)
def clauses(quote: str, *, is_condition: bool = False) -> tuple[Clause, ...]:
    """The conditional clauses and words of order of a quote, sorted by where they start, at most MOST_CLAUSES.

    A bare "als", "indien", "wanneer" or "if" counts only where the sentence was read as a condition or as an act that
    somebody is to do (``is_condition``), or where "alleen", "pas" or "only" stands before it.
    """
    low = quote.lower()
    is_cued = any(map(low.__contains__, _QUICK)) and _CUES.search(low) is not None
    if not is_cued and not (
        (is_condition or (any(map(low.__contains__, _ONLY_QUICK)) and _ONLY_CUES.search(low) is not None))
        and _WEAK_CUES.search(low) is not None
    ):
        return ()
    found: list[Clause] = []
    for one in (*_stated(quote), *_opened(quote, is_condition=is_condition)):
        if one.end - one.bare >= SHORTEST and not any(
            one.start < other.end and other.start < one.end for other in found
        ):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start)[:MOST_CLAUSES])


def kind_of(words: str) -> DependencyKind:
    """Whether a condition waits for what somebody decides."""
    return "decision" if _DECIDES.search(words) else "condition"


_REASON = re.compile(r",?\s(?:omdat|want|doordat|aangezien|because)\s[^;]*", re.IGNORECASE)


def act(quote: str, found: tuple[Clause, ...]) -> str:
    """The quote without these clauses and without what is given as a reason: the words of the act itself."""
    place, kept = 0, []
    for one in found:
        kept.append(quote[place : one.start])
        place = one.end
    return _REASON.sub(" ", " ".join([*kept, quote[place:]]))


def _opened(quote: str, *, is_condition: bool) -> Iterator[Clause]:
    for opening in islice(_OPENINGS.finditer(quote), _MOST_OPENINGS):
        start, end = opening.span()
        match opening.lastgroup:
            case "before":
                way: Way = "before" if _DENIES.search(_sentence_before(quote, start)) else "after"
                yield _clause(quote, start, end, "order", way=way)
            case "since":
                said = _sentence_before(quote, start)
                if _DENIES.search(said) or _LASTS.search(said):
                    yield _clause(quote, start, end, "order")
            case "weak":
                is_only = _ONLY_BEFORE.search(quote, max(0, start - _NEAR), start) is not None
                is_lasting = _is_lasting(quote, opening)
                if (is_only or is_lasting or is_condition) and not _is_other(quote, opening, is_only=is_only):
                    yield _clause(quote, start, end, "condition", is_strong=is_only or is_lasting)
            case "order":
                yield _clause(quote, start, _named(opening), "order")
            case _:
                yield _clause(quote, start, end, "condition")


def _named(opening: re.Match[str]) -> int:
    """Where the clause's own words begin: "na vaststelling" names what comes first, and belongs to them."""
    if re.match(r"na\s", opening[0], re.IGNORECASE) and not re.match(r"nadat|na\s*dat", opening[0], re.IGNORECASE):
        return opening.start() + 3
    if opening[0].lower().startswith("following"):
        return opening.start() + 10
    return opening.end()


def _is_lasting(quote: str, opening: re.Match[str]) -> bool:
    """Whether something that is not so holds the act up: "zolang ... niet"."""
    words = opening[0].lower()
    if not words.startswith(("zolang", "as")):
        return False
    return _DENIES.search(quote, opening.end(), _end(quote, opening.end())) is not None


def _is_other(quote: str, opening: re.Match[str], *, is_only: bool) -> bool:
    """Whether "als" compares or names a part that is played, and "wanneer" asks for a moment."""
    word = opening[0].lower()
    near = quote[max(0, opening.start() - 12) : opening.end() + 40]
    if _NO_CONDITION.search(near):
        return True
    if word == "als":
        if _IN_A_PART.match(quote) and not quote[: opening.start()].strip():
            return True
        return not is_only and _AS.match(quote, opening.start()) is not None
    return (
        word in ("wanneer", "when", "if")
        and _ASKS_WHEN.search(quote, max(0, opening.start() - _NEAR), opening.start()) is not None
    )


def _sentence_before(quote: str, start: int) -> str:
    return quote[max(0, start - 200) : start].rpartition(". ")[2]


def _stated(quote: str) -> Iterator[Clause]:
    """Conditions that are told as such: "voorwaarde is dat", "X als voorwaarde voor Y", "geen Y zonder X"."""
    low = quote.lower()
    is_named = _NAMED.search(low) is not None
    if is_named and (stated := _STATED.search(quote)) is not None:
        start = stated.end("that") if stated["that"] == ":" else stated.start("that")
        yield _clause(quote, start, stated.end("that"), "condition")
        return
    if is_named and _AS_CONDITION_TAIL.search(quote) and (told := _AS_CONDITION.search(quote)) is not None:
        first = told.start("what")
        that = re.search(r"\b(?:dat|that)\s", told["what"])
        start = first + that.start() if that else first
        yield _made(quote, start, told.end("what"), first + that.end() if that else first, "condition")
        return
    is_lacking = "zonder" in low or "without" in low
    if (
        is_lacking
        and (lacking := _WITHOUT.search(quote)) is not None
        and _DENIES.search(quote.replace(lacking["what"], " "))
    ):
        yield _made(quote, lacking.start("open"), lacking.end("what"), lacking.start("what"), "condition")
    is_needing = any(map(low.__contains__, ("vereist", "veronderstelt", "requir", "presuppos")))
    if is_needing and (needs := _NEEDS.search(quote)) is not None:
        yield _clause(quote, needs.start(), needs.end(), "condition")


def _clause(
    quote: str, start: int, bare: int, kind: DependencyKind, *, way: Way = "before", is_strong: bool = True
) -> Clause:
    return _made(
        quote,
        start,
        _end(quote, bare, is_first=_is_first(quote, start)),
        bare,
        kind,
        way=way,
        is_strong=is_strong,
    )


def _is_first(quote: str, start: int) -> bool:
    """Whether nothing but marks stands before it in its sentence."""
    near = quote[max(0, start - _MARKS) : start]
    return _STARTS.search(near if start <= _MARKS else f"a{near}") is not None


def _made(
    quote: str, start: int, end: int, bare: int, kind: DependencyKind, *, way: Way = "before", is_strong: bool = True
) -> Clause:
    end = min(end, start + LONGEST)
    while end > start and quote[end - 1] in " \t\n,;:.":
        end -= 1
    while bare < end and quote[bare].isspace():
        bare += 1
    words = quote[start:end]
    return Clause(
        start=start,
        end=end,
        bare=min(bare, end),
        kind="decision" if _DECIDES.search(words) else kind,
        way=way,
        is_strong=is_strong,
    )


def _end(quote: str, start: int, *, is_first: bool = False) -> int:
    """Where a clause that opens before ``start`` ends; one in front of its sentence at the comma or the verb behind it."""
    if is_first:
        comma = _COMMA.search(quote, start, start + LONGEST)
        if comma is not None and comma.start() - start > SHORTEST:
            return comma.start()
        verb = _VERB.search(quote, start + SHORTEST, start + LONGEST) if _NA.match(quote) else None
        if verb is not None:
            return verb.start()
    turn = _TURNS.search(quote, start, start + LONGEST)
    return turn.start() if turn else min(len(quote), start + LONGEST)
