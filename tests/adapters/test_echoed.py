"""A key that an endpoint repeats goes nowhere: not into a dossier, not onto the screen, however it is written."""

import base64
import json
from dataclasses import replace
from urllib.parse import quote

import pytest
from adapters.asked import GOOD, KEY, PROMPT, said
from endpoint import Endpoint, failed
from genai.asked import PRICED, parts, still
from genai.asked import said as told
from genai.runs import TEN

from rodedraad.adapters.echoed import Echo
from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.adapters.received import ReceivedReplies
from rodedraad.errors import ModelUnavailable
from rodedraad.genai import running
from rodedraad.genai.cost import Ledger
from rodedraad.records import Prompt

WRITTEN = {
    "as it is": KEY,
    "in capitals": KEY.upper(),
    "with blanks": " ".join(KEY),
    "on two lines": f"{KEY[:9]}\n\t{KEY[9:]}",
    "with signs nobody sees": "\u200b".join(KEY),
    "in an address": quote(KEY.replace("-", "%2D").replace("e", "%65"), safe=""),
    "as escapes of JSON": "".join(f"\\u{ord(sign):04x}" for sign in KEY),
    "as escapes in escapes": json.dumps("".join(f"\\u{ord(sign):04x}" for sign in KEY)),
    "with an escaped line end": f"{KEY[:9]}\\n{KEY[9:]}",
    "in HTML": "".join(f"&#{ord(sign)};" for sign in KEY),
    "in base64": base64.b64encode(KEY.encode()).decode(),
    "in base64 after one sign": base64.b64encode(f"x{KEY}".encode()).decode(),
    "in base64 after two": base64.b64encode(f"xy{KEY} en meer".encode()).decode(),
    "in base64 of a head": base64.urlsafe_b64encode(f"Bearer {KEY}".encode()).decode(),
    "in base64 on lines": base64.encodebytes(f"Authorization: Bearer {KEY} {KEY}".encode()).decode(),
    "in hexadecimals": KEY.encode().hex(" "),
    "from back to front": KEY[::-1],
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_reply_that_repeats_the_key_is_refused_whole_however_it_is_written(written):
    assert Echo(KEY).is_in(f"Rust in het dorp {written} en verder.")
    outcome, _ = said(json.dumps({"a": f"Rust {written}"}), key=KEY)
    assert isinstance(outcome, ModelUnavailable)
    assert outcome.message.code == "model.repeats_key"
    assert KEY not in repr(outcome) + repr(outcome.message)


def test_what_is_no_key_is_no_secret():
    assert not Echo(KEY).is_in(GOOD)
    assert not Echo("").is_in("Rust")
    assert not Echo("ollama").is_in("Wij vragen het aan ollama.")  # local servers take any word
    words = Echo("gemeente-oosterdam")
    assert words.is_in("De gemeente Oosterdam bouwt.")
    assert not words.is_in("De gemeente Oosterdam bouwt.", sent="Gemeente Oosterdam: wij bouwen.")


def test_a_word_of_the_text_that_was_sent_may_come_back():
    said_back = Prompt(task="title", instructions="x", data=f"«{KEY}»", schema=PROMPT.schema, most_tokens=50)
    with (
        Endpoint(lambda _: json.dumps({"a": KEY})) as server,
        EndpointModel(name="m", endpoint=server.url, key=KEY) as model,
    ):
        assert KEY in model.complete(said_back).text


def test_a_run_ends_at_the_first_reply_that_repeats_the_key_and_keeps_what_came_before_and_pays_for_all(tmp_path):
    def answer(body):
        numbered = parts(body["messages"][-1]["content"])
        words = "De gemeente" if len(server.bodies) < 3 else f"De sleutel {' '.join(KEY)}"
        return told(*({"title": words} for _ in numbered))

    replies = ReceivedReplies(tmp_path / "antwoorden", "proef")
    ledger = Ledger(PRICED, None)
    with Endpoint(answer) as server:
        with EndpointModel(name="m", endpoint=server.url, key=KEY) as model:
            run = running.Run(model, replies, replace(PRICED, parallel=1), ledger, progress=still)
            run.send(running.requests(TEN, window=PRICED.window_tokens))
        assert server.requests == run.usage.calls == 3
    assert run.usage.stopped.code == "model.repeats_key"
    kept = [path.read_text(encoding="utf-8") for path in (tmp_path / "antwoorden").rglob("*.json")]
    assert len(kept) == len(replies.keys()) == 2
    assert not [one for one in kept if Echo(KEY).is_in(one)]
    asked = list(running.requests(TEN, window=PRICED.window_tokens))
    assert run.usage.tokens_in > 2 * max(one.tokens for one in asked)  # the third is paid for too


@pytest.mark.parametrize("before", [0, 150, 195, 790, 799, 5000])
@pytest.mark.parametrize("written", [KEY, KEY.upper(), " ".join(KEY), quote(KEY).replace("-", "%2D")])
def test_the_reason_of_a_refusal_holds_no_key_and_no_part_of_one_wherever_it_stands(before, written):
    outcome, _ = said(failed(400, f"{'x' * before} {written} is wrong"), key=KEY, is_structured=False)
    reason = dict(outcome.message.values)["reason"]
    assert KEY[:4].casefold() not in reason.replace(" ", "").casefold()
    outcome, _ = said(failed(400, "This prompt is wrong"), key=KEY, is_structured=False)
    assert dict(outcome.message.values)["reason"] == "This prompt is wrong"
