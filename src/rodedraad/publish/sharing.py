"""What the report shows of threads and tensions: whom they unite, who stands against, what comes first. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.records import Coverage, Kinship, Links, Source, Statement, Subject, Tension, Thread
from rodedraad.weigh import SURE

OBSERVED = frozenset({"finding", "conclusion"})
"""Types that say how things are. All others say what should be: those come first on the first page."""
OTHER = "anders"
"""The theme of what has no theme: no gap, and no measure for the shades of the others."""
LEADING_TENSIONS = 6
SHOWN_PER_THREAD = 12
MOST_PAIRED = 4
"""Sources of which every pair can still be named; of more, only those that share nothing with any other are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """A thread with its quotes, the sentence of its title first, and what stands against it."""

    thread: Thread
    excerpts: tuple[Excerpt, ...]
    against: tuple[Excerpt, ...]
    voices: int
    """How many letters, visions or plans want this: a joint letter of three parties is one voice."""
    documents_for: int
    documents_against: int
    """How many documents the parties for and against say it in; copies and replaced versions are not counted."""
    unsure: tuple[Source, ...]
    """Sources of which only the file has a date, by a party that stands on both sides: its latest position is unsure."""
    is_by_person: bool
    """Whether a person put sentences of it together: then no certainty was reckoned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionView:
    """A tension with both quotes, and in each the words that oppose the other's."""

    tension: Tension
    a: Excerpt
    b: Excerpt
    words: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """What pulls apart on one subject. ``title`` is one of the quoted sentences, in ``language``.

    Where the subject's own title is neither quote it says nothing of what pulls apart, and is None: then ``themes`` are
    those that both quotes share, if any.
    """

    title: str | None
    language: str | None
    themes: tuple[str, ...]
    tensions: tuple[TensionView, ...]


def thread_views(
    links: Links,
    maker: Excerpts,
    statements: Mapping[str, Statement],
    *,
    sources: Mapping[str, Source],
    merged: Collection[str] = (),
) -> list[ThreadView]:
    """All threads, those that most voices want first. ``merged`` are the statements that people put together."""
    earlier = {relation.earlier for relation in links.kinships}
    opposed: dict[str, set[str]] = defaultdict(set)
    for tension in links.tensions:
        opposed[tension.a].add(tension.b)
        opposed[tension.b].add(tension.a)
    views = []
    for thread in links.threads:
        members = [statements[id_] for id_ in thread.statements]
        members.sort(key=lambda one: (one.id != thread.representative, one.id))
        against = sorted({other for one in members for other in opposed.get(one.id, ())} - set(thread.statements))
        others = [statements[id_] for id_ in against]
        support = thread.support.documents
        views.append(
            ThreadView(
                thread=thread,
                excerpts=tuple(maker.of(one) for one in members[:SHOWN_PER_THREAD]),
                against=tuple(maker.of(statements[id_]) for id_ in against[:SHOWN_PER_THREAD]),
                voices=len(_voices(members)),
                documents_for=len(_said_in(members, support.for_) - earlier),
                documents_against=len(_said_in(others, support.against) - earlier),
                unsure=_unsure(members, others, sources),
                is_by_person=len(set(thread.statements).intersection(merged)) > 1,
            )
        )
    return sorted(views, key=_by_support)


def is_sure(view: ThreadView) -> bool:
    """Whether a thread is sure enough to be called shared without being read first; one by a person always is."""
    return view.is_by_person or view.thread.confidence >= SURE


def _said_in(said: Iterable[Statement], voices: Iterable[str]) -> set[str]:
    """The sources in which these voices ("velsen/raad") hold one of these statements."""
    parties = {voice.partition("/")[0] for voice in voices}
    return {one.source for one in said if not one.is_reported and parties.intersection(one.parties)}


def _unsure(
    members: Sequence[Statement], others: Sequence[Statement], sources: Mapping[str, Source]
) -> tuple[Source, ...]:
    """The sources without a date of their own of a party that says both, by title."""
    sides = [{party for one in side if not one.is_reported for party in one.parties} for side in (members, others)]
    both = sides[0] & sides[1]
    found = {one.source for one in (*members, *others) if not one.is_reported and both.intersection(one.parties)}
    unsure = [sources[id_] for id_ in found if sources[id_].is_file_date]
    return tuple(sorted(unsure, key=lambda source: (source.title, source.id)))


def _voices(members: Iterable[Statement]) -> set[tuple[str, ...]]:
    """Who wants this, each set of authors once; a source of which no author is known is nobody's voice."""
    return {one.parties for one in members if one.parties and one.type not in OBSERVED and not one.is_reported}


def apart(
    sources: Sequence[Source], threads: Iterable[Thread], kinships: Iterable[Kinship], coverage: Iterable[Coverage]
) -> tuple[tuple[Source, ...], tuple[tuple[Source, Source], ...]]:
    """The sources that share a thread with no other, and in a small dossier the pairs that share none.

    Files that gave no statement are left out, and so are copies and versions: that they say the same is no thread.
    """
    speaking = {row.source for row in coverage if row.statements}
    earlier = {relation.earlier for relation in kinships}
    shown = [source for source in sources if source.id in speaking and source.id not in earlier]
    together = [frozenset(thread.sources) for thread in threads]
    alone = tuple(one for one in shown if not any(one.id in found for found in together))
    if not 2 <= len(shown) <= MOST_PAIRED:
        return alone, ()
    pairs = combinations(shown, 2)
    return alone, tuple((a, b) for a, b in pairs if not any({a.id, b.id} <= found for found in together))


def _by_support(view: ThreadView) -> tuple[int, int, int, float, str]:
    thread = view.thread
    return (-view.voices, -len(thread.parties), -len(thread.sources), -thread.confidence, thread.id)


def by_theme(views: Iterable[ThreadView], themes: Sequence[str]) -> tuple[tuple[str, tuple[ThreadView, ...]], ...]:
    """Each thread under the first of its themes, in the order of the frame."""
    order = {theme: place for place, theme in enumerate(themes)}

    def place(theme: str) -> tuple[int, str]:
        return order.get(theme, len(order)), theme

    found: dict[str, list[ThreadView]] = defaultdict(list)
    for view in views:
        found[min(view.thread.themes or (OTHER,), key=place)].append(view)
    return tuple((theme, tuple(found[theme])) for theme in sorted(found, key=place))


def tension_views(links: Links, maker: Excerpts, statements: Mapping[str, Statement]) -> tuple[SubjectView, ...]:
    """Tensions by subject, the strongest first."""
    subjects: dict[str, Subject] = {subject.id: subject for subject in links.subjects}
    found: dict[str, list[TensionView]] = defaultdict(list)
    for tension in sorted(links.tensions, key=lambda tension: (-tension.score, tension.id)):
        values = dict(tension.explanation.values)
        found[tension.subject].append(
            TensionView(
                tension=tension,
                a=maker.of(statements[tension.a]),
                b=maker.of(statements[tension.b]),
                words=(str(values.get("a") or ""), str(values.get("b") or "")),
            )
        )
    views = []
    for id_, tensions in found.items():
        quoted = [statements[id__] for one in tensions for id__ in (one.tension.a, one.tension.b)]
        title = subjects[id_].title if id_ in subjects else quoted[0].text
        said = next((one for one in quoted if one.text == title), None)
        shared = set(quoted[0].themes).intersection(*(one.themes for one in quoted[1:])) - {OTHER}
        views.append(
            SubjectView(
                title=said.text if said else None,
                language=said.language if said else None,
                themes=tuple(theme for theme in quoted[0].themes if theme in shared),
                tensions=tuple(tensions),
            )
        )
    return tuple(views)


def leading_tensions(subjects: Sequence[SubjectView]) -> tuple[TensionView, ...]:
    """The strongest of each subject first, so that one subject does not fill the page."""
    ranked = [(rank, view) for subject in subjects for rank, view in enumerate(subject.tensions)]
    ranked.sort(key=lambda one: (one[0], -one[1].tension.score, one[1].tension.id))
    return tuple(view for _, view in ranked[:LEADING_TENSIONS])
