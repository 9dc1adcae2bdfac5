"""Which of the things that lie ahead each ruling is about: what people decided holds of what the program finds today. Pure.

A ruling rests on a statement; a key tells apart what rests on the same one. The program makes that key from words that it
reads, so a better reader may make another. Then the ruling is about the one thing of its kind on that statement whose
key is like it and of which no other ruling speaks. Where none or more than one is, the ruling has nothing to hold of,
and is given back to be said: it is never dropped, and never laid on something else. docs/method/authored.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rodedraad.records import Ruling, Signed, Value

_WORD = re.compile(r"\w+")
_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Upheld:
    """What rulings say of each of some records, in their order, and who; and the rulings that none of them is about."""

    values: tuple[Mapping[str, Value], ...]
    signed: tuple[tuple[Signed, ...], ...]
    lost: tuple[Ruling, ...] = ()


def by_statement(found: Iterable[Ruling], about: str) -> Mapping[tuple[str, str], dict[str, Value]]:
    """The rulings about one kind: (statement id, key) -> field -> value."""
    return MappingProxyType({(one.statement, one.key): dict(one.values) for one in found if one.about == about})


def upheld(
    found: Sequence[tuple[Sequence[str], str]], rulings: Iterable[Ruling], about: str, *, is_exact: bool = False
) -> Upheld:
    """What the rulings about one kind say of its records, each given by the statements that it rests on and its key.

    Where several rulings speak of one field of a record, the last of them holds. With ``is_exact`` another key is
    always another thing. That a rejected thing is not there at all is what was asked for, and not said.
    """
    own = sorted((one for one in rulings if one.about == about), key=lambda one: (one.at, one.event))
    if not own:
        return Upheld(values=(_NOTHING,) * len(found), signed=((),) * len(found))
    places: dict[str, list[int]] = defaultdict(list)
    for place, (statements, _) in enumerate(found):
        for id_ in dict.fromkeys(statements):
            places[id_].append(place)
    of: dict[int, list[int]] = {
        at: [place for place in places[one.statement] if found[place][1] == one.key] for at, one in enumerate(own)
    }
    spoken = {place for held in of.values() for place in held}
    lost = []
    for at, one in enumerate(own):
        if of[at]:
            continue
        beside = [place for place in places[one.statement] if place not in spoken]
        like = [] if is_exact else _likest(one.key, {place: found[place][1] for place in beside})
        if len(like) == 1:
            of[at] = like
        elif (beside and not is_exact) or not dict(one.values).get("is_rejected"):
            lost.append(one)
    values: list[dict[str, Value]] = [{} for _ in found]
    signed: list[dict[str, Signed]] = [{} for _ in found]
    for at, one in enumerate(own):
        for place in of[at]:
            values[place].update(one.values)
            signed[place] |= {name: each for each in one.signed for name in each.fields}
    return Upheld(values=tuple(values), signed=tuple(map(_gathered, signed)), lost=tuple(lost))


def _gathered(of: Mapping[str, Signed]) -> tuple[Signed, ...]:
    """Each event with the fields of which it spoke last."""
    fields: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(of):
        fields[of[name].at, of[name].event].append(name)
    return tuple(Signed(event=event, at=at, fields=tuple(names)) for (at, event), names in sorted(fields.items()))


def _likest(key: str, others: Mapping[int, str]) -> list[int]:
    """Those with most words in common with a key, at least half of the words of the shorter."""
    words = frozenset(_WORD.findall(key.casefold()))
    shared: dict[int, int] = {}
    for place, other in others.items():
        own = frozenset(_WORD.findall(other.casefold()))
        common = len(words & own)
        if common and 2 * common >= min(len(words), len(own)):
            shared[place] = common
    most = max(shared.values(), default=0)
    return [place for place, common in shared.items() if common == most]
