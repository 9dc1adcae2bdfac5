"""What each tool answers: records in the shapes of the command line, with citations that this server can open.

Each function takes the dossier as it is now and checked arguments, and gives the structured answer. Words of documents
stand in fields of their own and are never part of what this program says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from rodedraad import asking, narrowing, shapes
from rodedraad.assistants import citing
from rodedraad.errors import WrongUse
from rodedraad.moment import Moment
from rodedraad.records import Clause, Proposition, Statement, Tension, Version
from rodedraad.shapes import shape
from rodedraad.wording import word

Item = TypeVar("Item")
Answer = dict[str, Any]

MOST_CHARS = 150_000
"""Characters of the rows of one answer: past these the rest is on the next page."""
CONTEXT_CHARS = 160
"""Characters before and after a quote."""
MOST_TENSIONS = 20
_CITED_PER_ROW = 3
_NAMING = ("statement", "statements", "a", "b", "request", "status_statement")
_FILTERS = {"theme": "themes", "party": "party", "type": "type", "place": "place"}


def search(moment: Moment, asked: Mapping[str, Any]) -> Answer:
    """Statements and passages that hold the words of the query."""
    first = _first(moment, asked["cursor"])
    found = moment.search(asked["query"], _wanted(asked), first=first, limit=asked["limit"])
    rows = []
    for hit in found.hits:
        statement = moment.statements.get(hit.id or "")
        if statement is not None:
            citation = citing.of_statement(moment, statement)
        else:
            citation = citing.of_passage(moment, hit.source, hit.page, hit.start)
        said = {
            "type": statement.type if statement else None,
            "origin": statement.origin if statement else None,
            "parties": [citing.party(moment, id_) for id_ in statement.parties] if statement else [],
        }
        rows.append({**shape(hit, word), **said, "citation": citation})
    kept = _bounded(rows)
    is_cut = len(kept) < len(rows)
    after = _cursor(moment, first + len(kept)) if is_cut or (found.has_more and rows) else None
    return {
        "query": asked["query"],
        "searched": {"sources": len(moment.sources), "statements": len(moment.statements)},
        "hits": kept,
        "near": {asked_: list(others) for asked_, others in found.near.items()},
        "next_cursor": after,
    }


def ask(moment: Moment, asked: Mapping[str, Any]) -> Answer:
    """What the dossier says to a question, in quotes, or that it does not say; what conflicts is said to."""
    answer = asking.shaped(moment.answering(asked["question"], limit=asked["limit"]))
    written = [moment.sources[id_] for id_ in answer["written"]]
    answer["written"] = [
        {"source": one.id, "title": one.title, "parties": [citing.party(moment, id_) for id_ in one.authors]}
        for one in written
    ]
    for line in (*answer["answer"], *answer["nearest"]):
        for place in line["quotes"]:
            statement = moment.statements.get(place["statement"] or "")
            parties = statement.parties if statement else moment.sources[place["source"]].authors
            place["parties"] = [citing.party(moment, id_) for id_ in parties]
            place["citation"] = (
                citing.of_statement(moment, statement)
                if statement
                else citing.of_passage(moment, place["source"], place["page"], place["start"])
            )
    return answer


def quote(moment: Moment, asked: Mapping[str, Any]) -> Answer:
    """One statement: its exact words, where they stand, what stands around them, and whether that still holds."""
    statement = moment.statement(asked["id"])
    text = moment.document(statement.source).text
    return {
        "statement": shape(statement, word),
        "citation": citing.of_statement(moment, statement),
        "prefix": text[max(0, statement.start - CONTEXT_CHARS) : statement.start],
        "suffix": text[statement.end : statement.end + CONTEXT_CHARS],
        "holder": citing.party(moment, statement.holder) if statement.holder else None,
        "parties": [citing.party(moment, id_) for id_ in statement.parties],
        "verifies": {
            "in_text": text[statement.start : statement.end] == statement.quote,
            "file": moment.file_of(moment.sources[statement.source]),
        },
        "used_by": moment.used_by(statement)[:100],
    }


def thread(moment: Moment, asked: Mapping[str, Any]) -> Answer:
    """A thread: who backs it, every quote, and what pulls at it."""
    found = moment.thread(asked["id"])
    members = [moment.statements[id_] for id_ in found.statements if id_ in moment.statements]
    page, after = _page(moment, members, asked, lambda one: _quoted(moment, one))
    tensions = [one for one in moment.records("tensions") if {one.a, one.b} & set(found.statements)]
    documents = found.support.documents
    voices = {id_: sum(id_ in one.parties for one in members) for id_ in {*documents.for_, *documents.earlier}}
    return {
        "thread": shape(found, word),
        "support": {
            name: [{**citing.party(moment, id_), "quotes": voices.get(id_, 0)} for id_ in ids]
            for name, ids in (
                ("for", documents.for_),
                ("against", documents.against),
                ("earlier", documents.earlier),
                ("expected_absent", documents.expected_absent),
            )
        },
        "quotes": page,
        "total": len(members),
        "next_cursor": after,
        "tensions": [_tension(moment, one) for one in tensions[:MOST_TENSIONS]],
        "tensions_total": len(tensions),
    }


def proposition(moment: Moment, asked: Mapping[str, Any]) -> Answer:
    """The latest version of the shared text, its clauses with their citations and verdicts; never who approved it."""
    now = moment.standing()
    text, version = now.proposition, now.version
    core = set(text.core)
    wanted = _meant(moment, asked["theme"])
    chosen = [
        (number, one)
        for number, one in enumerate(text.clauses, start=1)
        if (not asked["core"] or one.id in core) and (wanted is None or one.theme in wanted)
    ]
    page, after = _page(moment, chosen, asked, lambda pair: _clause(moment, pair[1], pair[0], text, version))
    return {
        "title": text.title,
        "version": _version(version),
        "is_draft": version is None,
        "is_approved": version is not None and version.approval is not None,
        "clauses": page,
        "total": len(chosen),
        "next_cursor": after,
        "absent": [citing.party(moment, id_) for id_ in text.absent],
        "themes": [{"id": one.id, "nl": one.nl, "en": one.en} for one in text.themes],
    }


def coverage(moment: Moment, asked: Mapping[str, Any]) -> Answer:
    """What was read and what was not, and whose documents are expected and not here."""
    rows = moment.records("coverage")
    problems: dict[str, list[Answer]] = {}
    for problem in moment.records("problems"):
        problems.setdefault(problem.source, []).append(shape(problem, word))
    known = [one for one in rows if one.source in moment.sources]
    paths = {moment.sources[one.source].path for one in known}

    def told(row: Any) -> Answer:
        source = moment.sources[row.source]
        own = {"title": source.title, "path": source.path, "uri": f"rodedraad://source/{source.id}"}
        return {**shape(row, word), **own, "problems": problems.get(source.path, [])[:20]}

    page, after = _page(moment, known, asked, told)
    absent = [one.party for one in moment.records("gaps") if one.kind == "party_absent" and one.party]
    unresolved = [one for one in moment.records("references") if not one.resolved]
    return {
        "totals": {
            "sources": len(moment.sources),
            "statements": len(moment.statements),
            "pages": sum(one.pages or 0 for one in rows),
            "pages_read": sum(one.pages_read or 0 for one in rows),
            "pages_unread": sum(len(one.pages_unread) for one in rows),
            "characters": sum(one.characters for one in rows),
            "problems": sum(len(one) for one in problems.values()),
            "references_unresolved": len(unresolved),
        },
        "sources": page,
        "total": len(known),
        "next_cursor": after,
        "absent": [citing.party(moment, id_) for id_ in dict.fromkeys(absent)],
        "other_problems": [one for path, all_ in problems.items() if path not in paths for one in all_][:50],
    }


def listed(moment: Moment, asked: Mapping[str, Any]) -> Answer:
    """One list in the shapes of ``rodedraad list --format json``, narrowed, with citations of what its rows rest on."""
    kind = asked["kind"]
    records = moment.narrowed(kind, _wanted(asked))
    rows, after = _page(moment, records, asked, lambda one: _anonymous(shape(one, word)))
    cited: dict[str, Answer] = {}
    for row in rows:
        for id_ in list(_named(row))[:_CITED_PER_ROW]:
            statement = moment.statements.get(id_)
            if statement is not None and id_ not in cited:
                cited[id_] = citing.of_statement(moment, statement)
    return {
        "kind": kind,
        "rows": rows,
        "total": len(records),
        "next_cursor": after,
        "citations": list(cited.values()),
    }


# --- parts of answers ---


def _quoted(moment: Moment, statement: Statement) -> Answer:
    return {
        "statement": statement.id,
        "type": statement.type,
        "origin": statement.origin,
        "quote": statement.quote,
        "parties": [citing.party(moment, id_) for id_ in statement.parties],
        "holder": citing.party(moment, statement.holder) if statement.holder else None,
        "is_reported": statement.is_reported,
        "citation": citing.of_statement(moment, statement),
    }


def _tension(moment: Moment, tension: Tension) -> Answer:
    sides = {
        name: _quoted(moment, moment.statements[id_]) if id_ in moment.statements else None
        for name, id_ in (("a", tension.a), ("b", tension.b))
    }
    return {**shape(tension, word), **sides}


def _clause(moment: Moment, clause: Clause, number: int, text: Proposition, version: Version | None) -> Answer:
    row = shapes.clause(clause, word, number=number, is_core=clause.id in text.core, version=version)
    sources = {one.id: one for one in text.sources}
    row["approved_by"] = None
    row["changes"] = [{**one, "person_id": None} for one in row["changes"]]
    for told, cited in zip(row["citations"], clause.citations, strict=True):
        is_here = cited.source in moment.sources
        statement = moment.statements.get(cited.id)
        source = sources.get(cited.source)
        told["title"] = source.title if source else None
        told["page_uri"] = citing.page_uri(cited.source, cited.page, cited.start) if is_here else None
        told["uri"] = f"rodedraad://statement/{cited.id}" if statement else told["page_uri"]
        told["in_text"] = is_here and moment.document(cited.source).text[cited.start : cited.end] == cited.quote
    return row


def _version(version: Version | None) -> Answer | None:
    if version is None:
        return None
    return {
        "number": version.number,
        "label": version.label,
        "at": version.at,
        "approved_at": version.approval.at if version.approval else None,
    }


def _anonymous(row: Answer) -> Answer:
    """A row without who is behind an event."""
    return {key: None if key in ("person", "person_id", "approved_by") else value for key, value in row.items()}


def _named(row: Mapping[str, Any]) -> Iterable[str]:
    """The ids of the statements that a row is, or names."""
    found = [str(row.get("id") or "")]
    for name in _NAMING:
        found += narrowing.held(row, name)
    return dict.fromkeys(found)


def _wanted(asked: Mapping[str, Any]) -> dict[str, str | None]:
    return {key: asked[name] for name, key in _FILTERS.items()}


def _meant(moment: Moment, theme: str | None) -> frozenset[str] | None:
    return narrowing.meanings(theme, parties={}, themes=moment.themes) if theme else None


# --- pages ---


def _page(
    moment: Moment, items: Sequence[Item], asked: Mapping[str, Any], told: Any
) -> tuple[list[Answer], str | None]:
    """The rows of one page, and where the next begins."""
    first = _first(moment, asked["cursor"])
    rows = _bounded(told(one) for one in items[first : first + asked["limit"]])
    after = first + len(rows)
    return rows, _cursor(moment, after) if after < len(items) else None


def _bounded(rows: Iterable[Answer]) -> list[Answer]:
    """The rows until they are too much for one answer; the first always."""
    kept: list[Answer] = []
    room = MOST_CHARS
    for row in rows:
        room -= len(json.dumps(row, ensure_ascii=False))
        if kept and room < 0:
            break
        kept.append(row)
    return kept


def _cursor(moment: Moment, first: int) -> str:
    return f"{first}-{moment.mark}"


def _first(moment: Moment, cursor: str | None) -> int:
    """Where a page begins. Raises WrongUse for what is no cursor, or one of the dossier before it changed."""
    if not cursor:
        return 0
    first, _, mark = cursor.partition("-")
    if not (first.isascii() and first.isdecimal()) or len(first) > 9:
        raise WrongUse("assistants.no_cursor", cursor=cursor[:80])
    if mark != moment.mark:
        raise WrongUse("assistants.stale_cursor")
    return int(first)
