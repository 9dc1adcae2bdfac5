"""How the command line speaks: the reader's language, tables for people, JSON for scripts, progress on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from rodedraad.cli import EXIT_DONE, EXIT_WRONG
from rodedraad.records import Message, Value
from rodedraad.shapes import escaped
from rodedraad.visible import in_line, visible
from rodedraad.wording import Language, word

if TYPE_CHECKING:
    from rodedraad.ports import Progress

NARROWEST = 22
"""Characters a line of running text needs, before words stand under one another."""
_LEAST_BESIDE = 12
"""Characters that a column beside it keeps: a code, a date, a status."""
_BETWEEN = 3
"""Characters between two columns."""
LANGUAGE: ContextVar[Language] = ContextVar("language", default="nl")


def said(code: str, **values: Value) -> str:
    """The sentence of a code in the reader's language."""
    return worded(Message.of(code, **values))


def worded(message: Message) -> str:
    """The sentence of a message in the reader's language; what comes from outside cannot make up lines in it."""
    values = tuple((name, in_line(value) if isinstance(value, str) else value) for name, value in message.values)
    return word(Message(code=message.code, values=values), LANGUAGE.get())


def tell(code: str, **values: Value) -> None:
    """Says something to the person at the terminal; never on standard output, which may be a script's."""
    sys.stderr.write(said(code, **values) + "\n")


def tell_message(source: str, message: Message) -> None:
    """One problem on stderr."""
    sys.stderr.write(f"{in_line(source)}: {worded(message)}\n")


def tell_line(text: str) -> None:
    """A line of what was worded already, on stderr."""
    sys.stderr.write(visible(text) + "\n")


def put(text: str) -> None:
    """Writes a line of the answer to standard output."""
    sys.stdout.write(visible(text) + "\n")


def put_json(value: Any, *, indent: int | None = 2) -> None:
    """Writes one JSON value to standard output, as UTF-8, and nothing else."""
    sys.stdout.write(escaped(json.dumps(value, ensure_ascii=False, indent=indent)) + "\n")


def put_lines(lines: Iterable[str]) -> None:
    """Writes lines that are escaped already and have their line ends."""
    sys.stdout.writelines(lines)


def consent(*, is_confirmed: bool) -> int | None:
    """Asks whether to go on, after what it means was said: None for yes, else the exit status.

    Where nobody sits at the terminal, nothing is done without ``--yes``.
    """
    if is_confirmed:
        return None
    if not sys.stdin.isatty():
        tell("making.confirm_with_yes")
        return EXIT_WRONG
    tell("making.ask")
    return None if sys.stdin.readline().strip().lower() in ("j", "ja", "y", "yes") else EXIT_DONE


def room() -> int:
    """How many characters a line may have: the terminal's, ``COLUMNS`` where it is set, else 160."""
    from rich.console import Console  # noqa: PLC0415  as in table

    is_told = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    return Console().width if is_told else 160


def table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    wide: Sequence[int] = (),
    most: Mapping[int, int] | None = None,
) -> None:
    """A table for people; the columns in ``wide`` share the room that is left, ``most`` bounds others.

    Text of documents is shown as it is. Of a terminal too narrow for all beside one wide column the last are left out.
    """
    from rich import box  # noqa: PLC0415  a tenth of a second, only for people
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    width = room()
    if len(wide) == 1:
        kept = _fitting([[visible(cell) for cell in row] for row in (headings, *rows)], wide[0], width)
        headings, rows = headings[:kept], [row[:kept] for row in rows]
    bounds = _bounds([[visible(cell) for cell in row] for row in (headings, *rows)], wide, most or {}, width)
    shown = Table(show_lines=bool(wide), expand=bool(wide), box=box.HORIZONTALS, padding=(0, 1))
    for place, heading in enumerate(headings):
        shown.add_column(
            Text(visible(heading)),
            overflow="fold",
            ratio=1 if place in wide else None,
            min_width=min(NARROWEST, (width - _BETWEEN * len(headings)) // len(wide)) if place in wide else None,
            max_width=bounds.get(place),
        )
    for row in rows:
        shown.add_row(*(Text(visible(cell)) for cell in row))
    console = Console(width=width, highlight=False)
    console.print(Text(visible(title)))
    console.print(shown)


def _fitting(rows: Sequence[Sequence[str]], wide: int, width: int) -> int:
    """How many columns a line has room for, when each is as narrow as it can be read."""
    needed = [
        NARROWEST if place == wide else min(_LEAST_BESIDE, max(len(row[place]) for row in rows))
        for place in range(len(rows[0]))
    ]
    fits = [count for count in range(1, len(needed) + 1) if sum(needed[:count]) + _BETWEEN * count <= width]
    return max(wide + 1, *fits, 1)


def _bounds(rows: Sequence[Sequence[str]], wide: Sequence[int], most: Mapping[int, int], width: int) -> dict[int, int]:
    """How wide each column may be: as ``most`` says, and narrower, the widest first, until the wide ones can be read."""
    bounds = dict(most)
    if not wide:
        return bounds
    longest = {
        place: min(max(len(row[place]) for row in rows), most.get(place, width))
        for place in range(len(rows[0]))
        if place not in wide
    }
    room_left = width - _BETWEEN * len(rows[0]) - NARROWEST * len(wide)
    while longest and sum(longest.values()) > room_left and max(longest.values()) > _LEAST_BESIDE:
        widest = max(longest, key=lambda place: longest[place])
        longest[widest] -= 1
        bounds[widest] = longest[widest]
    return bounds


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
        bar.update(tasks[stage], completed=done, total=total, path=in_line(str(details.get("path", "")))[-50:])

    with bar:
        yield show
