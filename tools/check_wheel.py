"""Builds the wheel, installs it alone into a clean environment and runs the demo from there, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import environment

MAX_INSTALL_MB = 500


def main() -> None:
    """Prints the size of the wheel and of the install; stops with an error when either step fails."""
    python = environment.ready()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        environment.run([str(python), "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)])
        wheel = next(place.glob("*.whl"))
        venv.create(place / "clean", with_pip=True)
        clean = environment.python(place / "clean")
        before = _megabytes(place / "clean")
        environment.run([str(clean), "-m", "pip", "install", "--quiet", "--only-binary=:all:", str(wheel)])
        size = _megabytes(place / "clean") - before
        print(f"wheel {wheel.stat().st_size / 1e6:.1f} MB, installed with all it needs {size:.0f} MB")
        if size > MAX_INSTALL_MB:
            sys.exit(f"the install is over {MAX_INSTALL_MB} MB")
        done = subprocess.run(
            [str(clean), "-m", "rodedraad", "demo", "--out", str(place / "voorbeeld"), "--no-open"],
            cwd=place,
            check=False,
            env={key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
        )
        if done.returncode or not list((place / "voorbeeld" / "uitvoer").glob("*.html")):
            sys.exit("the demo did not run from the installed wheel")


def _megabytes(place: Path) -> float:
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


if __name__ == "__main__":
    main()
