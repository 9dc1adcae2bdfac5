"""Installs the locked test environment into .venv, fetches the small model, and runs every test.

python3 tools/test.py [pytest options]
"""

from __future__ import annotations

import os
import sys

import environment

if __name__ == "__main__":
    python = str(environment.ready())
    environment.run([python, "tools/small_model.py", "--fetch"])
    # Each process of pytest works for one processor: more threads of a library of matrices would wait for each other.
    for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(library, "1")
    # Hundreds of commands run in processes of their own: each would compile the program, and each process pytest's rewriting.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # The same commit gets the same answer; `pytest` alone draws other examples each time.
    environment.run(
        [python, "-m", "pytest", "--hypothesis-seed=0", *(sys.argv[1:] or ["-n", "2", "--dist", "worksteal"])]
    )
