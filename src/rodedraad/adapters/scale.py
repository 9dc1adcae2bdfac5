"""What may answer a question in a very large dossier: a tantivy index of stems and a file of vectors, beside the store.

Derived from the store, of one fingerprint, and may be deleted: it is a folder with the index, the vectors row by row, and
what is shown of each row. Statements come first, so that a row with a vector has the number of that vector. Files are
read through the system's memory mapping: a question takes what it needs of them. Needs the extra ``scale``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rodedraad.adapters.codec import decoded, encoded
from rodedraad.adapters.vectors import best, products
from rodedraad.errors import MissingExtra
from rodedraad.records import Candidate

FROM = 200_000
"""Statements from which the store is asked through this index, where there is one."""
_MOST_STEMS = 64
_HEAP_BYTES = 256_000_000
_STATE = "stand.json"

Row = tuple[Candidate, str, bytes]
"""What is shown, the stems of its text parted by blanks, and its vector; of a passage no bytes."""


def is_installed() -> bool:
    """Whether the extra is there."""
    try:
        import tantivy  # noqa: F401, PLC0415  an extra
    except ImportError:
        return False
    return True


def make(folder: Path, fingerprint: str, rows: Iterable[Row]) -> None:
    """Writes the index of these rows, statements before passages, instead of what is there; whole or not at all."""
    tantivy = _tantivy()
    fresh = folder.with_name(folder.name + ".nieuw")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "woorden").mkdir(parents=True)
    writer = tantivy.Index(_schema(tantivy), path=str(fresh / "woorden")).writer(_HEAP_BYTES, 1)
    offsets = [0]
    vectors = 0
    with (fresh / "vectoren").open("wb") as matrix, (fresh / "teksten").open("wb") as texts:
        for number, (candidate, stems, vector) in enumerate(rows):
            document = tantivy.Document()
            document.add_text("stems", stems)
            document.add_unsigned("row", number)
            writer.add_document(document)
            offsets.append(offsets[-1] + texts.write(encoded(candidate)))
            vectors += bool(matrix.write(vector))
    writer.commit()
    writer.wait_merging_threads()
    import numpy as np  # noqa: PLC0415  only where a large dossier is built or asked

    np.save(fresh / "plaatsen.npy", np.array(offsets, dtype=np.int64))
    state = {"fingerprint": fingerprint, "texts": len(offsets) - 1, "vectors": vectors}
    (fresh / _STATE).write_text(json.dumps(state), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def opened(folder: Path, fingerprint: str) -> ScaleSeeker | None:
    """The index of this fingerprint, or None: not made, of another state, damaged, or without the extra."""
    try:
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
        if state["fingerprint"] != fingerprint or not is_installed():
            return None
        return ScaleSeeker(folder, texts=int(state["texts"]), vectors=int(state["vectors"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


class ScaleSeeker:
    """Looks in one index, as ``Seeker`` does in the store."""

    def __init__(self, folder: Path, *, texts: int, vectors: int) -> None:
        import numpy as np  # noqa: PLC0415  as above

        tantivy = _tantivy()
        self.texts = texts
        self._tantivy = tantivy
        self._schema = _schema(tantivy)
        self._index = tantivy.Index.open(str(folder / "woorden"))
        self._searcher = self._index.searcher()
        self._offsets = np.load(folder / "plaatsen.npy", mmap_mode="r")
        self._texts = np.memmap(folder / "teksten", dtype=np.uint8, mode="r") if texts else np.zeros(0, dtype=np.uint8)
        flat = np.memmap(folder / "vectoren", dtype=np.int8, mode="r") if vectors else np.zeros(0, dtype=np.int8)
        self._matrix = flat.reshape(vectors, -1) if vectors else flat.reshape(0, 1)

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many statements and passages each of these stems stands."""
        return {one: int(self._searcher.doc_freq("stems", one)) for one in stems}

    def candidates(self, stems: Sequence[str], vector: bytes, limit: int) -> tuple[Candidate, ...]:
        """At most ``limit`` by words and ``limit`` by vector; one that both found once."""
        import numpy as np  # noqa: PLC0415  as above

        by_words = {row: place for place, row in enumerate(self._holding(stems, limit))}
        if not len(self._matrix):
            return tuple(replace(self._row(row), by_words=place) for row, place in by_words.items())
        scores = products(self._matrix, np.frombuffer(vector, dtype=np.int8))
        by_vector = {row: place for place, row in enumerate(best(scores, limit).tolist())}
        return tuple(
            replace(
                self._row(row),
                by_words=by_words.get(row),
                by_vector=by_vector.get(row),
                product=int(scores[row]) if row < len(scores) else None,
            )
            for row in sorted({*by_words, *by_vector})
        )

    def _holding(self, stems: Sequence[str], limit: int) -> list[int]:
        """The rows that hold one of these stems, best first, equal ones by their number."""
        query = self._tantivy.Query
        should = self._tantivy.Occur.Should
        terms = [(should, query.term_query(self._schema, "stems", one, "freq")) for one in stems[:_MOST_STEMS]]
        if not terms or limit < 1:
            return []
        found = self._searcher.search(query.boolean_query(terms), limit, count=False).hits
        rows = [(-score, int(self._searcher.doc(address).get_first("row"))) for score, address in found]
        return [row for _, row in sorted(rows)]

    def _row(self, row: int) -> Candidate:
        first, last = int(self._offsets[row]), int(self._offsets[row + 1])
        return decoded(self._texts[first:last].tobytes(), Candidate)


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("stems", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("row", stored=True, indexed=False)
    return builder.build()


def _tantivy() -> Any:
    try:
        import tantivy  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingExtra("scale.missing_extra") from error
    return tantivy
