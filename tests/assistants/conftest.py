"""A dossier on disk, and an assistant that speaks to it: the library's own client, over the pipes of a process."""

import asyncio
import hashlib
import os
import sys
import threading

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from rodedraad import cli

VISION = """# Visie Energie Oosterdam

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk, met steun van de provincie Noord-Holland.
Wij vragen de provincie Noord-Holland om vóór 2027 een besluit te nemen over de kade, zie de Nota Kades 2024.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
LETTER = """# Brief Havenwijk

Provincie Noord-Holland, 4 mei 2026

De gemeente legt uiterlijk in 2032 een warmtenet aan in de Havenwijk.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
CLOSED = """# Vertrouwelijke notitie Zeppelinhal

Gemeente Beverwijk, 6 juni 2026

Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
De gemeente koopt in 2027 de Zeppelinhal voor 12 miljoen euro.
"""
NO_NETWORK = """
import socket

def refused(*_):
    raise RuntimeError("an assistant's server reached for a network")

socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = refused
"""
"""What the server's Python runs first."""


def built(path, **files):
    """A dossier of these files, built."""
    run("new", path)
    for name, text in files.items():
        (path / "bronnen" / f"{name}.md").write_text(text, encoding="utf-8")
    run("build", path)
    return path


def run(*arguments):
    assert cli.run([*map(str, arguments)]) in (0, 1)


def hashes(path):
    return {
        one.relative_to(path).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(path.rglob("*"))
        if one.is_file()
    }


class Assistant:
    """A client in a thread of its own, so that tests need not be asynchronous."""

    def __init__(self, path, *options, elsewhere):
        (elsewhere / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
        here = [str(elsewhere), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.parameters = StdioServerParameters(
            command=sys.executable,
            args=["-m", "rodedraad", "mcp", str(path), "--lang", "nl", *options],
            env={"PYTHONPATH": os.pathsep.join(here)},
        )
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._live(),))
        self._thread.start()
        assert self._ready.wait(60)

    async def _live(self):
        self._over = asyncio.Event()
        async with Client(stdio_client(self.parameters)) as self.client:
            self._ready.set()
            await self._over.wait()

    def do(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(120)

    def call(self, tool, **arguments):
        return self.do(self.client.call_tool(tool, arguments))

    def asked(self, tool, **arguments):
        """The structured answer of a call that goes well."""
        answer = self.call(tool, **arguments)
        assert not answer.is_error, answer.content[0].text
        return answer.structured_content

    def read(self, uri):
        return self.do(self.client.read_resource(uri)).contents[0]

    def leave(self):
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(30)
        assert not self._thread.is_alive()
        self._loop.close()


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    return built(tmp_path_factory.mktemp("open") / "dossier", visie=VISION, brief=LETTER)


@pytest.fixture(scope="module")
def assistant(dossier, tmp_path_factory):
    """Over all that a module asks of it, no file of the dossier changes."""
    before = hashes(dossier)
    one = Assistant(dossier, elsewhere=tmp_path_factory.mktemp("first"))
    yield one
    one.leave()
    assert hashes(dossier) == before


@pytest.fixture
def on(tmp_path):
    """Starts an assistant on a dossier of the test's own."""
    started = []

    def start(path, *options):
        elsewhere = tmp_path / f"first{len(started)}"
        elsewhere.mkdir()
        started.append(Assistant(path, *options, elsewhere=elsewhere))
        return started[-1]

    yield start
    for one in started:
        one.leave()


@pytest.fixture
def making():
    """Makes and builds a dossier."""
    return built


@pytest.fixture
def files():
    """What the open dossier is made of, by name."""
    return {"visie": VISION, "brief": LETTER}


@pytest.fixture
def closed():
    """A document that is not public."""
    return CLOSED
