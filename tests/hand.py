"""Readings built by hand: paragraphs on one page, with a statement for each quote."""

from make import statement

from rodedraad.records import Block, Coverage, Document, Issuer, Reading, Source


def reading(source, paragraphs, *, path=None, quotes=(), language="nl", replaces=None):
    """A reading of one page with these paragraphs; a quote may stand in several, and is then read each time."""
    text, blocks = "", []
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        blocks.append(Block(kind="paragraph", start=len(text), end=len(text) + len(paragraph), page=1, page_end=1))
        text += paragraph
    document = Document(
        source=source, text=text, body_end=len(text), blocks=tuple(blocks), pages=((0, 1),), language=language
    )
    statements = []
    for quote in dict.fromkeys(quotes):
        start = text.find(quote)
        while start >= 0:
            end = start + len(quote)
            name = f"{source[:6]}-{start}"
            statements.append(statement(name, quote, source=source, start=start, end=end, type="request"))
            start = text.find(quote, end)
    statements.sort(key=lambda one: one.start)
    return Reading(
        source=Source(
            id=source,
            path=path or f"{source[:8]}.txt",
            title=source,
            parties=(Issuer(id="gemeente-aldorp", name="Gemeente Aldorp"),),
            replaces=replaces,
        ),
        document=document,
        coverage=Coverage(
            source=source,
            pages=1,
            pages_read=1,
            pages_ocr=0,
            pages_unread=(),
            characters=len(text),
            statements=len(statements),
        ),
        statements=tuple(statements),
        vectors=bytes(2 * len(statements)),
        dimensions=2,
    )


def written(*blocks):
    """A document without pages, of these kinds of blocks with their words."""
    text, made = "", []
    for kind, words in blocks:
        start = len(text)
        text += words + "\n\n"
        made.append(Block(kind=kind, start=start, end=start + len(words)))
    return Document(source="source", text=text, body_end=len(text), blocks=tuple(made))
