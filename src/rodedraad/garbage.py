"""When not to look for garbage: records are many, they stay, and they never point in a circle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: looking through a hundred thousand records again and again costs a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def keep() -> None:
    """What is there now stays: to look through millions of records for garbage again stops everything for seconds."""
    gc.freeze()
