"""Nothing goes to an endpoint elsewhere that only the dossier names, until somebody at this machine says so."""

import io
import sys

import pytest

from rodedraad.adapters import keys
from rodedraad.cli import engaging
from rodedraad.cli.engaging import Flags, decider, is_named_here
from rodedraad.genai.cost import Estimate
from rodedraad.genai.settings import ModelSettings
from rodedraad.sending import Consent, Plan

ELSEWHERE = ModelSettings(name="proef", endpoint="https://api.example.org:8443/v1")
HERE = ModelSettings(name="proef", endpoint="http://localhost:11434/v1")
AHEAD = Estimate(calls=3, items=7, tokens_in=900, tokens_out=120, cost_eur=0.5)
KEPT = "sk-in-the-keyring-0123456789"


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """No environment, no keyring, nobody at the terminal."""
    for name in (engaging.MODEL, engaging.ENDPOINT, engaging.BUDGET, keys.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    kept(monkeypatch)


def kept(monkeypatch, *endpoints):
    """A keyring with a key for these endpoints."""

    class Ring:
        def get_password(self, service, endpoint):
            return KEPT if service == keys.SERVICE and endpoint in endpoints else None

    monkeypatch.setattr(keys, "_keyring", Ring)


def agreed(settings=ELSEWHERE, **flags):
    plan = Plan(settings=settings, now=AHEAD, tasks=(("extract", AHEAD),), sources=("a", "b"), closed=2)
    consent = decider(Flags(**flags))(plan)
    assert consent is None or consent.covers(plan)
    return consent


def test_what_only_the_dossier_names_gets_nothing(capsys):
    assert agreed() is None
    told = capsys.readouterr()
    assert told.out == ""
    first, *parts, last = told.err.splitlines()
    assert ELSEWHERE.endpoint in first
    assert ELSEWHERE.endpoint in last
    assert [part for part in parts if "2" in part], "of how many sources, and what of it is not public"
    assert "7" in told.err
    assert "0.5" in told.err or "0,5" in told.err


def test_this_machine_need_not_be_named():
    assert isinstance(agreed(HERE), Consent)


@pytest.mark.parametrize(
    "flags",
    [
        {"is_confirmed": True},
        {"endpoint": ELSEWHERE.endpoint},
        {"endpoint": "https://API.example.org:8443/v1/chat/completions"},
    ],
)
def test_flags_name_an_endpoint(flags):
    assert isinstance(agreed(**flags), Consent)
    assert agreed(**flags, is_estimate=True) is None


def test_the_environment_names_an_endpoint(monkeypatch):
    monkeypatch.setenv(engaging.ENDPOINT, "https://api.example.org:8443")
    assert isinstance(agreed(), Consent)


def test_a_key_kept_for_an_endpoint_names_it(monkeypatch):
    kept(monkeypatch, ELSEWHERE.endpoint)
    assert isinstance(agreed(), Consent)


@pytest.mark.parametrize(
    "other",
    [
        "https://api.example.org/v1",
        "https://api.example.org:8443/other/v1",
        "https://api.example.org:9443/v1",
        "https://example.org:8443/v1",
        "https://kwaad.api.example.org:8443/v1",
        "https://api.example.org.kwaad.example:8443/v1",
    ],
)
def test_another_address_that_was_named_is_not_this_one(other, monkeypatch):
    assert agreed(endpoint=other) is None
    monkeypatch.setenv(engaging.ENDPOINT, other)
    assert agreed() is None
    monkeypatch.delenv(engaging.ENDPOINT)
    kept(monkeypatch, other)
    assert agreed() is None


def test_a_key_in_the_environment_alone_names_no_endpoint(monkeypatch):
    monkeypatch.setenv(keys.VARIABLE, KEPT)
    assert agreed() is None
    assert not is_named_here(ELSEWHERE, Flags())


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("typed", "goes"), [("j\n", True), ("yes\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_whoever_sits_at_the_terminal_is_asked(typed, goes, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert (agreed() is not None) is goes


@pytest.mark.parametrize("flags", [{}, {"endpoint": "https://example.org/v1"}])
def test_no_key_goes_to_an_endpoint_that_nobody_here_named(flags, monkeypatch):
    monkeypatch.setenv(keys.VARIABLE, KEPT)
    assert engaging.asking(Flags(**flags), None).connect(ELSEWHERE)._key is None
    assert engaging.asking(Flags(endpoint=ELSEWHERE.endpoint), None).connect(ELSEWHERE)._key == KEPT


def test_whoever_agrees_without_naming_the_endpoint_sends_no_key(monkeypatch):
    # A mailed dossier and a habit of --yes gave the key of one's own provider to whoever the dossier named.
    monkeypatch.setenv(keys.VARIABLE, KEPT)
    monkeypatch.setattr(sys, "stdin", Terminal("j\n"))
    assert engaging.asking(Flags(is_confirmed=True), None).connect(ELSEWHERE)._key is None
    assert engaging.asking(Flags(), None).connect(ELSEWHERE)._key is None


def test_of_what_is_not_public_only_a_yes_to_the_plan_speaks(monkeypatch):
    monkeypatch.setenv(engaging.ENDPOINT, ELSEWHERE.endpoint)
    assert not agreed().has_confidential
    assert not agreed(endpoint=ELSEWHERE.endpoint).has_confidential
    assert agreed(is_confirmed=True).has_confidential
    monkeypatch.delenv(engaging.ENDPOINT)
    monkeypatch.setattr(sys, "stdin", Terminal("j\n"))
    assert agreed().has_confidential
