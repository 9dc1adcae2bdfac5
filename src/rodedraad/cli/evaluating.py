"""The command eval: the shipped settings scored against labelled data, beside models where some are named."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rodedraad import evaluate as scoring
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.speech import progress, put_json, said, table, tell_message, worded
from rodedraad.errors import WrongUse
from rodedraad.extract import rereading

if TYPE_CHECKING:
    from rodedraad.genai.settings import ModelSettings
    from rodedraad.ports import Model
    from rodedraad.rating import Agreement, Rating

WHAT = ("statements", "threads", "tensions")
LEVELS = ("claim", "stance", "subject")
LARGEST_BYTES = 1 << 26
"""What a file of labelled lines may hold: some hundred thousand, and no judge labels as many."""
_DEAREST = 10_000.0
"""Euros per million tokens, as in dossier.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raters:
    """Which models are asked, and how, as the options say it: an endpoint for all or one for each, prices for each."""

    models: tuple[str, ...] = ()
    endpoints: tuple[str, ...] = ()
    prices_in: tuple[float, ...] = ()
    prices_out: tuple[float, ...] = ()
    budget: float | None = None
    runs: int = 1
    replies: Path | None = None
    window_tokens: int | None = None
    timeout_seconds: float | None = None
    parallel: int | None = None
    is_estimate: bool = False


def evaluate(what: str, gold: Path, *, level: str, is_reread: bool, as_json: bool, raters: Raters) -> int:
    """Scores one stage; prints its figures."""
    if what not in WHAT:
        raise WrongUse("eval.what", what=what, known=" ".join(WHAT))
    if level not in LEVELS:
        raise WrongUse("eval.level", level=level, known=" ".join(LEVELS))
    if is_reread and what != "statements":
        raise WrongUse("eval.reread", what=what)
    if raters.replies is not None and raters.replies.exists() and not raters.replies.is_dir():
        raise WrongUse("eval.no_folder", path=str(raters.replies))
    lines = _lines(gold)
    if raters.models:
        if is_reread or (what == "threads" and level != "claim"):
            raise WrongUse("eval.not_with_model")
        return _beside(what, gold, lines, raters, as_json=as_json)
    if raters != Raters():
        raise WrongUse("eval.no_model")
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


def _beside(what: str, gold: Path, lines: list[dict[str, Any]], raters: Raters, *, as_json: bool) -> int:
    """The rules and the models, each alone and both, in one table; and how far every two agree."""
    from rodedraad import rating  # noqa: PLC0415  only where a model is asked
    from rodedraad.cli import engaging  # noqa: PLC0415  as above
    from rodedraad.genai.evaluating import trial as tried  # noqa: PLC0415  as above

    models = _models(raters)
    scoring.checked(what, lines)
    trial = tried(what, lines)

    # who gives this command names its endpoints, and so agrees
    for settings, cost in rating.foreseen(trial, models, runs=raters.runs):
        engaging.announce(settings, cost)
    if raters.is_estimate:
        return EXIT_DONE
    # one key in the environment is no key for two providers
    is_one = len({one.endpoint for one in models if not one.is_local}) <= 1

    def connect(settings: ModelSettings) -> Model:
        return engaging.reached(settings, has_variable=is_one)

    with progress() as shown:
        ratings = list(
            rating.rated(trial, models, runs=raters.runs, connect=connect, progress=shown, replies=raters.replies)
        )
    if as_json:
        put_json(rating.shape(trial, ratings, worded))
    else:
        table(f"{what}: {gold.name} ({len(lines)})", *_columns(trial.of_rules(), ratings))
        rows = [
            [_rater(one.a), _rater(one.b), _alpha(one), str(one.units)] for one in rating.agreements(trial, ratings)
        ]
        table(said("eval.alpha"), [said("eval.rater"), said("eval.rater"), "alpha", said("eval.units")], rows)
    stopped = [one for one in ratings if one.usage.stopped or one.usage.unanswered]
    for one in stopped:
        if one.usage.stopped:
            tell_message(one.name, one.usage.stopped)
    return EXIT_LOOK if stopped else EXIT_DONE


def _models(raters: Raters) -> list[ModelSettings]:
    """The models with their endpoints and prices. Raises WrongUse where there is not one of each."""
    from rodedraad import assisting  # noqa: PLC0415  as above
    from rodedraad.cli import engaging  # noqa: PLC0415  as above
    from rodedraad.genai.settings import ModelSettings, checked_name  # noqa: PLC0415  as above

    names = [checked_name(name) for name in raters.models]
    count = len(names)
    if len(set(names)) < count:
        raise WrongUse("eval.same_model")
    if len(raters.endpoints) not in (0, 1, count):
        raise WrongUse("eval.endpoints", count=count)
    if any(len(prices) not in (0, count) for prices in (raters.prices_in, raters.prices_out)) or bool(
        raters.prices_in
    ) != bool(raters.prices_out):
        raise WrongUse("eval.prices", count=count)
    if any(not 0 <= price <= _DEAREST for price in (*raters.prices_in, *raters.prices_out)):
        raise WrongUse("eval.price", most=_DEAREST)
    found = []
    for at, name in enumerate(names):
        own = raters.endpoints[at if len(raters.endpoints) > 1 else 0] if raters.endpoints else None
        wish = engaging.wish(engaging.Flags(model=name, endpoint=own, budget=raters.budget))
        priced = ModelSettings(
            name=name,
            price_in=raters.prices_in[at] if raters.prices_in else None,
            price_out=raters.prices_out[at] if raters.prices_out else None,
        )
        settings = assisting.chosen(priced, wish)
        if settings is None or not settings.endpoint:
            raise WrongUse("genai.no_endpoint", model=name)
        found.append(
            replace(
                settings,
                window_tokens=raters.window_tokens or settings.window_tokens,
                timeout_seconds=raters.timeout_seconds or settings.timeout_seconds,
                parallel=raters.parallel or settings.parallel,
            )
        )
    return found


def _columns(rules: dict[str, Any], ratings: Sequence[Rating]) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of one table: a row per figure, then what it took; a column per rater, and rules with each."""
    headings = [said("eval.figure"), said("eval.rules")]
    columns = [_flat(rules)]
    taken: list[dict[str, str]] = [{}]
    for one in ratings:
        headings += [one.name, said("eval.with_rules", name=one.name)]
        columns += [_flat(one.alone), _flat(one.with_rules)]
        taken += [_taken(one), {}]
    rows = [[key, *(_shown(column.get(key)) for column in columns)] for key in columns[0]]
    rows += [[said(f"eval.{key}"), *(column.get(key, "") for column in taken)] for key in taken[1]]
    return headings, rows


def _flat(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures one by one, those of a type under its name."""
    found: dict[str, Any] = {}
    for key, value in figures.items():
        found |= {f"  {name}": own for name, own in value.items()} if isinstance(value, dict) else {key: value}
    return found


def _taken(one: Rating) -> dict[str, str]:
    used = one.usage
    return {
        "labelled": f"{sum(label is not None for label in one.labels)}/{len(one.labels)}",
        "calls": str(used.calls),
        "tokens_in": str(used.tokens_in),
        "tokens_out": str(used.tokens_out),
        "cost": "-" if used.cost_eur is None else f"{used.cost_eur:.4f}",
        "seconds": f"{one.seconds:.1f}",
        "refused": "  ".join(f"{kind} {count}" for kind, count in one.refused.items()) or "0",
        "unanswered": str(used.unanswered),
    }


def _alpha(one: Agreement) -> str:
    if one.alpha is not None:
        return _shown(one.alpha)
    return said("eval.undefined" if one.units else "eval.nothing_shared")


def _rater(name: str) -> str:
    return said(f"eval.{name}") if name in ("gold", "rules") else name


def _lines(gold: Path) -> list[dict[str, Any]]:
    try:
        text = _bytes(gold).decode("utf-8")
    except FileNotFoundError as error:
        raise WrongUse("eval.no_file", path=str(gold)) from error
    except UnicodeDecodeError as error:
        raise WrongUse("eval.no_text", path=str(gold)) from error
    except (OSError, ValueError) as error:  # also a name that can be none
        raise WrongUse("eval.unread", path=str(gold)) from error
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


def _bytes(gold: Path) -> bytes:
    """What a file holds that has an end; a pipe or device may have none, and waits or goes on for ever."""
    descriptor = os.open(gold, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise WrongUse("eval.no_regular_file", path=str(gold))
        with open(descriptor, "rb", closefd=False) as file:
            held = file.read(LARGEST_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(held) > LARGEST_BYTES:
        raise WrongUse("eval.too_large", path=str(gold), most=LARGEST_BYTES >> 20)
    return held


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, dict):
        return "  ".join(f"{key} {_shown(one)}" for key, one in value.items())
    return str(value)
