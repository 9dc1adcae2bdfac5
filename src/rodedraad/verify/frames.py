"""Whether a clause that the rules made still is what the rules would make of the records that it tells of. Pure.

It is made again (``again.py``) and laid beside it: its frame with the names, counts and quotes of the records, who stands
behind it, what each citation does for it, its confidence and figures. What differs in one letter is not the rules'
sentence. Believed of a clause are only its ``changes``: that a person confirmed it, or put it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from rodedraad.propose.agreement import agreeing
from rodedraad.propose.apart import CITED
from rodedraad.propose.sentences import both, capital, holding, said
from rodedraad.propose.shared import confirmed
from rodedraad.propose.signing import count
from rodedraad.records import Clause, ClauseVerdict, DocumentSupport, VerdictKind
from rodedraad.verify.again import LINKED
from rodedraad.verify.evidence import Evidence, fault

Texts = tuple[str, str]
APART = ("stance", "number", "date", "condition", "actor")
_CONFIRM = "change.clause_confirm"


def is_gap_gone(clause: Clause, evidence: Evidence) -> bool:
    """Whether what a clause says is missing is missing no more."""
    if clause.kind != "gap" or not clause.about:
        return False
    if clause.about == "nothing_shared":
        return any(
            one.kind == "shared" and one.part == "ambition" and count(one, evidence.ground.region) > 1
            for one in evidence.again.linked.values()
        )
    return clause.about not in evidence.gaps_of


def is_without_quotes(clause: Clause, evidence: Evidence) -> bool:
    """Whether a clause may stand without citations: it says who or what is missing, and rests on where was searched."""
    gaps = evidence.gaps_of.get(clause.about or "", ())
    return clause.kind == "gap" and bool(clause.about) and not any(gap.statement or gap.reference for gap in gaps)


def cites_all(clause: Clause, evidence: Evidence) -> bool:
    """Whether a clause of another release cites of its thread, tension, request or gap what some rules would cite.

    Of a thread the members that agree with the one that speaks, or all.
    """
    about, cited = clause.about or "", {one.id for one in clause.citations}
    known = evidence.ground.statements.keys()
    if clause.kind == "gap":
        gaps = evidence.gaps_of.get(about, ())
        ids = {id_ for gap in gaps for id_ in (gap.statement, gap.reference) if id_}
        # a measure may lack two things, and a document may be named by a reference that is no list's
        return cited <= ids and len(cited) == min(CITED, len(ids))
    if clause.kind == "tension":
        sides = next(({one.a, one.b} for one in evidence.links.tensions if one.id == about), None)
        return sides is None or cited == sides
    if clause.kind == "request":
        return cited == {about, *known & {one.statement for one in evidence.answers_to.get(about, ())}}
    if clause.kind == "shared":
        members = next((one.statements for one in evidence.ground.links.threads if one.id == about), None)
        if members is None or not cited <= set(members):
            return members is None
        lead, every = clause.citations[0].id, [evidence.statements[id_] for id_ in members]
        return cited in ({one.id for one in agreeing(evidence.statements[lead], every)}, set(members))
    return cited == {about}


def as_made(clause: Clause, evidence: Evidence) -> Clause | None:
    """The clause as the rules make it, read by a person where its changes say so and it says no more than that."""
    made = evidence.again.of(clause)
    is_read = any(one.reason.code == _CONFIRM and one.event for one in clause.changes)
    if made is not None and made.kind == "shared" and is_read and clause.confidence is None:
        return confirmed(made, evidence.names)
    return made


def kind_of(clause: Clause, evidence: Evidence, made: Clause | None, otherwise: VerdictKind) -> VerdictKind:
    """How a difference is judged: what may have been so before the dossier changed is stale and no fault of the clause."""
    ids = {one.id for one in (*clause.citations, *(made.citations if made else ()))}
    for thread in evidence.links.threads:
        if clause.kind == "shared" and (thread.id == clause.about or ids.intersection(thread.statements)):
            ids.update(thread.statements)
    is_changed = bool(ids & evidence.corrected) or (clause.kind in LINKED and not evidence.is_as_it_was)
    return "stale" if is_changed or not evidence.is_by_these_rules else otherwise


def differing(clause: Clause, made: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """What a clause says of itself, beside its text, that the records do not."""
    unsupported = kind_of(clause, evidence, made, "unsupported")
    cited, must = ({one.id: one.role for one in each.citations} for each in (clause, made))
    if cited.keys() != must.keys() or len(clause.citations) != len(made.citations):
        both = len(cited.keys() & must.keys())
        yield fault(clause, unsupported, "verify.cited_count", counted=len(must), cited=both)
    elif cited != must:
        wrong = next(id_ for id_, role in cited.items() if role != must[id_])
        yield fault(clause, unsupported, "verify.role", wrong)
    elif clause.citations and clause.citations[0].id != made.citations[0].id:
        yield fault(clause, unsupported, "verify.lead", clause.citations[0].id)
    elif clause.figures != made.figures:
        yield fault(clause, unsupported, "verify.figures", counted=len(made.figures), told=len(clause.figures))
    if clause.documents != made.documents and clause.documents <= len({one.source for one in clause.citations}):
        yield fault(clause, unsupported, "verify.documents", counted=clause.documents, cited=made.documents)
    if (
        evidence.is_as_it_was and evidence.is_by_these_rules
    ):  # else it is how little or much was searched, and no fault of the clause
        yield from _reckoned(clause, made, unsupported)
    yield from _supported(clause, made, evidence)


def _reckoned(clause: Clause, made: Clause, kind: VerdictKind) -> Iterator[ClauseVerdict]:
    """What follows from the whole dossier: how sure it is, where was searched, under which theme and part it stands."""
    if clause.confidence != made.confidence:
        yield fault(clause, kind, "verify.confidence")
    if clause.searched != made.searched:
        yield fault(clause, kind, "verify.searched")
    is_put = any(one.event for one in clause.changes)
    if not is_put and (clause.part, clause.theme) != (made.part, made.theme):
        yield fault(clause, kind, "verify.place")


def _supported(clause: Clause, made: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Who is said to stand where, and is not read there; and who is left out."""
    none = DocumentSupport()
    own, right = clause.support or none, made.support or none
    for part in fields(DocumentSupport):
        told, read = getattr(own, part.name), getattr(right, part.name)
        for voice in dict.fromkeys(one for one in told if one not in read):
            kind = kind_of(clause, evidence, made, "misattributed")
            yield fault(clause, kind, "verify.stands", name=_called(voice, evidence))
        for voice in (one for one in read if one not in told):
            kind = kind_of(clause, evidence, made, "unsupported")
            yield fault(clause, kind, "verify.left_out_of_support", name=_called(voice, evidence))


def _called(voice: str, evidence: Evidence) -> str:
    party = evidence.parties.get(voice.partition("/")[0])
    return party.name if party else voice


def asked_of(clause: Clause, evidence: Evidence) -> tuple[str, ...]:
    """Whom a request asks: those of whom no answer was found, then those who say something of it."""
    gaps = [one for one in evidence.gaps_on.get(clause.about or "", ()) if one.kind == "request_without_answer"]
    answers = evidence.answers_to.get(clause.about or "", ())
    return tuple(dict.fromkeys([*(gap.party for gap in gaps if gap.party), *(answer.party for answer in answers)]))


def _request(clause: Clause, evidence: Evidence) -> Iterator[Texts]:
    """A request with everything that may have been said of it."""
    names = evidence.names
    asked = asked_of(clause, evidence)
    texts = [capital(holding("clause.asks", clause.citations[0], names, asked=asked))]
    clear = [one for one in clause.citations[1:] if one.shown]
    texts += [capital(holding("clause.answers", one, names)) for one in clear]
    tails = [
        [],
        [said("clause.open")],
        [said("clause.open_nowhere")],
        [said("clause.touched", asked=both(names, asked))],
    ]
    yield from (_joined([*texts, *tail]) for tail in tails)


def is_answered(clause: Clause, evidence: Evidence) -> bool:
    """Whether a request says of its answers what was so, and is so no more."""
    if clause.kind != "request" or not clause.citations:
        return False
    own = (clause.text, clause.english)
    return own in (capital(texts) for texts in _request(clause, evidence))


def _joined(texts: Sequence[Texts]) -> Texts:
    return " ".join(text for text, _ in texts), " ".join(text for _, text in texts)
