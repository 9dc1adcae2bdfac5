"""Which needs are told of as none or as past: the words say that nobody has them, or had them once.

"Er is geen behoefte aan lassers", "of a shortage there is no question", "vroeger waren er timmerlieden nodig". Read in the
clause of the need alone; beside a verb of the present, one of the past is taken to be of something else.
docs/method/require.md, section 3.
"""

from __future__ import annotations

import re

_WANT = r"(?:behoeftes?|behoeften|vraag|tekort(?:en)?|gebrek|schaarste|krapte|needs?|demand|shortages?|lack|scarcity)"
_NONE = re.compile(
    rf"(?i)\b(?:(?:geen|nauwelijks|weinig|zonder|niet langer|niet meer|no|hardly any|little|without|no longer(?: an?)?|not an?|not any)"
    r"(?: (?:enkele|enkel|verdere|acute|directe|extra|meer|echte|echt|grote?|groot|een|langer|noemenswaardige?|any|further|real|great|longer|more|acute|a|an)){0,2}"
    rf" (?P<noun>{_WANT})\b(?! (?:noch|nor)\b)"
    rf"|(?:do|does|did|will|would)(?: not|n['’]t) (?:\w+ )?(?P<verb>need|require|lack)\b|no longer (?P<late>needs?|requires?|lacks?)\b"
    r"|(?P<missing>ontbree?k(?:t|en)?)(?: het)?(?: (?:ons|hun|haar|hier|de \w+))? niet aan\b)"
)
"""That there is no need of it, or no lack."""
_GOVERNS = re.compile(
    rf"(?i)(?: (?:aan|naar|voor|in|van|of|for))?(?: (?!{_WANT}\b|(?:wel|maar|doch|but|terwijl|while|en|and)\b)[\w’'-]+){{0,6}} ?"
)
"""What may stand between such a word and what it is not needed of."""
_NO_CASE = re.compile(
    rf"(?i)\b(?:geen (?:enkele )?sprake (?:meer )?van|no question of)(?: [\w’'-]+){{0,3}}? {_WANT}\b"
    rf"|\b{_WANT}\b[^.;:]*?\b(?:geen (?:enkele )?sprake(?: meer)?|(?:is|zijn) er niet(?: meer)?|(?:is|are) (?:no longer|not) there)\s*(?:[.,;]|$)"
)
"""That it is not so that it is needed or lacking; "de kennis is er niet" is another thing."""
_ENDS = re.compile(
    r"(?i)[,;:()–—]|\b(?:maar|want|omdat|doordat|zodat|terwijl|hoewel|die|dat|wat|waar\w*|but|because|while|although|who|which|that|where)\b"
    r"|\b(?:en|and) (?=(?:er|we|wij|ze|zij|het|dit|is|zijn|moet\w*|dient|zal|kan|nu|there|they|it|this|are|now)\b)"
)
"""Where the words around a need are of another clause."""
_WAS = re.compile(
    r"(?i)\b(?:was|waren|had|hadden|geweest|bestond(?:en)?|vroeg(?:en)?|vergde(?:n)?|vereiste(?:n)?|behoefde(?:n)?|were|required)\b"
)
_LONG_AGO = re.compile(
    r"(?i)(?<!dan )(?<!als )(?<!zoals )(?<!than )\b(?:vroeger|destijds|indertijd|toentertijd|toen|ooit|voorheen|eertijds|in het verleden|vorige eeuw|in de jaren \w+tig"
    r"|formerly|in the past|back then|at the time|once|in those days|last century|in the (?:nineteen)?\w+ties)\b"
)
_DID = re.compile(
    r"(?i)\b(?:werd|werden|kwam(?:en)?|moest(?:en)?|zocht(?:en)?|needed|wanted|called|asked|lacked|sought|missed)\b"
)
_NOW = re.compile(
    r"(?i)\b(?:nu|inmiddels|nog steeds|nog altijd|tegenwoordig|vandaag|thans|is|(?<!voor )(?<!van )(?<!met )(?<!op )(?<!in )(?<!aan )(?<!door )zijn|blijf\w*|heeft|hebben"
    r"|moet|moeten|zou|zouden|vergt|vergen|vraagt|vragen|vereist|now|still|today|are|has|have|must|should|would|requires?|remains?)\b"
)
"""What tells of the present, or of what only would be: beside it, a verb of the past is of something else."""
_PERFECT = re.compile(
    r"(?i)\b(?:is|zijn|heeft|hebben|has|have) (?:[\w’'-]+ ){0,6}?(?:nodig )?(?:geweest|gehad|been|had)\b"
)


def is_gone(quote: str, start: int, end: int) -> bool:
    """Whether the clause around ``quote[start:end]``, which tells of a need, says that there is none or that there was one."""
    return _is_none(quote, start, end) or _is_past(quote, start, end)


def _is_none(quote: str, start: int, end: int) -> bool:
    """Whether the word that says that it is needed or lacking has "no" before it, or there is said to be none of it."""
    low, high = _clause(quote, start, end)
    for found in _NONE.finditer(quote, low, high):
        at = next(found.start(name) for name in ("noun", "verb", "late", "missing") if found[name])
        if start <= at < end or (found.end() <= start and _GOVERNS.fullmatch(quote, found.end(), start)):
            return True
    return bool(_NO_CASE.search(quote[low : high + 1]))


def _is_past(quote: str, start: int, end: int) -> bool:
    """Whether its clause has a verb of the past and none of the present."""
    low, high = _clause(quote, start, end)
    clause = _PERFECT.sub(" was ", quote[low:high])
    did = _WAS.search(clause) or (_DID.search(clause) and _LONG_AGO.search(clause))
    return bool(did) and not _NOW.search(clause)


def _clause(quote: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause of a need begins and ends."""
    ends = list(_ENDS.finditer(quote))
    low = max((one.end() for one in ends if one.end() <= start), default=0)
    return low, min((one.start() for one in ends if one.start() >= end), default=len(quote))
