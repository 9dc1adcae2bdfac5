"""The report with pictures of the cited pages: in the file itself, or beside it where it would grow too large.

The pictures are drawn by PDFium from the sources' own bytes, which a door hands over; each page is drawn once, with all
its cited quotes marked. A source that is gone, changed, encrypted or broken has no pictures, and its quotes none.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote as url_quote

from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.publish.clauses import Picture, Pictures, cited_pages
from rodedraad.publish.html import html
from rodedraad.publish.publication import Publication
from rodedraad.publish.view import Report
from rodedraad.read import pages
from rodedraad.read.pdf import opened
from rodedraad.records import Box, Citation, Source

MOST_BYTES = 25_000_000
"""Of the one file: what a mail server lets through. Beyond it the pictures stand in a folder beside the report."""
WIDTH = 700
"""Pixels across a page: text of 9 points can be read where the part around a quote fills a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustrated:
    """A report with its pictures: ``files`` by their names in the folder that travels with it; none where it is one file."""

    page: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The cited pages as PNG with their sizes in points, and where on them each cited quote stands."""

    images: Mapping[tuple[str, int], tuple[bytes, float, float]]
    boxes: Mapping[str, tuple[Box, ...]]


def illustrated(
    report: Report,
    *,
    publication: Publication,
    original: Callable[[Source], bytes | None],
    folder: str,
    most_bytes: int = MOST_BYTES,
) -> Illustrated:
    """The report with the cited pages that can be drawn. ``folder`` is the name of the one beside it, if that is needed."""
    found = drawn(publication, original)
    inside = {page: _inline(image) for page, (image, _, _) in found.images.items()}
    if sum(len(one) for one in inside.values()) <= most_bytes:
        whole = html(report, publication=publication, pictures=_pictures(found, inside))
        if len(whole) <= most_bytes:
            return Illustrated(page=whole)
    names = {(source, page): f"{source[:16]}-{page}.png" for source, page in found.images}
    beside = {page: f"{url_quote(folder)}/{name}" for page, name in names.items()}
    return Illustrated(
        page=html(report, publication=publication, pictures=_pictures(found, beside)),
        files={names[page]: image for page, (image, _, _) in found.images.items()},
    )


def drawn(publication: Publication, original: Callable[[Source], bytes | None]) -> Drawn:
    """Every cited page of a PDF that can be drawn, with the boxes of the quotes on it."""
    by_source: dict[str, dict[int, tuple[Citation, ...]]] = defaultdict(dict)
    for (source, page), citations in cited_pages(publication).items():
        by_source[source][page] = citations
    images: dict[tuple[str, int], tuple[bytes, float, float]] = {}
    boxes: dict[str, tuple[Box, ...]] = {}
    for id_, wanted in by_source.items():
        data = original(publication.sources[id_])
        if data is not None and sha256(data).hexdigest() == id_:
            try:
                _draw(publication, id_, data, wanted, images, boxes)
            except (UnreadableSource, WrongUse):
                continue  # the quote stands there all the same, with the lines around it
    return Drawn(images=images, boxes=boxes)


def _draw(  # noqa: PLR0917  what is drawn goes into the last two
    publication: Publication,
    source: str,
    data: bytes,
    wanted: Mapping[int, tuple[Citation, ...]],
    images: dict[tuple[str, int], tuple[bytes, float, float]],
    boxes: dict[str, tuple[Box, ...]],
) -> None:
    """The pages of one source. Raises UnreadableSource or WrongUse for a page that cannot be drawn."""
    document = publication.dossier.documents.get(source)
    if document is None:
        return
    citations = {
        one.id: one for found in wanted.values() for one in found if document.text[one.start : one.end] == one.quote
    }
    spans = [(one.start, one.end) for one in citations.values()]
    found = dict(zip(citations, pages.quote_boxes(data, document, spans), strict=True))
    marks: dict[int, list[Box]] = defaultdict(list)
    for id_, lines in found.items():
        page = citations[id_].page
        own = [box for box in lines if box.page == page]
        if page is not None and own:
            marks[page] += own
    sizes = dict(_sizes(data, marks))
    for page, image in pages.page_images(data, marks, width=WIDTH):
        images[source, page] = (image, *sizes[page])
    boxes |= {id_: lines for id_, lines in found.items() if (source, citations[id_].page) in images}


def _sizes(data: bytes, wanted: Mapping[int, object]) -> Iterator[tuple[int, tuple[float, float]]]:
    """How large each page is, in points."""
    with opened(data) as handle:
        for page in wanted:
            if 1 <= page <= len(handle):
                one = handle[page - 1]
                yield page, one.get_size()
                one.close()


def _pictures(found: Drawn, addresses: Mapping[tuple[str, int], str]) -> Pictures:
    return Pictures(
        pages={
            page: Picture(src=addresses[page], width=width, height=height)
            for page, (_, width, height) in found.images.items()
        },
        boxes=found.boxes,
    )


def _inline(image: bytes) -> str:
    return f"data:image/png;base64,{b64encode(image).decode('ascii')}"
