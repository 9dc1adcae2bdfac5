"""Whatever comes in over the wire, each question gets one well-formed answer, and the server goes on or ends cleanly."""

import json
import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.assistants import malformed

HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


class Wire:
    """A server over its pipes. ``asked`` sends a line and gives all that came before the answer to a ping after it."""

    def __init__(self, dossier):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rodedraad", "mcp", str(dossier)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._pings = 0
        self._errors = []
        self._listening = threading.Thread(target=lambda: self._errors.extend(self._process.stderr), daemon=True)
        self._listening.start()
        self.asked(_question(0, "initialize", HELLO))
        self.asked(b'{"jsonrpc":"2.0","method":"notifications/initialized"}')

    def asked(self, line, wanted=0):
        """``wanted`` answers are waited for: calls are answered aside, and may come after the ping."""
        self._pings += 1
        ping = f"ping {self._pings}"
        self._process.stdin.write(line + b"\n" + _question(ping, "ping", {}) + b"\n")
        self._process.stdin.flush()
        found, is_pinged = [], False
        while not is_pinged or len(found) < wanted:
            raw = self._process.stdout.readline()
            assert raw.endswith(b"\n"), "the server ended"
            answer = json.loads(raw)
            if answer.get("id") == ping:
                is_pinged = True
            else:
                found.append(answer)
        return found

    def left(self):
        self._process.stdin.close()
        rest = self._process.stdout.read()
        status = self._process.wait(30)
        self._listening.join(10)
        self._process.stdout.close()
        self._process.stderr.close()
        return status, rest, b"".join(self._errors)


def _question(number, method, params):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode()


@pytest.fixture(scope="module")
def wire(dossier):
    one = Wire(dossier)
    yield one
    status, rest, errors = one.left()
    assert (status, rest) == (0, b"")
    assert b"Traceback" not in errors


def _is_well_formed(answer):
    error = answer.get("error")
    is_error = error and isinstance(error["code"], int) and 0 < len(error["message"]) < 400
    return answer["jsonrpc"] == "2.0" and bool(is_error) != ("result" in answer)


def _call(arguments, *, number='"7"', name="search"):
    return (
        f'{{"jsonrpc":"2.0","id":{number},"method":"tools/call","params":{{"name":"{name}","arguments":{arguments}}}}}'
    ).encode()


LINES = [
    # half a character, which JSON can write and UTF-8 cannot: such a question got no answer
    (_call('{"query":"\\ud800"}'), "7"),
    (_call('{"\\udc00":1,"query":"kade"}'), "7"),
    (_call('{"query":"kade"}', name="\\udfff"), "7"),
    (_call('{"query":"kade"}', number='"7\\ud800"'), None),
    (b'{"jsonrpc":"2.0","id":7,"method":"resources/read","params":{"uri":"rodedraad://statement/\\ud800"}}', 7),
    (b'{"jsonrpc":"2.0","id":7,"method":"resources/list","params":{"cursor":"\\ud83d"}}', 7),
    # no number that an answer can be found by
    (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', None),
    (b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}', None),
    (b'{"jsonrpc":"2.0","id":true,"method":"ping"}', None),
    (b'{"jsonrpc":"2.0","id":[1],"method":"ping"}', None),
    (b'{"jsonrpc":"2.0","id":{},"method":"ping"}', None),
    # no question
    (b'{"id":7,"method":"ping"}', 7),
    (b'{"jsonrpc":"1.0","id":7,"method":"ping"}', 7),
    (b'{"jsonrpc":"2.0","id":7}', 7),
    (b'{"jsonrpc":"2.0","id":7,"method":9}', 7),
    (b'{"jsonrpc":"2.0","id":7,"method":"tools/call","params":[1]}', 7),
    (b'{"jsonrpc":"2.0","id":7,"method":"tools/call","params":"x"}', 7),
    (b'{"jsonrpc":"2.0","method":9}', None),
    (b"[]", None),
    (b'[{"jsonrpc":"2.0","id":7,"method":"ping"}]', None),
    (b"7", None),
    (_call('{"query":' + "[" * 500 + "]" * 500 + "}"), "7"),
    (_call('{"query":' + "[" * 50_000 + "]" * 50_000 + "}"), None),
    (_call('{"query":"kade","limit":1' + "0" * 5_000 + "}"), "7"),
    # no JSON
    (b"kade", None),
    (b'{"jsonrpc":"2.0","id":7,"method":"ping"', None),
    (b'\xef\xbb\xbf{"jsonrpc":"2.0","id":7,"method":"ping"}', None),
    (b"\xff\xfe\0", None),
    (_call('{"query":"a\x0bb"}'), None),
]


@pytest.mark.parametrize(("line", "number"), LINES, ids=range(len(LINES)))
def test_what_is_no_message_gets_one_error_at_once(line, number, wire):
    (answer,) = wire.asked(line)
    assert _is_well_formed(answer)
    assert (type(answer["id"]), answer["id"]) == (type(number), number)
    assert answer["error"]["code"] in (-32700, -32600)


def test_what_is_answered_by_nobody_is_not_answered(wire):
    for line in (
        b"",
        b"   ",
        b'{"jsonrpc":"2.0","id":7,"result":{}}',
        b'{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":"x"}}',
        b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"zz"}}',
        b'{"jsonrpc":"2.0","method":"nothing/known","params":{"id":7}}',
    ):
        assert wire.asked(line) == []


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["\ud800", "\0", "search", "kade", "s-", "rodedraad://source/x", "\u202e", "0-00000000"]),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)), max_leaves=8
)  # fmt: skip
TOOLS = st.sampled_from(["search", "ask", "quote", "thread", "proposition", "coverage", "list", "nope"])
ARGUMENTS = st.dictionaries(
    st.sampled_from(["query", "question", "id", "limit", "cursor", "core", "theme", "kind", "party", "x"]), VALUES, max_size=4
)  # fmt: skip
CALLS = st.builds(
    lambda name, arguments: {"method": "tools/call", "params": {"name": name, "arguments": arguments}},
    st.one_of(TOOLS, VALUES),
    st.one_of(ARGUMENTS, VALUES),
)
READS = st.builds(
    lambda kind, tail: {"method": "resources/read", "params": {"uri": f"rodedraad://{kind}/{tail}"}},
    st.sampled_from(["statement", "thread", "source", "log", ".."]),
    st.text(max_size=20),
)
OTHERS = st.builds(
    lambda method, params: {"method": method, "params": params},
    st.sampled_from(["initialize", "tools/list", "resources/list", "resources/templates/list", "prompts/list", "logging/setLevel", "completion/complete", "x"]),
    st.one_of(st.dictionaries(st.text(max_size=10), VALUES, max_size=3), VALUES),
)  # fmt: skip


@given(body=st.one_of(CALLS, READS, OTHERS), number=st.one_of(st.integers(0, 2**53), st.text(max_size=12)))
@settings(max_examples=150, deadline=None)
def test_every_question_gets_one_answer(body, number, wire):
    line = json.dumps({"jsonrpc": "2.0", "id": number, **body}).encode()
    (answer,) = wire.asked(line, wanted=1)
    assert _is_well_formed(answer)
    is_half = isinstance(number, str) and any("\ud800" <= sign <= "\udfff" for sign in number)
    assert answer["id"] == (None if is_half else number)
    told = json.dumps(answer)
    assert "Traceback" not in told
    assert "onverwacht" not in told, "an error that nobody foresaw"


@given(line=st.one_of(st.binary(max_size=200), st.builds(lambda value: json.dumps(value).encode(), VALUES)))
@settings(max_examples=150, deadline=None)
def test_no_line_gets_more_than_one_answer_or_ends_the_server(line, wire):
    line = line.replace(b"\n", b" ").replace(b"\r", b" ")
    answers = wire.asked(line)
    assert len(answers) == (1 if line.decode("utf-8", "replace").strip() else 0)
    assert all(_is_well_formed(one) and "error" in one for one in answers)


@given(st.text(max_size=200))
def test_a_line_is_taken_by_the_library_or_answered_here(line):
    answer = malformed.answered(line, "en")
    assert answer is None or _is_well_formed(json.loads(answer))
    assert (answer is None) == (not line.strip())
