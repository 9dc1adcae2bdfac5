"""Zipped documents (Office, OpenDocument), opened without trusting them.

A member is decompressed only when a reader asks for it, and never further than its bounds; pictures and macros
are never touched. Markup is checked before any parser sees it: no document type, no entities, known encodings.
"""

from __future__ import annotations

import codecs
import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final, TypeAlias

from lxml import etree

from rodedraad.errors import UnreadableSource

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for its element type

MAX_MEMBERS: Final = 20_000
MAX_MEMBER_BYTES: Final = 96 << 20
MAX_TOTAL_BYTES: Final = 192 << 20
# Deflate reaches about 1000:1 on nothing but zeros; the densest honest part met so far (a drawing) has 117:1.
MAX_RATIO: Final = 300
_RATIO_FROM_BYTES: Final = 4 << 20
_STEP: Final = 1 << 20

_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1", "cp1252"})
_DECLARATION = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["'][^>]{0,200}>""")
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """From one part of an Office file to another; ``kind`` is the last word of its type, ``target`` a member."""

    id: str
    kind: str
    target: str


class Package:
    """A zipped document. Raises UnreadableSource where the archive is broken, locked or beyond its bounds."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise UnreadableSource("unreadable", "read.damaged") from error
        if len(members) > MAX_MEMBERS:
            raise UnreadableSource("too_large", "read.too_many_members", members=len(members), limit=MAX_MEMBERS)
        self._members = {member.filename.replace("\\", "/").lstrip("/").casefold(): member for member in members}
        self._left = MAX_TOTAL_BYTES

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def names(self) -> tuple[str, ...]:
        """The names of all members, sorted."""
        return tuple(sorted(member.filename for member in self._members.values()))

    def read(self, name: str) -> bytes:
        """The bytes of one member; empty where there is none. Raises UnreadableSource past a bound."""
        data, is_whole = self.read_start(name, MAX_MEMBER_BYTES)
        if not is_whole:
            raise UnreadableSource("too_large", "read.member_too_large", member=name, limit=MAX_MEMBER_BYTES >> 20)
        return data

    def read_start(self, name: str, limit: int) -> tuple[bytes, bool]:
        """At most ``limit`` bytes of one member, and whether that is all of it."""
        member = self._members.get(name.casefold())
        if member is None:
            return b"", True
        if member.flag_bits & 0x1:
            raise UnreadableSource("encrypted", "read.locked")
        parts: list[bytes] = []
        size = 0
        try:
            with self._archive.open(member) as stream:
                while part := stream.read(_STEP):
                    parts.append(part)
                    size += len(part)
                    self._left -= len(part)
                    if size > _RATIO_FROM_BYTES and size > MAX_RATIO * max(1, member.compress_size):
                        raise UnreadableSource("too_large", "read.expands", member=name, ratio=MAX_RATIO)
                    if self._left < 0:
                        raise UnreadableSource("too_large", "read.expands_in_all", limit=MAX_TOTAL_BYTES >> 20)
                    if size > limit:
                        return b"".join(parts)[:limit], False
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            NotImplementedError,
            RuntimeError,
            OSError,
            EOFError,
        ) as error:
            raise UnreadableSource("unreadable", "read.damaged_member", member=name) from error
        return b"".join(parts), True

    def xml(self, name: str) -> Element | None:
        """The root of a member's markup; None where there is no such member."""
        data = self.read(name)
        return parse_xml(data, name) if data else None

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where a part of an Office file points inside the package; dangling and external targets are left out."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        found: list[Relationship] = []
        for element in root.iter(_RELATIONSHIPS) if root is not None else ():
            target = element.get("Target", "")
            joined = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            if element.get("TargetMode") != "External" and joined in self:
                kind = element.get("Type", "").rpartition("/")[2]
                found.append(Relationship(id=element.get("Id", ""), kind=kind, target=joined))
        return tuple(found)

    def main_part(self) -> str:
        """The part that the package is about. Raises UnreadableSource where it names none."""
        for relationship in self.relationships(""):
            if relationship.kind == "officeDocument":
                return relationship.target
        raise UnreadableSource("unreadable", "read.no_main_part")


def parse_xml(data: bytes, name: str) -> Element:
    """The root of this markup. Raises UnreadableSource on a document type, entities or broken markup."""
    plain = _as_utf8(data, name)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnreadableSource("unreadable", "read.entities", member=name)
    if _STRICT in plain:
        for strict, transitional in _TRANSITIONAL:
            plain = plain.replace(_STRICT + strict, transitional)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource("unreadable", "read.damaged_member", member=name) from error
    return root


def _as_utf8(data: bytes, name: str) -> bytes:
    if data.startswith(codecs.BOM_UTF8):
        return data[3:]
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[:2] in (b"<\0", b"\0<"):
        encoding = "utf-16-le" if data[0] else "utf-16-be"
    elif declared := _DECLARATION.match(data):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
        except LookupError:
            encoding = "?"
    if encoding not in _ENCODINGS:
        raise UnreadableSource("unreadable", "read.damaged_member", member=name)
    if encoding == "utf-8":
        return data
    try:
        return data.decode(encoding).encode("utf-8")
    except UnicodeError as error:
        raise UnreadableSource("unreadable", "read.damaged_member", member=name) from error
