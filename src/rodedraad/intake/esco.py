"""The classification ESCO as the European Commission publishes it: its CSV files, one by one, in a ZIP or in a folder.

Columns are found by name, so that files of any version and language can be read that have a URI and a preferred label. What
is missing is said with the file, row and column, and then nothing is taken in. Pure: bytes in, concepts out.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rodedraad.errors import WrongUse
from rodedraad.records import ESCO_URI, Message
from rodedraad.require.occupations import Concept

LARGEST_BYTES = 300_000_000
"""Bytes of a file, unpacked, above which it is none of ESCO: all of version 1.2 in one language is some 60 MB."""
MOST_CONCEPTS = 100_000
_MOST_NAMES = 60
_LONGEST = 300
_URI = ("conceptUri", "uri")
_LABEL = ("preferredLabel", "label")
_OTHERS = ("altLabels", "hiddenLabels")
_SKIPPED = re.compile(r"(?i)relations?|broader|schemes?|collection|dictionary|hierarchy")
"""Files of the download that tell how concepts hang together, or which there are."""


def is_esco(name: str, data: bytes) -> bool:
    """Whether a file looks as if it is one of ESCO: its heading has a URI and a preferred label, or its ZIP such a file."""
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                return any(
                    is_esco(one.filename, packed.open(one).read(4096))
                    for one in packed.infolist()[:_MOST_FILES]
                    if one.filename.lower().endswith(".csv")
                )
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
            return False
    heading = data[:4096].decode("utf-8-sig", "replace").partition("\n")[0]
    return name.lower().endswith(".csv") and any(one in heading for one in _URI[:1]) and _LABEL[0] in heading


_MOST_FILES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The concepts of the files that were read, sorted by URI, each once; and of which files none could be taken, and why."""

    concepts: tuple[Concept, ...]
    passed_over: tuple[Message, ...] = ()


def read(files: Iterable[tuple[str, bytes]]) -> Classification:
    """What these files (name, bytes) hold. Raises WrongUse where one is damaged, or none has the columns that are needed.

    Of several files, those of another form are passed over, and said.
    """
    found: dict[str, Concept] = {}
    passed: list[WrongUse] = []
    for name, data in _unpacked(files):
        if _SKIPPED.search(name):
            continue
        try:
            for concept in _of_file(name, data):
                found.setdefault(concept.uri, concept)
        except _OtherForm as error:
            passed.append(error)
        if len(found) > MOST_CONCEPTS:
            raise WrongUse("require.esco_too_many", file=name[:120], most=MOST_CONCEPTS)
    if not found:
        raise passed[0] if passed else WrongUse("require.esco_none")
    return Classification(
        concepts=tuple(found[uri] for uri in sorted(found)), passed_over=tuple(error.message for error in passed)
    )


class _OtherForm(WrongUse):
    """A file without the columns that are needed."""


def _unpacked(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, data in files:
        if not data.startswith(b"PK\x03\x04"):
            yield name, data
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for one in packed.infolist()[:_MOST_FILES]:
                    if one.filename.lower().endswith(".csv"):
                        if one.file_size > LARGEST_BYTES:
                            raise WrongUse(
                                "require.esco_too_large", file=one.filename[:120], most=LARGEST_BYTES // 1_000_000
                            )
                        with packed.open(one) as opened:
                            yield one.filename.rsplit("/", maxsplit=1)[-1], opened.read(LARGEST_BYTES + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
            raise WrongUse("require.esco_damaged", file=name[:120]) from error


def _of_file(name: str, data: bytes) -> Iterator[Concept]:
    if len(data) > LARGEST_BYTES:
        raise WrongUse("require.esco_too_large", file=name[:120], most=LARGEST_BYTES // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse("require.esco_not_utf8", file=name[:120], row=data[: error.start].count(b"\n") + 1) from error
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        heading = next(rows, [])
        uri, label, others = _columns(name, [one.strip() for one in heading])
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _concept(name, rows.line_num, row, uri=uri, label=label, others=others)
    except csv.Error as error:
        raise WrongUse("require.esco_damaged_row", file=name[:120], row=rows.line_num) from error


def _columns(name: str, heading: Sequence[str]) -> tuple[int, int, tuple[int, ...]]:
    """Where the URI, the preferred label and the other labels stand."""
    places = {column: at for at, column in reversed([*enumerate(heading)])}
    found = [next((places[column] for column in names if column in places), None) for names in (_URI, _LABEL)]
    for place, names in zip(found, (_URI, _LABEL), strict=True):
        if place is None:
            there = ", ".join(one[:40] for one in heading[:12]) or "-"
            raise _OtherForm("require.esco_no_column", file=name[:120], column=names[0], there=there)
    return found[0] or 0, found[1] or 0, tuple(places[column] for column in _OTHERS if column in places)


def _concept(name: str, line: int, row: Sequence[str], *, uri: int, label: int, others: Sequence[int]) -> Concept:
    cells = [*row, *([""] * (max(uri, label, *others, 0) + 1 - len(row)))]
    found = ESCO_URI.fullmatch(cells[uri].strip())
    if found is None:
        raise WrongUse("require.esco_no_uri", file=name[:120], row=line, column=uri + 1, value=cells[uri][:80])
    told = " ".join(cells[label].split())
    if not told:
        raise WrongUse("require.esco_no_label", file=name[:120], row=line, column=label + 1)
    also = (" ".join(one.split()) for at in others for one in re.split(r"[\n|]", cells[at]))
    names = dict.fromkeys(one for one in (told, *also) if one and len(one) <= _LONGEST)
    return Concept(uri=found[0], names=tuple(names)[:_MOST_NAMES] or (told[:_LONGEST],), is_skill=found[1] == "skill")
