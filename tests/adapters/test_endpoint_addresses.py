"""What may be the address, the name and the key of a model, before anything is sent; no secret is ever repeated."""

import pytest

from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.endpoints import address, host_of, leaves_house
from rodedraad.errors import WrongUse
from rodedraad.wording import word


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1"),
        ("http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1"),
        (" https://api.example.org/v1/chat/completions ", "https://api.example.org/v1"),
        ("https://API.example.org/openai/v1", "https://api.example.org/openai/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("http://10.0.0.7:8000/v1", "http://10.0.0.7:8000/v1"),
        ("http://gpu:8000/v1", "http://gpu:8000/v1"),
        ("http://gpu.gemeente.internal/v1", "http://gpu.gemeente.internal/v1"),
    ],
)
def test_an_address_is_written_in_one_way(given, asked):
    assert address(given) == asked
    assert address(asked) == asked


SECRET = "geheim-9f3a7"  # noqa: S105  the test looks for it in what is said


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "no_address"),
        ("localhost:11434", "no_address"),
        ("ftp://example.org", "no_address"),
        ("file:///etc/passwd", "no_address"),
        ("http://", "no_address"),
        ("http://:80/v1", "no_address"),
        ("https://example.org:99999/v1", "no_address"),
        ("https://example.org:0/v1", "no_address"),
        ("https://example.org:x/v1", "no_address"),
        ("https://exa mple.org/v1", "no_address"),
        ("https://example.org/v1\nHost: x", "no_address"),
        ("https://exámple.org/v1", "no_address"),
        ("https://example.org\\@evil.org/v1", "no_address"),
        ("https://example%2eorg/v1", "no_address"),
        ("http://[::1/v1", "no_address"),
        ("https://example.org/" + "a" * 600, "no_address"),
        (f"https://me:{SECRET}@example.org/v1", "key_in_address"),
        (f"https://{SECRET}@example.org/v1", "key_in_address"),
        (f"https://example.org/v1?api_key={SECRET}", "key_in_address"),
        (f"https://example.org/v1?access_token={SECRET}", "key_in_address"),
        (f"https://example.org/v1#key={SECRET}", "key_in_address"),
        ("https://example.org/v1?version=2", "query"),
        ("http://example.org/v1", "in_the_open"),
        ("http://8.8.8.8/v1", "in_the_open"),
        ("http://0.0.0.0/v1", "in_the_open"),
        ("http://[2001:4860:4860::8888]/v1", "in_the_open"),
    ],
)
def test_what_is_no_address_is_refused_without_repeating_a_secret(given, code):
    with pytest.raises(WrongUse) as error:
        EndpointModel(name="m", endpoint=given)
    assert error.value.message.code == f"endpoint.{code}"
    assert SECRET not in word(error.value.message, "nl") + str(error.value)


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("http://localhost:11434/v1", False),
        ("http://llm.localhost/v1", True),
        ("http://127.0.0.1/v1", False),
        ("http://127.8.8.8/v1", False),
        ("http://[::1]/v1", False),
        ("http://[::ffff:127.0.0.1]/v1", False),
        ("http://192.168.1.7/v1", True),
        ("http://gpu/v1", True),
        ("https://localhost.example.org/v1", True),
        ("https://127.0.0.1.example.org/v1", True),
        ("https://api.example.org/v1", True),
        ("https://2130706433/v1", True),
    ],
)
def test_only_what_is_surely_this_machine_does_not_leave_the_house(url, leaves):
    assert leaves_house(url) is leaves


def test_a_host_is_told_with_its_port():
    assert host_of("https://API.example.org:8443/v1") == "api.example.org:8443"


@pytest.mark.parametrize("key", ["", "a b", "a\nb", "sleutel\u2028", "é", "x" * 5000])
def test_a_key_that_could_write_headers_is_refused_without_repeating_it(key):
    with pytest.raises(WrongUse) as error:
        EndpointModel(name="m", endpoint="http://localhost/v1", key=key)
    assert error.value.message.code == "endpoint.key_form"
    assert not key or key not in word(error.value.message, "nl")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201, "a\u202eb"])
def test_a_model_without_a_name_is_refused(name):
    with pytest.raises(WrongUse) as error:
        EndpointModel(name=name, endpoint="http://localhost/v1")
    assert error.value.message.code == "endpoint.no_model"
