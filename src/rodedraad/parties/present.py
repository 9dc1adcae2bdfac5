"""The parties of a dossier: who wrote, holds or is asked something in it, and whom its frame expects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rodedraad.parties.register import Register, party
from rodedraad.records import Frame, Party, Source, Statement

_READER = re.compile(r"(?i)(?:uw?|jullie|your?|wij|we|ons|onze|ik|i)\b")


def present(
    register: Register, frame: Frame, *, sources: Sequence[Source], statements: Iterable[Statement]
) -> tuple[Party, ...]:
    """Every party here, sorted by id, each with how many statements are its own.

    One that the register does not know is called as its source or the words that ask it call it. A holder that is
    no known party ("de omwonenden") is words, and no party.
    """
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    seen = {own.id for own in frame.parties}
    for source in sources:
        for issuer in source.parties:
            seen.add(issuer.id)
            names[issuer.id] = issuer.name
    for statement in statements:
        if not statement.is_reported:
            counts.update(statement.parties)
            seen.update(holder for holder in statement.holders if holder in register.by_id)
        seen.update(statement.parties)
        shared = Counter(actor.words for actor in statement.actors)
        for actor in statement.actors:
            if actor.party:
                seen.add(actor.party)
                # "u", or words that stand for several parties, are the name of none of them
                if shared[actor.words] == 1 and not _READER.match(actor.words):
                    names.setdefault(actor.party, actor.words)
    return tuple(
        replace(party(register, id_, name=names.get(id_, id_)), statements=counts[id_]) for id_ in sorted(seen)
    )
