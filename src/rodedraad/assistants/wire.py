"""Standard input and output as the wire of the protocol: one message a line, bounded, and nothing else on it.

What other code prints goes to standard error meanwhile. What steers a terminal or turns text round is escaped in each
line, so that a log of the wire can be read; the JSON says the same.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from rodedraad.shapes import escaped

LONGEST_LINE = 4 << 20
"""Bytes of one message of a client; a longer one is not read."""
_SHOWN = 20
"""Bytes of a longer one: they are no JSON, and so are answered as what is none."""
_WAITING = 100
"""Messages that are read ahead."""


class Incoming:
    """Lines of a client, read by a thread of its own: one that waits for input would keep the program from ending.

    ``answered`` gives what a line gets for an answer at once; such a line is passed over.
    """

    def __init__(self, stream: BinaryIO, outgoing: Outgoing, answered: Callable[[str], str | None]) -> None:
        self._outgoing = outgoing
        self._answered = answered
        self._lines: asyncio.Queue[str | None] = asyncio.Queue(_WAITING)
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, args=(stream, loop), daemon=True).start()

    async def __aiter__(self) -> AsyncIterator[str]:
        while (line := await self._lines.get()) is not None:
            if (answer := self._answered(line)) is None:
                yield line
            else:
                await self._outgoing.write(f"{answer}\n")

    def _read(self, stream: BinaryIO, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop has ended: nobody listens any more
            for line in lines(stream):
                asyncio.run_coroutine_threadsafe(self._lines.put(line), loop).result()
            asyncio.run_coroutine_threadsafe(self._lines.put(None), loop).result()


class Outgoing:
    """Lines to a client. A client that is gone is no error: its end of input ends the server."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    async def write(self, line: str) -> None:
        """Writes one line."""
        await asyncio.to_thread(self._write, escaped(line).encode("utf-8", "backslashreplace"))

    async def flush(self) -> None:
        """Nothing is held back."""

    def _write(self, line: bytes) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(line)
            self._stream.flush()


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream; of one that is too long the beginning comes out, and it is never held whole."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            line = line[:_SHOWN]
        yield line.decode("utf-8", "replace")


@contextmanager
def standard() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Standard input and output for the protocol alone; meanwhile what is printed goes to standard error."""
    sys.stdout.flush()
    inward, outward = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    try:
        yield os.fdopen(inward, "rb", closefd=False), os.fdopen(outward, "wb", closefd=False)
    finally:
        os.dup2(inward, 0)
        os.dup2(outward, 1)
