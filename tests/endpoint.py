"""A chat endpoint on this machine that says what a test tells it to, fails in every way that one can, and counts.

``Endpoint(answer)`` serves ``POST /v1/chat/completions`` and ``GET /v1/models``; ``answer`` gets the request's body and
returns the words of the reply, or a ``Scripted`` for anything else. Tokens are counted by a rule, the same for what is
sent and for what a test compares it with: see ``tokens``.
"""

import json
import re
import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHARS_PER_TOKEN = 5
"""A word takes a token per five characters begun, a sign one: within a tenth of what models count in Dutch prose."""


def tokens(text):
    return sum((len(word) - 1) // CHARS_PER_TOKEN + 1 for word in re.findall(r"\w+|[^\w\s]", text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """One answer, to the byte. ``lost``: the connection is reset after that many bytes of the body.

    ``seconds`` pass before the first byte; with ``drip`` as many between every two. ``announced`` is the length that
    the head promises, where it is another than the body's; ``endless`` repeats the body for ever, in chunks.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    drip: float = 0.0
    lost: int | None = None
    announced: int | None = None
    endless: bool = False


def completed(text, *, finish="stop", usage=(7, 3), message=None, model="m", **other):
    """The body of a reply as an endpoint writes it. ``message`` adds to, or takes the place of, parts of the message."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text} | (message or {})}
    body = {"id": "c-1", "object": "chat.completion", "created": 1, "model": model, "choices": [choice]}
    if usage:
        counts = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
        body["usage"] = counts
    return json.dumps(body | other).encode()


def failed(status, message="no", code=None, headers=(), kind="error"):
    """An error as OpenAI words it."""
    return Scripted(
        status=status,
        body=json.dumps({"error": {"message": message, "type": kind, "code": code}}).encode(),
        headers=headers,
    )


class Endpoint:
    """The server, for a ``with``. ``url`` is its address; the counts are of what came in since it started."""

    def __init__(self, answer, *, key=None, models=("m",)):
        self.answer = answer
        self.key = key
        self.models = models
        self.requests = 0
        self.at_once = 0
        self.most_at_once = 0
        self.bytes_in = 0
        self.tokens_in = 0
        self.bodies = []
        self.heads = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.endpoint = self
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.is_over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def came(self, raw, headers):
        body = json.loads(raw)
        words = "\n".join(message["content"] for message in body["messages"])
        with self._lock:
            self.requests += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.bytes_in += len(raw)
            self.tokens_in += tokens(words)
            self.bodies.append(body)
            self.heads.append({name.lower(): value for name, value in headers.items()})
        return body

    def went(self):
        with self._lock:
            self.at_once -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.is_over = threading.Event()

    def handle_error(self, *_):
        """A client that went away is what many of these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_):
        pass

    def do_GET(self):
        models = {"object": "list", "data": [{"id": name, "object": "model"} for name in self.server.endpoint.models]}
        is_there = self.path == "/v1/models"
        self._say(Scripted(body=json.dumps(models).encode()) if is_there else failed(404))

    def do_POST(self):
        endpoint = self.server.endpoint
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/v1/chat/completions":
            self._say(failed(404, "no such path"))
            return
        body = endpoint.came(raw, self.headers)
        try:
            if endpoint.key and self.headers.get("Authorization") != f"Bearer {endpoint.key}":
                said = failed(401, f"Incorrect key: {self.headers.get('Authorization')}", "invalid_api_key")
            elif body["model"] not in endpoint.models:
                said = failed(404, "no such model", "model_not_found")
            else:
                said = endpoint.answer(body)
            if isinstance(said, str):
                counts = (sum(tokens(message["content"]) for message in body["messages"]), tokens(said))
                said = Scripted(body=completed(said, usage=counts, model=body["model"]))
        finally:
            endpoint.went()
        self._say(said)

    def _say(self, said):
        if self.server.is_over.wait(said.seconds) if said.seconds else False:
            return
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(said.status)
            self.send_header("Content-Type", said.content_type)
            for name, value in said.headers:
                self.send_header(name, value)
            if said.endless:
                self.send_header("Transfer-Encoding", "chunked")
            else:
                self.send_header("Content-Length", str(len(said.body) if said.announced is None else said.announced))
            self.end_headers()
            if said.endless:
                self._pour(said)
            elif said.drip:
                self._pour(said, pieces=[bytes([one]) for one in said.body])
            else:
                self.wfile.write(said.body[: said.lost])
            self.wfile.flush()
        if said.lost is not None or said.announced is not None:
            self._lose(is_reset=said.lost is not None)

    def _pour(self, said, pieces=None):
        """Bytes for as long as somebody listens, or the given ones slowly."""
        for piece in pieces if pieces is not None else iter(lambda: said.body, None):
            self.wfile.write(piece if pieces is not None else b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
            if self.server.is_over.wait(said.drip) if said.drip else self.server.is_over.is_set():
                return

    def _lose(self, *, is_reset):
        if is_reset:  # no goodbye: the other side sees the connection reset
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True


def after(seconds, text):
    """An answer that takes a while, held open by the server as a model that thinks."""

    def answer(_):
        time.sleep(seconds)
        return text

    return answer
