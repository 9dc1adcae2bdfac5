"""What was asked of whom, and what came of it: each request with its answer, or with where was searched for one. Pure.

An *outcome* is that of the last answer which a source words. Without one it is told why there is none: ``acted`` where a
source or a person tells how far it is all the same, ``unanswered`` where documents of who was asked are here in which an
answer could stand and none has it, ``unsearched`` where no such document is here. docs/method/plan.md, section 5.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from rodedraad.link.requests import later_sources, who_may_answer
from rodedraad.plan.roles import of_words
from rodedraad.publish.roadmap import ASKED, Act, Roadmap
from rodedraad.publish.roadmap_chosen import plain
from rodedraad.records import Action, Answer, Layer, Outcome, Party, Settlement, Source, Statement

Came: TypeAlias = Literal["granted", "partly", "deferred", "refused", "noted", "acted", "unanswered", "unsearched"]
CAME: tuple[Came, ...] = get_args(Came)
_BY_PERSON = ("person",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer that a source words, or that a person set without one: then ``statement`` is None."""

    outcome: Outcome
    party: str
    statement: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request. ``layers`` are those of all of whom it is asked, a ministry's that of the state; none where none is known.

    ``searched`` are the sources in which an answer can stand; ``touched`` what who was asked says on the matter without
    answering: statements, each with whether its document is not surely older than the request.
    """

    act: Act
    layers: tuple[Layer, ...]
    came: Came
    replies: tuple[Reply, ...]
    searched: tuple[Source, ...]
    touched: tuple[tuple[Statement, bool], ...]

    @property
    def action(self) -> Action:
        """The action that is asked."""
        return self.act.action


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many requests to a layer had each outcome, in the order of ``CAME``; ``layer`` is None where none is known."""

    layer: Layer | None
    counts: tuple[int, ...]
    total: int


def is_request(action: Action) -> bool:
    """Whether it was asked of somebody, whatever came of it since."""
    return bool(action.answers) or action.status in ASKED or bool(action.asker and action.status)


def layers_of(action: Action, parties: Mapping[str, Party]) -> tuple[Layer, ...]:
    """The layers of who must act: the one that holds for all or that a person set, else those of each."""
    if action.layer or action.decides("layer"):
        return (action.layer,) if action.layer else ()
    found = (parties[id_].layer if id_ in parties else of_words(id_) for id_ in map(plain, action.who))
    return tuple(dict.fromkeys(one for one in found if one))


def requests(
    view: Roadmap, *, sources: Mapping[str, Source], answers: Iterable[Answer], replaced: Iterable[str] = ()
) -> tuple[Asked, ...]:
    """Every request of a roadmap, in its order. ``replaced`` are ids of sources of which another version holds."""
    return _Asking(view, sources=sources, answers=answers, replaced=replaced).requests()


def tallied(asked: Sequence[Asked]) -> tuple[tuple[Tally, ...], Tally]:
    """The requests by layer, those with most first and of which no layer is known last; and all of them, each once."""
    counts: dict[Layer | None, Counter[Came]] = defaultdict(Counter)
    for one in asked:
        for layer in one.layers or (None,):
            counts[layer][one.came] += 1
    rows = [_tally(layer, found) for layer, found in counts.items()]
    rows.sort(key=lambda one: (one.layer is None, -one.total, one.layer or ""))
    return tuple(rows), _tally(None, Counter(one.came for one in asked))


def _tally(layer: Layer | None, found: Counter[Came]) -> Tally:
    return Tally(layer=layer, counts=tuple(found[one] for one in CAME), total=found.total())


class _Asking:
    """The requests of one roadmap in the making."""

    def __init__(
        self, view: Roadmap, *, sources: Mapping[str, Source], answers: Iterable[Answer], replaced: Iterable[str]
    ) -> None:
        self._view = view
        gone = frozenset(replaced)
        self._sources = {id_: one for id_, one in sources.items() if id_ not in gone}
        self._by_author: dict[str, dict[str, Source]] = defaultdict(dict)
        for source in self._sources.values():
            for author in source.authors:
                self._by_author[author][source.id] = source
        self._touched: dict[str, list[Answer]] = defaultdict(list)
        for one in answers:
            self._touched[one.request].append(one)
        self._places: dict[tuple[frozenset[str], str], tuple[Source, ...]] = {}

    def requests(self) -> tuple[Asked, ...]:
        return tuple(self._asked(one) for one in self._view.acts if is_request(one.action))

    def _asked(self, act: Act) -> Asked:
        action, statements = act.action, self._view.statements
        searched = self._searched(action)
        return Asked(
            act=act,
            layers=layers_of(action, self._view.parties),
            came=_came(action, has_places=bool(searched)),
            replies=tuple(self._reply(one) for one in action.answers),
            searched=searched,
            touched=tuple(
                (statements[one.statement], one.is_later)
                for id_ in action.statements
                for one in self._touched.get(id_, ())
                if one.statement in statements
            ),
        )

    def _reply(self, one: Settlement) -> Reply:
        is_worded = one.by != _BY_PERSON
        found = self._view.statements.get(one.statement) if is_worded else None
        return Reply(outcome=one.outcome, party=one.party, statement=found)

    def _searched(self, action: Action) -> tuple[Source, ...]:
        request = self._view.statements[action.statements[0]]
        askers = action.asker or request.parties
        voices = who_may_answer(action.who, askers, layer=action.layer, parties=self._view.parties)
        # of equal voices and source the places are the same: a letter asks ten things of one ministry
        key = (voices, request.source)
        if key not in self._places:
            theirs = {id_: one for voice in voices for id_, one in self._by_author.get(voice, {}).items()}
            if request.source in self._sources:
                theirs[request.source] = self._sources[request.source]
            found = later_sources(request, voices, theirs) if voices else ()
            self._places[key] = tuple(sorted(found, key=lambda one: (one.date or "", one.path)))
        return self._places[key]


def _came(action: Action, *, has_places: bool) -> Came:
    if action.answers:
        return action.answers[-1].outcome
    if action.status is not None and action.status not in ASKED:
        return "acted"
    return "unanswered" if has_places or action.status == "unanswered" else "unsearched"
