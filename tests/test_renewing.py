"""A build beside the pages is asked for, ended and asked for again, and whatever keeps it from beginning is told."""

import time

import pytest
from web_site import LETTER, built

from rodedraad import consult, renewing
from rodedraad.adapters.folder import DossierFolder
from rodedraad.renewing import Renewal

NOW = "2026-11-24T12:00:00Z"


@pytest.fixture
def folder(tmp_path):
    return DossierFolder.open(built(tmp_path / "d", brief=LETTER))


def ended(renewal, seconds=60):
    until = time.monotonic() + seconds
    while renewal.state.is_under_way:
        assert time.monotonic() < until
        time.sleep(0.02)
    return renewal.state


def test_what_is_asked_after_a_stop_is_built(folder, monkeypatch):
    monkeypatch.setattr(renewing, "QUIET_SECONDS", 0.3)
    renewal = Renewal(folder, name="Jo", now=lambda: NOW)
    renewal.ask()
    renewal.end()
    (folder.sources / "nota.md").write_text("# Nota\n\nWij willen een brug.\n", encoding="utf-8")
    renewal.ask()
    assert ended(renewal).ended is None
    with consult.reading(folder) as store:
        assert {one.path for one in store.records("sources")} == {"brief.md", "nota.md"}


def test_what_is_stopped_before_it_began_is_not_built(folder, monkeypatch):
    monkeypatch.setattr(renewing, "QUIET_SECONDS", 0.3)
    began = []
    monkeypatch.setattr(Renewal, "_built", lambda _: began.append(1) or (None, ()))
    renewal = Renewal(folder, name="Jo", now=lambda: NOW)
    renewal.ask()
    renewal.end()
    ended(renewal)
    assert began == []
    renewal.ask()
    ended(renewal)
    assert began == [1]


def test_a_build_that_cannot_begin_is_told_and_may_be_asked_for_again(folder, monkeypatch):
    def full():
        raise OSError("no process left")

    renewal = Renewal(folder, name="Jo", now=full)
    renewal.ask()
    assert ended(renewal).ended.code == "renewing.died"
    monkeypatch.setattr(renewal, "_now", lambda: NOW)
    renewal.ask()
    assert ended(renewal).ended is None
