"""The story of one scenario, to be read: which choices tell it from the others, and what the sources say of them.

It is short: a choice of which no source speaks is named and no more; why it goes with the others stands in the list
beside the story. Every sentence is a fixed frame around names of drivers, words of a judgement's reason, or a quote with
its place; none is made up. A model's words for a quote stand before that quote, marked. What rests on examples, and what speaks against it, is said in the same breath. docs/method/explore.md,
section 11. What is quoted as being of a choice of the region is the region's own: a national sentence that names no
place or party of it illustrates none. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rodedraad import phrases
from rodedraad.explore.bearings import WANTING
from rodedraad.explore.cues import Cues
from rodedraad.phrases import said
from rodedraad.records import (
    Bearing,
    Driver,
    Judgement,
    Links,
    Outlook,
    Prospects,
    Scenario,
    Source,
    Statement,
    Variant,
)
from rodedraad.region import Region, region_of
from rodedraad.wording import Language

if TYPE_CHECKING:
    from rodedraad.publish.view import Dossier

QUOTES: Final = 2
FUTURES: Final = 3
_QUOTED: Final = 240
_KINDS: Final = ("ambition", "thread", "action", "requirement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a paragraph; ``statement`` (or outlook) is what a quote in it is taken from, None in a frame.

    ``is_said``: it is what a source says of the choice, which a model may word. ``words`` are then that model's and stand
    before the quote, ``by`` (``model:NAME``) says whose; both are empty without one.
    """

    text: str
    statement: str | None = None
    is_said: bool = False
    words: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What a quote says in a model's words, in the language of the quote; ``by`` is ``model:NAME``."""

    text: str
    language: Language
    by: str


NO_WORDS: Final[Mapping[str, Worded]] = MappingProxyType({})
"""Of a story that no model worded anything of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph. ``driver`` is the one it tells of, None where it tells of the whole."""

    parts: tuple[Part, ...]
    driver: str | None = None

    @property
    def text(self) -> str:
        """The paragraph as it is read."""
        return " ".join(text for part in self.parts for text in (part.words, part.text) if text)

    @property
    def citations(self) -> tuple[str, ...]:
        """The statements and outlooks that it quotes, each once."""
        return tuple(dict.fromkeys(part.statement for part in self.parts if part.statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What the quotes of a story are taken from, by id.

    ``own`` are the statements that may stand for a choice: those of the region. ``touching`` has by driver those that
    want something of it, without saying which of its variants.
    """

    statements: Mapping[str, Statement]
    sources: Mapping[str, Source]
    outlooks: Mapping[str, Outlook]
    own: frozenset[str]
    touching: Mapping[str, tuple[str, ...]]

    @classmethod
    def of_dossier(cls, dossier: Dossier) -> Library:
        """That of a dossier, with its own region."""
        return cls.of(
            dossier.statements,
            dossier.sources,
            dossier.links,
            drivers=dossier.prospects.drivers,
            region=region_of(dossier.frame, dossier.statements, dossier.sources, dossier.links.parties),
        )

    @classmethod
    def of(
        cls,
        statements: Sequence[Statement],
        sources: Sequence[Source],
        links: Links,
        *,
        drivers: Sequence[Driver] = (),
        region: Region | None = None,
    ) -> Library:
        """That of a dossier's lists; without a ``region`` every statement may stand for a choice."""
        held = [one for one in statements if region is None or region.says(one)]
        return cls(
            statements={one.id: one for one in statements},
            sources={one.id: one for one in sources},
            outlooks={one.id: one for one in links.outlooks},
            own=frozenset(one.id for one in held),
            touching=_touching(held, drivers),
        )


def storyline(
    scenario: Scenario,
    prospects: Prospects,
    library: Library,
    *,
    language: Language,
    words: Mapping[str, Worded] = NO_WORDS,
) -> tuple[Paragraph, ...]:
    """The story of a scenario: what it is, a paragraph for each driver in their order, the sources' futures, its weak spot.

    ``words`` are a model's for what a source says, by statement; those of another language are left.
    """
    own = {id_: one for id_, one in words.items() if one.language == language}
    return tuple(_Teller(scenario, prospects, library, language, own).told())


def quoted(scenarios: Iterable[Scenario], prospects: Prospects, library: Library) -> tuple[str, ...]:
    """The statements by which the stories of these scenarios tell what sources say, each once."""
    told = (one for scenario in scenarios for one in storyline(scenario, prospects, library, language="nl"))
    parts = (part for paragraph in told for part in paragraph.parts if part.is_said)
    return tuple(dict.fromkeys(part.statement for part in parts if part.statement))


class _Teller:
    def __init__(
        self,
        scenario: Scenario,
        prospects: Prospects,
        library: Library,
        language: Language,
        words: Mapping[str, Worded],
    ) -> None:
        self._scenario = scenario
        self._found = prospects
        self._library = library
        self._language: Language = language
        self._words = words
        self._judged = {one.id: one for one in prospects.judgements}
        self._variants = {one.id: one for driver in prospects.drivers for one in driver.variants}
        self._speaking = _speaking(prospects.bearings, library.own)

    def told(self) -> Iterator[Paragraph]:
        yield self._whole()
        unsaid = []
        for driver, id_ in zip(self._found.drivers, self._scenario.variants, strict=False):
            parts = [*self._argued(id_), *self._quotes(id_)]
            if parts:
                head = self._frame("story.driver", driver=self._name(driver), variant=self._name(self._variants[id_]))
                yield Paragraph(parts=(head, *parts), driver=driver.id)
            elif quotes := tuple(self._first(self._library.touching.get(driver.id, ()))):
                head = self._frame("story.touched", driver=self._name(driver), variant=self._name(self._variants[id_]))
                yield Paragraph(parts=(head, *quotes), driver=driver.id)
            else:
                unsaid.append(_lowered(self._name(driver)))
        if unsaid:
            yield Paragraph(parts=(self._frame("story.unsaid", names="; ".join(unsaid)),))
        yield self._futures()
        yield self._weak_spot()

    def _whole(self) -> Paragraph:
        """The choices that tell it from the other scenarios, then those that all of them share."""
        common = frozenset.intersection(*(frozenset(one.variants) for one in (self._scenario, *self._found.scenarios)))
        pairs = list(zip(self._found.drivers, self._scenario.variants, strict=False))
        own = [self._choice(driver, id_) for driver, id_ in pairs if id_ not in common]
        same = [self._choice(driver, id_) for driver, id_ in pairs if id_ in common]
        parts = [self._frame("story.whole", chosen="; ".join(own or same))]
        if own and same:
            parts.append(self._frame("story.same", chosen="; ".join(same)))
        if not self._scenario.is_consistent:
            parts.append(self._frame("story.within", inconsistency=self._scenario.inconsistency))
        if any(one.is_example for one in self._found.judgements):
            parts.append(self._frame("story.example"))
        return Paragraph(parts=tuple(parts))

    def _choice(self, driver: Driver, id_: str) -> str:
        return f"{_lowered(self._name(driver))}: {self._name(self._variants[id_])}"

    def _argued(self, id_: str) -> Iterator[Part]:
        """The choices that carry or hinder this one for which a person laid a sentence beside the judgement."""
        pulls = [
            judged
            for other in self._scenario.variants
            if (judged := self._judged.get(f"{other}>{id_}")) and judged.value and judged.arguments
        ]
        pulls.sort(key=lambda one: (-abs(one.value or 0), self._scenario.variants.index(one.cause)))
        for one in pulls:
            quoted = list(self._arguments(one))
            if quoted:
                yield self._pull("story.carried" if (one.value or 0) > 0 else "story.hindered", one)
                yield from quoted

    def _pull(self, code: str, one: Judgement) -> Part:
        cause = self._variants[one.cause]
        owner = next(driver for driver in self._found.drivers if cause in driver.variants)
        note = (one.note_en or one.note) if self._language == "en" else one.note
        told = self._frame(code, driver=self._name(owner), variant=self._name(cause))
        return Part(text=f"{told.text} {note}".rstrip())

    def _arguments(self, one: Judgement) -> Iterator[Part]:
        """The sentences that people laid beside a judgement, for and against."""
        for argument in one.arguments[:QUOTES]:
            statement = self._library.statements.get(argument.statement)
            if statement is not None:
                code = "story.argued" if argument.direction > 0 else "story.argued_against"
                yield self._quote(code, statement)

    def _quotes(self, variant: str) -> Iterator[Part]:
        """What sources say that ties them to this variant, what is shared first."""
        return self._first(self._speaking.get(variant, ()))

    def _first(self, ids: Iterable[str]) -> Iterator[Part]:
        shown = 0
        for id_ in ids:
            statement = self._library.statements.get(id_)
            if statement is None:
                continue
            yield self._said("story.said" if shown == 0 else "story.said_too", statement)
            shown += 1
            if shown == QUOTES:
                return

    def _futures(self) -> Paragraph:
        """What sources describe that is like it; what they think of it stays theirs."""
        parts: list[Part] = []
        for id_ in dict.fromkeys(self._scenario.outlooks):
            one = self._library.outlooks.get(id_)
            if one is None or len(parts) >= FUTURES:
                continue
            told = self._frame(
                "story.future",
                title=phrases.clipped(one.title, 120),
                stance=phrases.label("outlook", one.stance, self._language),
                source=self._title(one.source),
                where=self._where(one.source, one.page),
                quote=phrases.clipped(" ".join(one.quote.split()), _QUOTED),
            )
            parts.append(Part(text=told.text, statement=one.id))
        return Paragraph(parts=tuple(parts) or (self._frame("story.no_future"),))

    def _weak_spot(self) -> Paragraph:
        if not self._scenario.reliances:
            return Paragraph(parts=(self._frame("story.firm"),))
        one = self._scenario.reliances[0]
        judged = self._judged[one.judgement]
        cause, effect = self._variants[judged.cause], self._variants[judged.effect]
        parts = [
            self._frame(
                "story.weak",
                count=len(self._scenario.reliances),
                cause=self._name(cause),
                effect=self._name(effect),
                now=f"{judged.value or 0:+d}" if judged.value else "0",
                value=f"{one.value:+d}" if one.value else "0",
            )
        ]
        parts += self._arguments(judged)
        if not judged.arguments:
            parts.append(self._frame("story.no_argument"))
        return Paragraph(parts=tuple(parts))

    def _quote(self, code: str, one: Statement) -> Part:
        told = self._frame(
            code,
            source=self._title(one.source),
            where=self._where(one.source, one.page),
            quote=phrases.clipped(one.text, _QUOTED),
        )
        return Part(text=told.text, statement=one.id)

    def _said(self, code: str, one: Statement) -> Part:
        """What a source says, behind a model's words for it where there are."""
        worded = self._words.get(one.id)
        if worded is None:
            return replace(self._quote(code, one), is_said=True)
        return replace(self._quote("story.beside", one), is_said=True, words=worded.text, by=worded.by)

    def _title(self, source: str) -> str:
        found = self._library.sources.get(source)
        return phrases.clipped(found.title, 120) if found else source

    def _where(self, source: str, page: int | None) -> str:
        """The page, with a blank before it; nothing where there are no pages."""
        found = self._library.sources.get(source)
        told = phrases.where(found, page, None, None, self._language) if found else ""
        return f", {told}" if told else ""

    def _frame(self, code: str, **values: str | int) -> Part:
        return Part(text=said(code, self._language, **values))

    def _name(self, one: Driver | Variant) -> str:
        return one.nl if self._language == "nl" else one.en


def _lowered(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def _speaking(bearings: Sequence[Bearing], own: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By variant the region's statements that tie something to it: shared ambitions and threads before actions and needs."""
    found: dict[str, dict[str, None]] = {}
    for kind in _KINDS:
        for one in bearings:
            if one.kind != kind:
                continue
            for variant, statement in one.needs:
                if statement in own or one.is_confirmed:
                    found.setdefault(variant, {})[statement] = None
    return {variant: tuple(ids) for variant, ids in found.items()}


def _touching(statements: Iterable[Statement], drivers: Sequence[Driver]) -> dict[str, tuple[str, ...]]:
    """By driver the statements that want something of it and name none of its variants: of fewest other drivers first."""
    cues = Cues(drivers)
    found: dict[str, list[tuple[int, str]]] = {}
    for one in statements:
        if one.type not in WANTING or one.is_reported:
            continue
        spoken = cues.spoken(one.text)
        named = {cues.driver_of[id_] for id_ in (*spoken.variants, *spoken.denied)}
        for driver in spoken.drivers:
            if driver not in named:
                found.setdefault(driver, []).append((len(spoken.drivers), one.id))
    return {driver: tuple(id_ for _, id_ in sorted(ids, key=itemgetter(0))) for driver, ids in found.items()}
