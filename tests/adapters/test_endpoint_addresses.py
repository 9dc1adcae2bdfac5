"""What may be the address, the name and the key of a model, before anything is sent; no secret is ever repeated."""

import base64
import string
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.endpoints import address, host_of, is_loopback, is_same, is_secret, leaves_house
from rodedraad.errors import WrongUse
from rodedraad.wording import word

SECRET = "geheim-9f3a7"  # noqa: S105  the test looks for it in what is said


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
        ("https://api.example.org:443/v1", "https://api.example.org/v1"),
        ("http://gpu:80/v1", "http://gpu/v1"),
        ("http://gpu:443/v1", "http://gpu:443/v1"),
        ("https://api.example.org:/v1", "https://api.example.org/v1"),
        ("https://[2001:DB8::1]:443/v1", "https://[2001:db8::1]/v1"),
        ("https://api-something-long.example/v1", "https://api-something-long.example/v1"),
        ("https://key-value-store-2026.example/v1", "https://key-value-store-2026.example/v1"),
        (
            "https://abc123def456ghi789jkl012-8000.proxy.example/v1",
            "https://abc123def456ghi789jkl012-8000.proxy.example/v1",
        ),
        ("https://xn--exmple-qta.org/v1", "https://xn--exmple-qta.org/v1"),
        ("http://gpu.gemeente.internal/v1", "http://gpu.gemeente.internal/v1"),
    ],
)
def test_an_address_is_written_in_one_way(given, asked):
    assert address(given) == asked
    assert address(asked) == asked


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
        ("https://exámple.org/v1", "not_ascii"),
        ("https://ехаmple.org/v1", "not_ascii"),
        ("https://example.org/vé", "not_ascii"),
        ("https://example。org/v1", "not_ascii"),
        (f"https://me:{SECRET}@exámple.org/v1", "not_ascii"),
        ("https://example.org:65536/v1", "no_address"),
        ("https://example.org:-1/v1", "no_address"),
        ("https://example.org:443:443/v1", "no_address"),
        ("https://example..org/v1", "no_address"),
        ("https://-example.org/v1", "no_address"),
        ("https://example.org,evil.example/v1", "no_address"),
        ("https://example.org;evil.example/v1", "no_address"),
        ("https://example.org/v1/../../elsewhere", "no_address"),
        ("https://example.org/./v1", "no_address"),
        ("http://::1/v1", "no_address"),
        ("http://[::1]x/v1", "no_address"),
        ("http://x[::1]/v1", "no_address"),
        ("http://[::1]]/v1", "no_address"),
        ("http://[localhost]/v1", "no_address"),
        ("http://[fe80::1%25eth0]/v1", "no_address"),
        ("http://[v1.x]/v1", "no_address"),
        ("http://134744072/v1", "no_address"),  # 8.8.8.8 to those who look it up, and in the own network to us
        ("http://0x08080808/v1", "no_address"),
        ("http://8.8.2056/v1", "no_address"),
        ("http://127.0.0.1.9/v1", "no_address"),
        (f"https:/me:{SECRET}@example.org/v1", "no_address"),
        (f"https//me:{SECRET}@example.org/v1", "no_address"),
        (f"htps://me:{SECRET}@example.org/v1", "no_address"),
        (f"me:{SECRET}@example.org", "no_address"),
        (f"https://me:{SECRET}@example.org:99999/v1", "no_address"),
        (f"https://me:{SECRET}@[::1/v1", "no_address"),
        ("https://example.org\\@evil.org/v1", "no_address"),
        ("https://example%2eorg/v1", "no_address"),
        ("http://[::1/v1", "no_address"),
        ("https://example.org/" + "a" * 600, "no_address"),
        (f"https://me:{SECRET}@example.org/v1", "key_in_address"),
        (f"https://{SECRET}@example.org/v1", "key_in_address"),
        (f"https://example.org/v1?api_key={SECRET}", "key_in_address"),
        (f"https://example.org/v1?access_token={SECRET}", "key_in_address"),
        (f"https://example.org/v1#key={SECRET}", "key_in_address"),
        ("https://@example.org/v1", "key_in_address"),
        (f"https://:{SECRET}@example.org/v1", "key_in_address"),
        (f"https://sk-{SECRET}/v1", "key_in_address"),
        (f"https://example.org/sk-{SECRET}/v1", "key_in_address"),
        ("https://example.org/6f1c2a34-9b7d-4e21-8c55-0d9e7a1b2c3d/v1", "key_in_address"),
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
    ],
)
def test_only_what_is_surely_this_machine_does_not_leave_the_house(url, leaves):
    assert leaves_house(url) is leaves


@pytest.mark.parametrize("url", ["http://[::1/v1", "http://[", "//", "", "\0", "http://[::1]x]/v1", "https://x:y:z"])
def test_what_another_copy_wrote_for_an_address_is_not_this_machine_and_ends_nothing(url):
    # The page of an export and the list of what was sent ended in a traceback.
    assert is_loopback(url) is False


NAMES = [
    "gpt-4.1-mini-2025-04-14", "meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo", "Qwen/Qwen3-30B-A3B-Instruct-2507-FP8",
    "hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M", "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", "api-model-for-provinces",
    "mlx-community/Llama-3.3-70B-Instruct-abliterated-4bit", "anthropic/claude-3.5-sonnet:beta", "key-value-large-2026-instruct",
    "nvidia/Llama-3_3-Nemotron-Super-49B-v1_5", "mixtral-8x22b-instruct-v0.1-awq", "meertalig-taalmodel-voor-gemeenten-en-provincies",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_model_is_no_secret(name):
    assert not is_secret(name)


@given(st.randoms(use_true_random=False))
def test_what_is_drawn_by_lot_is_a_secret_in_whatever_signs(draw):
    # UUIDs and keys with dashes in them went through.
    raw = draw.randbytes(32)
    letters = "".join(draw.choices(string.ascii_letters, k=36))
    for token in (
        str(uuid.UUID(bytes=raw[:16])),
        raw[:12].hex(),
        f"sk-{raw[:4].hex()}",
        f"Bearer {raw[:6].hex()}",
        f"hf_{letters}",
        base64.b64encode(raw).decode(),
        base64.urlsafe_b64encode(raw).decode().rstrip("="),
        f"org/{uuid.UUID(bytes=raw[16:])}:latest",
    ):
        if not token.isalpha() and any(sign.isdigit() for sign in token):
            assert is_secret(token), token


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


def test_two_addresses_are_one_only_where_all_of_them_is():
    asked = "https://api.example.org/v1"
    assert all(
        is_same(asked, one) for one in (asked, f"{asked}/", "https://API.example.org:443", f"{asked}/chat/completions")
    )
    others = [
        "https://api.example.org/v2",
        "https://api.example.org:444/v1",
        "http://api/v1",
        "",
        "http://[::1/v1",
        "https://gpu",
    ]
    assert [one for one in others if is_same(asked, one) or is_same(one, asked)] == []
    assert not is_same("", "")
