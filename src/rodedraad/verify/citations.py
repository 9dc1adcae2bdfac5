"""Whether each citation of a clause stands, and whether the words between « and » are those of a cited quote. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256

from rodedraad import phrases
from rodedraad.extract import quotes
from rodedraad.extract.identity import is_possible
from rodedraad.records import Citation, Clause, ClauseVerdict, Statement, VerdictKind
from rodedraad.verify.evidence import Evidence, fault
from rodedraad.weigh import voices

QUOTED = re.compile(r"«([^«»]*)»")
_MOST_EQUAL = 2_000
_SHOWN_CHARS = 120
_LOOKED_IN = 3
_COMPARED_CHARS = 500
_LIKE, _ALIKE = 0.5, 0.8
"""Which part of a short text's words, or of its letters, make it another's."""


def faults(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """What is wrong with the citations of a clause and with the words that it quotes."""
    for citation in clause.citations:
        yield from _cited(clause, citation, evidence)
    wrong = list(_quoted(clause, evidence))
    yield from wrong
    if not wrong and clause.origin in ("quote", "rule"):
        for citation in clause.citations:
            is_told = all(f"«{citation.shown}»" in text for text in (clause.text, clause.english))
            if citation.shown and not is_told:
                yield fault(clause, "altered", "verify.clause_lost_quote", citation.id, words=_short(citation.shown))


def _cited(clause: Clause, citation: Citation, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """The source, the quote at its place, the page, the statement, who holds it, and what is shown of it."""
    id_, source = citation.id, evidence.sources.get(citation.source)
    newer = evidence.replacing.get(citation.source)
    title = evidence.title(citation.source)
    if newer is not None:
        yield fault(clause, "stale", "verify.source_replaced", id_, title=title, newer=newer.title)
        return
    if source is None:
        is_known = citation.source in evidence.was_held
        code = "verify.source_gone" if is_known else "verify.source_unknown"
        yield fault(clause, "stale" if is_known else "fabricated", code, id_, title=title)
        return
    document = evidence.documents.get(citation.source)
    if document is None:
        yield fault(clause, "stale", "verify.text_gone", id_, title=title)
        return
    if document.text[citation.start : citation.end] != citation.quote or not citation.quote:
        yield _misquoted(clause, citation, evidence)
        return
    yield from _paged(clause, citation, evidence)
    cited = evidence.statements.get(id_) or evidence.references.get(id_)
    if cited is None:
        is_known = _is_of(citation)
        code = "verify.statement_gone" if is_known else "verify.statement_unknown"
        yield fault(clause, "stale" if is_known else "fabricated", code, id_, title=title)
    elif (cited.source, cited.start, cited.end) != (citation.source, citation.start, citation.end):
        is_other = cited.source != citation.source
        code = "verify.statement_of_other_source" if is_other else "verify.statement_other"
        kind: VerdictKind = "misattributed" if is_other else "altered"
        yield fault(clause, kind, code, id_, title=title, other=evidence.title(cited.source), words=_short(cited.quote))
    elif isinstance(cited, Statement):
        yield from _held(clause, citation, cited, evidence)
    if citation.shown:
        yield from _shown(clause, citation, evidence)


def _misquoted(clause: Clause, citation: Citation, evidence: Evidence) -> ClauseVerdict:
    """What is wrong with a quote that is not at its place: looked for in all texts where its place says nothing of it."""
    text = evidence.documents[citation.source].text
    written = text[citation.start : citation.end]
    title, words, passage = evidence.title(citation.source), _short(citation.quote), _short(written)
    if not _is_like(citation.quote, written) and not _is_of(citation):
        found = evidence.claimed.verdict(citation.quote, citation.source)
        if found.kind == "misattributed":
            code, other = "verify.quote_elsewhere", evidence.title(found.source or "")
            return fault(clause, "misattributed", code, citation.id, words=words, title=title, other=other)
        if found.kind == "fabricated":
            return fault(clause, "fabricated", "verify.quote_nowhere", citation.id, words=words, title=title)
        passage = _short(found.passage)
    code = "verify.quote_misplaced" if citation.quote and citation.quote in text else "verify.quote_altered"
    return fault(clause, "altered", code, citation.id, words=words, title=title, passage=passage)


def _paged(clause: Clause, citation: Citation, evidence: Evidence) -> Iterator[ClauseVerdict]:
    document = evidence.documents[citation.source]
    cited = evidence.statements.get(citation.id)
    if cited is not None and cited.source != citation.source:
        cited = None  # what is wrong is that it is another's
    first = document.page_at(citation.start)
    last = document.page_at(citation.end - 1) if cited else citation.page_end
    if (citation.page, citation.page_end) != (first, last):
        title = evidence.title(citation.source)
        page = citation.page_end if citation.page == first else citation.page
        right = last if citation.page == first else first
        yield fault(clause, "altered", "verify.page", citation.id, title=title, page=page, right=right)
    elif cited is not None and cited.locator != citation.locator and cited.start == citation.start:
        yield fault(clause, "altered", "verify.locator", citation.id, title=evidence.title(citation.source))


def _held(clause: Clause, citation: Citation, cited: Statement, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Who holds the statement, and whether it still is what the clause calls it."""
    right = voices(cited, evidence.sources[cited.source], evidence.known)
    if set(citation.voices) != set(right):
        yield fault(
            clause,
            "misattributed",
            "verify.voices",
            citation.id,
            named=phrases.voices(citation.voices, evidence.parties, "nl") or "–",
            holders=phrases.voices(right, evidence.parties, "nl") or "–",
        )
    if clause.origin != "quote" or citation.id != clause.about or citation.role != "says":
        return
    is_still = {
        "condition": cited.type == "condition",
        "need": cited.type == "need",
        "commitment": cited.is_commitment,
    }.get(clause.kind, True)
    if not is_still:
        yield fault(clause, "stale", "verify.type_changed", citation.id, words=_short(citation.quote))


def _shown(clause: Clause, citation: Citation, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Whether what is shown is in the quote, with nothing cut off that qualifies it."""
    spans = quotes.find(citation.quote, citation.shown)
    if not spans:
        yield _claim(clause, citation.shown, evidence, citation)
        return
    cut = [_cut_off(citation, span, evidence) for span in spans]
    if all(cut):
        yield fault(
            clause, "altered", "verify.cut_off", citation.id, words=_short(citation.shown), left=_short(cut[0] or "")
        )


def _cut_off(citation: Citation, span: tuple[int, int], evidence: Evidence) -> str | None:
    """What stands outside these words of the quote and qualifies them."""
    start, end = citation.start + span[0], citation.start + span[1]
    found = evidence.around(citation.source).cut_off((start, end))
    return evidence.documents[citation.source].text[found[0] : found[1]] if found else None


def _quoted(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """The words between « and » that no citation shows: in a cited quote, or wrong."""
    shown = {citation.shown for citation in clause.citations}
    standing = [one for one in clause.citations if _is_there(one, evidence)]
    words = dict.fromkeys(said for text in (clause.text, clause.english) for said in QUOTED.findall(text))
    for said in words:
        if said in shown:
            continue
        places = [(one, span) for one in standing for span in quotes.find(one.quote, said)]
        if not places:
            if clause.citations and not standing:
                continue  # what is wrong with every citation is told already
            claim = _claim(clause, said, evidence, *standing)
            if clause.citations or claim.reason.code != "verify.words_not_cited":
                yield claim
            continue
        cut = [_cut_off(one, span, evidence) for one, span in places]
        if all(cut):
            code, first = "verify.cut_off", places[0][0].id
            yield fault(clause, "altered", code, first, words=_short(said), left=_short(cut[0] or ""))


def _is_there(citation: Citation, evidence: Evidence) -> bool:
    document = evidence.documents.get(citation.source)
    return document is not None and document.text[citation.start : citation.end] == citation.quote


def _claim(clause: Clause, said: str, evidence: Evidence, *cited: Citation) -> ClauseVerdict:
    """What is wrong with words that are in none of these cited quotes."""
    wanted: list[str | None] = [*dict.fromkeys(one.source for one in cited[:_LOOKED_IN])]
    wanted = wanted or [None]
    judged = [(source, evidence.claimed.verdict(said, source)) for source in wanted]
    by_kind = {found.kind: (source, found) for source, found in reversed(judged)}
    id_, words = cited[0].id if cited else None, _short(said)
    if "accepted" in by_kind:
        return fault(clause, "altered", "verify.words_not_cited", id_, words=words)
    if "misattributed" in by_kind:
        other = evidence.title(by_kind["misattributed"][1].source or "")
        return fault(clause, "misattributed", "verify.words_elsewhere", id_, words=words, other=other)
    if "altered" in by_kind:
        passage = _short(by_kind["altered"][1].passage)
        return fault(clause, "altered", "verify.words_altered", id_, words=words, passage=passage)
    meant = next((one.quote for one in cited if _is_like(said, one.quote)), None)
    if meant is not None:
        return fault(clause, "altered", "verify.words_altered", id_, words=words, passage=_short(meant))
    return fault(clause, "fabricated", "verify.words_nowhere", id_, words=words)


def _is_like(said: str, written: str) -> bool:
    """Whether words are those of a quote with some others: of a short one so much that no text search tells."""
    one, other = (text[:_COMPARED_CHARS].casefold() for text in (said, written))
    in_words = SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    return in_words >= _LIKE or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _is_of(citation: Citation) -> bool:
    """Whether the id is that of this quote in this source: then the statement was there, and is no more."""
    if citation.id.startswith("s-"):
        return is_possible(citation.id, source=citation.source, quote=citation.quote)
    bare = "".join(citation.quote.split())
    made = (
        sha256(f"reference\n{citation.source}\n{bare}\n{ordinal}".encode()).hexdigest()[:24]
        for ordinal in range(_MOST_EQUAL)
    )
    return citation.id in made


def _short(text: str) -> str:
    return phrases.clipped(text, _SHOWN_CHARS)
