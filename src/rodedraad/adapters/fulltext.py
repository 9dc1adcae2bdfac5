"""The text index in SQLite: FTS5 over the words of statements and passages and, beside them, their stems.

A passage is one block of a document (the cells of a table row are one), without headers, footers and tables of
contents. One that a single statement fills is found as that statement. What a query asks of it: ``searching``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from rodedraad.adapters.searching import Found, Term
from rodedraad.records import Document, Reading
from rodedraad.stems import stemmed

TABLE = (
    "CREATE VIRTUAL TABLE passages USING fts5(words, stems, tokenize='unicode61 remove_diacritics 2', detail='full')"
)
_WEIGHTS = "4.0, 1.0"  # a word as it was typed tells more than its stem
_SKIPPED = frozenset({"furniture", "contents"})

# only what is nearly good enough is looked up and put in order: of a common word that is one row in a thousand
_SELECT = f"""
WITH matched AS MATERIALIZED (
    SELECT rowid AS id, bm25(passages, {_WEIGHTS}) AS distance FROM passages WHERE passages MATCH ?1
)
SELECT units.source, CASE WHEN names.name IS NULL THEN NULL ELSE units.statement END, units.page, units.first,
       units.last, passages.words, -matched.distance
FROM matched JOIN units ON units.id = matched.id JOIN passages ON passages.rowid = matched.id
LEFT JOIN names ON names.name = units.statement AND names.kind = 'statements'
WHERE matched.distance <= coalesce((SELECT distance FROM matched ORDER BY distance LIMIT 1 OFFSET ?2 - 1), 0)
ORDER BY matched.distance, units.source, units.first, units.last LIMIT ?2
"""  # noqa: S608  the weights are the constants above


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


def look(connection: sqlite3.Connection, asked: Sequence[Term], limit: int, *, is_all: bool) -> list[Found]:
    """What holds all of these terms, or one of them: the best, in order."""
    match = (" AND " if is_all else " OR ").join(map(_match, asked))
    return connection.execute(_SELECT, (match, limit)).fetchall()


def _match(term: Term) -> str:
    """A term in the index's query language; what the user typed is always inside quotation marks."""
    quoted = f'"{" ".join(term.words)}"'
    if not term.stems:
        return f"words : {quoted}"
    starred = f"{quoted} *" if term.is_start else quoted
    others = [f'stems : "{one}"' for one in sorted(term.stems)] + [f'words : "{one}"' for one in term.near]
    return f"(words : {starred} OR {' OR '.join(others)})"


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
