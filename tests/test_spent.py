"""What went to a model is told as the log has it; what another copy's log makes up is told to be no number, and never added."""

from dataclasses import replace

import pytest
from publish.made import publication
from publish.small import small

from rodedraad import spent
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.cli import speech, tables
from rodedraad.publish import html, view
from rodedraad.publish.model_work import model_work, sentences

GOOD = {
    "model": "proef", "endpoint": "https://model.example/v1", "calls": 3, "tokens_in": 1200, "tokens_out": 80,
    "cost_eur": 0.0077053999, "tasks": "extract 2, title 1", "sources": "a b",
}  # fmt: skip
KEY = "sk-abcdefghijklmnopqrstuv123"


@pytest.fixture
def dossier(tmp_path):
    """A dossier, and a function that takes in another copy's log with one event in it."""
    folder = DossierFolder.make(tmp_path / "mijn", 'titel = "proef"\n')

    def taken_in(kind="sent", **values):
        with SqliteLog(tmp_path / "hun.db") as theirs:
            theirs.append(at="2026-03-01T10:00:00Z", person=theirs.person("B"), kind=kind, values=values)
        with SqliteLog(folder.log) as mine, SqliteLog(tmp_path / "hun.db", is_read_only=True) as theirs:
            mine.merge(theirs)
        return folder

    return taken_in


def _told(folder, language="nl"):
    """What the log's last event is in words, as a table of it has them."""
    known = tables.Known(sources={}, parties={}, statements={}, references={}, themes={})
    before = speech.LANGUAGE.set(language)
    try:
        with SqliteLog(folder.log, is_read_only=True) as log:
            return tables.of_model(log.events()[-1], known)
    finally:
        speech.LANGUAGE.reset(before)


@pytest.mark.parametrize("field", ["calls", "tokens_in", "tokens_out", "cost_eur"])
@pytest.mark.parametrize("value", [-5, -0.5, 10**12, 1e17, True, None, "veel"])
def test_a_number_that_no_run_can_have_is_missing_and_lowers_or_raises_no_total(dossier, field, value):
    folder = dossier(**GOOD)
    folder = dossier(**{**GOOD, field: value})
    good, odd = spent.sendings(folder)
    assert getattr(odd, field) is None
    told = " ".join(sentences(model_work(publication(replace(small(), sendings=(good, odd)))), "nl"))
    twice = {"calls": "6 vragen", "tokens_in": "2.400 tokens", "tokens_out": "160 terug", "cost_eur": "0,0154 euro"}
    once = {"calls": "3 vragen", "tokens_in": "1.200 tokens", "tokens_out": "80 terug", "cost_eur": "0,0077 euro"}
    assert all(words in told for words in {**twice, field: once[field]}.values()), told
    assert ("aantallen die niet kunnen" in told) == (field != "cost_eur")


def test_what_cannot_be_read_is_told_to_be_so_in_the_log_and_on_the_page(dossier):
    folder = dossier(**{**GOOD, "calls": 10**9, "tokens_in": -1, "tokens_out": True, "cost_eur": -50.0})
    assert "proef (https://model.example/v1): een onleesbaar aantal vragen over 2 bronnen" in _told(folder)
    assert "an unreadable number of tokens out" in _told(folder, "en")
    made = replace(small(), sendings=spent.sendings(folder))
    page = html.html(view.report(made, sources_href="../bronnen"), publication=publication(made)).decode()
    assert page.count("een onleesbaar aantal") == 3


@pytest.mark.parametrize(
    "values",
    [{"model": KEY}, {"endpoint": "https://u:geheim99@evil.example/v1"}, {"endpoint": f"https://x.example/{KEY}"}],
)
def test_a_name_or_address_that_holds_a_secret_is_shown_nowhere(dossier, values):
    folder = dossier(**{**GOOD, **values})
    told = _told(folder)
    made = replace(small(), sendings=spent.sendings(folder))
    page = html.html(view.report(made, sources_href="../bronnen"), publication=publication(made)).decode()
    for words in (told, page):
        assert "onleesbaar" in words
        assert KEY not in words
        assert "geheim99" not in words


def test_tasks_and_sources_are_what_they_can_be(dossier):
    tasks = f"extract -3, <b> 4, title 2, title 5, compare {'9' * 5000}, answer 0, word 0000001"
    (run,) = spent.sendings(dossier(**{**GOOD, "tasks": tasks, "sources": "../x " * 1000}))
    assert (run.tasks, run.sources) == ((("title", 2),), ("../x",))


def test_the_log_tells_euros_as_they_are_told_elsewhere(dossier):
    assert "0.0077 euro" in _told(dossier(**GOOD))


@pytest.mark.parametrize("value", [-3, 0.0, True, "4", 10**9, None])
def test_hours_that_nobody_can_have_entered_are_not_counted(dossier, value):
    folder = dossier("hours", hours=2.5)
    assert spent.hours(dossier("hours", hours=value)) == spent.hours(folder) == 2.5


def test_the_log_of_another_copy_ends_no_run_of_this_one(dossier):
    folder = dossier(**GOOD)
    with SqliteLog(folder.log) as log:
        mine = log.append(at="2026-03-01T11:00:00Z", person=log.person("A"), kind="sending", targets=(), values=GOOD)
    folder = dossier(**{**GOOD, "calls": 1, "sending": mine.id})
    assert [one.calls for one in spent.sendings(folder)] == [3, 1, 3]
    with SqliteLog(folder.log) as log:
        values = {**GOOD, "calls": 2, "sending": mine.id}
        log.append(at="2026-03-01T12:00:00Z", person=log.person("A"), kind="sent", targets=(), values=values)
    assert [one.calls for one in spent.sendings(folder)] == [3, 1, 2]
