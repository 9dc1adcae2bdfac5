"""Keys come out of the environment or a keyring, which may be absent, locked, broken or silent; they show nowhere."""

import io
import sys
import threading
import time

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from rodedraad.adapters import keys
from rodedraad.cli import run
from rodedraad.errors import MissingExtra, ModelUnavailable, StoreError, WrongUse
from rodedraad.wording import word

FAR, NEAR = "https://api.example.org/v1", "http://localhost:11434/v1"
KEY = "sk-4f9c-very-secret-8d1e"


class MemoryKeyring(KeyringBackend):
    priority = 1

    def __init__(self, error=None):
        self.held = {}
        self.error = error

    def _checked(self):
        if self.error:
            raise self.error

    def get_password(self, service, username):
        self._checked()
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self._checked()
        self.held[service, username] = password

    def delete_password(self, service, username):
        self._checked()
        del self.held[service, username]


@pytest.fixture
def ring(monkeypatch):
    monkeypatch.delenv(keys.VARIABLE, raising=False)
    made = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


ELSEWHERE = [
    "https://api.example.org/v2",
    "https://api.example.org/v1/evil",
    "https://api.example.org",
    "https://api.example.org/V1",
    "https://api.example.org:8443/v1",
    "https://api.example.org./v1",
    "https://example.org/v1",
    "https://evil.example/v1",
    "https://api.example.org.evil.example/v1",
    NEAR,
]


def test_a_key_is_kept_for_one_address_and_found_there_only(ring):
    # It stood under the host: a mailed dossier that named another path there, where somebody else may listen, got it unasked.
    asked = "https://api.example.org/openai/v1"
    assert keys.key_for(asked) is None
    assert keys.keep("https://API.example.org:443/openai/v1/chat/completions", f" {KEY}\n") == asked
    assert ring.held == {("rodedraad", asked): KEY}
    assert keys.key_for(f"{asked}/") == keys.key_for(asked) == KEY
    assert keys.has_kept(asked)
    assert [other for other in ELSEWHERE if keys.key_for(other) or keys.has_kept(other) or keys.forget(other)] == []
    assert (keys.forget(asked), keys.forget(asked), keys.key_for(asked)) == (True, False, None)


def test_a_key_for_https_is_none_for_http(ring):
    keys.keep("https://gpu/v1", KEY)
    assert len(ring.held) == 1
    assert keys.key_for("http://gpu/v1") is None
    assert keys.key_for("http://gpu:443/v1") is None


def test_the_environment_goes_before_the_keyring_and_asks_nothing_of_it(ring, monkeypatch):
    ring.error = KeyringLocked()
    monkeypatch.setenv(keys.VARIABLE, f"{KEY}\n")
    assert keys.key_for(FAR) == KEY
    monkeypatch.setenv(keys.VARIABLE, "  ")
    with pytest.raises(ModelUnavailable):
        keys.key_for(FAR)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyringLocked("no"), "key.locked"),
        (InitError("no"), "key.locked"),
        (RuntimeError(f"dbus {KEY}"), "key.failed"),
        (OSError(5, "no"), "key.failed"),
    ],
)
def test_a_keyring_that_fails_is_said_in_one_sentence(ring, error, code):
    ring.error = error
    with pytest.raises(ModelUnavailable) as refused:
        keys.key_for(FAR)
    assert refused.value.message.code == code
    assert keys.key_for(NEAR) is None, "a model on this machine needs no key"
    for act in (lambda: keys.keep(FAR, KEY), lambda: keys.forget(FAR)):
        with pytest.raises(StoreError) as refused:
            act()
        assert refused.value.message.code == code
        assert KEY not in word(refused.value.message, "nl") + str(refused.value)
        assert (refused.value.__cause__, refused.value.__suppress_context__) == (None, True)


def test_where_there_is_no_keyring_there_is_no_key_and_none_can_be_kept(ring):
    ring.error = NoKeyringError("none")
    assert keys.key_for(FAR) is None
    with pytest.raises(StoreError) as refused:
        keys.keep(FAR, KEY)
    assert refused.value.message.code == "key.no_keyring"
    assert keys.VARIABLE in word(refused.value.message, "nl")


def test_a_keyring_that_is_a_file_is_none(ring):
    type(ring).__module__, before = "keyrings.alt.file", type(ring).__module__
    try:
        ring.held["rodedraad", FAR] = KEY
        assert keys.key_for(FAR) is None
        with pytest.raises(StoreError):
            keys.keep(FAR, KEY)
    finally:
        type(ring).__module__ = before


def test_a_keyring_that_never_answers_holds_nobody_up(ring, monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(keys, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(ring, "_checked", lambda: over.wait(20))
    began = time.monotonic()
    with pytest.raises(ModelUnavailable) as refused:
        keys.key_for(FAR)
    over.set()
    assert (refused.value.message.code, time.monotonic() - began < 10) == ("key.silent", True)


def test_without_the_library_there_is_no_key_and_keeping_one_says_what_to_install(ring, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert ring.held == {}
    assert keys.key_for(FAR) is None
    with pytest.raises(MissingExtra) as refused:
        keys.keep(FAR, KEY)
    assert "rodedraad[genai]" in word(refused.value.message, "en")


@pytest.mark.parametrize("key", ["", "  ", "a b", "a\nb", "é", "x" * 5000])
def test_what_can_be_no_key_is_refused(ring, key):
    with pytest.raises(WrongUse):
        keys.keep(FAR, key)
    assert ring.held == {}


def test_the_command_keeps_a_key_that_is_piped_in_and_deletes_it(ring, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{KEY}\nmore\n"))
    assert run(["key", FAR]) == 0
    assert ring.held == {("rodedraad", FAR): KEY}
    assert run(["key", FAR, "--delete"]) == 0
    assert ring.held == {}
    told = capsys.readouterr()
    assert FAR in told.err
    assert KEY not in told.out + told.err


def test_the_command_asks_at_a_terminal_without_showing_what_is_typed(ring, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    asked = []
    monkeypatch.setattr(sys, "stdin", Terminal("read by nobody\n"))
    monkeypatch.setattr("rodedraad.cli.keeping.getpass", lambda words: asked.append(words) or KEY)
    assert run(["key", FAR]) == 0
    assert (list(ring.held.values()), FAR in asked[0]) == ([KEY], True)
    assert KEY not in "".join(capsys.readouterr())


@pytest.mark.parametrize("address", ["localhost", f"https://me:{KEY}@example.org/v1", "http://example.org/v1"])
def test_a_wrong_address_is_said_before_a_key_is_asked(ring, monkeypatch, capsys, address):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{KEY}\n"))
    assert run(["key", address]) == 2
    assert ring.held == {}
    assert KEY not in "".join(capsys.readouterr())
