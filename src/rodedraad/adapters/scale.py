"""Words and vectors of a very large dossier: a tantivy index and a file of vectors, beside the store.

Derived from the store, of one fingerprint, and may be deleted: it is a folder with the index, the vectors row by row, and
what is shown of each row. Statements come first, so that a row with a vector has the number of that vector. Files are
read through the system's memory mapping: a question takes what it needs of them. An index that is not whole is not asked,
and one that fails (``Unusable``) is left for the store itself. Needs the extra ``scale``.
"""

from __future__ import annotations

import json
import math
import shutil
import stat
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from rodedraad.adapters.codec import decoded, encoded
from rodedraad.adapters.nearwords import Vocabulary
from rodedraad.adapters.searching import Found, Term, words_of
from rodedraad.adapters.vectors import best, products
from rodedraad.errors import MissingExtra, StoreError
from rodedraad.records import Candidate

FROM = 200_000
"""Statements from which the store is asked through this index, where there is one."""
_MOST_STEMS = 64
_MOST_LONGER = 2_000
"""Words that one word may begin, the commonest first."""
_TYPED = 1.7
"""What a word as it was typed tells beside its stem: what FTS5 makes of a weight of four."""
_HEAP_BYTES = 2_000_000_000
"""Reached by some millions of rows. Below it the index is one piece, and equal rows come in one order at every build."""
_STATE = "stand.json"
_INDEXES = 2
"""Indexes that a process keeps open."""

Row: TypeAlias = tuple[Candidate, str, bytes]
"""What is shown, the stems of its text parted by blanks, and its vector; of a passage no bytes."""


class Unusable(Exception):
    """This index does not give what its own list of files promises: the store itself is to be asked."""


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
    _cleared(fresh)
    fresh.mkdir()
    (fresh / "woorden").mkdir()
    writer = tantivy.Index(_schema(tantivy), path=str(fresh / "woorden")).writer(_HEAP_BYTES, 1)
    offsets = [0]
    vectors = 0
    with (fresh / "vectoren").open("wb") as matrix, (fresh / "teksten").open("wb") as texts:
        for number, (candidate, stems, vector) in enumerate(rows):
            document = tantivy.Document()
            document.add_text("words", " ".join(words_of(candidate.quote)))
            document.add_text("stems", stems)
            document.add_unsigned("row", number)
            writer.add_document(document)
            offsets.append(offsets[-1] + texts.write(encoded(candidate)))
            vectors += bool(matrix.write(vector))
    writer.commit()
    writer.wait_merging_threads()
    import numpy as np  # noqa: PLC0415  only where a large dossier is built or asked

    np.save(fresh / "plaatsen.npy", np.array(offsets, dtype=np.int64))
    sizes = {one.relative_to(fresh).as_posix(): one.stat().st_size for one in _files(fresh)}
    state = {"fingerprint": fingerprint, "texts": len(offsets) - 1, "vectors": vectors, "files": sizes}
    (fresh / _STATE).write_text(json.dumps(state), encoding="utf-8")
    _cleared(folder)
    fresh.rename(folder)


def _cleared(folder: Path) -> None:
    """Nothing at this place; where a link led away only the link goes. Raises OSError where it cannot be."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _files(folder: Path) -> Iterator[Path]:
    """The files of an index that say what is in it: locks and the like may be made by whoever reads."""
    return (
        one
        for one in sorted(folder.rglob("*"))
        if one.is_file() and not one.name.startswith(".") and one.name != _STATE
    )


_open: OrderedDict[tuple[str, str, int], ScaleSeeker] = OrderedDict()
_lock = threading.Lock()


def stamp(folder: Path) -> int:
    """What changes when an index is made anew: 0 where there is none."""
    try:
        return (folder / _STATE).stat().st_mtime_ns
    except OSError:
        return 0


def opened(folder: Path, fingerprint: str) -> ScaleSeeker | None:
    """The index of this fingerprint, or None: not made, of another state, damaged, or without the extra."""
    made = stamp(folder)
    if not made or folder.is_symlink() or not is_installed():
        return None
    key = (str(folder.resolve()), fingerprint, made)
    with _lock:
        if key in _open:
            _open.move_to_end(key)
            return _open[key]
    try:
        written = (folder / _STATE).read_bytes()
        state = json.loads(written)
        if state["fingerprint"] != fingerprint or not _is_whole(folder, state["files"]):
            return None
        with _usable():
            found = ScaleSeeker(folder, texts=int(state["texts"]), vectors=int(state["vectors"]))
        if (folder / _STATE).read_bytes() != written:  # a build put another in its place meanwhile
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, Unusable):
        return None
    with _lock:
        _open[key] = found
        while len(_open) > _INDEXES:
            _open.popitem(last=False)
    return found


def forget(seeker: ScaleSeeker) -> None:
    """Keeps an index that failed no longer."""
    with _lock:
        for key in [key for key, one in _open.items() if one is seeker]:
            del _open[key]


def _is_whole(folder: Path, sizes: dict[str, int]) -> bool:
    """Whether all files are there, as files and of their size; what others put beside them does not count."""
    found = {}
    for one in _files(folder):
        state = one.lstat()
        found[one.relative_to(folder).as_posix()] = state.st_size if stat.S_ISREG(state.st_mode) else -1
    return sizes.items() <= found.items()


@contextmanager
def _usable() -> Iterator[None]:
    """Whatever a damaged file makes these libraries raise, as Unusable."""
    try:
        yield
    except (OSError, ValueError, TypeError, IndexError, OverflowError, StoreError) as error:
        raise Unusable from error
    except BaseException as error:
        # a panic in the index's own language is no Exception, and its class cannot be imported
        if type(error).__module__ == "pyo3_runtime":
            raise Unusable from error
        raise


class ScaleSeeker:
    """Looks in one index, as ``Seeker`` and ``fulltext.look`` do in the store. All may raise Unusable."""

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
        self._vocabulary: Vocabulary | None = None
        if self._searcher.num_docs != texts or len(self._offsets) != texts + 1:
            raise Unusable

    def vocabulary(self) -> Vocabulary:
        """The words of the index."""
        with _usable():
            if self._vocabulary is None:
                self._vocabulary = Vocabulary(sorted(self._searcher.terms_with_prefix("words", "")))
            return self._vocabulary

    def look(self, asked: Sequence[Term], limit: int, *, is_all: bool) -> list[Found]:
        """What holds all of these terms, or one of them: the best, in order."""
        query = self._tantivy.Query
        occur = self._tantivy.Occur.Must if is_all else self._tantivy.Occur.Should
        with _usable():
            rows = self._best(query.boolean_query([(occur, self._holding(term)) for term in asked]), limit)
            found = []
            for row, score in rows:
                one = self._row(row)
                found.append((one.source, one.id, one.page, one.start, one.end, one.quote, score))
        return found

    def _holding(self, term: Term) -> Any:
        """What holds this term, as a query: the word itself tells most, then a longer one, a near one and the stem."""
        query, schema = self._tantivy.Query, self._schema
        word = term.words[0]
        if len(term.words) > 1:
            return query.boost_query(query.phrase_query(schema, "words", list(term.words)), _TYPED)
        parts = [query.boost_query(query.term_query(schema, "words", one), _TYPED) for one in (word, *term.near)]
        parts += [query.term_query(schema, "stems", one, "freq") for one in sorted(term.stems)]
        if term.is_start:
            longer = self._searcher.terms_with_prefix("words", word, limit=_MOST_LONGER)
            others = [one for one, _ in longer if one != word]
            if others:
                count = min(self.texts, sum(held for _, held in longer))
                rarity = math.log(1 + (self.texts - count + 0.5) / (count + 0.5))
                of_set = query.term_set_query(schema, "words", others)
                parts.append(query.const_score_query(of_set, _TYPED * rarity))
        return query.boolean_query([(self._tantivy.Occur.Should, one) for one in parts])

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many statements and passages each of these stems stands."""
        with _usable():
            return {one: int(self._searcher.doc_freq("stems", one)) for one in stems}

    def candidates(self, stems: Sequence[str], vector: bytes, limit: int) -> tuple[Candidate, ...]:
        """At most ``limit`` by words and ``limit`` by vector; one that both found once."""
        import numpy as np  # noqa: PLC0415  as above

        with _usable():
            by_words = {row: place for place, row in enumerate(self._with_stems(stems, limit))}
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

    def _with_stems(self, stems: Sequence[str], limit: int) -> list[int]:
        """The rows that hold one of these stems, best first, equal ones by their number."""
        query = self._tantivy.Query
        should = self._tantivy.Occur.Should
        terms = [(should, query.term_query(self._schema, "stems", one, "freq")) for one in stems[:_MOST_STEMS]]
        return [row for row, _ in self._best(query.boolean_query(terms), limit)] if terms and limit > 0 else []

    def _best(self, query: Any, limit: int) -> list[tuple[int, float]]:
        """The best rows and their scores, equal ones by their number."""
        found = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in found])
        return sorted(zip(rows, (score for score, _ in found), strict=True), key=lambda pair: (-pair[1], pair[0]))

    def _row(self, row: int) -> Candidate:
        first, last = int(self._offsets[row]), int(self._offsets[row + 1])
        return decoded(self._texts[first:last].tobytes(), Candidate)


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("stems", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("row", stored=False, indexed=False, fast=True)
    return builder.build()


def _tantivy() -> Any:
    try:
        import tantivy  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingExtra("scale.missing_extra") from error
    return tantivy
