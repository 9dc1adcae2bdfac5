"""The command ask: an answer made of quotes, each with who says it and where, or that the dossier does not say."""

from __future__ import annotations

from pathlib import Path

from rodedraad import asking, conversing, disclosure, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.cli import EXIT_DONE, engaging
from rodedraad.cli.engaging import Flags
from rodedraad.cli.speech import LANGUAGE, put, put_json, room, said, tell, tell_line, worded
from rodedraad.cli.tables import Known
from rodedraad.ports import Store
from rodedraad.records import Answering, AnswerLine, Place, Source, Statement, Tension
from rodedraad.visible import visible

_TITLE_CHARS = 60
_CODE_CHARS = 10
_SHOWN_PLACES = 3
"""Sources that say the same, named under one line; --json has all."""
_SIDE_BY_SIDE = 72
"""Characters that a line needs for two quotes beside each other."""
_QUOTE_CHARS = 600
_WIDEST = 120
"""Characters after which the eye loses its line."""


def ask(path: Path, question: str, *, limit: int, as_json: bool, flags: Flags, is_careful: bool = False) -> int:
    """What the dossier says to a question, with a model's words above its quotes where one is named."""
    folder = DossierFolder.open(path)
    wanted = engaging.asking(flags, folder)
    with SqliteStore(folder.store, is_read_only=True) as store:
        found = asking.answering_of(store, question, limit=limit, is_careful=is_careful)
        if conversing.named(folder, store, wanted.wished) is not None:
            from rodedraad.cli import making  # noqa: PLC0415  loads what builds, which only a model's words need

            name, at, language = making.acting(folder, None), making.now(), LANGUAGE.get()
            found = conversing.worded(folder, store, found, asking=wanted, language=language, name=name, at=at)
        if as_json:
            put_json(asking.shaped(found))
            return EXIT_DONE
        _put(found, _Told(folder, store, found))
    return EXIT_DONE


class _Told:
    """What the ids in an answer stand for."""

    def __init__(self, folder: DossierFolder, store: Store, found: Answering) -> None:
        hidden = disclosure.confidential(folder, store)
        self.sources: dict[str, Source] = {one.id: one for one in store.records("sources")}
        self.hidden = hidden
        self.statements: dict[str, Statement] = {}
        for line in (*found.lines, *found.nearest):
            for id_ in line.citations:
                self.statements[id_] = store.get(id_)
        self.tensions: dict[str, Tension] = {}
        for line in found.lines:
            for id_, _ in line.conflicts:
                self.tensions[id_] = store.get(id_)
        self.known = Known(
            sources=self.sources,
            parties={one.id: one for one in store.records("parties")},
            statements=self.statements,
            references={},
            themes={},
        )

    def author(self, source: Source) -> str:
        """Who wrote a document, and its title and date."""
        language = LANGUAGE.get()
        date = phrases.date(source.date, language) if source.date else ""
        title = said("disclosure.marked", title=source.title) if source.id in self.hidden else source.title
        speaker = phrases.speakers(source.parties, self.known.parties, language)
        return f"{speaker}: {', '.join(part for part in (title, date) if part)}"

    def where(self, place: Place) -> str:
        """Who says it, in which document of when, on which page, and the code by which it can be shown."""
        source = self.sources[place.source]
        language = LANGUAGE.get()
        statement = self.statements.get(place.statement or "")
        speaker = (
            self.known.speaker(statement)
            if statement
            else phrases.speakers(source.parties, self.known.parties, language)
        )
        title = phrases.clipped(source.title, _TITLE_CHARS)
        if source.id in self.hidden:
            title = said("disclosure.marked", title=title)
        last, locator = (statement.page_end, statement.locator) if statement else (None, None)
        parts = [
            title,
            phrases.date(source.date, language) if source.date else "",
            phrases.where(source, place.page, last, locator, language),
            (place.statement or said("asking.passage"))[:_CODE_CHARS],
        ]
        return f"{speaker}: {', '.join(part for part in parts if part)}"


def _put(found: Answering, told: _Told) -> None:
    searched = found.searched
    counts = {"sources": searched.sources, "statements": searched.statements}
    if found.stopped:
        tell(found.stopped.code, **dict(found.stopped.values))
    _put_sentences(found)
    if found.found:
        put(said("asking.says", question=found.question, **counts))
    else:
        put(said("asking.silent" if searched.words else "asking.silent_empty", **counts))
        if found.reason:
            put(worded(found.reason))
    _put_written(found, told)
    shown: set[int] = set()
    for at, line in enumerate(found.lines):
        if at in shown:
            continue
        put("")
        pair = next(((id_, other) for id_, other in line.conflicts if other not in shown), None)
        if pair is None:
            _put_rows([_texts(at, line, told)])
            continue
        shown |= {at, pair[1]}
        put(said("asking.against", kind=_kind(told.tensions[pair[0]])))
        _put_rows([_texts(one, found.lines[one], told, beside=pair) for one in (at, pair[1])])
    if found.nearest:
        put("")
        put(said("asking.nearest"))
        for line in found.nearest:
            put("")
            _put_rows([("-", _texts(0, line, told)[1])])
    if searched.words:
        put("")
        put(said("asking.words", words=", ".join(searched.words)))
    if searched.absent:
        put(said("asking.absent", words=", ".join(searched.absent)))


def _put_written(found: Answering, told: _Told) -> None:
    """Who wrote the documents that were asked about, as the list of sources has it."""
    if found.written:
        put(said("asking.written"))
    for id_ in found.written:
        put(told.author(told.sources[id_]))


def _put_sentences(found: Answering) -> None:
    """What a model makes of the quotes, each sentence with the numbers of those that it rests on."""
    if not found.sentences:
        if found.refusals:
            put(said("asking.none_held", refused=len(found.refusals)))
            _put_refused(found)
            put("")
        elif found.model and found.stopped is None:
            put(said("asking.none_written", model=found.model))
            put("")
        return
    numbers = {line.places[0]: number for number, line in enumerate(found.lines, start=1)}
    for line in found.sentences:
        told = ", ".join(str(numbers[place]) for place in line.places if place in numbers)
        put(f"{line.text} [{told}]")
    model = found.sentences[0].origin.removeprefix("model:")
    put(said("asking.by_model", model=model, refused=len(found.refusals)))
    _put_refused(found)
    put("")


def _put_refused(found: Answering) -> None:
    """What a model wrote besides, and that its words are no quote's: they are kept nowhere else."""
    for one in found.refusals:
        tell_line(f"  - {phrases.clipped(one.words, _QUOTE_CHARS) or worded(one.message)}")


def _kind(tension: Tension) -> str:
    return phrases.label("tension", tension.kind, LANGUAGE.get())


def _texts(at: int, line: AnswerLine, told: _Told, *, beside: tuple[str, int] | None = None) -> tuple[str, list[str]]:
    """The number of a line, and what is said in it: the quote, where it stands, and what it does not go together with."""
    shown = [told.where(place) for place in line.places[: _SHOWN_PLACES + 1]]
    texts = [f"«{phrases.clipped(line.text, _QUOTE_CHARS)}»", shown[0]]
    texts += [said("asking.also", where=where) for where in shown[1:]]
    rest = len(line.places) - len(shown)
    if rest:
        texts.append(said("asking.more", count=rest))
    for id_, other in line.conflicts:
        if beside is None or id_ != beside[0]:
            texts.append(said("asking.conflicts_with", number=other + 1, kind=_kind(told.tensions[id_])))
    return f"{at + 1}.", texts


def _put_rows(cells: list[tuple[str, list[str]]]) -> None:
    """One line, or two that conflict: beside each other where the terminal has room for that."""
    from rich.console import Console  # noqa: PLC0415  a tenth of a second, only for people
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    width = room()
    groups = [cells] if width >= _SIDE_BY_SIDE else [[cell] for cell in cells]
    for group in groups:
        grid = Table.grid(padding=(0, 1), expand=True)
        for _ in group:
            grid.add_column(width=3)
            grid.add_column(ratio=1, overflow="fold")
        for row in range(max(len(texts) for _, texts in group)):
            found: list[Text] = []
            for number, texts in group:
                found += [Text(number if not row else ""), Text(visible(texts[row]) if row < len(texts) else "")]
            grid.add_row(*found)
        Console(width=min(width, _WIDEST), highlight=False).print(grid)
