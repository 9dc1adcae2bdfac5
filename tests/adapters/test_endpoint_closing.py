"""Questions from many threads at once, and what ends them: closing, hanging, and connections that cannot be closed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from adapters.asked import GOOD, PROMPT
from endpoint import Endpoint, Scripted, after

from rodedraad.adapters import calling
from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.errors import ModelError
from rodedraad.records import Completion


def test_eight_threads_keep_eight_questions_under_way():
    with Endpoint(after(0.1, GOOD)) as server, EndpointModel(name="m", endpoint=server.url) as model:
        model.complete(PROMPT)
        began = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            assert {one.text for one in pool.map(lambda _: model.complete(PROMPT), range(32))} == {GOOD}
        assert server.most_at_once == 8
        assert time.monotonic() - began < 2.6, "four rounds of a tenth of a second, and not thirty-two"


def test_closing_ends_what_is_under_way_and_every_later_question():
    with Endpoint(lambda _: Scripted(seconds=30.0)) as server:
        model = EndpointModel(name="m", endpoint=server.url, timeout_seconds=30.0)
        outcomes = []

        def ask():
            try:
                model.complete(PROMPT)
            except ModelError as error:
                outcomes.append(error.message.code)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        while server.requests < 3:
            time.sleep(0.01)
        began = time.monotonic()
        model.close()
        model.close()
        for thread in threads:
            thread.join(5)
        assert outcomes == ["model.closed"] * 3
        assert time.monotonic() - began < 10.0
        ask()
        assert outcomes[3:] == ["model.closed"]
    assert "rodedraad-model" not in {thread.name for thread in threading.enumerate()}


class Late:
    """A caller's thread: as soon as it has ended, and before its loop is closed, somebody asks."""

    def __init__(self, thread, work):
        self._thread = thread
        self._work = work

    def join(self, seconds):
        self._thread.join(seconds)
        self._work()

    def is_alive(self):
        return self._thread.is_alive()


def test_a_question_between_the_end_of_the_thread_and_of_its_loop_waits_for_nothing():
    # It was put on a loop that no longer ran, and was waited for without end.
    with Endpoint(lambda _: GOOD) as server:
        caller = calling.Caller(name="m", endpoint=server.url, key=None, timeout_seconds=30.0)
        outcomes = []
        asking = threading.Thread(target=lambda: outcomes.append(caller.ask(PROMPT, is_structured=True)), daemon=True)

        def ask():
            asking.start()
            asking.join(5)

        caller._thread = Late(caller._thread, ask)
        caller.close()
        assert [one.message.code for one in outcomes] == ["model.closed"]
        assert caller.ask(PROMPT, is_structured=True).message.code == "model.closed"
        assert server.requests == 0


def test_a_loop_that_hangs_keeps_nobody_waiting(monkeypatch):
    hangs = threading.Event()

    async def hanging(*_, **__):
        hangs.wait(30)

    monkeypatch.setattr(calling, "model_request", hanging)
    monkeypatch.setattr(calling, "MARGIN_SECONDS", 0.1)
    monkeypatch.setattr(calling, "_CONNECT_SECONDS", 0.1)
    caller = calling.Caller(name="m", endpoint="http://127.0.0.1:9/v1", key=None, timeout_seconds=0.1)
    outcomes = []

    def both():
        outcomes.append(caller.ask(PROMPT, is_structured=True).message.code)
        caller.close()

    asking = threading.Thread(target=both, daemon=True)
    asking.start()
    asking.join(10)
    assert (outcomes, asking.is_alive()) == (["model.silent"], False)
    hangs.set()
    caller._thread.join(5)
    assert not caller._thread.is_alive()
    caller._loop.call_later(0.05, caller._loop.stop)
    caller._loop.run_forever()  # lets go of what was waiting behind the hanging question
    caller._loop.close()


def test_connections_that_cannot_be_closed_hide_no_error(monkeypatch):
    # What `close` raised out of a finally took the place of the error that ended the run.
    with Endpoint(lambda _: GOOD) as server:
        caller = calling.Caller(name="m", endpoint=server.url, key=None, timeout_seconds=5.0)

        ended = caller._ended

        async def failing():
            await ended()
            raise OSError("broken pipe")

        monkeypatch.setattr(caller, "_ended", failing)
        assert isinstance(caller.ask(PROMPT, is_structured=True), Completion)
        caller.close()
        assert caller._loop.is_closed()
