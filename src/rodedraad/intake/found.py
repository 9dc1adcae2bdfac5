"""What another program coded, found in our text of the source: by its words, in whatever way that program counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rodedraad.errors import QuoteNotFound
from rodedraad.extract import quotes
from rodedraad.intake.project import Selection
from rodedraad.publish import refi
from rodedraad.records import Document, Statement

AROUND_CHARS: Final = 40
SAME_SHARE: Final = 0.8
"""As in authored.py: of the characters of both together, for a statement whose ends were moved."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a program may count a text."""

    text: str
    is_utf16: bool = False

    def words(self, start: int, end: int) -> str:
        """What stands there, by this count."""
        if not self.is_utf16:
            return self.text[start:end]
        return self.text.encode("utf-16-le", "replace")[2 * start : 2 * end].decode("utf-16-le", "replace")

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after."""
        return self.words(max(0, start - AROUND_CHARS), start), self.words(end, end + AROUND_CHARS)


def ways(text: str) -> Iterator[Way]:
    """Without the byte order mark and with one character for a line end; as it is; in units of UTF-16."""
    bare = text.removeprefix("\ufeff")
    for one in dict.fromkeys((bare.replace("\r\n", "\n"), bare, text.replace("\r\n", "\n"), text)):
        yield Way(one)
        if any(character > "\uffff" for character in one):
            yield Way(one, is_utf16=True)


class Finder:
    """Finds what is coded in our text of a source: the statement that it is, or where else it stands."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self.source = document.source
        self.text = document.text
        self._plain = refi.plain(document.text)
        self._bare = quotes.bare(document.text)
        self._statements = sorted(statements, key=lambda one: one.start)
        self._by_span = {(one.start, one.end): one for one in statements}
        self._by_words: dict[str, list[Statement]] = {}
        for one in self._statements:
            self._by_words.setdefault(quotes.bare(one.quote), []).append(one)

    def hits(self, way: Way, selections: Sequence[Selection]) -> int:
        """How many of these are a statement, when the text is counted this way."""
        return sum(quotes.bare(way.words(one.start, one.end)) in self._by_words for one in selections)

    def find(self, words: str, way: Way, one: Selection) -> tuple[Statement | None, tuple[int, int]]:
        """The statement with these words, or none, and where they stand in our text. Raises QuoteNotFound.

        Where the project's text is ours to the character its places are too; else the words must be found again.
        """
        if way.text == self._plain and not way.is_utf16 and words.strip():
            span = (one.start, min(one.end, len(self.text)))
        else:
            same = self._same(words, way, one)
            span = (same.start, same.end) if same else self._again(words, way, one)
        return self._by_span.get(span) or self._nearly(*span), span

    def _same(self, words: str, way: Way, one: Selection) -> Statement | None:
        """The statement with these words: the only place that has them, or the only one with what surrounds them."""
        bare = quotes.bare(words)
        held = self._by_words.get(bare, [])
        if len(held) == 1 and self._bare.count(bare) == 1:
            return held[0]
        prefix, suffix = (quotes.bare(part) for part in way.around(one.start, one.end))
        found = [other for other in held if self._is_between(other, prefix, suffix)]
        return found[0] if len(found) == 1 else None

    def _is_between(self, one: Statement, prefix: str, suffix: str) -> bool:
        before = quotes.bare(self.text[max(0, one.start - 2 * AROUND_CHARS) : one.start])
        after = quotes.bare(self.text[one.end : one.end + 2 * AROUND_CHARS])
        return before.endswith(prefix) and after.startswith(suffix)

    def _again(self, words: str, way: Way, one: Selection) -> tuple[int, int]:
        """Where the words stand: by what surrounds them, else as the same one of as many places."""
        prefix, suffix = way.around(one.start, one.end)
        try:
            return quotes.relocate(self.text, words, prefix=prefix, suffix=suffix)
        except QuoteNotFound:
            places = quotes.find(self.text, words)
            theirs = quotes.find(way.text, words) if len(places) > 1 and not way.is_utf16 else ()
            at = [place for place, (start, end) in enumerate(theirs) if start < one.end and one.start < end]
            if len(at) != 1 or len(theirs) != len(places):
                raise
            return places[at[0]]

    def _nearly(self, start: int, end: int) -> Statement | None:
        """The statement that stands there but for its ends."""
        for statement in self._statements:
            shared = min(end, statement.end) - max(start, statement.start)
            if shared > 0 and shared >= SAME_SHARE * (max(end, statement.end) - min(start, statement.start)):
                return statement
        return None
