"""Keeping, loading and searching a dossier's worth of readings: seconds of processor time, on invented text.

python benchmarks/store.py
"""

import hashlib
import random
import tempfile
import time
from pathlib import Path

from rodedraad.adapters import fulltext
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.records import Actor, Block, Coverage, Document, Links, Reading, Segment, Source, Statement

SOURCES, PAGES, PARAGRAPHS, SENTENCES = 61, 17, 9, 5
STATEMENTS_PER_SOURCE = 420
DICE = random.Random(1)  # noqa: S311  invented text, no secrets
WORDS = [
    "".join(DICE.choice("bdfghklmnprstvwz") + DICE.choice("aeiou") for _ in range(DICE.randint(1, 4)))
    for _ in range(20_000)
]


def sentence() -> str:
    """Words as often as words are: a few everywhere, most of them rare."""
    count = DICE.randint(8, 30)
    return " ".join(WORDS[min(int(DICE.paretovariate(0.7)), len(WORDS) - 1)] for _ in range(count)).capitalize() + "."


def reading(number: int) -> Reading:
    """One source of 17 pages with lines, paragraphs and statements."""
    source = hashlib.sha256(str(number).encode()).hexdigest()
    parts: list[str] = []
    blocks: list[Block] = []
    segments: list[Segment] = []
    pages: list[tuple[int, int]] = []
    statements: list[Statement] = []
    at = 0
    for page in range(1, PAGES + 1):
        pages.append((at, page))
        for _ in range(PARAGRAPHS):
            sentences = [sentence() for _ in range(SENTENCES)]
            text = " ".join(sentences)
            blocks.append(Block(kind="paragraph", start=at, end=at + len(text), page=page, page_end=page))
            segments += [
                Segment(start=at + first, end=min(at + first + 90, at + len(text)), page=page, first=first)
                for first in range(0, len(text), 90)
            ]
            start = at
            for quote in sentences:
                if len(statements) < STATEMENTS_PER_SOURCE and DICE.random() < 0.6:
                    statements.append(statement(quote, source, page, start))
                start += len(quote) + 1
            parts.append(text)
            at += len(text) + 2
    text = "\n\n".join(parts)
    return Reading(
        source=Source(id=source, path=f"{number}.pdf", title=f"Bron {number}", pages=PAGES),
        document=Document(
            source=source,
            text=text,
            body_end=len(text),
            blocks=tuple(blocks),
            pages=tuple(pages),
            segments=tuple(segments),
            language="nl",
        ),
        coverage=Coverage(
            source=source,
            pages=PAGES,
            pages_read=PAGES,
            pages_ocr=0,
            pages_unread=(),
            characters=len(text),
            statements=len(statements),
        ),
        statements=tuple(statements),
        vectors=DICE.randbytes(256 * len(statements)),
        dimensions=256,
    )


def statement(quote: str, source: str, page: int, start: int) -> Statement:
    """A statement with something in every field."""
    return Statement(
        id=hashlib.sha256(f"{source}{start}".encode()).hexdigest()[:24],
        type="measure",
        text=quote,
        quote=quote,
        source=source,
        page=page,
        page_end=page,
        locator=None,
        start=start,
        end=start + len(quote),
        language="nl",
        themes=("energie",),
        place=("Aldorp",),
        parties=("gemeente-aldorp",),
        holder="gemeente-aldorp",
        is_reported=False,
        is_commitment=True,
        actors=(Actor(party=None, words="de gemeente", role="must_act"),),
        within_power=True,
        deadline="eind 2027",
        deadline_from=None,
        deadline_to="2027-12-31",
        amounts=(),
        confidence=0.73,
        origin="rule",
    )


def main() -> None:
    """Prints what each part takes."""
    readings = [reading(number) for number in range(SOURCES)]
    statements = [one for held in readings for one in held.statements]
    characters = sum(len(held.document.text) for held in readings)
    print(f"{len(statements)} statements, {characters} characters, {SOURCES * PAGES} pages")
    with tempfile.TemporaryDirectory() as folder, SqliteStore(Path(folder) / "dossier.db") as store:
        began = time.process_time()
        for held in readings:
            store.put("key", held)
        both = time.process_time() - began
        began = time.process_time()
        for held in readings:
            with store._transaction():  # noqa: SLF001  the index alone, as put does it
                fulltext.index(store._connection, held)  # noqa: SLF001
        index = time.process_time() - began
        print(f"keep readings {both:.2f} s with index; indexing them again {index:.2f} s")
        began = time.process_time()
        store.settle("f", [held.source for held in readings], statements, Links())
        print(f"final records {time.process_time() - began:.2f} s")
        began = time.process_time()
        loaded = list(store.readings([held.source.id for held in readings]))
        print(f"load readings {time.process_time() - began:.2f} s, equal: {loaded == readings}")
        for query in (WORDS[0], WORDS[5_000], f"{WORDS[1]} {WORDS[2]}"):
            began = time.process_time()
            hits = len(store.search(query))
            print(f"search {time.process_time() - began:.3f} s, {hits} hits")
        print(f"{store.path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
