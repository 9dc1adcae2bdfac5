"""A real language model for tests, ``tools/small_model.py`` in a process of its own: one for each worker that asks.

It reads 60 to 90 tokens a second and writes some 30 beside other tests on two cores, so a test with it asks little.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[1] / "tools" / "small_model.py"
STOP_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallModel:
    """Where it is served, what it is called, and its process (for its memory)."""

    url: str
    name: str
    process: int


@pytest.fixture(scope="session")
def small_model():
    pytest.importorskip("xllamacpp", reason="no wheel of the server for this machine")
    command = [sys.executable, str(TOOL)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        line = server.stdout.readline()
        assert line, "the small model did not start; run tools/small_model.py to see why"
        yield SmallModel(**json.loads(line), process=server.pid)
        server.stdin.close()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
