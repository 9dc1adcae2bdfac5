"""Where the shared documents lie, and the mark of tests that need them."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"

SHARED: Path = _BESIDE

if os.environ.get("CI") and not _BESIDE.is_dir():  # pragma: no cover
    raise RuntimeError(f"CI must have the shared documents at {_BESIDE}")

needs_shared = pytest.mark.skipif(not _BESIDE.is_dir(), reason=f"the shared documents are not at {_BESIDE}")
