"""Installs Rodedraad into .venv and runs its demo: python3 tools/demo.py [options of `rodedraad demo`]."""

from __future__ import annotations

import sys

import environment

if __name__ == "__main__":
    environment.run([str(environment.ready()), "-m", "rodedraad", "demo", *sys.argv[1:]])
