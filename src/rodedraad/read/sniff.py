"""What a file is, told by its bytes. A name is a claim; the first bytes and the members of an archive are evidence."""

from __future__ import annotations

import re
from typing import Final

from rodedraad.errors import UnreadableSource
from rodedraad.read.archive import Package
from rodedraad.read.encoding import decoded

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_WITHIN: Final = 1024
# First bytes of what people also put in a folder; the word is shown to them.
_OTHERS: Final = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"%!PS", "PostScript"),
    (b"SQLite format 3\0", "SQLite"),
    (b"ID3", "MP3"),
    (b"\0\0\1\0", "ICO"),
)
_TEXT_MARKS: Final = frozenset({"BM", "MZ", "ID3"})  # two or three letters that a text may also begin with
_OFFICE: Final = (
    ("word", "docx"),
    ("presentation", "pptx"),
    ("powerpoint", "pptx"),
    ("spreadsheet", "xlsx"),
    ("excel", "xlsx"),
)
_HTML = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,4000}?-->\s{0,200}){0,9}<(?:!doctype\s{1,9}html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<(?:p|div|h[1-6]|table|ul|ol|section|article|br)\b[^<>]{0,300}>", re.IGNORECASE)
_HEADER = re.compile(
    r"(from|to|subject|date|mime-version|message-id|received|return-path|delivered-to|content-type|reply-to|cc|x-[\w-]{1,60}):[ \t]",
    re.IGNORECASE,
)
_STRONG_HEADERS: Final = frozenset({"from", "date", "mime-version", "message-id", "received", "return-path"})


def kind_of(data: bytes, suffix: str) -> str:
    """``pdf docx pptx xlsx odt html eml markdown text``. Raises UnreadableSource for everything else."""
    if not data.strip(b"\0 \t\r\n\f"):
        raise UnreadableSource("unreadable", "read.empty")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_ZIP):
        return _zipped(Package(data))
    if data.startswith(_OLE):
        raise _ole(data)
    for mark, name in _OTHERS:
        if data.startswith(mark) and (name not in _TEXT_MARKS or b"\0" in data[:4096]):
            raise UnreadableSource("wrong_type", "read.unsupported", found=name)
    text = decoded(data[:16384]).text
    return _textual(text, suffix)


def _zipped(package: Package) -> str:
    if "mimetype" in package:
        kind = package.read_start("mimetype", 200)[0].decode("ascii", "replace").strip()
        if b"encryption-data" in package.read_start("META-INF/manifest.xml", 1 << 20)[0]:
            raise UnreadableSource("encrypted", "read.locked")
        if kind.startswith("application/vnd.oasis.opendocument.text"):
            return "odt"
        raise UnreadableSource("wrong_type", "read.unsupported", found=kind[:80] or "ZIP")
    if "[Content_Types].xml" in package:
        main = package.main_part()
        types = package.xml("[Content_Types].xml")
        stated = ""
        for element in types if types is not None else ():
            if element.get("PartName", "").lstrip("/").casefold() == main.casefold():
                stated = element.get("ContentType", "")
        for word, kind in _OFFICE:
            if word in stated.lower() and "binary" not in stated:
                return kind
        raise UnreadableSource("wrong_type", "read.unsupported", found=stated[:80] or "ZIP")
    raise UnreadableSource("wrong_type", "read.archive", members=len(package.names()))


def _ole(data: bytes) -> UnreadableSource:
    """An Office container of before 2007, or a later file locked inside one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableSource("encrypted", "read.locked")
    for stream, name in (
        ("WordDocument", "DOC"),
        ("Workbook", "XLS"),
        ("PowerPoint Document", "PPT"),
        ("__properties", "MSG"),
    ):
        if stream.encode("utf-16-le") in data:
            return UnreadableSource("wrong_type", "read.old_office", found=name)
    return UnreadableSource("wrong_type", "read.unsupported", found="OLE")


def _textual(text: str, suffix: str) -> str:
    controls = sum(1 for sign in text if sign < " " and sign not in "\t\n\r\f\v\x1a")
    if controls * 50 > len(text) + 100:  # a few stray ones are dirt; one in fifty is another kind of file
        raise UnreadableSource("wrong_type", "read.not_text")
    if _HTML.match(text):
        return "html"
    if _is_mail(text):
        return "eml"
    if suffix in (".html", ".htm", ".xhtml") and _TAGS.search(text):
        return "html"
    return "markdown" if suffix in (".md", ".markdown") else "text"


def _is_mail(text: str) -> bool:
    """At least two headers of which one is a mail's own, before the first empty line."""
    found: set[str] = set()
    for line in text.lstrip("\n\r").splitlines()[:60]:
        if not line.strip():
            break
        if line[:1] in " \t":
            continue
        header = _HEADER.match(line)
        if header is None:
            if not re.match(r"[A-Za-z][\w-]{0,70}:", line) and not line.startswith("From "):
                return False
            continue
        found.add(header[1].lower())
    return (
        len(found) >= 2
        and bool(found & _STRONG_HEADERS)
        and bool(found & {"from", "subject", "received", "message-id"})
    )
