"""On which side of a number or date a text stands: at most, at least, exactly; until, from. Pure.

*Niet meer dan* is at most and *niet minder dan* at least, so that a denial before a comparison is read here, as a side.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Bound: TypeAlias = Literal["most", "least", "exact"]
Side: TypeAlias = Literal["until", "from"]

_BEFORE_CHARS, _AFTER_CHARS = 60, 50
DENIES = r"(?:niet|geen|nooit|not|no|never)"
_LESS = r"(?:minder|lager|kleiner|korter|less|fewer|lower|smaller|shorter)"
_MORE = r"(?:meer|hoger|groter|langer|more|higher|greater|longer)"
_BEFORE = re.compile(
    rf"\b(?:(?P<not>{DENIES})\ )?(?:(?P<less>{_LESS}\ (?:dan|than)|onder|beneden|below|under)"
    rf"|(?P<more>{_MORE}\ (?:dan|than)|boven|above)"
    r"|(?P<most>hooguit|hoogstens|maximaal|maximum(?:\ (?:van|of))?|max\.?|ten\ hoogste|op\ zijn\ hoogst|at\ (?:the\ )?most|up\ to)"
    r"|(?P<least>minimaal|minimum(?:\ (?:van|of))?|min\.|minstens|ten\ ?minste|op\ zijn\ minst|ruim|at\ (?:the\ )?least)"
    r"|(?P<exact>precies|exact|exactly))(?:\ [^\W\d]+){0,2}\ ?[€$£]?\ ?$",
    re.VERBOSE,
)
_BEHIND = re.compile(
    rf"\W{{0,2}}(?:[^\W\d]+\ ){{0,3}}?(?:(?:of|or)\ (?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    rf"|(?:en|and)\ (?:zeker\ )?{DENIES}\ (?:(?P<not_more>{_MORE})|(?P<not_less>{_LESS}))"
    r"|(?:als\ |as\ a\ )?(?:(?P<most>maximum|max|hooguit|at\ most)|(?P<least>minimum|at\ least)))(?=\W*$|[.,;:)])",
    re.VERBOSE,
)
ANY_BOUND = re.compile(
    rf"\b(?:{_LESS}|{_MORE}|maxim\w*|minim\w*|max|min|hooguit|hoogstens|ten hoogste|ten ?minste|minstens|onder\w*|boven\w*|beneden|tot|ruim|zeker|"
    r"plafond|limiet|grens|above|below|under|over|at (?:the )?(?:most|least)|up to|until|limit|cap|ceiling)\b"
)
COMPARED = rf"{DENIES} (?:{_MORE}|{_LESS}) (?:dan|than)"
"""A denial that only makes a side of a comparison."""
LIMITED = (
    r"(?:(?:niet|not|no)\ (?:eerder\ dan|earlier\ than|later\ dan|later\ than|voor|vóór|before|until|na|after)"
    r"|pas(?:\ (?:in|op|vanaf|na|per))?|eerder\ dan|earlier\ than|later\ dan|later\ than|only\ (?:in|from|after))"
)
"""What may stand before a date beside the words of ``extract/days.py``."""
_EARLY = re.compile(r"eerder|earlier|voor\b|vóór|before|until")
_BEHIND_DATE = re.compile(r"\ (?:of|or)\ (?:(?P<later>later)|(?P<earlier>eerder|earlier))\b|\ at\ the\ (?P<most>latest)|\ at\ the\ (?P<least>earliest)", re.VERBOSE)  # fmt: skip


def bound(low: str, start: int, end: int) -> Bound | None:
    """On which side of the number at this place a text, in small letters, stands; None where it does not say."""
    before = _BEFORE.search(re.split(r"[.;:!?()«»,](?!\d)", low[max(0, start - _BEFORE_CHARS) : start])[-1])
    if before is not None:
        if before["exact"]:
            return "exact"
        is_most = bool(before["most"] or before["less"])
        return "most" if is_most != bool(before["not"] and (before["less"] or before["more"])) else "least"
    behind = _BEHIND.match(low[end : end + _AFTER_CHARS])
    if behind is None:
        return None
    return "most" if behind["less"] or behind["not_more"] or behind["most"] else "least"


def side_of(limit: str, behind: str) -> Side | None:
    """The side that the words before a date say that only stand here, or those right behind it."""
    if re.match(r"(?:niet|not|no) ", limit):
        return "from" if _EARLY.search(limit) else "until"
    if limit.startswith(("pas", "only", "later")):
        return "from"
    if limit.startswith(("eerder", "earlier")):
        return "until"
    found = _BEHIND_DATE.match(behind)
    if found is None:
        return None
    return "from" if found["later"] or found["least"] else "until"
