"""Whether a sentence of an answer says what the statements that it cites say, and names who says it. Pure.

The rules' equal of such a sentence is who says a quote with that quote. It is made of each cited statement, and the
sentence is held against it as a model's wording of a clause is (``restated``), but with no telling word of its own.
Of several statements it either says what each of them says, naming all who do, or falls apart in as many parts, each of
which says what one of them says and names who. Method: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from rodedraad.propose.ground import shown
from rodedraad.propose.sentences import capital, holding
from rodedraad.records import Citation, Clause, Statement
from rodedraad.verify import citations, ordered, own_words, restated
from rodedraad.verify.evidence import Evidence
from rodedraad.wording import LANGUAGES, Language

MOST_PARTS, MOST_CUTS = 3, 8
"""Statements that a sentence may tell one after the other, and places where it is cut for that."""
UNKNOWN = "?: "
"""What stands before a quote of nobody known in what a model is given."""
_SAYING = ("zegt", "zeggen", "says", "say")
"""Words by which somebody may say anything: *stelt* before *voor* proposes it, *vindt* makes a fact an opinion."""
_CUT = re.compile(
    r"[.;] |,? (?:terwijl|maar|en|daarentegen|whereas|while|but|and) |, ",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"\W*(?:ja|nee|neen|jawel|inderdaad|klopt|yes|no|indeed|correct|right|true)\b", re.IGNORECASE)
"""A judgement on the question itself, which no quote gives."""
_SAYS = re.compile(r"\b(?:volgens|aldus|zeg(?:t|gen)|vind(?:t|en)|according to|says?)\b(?! toe\b)", re.IGNORECASE)
_PROMISES = re.compile(r"\bzeg(?:t|gen)\b.* toe\b|\btoezegging\b|\b(?:belo(?:of|ven)|promise)", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|\b(?:vra(?:agt|gen)|verzoek(?:t|en)|vraag|verzoek|of|asks?|requests?|question|whether)\b", re.IGNORECASE
)
_STAYS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "request",
        re.compile(r"\b(?:vra(?:agt|gen)|verzoek\w*|verwacht\w*|pleit\w*|asks?|requests?|expects?)\b", re.IGNORECASE),
        re.compile(
            r"\?|\b(?:vra(?:agt|gen)|vraag|verzoek\w*|verwacht(?:en)?|roept?|roepen|nodig(?:t|en)|pleit\w*|dring\w*|wil|willen|"
            r"belang|wens\w*|hoop|hoopt|hopen|moet|moeten|asks?|requests?|expects?|calls? on|urges?|invites?|wants?|must)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "condition",
        re.compile(r"\b(?:voorwaarden?|conditions?)\b", re.IGNORECASE),
        re.compile(
            r"\b(?:voorwaarden?|mits|tenzij|als|alleen|pas|zodra|wanneer|zolang|indien|eerst|zonder|moet|moeten|conditions?|if|only|"
            r"unless|provided|when|once|without|must)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "need",
        re.compile(r"\b(?:nodig|behoefte|tekort|need(?:s|ed)?)\b", re.IGNORECASE),
        re.compile(r"\b(?:nodig|behoefte|tekort|ontbre\w+|gebrek|moet|moeten|need(?:s|ed)?|lacks?|must)\b", re.IGNORECASE),
    ),
)  # fmt: skip
"""What is asked, a condition or needed is no fact: the type, its words in a quote, and one of those that then must be there."""


_ACT = {
    "clause.wants": ("wil", "willen", "wants", "want"),
    "clause.promises": ("toe", "zegt", "zeggen", "promises", "promise"),
    "clause.asks": ("vraagt", "vragen", "asks", "ask"),
    "clause.sets": ("voorwaarde", "als voorwaarde", "stelt", "stellen", "condition"),
    "clause.needs": ("nodig", "needed"),
}
"""By frame, the words of its act: of no other kind of statement may an answer say so."""


def holds(text: str, under: Sequence[Statement], evidence: Evidence) -> bool:
    """Whether nothing is wrong with a sentence of an answer that cites these statements.

    What nobody known says stays word for word. Where two are in two languages nothing can be told, and it does not.
    """
    cited = [evidence.ground.cite(one, "says") for one in under]
    if not cited or _YES_OR_NO.match(text):
        return False
    if not all(one.voices for one in cited):
        return len(cited) == 1 and text.removeprefix(UNKNOWN).strip("«» ") == shown(cited[0].quote)
    if len({one.language for one in cited}) > 1 or any(citations.faults(_clause(text, cited), evidence)):
        return False
    told = list(zip(under, cited, strict=True))
    voices = tuple(sorted({voice for one in cited for voice in one.voices}))
    if all(_is_told(text, one, replace(by, voices=voices), evidence) for one, by in told):
        return True
    if not 1 < len(told) <= MOST_PARTS:
        return False
    return any(
        all(_is_told(part, one, by, evidence) for part, (one, by) in zip(parts, order, strict=True))
        for parts in _parts(text, len(told))
        for order in permutations(told)
        if all(_names(part, by, evidence) for part, (_, by) in zip(parts, order, strict=True))
    )


def _parts(text: str, count: int) -> Iterator[tuple[str, ...]]:
    """A sentence in so many parts, cut where one may end."""
    cuts = [found.span() for found in _CUT.finditer(text)][:MOST_CUTS]
    for chosen in combinations(cuts, count - 1):
        starts, ends = (0, *(end for _, end in chosen)), (*(start for start, _ in chosen), len(text))
        yield tuple(text[start:end] for start, end in zip(starts, ends, strict=True))


def _names(part: str, cited: Citation, evidence: Evidence) -> bool:
    """Whether all who hold a statement are named."""
    named = {one.party for one in evidence.called.find(part)}
    return named.issuperset(voice.partition("/")[0] for voice in cited.voices)


def _is_told(text: str, statement: Statement, cited: Citation, evidence: Evidence) -> bool:
    """Whether a text says of one statement what it says, and of whom."""
    if not _names(text, cited, evidence):
        return False
    is_shown = f"«{shown(cited.quote)}»" in text  # then a reader sees what it is
    if not is_shown and "?" in cited.quote and not _ASKS.search(text):
        return False
    if not is_shown and any(
        (statement.type == kind or words.search(cited.quote)) and not kept.search(text) for kind, words, kept in _STAYS
    ):
        return False
    language = cited.language or "nl"
    clause = _clause(text, [cited])
    if any(own_words.faults(clause, evidence, is_rules=False)):
        return False
    return any(
        not any(restated.answer_faults(clause, rules, language, evidence))
        and ordered.fault(text, rules, also=also) is None
        for rules, also in _equals(text, statement, cited, evidence)
    )


def _equals(
    text: str, statement: Statement, cited: Citation, evidence: Evidence
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rules' sentence, with the organs that speak and, for who leaves these out, without; and that they say so.

    With each what may come or go in its frame.
    """
    language: Language = "en" if cited.language == "en" else "nl"
    frame, quote = _frame(text, statement), shown(cited.quote)
    bare = tuple(dict.fromkeys(voice.partition("/")[0] for voice in cited.voices))
    for voices in dict.fromkeys((cited.voices, bare)):
        who = evidence.names.who(voices, language)
        if frame is not None:
            texts = capital(holding(frame, replace(cited, voices=voices, shown=quote), evidence.names))
            yield texts[LANGUAGES.index(language)], (*_ACT[frame], *ordered.LOOSELY)
        yield f"{who}: «{quote}»", (*_SAYING, *ordered.LOOSELY)
        yield f"{who} {'zegt' if language == 'nl' else 'says'}: «{quote}»", (*_SAYING, *ordered.LOOSELY)


def _frame(text: str, statement: Statement) -> str | None:
    """The rules' frame for a statement: who wants still wants, but for where it only is said that they say so.

    A frame that says that somebody asks or promises bears these words; without them it is the quote alone that does.
    """
    if statement.type == "ambition":
        return None if _SAYS.search(text) else "clause.wants"
    if statement.is_commitment:
        return "clause.promises" if _PROMISES.search(text) else None
    if statement.type == "request":
        return "clause.asks" if _ASKS.search(text) else None
    return {"condition": "clause.sets", "need": "clause.needs"}.get(statement.type)


def _clause(text: str, cited: Sequence[Citation]) -> Clause:
    return Clause(
        id="c-answer", theme=None, part="finding", kind="written", text=text, english=text, origin="model:answer",
        citations=tuple(cited),
    )  # fmt: skip
