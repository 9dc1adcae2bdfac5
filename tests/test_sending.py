"""What goes to a model: nothing without a consent to a plan, no lock meanwhile, and an account that loses nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import readers
from endpoint import Endpoint
from fakes import ScriptedModel
from genai.asked import item
from test_assisting import AT, ELSEWHERE, LOCAL, ONE, TWO

from rodedraad import cli, consult, dossier, spent, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.assisting import Session, Wish
from rodedraad.errors import DossierBusy, NotWorded
from rodedraad.genai.items import tokens
from rodedraad.genai.settings import ModelSettings
from rodedraad.rating import Passing
from rodedraad.sending import Asking, Consent


@pytest.fixture
def folder(tmp_path):
    made = DossierFolder.make(tmp_path / "regio", 'titel = "Proef"\n')
    (made.sources / "visie.md").write_text(ONE, encoding="utf-8")
    (made.sources / "reactie.md").write_text(TWO, encoding="utf-8")
    return made


def agreeing():
    return ScriptedModel(readers.agreeing, name="proef")


def build(folder, model, *, endpoint=LOCAL, progress=None, **given):
    own = Asking(wish=Wish(name="proef", endpoint=endpoint), connect=lambda _: model, **given)
    return dossier.build(folder, name="test", at=AT, workers=1, asking=own, progress=progress)


def test_nothing_goes_elsewhere_without_a_consent_that_names_it(folder):
    # Without anybody to tell, it was sent.
    plans = []

    def other(**changes):
        return lambda plan: plans.append(plan) or replace(Consent.to(plan), **changes)

    for decide in (
        None,
        lambda _: None,
        other(endpoint="https://elders.example/v1"),
        other(model="ander"),
        other(tokens_in=1),
        other(budget_eur=5.0),
    ):
        model = agreeing()
        outcome = build(folder, model, endpoint=ELSEWHERE, decide=decide)
        assert model.prompts == []
        assert [one.message.code for one in outcome.problems] == ["genai.not_sent"]
        assert outcome.usage.unanswered == outcome.plan.now.items > 0
        assert spent.sendings(folder) == ()
    model = agreeing()
    outcome = build(folder, model, endpoint=ELSEWHERE, decide=Consent.to)
    assert (len(model.prompts), outcome.usage.unanswered, outcome.problems) == (plans[0].now.calls, 0, ())


def test_a_dossier_is_complete_before_a_model_is_asked_and_free_meanwhile(folder):
    # The folder was locked as long as a model thought, and as long as a person did.
    seen = []

    def decide(plan):
        with folder.lock():
            seen.append("asked")
        return Consent.to(plan)

    one_by_one = threading.Lock()  # requests go side by side, and the folder is one's at a time

    def answer(prompt):
        with one_by_one, folder.lock():
            seen.append("sent")
        assert folder.store.exists()
        return readers.agreeing(prompt)

    build(folder, ScriptedModel(answer, name="proef"), decide=decide)
    assert {"asked", "sent"} == set(seen)
    with folder.lock(), pytest.raises(DossierBusy):
        build(folder, agreeing())


def test_the_plan_is_all_that_is_sent_and_names_its_sources_and_tasks(folder):
    model = agreeing()
    outcome = build(folder, model)
    plan = outcome.plan
    assert plan.later is None
    assert plan.now.calls == len(model.prompts) == outcome.usage.calls
    assert {task for task, _ in plan.tasks} == {prompt.task for prompt in model.prompts} >= {"extract", "compare"}
    assert plan.now.calls == sum(one.calls for _, one in plan.tasks)
    assert plan.sources == outcome.usage.sources
    sent = sum(tokens(prompt.instructions) + tokens(prompt.data) for prompt in model.prompts)
    assert sent <= plan.now.tokens_in <= sent + 12 * plan.now.calls


def test_where_answers_count_what_follows_from_them_is_a_bound_that_is_kept(folder):
    folder.settings.write_text(
        folder.settings.read_text() + f'[model]\nnaam = "proef"\nendpoint = "{LOCAL}"\ntelt_mee = true\n'
    )
    plans = []

    def decide(plan):
        plans.append(plan)
        return Consent.to(plan)

    made = []

    def connect(_):
        made.append(agreeing())
        return made[-1]

    own = Asking(wish=Wish(name="proef", endpoint=LOCAL), connect=connect, decide=decide)
    outcome = dossier.build(folder, name="test", at=AT, workers=1, asking=own)
    first = plans[0]
    assert {task for task, _ in first.tasks} == {"extract"}
    assert first.later.calls > 0
    assert outcome.usage.unanswered == 0
    followed = [prompt for model in made for prompt in model.prompts if prompt.task != "extract"]
    assert followed
    assert len(plans) == 1, "what follows here is within what was agreed to"
    assert sum(tokens(one.instructions) + tokens(one.data) for one in followed) <= first.later.tokens_in


def test_what_went_already_counts_for_a_consent(folder):
    plan = build(folder, agreeing()).plan
    assert Consent.to(plan).covers(plan)
    assert not Consent.to(plan).covers(plan, sent=1)


def test_what_was_known_before_is_told_apart_from_what_was_sent_for(folder):
    first = build(folder, agreeing()).usage
    assert (first.held, first.unanswered) == (0, 0)
    (folder.sources / "brief.md").write_text(TWO.replace("Hogerduin", "Loderkerk") + "Nog iets.\n", encoding="utf-8")
    model = agreeing()
    second = build(folder, model).usage
    assert model.prompts
    assert 0 < second.held < second.items
    assert build(folder, agreeing()).usage.calls == 0


def test_a_build_that_was_broken_off_is_no_state_to_come_back_to(folder):
    cancel = threading.Event()
    cancel.set()
    build(folder, agreeing(), cancel=cancel)
    with consult.reading(folder) as store:
        assert store.fingerprint().startswith("open-")
    build(folder, agreeing())
    with consult.reading(folder) as store:
        assert not store.fingerprint().startswith("open-")


def test_a_consent_holds_for_the_sources_that_were_shown(folder):
    # A file that came while the model thought went out under a consent that never named it.
    folder.settings.write_text(
        folder.settings.read_text() + f'[model]\nnaam = "proef"\nendpoint = "{ELSEWHERE}"\ntelt_mee = true\n'
    )
    plans = []

    def decide(plan):
        plans.append(plan)
        return Consent.to(plan)

    def answer(prompt):
        (folder.sources / "nieuw.md").write_text(
            TWO.replace("Hogerduin", "Loderkerk") + "Nog iets.\n", encoding="utf-8"
        )
        return readers.agreeing(prompt)

    build(folder, ScriptedModel(answer, name="proef"), endpoint=ELSEWHERE, decide=decide)
    shown = {source for plan in plans for source in plan.sources}
    assert {source for one in spent.sendings(folder) for source in one.sources} <= shown
    assert len(plans) > 1, "the file that came is asked for by itself"


def test_a_run_is_ended_from_another_thread_and_goes_on_later(folder):
    cancel, under_way = threading.Event(), threading.Event()
    done = []

    class Slow(ScriptedModel):
        def close(self):
            super().close()
            cancel.set()

    def answer(prompt):
        if done:
            under_way.set()
            time.sleep(0.5)
        done.append(prompt)
        return readers.agreeing(prompt)

    threading.Thread(target=lambda: under_way.wait(20) and cancel.set(), daemon=True).start()
    folder.settings.write_text(folder.settings.read_text() + '[model]\nnaam = "proef"\ntegelijk = 1\n')
    outcome = build(folder, Slow(answer, name="proef"), cancel=cancel)
    assert outcome.usage.stopped.code == "sending.cancelled"
    assert [one.message.code for one in outcome.problems] == ["sending.cancelled"]
    assert 0 < outcome.usage.unanswered < outcome.usage.items
    model = agreeing()
    outcome = build(folder, model)
    assert (outcome.problems, outcome.usage.unanswered) == ((), 0)
    assert [one.calls for one in spent.sendings(folder)] == [len(done), len(model.prompts)]
    cancelled = build(folder, agreeing(), cancel=cancel)
    assert cancelled.usage.stopped is None, "there was nothing to cancel"


_KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from fakes import ScriptedModel
from genai.asked import item
from rodedraad import dossier
from rodedraad.adapters.folder import DossierFolder
from rodedraad.assisting import Session, Wish
from rodedraad.sending import Asking
own = Asking(wish=Wish(name="proef", endpoint={local!r}),
    connect=lambda _: ScriptedModel(lambda _: os.kill(os.getpid(), signal.SIGKILL)))
dossier.build(DossierFolder.open(Path({root!r})), name="test", at={at!r}, workers=1, asking=own)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_what_was_going_out_when_the_machine_went_off_is_in_the_account(folder):
    # The log was written after the last request only.
    code = _KILLED.format(tests=str(Path(__file__).parent), local=LOCAL, root=str(folder.root), at=AT)
    ended = subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    (run,) = spent.sendings(folder)
    assert not run.is_ended
    assert (run.model, run.endpoint, run.person, run.is_local) == ("proef", LOCAL, "test", True)
    assert run.calls > 0
    assert run.sources
    build(folder, agreeing())
    assert [one.is_ended for one in spent.sendings(folder)] == [False, True]


def test_no_version_is_made_silently_without_the_model_that_was_to_word_it(folder):
    build(folder, agreeing())
    asking = Asking(wish=Wish(name="proef", endpoint=ELSEWHERE), connect=lambda _: agreeing())
    with pytest.raises(NotWorded) as told:
        versions.propose(folder, name="test", at=AT, asking=asking)
    assert told.value.why.code == "genai.not_sent"
    assert versions.versions(folder) == ()
    plain = versions.propose(folder, name="test", at=AT, asking=replace(asking, wish=Wish(is_off=True)))
    assert plain.is_new


def test_an_estimate_is_no_failure_and_sends_nothing(folder, capsys):
    with Endpoint(lambda _: pytest.fail("something was sent")) as endpoint:
        flags = ["--model", "proef", "--endpoint", endpoint.url, "--estimate"]
        assert cli.run(["build", str(folder.root), *flags, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["estimate"]
    assert told["endpoint"] == endpoint.url
    assert told["is_local"]
    assert set(told["tasks"]) >= {"extract", "compare"}
    assert told["calls"] == sum(one["calls"] for one in told["tasks"].values()) > 0
    assert len(told["sources"]) == 2
    assert told["not_public"] == 0
    assert told["later_at_most"] is None
    assert spent.sendings(folder) == ()


def test_text_of_what_is_not_public_needs_a_consent_of_its_own(folder):
    folder.source_settings.write_text('[[bron]]\npad = "visie.md"\nopenbaar = false\n', encoding="utf-8")
    folder.settings.write_text(folder.settings.read_text() + '[model]\nnaam = "proef"\nvertrouwelijk = true\n')
    for may_go in (False, True):
        model = agreeing()
        outcome = build(
            folder, model, endpoint=ELSEWHERE, decide=lambda plan, may=may_go: Consent.to(plan, has_confidential=may)
        )
        assert outcome.plan.closed > 0
        assert any("In dit stuk leest u" in prompt.data for prompt in model.prompts) is may_go
        assert [one.message.code for one in outcome.problems] == ([] if may_go else ["sending.closed_not_agreed"])


def test_what_is_not_public_shares_no_request_with_what_is(folder):
    # A model that mixes up what it reads in one request would put words of the one in an answer on the other.
    folder.source_settings.write_text('[[bron]]\npad = "visie.md"\nopenbaar = false\n', encoding="utf-8")
    (folder.sources / "brief.md").write_text(TWO.replace("Hogerduin", "Loderkerk"), encoding="utf-8")
    model = agreeing()
    outcome = build(folder, model, decide=lambda plan: Consent.to(plan, has_confidential=True))
    closed = [one for one in consult.whole(folder, has_confidential=True).sources if one.path == "visie.md"]
    sent = [list(one.items) for one in outcome.plan.requests(has_confidential=True)]
    assert model.prompts
    assert any(closed[0].id in item.sources for items in sent for item in items)
    for items in sent:
        assert len({closed[0].id in item.sources for item in items}) == 1


def test_a_second_round_beyond_what_was_agreed_is_asked_for_again(folder):
    folder.settings.write_text(folder.settings.read_text() + '[model]\nnaam = "proef"\ntelt_mee = true\n')
    asked = []

    def decide(plan):
        asked.append(plan)
        return replace(Consent.to(plan), tokens_in=plan.now.tokens_in)  # to this round, and to nothing after it

    build(folder, agreeing(), endpoint=ELSEWHERE, decide=decide)
    assert len(asked) > 1


@pytest.mark.parametrize("order", [("open", "geheim"), ("geheim", "open")])
def test_the_same_words_in_a_public_and_a_closed_source_may_go_whatever_their_order(order):
    # Which of the two was read last decided whether the public one stayed here, or the closed one was named.
    items = [replace(item("De gemeente wil schone lucht."), sources=(one,), about=(one,)) for one in order]
    settings = ModelSettings(name="proef", endpoint=ELSEWHERE)
    session = Session(settings=settings, replies=Passing(), closed=frozenset({"geheim"}))
    session.answered(items)
    assert [one.sources for batch in session.open_ for one in batch] == [("open",)]
    assert session.held_back == 0


def test_what_may_not_go_keeps_nothing_back_that_follows_from_what_may(folder):
    # Where answers count, a source that is not public kept every pair and title of the others from being asked, at each build.
    folder.source_settings.write_text('[[bron]]\npad = "visie.md"\nopenbaar = false\n', encoding="utf-8")
    (folder.sources / "brief.md").write_text(TWO.replace("Hogerduin", "Loderkerk"), encoding="utf-8")
    folder.settings.write_text(
        folder.settings.read_text() + '[model]\nnaam = "proef"\nvertrouwelijk = true\ntelt_mee = true\n'
    )
    made = []
    own = Asking(
        wish=Wish(name="proef", endpoint=ELSEWHERE),
        connect=lambda _: made.append(agreeing()) or made[-1],
        decide=Consent.to,
    )
    outcome = dossier.build(folder, name="test", at=AT, workers=1, asking=own)
    assert {"extract", "compare"} <= {prompt.task for model in made for prompt in model.prompts}
    assert not any("In dit stuk leest u" in prompt.data for model in made for prompt in model.prompts)
    assert [one.message.code for one in outcome.problems] == ["sending.closed_not_agreed"]
    assert all(source != "visie.md" for one in spent.sendings(folder) for source in one.sources)


def test_a_closed_source_makes_no_version_silent(folder):
    folder.source_settings.write_text('[[bron]]\npad = "visie.md"\nopenbaar = false\n', encoding="utf-8")
    (folder.sources / "brief.md").write_text(ONE.replace("Wierhaven", "Loderkerk"), encoding="utf-8")
    build(folder, agreeing())
    asking = Asking(wish=Wish(name="proef", endpoint=ELSEWHERE), connect=lambda _: agreeing(), decide=lambda _: None)
    with pytest.raises(NotWorded):
        versions.propose(folder, name="test", at=AT, asking=asking)
    assert versions.versions(folder) == ()
