"""A dossier of a million statements that `serve` opens like any other: python benchmarks/large_dossier.py FOLDER [--statements N] [--seed N].

Written through the program's own folder, store and log: a PDF of some 25 pages for every 400 statements, its text, vectors and
text index, hundreds of parties, and all that a build makes of these in the proportions of a build of real documents
(``large_lists.PER_THOUSAND``). The sentences are made of those of the example's documents (``scale.py``); the drivers,
judgements and scenarios are those that a build gives this frame. The same seed gives the same records.

What it is not: nothing was linked, so that two statements of a thread do not say the same, and a reading has no clues and an
empty key: a build would read the files again.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from large_lists import Lists, parties
from rodedraad import consult, dossier, remembered
from rodedraad import frame as frames
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.authored import target
from rodedraad.embed import DIMENSIONS, embedder
from rodedraad.extract.identity import bare, statement_id
from rodedraad.records import (
    Actor,
    Amount,
    Block,
    Coverage,
    Document,
    Event,
    Frame,
    Issuer,
    Links,
    Party,
    Problem,
    Prospects,
    Reading,
    Segment,
    Source,
    Statement,
)
from scale import texts

PER_SOURCE, PER_PAGE, SENTENCES, STATEMENTS = 400, 6, 4, 3
"""Statements of a source, paragraphs of a page, sentences of a paragraph, and those of them that are a statement."""
_LINE_CHARS, _LEADING = 92, 13
_PER_EVENT = 2_000
"""Statements for each that a person confirmed."""
_AT = "2026-11-01T09:00:00+00:00"
_KINDS = ("study", "vision", "plan", "letter", "minutes", "programme", "agreement", "other")
_TYPES = {"finding": 34, "measure": 24, "concern": 13, "conclusion": 13, "request": 5, "ambition": 5, "recommendation": 3, "condition": 2, "need": 1}  # fmt: skip
_UNITS = ("procent", "euro", "woningen", "hectare", "megawatt", "ton")


class Making:
    """One dossier in the making: the dice are thrown for one source after another."""

    def __init__(self, frame: Frame, known: tuple[Party, ...], seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311  invented text, no secrets
        self._frame = frame
        self._known = known
        self._texts = texts()
        self._themes = [one.id for one in frame.themes]

    def readings(self, count: int) -> Iterator[tuple[Reading, bytes]]:
        """Sources with so many statements in all, each with the bytes of its file."""
        for number in range(-(-count // PER_SOURCE)):
            yield self._reading(number, min(PER_SOURCE, count - number * PER_SOURCE))

    def _reading(self, number: int, count: int) -> tuple[Reading, bytes]:
        pages = [  # of each page its paragraphs, of each of these its sentences
            [list(islice(self._texts, SENTENCES)) for _ in range(PER_PAGE)]
            for _ in range(-(-count // (PER_PAGE * STATEMENTS)))
        ]
        data, text, blocks, segments, starts = _set(pages)
        id_ = hashlib.sha256(data).hexdigest()
        author, asked = self._dice.choice(self._known), self._dice.choice(self._known)
        year = self._dice.randint(2012, 2026)
        source = Source(
            id=id_,
            path=f"{author.id}/{number:05} {year}.pdf",
            title=_title(pages[0][0][0]),
            date=f"{year}-{self._dice.randint(1, 12):02}-{self._dice.randint(1, 28):02}",
            kind=self._dice.choice(_KINDS),
            parties=(Issuer(id=author.id, name=author.name),),
            addressees=(asked.id,) if self._dice.random() < 0.3 else (),
            area=self._dice.choice(self._frame.places) if self._dice.random() < 0.3 else None,
            language="nl",
            pages=len(pages),
        )
        document = Document(
            source=id_, text=text, body_end=len(text), blocks=blocks, pages=starts, segments=segments, language="nl"
        )
        statements = tuple(islice(self._statements(source, document, author), count))
        unread = () if self._dice.random() < 0.95 else (len(pages),)
        coverage = Coverage(
            source=id_,
            pages=len(pages),
            pages_read=len(pages) - len(unread),
            pages_ocr=0,
            pages_unread=unread,
            characters=len(text),
            statements=len(statements),
        )
        reading = Reading(
            source=source,
            document=document,
            coverage=coverage,
            statements=statements,
            vectors=embedder().encode([one.text for one in statements]),
            dimensions=DIMENSIONS,
        )
        return reading, data

    def _statements(self, source: Source, document: Document, author: Party) -> Iterator[Statement]:
        """Three sentences of every paragraph, with in every field as much as a reader of real documents finds."""
        seen: Counter[str] = Counter()
        for block in document.blocks:
            at = block.start
            for sentence in document.text[block.start : block.end].split("\n")[:STATEMENTS]:
                yield self._statement(
                    source,
                    author,
                    (at, document.page_at(at)),
                    statement_id(source.id, sentence, seen[bare(sentence)]),
                    sentence,
                )
                seen[bare(sentence)] += 1
                at += len(sentence) + 1

    def _statement(
        self, source: Source, author: Party, anchor: tuple[int, int | None], id_: str, quote: str
    ) -> Statement:
        dice = self._dice
        type_ = dice.choices(list(_TYPES), list(_TYPES.values()))[0]
        words = quote.split()
        acts = type_ in ("measure", "request", "recommendation")
        due = f"{dice.randint(2026, 2045)}" if acts and dice.random() < 0.5 else None
        by = dice.choice(self._known)
        is_reported = dice.random() < 0.03
        start, page = anchor
        return Statement(
            id=id_,
            type=type_,  # type: ignore[arg-type]
            text=quote,
            quote=quote,
            source=source.id,
            page=page,
            page_end=page,
            locator=None,
            start=start,
            end=start + len(quote),
            language="nl",
            themes=tuple(sorted({dice.choice(self._themes) for _ in range(dice.randint(0, 2))})),
            place=(dice.choice(self._frame.places),) if dice.random() < 0.11 else (),
            parties=(author.id,),
            holder=by.id if is_reported else author.id,
            is_reported=is_reported,
            is_commitment=type_ == "measure" and dice.random() < 0.45,
            actors=(Actor(party=by.id, words=words[0], role="asked" if type_ == "request" else "must_act"),)
            if acts and dice.random() < 0.8
            else (),
            within_power=True if type_ == "measure" else None,
            deadline=f"in {due}" if due else None,
            deadline_from=f"{due}-01-01" if due else None,
            deadline_to=f"{due}-12-31" if due else None,
            amounts=(Amount(value=float(dice.randint(2, 900)), unit=dice.choice(_UNITS), words=words[-1]),)
            if dice.random() < 0.17
            else (),
            confidence=round(dice.uniform(0.35, 1.0), 2),
            origin="rule",
        )


def _title(sentence: str) -> str:
    return " ".join(sentence.split()[:8]).strip(" ,.;:").capitalize()


def _set(
    pages: list[list[list[str]]],
) -> tuple[bytes, str, tuple[Block, ...], tuple[Segment, ...], tuple[tuple[int, int], ...]]:
    """A PDF with these paragraphs, the text that a reader takes from it, and where in it each thing stands."""
    streams: list[bytes] = []
    text = ""
    blocks: list[Block] = []
    segments: list[Segment] = []
    starts: list[tuple[int, int]] = []
    for page, paragraphs in enumerate(pages, 1):
        starts.append((len(text), page))
        drawn, first = [], 0
        for sentences in paragraphs:
            body = "\n".join(sentences)
            start = len(text)
            blocks.append(Block(kind="paragraph", start=start, end=start + len(body), page=page, page_end=page))
            for sentence in sentences:
                for at in range(0, len(sentence), _LINE_CHARS):
                    line = sentence[at : at + _LINE_CHARS]
                    segments.append(Segment(start=start + at, end=start + at + len(line), page=page, first=first))
                    drawn.append(line)
                    first += len(line) + 2  # PDFium ends each line with two characters of its own
                start += len(sentence) + 1
            text += body + "\n\n"
        streams.append(_drawn(drawn))
    return _pdf(streams), text, tuple(blocks), tuple(segments), tuple(starts)


def _drawn(lines: list[str]) -> bytes:
    shown = b"".join(b"(" + line.encode("cp1252", "replace").translate(None, b"\\()") + b") Tj T*\n" for line in lines)
    return b"BT /F1 9 Tf %d TL 50 800 Td\n" % _LEADING + shown + b"ET"


def _pdf(streams: list[bytes]) -> bytes:
    """A PDF with one page for each of these contents."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(streams), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%b endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        made
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            len(made),
        )
    )


def filled(root: Path, count: int, seed: int) -> DossierFolder:
    """Makes the dossier with so many statements, and says what each step took."""
    settings = frames.starting("ijmond", title=root.name, template=f'titel = "{root.name}"\nkader = "ijmond"\n')
    folder = DossierFolder.make(root, settings)
    dossier.build(folder, name="maat", at=_AT)  # which reads the settings into the log, and searches the scenarios
    frame = consult.frame_of(folder)
    known = parties(frame)
    began = time.perf_counter()
    sources: list[Source] = []
    statements: list[Statement] = []
    coverage: list[Coverage] = []
    with folder.lock(), SqliteLog(folder.log) as log, SqliteStore(folder.store) as store:
        ahead = {kind: tuple(store.records(kind)) for kind in ("drivers", "judgements", "explorations", "scenarios")}
        for reading, data in Making(frame, known, seed).readings(count):
            path = folder.sources / reading.source.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            store.put("", reading)
            sources.append(reading.source)
            statements += reading.statements
            coverage.append(reading.coverage)
        print(f"{len(sources)} sources made and kept in {time.perf_counter() - began:.0f} s", flush=True)
        _confirm(log, store, {one.id: one for one in sources}, statements[::_PER_EVENT])
        made = Lists(frame, known, sources, statements, seed=seed)
        _settle(store, made, ahead, coverage, log.events(), fingerprint=f"large-{count}-{seed}")
    print(f"settled after {time.perf_counter() - began:.0f} s: {made.counts()}", flush=True)
    return folder


def _confirm(log: SqliteLog, store: SqliteStore, sources: dict[str, Source], chosen: list[Statement]) -> None:
    """What people confirmed, in the log: which changes no record."""
    person = log.person("A. de Vries")
    with log.together():
        for one in chosen:
            document = next(store.documents([one.source]))
            about = target(one, document, sources[one.source].path)
            log.append(at=_AT, person=person, kind="confirm", targets=(about,), values={})


def _settle(
    store: SqliteStore,
    made: Lists,
    ahead: dict[str, tuple[object, ...]],
    coverage: list[Coverage],
    events: tuple[Event, ...],
    *,
    fingerprint: str,
) -> None:
    problems = tuple(
        Problem(source=made.sources[one.source].path, page=page, kind="no_text_layer", message=made.no_text(page))
        for one in coverage
        for page in one.pages_unread
    )
    links, prospects = Links(**made.links), Prospects(**{**made.prospects, **ahead})
    lists = {
        "sources": tuple(made.sources.values()),
        "statements": tuple(made.statements.values()),
        "problems": problems,
        "coverage": tuple(coverage),
        **{name: getattr(links, name) for name in Links.__dataclass_fields__},
        **{name: getattr(prospects, name) for name in Prospects.__dataclass_fields__},
    }
    remembered.remember_log(store, events)
    remembered.remember_records(store, fingerprint, lists, events)
    store.settle(
        fingerprint,
        lists["sources"],
        lists["statements"],
        links,
        prospects=prospects,
        problems=problems,
        coverage=coverage,
    )


def main() -> None:
    """Makes the dossier."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    filled(chosen.folder, chosen.statements, chosen.seed)


if __name__ == "__main__":
    main()
