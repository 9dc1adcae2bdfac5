"""Quotes as a reader meets them: the words, the lines around them, and the way to where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote as url_quote

from rodedraad.records import Document, Message, Outlook, Reference, Source, Statement

CONTEXT_CHARS = 260
"""Characters shown on either side of a quote: about three lines, enough to see what a "this" points to."""
_SENTENCE_EDGE = re.compile(r"[.!?]\s+(?=[A-ZÀ-Þ«“\"•])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One quote as a reader meets it. ``href`` opens the source at its page; ``before`` and ``after`` surround it."""

    id: str
    quote: str
    before: str
    after: str
    source: Source
    href: str
    page: int | None
    page_end: int | None
    locator: Message | None
    statement: Statement | None

    @property
    def language(self) -> str | None:
        """The language of the words: that of the sentence where it is known, else that of its source."""
        return (self.statement.language if self.statement else None) or self.source.language


def excerpts(
    anchored: Iterable[Statement | Outlook | Reference],
    *,
    sources: Sequence[Source],
    documents: Mapping[str, Document],
    sources_href: str = "bronnen",
) -> tuple[Excerpt, ...]:
    """Each of these with its quote and the lines around it. ``sources`` and ``documents`` hold at least theirs."""
    maker = Excerpts(sources, documents, sources_href)
    return tuple(maker.of(one) for one in anchored)


class Excerpts:
    """Makes excerpts from anchors; keeps what it made, since a quote is shown in several places."""

    def __init__(self, sources: Sequence[Source], documents: Mapping[str, Document], sources_href: str) -> None:
        self._documents = documents
        self._sources = {source.id: source for source in sources}
        self._href = sources_href
        self._made: dict[str, Excerpt] = {}

    def of(self, anchored: Statement | Outlook | Reference) -> Excerpt:
        """The excerpt of this quote. Raises KeyError where its source is not here."""
        if anchored.id not in self._made:
            self._made[anchored.id] = self._excerpt(anchored)
        return self._made[anchored.id]

    def _excerpt(self, anchored: Statement | Outlook | Reference) -> Excerpt:
        source = self._sources[anchored.source]
        document = self._documents.get(anchored.source)
        before, after = _around(document.text, anchored.start, anchored.end) if document else ("", "")
        statement = anchored if isinstance(anchored, Statement) else None
        return Excerpt(
            id=anchored.id,
            quote=anchored.quote,
            before=before,
            after=after,
            source=source,
            href=href(source, anchored.page, self._href),
            page=anchored.page,
            page_end=statement.page_end if statement else None,
            locator=statement.locator if statement else None if anchored.page else _locator(document, anchored.start),
            statement=statement,
        )


def href(source: Source, page: int | None, folder: str) -> str:
    """The way to a source, at its page where a browser can open one. ``folder`` is a path, not yet an address."""
    fragment = f"#page={page}" if page and source.path.lower().endswith(".pdf") else ""
    return f"{_quoted(folder)}/{_quoted(source.path)}{fragment}"


def _quoted(path: str) -> str:
    """A path as an address; file names that are no valid UTF-8 keep their bytes."""
    return url_quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a quote, from and to the edge of a sentence where there is one."""
    before = text[max(0, start - CONTEXT_CHARS) : start]
    after = text[end : end + CONTEXT_CHARS]
    if start > CONTEXT_CHARS:
        edge = _SENTENCE_EDGE.search(before)
        before = before[edge.end() :] if edge else "… " + before.partition(" ")[2]
    if end + CONTEXT_CHARS < len(text):
        edges = list(_SENTENCE_EDGE.finditer(after))
        after = after[: edges[-1].start() + 1] if edges else after.rpartition(" ")[0] + " …"
    return before, after


def _locator(document: Document | None, offset: int) -> Message | None:
    """Where an offset stands in a format without pages: its block says so."""
    for block in document.blocks if document else ():
        if block.start <= offset < block.end:
            return block.locator
    return None
