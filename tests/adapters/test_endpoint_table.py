"""Every error of the libraries, every status and every missing library has its place in our table."""

import inspect
import socket
import ssl
import subprocess
import sys

import httpx2
import openai
import pytest
from adapters.asked import SCHEMA
from endpoint import Endpoint, Scripted
from pydantic_ai import exceptions as foreign

from rodedraad.adapters import calling
from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.errors import InvalidReply, MissingExtra, ModelBusy, ModelUnavailable
from rodedraad.records import Prompt
from rodedraad.wording import catalogue, word


def test_the_libraries_are_read_at_the_first_question_only():
    code = (
        "import sys; from rodedraad.adapters.endpoint import EndpointModel as M;"
        "m = M(name='m', endpoint='http://localhost:1');"
        "print([n for n in ('pydantic_ai', 'openai', 'httpx2', 'pydantic') if n in sys.modules]); m.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("missing", ["pydantic_ai", "openai", "httpx2"])
def test_without_the_extra_the_sentence_says_what_to_install(missing, monkeypatch):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra) as error:
        EndpointModel(name="m", endpoint="http://localhost:1/v1")
    assert "Install rodedraad[genai]" in word(error.value.message, "en")


def _foreign():
    """Every exception that the libraries can raise at us."""
    for module in (foreign, openai, httpx2, ssl, socket):
        for name, one in list(vars(module).items()):  # a lazy module grows while it is read
            if inspect.isclass(one) and issubclass(one, Exception) and not issubclass(one, Warning) and name[0] != "_":
                yield one


OF_AGENTS = {
    "ModelRetry", "CallDeferred", "ApprovalRequired", "SkipModelRequest", "RetryModelRequest", "SkipToolValidation",
    "SkipToolExecution", "ToolFailed", "ToolRetryError", "ToolFailedError", "UserError", "FallbackExceptionGroup",
    "UndrainedPendingMessagesError", "ExceptionGroup", "CookieConflict", "InvalidWebhookSignatureError",
}  # fmt: skip
"""Raised by agents and their tools, of which there are none here, or by a wrong call of ours."""


def test_the_table_has_a_row_for_every_error_of_the_libraries():
    rows = {one: calling.row_of([one]) for one in set(_foreign())}
    assert len(rows) > 70
    assert {one.__name__ for one, row in rows.items() if row[0] is Exception} <= OF_AGENTS
    assert {code for _, _, code in calling.TABLE} <= catalogue().keys()
    assert {code for _, code in calling.STATUSES.values()} <= catalogue().keys()
    assert {kind for _, kind, _ in calling.TABLE} == {ModelUnavailable, ModelBusy, InvalidReply}


def test_every_row_of_the_table_is_the_first_for_something():
    """A row below one that takes everything it could is dead, and hides that somebody thought of it."""
    for index, (kind, _, _) in enumerate(calling.TABLE):
        above = [row[0] for row in calling.TABLE[:index] if issubclass(kind, row[0])]
        assert above == [], kind


def test_every_status_becomes_one_of_our_errors():
    statuses = [*range(300, 310), *range(400, 432), 451, 499, *range(500, 512), 529, 599]
    with (
        Endpoint(lambda body: Scripted(status=int(body["messages"][1]["content"]), body=b"no")) as server,
        EndpointModel(name="m", endpoint=server.url, is_structured=False) as model,
    ):
        for status in statuses:
            prompt = Prompt(task="title", instructions="x", data=str(status), schema=SCHEMA, most_tokens=9)
            with pytest.raises((ModelUnavailable, ModelBusy, InvalidReply)) as error:
                model.complete(prompt)
            assert error.value.message.code not in ("model.not_understood", "model.no_json"), status
