"""What every model must do: the same suite for the scripted one in memory, an endpoint, and a real small model."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from endpoint import Endpoint, Scripted, completed, failed
from fakes import ScriptedModel

from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.errors import InvalidReply, ModelBusy, ModelError, ModelUnavailable
from rodedraad.records import Completion, Prompt

SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"title": {"type": "string", "maxLength": 60}},
        "required": ["title"],
        "additionalProperties": False,
    }
)


def prompt(data, *, most_tokens=40):
    words = "Give a short title for the quotes, as JSON."
    return Prompt(task="title", instructions=words, data=data, schema=SCHEMA, most_tokens=most_tokens)


@pytest.fixture(params=["scripted", "endpoint", pytest.param("small", marks=pytest.mark.slow)])
def model(request):
    if request.param == "scripted":
        yield ScriptedModel(lambda asked: json.dumps({"title": asked.data}))
    elif request.param == "endpoint":
        with Endpoint(lambda body: json.dumps({"title": body["messages"][-1]["content"]})) as server:
            made = EndpointModel(name="m", endpoint=server.url)
            yield made
            made.close()
    else:
        served = request.getfixturevalue("small_model")
        made = EndpointModel(name=served.name, endpoint=served.url)
        yield made
        made.close()


def test_an_answer_is_text_in_the_shape_asked_with_what_it_took_or_nothing(model):
    completion = model.complete(prompt("«Wij willen schone lucht.»"))
    assert isinstance(completion, Completion)
    assert completion.is_cut_off or json.loads(completion.text).keys() == {"title"}
    for count in (completion.tokens_in, completion.tokens_out):
        assert count is None or count > 0


def test_several_threads_may_ask_at_once_and_each_gets_its_own_answer(model):
    is_small = model.name.startswith("SmolLM2")  # which says what it likes, and takes its time
    quotes = [f"«Wens {number}.»" for number in range(3 if is_small else 24)]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(lambda quote: model.complete(prompt(quote)), quotes))
    for completion in at_once:
        assert completion.is_cut_off or json.loads(completion.text).keys() == {"title"}
    if not is_small:
        assert [json.loads(completion.text)["title"] for completion in at_once] == quotes


def test_a_model_that_is_closed_is_unavailable(model):
    model.complete(prompt("«Rust.»"))
    model.close()
    with pytest.raises(ModelUnavailable):
        model.complete(prompt("«Rust.»"))
    model.close()


def test_a_model_says_its_name_and_where_it_is(model):
    assert model.name
    assert model.endpoint.startswith("http")


@pytest.mark.parametrize("kind", [ModelUnavailable, ModelBusy, InvalidReply])
def test_each_kind_of_error_comes_out_as_it_is_in_both(kind):
    answers = {ModelUnavailable: failed(401), ModelBusy: failed(429), InvalidReply: Scripted(body=completed(None))}
    with Endpoint(lambda _: answers[kind]) as server, EndpointModel(name="m", endpoint=server.url) as far:
        for model in (far, ScriptedModel(lambda _: kind("model.no_words", host="h", model="m"))):
            with pytest.raises(ModelError) as error:
                model.complete(prompt("x"))
            assert type(error.value) is kind


def test_an_answer_that_was_cut_off_comes_out_as_it_is_in_both():
    cut = Completion(text='{"ti', tokens_in=7, tokens_out=3, is_cut_off=True)
    body = Scripted(body=completed('{"ti', finish="length"))
    with Endpoint(lambda _: body) as server, EndpointModel(name="m", endpoint=server.url) as far:
        assert far.complete(prompt("x")) == cut == ScriptedModel(lambda _: cut).complete(prompt("x"))


@pytest.mark.slow
def test_what_is_too_long_for_a_real_model_is_said_as_such_and_the_next_is_answered(small_model):
    with EndpointModel(name=small_model.name, endpoint=small_model.url) as model:
        with pytest.raises(InvalidReply) as error:
            model.complete(prompt("Wij willen rust. " * 3_000))
        assert error.value.message.code == "model.too_long"
        assert model.is_structured
        assert model.complete(prompt("«Rust.»")).text


def test_the_scripted_model_keeps_what_it_was_asked():
    model = ScriptedModel(lambda _: "{}")
    asked = [prompt("a"), prompt("b")]
    assert [model.complete(one).text for one in asked] == ["{}", "{}"]
    assert model.prompts == asked
