"""An endpoint that cannot hold a reply to a schema is asked in words: found out once, and never for one odd prompt."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from adapters.asked import GOOD, KEY, PROMPT, SCHEMA, said
from endpoint import Endpoint, after, failed

from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.errors import InvalidReply, ModelBusy, ModelUnavailable
from rodedraad.records import Prompt


def test_an_endpoint_without_structured_output_is_asked_in_words_and_found_out_once():
    def plain(body):
        return failed(400, "response_format is not supported") if "response_format" in body else GOOD

    outcome, server = said(plain, count=5)
    assert outcome.text == GOOD
    assert [("response_format" in body) for body in server.bodies] == [True, *[False] * 5]
    assert SCHEMA in server.bodies[1]["messages"][0]["content"]
    assert SCHEMA not in server.bodies[0]["messages"][0]["content"]
    outcome, server = said(plain, is_structured=False)
    assert (outcome.text, server.requests) == (GOOD, 1)


def test_an_endpoint_that_is_busy_when_it_is_asked_in_words_is_asked_so_again():
    # One 429 on that one try, and every later item was refused for good.
    answers_ = iter([failed(429), GOOD, GOOD])

    def answer(body):
        return failed(400, "response_format is not supported") if "response_format" in body else next(answers_)

    with Endpoint(answer) as server, EndpointModel(name="m", endpoint=server.url) as model:
        with pytest.raises(ModelBusy):
            model.complete(PROMPT)
        assert model.complete(PROMPT).text
        assert model.complete(PROMPT).text


def test_many_at_once_find_out_together_that_there_is_no_structured_output():
    def plain(body):
        return failed(400) if "response_format" in body else after(0.05, GOOD)(body)

    with Endpoint(plain) as server, EndpointModel(name="m", endpoint=server.url) as model:
        with ThreadPoolExecutor(8) as pool:
            assert {one.text for one in pool.map(lambda _: model.complete(PROMPT), range(24))} == {GOOD}
        assert sum("response_format" in body for body in server.bodies) <= 8
        assert not model.is_structured


def test_one_prompt_that_is_rejected_ends_no_run_that_has_had_answers():
    def picky(_):
        return failed(400, f"content policy {KEY}") if len(server.bodies) > 1 else GOOD

    with Endpoint(picky) as server, EndpointModel(name="m", endpoint=server.url, key=KEY) as model:
        model.complete(PROMPT)
        for requests in (3, 4):  # it is asked in words once in a run
            with pytest.raises(InvalidReply) as error:
                model.complete(PROMPT)
            assert dict(error.value.message.values)["reason"] == "content policy ***"
            assert server.requests == requests
        assert model.is_structured


def test_what_is_asked_in_words_and_refused_is_not_asked_again():
    outcome, server = said(failed(400, "no"), is_structured=False)
    assert isinstance(outcome, ModelUnavailable)
    assert server.requests == 1


def test_what_is_refused_in_words_too_leaves_the_schema_for_the_next():
    def picky(body):
        return failed(400, "no") if "vreemd" in body["messages"][1]["content"] else GOOD

    odd = Prompt(task="title", instructions="x", data="vreemd", schema=SCHEMA, most_tokens=9)
    with Endpoint(picky) as server, EndpointModel(name="m", endpoint=server.url) as model:
        model.complete(PROMPT)
        for _ in range(2):
            with pytest.raises(InvalidReply):
                model.complete(odd)
        model.complete(PROMPT)
        assert ["response_format" in body for body in server.bodies] == [True, True, False, True, True]
