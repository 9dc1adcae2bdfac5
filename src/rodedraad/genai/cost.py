"""What asking a model costs: an estimate before, a ledger that lets nothing out above the cap, a count afterwards.

Prices are those that the dossier states per model; without prices there are tokens and no euros.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Condition

from rodedraad.genai.items import Request, tokens
from rodedraad.genai.settings import ModelSettings
from rodedraad.records import Completion

_MILLION = 1_000_000
LEAST_SHARE = 4
"""An endpoint that counts fewer than one part in so many of the estimate is not believed: no tokenizer makes one token of
twelve characters."""
_SAFE = 2
"""How many times the estimate a request is reserved for: a tokenizer that was not made for Dutch takes so many."""
_TWICE = 2
"""A request may go out twice at once: where an endpoint refuses the schema it is asked again without."""
_BOUND_SLACK = 1.1
"""How far over its bound a reply may be before its endpoint is one that keeps none: two servers may count an end differently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What asking would take: requests, about how many tokens in, tokens out at most, and euros (None without prices).

    Rather too much than too little: measured in docs/method/genai_evaluation.md, section 5.
    """

    calls: int
    items: int
    tokens_in: int
    tokens_out: int
    cost_eur: float | None


def estimate(requests: Iterable[Request], settings: ModelSettings) -> Estimate:
    """What these requests would take."""
    held = list(requests)
    tokens_in = sum(one.tokens for one in held)
    tokens_out = sum(one.prompt.most_tokens for one in held)
    return Estimate(
        calls=len(held),
        items=sum(len(one.items) for one in held),
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost_eur=cost(tokens_in, tokens_out, settings),
    )


def cost(tokens_in: int, tokens_out: int, settings: ModelSettings) -> float | None:
    """Euros for so many tokens; None where the dossier does not say both prices."""
    if settings.price_in is None or settings.price_out is None:
        return None
    return (tokens_in * settings.price_in + tokens_out * settings.price_out) / _MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one request took: as it is told, and as it counts for the cap, which is never less."""

    tokens_in: int = 0
    tokens_out: int = 0
    counted_in: int = 0
    counted_out: int = 0


NOTHING = Taken()


def taken(request: Request, reply: Completion) -> Taken:
    """What a request took that got this reply.

    Told is what the endpoint says, and our estimate where it says nothing or less than can be. For the cap the larger of the
    two counts, so that an endpoint which counts too little cannot spend without an end.
    """
    ours_in, ours_out = request.tokens, tokens(reply.text)
    before = ours_in * (reply.sends - 1)  # of what was refused nobody says what it took
    return Taken(
        tokens_in=before + _told(reply.tokens_in, ours_in),
        tokens_out=_told(reply.tokens_out, ours_out),
        counted_in=before + max(reply.tokens_in or 0, ours_in),
        counted_out=max(reply.tokens_out or 0, ours_out),
    )


def unanswered(request: Request) -> Taken:
    """What a request took that was read and got no reply that says so."""
    return Taken(tokens_in=request.tokens, counted_in=request.tokens)


def lost(request: Request) -> Taken:
    """What a request took that failed: its text went out. For the cap it counts as charged for, with the longest reply."""
    return Taken(tokens_in=request.tokens, counted_in=request.tokens, counted_out=request.prompt.most_tokens)


def is_over_bound(request: Request, reply: Completion) -> bool:
    """Whether the endpoint did not keep to the bound on its reply: no cap can hold what it takes in one request."""
    return (reply.tokens_out or 0) > request.prompt.most_tokens * _BOUND_SLACK


def _told(said: int | None, ours: int) -> int:
    return ours if said is None or said * LEAST_SHARE < ours else said


@dataclass(slots=True)
class Ledger:
    """What was spent and what is under way; used from several threads. ``most_eur`` None has no cap."""

    settings: ModelSettings
    most_eur: float | None
    tokens_in: int = 0
    tokens_out: int = 0
    _counted: float = 0.0
    _reserved: float = 0.0
    _under_way: int = 0
    _settled: Condition = field(default_factory=Condition, repr=False)

    def reserve(self, request: Request) -> float | None:
        """Sets aside what a request can cost at most; None where that would go above the cap.

        It waits while others are under way: most take less than was set aside for them, and what they leave may be enough.
        """
        worst = _TWICE * (cost(request.tokens * _SAFE, request.prompt.most_tokens, self.settings) or 0.0)
        with self._settled:
            while self.most_eur is not None and (
                self.most_eur <= 0 or self._counted + self._reserved + worst > self.most_eur
            ):
                if not self._under_way:
                    return None
                self._settled.wait()
            self._reserved += worst
            self._under_way += 1
        return worst

    def settle(self, reserved: float, took: Taken = NOTHING) -> None:
        """Enters what a request did take, in the place of what was set aside."""
        with self._settled:
            self._reserved -= reserved
            self._under_way -= 1
            self._counted += cost(took.counted_in, took.counted_out, self.settings) or 0.0
            self.tokens_in += took.tokens_in
            self.tokens_out += took.tokens_out
            self._settled.notify_all()
