"""The roadmap as people read it: what must be decided first and by whom, what is due when, and what is asked of whom. Pure.

Everything is chosen and ordered here, for the terminal, the report, Word and the calendar alike. Words are quotes of
sources and coded messages; what no source names is empty here, and said to be so by whoever shows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rodedraad import phrases
from rodedraad.intervals import span
from rodedraad.plan.knots import ORDER
from rodedraad.plan.steps import CLOSED, Step, awaited, conditions, named_in, steps
from rodedraad.plan.terms import is_impossible
from rodedraad.publish.bound import whose
from rodedraad.publish.dated import without_rule
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.roadmap_chosen import about, at, chosen, plain
from rodedraad.publish.signing import settled_by
from rodedraad.records import Action, Condition, Knot, KnotKind, Party, Source, Statement
from rodedraad.region import region_of
from rodedraad.wording import Language, word

if TYPE_CHECKING:
    from rodedraad.publish.view import Dossier

ASKED = frozenset({"asked", "unanswered"})
PROMISED = frozenset({"promised", "under_way", "done"})
PRESSING: frozenset[KnotKind] = frozenset({"unblocking", "circle", "one_decision", "contradiction", "in_vain"})
"""Knots that hold actions up; the others are what nobody said, which is counted first."""
_NAME_CHARS = 80
_NO_YEAR = 9999
"""The last year of what is no date (``intervals.span``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An action as it is shown. ``place`` is its number, from 1 in the order of the roadmap.

    ``who`` and ``asker`` are names in one phrase, empty where no source names any; ``term`` the words of its term.
    ``under`` are the words of its conditions, each with who sets it and who must fulfil it; ``after`` the numbers of what
    it waits for. ``settled`` says what people set or confirmed of it, who and when.
    """

    place: int
    action: Action
    who: str
    asker: str
    term: str
    under: tuple[tuple[str, str], ...]
    after: tuple[int, ...]
    money: tuple[str, ...]
    outcome: str | None
    """The outcome of the last answer to it."""
    excerpt: Excerpt
    """Where it stands first."""
    is_regional: bool = True
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to decide first: an action that waits for nothing, or a condition that no action brings about.

    ``id`` is that of the action, else of the statement that sets the condition; ``act`` the action where it is shown.

    ``waiting`` is how many actions wait for it in the end, ``alone`` how many of these for nothing else; ``size`` the
    fewest decisions of the set that frees most of which it is one, None where it is in no such set. ``circles`` is how
    many circles it breaks.
    """

    id: str
    who: str
    what: str
    is_condition: bool
    act: Act | None
    is_named: bool
    """Whether a condition itself names who must see to it; else ``who`` is whose condition it is."""
    told: str
    """By whom it is to be decided, as it is shown: of a condition who sets it and who must fulfil it."""
    waiting: int
    alone: int
    size: int | None
    circles: int
    excerpt: Excerpt | None
    knots: tuple[Knot, ...]
    is_regional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KnotView:
    """A knot as it is told, with the actions and the sentences that it is told of."""

    knot: Knot
    text: str
    acts: tuple[Act, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is due in one year; ``year`` is None for what has a term in words only, or none."""

    year: int | None
    has_words: bool
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One party: what is asked of it, what it promised, and what of others waits for an act or decision of its own.

    Of a condition that no action brings about that is the party which its words name, else whose condition it is.
    """

    party: str
    name: str
    asked: tuple[Act, ...]
    promised: tuple[Act, ...]
    awaiting: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """The whole roadmap. ``acts`` are all actions in its order; ``waits`` what each waits for, by their ids.

    ``periods`` are of the region (``region.py``), ``national`` is what is not about it; ``past`` what was due before
    ``told_until``, the date of the latest source, and of which none tells that it was done. Where ``is_chosen``, somebody
    chose these actions: then they stand by year, whether of the region or not.
    """

    acts: tuple[Act, ...]
    decisions: tuple[Decision, ...]
    knots: Mapping[KnotKind, tuple[KnotView, ...]]
    periods: tuple[Period, ...]
    national: tuple[Period, ...]
    past: tuple[Act, ...]
    told_until: str | None
    closed: tuple[Act, ...]
    shares: tuple[Share, ...]
    waits: tuple[Step, ...]
    parties: Mapping[str, Party]
    statements: Mapping[str, Statement]
    language: Language
    is_chosen: bool = False

    @property
    def by_id(self) -> dict[str, Act]:
        """Each action as it is shown, by its id."""
        return {one.action.id: one for one in self.acts}


def roadmap(
    dossier: Dossier,
    *,
    language: Language,
    sources_href: str = "bronnen",
    party: str | None = None,
    theme: str | None = None,
    layer: str | None = None,
    place: str | None = None,
    status: str | None = None,
) -> Roadmap:
    """The roadmap of a dossier, in one language; narrowed to what concerns a party, theme, layer or place, or to a status.

    Of what is left out nothing shows but in the knots that it shares with what is left.
    """
    return _Making(dossier, language, sources_href).roadmap(
        {one.id for one in chosen(at(dossier, place), party=party, theme=theme, layer=layer, status=status)}
    )


class _Making:
    """One roadmap in the making."""

    def __init__(self, dossier: Dossier, language: Language, sources_href: str) -> None:
        self._prospects = dossier.prospects
        self._language = language
        self._statements = {one.id: one for one in dossier.statements}
        self._sources = {one.id: one for one in dossier.sources}
        self._parties = {one.id: one for one in dossier.links.parties}
        self._region = region_of(dossier.frame, dossier.statements, dossier.sources, dossier.links.parties)
        self._signers = dossier.signers
        self._told_until = told_until(dossier.sources)
        self._ends = span(self._told_until)[0] if self._told_until else None
        self._named: dict[tuple[str, ...], str] = {}
        self._maker = Excerpts(dossier.sources, dossier.documents, sources_href)

    def roadmap(self, wanted: Collection[str]) -> Roadmap:
        every = steps(self._prospects.actions, self._statements)
        acts = self._acts([one for one in self._prospects.actions if one.id in wanted], every)
        by_id = {one.action.id: one for one in acts}
        open_ = [one for one in acts if one.action.status not in CLOSED]
        past = [one for one in open_ if self._is_past(one.action)]
        ahead = [one for one in open_ if not self._is_past(one.action)]
        knots = about(self._prospects, wanted)
        by_kind: dict[KnotKind, list[KnotView]] = {kind: [] for kind in ORDER}
        for knot in knots:
            by_kind[knot.kind].append(self._knot(knot, by_id))
        return Roadmap(
            acts=acts,
            decisions=self._decisions(knots, by_id, every),
            knots={kind: tuple(found) for kind, found in by_kind.items() if found},
            periods=periods([one for one in ahead if one.is_regional]),
            national=periods([one for one in ahead if not one.is_regional]),
            past=tuple(past),
            told_until=self._told_until,
            closed=tuple(one for one in acts if one.action.status in CLOSED),
            shares=self._shares(acts, every),
            waits=tuple(one for one in every if one.waits in by_id),
            parties=self._parties,
            statements=self._statements,
            language=self._language,
        )

    def _acts(self, actions: Sequence[Action], every: Sequence[Step]) -> tuple[Act, ...]:
        """The region's first, then what is past, then what is closed; in each by term: dated, with words, without."""
        paths = {id_: source.path for id_, source in self._sources.items()}

        regional = {one.id for one in actions if self._region.has(one)}

        def key(one: Action) -> tuple[object, ...]:
            stated = self._statements.get(one.statements[0])
            start = stated.start if stated else 0
            after = (one.status in CLOSED, self._is_past(one), one.id not in regional)
            return (*after, *_due(one), not one.deadline, paths.get(one.source, ""), start, one.id)

        known = [
            without_rule(
                one,
                " ".join(self._statements[id_].text for id_ in one.statements if id_ in self._statements),
                is_once=one.status in ASKED | PROMISED,
            )
            for one in actions
            if one.statements[0] in self._statements
        ]
        ordered = sorted(known, key=key)
        places = {one.id: place for place, one in enumerate(ordered, start=1)}
        after: dict[str, dict[int, None]] = defaultdict(dict)
        for step in every:
            if step.on in places:
                after[step.waits][places[step.on]] = None
        return tuple(
            Act(
                place=places[one.id],
                action=one,
                who=self._names(one.who),
                asker=self._names(one.asker),
                term=self._term(one),
                under=tuple((each.words, self._whose([each])) for each in one.conditions),
                after=tuple(sorted(after[one.id])),
                money=tuple(dict.fromkeys(each.words for each in one.funding)),
                outcome=one.answers[-1].outcome if one.answers else None,
                excerpt=self._maker.of(self._statements[one.statements[0]]),
                is_regional=one.id in regional,
                settled=settled_by(one, self._signers, self._language),
            )
            for one in ordered
        )

    def _term(self, action: Action) -> str:
        """The words of a term, called past or impossible where it is."""
        words = " ".join((action.deadline or "").split())
        if is_impossible(words):
            return phrases.said("roadmap.term_impossible", self._language, words=words)
        return (
            phrases.said("roadmap.term_past", self._language, words=words) if words and self._is_past(action) else words
        )

    def _is_past(self, action: Action) -> bool:
        """Whether it was due before the latest source was written."""
        if self._ends is None or action.status in CLOSED or not is_date(action.by_to):
            return False
        return span(action.by_to)[1] < self._ends

    def _whose(self, held: Iterable[Condition]) -> str:
        return whose(held, statements=self._statements, parties=self._parties, language=self._language)

    def _names(self, ids: Iterable[str]) -> str:
        key = tuple(ids)  # the same few name most actions
        if key not in self._named:
            names = [phrases.clipped(phrases.party(self._parties, one, self._language), _NAME_CHARS) for one in key]
            self._named[key] = phrases.listed(list(dict.fromkeys(names)), self._language)
        return self._named[key]

    def _knot(self, knot: Knot, by_id: Mapping[str, Act]) -> KnotView:
        return KnotView(
            knot=knot,
            text=word(knot.explanation, self._language),
            acts=tuple(by_id[one] for one in knot.actions if one in by_id),
            excerpts=tuple(self._maker.of(self._statements[one]) for one in knot.statements if one in self._statements),
        )

    def _decisions(
        self, knots: Sequence[Knot], by_id: Mapping[str, Act], every: Sequence[Step]
    ) -> tuple[Decision, ...]:
        """Each decision once, those that free most first."""
        known = {one.id: one for one in self._prospects.actions}
        set_by = conditions(self._prospects.actions)
        of: dict[str, list[Knot]] = defaultdict(list)
        for knot in knots:
            if knot.kind in ("unblocking", "circle", "one_decision"):
                for decision in knot.decisions:
                    of[decision].append(knot)
        direct = Counter(on for _, on in {(one.waits, one.on) for one in every})
        found = []
        for id_, shown in of.items():
            counts = next((dict(one.explanation.values) for one in shown if one.kind == "one_decision"), {})
            action = known.get(id_)
            stated = self._statements.get(action.statements[0] if action else id_)
            whose_ = action.who if action else awaited(set_by[id_], self._parties)
            what = action.what if action else " … ".join(dict.fromkeys(one.words for one in set_by[id_]))
            sizes = [len(one.decisions) for one in shown if one.kind == "unblocking"]
            rings = [dict(one.explanation.values) for one in shown if one.kind == "circle"]
            behind = max((int(ring["count"] or 0) - 1 + int(ring["waiting"] or 0) for ring in rings), default=0)
            made = Decision(
                id=id_,
                is_condition=action is None,
                who=self._names(dict.fromkeys(whose_)),
                is_named=action is None and any(named_in(one.words, self._parties) for one in set_by[id_]),
                told=self._names(dict.fromkeys(whose_)) if action else self._whose(set_by[id_]),
                what=" ".join(what.split()),
                act=by_id.get(id_),
                waiting=max(int(counts.get("waiting") or 0), behind, direct[id_]),
                alone=int(counts.get("alone") or 0),
                size=min(sizes, default=None),
                circles=len(rings),
                excerpt=self._maker.of(stated) if stated else None,
                knots=tuple(shown),
                is_regional=self._region.has(action) if action else self._region.holds([id_], whose_),
            )
            found.append((not made.is_regional, made.size or len(knots) + 1, -made.circles, -made.waiting, id_, made))
        return tuple(made for *_, made in sorted(found, key=lambda one: one[:5]))

    def _shares(self, acts: Sequence[Act], every: Sequence[Step]) -> tuple[Share, ...]:
        """Each party of which something is asked or that promised something, those with most first."""
        asked, promised, awaiting = (defaultdict[str, list[Act]](list) for _ in range(3))
        awaited_of = self._awaited_of(every)
        for act in acts:
            for id_ in dict.fromkeys(plain(one) for one in act.action.who):
                if act.action.status in ASKED:
                    asked[id_].append(act)
                elif act.action.status in PROMISED:
                    promised[id_].append(act)
            for id_ in awaited_of.get(act.action.id, ()):
                awaiting[id_].append(act)
        ids = sorted(
            asked.keys() | promised.keys() | awaiting.keys(),
            key=lambda one: (-len(asked[one]) - len(promised[one]), one),
        )
        return tuple(
            Share(
                party=id_,
                name=self._names([id_]),
                asked=tuple(asked[id_]),
                promised=tuple(promised[id_]),
                awaiting=tuple(awaiting[id_]),
            )
            for id_ in ids
        )

    def _awaited_of(self, every: Sequence[Step]) -> Mapping[str, Mapping[str, None]]:
        """Of each action the parties that must act or decide before it, without those that do it themselves."""
        known = {one.id: one for one in self._prospects.actions}
        set_by = conditions(self._prospects.actions)
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for step in every:
            who = known[step.on].who if step.on in known else awaited(set_by.get(step.on, ()), self._parties)
            own = {plain(one) for one in known[step.waits].who}
            found[step.waits] |= dict.fromkeys(plain(one) for one in who if plain(one) not in own)
        return found


def told_until(sources: Iterable[Source]) -> str | None:
    """The date of the latest source that has one of its own; None where none has."""
    dates = [one.date for one in sources if is_date(one.date) and not one.is_file_date]
    return max((one for one in dates if one), key=lambda one: (span(one)[0], one), default=None)


def year_of(action: Action) -> int | None:
    """The year in which an action is due, or begins where no end is told; None where no date is."""
    date = action.by_to or action.by_from
    return span(date)[1][0] if is_date(date) else None


def is_date(date: str | None) -> bool:
    """Whether a date names a year: what a person filled in may be anything."""
    return bool(date) and span(date)[1][0] < _NO_YEAR


def _due(action: Action) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    never = (_NO_YEAR, 12, 31)
    first = span(action.by_from)[0] if is_date(action.by_from) else never
    return span(action.by_to)[1] if is_date(action.by_to) else first, first


def periods(acts: Sequence[Act]) -> tuple[Period, ...]:
    """These actions by the year in which they are due; then what has a term in words only, and what has none."""
    by_year: dict[tuple[int | None, bool], list[Act]] = defaultdict(list)
    for act in acts:
        year = year_of(act.action)
        by_year[year, year is None and bool(act.term)].append(act)
    order = sorted(by_year, key=lambda one: (one[0] is None, one[0] or 0, not one[1]))
    return tuple(Period(year=year, has_words=words, acts=tuple(by_year[year, words])) for year, words in order)
