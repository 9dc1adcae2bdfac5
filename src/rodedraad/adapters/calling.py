"""Asking an endpoint over the network: one event loop in a thread of its own, and every foreign error by one table.

Imported at the first question only: the libraries take 1.5 seconds and 70 MB.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpx2
import openai
from pydantic_ai import exceptions as foreign
from pydantic_ai.direct import model_request
from pydantic_ai.messages import ModelRequest, ModelResponse, TextPart, UserPromptPart
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings

from rodedraad import __version__
from rodedraad.adapters.echoed import Echo
from rodedraad.endpoints import host_of, leaves_house
from rodedraad.errors import InvalidReply, ModelBusy, ModelError, ModelUnavailable
from rodedraad.records import Completion, Prompt

MOST_BYTES = 1 << 20
"""A reply above this is not read on, whatever was asked."""
_FRAME_BYTES, _TOKEN_BYTES = 1 << 18, 64
"""What a reply may have besides its words (a page that stands in its place is no reply), and per token that was asked: one is
some 4 bytes, and 12 where it is escaped."""
_most_bytes: ContextVar[int] = ContextVar("most_bytes", default=MOST_BYTES)
"""What the reply to the question that is under way may be: one that is longer costs more than was asked, and ends the run."""

LONGEST_WAIT_SECONDS = 86_400.0
MARGIN_SECONDS = 10.0
"""How much longer than a question may take its answer is waited for, should the thread that asks it hang."""

_CONNECT_SECONDS = 10.0
_MOST_CONNECTIONS = 64
_MOST_TOKENS = 1_000_000_000
_SHOWN_CHARS = 200
_SENT_HEADERS = frozenset({"host", "content-type", "content-length", "transfer-encoding", "accept", "connection"})
"""The libraries also tell which system, versions and organisation ask; nobody needs that to answer."""

_NEW_TOKEN_FIELD = ("openai.com", "azure.com")
"""Here the bound on a reply is called max_completion_tokens; every other server still knows max_tokens."""

_TOO_LONG = re.compile(r"context (?:size|length|window)", re.IGNORECASE)
"""How servers word it that the library does not know, llama.cpp among them."""

_SCHEMA_IN_WORDS = "Reply with one JSON object and nothing else: no explanation, no Markdown. Its JSON schema is:\n"


class Oversized(Exception):
    """More bytes than a reply may have."""


class Packed(Exception):
    """A reply in a compression that was not asked for: it could unpack to any size."""


Row = tuple[type[BaseException], type[ModelError], str]

TABLE: tuple[Row, ...] = (
    (Oversized, ModelUnavailable, "model.too_large"),
    (Packed, ModelUnavailable, "model.packed"),
    (ssl.SSLEOFError, ModelBusy, "model.lost"),
    (ssl.SSLZeroReturnError, ModelBusy, "model.lost"),
    (ssl.SSLError, ModelUnavailable, "model.no_trust"),
    (socket.gaierror, ModelUnavailable, "model.no_host"),
    (TimeoutError, ModelBusy, "model.silent"),
    (httpx2.TimeoutException, ModelBusy, "model.silent"),
    (openai.APITimeoutError, ModelBusy, "model.silent"),
    (foreign.ModelTimeoutError, ModelBusy, "model.silent"),
    (foreign.ModelRequestTimeout, ModelBusy, "model.silent"),
    (httpx2.ConnectError, ModelUnavailable, "model.no_connection"),
    (httpx2.ProxyError, ModelUnavailable, "model.no_proxy"),
    (httpx2.UnsupportedProtocol, ModelUnavailable, "model.no_connection"),
    (httpx2.LocalProtocolError, ModelUnavailable, "model.refused"),
    (httpx2.InvalidURL, ModelUnavailable, "model.no_connection"),
    (httpx2.TooManyRedirects, ModelUnavailable, "model.moved"),
    (httpx2.DecodingError, ModelBusy, "model.no_json"),
    (httpx2.TransportError, ModelBusy, "model.lost"),
    (httpx2.StreamError, ModelBusy, "model.lost"),
    (foreign.ModelQuotaExceededError, ModelUnavailable, "model.no_credit"),
    (foreign.ModelRateLimitError, ModelBusy, "model.too_many"),
    (foreign.ModelAuthenticationError, ModelUnavailable, "model.no_key"),
    (foreign.ModelNotFoundError, ModelUnavailable, "model.unknown"),
    (foreign.ModelContextWindowExceededError, InvalidReply, "model.too_long"),
    (foreign.ModelRequestRejectedError, InvalidReply, "model.rejected"),
    (foreign.ModelUnavailableError, ModelBusy, "model.failing"),
    (foreign.ModelServerError, ModelBusy, "model.failing"),
    (foreign.ModelConnectionError, ModelBusy, "model.lost"),
    (openai.APIConnectionError, ModelBusy, "model.lost"),
    (foreign.ContentFilterError, InvalidReply, "model.declined"),
    (foreign.ModelHTTPError, ModelUnavailable, "model.refused"),
    (openai.APIStatusError, ModelUnavailable, "model.refused"),
    (foreign.ModelAPIError, ModelBusy, "model.no_json"),
    (foreign.UnexpectedModelBehavior, ModelBusy, "model.not_understood"),
    (foreign.AgentRunError, ModelBusy, "model.not_understood"),
    (openai.OpenAIError, ModelBusy, "model.not_understood"),
    (httpx2.HTTPError, ModelBusy, "model.not_understood"),
    (json.JSONDecodeError, ModelBusy, "model.no_json"),
    (OSError, ModelBusy, "model.lost"),
    (asyncio.CancelledError, ModelUnavailable, "model.closed"),
    (CancelledError, ModelUnavailable, "model.closed"),
    (Exception, ModelBusy, "model.not_understood"),
)
"""What went wrong, what that is to us, and the code of its sentence. The first row that any of the causes is counts.

Garbage is a server that fails, and may be a page that a server in between puts up for a minute. An InvalidReply is the
model's own answer to this prompt, which it would give again.
"""

STATUSES: dict[int, tuple[type[ModelError], str]] = {
    **dict.fromkeys(range(300, 400), (ModelUnavailable, "model.moved")),
    408: (ModelBusy, "model.silent"),
    409: (ModelBusy, "model.failing"),
    413: (InvalidReply, "model.too_long"),
    425: (ModelBusy, "model.failing"),
}
"""What a status means that has no row of its own above; any other is a refusal."""


class Caller:
    """Asks one model at one endpoint, from any thread. Nothing of it is raised but by mistake: outcomes are returned."""

    def __init__(self, *, name: str, endpoint: str, key: str | None, timeout_seconds: float) -> None:
        self._name = name
        self._host = host_of(endpoint)
        self._echo = Echo(key or "")
        self._key = key
        self._timeout_seconds = timeout_seconds
        self._client = _client(endpoint, has_key=key is not None, timeout_seconds=timeout_seconds)
        self._model = _model(name, endpoint, key, self._client)
        self._is_closed = False
        self._closing = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rodedraad-model", daemon=True)
        self._thread.start()

    def ask(self, prompt: Prompt, *, is_structured: bool) -> Completion | ModelError:
        """What the model answers, or the error that it comes to."""
        with self._closing:  # what is put on the loop before it is closed is ended with it; later nothing is put there
            if self._is_closed:
                return self._error(ModelUnavailable, "model.closed")
            question = self._asked(prompt, is_structured=is_structured)
            future = asyncio.run_coroutine_threadsafe(question, self._loop)
        try:
            return future.result(self._timeout_seconds + MARGIN_SECONDS)
        except CancelledError:
            return self._error(ModelUnavailable, "model.closed")
        except TimeoutError:  # the loop itself hangs, or was stopped under this question
            future.cancel()
            return self._error(ModelBusy, "model.silent", seconds=self._timeout_seconds)
        except BaseException:  # Ctrl-C: nobody waits for the answer any more
            future.cancel()
            raise

    def close(self) -> None:
        """Ends what is under way, and lets go of the connections and the thread. It hides no error that ended a run."""
        with self._closing:
            if self._is_closed:
                return
            self._is_closed = True
            ended = asyncio.run_coroutine_threadsafe(self._ended(), self._loop)
        try:
            with suppress(Exception):
                ended.result(_CONNECT_SECONDS)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_CONNECT_SECONDS)
            if not self._thread.is_alive():
                self._loop.close()

    async def _ended(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._client.aclose()

    async def _asked(self, prompt: Prompt, *, is_structured: bool) -> Completion | ModelError:
        _most_bytes.set(min(MOST_BYTES, _FRAME_BYTES + _TOKEN_BYTES * prompt.most_tokens))
        try:
            async with asyncio.timeout(self._timeout_seconds):
                response = await model_request(
                    self._model,
                    _messages(prompt, is_structured=is_structured),
                    model_settings=self._settings(prompt),
                    model_request_parameters=_parameters(prompt.schema, is_structured=is_structured),
                    instrument=False,
                )
            return self._read(response, prompt)
        except Exception as error:  # noqa: BLE001  the table has a row for each, and the port promises no other
            return self._translated(error)

    def _settings(self, prompt: Prompt) -> ModelSettings:
        settings = ModelSettings(max_tokens=prompt.most_tokens, timeout=self._timeout_seconds, max_retries=0)
        if not self._model.profile.get("openai_supports_reasoning", False):  # those refuse a temperature
            settings["temperature"] = 0.0
        return settings

    def _read(self, response: ModelResponse, prompt: Prompt) -> Completion | ModelError:
        """The text that was said; what a model thought aloud before it is no part of the answer.

        Nothing of a reply that repeats the key is handed on, and the run ends: what is kept of it may be mailed.
        """
        if response.finish_reason == "content_filter":
            return self._error(InvalidReply, "model.declined")
        text = "".join(part.content for part in response.parts if isinstance(part, TextPart))
        if self._echo.is_in(text, sent=f"{prompt.instructions}\n{prompt.data}\n{prompt.schema}"):
            return self._error(ModelUnavailable, "model.repeats_key")
        is_cut_off = response.finish_reason == "length"
        if not text.strip() and not is_cut_off:
            return self._error(InvalidReply, "model.no_words")
        usage = response.usage
        is_counted = not getattr(usage, "unmeasured_requests", 0)
        tokens_in = _tokens(usage.input_tokens) if is_counted else None
        tokens_out = _tokens(usage.output_tokens) if is_counted else None
        return Completion(text=text, tokens_in=tokens_in, tokens_out=tokens_out, is_cut_off=is_cut_off)

    def _translated(self, error: BaseException) -> ModelError:
        causes = tuple(_causes(error))
        _, kind, code = row_of([type(one) for one in causes])
        status = next((found for one in causes if isinstance(found := getattr(one, "status_code", None), int)), None)
        if code == "model.refused" and status in STATUSES:
            kind, code = STATUSES[status]
        values: dict[str, str | int | float] = {}
        if code in ("model.refused", "model.failing", "model.rejected"):
            values["status"] = status or 0
        if code == "model.rejected":
            values["reason"] = reason = self._reason(causes)
            if _TOO_LONG.search(reason):
                return self._error(InvalidReply, "model.too_long")
        if code == "model.silent":
            values["seconds"] = self._timeout_seconds
        return self._error(kind, code, wait_seconds=_wait_seconds(causes), **values)

    def _error(
        self, kind: type[ModelError], code: str, *, wait_seconds: float | None = None, **values: str | float
    ) -> ModelError:
        named = {"host": self._host, "model": self._name, **values}
        return ModelBusy(code, wait_seconds=wait_seconds, **named) if kind is ModelBusy else kind(code, **named)

    def _reason(self, causes: tuple[BaseException, ...]) -> str:
        """What the endpoint said was wrong, cut short; its words are a stranger's, and may repeat our key."""
        body: Any = next((found for one in causes if (found := getattr(one, "body", None)) is not None), None)
        body = body.get("error", body) if isinstance(body, dict) else body
        said = body.get("message", "") if isinstance(body, dict) else ""
        words = "".join(sign if sign.isprintable() else " " for sign in str(said))
        words = words.replace(self._key, "***") if self._key else words  # before it is cut, which may be within the key
        if self._echo.is_in(words):
            return "***"
        return " ".join(words.split())[:_SHOWN_CHARS] or "?"


def row_of(kinds: Sequence[type[BaseException]]) -> Row:
    """The row of the table for an error and its causes, of these kinds."""
    return next(row for row in TABLE if any(issubclass(kind, row[0]) for kind in kinds))


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        waiting += [cause for cause in (one.__cause__, one.__context__) if cause is not None]


def _client(endpoint: str, *, has_key: bool, timeout_seconds: float) -> httpx2.AsyncClient:
    """A client that goes to one address, sends nothing that it need not, and reads no more than a reply may be.

    A proxy that the system names is used, but never to reach this machine.
    """
    sent = _SENT_HEADERS | ({"authorization"} if has_key else set())

    async def bare(request: httpx2.Request) -> None:
        for name in [name for name in request.headers if name.lower() not in sent]:
            del request.headers[name]
        request.headers["User-Agent"] = f"rodedraad/{__version__}"
        request.headers["Accept-Encoding"] = "identity"

    async def bounded(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise Packed
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(response.stream)

    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(timeout_seconds, connect=min(_CONNECT_SECONDS, timeout_seconds)),
        limits=httpx2.Limits(max_connections=_MOST_CONNECTIONS, max_keepalive_connections=_MOST_CONNECTIONS),
        event_hooks={"request": [bare], "response": [bounded]},
        follow_redirects=False,
        trust_env=leaves_house(endpoint),
    )


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends in an error once it is more than a reply may be, whatever length it announced."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream
        self._most = _most_bytes.get()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        held = 0
        async for piece in self._stream:
            held += len(piece)
            if held > self._most:
                raise Oversized
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


def _model(name: str, endpoint: str, key: str | None, client: httpx2.AsyncClient) -> OpenAIChatModel:
    """The library's model, with everything off that it would do by itself."""
    sdk = openai.AsyncOpenAI(base_url=endpoint, api_key=key or "none", http_client=client, max_retries=0)
    is_new = host_of(endpoint).partition(":")[0].endswith(_NEW_TOKEN_FIELD)
    profile = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=is_new)
    return OpenAIChatModel(name, provider=OpenAICompatibleProvider("endpoint", openai_client=sdk, profile=profile))


def _messages(prompt: Prompt, *, is_structured: bool) -> list[Any]:
    instructions = prompt.instructions
    if not is_structured:
        instructions = f"{instructions}\n\n{_SCHEMA_IN_WORDS}{prompt.schema}"
    return [ModelRequest(parts=[UserPromptPart(content=prompt.data)], instructions=instructions)]


@cache
def _parameters(schema: str, *, is_structured: bool) -> ModelRequestParameters:
    """As many as there are tasks: a schema is the same for every prompt of one."""
    if not is_structured:
        return ModelRequestParameters()
    shape = OutputObjectDefinition(json_schema=json.loads(schema), name="reply")
    return ModelRequestParameters(output_mode="native", output_object=shape, allow_text_output=False)


def _tokens(count: int) -> int | None:
    """A count that can be one; an endpoint may say anything."""
    return count if 0 <= count < _MOST_TOKENS else None


def _wait_seconds(causes: tuple[BaseException, ...]) -> float | None:
    """What the endpoint asks us to wait (a number of seconds, or the time of a date), at most a day."""
    for one in causes:
        asked = getattr(one, "retry_after", None)
        if isinstance(asked, float):  # the library gives no other than what can be waited for
            return min(asked, LONGEST_WAIT_SECONDS)
    return None
