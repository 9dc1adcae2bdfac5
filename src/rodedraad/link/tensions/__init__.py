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

from rodedraad.link.tensions.choices import conditions, duties, opposites
from rodedraad.link.tensions.facts import is_loose, term, terms_differ, unequal
from rodedraad.link.tensions.matter import LEAST, Matter, matter
from rodedraad.link.tensions.sides import Direction, Pull, direction, pulls, refuses, stance
from rodedraad.records import Message, Statement, Subject, Tension, TensionKind, Value

__all__ = ["Direction", "direction", "stance", "tensions"]


@dataclass(frozen=True, slots=True)
class Bar:
    """From where a pair speaks of one thing: what is shared, in per cents of a word that stands once, as a share of the lesser sentence, and near."""

    weight: int
    cover: int
    near: int


STANCE = Bar(weight=80, cover=30, near=35)
FACT = Bar(weight=75, cover=40, near=30)
COUNTED = Bar(weight=110, cover=15, near=45)
NAMED = Bar(weight=85, cover=50, near=15)
LOOSE_FACT = Bar(weight=110, cover=55, near=45)
OBJECT, OBJECT_ALONE, OBJECT_NEAR = 60, 120, 50
WANTED, WANTED_COVER, WANTED_NEAR = 120, 60, 60
"""What the objects of both pulls share, in per cents of what a word weighs that stands once; more, and more of the whole, where one side merely wants."""
CHOICE = Bar(weight=40, cover=10, near=20)


CHOICE_NEAR = 25
"""Two who choose between the same alternatives speak of one thing when they are this near, or share a rare word."""
MOST_CHOICES = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements with what they share."""

    a: Statement
    b: Statement
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
    vectors: Mapping[str, bytes],
    families: Mapping[str, str],
) -> tuple[Tension, ...]:
    """All tensions, sorted by id. ``vectors`` are int8, by statement; ``families`` maps a source to its kin."""
    subject_of = {id_: subject.id for subject in subjects for id_ in subject.statements}
    about = matter(statements)
    found: dict[str, Tension] = {}
    for pair in _pairs(statements, about, vectors, families):
        subject = subject_of.get(pair.a.id) or subject_of.get(pair.b.id)
        if subject is None:
            continue
        for kind, explanation in _conflicts(pair, about):
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
    return tuple(found[id_] for id_ in sorted(found))


def _pairs(
    statements: Mapping[str, Statement], about: Matter, vectors: Mapping[str, bytes], families: Mapping[str, str]
) -> Iterator[Pair]:
    """Every pair worth comparing, once: one side refuses, chooses, counts or names a term."""
    refusing = frozenset(id_ for id_, one in statements.items() if refuses(one.text))
    counting = frozenset(id_ for id_, one in statements.items() if one.amounts)
    dated = frozenset(id_ for id_, one in statements.items() if term(one))
    picking = frozenset(
        id_ for id_, one in statements.items() if conditions(one.text) or duties(one) or opposites(one.text)
    )
    seen: set[tuple[str, str]] = set()
    choosing: dict[str, list[str]] = {}
    for id_ in sorted(picking):
        for name in sorted(opposites(statements[id_].text)):
            choosing.setdefault(name, []).append(id_)
    for ids in choosing.values():
        for at, one in enumerate(ids):
            for other in ids[at + 1 : at + MOST_CHOICES]:
                a, b = statements[one], statements[other]
                if families[a.source] != families[b.source] and not _is_own_report(a, b) and _chosen(a, b):
                    seen.add((one, other))
                    yield _pair(a, b, about, vectors)
    for seeds, among, least in (
        (picking, picking, LEAST),
        (refusing, None, STANCE.weight),
        (counting, counting, LEAST),
        (dated, dated, LEAST),
    ):
        for seed in sorted(seeds):
            for other in about.candidates(seed, among, least=least):
                key = (min(seed, other), max(seed, other))
                if key not in seen and families[statements[seed].source] != families[statements[other].source]:
                    seen.add(key)
                    a, b = statements[key[0]], statements[key[1]]
                    if not _is_own_report(a, b):
                        yield _pair(a, b, about, vectors)


def _pair(a: Statement, b: Statement, about: Matter, vectors: Mapping[str, bytes]) -> Pair:
    stems = about.shared(a.id, b.id)
    mass = about.mass(stems)
    weight = mass * 100 // about.full
    # below every bar but that of alternatives, which asks for nearness itself
    near = _nearness(a.id, b.id, vectors) if weight >= CHOICE.weight or opposites(a.text) else 0
    least = min(about.mass(about.said[a.id]), about.mass(about.said[b.id]))
    return Pair(a=a, b=b, stems=stems, weight=weight, cover=min(100, mass * 100 // max(least, 1)), near=near)


def _nearness(a: str, b: str, vectors: Mapping[str, bytes]) -> int:
    """The cosine of two vectors of one length, in per cents."""
    one, other = (np.frombuffer(vectors.get(id_, b""), dtype=np.int8).astype(np.int64) for id_ in (a, b))
    if not len(one) or len(one) != len(other):
        return 0
    length = max(int(one @ one), int(other @ other), 1)
    return max(0, int(one @ other) * 100 // length)


def _conflicts(pair: Pair, about: Matter) -> Iterator[tuple[TensionKind, Message]]:
    a, b = pair.a, pair.b
    wants = (conditions(a.text), conditions(b.text))
    agree = bool(wants[0] and wants[1] and wants[0].sets == wants[1].sets)
    if pair.passes(STANCE) and not agree and (sides := _opposed(pair, about)):
        yield "stance", _message("tension.stance", a=sides[0].words, b=sides[1].words)
    elif (pair.weight >= CHOICE.weight or pair.near >= CHOICE_NEAR) and (chosen := _chosen(a, b)):
        yield "stance", _message("tension.stance", a=chosen[0], b=chosen[1])
    if pair.passes(CHOICE) and wants[0] and wants[1] and not agree:
        yield "condition", _message("tension.condition", a=wants[0].words, b=wants[1].words)
    if "?" in a.text or "?" in b.text:
        return
    if (amounts := unequal(a, b)) and (
        pair.passes(LOOSE_FACT)
        or (not is_loose(amounts[0]) and any(pair.passes(bar) for bar in (FACT, COUNTED, NAMED)))
    ):
        yield "number", _message("tension.number", a=amounts[0].words, b=amounts[1].words, unit=amounts[0].unit)
    if pair.passes(FACT) and (terms := terms_differ(a, b)):
        yield "date", _message("tension.date", a=terms[0], b=terms[1])
    if pair.passes(FACT) and (tasks := (duties(a), duties(b)))[0] and tasks[1] and not tasks[0] & tasks[1]:
        yield "actor", _message("tension.actor", a=", ".join(sorted(tasks[0])), b=", ".join(sorted(tasks[1])))


def _opposed(pair: Pair, about: Matter) -> tuple[Pull, Pull] | None:
    """What tells best that the one is for, the other against one thing; None where both also agree on that thing."""
    best, chosen, agreed = 0, None, 0
    for one in pulls(pair.a.text):
        for other in pulls(pair.b.text):
            if not (one.is_plain or other.is_plain):
                continue
            mass = about.mass(pair.stems & about.named(one.stems) & about.named(other.stems))
            if not pair.is_clear(mass * 100 // about.full, plain=one.is_plain and other.is_plain):
                continue
            if one.sign == other.sign:
                agreed = max(agreed, mass)
            elif mass > best and one.opposes(other):
                best, chosen = mass, (one, other)
    return chosen if best > agreed else None


def _chosen(a: Statement, b: Statement) -> tuple[str, str] | None:
    """What each chooses, where these exclude one another."""
    one, other = opposites(a.text), opposites(b.text)
    for name, (side, words) in sorted(one.items()):
        if name in other and other[name][0] != side:
            return words, other[name][1]
    return None


def _is_own_report(a: Statement, b: Statement) -> bool:
    """Whether the pair is one author's own view beside what it reports of another: no tension of its own."""
    return a.is_reported != b.is_reported and bool(set(a.parties) & set(b.parties))


def _message(code: str, **values: Value) -> Message:
    return Message(code=code, values=tuple(sorted(values.items())))


def _id(a: str, b: str, kind: str) -> str:
    return "x-" + blake2b(f"{a}\x1f{b}\x1f{kind}".encode(), digest_size=10).hexdigest()
