"""Who stands behind a shared sentence, with those who signed one paper together as one voice. Pure.

A coalition agreement is one voice with four signatures: that four parties wrote a programme each would say more. Who also
says it in a paper of its own is a voice of its own beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rodedraad.records import Citation, Clause
from rodedraad.region import Region, plain

Voice = tuple[str, ...]
"""Who speaks as one: a voice alone, or all who signed together."""
_SAYING = ("says", "backs")


def voices(citations: Iterable[Citation], supporters: Sequence[str]) -> tuple[Voice, ...]:
    """The voices among these supporters, by the papers that are cited: first who signed together, then each alone.

    A paper of which every signer speaks elsewhere, alone or in a paper of more, is no voice beside those.
    """
    signed = {frozenset(map(plain, one.voices)) for one in citations if one.role in _SAYING and one.voices}
    known = frozenset(map(plain, supporters))
    groups = {group & known for group in signed} - {frozenset()}
    alone = {name for group in groups if len(group) == 1 for name in group}
    joint = [group for group in groups if len(group) > 1 and not group <= alone]
    joint = [group for group in joint if not any(group < other for other in joint)]
    told = alone.union(*joint)
    together = sorted(tuple(one for one in supporters if plain(one) in group) for group in joint)
    single = [(one,) for one in supporters if plain(one) in alone or plain(one) not in told]
    return (*together, *single)


def of(clause: Clause) -> tuple[Voice, ...]:
    """The voices behind a clause that is shared; none of another."""
    return voices(clause.citations, clause.support.for_) if clause.support else ()


def count(clause: Clause, region: Region | None = None) -> int:
    """How many voices stand behind a shared clause; of a ``region`` how many of its own, of whom one signer is enough."""
    found = of(clause)
    return len(found) if region is None else sum(bool(region.counted(one)) for one in found)
