"""The truth file: what the tags in the texts and plan.toml say together, one JSON object per line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from example import ahead
from example.markup import Block, Node, Tag, Text, plain

THEMES = ("innovatie", "energie", "samenwerking", "arbeid", "economie", "digitaal", "mobiliteit", "gezondheid")
_NOBODY = {"", "-", "n.t.b.", "nader te bepalen", "nog te bepalen", "onbekend", "to be decided"}

EXHAUSTIVE = ahead.EXHAUSTIVE | {
    "thread": "Every claim made in two or more files (not copies or versions of each other), with all its passages."
    " A passage with superseded=true stands in the draft and need not be found.",
    "tension": "Every pair of claims that cannot both hold. Any passage of one side against any passage of another side"
    " is the same tension; kinds lists the types that count as right.",
    "gap": "document_missing, party_absent: all. request_without_answer: every request below that no file answers."
    " measure_without_owner, measure_without_date: every commitment, announced act and table row without one."
    " ambition_without_measure: every ambition no measure serves. theme_without_party: all, for every expected party"
    " with a file. thread_of_one is not listed.",
    "reference": "Every other document that a file names, once per file and document, with every place in quotes.",
    "commitment": "Every passage in which the author itself promises a future act. Table rows and acts of others are not"
    " commitments, but may be shown as measures.",
    "request": "Every passage that asks an addressee to act, also in soft words. required=false: advice to a named party."
    " via: the request by which the one asked passed it on.",
    "outlook": "Every scenario or alternative that a file describes, with its stance.",
    "reported": "Every view that a file reports of somebody else.",
    "source": "Every file that can be read, once for each set of bytes.",
    "problem": "Every file that cannot be read, or only in part.",
    "kinship": "Every pair of files with the same bytes or of which one is a version of the other.",
    "required": "An entry with required=false is arguable: finding it is not wrong, missing it is not either.",
}


def tagged(text: Text) -> Iterator[tuple[Tag, str]]:
    """Every tag with the words it stands around, in reading order."""
    for block in text.blocks:
        for nodes in (block.nodes, *block.items, *(cell for row in block.rows for cell in row)):
            yield from _walk(nodes)


def _walk(nodes: tuple[Node, ...]) -> Iterator[tuple[Tag, str]]:
    for node in nodes:
        quote = " ".join(plain(node.nodes).split())
        for tag in node.tags:
            yield tag, quote
        yield from _walk(node.nodes)


def whole_text(text: Text) -> str:
    """All words of a text, footnotes included."""
    parts = []
    for block in text.blocks:
        for nodes in (block.nodes, *block.items, *(cell for row in block.rows for cell in row)):
            parts += [plain(nodes, with_notes=True), *(node.url for node in nodes)]
    return "\n".join(parts)


def lines(texts: list[Text], plan: dict[str, Any], dossier: dict[str, Any], problems: dict[str, str]) -> list[str]:
    """The whole truth file, sorted by kind and then as the documents have it."""
    entries: list[dict[str, Any]] = [{"kind": "header", "exhaustive": EXHAUSTIVE}]
    entries += [_source(text) for text in texts]
    entries += [{"kind": "problem", "file": file, "problem": problem} for file, problem in sorted(problems.items())]
    entries += _kinships(texts)
    entries += _threads(texts, plan)
    entries += _tensions(texts, plan)
    entries += _references(texts, plan)
    entries += _acts(texts)
    entries += _requests(texts)
    entries += _outlooks(texts)
    entries += _reported(texts)
    entries += _gaps(texts, plan, dossier, entries)
    entries += ahead.entries(texts, plan, entries)
    counts: dict[str, int] = {}
    for entry in entries:
        if entry["kind"] in {"header", "source", "thread", "tension", "circle", "contradiction", "arrangement"}:
            continue
        counts[entry["kind"]] = counts.get(entry["kind"], 0) + 1
        entry.setdefault("id", f"{entry['kind']}-{counts[entry['kind']]:03d}")
    return [json.dumps(entry, ensure_ascii=False, sort_keys=True) for entry in entries]


def _is_superseded(text: Text) -> bool:
    return text.about["status"] == "draft"


def _file(text: Text) -> str:
    return str(text.about["file"])


def _passage(text: Text, quote: str, **more: Any) -> dict[str, Any]:
    passage = {"file": _file(text), "quote": quote, **more}
    if _is_superseded(text):
        passage["superseded"] = True
    return passage


def _source(text: Text) -> dict[str, Any]:
    about = text.about
    return {
        "kind": "source",
        "file": about["file"],
        "title": about["title"],
        "date": about["date"],
        "type": about["kind"],
        "status": about["status"],
        "number": about.get("number"),
        "language": about.get("lang", "nl"),
        "parties": [{"id": party, "role": role} for party, role in about["parties"]],
    }


def _kinships(texts: list[Text]) -> list[dict[str, Any]]:
    found = [
        {"kind": "kinship", "relation": "copy", "files": [_file(text), copy]}
        for text in texts
        for copy in text.about.get("copies", ())
    ]
    drafts = [text for text in texts if _is_superseded(text)]
    for draft in drafts:
        final = next(text for text in texts if text.id != draft.id and text.id[:-1] == draft.id[:-1])
        found.append({"kind": "kinship", "relation": "version", "files": [_file(draft), _file(final)]})
    return found


def _threads(texts: list[Text], plan: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for name, claim in plan["threads"].items():
        members = [_passage(text, quote) for text in texts for tag, quote in tagged(text) if tag.name == name]
        parties = sorted(
            {
                p
                for text in texts
                if any(t.name == name for t, _ in tagged(text))
                for p, r in text.about["parties"]
                if r == "author"
            }
        )
        entry = {"kind": "thread", "id": name, "claim": claim, "parties": parties, "members": members}
        found.append(entry | ({"required": False} if name in plan["arguable"]["threads"] else {}))
    return found


def _tensions(texts: list[Text], plan: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for name, tension in plan["tensions"].items():
        sides = [
            [_passage(text, quote) for text in texts for tag, quote in tagged(text) if tag.name in names]
            for names in tension["sides"]
        ]
        entry = {"kind": "tension", "id": name, "kinds": tension["kinds"], "about": tension["about"], "sides": sides}
        found.append(entry | ({"required": False} if tension.get("optional") else {}))
    return found


def _references(texts: list[Text], plan: dict[str, Any]) -> list[dict[str, Any]]:
    files = {text.id: text for text in texts}
    found = []
    for text in texts:
        named: dict[str, list[str]] = {}
        optional: set[str] = set()
        for tag, quote in tagged(text):
            if tag.name in {"F", "f"}:
                named.setdefault(tag.values["doc"], []).append(quote)
                if tag.name == "f":
                    optional.add(tag.values["doc"])
        for document, quotes in named.items():
            entry: dict[str, Any] = {"kind": "reference", "file": _file(text), "quotes": quotes, "document": document}
            if document in files:
                target = files[document]
                entry |= {"title": target.about["title"], "target": _file(target), "url": None}
                if _is_superseded(target):
                    entry["or_target"] = _file(
                        next(t for t in texts if t.id[:-1] == document[:-1] and t.id != document)
                    )
            else:
                missing = plan["missing"][document]
                url = missing.get("url")
                entry |= {"title": missing["title"], "target": None}
                entry["url"] = url if url and url in whole_text(text) else None
            if document in optional or _is_superseded(text):
                entry["required"] = False
            found.append(entry)
    return found


def _acts(texts: list[Text]) -> list[dict[str, Any]]:
    found = []
    for text in texts:
        author = [party for party, role in text.about["parties"] if role == "author"]
        for tag, quote in tagged(text):
            if tag.name in {"C", "c"}:
                who = tag.values["who"].split(",") if "who" in tag.values else author
                entry = _passage(text, quote, kind="commitment", by=tag.values.get("by"), who=who)
            elif tag.name in {"M", "m"}:
                entry = _passage(
                    text,
                    quote,
                    kind="measure",
                    by=tag.values.get("by"),
                    who=[tag.values["who"]] if "who" in tag.values else [],
                )
            else:
                continue
            if tag.name in {"c", "m"} or _is_superseded(text):
                entry["required"] = False
            found.append(entry)
        for block in text.blocks:
            found += _rows(text, block)
    return found


def _rows(text: Text, block: Block) -> Iterator[dict[str, Any]]:
    if not block.options:
        return
    what, owner, date = (int(block.options[key]) for key in ("what", "owner", "date"))
    for row in block.rows[1:]:
        cells = [" ".join(plain(cell).split()) for cell in row]
        entry = _passage(
            text,
            cells[what],
            kind="measure",
            row=cells,
            who=[] if cells[owner] in _NOBODY else [cells[owner]],
            by=None if cells[date] in _NOBODY else cells[date],
        )
        if _is_superseded(text):
            entry["required"] = False
        yield entry


def _requests(texts: list[Text]) -> list[dict[str, Any]]:
    answers: dict[str, list[dict[str, Any]]] = {}
    for text in texts:
        for tag, quote in tagged(text):
            if tag.name == "ans":
                outcomes = {"outcomes": tag.values["outcome"].split()} if "outcome" in tag.values else {}
                answers.setdefault(tag.values["of"], []).append(_passage(text, quote, **outcomes))
    asked_as = {
        tag.values["id"]: _passage(text, quote)
        for text in texts
        for tag, quote in tagged(text)
        if tag.name in {"R", "r"} and "id" in tag.values
    }
    found = []
    for text in texts:
        for tag, quote in tagged(text):
            if tag.name not in {"R", "r"}:
                continue
            name = tag.values.get("id", "")
            entry = _passage(
                text, quote, kind="request", to=tag.values["to"], by=tag.values.get("by"), answers=answers.get(name, [])
            )
            if tag.name == "r" or _is_superseded(text):
                entry["required"] = False
            if "via" in tag.values:
                entry["via"] = asked_as[tag.values["via"]]
            if "open" in tag.values:
                entry["arguable_answer"] = True
            found.append(entry)
    asked = {tag.values.get("id") for text in texts for tag, _ in tagged(text) if tag.name in {"R", "r"}}
    if unknown := sorted(set(answers) - asked):
        raise ValueError(f"answers to unknown requests: {unknown}")
    return found


def _outlooks(texts: list[Text]) -> list[dict[str, Any]]:
    return [
        _passage(
            text,
            quote,
            kind="outlook",
            title=tag.values["title"],
            stance=tag.values["stance"],
            horizon=tag.values.get("horizon"),
            **({"required": False} if _is_superseded(text) else {}),
        )
        for text in texts
        for tag, quote in tagged(text)
        if tag.name == "O"
    ]


def _reported(texts: list[Text]) -> list[dict[str, Any]]:
    found = []
    for text in texts:
        for tag, quote in tagged(text):
            if tag.name in {"V", "v"}:
                entry = _passage(text, quote, kind="reported", holder=tag.values["of"])
                is_arguable = tag.name == "v" or _is_superseded(text)
                found.append(entry | ({"required": False} if is_arguable else {}))
    return found


def _gaps(
    texts: list[Text], plan: dict[str, Any], dossier: dict[str, Any], entries: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for name, missing in plan["missing"].items():
        sources = [e["file"] for e in entries if e["kind"] == "reference" and e["document"] == name]
        gap = {"kind": "gap", "gap": "document_missing", "title": missing["title"], "files": sources}
        yield gap | ({"required": False} if missing.get("optional") else {})
    with_file = {party for text in texts for party, role in text.about["parties"] if role == "author"}
    expected = [party["id"] for party in dossier["partij"] if party.get("verwacht")]
    for party in expected:
        if party not in with_file:
            yield {"kind": "gap", "gap": "party_absent", "party": party}
    for entry in entries:
        arguable = entry.get("required") is False or entry.get("arguable_answer", False)
        if entry["kind"] == "request" and not entry["answers"]:
            yield _gap_of(entry, "request_without_answer", arguable=arguable)
        if entry["kind"] in {"commitment", "measure"}:
            if not entry["who"]:
                yield _gap_of(entry, "measure_without_owner", arguable=arguable)
            if not entry["by"]:
                yield _gap_of(entry, "measure_without_date", arguable=arguable)
            elif not re.search(r"\d", entry["by"]):
                yield _gap_of(entry, "measure_without_date", arguable=True)
    for text in texts:
        for tag, quote in tagged(text):
            if tag.name == "A" and "gap" in tag.values:
                arguable = tag.values["gap"] == "?" or _is_superseded(text)
                yield _gap_of(_passage(text, quote), "ambition_without_measure", arguable=arguable)
    yield from _silences(texts, [party for party in expected if party in with_file])


def _gap_of(entry: dict[str, Any], kind: str, *, arguable: bool) -> dict[str, Any]:
    gap = {"kind": "gap", "gap": kind, "file": entry["file"], "quote": entry["quote"]}
    return gap | ({"required": False} if arguable else {})


def _silences(texts: list[Text], parties: list[str]) -> Iterator[dict[str, Any]]:
    for party in parties:
        covered: set[str] = set()
        either: set[str] = set()
        for text in texts:
            if [party, "author"] in [list(pair) for pair in text.about["parties"]]:
                covered |= set(text.about.get("themes", {}).get("covered", ()))
                either |= set(text.about.get("themes", {}).get("either", ()))
        for theme in THEMES:
            if theme in covered:
                continue
            gap = {"kind": "gap", "gap": "theme_without_party", "party": party, "theme": theme}
            yield gap | ({"required": False} if theme in either else {})
