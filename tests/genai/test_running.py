"""Between asking and reading: every item once, every answer kept, never more than may be spent, and always an end."""

import json
import re
import threading
import time
from dataclasses import replace

import pytest
from fakes import ScriptedModel
from genai.asked import LOCAL, PRICED, item, parts, said, still, titles
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.errors import InvalidReply, ModelBusy, ModelUnavailable, StoreError
from rodedraad.genai import running
from rodedraad.genai.cost import Ledger, cost
from rodedraad.rating import Passing
from rodedraad.records import Completion

TEN = [item(f"De gemeente wil dit nummer {number}.", group=f"bron {number}") for number in range(10)]
"""Ten items of ten sources: ten requests."""


def run(items, answer, *, replies=None, settings=LOCAL, most_eur=None, **options):
    model = answer if isinstance(answer, ScriptedModel) else ScriptedModel(answer)
    held = replies if replies is not None else Passing()
    ledger = Ledger(settings, most_eur)
    told = running.answered(
        items, model=model, replies=held, settings=settings, ledger=ledger, progress=still, pause=lambda _: None, **options
    )  # fmt: skip
    return told, model, ledger


def settled(**changes):
    return type(LOCAL)(**{**{name: getattr(PRICED, name) for name in PRICED.__slots__}, **changes})


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


def test_a_busy_endpoint_is_waited_for_as_long_as_it_asks_but_no_longer_than_a_minute():
    waits = []
    replies = iter([ModelBusy("model.too_many", wait_seconds=w, host="", model="") for w in (7.0, 9_999.0)])
    told = running.answered(
        TEN[:1],
        model=ScriptedModel(lambda prompt: next(replies, None) or titles(prompt)),
        replies=Passing(),
        settings=LOCAL,
        ledger=Ledger(LOCAL, None),
        progress=still,
        pause=waits.append,
    )
    assert (waits, len(told.answers), told.usage.stopped) == ([7.0, 60.0], 1, None)


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


def in_turn(count):
    """Requests of one item in the order of their numbers."""
    return [item(f"De gemeente wil dit nummer {number}.", group=f"bron {number:02}") for number in range(count)]


def test_three_requests_in_a_row_that_fail_end_the_run_and_three_apart_do_not():
    told, waits = waiting(failing_for(1, 3, 5, 7, 9), in_turn(12), parallel=1)
    assert (told.usage.stopped, told.usage.unanswered, len(told.answers)) == (None, 5, 7)
    assert waits == [1.0, 2.0] * 5
    told, _ = waiting(failing_for(1, 2, 4, 5, 7), in_turn(12), parallel=1)
    assert (told.usage.stopped, told.usage.unanswered) == (None, 5)
    told, _ = waiting(failing_for(1, 3, 4, 5, 7), in_turn(12), parallel=1)
    assert told.usage.stopped.code == "model.failing"
    assert (told.usage.calls, len(told.answers)) == (2 + 4 * 3, 2)


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


def test_the_sources_of_every_item_in_a_request_are_told():
    shared = [replace(one, sources=(f"bron {number}", "brief")) for number, one in enumerate(batch(4))]
    told, model, _ = run(shared, titles)
    assert len(model.prompts) == 1
    assert told.usage.sources == ("brief", "bron 0", "bron 1", "bron 2", "bron 3")


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


USAGES = st.lists(
    st.tuples(
        st.sampled_from([None, 0, -5, 1, 40, 400, 10**9, -(10**12)]), st.sampled_from([None, 0, -5, 3, 90, 10**9])
    ),
    min_size=1,
    max_size=8,
)


@given(USAGES, st.floats(0.01, 3.0), st.integers(1, 8), st.integers(0, 6))
@settings(max_examples=60)
def test_nothing_goes_out_above_the_cap_whatever_the_endpoint_says_it_took(usages, most, parallel, failing):
    # An endpoint that counted nothing, or less than nothing, made a budget without an end.
    given_ = iter(usages * 20)
    lock = threading.Lock()
    sent = []
    least = []

    def answer(prompt):
        with lock:
            sent.append(prompt)
            tokens_in, tokens_out = next(given_)
            number = len(sent)
        if number <= failing:
            return ModelBusy("model.lost", host="", model="")
        return Completion(text=titles(prompt), tokens_in=tokens_in, tokens_out=tokens_out)

    mine = settled(parallel=parallel)

    class Watched(Ledger):
        def reserve(self, request):
            spent = cost(self.tokens_in, self.tokens_out, self.settings)
            reserved = super().reserve(request)
            if reserved is not None:
                least.append(spent + reserved <= most + 1e-9)
            return reserved

    watched = Watched(mine, most)
    told = running.answered(
        TEN, model=ScriptedModel(answer), replies=Passing(), settings=mine, ledger=watched, progress=still,
        pause=lambda _: None,
    )  # fmt: skip
    assert all(least)
    quarter = sum(cost(len(one.data) // 12, 0, mine) for one in sent)
    assert quarter <= most + 1e-9
    assert watched.tokens_in >= 0
    assert watched.tokens_out >= 0
    assert told.usage.stopped is None or told.usage.stopped.code in ("genai.cap", "model.lost", "sending.over_bound")


def test_an_honest_endpoint_never_costs_more_than_the_cap():
    for most in (0.0, 0.001, 0.9, 2.0, 5.0):
        told, _, ledger = run(
            TEN, lambda p: Completion(text=titles(p), tokens_in=len(p.data) // 4, tokens_out=20), settings=PRICED, most_eur=most
        )  # fmt: skip
        assert (cost(ledger.tokens_in, ledger.tokens_out, PRICED) or 0.0) <= most
        assert told.usage.stopped is None or told.usage.stopped.code == "genai.cap"
    assert told.usage.calls > 0


def test_a_lost_reply_may_have_been_charged_and_stays_set_aside():
    lost = iter([ModelBusy("model.lost", host="", model="")])
    _, _, ledger = run(TEN[:1], lambda p: next(lost, None) or titles(p), settings=PRICED, most_eur=1_000.0)
    assert ledger._reserved > 0
    sure = iter([ModelBusy("model.too_many", wait_seconds=1.0, host="", model="")])
    _, _, ledger = run(TEN[:1], lambda p: next(sure, None) or titles(p), settings=PRICED, most_eur=1_000.0)
    assert ledger._reserved == pytest.approx(0)


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


def test_an_endpoint_that_keeps_no_bound_on_its_replies_is_counted_and_left_where_there_is_a_budget():
    # One request may cost more than a whole budget so, which nothing can prevent once it was sent.
    def endless(prompt):
        return Completion(text=titles(prompt), tokens_in=10, tokens_out=40 * prompt.most_tokens)

    told, model, ledger = run(TEN, endless, settings=PRICED, most_eur=1_000_000.0)
    assert (len(model.prompts), told.usage.stopped.code) == (1, "sending.over_bound")
    assert len(told.answers) == 1, "what was paid for is used"
    assert ledger.tokens_out == 40 * model.prompts[0].most_tokens
    told, model, _ = run(TEN, endless)
    assert (len(model.prompts), told.usage.stopped) == (10, None)


def test_for_the_cap_the_larger_of_two_counts_holds():
    # An endpoint that says that it took nothing was believed for a quarter of what was sent.
    def nothing(prompt):
        return Completion(text=titles(prompt), tokens_in=0, tokens_out=0)

    least = run(TEN[:1], nothing, settings=PRICED, most_eur=1e6)[2]._counted
    told, model, ledger = run(TEN, nothing, settings=settled(parallel=1), most_eur=8 * least)
    assert told.usage.stopped.code == "genai.cap"
    assert 1 < len(model.prompts) <= 8
    assert ledger._counted <= 8 * least
    read = sum(running.request(TEN[:1]).tokens for _ in model.prompts)
    assert told.usage.tokens_in == read, "what is told is an estimate too, where what was said cannot be"


def test_a_prompt_that_went_out_twice_is_counted_twice():
    def again(prompt):
        return Completion(text=titles(prompt), tokens_in=7, sends=2)

    once = run(TEN[:1], lambda p: Completion(text=titles(p)))[0].usage
    told = run(TEN[:1], again)[0].usage
    assert (once.calls, told.calls, told.retries) == (1, 2, 1)
    assert told.tokens_in >= once.tokens_in + 7


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
