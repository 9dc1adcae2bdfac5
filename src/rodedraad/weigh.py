"""Who stands where on a thread, read from documents. No model, no I/O.

A party speaks through its sources, as an organ: a college is not a council, an umbrella does not bind its members.
Per thread, each voice (party and organ) is counted once, however many sources, copies or versions say it:

- *for*: its latest source that takes a position on the subject is on the thread's side;
- *against*: its latest source on the subject is in a stance tension with the thread;
- *earlier*: it once stood on the thread's side, in a source that a later one replaced or contradicts;
- *expected and absent*: the dossier expects a document of it and has none, so nobody knows.

A party speaks where it holds a statement: as the source's author, or because a person said that it speaks there.
What a source reports of another's view counts for nobody. Method: docs/method/weigh.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rodedraad.intervals import is_before
from rodedraad.parties import absent
from rodedraad.records import DocumentSupport, Kinship, Party, Source, Statement, Support, Tension, Thread

SURE = 0.65
"""From where a thread may be called shared without being read first. Of pairs in other words readers called two in
three the same from there, and two in five below (docs/method/link.md, section 4)."""


@dataclass(frozen=True, slots=True, order=True)
class _Voice:
    party: str
    organ: str


@dataclass(frozen=True, slots=True, order=True)
class _Position:
    """One source's side on a thread. The latest holds: a version over what it replaces, then by date.

    An undated source comes before every dated one, since nothing says that it is newer. Of "2026" and "2026-03"
    neither is the later; nor is a source of which only the file has a date later or earlier than one that says its own.
    """

    generation: int
    date: str
    source: str
    is_for: bool
    is_file_date: bool = False

    def is_before(self, other: _Position) -> bool:
        """Whether this source is surely the earlier: both say when they were written, or both were only saved."""
        return bool(self.date) and self.is_file_date == other.is_file_date and is_before(self.date, other.date)


def weighed(
    threads: Iterable[Thread],
    *,
    tensions: Iterable[Tension],
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    kinships: Iterable[Kinship],
    parties: Iterable[Party],
) -> tuple[Thread, ...]:
    """The same threads, each with its support in documents. ``statements`` and ``sources`` are by id."""
    opposites: dict[str, set[str]] = defaultdict(set)
    for tension in tensions:
        if tension.kind == "stance":
            opposites[tension.a].add(tension.b)
            opposites[tension.b].add(tension.a)
    generations = _generations(kinships, sources)
    known = tuple(parties)
    missing = absent(known, sources.values())
    ids = frozenset(party.id for party in known)
    return tuple(
        replace(
            thread,
            support=Support(
                documents=_documents(
                    thread,
                    opposites=opposites,
                    statements=statements,
                    sources=sources,
                    generations=generations,
                    known=ids,
                    absent=missing,
                ),
                inferred=(),
            ),
        )
        for thread in threads
    )


def voices(statement: Statement, source: Source, known: Collection[str]) -> tuple[str, ...]:
    """Who holds a statement, sorted: party ids, each with its organ behind a slash where the source was issued by one.

    ``known`` are the ids of the dossier's parties. Nobody where the view is reported of a holder who is no party.
    """
    found = set(_voices(statement, source, known))
    return tuple(sorted(f"{one.party}/{one.organ}" if one.organ else one.party for one in found))


def _documents(
    thread: Thread,
    *,
    opposites: Mapping[str, set[str]],
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    generations: Mapping[str, int],
    known: Collection[str],
    absent: tuple[str, ...],
) -> DocumentSupport:
    members = set(thread.statements)
    against = {other for member in members for other in opposites.get(member, ())} - members
    positions: dict[_Voice, set[_Position]] = defaultdict(set)
    for side, ids in ((True, members), (False, against)):
        for statement in (statements[id_] for id_ in ids if id_ in statements):
            source = sources[statement.source]
            position = _Position(
                generation=generations.get(source.id, 0),
                date=source.date or "",
                source=source.id,
                is_for=side,
                is_file_date=source.is_file_date,
            )
            for voice in _voices(statement, source, known):
                positions[voice].add(position)
    _joined(positions)
    for_: list[_Voice] = []
    con: list[_Voice] = []
    earlier: list[_Voice] = []
    for voice, held in positions.items():
        latest = _latest(held)
        if latest is None:
            earlier.append(voice)
        elif latest:
            for_.append(voice)
        else:
            con.append(voice)
            if any(position.is_for for position in held):
                earlier.append(voice)
    shown = _names([*for_, *con])
    return DocumentSupport(
        for_=tuple(sorted({shown[voice] for voice in for_})),
        against=tuple(sorted({shown[voice] for voice in con})),
        earlier=tuple(sorted({shown.get(voice, voice.party) for voice in earlier} - {shown[voice] for voice in for_})),
        expected_absent=absent,
    )


def _voices(statement: Statement, source: Source, known: Collection[str]) -> Iterator[_Voice]:
    """Who speaks in a statement: those who hold it, as the organs that issued the source where they did.

    A person may have said that another party than the author speaks here. A holder in words is no party's voice.
    """
    if statement.is_reported:
        return
    organs: dict[str, list[str]] = defaultdict(list)
    for issuer in source.parties:
        if issuer.role == "author":
            organs[issuer.id].append(issuer.organ or "")
    for party in statement.holders:
        if party in statement.parties or party in known:
            yield from (_Voice(party, organ) for organ in organs.get(party, [""]))


# Who speaks for a body where its documents name no organ: its board, not those who control it.
_SPEAKS = ("college", "ministry", "board", "cabinet")


def _joined(positions: dict[_Voice, set[_Position]]) -> None:
    """Makes one voice of a party with its organ and the same party without: "gemeente Velsen" and its college.

    Where two organs speak, what names none of them is the board's; where no board does, nobody knows whose, and it
    stays a voice of its own.
    """
    for bare in [voice for voice in positions if not voice.organ]:
        organs = sorted(voice for voice in positions if voice.party == bare.party and voice.organ)
        boards = [voice for voice in organs if voice.organ in _SPEAKS]
        owner = organs[0] if len(organs) == 1 else boards[0] if len(boards) == 1 else None
        if owner is not None:
            positions[owner] |= positions.pop(bare)


def _latest(held: Collection[_Position]) -> bool | None:
    """Which side the latest position is on; None when every source of the voice was replaced by one that is silent.

    A source that says both for and against counts as for here: its own words stand in the thread, and the
    tension beside it shows the other.
    """
    generation = max(position.generation for position in held)
    if generation < 0:
        return None
    newest = [position for position in held if position.generation == generation]
    dated = [position for position in newest if position.date] or newest
    return any(position.is_for for position in dated if not any(position.is_before(other) for other in dated))


def _generations(kinships: Iterable[Kinship], sources: Mapping[str, Source]) -> dict[str, int]:
    """-1 for a source that another one replaces, 0 for one that holds. A copy holds as its original does."""
    relations = tuple(kinships)
    replaced = {kinship.earlier for kinship in relations if kinship.kind == "version"}
    replaced |= {source.replaces for source in sources.values() if source.replaces}
    for kinship in relations:
        if kinship.kind == "copy" and replaced & {kinship.earlier, kinship.later}:
            replaced |= {kinship.earlier, kinship.later}
    return {id_: -1 if id_ in replaced else 0 for id_ in sources}


def _names(voices: Sequence[_Voice]) -> dict[_Voice, str]:
    """The party's id, with its organ behind a slash only where two organs of one party both speak here."""
    organs: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        organs[voice.party].add(voice.organ)
    return {
        voice: voice.party if len(organs[voice.party]) == 1 or not voice.organ else f"{voice.party}/{voice.organ}"
        for voice in voices
    }
