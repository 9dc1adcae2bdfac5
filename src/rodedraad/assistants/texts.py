"""Answers as plain text, for clients that show no structure. Quotes stand between « and », each on a line of its own.

Words of documents cannot make up a line: line ends in them are folded, and what steers a terminal is written out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rodedraad import phrases
from rodedraad.assistants import citing
from rodedraad.publish import model_work
from rodedraad.shapes import escaped
from rodedraad.visible import in_line
from rodedraad.wording import Language

_LONGEST_ROW = 1_500
"""Characters of a row of a list; the whole row is in the structured answer."""


def search(answer: Mapping[str, Any], language: Language) -> str:
    """The hits, each with its citation."""
    hits = answer["hits"]
    code = "assistants.hits" if hits else "assistants.no_hits"
    lines = [_said(code, language, query=answer["query"], hits=len(hits), **answer["searched"])]
    for word, others in answer["near"].items():
        lines.append(_said("assistants.near", language, word=word, near=", ".join(others)))
    for hit in hits:
        who = _names(hit["parties"])
        kind = phrases.label("type", hit["type"], language) if hit["type"] else ""
        lines += _cited(hit["quote"], [who, kind, _by_model(hit["origin"] or "", language)], hit["citation"])
    return _whole(lines, answer, language)


def ask(answer: Mapping[str, Any], language: Language) -> str:
    """The quotes that answer, numbered, or that the dossier does not say."""
    searched = {name: answer["searched"][name] for name in ("sources", "statements")}
    code = "assistants.answer" if answer["found"] else "assistants.no_answer"
    lines = [_said(code, language, question=answer["question"], **searched)]
    if absent := answer["searched"]["absent"]:
        lines.append(_said("assistants.absent_words", language, words=", ".join(absent)))
    lines += [f"{_names(one['parties'])}: {one['title']} ({one['source']})" for one in answer["written"]]
    for number, line in enumerate(answer["answer"], start=1):
        lines += ["", f"{number}. «{_folded(line['quotes'][0]['quote'])}»"]
        lines += [f"   {_names(one['parties'])} · {citing.line(one['citation'])}" for one in line["quotes"]]
        for one in line["conflicts"]:
            lines.append("   " + _said("assistants.conflicts", language, number=one["with"] + 1, id=one["tension"]))
    return _whole(lines, answer, language)


def quote(answer: Mapping[str, Any], language: Language) -> str:
    """The quote, its place, and whether it still holds."""
    statement = answer["statement"]
    lines = _cited(
        statement["quote"],
        [
            _names(answer["parties"]),
            phrases.label("type", statement["type"], language),
            _by_model(statement["origin"], language),
        ],
        answer["citation"],
    )
    if statement["is_reported"] and answer["holder"]:
        lines.append(_said("assistants.reported", language, name=answer["holder"]["name"]))
    verdict = answer["verifies"]
    lines.append(_said("assistants.in_text" if verdict["in_text"] else "assistants.not_in_text", language))
    lines.append(_said(f"assistants.file_{verdict['file']}", language))
    return _whole(lines, answer, language)


def thread(answer: Mapping[str, Any], language: Language) -> str:
    """Who backs it, its quotes, and what pulls at it."""
    found = answer["thread"]
    lines = [f"{found['id']} «{_folded(found['title'] or '')}»"]
    lines += [
        f"{_said(f'assistants.support_{side}', language)}: {_names(parties)}"
        for side in ("for", "against", "earlier", "expected_absent")
        if (parties := answer["support"][side])
    ]
    for one in answer["quotes"]:
        lines += _cited(one["quote"], [_names(one["parties"])], one["citation"])
    for one in answer["tensions"]:
        lines += ["", _said("assistants.tension", language, id=one["id"])]
        for side in (one["a"], one["b"]):
            if side is not None:
                lines += _cited(side["quote"], [_names(side["parties"])], side["citation"])
    return _whole(lines, answer, language)


def proposition(answer: Mapping[str, Any], language: Language) -> str:
    """The clauses, each with its quotes."""
    version = answer["version"]
    if version is None:
        mark = _said("assistants.draft", language)
    elif answer["is_approved"]:
        mark = _said("assistants.approved", language, label=version["label"], at=str(version["approved_at"])[:10])
    else:
        mark = _said("assistants.unapproved", language, label=version["label"])
    lines = [f"{in_line(answer['title'])}. {mark}"]
    for clause in answer["clauses"]:
        text = clause["text"] if language == "nl" else clause["text_en"]
        verdict = phrases.label("verdict", clause["verdict"], language)
        model = model_work.mark(clause["origin"], language)
        chosen = phrases.said("clauses.titled_by", language, model=model_work.model_of(clause["titled_by"]))
        marks = (in_line(model), in_line(chosen) if clause["title"] else "")
        state = "; ".join(filter(None, (clause["id"], verdict, *marks)))
        titled = f"{in_line(clause['title'])}. " if clause["title"] else ""
        lines += ["", f"{clause['number']}. {titled}{in_line(text)} [{state}]"]
        for one in clause["citations"]:
            state = "" if one["in_text"] else f" ({_said('assistants.not_in_text', language)})"
            place = in_line(one["title"] or "")
            lines.append(f"   «{_folded(one['quote'])}» {place} · {one['uri'] or one['source']}{state}")
    return _whole(lines, answer, language)


def coverage(answer: Mapping[str, Any], language: Language) -> str:
    """What was read, what was not, and who is missing."""
    lines = [_said("assistants.covered", language, **answer["totals"])]
    if answer["absent"]:
        lines.append(f"{_said('assistants.absent', language)}: {_names(answer['absent'])}")
    for row in answer["sources"]:
        told = _said(
            "assistants.covered_source",
            language,
            title=row["title"],
            read=row["pages_read"],
            pages=row["pages"],
            statements=row["statements"],
        )
        lines.append(f"- {told} · {row['uri']}")
        lines += [f"  ! {_problem(one)}" for one in row["problems"]]
    lines += [f"! {in_line(str(one['source']))}: {_problem(one)}" for one in answer["other_problems"]]
    return _whole(lines, answer, language)


def listed(answer: Mapping[str, Any], language: Language) -> str:
    """The rows as lines of JSON, and where what they rest on stands."""
    head = _said("assistants.listed", language, kind=answer["kind"], shown=len(answer["rows"]), total=answer["total"])
    lines = [head]
    for row in answer["rows"]:
        text = escaped(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
        lines.append(text if len(text) <= _LONGEST_ROW else f"{text[:_LONGEST_ROW]} …")
    lines += [citing.line(one) for one in answer["citations"]]
    return _whole(lines, answer, language)


def _cited(words: str, about: Sequence[str], citation: dict[str, Any]) -> list[str]:
    """A quote, and below it who says it and where."""
    told = " · ".join(one for one in (*about, citing.line(citation)) if one)
    return ["", f"«{_folded(words)}»", f"  {told}"]


def _by_model(origin: str, language: Language) -> str:
    """That a model took these words for a statement, which they may not be; empty where it was a rule or a person."""
    kind, _, model = origin.partition(":")
    return _said("assistants.by_model", language, model=model) if kind == "model" else ""


def _folded(words: str) -> str:
    return in_line(" ".join(words.split()))


def _names(parties: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(in_line(one["name"]) for one in parties)


def _problem(one: Mapping[str, Any]) -> str:
    return in_line(str(one["message"]["nl"]))


def _said(code: str, language: Language, **values: Any) -> str:
    return phrases.said(code, language, **{key: in_line(v) if isinstance(v, str) else v for key, v in values.items()})


def _whole(lines: list[str], answer: Mapping[str, Any], language: Language) -> str:
    """The lines, with how to go on, and what holds for the whole answer."""
    if answer.get("next_cursor"):
        lines += ["", _said("assistants.more", language, cursor=answer["next_cursor"])]
    state = answer["state"]
    if state["is_building"]:
        lines += ["", _said("assistants.is_building", language)]
    if state["withheld"]:
        lines += ["", _said("assistants.withheld", language, count=state["withheld"])]
    return "\n".join(lines).lstrip("\n")
