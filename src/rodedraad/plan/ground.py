"""What actions are made from: the statements that hold, who the parties are, and what each statement is about.

Of copies and versions only the source that holds counts. Everything here is looked up and nothing is decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rodedraad.link.tensions.matter import Matter, matter
from rodedraad.records import Actor, Block, Clues, Document, Layer, Links, Party, Source, Statement, Thread

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
    named: Named

    bare: Mapping[str, str]
    heads: Mapping[str, str]

    def called(self, text: str) -> list[tuple[int, int, str]]:
        """The parties named in a text: also "Aldorp" where it does something, of "Gemeente Aldorp"."""
        found = list(self.named(text))
        more = (*_bare(text, self.bare), *_heads(text, self.heads))
        return found + [one for one in more if all(one[1] <= start or end <= one[0] for start, end, _ in found)]

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
    named: Named,
) -> Ground:
    """The ground of a dossier that was linked."""
    replaced = {kinship.earlier for kinship in links.kinships}
    by_source = {source.id: source for source in sources if source.id not in replaced}
    bare = _bare_names(links.parties)
    layers = {party.id: party.layer for party in links.parties}

    def called(text: str) -> list[tuple[int, int, str]]:
        return [*named(text), *_bare(text, bare)]

    held = {
        one.id: _with_doers(one, by_source[one.source], called, layers) for one in statements if one.source in by_source
    }
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
        named=named,
        bare=bare,
        heads=_head_names(links.parties),
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


_TELLING = frozenset({"finding", "conclusion", "concern", "need", "measure"})
_MAY_WAIT = re.compile(
    r"\b(?:als|indien|wanneer|zodra|nadat|na|mits|pas|alleen|zolang|voordat|vóórdat|alvorens|totdat|zonder|onder\s+voorbehoud|op\s+voorwaarde|if|when|once|after|only|until|before|unless|provided|subject\s+to|without)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_WAITS = frozenset(
    (
        *("als", "indien", "wanneer", "zodra", "nadat", "na", "mits", "pas", "alleen", "zolang", "voordat", "vóórdat"),
        *("alvorens", "totdat", "zonder", "voorbehoud", "voorwaarde", "if", "when", "once", "after", "only", "until"),
        *("before", "unless", "provided", "subject", "without"),
    )
)
"""The same as plain words: most sentences have none of them, and are not looked at further."""
_FIRST_CHARS = 16
"""Characters before a name that is still the subject of its sentence: "De raad van Aldorp"."""
_SHORTEST = 40
"""Characters of a sentence: a cell of a table begins with a thing, not with somebody."""
_ROLES = frozenset({"must_act", "asked", "leads"})
_GENERIC = re.compile(
    r"(?:het|uw|de|this|your|the)\s+(?:college|raad|gemeenteraad|gemeente|provincie|ministerie|kabinet|waterschap|bestuur|directie|bedrijf|board|council|municipality|province|ministry|company)",
    re.IGNORECASE,
)


def _with_doers(statement: Statement, source: Source, called: Named, layers: Mapping[str, Layer | None]) -> Statement:
    """The statement with whom its sentence begins with as who acts, where it ties that act to something else.

    Readers look for actors in acts alone, and "Kustnet tekent pas nadat ..." may have been read as a finding. And
    "het college" in a letter to one party is that party.
    """
    actors = statement.actors
    if source.addressees and any(actor.party is None and _GENERIC.fullmatch(actor.words) for actor in actors):
        actors = tuple(_addressed(actor, source, statement, layers) for actor in actors)
    has_doer = any(actor.role in _ROLES for actor in actors)
    if statement.type == "request" and not has_doer and (asked := _ASKED.search(statement.text)) is not None:
        found = [one for one in called(asked["whom"]) if one[2] not in statement.holders]
        party = found[-1][2] if found else None
        if party is None or asked["whom"].endswith(asked["whom"][found[-1][0] : found[-1][1]]):
            actors = (*actors, Actor(party=party, words=asked["whom"], role="asked"))
    is_open = statement.type in _TELLING and not has_doer
    if (
        is_open
        and not statement.is_commitment
        and len(statement.text) > _SHORTEST
        and not _WAITS.isdisjoint(_WORD.findall(statement.text.lower()))
        and _MAY_WAIT.search(statement.text, 4)
    ):
        text = statement.text
        found = [one for one in called(text) if one[0] <= _FIRST_CHARS]
        if found and _SUBJECT.fullmatch(text[: found[0][0]]):
            start, end, party = found[0]
            actors = (*actors, Actor(party=party, words=text[start:end], role="must_act"))
        elif (layer := _LAYER_FIRST.match(text)) is not None:
            own: list[str | None] = [party for party in statement.parties if layers.get(party) == layer.lastgroup]
            own = own if layer[0].endswith(("n", "s", "ies")) or len(own) == 1 else []
            actors = (*actors, *(Actor(party=one, words=layer[0], role="must_act") for one in own or [None]))
        elif not statement.is_reported and (us := _US.search(text)) is not None:
            actors = (*actors, *(Actor(party=one, words=us[0], role="must_act") for one in statement.holders))
    return statement if actors is statement.actors else replace(statement, actors=actors)


_ASKED = re.compile(
    r"\b(?:verzoekt|vraagt)\b[^.;,]{3,80}?\b(?P<whom>(?:de|het)\s+(?:provincie|gemeente|minister\w*|staatssecretaris|kabinet|Rijk|waterschap)(?:\s+[A-Z]\w+)?)\s+(?=om\b)"
)
"""Whom a sentence asks in which who asks stands behind the verb: "verzoekt het college de provincie om"."""
_US = re.compile(r"\b(?:wij|we|ik|I)\b", re.IGNORECASE)


_OF_LAYERS: Mapping[str, frozenset[str]] = {
    "gemeente": frozenset({"gemeente"}),
    "gemeenteraad": frozenset({"gemeente"}),
    "municipality": frozenset({"gemeente"}),
    "provincie": frozenset({"provincie"}),
    "province": frozenset({"provincie"}),
    "waterschap": frozenset({"waterschap"}),
    "ministerie": frozenset({"rijk"}),
    "ministry": frozenset({"rijk"}),
    "kabinet": frozenset({"rijk"}),
    "bedrijf": frozenset({"bedrijf"}),
    "company": frozenset({"bedrijf"}),
}
"""Of which layer a party must be to be meant by a word for it; a board or a council may be anybody's."""


def _addressed(actor: Actor, source: Source, statement: Statement, layers: Mapping[str, Layer | None]) -> Actor:
    """Who is meant by "het college" or "de raad" in a letter: the only one it is written to, or the one of that organ."""
    if actor.party is not None or not _GENERIC.fullmatch(actor.words):
        return actor
    organ = actor.words.rpartition(" ")[2].lower()
    addressed = [
        one
        for one in source.addressees
        if organ not in _OF_LAYERS or layers.get(one.partition("#")[0]) in (None, *_OF_LAYERS[organ])
    ]
    to = tuple(dict.fromkeys(one.partition("#")[0] for one in addressed))
    of_organ = [one.partition("#")[0] for one in addressed if one.endswith("#raad") == organ.endswith("raad")]
    found = to[0] if len(to) == 1 else of_organ[0] if len(of_organ) == 1 else None
    return actor if found is None or found in statement.holders else replace(actor, party=found)


_LAYER_FIRST = re.compile(
    r"(?:De |Het |The )(?:(?P<gemeente>gemeenten?|colleges?|raad|raden|municipality|municipalities)|(?P<provincie>provincies?|province)"
    r"|(?P<rijk>staat|minister|Rijk|kabinet|ministerie|state|cabinet|ministry)|(?P<waterschap>waterschap)|(?P<bedrijf>bedrijf|bedrijven|company))\b"
)
_FORM = re.compile(
    r"^(?:gemeente|provincie|waterschap|hoogheemraadschap|stichting|vereniging|municipality of|province of)\s+",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?:^|^\W*(?:[\w']+\s+){0,2}?(?:als|dat|zodra|nadat|mits|wanneer|tenzij|voordat|zolang|if|that|once|after|when|until|unless|before)\s+|\b(?:door|by|dan|than|zoals|volgens|raad van|college van)\s+)$",
    re.IGNORECASE,
)
"""Behind which words a bare name is who acts, and no place."""


def _bare_names(parties: Iterable[Party]) -> dict[str, str]:
    """The names of bodies without the word for what they are: "Aldorp" of "Gemeente Aldorp"; one that two share is none's."""
    found: dict[str, list[str]] = defaultdict(list)
    for party in parties:
        short = _FORM.sub("", party.name)
        if short != party.name and len(short) > 3:
            found[short].append(party.id)
    return {name: ids[0] for name, ids in sorted(found.items()) if len(ids) == 1}


_COMMON = re.compile(
    r"(?:gemeente|provincie|waterschap|hoogheemraadschap|ministerie|stichting|vereniging|raad|college|fractie|tweede|eerste|nederlandse?|europese?|koninklijke?|rijk\w*|partij\w*|municipality|province|ministry|the)",
    re.IGNORECASE,
)


def _head_names(parties: Iterable[Party]) -> dict[str, str]:
    """What a text calls a body for short: "de Milieufederatie" of "Milieufederatie Aldorp"; one that two share is none's."""
    found: dict[str, set[str]] = defaultdict(set)
    for party in parties:
        parts = party.name.split()
        for count in (1, len(parts) - 1):
            head = " ".join(parts[:count])
            if 0 < count < len(parts) and len(head) > 6 and not _COMMON.fullmatch(parts[0]):
                found[head].add(party.id)
    return {name: min(ids) for name, ids in sorted(found.items()) if len(ids) == 1}


def _heads(text: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    low = text.lower()
    return [
        (place, place + len(name), party)
        for name, party in names.items()
        if (place := low.find(name.lower())) >= 0
        and re.search(r"\b(?:de|het|the)\s+$", low[:place])
        and not low[place + len(name) : place + len(name) + 1].isalnum()
    ]


def _bare(text: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    return [
        (place, place + len(name), party)
        for name, party in names.items()
        if (place := text.find(name)) >= 0
        and _PLACED.search(text[:place])
        and not text[place + len(name) : place + len(name) + 1].isalnum()
    ]


_SUBJECT = re.compile(
    r"\W*(?:(?:de|het|the|gemeente|provincie|minister|(?:de\s+)?raad\s+van|(?:het\s+)?college\s+van)\s+)*",
    re.IGNORECASE,
)
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
