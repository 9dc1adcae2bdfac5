"""Finding words in statements and passages: SQLite's FTS5 over the words and, beside them, their stems.

A passage is one block of a document (the cells of a table row are one), without headers, footers and tables of
contents. One that a single statement fills is found as that statement. Words that were typed between quotation
marks are found in that order; other words also by their stem and as the beginning of a longer word, since Dutch
writes compounds as one. All words must be there; only when that gives too few hits, words that are one slip of the
keyboard away stand for them (``nearwords``; the hit says so), and after that some of the words suffice.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rodedraad.adapters.nearwords import Vocabulary
from rodedraad.records import Document, Hit, Reading
from rodedraad.stems import WORD, folded, stem, stemmed, stems

TABLE = (
    "CREATE VIRTUAL TABLE passages USING fts5(words, stems, tokenize='unicode61 remove_diacritics 2', detail='full')"
)
_WEIGHTS = "4.0, 1.0"  # a word as it was typed tells more than its stem
_MOST_TERMS = 32
_MOST_CHARS = 64
_QUOTE_CHARS = 600  # a longer passage is shown by the part around what was found
_TERM = re.compile(r'"([^"]{0,2000})"|(\w+)')
_SKIPPED = frozenset({"furniture", "contents"})
_SHORTEST_PREFIX = 4

_SELECT = f"""
SELECT units.source, units.statement, units.page, units.page_end, units.first, units.last, passages.words,
       bm25(passages, {_WEIGHTS}) AS distance, names.name IS NOT NULL
FROM passages JOIN units ON units.id = passages.rowid
LEFT JOIN names ON names.name = units.statement AND names.kind = 'statements'
WHERE passages MATCH ? ORDER BY distance, units.source, units.first, units.last LIMIT ?
"""  # noqa: S608  the weights are the constants above


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was asked for: words in a row, or one word with its stems."""

    words: tuple[str, ...]
    stems: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """The term in the index's query language; what the user typed is always inside quotation marks."""
        quoted = f'"{" ".join(self.words)}"'
        if not self.stems:
            return f"words : {quoted}"
        starred = f"{quoted} *" if len(self.words[0]) >= _SHORTEST_PREFIX else quoted
        others = [f'stems : "{one}"' for one in sorted(self.stems)] + [f'words : "{one}"' for one in self.near]
        return f"(words : {starred} OR {' OR '.join(others)})"

    def found(self, words: list[str], *stems: list[str]) -> list[tuple[int, int]]:
        """Where the term stands among these words, by them or their stems: pairs [first, after last)."""
        if not self.stems:
            size = len(self.words)
            return [
                (at, at + size) for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == self.words
            ]
        start = self.words[0]
        by_prefix = len(start) >= _SHORTEST_PREFIX
        held: set[int] = set()
        if by_prefix or start in words:
            held = {at for at, word in enumerate(words) if word[: len(start)] == start and (by_prefix or word == start)}
        for forms in stems:
            if not self.stems.isdisjoint(forms):
                held.update(at for at, form in enumerate(forms) if form in self.stems)
        if self.near:
            held.update(at for at, word in enumerate(words) if word in self.near)
        return [(at, at + 1) for at in sorted(held)]


def terms(query: str) -> list[Term]:
    """What a query asks for, at most 32 terms; empty when it holds no word."""
    found: dict[Term, None] = {}
    for match in _TERM.finditer(query.replace("\0", " ")):
        for words in [_words(match[1])] if match[1] is not None else [[word] for word in _words(match[2])]:
            if not words:
                continue
            is_row = len(words) > 1 or match[1] is not None
            stems = frozenset() if is_row else frozenset({stem(words[0], "nl"), stem(words[0], "en")})
            found[Term(tuple(words), stems)] = None
            if len(found) == _MOST_TERMS:
                return list(found)
    return list(found)


def index(connection: sqlite3.Connection, reading: Reading) -> None:
    """Puts one source's statements and passages in the index, instead of what it held of that source."""
    drop(connection, reading.source.id)
    document = reading.document
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM units").fetchone()
    units: list[tuple[object, ...]] = []
    texts: list[tuple[int, str, str]] = []
    for number, (statement, start, end) in enumerate(_spans(reading), last + 1):
        words = document.text[start:end]
        units.append(
            (number, document.source, statement, document.page_at(start), document.page_at(end - 1), start, end)
        )
        texts.append((number, words, stemmed(words, document.language)))
    connection.executemany("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?)", units)
    connection.executemany("INSERT INTO passages (rowid, words, stems) VALUES (?, ?, ?)", texts)


def is_whole(connection: sqlite3.Connection, reading: Reading) -> bool:
    """Whether the index holds this source's statements and passages, word by word, and no others."""
    text = reading.document.text
    wanted = Counter((start, end, statement, text[start:end]) for statement, start, end in _spans(reading))
    held = connection.execute(
        "SELECT units.first, units.last, units.statement, passages.words FROM units "
        "LEFT JOIN passages ON passages.rowid = units.id WHERE units.source = ?",
        (reading.source.id,),
    )
    return wanted == Counter(held)


def drop(connection: sqlite3.Connection, source: str) -> None:
    """Takes one source out of the index."""
    connection.execute("DELETE FROM passages WHERE rowid IN (SELECT id FROM units WHERE source = ?)", (source,))
    connection.execute("DELETE FROM units WHERE source = ?", (source,))


def search(
    connection: sqlite3.Connection,
    query: str,
    limit: int,
    *,
    document: Callable[[str], Document],
    vocabulary: Callable[[], Vocabulary],
) -> tuple[Hit, ...]:
    """The hits, those with most of the words first, then by score."""
    asked = terms(query)
    if not asked or limit < 1:
        return ()
    found: dict[tuple[str, int, int], tuple[int, Hit]] = {}
    hits: list[Hit] = []
    for connective, is_near in ((" AND ", False), (" AND ", True), (" OR ", True)):
        if is_near and connective == " AND ":
            near = vocabulary().near(_alone(asked))
            asked = [replace(term, near=near.get(term.words[0], ()) if term.stems else ()) for term in asked]
            if not near:
                continue
        if connective == " OR " and len(asked) == 1:
            break
        match = connective.join(term.match for term in asked)
        for row in connection.execute(_SELECT, (match, limit * 4)):
            if (row[0], row[4], row[5]) not in found:
                found[row[0], row[4], row[5]] = _hit(row, asked, document)
        hits = list(_distinct(found.values()))
        if len(hits) >= limit:
            break
    held: dict[str, Document] = {}
    for hit in hits[:limit]:
        if hit.source not in held:
            held[hit.source] = document(hit.source)
    return tuple(one for hit in hits[:limit] if (one := _as_written(hit, asked, held[hit.source])) is not None)


def _as_written(hit: Hit, asked: list[Term], document: Document) -> Hit | None:
    """The hit in the words of its document: an index that was changed finds wrongly, and shows nothing untrue."""
    text = document.text[hit.start : hit.end]
    if text == hit.quote:
        return hit
    covered, marks = _marks(text, asked)
    return replace(hit, quote=text, highlights=marks) if covered else None


def near(vocabulary: Vocabulary, query: str) -> dict[str, tuple[str, ...]]:
    """For each word of a query the words of the index that are one slip away from it."""
    return vocabulary.near(_alone(terms(query)))


def _alone(asked: Iterable[Term]) -> list[str]:
    """The words that were asked for outside quotation marks: what is between them is meant as it stands."""
    return [term.words[0] for term in asked if term.stems]


def _words(text: str) -> list[str]:
    # the tokenizer of FTS5 parts at an underscore, which \w does not
    return [word[:_MOST_CHARS] for word in WORD.findall(folded(text).replace("_", " "))]


def _spans(reading: Reading) -> Iterator[tuple[str | None, int, int]]:
    """Statement id (None for a passage), start and end of all that is indexed."""
    alone = {(statement.start, statement.end) for statement in reading.statements}
    for statement in reading.statements:
        yield statement.id, statement.start, statement.end
    for start, end in _passages(reading.document):
        text = reading.document.text[start:end]
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        if left < right and (start + left, start + right) not in alone:
            yield None, start + left, start + right


def _passages(document: Document) -> Iterator[tuple[int, int]]:
    row: tuple[int | None, int | None] | None = None
    start = end = 0
    for block in document.blocks:
        this = (block.table, block.row) if block.kind == "table_cell" else None
        if row is not None and this != row:
            yield start, end
        if this is None:
            if block.kind not in _SKIPPED:
                yield block.start, block.end
        elif this != row:
            start = block.start
        row, end = this, block.end
    if row is not None:
        yield start, end


def _hit(row: tuple[object, ...], asked: list[Term], document: Callable[[str], Document]) -> tuple[int, Hit]:
    """One row as a hit, with the number of terms found in it."""
    source, statement, page, page_end, start, end, words, distance, is_settled = row
    quote = str(words)
    name = str(statement) if is_settled else None
    first, last = _int(start), _int(end)
    covered, marks = _marks(quote, asked)
    slips = _slips(quote, asked)
    number = None if page is None else _int(page)
    if name is None and len(quote) > _QUOTE_CHARS:
        left, right = _window(quote, marks[0][0] if marks else 0)
        first, last, quote = first + left, first + right, quote[left:right]
        marks = tuple((a - left, b - left) for a, b in marks if left <= a and b <= right)
        if page != page_end:
            number = document(str(source)).page_at(first)
    score = round(-float(str(distance)), 4)
    return covered, Hit(
        id=name,
        source=str(source),
        page=number,
        quote=quote,
        start=first,
        end=last,
        score=score,
        highlights=marks,
        near=slips,
    )


def _int(value: object) -> int:
    return int(str(value))


def _marks(quote: str, asked: Iterable[Term]) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many terms stand in the quote, and where: sorted, without overlap."""
    places, words, dutch, english = _analysed(quote)
    covered = 0
    found: set[tuple[int, int]] = set()
    for term in asked:
        runs = term.found(words, dutch, english)
        covered += bool(runs)
        found.update(runs)
    marks: list[tuple[int, int]] = []
    for first, after in sorted(found):
        start, end = places[first][0], places[after - 1][1]
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return covered, tuple(marks)


@lru_cache(maxsize=1 << 13)
def _analysed(quote: str) -> tuple[list[tuple[int, int]], list[str], list[str], list[str]]:
    """Where the words of a quote stand, the words, and their stems in both languages."""
    places = [match.span() for match in re.finditer(r"[^\W_]+", quote)]
    words = [folded(quote[start:end]) for start, end in places]
    return places, words, stems(words, "nl"), stems(words, "en")


def _slips(quote: str, asked: Iterable[Term]) -> tuple[str, ...]:
    """The near words by which a quote was found, where it has the word itself nowhere."""
    words = [folded(match[0]) for match in re.finditer(r"[^\W_]+", quote)]
    stems = [stem(word, "nl") for word in words]
    found = {
        word
        for term in asked
        if term.near and not replace(term, near=()).found(words, stems)
        for word in words
        if word in term.near
    }
    return tuple(sorted(found))


def _window(quote: str, around: int) -> tuple[int, int]:
    """The part of a long passage that is shown: whole words, with what was found in its first third."""
    left = max(0, min(around - _QUOTE_CHARS // 3, len(quote) - _QUOTE_CHARS))
    right = min(len(quote), left + _QUOTE_CHARS)
    if left:
        left = next((at + 1 for at in range(left, min(left + 80, around)) if quote[at].isspace()), left)
    if right < len(quote):
        right = next((at for at in range(right, max(right - 80, around), -1) if quote[at].isspace()), right)
    return left, right


def _distinct(found: Iterable[tuple[int, Hit]]) -> Iterator[Hit]:
    """The hits in order, without passages that say no more than a statement in them that was found too."""
    ordered = sorted(
        found,
        key=lambda pair: (-pair[0], bool(pair[1].near), -pair[1].score, pair[1].source, pair[1].start, pair[1].end),
    )
    best: dict[str, list[tuple[int, int, int]]] = {}
    for covered, hit in ordered:
        if hit.id is not None:
            best.setdefault(hit.source, []).append((hit.start, hit.end, covered))
    for covered, hit in ordered:
        if hit.id is None and any(
            hit.start <= start and end <= hit.end and held >= covered for start, end, held in best.get(hit.source, ())
        ):
            continue
        yield hit
