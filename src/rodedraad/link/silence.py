"""Parties that say nothing on a theme: not in their statements, nor by its cue words anywhere in their documents.

One finding or conclusion with the theme is not enough to speak of it, but told as passing; two are enough, and so is one
statement that wants something.

A theme stands in more places than in sentences: in a list of what a letter is about, in a heading, in a row of a table.
So before a party is called silent, its documents are searched as well. It is not silent where a cue word of the theme

- leads a heading, list item or table cell (no other theme has more cue words there), or
- leads a statement of its own that says what should be.

What names the theme only in passing (in a finding, or beside more words of other themes) is counted and said.
Method: docs/method/gaps.md, "Silence".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rodedraad.records import Document, Frame, Message, Source, Statement

if TYPE_CHECKING:
    from rodedraad.extract.themes import Cues

_WORD = re.compile(r"\w[\w&-]*")
_OTHER = "anders"
_OBSERVED = frozenset({"finding", "conclusion"})
_LABELS = frozenset({"heading", "list_item", "table_cell"})
_SPEAKS = 2
"""Findings and conclusions that speak of a theme; one alone touches it in passing, or got the theme by mistake."""
_UNREAD = frozenset({"furniture", "contents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A party with documents here and a theme of the frame on which it says nothing, and where was searched."""

    theme: str
    party: str
    searched: Message


def silences(
    frame: Frame, *, sources: Sequence[Source], statements: Sequence[Statement], documents: Iterable[Document]
) -> Iterator[Silence]:
    """Every silence, by theme in the order of the frame and by party. ``statements`` are held, not reported."""
    from rodedraad.extract.themes import Cues  # noqa: PLC0415  the classifier, only where something is searched

    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    own: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        weight = 1 if statement.type in _OBSERVED else _SPEAKS
        for party in statement.parties:
            spoken[party].update(dict.fromkeys(statement.themes, weight))
            own[party].append(statement)
    written: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        for party in source.authors:
            written[party].append(source.id)
    open_ = [
        (place, theme.id, party)
        for place, theme in enumerate(frame.themes)
        if theme.id != _OTHER
        for party in sorted(written)
        if spoken[party][theme.id] < _SPEAKS
    ]
    texts = _Texts(Cues(frame), {document.source: document for document in documents})
    for place, theme, party in open_:
        if any(texts.leads(one.text, place) for one in own[party] if one.type not in _OBSERVED):
            continue
        found = [texts.of(source) for source in written[party]]
        if any(places.named >> place & 1 for places in found):
            continue
        values = {
            "sources": len(found),
            "statements": len(own[party]),
            "passing": max(sum(places.passing[place] for places in found), spoken[party][theme]),
        }
        yield Silence(
            theme=theme,
            party=party,
            searched=Message.of("gap.searched_party_passing" if values["passing"] else "gap.searched_party", **values),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """What one document names: bits of the themes that lead a label, and per theme how many blocks hold a cue word."""

    named: int
    passing: tuple[int, ...]


class _Texts:
    """The documents, searched for the cue words of all themes at once, each when it is first asked for."""

    def __init__(self, cues: Cues, documents: Mapping[str, Document]) -> None:
        self._cues = cues
        self._documents = documents
        self._found: dict[str, _Places] = {}

    def leads(self, text: str, theme: int) -> bool:
        """Whether a cue word of the theme stands in a text, and no other theme has more of them there."""
        hits = self._cues.hits(_WORD.findall(text.lower()))
        return bool(hits[theme]) and hits[theme] == max(hits)

    def of(self, source: str) -> _Places:
        """What a document names; nothing where it is not here."""
        if source not in self._found:
            self._found[source] = self._searched(self._documents.get(source))
        return self._found[source]

    def _searched(self, document: Document | None) -> _Places:
        named, passing = 0, [0] * len(self._cues.ids)
        for block in document.blocks if document else ():
            if document is None or block.kind in _UNREAD:
                continue
            hits = self._cues.hits(_WORD.findall(document.text[block.start : block.end].lower()))
            most = max(hits, default=0)
            for place, count in enumerate(hits):
                passing[place] += count > 0
                if count and count == most and block.kind in _LABELS:
                    named |= 1 << place
        return _Places(named=named, passing=tuple(passing))
