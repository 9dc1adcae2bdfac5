"""The command eval: the shipped settings scored against labelled data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rodedraad import evaluate as scoring
from rodedraad.cli import EXIT_DONE
from rodedraad.cli.speech import put_json, said, table
from rodedraad.errors import WrongUse
from rodedraad.extract import rereading

WHAT = ("statements", "threads", "tensions")
LEVELS = ("claim", "stance", "subject")


def evaluate(what: str, gold: Path, *, level: str, is_reread: bool, as_json: bool) -> int:
    """Scores one stage; prints its figures."""
    if what not in WHAT:
        raise WrongUse("eval.what", what=what, known=" ".join(WHAT))
    if level not in LEVELS:
        raise WrongUse("eval.level", level=level, known=" ".join(LEVELS))
    if is_reread and what != "statements":
        raise WrongUse("eval.reread", what=what)
    lines = _lines(gold)
    if what == "statements":
        found = scoring.statements(lines, again=rereading.shipped().scores if is_reread else None)
    elif what == "threads":
        found = scoring.threads(lines, level=level)
    else:
        found = scoring.tensions(lines)
    if as_json:
        put_json(found)
    else:
        rows = [[key, _shown(value)] for key, value in found.items()]
        table(f"{what}: {gold.name} ({len(lines)})", [said("eval.figure"), said("eval.value")], rows)
    return EXIT_DONE


def _lines(gold: Path) -> list[dict[str, Any]]:
    try:
        text = gold.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise WrongUse("eval.no_file", path=str(gold)) from error
    except UnicodeDecodeError as error:
        raise WrongUse("eval.no_text", path=str(gold)) from error
    found = []
    # not splitlines: a text within a line may hold another separator of lines
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:  # also for what is nested without end
                raise WrongUse("eval.line", path=str(gold), line=number) from error
            if not isinstance(row, dict):
                raise WrongUse("eval.line", path=str(gold), line=number)
            found.append({**row, scoring.LINE_KEY: number})
    return found


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, dict):
        return "  ".join(f"{key} {_shown(one)}" for key, one in value.items())
    return str(value)
