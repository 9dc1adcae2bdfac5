"""Who must do what, and what was asked of whom: every action and every request, by what a page can narrow them by.

Made once for each moment and language; a list then costs the rows that it shows.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from rodedraad.errors import UnknownRecord
from rodedraad.moment import Moment
from rodedraad.plan.roles import of_words
from rodedraad.plan.steps import conditions
from rodedraad.publish.roadmap import Act, KnotView, Roadmap, roadmap, year_of
from rodedraad.publish.roadmap_answered import Asked, Came, Tally, layers_of, requests, tallied
from rodedraad.publish.roadmap_chosen import UNTOLD, plain
from rodedraad.publish.view import Dossier
from rodedraad.records import Condition, Event, Frame, Links, Prospects, Statement
from rodedraad.web.index import Facets, Places
from rodedraad.wording import Language

NONE: Final = "geen"
"""What asks for what has no value of a filter."""
OF_ACTS: Final = ("partij", "laag", "status", "antwoord", "thema", "jaar", "eigen")
OF_REQUESTS: Final = ("laag", "antwoord", "partij", "vrager", "thema", "jaar")
"""The filters of both lists as they stand in an address, in the order in which they are shown."""
ORDERS: Final = ("nr", "wie", "wanneer", "stand")
"""By what the table can be ordered; ``nr`` is the order of the roadmap itself: the region first, then by term."""
OUTCOMES: Final[tuple[Came, ...]] = (
    "unanswered",
    "unsearched",
    "refused",
    "deferred",
    "partly",
    "noted",
    "acted",
    "granted",
)
"""The order of the requests: what had no answer first, then what was not given, what was given last."""
UNNAMED: Final = "~"
"""Before the layer of parties that a text names by no name of the register: "de provincie", "the ministry"."""
_POWER: Final = {True: "ja", False: "nee", None: NONE}
_SHORTEST: Final = 4
_MOST_DRAWN: Final = 64
_Made = TypeVar("_Made")
_LAST: Final = "\uffff"


class Agenda:
    """The roadmap of one build in one language, without what people ruled since. Safe for several threads: at worst a part is made twice, the same."""

    def __init__(self, moment: Moment, *, frame: Frame, statements: tuple[Statement, ...], language: Language) -> None:
        self._moment = moment
        prospects = Prospects(actions=moment.records("actions"), knots=moment.records("knots"))
        dossier = Dossier(
            frame=frame,
            sources=tuple(moment.sources.values()),
            documents={},
            statements=statements,
            links=Links(parties=tuple(moment.parties.values())),
            coverage=(),
            problems=(),
            prospects=prospects,
            signers={event.id: name for event, name, _ in moment.logged},
        )
        self.view: Roadmap = roadmap(dossier, language=language)
        replaced = [one.earlier for one in moment.records("kinships")]
        self.asked: tuple[Asked, ...] = requests(
            self.view, sources=moment.sources, answers=moment.records("answers"), replaced=replaced
        )
        self._drawn: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()
        self.by_id: Mapping[str, Act] = self.view.by_id
        self.request_of: Mapping[str, Asked] = {one.action.id: one for one in self.asked}

    def open(self) -> None:
        """Makes what its pages need, before anybody sees one."""
        _ = (self.acts, self.requests, self.tally, self._ranks, self._steps, self.open_conditions, self.knots)

    def once(self, key: tuple[object, ...], drawn: Callable[[], _Made]) -> _Made:
        """What is drawn of all these actions, once for what an address asks: also after somebody corrected something."""
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                held: _Made = self._drawn[key]
                return held
        made = drawn()
        with self._lock:
            self._drawn[key] = made
            while len(self._drawn) > _MOST_DRAWN:
                self._drawn.popitem(last=False)
        return made

    # --- lists ---

    @cached_property
    def acts(self) -> Facets[Act]:
        """Every action, by what it can be narrowed by."""
        return Facets(
            self.view.acts,
            {
                "partij": lambda one: self._named(one.action.who) or [NONE],
                "laag": lambda one: layers_of(one.action, self.view.parties) or [NONE],
                "status": lambda one: [one.action.status or UNTOLD],
                "antwoord": lambda one: self._came(one.action.id),
                "thema": lambda one: one.action.themes,
                "jaar": lambda one: [str(year_of(one.action) or NONE)],
                "eigen": lambda one: [_POWER[one.action.within_power]],
            },
        )

    @cached_property
    def requests(self) -> Facets[Asked]:
        """Every request, by what it can be narrowed by."""
        dates = {id_: (one.date or "")[:4] for id_, one in self._moment.sources.items()}
        return Facets(
            self.asked,
            {
                "laag": lambda one: one.layers or [NONE],
                "antwoord": lambda one: [one.came],
                "partij": lambda one: self._named(_asked_of(one)) or [NONE],
                "vrager": lambda one: self._named(one.action.asker) or [NONE],
                "thema": lambda one: one.action.themes,
                "jaar": lambda one: [dates.get(one.action.source) or NONE],
            },
        )

    @cached_property
    def tally(self) -> tuple[tuple[Tally, ...], Tally]:
        """What came of all requests, by layer and together."""
        return tallied(self.asked)

    def _named(self, ids: Iterable[str]) -> list[str]:
        """Parties by id, and those of no name that the register knows also by their layer."""
        found = [plain(id_) for id_ in ids]
        return [*found, *(UNNAMED + (of_words(id_) or "") for id_ in found if id_ not in self.view.parties)]

    def options(self, facets: Facets[Any], name: str, wanted: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
        """What a filter offers, most first: a party by its name, all that stand under no name of their own by layer, at the end.

        An address that asks one of those by its words holds: then it is offered too.
        """
        found = facets.values(name, wanted)
        if name not in ("partij", "vrager"):
            return found
        own = wanted.get(name)
        named = [one for one in found if one[0] in self.view.parties or one[0] == own]
        return (*named, *(one for one in found if one[0].startswith(UNNAMED) or one[0] == NONE if one not in named))

    def by_outcome(self, places: Places) -> Places:
        """These requests by what came of them, in the order of ``OUTCOMES``; alike, as the roadmap has them."""
        ranks = np.array([OUTCOMES.index(one.came) for one in self.asked], np.int32)
        return places[np.argsort(ranks[places], kind="stable")]

    def ordered(self, places: Places, order: str) -> Places:
        """These actions in another order."""
        return places if order not in self._ranks else places[np.argsort(self._ranks[order][places], kind="stable")]

    @cached_property
    def _ranks(self) -> Mapping[str, npt.NDArray[np.int32]]:
        stands = ("asked", "unanswered", "promised", "under_way", "done", "lapsed", None)
        keys: Mapping[str, Callable[[Act], Any]] = {
            "wie": lambda one: one.who.casefold() or _LAST,
            "wanneer": lambda one: (one.action.by_to or one.action.by_from or _LAST, one.action.by_from or ""),
            "stand": lambda one: stands.index(one.action.status),
        }
        found = {}
        for name, key in keys.items():
            ranks = {value: place for place, value in enumerate(sorted({key(one) for one in self.view.acts}))}
            found[name] = np.array([ranks[key(one)] for one in self.view.acts], np.int32)
        return found

    def _came(self, id_: str) -> Iterable[str]:
        return [self.request_of[id_].came] if id_ in self.request_of else []

    # --- one action ---

    def act(self, name: str) -> Act:
        """The action of that id, or the only one whose id begins so. Raises UnknownRecord."""
        if name in self.by_id:
            return self.by_id[name]
        found = [one for id_, one in self.by_id.items() if len(name) >= _SHORTEST and id_.startswith(name)]
        if len(found) != 1:
            raise UnknownRecord("store.unknown_record", name=name[:80])
        return found[0]

    def at(self, place: int) -> Act:
        """The action of this number."""
        return self.view.acts[place - 1]

    def after(self, id_: str) -> tuple[str, ...]:
        """What an action waits for: ids of actions, and of statements that set a condition which no action brings about."""
        return self._steps[0].get(id_, ())

    def before(self, id_: str) -> tuple[Act, ...]:
        """The actions that wait for it."""
        return tuple(self.by_id[one] for one in self._steps[1].get(id_, ()))

    @cached_property
    def _steps(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        on: dict[str, dict[str, None]] = defaultdict(dict)
        waits: dict[str, dict[str, None]] = defaultdict(dict)
        for one in self.view.waits:
            on[one.waits][one.on] = None
            waits[one.on][one.waits] = None
        return {key: tuple(one) for key, one in on.items()}, {key: tuple(one) for key, one in waits.items()}

    @cached_property
    def open_conditions(self) -> Mapping[str, Sequence[Condition]]:
        """The conditions that no action brings about, by the statement that sets them."""
        return conditions([one.action for one in self.view.acts])

    @cached_property
    def knots(self) -> Mapping[str, Sequence[KnotView]]:
        """By action, the knots that it is in."""
        found: dict[str, list[KnotView]] = defaultdict(list)
        for views in self.view.knots.values():
            for one in views:
                for id_ in dict.fromkeys((*one.knot.actions, *one.knot.decisions)):
                    found[id_].append(one)
        return found


def rulings(moment: Moment) -> Mapping[str, Sequence[tuple[Event, str, bool]]]:
    """By action, what people decided of it and nobody took back: the event, by whom, and whether it waits to be counted."""
    waiting = {event.id for event, _, _ in moment.waiting}
    found: dict[str, list[tuple[Event, str, bool]]] = defaultdict(list)
    for event, name, counts in moment.logged:
        if event.kind == "ruling" and counts:
            found[str(dict(event.values).get("id"))].append((event, name, event.id in waiting))
    return found


def _asked_of(one: Asked) -> Sequence[str]:
    """Who was asked, and who answered: "de provincie" is asked, and Provincie Noord-Holland answers."""
    return (*one.action.who, *(reply.party for reply in one.replies if reply.party))
