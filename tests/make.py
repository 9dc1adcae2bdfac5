"""Records built by hand, with defaults for what a test does not speak of."""

from typing import Any

from rodedraad.records import Block, Document, Issuer, Source, Statement


def source(id_: str, *parties: str, **fields: Any) -> Source:
    """A source by these parties ("velsen" or "velsen/college")."""
    issuers = tuple(
        Issuer(id=name.partition("/")[0], name=name.partition("/")[0], organ=name.partition("/")[2] or None)
        for name in parties
    )
    return Source(**{"id": id_, "path": f"{id_}.md", "title": id_, "parties": issuers, **fields})


def statement(
    id_: str, text: str = "Wij willen schone lucht.", *, of: Source | None = None, **fields: Any
) -> Statement:
    """A statement of a source, held by its authors unless said otherwise."""
    authors = of.authors if of else ()
    defaults: dict[str, Any] = {
        "id": id_,
        "type": "ambition",
        "text": text,
        "quote": text,
        "source": of.id if of else "bron",
        "page": 1,
        "page_end": 1,
        "locator": None,
        "start": 0,
        "end": len(text),
        "language": "nl",
        "themes": (),
        "place": (),
        "parties": authors,
        "holder": authors[0] if authors else None,
        "is_reported": False,
        "is_commitment": False,
        "actors": (),
        "within_power": None,
        "deadline": None,
        "deadline_from": None,
        "deadline_to": None,
        "amounts": (),
        "confidence": 0.9,
        "origin": "rule",
    }
    return Statement(**{**defaults, **fields})


def document(id_: str, *paragraphs: str) -> Document:
    """A document of these paragraphs, without pages."""
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind="paragraph", start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    return Document(source=id_, text=text, body_end=len(text), blocks=tuple(blocks))
