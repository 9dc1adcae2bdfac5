"""What two or more sources share: one clause for each thread that is sure, in the words of one of them. Pure.

A thread that is only likely stays out until a person confirms it. Method: docs/method/propose.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rodedraad.propose import points
from rodedraad.propose.agreement import agreeing
from rodedraad.propose.ground import Ground, figures
from rodedraad.propose.held import is_of_place, is_of_region, is_organisation
from rodedraad.propose.identity import clause_id
from rodedraad.propose.plainness import UNFIT, burden
from rodedraad.propose.said_so import is_wish
from rodedraad.propose.sentences import Names, together
from rodedraad.propose.signing import Voice, voices
from rodedraad.records import Clause, ClausePart, DocumentSupport, Statement, Thread

CERTAIN = 0.9
"""From where sources surely say the same: one sentence in two of them. Of the pairs in other words that are sure enough
to be told, readers called two in three the same (docs/method/link.md, section 4): those *seem* to be shared."""
_ACTS = frozenset({"measure", "recommendation"})
"""Types that want something to be done, whatever their words."""
_PARTS: dict[str, ClausePart] = {"request": "ask", "condition": "condition", "need": "need"}


def shared(ground: Ground, names: Names) -> list[Clause]:
    """A clause for every thread that is sure and of which two sources agree, in the order of the threads."""
    made = (_clause(thread, ground, names) for thread in ground.links.threads if ground.is_sure(thread))
    return [one for one in made if one is not None]


def likely(ground: Ground, told: Iterable[Clause]) -> int:
    """How many threads of two voices or more are only likely, or of two sources that do not quite agree."""
    here = {one.about for one in told}
    return sum(len(one.support.documents.for_) > 1 and one.id not in here for one in ground.links.threads)


def _clause(thread: Thread, ground: Ground, names: Names) -> Clause | None:
    every = [ground.statements[id_] for id_ in thread.statements]
    lead = representative(thread, _speaking(every, ground))
    is_by_person = len(set(thread.statements).intersection(ground.merged)) > 1
    members = every if is_by_person else agreeing(lead, every)
    if len({one.source for one in members} - ground.replaced) < 2 and not is_by_person:
        return None
    members.sort(key=lambda one: (one.id != lead.id, one.source, one.start))
    support = _of_those(thread.support.documents, members, ground)
    cited = tuple(
        ground.cite(one, "says" if one.id == lead.id else "backs", is_shown=one.id == lead.id) for one in members
    )
    documents = len({one.source for one in members} - ground.replaced)
    quote = cited[0].shown
    is_certain = is_by_person or thread.confidence >= CERTAIN
    spoken = voices(cited, support.for_)
    text, english = together(names, spoken, quote, len({one.source for one in cited}), is_certain=is_certain)
    return Clause(
        id=clause_id("shared", lead.id),
        theme=ground.theme(thread.themes),
        part=_part(lead, members, ground),
        kind="shared",
        text=text,
        english=english,
        origin="quote",
        citations=cited,
        about=thread.id,
        support=support,
        documents=documents,
        confidence=None if is_by_person else thread.confidence,
        figures=figures(members),
        points=points.shared(_counted(spoken, ground), lead, documents=documents, is_disputed=bool(support.against))
        + points.REGION * is_of_place(lead, ground)
        - points.PAST * ground.is_past(lead),
    )


def _speaking(every: Sequence[Statement], ground: Ground) -> Sequence[Statement]:
    """The members that may speak for a thread: no version that was replaced, and of the region where one of it can."""
    held = [one for one in every if one.source not in ground.replaced] or every
    fit = [one for one in held if burden(one) < UNFIT]
    own = [one for one in fit if ground.is_voice(one)] or [one for one in fit if ground.is_of_region(one)]
    return own or held


def _counted(spoken: Sequence[Voice], ground: Ground) -> tuple[int, int]:
    """How many voices count, and how many more signed or only stand beside: with one of the region its own count."""
    own = [one for one in spoken if ground.region and ground.region.counted(one)] or spoken
    return len(own), sum(map(len, spoken)) - len(own)


def _of_those(support: DocumentSupport, members: Sequence[Statement], ground: Ground) -> DocumentSupport:
    """The support of those whose sentences are told; the others stand for a sentence that is not."""
    speaking = {voice.partition("/")[0] for one in members for voice in ground.voices(one)}
    return replace(support, for_=tuple(voice for voice in support.for_ if voice.partition("/")[0] in speaking))


def seems(clause: Clause) -> bool:
    """Whether a clause only seems to be shared: other words, that nobody has read beside one another."""
    return clause.kind == "shared" and clause.confidence is not None and clause.confidence < CERTAIN


def confirmed(clause: Clause, names: Names) -> Clause:
    """The clause of a thread after a person read its sentences beside one another: it is shared, and not only seems so."""
    spoken = voices(clause.citations, clause.support.for_ if clause.support else ())
    sources = {one.source for one in clause.citations}
    text, english = together(names, spoken, clause.citations[0].shown, len(sources), is_certain=True)
    return replace(clause, text=text, english=english, confidence=None)


def representative(thread: Thread, members: Sequence[Statement]) -> Statement:
    """The member that can best stand alone; of equals the one that the thread is called after, then the shortest."""
    return min(
        members, key=lambda one: (one.is_reported, burden(one), one.id != thread.representative, len(one.text), one.id)
    )


def _part(lead: Statement, members: Sequence[Statement], ground: Ground) -> ClausePart:
    """What most of its members are; where its sentence and most others only observe, what is found to be so."""
    types = Counter(one.type for one in members if one.type not in points.OBSERVED)
    if not types or (lead.type in points.OBSERVED and 2 * types.total() <= len(members)):
        return "finding"
    kind = max(types, key=lambda one: (types[one], one))
    if kind in _PARTS:
        return _PARTS[kind]
    if any(is_organisation(one) for one in members):
        return "organisation"
    if 2 * sum(1 for one in members if one.is_commitment and is_of_region(one, ground)) > len(members):
        return "offer"
    is_wanted = any(is_wish(one) or one.is_commitment or one.type in _ACTS for one in members)
    return "ambition" if is_wanted else "finding"
