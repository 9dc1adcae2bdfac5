"""Raters side by side on labelled data: people, the rules, and models, each asked so many times.

Nothing is kept in a dossier: replies are forgotten at the end, or kept in a folder of one's own, a folder per run.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rodedraad.genai import running
from rodedraad.genai.cost import Estimate, Ledger, estimate
from rodedraad.genai.items import requests
from rodedraad.genai.settings import ModelSettings
from rodedraad.ports import Model, Progress, Replies
from rodedraad.records import Usage
from rodedraad.reliability import alpha, rated_twice
from rodedraad.shapes import Word, message

if TYPE_CHECKING:
    from rodedraad.genai.evaluating import Figures, Label, Trial

PEOPLE, RULES = "gold", "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one model gave in one run, how well that is alone and with the rules, and what it took.

    ``seconds`` is of asking alone. ``refused`` counts per kind what did not come through the gate.
    """

    model: str
    run: int
    labels: tuple[Label, ...]
    alone: Figures
    with_rules: Figures
    usage: Usage
    seconds: float
    refused: dict[str, int]

    @property
    def name(self) -> str:
        """Which rater this is."""
        return f"{self.model} ({self.run})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Krippendorff's alpha of two raters over the ``units`` that both labelled; None where it is not defined."""

    a: str
    b: str
    alpha: float | None
    units: int


class Passing:
    """Port Replies for as long as one run lasts."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """The reply under this key."""
        return self._held.get(key)

    def put(self, key: str, reply: str) -> None:
        """Keeps a reply; the first under a key stays."""
        self._held.setdefault(key, reply)

    def keys(self) -> frozenset[str]:
        """The keys of all replies."""
        return frozenset(self._held)


def foreseen(trial: Trial, models: Sequence[ModelSettings], *, runs: int) -> Iterator[tuple[ModelSettings, Estimate]]:
    """What asking each model would take, all its runs together."""
    for settings in models:
        held = list(requests({item.key: item for item in trial.items}.values(), window=settings.window_tokens))
        yield settings, estimate([one for one in held for _ in range(runs)], settings)


def rated(
    trial: Trial,
    models: Sequence[ModelSettings],
    *,
    runs: int,
    connect: Callable[[ModelSettings], Model],
    progress: Progress,
    replies: Path | None = None,
) -> Iterator[Rating]:
    """Each model's run as it is done. ``replies``: a folder that keeps them, so that what was paid for is asked once.

    What the models cost together stays within the first one's budget. Raises ModelError and WrongUse where a model
    cannot be had at all; one that stops on the way says so in its usage.
    """
    left = models[0].budget_eur if models else None
    for settings in models:
        for run in range(1, runs + 1):
            ledger = Ledger(settings, left)
            model = connect(settings)
            began = time.perf_counter()
            try:
                told = running.answered(
                    trial.items,
                    model=model,
                    replies=_replies(replies, settings.name, run),
                    settings=settings,
                    ledger=ledger,
                    progress=progress,
                )
            finally:
                model.close()
            seconds = time.perf_counter() - began
            found = trial.told(told.answers, told.refused, settings.name)
            if left is not None:
                left = max(left - (told.usage.cost_eur or 0.0), 0.0)
            yield Rating(
                model=settings.name,
                run=run,
                labels=found.labels,
                alone=trial.of_model(found.labels),
                with_rules=trial.of_both(found.labels),
                usage=told.usage,
                seconds=seconds,
                refused=dict(sorted(Counter(one.kind for one in found.refusals).items())),
            )


def agreements(trial: Trial, ratings: Sequence[Rating]) -> tuple[Agreement, ...]:
    """How far every two of people, the rules and each model's runs agree."""
    raters = [(PEOPLE, trial.gold), (RULES, trial.rules), *((one.name, one.labels) for one in ratings)]
    found = []
    for (a, labels), (b, others) in combinations(raters, 2):
        units = list(zip(labels, others, strict=True))
        found.append(Agreement(a=a, b=b, alpha=alpha(units), units=rated_twice(units)))
    return tuple(found)


def shape(trial: Trial, ratings: Sequence[Rating], word: Word) -> dict[str, Any]:
    """All of it as JSON."""
    return {
        "rules": trial.of_rules(),
        "models": [
            {
                "model": one.model,
                "endpoint": one.usage.endpoint,
                "run": one.run,
                "figures": one.alone,
                "with_rules": one.with_rules,
                "labelled": sum(label is not None for label in one.labels),
                "units": len(one.labels),
                "calls": one.usage.calls,
                "retries": one.usage.retries,
                "tokens_in": one.usage.tokens_in,
                "tokens_out": one.usage.tokens_out,
                "cost_eur": one.usage.cost_eur,
                "seconds": round(one.seconds, 3),
                "refused": one.refused,
                "unanswered": one.usage.unanswered,
                "stopped": message(one.usage.stopped, word),
            }
            for one in ratings
        ],
        "alpha": [
            {"a": one.a, "b": one.b, "alpha": one.alpha, "units": one.units} for one in agreements(trial, ratings)
        ],
    }


def _replies(folder: Path | None, model: str, run: int) -> Replies:
    if folder is None:
        return Passing()
    from rodedraad.adapters.received import ReceivedReplies  # noqa: PLC0415  only where they are to be kept

    return ReceivedReplies(folder / f"{run}", model)
