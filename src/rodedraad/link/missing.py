"""Documents that are named and not here: each once, the region's own first, then those that most sources name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rodedraad.records import Frame, Reference

_LETTERS = re.compile(r"[\W_]+")
_ABOVE = frozenset({"rijk", "eu", "parlement"})
MIN_NAME_CHARS = 4
"""Shorter names of places and parties stand in other words by chance."""


def missing_documents(references: Iterable[Reference], *, frame: Frame) -> list[tuple[Reference, int]]:
    """The references that resolve to nothing, one per document, with how many sources name it.

    One with an address stands for those without, and best one that has a title too. A document is the region's own where
    its name or address holds a place or party of the frame.
    """
    groups = one_document(reference for reference in references if not reference.resolved)
    names = _names(frame)
    ranked = []
    for number, group in enumerate(groups):
        cited = len({reference.source for reference in group})
        chosen = min(group, key=lambda reference: (not reference.url, not reference.title))
        is_own = any(_is_own(reference, names) for reference in group)
        ranked.append((not is_own, -cited, number, chosen, cited))
    return [(chosen, cited) for _, _, _, chosen, cited in sorted(ranked, key=lambda one: one[:3])]


def names_itself(reference: Reference, title: str) -> bool:
    """Whether a reference is to the document in which it stands, by that document's title."""
    key = _key(reference.title)
    return len(key) >= MIN_NAME_CHARS * 2 and f" {key} " in f" {_key(title)} "


def one_document(references: Iterable[Reference]) -> list[list[Reference]]:
    """References grouped by their address, else by their title, in their order.

    A title leads to the first address that one reference has beside it; two addresses are two documents, whatever they
    are called.
    """
    known = list(references)
    address: dict[str, str] = {}
    for reference in known:
        if reference.url and reference.title:
            address.setdefault(_key(reference.title), _key(reference.url))
    groups: dict[str, list[Reference]] = {}
    for reference in known:
        title = _key(reference.title or reference.quote)
        groups.setdefault(_key(reference.url) or address.get(title, title), []).append(reference)
    return list(groups.values())


def _key(words: str | None) -> str:
    return _LETTERS.sub(" ", (words or "").casefold()).strip()


def _names(frame: Frame) -> re.Pattern[str] | None:
    """The names of the frame's places and of its parties in the region, as words of a key."""
    local = [party for party in frame.parties if party.form != "group" and party.layer not in _ABOVE]
    every = {*frame.places, *(name for party in local for name in (party.name, *party.aliases))}
    kept = sorted({_key(name) for name in every if len(_key(name)) >= MIN_NAME_CHARS})
    return re.compile(rf"(?:^| )(?:{'|'.join(map(re.escape, kept))})(?:$| )") if kept else None


def _is_own(reference: Reference, names: re.Pattern[str] | None) -> bool:
    """Whether a document is the region's: it is called by one of its places or parties."""
    words = _key(f"{reference.title or ''} {reference.quote} {reference.url or ''}")
    return names is not None and names.search(words) is not None
