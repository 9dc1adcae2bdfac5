"""What asking a model costs: an estimate before, a ledger that lets nothing out above the cap, a count afterwards.

Prices are those that the dossier states per model; without prices there are tokens and no euros.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from rodedraad.genai.items import Request
from rodedraad.genai.settings import ModelSettings

_MILLION = 1_000_000
LEAST_SHARE = 4
"""An endpoint that counts fewer than one part in so many of the estimate is not believed: no tokenizer makes one token of
twelve characters, and under such counts a budget would never end."""
LIKELY_SHARE = 3
"""One part in so many of the room for a reply is used, of the replies that were counted."""
_SAFE = 2
"""How many times the estimate a request is reserved for: a tokenizer that was not made for Dutch takes so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What asking would take: requests, about how many tokens, and euros at most (None without prices)."""

    calls: int
    items: int
    tokens_in: int
    tokens_out: int
    cost_eur: float | None


def estimate(requests: Iterable[Request], settings: ModelSettings) -> Estimate:
    """What these requests would take."""
    held = list(requests)
    tokens_in = sum(one.tokens for one in held)
    tokens_out = sum(one.prompt.most_tokens for one in held) // LIKELY_SHARE
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


def believed(said: int | None, estimated: int) -> int:
    """The tokens that an endpoint says it took; the estimate where it says nothing, a part of it where it says too little."""
    return estimated if said is None else max(said, -(-estimated // LEAST_SHARE))


@dataclass(slots=True)
class Ledger:
    """What was spent and what is under way; used from several threads. ``most_eur`` None has no cap."""

    settings: ModelSettings
    most_eur: float | None
    tokens_in: int = 0
    tokens_out: int = 0
    _reserved: float = 0.0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def reserve(self, request: Request) -> float | None:
        """Sets aside what a request can cost at most; None where that would go above the cap."""
        worst = cost(request.tokens * _SAFE, request.prompt.most_tokens, self.settings) or 0.0
        with self._lock:
            spent = cost(self.tokens_in, self.tokens_out, self.settings) or 0.0
            if self.most_eur is not None and (self.most_eur <= 0 or spent + self._reserved + worst > self.most_eur):
                return None
            self._reserved += worst
        return worst

    def settle(self, reserved: float, tokens_in: int, tokens_out: int) -> None:
        """Enters what a request did take, in the place of what was set aside."""
        with self._lock:
            self._reserved -= reserved
            self.tokens_in += tokens_in
            self.tokens_out += tokens_out
