"""Whether the verb before quoted words is one that fits what was said: who promises, refuses or asks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodedraad.extract import quotes
from rodedraad.records import Clause, ClauseVerdict, Statement
from rodedraad.verify import polarity
from rodedraad.verify.citations import QUOTED
from rodedraad.verify.evidence import Evidence, fault

_PROMISES = re.compile(
    r"\b(?:beloo?[fv](?:t|de|den|en)|garande(?:ert|ren|erde|erden)|zeg(?:t|gen)\b[^.!?«]{0,60}?\btoe|toegezegd|doe[nt]?\b[^.!?«]{0,20}\btoezegging|verplicht(?:en)? zich|promis(?:es?|ed)|guarantee[sd]?|pledge[sd]?|commits?|committed|vows?)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:weiger(?:t|en|de|den)|verwerp(?:t|en)|verwierp(?:en)?|w(?:ijst|ijzen|ees|ezen)\b[^.!?«]{0,60}?\baf|keur(?:t|en)\b[^.!?«]{0,60}?\baf|refuse[sd]?|reject(?:s|ed)?|turns? down)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:vraagt|vragen|vroeg|vroegen|verzoekt|verzoeken|verzocht|eist|eisen|eiste|asks?|asked|requests?|requested|demands?|demanded)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:vra(?:ag|gen|agt)|verzoek\w*|roep\w*|dring\w*|eis\w*|graag|moet\w*|dien\w*|nodig|gewenst|pleit\w*|ask\w*|request\w*|call\w*|urge\w*|must|should|need\w*|demand\w*)\b|\?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[,.]? [^.!?«»:;,]{2,80}")
_SENTENCE_END = re.compile(r"[.!?»]\s")
_ASKED = ("request", "need", "condition", "recommendation")
_OFFERED = ("measure",)


def faults(clause: Clause, text: str, said: str, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """The verbs before quoted words that what is cited does not bear out; ``said`` are the own words of the text."""
    at = 0
    for match in QUOTED.finditer(text):
        lead = _SENTENCE_END.split(text[at : match.start()])[-1]
        at = match.end()
        if not _verbs(lead):  # "«...» belooft Velsen"
            behind = _BEHIND.match(text, at)
            lead = behind[0] if behind else ""
        cited = [one for one in clause.citations if quotes.find(one.quote, match[1])]
        under = [(one, evidence.statements[one.id]) for one in cited if one.id in evidence.statements]
        if not under:
            continue
        wrong = _wrong(lead, [one for _, one in under])
        if wrong:
            yield fault(clause, "unsupported", wrong[0], under[0][0].id, verb=wrong[1])
    held = [evidence.statements.get(one.id) for one in clause.citations]
    asked = bool(held) and all(one is not None and one.type == "request" and not one.is_commitment for one in held)
    promise = _PROMISES.search(said)
    if at == 0 and asked and promise and not _ASKS.search(said):
        yield fault(clause, "unsupported", "verify.no_promise", verb=promise[0])


def _wrong(lead: str, under: list[Statement]) -> tuple[str, str] | None:
    """The reason and the verb, where the last verb before the words is one that none of these statements bears out."""
    verbs = _verbs(lead)
    if not verbs:
        return None
    _, code, verb = max(verbs)
    if code == "promise":
        is_so = any(one.is_commitment or one.type in _OFFERED for one in under)
    elif code == "refusal":
        is_so = any(polarity.denies(one.quote, one.language) for one in under)
    else:
        is_so = any(one.type in _ASKED or _ASKING.search(one.quote) for one in under)
    return None if is_so else (f"verify.no_{code}", verb)


def _verbs(lead: str) -> list[tuple[int, str, str]]:
    """Where verbs stand that say what sort of thing was said, which sort, and their words."""
    return [
        (found.start(), code, found[0])
        for code, pattern in (("promise", _PROMISES), ("refusal", _REFUSES), ("request", _ASKS))
        for found in pattern.finditer(lead)
    ]
