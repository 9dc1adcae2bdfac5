"""Files to documents: one reader per format, chosen by what the bytes are rather than by what the name says."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePosixPath
from typing import Final

from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.ports import Reader
from rodedraad.records import Message, Perusal, Problem

__all__ = ["read", "suffixes"]

GROUP: Final = "rodedraad.readers"
MAX_BYTES: Final = 512 << 20
# Loaded when the first file of the kind turns up, because a build starts many processes.
_OURS: Final = {
    "pdf": ("rodedraad.read.pdf", "PdfReader", (".pdf",)),
    "docx": ("rodedraad.read.docx", "DocxReader", (".docx", ".docm", ".dotx", ".dotm")),
    "pptx": ("rodedraad.read.pptx", "PptxReader", (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx")),
    "xlsx": ("rodedraad.read.xlsx", "XlsxReader", (".xlsx", ".xlsm", ".xltx")),
    "odt": ("rodedraad.read.odt", "OdtReader", (".odt", ".ott")),
    "html": ("rodedraad.read.html", "HtmlReader", (".html", ".htm", ".xhtml")),
    "markdown": ("rodedraad.read.markdown", "MarkdownReader", (".md", ".markdown")),
    "text": ("rodedraad.read.text", "TextReader", (".txt", ".text")),
    "eml": ("rodedraad.read.eml", "EmlReader", (".eml",)),
}
_KIND_OF_SUFFIX: Final = {suffix: kind for kind, (_, _, ours) in _OURS.items() for suffix in ours}


def suffixes() -> tuple[str, ...]:
    """Every file name ending that some reader takes, sorted. Raises WrongUse when two readers take the same."""
    return tuple(sorted({*_KIND_OF_SUFFIX, *_theirs()}))


def read(data: bytes, path: str) -> Perusal:
    """What is in a file. Raises UnreadableSource, and nothing else, for whatever the bytes are.

    ``path`` is for messages, and for telling text formats apart; a name that contradicts the bytes is a Problem.
    """
    suffix = PurePosixPath(path).suffix.lower()
    theirs = _theirs().get(suffix)
    try:
        _check_size(data)
        return _with_language(_loaded(*theirs).read(data, path)) if theirs else _read_ours(data, path, suffix)
    except UnreadableSource:
        raise
    except MemoryError as error:
        raise UnreadableSource("too_large", "read.out_of_memory") from error
    except RecursionError as error:
        raise UnreadableSource("unreadable", "read.too_deep") from error
    except Exception as error:
        raise UnreadableSource("unreadable", "read.failed", reason=type(error).__name__) from error


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UnreadableSource("too_large", "read.too_large", limit=MAX_BYTES >> 20)


def _read_ours(data: bytes, path: str, suffix: str) -> Perusal:
    from rodedraad.read.sniff import kind_of  # noqa: PLC0415 - loads the XML library

    kind = kind_of(data, suffix)
    stated = _KIND_OF_SUFFIX.get(suffix)
    if kind == "text" and stated is None:
        if not suffix:
            raise UnreadableSource("wrong_type", "read.no_suffix")
        raise UnreadableSource("wrong_type", "read.unsupported", found=suffix)
    module, name, _ = _OURS[kind]
    perusal = _with_language(_loaded(module, name).read(data, path))
    if stated == kind:
        return perusal
    message = Message.of("read.wrong_name", found=kind, suffix=suffix)
    problem = Problem(source=path, page=None, kind="wrong_type", message=message)
    return replace(perusal, problems=(problem, *perusal.problems))


def _with_language(perusal: Perusal) -> Perusal:
    if perusal.document.language is not None:
        return perusal
    from rodedraad.read.language import document_language  # noqa: PLC0415 - as the readers

    language = document_language(perusal.document)
    return replace(perusal, document=replace(perusal.document, language=language))


@cache
def _loaded(module: str, name: str) -> Reader:
    reader: Reader = getattr(import_module(module), name)()
    return reader


@cache
def _theirs() -> dict[str, tuple[str, str]]:
    """Suffix -> module and class of readers that other packages register."""
    found: dict[str, tuple[str, str]] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        for suffix in _loaded(entry.module, entry.attr).suffixes:
            if suffix in found or suffix in _KIND_OF_SUFFIX:
                raise WrongUse("read.suffix_taken", suffix=suffix, reader=entry.value)
            found[suffix] = (entry.module, entry.attr)
    return found
