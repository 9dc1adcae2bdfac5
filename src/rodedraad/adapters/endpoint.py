"""Port Model over any OpenAI-compatible chat endpoint: in a cloud, on a server of one's own, or on this machine.

What an address may be is decided in ``endpoints``, before anything is sent. The libraries that send are imported at the first
question only (``calling.py``): they take longer to import than everything else together.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self

from rodedraad.endpoints import LONGEST_NAME, address, host_of, is_key
from rodedraad.errors import InvalidReply, MissingExtra, ModelBusy, ModelError, ModelUnavailable, WrongUse
from rodedraad.records import Completion, Prompt

if TYPE_CHECKING:
    from rodedraad.adapters.calling import Caller

TIMEOUT_SECONDS = 120.0
"""How long one question may take. A model on a laptop writes some 10 tokens a second, and a reply has at most 1,000."""

_NEEDED = ("pydantic_ai", "openai", "httpx2")


class EndpointModel:
    """The model called ``name`` at an endpoint; may be asked from several threads at once.

    ``is_structured`` says whether the endpoint is asked to hold the reply to the prompt's JSON schema. One that
    refuses that is asked once more with the schema in words, and so from then on. Raises WrongUse for an address, a name
    or a key that cannot be one, and MissingExtra where the libraries are not installed.
    """

    def __init__(
        self,
        *,
        name: str,
        endpoint: str,
        key: str | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        is_structured: bool = True,
    ) -> None:
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise WrongUse("endpoint.no_model", model=ascii(name[:LONGEST_NAME]))
        self.name = name.strip()
        self.endpoint = address(endpoint)
        if key is not None and not is_key(key):
            raise WrongUse("endpoint.key_form", endpoint=self.endpoint)
        if not all(_is_installed(part) for part in _NEEDED):
            raise MissingExtra("endpoint.not_installed")
        self.is_structured = is_structured
        self._key = key
        self._timeout_seconds = timeout_seconds
        self._caller: Caller | None = None
        self._is_closed = False
        self._has_answered = False
        self._has_tried_plain = False
        self._starting = threading.Lock()
        self._falling_back = threading.Lock()

    def __repr__(self) -> str:
        """Without the key."""
        return f"EndpointModel(name={self.name!r}, endpoint={self.endpoint!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def complete(self, prompt: Prompt) -> Completion:
        """What the model answers, asked once. Raises ModelUnavailable, ModelBusy or InvalidReply, and nothing else."""
        is_structured = self.is_structured
        outcome = self._asked(prompt, is_structured=is_structured)
        if is_structured and _is_rejected(outcome):
            outcome = self._asked_plainly(prompt, outcome)
        if isinstance(outcome, Completion):
            self._has_answered = True
            return outcome
        if _is_rejected(outcome) and not self._has_answered:  # it is not this prompt: the endpoint takes none of ours
            raise ModelUnavailable(outcome.message.code, **dict(outcome.message.values))
        raise outcome

    def close(self) -> None:
        """Lets go of the connections; what is under way ends, as does every later question."""
        with self._starting:
            self._is_closed = True
            caller, self._caller = self._caller, None
        if caller is not None:
            caller.close()

    def _asked(self, prompt: Prompt, *, is_structured: bool) -> Completion | ModelError:
        caller = self._started()
        return caller if isinstance(caller, ModelError) else caller.ask(prompt, is_structured=is_structured)

    def _asked_plainly(self, prompt: Prompt, refused: Completion | ModelError) -> Completion | ModelError:
        """Asks again without response format where that may be what was refused; in a run it is found out once."""
        with self._falling_back:
            if self.is_structured and self._has_tried_plain:
                return refused
            outcome = self._asked(prompt, is_structured=False)
            self._has_tried_plain = not isinstance(outcome, ModelBusy)  # else nobody knows yet
            if isinstance(outcome, Completion):
                self.is_structured = False
                return replace(outcome, sends=2)
            return outcome

    def _started(self) -> Caller | ModelError:
        with self._starting:
            if self._is_closed:
                return ModelUnavailable("model.closed", host=host_of(self.endpoint), model=self.name)
            if self._caller is None:
                try:
                    from rodedraad.adapters.calling import Caller  # noqa: PLC0415  most runs ask no model
                except ImportError:
                    return ModelUnavailable("endpoint.not_installed")
                self._caller = Caller(
                    name=self.name, endpoint=self.endpoint, key=self._key, timeout_seconds=self._timeout_seconds
                )
            return self._caller


def _is_rejected(outcome: Completion | ModelError) -> bool:
    return isinstance(outcome, InvalidReply) and outcome.message.code == "model.rejected"


def _is_installed(part: str) -> bool:
    try:
        return find_spec(part) is not None
    except (ImportError, ValueError):
        return False
