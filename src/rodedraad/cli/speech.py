"""How the command line speaks: the reader's language, tables for people, JSON for scripts, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from rodedraad.records import Message, Value
from rodedraad.wording import Language, word

if TYPE_CHECKING:
    from rodedraad.ports import Progress

LANGUAGE: ContextVar[Language] = ContextVar("language", default="nl")


def said(code: str, **values: Value) -> str:
    """The sentence of a code in the reader's language."""
    return word(Message(code=code, values=tuple(sorted(values.items()))), LANGUAGE.get())


def tell(code: str, **values: Value) -> None:
    """Says something to the person at the terminal; never on standard output, which may be a script's."""
    sys.stderr.write(said(code, **values) + "\n")


def put(text: str) -> None:
    """Writes a line of the answer to standard output."""
    sys.stdout.write(text + "\n")


def put_json(value: Any, *, indent: int | None = 2) -> None:
    """Writes one JSON value to standard output, as UTF-8, and nothing else."""
    put(json.dumps(value, ensure_ascii=False, indent=indent))


def table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, wide: Sequence[int] = ()) -> None:
    """A table for people; the columns in ``wide`` take the room that is left. Text of documents is shown as it is."""
    from rich.console import Console  # noqa: PLC0415  a tenth of a second, only for people
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = Table(show_lines=bool(wide), expand=bool(wide))
    for place, heading in enumerate(headings):
        shown.add_column(Text(heading), overflow="fold", ratio=3 if place in wide else None)
    for row in rows:
        shown.add_row(*(Text(_visible(cell)) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(Text(title))
    console.print(shown)


def _visible(text: str) -> str:
    """Text without the control characters by which a document could steer the terminal."""
    return "".join(character if character.isprintable() or character == "\n" else "�" for character in text)


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar on stderr when a person watches; otherwise silence."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total, _details: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[path]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[str, Any] = {}

    def show(stage: str, done: int, total: int, details: dict[str, Any]) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(said(f"progress.{stage}"), total=total, path="")
        bar.update(tasks[stage], completed=done, total=total, path=str(details.get("path", ""))[-50:])

    with bar:
        yield show
