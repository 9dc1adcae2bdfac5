"""The command search: statements and passages that hold the words of a query. Loads no more than it needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rodedraad import disclosure, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.speech import put, put_json, said, table, tell
from rodedraad.errors import WrongUse
from rodedraad.ports import Store
from rodedraad.records import Hit, Source
from rodedraad.shapes import shape
from rodedraad.wording import word

HIT_CODE_CHARS = 10
"""Of the code of a hit: 32 bits, so that of a hundred thousand statements another has the same once in forty thousand."""


def search(path: Path, query: str, *, limit: int, as_json: bool) -> int:
    """Statements and passages that hold the words of the query."""
    if not query.strip():
        raise WrongUse("showing.no_words")
    folder = DossierFolder.open(path)
    with SqliteStore(folder.store, is_read_only=True) as store:
        hits = store.search(query, limit)
        near = store.near_words(query)
        counts = store.counts()
        titles = {id_: source.title for id_, source in marked_sources(folder, store).items()}
    searched = {"sources": counts["sources"], "statements": counts["statements"]}
    if as_json:
        put_json({"query": query, "searched": searched, "hits": [shape(hit, word) for hit in hits], "near": near})
        return EXIT_DONE
    if not hits:
        put(said("showing.nothing", query=query, **searched))
        return EXIT_DONE
    for asked, others in near.items():
        tell("showing.near", word=asked, near=", ".join(others))
    table(
        said("showing.hits", query=query, hits=len(hits), **searched),
        [said("column.id"), *(said(f"showing.{name}") for name in ("quote", "source", "page"))],
        [
            [
                (hit.id or "")[:HIT_CODE_CHARS],
                _found(hit),
                phrases.clipped(titles.get(hit.source, hit.source), 80),
                str(hit.page or ""),
            ]
            for hit in hits
        ],
        wide=[1],
        most={0: HIT_CODE_CHARS, 2: 28, 3: 5},
    )
    return EXIT_DONE


def marked_sources(folder: DossierFolder, store: Store) -> dict[str, Source]:
    """The sources by id; those that may not be shown to others have that said in their title."""
    hidden = disclosure.confidential(folder, store)
    return {
        one.id: replace(one, title=said("disclosure.marked", title=one.title)) if one.id in hidden else one
        for one in store.records("sources")
    }


def _found(hit: Hit) -> str:
    """The quote of a hit; said before it where it has only a word that is nearly the one asked for."""
    return f"({said('showing.by_near', near=', '.join(hit.near))}) {_marked(hit)}" if hit.near else _marked(hit)


def _marked(hit: Hit) -> str:
    """The quote of a hit with its found words between brackets."""
    text = hit.quote
    for start, end in sorted(hit.highlights, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return " ".join(text.split())
