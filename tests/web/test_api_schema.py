"""The published description holds: what it allows is never answered by a failure, and every answer is as it says.

Schemathesis draws requests from the description, good ones and bad ones, and holds each answer against it.
"""

import shutil

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from web_site import LETTER, VISION, built, opened, run

from rodedraad.web.api.description import document

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
)
EXAMPLES = 10
"""Of each operation, beside those of the edges: a minute in all on two slow processors."""


class Later:
    """The application, which there is once a test begins; the operations are known before."""

    app = None

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)


later = Later()
api = schemathesis.openapi.from_dict(document())
api.app = later


BASE = "http://127.0.0.1:8800/api/v1"


@pytest.fixture(scope="module", autouse=True)
def site(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "dossier"
    made = opened(built(path, brief=LETTER, **{"visie.txt": VISION}))
    made.app.state.workspace.renewal.ask = lambda: None  # what is written is counted by other tests
    later.app = made.app
    return made


@api.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_the_description_says_holds(case):
    case.call_and_validate(base_url=BASE, checks=CHECKS)


def closed(part):
    """A description in which no object has a key that it does not name."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    own = {key: closed(one) for key, one in part.items()}
    return {"additionalProperties": False, **own} if part.get("type") == "object" and "properties" in part else own


def test_every_key_that_goes_out_is_described(lodermond, tmp_path):
    path = shutil.copytree(lodermond, tmp_path / "dossier")
    run("propose", path)
    site = opened(path)
    site.app.state.workspace.renewal.ask = lambda: None  # as above
    statement = site.get("/api/v1/statements").json()["items"][0]["id"]
    site.post("/api/v1/corrections", json={"kind": "edit", "targets": [statement], "values": {"type": "ambition"}})
    exact = schemathesis.openapi.from_dict(closed(document()))
    exact.app = site.app
    for address, operations in document()["paths"].items():
        if "get" not in operations or address == "/openapi.json":
            continue
        query = {"q": "Wanneer sluit de kooksfabriek?"} if address in ("/ask", "/search") else {}
        own = {"id": first(site, address)} if "{id}" in address else {"label": "1"} if "{label}" in address else {}
        answer = exact[address]["GET"].Case(path_parameters=own, query=query).call_and_validate(base_url=BASE)
        assert answer.status_code == 200, address
        told = answer.json()
        assert told.get("items", told), f"{address} has none to look at"
    assert site.get(f"/api/v1/statements/{statement}").json()["awaited"]["type"] == "ambition"


def first(site, address):
    """The id of the first record of the list that an address is of."""
    return site.get(f"/api/v1/{address.split('/')[1]}").json()["items"][0]["id"]


def test_the_description_is_what_is_published_and_says_what_the_design_rules_ask(site):
    told = site.get("/api/v1/openapi.json").json()
    assert told == document()
    assert told["openapi"].startswith("3.1")
    assert (told["info"]["version"], told["servers"][0]["url"]) == ("1.0.0", "/api/v1")
    assert {"contact", "license", "description"} <= told["info"].keys()
    for path, operations in told["paths"].items():
        for operation in operations.values():
            assert operation["description"], path
            assert [one["name"] for one in operation.get("parameters", ()) if not one.get("description")] == [], path
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"], path
                else:
                    assert "API-Version" in answer["headers"], path
