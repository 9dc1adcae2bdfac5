"""Records as people's scripts see them: JSON objects with the keys of docs/reference/shapes.md, in that order.

A key is always there, null where nothing is known. What is said to the reader is an object with its code, its
values and its Dutch wording. Keys may be added; none changes or goes without notice.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from rodedraad.decisions import Overruling
from rodedraad.prospect_shapes import is_prospect, prospect, prospect_keys
from rodedraad.records import (
    Answer,
    Clause,
    Contribution,
    Coverage,
    Event,
    Gap,
    Hit,
    Kinship,
    Message,
    Outlook,
    Party,
    Problem,
    Proposition,
    Reference,
    Refusal,
    Source,
    Statement,
    Subject,
    Suggestion,
    Support,
    Tension,
    Thread,
    Version,
)

Word: TypeAlias = Callable[[Message], str]
Shape: TypeAlias = dict[str, Any]

_KEPT = frozenset("\n\t\u00ad\u200c\u200d")
"""Line ends and tabs, and what words of some languages are written with; none of them moves other text."""
_SENT = frozenset({"Co", "Cn"})
"""Characters of a font's own, as the bullets of many documents, and those of a newer Unicode than ours."""


def shape(record: object, word: Word) -> Shape:
    """The record as a JSON object; ``word`` gives the Dutch wording of a message. Raises TypeError on another type."""
    shaped = _SHAPES.get(type(record))
    if shaped is None and is_prospect(type(record)):
        return prospect(record, word)
    if shaped is None:
        raise TypeError(f"no shape for {type(record).__name__}")
    return shaped(record, word)


def message(said: Message | None, word: Word) -> Shape | None:
    """A message as an object: its code, its values, and its wording under ``nl``."""
    return None if said is None else {"code": said.code} | dict(said.values) | {"code": said.code, "nl": word(said)}


def event(done: Event, names: Mapping[str, str]) -> Shape:
    """An event of the log. ``person`` is null when the name was erased; ``person_id`` stays."""
    return {
        "id": done.id,
        "at": done.at,
        "person": names.get(done.person),
        "kind": done.kind,
        "targets": [
            {
                "statement": target.statement,
                "source": target.source,
                "path": target.path,
                "page": target.page,
                "quote": target.quote,
                "prefix": target.prefix,
                "suffix": target.suffix,
            }
            for target in done.targets
        ],
        "values": dict(done.values),
        "person_id": done.person,
        "parents": list(done.parents),
        "clock": done.clock,
    }


def logged(done: Event, name: str, overruled: Sequence[Overruling], *, counts: bool) -> Shape:
    """An event of the log with whether it counts, and by which events later ones overruled it."""
    return {
        **event(done, {done.person: name} if name else {}),
        "counts": counts,
        "overruled_by": list(dict.fromkeys(one.by for one in overruled)),
        "is_overruled": bool(overruled) and overruled[0].is_whole,
    }


def clause(one: Clause, word: Word, *, number: int | None, is_core: bool, version: Version | None) -> Shape:
    """A clause of a version; ``version`` is null, and so is who approved it, in a draft that was not numbered."""
    approval = version.approval if version else None
    return {
        "id": one.id,
        "version": version.label if version else None,
        "theme": one.theme,
        "text": one.text,
        "kind": one.kind,
        "origin": one.origin,
        "citations": [
            {
                "statement": cited.id,
                "role": cited.role,
                "source": cited.source,
                "page": cited.page,
                "quote": cited.quote,
                "start": cited.start,
                "end": cited.end,
                "parties": list(cited.voices),
            }
            for cited in one.citations
        ],
        "verdict": one.verdict,
        "approved_by": (approval.person or None) if approval else None,
        "number": number,
        "part": one.part,
        "is_core": is_core,
        "text_en": one.english,
        "about": one.about,
        "support": None if one.support is None else _support(Support(documents=one.support)),
        "documents": one.documents,
        "confidence": one.confidence,
        "figures": [{"words": figure.words, "citation": figure.citation} for figure in one.figures],
        "governs": list(one.governs),
        "searched": message(one.searched, word),
        "points": one.points,
        "ask_again": list(one.ask_again),
        "is_national": one.is_national,
        "changes": [
            {
                "reason": message(change.reason, word),
                "event": change.event,
                "person_id": change.person,
                "at": change.at,
                "contribution": change.contribution,
            }
            for change in one.changes
        ],
        "title": one.title,
        "titled_by": one.titled_by,
        "plain": one.plain,
        "plain_by": one.plain_by,
    }


def version(one: Version) -> Shape:
    """A version of the proposition: what made it, and who approved it."""
    return {
        "number": one.number,
        "label": one.label,
        "at": one.at,
        "person": one.person or None,
        "approved_by": (one.approval.person or None) if one.approval else None,
        "approved_at": one.approval.at if one.approval else None,
        "event": one.event,
        "body": one.body,
        "public": one.public,
    }


def contribution(one: Contribution) -> Shape:
    """What somebody brought in, and what was answered; empty where it was erased."""
    reply = one.reply
    return {
        "id": one.id,
        "at": one.at,
        "kind": one.kind,
        "channel": one.channel,
        "clause": one.clause,
        "version": one.version,
        "person": one.person or None,
        "party": one.party,
        "text": one.text,
        "proposed": one.proposed,
        "entered_by": one.entered_by or None,
        "reply": None
        if reply is None
        else {
            "outcome": reply.outcome,
            "reason": reply.reason,
            "at": reply.at,
            "person": reply.person or None,
            "change": reply.change,
            "event": reply.event,
        },
    }


def clause_rows(text: Proposition, version: Version | None, word: Word) -> list[Shape]:
    """The clauses of a text as scripts get them, with the parties of what each cites."""
    return [
        clause_row(one, word, number=at, is_core=one.id in text.core, version=version)
        for at, one in enumerate(text.clauses, start=1)
    ]


def clause_row(one: Clause, word: Word, *, number: int, is_core: bool, version: Version | None) -> Shape:
    """One of them, by its number in the text."""
    parties = sorted({voice.partition("/")[0] for cited in one.citations for voice in cited.voices})
    return clause(one, word, number=number, is_core=is_core, version=version) | {"parties": parties}


def clause_row_keys() -> tuple[str, ...]:
    """The keys of those rows."""
    return (*clause_keys(), "parties")


def clause_keys() -> tuple[str, ...]:
    """The keys that every clause has, in their order."""
    blank = cast("Any", _Blank())
    return tuple(clause(blank, lambda _: "", number=0, is_core=False, version=blank))


def version_keys() -> tuple[str, ...]:
    """The keys that every version has, in their order."""
    return tuple(version(cast("Version", _Blank())))


def contribution_keys() -> tuple[str, ...]:
    """The keys that every contribution has, in their order."""
    return tuple(contribution(cast("Contribution", _Blank())))


def keys(kind: type) -> tuple[str, ...]:
    """The keys that every record of this type has, in their order."""
    return prospect_keys(kind) if is_prospect(kind) else tuple(_SHAPES[kind](_Blank(), lambda _: ""))


def event_keys() -> tuple[str, ...]:
    """The keys that every event has, in their order."""
    return tuple(event(cast("Event", _Blank()), {}))


class _Blank:
    """Stands for any record and for any value of it, and holds nothing: what a shape makes of it has its keys alone."""

    def __getattr__(self, _: str) -> _Blank:
        return self

    def __call__(self, *_: object) -> _Blank:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """CSV with a header; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [
            json.dumps(row[key], ensure_ascii=False) if isinstance(row[key], dict | list) else row[key]
            for key in columns
        ]
        writer.writerow(["'" + cell if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell for cell in cells])
    return out.getvalue()


def line(shaped: Mapping[str, Any]) -> str:
    """One object as one line of JSON, without its line end. Equal objects give equal bytes."""
    return escaped(json.dumps(shaped, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def escaped(text: str) -> str:
    """JSON that says the same, with what ends a line elsewhere, steers a terminal or fits no UTF-8 escaped."""
    if text.isprintable():
        return text
    return "".join(character if is_harmless(character) else _escape(character) for character in text)


def is_harmless(character: str) -> bool:
    """Whether a character neither steers a terminal nor turns other text round."""
    kind = unicodedata.category(character)
    return (kind[0] != "C" and kind not in ("Zl", "Zp")) or kind in _SENT or character in _KEPT


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def jsonl(records: Iterable[object], word: Word) -> Iterator[str]:
    """Each record as one line of JSON, with its line end: the bytes that the same input always gives."""
    for record in records:
        yield line(shape(record, word)) + "\n"


def _source(source: Source, _: Word) -> Shape:
    return {
        "id": source.id,
        "sha256": source.id,
        "path": source.path,
        "title": source.title,
        "date": source.date,
        "kind": source.kind,
        "status": source.status,
        "parties": [
            {"id": issuer.id, "name": issuer.name, "organ": issuer.organ, "role": issuer.role}
            for issuer in source.parties
        ],
        "perspective": source.perspective,
        "area": source.area,
        "horizon": source.horizon,
        "guesses": list(source.guesses),
        "language": source.language,
        "pages": source.pages,
        "replaces": source.replaces,
        "adopted_by": source.adopted_by,
        "addressees": list(source.addressees),
        "numbers": list(source.numbers),
        "is_public": source.is_public,
        "is_file_date": source.is_file_date,
    }


def _statement(statement: Statement, word: Word) -> Shape:
    return {
        "id": statement.id,
        "type": statement.type,
        "text": statement.text,
        "quote": statement.quote,
        "source": statement.source,
        "page": statement.page,
        "page_end": statement.page_end,
        "locator": message(statement.locator, word),
        "start": statement.start,
        "end": statement.end,
        "language": statement.language,
        "themes": list(statement.themes),
        "place": list(statement.place),
        # a joint letter has several authors: the first stands here, all of them under parties
        "party": statement.parties[0] if statement.parties else None,
        "holder": statement.holder,
        "is_reported": statement.is_reported,
        "is_commitment": statement.is_commitment,
        "actors": [{"party": actor.party, "words": actor.words, "role": actor.role} for actor in statement.actors],
        "within_power": statement.within_power,
        "deadline": statement.deadline,
        "deadline_from": statement.deadline_from,
        "deadline_to": statement.deadline_to,
        "amounts": [
            {"value": amount.value, "unit": amount.unit, "words": amount.words} for amount in statement.amounts
        ],
        "confidence": statement.confidence,
        "origin": statement.origin,
        "parties": list(statement.parties),
        "context": statement.context,
        "holders": list(statement.holders),
    }


def _subject(subject: Subject, _: Word) -> Shape:
    return {
        "id": subject.id,
        "title": subject.title,
        "statements": list(subject.statements),
        "parties": list(subject.parties),
        "themes": list(subject.themes),
    }


def _thread(thread: Thread, _: Word) -> Shape:
    return {
        "id": thread.id,
        "subject": thread.subject,
        "title": thread.title,
        "statements": list(thread.statements),
        "sources": list(thread.sources),
        "parties": list(thread.parties),
        "themes": list(thread.themes),
        "confidence": thread.confidence,
        "support": _support(thread.support),
        "representative": thread.representative,
        "titled_by": thread.titled_by,
    }


def _support(support: Support) -> Shape:
    documents = support.documents
    return {
        "documents": {
            "for": list(documents.for_),
            "against": list(documents.against),
            "earlier": list(documents.earlier),
            "expected_absent": list(documents.expected_absent),
        },
        "voted": support.voted,
        "inferred": list(support.inferred),
    }


def _tension(tension: Tension, word: Word) -> Shape:
    return {
        "id": tension.id,
        "subject": tension.subject,
        "a": tension.a,
        "b": tension.b,
        "kind": tension.kind,
        "score": tension.score,
        "explanation": message(tension.explanation, word),
    }


def _gap(gap: Gap, word: Word) -> Shape:
    return {
        "id": gap.id,
        "kind": gap.kind,
        "theme": gap.theme,
        "party": gap.party,
        "statement": gap.statement,
        "reference": gap.reference,
        "searched": message(gap.searched, word),
    }


def _reference(reference: Reference, _: Word) -> Shape:
    return {
        "id": reference.id,
        "source": reference.source,
        "page": reference.page,
        "quote": reference.quote,
        "target": reference.target,
        "resolved": reference.resolved,
        "url": reference.url,
        "title": reference.title,
        "start": reference.start,
        "end": reference.end,
    }


def _outlook(outlook: Outlook, _: Word) -> Shape:
    return {
        "id": outlook.id,
        "source": outlook.source,
        "page": outlook.page,
        "quote": outlook.quote,
        "title": outlook.title,
        "holder": outlook.holder,
        "horizon": outlook.horizon,
        "stance": outlook.stance,
        "start": outlook.start,
        "end": outlook.end,
        "holders": list(outlook.holders),
    }


def _party(party: Party, _: Word) -> Shape:
    return {
        "id": party.id,
        "name": party.name,
        "aliases": list(party.aliases),
        "organ": party.organ,
        "layer": party.layer,
        "tooi": party.tooi,
        "member_of": list(party.member_of),
        "expected": party.expected,
        "statements": party.statements,
        "form": party.form,
    }


def _kinship(kinship: Kinship, _: Word) -> Shape:
    return {"earlier": kinship.earlier, "later": kinship.later, "kind": kinship.kind, "share": kinship.share}


def _answer(answer: Answer, _: Word) -> Shape:
    return {
        "request": answer.request,
        "statement": answer.statement,
        "party": answer.party,
        "is_later": answer.is_later,
        "share": answer.share,
    }


def _suggestion(suggestion: Suggestion, _: Word) -> Shape:
    return {
        "id": suggestion.id,
        "kind": suggestion.what,
        "statements": list(suggestion.statements),
        "value": suggestion.value,
        "words": list(suggestion.words),
        "model": suggestion.model,
    }


def _refusal(refusal: Refusal, word: Word) -> Shape:
    return {
        "task": refusal.task,
        "kind": refusal.kind,
        "source": refusal.source,
        "page": refusal.page,
        "words": refusal.words,
        "message": message(refusal.message, word),
    }


def _problem(problem: Problem, word: Word) -> Shape:
    return {
        "source": problem.source,
        "page": problem.page,
        "kind": problem.kind,
        "message": message(problem.message, word),
    }


def _coverage(coverage: Coverage, _: Word) -> Shape:
    return {
        "source": coverage.source,
        "pages": coverage.pages,
        "pages_read": coverage.pages_read,
        "pages_ocr": coverage.pages_ocr,
        "pages_unread": list(coverage.pages_unread),
        "characters": coverage.characters,
        "statements": coverage.statements,
    }


def _hit(hit: Hit, _: Word) -> Shape:
    return {
        "id": hit.id,
        "source": hit.source,
        "page": hit.page,
        "quote": hit.quote,
        "score": hit.score,
        "start": hit.start,
        "end": hit.end,
        "highlights": [list(pair) for pair in hit.highlights],
        "near": list(hit.near),
    }


_SHAPES: dict[type, Callable[[Any, Word], Shape]] = {
    Source: _source,
    Statement: _statement,
    Subject: _subject,
    Thread: _thread,
    Tension: _tension,
    Gap: _gap,
    Reference: _reference,
    Outlook: _outlook,
    Party: _party,
    Kinship: _kinship,
    Answer: _answer,
    Suggestion: _suggestion,
    Refusal: _refusal,
    Problem: _problem,
    Coverage: _coverage,
    Hit: _hit,
}
