"""Two statements that cannot both be carried out or both be true, found by rules with both quotes beside each other.

A pair is looked at when the two share telling words of the dossier (``matter``), come from sources that are not kin,
and neither is one author's report of the other's view. Then:

- *stance*: on the words they share the one is for, the other against (``sides``), or each chooses another of two
  that exclude one another;
- *condition*: the one attaches a condition to what the other wants without;
- *number*: the same unit, with amounts that differ by more than rounding (``facts``);
- *date*: terms for the same thing that lie apart;
- *actor*: the same task put with another.

Scores are whole per cents. Method and limits: docs/method/tensions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rodedraad.link.tensions.choices import refuses_what_is_set, wants_it_anyway
from rodedraad.link.tensions.counts import WISHES, Nothing, counts, ending, nothing, numbered
from rodedraad.link.tensions.duties import bearers_apart, is_one_task, roles, task
from rodedraad.link.tensions.facts import counted_apart, is_loose, set_to_nothing, unequal
from rodedraad.link.tensions.keeping import Named, kept_and_tied
from rodedraad.link.tensions.limits import limits, limits_apart
from rodedraad.link.tensions.matter import LEAST, Matter, matter, whole
from rodedraad.link.tensions.scope import name_the_same
from rodedraad.link.tensions.sides import Direction, both_judge, both_restrain, direction, pulls, stance
from rodedraad.link.tensions.targets import targets, targets_apart
from rodedraad.link.tensions.terms import goals, goals_apart, terms, terms_apart
from rodedraad.records import Amount, Clues, Message, Pull, Statement, Subject, Tension, TensionKind, Thread

__all__ = ["Direction", "direction", "pulls", "stance", "tensions"]


@dataclass(frozen=True, slots=True)
class Bar:
    """From where a pair speaks of one thing: what is shared, in per cents of a word that stands once, as a share of the lesser sentence, and near."""

    weight: int
    cover: int
    near: int


STANCE = Bar(weight=80, cover=33, near=35)
FACT = Bar(weight=75, cover=40, near=30)
COUNTED = Bar(weight=110, cover=15, near=45)
NAMED = Bar(weight=75, cover=50, near=15)
LOOSE_FACT = Bar(weight=110, cover=55, near=45)
LOOSE_SHORT, LOOSE_NEAR = Bar(weight=65, cover=75, near=50), Bar(weight=80, cover=45, near=75)
"""Where the unit says nothing of the thing, but the sentences say hardly anything besides, or nearly the same."""
OBJECT, OBJECT_ALONE, OBJECT_NEAR = 60, 120, 70
WANTED, WANTED_COVER, WANTED_NEAR = 120, 60, 60
"""What the objects of both pulls share, in per cents of what a word weighs that stands once; more, and more of the whole, where one side merely wants."""
CHOICE = Bar(weight=40, cover=10, near=20)
WANTED_ANYWAY = Bar(weight=120, cover=40, near=60)
CONDITION = Bar(weight=75, cover=10, near=12)
"""Lower, as both must name the thing and the condition besides (``choices``)."""
THING_WEIGHT, THING_NEAR = 55, 50
"""Two that count one thing, or set one goal: what the thing weighs, in per cents of a stem that stands once, and how near."""
LIMIT_NEAR, NOTHING_NEAR = 40, 25
"""The same where the words beside the amounts are the same, and where the one sets to nothing what the other gives an amount: that is named word for word."""
LEAST_WEIGHT = min(bar.weight for bar in (STANCE, FACT, COUNTED, NAMED, LOOSE_FACT))
"""Below it only conditions and alternatives can conflict."""
CHOICE_NEAR = 25
"""Two who choose between the same alternatives speak of one thing when they are this near, or share a rare word."""
MOST_CHOICES = 200
MOST_WANTED = 6
KEPT_SCORE = 60
"""Per cents of a pair that shares a party and not its words: likely, and never as sure as one that shares both."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements with what their words tell, and what they share."""

    a: Statement
    b: Statement
    clues: tuple[Clues, Clues]
    stems: frozenset[str]
    weight: int
    cover: int
    near: int

    def passes(self, bar: Bar) -> bool:
        """Whether the pair speaks of one thing: much shared, or less and near."""
        return (
            self.weight >= bar.weight
            and self.near >= bar.near
            and self.cover + self.near // 2 >= bar.cover + bar.near // 2
        )

    def is_clear(self, weight: int, *, plain: bool) -> bool:
        """Whether what both sides name weighs enough: less where the sentences are near, more where one merely wants."""
        if not plain:
            return weight >= WANTED and self.cover >= WANTED_COVER and self.near >= WANTED_NEAR
        return weight >= OBJECT and (self.near >= OBJECT_NEAR or weight >= OBJECT_ALONE)

    @property
    def score(self) -> int:
        """How sure it is that both speak of one thing, in per cents."""
        return max(1, min(99, self.cover // 2 + self.near // 2 + min(self.weight // 10, 20)))


def tensions(
    subjects: Iterable[Subject],
    *,
    statements: Mapping[str, Statement],
    clues: Mapping[str, Clues],
    vectors: Mapping[str, bytes],
    families: Mapping[str, str],
    named: Named | None = None,
    threads: Iterable[Thread] = (),
) -> tuple[Tension, ...]:
    """All tensions, sorted by id. ``clues`` and ``vectors`` (int8) are by statement; ``families`` maps a source to its kin.

    Two statements of one of ``threads`` say the same and are opposed in nothing, though they may differ in number or date.
    ``named`` gives the parties of a text; without it nobody is found to keep what another ties to a condition.
    """
    subject_of = {id_: subject.id for subject in subjects for id_ in subject.statements}
    thread_of = {id_: thread.id for thread in threads for id_ in thread.statements}
    about = matter({id_: clues[id_] for id_ in statements})
    vectors_ = _Vectors(vectors)
    found: dict[str, Tension] = {}
    for pair in _pairs(statements, clues, about, vectors_, families):
        subject = subject_of.get(pair.a.id) or subject_of.get(pair.b.id)
        if subject is None:
            continue
        is_one_thread = thread_of.get(pair.a.id, pair.a.id) == thread_of.get(pair.b.id)
        for kind, explanation in _conflicts(pair, about):
            if kind == "stance" and is_one_thread:
                continue
            id_ = _id(pair.a.id, pair.b.id, kind)
            found[id_] = Tension(
                id=id_,
                subject=subject,
                a=pair.a.id,
                b=pair.b.id,
                kind=kind,
                score=pair.score / 100,
                explanation=explanation,
            )
    for one, other, wish, condition in kept_and_tied(statements, named) if named else ():
        subject = subject_of.get(one.id) or subject_of.get(other.id)
        if subject is None or families[one.source] == families[other.source]:
            continue
        (a, said), (b, set_) = sorted(((one, wish), (other, condition)), key=lambda side: side[0].id)
        id_ = _id(a.id, b.id, "condition")
        found[id_] = Tension(
            id=id_,
            subject=subject,
            a=a.id,
            b=b.id,
            kind="condition",
            score=KEPT_SCORE / 100,
            explanation=Message.of("tension.condition", a=said, b=set_),
        )
    return tuple(found[id_] for id_ in sorted(found))


def _pairs(
    statements: Mapping[str, Statement],
    clues: Mapping[str, Clues],
    about: Matter,
    vectors: _Vectors,
    families: Mapping[str, str],
) -> Iterator[Pair]:
    """Every pair worth comparing, once: one side refuses, chooses, counts or names a term."""
    family = {id_: families[one.source] for id_, one in statements.items()}
    refusing = [id_ for id_ in statements if any(pull.sign < 0 for pull in clues[id_].pulls)]
    counting = frozenset(id_ for id_, one in statements.items() if one.amounts)
    dated = frozenset(id_ for id_, one in statements.items() if terms(one))
    picking = frozenset(id_ for id_ in statements if clues[id_].choices)
    free = {id_: what for id_ in ending(clues) if id_ in statements and (what := nothing(statements[id_]))}
    conditions = {id_: found for id_ in statements if (found := clues[id_].condition)}
    setting = frozenset(id_ for id_, (sets, _) in conditions.items() if sets)
    dropping = frozenset(conditions.keys() - setting)
    # who wants just what another ties to a condition says it in few words
    wishing = frozenset(
        id_
        for id_, one in statements.items()
        if len(clues[id_].stems) <= MOST_WANTED and id_ not in conditions and one.type in WISHES
    )
    bearing = frozenset(id_ for id_ in statements if clues[id_].duties)
    seen: set[tuple[str, str]] = set()
    choosing: dict[str, list[str]] = {}
    for id_ in sorted(picking):
        for name, _, _ in clues[id_].choices:
            choosing.setdefault(name, []).append(id_)
    for ids in choosing.values():
        for at, one in enumerate(ids):
            for other in ids[at + 1 : at + MOST_CHOICES]:
                a, b = statements[one], statements[other]
                if family[one] != family[other] and not _is_only_told(a, b) and _chosen(clues[one], clues[other]):
                    seen.add((one, other))
                    if pair := _pair(a, b, (clues[one], clues[other]), about, vectors):
                        yield pair
    for one, other in _of_one_thing(
        statements, clues, about, dated=dated, counting=counting, bearing=bearing, free=free
    ):
        a, b = statements[one], statements[other]
        if family[one] != family[other] and (one, other) not in seen and not _is_only_told(a, b):
            seen.add((one, other))
            if pair := _pair(a, b, (clues[one], clues[other]), about, vectors, is_sure=True):
                yield pair
    seeded: tuple[tuple[Iterable[str], frozenset[str] | None, int], ...] = (
        (dropping, setting, LEAST),
        (bearing, bearing, LEAST_WEIGHT),
        (setting, wishing, WANTED_ANYWAY.weight),
        (refusing, None, STANCE.weight),
        (counting, counting, LEAST),
        (dated, dated, LEAST),
    )
    for seeds, among, least in seeded:
        for seed in sorted(seeds):
            for other in about.candidates(seed, among, least=least):
                if family[seed] == family[other]:
                    continue
                key = (seed, other) if seed < other else (other, seed)
                if key in seen:
                    continue
                seen.add(key)
                a, b = statements[key[0]], statements[key[1]]
                if not _is_only_told(a, b) and (pair := _pair(a, b, (clues[key[0]], clues[key[1]]), about, vectors)):
                    yield pair


def _of_one_thing(
    statements: Mapping[str, Statement],
    clues: Mapping[str, Clues],
    about: Matter,
    *,
    dated: Iterable[str],
    counting: Iterable[str],
    bearing: Iterable[str],
    free: Mapping[str, Nothing],
) -> Iterator[tuple[str, str]]:
    """Pairs that count one telling thing, set a term to one goal or a target to one year, or give a task of one role.

    Or the one sets to nothing what the other gives an amount. They are looked at whatever else they share.
    """
    alike: dict[str, list[str]] = {}
    for id_ in sorted(statements.keys() & numbered(clues)):
        for unit in {one.unit for one in counts(statements[id_])}:
            if about.weights.get(unit, 0) * 100 >= about.full * THING_WEIGHT:
                alike.setdefault(unit, []).append(id_)
    for id_ in sorted(dated):
        for goal in sorted(goals(statements[id_])):
            alike.setdefault(f"goal {goal}", []).append(id_)
    for id_ in sorted(counting):
        for name in {f"limit {one.amount.unit} {stem}" for one in limits(statements[id_]) for stem in one.of}:
            alike.setdefault(name, []).append(id_)
        for year in sorted({target.year for target in targets(statements[id_])}):
            alike.setdefault(f"target {year}", []).append(id_)
    for id_ in sorted(bearing):
        for name in {f"task {role} {stem}" for role in roles(clues[id_].duties) for stem in task(statements[id_])}:
            alike.setdefault(name, []).append(id_)
    ended = {stem for what in free.values() for stem in what.of}
    priced: dict[str, list[str]] = {}
    for id_ in sorted(counting):
        for stem in ended.intersection(clues[id_].stems):
            priced.setdefault(stem, []).append(id_)
    for id_ in sorted(free):
        for other in sorted({other for stem in free[id_].of for other in priced.get(stem, ())} - {id_}):
            yield (id_, other) if id_ < other else (other, id_)
    for _, ids in sorted(alike.items()):
        for at, one in enumerate(ids):
            for other in ids[at + 1 : at + MOST_CHOICES]:
                yield one, other


def _pair(
    a: Statement, b: Statement, clues: tuple[Clues, Clues], about: Matter, vectors: _Vectors, *, is_sure: bool = False
) -> Pair | None:
    """The pair, or None where what it shares weighs too little for every kind that it can be."""
    one, other = clues
    may_choose = is_sure or bool(one.choices and other.choices)
    # what headings and parts of compounds add is taken off below: this is the most that it can be
    both = about.both(a.id, b.id)
    mass = about.mass(both)
    most = mass * 100 // about.full
    if most < (CHOICE.weight if one.condition and other.condition else LEAST_WEIGHT) and not may_choose:
        return None
    stems = whole(both)
    if len(stems) < len(both):
        mass = about.mass(stems)
    weight = mass * 100 // about.full
    may_be_condition = weight >= CHOICE.weight and one.condition and other.condition
    if weight < LEAST_WEIGHT and not may_be_condition and not may_choose:
        return None
    # below every bar but that of alternatives, which asks for nearness itself
    near = vectors.nearness(a.id, b.id) if weight >= CHOICE.weight or may_choose else 0
    least = min(about.masses[a.id], about.masses[b.id])
    cover = min(100, mass * 100 // max(least, 1))
    return Pair(a=a, b=b, clues=clues, stems=stems, weight=weight, cover=cover, near=near)


class _Vectors:
    """Vectors by statement, each unpacked and measured once."""

    def __init__(self, vectors: Mapping[str, bytes]) -> None:
        self._vectors = vectors
        self._measured: dict[str, tuple[NDArray[np.int64], int]] = {}

    def nearness(self, a: str, b: str) -> int:
        """The cosine of two vectors of one length, in per cents."""
        (one, length), (other, other_length) = self._of(a), self._of(b)
        if not len(one) or len(one) != len(other):
            return 0
        return max(0, int(one @ other) * 100 // max(length, other_length, 1))

    def _of(self, id_: str) -> tuple[NDArray[np.int64], int]:
        if id_ not in self._measured:
            vector = np.frombuffer(self._vectors.get(id_, b""), dtype=np.int8).astype(np.int64)
            self._measured[id_] = vector, int(vector @ vector)
        return self._measured[id_]


def _conflicts(pair: Pair, about: Matter) -> Iterator[tuple[TensionKind, Message]]:
    a, b = pair.a, pair.b
    one, other = pair.clues
    wants = (one.condition, other.condition)
    agree = bool(wants[0] and wants[1] and wants[0][0] == wants[1][0])
    if pair.passes(STANCE) and not agree and (sides := _opposed(pair, about)):
        yield "stance", Message.of("tension.stance", a=sides[0].words, b=sides[1].words)
    elif (pair.weight >= CHOICE.weight or pair.near >= CHOICE_NEAR) and (chosen := _chosen(one, other)):
        yield "stance", Message.of("tension.stance", a=chosen[0], b=chosen[1])
    if (
        (pair.passes(CHOICE) or pair.passes(CONDITION))
        and wants[0]
        and wants[1]
        and not agree
        and refuses_what_is_set(a, b, wants[0], wants[1])
    ):
        yield "condition", Message.of("tension.condition", a=wants[0][1], b=wants[1][1])
    elif pair.passes(WANTED_ANYWAY) and wants_it_anyway(a, b, *wants):
        said = [found[1] if found else _short(text) for found, text in zip(wants, (a.text, b.text), strict=True)]
        yield "condition", Message.of("tension.condition", a=said[0], b=said[1])
    if "?" in a.text or "?" in b.text:
        return
    if amounts := _numbers_apart(pair):
        yield "number", Message.of("tension.number", a=amounts[0].words, b=amounts[1].words, unit=amounts[0].unit)
    by = (terms_apart(a, b) if pair.passes(FACT) else None) or (goals_apart(a, b) if pair.near >= THING_NEAR else None)
    # "volgend jaar" beside "volgend jaar" in a document of another year: a reader sees one term
    if by and by[0].casefold() != by[1].casefold():
        yield "date", Message.of("tension.date", a=by[0], b=by[1])
    if (
        one.duties
        and other.duties
        and (pair.passes(FACT) or (pair.near >= THING_NEAR and is_one_task(a, b)))
        and (bearers := bearers_apart(a, b, one.duties, other.duties))
    ):
        yield "actor", Message.of("tension.actor", a=bearers[0], b=bearers[1])


def _short(text: str) -> str:
    """The first words of a sentence that says plainly what it wants."""
    return " ".join(text.split()[:8])


def _numbers_apart(pair: Pair) -> tuple[Amount, Amount] | None:
    """Amounts of one thing, counts of it, an amount against nothing, or targets of one year: where these differ."""
    a, b = pair.a, pair.b
    if a.amounts and b.amounts:
        if targets(a) and targets(b):
            return targets_apart(a, b) if pair.near >= THING_NEAR else None
        if amounts := unequal(a, b):
            bars = (LOOSE_FACT,) if is_loose(amounts[0]) else (FACT, COUNTED, NAMED, LOOSE_FACT)
            if any(map(pair.passes, bars)) or (
                any(map(pair.passes, (LOOSE_SHORT, LOOSE_NEAR))) and name_the_same(a, b)
            ):
                return amounts
        if pair.near >= LIMIT_NEAR and (amounts := limits_apart(a, b)):
            return amounts
    if (a.amounts or b.amounts) and pair.near >= NOTHING_NEAR and (amounts := set_to_nothing(a, b)):
        return amounts
    if pair.near < THING_NEAR:
        return None
    if (a.type in WISHES and b.type in WISHES) or pair.passes(COUNTED):
        return counted_apart(a, b)
    return None


def _opposed(pair: Pair, about: Matter) -> tuple[Pull, Pull] | None:
    """What tells best that the one is for, the other against one thing; None where both also agree on that thing."""
    best, chosen, agreed = 0, None, 0
    for one in pair.clues[0].pulls:
        for other in pair.clues[1].pulls:
            if not (one.is_plain or other.is_plain):
                continue
            mass = about.mass(pair.stems & about.named(one.stems) & about.named(other.stems))
            if not pair.is_clear(mass * 100 // about.full, plain=one.is_plain and other.is_plain):
                continue
            if one.sign == other.sign:
                agreed = max(agreed, mass)
            elif mass > best and one.opposes(other) and not (both_restrain(one, other) or both_judge(one, other)):
                best, chosen = mass, (one, other)
    return chosen if best > agreed else None


def _chosen(a: Clues, b: Clues) -> tuple[str, str] | None:
    """What each chooses, where these exclude one another."""
    other = {name: (side, words) for name, side, words in b.choices}
    for name, side, words in a.choices:
        if name in other and other[name][0] != side:
            return words, other[name][1]
    return None


def _is_only_told(a: Statement, b: Statement) -> bool:
    """Whether the pair is no tension of its own: an author's view beside its report of another, or a view of nobody.

    Reported of nobody is hearsay and what is denied, doubted or former: no side of anything.
    """
    if any(one.is_reported and one.holder is None for one in (a, b)):
        return True
    return a.is_reported != b.is_reported and bool(set(a.parties) & set(b.parties))


def _id(a: str, b: str, kind: str) -> str:
    return "x-" + blake2b(f"{a}\x1f{b}\x1f{kind}".encode(), digest_size=10).hexdigest()
