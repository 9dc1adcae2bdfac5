"""Whether every clause of a proposition rests on what it cites, and if not, what is wrong and what to do. No model.

| verdict | when |
|---|---|
| fabricated | it cites what never was in the dossier, or quotes words that stand in no source |
| altered | words between « and » are not those of the cited quote, or the place or page is wrong |
| misattributed | the words stand in another source, or who is named holds none of it |
| stale | the source is gone or was replaced, the statement is no longer there, what was missing is found |
| unsupported | no citation; or a number, date, name or denial of its own words is in none of its quotes |

Everything is derived again from the documents and records: nothing that the clause says of itself is believed. A
sentence of the rules must read as its frame gives it, letter by letter; one that a person wrote is asked for its numbers,
dates, names and denials; one that a model worded also for what it leaves out of, or adds to, the rules' sentence for the
same records. Method: docs/method/verify.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from rodedraad import __version__
from rodedraad.records import (
    Citation,
    Clause,
    ClauseVerdict,
    Document,
    Links,
    Proposition,
    Source,
    Statement,
    VerdictKind,
)
from rodedraad.verify import citations, frames, ordered, own_words, restated, titles
from rodedraad.verify.equals import eased
from rodedraad.verify.evidence import Evidence, fault
from rodedraad.wording import LANGUAGES, Language

MODEL = "model:"
_GRAVEST_FIRST: tuple[VerdictKind, ...] = ("fabricated", "altered", "misattributed", "stale", "unsupported")


def verdicts(
    proposition: Proposition,
    *,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    documents: Mapping[str, Document],
    links: Links,
    merged: Collection[str] = (),
    corrected: Collection[str] = (),
) -> tuple[ClauseVerdict, ...]:
    """What does not hold, in the order of the clauses, of each the gravest first. Empty when all is well.

    ``statements``, ``sources`` and ``documents`` are those of the dossier as it is now, by id, and ``links`` its links.
    ``merged`` are the statements that people put together, ``corrected`` all of which they decided anything.
    """
    evidence = Evidence(
        proposition=proposition,
        statements=statements,
        sources=sources,
        documents=documents,
        links=links,
        merged=frozenset(merged),
        corrected=frozenset(corrected),
    )
    found: list[ClauseVerdict] = []
    for clause in proposition.clauses:
        found += judged(clause, evidence)
    return tuple(found)


def judged(clause: Clause, evidence: Evidence) -> tuple[ClauseVerdict, ...]:
    """What does not hold of one clause, the gravest first."""
    return tuple(sorted(dict.fromkeys(_judged(clause, evidence)), key=lambda one: _GRAVEST_FIRST.index(one.kind)))


def _judged(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    if not clause.citations and not frames.is_without_quotes(clause, evidence):
        yield fault(clause, "unsupported", "verify.no_citation")
        yield from citations.faults(clause, evidence)
        return
    if frames.is_gap_gone(clause, evidence):
        yield fault(clause, "stale", "verify.gap_gone")
        return
    wrong = list(citations.faults(clause, evidence))
    yield from wrong
    if any(one.kind == "stale" for one in wrong):
        return  # what it says cannot be held against what is no longer there
    yield from _backed(clause, evidence)
    if clause.origin in ("quote", "rule"):
        yield from _of_the_rules(clause, evidence)
    else:
        own = clause
        if clause.origin.startswith(MODEL):
            own = restated.with_quotes_eased(clause, {"nl": clause.text, "en": clause.english})
        yield from own_words.faults(own, evidence, is_rules=False)
    if clause.origin.startswith(MODEL):
        yield from _of_a_model(clause, evidence)
    if clause.plain:
        yield from _plain(clause, evidence)
    if clause.title:
        yield from _titled(clause, evidence)


def _of_a_model(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Whether what a model worded is what the rules make of its records, and says what their sentence says."""
    if evidence.proposition.release != __version__:  # other sentences were made there, and other words let in
        yield fault(clause, "stale", "verify.worded_elsewhere", release=evidence.proposition.release)
        return
    made = frames.as_made(clause, evidence)
    if made is None:
        yield fault(clause, frames.kind_of(clause, evidence, made, "unsupported"), "verify.not_made")
        return
    yield from frames.differing(clause, made, evidence)
    yield from _worded(clause, made, evidence)


def _worded(clause: Clause, made: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """What of a model's words is not the rules' sentence, in its own words and order."""
    yield from _judged_as(restated.faults(clause, made, evidence), clause, made, evidence)
    for text, rules, language in dict.fromkeys(
        ((clause.text, made.text, LANGUAGES[0]), (clause.english, made.english, LANGUAGES[1]))
    ):
        if text != rules:
            yield from _in_order(clause, text, eased(rules, text, language), made, evidence)


def _in_order(clause: Clause, text: str, rules: str, made: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Whether a text is the rules' sentence in its own words and order."""
    words = [ordered.fault(text, one) for one in restated.readings(rules)]
    if None not in words:
        yield fault(
            clause, frames.kind_of(clause, evidence, made, "unsupported"), "verify.other_words", words=words[0] or ""
        )


def _plain(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Whether the plain-language version rests on the same quotes."""
    alone = _alone(clause, clause.plain, clause.plain_by)
    alone = restated.with_quotes_eased(alone, {"nl": clause.plain, "en": clause.plain})
    yield from own_words.faults(alone, evidence, is_rules=False)
    quotes = [" ".join(one.quote.split()) for one in clause.citations]
    for words in citations.QUOTED.findall(clause.plain):  # put in plain words it is no quote any more
        if not any(words in quote for quote in quotes):
            yield fault(clause, "altered", "verify.plain_quoted")
    if not clause.plain_by.startswith(MODEL):
        yield fault(clause, "unsupported", "verify.plain_by_nobody")
    if evidence.proposition.release != __version__:
        yield fault(clause, "stale", "verify.worded_elsewhere", release=evidence.proposition.release)
        return
    made = frames.as_made(clause, evidence)
    if made is not None:
        yield from _plainly(clause, made, evidence)


def _alone(clause: Clause, words: str, origin: str) -> Clause:
    """A clause that says these words and nothing else, of the same quotes, of which it shows none."""
    bare = tuple(replace(one, shown="") for one in clause.citations)
    return replace(clause, text=words, english=words, origin=origin, citations=bare)


def _titled(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Whether a model's title is a part of a sentence that the clause quotes; a person's is asked what a person's words are."""
    if clause.titled_by == "person":
        yield from own_words.faults(_alone(clause, clause.title, "person"), evidence, is_rules=False)
        return
    if not clause.titled_by.startswith(MODEL):
        yield fault(clause, "unsupported", "verify.titled_by_nobody")
    if evidence.proposition.release != __version__:
        yield fault(clause, "stale", "verify.worded_elsewhere", release=evidence.proposition.release)
        return
    made = frames.as_made(clause, evidence)
    quoted = [one for one in (made or clause).citations if one.shown]
    called = {name.lower() for party in evidence.parties.values() for name in (party.name, *party.aliases)}
    low = clause.title.lower()
    is_party = low in called or low.partition(" ")[2] in called  # *de gemeente Wierhaven*
    is_there = any(
        titles.is_borne_out(clause.title, [one.shown], language) and not titles.claims(clause.title, language)
        for one, language in ((one, _language_of(one)) for one in quoted)
    )
    told = titles.telling(clause.title)
    spoken = [titles.telling(one.shown) for one in quoted]
    # of two who differ it names what both speak of, in words of both: more would be what one of them says of it
    is_of_all = all(told <= one if clause.kind == "tension" else told & one for one in spoken)
    if not is_there or is_party or not is_of_all:
        kind = frames.kind_of(clause, evidence, made, "unsupported")
        yield fault(clause, kind, "verify.title")


def _language_of(citation: Citation) -> Language:
    return "en" if citation.language == "en" else "nl"


def _plainly(clause: Clause, made: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """What of the plain-language version is not the rules' sentence."""
    yield from _judged_as(restated.plain_faults(clause, made, evidence), clause, made, evidence)
    if clause.plain_by.startswith(MODEL):
        rules = restated.without_organs(eased(made.text, clause.plain, "nl"), unless=clause.plain)
        yield from _in_order(clause, clause.plain, rules, made, evidence)


def _judged_as(
    found: Iterator[ClauseVerdict], clause: Clause, made: Clause, evidence: Evidence
) -> Iterator[ClauseVerdict]:
    """What differs from the rules' sentence; stale where that sentence may have changed since."""
    for one in found:
        yield replace(one, kind=frames.kind_of(clause, evidence, made, one.kind))


def _backed(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Whether who is said to share it holds a cited statement, and its figures stand in their quotes."""
    holders = {voice.partition("/")[0] for one in clause.citations for voice in one.voices}
    if clause.support is not None and clause.kind == "shared" and clause.origin in ("quote", "rule"):
        for voice in clause.support.for_:
            if voice.partition("/")[0] not in holders:
                party = evidence.parties.get(voice.partition("/")[0])
                yield fault(clause, "misattributed", "verify.support", name=party.name if party else voice)
    sources = len({one.source for one in clause.citations})
    if clause.documents > sources:
        yield fault(clause, "unsupported", "verify.documents", counted=clause.documents, cited=sources)
    for figure in clause.figures:
        if figure.citation >= len(clause.citations):
            yield fault(clause, "unsupported", "verify.figure", words=figure.words)
        elif " ".join(figure.words.split()) not in " ".join(clause.citations[figure.citation].quote.split()):
            yield fault(clause, "altered", "verify.figure", clause.citations[figure.citation].id, words=figure.words)


def _of_the_rules(clause: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Whether it is what the rules make of its records; made by another release, whether its names and figures hold."""
    is_ours = evidence.proposition.release == __version__
    made = frames.as_made(clause, evidence)
    is_framed = made is not None and (clause.text, clause.english) == (made.text, made.english)
    if is_ours and made is not None:
        yield from frames.differing(clause, made, evidence)
    elif not is_ours and not frames.cites_all(clause, evidence):
        yield fault(clause, "stale", "verify.cited_others")
    if is_ours and is_framed:
        return
    if not is_framed and frames.is_answered(clause, evidence):
        yield fault(clause, "stale", "verify.answered")
        return
    kind = frames.kind_of(clause, evidence, made, "unsupported")
    is_counting = is_ours and kind == "stale" and clause.kind in ("gap", "request")
    # whom and how many these name follows from what is missing, which is other than it was
    wrong = [] if is_counting else list(own_words.faults(clause, evidence, is_rules=True))
    yield from wrong
    if is_ours and not wrong:
        yield fault(clause, kind, "verify.frame" if made is not None else "verify.not_made")
