"""The arguments and options that more than one command takes, each defined once. Help texts are codes of ``words.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="DOSSIER", help="dossier")]
Id = Annotated[str, typer.Argument(metavar="ID", help="id")]
Ids = Annotated[list[str], typer.Argument(metavar="ID ID...", help="id")]
AsJson = Annotated[bool, typer.Option("--json", help="json")]
Name = Annotated[str | None, typer.Option("--as", metavar="NAME", help="as")]
Yes = Annotated[bool, typer.Option("--yes", help="yes")]
Force = Annotated[bool, typer.Option("--force", help="force")]
ThemeName = Annotated[str | None, typer.Option("--theme", help="theme")]
PartyName = Annotated[str | None, typer.Option("--party", help="party")]
Confidential = Annotated[bool, typer.Option("--with-confidential", help="with_confidential")]
ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="model_name")]
Endpoint = Annotated[str | None, typer.Option("--endpoint", metavar="URL", help="endpoint")]
Budget = Annotated[float | None, typer.Option("--budget", metavar="EUR", help="budget")]
NoModel = Annotated[bool, typer.Option("--no-model", help="no_model")]
IsEstimate = Annotated[bool, typer.Option("--estimate", help="estimate")]
