"""What people did, carried out on what was read: corrections, merges, splits and confirmations.

Events are folded in their one order, so the result does not depend on which copy holds them; the last event wins,
field by field. A statement is found by its id, else by its exact quote (under the closed list of normalisations) in
the same source or in the one that replaced it. What cannot be found again is said, never dropped in silence.
Method: docs/method/authored.md.

    kind      targets                         values
    edit      the statements                  field -> value (``edits.py``); by (``model:NAME``), where a model suggested it
    add       a quote that nobody read        field -> value, with ``type``
    reject    the statements                  what: ``tension`` when it is the tension between two
    confirm   the statements                  of one that a model found: type, and by (``model:NAME``)
    decline   the statements                  what, value: what a model thinks of them, that is not offered again
    merge     two or more statements
    split     statements, the ``left`` first  left: how many stand on the one side (1)
    undo      none                            event: id of the event that no longer counts
    redo      none                            event: id of the event that counts again
    setting   none                            dotted key -> value (``agreed.py``)
    erase     none                            person: id of the person whose data are gone
    ruling    the statement it rests on       about, key, field -> value (``rulings.py``)

What is done to the proposition (``propose``, ``approve``, ``clause_...``, ``contribute``, ``reply``) is for
``versions.py`` and ``contributions.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from types import MappingProxyType
from typing import TypeAlias

from rodedraad import edits
from rodedraad.chain import OF_CLAUSES, OF_PROSPECTS, OF_SUGGESTIONS, OF_VERSIONS, standing
from rodedraad.decisions import JUDGED, SETTING, TENSION, Decisions, Overruling, Pair, Ties
from rodedraad.errors import QuoteNotFound, WrongUse
from rodedraad.records import Document, Event, Message, Problem, Source, Statement, StatementType, Target, Value

CLAUSE_FIELDS = ("text", "title", "theme", "part", "core", "after")
"""What people change of a clause of the proposition."""
LOST = ("authored.", "edit.", "ruling.")
"""How the codes of problems begin that say that a correction could not be carried out."""
CONTEXT_CHARS = 40
_BESIDE = frozenset({"by", "with"})
"""What an edit says beside the fields: whose suggestion it was, and with which other it was taken over."""
_SHOWN_CHARS = 200
_SAME_SHARE = 0.8  # of the characters of quote and statement together, for a statement whose ends were moved


Declined: TypeAlias = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A correction, or the part of one, that could not be carried out."""

    event: str
    target: Target | None
    message: Message

    @property
    def problem(self) -> Problem:
        """What the dossier shows of it."""
        path, page = (self.target.path, self.target.page) if self.target else ("", None)
        return Problem(source=path, page=page, kind="other", message=self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Statements as they stand after what people did, in the order of their sources and then of the text.

    Links are pairs of statement ids, the lower first, sorted; a pair is in one of the two lists only. ``confirmed``
    and ``rejected_tensions`` are sorted too. ``lost`` are the corrections that could not be carried out.
    ``signed`` says by which event each decision stands: (statement id, its field or the
    event's kind, with ``tension_`` before it where the tension was judged, event id), sorted; rejected statements are among them.
    ``overruled`` are the decisions that do not hold because another one does. ``declined`` is what somebody does not take
    over of what a model thinks: what, its value, and the statements, sorted.
    """

    statements: tuple[Statement, ...]
    must_links: tuple[tuple[str, str], ...] = ()
    cannot_links: tuple[tuple[str, str], ...] = ()
    confirmed: tuple[str, ...] = ()
    rejected_tensions: tuple[tuple[str, str], ...] = ()
    losses: tuple[Lost, ...] = ()
    signed: tuple[tuple[str, str, str], ...] = ()
    overruled: tuple[Overruling, ...] = ()
    declined: frozenset[Declined] = frozenset()

    @property
    def lost(self) -> tuple[Problem, ...]:
        """The losses as problems, for the list that people read."""
        return tuple(loss.problem for loss in self.losses)


def target(statement: Statement, document: Document, path: str) -> Target:
    """What an event about this statement keeps of it, to find it again: the quote and 40 characters on each side."""
    return Target(
        statement=statement.id,
        source=statement.source,
        path=path,
        quote=statement.quote,
        prefix=document.text[max(0, statement.start - CONTEXT_CHARS) : statement.start],
        suffix=document.text[statement.end : statement.end + CONTEXT_CHARS],
        page=statement.page,
    )


def corrected(
    events: Iterable[Event],
    *,
    sources: Sequence[Source],
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
) -> Corrected:
    """The statements after all that people did, with the pairs that must or cannot go together.

    ``documents`` are looked up by source id, and only where a statement must be found again by its quote.
    """
    fold = _Fold(Finder(sources, documents, statements))
    for event in standing(events):
        fold.take(event)
    return fold.result(sources, statements)


def overruled(events: Iterable[Event]) -> tuple[Overruling, ...]:
    """The decisions that another one overrules, with the statements by the ids that the events have."""
    fold = _Fold(_ById())
    for event in standing(events):
        fold.take(event)
    return fold.overruled()


@dataclass(slots=True)
class _Fold:
    """Events taken one by one, in order."""

    finder: Finder | _ById
    fields: dict[str, dict[str, Value]] = field(default_factory=dict)
    signed: dict[str, dict[str, tuple[Event, Target]]] = field(default_factory=dict)
    is_rejected: dict[str, bool] = field(default_factory=dict)
    is_confirmed: dict[str, bool] = field(default_factory=dict)
    ties: list[tuple[Event, list[Pair], frozenset[str] | None]] = field(default_factory=list)
    is_no_tension: dict[tuple[str, str], bool] = field(default_factory=dict)
    losses: list[Lost] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    declined: set[Declined] = field(default_factory=set)
    decisions: Decisions = field(default_factory=Decisions)

    def take(self, event: Event) -> None:
        """Adds what one event says to what the earlier ones said; of the proposition only who decided what."""
        if event.kind in OF_CLAUSES or event.kind in OF_VERSIONS:
            self._take_clause(event)
            return
        if event.kind in OF_PROSPECTS:
            self._take_ruling(event)
            return
        if event.kind in OF_SUGGESTIONS:
            self._take_declined(event)
            return
        self.events.append(event)
        values = dict(event.values)
        found: list[tuple[int, str]] = []
        for number, one in enumerate(event.targets):
            name = self.finder.find(one, values if event.kind in ("edit", "add", "confirm") else {})
            if isinstance(name, str):
                found.append((number, name))
            elif not (event.kind == "reject" and name.code == "authored.no_statement"):
                # a rejected sentence that is no longer taken for a statement is what the person asked for
                values_ = (*name.values, ("event", event.id[:12]), ("quote", one.quote[:120]))
                message = replace(name, values=tuple(sorted(values_)))
                self.losses.append(Lost(event=event.id, target=one, message=message))
        names = list(dict.fromkeys(name for _, name in found))
        if event.kind in ("edit", "add"):
            values = {name: value for name, value in values.items() if name not in _BESIDE}
            for name in names:
                if "deadline" in values:  # its days follow from the new words, not from what was said before them
                    for day in ("deadline_from", "deadline_to"):
                        if self.fields.get(name, {}).pop(day, None) is not None:
                            self.decisions.take(event, (day, name), None)
                self.fields.setdefault(name, {}).update(values)
                signed = self.signed.setdefault(name, {})
                signed.update(dict.fromkeys(values, (event, event.targets[0])))
                for field_, value in values.items():
                    self.decisions.take(event, (field_, name), value)
        elif event.kind in ("reject", "confirm") and values.get("what") == "tension":
            for pair in _pairs(names, names):
                self.is_no_tension[pair] = event.kind == "reject"
                self.decisions.take(event, (TENSION, *pair), event.kind)
        elif event.kind in ("reject", "confirm"):
            self.is_rejected.update(dict.fromkeys(names, event.kind == "reject"))
            self.is_confirmed.update(dict.fromkeys(names, event.kind == "confirm"))
            for name in names:
                self.decisions.take(event, (JUDGED, name), event.kind)
        elif event.kind == "merge":
            self.ties.append((event, _pairs(names, names), None))
        elif event.kind == "split":
            left = _count(values.get("left"))
            one_side = [name for number, name in found if number < left]
            other_side = [name for number, name in found if number >= left]
            self.ties.append((event, _pairs(one_side, other_side), frozenset(one_side)))
        elif event.kind == "setting":
            for key, value in values.items():
                if not key.endswith(("[pad]", "[id]")):  # the order of a list: those of two copies are put together
                    self.decisions.take(event, (SETTING, key), value)

    def _take_clause(self, event: Event) -> None:
        """What was decided of a clause, by its id: which of two that differ holds. ``propose`` carries it out."""
        values = dict(event.values)
        clause = str(values.get("clause"))
        if event.kind in ("clause_reject", "clause_confirm"):
            self.decisions.take(event, (JUDGED, clause), event.kind)
        elif event.kind == "clause_edit":
            for name in CLAUSE_FIELDS:
                if name in values:
                    self.decisions.take(event, (name, clause), values[name])

    def _take_declined(self, event: Event) -> None:
        """What somebody does not take over of what a model thinks; what is about a sentence that is gone is about nothing."""
        values = dict(event.values)
        names = [self.finder.find(one, {}) for one in event.targets]
        found = sorted(name for name in names if isinstance(name, str))
        if found and len(found) == len(names):
            self.declined.add((str(values.get("what")), str(values.get("value") or ""), tuple(found)))

    def _take_ruling(self, event: Event) -> None:
        """What was decided of what lies ahead, by the statement it rests on: which of two that differ holds."""
        values = dict(event.values)
        about = f"{values.get('about')} {values.get('key')} {event.targets[0].statement if event.targets else ''}"
        for name, value in values.items():
            if name not in ("about", "key", "id"):
                self.decisions.take(event, (name, about), value)

    def result(self, sources: Sequence[Source], statements: Sequence[Statement]) -> Corrected:
        """All statements, corrected, with what else was decided."""
        parties = known_parties(sources)
        kept: list[Statement] = []
        for statement in (*statements, *self.finder.made.values()):
            if self.is_rejected.get(statement.id):
                continue
            kept.append(self._edited(statement, parties))
        if self.finder.made:
            place = {source.id: at for at, source in enumerate(sources)}
            kept.sort(key=lambda one: (place.get(one.source, len(place)), one.start, one.end))
        here = {statement.id for statement in kept}
        ties = self._tied()
        return Corrected(
            statements=tuple(kept),
            must_links=tuple(sorted(pair for pair, (is_joined, _) in ties.held.items() if is_joined)),
            cannot_links=tuple(sorted(pair for pair, (is_joined, _) in ties.held.items() if not is_joined)),
            confirmed=tuple(sorted(name for name, yes in self.is_confirmed.items() if yes and name in here)),
            rejected_tensions=tuple(sorted(pair for pair, yes in self.is_no_tension.items() if yes)),
            losses=tuple(self.losses),
            signed=self._signed(ties),
            overruled=self.overruled(ties),
            declined=frozenset(self.declined),
        )

    def _tied(self) -> Ties:
        """What is tied and parted, without the rejected: what they were tied to says nothing of those that are left."""
        if not any(self.is_rejected.values()):
            return Ties.of(self.ties)
        return Ties.of(
            [(event, [pair for pair in pairs if self._are_here(pair)], left) for event, pairs, left in self.ties]
        )

    def _are_here(self, pair: Pair) -> bool:
        return not (self.is_rejected.get(pair[0]) or self.is_rejected.get(pair[1]))

    def _signed(self, ties: Ties) -> tuple[tuple[str, str, str], ...]:
        """Which event each field, judgement, tie or refused tension stands by: the last that spoke of it."""
        found = {(name, one, self.signed[name][one][0].id) for name, held in self.fields.items() for one in held}
        for (kind, *names), said in self.decisions.said.items():
            if kind in (JUDGED, TENSION):
                event = said[-1][0]
                what = f"tension_{event.kind}" if kind == TENSION else event.kind
                found |= {(name, what, event.id) for name in names}
        found |= {(name, event.kind, event.id) for pair, (_, event) in ties.held.items() for name in pair}
        gone = {pair: event for event, pairs, _ in self.ties for pair in pairs if not self._are_here(pair)}
        found |= {(name, event.kind, event.id) for pair, event in gone.items() for name in pair}
        return tuple(sorted(found))

    def overruled(self, ties: Ties | None = None) -> tuple[Overruling, ...]:
        """Every decision that does not hold since another one does, and whether anything of its event holds."""
        rejected = {
            about[0]: said[-1][0]
            for (kind, *about), said in self.decisions.said.items()
            if kind == JUDGED and said[-1][0].kind == "reject"
        }
        ties = ties or self._tied()
        holding = self.decisions.holding(rejected) | {event.id for _, event in ties.held.values()}
        found = {
            replace(one, is_whole=one.event not in holding)
            for one in (*self.decisions.overruled(rejected), *ties.overruled)
        }
        return tuple(sorted(found, key=lambda one: (one.about, one.what, one.event, one.by)))

    def _edited(self, statement: Statement, parties: Mapping[str, str]) -> Statement:
        for name, value in list(self.fields.get(statement.id, {}).items()):
            try:
                edits.checked(name, value)
            except WrongUse as error:
                self._lose(statement.id, name, error)
        corrected_ = statement
        while fields := self.fields.get(statement.id):
            try:
                corrected_ = edits.edited(statement, fields, parties=parties)
            except WrongUse as error:
                # two copies each said a right thing that together are none: the last to speak gives way
                signed = self.signed[statement.id]
                place = {event.id: at for at, event in enumerate(self.events)}
                days = sorted(edits.DAYS & set(fields))
                self._lose(statement.id, max(days, key=lambda one: place[signed[one][0].id]), error)
            else:
                break
        return replace(corrected_, confidence=1.0) if self.is_confirmed.get(statement.id) else corrected_

    def _lose(self, id_: str, name: str, error: WrongUse) -> None:
        event, one = self.signed[id_][name]
        self.losses.append(Lost(event=event.id, target=one, message=error.message))
        del self.fields[id_][name]


class _ById:
    """Takes a target for the statement whose id it has; for events alone, without what they are about."""

    made: Mapping[str, Statement] = MappingProxyType({})

    def find(self, wanted: Target, _: Mapping[str, Value]) -> str | Message:
        """Its id."""
        return wanted.statement


class Finder:
    """Finds the statement that a target means, among those there are; makes one where a person's edit says its type."""

    def __init__(
        self, sources: Sequence[Source], documents: Mapping[str, Document], statements: Sequence[Statement]
    ) -> None:
        self._sources = {source.id: source for source in sources}
        self._documents = documents
        self._by_id = {statement.id: statement for statement in statements}
        self._by_source: dict[str, list[Statement]] = {}
        for statement in statements:
            self._by_source.setdefault(statement.source, []).append(statement)
        self._held: dict[Target, str | Message] = {}
        self.made: dict[str, Statement] = {}

    def find(self, wanted: Target, values: Mapping[str, Value]) -> str | Message:
        """The id of the statement, or why there is none. ``values`` may say the type of one to be made."""
        if wanted.statement in self._by_id:
            return wanted.statement
        held = self._held.get(wanted)
        if held is None or (isinstance(held, Message) and "type" in values):
            held = self._held[wanted] = self._again(wanted, values)
        return held

    def _again(self, wanted: Target, values: Mapping[str, Value]) -> str | Message:
        from rodedraad.extract import quotes  # noqa: PLC0415  the classifier and numpy, only where a quote was lost

        answer = Message(code="authored.source_gone")
        for source in self._candidates(wanted):
            document = self._documents.get(source)
            if document is None:
                continue
            try:
                start, end = quotes.relocate(document.text, wanted.quote, prefix=wanted.prefix, suffix=wanted.suffix)
            except QuoteNotFound as error:
                count = dict(error.message.values).get("count")
                if count is not None:
                    return Message(code="authored.ambiguous", values=(("found", count),))
                answer = Message(code="authored.quote_gone")
                continue
            if source != wanted.source and (other := self._in_other_words(document, start, end, values)):
                return Message(code="authored.other_words", values=(("now", other[:_SHOWN_CHARS]),))
            return self._at(document, start, end, values) or Message(code="authored.no_statement")
        return answer

    def _in_other_words(self, document: Document, start: int, end: int, values: Mapping[str, Value]) -> str:
        """The sentence of another text in which a quote stands, where it says more than the quote; else nothing.

        "Niet langer geldt: ..." before a sentence that was confirmed turns it round, however few letters it has. A
        reader that moves the ends in the *same* text is another matter: whoever decided had that text before them.
        """
        spans = [(one.start, one.end) for one in self._by_source.get(document.source, ())]
        spans = [(first, last) for first, last in spans if first < end and start < last]
        if not spans and "type" in values:  # a statement would be made of the quote: of a whole sentence or of none
            from rodedraad.extract.units import units  # noqa: PLC0415  as in _again

            found = units(document, kind=self._sources[document.source].kind, year=None)
            spans = [(one.start, one.end) for one in found if one.start < end and start < one.end]
        if (start, end) in spans or not spans:
            return ""
        return " ".join(document.text[min(first for first, _ in spans) : max(last for _, last in spans)].split())

    def _candidates(self, wanted: Target) -> list[str]:
        """The source itself, those that replace it, and what now has its path; nearest first."""
        found = [wanted.source] if wanted.source in self._sources else []
        chain = [wanted.source]
        for earlier in chain:
            chain += [one.id for one in self._sources.values() if one.replaces == earlier and one.id not in chain]
        found += [one for one in chain[1:] if one not in found]
        return found + [one.id for one in self._sources.values() if one.path == wanted.path and one.id not in found]

    def _at(self, document: Document, start: int, end: int, values: Mapping[str, Value]) -> str | None:
        """The statement that stands there, all but its ends; else one made by a person who said what it is."""
        best: tuple[float, str] | None = None
        made = (one for one in self.made.values() if one.source == document.source)
        for statement in (*self._by_source.get(document.source, ()), *made):
            shared = min(end, statement.end) - max(start, statement.start)
            share = shared / (max(end, statement.end) - min(start, statement.start)) if shared > 0 else 0.0
            if share >= _SAME_SHARE and (best is None or share > best[0]):
                best = share, statement.id
        if best is not None:
            return best[1]
        try:
            kind = edits.checked("type", values.get("type"))
        except WrongUse:
            return None
        by = str(values.get("by") or "")
        statement = replace(
            self._made(document, start, end, kind),  # type: ignore[arg-type]  # checked a line above
            origin=by if by.startswith("model:") else "person",
        )
        self.made[statement.id] = statement
        return statement.id

    def _made(self, document: Document, start: int, end: int, type_: StatementType) -> Statement:
        from rodedraad.extract.identity import bare, statement_id  # noqa: PLC0415  as in _again

        source = self._sources[document.source]
        quote = document.text[start:end]
        same = bare(quote)
        ordinal = sum(
            bare(one.quote) == same
            for one in (*self._by_source.get(source.id, ()), *self.made.values())
            if one.source == source.id
        )
        heading = next(
            (block for block in reversed(document.blocks) if block.kind == "heading" and block.end <= start), None
        )
        block = next((block for block in document.blocks if block.start <= start < block.end), None)
        return Statement(
            id=statement_id(source.id, quote, ordinal),
            type=type_,
            text=" ".join(quote.split()),
            quote=quote,
            source=source.id,
            page=document.page_at(start),
            page_end=document.page_at(end - 1),
            locator=block.locator if block else None,
            start=start,
            end=end,
            language=document.language,
            themes=(),
            place=(),
            parties=source.authors,
            holder=source.authors[0] if source.authors else None,
            is_reported=False,
            is_commitment=False,
            actors=(),
            within_power=None,
            deadline=None,
            deadline_from=None,
            deadline_to=None,
            amounts=(),
            confidence=1.0,
            origin="person",
            context=document.text[heading.start : heading.end] if heading else None,
        )


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    couples = combinations(left, 2) if left is right else product(left, right)
    return sorted({(min(a, b), max(a, b)) for a, b in couples if a != b})


def _count(value: Value) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 1


def known_parties(sources: Sequence[Source]) -> dict[str, str]:
    """Party ids by id and by name in lower case, as ``edits.edited`` looks them up."""
    found: dict[str, str] = {}
    for source in sources:
        for issuer in source.parties:
            found.setdefault(issuer.name.lower(), issuer.id)
            found[issuer.id] = issuer.id
    return found
