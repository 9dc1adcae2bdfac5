"""An endpoint that is busy is waited for as it asks, one that fails is left, and one lost request costs no other."""

import re
import threading
import time

import pytest
from fakes import ScriptedModel
from genai.asked import LOCAL, still, titles
from genai.runs import TEN, in_turn, run, settled

from rodedraad.errors import ModelBusy
from rodedraad.genai import running
from rodedraad.genai.cost import Ledger
from rodedraad.rating import Passing


@pytest.mark.parametrize(
    ("asked", "waited", "stopped"), [(60.0, [7.0, 60.0], None), (9_999.0, [7.0], "genai.asked_to_wait")]
)
def test_a_busy_endpoint_is_waited_for_as_long_as_it_asks_and_never_asked_before_that(asked, waited, stopped):
    waits = []
    replies = iter([ModelBusy("model.too_many", wait_seconds=w, host="", model="") for w in (7.0, asked)])
    told = running.answered(
        TEN[:1],
        model=ScriptedModel(lambda prompt: next(replies, None) or titles(prompt)),
        replies=Passing(),
        settings=LOCAL,
        ledger=Ledger(LOCAL, None),
        progress=still,
        pause=waits.append,
    )
    assert (waits, told.usage.stopped and told.usage.stopped.code) == (waited, stopped)
    assert len(told.answers) == (stopped is None)


def test_nothing_of_a_request_is_tried_again_once_the_run_is_over():
    # A retry, or a second half, went out after the cap or an endpoint had ended the run.
    cancel = threading.Event()
    model = ScriptedModel(lambda _: cancel.set() or ModelBusy("model.failing", status=500, host="", model=""))
    one = running.Run(
        model, Passing(), LOCAL, Ledger(LOCAL, None), progress=still, cancel=cancel, pause=lambda _: time.sleep(1)
    )
    one.send([running.request(TEN[:4])])
    assert len(model.prompts) == 1
    assert one.usage.stopped.code == "sending.cancelled"


def test_what_another_command_was_answered_meanwhile_is_not_asked_again():
    # Two builds at once paid for every request twice.
    replies = Passing()
    model = ScriptedModel(titles)
    one = running.Run(model, replies, LOCAL, Ledger(LOCAL, None), progress=still)
    other = running.Run(ScriptedModel(titles), replies, LOCAL, Ledger(LOCAL, None), progress=still)
    other.send([running.request(TEN[:6])])
    one.send([running.request(TEN)])
    assert [prompt.data.count("- De gemeente") for prompt in model.prompts] == [4]


def test_while_one_waits_as_the_endpoint_asked_nobody_sends():
    # Each thread waited by itself, while the others went on sending to an endpoint that had asked for rest.
    busy = iter([ModelBusy("model.too_many", wait_seconds=5.0, host="", model="")])
    resting = threading.Event()
    sent_meanwhile = []

    def answer(prompt):
        if resting.is_set():
            sent_meanwhile.append(prompt)
        if "nummer 1" in prompt.data and (limit := next(busy, None)):
            return limit
        time.sleep(0.01)
        return titles(prompt)

    def pause(_):
        time.sleep(0.1)  # what is under way comes home
        resting.set()
        time.sleep(0.2)
        resting.clear()

    told = running.answered(
        in_turn(80), model=ScriptedModel(answer), replies=Passing(), settings=settled(parallel=2),
        ledger=Ledger(LOCAL, None), progress=still, pause=pause,
    )  # fmt: skip
    assert (len(told.answers), sent_meanwhile, told.usage.stopped) == (80, [], None)
    assert next(busy, None) is None


def waiting(answer, items=TEN, **changes):
    waits = []
    told = running.answered(
        items, model=ScriptedModel(answer), replies=Passing(), settings=settled(**changes),
        ledger=Ledger(LOCAL, None), progress=still, pause=waits.append,
    )  # fmt: skip
    return told, waits


@pytest.mark.parametrize("parallel", [1, 8])
def test_an_endpoint_that_is_waited_for_as_it_asks_fails_nobody(parallel):
    # Three waits of one request were a failure, and three such the end of the run.
    lock = threading.Lock()
    left = {}

    def limited(prompt):
        with lock:
            left.setdefault(prompt.data, 6 if "nummer" in prompt.data else 0)
            left[prompt.data] -= 1
            if left[prompt.data] >= 0:
                return ModelBusy("model.too_many", wait_seconds=0.5, host="", model="")
        return titles(prompt)

    told, waits = waiting(limited, TEN[:4], parallel=parallel)
    assert (len(told.answers), told.usage.stopped, told.refused) == (4, None, {})
    assert waits == [0.5] * 24
    assert told.usage.retries == 24


@pytest.mark.parametrize("parallel", [1, 8])
def test_an_endpoint_that_asks_to_be_waited_for_without_end_gets_ten_waits_in_a_row(parallel):
    told, waits = waiting(lambda _: ModelBusy("model.too_many", wait_seconds=1.0, host="", model=""), parallel=parallel)
    assert len(waits) == running.WAITS + running.RETRIES == 12
    assert told.usage.stopped.code == "model.too_many"
    assert told.usage.unanswered == 10


def test_ten_waits_without_a_reply_between_them_are_those_of_the_run_and_not_of_each_request():
    first = iter([1])
    told, waits = waiting(
        lambda p: titles(p) if next(first, None) else ModelBusy("model.too_many", wait_seconds=1.0, host="", model=""),
        parallel=1,
    )
    assert len(waits) == running.WAITS + running.FAILING * running.RETRIES == 16
    assert (told.usage.stopped.code, len(told.answers)) == ("model.too_many", 1)


def test_one_request_that_always_has_to_wait_ends_while_others_are_answered():
    came = threading.Condition()
    others = []

    def answer(prompt):
        with came:
            if "nummer 1." in prompt.data:
                count = len(others)
                came.wait_for(lambda: len(others) > count, 0.5)
                return ModelBusy("model.too_many", wait_seconds=1.0, host="", model="")
            others.append(prompt)
            came.notify_all()
        return titles(prompt)

    told, waits = waiting(answer, in_turn(60), parallel=2)
    assert len(waits) == running.WAITS + running.RETRIES
    assert (len(told.answers), told.usage.unanswered, told.usage.stopped) == (59, 1, None)


def failing_for(*numbers):
    def answer(prompt):
        number = int(re.search(r"nummer (\d+)", prompt.data)[1])
        return ModelBusy("model.failing", host="", model="") if number in numbers else titles(prompt)

    return answer


def test_three_requests_in_a_row_that_fail_end_the_run_and_three_apart_do_not():
    told, waits = waiting(failing_for(1, 3, 5, 7, 9), in_turn(12), parallel=1)
    assert (told.usage.stopped, told.usage.unanswered, len(told.answers)) == (None, 5, 7)
    assert waits == [1.0, 2.0] * 5
    told, _ = waiting(failing_for(1, 2, 4, 5, 7), in_turn(12), parallel=1)
    assert (told.usage.stopped, told.usage.unanswered) == (None, 5)
    told, _ = waiting(failing_for(1, 3, 4, 5, 7), in_turn(12), parallel=1)
    assert told.usage.stopped.code == "model.failing"
    assert (told.usage.calls, len(told.answers)) == (2 + 4 * 3, 2)


def test_an_endpoint_that_fails_at_once_is_left_alone_and_nothing_is_kept_of_it():
    replies = Passing()
    told, model, _ = run(TEN, lambda _: ModelBusy("model.failing", host="", model=""), replies=replies)
    assert len(model.prompts) == 3
    assert told.usage.stopped.code == "model.failing"
    assert not replies.keys()


def test_one_lost_connection_costs_that_request_and_no_other():
    lost = iter(range(3))

    def sometimes(prompt):
        is_fifth = "nummer 5" in prompt.data and next(lost, None) is not None
        return ModelBusy("model.lost", host="", model="") if is_fifth else titles(prompt)

    told, _, _ = run(TEN, sometimes, settings=settled(parallel=1))
    assert (len(told.answers), told.usage.unanswered, told.usage.stopped) == (9, 1, None)
