"""A REFI-QDA project as it came from some program, read without trusting it: its codes, sources, selections and notes.

Nothing is unpacked to a disk and no picture, sound or PDF is touched; a path is only ever the name of a member below
``Sources/``. Texts are kept as they are: whether their positions mean anything is for who reads them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.publish.refi import is_moment
from rodedraad.read.archive import Element, Package, parse_xml

MOST_SELECTIONS: Final = 500_000
MOST_CODES: Final = 100_000
LARGEST_QDE: Final = 96 << 20
_ZIP: Final = b"PK"
_POSITION: Final = re.compile(r"\s*\d{1,12}\s*\Z", re.ASCII)
_TEXTS: Final = ("TextSource", "PDFSource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of the project, with the memo that its description is."""

    guid: str
    name: str
    description: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is coded from ``start`` to ``end``, as that program counts; ``codes`` and ``notes`` are ids."""

    guid: str
    start: int
    end: int
    description: str
    codes: tuple[str, ...]
    notes: tuple[str, ...]
    person: str | None
    at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedText:
    """A source with its text as the project has it; None where that is not in the project. ``guids`` are all its ids."""

    guids: tuple[str, ...]
    name: str
    description: str
    text: str | None
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A memo, with its text."""

    guid: str
    name: str
    text: str
    person: str | None
    at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Everything of a project that can come in."""

    origin: str
    codes: Mapping[str, Code]
    texts: tuple[CodedText, ...]
    notes: Mapping[str, Note]


def project(data: bytes) -> Project:
    """The project in a ``.qdpx`` (whatever its ``.qde`` is called), or in a ``.qde`` alone, which has no texts.

    Raises WrongUse where it is neither, is broken, has entities or a document type, or unpacks beyond its bounds.
    """
    try:
        if data.startswith(_ZIP):
            package = Package(data)
            root = parse_xml(package.read(_main(package)), "qde")
        else:
            if len(data) > LARGEST_QDE:
                raise WrongUse("exchange.too_large", most=LARGEST_QDE >> 20)
            package, root = None, parse_xml(data, "qde")
    except UnreadableSource as error:
        raise WrongUse(error.message.code, **dict(error.message.values)) from error
    if _local(root) != "Project":
        raise WrongUse("exchange.no_project")
    return _Reader(root, package).project()


def _main(package: Package) -> str:
    """The project's own file: the one highest up, and of several the one that the standard names."""
    found = [name for name in package.names() if name.lower().endswith(".qde")]
    if not found:
        raise WrongUse("exchange.no_project")
    return min(found, key=lambda name: (name.count("/") + name.count("\\"), name.lower() != "project.qde", name))


class _Reader:
    """Goes through one project; ids are compared without capitals and braces, as programs write them either way."""

    def __init__(self, root: Element, package: Package | None) -> None:
        self._root = root
        self._package = package
        self._users = {
            _guid(one.get("guid")): name for one in root.iter("{*}User") if (name := (one.get("name") or "").strip())
        }
        self._linked = self._links()

    def project(self) -> Project:
        root = self._root
        if sum(1 for _ in root.iter("{*}PlainTextSelection")) > MOST_SELECTIONS:
            raise WrongUse("exchange.too_many", most=MOST_SELECTIONS)
        codes = [self._code(one) for one in root.iter("{*}Code")]
        if len(codes) > MOST_CODES:
            raise WrongUse("exchange.too_many", most=MOST_CODES)
        notes = [self._note(one) for above in root.iterfind("{*}Notes") for one in above.iterfind("{*}Note")]
        return Project(
            origin=root.get("origin") or "",
            codes={one.guid: one for one in codes if one.guid},
            texts=tuple(self._texts()),
            notes={one.guid: one for one in notes if one.guid},
        )

    def _links(self) -> dict[str, list[str]]:
        """What NVivo writes as a link between a note and something else, both ways."""
        found: dict[str, list[str]] = {}
        for one in self._root.iter("{*}Link"):
            ends = _guid(one.get("originGUID")), _guid(one.get("targetGUID"))
            for end, other in (ends, ends[::-1]):
                if end and other:
                    found.setdefault(end, []).append(other)
        return found

    def _code(self, one: Element) -> Code:
        guid = _guid(one.get("guid"))
        return Code(
            guid=guid,
            name=" ".join((one.get("name") or "").split()),
            description=_description(one),
            notes=self._notes_of(one, guid),
        )

    def _note(self, one: Element) -> Note:
        return Note(
            guid=_guid(one.get("guid")),
            name=" ".join((one.get("name") or "").split()),
            text=self._text(one) or _description(one),
            person=self._person(one),
            at=_at(one),
        )

    def _texts(self) -> Iterator[CodedText]:
        for above in self._root.iterfind("{*}Sources"):
            for one in above:
                if _local(one) not in _TEXTS:
                    continue
                inner = one.find("{*}Representation") if _local(one) == "PDFSource" else one
                holder = one if inner is None else inner
                yield CodedText(
                    guids=tuple(dict.fromkeys((_guid(one.get("guid")), _guid(holder.get("guid"))))),
                    name=" ".join((one.get("name") or holder.get("name") or "").split())[:200],
                    description=f"{_description(one)}\n{_description(holder)}",
                    text=self._text(holder),
                    selections=tuple(self._selections(holder)),
                )

    def _selections(self, holder: Element) -> Iterator[Selection]:
        for one in holder.iterfind("{*}PlainTextSelection"):
            start, end = one.get("startPosition", ""), one.get("endPosition", "")
            if not (_POSITION.match(start) and _POSITION.match(end)) or int(start) >= int(end):
                continue
            guid = _guid(one.get("guid"))
            codings = one.findall("{*}Coding")
            own = [note for coding in codings for note in self._notes_of(coding, _guid(coding.get("guid")))]
            person = next((name for element in (one, *codings) if (name := self._person(element))), None)
            yield Selection(
                guid=guid,
                start=int(start),
                end=int(end),
                description=_description(one),
                codes=tuple(
                    _guid(ref.get("targetGUID")) for coding in codings for ref in coding.iterfind("{*}CodeRef")
                ),
                notes=tuple(dict.fromkeys((*self._notes_of(one, guid), *own))),
                person=person,
                at=_at(one),
            )

    def _notes_of(self, one: Element, guid: str) -> tuple[str, ...]:
        refs = [_guid(ref.get("targetGUID")) for ref in one.iterfind("{*}NoteRef")]
        return tuple(dict.fromkeys((*refs, *self._linked.get(guid, ()))))

    def _person(self, one: Element) -> str | None:
        names = (self._users.get(_guid(one.get(key))) for key in ("modifyingUser", "creatingUser"))
        return next((name for name in names if name), None)

    def _text(self, one: Element) -> str | None:
        """The text in the project, from the member that its path names the last part of; None where it is not here."""
        content = one.find("{*}PlainTextContent")
        if content is not None and content.text:
            return str(content.text)
        path = one.get("plainTextPath") or ""
        name = posixpath.basename(path.replace("\\", "/"))
        if self._package is None or not name:
            return None
        data = b""
        for member in (f"Sources/{name}", name):
            try:
                data = data or self._package.read(member)
            except UnreadableSource as error:
                raise WrongUse(error.message.code, **dict(error.message.values)) from error
        return _decoded(data) if data else None


def _decoded(data: bytes) -> str:
    """The text as it is written, its byte order mark with it: some programs count that."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _description(one: Element) -> str:
    return (one.findtext("{*}Description") or "").strip()


def _at(one: Element) -> str | None:
    times = (one.get(key) or "" for key in ("modifiedDateTime", "creationDateTime"))
    return next((time for time in times if is_moment(time)), None)


def _guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").lower()


def _local(one: Element) -> str:
    return one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
