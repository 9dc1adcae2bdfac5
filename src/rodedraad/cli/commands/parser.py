"""The parser that every command registers with. Its help is a code, worded by ``app.py`` in the reader's language."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="app",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
