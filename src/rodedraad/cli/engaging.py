"""Which language model a command uses: flags over the environment over dossier.toml; and what is said before it is asked.

The one place where the command line reads the environment for a model. A key is read when something is sent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.assisting import Wish
from rodedraad.cli.speech import consent, said, tell, tell_line
from rodedraad.endpoints import is_same
from rodedraad.errors import WrongUse
from rodedraad.genai.cost import Estimate
from rodedraad.genai.settings import ModelSettings
from rodedraad.ports import Model
from rodedraad.sending import Asking, Consent, Decide, Plan

MODEL, ENDPOINT, BUDGET = "RODEDRAAD_MODEL", "RODEDRAAD_ENDPOINT", "RODEDRAAD_BUDGET"
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What the options of a command say of a model; None where they say nothing."""

    model: str | None = None
    endpoint: str | None = None
    budget: float | None = None
    is_off: bool = False
    is_estimate: bool = False
    is_confirmed: bool = False


def wish(flags: Flags) -> Wish:
    """What flags and environment ask for. Raises WrongUse for a budget that is no amount.

    An address in the environment alone asks for nothing: off is off until a model is named, here or in the dossier.
    """
    budget = flags.budget
    if budget is None and (given := os.environ.get(BUDGET, "").strip()):
        try:
            budget = float(given.replace(",", "."))
        except ValueError:
            raise WrongUse("genai.no_budget", value="RODEDRAAD_BUDGET") from None  # it may be a key
    if budget is not None and not 0 <= budget < 1_000_000:
        raise WrongUse("genai.no_budget", value=str(budget)[:40])
    return Wish(
        name=flags.model or os.environ.get(MODEL) or None,
        endpoint=flags.endpoint or None,
        usual_endpoint=os.environ.get(ENDPOINT) or None,
        budget_eur=budget,
        is_off=flags.is_off,
    )


def asking(flags: Flags, folder: DossierFolder) -> Asking:
    """How this command goes with a model. Raises WrongUse as ``wish`` does."""

    def connect(settings: ModelSettings) -> Model:
        # who says yes to what is shown agrees to the documents: the key in the environment may be another provider's
        return reached(settings, has_key=is_named_here(settings, flags))

    return Asking(wish=wish(flags), connect=connect, decide=decider(flags, folder))


def reached(settings: ModelSettings, *, has_key: bool = True, has_variable: bool = True) -> Model:
    """The model behind its endpoint, with the key that the environment or the keyring has for it.

    ``has_variable``: whether the key in the environment can be of this endpoint.
    """
    from rodedraad.adapters.endpoint import EndpointModel  # noqa: PLC0415  only where something is sent
    from rodedraad.adapters.keys import key_for  # noqa: PLC0415  as above

    return EndpointModel(
        name=settings.name,
        endpoint=settings.endpoint,
        key=key_for(settings.endpoint, has_variable=has_variable) if has_key else None,
        timeout_seconds=settings.timeout_seconds,
    )


def decider(flags: Flags, folder: DossierFolder | None = None) -> Decide:
    """Says what would leave the house, to whom and at what price, before it does; and what the person here agrees to.

    A dossier comes by mail, with its settings. So nothing goes to an endpoint elsewhere that only the dossier names, before
    somebody here says so: by ``--endpoint``, the environment, a key in this machine's keyring for it, ``--yes``, or an
    answer at the terminal; and a key only by the first three. Of sources that are not public only the last two say so, since only they know of them.
    An endpoint on this machine needs nobody, but for what is not public where only the dossier names it: what listens there
    may send it on.
    """

    def decide(plan: Plan) -> Consent | None:
        announce(plan.settings, plan.now)
        _put_parts(plan, paths(plan, folder) if folder else ())
        settings = plan.settings
        if flags.is_estimate:
            return None
        if flags.is_confirmed:
            return Consent.to(plan, has_confidential=True)
        if is_named_here(settings, flags):
            return Consent.to(plan, has_confidential=settings.is_local)
        if settings.is_local and not plan.closed:
            return Consent.to(plan)
        if not sys.stdin.isatty():
            if settings.is_local:  # what listens there may send it on: what is public may
                return Consent.to(plan)
            tell("genai.not_agreed", where=settings.endpoint)
            return None
        return Consent.to(plan, has_confidential=True) if consent(is_confirmed=False) is None else None

    return decide


def announce(settings: ModelSettings, estimate: Estimate) -> None:
    """Says to whom how much would go, at what price."""
    priced = "genai.estimate" if estimate.cost_eur is not None else "genai.estimate_unpriced"
    tell(
        priced,
        model=settings.name,
        where=settings.endpoint,
        calls=estimate.calls,
        items=estimate.items,
        tokens_in=estimate.tokens_in,
        tokens_out=estimate.tokens_out,
        cost=round(estimate.cost_eur or 0.0, 4),
    )
    if settings.budget_eur is not None and (estimate.cost_eur or 0.0) > settings.budget_eur:
        tell("genai.over_budget", budget=settings.budget_eur)


def _put_parts(plan: Plan, named: Sequence[str]) -> None:
    """For what it would be, of how many sources, and what may follow."""
    for task, one in plan.tasks:
        tell(
            "sending.task",
            task=said(f"label.task_{task}"),
            calls=one.calls,
            items=one.items,
            tokens_in=one.tokens_in,
            tokens_out=one.tokens_out,
        )
    tell("sending.sources", sources=len(plan.sources))
    for path in named[:_MOST_NAMED]:
        tell_line(f"    {path}")
    if len(named) > _MOST_NAMED:
        tell("sending.more_sources", count=len(named) - _MOST_NAMED)
    if plan.closed:
        tell("sending.not_public", items=plan.closed)
    if plan.later is not None:
        tell("sending.later", calls=plan.later.calls, tokens_in=plan.later.tokens_in)


def paths(plan: Plan, folder: DossierFolder) -> tuple[str, ...]:
    """The paths in the dossier of the sources of which text would go, in their order."""
    wanted = set(plan.sources)
    with consult.reading(folder) as store:
        return tuple(sorted(one.path for one in store.records("sources") if one.id in wanted))


def planned(plan: Plan | None, folder: DossierFolder) -> dict[str, Any] | None:
    """``estimate`` of what is printed as JSON: the plan, with the paths of its sources beside their ids."""
    return None if plan is None else {**plan.shape(), "paths": list(paths(plan, folder))}


def is_named_here(settings: ModelSettings, flags: Flags) -> bool:
    """Whether somebody at this machine named the endpoint: in a flag, the environment, or by keeping a key for it."""
    from rodedraad.adapters.keys import has_kept  # noqa: PLC0415  only where something is sent

    named = [one for one in (flags.endpoint, os.environ.get(ENDPOINT)) if one]
    return any(is_same(one, settings.endpoint) for one in named) or has_kept(settings.endpoint)
