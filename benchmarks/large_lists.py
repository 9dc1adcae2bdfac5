"""What a build makes of the statements of an invented dossier, in the proportions of a build of real documents (``large_dossier.py``).

Pure but for the dice, which are thrown in a fixed order: the same statements and seed give the same lists.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final, get_args

from rodedraad.records import (
    Action,
    Answer,
    Bearing,
    Condition,
    Dependency,
    DocumentSupport,
    Frame,
    Funding,
    Gap,
    GapKind,
    Kinship,
    Knot,
    Layer,
    Message,
    Offer,
    Outlook,
    OutlookStance,
    Party,
    Reference,
    Requirement,
    RequirementKind,
    Settlement,
    Source,
    Statement,
    Subject,
    Support,
    Tension,
    TensionKind,
    Thread,
)

PER_THOUSAND: Final = {
    "subjects": 65,
    "threads": 20,
    "tensions": 5,
    "gaps": 65,
    "references": 35,
    "outlooks": 1,
    "answers": 1,
    "actions": 300,
    "knots": 110,
    "requirements": 29,
    "offers": 1,
}
"""Records for every thousand statements, between those of 54 documents of institutions and parties (16,085 statements), of which
the most are taken over, and of the example (1,661), which has more tensions, outlooks and answers."""
MANY_PARTIES: Final = 400
_VILLAGES: Final = (
    "Aldorp",
    "Berkenrode",
    "Duinwijk",
    "Elsbroek",
    "Geestmeer",
    "Havenkerk",
    "Kloosterdam",
    "Lisserweg",
)
_ENDINGS: Final = ("", "-Noord", "-Zuid", "-Oost", "-West", "-Binnen", "-Buiten", "-aan-Zee")
_KINDS: Final = (
    ("Gemeente", "gemeente"),
    ("Dorpsraad", "bewoners"),
    ("Ondernemersvereniging", "bedrijf"),
    ("Waterschap", "waterschap"),
    ("Milieuvereniging", "maatschappelijk"),
    ("Vakschool", "onderwijs_kennis"),
    ("Provincie", "provincie"),
)
_STATUSES: Final = (None, None, None, None, "promised", "promised", "asked", "under_way", "done")
_GAPS: Final = ("measure_without_date", "measure_without_owner", "request_without_answer", "ambition_without_measure")
_KNOTS: Final = ("without_money", "without_date", "without_owner")


def parties(frame: Frame) -> tuple[Party, ...]:
    """The frame's parties and invented ones, some hundreds together."""
    made = [
        Party(
            id=f"{kind} {village}{ending}".lower().replace(" ", "-"),
            name=f"{kind} {village}{ending}",
            layer=layer,  # type: ignore[arg-type]
        )
        for kind, layer in _KINDS
        for village in _VILLAGES
        for ending in _ENDINGS
    ]
    return (*frame.parties, *made)[:MANY_PARTIES]


class Lists:
    """All lists of one dossier."""

    def __init__(
        self,
        frame: Frame,
        known: Sequence[Party],
        sources: Sequence[Source],
        statements: Sequence[Statement],
        *,
        seed: int,
    ) -> None:
        self.sources: Mapping[str, Source] = {one.id: one for one in sources}
        self.statements: Mapping[str, Statement] = {one.id: one for one in statements}
        self._frame, self._known = frame, known
        self._every = statements
        self._dice = random.Random(f"{seed} lists")  # noqa: S311  invented records, no secrets

    @property
    def links(self) -> dict[str, tuple[Any, ...]]:
        """As ``Links`` holds them."""
        return {
            "subjects": self._subjects,
            "threads": self._threads,
            "tensions": self._tensions,
            "gaps": self._gaps,
            "references": self._references,
            "outlooks": self._outlooks,
            "parties": self._parties,
            "kinships": self._kinships,
            "answers": self._answers,
        }

    @property
    def prospects(self) -> dict[str, tuple[Any, ...]]:
        """As ``Prospects`` holds them, without the drivers."""
        return {
            "actions": self._actions,
            "knots": self._knots,
            "requirements": self._requirements,
            "offers": self._offers,
            "bearings": self._bearings,
        }

    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        return {kind: len(records) for kind, records in {**self.links, **self.prospects}.items()}

    def no_text(self, page: int) -> Message:
        """Why a page could not be read."""
        return Message.of("read.no_text_layer", page=page)

    def _wanted(self, kind: str) -> int:
        return max(1, len(self._every) * PER_THOUSAND[kind] // 1_000)

    def _some(self, kind: str, *types: str) -> list[Statement]:
        """As many statements of these types as there are records of a kind, in their order."""
        held = [one for one in self._every if one.type in types] if types else list(self._every)
        chosen = sorted(self._dice.sample(range(len(held)), min(self._wanted(kind), len(held))))
        return [held[place] for place in chosen]

    # --- what they say together ---

    @cached_property
    def _subjects(self) -> tuple[Subject, ...]:
        """All statements shuffled, in groups of very different sizes."""
        order = list(self._every)
        self._dice.shuffle(order)
        count = self._wanted("subjects")
        weights = [self._dice.paretovariate(1.6) for _ in range(count)]
        share = (len(order) - 2 * count) / sum(weights)
        found, at = [], 0
        for weight in weights:
            members = order[at : at + 2 + int(weight * share)]
            at += len(members)
            found.append(
                Subject(
                    id=_id("u", members[0].id),
                    title=" ".join(members[0].text.split()[:14]),
                    statements=tuple(one.id for one in members),
                    parties=tuple(sorted({id_ for one in members for id_ in one.parties})),
                    themes=tuple(sorted({id_ for one in members for id_ in one.themes})),
                )
            )
        return tuple(sorted(found, key=lambda one: one.id))

    @cached_property
    def _threads(self) -> tuple[Thread, ...]:
        chosen = self._dice.choices(self._subjects, k=self._wanted("threads"))
        found = {one.id: one for one in map(self._thread, chosen)}
        return tuple(sorted(found.values(), key=lambda one: one.id))

    def _thread(self, subject: Subject) -> Thread:
        size = min(len(subject.statements), 2 + min(5, int(self._dice.expovariate(1.2))))
        members = [self.statements[id_] for id_ in self._dice.sample(subject.statements, size)]
        voices = sorted({id_ for one in members for id_ in one.parties})
        return Thread(
            id=_id("t", members[0].id),
            subject=subject.id,
            title=" ".join(members[0].text.split()[:12]),
            representative=members[0].id,
            statements=tuple(sorted(one.id for one in members)),
            sources=tuple(sorted({one.source for one in members})),
            parties=tuple(voices),
            themes=tuple(sorted({id_ for one in members for id_ in one.themes})),
            confidence=self._dice.choice((0.55, 0.65, 0.8, 0.9, 1.0)),
            support=Support(documents=DocumentSupport(for_=tuple(voices))),
        )

    @cached_property
    def _tensions(self) -> tuple[Tension, ...]:
        kinds = get_args(TensionKind)
        found = {}
        for subject in self._dice.choices(self._subjects, k=self._wanted("tensions")):
            a, b = sorted(self._dice.sample(subject.statements, 2))
            words = tuple((name, self.statements[id_].text.split()[0]) for name, id_ in (("a", a), ("b", b)))
            found[a, b] = Tension(
                id=_id("x", a + b),
                subject=subject.id,
                a=a,
                b=b,
                kind=self._dice.choice(kinds),
                score=round(self._dice.uniform(0.4, 0.95), 2),
                explanation=Message(code="tension.stance", values=words),
            )
        return tuple(sorted(found.values(), key=lambda one: one.id))

    @cached_property
    def _gaps(self) -> tuple[Gap, ...]:
        missing = self._dice.sample(self._references, len(self._references) // 2)
        found = [
            self._gap("document_missing", reference=one.id, searched=Message.of("gap.searched_documents", sources=len(self.sources), cited=one.quote))
            for one in missing
        ]  # fmt: skip
        sentences = self._some("gaps", "measure", "request", "ambition")[: max(0, self._wanted("gaps") - len(found))]
        for one in sentences:
            kind = self._dice.choice(_GAPS)
            found.append(
                self._gap(
                    kind,
                    theme=one.themes[0] if one.themes else None,
                    party=one.parties[0],
                    statement=one.id,
                    searched=Message.of("gap.searched_sentence"),
                )
            )
        return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: one.id))

    @staticmethod
    def _gap(
        kind: GapKind,
        *,
        searched: Message,
        theme: str | None = None,
        party: str | None = None,
        statement: str | None = None,
        reference: str | None = None,
    ) -> Gap:
        id_ = _id("g", f"{kind} {statement} {reference}")
        return Gap(
            id=id_, kind=kind, theme=theme, party=party, statement=statement, reference=reference, searched=searched
        )

    @cached_property
    def _references(self) -> tuple[Reference, ...]:
        every = list(self.sources.values())
        found = []
        for one in self._some("references"):
            target = self._dice.choice(every) if self._dice.random() < 0.25 else None
            quote = " ".join(one.quote.split(" ")[:6])
            found.append(
                Reference(
                    id=_id("", f"reference {one.id}")[1:],
                    source=one.source,
                    page=one.page,
                    quote=quote,
                    start=one.start,
                    end=one.start + len(quote),
                    title=target.title if target else quote,
                    keys=(f"title={quote}",),
                    target=target.id if target else None,
                    resolved=target is not None,
                )
            )
        return tuple(found)

    @cached_property
    def _outlooks(self) -> tuple[Outlook, ...]:
        return tuple(
            Outlook(
                id=_id("", f"outlook {one.id}")[1:],
                source=one.source,
                page=one.page,
                quote=one.quote,
                start=one.start,
                end=one.end,
                title=" ".join(one.text.split()[:8]),
                holder=one.parties[0],
                horizon=self._dice.choice(("2030", "2040", "2050", None)),
                stance=self._dice.choice(get_args(OutlookStance)),
                holders=one.parties,
            )
            for one in self._some("outlooks", "ambition", "concern")
        )

    @cached_property
    def _parties(self) -> tuple[Party, ...]:
        counts: dict[str, int] = {}
        for one in self._every:
            for id_ in one.parties:
                counts[id_] = counts.get(id_, 0) + 1
        made = (
            Party(**{**{name: getattr(one, name) for name in Party.__slots__}, "statements": counts.get(one.id, 0)})
            for one in self._known
        )
        return tuple(sorted(made, key=lambda one: one.id))

    @cached_property
    def _kinships(self) -> tuple[Kinship, ...]:
        every = sorted(self.sources)[:: max(2, len(self.sources) // 50)]
        return tuple(
            Kinship(earlier=one, later=other, kind="version", share=0.8) for one, other in pairwise(every[:20])
        )

    @cached_property
    def _answers(self) -> tuple[Answer, ...]:
        requests = self._some("answers", "request")
        return tuple(
            Answer(request=one.id, statement=other.id, party=other.parties[0], is_later=True, share=120)
            for one, other in zip(requests, reversed(requests), strict=True)
            if one.source != other.source
        )

    # --- what lies ahead ---

    @cached_property
    def _actions(self) -> tuple[Action, ...]:
        stated = self._some("actions", "measure", "request", "recommendation", "condition")
        return tuple(self._action(one) for one in stated)

    def _action(self, one: Statement) -> Action:
        dice = self._dice
        status = "asked" if one.type == "request" else dice.choice(_STATUSES)
        who = tuple(actor.party for actor in one.actors if actor.party)
        words = " ".join(one.quote.split(" ")[-5:])
        other = dice.choice(self._every)
        return Action(
            id=_id("a", one.id),
            who=who,
            what=one.quote.strip(" ."),
            actors=one.actors,
            asker=one.parties if one.type in ("request", "recommendation") else (),
            source=one.source,
            page=one.page,
            themes=one.themes,
            deadline=one.deadline,
            by_from=one.deadline_from,
            by_to=one.deadline_to,
            conditions=(Condition(statement=one.id, party=one.parties[0], words=words),) if dice.random() < 0.04 else (),
            depends_on=(Dependency(on=_id("a", other.id), kind="order", statement=one.id, words=words),)
            if dice.random() < 0.01 and other.type == "measure"
            else (),
            layer=dice.choice(get_args(Layer)) if who else None,
            within_power=one.within_power,
            funding=(Funding(kind="subsidy", words=words, statement=one.id),) if dice.random() < 0.06 else (),
            status=status,  # type: ignore[arg-type]
            status_statement=one.id if status and status != "asked" else None,
            statements=(one.id,),
            answers=(
                Settlement(outcome="granted", statement=other.id, party=other.parties[0], steps=(other.id,), by=("subject",)),
            )
            if status == "asked" and dice.random() < 0.1
            else (),
        )  # fmt: skip

    @cached_property
    def _knots(self) -> tuple[Knot, ...]:
        """What nobody said, as nearly all knots of a large dossier are."""
        chosen = self._dice.sample(self._actions, min(self._wanted("knots"), len(self._actions)))
        kinds = {one.id: self._dice.choice(_KNOTS) for one in chosen}
        return tuple(
            Knot(
                id=_id("n", one.id),
                kind=kinds[one.id],  # type: ignore[arg-type]
                actions=(one.id,),
                statements=one.statements,
                explanation=Message.of(f"knots.{kinds[one.id]}", action=f"«{one.what[:130]}»"),
            )
            for one in sorted(chosen, key=lambda one: (_KNOTS.index(kinds[one.id]), one.id))
        )

    @cached_property
    def _requirements(self) -> tuple[Requirement, ...]:
        found = []
        for one in self._some("requirements"):
            words = one.quote.split(" ")
            what, before = " ".join(words[-4:]), " ".join(words[:-4])
            start = one.start + len(before) + 1
            found.append(
                Requirement(
                    id=_id("r", one.id),
                    kind=self._dice.choice(get_args(RequirementKind)),
                    statement=one.id,
                    source=one.source,
                    page=one.page,
                    quote=what,
                    start=start,
                    end=start + len(what),
                    what=what,
                    themes=one.themes,
                    parties=one.parties,
                    met=self._dice.choice(("met", "partly", "unmet", "unknown", "unknown")),
                    key=words[-1].strip("."),
                    is_regional=self._dice.random() < 0.5,
                )
            )
        return tuple(found)

    @cached_property
    def _offers(self) -> tuple[Offer, ...]:
        return tuple(
            Offer(
                id=_id("o", one.id),
                kind=self._dice.choice(("course", "institute", "campus", "programme", "facility")),
                name=" ".join(one.text.split()[:3]),
                statement=one.id,
                source=one.source,
                page=one.page,
                quote=one.quote,
                party=one.parties[0],
            )
            for one in self._some("offers", "finding", "measure")
        )

    @cached_property
    def _bearings(self) -> tuple[Bearing, ...]:
        """One for each thread, action, requirement and ambition; one in twenty is tied to a variant of the frame's drivers."""
        about = [
            *(("thread", one.id, one.statements) for one in self._threads),
            *(("action", one.id, one.statements) for one in self._actions),
            *(("requirement", one.id, (one.statement,)) for one in self._requirements),
            *(("ambition", one.id, (one.id,)) for one in self._every if one.type == "ambition"),
        ]
        return tuple(
            Bearing(
                id=_id("b", id_),
                kind=kind,  # type: ignore[arg-type]
                about=id_,
                needs=(),
                scenarios=(),
                is_no_regret=None,
                statements=tuple(statements),
                key=kind,
            )
            for kind, id_, statements in about
        )


def _id(letter: str, of: str) -> str:
    return f"{letter}-{sha256(of.encode()).hexdigest()[:20]}"
