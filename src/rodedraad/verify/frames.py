"""Whether a clause that the rules made still reads as the rules would write it, from the records it tells of. Pure.

Its frame is written again with the names, counts and quotes of the records: the parties that hold what is cited, who is
asked, how many documents or measures there are. What differs in one letter is not the rules' sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rodedraad.propose.apart import CITED
from rodedraad.propose.sentences import Names, both, capital, holding, said, together
from rodedraad.propose.shared import CERTAIN
from rodedraad.records import Citation, Clause, ClauseKind, Gap, Theme
from rodedraad.verify.evidence import Evidence
from rodedraad.wording import Language

Texts = tuple[str, str]
_HOLDING: dict[ClauseKind, tuple[str, ...]] = {
    "held": ("clause.wants", "clause.says"),
    "commitment": ("clause.promises",),
    "condition": ("clause.sets",),
    "need": ("clause.needs",),
}
APART = ("stance", "number", "date", "condition", "actor")
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


def is_without_quotes(clause: Clause, evidence: Evidence) -> bool:
    """Whether a clause may stand without citations: it says who or what is missing, and rests on where was searched."""
    gaps = evidence.gaps_of.get(clause.about or "", ())
    return clause.kind == "gap" and bool(clause.about) and not any(gap.statement or gap.reference for gap in gaps)


def must_cite(clause: Clause, evidence: Evidence) -> tuple[frozenset[str], int] | None:
    """Of which records a clause must cite how many, and no others; None where that is not kept.

    Of a thread and of answers those of sources that the proposition knew: what came since is no fault of it.
    """
    about = clause.about or ""
    if clause.kind == "gap":
        gaps = evidence.gaps_of.get(about, ())
        ids = frozenset(id_ for gap in gaps for id_ in (gap.statement, gap.reference) if id_)
        # a measure may lack two things, and a document may be named by a reference that is no list's
        return ids, min(CITED, len(ids))
    if clause.kind == "tension":
        sides = next(((one.a, one.b) for one in evidence.links.tensions if one.id == about), None)
        return (frozenset(sides), len(sides)) if sides else None
    if clause.kind == "request":
        ids = _known((one.statement for one in evidence.answers_to.get(about, ())), evidence)
        return ids | {about}, len(ids | {about})
    if clause.kind == "shared":
        members = next((one.statements for one in evidence.links.threads if one.id == about), None)
        return (ids := _known(members, evidence), len(ids)) if members else None
    return frozenset((about,)), 1


def _known(ids: Iterable[str], evidence: Evidence) -> frozenset[str]:
    """Those of these statements that the dossier had when the proposition was made."""
    return frozenset(id_ for id_ in ids if (one := evidence.statements.get(id_)) and one.source in evidence.was_held)


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
        for kind in APART:
            yield _joined([first, second, said(f"clause.apart_{kind}")])
    else:
        for code in _HOLDING.get(clause.kind, ()):
            yield holding(code, clause.citations[0], names)


def _shared(clause: Clause, names: Names) -> Texts:
    """What is shared, or seems to be where no person looked and the sentences differ: then it may not say more."""
    who = clause.support.for_ if clause.support else ()
    quote, documents = clause.citations[0].shown, len({one.source for one in clause.citations})
    is_certain = clause.confidence is None or clause.confidence >= CERTAIN
    return together(names, who, quote, documents, is_certain=is_certain)


def asked_of(clause: Clause, evidence: Evidence) -> tuple[str, ...]:
    """Whom a request asks: those of whom no answer was found, then those who say something of it."""
    gaps = [one for one in evidence.gaps_on.get(clause.about or "", ()) if one.kind == "request_without_answer"]
    answers = evidence.answers_to.get(clause.about or "", ())
    return tuple(dict.fromkeys([*(gap.party for gap in gaps if gap.party), *(answer.party for answer in answers)]))


def _request(clause: Clause, evidence: Evidence, names: Names, *, is_as_it_was: bool = False) -> Iterator[Texts]:
    """A request with what is said of it; ``is_as_it_was`` gives what may have been said of it before."""
    asked = asked_of(clause, evidence)
    texts = [capital(holding("clause.asks", clause.citations[0], names, asked=asked))]
    clear = [one for one in clause.citations[1:] if one.shown]
    texts += [capital(holding("clause.answers", one, names)) for one in clear]
    gaps = [one for one in evidence.gaps_on.get(clause.about or "", ()) if one.kind == "request_without_answer"]
    tails: dict[str, list[Texts]] = {
        "": [],
        "open": [said("clause.open")],
        "nowhere": [said("clause.open_nowhere")],
        "touched": [said("clause.touched", asked=both(names, asked))],
    }
    is_searched = any(gap.searched.code in _SEARCHED_ASKED for gap in gaps)
    now = ("open" if is_searched else "nowhere") if gaps else "" if clear else "touched"
    if is_as_it_was:
        yield from (_joined([*texts, *tail]) for name, tail in tails.items() if name != now)
    else:
        yield _joined([*texts, *tails[now]])


def is_answered(clause: Clause, evidence: Evidence) -> bool:
    """Whether a request says of its answers what was so, and is so no more."""
    if clause.kind != "request" or not clause.citations:
        return False
    names, own = Names(parties=evidence.parties, sources=evidence.sources), (clause.text, clause.english)
    return own in (capital(texts) for texts in _request(clause, evidence, names, is_as_it_was=True))


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
