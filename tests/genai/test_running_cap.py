"""Never more goes out than may be spent, whatever the endpoint says that it took."""

import threading

import pytest
from fakes import ScriptedModel
from genai.asked import PRICED, still, titles
from genai.runs import TEN, run, settled
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.errors import ModelBusy, ModelUnavailable
from rodedraad.genai import running
from rodedraad.genai.cost import Ledger, cost, estimate
from rodedraad.rating import Passing
from rodedraad.records import Completion

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


def test_a_lost_reply_may_have_been_charged_and_counts_for_the_cap_in_full_and_in_the_account_as_sent():
    def counted(error):
        given_ = iter([error])
        _, _, ledger = run(TEN[:1], lambda p: next(given_, None) or titles(p), settings=PRICED, most_eur=1_000.0)
        assert ledger._reserved == pytest.approx(0)
        return ledger._counted, ledger.tokens_in

    lost = counted(ModelBusy("model.lost", host="", model=""))
    sure = counted(ModelBusy("model.too_many", wait_seconds=1.0, host="", model=""))
    asked = running.request(TEN[:1])
    assert lost[0] - sure[0] == pytest.approx(cost(asked.tokens, asked.prompt.most_tokens, PRICED))
    assert lost[1] - sure[1] == asked.tokens


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_text_that_went_out_is_counted_where_we_break_it_off_and_not_where_it_was_never_read(is_cancelled):
    # What was under way when somebody ended the run was told as free.
    cancel, closed = threading.Event(), threading.Event()

    class Broken(ScriptedModel):
        def close(self):
            super().close()
            closed.set()

    def answer(_):
        if is_cancelled:
            cancel.set()
            assert closed.wait(20)
        return ModelUnavailable("model.closed" if is_cancelled else "model.no_connection", host="", model="", reason="")

    ledger, asked = Ledger(PRICED, 1e6), running.request(TEN[:1])
    one = running.Run(Broken(answer), Passing(), PRICED, ledger, progress=still, cancel=cancel)
    one.send([asked])
    assert one.usage.stopped.code == ("sending.cancelled" if is_cancelled else "model.no_connection")
    assert one.usage.tokens_in == ledger.tokens_in == (asked.tokens if is_cancelled else 0)
    assert one.usage.calls == (1 if is_cancelled else 0)  # nothing left where nobody was there
    assert bool(one.usage.sources) is is_cancelled


@pytest.mark.parametrize("code", ["model.no_key", "model.unknown", "model.refused"])
def test_text_that_an_endpoint_turned_away_is_told_to_have_gone(code):
    # The account said 0 tokens, while the whole request stood in somebody's server.
    ledger, asked = Ledger(PRICED, None), running.request(TEN[:1])
    gone = ModelUnavailable(code, host="", model="", status=0, reason="")
    one = running.Run(ScriptedModel(lambda _: gone), Passing(), PRICED, ledger, progress=still)
    one.send([asked])
    assert (one.usage.calls, one.usage.tokens_in) == (1, asked.tokens)


def test_text_that_went_into_a_silence_is_told_to_have_gone():
    ledger, asked = Ledger(PRICED, None), running.request(TEN[:1])
    silent = ModelBusy("model.silent", host="", model="", seconds=1.0)
    one = running.Run(ScriptedModel(lambda _: silent), Passing(), PRICED, ledger, progress=still, pause=lambda _: None)
    one.send([asked])
    assert one.usage.tokens_in == one.usage.calls * asked.tokens > 0


def test_the_cap_holds_for_all_that_is_under_way_together():
    # Eight at once may cost eight times what one may.
    asked = running.request(TEN[:1])
    worst = Ledger(PRICED, None).reserve(asked)
    ledger = Ledger(PRICED, 3.5 * worst)
    told: list[float] = []
    waiting = threading.Thread(target=lambda: [told.append(ledger.reserve(asked)) for _ in range(4)], daemon=True)
    waiting.start()
    waiting.join(0.5)
    assert len(told) == 3, "a fourth waits for what is under way"
    ledger.settle(told[0])
    waiting.join(5)
    assert len(told) == 4


@pytest.mark.parametrize("parallel", [1, 8])
def test_a_budget_as_large_as_the_estimate_is_enough_however_many_go_at_once(parallel):
    # What was set aside for those under way ended the run, though they left enough.
    mine = settled(parallel=parallel)
    most = estimate([running.request([one]) for one in TEN], mine).cost_eur
    told, model, ledger = run(
        TEN, lambda p: Completion(text=titles(p), tokens_in=len(p.data) // 4, tokens_out=20), settings=mine, most_eur=most
    )  # fmt: skip
    assert (len(model.prompts), told.usage.stopped, len(told.answers)) == (10, None, 10)
    assert ledger._counted < most


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
