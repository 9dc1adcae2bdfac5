"""Whether a clause that the rules made still reads as the rules would write it, from the records it tells of. Pure.

Its frame is written again with the names, counts and quotes of the records: the parties that hold what is cited, who is
asked, how many documents or measures there are. What differs in one letter is not the rules' sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodedraad.propose.apart import CITED
from rodedraad.propose.sentences import Names, both, capital, holding, said
from rodedraad.records import Citation, Clause, ClauseKind, Gap, Message, Theme
from rodedraad.verify.evidence import Evidence
from rodedraad.wording import Language, word

Texts = tuple[str, str]
_HOLDING: dict[ClauseKind, tuple[str, ...]] = {
    "held": ("clause.wants", "clause.says"),
    "commitment": ("clause.promises",),
    "condition": ("clause.sets",),
    "need": ("clause.needs",),
}
_APART = ("stance", "number", "date", "condition", "actor")
_COUNTED = {
    "measure_without_owner": ("clause.no_owner", "clause.no_owners"),
    "measure_without_date": ("clause.no_date", "clause.no_dates"),
}
_SEARCHED_ASKED = ("gap.searched_asked", "gap.searched_layer")


def is_framed(clause: Clause, evidence: Evidence) -> bool:
    """Whether both texts of a clause are those that a frame of its kind gives."""
    own = (clause.text, clause.english)
    return any(capital(texts) == own for texts in _texts(clause, evidence))


def is_gap_gone(clause: Clause, evidence: Evidence) -> bool:
    """Whether what a clause says is missing is missing no more."""
    if clause.kind != "gap" or not clause.about:
        return False
    if clause.about == "nothing_shared":
        return any(
            one.kind == "shared" and one.part == "ambition" and one.support is not None and len(one.support.for_) > 1
            for one in evidence.proposition.clauses
        )
    return clause.about not in evidence.gaps_of


def counted(clause: Clause, evidence: Evidence) -> tuple[int, int] | None:
    """How many records a clause must cite, and how many it cites; None where it counts none."""
    kind = (clause.about or "").partition("|")[0]
    if clause.kind == "gap" and (kind in _COUNTED or kind == "document_missing"):
        return min(CITED, len(evidence.gaps_of.get(clause.about or "", ()))), len(clause.citations)
    if clause.kind == "tension":
        return 2, len(clause.citations)
    if clause.kind == "request" and clause.about:
        answers = evidence.answers_to.get(clause.about, ())
        held = [
            one
            for one in answers
            if (answer := evidence.statements.get(one.statement)) and answer.source in evidence.was_held
        ]
        return 1 + len(held), len(clause.citations)
    if clause.kind == "shared":
        thread = next((one for one in evidence.links.threads if one.id == clause.about), None)
        if thread is not None:
            members = [
                id_
                for id_ in thread.statements
                if (one := evidence.statements.get(id_)) and one.source in evidence.was_held
            ]
            return len(members), len({one.id for one in clause.citations} & set(members))
    return None


def _texts(clause: Clause, evidence: Evidence) -> Iterator[Texts]:
    names = Names(parties=evidence.parties, sources=evidence.sources)
    if any(one.source not in evidence.sources for one in clause.citations):
        return
    if clause.kind == "gap":
        yield from _missing(clause, evidence, names)
    elif not clause.citations:
        return
    elif clause.kind == "shared":
        yield _shared(clause, names)
    elif clause.kind == "request":
        yield from _request(clause, evidence, names)
    elif clause.kind == "tension" and len(clause.citations) > 1:
        first, second = (capital(holding("clause.says", one, names)) for one in clause.citations[:2])
        for kind in _APART:
            yield _joined([first, second, said(f"clause.apart_{kind}")])
    else:
        for code in _HOLDING.get(clause.kind, ()):
            yield holding(code, clause.citations[0], names)


def _shared(clause: Clause, names: Names) -> Texts:
    who = clause.support.for_ if clause.support else ()
    quote, documents = clause.citations[0].shown, len({one.source for one in clause.citations})
    if len(who) > 1:
        return said("clause.shared_many", who=both(names, who), quote=quote)
    if who:
        return said("clause.shared", who=both(names, who), quote=quote, documents=documents)
    return said("clause.shared_unknown", quote=quote, documents=documents)


def asked_of(clause: Clause, evidence: Evidence) -> tuple[str, ...]:
    """Whom a request asks: those of whom no answer was found, then those who say something of it."""
    gaps = [one for one in evidence.gaps_on.get(clause.about or "", ()) if one.kind == "request_without_answer"]
    answers = evidence.answers_to.get(clause.about or "", ())
    return tuple(dict.fromkeys([*(gap.party for gap in gaps if gap.party), *(answer.party for answer in answers)]))


def _request(clause: Clause, evidence: Evidence, names: Names) -> Iterator[Texts]:
    texts = [capital(holding("clause.asks", clause.citations[0], names, asked=asked_of(clause, evidence)))]
    texts += [capital(holding("clause.answers", one, names)) for one in clause.citations[1:] if one.shown]
    gaps = [one for one in evidence.gaps_on.get(clause.about or "", ()) if one.kind == "request_without_answer"]
    if gaps:
        is_searched = any(gap.searched.code in _SEARCHED_ASKED for gap in gaps)
        texts.append(said("clause.open" if is_searched else "clause.open_nowhere"))
    yield _joined(texts)


def is_answered(clause: Clause, evidence: Evidence) -> bool:
    """Whether a request is called open that is open no more, or the other way round."""
    if clause.kind != "request":
        return False
    open_ = [word_of(code) for code in ("clause.open", "clause.open_nowhere")]
    says = any(clause.text.endswith(text) for text in open_)
    return says != any(one.kind == "request_without_answer" for one in evidence.gaps_on.get(clause.about or "", ()))


def word_of(code: str) -> str:
    """A frame without values in Dutch."""
    return word(Message.of(code), "nl")


def _missing(clause: Clause, evidence: Evidence, names: Names) -> Iterator[Texts]:
    about = clause.about or ""
    kind, _, theme = about.partition("|")
    gaps = evidence.gaps_of.get(about, ())
    if about == "nothing_shared":
        yield said("clause.nothing_shared")
    elif kind == "party_absent":
        yield _of_parties("clause.absent", gaps, names)
    elif kind == "theme_without_party":
        yield _of_parties("clause.silent", gaps, names, _theme(theme, evidence))
    elif not clause.citations:
        return
    elif kind in _COUNTED:
        one, many = _COUNTED[kind]
        quote = clause.citations[0].shown
        if len(gaps) == 1:
            yield said(one, quote=quote)
        else:
            yield said(many, count=len(gaps), who=_who(clause.citations[0], names), quote=quote)
    elif kind == "document_missing":
        code = "clause.missing_documents" if len(gaps) > 1 else "clause.missing_document"
        yield said(code, count=len(gaps), quote=clause.citations[0].shown)
    else:
        first = clause.citations[0]
        yield _joined([capital(holding("clause.wants", first, names)), said("clause.no_measure")])
        yield said("clause.only_one", who=both(names, first.voices), quote=first.shown)


def _of_parties(code: str, gaps: Sequence[Gap], names: Names, theme: Theme | None = None) -> Texts:
    who = [gap.party for gap in gaps if gap.party]
    code = code if len(who) > 1 else f"{code}_one"
    called = {"nl": theme.nl.lower(), "en": theme.en.lower()} if theme else None
    values = {"theme": called} if called else {}
    return said(code, who=both(names, who), **values)  # type: ignore[arg-type]  # both keys are languages


def _theme(id_: str, evidence: Evidence) -> Theme | None:
    return next((one for one in evidence.proposition.themes if one.id == id_), None)


def _who(citation: Citation, names: Names) -> dict[Language, str]:
    title = names.sources[citation.source].title
    return both(names, citation.voices) if citation.voices else {"nl": title, "en": title}


def _joined(texts: Sequence[Texts]) -> Texts:
    return " ".join(text for text, _ in texts), " ".join(text for _, text in texts)
