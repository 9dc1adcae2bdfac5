"""What a test of the endpoint adapter asks, and what comes of it."""

from endpoint import Endpoint

from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.errors import ModelError
from rodedraad.records import Prompt

SCHEMA = '{"additionalProperties":false,"properties":{"a":{"type":"string"}},"required":["a"],"type":"object"}'


PROMPT = Prompt(task="title", instructions="Give a title.", data="«Wij willen rust.»", schema=SCHEMA, most_tokens=50)


KEY = "sk-4f9c-very-secret-8d1e"


GOOD = '{"a":"Rust"}'


def said(answer, *, seconds=20.0, key=None, count=1, **options):
    """What comes of asking an endpoint that answers so: the last completion or error, and the endpoint."""
    script = answer if callable(answer) else lambda _: answer
    with (
        Endpoint(script) as server,
        EndpointModel(name="m", endpoint=server.url, key=key, timeout_seconds=seconds, **options) as model,
    ):
        for _ in range(count):
            try:
                outcome = model.complete(PROMPT)
            except ModelError as error:
                outcome = error
        return outcome, server
