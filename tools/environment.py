"""The one development environment: .venv, made from requirements/test.lock, with this checkout in it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "test.lock"
PLACE = ROOT / ".venv"


def python(place: Path = PLACE) -> Path:
    """The interpreter of an environment, on this system."""
    return place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready() -> Path:
    """The interpreter of the environment, made or brought up to date first. Prints what it does."""
    mark = PLACE / "made-from"
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if python().exists() and mark.exists() and mark.read_text(encoding="ascii") == wanted:
        return python()
    print(f"Making {PLACE.name} from {LOCK.relative_to(ROOT)} (once; a minute or two) ...", flush=True)
    venv.create(PLACE, clear=True, with_pip=True)
    pip = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(LOCK)])
    run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    mark.write_text(wanted, encoding="ascii")
    return python()


def run(command: list[str], **options: object) -> None:
    """Runs a command from the checkout's root and stops with its exit status when it fails."""
    done = subprocess.run(command, cwd=options.get("cwd", ROOT), check=False)
    if done.returncode:
        sys.exit(done.returncode)
