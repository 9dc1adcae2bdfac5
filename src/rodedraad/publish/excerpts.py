"""Quotes as a reader meets them: the words, the lines around them, and the way to where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote as url_quote

from rodedraad.records import Block, BlockKind, Document, Message, Outlook, Reference, Source, Statement

CONTEXT_CHARS = 260
"""Characters shown on either side of a quote: about three lines, enough to see what a "this" points to."""
_FRAGMENT_WORDS = 5
_SHOWN_AS_TEXT = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")
"""Formats that a browser shows as text, in which it can find words."""
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
    block: BlockKind | None
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
        before, after = around(document.text, anchored.start, anchored.end) if document else ("", "")
        statement = anchored if isinstance(anchored, Statement) else None
        block = _block(document, anchored.start)
        return Excerpt(
            id=anchored.id,
            quote=anchored.quote,
            before=before,
            after=after,
            source=source,
            href=href(source, anchored.page, self._href, quote=anchored.quote),
            page=anchored.page,
            page_end=statement.page_end if statement else None,
            locator=statement.locator if statement else None if anchored.page or block is None else block.locator,
            block=block.kind if block else None,
            statement=statement,
        )


def href(source: Source, page: int | None, folder: str, *, quote: str = "") -> str:
    """The way to a source, at its page or words where a browser can open it there.

    ``folder`` is a path, not yet an address.
    """
    path = source.path.lower()
    fragment = ""
    if page and path.endswith(".pdf"):
        fragment = f"#page={page}"
    elif quote and path.endswith(_SHOWN_AS_TEXT):
        fragment = _text_fragment(quote)
    return f"{_quoted(folder)}/{_quoted(source.path)}{fragment}"


def _text_fragment(quote: str) -> str:
    """The part of an address by which a browser finds words in a text or web page (WICG, URL Fragment Text Directives).

    Where the words stand over several lines only their first and last are named: a browser that shows plain text finds
    nothing over the end of a line.
    """
    lines = [line.split() for line in quote.splitlines() if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= 2 * _FRAGMENT_WORDS:
        return f"#:~:text={_encoded(lines[0])}"
    first, last = lines[0][:_FRAGMENT_WORDS], lines[-1][-_FRAGMENT_WORDS:]
    while len(first) > 1 and first[-1].endswith("-"):
        first.pop()  # a word that goes on in the next line
    return f"#:~:text={_encoded(first)},{_encoded(last)}"


def _encoded(words: Sequence[str]) -> str:
    text = " ".join(words).encode("utf-8", "replace")
    return url_quote(text, safe="").replace("-", "%2D")  # a dash would part a prefix off


@lru_cache(maxsize=10_000)  # a source has hundreds of quotes
def _quoted(path: str) -> str:
    """A path as an address; file names that are no valid UTF-8 keep their bytes."""
    return url_quote(path.encode("utf-8", "surrogateescape"), safe="/")


def around(text: str, start: int, end: int) -> tuple[str, str]:
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


def _block(document: Document | None, offset: int) -> Block | None:
    """The block in which an offset stands."""
    blocks = document.blocks if document else ()
    found = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[found] if found >= 0 and offset < blocks[found].end else None
