"""A real model that makes things up reads along in the example dossier: what it says changes nothing but what is marked.

It is asked a few requests of each task, since it writes some thirty tokens a second.
"""

import shutil
from collections import Counter
from dataclasses import fields, replace

import pytest

from rodedraad import asking, assisting, checking, conversing, dossier, versions
from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.sqlite import KINDS, SqliteStore
from rodedraad.assisting import Wish
from rodedraad.errors import ModelUnavailable, NotWorded
from rodedraad.sending import Asking

AT = "2026-11-23T00:00:00Z"
REQUESTS = {"extract": 2, "resolve": 1, "compare": 2, "title": 1, "word": 1, "plain": 1, "answer": 1}
QUESTION = "Wie betaalt de walstroom?"
"""Of each task: what two cores can bear beside the other tests."""
SETTINGS = """
[model]
naam = "{name}"
endpoint = "{url}"
prijs_in = 1.0
prijs_uit = 1.0
tegelijk = 1
venster = 1000
taken = ["{task}"]
"""


class Few:
    """A model that is asked so many requests and no more, as when somebody stops the build; and what it said."""

    def __init__(self, model, most):
        self.name, self.endpoint = model.name, model.endpoint
        self._model, self._left, self.said = model, most, []

    def complete(self, prompt):
        if self._left <= 0:
            raise ModelUnavailable("genai.cap", budget=0.0)
        self._left -= 1
        found = self._model.complete(prompt)
        self.said.append((prompt, found))
        return found

    def close(self):
        self._model.close()


def _lists(folder):
    with SqliteStore(folder.store, is_read_only=True) as store:
        return {kind: list(store.records(kind)) for kind in KINDS}, {
            one.source: one for one in store.documents(sorted(store.keys()))
        }


@pytest.fixture(scope="module")
def built(lodermond, tmp_path_factory, small_model):
    folder = DossierFolder.open(shutil.copytree(lodermond, tmp_path_factory.mktemp("small") / "voorbeeld"))
    settings = folder.settings.read_text(encoding="utf-8")
    without, _ = _lists(folder)
    said, refused = [], Counter()
    for task, most in REQUESTS.items():
        own = SETTINGS.format(name=small_model.name, url=small_model.url, task=task)
        folder.settings.write_text(settings + own, encoding="utf-8")

        def connect(chosen, most=most):
            model = EndpointModel(name=chosen.name, endpoint=chosen.endpoint, timeout_seconds=300)
            few = Few(model, most)
            said.append(few)
            return few

        if task == "answer":
            dossier.build(folder, name="test", at=AT)
            with SqliteStore(folder.store, is_read_only=True) as store:
                found = asking.answering_of(store, QUESTION, limit=asking.LINES)
                told = conversing.worded(
                    folder, store, found, asking=Asking(connect=connect), language="nl", name="test", at=AT
                )
            assert told.lines == found.lines
            assert {place for one in told.sentences for place in one.places} <= {
                p for line in found.lines for p in line.places
            }
        elif task in ("word", "plain"):
            dossier.build(folder, name="test", at=AT)
            try:
                versions.propose(folder, name="test", at=AT, asking=Asking(connect=connect))
            except NotWorded:  # none of its few replies was an answer, which propose does not pass over in silence
                versions.propose(folder, name="test", at=AT, asking=Asking(wish=Wish(is_off=True)))
        else:
            outcome = dossier.build(folder, name="test", at=AT, asking=Asking(connect=connect))
            refused += Counter(one.kind for one in outcome.refusals)
    every = SETTINGS.replace('taken = ["{task}"]\n', "").format(name=small_model.name, url=small_model.url)
    folder.settings.write_text(settings + every, encoding="utf-8")
    outcome = dossier.build(folder, name="test", at=AT)
    return folder, without, outcome, [pair for few in said for pair in few.said], refused


@pytest.mark.slow
def test_it_was_asked_every_task_and_answered_something(built):
    *_, said, _ = built
    assert {prompt.task for prompt, _ in said} == set(REQUESTS)
    assert all(reply.text.strip() for _, reply in said)


@pytest.mark.slow
def test_no_quote_is_false(built):
    folder, *_ = built
    lists, documents = _lists(folder)
    assert all(documents[one.source].text[one.start : one.end] == one.quote for one in lists["statements"])
    by_id = {one.id: one for one in lists["statements"]}
    for one in lists["suggestions"]:
        if one.what in ("same", "conflict", "type"):
            quotes = [" ".join(by_id[id_].quote.split()) for id_ in one.statements]
            assert all(any(words in quote for quote in quotes) for words in one.words)


@pytest.mark.slow
def test_the_dossier_is_the_one_without_a_model_but_for_what_is_marked(built):
    folder, without, *_ = built
    lists, _ = _lists(folder)
    unmarked = {
        **lists,
        "statements": [one for one in lists["statements"] if not one.origin.startswith("model:")],
        "coverage": without["coverage"],
    }
    by_id = {one.id: one for one in without["threads"]}
    unmarked["threads"] = [
        replace(one, title=by_id[one.id].title, titled_by="rule") if one.titled_by != "rule" else one
        for one in lists["threads"]
    ]
    for kind in KINDS:
        if kind not in ("suggestions", "refusals"):
            assert unmarked[kind] == without[kind], kind


@pytest.mark.slow
def test_every_refusal_is_counted_and_listed(built):
    folder, _, outcome, *_ = built
    lists, _ = _lists(folder)
    assert list(outcome.refusals) == lists["refusals"]
    shaped = assisting.shape(outcome.usage, outcome.refusals)
    assert sum(shaped["refused"].values()) == len(lists["refusals"])
    assert lists["refusals"], "a model of this size invents something in every few requests"


@pytest.mark.slow
def test_no_clause_is_unsupported_and_the_dossier_checks(built):
    folder, *_ = built
    version = versions.versions(folder)[-1]
    text = versions.text_of(folder, version)
    assert {clause.verdict for clause in text.clauses} == {"accepted"}
    assert versions.failing(folder, version) == ()
    assert checking.check(folder).is_ok


def test_every_list_of_the_store_is_compared():
    assert {part.name for part in fields(dossier.Links)} <= set(KINDS)
