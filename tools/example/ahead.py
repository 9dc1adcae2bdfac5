"""What the marks in ahead/ say of the work and what it takes: conditions, circles, answers, requirements, offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from example.markup import Mark, Node, Tag, Text, plain

Entry = dict[str, Any]

EXHAUSTIVE = {
    "condition": "Every passage that lets an act of somebody wait for something else, with the words of the condition and"
    " whose it is. required=false: order in passing, rules, and conditions of nobody in particular.",
    "dependency": "Every pair of acts of which one waits for the other by a condition above: waits and awaited are the passages"
    " that name the two acts, said the conditions.",
    "circle": "All circles among the dependencies: steps are the acts in turn, each with the conditions that bind it.",
    "contradiction": "Terms that cannot both be met: of one act, or of an act and what it waits for.",
    "status": "Acts that a file says are done, under way or lapsed, with all passages that name the act. Not exhaustive for"
    " under_way.",
    "funding": "The kind of money of an act, where a file names it. Not exhaustive.",
    "without_money": "Rows of a list of measures whose column of money is empty or undecided; commitments and measures"
    " without an amount in their words are arguable.",
    "requirement": "Every passage that states a need for knowledge, competence, expertise, people, infrastructure,"
    " capacity, space, investment or research, with level and number where named.",
    "offer": "Courses, institutes, campuses, programmes and facilities that a file names as existing in the region.",
    "arrangement": "The ways to arrange the knowledge infrastructure, with what is said of each and who is for or against.",
}
_NO_MONEY = {"", "-", "n.t.b.", "nog te bepalen", "to be decided"}
_MONEY_HEADS = ("budget", "kosten", "geld", "investering", "million eur")


def entries(texts: list[Text], plan: dict[str, Any], others: list[Entry]) -> list[Entry]:
    """All lines of the truth file about what lies ahead; ``others`` are the lines before these."""
    marked = list(_marked(texts))
    acts = _acts(marked)
    found = [_condition(text, mark, tag) for text, mark, tag in marked if tag.name in {"K", "k"}]
    dependencies = list(_dependencies(marked, acts))
    found += dependencies
    found += _circles(plan, acts, dependencies)
    found += _contradictions(texts, plan, acts)
    for text, mark, tag in marked:
        if tag.name in {"S", "s"}:
            named = next((one.values["act"] for one in mark.tags if one.name == "Z"), None)
            passages = acts[named] if named else [_passage(text, mark)]
            found.append(_entry(text, mark, "status", tag, status=tag.values["status"], act=named, passages=passages))
    for text, mark, tag in marked:
        if tag.name in {"P", "p"}:
            words = _words(mark, tag)
            kinds = [tag.values["kind"], *tag.values.get("or", "").split()]
            found.append(_entry(text, mark, "funding", tag, funding=kinds, words=words, party=tag.values.get("party")))
    found += _without_money(texts, others)
    for text, mark, tag in marked:
        values = tag.values
        if tag.name in {"Q", "q"}:
            means = [values["kind"], *values.get("or", "").split()]
            found.append(
                _entry(
                    text, mark, "requirement", tag, needs=means, level=values.get("level"), number=values.get("number")
                )
            )
        if tag.name in {"H", "h"}:
            found.append(
                _entry(text, mark, "offer", tag, offer=values["kind"], name=values["name"], party=values.get("party"))
            )
    found += _arrangements(marked, plan)
    return found


def _marked(texts: list[Text]) -> Iterator[tuple[Text, Mark, Tag]]:
    for text in texts:
        for mark in text.marks:
            for tag in mark.tags:
                yield text, mark, tag


def _is_draft(text: Text) -> bool:
    return text.about["status"] == "draft"


def _passage(text: Text, mark: Mark) -> Entry:
    passage: Entry = {"file": text.about["file"], "quote": mark.quote}
    if mark.row:
        passage["row"] = list(mark.row)
    if _is_draft(text):
        passage["superseded"] = True
    return passage


def _entry(text: Text, mark: Mark, kind: str, tag: Tag, **more: Any) -> Entry:
    entry = {"kind": kind, **_passage(text, mark), **more}
    return entry | ({"required": False} if tag.name.islower() or _is_draft(text) else {})


def _words(mark: Mark, tag: Tag) -> str:
    words = tag.values.get("words", mark.quote)
    if not any(words in place for place in (mark.quote, *mark.row)):
        raise ValueError(f"{words!r} is not in {mark.quote!r}")
    return words


def _condition(text: Text, mark: Mark, tag: Tag) -> Entry:
    authors = [party for party, role in text.about["parties"] if role == "author"]
    of = tag.values["of"].split() if "of" in tag.values else authors
    return _entry(text, mark, "condition", tag, words=_words(mark, tag), of=of, act=tag.values.get("act"))


def _acts(marked: list[tuple[Text, Mark, Tag]]) -> dict[str, list[Entry]]:
    acts: dict[str, list[Entry]] = {}
    for text, mark, tag in marked:
        if tag.name in {"K", "k", "Z"} and "act" in tag.values:
            passage = _passage(text, mark)
            members = acts.setdefault(tag.values["act"], [])
            if passage not in members:
                members.append(passage)
    return acts


def _dependencies(marked: list[tuple[Text, Mark, Tag]], acts: dict[str, list[Entry]]) -> Iterator[Entry]:
    said: dict[tuple[str, str], list[tuple[Entry, bool]]] = {}
    for text, mark, tag in marked:
        if tag.name not in {"K", "k"}:
            continue
        for needed in tag.values.get("needs", "").split():
            is_arguable = tag.name == "k" or tag.values.get("dep") == "?" or _is_draft(text)
            said.setdefault((tag.values["act"], needed), []).append((_passage(text, mark), is_arguable))
    for (act, needed), passages in said.items():
        if needed not in acts:
            raise ValueError(f"no passage names the act {needed}")
        entry: Entry = {
            "kind": "dependency",
            "act": act,
            "needs": needed,
            "waits": acts[act],
            "awaited": acts[needed],
            "said": [passage for passage, _ in passages],
        }
        yield entry | ({"required": False} if all(arguable for _, arguable in passages) else {})


def _circles(plan: dict[str, Any], acts: dict[str, list[Entry]], dependencies: list[Entry]) -> Iterator[Entry]:
    said = {(one["act"], one["needs"]): one["said"] for one in dependencies}
    for name, turn in plan["circles"].items():
        steps = [
            {"act": act, "passages": acts[act], "said": said[act, needed]}
            for act, needed in zip(turn, [*turn[1:], turn[0]], strict=True)
        ]
        yield {"kind": "circle", "id": name, "steps": steps}


def _contradictions(texts: list[Text], plan: dict[str, Any], acts: dict[str, list[Entry]]) -> Iterator[Entry]:
    for name, planned in plan["contradictions"].items():
        sides = [
            [
                *(passage for label in labels for passage in acts.get(label, ())),
                *(_found(text, quote) for text in texts for label, quote in _tags(text) if label in labels),
            ]
            for labels in planned["sides"]
        ]
        if not all(sides):
            raise ValueError(f"a side of {name} is empty")
        entry = {"kind": "contradiction", "id": name, "about": planned["about"], "sides": sides}
        yield entry | ({"required": False} if planned.get("optional") else {})


def _tags(text: Text) -> Iterator[tuple[str, str]]:
    def walk(nodes: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
        for node in nodes:
            yield from ((tag.name, " ".join(plain(node.nodes).split())) for tag in node.tags)
            yield from walk(node.nodes)

    for block in text.blocks:
        for nodes in (block.nodes, *block.items, *(cell for row in block.rows for cell in row)):
            yield from walk(nodes)


def _found(text: Text, quote: str) -> Entry:
    passage: Entry = {"file": text.about["file"], "quote": quote}
    return passage | ({"superseded": True} if _is_draft(text) else {})


def _without_money(texts: list[Text], others: list[Entry]) -> Iterator[Entry]:
    rows = {}
    for text in texts:
        for block in text.blocks:
            heads = [" ".join(plain(cell).split()).casefold() for cell in block.rows[0]] if block.options else []
            money = next((at for at, head in enumerate(heads) if head.startswith(_MONEY_HEADS)), None)
            if money is not None:
                what = int(block.options["what"])
                for row in block.rows[1:]:
                    cells = [" ".join(plain(cell).split()) for cell in row]
                    rows[text.about["file"], cells[what]] = cells[money] in _NO_MONEY
    for entry in others:
        if entry["kind"] not in {"commitment", "measure"}:
            continue
        is_without = rows.get((entry["file"], entry["quote"]))
        if is_without is None:
            is_without = None if not re.search(r"\beuro\b|€|\bEUR\b", entry["quote"]) else False
        if is_without is False:
            continue
        line = {"kind": "without_money", "file": entry["file"], "quote": entry["quote"]}
        yield line | ({"required": False} if is_without is None or entry.get("required") is False else {})


def _arrangements(marked: list[tuple[Text, Mark, Tag]], plan: dict[str, Any]) -> Iterator[Entry]:
    for name, planned in plan["arrangements"].items():
        traits, stances = [], []
        for text, mark, tag in marked:
            if tag.name != "G" or tag.values["of"] != name:
                continue
            passage = _passage(text, mark)
            authors = [party for party, role in text.about["parties"] if role == "author"]
            if "stance" in tag.values:
                by = tag.values.get("party", "").split() or authors
                stances.append(passage | {"stance": tag.values["stance"], "parties": by})
            else:
                traits.append(passage | {"aspect": tag.values["aspect"], "words": _words(mark, tag)})
        yield {"kind": "arrangement", "id": name, **planned, "traits": traits, "stances": stances}
