"""The command line as the benchmarks run it: in a process of its own, as a person does."""

from __future__ import annotations

import os
import subprocess
import sys


def rodedraad(*arguments: object) -> str:
    """What a command prints; ends the benchmark, with what it said, where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "rodedraad", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    )
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.stdout
