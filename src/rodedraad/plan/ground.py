"""What actions are made from: the statements that hold, who the parties are, and what each statement is about.

Of copies and versions only the source that holds counts. Everything here is looked up and nothing is decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rodedraad.link.tensions.matter import Matter, matter
from rodedraad.records import Block, Clues, Document, Links, Party, Source, Statement, Thread

Named: TypeAlias = Callable[[str], Sequence[tuple[int, int, str]]]
"""The parties named in a text: (start, end, id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Another cell of the row in which a measure stands, with the words at the head of its column."""

    head: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All that is known of the statements that hold. ``order`` is by date of the source, its path, and place in it."""

    statements: Mapping[str, Statement]
    order: tuple[str, ...]
    place: Mapping[str, int]
    sources: Mapping[str, Source]
    parties: Mapping[str, Party]
    clues: Mapping[str, Clues]
    about: Matter
    threads: Mapping[str, Thread]
    rows: Mapping[str, tuple[Cell, ...]]
    questions: Mapping[str, str]
    links: Links

    def before(self, id_: str) -> Statement | None:
        """The statement right before this one in its document, under the same heading."""
        return self._beside(id_, -1)

    def _beside(self, id_: str, step: int) -> Statement | None:
        place = self.place[id_] + step
        if not 0 <= place < len(self.order):
            return None
        here, other = self.statements[id_], self.statements[self.order[place]]
        is_near = other.source == here.source and other.context == here.context
        return other if is_near and other.end <= here.start else None


def ground(
    *,
    sources: Sequence[Source],
    statements: Iterable[Statement],
    documents: Iterable[Document],
    clues: Mapping[str, Clues],
    links: Links,
) -> Ground:
    """The ground of a dossier that was linked."""
    replaced = {kinship.earlier for kinship in links.kinships}
    by_source = {source.id: source for source in sources if source.id not in replaced}
    held = {one.id: one for one in statements if one.source in by_source}
    dates = {id_: (source.date or "", source.path) for id_, source in by_source.items()}
    order = tuple(sorted(held, key=lambda id_: (*dates[held[id_].source], held[id_].start, id_)))
    texts = tuple(documents)
    return Ground(
        statements=held,
        order=order,
        place={id_: place for place, id_ in enumerate(order)},
        sources=by_source,
        parties={party.id: party for party in links.parties},
        clues=clues,
        about=matter({id_: clues[id_] for id_ in held}),
        threads={id_: thread for thread in links.threads for id_ in thread.statements if id_ in held},
        rows=_rows(held.values(), texts),
        questions=_questions(held.values(), texts),
        links=links,
    )


def _rows(statements: Iterable[Statement], documents: Iterable[Document]) -> dict[str, tuple[Cell, ...]]:
    starts: dict[tuple[str, int], str] = {(one.source, one.start): one.id for one in statements}
    found: dict[str, tuple[Cell, ...]] = {}
    for document in documents:
        rows: dict[tuple[int | None, int | None], list[Block]] = defaultdict(list)
        for block in document.blocks:
            if block.kind == "table_cell" and block.row is not None:
                rows[block.table, block.row].append(block)
        heads = {
            (table, cell.column): document.text[cell.start : cell.end]
            for (table, row), cells in rows.items()
            if row == 0
            for cell in cells
        }
        for (table, row), cells in rows.items():
            of_row = [starts[document.source, cell.start] for cell in cells if (document.source, cell.start) in starts]
            if row == 0 or not of_row:
                continue
            first = of_row[0]
            found[first] = tuple(
                Cell(head=heads.get((table, cell.column), ""), words=document.text[cell.start : cell.end])
                for cell in cells
                if starts.get((document.source, cell.start)) != first
            )
    return found


_PRINTED = re.compile(r"(?:\b(?:vraag|question|verzoek)\s+)?(\d{1,2})\s?[.):]?\s*$", re.IGNORECASE)
_ASKS = frozenset({"request", "need", "concern", "conclusion", "finding"})


def _questions(statements: Iterable[Statement], documents: Iterable[Document]) -> dict[str, str]:
    """The number of each question in a list of questions: as printed, else its place among the items of that list."""
    texts = {document.source: document for document in documents}
    by_source: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.type in _ASKS:
            by_source[one.source].append(one)
    found: dict[str, str] = {}
    for source, held in by_source.items():
        document = texts.get(source)
        if document is None or not any(one.type == "request" for one in held):
            continue
        items = _items(document)
        for one in held:
            printed = _PRINTED.search(document.text[max(0, one.start - 12) : one.start])
            place = items.get(one.start)
            number = printed[1] if printed else None
            if place is not None and (number is None or (number == "1" and place > 1)):
                number = str(place)
            if number is not None:
                found[one.id] = number
    return found


def _items(document: Document) -> dict[int, int]:
    """Where each item of a list begins, with its place in that list."""
    found: dict[int, int] = {}
    place = 0
    for block in document.blocks:
        place = place + 1 if block.kind == "list_item" else 0
        if place:
            lead = re.match(r"[\s•*–-]*(?:\d{1,2}\s?[.)]\s*)?", document.text[block.start : block.end])
            found[block.start + (lead.end() if lead else 0)] = place
            found.setdefault(block.start, place)
    return found
