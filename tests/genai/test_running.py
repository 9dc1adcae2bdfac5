"""Between asking and reading: every item once, every answer kept, and always an end."""

import json
import re
import threading
import time
from dataclasses import replace

import pytest
from genai.asked import LOCAL, item, parts, said, still, titles
from genai.runs import TEN, run, settled

from rodedraad.errors import InvalidReply, ModelBusy, ModelUnavailable, StoreError
from rodedraad.genai import running
from rodedraad.genai.cost import Ledger
from rodedraad.rating import Passing
from rodedraad.records import Completion


def test_every_item_is_asked_once_and_its_answer_kept():
    replies = Passing()
    told, model, _ = run([*TEN, TEN[0]], titles, replies=replies)
    assert len(told.answers) == len(model.prompts) == told.usage.calls == 10
    assert replies.keys() == set(told.answers) == {one.key for one in TEN}
    again, model, _ = run(TEN, titles, replies=replies)
    assert again.answers == told.answers
    assert (model.prompts, again.usage.held, again.usage.calls) == ([], 10, 0)


def test_without_a_model_what_is_kept_serves_and_the_rest_stays_open():
    replies = Passing()
    replies.put(TEN[0].key, '{"title":"De gemeente wil dit"}')
    ledger = Ledger(LOCAL, None)
    told = running.answered(TEN, model=None, replies=replies, settings=LOCAL, ledger=ledger, progress=still)
    assert list(told.answers) == [TEN[0].key]
    assert (told.usage.unanswered, told.usage.calls, told.usage.endpoint) == (9, 0, "")


@pytest.mark.parametrize("parallel", [1, 2, 8])
def test_answers_depend_on_no_number_of_threads_and_no_order(parallel):
    def late(prompt):
        time.sleep(0.001 * (len(prompt.data) % 7))
        return titles(prompt)

    plain, _, _ = run(TEN, titles)
    told, _, _ = run(TEN[::-1], late, settings=settled(parallel=parallel))
    assert told.answers == plain.answers
    assert list(told.answers) == list(plain.answers)


class Together:
    """A model that answers nobody but the first until ``parallel`` are with it at once, and counts how many ever are."""

    def __init__(self, parallel):
        self.most = 0
        self._now = self._came = 0
        self._lock = threading.Lock()
        self._together = threading.Barrier(parallel)

    def __call__(self, prompt):
        with self._lock:
            self._came += 1
            self._now += 1
            self.most = max(self.most, self._now)
            is_first = self._came == 1
        if not is_first:
            self._together.wait(30)  # a thread fewer, and this breaks
        with self._lock:
            self._now -= 1
        return titles(prompt)


@pytest.mark.parametrize("parallel", [1, 3, 8])
def test_never_more_at_once_than_may_be_and_no_fewer_where_there_is_work(parallel):
    many = [item(f"Nummer {number} is dit.", group=f"bron {number}") for number in range(1 + 4 * parallel)]
    together = Together(parallel)
    told, _, _ = run(many, together, settings=settled(parallel=parallel))
    assert together.most == parallel
    assert len(told.answers) == len(many)


def test_the_first_goes_alone():
    under_way = []

    def first(prompt):
        under_way.append(prompt)
        time.sleep(0.05)
        return ModelUnavailable("model.no_key", host="localhost", model="proef")

    told, _, _ = run(TEN, first)
    assert len(under_way) == 1
    assert told.usage.stopped.code == "model.no_key"
    assert (told.usage.unanswered, told.answers, told.refused) == (10, {}, {})


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("Sorry, dat kan ik niet.", "malformed"),
        ("", "malformed"),
        (said(), "no_answer"),
        (said({"titel": "x"}), "no_answer"),
        (Completion(text='{"items":[{"n":1,"ti', is_cut_off=True), "cut_off"),
        (Completion(text="Hm, ", is_cut_off=True), "cut_off"),  # this was said to be malformed
    ],
)
def test_what_gives_no_answer_is_asked_three_times_and_kept_as_refused(reply, kind):
    replies = Passing()
    told, model, _ = run(TEN[:1], lambda _: reply, replies=replies)
    assert len(model.prompts) == told.usage.calls == 3
    assert told.usage.retries == 2
    assert told.refused == {TEN[0].key: kind}
    again, model, _ = run(TEN[:1], titles, replies=replies)
    assert (again.refused, model.prompts) == (told.refused, [])


DECLINED = InvalidReply("model.declined", host="", model="proef")


TOO_LONG = InvalidReply("model.too_long", host="", model="proef")


def batch(count, **options):
    """Items that go in one request."""
    return [item(f"Zin {number} staat hier echt.", **options) for number in range(count)]


@pytest.mark.parametrize(("error", "calls"), [(DECLINED, 2), (TOO_LONG, 1)])
def test_what_the_endpoint_does_not_take_is_no_malformed_answer_and_not_asked_three_times(error, calls):
    told, model, _ = run(batch(1), lambda _: error)
    assert len(model.prompts) == calls
    assert list(told.refused.values()) == ["no_answer"]
    assert told.usage.retries == calls - 1


@pytest.mark.parametrize("room", [1, 2, 3])
def test_a_request_that_is_too_long_is_halved_until_it_fits_and_none_is_lost(room):
    # It was sent three times as it was, and then all of its items were refused for good.
    told, model, ledger = run(batch(7), lambda p: TOO_LONG if len(parts(p.data)) > room else titles(p))
    assert (len(told.answers), told.refused) == (7, {})
    assert len(parts(model.prompts[0].data)) == 7
    assert sum(len(parts(one.data)) for one in model.prompts if len(parts(one.data)) <= room) == 7
    read = sum(running.request(batch(7)[:1]).tokens for one in model.prompts if len(parts(one.data)) <= room)
    assert ledger.tokens_in <= read + 7 * 40  # what was too long was not read


def test_one_item_that_a_model_declines_takes_no_half_of_the_others_with_it():
    told, model, _ = run(batch(8), lambda p: DECLINED if "Zin 5" in p.data else titles(p))
    assert [len(parts(one.data)) for one in model.prompts].count(8) == 1
    assert len(model.prompts) == 3
    assert (len(told.answers), set(told.refused.values())) == (4, {"no_answer"})


def test_a_busy_moment_before_it_loses_nothing_of_what_was_asked_with_a_declined_item():
    # After one lost connection the whole request was kept as refused.
    busy = iter([ModelBusy("model.too_many", wait_seconds=1.0, host="", model="")])
    told, _, _ = run(batch(8), lambda p: next(busy, None) or (DECLINED if "Zin 5" in p.data else titles(p)))
    assert (len(told.answers), set(told.refused.values())) == (4, {"no_answer"})


def test_only_what_is_open_is_asked_again():
    three = [item(f"Zin {word} staat hier echt.") for word in ("een", "twee", "drie")]

    def half(prompt):
        shown = [lines[0][2:] for _, lines in parts(prompt.data)]
        if len(shown) == 3:
            return json.dumps({"items": [{"n": 2, "title": "tweede"}]})
        return titles(prompt)

    told, model, _ = run(three, half)
    assert [len(parts(prompt.data)) for prompt in model.prompts] == [3, 2]
    assert len(told.answers) == 3
    assert sum("tweede" in answer for answer in told.answers.values()) == 1


def test_the_sources_of_every_item_in_a_request_are_told():
    shared = [replace(one, sources=(f"bron {number}", "brief")) for number, one in enumerate(batch(4))]
    told, model, _ = run(shared, titles)
    assert len(model.prompts) == 1
    assert told.usage.sources == ("brief", "bron 0", "bron 1", "bron 2", "bron 3")


def test_a_disk_that_is_full_is_said_and_not_swallowed():
    class Full(Passing):
        def put(self, key, reply):  # noqa: ARG002  the port's
            raise StoreError("store.disk", path="antwoorden", reason="vol")

    with pytest.raises(StoreError):
        run(TEN, titles, replies=Full())


def test_what_was_kept_and_is_damaged_is_refused_and_not_paid_for_again():
    # The build ended with a KeyError on a reply in the folder that was no answer.
    replies = Passing()
    for one, reply in zip(TEN, ("[]", "{}", '{"refused":"x"}', "niets", '{"title":7}'), strict=False):
        replies.put(one.key, reply)
    told, model, _ = run(TEN[:5], titles, replies=replies)
    assert model.prompts == []
    assert set(told.refused.values()) == {"malformed"}


def test_half_a_character_in_a_reply_ends_nothing():
    # The size of such a reply could not be told, and the whole build ended with a UnicodeEncodeError.
    told, _, _ = run(TEN[:1], lambda _: '{"items":[{"n":1,"title":"lucht \ud800 en"}]}')
    assert json.loads(told.answers[TEN[0].key]) == {"title": "lucht \ufffd en"}


def test_what_is_sent_has_the_text_in_its_data_alone_and_no_key_of_a_record():
    _, model, _ = run(TEN, titles)
    for prompt in model.prompts:
        assert re.search(r"nummer \d", prompt.data)
        assert not re.search(r"nummer \d", prompt.instructions + prompt.schema)
