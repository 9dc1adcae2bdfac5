"""Makes requirements/test.lock anew: every package of the test environment with its version and hashes."""

from __future__ import annotations

import environment

if __name__ == "__main__":
    environment.run(
        [
            "uv",
            "pip",
            "compile",
            "pyproject.toml",
            "--extra=test",
            "--universal",
            "--generate-hashes",
            "--python-version=3.11",
            "--no-emit-index-url",
            "--custom-compile-command=python3 tools/lock.py",
            "--output-file=requirements/test.lock",
        ]
    )
