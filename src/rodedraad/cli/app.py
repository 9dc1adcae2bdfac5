"""Every command together: its help in the reader's language, and a mistake in the command line said in it too.

Help texts are codes in the commands, worded by ``words.py`` when the parser is made.
"""

# ruff: noqa: I001  the order of the commands is that in which help tells them

from __future__ import annotations

from functools import cache
from typing import Any

import typer

from rodedraad.cli.commands import dossiers, lists, decisions, propositions, prospects, models
from rodedraad.cli.commands.parser import app
from rodedraad.cli.words import WORDS

__all__ = ["app", "decisions", "dossiers", "lists", "models", "propositions", "prospects", "run"]


def run(arguments: list[str], language: str) -> int:
    """Runs one command; returns its exit status. A mistake in the command line is said with how to do it right."""
    try:
        status = _parser(language).main(arguments or ["--help"], standalone_mode=False, prog_name="rodedraad")
    except typer.Abort:
        return 3
    except typer.exceptions.TyperException as error:
        from rodedraad.cli import mistakes  # noqa: PLC0415  only where there is one

        mistakes.tell_mistake(error)
        return 2
    return status if isinstance(status, int) else 0


@cache
def _parser(language: str) -> Any:
    """All commands with their help in one language: making them takes longer than many a command."""
    command: Any = typer.main.get_command(app)
    _worded(command, 1 if language == "en" else 0)
    return command


def _worded(command: Any, place: int) -> None:
    """Puts the words of one language in the place of the codes, in a command and all that is under it."""
    for part in (command, *command.params):
        help_ = getattr(part, "help", None)
        if help_ in WORDS:
            part.help = WORDS[help_][place]
    for below in getattr(command, "commands", {}).values():
        _worded(below, place)
