"""What speaks of the same matter, for and against: groups of statements by average nearness.

Pure and independent of the order of the input. Method, thresholds and figures: docs/method/link.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from rodedraad.link.linkage import linked
from rodedraad.link.neighbours import Edges
from rodedraad.records import Statement, Subject

NEAR = 30
"""Per cent of nearness from which a pair counts; nearer to nothing it says little about the matter."""
THRESHOLD = 8
"""Per cent: how near two groups must be on average to be one subject."""
MISSING = 3
"""Per cent: how near a pair counts that is no pair of neighbours; what two statements of policy are by chance."""


def subjects(
    statements: Sequence[Statement],
    edges: Edges,
    *,
    must_links: Iterable[tuple[str, str]] = (),
    cannot_links: Iterable[tuple[str, str]] = (),
    threshold: int = THRESHOLD,
) -> tuple[Subject, ...]:
    """Every subject with two or more statements, sorted by id; each statement is in one at most.

    What a draft and its final version say is one matter. Pairs of statement ids that people merged are in one subject,
    whatever the vectors say; pairs that they split are not. Ids that are not
    among the statements are passed over.
    """
    by_id = {statement.id: statement for statement in statements}
    ids = sorted({*edges.ids, *(id_ for pair in must_links for id_ in pair)} & by_id.keys())
    place = dict(zip(ids, range(len(ids)), strict=True))
    now = np.array([place.get(id_, -1) for id_ in edges.ids], dtype=np.int64)
    first, second = now[edges.first], now[edges.second]
    here = (first >= 0) & (second >= 0) & (100 * edges.nearness >= NEAR * edges.unit)
    labels = linked(
        len(ids),
        first[here],
        second[here],
        edges.nearness[here],
        threshold=edges.unit * threshold // 100,
        missing=edges.unit * MISSING // 100,
        together=places(must_links, place),
        apart=places(cannot_links, place),
    )
    members: dict[int, list[str]] = defaultdict(list)
    for at, label in enumerate(labels.tolist()):
        members[label].append(ids[at])
    groups = [group for group in members.values() if len(group) > 1]
    central = centrality(edges, groups)
    return tuple(sorted((_subject(group, by_id, central) for group in groups), key=lambda subject: subject.id))


def places(pairs: Iterable[tuple[str, str]], place: Mapping[str, int]) -> list[tuple[int, int]]:
    """Pairs of ids as pairs of places, sorted; those with an unknown id, or the same one twice, left out."""
    known = ((place[a], place[b]) for a, b in pairs if a in place and b in place and a != b)
    return sorted({(min(pair), max(pair)) for pair in known})


def centrality(edges: Edges, groups: Iterable[Sequence[str]]) -> dict[str, int]:
    """How near each statement is to the others of its group, added up over its neighbours there."""
    place = dict(zip(edges.ids, range(len(edges.ids)), strict=True))
    group_of = np.full(len(edges.ids), -1, dtype=np.int64)
    for number, group in enumerate(groups):
        for id_ in group:
            if id_ in place:
                group_of[place[id_]] = number
    same = (group_of[edges.first] >= 0) & (group_of[edges.first] == group_of[edges.second])
    total = np.zeros(len(edges.ids), dtype=np.int64)
    np.add.at(total, edges.first[same], edges.nearness[same])
    np.add.at(total, edges.second[same], edges.nearness[same])
    return dict(zip(edges.ids, total.tolist(), strict=True))


def representative(group: Iterable[Statement], central: Mapping[str, int]) -> Statement:
    """The member that stands best for all: a whole sentence of readable length, held by its author, central.

    Ties go to the smallest id.
    """

    def worth(statement: Statement) -> tuple[int, int, str]:
        nearness = central.get(statement.id, 0)
        return (-readable(statement.text) - 2 * (not statement.is_reported), -nearness, statement.id)

    return min(group, key=worth)


def readable(text: str) -> int:
    """From 0, a fragment, to 5, a sentence that can stand as a title."""
    words = text.split()
    starts_whole = text[:1].isupper() or text[:1].isdigit()
    return (
        2 * (starts_whole and text.rstrip("\"'”’)»").endswith((".", "!", "?")))
        + (6 <= len(words) <= 32)
        + (len(text) <= 220)
        + (not words or words[0].lower() not in _LEANING)
    )


_LEANING = frozenset(
    [
        "dit",
        "dat",
        "deze",
        "die",
        "daarom",
        "daarmee",
        "daarnaast",
        "daarbij",
        "hierdoor",
        "hierbij",
        "hiermee",
        "ook",
        "maar",
        "en",
        "want",
        "dus",
        "zo",
        "het",
        "hij",
        "zij",
        "ze",
        "echter",
        "bovendien",
        "verder",
        "tevens",
        "vervolgens",
        "this",
        "these",
        "those",
        "it",
        "they",
        "he",
        "she",
        "also",
        "but",
        "and",
        "so",
        "therefore",
        "however",
    ]
)
"""Words at the start of a sentence that lean on the one before it."""


def shared(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All that occurs, the most frequent first, then by name."""
    counts = Counter(value for group in values for value in set(group))
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _subject(group: Sequence[str], by_id: Mapping[str, Statement], central: Mapping[str, int]) -> Subject:
    members = [by_id[id_] for id_ in sorted(group)]
    return Subject(
        id=f"u-{members[0].id.removeprefix('s-')}",
        title=representative(members, central).text,
        statements=tuple(member.id for member in members),
        parties=tuple(sorted({party for member in members for party in member.parties})),
        themes=shared(member.themes for member in members),
    )
