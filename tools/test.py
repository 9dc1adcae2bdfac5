"""Installs the locked test environment into .venv and runs every test: python3 tools/test.py [pytest options]."""

from __future__ import annotations

import sys

import environment

if __name__ == "__main__":
    environment.run([str(environment.ready()), "-m", "pytest", *(sys.argv[1:] or ["-n", "2", "--dist", "worksteal"])])
