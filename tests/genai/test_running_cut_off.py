"""A run that is interrupted or cancelled ends soon and loses no answer."""

import threading
import time

import pytest
from fakes import ScriptedModel
from genai.asked import LOCAL, still, titles
from genai.runs import TEN, in_turn, run, settled

from rodedraad.errors import ModelBusy, ModelUnavailable
from rodedraad.genai import running
from rodedraad.genai.cost import Ledger
from rodedraad.rating import Passing


def test_whoever_interrupts_ends_what_is_under_way():
    # Without closing the model, what is under way keeps whoever interrupts waiting for its time-out.
    closed = threading.Event()
    under_way = threading.Event()

    class Slow(ScriptedModel):
        def close(self):
            super().close()
            closed.set()

    def answer(prompt):
        if "nummer 1" in prompt.data:
            under_way.set()
            if not closed.wait(20):
                pytest.fail("nobody closed the model")
        if "nummer 2" in prompt.data:
            under_way.wait(20)
            raise KeyboardInterrupt
        return titles(prompt)

    with pytest.raises(KeyboardInterrupt):
        run(in_turn(5), Slow(answer), settings=settled(parallel=3))
    assert closed.is_set()


@pytest.mark.parametrize("at", range(1, 10))
def test_interrupted_it_loses_no_answer_and_goes_on_with_the_rest(at):
    replies = Passing()
    lock = threading.Lock()
    count = []

    def answer(prompt):
        with lock:
            count.append(1)
            if len(count) == at:
                raise KeyboardInterrupt
        return titles(prompt)

    with pytest.raises(KeyboardInterrupt):
        run(TEN, answer, replies=replies, settings=settled(parallel=3))
    kept = replies.keys()
    assert at - 1 <= len(kept) <= at + 2
    told, model, _ = run(TEN, titles, replies=replies)
    assert len(model.prompts) == 10 - len(kept)
    assert told.answers == run(TEN, titles)[0].answers


def test_interrupted_while_it_waits_it_ends_at_once():
    def busy(_):
        return ModelBusy("model.too_many", wait_seconds=50.0, host="", model="")

    start = time.monotonic()

    def progress(_stage, done, *_):
        if done == 1:
            raise KeyboardInterrupt

    first = iter([1])
    with pytest.raises(KeyboardInterrupt):
        running.answered(
            TEN,
            model=ScriptedModel(lambda p: titles(p) if next(first, None) else busy(p)),
            replies=Passing(),
            settings=LOCAL,
            ledger=Ledger(LOCAL, None),
            progress=progress,
        )
    assert time.monotonic() - start < 5


def test_what_is_cancelled_from_elsewhere_ends_soon_and_keeps_what_was_answered():
    cancel, replies = threading.Event(), Passing()
    closed = threading.Event()

    class Slow(ScriptedModel):
        def close(self):
            super().close()
            closed.set()

    def answer(prompt):
        if len(replies.keys()) >= 3:
            cancel.set()
            assert closed.wait(20), "nobody broke off what was under way"
            return ModelUnavailable("model.closed", host="", model="")
        return titles(prompt)

    one = running.Run(Slow(answer), replies, settled(parallel=3), Ledger(LOCAL, None), progress=still, cancel=cancel)
    start = time.monotonic()
    one.send(running.requests(TEN, window=LOCAL.window_tokens))
    assert time.monotonic() - start < 5
    assert one.usage.stopped.code == "sending.cancelled"
    assert 3 <= len(replies.keys()) < 10
    assert one.usage.tokens_in > 0
    kept = len(replies.keys())
    assert run(TEN, titles, replies=replies)[0].usage.held == kept
