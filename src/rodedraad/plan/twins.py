"""Acts that two sources tell of in words too different to make one action of, and that wait for the same all the same.

"In 2027 nemen wij een verordening aan" and, elsewhere, "die verordening stellen wij niet vast voordat er is gemeten":
whoever waits for the first waits for the second. That matters only between an action that something waits for, or that
has a term, and one that waits itself, of the same party and about the same thing, so only such pairs are looked at. Pure. docs/method/knots.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rodedraad.link.tensions.matter import words
from rodedraad.records import Action, Statement

SHARE = 50
"""Per cent of the weight of the telling words of the one that says least which both have."""
LEAST = 150
"""The same at least, in per cents of a word that stands once."""
_LEAST_WORDS = 2


def twins(actions: Sequence[Action], statements: Mapping[str, Statement]) -> Iterator[tuple[str, str]]:
    """Pairs of an action that another waits for, and one that tells what this same act itself waits for.

    Where another waits for the second, the first need only have a term, which then holds for both.
    Where a sentence names nobody, whoever says it is taken for who acts.
    """
    by_id = {one.id: one for one in actions}
    awaited = {one.on for action in actions for one in action.depends_on}
    awaited |= {one.action for action in actions for one in action.conditions if one.action}
    waiting = [one for one in actions if one.conditions or one.depends_on]
    dated = {one.id for one in actions if one.by_to is not None}
    looked_at = {*awaited, *dated, *(one.id for one in waiting)}
    bare = {one.id: _bare(one) for one in actions if one.id in looked_at}
    doers = {id_: _doers(by_id[id_], statements) for id_ in bare}
    by_party: dict[str, list[str]] = defaultdict(list)
    for one in waiting:
        for party in doers[one.id]:
            by_party[party].append(one.id)
    both = {party: [one for one in ids if one in awaited] for party, ids in by_party.items()}
    near = [
        (id_, other)
        for id_ in sorted(bare)
        for other in _others(id_, doers[id_], by_party if id_ in awaited else both if id_ in dated else {})
        if (doers[id_] <= doers[other] or doers[other] <= doers[id_]) and len(bare[id_] & bare[other]) >= _LEAST_WORDS
    ]
    weights = _weights(actions) if near else {}
    yield from (pair for pair in near if _is_same(bare[pair[0]], bare[pair[1]], weights))


def _others(id_: str, parties: frozenset[str], by_party: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The other actions of these parties, in order."""
    return sorted({one for party in parties for one in by_party.get(party, ())} - {id_})


def _doers(action: Action, statements: Mapping[str, Statement]) -> frozenset[str]:
    stated = statements.get(action.statements[0])
    names = action.who or (stated.holders if stated else ())
    return frozenset(one.partition("/")[0] for one in names)


def _bare(action: Action) -> frozenset[str]:
    """The telling words of an act, without those of its conditions."""
    text = action.what
    for condition in action.conditions:
        text = text.replace(condition.words, " ")
    return words(text)


def _weights(actions: Sequence[Action]) -> Mapping[str, int]:
    """How telling each word is among all actions: in sixteenths of the logarithm of how few have it."""
    counts = Counter(word for action in actions for word in words(action.what))
    total = len(actions) + 1
    return {word: (total**16 // count**16).bit_length() - 1 for word, count in counts.items()}


def _is_same(one: frozenset[str], other: frozenset[str], weights: Mapping[str, int]) -> bool:
    shared = one & other
    mass = sum(weights[word] for word in shared)
    least = min(sum(weights[word] for word in each) for each in (one, other))
    full = max(weights.values(), default=0)
    return 100 * mass >= SHARE * least and 100 * mass >= LEAST * full
